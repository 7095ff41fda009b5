"""Two months in a minute: memory stays, files are bounded once the retention holds, and nothing is lost.

tests/bench/bench_soak.py is the long version.
"""

from __future__ import annotations

import signal
from datetime import timedelta
from pathlib import Path

import pytest

from tests.soak.living import Living
from tests.soak.soaking import Plan, Soak

pytestmark = pytest.mark.slow
LEAST = {
    "NEWSWATCH_KEEP_LOG_PAGES_DAYS": "1",
    "NEWSWATCH_KEEP_LOG_ARTICLES_DAYS": "1",
    "NEWSWATCH_KEEP_LOG_FLAGGED_DAYS": "31",
    "NEWSWATCH_KEEP_LOG_STORIES_DAYS": "31",
    "NEWSWATCH_KEEP_ARTICLES_DAYS": "31",
    "NEWSWATCH_KEEP_STORIES_DAYS": "31",
    "NEWSWATCH_KEEP_URLS_DAYS": "31",
    "NEWSWATCH_KEEP_ALERTS_DAYS": "31",
}
"""The shortest retention: what a year does with the shipped one, two months do with this."""


@pytest.mark.timeout(900)
def test_two_months_with_restarts(tmp_path: Path) -> None:
    living = Living(tmp_path / "var", LEAST)
    # Twelve days apart, so that three days' articles are kept: from the fourth on, files should not grow.
    plan = Plan(days=6, a_day=200, apart=timedelta(days=12), kills=(1, 4), stops=(2,))
    soak = Soak(living, plan)
    try:
        days = list(soak.days())
    finally:
        living.stop(signal.SIGKILL)
    assert [day.restarted for day in days] == ["", "kill -9", "stopped", "", "kill -9", ""]
    for day in days:
        assert max(day.memory.own) + max(day.memory.children) < 400, day
    # Flat: the last evening is no higher than the days before it. (The evening of a day with a kill is the start of
    # another process, which has not yet read what the first one had.)
    assert days[5].last < max(max(day.memory.own) for day in days[:4]) + 25, [day.memory for day in days]
    for name in ("log.db", "store.db"):
        # (what is written and not yet in the file counts as if it were: when it goes there is SQLite's affair)
        assert days[5].pages[name][0] < days[3].pages[name][0] * 1.2, [day.pages for day in days]
        assert max(day.before.get(f"{name}-wal", 0) for day in days) < 80e6
    articles, stories, cards = soak.check(since=4)
    assert 540 < articles < 620
    assert stories >= 3
    assert 3 <= cards <= 8, "those of the days that are kept: the console's cards go with their alerts"
