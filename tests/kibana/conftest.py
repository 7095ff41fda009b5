"""The day that panels and examples are tried on: played once for all of them."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services import stack

from .day import Day, played


@pytest.fixture(scope="session")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    """The demo's day on the real Elasticsearch, where there is one."""
    stack.started()
    folder: Path = tmp_path_factory.mktemp("day")
    with played(folder, f"k{uuid.uuid4().hex[:8]}-") as one:
        yield one
