"""What the contract suites let other processes do, and how they start them."""

from __future__ import annotations

import multiprocessing
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from .samples import article
from .under_test import Place, SetClock

_SPAWN = multiprocessing.get_context("spawn")
BATCH = 5


@contextmanager
def child(work: Callable[..., None], *values: object) -> Iterator[tuple[BaseProcess, Connection]]:
    """Start a process that runs `work(pipe, *values)`; it is killed at the end, if it still lives."""
    ours, theirs = _SPAWN.Pipe()
    process = _SPAWN.Process(target=work, args=(theirs, *values))
    process.start()
    theirs.close()
    try:
        yield process, ours
    finally:
        process.kill()
        process.join()
        process.close()
        ours.close()


def append_many(pipe: Connection, place: Place, name: str, count: int) -> None:
    """Say ready, wait for the word, append `count` records one by one, say done."""
    log = place.log(SetClock())
    pipe.send("ready")
    pipe.recv()
    for number in range(count):
        log.append([article(f"{name}-{number}")])
    pipe.send("done")
    log.close()


def append_for_ever(pipe: Connection, place: Place) -> None:
    """Append batches until killed, and tell the number of each that was acknowledged."""
    log = place.log(SetClock())
    number = 0
    while True:
        log.append([article(f"{number}-{part}") for part in range(BATCH)])
        pipe.send(number)
        number += 1


def read_and_hang(pipe: Connection, place: Place, group: str) -> None:
    """Join a group, read, tell the offsets, and never commit."""
    consumer = place.log(SetClock()).consumer(group, ["articles"])
    pipe.send([record.key for record in consumer.read(100, 10)])
    pipe.recv()


def write_and_hang(pipe: Connection, path: str, statement: str) -> None:
    """Run a statement on a SQLite file in a transaction that never ends."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(statement)
    pipe.send("written")
    pipe.recv()
