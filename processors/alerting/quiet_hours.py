"""Quiet hours: nobody is told anything new in them; what was held is told in one message when they end."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta, tzinfo

_HOURS = re.compile(r"([01]\d|2[0-3]):([0-5]\d)\s*-\s*([01]\d|2[0-3]):([0-5]\d)")


def at_once(at: datetime) -> datetime:
    """No quiet hours."""
    return at


def quiet_hours(text: str, zone: tzinfo) -> Callable[[datetime], datetime]:
    """What moves a time out of the quiet hours, such as `22:00-07:00`; nothing is moved for an empty text.

    Raises ValueError for another text.
    """
    if not text.strip():
        return at_once
    found = _HOURS.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"{text!r} are no quiet hours: write them as 22:00-07:00")
    start, end = time(int(found[1]), int(found[2])), time(int(found[3]), int(found[4]))
    return lambda at: _quiet_until(at, start, end, zone)


def _quiet_until(at: datetime, start: time, end: time, zone: tzinfo) -> datetime:
    """The end of the quiet hours that a time lies in, or the time itself. Wall clock of the zone, both ways.

    The start belongs to them, the end does not; equal ones are no quiet hours at all.
    """
    local = at.astimezone(zone)
    wall = local.time().replace(tzinfo=None)
    inside = start <= wall < end if start <= end else wall >= start or wall < end
    if not inside:
        return at
    day = local.date() if wall < end else local.date() + timedelta(days=1)
    until = datetime.combine(day, end, zone)
    if until <= at:  # the hour that summer time repeats at its end
        until = until.replace(fold=1)
    return until.astimezone(UTC)
