"""What a stage does while it waits for a server, and how far behind it says that it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from newswatch.adapters.sqlite_log import SqliteLog
from newswatch.errors import Transient
from newswatch.messages import Article, Message, Page
from newswatch.metrics import REGISTRY, step_done
from newswatch.ports import Consumer, Record
from newswatch.runner import start, step
from newswatch.running import Running
from newswatch.stage import Stage, each
from tests.unit.test_runner import NOW, page


class Watched:
    """A consumer whose commit fails at first, and that counts what it is asked to do meanwhile."""

    def __init__(self, inner: Consumer, faults: Sequence[Exception]) -> None:
        self.inner, self.faults = inner, list(faults)
        self.kept = 0
        self.away = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)

    def commit(self, records: Sequence[Record], outputs: Sequence[Message] = ()) -> None:
        """Fail, or do it."""
        if self.faults:
            raise self.faults.pop(0)
        self.inner.commit(records, outputs)

    def keep_alive(self) -> None:
        """Count."""
        self.kept += 1
        if self.away:
            raise Transient("no broker answers")
        self.inner.keep_alive()


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running[None]]:
    """A stage that makes nothing of three pages."""
    log = SqliteLog(tmp_path / "log.db", clock=lambda: NOW)
    log.append([page(n) for n in range(3)])
    stage: Stage[None] = Stage(
        "extract", reads=(Page,), writes=(Article,), start=lambda _: each(lambda message, found: ())
    )
    started = start(stage, None, log=log, store=None, clock=lambda: NOW, stop=Event())  # type: ignore[arg-type]
    yield started
    started.close()
    log.close()


@pytest.mark.parametrize("away", [False, True])
def test_who_waits_for_a_server_says_that_it_lives(running: Running[None], away: bool) -> None:
    watched = Watched(running.consumer, [Transient("full", retry_after=0.6)])
    watched.away = away
    running.consumer = watched
    assert step(running, 0).retried == 1
    assert watched.kept


def test_the_lag_is_what_waits_behind_the_step_and_the_gauge_shows_it(running: Running[None]) -> None:
    done = step(running, 0, limit=1)
    assert (done.read, done.lag) == (1, 2)
    step_done(done.stage, done.read, done.written, done.rejected, done.retried, done.lag, done.seconds)
    assert REGISTRY.get_sample_value("newswatch_lag", {"stage": "extract"}) == 2
    done = step(running, 0)
    assert (done.read, done.lag) == (2, 0)
    step_done(done.stage, done.read, done.written, done.rejected, done.retried, done.lag, done.seconds)
    assert REGISTRY.get_sample_value("newswatch_lag", {"stage": "extract"}) == 0
