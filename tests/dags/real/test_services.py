"""NEWSWATCH_PROCESSING=services: `newswatch run` serves the stages, Airflow crawls and alerts."""

from __future__ import annotations

import pytest

from tests.dags.servers import Bench, running

pytestmark = [pytest.mark.long, pytest.mark.slow, pytest.mark.services, pytest.mark.timeout(3600)]


def test_services_process_and_airflow_alerts(today: Bench) -> None:
    airflow = today.airflow
    airflow.script("down")
    airflow.up(NEWSWATCH_PROCESSING="services")
    try:
        processed = {run["dag_run_id"] for run in airflow.runs("process")}
        with running(today, "processor", "extract", "flag", "cluster", "index"):
            serving, *_ = airflow.wait("alert, serving", lambda: serving_now(today))
            before = len(today.cards)
            stories = today.publish(range(130, 138), edition="services")
            airflow.ring("pages")  # it rings nobody: `process` is off the schedule
            airflow.wait("all cards", lambda: len(today.cards) - before >= len(stories))
            (end,) = airflow.wait(
                "the end of a minute's serving", lambda: ended(today, str(serving["dag_run_id"]))
            )
        told = today.told()
        assert [told[story] for story in stories] == [1] * len(stories)
        assert end["state"] == "success"
        assert {run["dag_run_id"] for run in airflow.runs("process")} == processed
        assert airflow.call("/api/v2/dags/process", user="desk")[1]["timetable_summary"] is None
    finally:
        airflow.script("down")
        airflow.up(NEWSWATCH_PROCESSING="airflow")


def serving_now(desk: Bench) -> list[dict[str, object]]:
    """The task that serves. A run from before the change still has its `drain` beside it."""
    return [
        task
        for run in desk.airflow.runs("alert")
        if run["state"] == "running"
        for task in desk.airflow.tasks("alert", run["dag_run_id"])
        if task["task_id"] == "serve" and task["state"] == "running"
    ]


def ended(desk: Bench, run: str) -> list[dict[str, object]]:
    """A run of alert, once it is over."""
    return [
        one
        for one in desk.airflow.runs("alert")
        if one["dag_run_id"] == run and one["state"] in ("success", "failed")
    ]
