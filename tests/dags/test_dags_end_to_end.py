"""From source to card by DAG runs only: the real api-server, scheduler, dag-processor and triggerer."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from newswatch.demo.server import DemoWeb
from tests.dags.conftest import ROOT, demo_settings

SCRIPT = ROOT / "infra/airflow/airflow.sh"
DONE = ("success", "failed")
ARCHIVE, AFTERNOON, EVENING = (f"2023-01-23T{hour}:00:00+00:00" for hour in ("05", "16", "19"))

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


class Airflow:
    """A running Airflow and its API."""

    def __init__(self, folder: Path, clock: Path) -> None:
        self.folder = folder
        self.clock = clock
        self.state = folder / "airflow"
        self.tokens: dict[str, str] = {}
        self.base = ""
        self.groups: set[str] = set()

    def script(self, *arguments: str) -> str:
        """Run airflow.sh; what it printed on stdout."""
        done = subprocess.run(
            ["bash", str(SCRIPT), *arguments],
            env={
                **{
                    k: v for k, v in os.environ.items() if not k.upper().startswith(("AIRFLOW", "NEWSWATCH_"))
                },
                "NEWSWATCH_AIRFLOW_DIR": str(self.state),
                "NEWSWATCH_AIRFLOW_BIN": str(Path(sys.executable).parent),
            },
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )
        self.groups |= {path.read_text().split()[0] for path in self.state.glob("pids/*")}
        assert done.returncode == 0, f"airflow.sh {arguments}:\n{done.stderr}{self.logs()}"
        return done.stdout

    def login(self, printed: str) -> None:
        """Take the address from what `up` printed, and log in as each of the two."""
        self.base = re.findall(r"http://\S+", printed)[0]
        for user, password in re.findall(r"^(admin|desk)\s+(\S+)$", printed, re.MULTILINE):
            status, answer = self.call("/auth/token", {"username": user, "password": password})
            assert status == 201, answer
            self.tokens[user] = answer["access_token"]

    def call(self, path: str, body: object = None, user: str = "") -> tuple[int, Any]:
        """Status and answer of the API, as a user, or as nobody."""
        headers = {"Content-Type": "application/json"}
        if user:
            headers["Authorization"] = f"Bearer {self.tokens[user]}"
        request = urllib.request.Request(
            self.base + path, json.dumps(body).encode() if body is not None else None, headers
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def trigger(
        self, dag: str, conf: dict[str, object] | None = None, user: str = "admin"
    ) -> tuple[int, Any]:
        """Start a run by hand."""
        return self.call(f"/api/v2/dags/{dag}/dagRuns", {"conf": conf or {}, "logical_date": None}, user)

    def tasks(self, dag: str, run: str) -> list[dict[str, Any]]:
        """The task instances of a run."""
        _, answer = self.call(f"/api/v2/dags/{dag}/dagRuns/{quote(run)}/taskInstances", user="admin")
        return list(answer["task_instances"])

    def runs(self, dag: str) -> list[dict[str, Any]]:
        """The last runs, newest first."""
        _, answer = self.call(f"/api/v2/dags/{dag}/dagRuns?order_by=-run_after&limit=50", user="admin")
        return list(answer["dag_runs"])

    def wait(self, what: str, until: Callable[[], Any], seconds: float = 150) -> Any:
        """What `until` returns as soon as it returns something; fails with the logs after so long."""
        end = time.monotonic() + seconds
        while not (found := until()):
            assert time.monotonic() < end, f"waited in vain for {what}:\n{self.logs()}"
            self.tick()
        return found

    def tick(self) -> None:
        """Half a second, in which the others work."""
        subprocess.run(["sleep", "0.5"], check=True)

    def crawl_at(self, now: str) -> list[dict[str, Any]]:
        """Set the clock, crawl, and return the tasks of the run that fetched pages."""
        self.clock.write_text(now, encoding="utf-8")

        def fetched() -> list[dict[str, Any]]:
            for run in self.runs("crawl"):
                rows = [one for one in self.tasks("crawl", run["dag_run_id"]) if one["map_index"] >= 0]
                if run["state"] in DONE and run["dag_run_id"] not in seen and rows:
                    return rows
            return []

        seen = {run["dag_run_id"] for run in self.runs("crawl") if run["state"] in DONE}
        assert self.trigger("crawl")[0] == 200
        found: list[dict[str, Any]] = self.wait(f"a crawl at {now}", fetched)
        return found

    def cards(self) -> list[dict[str, Any]]:
        """What the console was given."""
        sent = self.folder / "store.sent.jsonl"
        return [json.loads(line) for line in sent.read_text().splitlines()] if sent.exists() else []

    def logs(self) -> str:
        """The last lines of each part, for a failure."""
        paths = sorted(self.state.glob("logs/*.log")) + sorted(self.state.glob("logs/dag_id=*/*/*/**/*.log"))
        return "\n".join(f"== {path}\n{path.read_text(errors='replace')[-1500:]}" for path in paths[-12:])


@pytest.fixture(scope="module")
def airflow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Airflow]:
    """Airflow over the demo's web, with the log and the store in a folder."""
    folder = tmp_path_factory.mktemp("stack")
    clock = folder / "clock"
    clock.write_text(ARCHIVE, encoding="utf-8")
    (folder / "crash").write_text("", encoding="utf-8")
    with DemoWeb(lambda: datetime.fromisoformat(clock.read_text(encoding="utf-8") or ARCHIVE)) as web:
        settings = {
            **demo_settings(folder, web.connect_to),
            "NEWSWATCH_CLOCK_FILE": f"{clock}",
            "NEWSWATCH_CRASH_AT_FILE": f"{folder}/crash",
            "NEWSWATCH_COMMAND": f"'{sys.executable} -m newswatch'",
        }
        env = folder / "settings.env"
        env.write_text("".join(f"{name}={value}\n" for name, value in settings.items()), encoding="utf-8")
        one = Airflow(folder, clock)
        try:
            one.login(one.script("up", "--env", str(env)))
            yield one
        finally:
            one.script("down")
    assert not left_behind(one), "nothing is left behind"


def left_behind(airflow: Airflow) -> list[str]:
    """Living processes that are in a component's group (its name and environment are no guide), or name the folder."""
    listed = subprocess.run(
        ["ps", "-eo", "pid=,pgid=,stat=,args="], capture_output=True, text=True, check=True
    )
    rows = [line.split(None, 3) for line in listed.stdout.splitlines()]
    return [
        args
        for pid, group, state, args in rows
        if not state.startswith("Z") and (group in airflow.groups or str(airflow.folder) in args)
    ]


def test_who_may_do_what(airflow: Airflow) -> None:
    assert airflow.call("/api/v2/dags")[0] == 401, "nobody gets in without a login"
    status, answer = airflow.call("/api/v2/dags", user="desk")
    assert status == 200
    assert {dag["dag_id"] for dag in answer["dags"]} == {
        "backfill",
        "crawl",
        "process",
        "alert",
        "digest",
        "retry",
        "upkeep",
    }
    assert not any(dag["is_paused"] for dag in answer["dags"])
    assert airflow.trigger("crawl", user="desk")[0] == 403, "a viewer looks on"
    assert airflow.trigger("retry", {"ids": ["no id"]})[0] == 400, "the form is checked here, too"


def test_the_demo_goes_from_source_to_card_by_dag_runs_only(airflow: Airflow) -> None:
    airflow.crawl_at(ARCHIVE)
    rows = airflow.crawl_at(AFTERNOON)
    assert len(rows) == 4
    assert all("demo-" in row["rendered_map_index"] for row in rows)
    assert any("failed: demo-" in row["rendered_map_index"] for row in rows), "a failing source can be read"
    assert "success" in {row["state"] for row in rows}

    def rung(dag: str) -> list[dict[str, Any]]:
        return [
            one
            for one in airflow.runs(dag)
            if (one["run_type"], one["state"]) == ("asset_triggered", "success")
        ]

    def well(dag: str) -> bool:
        return all(one["state"] == "success" for one in airflow.runs(dag))

    airflow.wait("process, rung by crawl", lambda: rung("process"))
    airflow.wait("alert, rung by process", lambda: rung("alert"))
    airflow.wait("cards", lambda: len(airflow.cards()) >= 3)
    airflow.wait("the end of all runs", lambda: all(well(dag) for dag in ("crawl", "process", "alert")))
    posted = Counter(card["alert"] for card in airflow.cards() if card["kind"] == "post")
    assert posted
    assert set(posted.values()) == {1}, "one card a story"


def test_a_run_that_failed_says_so(airflow: Airflow) -> None:
    status, run = airflow.trigger("retry", {"ids": ["00000000"]})
    assert status == 200
    airflow.wait("the end of retry", lambda: any(one["state"] == "failed" for one in airflow.runs("retry")))
    (task,) = airflow.tasks("retry", run["dag_run_id"])
    assert (task["state"], task["try_number"]) == ("failed", 1)
    path = f"/api/v2/dags/retry/dagRuns/{quote(run['dag_run_id'])}/taskInstances/retry/logs/1"
    _, log = airflow.call(path, user="admin")
    assert "None of these is a dead letter" in json.dumps(log)


def test_a_killed_scheduler_and_killed_deliveries_lose_and_repeat_nothing(airflow: Airflow) -> None:
    crash = airflow.folder / "crash"
    before = len(airflow.cards())
    crash.write_text("deliver:post-done", encoding="utf-8")  # kill -9: the card is shown, and not noted
    airflow.crawl_at(EVENING)
    airflow.wait("a delivery that was killed", lambda: len(airflow.cards()) > before)
    scheduler = int((airflow.state / "pids/scheduler").read_text().split()[0])
    os.kill(scheduler, signal.SIGKILL)
    crash.write_text("", encoding="utf-8")
    airflow.script("up", "--env", str(airflow.folder / "settings.env"))

    def idle(dag: str) -> bool:
        last = airflow.runs(dag)[0]
        done = [one["state"] for one in airflow.tasks(dag, last["dag_run_id"])]
        return last["run_after"] > restarted and done == ["skipped"]

    restarted = datetime.now(UTC).isoformat()
    airflow.wait("nothing left to do", lambda: all(idle(dag) for dag in ("process", "alert")), 400)
    posted = Counter(card["alert"] for card in airflow.cards() if card["kind"] == "post")
    assert len(posted) > before
    assert set(posted.values()) == {1}, "one card a story"
