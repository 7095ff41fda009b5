"""The first third of a complete pass: that all which was due was crawled. Light, since each crawl imports it."""

from __future__ import annotations

from datetime import datetime

from newswatch.ports import Store
from newswatch.settings import Settings
from processors.kept import change_kept

PASS, GROUP = "pass:crawl", "pass"


def is_watched(settings: Settings) -> bool:
    """Whether anybody wants to know: else nothing is written down."""
    return bool(settings.operators_channel or settings.heartbeat_url.get_secret_value())


def note_crawled(settings: Settings, store: Store, now: datetime) -> None:
    """Note that a crawl ended well, and left nothing that was due when it began."""
    if is_watched(settings):
        change_kept(store, PASS, GROUP, lambda _: {"state": "pass", "at": now.isoformat()})
