"""How many days of news lie between two reports."""

from __future__ import annotations

from datetime import datetime

SOON = 1.0
"""Days within which two reports are of one day's news."""


def news_days(one: datetime, other: datetime) -> float:
    """Days between two reports, without those of a weekend between them.

    What is told on a Friday, others tell on Monday: to them it is the next day.
    """
    first, last = (one, other) if one <= other else (other, one)
    days = (last - first).total_seconds() / 86400
    if days <= SOON:
        return days
    begins = first.toordinal() + 1
    ends = min(last.toordinal(), begins + 8)
    return days - (_weekend_days(ends) - _weekend_days(begins))


def _weekend_days(before: int) -> int:
    """How many Saturdays and Sundays there are before a date's ordinal: the remainders 6 and 0."""
    return before // 7 + (before + 6) // 7
