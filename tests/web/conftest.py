"""The pages on an empty store, and on one with a day in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from newswatch.adapters.sqlite_store import SqliteStore

from .filled import MORNING, Filled, fill
from .server import Client, serving


@dataclass(frozen=True)
class Day:
    """The day's store and its pages."""

    filled: Filled
    client: Client


@pytest.fixture(scope="session")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    """Read only: the tests share it."""
    filled = fill(tmp_path_factory.mktemp("web") / "store.db")
    with serving(filled.store) as client:
        yield Day(filled, client)
    filled.store.close()


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteStore]:
    """An empty store."""
    with SqliteStore(tmp_path_factory.mktemp("web") / "store.db", clock=lambda: MORNING) as store:
        yield store


@pytest.fixture
def client(store: SqliteStore) -> Iterator[Client]:
    """The pages of the empty store, which a test may fill."""
    with serving(store) as client:
        yield client
