"""A task of Airflow is a process: what it loads and never calls, each card waits for."""

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from newswatch.adapters.sqlite_log import SqliteLog
from newswatch.lean import without
from tests.contract.samples import AT, article

CALLED = """
import sys
from newswatch.cli.app import main
try:
    main()
except SystemExit as ended:
    assert ended.code in (0, 99), ended.code
print(*sys.modules, sep="\\n", file=sys.stderr)
"""
NOWHERE = {"rich.traceback", "twisted", "httpx", "aiohttp", "snowballstemmer"}


def loaded(folder: Path, *arguments: str) -> set[str]:
    """The modules that a command has loaded when it ends."""
    clean = {k: v for k, v in os.environ.items() if not k.upper().startswith(("NEWSWATCH_", "SLACK_"))}
    ports = {
        "NEWSWATCH_LOG_URL": f"sqlite:///{folder}/log.db",
        "NEWSWATCH_STORE_URL": f"sqlite:///{folder}/store.db",
    }
    done = subprocess.run(
        [sys.executable, "-c", CALLED, *arguments],
        env={**clean, **ports},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return set(done.stderr.splitlines())


def test_a_pass_that_alerts_loads_nothing_that_detects_or_crawls(tmp_path: Path) -> None:
    modules = loaded(tmp_path, "drain", "notify", "deliver", "--json", "--skip-empty")
    assert "processors.notify" in modules
    assert not modules & {*NOWHERE, "processors.flag", "processors.cluster", "processors.extract", "scrapy"}


PROCESS = ("drain", "extract", "flag", "cluster", "index", "--json", "--skip-empty")


def test_a_pass_that_has_nothing_to_process_loads_nothing_that_does(tmp_path: Path) -> None:
    modules = loaded(tmp_path, *PROCESS)
    assert "processors.pipeline" in modules
    assert not modules & {*NOWHERE, "processors.flag", "processors.cluster", "processors.extract", "scrapy"}


def test_a_pass_that_processes_reads_pages_elsewhere(tmp_path: Path) -> None:
    with closing(SqliteLog(tmp_path / "log.db", clock=lambda: AT)) as log:
        log.append([article("one")])
    modules = loaded(tmp_path, *PROCESS)
    assert {"processors.flag", "processors.cluster"} <= modules
    assert not modules & (NOWHERE | {"processors.extract", "scrapy"}) - {"snowballstemmer"}


def test_elasticsearch_comes_without_the_clients_that_it_could_use(tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from newswatch.connect import open_store\n"
        "from newswatch.errors import Transient\n"
        "from newswatch.settings import load_settings\n"
        "try:\n"
        "    open_store(load_settings(store_url='http://127.0.0.1:1'))\n"
        "except Transient:\n"
        "    print(*sys.modules)\n"
        "import httpx\n"  # hidden for that while only
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        timeout=60,
    )
    modules = set(done.stdout.split())
    assert "elasticsearch" in modules
    assert not modules & {"httpx", "aiohttp", "requests"}


def test_what_was_hidden_can_be_imported_afterwards() -> None:
    sys.modules.pop("this", None)
    with without("this", "json"):
        with pytest.raises(ImportError):
            __import__("this")
        assert __import__("json").dumps([]) == "[]", "what is loaded already stays"
    assert "this" not in sys.modules
