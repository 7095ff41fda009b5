"""What each test leaves as it found it, and which tests share a process when several run side by side."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
import structlog


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """With `pytest -n 2 --dist loadgroup`: the real servers and Airflow for one process, the others file by file.

    There is one stack, and this machine may have no memory for two Airflows.
    """
    for item in items:
        heavy = "services" in item.keywords or "tests/dags/" in item.nodeid
        item.add_marker(pytest.mark.xdist_group("servers" if heavy else item.nodeid.partition("::")[0]))


@pytest.fixture(autouse=True)
def _logs_as_before() -> Iterator[None]:
    """A command called in this process sets up logging: its level, on a stderr that is closed after the test."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()
