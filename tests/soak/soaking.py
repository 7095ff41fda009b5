"""Days of articles through one living installation, with restarts, measured; and whether all of it is there.

The process serves on from day to day, its clock set forward while it runs. It is killed (-9) in the middle of the
days that `kills` names, and stopped and started again on the evenings that `stops` names.
"""

from __future__ import annotations

import signal
import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from tests.soak.living import Living, Memory
from tests.soak.made_pages import pages


@dataclass(frozen=True)
class Plan:
    """How many days of how many articles, and how far apart the days are."""

    days: int
    a_day: int
    apart: timedelta = timedelta(days=1)
    kills: Collection[int] = ()
    stops: Collection[int] = ()


@dataclass
class Day:
    """What was measured on a day: memory in MB, files in bytes before and after the evening's upkeep."""

    number: int
    seconds: float
    memory: Memory
    before: dict[str, int]
    after: dict[str, int]
    pages: dict[str, tuple[int, int]]
    """Bytes of each database after the upkeep, and those of them that are unused."""
    restarted: str = ""

    @property
    def last(self) -> float:
        """Resident memory of `run` in the evening: the middle of the last ten samples."""
        return sorted(self.memory.own[-10:])[len(self.memory.own[-10:]) // 2]


@dataclass
class Soak:
    """A run of a plan, and what it wrote."""

    living: Living
    plan: Plan
    written: list[str] = field(default_factory=list)

    def days(self) -> Iterator[Day]:
        """Play the days; each is told when it is over."""
        began = datetime.now(UTC)
        for number in range(self.plan.days):
            yield self._day(number, began)
        code = self.living.stop()
        assert code == 0, self.living.told[-3000:]

    def _day(self, number: int, began: datetime) -> Day:
        plan, living = self.plan, self.living
        ago = plan.apart * (plan.days - number)
        living.set_clock(f"-{ago.total_seconds():.0f}")
        if living.process is None:
            living.start()
        memory = Memory()
        started = time.monotonic()
        # (told two minutes before they are fetched: what is fetched in the future would be due in the future)
        made = list(
            pages(
                plan.a_day,
                first=number * plan.a_day,
                at=began - ago - timedelta(minutes=2),
                span=timedelta(minutes=1),
            )
        )
        self.written += [page.id for page in made]
        restarted = ""
        for at in range(0, len(made), 100):
            living.feed(made[at : at + 100])
            memory.sample(living)
            if number in plan.kills and not restarted and at >= len(made) // 2:
                living.stop(signal.SIGKILL)
                living.start()
                restarted = "kill -9"
        living.wait_until_read(memory)
        seconds = time.monotonic() - started
        if number in plan.stops:
            code = living.stop()
            assert code == 0, living.told[-3000:]
            restarted = "stopped"
        before = living.sizes()
        living.command("upkeep")
        databases = {name: living.pages(name) for name in ("log.db", "store.db")}
        return Day(number, seconds, memory, before, living.sizes(), databases, restarted)

    def check(self, *, since: int = 0) -> tuple[int, int, int]:
        """Every article from a day on is there, every story has its one card; how many articles, stories, cards."""
        there = {id_ for id_, _ in self.living.documents("articles")}
        dead = [(body["stage"], body["reason"]) for _, body in self.living.documents("dead")]
        missing = set(self.written[since * self.plan.a_day :]) - there
        assert not missing, f"{len(missing)} articles are lost; dead letters: {dead[:5]}"
        assert not dead, dead[:5]
        stories = [body for _, body in self.living.documents("stories") if not body.get("merged_into")]
        cards = self.living.cards()
        twice = {alert: count for alert, count in cards.items() if count > 1}
        assert not twice, f"told twice: {twice}"
        untold = {story["id"] for story in stories} - set(cards)
        assert not untold, f"{len(untold)} stories have no card: {sorted(untold)[:3]}"
        return len(there), len(stories), len(cards)
