"""A real Airflow for tests, with all its parts, brought up by airflow.sh."""

from __future__ import annotations

import json
import os
import re
import secrets
import shlex
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Event
from typing import Any
from urllib.parse import quote

from tests.dags.conftest import ROOT

SCRIPT = ROOT / "infra/airflow/airflow.sh"
DONE = ("success", "failed")
CHAIN = ("crawl", "process", "alert")
BELOW = 20_000
"""The local stack picks its ports from here on, the system those of connections further up."""
ALIVE = ("queued", "running")
"""The states of a run that is under way or waits."""


def free_port() -> int:
    """A port on loopback that nobody listens on now, and that no connection is given till Airflow listens there.

    That is a minute later, after its migration, and again when a test starts it anew.
    """
    while True:
        port = BELOW - 1 - secrets.randbelow(10_000)
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)):
                return port


class Airflow:
    """A running Airflow and its API. `settings`: what the env file says, by name."""

    def __init__(self, folder: Path, settings: Mapping[str, str]) -> None:
        self.folder = folder
        self.settings = dict(settings)
        self.state = folder / "airflow"
        self.base = ""
        self.port = free_port()
        """Its own: of two that start at once both would find the usual one free."""
        self.tokens: dict[str, str] = {}
        self.groups: set[str] = set()
        """Process groups of all components that were ever started here."""

    def up(self, **changed: str) -> str:
        """Bring up what does not run and log in; what `up` printed. `changed`: settings from now on."""
        self.settings |= changed
        env = self.folder / "settings.env"
        env.write_text("".join(f"{name}={shlex.quote(value)}\n" for name, value in self.settings.items()))
        printed = self.script("up", "--env", str(env))
        self.login(printed)
        return printed

    def login(self, printed: str) -> None:
        """Take the address and the logins from what `up` printed, and log in as each of the two."""
        self.base = re.findall(r"http://\S+", printed)[0]
        for user, password in re.findall(r"^(admin|desk)\s+(\S+)$", printed, re.MULTILINE):
            status, answer = self.call("/auth/token", {"username": user, "password": password})
            assert status == 201, answer
            self.tokens[user] = answer["access_token"]

    def script(self, *arguments: str) -> str:
        """Run airflow.sh; what it printed on stdout."""
        done = subprocess.run(
            ["bash", str(SCRIPT), *arguments],
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=480,
            check=False,
        )
        self.groups |= {path.read_text().split()[0] for path in self.state.glob("pids/*")}
        assert done.returncode == 0, f"airflow.sh {arguments}:\n{done.stderr}{self.logs()}"
        return done.stdout

    def environment(self) -> dict[str, str]:
        """What airflow.sh is run with: nothing of the machine's own Airflow or newswatch."""
        mine = ("AIRFLOW", "NEWSWATCH_", "SLACK_")
        return {
            **{name: value for name, value in os.environ.items() if not name.upper().startswith(mine)},
            "NEWSWATCH_AIRFLOW_DIR": str(self.state),
            "NEWSWATCH_AIRFLOW_PORT": str(self.port),
            "NEWSWATCH_AIRFLOW_BIN": str(Path(sys.executable).parent),
        }

    def call(self, path: str, body: object = None, user: str = "", method: str = "") -> tuple[int, Any]:
        """Status and answer of the API, as a user, or as nobody."""
        headers = {"Content-Type": "application/json"}
        if user:
            headers["Authorization"] = f"Bearer {self.tokens[user]}"
        sent = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(self.base + path, sent, headers, method=method or None)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def trigger(
        self, dag: str, conf: dict[str, object] | None = None, user: str = "admin"
    ) -> tuple[int, Any]:
        """Start a run by hand."""
        return self.call(f"/api/v2/dags/{dag}/dagRuns", {"conf": conf or {}, "logical_date": None}, user)

    def ring(self, asset: str) -> None:
        """Ring an asset, as the task does whose outlet it is."""
        _, found = self.call(f"/api/v2/assets?name_pattern={asset}", user="admin")
        (id_,) = [one["id"] for one in found["assets"] if one["name"] == asset]
        for pause in (0.2, 0.5, 1.0):  # its database is one file, which a scheduler may hold
            status, answer = self.call("/api/v2/assets/events", {"asset_id": id_}, "admin")
            if status < 500:
                break
            Event().wait(pause)
        assert status == 200, answer

    def slots(self, pool: str, slots: int) -> None:
        """Change a pool: with 0 its tasks wait."""
        path = f"/api/v2/pools/{pool}?update_mask=slots"
        status, answer = self.call(
            path, {"pool": pool, "slots": slots, "include_deferred": False}, "admin", "PATCH"
        )
        assert status == 200, answer

    def pause(self, dag: str, paused: bool) -> None:
        """Pause a DAG, or let it run again."""
        status, answer = self.call(f"/api/v2/dags/{dag}", {"is_paused": paused}, "admin", "PATCH")
        assert status == 200, answer

    def tasks(self, dag: str, run: str) -> list[dict[str, Any]]:
        """The task instances of a run."""
        _, answer = self.call(f"/api/v2/dags/{dag}/dagRuns/{quote(run)}/taskInstances", user="admin")
        return list(answer["task_instances"])

    def runs(self, dag: str) -> list[dict[str, Any]]:
        """The last runs, newest first."""
        _, answer = self.call(f"/api/v2/dags/{dag}/dagRuns?order_by=-run_after&limit=50", user="admin")
        return list(answer["dag_runs"])

    def run(self, dag: str, run: str) -> dict[str, Any]:
        """One run."""
        status, answer = self.call(f"/api/v2/dags/{dag}/dagRuns/{quote(run)}", user="admin")
        assert status == 200, answer
        return dict(answer)

    def log(self, dag: str, run: str, task: str, tried: int = 1) -> str:
        """The log of a task's try, a message a line."""
        path = f"/api/v2/dags/{dag}/dagRuns/{quote(run)}/taskInstances/{task}/logs/{tried}"
        _, answer = self.call(path, user="admin")
        return "\n".join(str(line.get("event", line)) for line in answer["content"])

    def logged(self, dag: str, run: str, task: str, words: str) -> str:
        """When a task's first try logged a line that begins with these words."""
        path = f"/api/v2/dags/{dag}/dagRuns/{quote(run)}/taskInstances/{task}/logs/1"
        _, answer = self.call(path, user="admin")
        return next(str(x["timestamp"]) for x in answer["content"] if str(x.get("event")).startswith(words))

    def idle(self, *dags: str) -> bool:
        """Whether no run of these is under way or waits.

        Asked several times a second: of those alive only, since all the last runs cost the api-server half a core.
        """
        states = "&".join(f"state={state}" for state in ALIVE)
        status, answer = self.call(f"/api/v2/dags/~/dagRuns?{states}&limit=100", user="admin")
        assert status == 200, answer
        return not {run["dag_id"] for run in answer["dag_runs"]} & set(dags or CHAIN)

    def wait(self, what: str, until: Callable[[], Any], seconds: float = 240, every: float = 0.3) -> Any:
        """What `until` returns as soon as it returns something; fails with the logs after so long."""
        end = time.monotonic() + seconds
        while not (found := until()):
            assert time.monotonic() < end, f"waited in vain for {what}:\n{self.logs()}"
            Event().wait(every)
        return found

    def pid(self, part: str) -> int:
        """A component's process."""
        return int((self.state / "pids" / part).read_text().split()[0])

    def logs(self) -> str:
        """The last lines of each part, for a failure."""
        paths = sorted(self.state.glob("logs/*.log")) + sorted(
            self.state.glob("logs/dag_id=*/*/*/**/*.log"), key=lambda path: path.stat().st_mtime
        )
        return "\n".join(f"== {path}\n{path.read_text(errors='replace')[-1500:]}" for path in paths[-14:])

    def left_behind(self, seconds: float = 30) -> list[str]:
        """What is still there so long after all was stopped: a command may finish what it has in hand."""
        end = time.monotonic() + seconds
        while (left := self.living()) and time.monotonic() < end:
            Event().wait(0.5)
        return left

    def living(self) -> list[str]:
        """Living processes in a component's group (its name is no guide), or that name the folder."""
        listed = subprocess.run(
            ["ps", "-eo", "pid=,pgid=,stat=,args="], capture_output=True, text=True, check=True
        )
        rows = [line.split(None, 3) for line in listed.stdout.splitlines()]
        return [
            args
            for _, group, state, args in rows
            if not state.startswith("Z") and (group in self.groups or str(self.folder) in args)
        ]
