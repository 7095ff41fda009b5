"""Reads what people say on cards, in `run` beside the stages and after a drain."""

from __future__ import annotations

from datetime import datetime
from threading import Event

import structlog

from newswatch.cli.opening import opened
from newswatch.errors import Permanent, Transient
from newswatch.ports import Notifier, Store
from newswatch.settings import Settings
from processors.alerting.reactions import Reacted, Seen, read_reactions

log = structlog.get_logger("newswatch.reactions")
PAUSE = 15.0
"""Seconds between two looks of up to LOOKS cards: 40 calls a minute, below Slack's 50 (Tier 3)."""
LOOKS = 10


def reads_reactions(settings: Settings) -> bool:
    """Whether there are cards that people can react to."""
    return settings.reactions and settings.notify_url.startswith("slack:")


def look_at_reactions(store: Store, notifier: Notifier, now: datetime, known: Seen) -> bool:
    """One look; False where we may not look at all, which is told."""
    if not isinstance(notifier, Reacted):
        return False
    try:
        read_reactions(store, notifier, now, known, LOOKS)
    except Permanent as error:
        log.warning(
            "reactions can't be read; NEWSWATCH_REACTIONS=false takes them off the cards", reason=error.reason
        )
        return False
    except Transient as error:  # the next look goes on
        log.info("reactions: try again", error=str(error))
    return True


def serve_reactions(settings: Settings, stop: Event) -> None:
    """Look until told to stop, or until it turns out that we may not."""
    known = Seen()
    with opened(settings) as ports:
        notifier = ports.notifier()
        try:
            while look_at_reactions(ports.store, notifier, settings.now(), known):
                if stop.wait(PAUSE):
                    return
        finally:
            notifier.close()
