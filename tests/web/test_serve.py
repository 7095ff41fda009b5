"""The command: where it listens, what it says, how it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import create_connection, create_server
from urllib.parse import urlsplit

import pytest

from newswatch.cli.serve import serve
from newswatch.errors import NewswatchError


@contextmanager
def started(folder: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("NEWSWATCH_")}
    with subprocess.Popen(
        [sys.executable, "-m", "newswatch", "serve", "--port", "0", *arguments],
        cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        try:
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_on_loopback_until_told_to_end(tmp_path: Path, number: signal.Signals) -> None:
    with started(tmp_path, "--json") as process:
        assert process.stdout
        assert process.stderr
        url = json.loads(process.stdout.readline())["url"]
        assert url.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(url, timeout=20) as answer:
            assert answer.status == 200
        with pytest.raises(ConnectionRefusedError):  # this machine's other addresses are not listened on
            create_connection(("127.0.0.2", urlsplit(url).port or 0), 5).close()
        process.send_signal(number)
        assert process.wait(timeout=20) == 0
        assert process.stderr.read() == ""


def test_beyond_loopback_it_warns(tmp_path: Path) -> None:
    with started(tmp_path, "--host", "0.0.0.0") as process:
        assert process.stdout
        assert process.stderr
        assert "http://127.0.0.1:" in process.stdout.readline()
        assert "Whoever reaches it reads all that is stored" in process.stderr.readline()


def test_a_taken_port_is_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(NewswatchError, match=f"Can't listen on 127.0.0.1, port {port}"):
            serve(port=port)
    with pytest.raises(NewswatchError, match="Can't listen on"):
        serve(host="no-such-name.invalid", port=0)
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize("library", ["fastapi", "jinja2", "uvicorn"])
def test_without_the_extra_it_says_what_to_install(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(sys.modules):
        if name.startswith("newswatch.web"):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(NewswatchError) as refused:
        serve(port=0)
    assert str(refused.value).startswith(f"{library} is not installed: pip install 'newswatch[web]'")


def test_the_module_is_light() -> None:
    """`newswatch --help` imports it."""
    heavy = "{'fastapi', 'jinja2', 'uvicorn', 'starlette'}"
    script = f"import sys, newswatch.cli.serve; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
