"""Fixtures of the contract suites: each test runs once an adapter, under a prefix of its own."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from newswatch.ports import Log, Store

from .under_test import LOGS, STORES, Place, SetClock


@pytest.fixture
def clock() -> SetClock:
    """The clock of the test's log or store."""
    return SetClock()


@pytest.fixture(params=[pytest.param(name, marks=adapter.marks) for name, adapter in LOGS.items()])
def log_place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Where the test's log lies."""
    name = str(request.param)
    return Place(name, LOGS[name].address(tmp_path), f"t{uuid.uuid4().hex[:8]}-")


@pytest.fixture(params=[pytest.param(name, marks=adapter.marks) for name, adapter in STORES.items()])
def store_place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Where the test's store lies."""
    name = str(request.param)
    return Place(name, STORES[name].address(tmp_path), f"t{uuid.uuid4().hex[:8]}-")


@pytest.fixture
def log(log_place: Place, clock: SetClock) -> Iterator[Log]:
    """An empty log."""
    log = log_place.log(clock)
    yield log
    log.close()


@pytest.fixture
def store(store_place: Place, clock: SetClock) -> Iterator[Store]:
    """An empty store."""
    store = store_place.store(clock)
    yield store
    store.close()
