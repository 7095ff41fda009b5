"""What a shell hands a command, closed or without the signs that it prints, ends none in a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

TITLE = "Kestora lève 120 millions d'euros pour ses modèles d'IA"


def _shell(folder: Path, line: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NEWSWATCH_")}
    return subprocess.run(
        ["/bin/sh", "-c", line, "sh", sys.executable, TITLE],
        cwd=folder,
        env={**environment, **more},
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_does_not_end_a_command(tmp_path: Path, closed: str) -> None:
    done = _shell(tmp_path, f'"$1" -m newswatch config {closed}')
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_closed_stdin_is_an_empty_text(tmp_path: Path) -> None:
    done = _shell(tmp_path, '"$1" -m newswatch try - <&-')
    assert (done.returncode, done.stdout) == (0, b"-: text\n  rejected: empty: -: no text\n")


def test_what_is_opened_gets_no_number_of_a_closed_stream(tmp_path: Path) -> None:
    done = _shell(tmp_path, '"$1" -m newswatch stories <&- >&- && "$1" -m newswatch stories')
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(b"No stories in ")


@pytest.mark.parametrize("encoding", ["latin-1", "ascii"])
def test_a_terminal_without_a_sign_shows_its_number(tmp_path: Path, encoding: str) -> None:
    done = _shell(tmp_path, '"$1" -m newswatch try --title "$2 → Nvidia"', PYTHONIOENCODING=encoding)
    assert done.returncode == 0, done.stderr
    assert rb"\u2192 Nvidia" in done.stdout


@pytest.mark.parametrize("encoding", ["latin-1", "ascii"])
def test_a_document_is_valid_there_too(tmp_path: Path, encoding: str) -> None:
    done = _shell(
        tmp_path,
        '"$1" -m newswatch try --json --title "$2 \xe8 \u2192 \U0001f515"',
        PYTHONIOENCODING=encoding,
    )
    assert done.returncode == 0, done.stderr
    assert "\xe8 \u2192 \U0001f515" in json.dumps(
        json.loads(done.stdout.decode(encoding)), ensure_ascii=False
    )
