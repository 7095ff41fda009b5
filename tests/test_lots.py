"""Which tests share a process when two run side by side (tests/conftest.py)."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from tests.conftest import FIRST, ON_SERVERS, WITH_AIRFLOW, in_order, lot

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("place", [*ON_SERVERS, WITH_AIRFLOW])
def test_what_is_named_is_there(place: str) -> None:
    assert (ROOT / place).exists()


@pytest.mark.parametrize(
    ("nodeid", "whose"),
    [
        ("tests/services/test_init.py::test_a", "servers"),
        ("tests/dags/real/test_day.py::test_a[x::y]", "servers"),
        ("tests/dags/test_dags_play.py::test_a", "airflow"),
        ("tests/web/test_pages.py::test_a[a::b]", "tests/web/test_pages.py"),
    ],
)
def test_a_lot_is_the_servers_or_airflows_or_one_file(nodeid: str, whose: str) -> None:
    assert lot(nodeid) == whose


def test_the_long_lots_begin_first(request: pytest.FixtureRequest) -> None:
    mine = request.node.nodeid

    def named(nodeid: str) -> pytest.Item:
        return cast("pytest.Item", SimpleNamespace(nodeid=nodeid))

    files = [
        "tests/contract/test_a.py::test_a",
        "tests/dags/test_a.py::test_a",
        mine,
        "tests/web/test_a.py::test_a",
    ]
    given = [named(nodeid) for nodeid in (files[2], files[1], files[3], files[0])]
    assert [item.nodeid for item in in_order(given)] == files
    if hasattr(request.config, "workerinput"):
        lots = list(dict.fromkeys(lot(item.nodeid) for item in request.session.items))
        assert [one for one in lots if one in FIRST] == lots[: len({*lots} & {*FIRST})]
