"""The adapters that the contract suites run on: one line in LOGS or STORES registers another.

`address` says where a test's log or store lies (it may skip the test, or fail it, where a service is
missing); `open` makes an adapter of an address, a prefix and a clock, also in a process of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Generic, TypeVar

import pytest

from newswatch.adapters.sqlite_log import SqliteLog
from newswatch.adapters.sqlite_store import SqliteStore
from newswatch.ports import Clock, Log, Store
from tests.services import stack

Port = TypeVar("Port", covariant=True)


@dataclass
class SetClock:
    """A clock that stands until it is moved."""

    now: datetime = field(default_factory=lambda: datetime(2023, 1, 24, 9, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.now

    def advance(self, seconds: float) -> None:
        """Move it on."""
        self.now += timedelta(seconds=seconds)


@dataclass(frozen=True)
class Adapter(Generic[Port]):
    """How to reach an adapter, and what its tests are marked with."""

    address: Callable[[Path], str]
    open: Callable[[str, str, Clock], Port]
    marks: tuple[pytest.MarkDecorator, ...] = ()
    oust: Callable[[SetClock], None] = lambda clock: clock.advance(3600)
    """Let the members of a group lose their membership without telling them."""


@dataclass(frozen=True)
class Place:
    """Where a test's log or store lies: plain values, so that another process can open it too."""

    adapter: str
    address: str
    prefix: str

    def log(self, clock: Clock) -> Log:
        """Open the log; the caller closes it."""
        return LOGS[self.adapter].open(self.address, self.prefix, clock)

    def store(self, clock: Clock) -> Store:
        """Open the store; the caller closes it."""
        return STORES[self.adapter].open(self.address, self.prefix, clock)


LOGS: dict[str, Adapter[Log]] = {
    "sqlite": Adapter(
        lambda folder: str(folder / "log.db"),
        lambda at, prefix, clock: SqliteLog(at, prefix=prefix, clock=clock),
    ),
}
STORES: dict[str, Adapter[Store]] = {
    "sqlite": Adapter(
        lambda folder: str(folder / "store.db"),
        lambda at, prefix, clock: SqliteStore(at, prefix=prefix, clock=clock),
    ),
}

SERVICES = (pytest.mark.services,)


def _kafka(place: str, prefix: str, clock: Clock) -> Log:
    del place
    return stack.open_log(prefix, clock)


def _elasticsearch(place: str, prefix: str, clock: Clock) -> Store:
    del place, clock
    return stack.open_store(prefix)


# On Kafka a member is ousted by whoever comes with the same name: nothing has to be done for it.
LOGS["kafka"] = Adapter(lambda _: str(stack.started()), _kafka, SERVICES, oust=lambda _: None)
STORES["elasticsearch"] = Adapter(lambda _: str(stack.started()), _elasticsearch, SERVICES)
