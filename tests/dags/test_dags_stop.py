"""A task that is killed, or takes too long, takes its command with it; the operators hear of red once."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tests.dags.conftest import Player, Stub


def gone(stub: Stub) -> bool:
    """Whether the stub's process has ended."""
    return not Path(f"/proc/{stub.notes[0]['pid']}").exists()


def test_a_time_limit_asks_the_command_to_stop(player: Player, stub: Stub) -> None:
    stub.plan(drain={"then": "wait"})
    run = player.play("process", env=stub.env, tasks={"execution_timeout": 1.5, "retries": 0})
    assert run.state == "failed"
    assert stub.notes[-1] == {"signal": "TERM"}
    assert gone(stub)


def test_a_command_that_does_not_stop_is_killed(player: Player, stub: Stub) -> None:
    stub.plan(drain={"then": "deaf"})
    run = player.play("process", env=stub.env, tasks={"execution_timeout": 1.5, "retries": 0}, grace=0.3)
    assert run.state == "failed"
    assert gone(stub)


def test_a_pass_that_takes_long_is_asked_to_stop_and_counts(player: Player, stub: Stub) -> None:
    stub.plan(drain={"then": "wait", "out": {"read": {"extract": 5}}})
    run = player.play("process", env=stub.env, tasks={"stop_after": 1.5})
    assert run.state == "success"
    assert stub.notes[-1] == {"signal": "TERM"}
    assert run.returned == {"drain[-1]": {"read": {"extract": 5}}}


@pytest.fixture
def channel() -> Iterator[tuple[str, list[tuple[str, dict[str, str]]]]]:
    """An address, and what came there: path, and the message with the token that it came by."""
    came: list[tuple[str, dict[str, str]]] = []

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            message = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            came.append((self.path, {**message, "token": self.headers.get("Authorization", "")}))
            self.send_response(200)
            self.send_header("Content-Length", "11")
            self.end_headers()
            self.wfile.write(b'{"ok":true}')

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    server = HTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/", came
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("way", ["webhook", "token"])
def test_the_operators_hear_once_of_red_and_once_that_it_is_well(
    player: Player, stub: Stub, channel: tuple[str, list[tuple[str, dict[str, str]]]], way: str
) -> None:
    address, came = channel
    env = {**stub.env, "NEWSWATCH_OPERATORS_URL": f"{address}hook" if way == "webhook" else ""}
    env |= {"NEWSWATCH_OPERATORS_CHANNEL": "C0OPS", "NEWSWATCH_SLACK_API_URL": f"{address}api/"}
    env["SLACK_BOT_TOKEN"] = "xoxb-test"
    stub.plan(
        drain=[{"code": 75}, {"code": 1, "err": "no <such> topic: pages"}, {"code": 1}, {"code": 99}, {}]
    )
    try:
        player.play("alert", env=env)
        assert len(came) == 1, "not per retry"
        path, message = came[0]
        assert "alert / drain failed" in message["text"]
        assert "exited with 1: no &lt;such&gt; topic: pages" in message["text"]
        if way == "token":
            assert path == "/api/chat.postMessage"
            assert (message["channel"], message["token"]) == ("C0OPS", "Bearer xoxb-test")
        else:
            assert path == "/hook"
            assert set(message) == {"text", "token"}
            assert not message["token"]
        player.play("alert", env=env)
        assert len(came) == 1, "not again while it stays red"
        player.play("alert", env=env)
        player.play("alert", env=env)
        assert [one["text"] for _, one in came[1:]] == ["newswatch: alert / drain is well again."]
    finally:
        silent = {name: "" for name in env if name not in stub.env}
        player.play("alert", env={**stub.env, **silent})
