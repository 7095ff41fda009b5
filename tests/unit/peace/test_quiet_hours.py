"""Quiet hours by the wall clock of a zone, over midnight and over the change to summer time."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from processors.alerting.quiet_hours import quiet_hours

PARIS = ZoneInfo("Europe/Paris")


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "at", "until"),
    [
        ("22:00-07:00", "2026-03-02T20:59", "2026-03-02T20:59"),  # 21:59 in Paris
        ("22:00-07:00", "2026-03-02T21:00", "2026-03-03T06:00"),
        ("22:00-07:00", "2026-03-03T03:30", "2026-03-03T06:00"),
        ("22:00-07:00", "2026-03-03T06:00", "2026-03-03T06:00"),
        ("12:00-14:00", "2026-03-02T11:30", "2026-03-02T13:00"),
        ("22:00-07:00", "2026-03-28T22:00", "2026-03-29T05:00"),  # one hour less that night
        ("22:00-07:00", "2026-10-24T21:00", "2026-10-25T06:00"),  # one hour more
        ("01:00-02:30", "2026-10-25T01:15", "2026-10-25T01:30"),  # the second 02:15 of that night
        ("08:00-08:00", "2026-03-02T07:00", "2026-03-02T07:00"),
        ("", "2026-03-02T23:00", "2026-03-02T23:00"),
    ],
)
def test_a_time_in_them_waits_for_their_end(hours: str, at: str, until: str) -> None:
    assert quiet_hours(hours, PARIS)(utc(at)) == utc(until)


@pytest.mark.parametrize("text", ["22-7", "22:00", "25:00-07:00", "22:00-07:60", "10pm-7am"])
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="22:00-07:00"):
        quiet_hours(text, PARIS)
