"""Runs a stage: read a batch, process it, make every output safe, and only then commit.

That order is the whole promise. A crash anywhere repeats at most one batch, and since ids are
deterministic and writes idempotent, the repetition changes nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Event

from newswatch.batch import work
from newswatch.dead_letters import check_limit
from newswatch.messages import DeadLetter
from newswatch.patience import patiently
from newswatch.ports import Clock, Log, Store
from newswatch.running import DlqLimit, Running
from newswatch.stage import Needs, Stage


@dataclass(frozen=True, slots=True)
class Step:
    """What one step did. `lag` counts the records that wait behind it, `seconds` is wall clock."""

    stage: str
    read: int = 0
    written: int = 0
    rejected: int = 0
    retried: int = 0
    lag: int = 0
    seconds: float = 0.0


def start(
    stage: Stage[Needs],
    needs: Needs,
    *,
    log: Log,
    store: Store,
    clock: Clock,
    stop: Event,
    mark: Callable[[str], None] = lambda _: None,
    dlq: DlqLimit | None = None,
    ready: bool = True,
) -> Running[Needs]:
    """Join the stage's group and make its function ready, now or (for `drain`) once there is something to do.

    The caller closes what it returns.
    """
    consumer = log.consumer(
        stage.name,
        stage.topics,
        transactional=stage.transactional,
        outputs=sorted({DeadLetter.topic, *(kind.topic for kind in stage.writes)}),
    )
    running = Running(
        stage=stage,
        needs=needs,
        consumer=consumer,
        log=log,
        store=store,
        clock=clock,
        stop=stop,
        mark=mark,
        dlq=dlq or DlqLimit(),
    )
    try:
        if ready:
            running.make_ready()
    except BaseException:
        running.close()
        raise
    return running


def step(running: Running[Needs], timeout: float, limit: int | None = None) -> Step:
    """Read one batch, process it, write, commit. Raises Stopped, Lost, DiskFull, DlqLimitExceeded, a bug's error."""
    name = running.stage.name
    began = time.monotonic()
    running.retried = 0
    records = patiently(running, lambda: running.consumer.read(limit or running.stage.batch, timeout))
    if not records:
        return Step(name)
    running.mark(f"{name}:read")
    outputs, dead = work(running, records)
    check_limit(running, len(records), dead)
    running.mark(f"{name}:before-commit")
    patiently(running, lambda: running.consumer.commit(records, outputs))
    running.mark(f"{name}:after-commit")
    ends = patiently(running, lambda: running.log.end_offsets(running.stage.topics))
    positions = running.consumer.positions()
    return Step(
        name,
        read=len(records),
        written=len(outputs),
        rejected=len(dead),
        retried=running.retried,
        lag=sum(max(0, ends.get(p, at) - at) for p, at in positions.items()),
        seconds=time.monotonic() - began,
    )


def drain(
    runnings: Sequence[Running[Needs]],
    observe: Callable[[Step], None],
    *,
    between: Callable[[], int] = lambda: 0,
) -> int:
    """Work every stage, in the table's order, to the end that it saw; again until a pass reads nothing.

    `between` is called after each pass and returns what it did (alerts delivered, say); a pass
    counts as idle only when it did nothing either. Returns the records read. With the first record all
    stages are made ready: what one writes the next one reads. Where there is none, none is: most drains of a
    scheduler find nothing to do, and rules and stories take seconds to read.
    """

    def make_ready() -> None:
        for running in runnings:
            running.make_ready()

    total = 0
    while True:
        done = 0
        for running in runnings:
            done += _to_end(running, observe, make_ready)
        done += between()
        total += done
        if not done or (runnings and runnings[0].stop.is_set()):
            return total


def _to_end(running: Running[Needs], observe: Callable[[Step], None], make_ready: Callable[[], None]) -> int:
    ends = patiently(running, lambda: running.log.end_offsets(running.stage.topics))
    at = patiently(running, lambda: running.log.committed(running.stage.name, running.stage.topics))
    behind = sum(max(0, end - at.get(p, 0)) for p, end in ends.items())
    done = 0
    if behind > 0:
        make_ready()
    while behind > 0 and not running.stop.is_set():
        report = step(running, timeout=1.0)
        observe(report)
        done += report.read
        positions = patiently(
            running, lambda: running.log.committed(running.stage.name, running.stage.topics)
        )
        behind = sum(max(0, end - positions.get(p, 0)) for p, end in ends.items())
    return done


def serve(running: Running[Needs], observe: Callable[[Step], None], timeout: float = 0.5) -> None:
    """Step until told to stop. Returns after the batch in hand is committed."""
    while not running.stop.is_set():
        report = step(running, timeout)
        if report.read:
            observe(report)
