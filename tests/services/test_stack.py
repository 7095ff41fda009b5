"""The script of the local stack, as a person or CI calls it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from . import stack

pytestmark = pytest.mark.services


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", str(stack.SCRIPT), *arguments], capture_output=True, text=True, timeout=60, check=False
    )


def test_what_runs_is_told_and_started_once() -> None:
    env = stack.started()
    pids = Path(env["NEWSWATCH_STACK_STATE"])
    before = [(pids / f"{service}.pid").read_text() for service in ("kafka", "elasticsearch")]
    up = stack.script("up")
    assert up.returncode == 0, up.stderr
    assert "ready" in up.stderr
    assert [(pids / f"{service}.pid").read_text() for service in ("kafka", "elasticsearch")] == before
    status = stack.script("status")
    assert status.returncode == 0
    assert status.stdout.count("running") == 2
    assert run("status", "--name", "never-started").returncode == 1


def test_every_user_has_settings_and_no_secret_is_printed() -> None:
    stack.started()
    for user in ("admin", "operator", "crawler", "processor", "alerter", "reader"):
        settings = stack.settings(user)
        assert settings["NEWSWATCH_KAFKA_USER"] == settings["NEWSWATCH_ELASTICSEARCH_USER"] == user
        for name in ("NEWSWATCH_KAFKA_PASSWORD_FILE", "NEWSWATCH_ELASTICSEARCH_PASSWORD_FILE"):
            path = Path(settings[name])
            assert path.stat().st_mode & 0o077 == 0
            assert path.read_text() not in "".join(settings.values())
    assert run("env", "--name", stack.NAME, "--user", "nobody").returncode == 1


def test_secrets_are_not_in_a_command_line() -> None:
    """Other users of the machine see those."""
    state = Path(stack.started()["NEWSWATCH_STACK_STATE"])
    lines = ""
    for service in ("kafka", "elasticsearch"):
        pid = (state / f"{service}.pid").read_text().strip()
        lines += Path(f"/proc/{pid}/cmdline").read_text()
    for secret in (state / "secrets").glob("*-*"):
        assert secret.read_text() not in lines


@pytest.mark.parametrize("arguments", [(), ("up", "--nam", "x"), ("up", "--name", "../x"), ("fly",)])
def test_a_wrong_call_is_refused(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).returncode == 2


def test_elasticsearch_does_not_run_as_root() -> None:
    state = Path(stack.started()["NEWSWATCH_STACK_STATE"])
    pid = (state / "elasticsearch.pid").read_text().strip()
    assert os.stat(f"/proc/{pid}").st_uid != 0  # noqa: PTH116 - of /proc
