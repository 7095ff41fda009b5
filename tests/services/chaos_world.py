"""Plays a chaos plan: the real pipeline as processes on the real Kafka and Elasticsearch, fed and disturbed.

Each act feeds its pages in portions while each stage runs in a process of its own; when all is read and every
fault has come, `deliver` tells. A worker that dies is started anew, as a service manager does.
"""

from __future__ import annotations

import signal
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from newswatch.adapters.kafka_topics import create_topics
from newswatch.messages import Page
from tests.slack.fake import FakeSlack
from tests.slack.fake_http import Faults, served
from tests.slack.fake_model import TOKEN

from . import stack
from .chaos_input import CLOCK, NOON, acts
from .chaos_judge import Outcome, order_of, outcome_of
from .chaos_plan import NAMES, Act, Plan
from .chaos_workers import (
    PATIENCE,
    NeverEnds,
    Worker,
    World,
    armed,
    environment,
    errors_of,
    has_fired,
    is_done,
    is_read,
    is_up,
    start_worker,
    stderr_of,
    until,
)
from .chaos_zygote import Zygote

CHANNEL = "C0000CHAOS"
FAR = 1 << 50


@dataclass
class Played:
    """What came of a run."""

    outcome: Outcome
    order: list[tuple[str, int]]
    """The articles in the order in which they came to `flagged`."""
    fired: list[str]
    unfired: list[str]
    kills: int
    seconds: float
    log_lines: str = ""
    """What the processes wrote to stderr."""


def play(plan: Plan, folder: Path, zygote: Zygote) -> Played:
    """Play it to its end. Raises NeverEnds."""
    began = time.monotonic()
    slack = FakeSlack(post_interval=0.0)
    channel = slack.add(CHANNEL, "chaos")
    lost = Faults(plan.seed, plan.lost_answers, ("drop",), only="chat.postMessage")
    with ExitStack() as ends:
        api_url = ends.enter_context(served(slack, lost))
        world = ends.enter_context(_world(plan, folder, zygote, api_url))
        for number, (act, portions) in enumerate(zip(plan.acts, acts(), strict=True)):
            world.deadline = time.monotonic() + PATIENCE
            _stages(world, act, portions)
            _deliver(world, act, NOON if number == 0 else CLOCK)
        until(world, lambda: True)
        outcome = outcome_of(world.log, world.store, channel, exact_dead=plan.partitions == 1)
        order = order_of(world.log)
    told = "\n".join(f"{file.name}\n{file.read_text()}" for file in sorted(folder.glob("*.err")))
    return Played(outcome, order, world.fired, world.unfired, world.kills, time.monotonic() - began, told)


@contextmanager
def _world(plan: Plan, folder: Path, zygote: Zygote, api_url: str) -> Iterator[World]:
    prefix = f"x{uuid.uuid4().hex[:8]}-"
    folder.mkdir(parents=True, exist_ok=True)
    log = stack.open_log(prefix, lambda: datetime.now(UTC), create=False)
    topics = stack.kafka_plan()
    split = {
        name: topic.model_copy(
            # (compaction would forget the versions of a story that the judge counts)
            update={
                "partitions": plan.partitions if name in ("pages", "articles") else 1,
                "cleanup": "delete",
            }
        )
        for name, topic in topics.topics.items()
    }
    create_topics(log.admin, topics.model_copy(update={"topics": split}), prefix)
    world = World(plan, prefix, folder, {}, log, stack.open_store(prefix), zygote)
    world.env = environment(prefix, folder) | {
        "NEWSWATCH_NOTIFY_URL": f"slack://{CHANNEL}",
        "NEWSWATCH_SLACK_API_URL": api_url,
        "SLACK_BOT_TOKEN": TOKEN,
        "NEWSWATCH_CLOCK": CLOCK.isoformat(),
        "NEWSWATCH_POST_INTERVAL": "0",
        "NEWSWATCH_EDIT_INTERVAL": "0",
        "NEWSWATCH_CATCH_UP": "1000",
        "NEWSWATCH_DIGEST_AT": "",
        "NEWSWATCH_REACTIONS": "false",
        "CHAOS_BUG": plan.bug,
    }
    try:
        yield world
    finally:
        for worker in world.workers:
            if worker.pid:
                zygote.kill(worker.pid)
        for thread in list(world.restarts.values()):
            thread.join()
        log.close()
        world.store.close()
        stack.sweep(prefix)


def _stages(world: World, act: Act, portions: tuple[tuple[Page, ...], ...]) -> None:
    doubled = ("extract", "flag") if world.plan.partitions > 1 else ()
    for name in NAMES:
        for instance in ("1", "2") if name in doubled else ("1",):
            mine = [f for f in act.faults if f.worker == name and instance == "1"]
            world.workers.append(Worker(name, instance, mine))
            start_worker(world, world.workers[-1])
    with _flooded(world, act.floods) as is_felt:
        for number, portion in enumerate(portions):
            if number:  # the next portion comes while this one is worked on, or when nothing moves
                until(world, lambda: is_read(world, "cluster"), 1.5)
            _append(world, portion)
            if act.floods and number == 1:
                # (a planted mistake may hide the block)
                until(world, is_felt, 8.0 if world.plan.bug else 90.0)
    until(world, lambda: is_done(world))
    for worker in world.workers:
        if worker.faults or (worker.current and not has_fired(world, worker.pid)):
            world.unfired += [str(f) for f in (worker.current, *worker.faults) if f is not None]
        world.zygote.kill(worker.pid, signal.SIGTERM)
    until(world, lambda: not any(world.zygote.lives(w.pid) for w in world.workers), tend=False)
    world.workers.clear()


def _append(world: World, portion: tuple[Page, ...]) -> None:
    """Once: a page that is appended a second time would have another place in its dead letter."""
    until(world, lambda: is_up("kafka") and not world.restarts)
    world.log.append(portion)


@contextmanager
def _flooded(world: World, collections: tuple[str, ...]) -> Iterator[Callable[[], bool]]:
    """Give these indices the block that a server puts on them when its disk is full; tells whether it was felt."""
    before = errors_of(world).count("cluster_block")

    def is_felt() -> bool:
        return errors_of(world).count("cluster_block") > before

    if not collections:
        yield is_felt
        return
    names = ",".join(f"{world.prefix}{collection}" for collection in collections)
    _blocked(world, names, True)
    yield is_felt
    came = world.fired if is_felt() else world.unfired
    came.append(f"flood@{'+'.join(collections)}")
    _blocked(world, names, None)


def _blocked(world: World, names: str, on: bool | None) -> None:
    until(world, lambda: is_up("elasticsearch") and not world.restarts)
    world.store.client.indices.put_settings(index=names, settings={"index.blocks.read_only_allow_delete": on})


def _deliver(world: World, act: Act, clock: datetime) -> None:
    """Drain it, killed and started anew at a later time, until nothing is due any more."""
    faults = list(act.deliver)
    for turn in range(40):
        if turn:
            clock += timedelta(minutes=5)
        fault = faults.pop(0) if faults else None
        env = world.env | {"NEWSWATCH_CLOCK": clock.isoformat()}
        pids = [world.zygote.start(("drain", "deliver"), armed(env, fault), stderr_of(world, "deliver"))]
        if act.two_deliver and turn < 2:
            pids.append(world.zygote.start(("drain", "deliver"), env, stderr_of(world, "deliver")))
        until(world, lambda pids=pids: not any(world.zygote.lives(pid) for pid in pids))  # type: ignore[misc]
        died = world.zygote.status(pids[0]) == -signal.SIGKILL
        if fault is not None and (died or has_fired(world, pids[0])):
            world.fired.append(str(fault))
            world.kills += died
        elif fault is not None and turn < 3:
            faults.append(fault)
        elif fault is not None:
            world.unfired.append(str(fault))
        until(world, lambda: is_up("elasticsearch") and not world.restarts)
        if not faults and not _is_due(world):
            return
    raise NeverEnds(
        f"seed {world.plan.seed}: alerts are still due after 40 turns\n{errors_of(world)[-3000:]}"
    )


def _is_due(world: World) -> bool:
    """Whether any alert waits for any time."""
    found: list[bool] = []

    def look() -> bool:
        found.append(bool(world.store.find("alerts", due_before=FAR, limit=1)))
        return True

    until(world, look)
    return found[-1]
