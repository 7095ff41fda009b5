"""Starts newswatch processes for the chaos runs: forked from one that has loaded everything, so that a start is cheap.

`python -m tests.services.chaos_child` reads one JSON line a process on stdin (`argv`, `env`, `stderr`) and tells
on stdout each pid, then each end. In the child CHAOS_ARM names one fault that it does to itself or to a server:

    ACTION@POINT#N    stop, kafka, elasticsearch at the N-th pass of a crash point
    kill@written#N    killed when its N-th batch of outputs is safe in the log and its offsets are not
    kafka@send#N      the broker is killed while the N-th record is on its way
    ACTION@bulk#N, ACTION@swap#N    elasticsearch is killed, or `queue` (429), while the N-th write is on its way

and CHAOS_BUG a planted mistake (chaos_bugs.py). Neither is known to the product.
"""

from __future__ import annotations

import json
import os
import select
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import kafka
from elasticsearch import Elasticsearch

from newswatch import patience
from newswatch.adapters import slack  # noqa: F401 - loaded once, before any fork
from newswatch.adapters.kafka_log import KafkaLog
from newswatch.adapters.kafka_producer import Producer
from newswatch.cli import app, assemble, serving  # noqa: F401 - app: loaded once, too
from newswatch.connect import crash_point
from newswatch.settings import Settings
from processors import (
    cluster,  # noqa: F401 - loaded once, too: else by each worker anew, while the pages come
    flag,  # noqa: F401
    pipeline,
)
from tests.forked import started
from tests.services.chaos_bugs import plant

SESSION_SECONDS = 3.0
"""Of a member of a group; 45 in the product. A run can't wait for that."""
LONGEST_WAIT = 1.0
"""Seconds between two tries at most; 30 in the product."""
BATCHES = {"cluster": 16, "notify": 8}
"""Records a step, 100 in the product: they would take an act in one, so that what is planned for a second batch
never came, and nothing newer behind what is held. In 16 are two fetches of a page that comes again at once."""
LATER = 0.004
"""Seconds from the start of a bulk to the kill of its server."""
FILLER = 9_000_000
"""Characters that take a write over the memory that the server has for writes (16 MB, counted twice)."""


def main() -> None:
    """Serve the orders until stdin ends; then kill what still lives."""
    alive: set[int] = set()
    orders = sys.stdin.buffer
    pending = b""
    while True:
        if select.select([orders], [], [], 0.02)[0]:
            read = os.read(orders.fileno(), 65536)
            if not read:
                break
            *lines, pending = (pending + read).split(b"\n")
            for line in lines:
                alive.add(pid := _started(json.loads(line)))
                _tell({"pid": pid})
        for pid in list(alive):
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                alive.remove(pid)
                _tell({"ended": pid, "status": os.waitstatus_to_exitcode(status)})
    for pid in alive:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def _tell(what: dict[str, int]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def _started(order: dict[str, Any]) -> int:
    env = order["env"]
    return started(
        {**order, "out": os.devnull, "err": order["stderr"], "cwd": os.curdir},
        lambda: _prepare(env.get("CHAOS_ARM", ""), env.get("CHAOS_BUG", "")),
    )


def _prepare(arm: str, bug: str) -> None:
    assert KafkaLog.__init__.__kwdefaults__ is not None
    KafkaLog.__init__.__kwdefaults__["session_seconds"] = SESSION_SECONDS
    patience.MAX_WAIT = LONGEST_WAIT
    pipeline.STAGES = tuple(
        replace(stage, batch=BATCHES.get(stage.name, stage.batch)) for stage in pipeline.STAGES
    )
    if bug:
        plant(bug)
    if not arm:
        return
    action, _, place = arm.partition("@")
    point, _, nth = place.partition("#")
    count = _Countdown(int(nth or "1"))
    if point == "send":
        _wrap(kafka.KafkaProducer, "send", count, lambda *_: _do(action))
    elif point == "written":
        _wrap(Producer, "write", count, lambda *_: _do(action), after=True)
    elif point in ("bulk", "swap"):
        name = "bulk" if point == "bulk" else "index"
        _wrap(Elasticsearch, name, count, _overfill if action == "queue" else lambda *_: _do_soon(action))
    else:

        def marks(settings: Settings) -> Callable[[str], None]:
            plain = crash_point(settings)

            def mark(at: str) -> None:
                plain(at)
                if at == point and count.is_over():
                    _do(action)

            return mark

        assemble.crash_point = marks  # type: ignore[attr-defined]
        serving.crash_point = marks  # type: ignore[attr-defined]


class _Countdown:
    """True once, at the n-th time."""

    def __init__(self, n: int) -> None:
        self.left = n

    def is_over(self) -> bool:
        self.left -= 1
        return self.left == 0


def _wrap(
    owner: Any, name: str, count: _Countdown, act: Callable[[dict[str, Any]], object], *, after: bool = False
) -> None:
    plain = getattr(owner, name)

    def wrapped(self: Any, *given: Any, **more: Any) -> Any:
        now = count.is_over()
        if now and not after:
            act(more)
        answer = plain(self, *given, **more)
        if now and after:
            act(more)
        return answer

    setattr(owner, name, wrapped)


def _do_soon(action: str) -> None:
    threading.Timer(LATER, _do, [action]).start()


def _do(action: str) -> None:
    folder = Path(os.environ["CHAOS_FOLDER"])
    (folder / f"fired-{os.getpid()}").write_text(os.environ["CHAOS_ARM"], encoding="utf-8")
    if action in ("stop", "kill"):
        os.kill(os.getpid(), signal.SIGSTOP if action == "stop" else signal.SIGKILL)
    else:
        pidfile = Path(os.environ["NEWSWATCH_STACK_STATE"]) / f"{action}.pid"
        os.kill(int(pidfile.read_text()), signal.SIGKILL)


def _overfill(write: dict[str, Any]) -> None:
    """Let the server refuse this write as it refuses one for which its memory is too full just then."""
    _do_fired()
    if "operations" in write:
        write["operations"] = [*write["operations"], _filler_head(write), _filler_body()]
    else:
        whole = json.loads(write["document"])
        write["document"] = json.dumps(whole | {"document": {"filler": "x" * FILLER}})


def _do_fired() -> None:
    folder = Path(os.environ["CHAOS_FOLDER"])
    (folder / f"fired-{os.getpid()}").write_text(os.environ["CHAOS_ARM"], encoding="utf-8")


def _filler_head(write: dict[str, Any]) -> bytes:
    first: bytes = write["operations"][0]
    target = next(iter(json.loads(first).values()))
    return json.dumps({"index": {"_index": target["_index"], "_id": "filler"}}).encode()


def _filler_body() -> bytes:
    return json.dumps({"document": {"filler": "x" * FILLER}}).encode()


if __name__ == "__main__":
    main()
