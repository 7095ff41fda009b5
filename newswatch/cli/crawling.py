"""One crawl: chooses the sources and hands them to Scrapy."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, TypedDict

import typer

from crawlers.clock_ahead import bring_back
from crawlers.crawl import Limits, crawl, due
from crawlers.sources import Source, read_sources
from crawlers.states import lists_left
from newswatch.cli.opening import Opened, opened, source_dirs
from newswatch.cli.output import err
from newswatch.cli.peace_pass import is_watched, note_crawled
from newswatch.cli.sources_config import sources_in_force
from newswatch.cli.sources_health import note_health
from newswatch.connect import crash_point
from newswatch.errors import ConfigError
from newswatch.ports import Clock, Log, Store
from newswatch.settings import Settings

DUE_SECONDS = 300.0
"""How long a crawl of what is due goes on: a site that lets one page a minute be fetched must not keep the lists of
all others from being looked at for hours. What is left stays pending for the next, which begins with the lists."""


def chosen(settings: Settings, ids: Sequence[str], store: Store, *, tell: bool = True) -> list[Source]:
    """The named sources, or all enabled ones. Raises ConfigError for an id that no file has, or none that is right."""
    known = sources_in_force(settings, store, tell=tell)
    for id_ in ids:
        if id_ not in known:
            if wrong := mistakes_in(settings, [id_]):
                raise ConfigError("\n".join(wrong))
            raise ConfigError(f"There is no source {id_!r}. `newswatch sources list` shows those there are.")
    return [known[id_] for id_ in ids] if ids else [s for s in known.values() if s.enabled]


def mistakes_in(settings: Settings, ids: Sequence[str]) -> list[str]:
    """What is wrong with the files of the named sources, or of all for none: `file:line: key: what is wrong`."""
    mistakes = read_sources(source_dirs(settings)).mistakes
    return [line for id_, lines in sorted(mistakes.items()) if not ids or id_ in ids for line in lines]


def all_crawled(
    settings: Settings, store: Store, ids: Sequence[str], began: datetime, *, stopped: bool = False
) -> bool:
    """Whether no list is left that was due when a crawl began: it may have been one batch of several, or out of time.

    Pages may be left: a site that lets one a minute be fetched may have some for hours.
    """
    return not (ids or stopped) or not lists_left(chosen(settings, [], store, tell=False), store, began)


class Reach(TypedDict):
    """What every crawl goes by, of the present or the past: the ports, and what the settings say of fetching."""

    log: Log
    store: Store
    clock: Clock
    contact: str
    connect_to: str
    mark: Callable[[str], None]
    limits: Limits
    proxy: str
    ca_file: Path | None


def reach(settings: Settings, ports: Opened) -> Reach:
    """What a crawl of either kind is given."""
    return Reach(
        log=ports.log,
        store=ports.store,
        clock=settings.now,
        contact=settings.contact,
        connect_to=settings.connect_to,
        mark=crash_point(settings),
        limits=Limits(timeout=settings.fetch_seconds),
        proxy=settings.proxy,
        ca_file=settings.ca_file,
    )


def crawl_once(settings: Settings, ids: Sequence[str], *, only_due: bool) -> dict[str, Any]:
    """Crawl the named sources (all enabled ones for none); what was read, fetched and refused."""
    with opened(settings) as ports:
        began = settings.now()
        sources = chosen(settings, ids, ports.store)
        bring_back(sources, ports.store, began)
        if only_due:  # a source whose lists are not due may still have pages that are
            sources = due(sources, ports.store, settings.now())
        seconds = DUE_SECONDS if only_due else 0
        summary = crawl(sources, only_due=only_due, time_limit=seconds, **reach(settings, ports))
        note_health(ports.log, ports.store, sources, settings.now())
        # (one that was stopped and has fetched no page at all in its time is none to be glad of)
        went_on = bool(summary.pages) or not summary.stopped
        if (
            is_watched(settings)
            and went_on
            and all_crawled(settings, ports.store, ids, began, stopped=summary.stopped)
        ):
            note_crawled(settings, ports.store, settings.now())
    return asdict(summary)


def faults_of(summary: Mapping[str, Any]) -> Iterator[str]:
    """Why lists could not be read: sources by the class of their first error, a line each."""
    by_reason: dict[str, list[str]] = {}
    for id_, source in summary["sources"].items():
        if source["errors"]:
            by_reason.setdefault(str(source["errors"][0]).partition(":")[0], []).append(id_)
    for reason, ids in sorted(by_reason.items()):
        shown = ", ".join(ids[:3]) + (f" and {len(ids) - 3} more" if len(ids) > 3 else "")
        yield f"{reason}: {shown}. `newswatch sources check {ids[0]}` tells more."


def all_failed(summary: Mapping[str, Any]) -> bool:
    """Whether no list of any source could be read: the network is away, say. Nothing read is not nothing new."""
    sources = summary["sources"].values()
    return bool(sources) and all(source["errors"] and not source["lists"] for source in sources)


def end(summary: Mapping[str, Any], skip_empty: bool) -> None:
    """Say on stderr what went wrong; exit with 1 where no list could be read, with 99 for nothing new if asked."""
    for line in faults_of(summary):
        err(line)
    if all_failed(summary):
        raise typer.Exit(1)
    if skip_empty and not summary["pages"]:
        raise typer.Exit(99)
