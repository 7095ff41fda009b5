"""Time zones as dates write them behind a time of day: `+01:00`, `GMT+0100 (CET)`, `EST`, `p.m. ET`."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_HOURS = {
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
    "WET": 0, "WEST": 1, "CET": 1, "CEST": 2, "MEZ": 1, "MESZ": 2, "BST": 1, "JST": 9, "KST": 9,
    "Z": 0, "UTC": 0, "GMT": 0,
}  # fmt: skip
"""Hours east of Greenwich of the names that stand for one offset in the press that is watched."""
_PLACES = {
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
}
_OFFSET = re.compile(r"\s*\(?\s*(?:(?:GMT|UTC)\s*([+-])|(\+)|(-)(?=\d{4}(?!\d)))(\d{1,2}):?(\d{2})?(?!\d)")
"""`14:05-14:30` is how long something takes, and no zone: behind a bare `-` four digits stand together."""
_NAME = re.compile(r"\s*\(?\s*([A-Z]{1,4})\b")


def zone_in(text: str, local: datetime) -> tzinfo | None:
    """The zone that a text begins with, for a local time; None where it begins with none.

    `ET` is summer or winter time by that day.
    """
    if found := _OFFSET.match(text):
        offset = timedelta(hours=int(found[4]), minutes=int(found[5] or 0))
        west = "-" in (found[1], found[3])
        return timezone(-offset if west else offset) if offset < timedelta(hours=15) else None
    named = _NAME.match(text.upper() if text[:12].islower() else text)
    if not named:
        return None
    if (hours := _HOURS.get(named[1])) is not None:
        return timezone(timedelta(hours=hours)) if hours else UTC
    try:
        return ZoneInfo(_PLACES[named[1]]) if named[1] in _PLACES else None
    except ZoneInfoNotFoundError:
        return None
