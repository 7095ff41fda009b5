"""The first third of a complete pass: that all lists that were due were read. Light, since each crawl imports it."""

from __future__ import annotations

from datetime import datetime

from crawlers.frontier import change_doc
from newswatch.ports import Keys, Store
from newswatch.settings import Settings

PASS, GROUP = "pass:crawl", "pass"
"""Among the sources, since a crawler may write nothing else but addresses; no source's id has a colon."""


def is_watched(settings: Settings) -> bool:
    """Whether anybody wants to know: else nothing is written down."""
    return bool(settings.operators_channel or settings.heartbeat_url.get_secret_value())


def note_crawled(settings: Settings, store: Store, now: datetime) -> None:
    """Note that a crawl ended well, and left no list that was due when it began."""
    if is_watched(settings):
        ended = {"state": "pass", "at": now.isoformat()}
        change_doc(store, "sources", PASS, lambda _: (ended, Keys(state="pass", group=GROUP)))


def crawled_at(store: Store) -> datetime | None:
    """When a crawl last left no list that was due; None where none did."""
    stored = store.get("sources", PASS)
    return datetime.fromisoformat(str(stored.body["at"])) if stored is not None else None
