"""What `make airflow` starts and what it leaves to servers of one's own: all.sh, which calls stubs here.

tests/dags/test_dags_end_to_end.py brings all of it up once, on the embedded profile with the pretended Slack.
"""

from __future__ import annotations

import secrets
import shutil
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import pytest

from tests.dags import bringup
from tests.dags.conftest import ROOT

STUBS = {
    "infra/local/stack.sh": """
        [[ $1 != env ]] || printf 'NEWSWATCH_LOG_URL=kafka://stack\\nNEWSWATCH_KAFKA_USER=%s\\n' "$5" """,
    "infra/airflow/airflow.sh": """
        mkdir -p "$NEWSWATCH_AIRFLOW_DIR"
        [[ $1 != up ]] || echo 'Airflow   http://127.0.0.1:1' """,
    "bin/newswatch": """
        echo "as $NEWSWATCH_KAFKA_USER" >>"$CALLS" """,
    "bin/python": """
        printf 'http://slack/api/\\nhttp://slack/\\n' >"$3"
        exec sleep 300 """,
}
"""Each notes how it was called first, and then does this."""


@dataclass(frozen=True)
class Place:
    """A checkout in which only all.sh is real."""

    folder: Path

    def all(self, *arguments: str) -> str:
        """Run all.sh; what it printed on stdout."""
        env = {
            "PATH": "/usr/bin:/bin",
            "CALLS": str(self.folder / "calls"),
            "NEWSWATCH_AIRFLOW_BIN": str(self.folder / "bin"),
            "NEWSWATCH_ALL_STACK": "mine",
        }
        script = ["bash", str(self.folder / "infra/airflow/all.sh"), *arguments]
        done = subprocess.run(script, env=env, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def settings(self, *lines: str) -> None:
        (self.folder / ".env").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")

    @property
    def state(self) -> Path:
        return self.folder / ".stack/all"

    @property
    def used(self) -> list[str]:
        """The settings that Airflow was started with."""
        return (self.state / "settings.env").read_text().split()

    def calls(self) -> list[str]:
        """What was called since this was last asked, without the folder's name."""
        path = self.folder / "calls"
        said = path.read_text().replace(f"{self.folder}/", "").splitlines() if path.exists() else []
        path.unlink(missing_ok=True)
        return said


@pytest.fixture
def place(tmp_path: Path) -> Place:
    for name, does in STUBS.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'#!/bin/bash\necho "{path.name} $*" >>"$CALLS"\n{does}\n', encoding="utf-8")
        path.chmod(0o755)
    shutil.copy(ROOT / "infra/airflow/all.sh", tmp_path / "infra/airflow/all.sh")
    return Place(tmp_path)


def test_without_servers_of_ones_own_the_local_stack_is_started_and_prepared(place: Place) -> None:
    place.settings("SLACK_BOT_TOKEN=xoxb-real", "NEWSWATCH_NOTIFY_URL=slack://C0TEAM")
    printed = place.all("up")
    assert place.calls() == [
        "stack.sh up --name mine",
        "stack.sh env --name mine --user admin",
        "newswatch init",
        "as admin",
        "stack.sh env --name mine --user operator",
        "airflow.sh up --env .stack/all/settings.env",
    ]
    assert [one for one in place.used if "USER" in one] == ["NEWSWATCH_KAFKA_USER=operator"]
    assert "Airflow   http://127.0.0.1:1" in printed
    assert f"Settings  set -a; . {place.state}/settings.env" in printed
    place.all("down")
    assert place.calls() == ["airflow.sh down", "stack.sh down --name mine"]
    assert place.state.exists()


def test_what_is_wiped_is_gone(place: Place) -> None:
    place.settings("SLACK_BOT_TOKEN=xoxb-real")
    place.all("up")
    place.calls()
    place.all("down", "--wipe")
    assert place.calls() == ["airflow.sh down --wipe", "stack.sh down --name mine --wipe"]
    assert not place.state.exists()


@pytest.mark.parametrize("token", ["SLACK_BOT_TOKEN=xoxb-real", "SLACK_BOT_TOKEN_FILE=/run/secrets/slack"])
def test_servers_and_a_slack_of_ones_own_are_used_as_they_are(place: Place, token: str) -> None:
    mine = ["NEWSWATCH_LOG_URL=kafka://company:9092", "NEWSWATCH_NOTIFY_URL=slack://C0TEAM", token]
    place.settings(*mine)
    printed = place.all("up")
    assert place.calls() == ["airflow.sh up --env .stack/all/settings.env"]
    assert place.used == mine
    assert printed.split() == ["Airflow", "http://127.0.0.1:1"]
    place.all("down")
    assert place.calls() == ["airflow.sh down"], "what was not started is not stopped"


def test_without_a_token_slack_is_pretended_and_ends_with_the_rest(place: Place) -> None:
    place.settings("NEWSWATCH_STORE_URL=sqlite:///mine.db", "NEWSWATCH_NOTIFY_URL=slack://C0TEAM")
    printed = place.all("up")
    assert place.calls()[0].startswith("python tests/slack/serve.py 0 ")
    assert "Slack     http://slack/ (pretended: nobody is told)" in printed
    assert place.used[-4:] == [
        "NEWSWATCH_NOTIFY_URL=slack://C0CARDS",
        "NEWSWATCH_OPERATORS_CHANNEL=C0OPERATORS",
        "NEWSWATCH_SLACK_API_URL=http://slack/api/",
        "SLACK_BOT_TOKEN=xoxb-0000-fake-token",
    ]
    pid = (place.state / "slack.pid").read_text().split()[0]
    place.all("down")
    assert any(ended(pid) or Event().wait(0.1) for _ in range(100))


def test_a_port_for_airflow_is_nobodys_and_none_of_the_stacks(monkeypatch: pytest.MonkeyPatch) -> None:
    assert all(10_000 <= bringup.free_port() < bringup.BELOW for _ in range(20))
    with socket.create_server(("127.0.0.1", 0)) as server:
        taken, free = server.getsockname()[1], bringup.free_port()
        draws = [bringup.BELOW - 1 - port for port in (taken, free)]
        monkeypatch.setattr(secrets, "randbelow", lambda _: draws.pop(0))
        assert bringup.free_port() == free


def ended(pid: str) -> bool:
    """Whether a process is over, be it that nobody has asked how."""
    stat = Path(f"/proc/{pid}/stat")
    return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] in "ZX"
