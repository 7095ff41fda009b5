"""What must hold for every DAG, asked without a database; and what they import."""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.dags.conftest import Player

DAGS = Path(__file__).parents[2] / "dags"
OURS = ("alert", "backfill", "crawl", "digest", "process", "retry", "upkeep")
POOLS = json.loads((DAGS.parent / "infra/airflow/pools.json").read_text(encoding="utf-8"))
BY_HAND = ("backfill", "retry")


@pytest.fixture(scope="module", params=["airflow", "services"])
def bag(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """The facts of the DAGs, for both values of NEWSWATCH_PROCESSING; other settings are wrong."""
    home = tmp_path_factory.mktemp("no-database")
    zone = "America/Los_Angeles" if request.param == "services" else "../etc"
    wrong = {"NEWSWATCH_KEEP_RUNS_DAYS": "a fortnight", "NEWSWATCH_TIMEZONE": zone}
    one = Player(home, NEWSWATCH_PROCESSING=request.param, **wrong)
    yield {"processing": request.param, **one.facts}
    one.close()
    assert not (home / "airflow.db").exists()


def test_they_load_and_can_be_serialised(bag: dict[str, Any]) -> None:
    assert bag["errors"] == {}
    assert sorted(bag["dags"]) == sorted(OURS)


def test_an_operator_can_read_them(bag: dict[str, Any]) -> None:
    for id_, dag in bag["dags"].items():
        assert dag["display"][0].isdigit(), id_
        assert dag["description"], id_
        assert "newswatch" in dag["tags"], id_
        assert len(dag["tags"]) == 2, id_
        assert "### What it does" in dag["doc"], id_
        assert "### What red means" in dag["doc"], id_
        assert all(task["owner"] == "newswatch" for task in dag["tasks"].values()), id_
    assert len({dag["display"][0] for dag in bag["dags"].values()}) == len(OURS)


def test_nothing_waits_without_end_or_unheard(bag: dict[str, Any]) -> None:
    for id_, dag in bag["dags"].items():
        assert len(dag["deadlines"]) == 1, id_
        assert all(name and limited for name, limited in dag["deadlines"]), id_
        for name, task in dag["tasks"].items():
            assert task["timeout"], f"{id_}.{name}"
            assert task["retries"], f"{id_}.{name}"
            assert task["told"], f"{id_}.{name}"
            assert task["pool"] in POOLS, f"{id_}.{name}"
            # what takes long besides them keeps no card waiting
            assert (task["pool"] == "newswatch_drain") == (id_ in ("process", "alert")), f"{id_}.{name}"


def test_they_run_from_the_start_one_run_at_a_time_by_a_zone_that_is_named(bag: dict[str, Any]) -> None:
    for id_, dag in bag["dags"].items():
        assert dag["paused"] is False, id_
        assert dag["catchup"] is False, id_
        assert dag["max_active_runs"] == 1, id_
        if id_ == "digest" and bag["processing"] == "services":
            assert "America/Los_Angeles" in dag["zone"], "the morning after the day that it tells of"
        elif dag["cron"]:
            assert "UTC" in dag["zone"], id_
        else:
            assert id_ in BY_HAND or (id_, bag["processing"]) == ("process", "services"), id_


def test_airflows_own_backfill_is_for_none_of_them(bag: dict[str, Any]) -> None:
    """Its runs pass over max_active_runs, and on SQLite they end the scheduler."""
    for id_, dag in bag["dags"].items():
        if id_ not in BY_HAND:
            assert sorted(dag["run_types"]) == ["asset_triggered", "manual", "scheduled"], id_


def test_rings_chain_them_and_a_sweep_stands_by(bag: dict[str, Any]) -> None:
    dags = bag["dags"]
    rung = {
        id_: [name for task in dag["tasks"].values() for name in task["outlets"]] for id_, dag in dags.items()
    }
    assert rung == {
        "crawl": ["pages"],
        "process": ["stories"],
        "alert": ["cards"],
        "digest": ["cards"],
        "backfill": ["pages"],
        "retry": ["pages", "stories"],
        "upkeep": [],
    }
    assert dags["crawl"]["tasks"]["crawl"]["row"]
    if bag["processing"] == "airflow":
        assert (dags["process"]["rings_on"], dags["process"]["cron"]) == (["pages"], "*/5 * * * *")
        assert (dags["alert"]["rings_on"], dags["alert"]["cron"]) == (["stories"], "* * * * *")
    else:
        assert dags["process"]["schedule"] == "NullTimetable"
        assert (dags["alert"]["rings_on"], dags["alert"]["cron"]) == ([], "* * * * *")
        assert dags["alert"]["tasks"]["serve"]["arguments"] == [
            *("run", "notify", "deliver", "--for", "58s", "--json")
        ]


@pytest.mark.parametrize("path", sorted(DAGS.glob("*.py")), ids=lambda path: path.name)
def test_they_import_airflow_and_the_standard_library_only(path: Path) -> None:
    allowed = {*sys.stdlib_module_names, "airflow", "newswatch_tasks", "newswatch_telling"}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            assert {name.name.partition(".")[0] for name in node.names} <= allowed
        elif isinstance(node, ast.ImportFrom):
            assert (node.module or "").partition(".")[0] in allowed
