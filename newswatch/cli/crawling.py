"""One crawl: chooses the sources and hands them to Scrapy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from crawlers.crawl import crawl, due, revisit
from crawlers.frontier import REVISITS
from crawlers.sources import Source
from newswatch.cli.opening import opened
from newswatch.cli.peace_pass import is_watched, note_crawled
from newswatch.cli.sources_config import sources_in_force
from newswatch.cli.sources_health import note_health
from newswatch.connect import crash_point
from newswatch.errors import ConfigError
from newswatch.ports import Store
from newswatch.settings import Settings


def chosen(settings: Settings, ids: Sequence[str], store: Store, *, tell: bool = True) -> list[Source]:
    """The named sources, or all enabled ones. Raises ConfigError for an id that no file has."""
    known = sources_in_force(settings, store, tell=tell)
    for id_ in ids:
        if id_ not in known:
            raise ConfigError(f"There is no source {id_!r}. `newswatch sources list` shows those there are.")
    return [known[id_] for id_ in ids] if ids else [s for s in known.values() if s.enabled]


def ask_for_revisits(store: Store, now: datetime) -> None:
    """Have the articles of recent alerts visited again: pages change, and a card must follow.

    Read off the alert documents at each crawl, so that no crash between a post and a crawl can lose it.
    """
    wanted: dict[str, tuple[str, datetime]] = {}
    after: str | None = None
    while page := store.find("alerts", state="sent", after=after, limit=200):
        from processors.alerts import Alert  # a crawl starts each minute: it brings along what it needs alone

        after = page[-1].id
        for stored in page:
            posted = stored.body.get("posted_at")
            if posted is None or datetime.fromisoformat(posted) < now - max(REVISITS):
                continue
            alert = Alert.model_validate(stored.body)
            if alert.sent is None or alert.posted_at is None:
                continue
            for member in alert.sent.members:
                since = max(alert.posted_at, member.fetched_at)
                if member.url not in wanted or wanted[member.url][1] < since:
                    wanted[member.url] = (member.source, since)
    for url, (source, since) in wanted.items():  # once each: two cards may tell of one article
        revisit(store, url, source, since)


def all_crawled(settings: Settings, store: Store, ids: Sequence[str], began: datetime) -> bool:
    """Whether nothing is left that was due when a crawl began: it may have been one batch of several."""
    return not ids or not due(chosen(settings, [], store, tell=False), store, began)


def crawl_once(settings: Settings, ids: Sequence[str], *, only_due: bool) -> dict[str, Any]:
    """Crawl the named sources (all enabled ones for none); what was read, fetched and refused."""
    with opened(settings) as ports:
        began = settings.now()
        sources = chosen(settings, ids, ports.store)
        ask_for_revisits(ports.store, settings.now())
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
            proxy=settings.proxy,
            ca_file=settings.ca_file,
        )
        note_health(ports.store, sources, settings.now())
        if is_watched(settings) and not summary.stopped and all_crawled(settings, ports.store, ids, began):
            note_crawled(settings, ports.store, settings.now())
    return asdict(summary)
