"""A store on a file, and a clock that stands until it is moved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from newswatch.adapters.sqlite_store import SqliteStore
from tests.unit.stories.made import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[SqliteStore]:
    with SqliteStore(tmp_path / "store.db", clock=clock) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _logs_as_before() -> Iterator[None]:
    """A command that was called here set up logging on a stderr that is closed by now."""
    yield
    structlog.reset_defaults()
