"""Airflow on a SQLite database of its own, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
STUB = [sys.executable, str(HERE / "stub.py")]


class Player:
    """The process that plays DAGs (playing.py)."""

    def __init__(self, home: Path, **env: str) -> None:
        self.home = home
        home.mkdir(exist_ok=True)
        self.environment = {**airflow_environment(home), **env}
        reading, writing = os.pipe()
        self.log = (home / "player.log").open("ab")
        self.process = subprocess.Popen(
            [sys.executable, str(HERE / "playing.py")],
            env={**self.environment, "ANSWERS": str(writing)},
            stdin=subprocess.PIPE,
            stdout=self.log,
            stderr=self.log,
            pass_fds=[writing],
            text=True,
        )
        os.close(writing)
        self.answers = os.fdopen(reading, encoding="utf-8")
        self.facts: dict[str, Any] = self._answer()

    def ask(self, **request: Any) -> Any:
        """The answer to a request."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        return self._answer()

    def play(self, dag: str, **request: Any) -> Run:
        """Run a DAG by dag.test()."""
        return Run(self.ask(dag=dag, **request))

    def close(self) -> None:
        """End the process."""
        if self.process.stdin:
            self.process.stdin.close()
        self.process.wait(30)
        self.answers.close()
        self.log.close()

    def _answer(self) -> Any:
        line = self.answers.readline()
        assert line, f"the player died:\n{(self.home / 'player.log').read_text()[-3000:]}"
        return json.loads(line)


class Run:
    """What came of one run."""

    def __init__(self, answer: dict[str, Any]) -> None:
        self.state: str = answer["state"]
        self.tasks: list[list[Any]] = answer["tasks"]
        self.returned: dict[str, Any] = answer["returned"]
        self.links: dict[str, str] = answer["links"]
        """Task → where its button leads."""

    @property
    def states(self) -> dict[str, list[str]]:
        """Task → the states of its instances."""
        found: dict[str, list[str]] = {}
        for id_, _, state, *_ in self.tasks:
            found.setdefault(id_, []).append(state)
        return found

    @property
    def rows(self) -> list[str]:
        """What an operator reads in place of map indexes."""
        return [row for _, index, _, row, _ in self.tasks if index >= 0]

    def tries(self, task: str) -> int:
        """How often a task was tried."""
        return next(int(tries) for id_, _, _, _, tries in self.tasks if id_ == task)


def airflow_environment(home: Path) -> dict[str, str]:
    """The environment of an Airflow whose state is in `home`; nothing of the machine's own gets into it."""
    clean = {k: v for k, v in os.environ.items() if not k.upper().startswith(("AIRFLOW", "NEWSWATCH_"))}
    return {
        **clean,
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__CORE__DAGS_FOLDER": str(ROOT / "dags"),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{home}/airflow.db",
        "AIRFLOW__LOGGING__BASE_LOG_FOLDER": str(home / "logs"),
        "AIRFLOW__USAGE_DATA_COLLECTION__ENABLED": "False",
    }


def demo_settings(folder: Path, connect_to: str) -> dict[str, str]:
    """newswatch's settings: the demo's sources and no others, the log and the store in the folder."""
    sources = folder / "config" / "sources"
    sources.mkdir(parents=True)
    for path in (ROOT / "crawlers/sources").glob("*.yml"):
        (sources / path.name).write_text("enabled: false\n", encoding="utf-8")
    for path in (ROOT / "newswatch/demo/sources").glob("*.yml"):
        (sources / path.name).write_bytes(path.read_bytes())
    return {
        "NEWSWATCH_LOG_URL": f"sqlite:///{folder}/log.db",
        "NEWSWATCH_STORE_URL": f"sqlite:///{folder}/store.db",
        "NEWSWATCH_CONFIG_DIR": f"{folder}/config",
        "NEWSWATCH_CONNECT_TO": connect_to,
        "NEWSWATCH_CONTACT": "tests",
        "NEWSWATCH_EXTRACT_PROCESSES": "1",
    }


@pytest.fixture(scope="session")
def player(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Player]:
    """Plays with a migrated database; NEWSWATCH_COMMAND is the stub."""
    home = tmp_path_factory.mktemp("airflow")
    environment = airflow_environment(home)
    airflow = [sys.executable, "-m", "airflow"]
    subprocess.run([*airflow, "db", "migrate"], env=environment, check=True, capture_output=True)
    pools = ROOT / "infra/airflow/pools.json"
    subprocess.run(
        [*airflow, "pools", "import", str(pools)], env=environment, check=True, capture_output=True
    )
    one = Player(home, NEWSWATCH_COMMAND=" ".join(STUB))
    yield one
    one.close()


class Stub:
    """The stub's plan and its calls."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.plan()

    def plan(self, **steps: Any) -> None:
        """What it does from now on, by its first argument; `any` for all others."""
        if "any" in steps:
            steps["*"] = steps.pop("any")
        (self.folder / "plan.json").write_text(json.dumps(steps), encoding="utf-8")
        for told in self.folder.glob("told-*"):
            told.unlink()
        (self.folder / "calls.jsonl").write_text("", encoding="utf-8")

    @property
    def env(self) -> dict[str, str]:
        """What the run's environment must hold."""
        return {"STUB_FOLDER": str(self.folder), "NEWSWATCH_COMMAND": " ".join(STUB)}

    @property
    def notes(self) -> list[dict[str, Any]]:
        """What it noted."""
        return [json.loads(line) for line in (self.folder / "calls.jsonl").read_text().splitlines()]

    @property
    def calls(self) -> list[list[str]]:
        """The arguments of each call."""
        return [note["args"] for note in self.notes if "args" in note]


@pytest.fixture
def stub(tmp_path: Path) -> Stub:
    """A stub with an empty plan: every call succeeds."""
    return Stub(tmp_path)
