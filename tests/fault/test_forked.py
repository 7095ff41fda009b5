"""That a forked command is told from the one before and after it (tests/forked.py)."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests import forked


def command(folder: Path, *argv: str, seconds: float = 60, **env: str) -> subprocess.CompletedProcess[str]:
    return forked.newswatch(argv, {"PATH": os.environ["PATH"], **env}, folder, seconds)


def test_it_has_its_own_status_streams_environment_and_folder(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("NEWSWATCH_CONTACT=of-its-folder\n")
    refused = command(tmp_path, "nonsense")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "No such command 'nonsense'" in refused.stderr
    for prefix in ("one-", "two-"):
        told = command(tmp_path, "config", NEWSWATCH_PREFIX=prefix)
        assert told.returncode == 0, told.stderr
        assert prefix in told.stdout
        assert "of-its-folder" in told.stdout


def test_one_after_the_other_is_forked_from_another_process(tmp_path: Path) -> None:
    """Sets and hashes have another order in each, as in two commands that a person starts."""
    seen = []
    for _ in range(4):
        command(tmp_path, "--version")
        seen.append(forked._at_work[-1].pid)
    assert seen[0] != seen[1]
    assert seen[:2] == seen[2:]


@pytest.mark.parametrize("raised", [KeyboardInterrupt, TimeoutError])
def test_what_is_broken_off_does_not_answer_for_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, raised: type[BaseException]
) -> None:
    def broken_off(*given: Any) -> Any:
        if raised is TimeoutError:
            return [], [], []
        raise raised

    for _ in range(2):
        with monkeypatch.context() as patched:
            patched.setattr(select, "select", broken_off)
            with pytest.raises(raised):
                command(tmp_path, "--version")
    assert command(tmp_path, "nonsense").returncode == 2
    assert command(tmp_path, "nonsense").returncode == 2


def test_a_process_that_can_not_fork_is_told_and_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forked._close()
    with monkeypatch.context() as patched:
        patched.setattr(sys, "executable", "/bin/false")
        with pytest.raises(ChildProcessError, match=r"ended with 1 .*--version"):
            command(tmp_path, "--version")
    assert command(tmp_path, "--version").returncode == 0
