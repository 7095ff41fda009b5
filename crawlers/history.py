"""What a source's document remembers of its days: how far back it reaches, what is usual, what is silence. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

KEPT_DAYS = 84
WINDOW = 28
"""Days that the usual rate is taken from: those before the last new entry, so that silence does not lower it."""
FULL_HISTORY = 14
"""Days of history from which on a day is compared with the others."""

State = Mapping[str, Any]


def days_of(state: State) -> dict[date, Mapping[str, Any]]:
    """What the document counted on each of the days that it keeps: `new` entries, `pages`, `failed` by reason."""
    return {date.fromisoformat(when): day for when, day in state.get("days", {}).items()}


def known_days(state: State, now: datetime) -> float:
    """Days that the history reaches back, no more than are kept."""
    since = state.get("since")
    if not since:
        return 0.0
    return min((now - datetime.fromisoformat(since)) / timedelta(days=1), KEPT_DAYS)


def rate(state: State, at: datetime) -> float | None:
    """New entries a day in the WINDOW before a time; what a list held when it was first read does not count."""
    age = min(known_days(state, at), WINDOW)
    if age < 1:
        return None
    first = at.date() - timedelta(days=WINDOW)
    counts = [int(d.get("new", 0)) for when, d in days_of(state).items() if first <= when <= at.date()]
    return round(sum(counts) / age, 3)


def without_lean_weekends(state: State, start: datetime, now: datetime) -> timedelta:
    """The time between, without the Saturdays and Sundays of a source that hardly publishes on them."""
    if now <= start:
        return timedelta(0)
    ends, weeks = 0, 0
    for when, day in days_of(state).items():
        ends += int(day.get("new", 0)) if when.weekday() >= 5 else 0
        weeks += int(day.get("new", 0)) if when.weekday() < 5 else 0
    if known_days(state, now) < FULL_HISTORY or ends / 2 > weeks / 5 / 5:
        return now - start
    silent = timedelta(0)
    while start < now:
        midnight = datetime.combine(start.date() + timedelta(days=1), datetime.min.time(), start.tzinfo)
        end = min(midnight, now)
        if start.weekday() < 5:
            silent += end - start
        start = end
    return silent
