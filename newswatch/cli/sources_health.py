"""Notes how the sources fare after a crawl, and says what is to be told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

import structlog

from crawlers.health import Change, Health, changes, health, health_of
from crawlers.sources import Source
from crawlers.states import amend, source_state
from newswatch.logs import one_line
from newswatch.messages import Article
from newswatch.ports import Query, Store

log = structlog.get_logger("newswatch.sources")
ARTICLES = 20
"""Articles of a source that are looked at, the newest."""
EVERY = timedelta(minutes=10)
"""Between two looks at the articles of a source whose lists fare as before."""


def recent_articles(store: Store, source_id: str, limit: int = ARTICLES) -> list[Article]:
    """The newest articles of a source in the store."""
    hits = store.search("articles", Query(sources=(source_id,), limit=limit, newest_first=True)).hits
    return [Article.model_validate(hit.body["article"]) for hit in hits]


def note_health(store: Store, sources: Iterable[Source], now: datetime) -> tuple[Change, ...]:
    """Write each source's health into its document; the changes that are to be told, each once.

    A change is told by whoever wrote it, so that of two crawls at once only one does.
    """
    told: list[Change] = []
    for source in sources:
        state = source_state(store, source.id)
        if not state or not _is_time(state, now):
            continue
        found = health(state, recent_articles(store, source.id), source, now)
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
