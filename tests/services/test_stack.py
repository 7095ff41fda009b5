"""The script of the local stack, as a person or CI calls it."""

from __future__ import annotations

import base64
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from newswatch.adapters.elastic_indices import compare_indices, create_indices
from newswatch.adapters.elastic_store import ElasticStore
from newswatch.adapters.kafka_log import KafkaLog
from newswatch.adapters.kafka_topics import compare_topics, create_topics, load_plan

from . import stack
from .conftest import now

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


@pytest.mark.parametrize(
    "arguments", [(), ("up", "--nam", "x"), ("up", "--name", "../x"), ("up", "--only", "x"), ("fly",)]
)
def test_a_wrong_call_is_refused(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).returncode == 2


def test_elasticsearch_does_not_run_as_root() -> None:
    state = Path(stack.started()["NEWSWATCH_STACK_STATE"])
    pid = (state / "elasticsearch.pid").read_text().strip()
    assert os.stat(f"/proc/{pid}").st_uid != 0  # noqa: PTH116 - of /proc


def part(name: str, *lines: str, **env: str) -> str:
    """What lines print that call a part of the script."""
    source = f"source {stack.SCRIPT.parent / name}.sh"
    script = "\n".join(("set -euo pipefail", source, *lines))
    done = subprocess.run(["bash", "-c", script], env={**os.environ, **env}, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.decode()


@pytest.mark.parametrize("drawn", [b"\xfb" * 16, b"\xff" * 16, b"\x00" * 16])
def test_a_cluster_id_is_never_taken_for_an_option(drawn: bytes) -> None:
    """(`\\xfb` becomes a hyphen.)"""
    text = base64.b64encode(drawn).decode()
    made = part("kafka", f"openssl() {{ echo {text}; }}", "cluster_id").strip()
    assert not made.startswith("-")
    assert len(base64.urlsafe_b64decode(made + "==")) == 16


def test_four_ports_are_picked_that_differ(tmp_path: Path) -> None:
    drawn = tmp_path / "drawn"
    drawn.write_text("1\n1\n2\n2\n1\n3\n4\n")
    draw = f"free_port() {{ head -n 1 {drawn}; sed -i 1d {drawn}; }}"
    for _ in range(2):  # the second time they are there
        shown = part("common", draw, "pick_ports", 'cat "$STATE/ports"', STATE=str(tmp_path))
        assert shown.split() == [
            "KAFKA_PORT=1",
            "KAFKA_TLS_PORT=2",
            "KAFKA_CONTROLLER_PORT=3",
            "ELASTICSEARCH_PORT=4",
        ]


SERVERS = ("kafka", "elasticsearch")
SECOND_START = 25.0
"""Seconds that a start with configuration and data in place may take on two cores of its own."""


@pytest.fixture
def beside() -> Iterator[str]:
    """The name of a second stack, forgotten at the end."""
    stack.started()
    name = f"{stack.NAME}-beside"
    stack.script("down", "--wipe", name=name)
    yield name
    stack.script("down", "--wipe", name=name)


def pids(name: str) -> dict[str, int]:
    state = Path(stack.settings("admin", name)["NEWSWATCH_STACK_STATE"])
    return {each: int((state / f"{each}.pid").read_text()) for each in SERVERS}


def lives(pid: int) -> bool:
    """(What has ended and waits to be collected has no command line.)"""
    line = Path(f"/proc/{pid}/cmdline")
    return line.exists() and line.read_bytes() != b""


def ports(name: str) -> set[str]:
    lines = (Path(stack.settings("admin", name)["NEWSWATCH_STACK_STATE"]) / "ports").read_text().split()
    return {line.partition("=")[2] for line in lines}


def opened(name: str) -> tuple[KafkaLog, ElasticStore]:
    """Both servers of a stack, as admin."""
    env = stack.settings("admin", name)
    word = {each: Path(env[f"NEWSWATCH_{each.upper()}_PASSWORD_FILE"]).read_text() for each in SERVERS}
    ca = Path(env["NEWSWATCH_ELASTICSEARCH_CA"])
    return (
        KafkaLog(env["NEWSWATCH_LOG_URL"], clock=now, user="admin", password=word["kafka"]),
        ElasticStore(env["NEWSWATCH_STORE_URL"], user="admin", password=word["elasticsearch"], ca=ca),
    )


def busy() -> float:
    """Seconds that the machine's cores have worked so far."""
    fields = Path("/proc/stat").read_text().splitlines()[0].split()[1:]
    user, nice, system, _, _, *rest = map(int, fields[:8])
    return (user + nice + system + sum(rest)) / os.sysconf("SC_CLK_TCK")


def taken(pid: int) -> float:
    """Seconds of CPU that a process took."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_two_stand_side_by_side_and_one_goes_by_its_pids_and_comes_back_soon(beside: str) -> None:
    ours = pids(stack.NAME)
    assert stack.script("up", name=beside).returncode == 0
    assert not ports(beside) & ports(stack.NAME)
    theirs = pids(beside)
    for log, store in (opened(beside), opened(stack.NAME)):
        assert log.admin.describe_cluster()["brokers"]
        assert store.client.cluster.health().body["status"] in ("green", "yellow")
        log.close()
        store.close()
    log, store = opened(beside)
    create_topics(log.admin, load_plan(), "kept-")
    create_indices(store.client, "kept-")
    log.close()
    store.close()

    assert stack.script("down", name=beside).returncode == 0
    assert not any(map(lives, theirs.values()))
    assert all(map(lives, ours.values()))
    assert stack.script("status", name=beside).returncode == 1

    before, began = busy(), time.monotonic()
    assert stack.script("up", name=beside).returncode == 0
    seconds, again = time.monotonic() - began, pids(beside)
    others = (busy() - before - sum(map(taken, again.values()))) / (os.cpu_count() or 1)
    assert seconds - others < SECOND_START, f"{seconds:.0f} s, of which others had the cores for {others:.0f}"
    assert all(map(lives, ours.values()))
    log, store = opened(beside)
    assert compare_topics(log.admin, load_plan(), "kept-") == []
    assert compare_indices(store.client, "kept-") == []
    log.close()
    store.close()

    state = Path(stack.settings("admin", beside)["NEWSWATCH_STACK_STATE"])
    assert stack.script("down", "--wipe", name=beside).returncode == 0
    assert not any(map(lives, again.values()))
    assert not state.exists()
    assert all(map(lives, ours.values()))


def test_a_pid_that_another_process_has_by_now_is_left_alone(beside: str) -> None:
    state = Path(stack.started()["NEWSWATCH_STACK_STATE"]).parent / beside
    state.mkdir()
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as stranger:
        (state / "kafka.pid").write_text(str(stranger.pid))
        assert stack.script("status", name=beside).returncode == 1
        assert stack.script("down", name=beside).returncode == 0
        assert stranger.poll() is None
        assert not (state / "kafka.pid").exists()
        stranger.communicate(b"\n")


def test_what_is_wiped_of_one_server_leaves_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSWATCH_STACK_DIR", str(tmp_path))
    for folder in ("kafka", "elasticsearch", "secrets"):
        (tmp_path / "two" / folder).mkdir(parents=True)
    assert stack.script("down", "--wipe", "--only", "kafka", name="two").returncode == 0
    assert sorted(path.name for path in (tmp_path / "two").iterdir()) == ["elasticsearch", "secrets"]


def local(*lines: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Lines that call parts of the script, whose servers are stand-ins."""
    names = ("common", "fetch", "kafka", "elasticsearch")
    source = [f"source {stack.SCRIPT.parent / name}.sh" for name in names]
    script = "\n".join(("set -euo pipefail", *source, *lines))
    return subprocess.run(
        ["bash", "-c", script],
        env={**os.environ, "NAME": "x", **env},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_stranger_at_a_port_is_no_server_of_ours(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as stranger:
        port = str(stranger.getsockname()[1])
        ports = {"KAFKA_PORT": port, "KAFKA_TLS_PORT": "1", "KAFKA_CONTROLLER_PORT": "1"}
        calls = ("fetch_kafka() { :; }", "configure_kafka() { :; }", "setsid() { :; }", "start_kafka")
        done = local(*calls, STATE=str(tmp_path), CACHE=str(tmp_path), **ports)
    assert done.returncode == 1
    assert f"port {port} is taken" in done.stderr


def test_a_server_whose_start_was_killed_is_known_and_stopped(tmp_path: Path) -> None:
    (tmp_path / "elasticsearch").mkdir()
    calls = [f"{name}() {{ :; }}" for name in ("fetch_elasticsearch", "elasticsearch_user", "unused")]
    calls += [f"{name}() {{ :; }}" for name in ("configure_elasticsearch", "settle_elasticsearch")]
    server = 'bash -c "exec -a $STATE/server sleep 60" & echo $! >"$STATE/elasticsearch/pid"; kill -9 $$'
    calls += [f"as_elasticsearch() {{ {server}; }}", "start_elasticsearch"]
    env = {"STATE": str(tmp_path), "ELASTICSEARCH_PORT": "1"}
    assert local(*calls, **env).returncode == -signal.SIGKILL
    pid = int((tmp_path / "elasticsearch" / "pid").read_text())
    assert local('running "$STATE/elasticsearch.pid"', **env).returncode == 0
    assert local('stop_pid "$STATE/elasticsearch.pid"', **env).returncode == 0
    assert not lives(pid)


def test_down_returns_when_a_server_that_would_not_end_is_gone(tmp_path: Path) -> None:
    stubborn = (
        "import os, signal; signal.signal(signal.SIGTERM, lambda *_: os.remove(f)); print(1, flush=True); "
    )
    lines = f"f = {str(tmp_path / 'server.pid')!r}; {stubborn}"
    words = [sys.executable, "-c", f"{lines}[signal.pause() for _ in range(9)]", f"{tmp_path}/server"]
    with subprocess.Popen(words, stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        server.stdout.readline()
        (tmp_path / "server.pid").write_text(str(server.pid))
        done = local('stop_pid "$STATE/server.pid"', STATE=str(tmp_path), STOP_SECONDS="1")
        lived = lives(server.pid)
        server.kill()
    assert done.returncode == 0
    assert not lived
