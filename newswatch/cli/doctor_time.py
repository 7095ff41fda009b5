"""The doctor's look at clocks: whether this machine's and another's tell one time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from newswatch.cli.doctor_checks import Check, failure, ok, warning
from newswatch.messages import TOPICS
from newswatch.ports import Log
from newswatch.settings import Settings

ODD, WRONG = timedelta(seconds=5), timedelta(minutes=2)
SYNCHRONISE = "Let both machines follow a time server (`timedatectl`, chrony): ages and leases go by clocks."


def clock_check(what: str, before: datetime, told: float, after: datetime) -> list[Check]:
    """Compare a time told by another (seconds since 1970) with ours just before and after the question."""
    there = datetime.fromtimestamp(told, UTC)
    off = max(before - there, there - after, timedelta(0))
    found = f"{off.total_seconds():.0f} s {'ahead of' if there > after else 'behind'} this machine's"
    if off > WRONG:
        return failure(what, found, SYNCHRONISE)
    if off > ODD:
        return warning(what, found, SYNCHRONISE)
    return ok(what, "as this machine's")


def record_checks(settings: Settings, log: Log, topics: tuple[str, ...] = TOPICS) -> Iterator[Check]:
    """Whether the log has records of the future: one of the clocks was, or is, wrong."""
    now = settings.now()
    late: list[str] = []
    for topic in topics:
        record = next(iter(log.scan(topic, now + ODD)), None)
        if record is not None:
            ahead = record.timestamp / 1000 - now.timestamp()
            late.append(f"{topic} {ahead:,.0f} s")
    if late:
        yield from warning("clock of the log", f"records of the future: {', '.join(late)}", SYNCHRONISE)
    else:
        yield from ok("clock of the log", "no record is of the future")
