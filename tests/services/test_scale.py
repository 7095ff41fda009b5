"""A stateless stage in several processes on one topic: one is added, one is killed, nothing is lost."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from newswatch.adapters.kafka_log import KafkaLog
from newswatch.adapters.sqlite_store import SqliteStore
from newswatch.errors import Lost, Transient
from newswatch.messages import Article, Flagged, Message
from newswatch.runner import serve, start
from newswatch.stage import Found, Output, Stage, each
from tests.contract.children import child
from tests.contract.samples import article

from . import stack
from .conftest import now

pytestmark = [pytest.mark.services, pytest.mark.slow]
KEYS, VERSIONS = 40, 50
PATIENCE = 100.0


def flag(message: Message, found: Found) -> Sequence[Output]:
    """An output for each article, as the real stage makes one."""
    del found
    assert isinstance(message, Article)
    return [Flagged(article=message)]


STAGE: Stage[None] = Stage("flag", reads=(Article,), writes=(Flagged,), start=lambda _: each(flag), batch=20)


def serve_flag(pipe: Connection, prefix: str, instance: str, folder: str) -> None:
    """Run the stage until killed, starting anew where its place was lost, as the command does."""
    log = stack.open_log(prefix, now, instance=instance, session_seconds=2, create=False)
    store = SqliteStore(Path(folder) / f"{instance}.db", clock=now)
    pipe.send("ready")
    while True:
        running = start(STAGE, None, log=log, store=store, clock=now, stop=threading.Event())
        try:
            serve(running, lambda _: None)
        except (Lost, Transient):
            running.close()


def until(done: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < deadline, f"never: {what}"
        threading.Event().wait(0.1)


def test_one_added_and_one_killed_on_the_way(log: KafkaLog, prefix: str, tmp_path: Path) -> None:
    def outputs() -> int:
        return sum(log.end_offsets(["flagged"]).values())

    log.admin.create_partitions({f"{prefix}articles": 4})
    until(lambda: len(log.end_offsets(["articles"])) == 4, "four partitions")
    with ExitStack() as processes:

        def process(instance: str) -> BaseProcess:
            started, pipe = processes.enter_context(child(serve_flag, prefix, instance, str(tmp_path)))
            assert pipe.recv() == "ready"
            return started

        first = process("1")
        process("2")
        for version in range(VERSIONS):
            log.append([article(f"k{key}", str(version)) for key in range(KEYS)])
            if version == VERSIONS // 3:
                until(lambda: outputs() > 200, "the first outputs")
                process("3")
            if version == 2 * VERSIONS // 3:
                until(lambda: outputs() > 600, "more outputs")
                first.kill()
        until(lambda: log.committed("flag", ["articles"]) == log.end_offsets(["articles"]), "the end")
    found = [Flagged.decode(record.value).article for record in log.scan("flagged")]
    for key in range(KEYS):
        versions = [int(each.headline) for each in found if each.id == f"k{key}"]
        assert list(dict.fromkeys(versions)) == list(range(VERSIONS)), f"k{key}"
