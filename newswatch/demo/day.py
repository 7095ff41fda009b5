"""The demo's day: the virtual times at which the sources are visited, and the loop that plays it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from newswatch.demo.web import DAY


def _at(hour: int, minute: int = 0) -> datetime:
    return datetime(DAY.year, DAY.month, DAY.day, hour, minute, tzinfo=UTC)


TICKS: tuple[datetime, ...] = (
    _at(5),
    *(_at(8, 30), _at(10), _at(11, 30), _at(13), _at(14, 30)),
    *(_at(16), _at(17, 30), _at(19), _at(20, 30), _at(22, 30)),
)
"""The first visit, before the day's first page, finds each site's archive: it is indexed silently."""


def play(
    ticks: Sequence[datetime],
    set_now: Callable[[datetime], None],
    crawl: Callable[[], None],
    drain: Callable[[], None],
) -> None:
    """At each tick: set the clock, crawl the sources that are due, drain the stages to the cards."""
    for tick in ticks:
        set_now(tick)
        crawl()
        drain()
