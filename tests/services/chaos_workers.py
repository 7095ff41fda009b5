"""The processes of a chaos run: started, killed, stopped and started anew; and the servers, brought up again."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from newswatch.adapters.elastic_store import ElasticStore
from newswatch.adapters.kafka_log import KafkaLog
from newswatch.errors import NewswatchError
from processors.pipeline import STAGES

from . import stack
from .chaos_plan import NAMES, Fault, Plan
from .chaos_zygote import Zygote

PATIENCE = 480.0
"""Seconds that an act may take on a loaded machine."""
BEYOND = 4.5
"""Seconds that a stopped consumer stays stopped at least: its session is 3."""
LONGEST = 15.0
"""And at most."""
READS = {stage.name: stage.topics for stage in STAGES}


class NeverEnds(AssertionError):
    """An act did not come to its end: what was still to do is in the message."""


@dataclass
class Worker:
    """A process that serves one stage, with the faults that are still to come to it."""

    stage: str
    instance: str
    faults: list[Fault] = field(default_factory=list)
    pid: int = 0
    stopped_at: float = 0.0
    current: Fault | None = None


@dataclass
class World:
    """A run's prefix, its own clients, and its processes."""

    plan: Plan
    prefix: str
    folder: Path
    env: dict[str, str]
    log: KafkaLog
    store: ElasticStore
    zygote: Zygote
    workers: list[Worker] = field(default_factory=list)
    restarts: dict[str, threading.Thread] = field(default_factory=dict)
    fired: list[str] = field(default_factory=list)
    unfired: list[str] = field(default_factory=list)
    kills: int = 0
    deadline: float = 0.0


def environment(prefix: str, folder: Path) -> dict[str, str]:
    """What a process of the command needs to work on the stack, as its administrator."""
    foreign = ("NEWSWATCH_", "SLACK_", "CHAOS_")
    return {
        **{name: value for name, value in os.environ.items() if not name.upper().startswith(foreign)},
        **stack.started(),
        "NEWSWATCH_PREFIX": prefix,
        "NEWSWATCH_EXTRACT_PROCESSES": "1",
        "NEWSWATCH_EXTRACT_SECONDS": "60",
        "NEWSWATCH_LOG_LEVEL": "warning",
        "CHAOS_FOLDER": str(folder),
    }


def start_worker(world: World, worker: Worker) -> None:
    worker.current = worker.faults.pop(0) if worker.faults else None
    env = armed(world.env | {"NEWSWATCH_INSTANCE": worker.instance}, worker.current)
    worker.pid = world.zygote.start(("run", worker.stage), env, stderr_of(world, worker.stage))


def armed(env: dict[str, str], fault: Fault | None) -> dict[str, str]:
    """The environment in which a process does this to itself."""
    if fault is None:
        return env
    if fault.kind == "kill" and not fault.at.startswith(("written", "send")):
        return env | {"NEWSWATCH_CRASH_AT": fault.at}
    return env | {"CHAOS_ARM": f"{'stop' if fault.kind == 'twin' else fault.kind}@{fault.at}"}


def stderr_of(world: World, name: str) -> str:
    return str(world.folder / f"{name}.err")


def errors_of(world: World) -> str:
    return "".join(file.read_text(errors="replace") for file in world.folder.glob("*.err"))


def _tend(world: World) -> None:
    """Start what died, let the stopped go on when their time has come, restart servers."""
    for service in ("kafka", "elasticsearch"):
        thread = world.restarts.get(service)
        if thread is not None and not thread.is_alive():
            world.restarts.pop(service)
        elif thread is None and not is_up(service):
            world.restarts[service] = threading.Thread(target=stack.script, args=("up", "--only", service))
            world.restarts[service].start()
    for worker in list(world.workers):
        if not worker.pid:
            continue
        if not world.zygote.lives(worker.pid):
            status = world.zygote.status(worker.pid)
            if status == -signal.SIGKILL and worker.current is not None and worker.current.kind == "kill":
                world.fired.append(str(worker.current))
                world.kills += 1
            elif worker.current is not None and not has_fired(world, worker.pid):
                worker.faults.insert(0, worker.current)  # it ended before its fault came
            start_worker(world, worker)
        elif worker.stopped_at and _may_go_on(world, worker):
            worker.stopped_at = 0.0
            os.kill(worker.pid, signal.SIGCONT)
        elif not worker.stopped_at and _is_stopped(worker.pid):
            worker.stopped_at = time.monotonic()
            assert worker.current is not None
            world.fired.append(str(worker.current))
            world.workers.append(
                Worker(worker.stage, worker.instance if worker.current.kind == "twin" else "9")
            )
            worker.current = None
            start_worker(world, world.workers[-1])
        elif (
            worker.current is not None
            and worker.current.kind not in ("stop", "twin")
            and has_fired(world, worker.pid)
        ):
            world.fired.append(str(worker.current))
            worker.current = None


def _may_go_on(world: World, worker: Worker) -> bool:
    """When its session is over, and who took its place has done its work, so that what it has in hand is old."""
    stopped = time.monotonic() - worker.stopped_at
    if stopped < BEYOND:
        return False
    try:
        return stopped > LONGEST or is_read(world, worker.stage)
    except NewswatchError:
        return False


def until(world: World, done: Callable[[], bool], seconds: float = PATIENCE, *, tend: bool = True) -> None:
    """Wait for it while all is tended. With `seconds` it is no fault that it did not come."""
    end = time.monotonic() + seconds
    pause = threading.Event()
    while True:
        if tend:
            _tend(world)
        try:
            if done():
                return
        except NewswatchError:  # the server that was asked is away
            pass
        if time.monotonic() > world.deadline:
            raise NeverEnds(f"seed {world.plan.seed}: {_what_waits(world)}\n{errors_of(world)[-3000:]}")
        if time.monotonic() > end:
            return
        pause.wait(0.05)


def _what_waits(world: World) -> str:
    lines = [
        f"{w.stage}-{w.instance} current {w.current} then {[str(f) for f in w.faults]}" for w in world.workers
    ]
    for name in NAMES:
        try:
            at = world.log.committed(name, READS[name])
            lines.append(
                f"{name} is at {sum(at.values())} of {sum(world.log.end_offsets(READS[name]).values())}"
            )
        except NewswatchError as error:
            lines.append(str(error))
    return "\n".join(lines)


def is_read(world: World, name: str) -> bool:
    at = world.log.committed(name, READS[name])
    return all(at[place] >= end for place, end in world.log.end_offsets(READS[name]).items())


def is_done(world: World) -> bool:
    busy = any(w.stopped_at or (w.pid and _is_stopped(w.pid)) for w in world.workers)
    return not busy and not world.restarts and all(is_read(world, name) for name in NAMES)


def is_up(service: str) -> bool:
    """Whether its process lives."""
    pidfile = Path(stack.started()["NEWSWATCH_STACK_STATE"]) / f"{service}.pid"
    try:
        return Path(f"/proc/{int(pidfile.read_text())}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (OSError, ValueError):
        return False


def _is_stopped(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "T"
    except OSError:
        return False


def has_fired(world: World, pid: int) -> bool:
    return (world.folder / f"fired-{pid}").exists()
