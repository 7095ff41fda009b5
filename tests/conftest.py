"""What each test leaves as it found it, and which tests share a process when two run side by side."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
import structlog
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

ON_SERVERS = (
    "tests/contract/",
    "tests/dags/real/",
    "tests/hostile/test_stores.py",
    "tests/kibana/",
    "tests/services/",
    "tests/web/test_elasticsearch.py",
)
"""The tests on the real servers: one process has them all. There is one stack."""
WITH_AIRFLOW = "tests/dags/"
"""The other tests with Airflow: one process has them, since they share one that is migrated, and played by."""


def lot(nodeid: str) -> str:
    """What goes to one process: the tests on the servers, those with Airflow, or those of another file."""
    if nodeid.startswith(ON_SERVERS):
        return "servers"
    return "airflow" if nodeid.startswith(WITH_AIRFLOW) else nodeid.partition("::")[0]


FIRST = ("servers", "airflow")
"""The longest lots, which begin first: what begins late ends late, while the other process has nothing to do."""


def in_order(items: list[pytest.Item]) -> list[pytest.Item]:
    """The long lots first, else as they were collected."""
    return sorted(
        items, key=lambda item: FIRST.index(its) if (its := lot(item.nodeid)) in FIRST else len(FIRST)
    )


class _WholeLots(LoadScopeScheduling):  # type: ignore[misc]
    """With `pytest -n 2 --dist loadscope`: a lot is never torn apart."""

    def _split_scope(self, nodeid: str) -> str:
        return lot(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    """Who hands the tests to the processes: in their order, not by the number of tests in a lot."""
    config.option.loadscopereorder = False
    return _WholeLots(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """No test may need a server and be none of theirs. Of two processes each has them in the order of lots."""
    if hasattr(config, "workerinput"):
        items[:] = in_order(items)
    for item in items:
        if item.get_closest_marker("services") and not item.nodeid.startswith(ON_SERVERS):
            raise pytest.UsageError(f"{item.nodeid} needs a server: name its file in tests/conftest.py")


@pytest.fixture(autouse=True)
def _logs_as_before() -> Iterator[None]:
    """A command called in this process sets up logging: its level, on a stderr that is closed after the test."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()
