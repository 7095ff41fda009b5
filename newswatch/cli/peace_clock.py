"""Whether the clock may be believed by what forgets: one that is a year ahead would have all be forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from newswatch.ports import Log, Store
from processors.alerting.kept import change_kept

UPKEEP, GROUP = "upkeep:last", "upkeep"
LEAP = timedelta(days=14)
"""A clock that went on by more since the last upkeep is believed a day later, if it still says so."""
RIPE = timedelta(hours=20)
_TOPICS = ("pages", "flagged")


def doubt(log: Log, store: Store, now: datetime, *, note: bool = True) -> str:
    """Why nothing may be forgotten now; "" where the clock is believed. With `note` it is remembered."""
    reason = ""

    def change(body: Any) -> Any:
        nonlocal reason
        last, since = (_at((body or {}).get(name)) for name in ("at", "doubted"))
        reason = _reason(last, log, now)
        if reason and since is not None and RIPE <= now - since <= LEAP:
            reason = ""
        if reason:
            fresh = since is None or not timedelta(0) <= now - since <= LEAP
            doubted = now if fresh or since is None else since
            return {**(body or {}), "state": "upkeep", "doubted": doubted.isoformat()}
        return {"state": "upkeep", "at": now.isoformat()}

    if note:
        change_kept(store, UPKEEP, GROUP, lambda body: change(body))
    else:
        found = store.get("alerts", UPKEEP)
        change(found.body if found is not None else None)
    return reason


def last_upkeep(store: Store) -> datetime | None:
    """When the clock was believed last."""
    found = store.get("alerts", UPKEEP)
    return _at(found.body.get("at")) if found is not None else None


def _reason(last: datetime | None, log: Log, now: datetime) -> str:
    if last is not None:
        days = (now - last).days
        if now - last <= LEAP:
            return ""
        return f"the clock went on by {days} days since the last upkeep"
    # The first upkeep has only the log to go by: where all of it is old, so may be the clock's error.
    written = any(end for end in log.end_offsets(_TOPICS).values())
    fresh = any(next(iter(log.scan(topic, now - LEAP)), None) is not None for topic in _TOPICS)
    return f"nothing came for {LEAP.days} days by this clock" if written and not fresh else ""


def _at(text: Any) -> datetime | None:
    return None if text is None else datetime.fromisoformat(str(text))
