"""What the operators hear of mapped tasks: red once for a run and until it is well, however many failed and retried."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.dags.conftest import Player, Stub

AWAY = {"code": 75, "err": "Kafka is away", "out": []}
WELL = {"out": {"sources": {}, "pages": 1}}


class Desk:
    """The operators' webhook, what it was told, and the status that it answers with."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.status = 200
        desk = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if desk.status == 200:
                    desk.told.append(json.loads(body)["text"])
                self.send_response(desk.status)
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                del format, args

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True)
        self.thread.start()

    def news(self) -> list[str]:
        """The first lines of what came since it was last asked."""
        told, self.told = self.told, []
        return [text.splitlines()[0] for text in told]

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


@pytest.fixture
def desk() -> Iterator[Desk]:
    one = Desk()
    yield one
    one.close()


@pytest.fixture
def env(player: Player, stub: Stub, desk: Desk) -> Iterator[dict[str, str]]:
    """A run's environment, whose operators are the desk. Before and after it the crawl is well."""
    quiet = {**stub.env, "NEWSWATCH_OPERATORS_URL": ""}  # the player keeps its environment
    stub.plan(sources={"out": ["a"]}, crawl=WELL)
    player.play("crawl", env=quiet)
    yield {**stub.env, "NEWSWATCH_OPERATORS_URL": f"http://127.0.0.1:{desk.server.server_port}/"}
    stub.plan(sources={"out": ["a"]}, crawl=WELL)
    player.play("crawl", env=quiet)


RED, GREEN = "newswatch: crawl / crawl failed.", "newswatch: crawl / crawl is well again."


def test_four_rows_that_fail_after_their_retries_are_told_once_for_the_run(
    player: Player, stub: Stub, desk: Desk, env: dict[str, str]
) -> None:
    stub.plan(sources={"out": ["a", "b", "c", "d"]}, crawl=AWAY)
    run = player.play("crawl", env=env, tasks={"retries": 1})
    assert run.states["crawl"] == ["failed"] * 4
    assert len(stub.calls) == 1 + 4 * 2, "each was tried twice"
    assert desk.news() == [RED]
    assert player.play("crawl", env=env, tasks={"retries": 1}).state == "failed"
    assert desk.news() == [], "a run that fails like the one before is no news"
    stub.plan(sources={"out": ["a", "b", "c", "d"]}, crawl=WELL)
    assert player.play("crawl", env=env).state == "success"
    assert desk.news() == [GREEN]
    assert player.play("crawl", env=env).state == "success"
    assert desk.news() == []


def test_a_run_with_fewer_rows_is_well_again_and_the_next_failure_is_told(
    player: Player, stub: Stub, desk: Desk, env: dict[str, str]
) -> None:
    """The row that was told of, the fourth, is not in the next run."""
    stub.plan(sources={"out": ["a", "b", "c", "d"]}, crawl=[WELL, WELL, WELL, AWAY])
    assert player.play("crawl", env=env, tasks={"retries": 0}).state == "failed"
    assert desk.news() == [RED]
    stub.plan(sources={"out": ["a"]}, crawl=WELL)
    assert player.play("crawl", env=env).state == "success"
    assert desk.news() == [GREEN]
    stub.plan(sources={"out": ["a"]}, crawl=AWAY)
    assert player.play("crawl", env=env, tasks={"retries": 0}).state == "failed"
    assert desk.news() == [RED]
    stub.plan(sources={"out": ["a", "b"]}, crawl=[WELL, {"code": 99, "out": WELL["out"]}])
    assert player.play("crawl", env=env).state == "success"
    assert desk.news() == [GREEN]


def test_a_run_of_which_a_row_fails_is_not_well(
    player: Player, stub: Stub, desk: Desk, env: dict[str, str]
) -> None:
    """Neither by the rows that succeed before the one that fails, nor by those after it."""
    for crawl in ([AWAY, WELL, WELL], [WELL, AWAY, WELL], [WELL, WELL, AWAY]):
        stub.plan(sources={"out": ["a", "b", "c"]}, crawl=crawl)
        assert player.play("crawl", env=env, tasks={"retries": 0}).state == "failed"
    assert desk.news() == [RED]
    stub.plan(sources={"out": ["a"]}, crawl=WELL)
    player.play("crawl", env=env)
    assert desk.news() == [GREEN]


def test_of_rows_that_end_in_one_moment_one_tells(player: Player) -> None:
    red = player.ask(together="red", rows=4, kept={})
    (told,) = red["told"]
    assert told.startswith(RED)
    row = red["kept"]["newswatch_red_crawl_crawl"].removeprefix("red ")
    assert f"row {row}" in told, "the one that wrote last"
    assert player.ask(together="red", rows=4, kept=red["kept"])["told"] == []
    green = player.ask(together="green", rows=4, kept=red["kept"])
    assert green == {"told": [GREEN], "kept": {}}
    assert player.ask(together="green", rows=4, kept={})["told"] == []


def test_of_a_task_that_ended_without_a_word_this_is_told(player: Player) -> None:
    """Airflow sees by its heart that has stopped that a task was killed: there is no error, and little in its log."""
    (told,) = player.ask(together="red", rows=1, kept={}, error="")["told"]
    assert "It ended without a word" in told
    assert "memory" in told


def test_what_an_older_version_kept_is_red_still(player: Player) -> None:
    kept = {"newswatch_red_crawl_crawl": "3"}
    assert player.ask(together="red", rows=1, kept=kept)["told"] == []
    assert player.ask(together="green", rows=1, kept=kept) == {"told": [GREEN], "kept": {}}
    killed = {"newswatch_red_crawl_crawl": "well 0"}  # between the writing and the telling
    assert len(player.ask(together="red", rows=1, kept=killed)["told"]) == 1


def test_what_nobody_heard_is_told_the_next_time(
    player: Player, stub: Stub, desk: Desk, env: dict[str, str]
) -> None:
    """Neither the failure nor its end is lost where Slack is away for that moment, or its address was wrong."""
    stub.plan(sources={"out": ["a"]}, crawl=AWAY)
    for wrong in ("hooks.slack.example/services/T0", "http://127.0.0.1:99999/"):
        player.play("crawl", env={**env, "NEWSWATCH_OPERATORS_URL": wrong}, tasks={"retries": 0})
    player.play("crawl", env=env, tasks={"retries": 0})
    assert desk.news() == [RED]
    stub.plan(sources={"out": ["a"]}, crawl=WELL)
    desk.status = 503
    player.play("crawl", env=env)
    desk.status = 200
    assert desk.news() == []
    player.play("crawl", env=env)
    assert desk.news() == [GREEN]
    player.play("crawl", env=env)
    assert desk.news() == []


def test_late_is_a_run_that_is_under_way(player: Player) -> None:
    """Airflow also calls back for runs that failed, and for each ring that waits for the run that is late."""
    run = {"dag_id": "process", "dag_run_id": "scheduled__1"}
    (told,) = player.ask(misses={**run, "state": "running"})
    assert "The run scheduled__1 of process is not done" in told
    for state in ("failed", "success", "queued"):
        assert player.ask(misses={**run, "state": state}) == [], state


def test_a_last_line_without_end_is_told_with_where_its_log_is(
    player: Player, stub: Stub, desk: Desk, env: dict[str, str]
) -> None:
    stub.plan(sources={"out": ["a"]}, crawl={"code": 1, "err": "no such thing: " + "<x>" * 30_000, "out": []})
    player.play("crawl", env=env)
    (told,) = desk.told
    assert len(told) < 15_000, "Slack takes no more than 40,000"
    assert "exited with 1: no such thing" in told
    assert "The log: http" in told
