"""What airflow.sh starts, in which order, and what it writes down for it: with an `airflow` that is a stub."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.dags.bringup import free_port
from tests.dags.conftest import ROOT

STUB = """
import http.server, os, signal, socket, sys
state = os.environ["AIRFLOW_HOME"]
port = int(os.environ["NEWSWATCH_AIRFLOW_PORT"])
class Healthy(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        well = os.path.exists(f"{state}/settings-scheduler")
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"scheduler": {"status": "%s"}}' % (b"healthy" if well else b"starting"))
    def log_message(self, *_):
        pass
both_there = os.path.dirname(state) + "/both-there"
if sys.argv[1] == "api-server":  # as the real one, it answers after the others have begun
    open(both_there).close()
    http.server.ThreadingHTTPServer(("127.0.0.1", port), Healthy).serve_forever()
elif sys.argv[1] in ("dag-processor", "triggerer", "scheduler"):
    with socket.socket() as one:
        answers = one.connect_ex(("127.0.0.1", port)) == 0
    open(f"{state}/began-{sys.argv[1]}", "w").write(str(answers))
    open(f"{state}/command-{sys.argv[1]}", "w").write(os.environ["NEWSWATCH_COMMAND"])
    open(f"{state}/settings-{sys.argv[1]}", "w").write(" ".join(n for n in os.environ if n.startswith("AIRFLOW")))
    if sys.argv[1] == "triggerer":
        open(both_there, "w").close()
    signal.sigwait({signal.SIGTERM, signal.SIGINT})
"""


@pytest.fixture
def state(tmp_path: Path) -> Iterator[Path]:
    """The state of an Airflow that airflow.sh brought up, of stubs; down at the end."""
    folder = tmp_path / "a bin"
    folder.mkdir()
    os.mkfifo(tmp_path / "both-there")
    (folder / "python").symlink_to(sys.executable)
    (folder / "airflow").write_text(f"#!{sys.executable}\n{STUB}", encoding="utf-8")
    (folder / "airflow").chmod(0o755)
    mine = {
        "NEWSWATCH_AIRFLOW_DIR": str(tmp_path / "airflow"),
        "NEWSWATCH_AIRFLOW_PORT": str(free_port()),
        "NEWSWATCH_AIRFLOW_BIN": str(folder),
        "AIRFLOW_CONFIG": str(tmp_path / "the-company's.cfg"),
    }
    env = {
        name: value for name, value in os.environ.items() if not name.startswith(("AIRFLOW", "NEWSWATCH_"))
    }
    script = ["bash", str(ROOT / "infra/airflow/airflow.sh")]
    none = tmp_path / "settings.env"
    none.write_text("")
    done = subprocess.run(
        [*script, "up", "--env", str(none)],
        env=env | mine,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    try:
        assert done.returncode == 0, done.stderr
        yield tmp_path / "airflow"
    finally:
        subprocess.run([*script, "down"], env=env | mine, capture_output=True, timeout=60, check=True)


def test_the_scheduler_begins_once_tasks_can_report(state: Path) -> None:
    assert (state / "began-scheduler").read_text() == "True"


def test_who_finds_sqlite_locked_waits_a_minute(state: Path) -> None:
    """Forgetting many runs at once locked it for 11 s; after 5 the scheduler and two others ended, for good."""
    assert (
        f"sql_alchemy_conn = sqlite:///{state}/airflow.db?timeout=60\n" in (state / "airflow.cfg").read_text()
    )


def test_a_path_with_a_space_is_one_word_of_the_command(state: Path) -> None:
    said = (state / "command-scheduler").read_text(encoding="utf-8")
    assert shlex.split(said) == [str(state.parent / "a bin" / "newswatch")]


def test_another_airflows_settings_are_left_alone(state: Path) -> None:
    """With its AIRFLOW_CONFIG, `up` would have migrated its database and run there."""
    assert (state / "settings-scheduler").read_text() == "AIRFLOW_HOME"
