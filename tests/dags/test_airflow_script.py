"""What airflow.sh starts, in which order, and what it writes down for it: with an `airflow` that is a stub."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.dags.bringup import free_port
from tests.dags.conftest import ROOT

STUB = """
import http.server, os, signal, socket, sys, urllib.parse
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
if sys.argv[1] == "api-server":
    apps = sys.argv[sys.argv.index("--apps") + 1]
    open(f"{state}/database-{apps}", "w").write(os.environ.get("AIRFLOW__DATABASE__SQL_ALCHEMY_CONN", "as written"))
    if apps == "execution":  # as the real one, it answers after the others have begun
        port = int(sys.argv[sys.argv.index("--port") + 1])
        open(both_there).close()
    http.server.ThreadingHTTPServer(("127.0.0.1", port), Healthy).serve_forever()
elif sys.argv[1] in ("dag-processor", "triggerer", "scheduler"):
    (told,) = (line for line in open(f"{state}/airflow.cfg") if line.startswith("execution_api_server_url"))
    with socket.socket() as one:
        answers = one.connect_ex(("127.0.0.1", urllib.parse.urlsplit(told.split()[-1]).port)) == 0
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
    (tmp_path / "settings.env").write_text("")
    (tmp_path / "port").write_text(str(free_port()))
    try:
        script(tmp_path / "airflow", "up")
        yield tmp_path / "airflow"
    finally:
        script(tmp_path / "airflow", "down")


def script(state: Path, command: str) -> None:
    """airflow.sh, with the stubs and beside settings of another Airflow."""
    mine = {
        "NEWSWATCH_AIRFLOW_DIR": str(state),
        "NEWSWATCH_AIRFLOW_PORT": (state.parent / "port").read_text(),
        "NEWSWATCH_AIRFLOW_BIN": str(state.parent / "a bin"),
        "AIRFLOW_CONFIG": str(state.parent / "the-company's.cfg"),
    }
    env = {
        name: value for name, value in os.environ.items() if not name.startswith(("AIRFLOW", "NEWSWATCH_"))
    }
    done = subprocess.run(
        [
            "bash",
            str(ROOT / "infra/airflow/airflow.sh"),
            command,
            "--env",
            str(state.parent / "settings.env"),
        ],
        env=env | mine,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def config(state: Path) -> str:
    """What airflow.sh wrote down."""
    return (state / "airflow.cfg").read_text(encoding="utf-8")


def test_the_scheduler_begins_once_tasks_can_report(state: Path) -> None:
    assert (state / "began-scheduler").read_text() == "True"


def test_tasks_report_to_a_process_apart(state: Path) -> None:
    """On SQLite a click in the UI and a report in one process waited for each other, as long as SQLite does."""
    written = re.findall(
        r"^(?:port|execution_api_server_url) = .*?(\d+)(?:/\S*)?$", config(state), re.MULTILINE
    )
    assert len(set(written)) == 2
    assert (state / "database-core").read_text() == f"sqlite:///{state}/airflow.db?timeout=15", "two clicks"
    assert (state / "database-execution").read_text() == "as written"


def test_an_airflow_from_before_has_them_apart_once_it_is_up_again(state: Path) -> None:
    port = config(state).partition("\nport = ")[2].split()[0]
    now = re.sub(r"(execution_api_server_url = http://127.0.0.1:)\d+", rf"\g<1>{port}", config(state))
    (state / "airflow.cfg").write_text(now)
    script(state, "down")
    (state.parent / "both-there").unlink()
    os.mkfifo(state.parent / "both-there")
    script(state, "up")
    test_tasks_report_to_a_process_apart(state)


def test_who_finds_sqlite_locked_waits_a_minute(state: Path) -> None:
    """Forgetting many runs at once locked it for 11 s; after 5 the scheduler and two others ended, for good."""
    assert f"sql_alchemy_conn = sqlite:///{state}/airflow.db?timeout=60\n" in config(state)


def test_a_path_with_a_space_is_one_word_of_the_command(state: Path) -> None:
    said = (state / "command-scheduler").read_text(encoding="utf-8")
    assert shlex.split(said) == [str(state.parent / "a bin" / "newswatch")]


def test_another_airflows_settings_are_left_alone(state: Path) -> None:
    """With its AIRFLOW_CONFIG, `up` would have migrated its database and run there."""
    assert (state / "settings-scheduler").read_text() == "AIRFLOW_HOME"
