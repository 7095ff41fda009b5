"""What the operators hear from the real Airflow: late, red once, well again; and where a task leads."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
from contextlib import closing
from functools import partial
from urllib.parse import quote

import pytest

from tests.dags.real.test_faults import commands
from tests.dags.servers import Bench

pytestmark = [pytest.mark.slow, pytest.mark.services, pytest.mark.timeout(3600)]


def told(desk: Bench, words: str) -> list[str]:
    return [one for one in desk.notices() if words in one]


def failed(desk: Bench) -> int:
    return sum(one["state"] == "failed" for one in desk.airflow.runs("retry"))


def red(desk: Bench, runs: int) -> bool:
    return failed(desk) == runs


def running(desk: Bench, dag: str) -> set[str]:
    """One that is queued still is not told of as late: it may only wait for another one."""
    return {one["dag_run_id"] for one in desk.airflow.runs(dag) if one["state"] == "running"}


def test_a_missed_deadline_is_in_the_metadata_and_in_the_operators_channel(today: Bench) -> None:
    """A run that waits for its pool; its deadline is brought forward, since nobody waits for ten minutes here."""
    airflow = today.airflow
    airflow.slots("newswatch_drain", 0)
    status, run = airflow.trigger("process")
    assert status == 200
    path = f"/ui/dags/process/dagRuns/{quote(run['dag_run_id'])}/deadlines"

    def deadlines() -> list[dict[str, object]]:
        return list(airflow.call(path, user="desk")[1].get("deadlines", ()))

    (planned,) = airflow.wait("a deadline", deadlines)
    assert not planned["missed"]
    airflow.wait("its beginning", lambda: run["dag_run_id"] in running(today, "process"))
    with closing(sqlite3.connect(airflow.state / "airflow.db", timeout=60)) as metadata, metadata:
        metadata.execute(
            "UPDATE deadline SET deadline_time = datetime('now', '-1 second') WHERE id = ?",
            (str(planned["id"]).replace("-", ""),),
        )
    airflow.wait("the miss", lambda: deadlines()[0]["missed"])
    airflow.wait("the notice", lambda: told(today, "late: processed within 10 minutes"))
    assert run["dag_run_id"] in told(today, "late:")[0]
    airflow.slots("newswatch_drain", 2)
    airflow.wait("the end of the run", lambda: airflow.idle("process", "alert"))
    assert len(told(today, "late:")) == 1


def test_a_refusal_is_red_at_once_and_told_once(today: Bench) -> None:
    before = failed(today)
    for number in (1, 2):
        status, run = today.airflow.trigger("retry", {"ids": ["00000000"]})
        assert status == 200
        today.airflow.wait("a red run", partial(red, today, before + number))
        (task,) = today.airflow.tasks("retry", run["dag_run_id"])
        assert (task["state"], task["try_number"]) == ("failed", 1)
        assert "None of these is a dead letter" in today.airflow.log("retry", run["dag_run_id"], "retry")
    assert len(told(today, "retry / retry failed")) == 1, "not again while it stays red"


def test_a_pass_leads_to_the_story_that_it_told_of(today: Bench) -> None:
    airflow = today.airflow
    (story,) = today.publish([139], edition="link")
    airflow.ring("pages")
    airflow.wait("its card", lambda: story in today.told())
    airflow.wait("rest", lambda: airflow.idle("process", "alert"))
    for run in airflow.runs("alert"):
        path = f"/api/v2/dags/alert/dagRuns/{quote(run['dag_run_id'])}/taskInstances/drain"
        _, answer = airflow.call(f"{path}/links", user="desk")
        if answer["extra_links"].get("Story"):
            break
    assert answer["extra_links"] == {"Story": f"https://news.example/stories/{story}"}
    _, returned = airflow.call(f"{path}/xcomEntries/return_value", user="admin")
    assert story in str(returned["value"])
    lines = airflow.log("alert", run["dag_run_id"], "drain").splitlines()
    assert f"Told of: https://news.example/stories/{story}" in lines
    ours = [line for line in lines if line.startswith(("Running ", "Told of: ", "{"))]
    assert json.loads(ours[-1]) == returned["value"], "its last line is the summary"


def test_a_pass_that_is_marked_failed_takes_its_command_along_and_the_card_comes_once(today: Bench) -> None:
    """By a person, in the middle of a post that Slack is slow to take; the command hangs, and hears of nothing."""
    airflow, faults = today.airflow, today.faults
    airflow.wait("rest", lambda: today.rests("process", "alert"))
    faults.only, faults.script, faults.slow = "chat.postMessage", ["slow"], 3.0
    (story,) = today.publish([138], edition="killed")
    airflow.ring("pages")
    airflow.wait("a post under way", lambda: faults.done.get("slow"), every=0.1)
    hanging = list(commands(today, "drain", "notify"))
    assert hanging
    for pid in hanging:
        os.kill(pid, signal.SIGSTOP)
    (run,) = [one["dag_run_id"] for one in airflow.runs("alert") if one["state"] == "running"]
    path = f"/api/v2/dags/alert/dagRuns/{quote(run)}/taskInstances/drain"
    assert airflow.call(path, {"new_state": "failed"}, "admin", "PATCH")[0] == 200

    def left() -> set[int]:
        return set(hanging) & set(commands(today, "drain", "notify"))

    try:  # Airflow hears of it within 5 s, and 4 s later what was asked in vain is killed
        airflow.wait("its end", lambda: not left(), 15, every=0.1)
    finally:
        for pid in left():
            os.kill(pid, signal.SIGKILL)
    airflow.wait("the end of the run", lambda: airflow.idle("alert"))
    assert airflow.trigger("alert")[0] == 200
    airflow.wait("its card", lambda: {one.state for one in today.alerts()} == {"sent"}, 150, every=1.0)
    assert today.told()[story] == 1
