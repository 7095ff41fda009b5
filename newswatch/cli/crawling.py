"""One crawl: chooses the sources and hands them to Scrapy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from crawlers.crawl import crawl, due
from crawlers.sources import Source, load_sources
from newswatch.cli.opening import opened, source_dirs
from newswatch.connect import crash_point
from newswatch.errors import ConfigError
from newswatch.settings import Settings


def chosen(settings: Settings, ids: Sequence[str]) -> list[Source]:
    """The named sources, or all enabled ones. Raises ConfigError for an id that no file has."""
    known = load_sources(source_dirs(settings))
    for id_ in ids:
        if id_ not in known:
            raise ConfigError(f"There is no source {id_!r}. `newswatch sources list` shows those there are.")
    return [known[id_] for id_ in ids] if ids else [s for s in known.values() if s.enabled]


def crawl_once(settings: Settings, ids: Sequence[str], *, only_due: bool) -> dict[str, Any]:
    """Crawl the named sources (all enabled ones for none); what was read, fetched and refused."""
    sources = chosen(settings, ids)
    with opened(settings) as ports:
        if only_due:  # a source whose lists are not due may still have pages that are
            sources = due(sources, ports.store, settings.now())
        summary = crawl(
            sources,
            log=ports.log,
            store=ports.store,
            clock=settings.now,
            contact=settings.contact,
            connect_to=settings.connect_to,
            mark=crash_point(settings),
            only_due=only_due,
        )
    return asdict(summary)
