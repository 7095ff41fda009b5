"""Notes how the sources fare after a crawl, and says what is to be told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

import structlog

from crawlers.health import Change, Health, changes, health, health_of
from crawlers.newest_pages import PAGES, Refused
from crawlers.sources import Source
from crawlers.states import amend, source_state
from newswatch.cli.sources_refused import refused_pages
from newswatch.logs import one_line
from newswatch.messages import Article
from newswatch.ports import Log, Query, Store

log = structlog.get_logger("newswatch.sources")
EVERY = timedelta(minutes=10)
"""Between two looks at the pages of a source whose lists fare as before."""
FIRST = timedelta(days=1)
"""From a source's first reading on; pages that are found silently later are a backfill's."""


def recent_articles(store: Store, source_id: str, limit: int = PAGES) -> list[Article]:
    """The newest articles of a source in the store."""
    hits = store.search("articles", Query(sources=(source_id,), limit=limit, newest_first=True)).hits
    return [Article.model_validate(hit.body["article"]) for hit in hits]


def unread(store: Store, state: Mapping[str, Any], refused: Sequence[Refused]) -> list[Refused]:
    """Those of the refused pages that tell how the source fares now.

    Not one of which `dead retry` made an article since, nor one that a backfill fetched: the past is no news.
    """
    ids = [one.page for one in refused]
    articles, urls = store.get_many("articles", ids), store.get_many("urls", ids)
    first = datetime.fromisoformat(state["since"]) + FIRST if state.get("since") else None

    def is_of_the_past(page: str) -> bool:
        body = urls[page].body if page in urls else {}
        return bool(body.get("silent") and first and datetime.fromisoformat(body["discovered_at"]) > first)

    return [one for one in refused if one.page not in articles and not is_of_the_past(one.page)]


def note_health(messages: Log, store: Store, sources: Iterable[Source], now: datetime) -> tuple[Change, ...]:
    """Write each source's health into its document; the changes that are to be told, each once.

    A change is told by whoever wrote it, so that of two crawls at once only one does.
    """
    states = {source.id: (source, source_state(store, source.id)) for source in sources}
    looked = {id_: each for id_, each in states.items() if each[1] and _is_time(each[1], now)}
    refused = refused_pages(messages, store, now) if looked else {}
    told: list[Change] = []
    for id_, (source, state) in looked.items():
        pages = unread(store, state, refused.get(id_, ()))
        found = health(state, recent_articles(store, id_), source, now, pages)
        told.extend(_note(store, source, found, now))
    for one in told:
        tell = log.warning if one.kind == "broken" else log.info
        tell(
            f"source {one.kind}", source=one.source, reason=one.health.reason, text=one_line(one.health.text)
        )
    return tuple(told)


def _is_time(state: Mapping[str, Any], now: datetime) -> bool:
    """A source that fails, or did when it was last noted, is looked at each time."""
    noted = state.get("health")
    if not noted or state.get("last_error") or noted.get("failing"):
        return True
    return abs(now - datetime.fromisoformat(noted["at"])) >= EVERY


def _note(store: Store, source: Source, found: Health, now: datetime) -> tuple[Change, ...]:
    new: tuple[Change, ...] = ()

    def change(body: Mapping[str, Any]) -> Mapping[str, Any]:
        nonlocal new
        before = health_of(body)
        new = changes({source.id: before} if before else {}, {source.id: found})
        since = body.get("health", {}).get("since") if before and before.word == found.word else None
        noted = {
            **asdict(found),
            "since": since or now.isoformat(),
            "at": now.isoformat(),
            "failing": bool(body.get("last_error")),
        }
        return {**body, "health": noted}

    amend(store, source.id, source, change)
    return new
