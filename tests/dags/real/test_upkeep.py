"""`upkeep` on the real Airflow: old runs and old logs go, young ones stay."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from urllib.parse import quote

import pytest

from tests.dags.servers import Bench

pytestmark = [pytest.mark.long, pytest.mark.slow, pytest.mark.services, pytest.mark.timeout(3600)]
MONTH = 30 * 86_400.0


def test_old_runs_and_old_logs_go_and_young_ones_stay(today: Bench) -> None:
    airflow = today.airflow
    while len(done := [run for run in airflow.runs("alert") if run["state"] == "success"]) < 2:
        airflow.trigger("alert")
        airflow.wait("a run", lambda: airflow.idle("alert"))
    young, old = done[0]["dag_run_id"], done[-1]["dag_run_id"]
    logs = {run: airflow.state / "logs/dag_id=alert" / f"run_id={run}" for run in (young, old)}
    assert all(list(folder.rglob("*.log")) for folder in logs.values())
    with closing(sqlite3.connect(airflow.state / "airflow.db", timeout=60)) as metadata, metadata:
        for table in ("dag_run", "task_instance"):
            metadata.execute(
                f"UPDATE {table} SET start_date = datetime(start_date, '-30 days') "
                "WHERE dag_id = 'alert' AND run_id = ?",
                (old,),
            )
    past = time.time() - MONTH
    for path in [*logs[old].rglob("*"), logs[old]]:
        os.utime(path, (past, past))
    status, run = airflow.trigger("upkeep")
    assert status == 200

    def over() -> list[str]:
        states = [one["state"] for one in airflow.runs("upkeep") if one["dag_run_id"] == run["dag_run_id"]]
        return [state for state in states if state in ("success", "failed")]

    assert airflow.wait("upkeep", over, 400) == ["success"], airflow.logs()
    assert {task["state"] for task in airflow.tasks("upkeep", run["dag_run_id"])} == {"success"}

    def there(id_: str) -> int:
        return airflow.call(f"/api/v2/dags/alert/dagRuns/{quote(id_)}", user="desk")[0]

    assert (there(old), there(young)) == (404, 200)
    assert not logs[old].exists()
    assert logs[young].exists()
