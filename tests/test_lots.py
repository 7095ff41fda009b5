"""Which tests share a process when two run side by side (tests/conftest.py)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import ON_SERVERS, WITH_AIRFLOW, lot

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
