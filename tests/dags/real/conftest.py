"""The one bring-up, and what each file of tests wants of it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import datetime

import pytest

from newswatch.demo.day import TICKS
from newswatch.demo.server import DemoWeb
from tests.dags.servers import OPERATORS, Bench, bench
from tests.services import stack


@pytest.fixture(scope="package")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """What stands, over the demo's web; at the end all is down, and nothing is left behind."""
    stack.started()
    folder = tmp_path_factory.mktemp("real")
    (folder / "clock").write_text(TICKS[0].isoformat())

    def now() -> datetime:
        told = (folder / "clock").read_text()
        return datetime.fromisoformat(told) if told[:1].isdigit() else TICKS[-1]

    with DemoWeb(now) as web, bench(folder, web) as stood:
        stood.prepare(new_prefix("day"))
        stood.airflow.up()
        yield stood
    for prefix in stood.prepared:
        stack.sweep(prefix)


@pytest.fixture(scope="module")
def today(desk: Bench) -> Iterator[Bench]:
    """Topics and indices of their own, the true time, and no crawl: tests publish pages themselves."""
    desk.airflow.wait("rest", desk.airflow.idle)
    desk.airflow.pause("crawl", True)
    desk.prepare(new_prefix("now"))
    desk.tell("clock", "system")
    desk.tell("operators", OPERATORS)
    yield desk
    desk.faults.down, desk.faults.share = False, 0.0
    desk.tell("operators", "")
    desk.airflow.pause("crawl", False)


def new_prefix(name: str) -> str:
    """A prefix that nobody has."""
    return f"{name}{uuid.uuid4().hex[:6]}-"
