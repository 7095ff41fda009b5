"""Each DAG played by dag.test(), with a stub in place of the newswatch command."""

from __future__ import annotations

import os

import pytest

from tests.dags.conftest import Player, Stub

SOURCES = ["a", "b", "c", "d", "e", "f"]


def crawled(pages: int, **errors: list[str]) -> dict[str, object]:
    return {"sources": {name: {"errors": said} for name, said in errors.items()}, "pages": pages}


def test_crawl_deals_the_due_sources_into_four_batches_with_readable_rows(player: Player, stub: Stub) -> None:
    stub.plan(sources={"out": SOURCES}, crawl={"out": crawled(2, b=["503"])})
    run = player.play("crawl", env=stub.env)
    assert run.state == "success"
    assert run.states == {"due": ["success"], "crawl": ["success"] * 4}
    assert sorted(call[-2:] if "--" not in call[-2:] else call[-1:] for call in stub.calls[1:]) == [
        ["a", "e"],
        ["b", "f"],
        ["c"],
        ["d"],
    ]
    assert all(call[:5] == ["crawl", "--due", "--json", "--skip-empty", "--"] for call in stub.calls[1:])
    assert run.rows[0] == "failed: b · 2 new pages · a, e"
    assert run.returned["crawl[2]"] == crawled(2, b=["503"])


def test_crawl_skips_and_rings_nobody_when_no_source_is_due_or_has_news(player: Player, stub: Stub) -> None:
    stub.plan(sources={"out": []})
    run = player.play("crawl", env=stub.env)
    assert run.state == "success"
    assert run.states["due"] == ["skipped"]
    assert run.states["crawl"] == ["skipped"]
    stub.plan(sources={"out": ["a"]}, crawl={"code": 99, "out": crawled(0)})
    assert player.play("crawl", env=stub.env).states["crawl"] == ["skipped"]


def test_a_source_or_two_that_fail_make_nothing_red_and_three_do(player: Player, stub: Stub) -> None:
    ill = {"code": 1, "err": "http: b", "out": crawled(0, a=["503"], b=["503"])}
    stub.plan(sources={"out": ["a", "b"]}, crawl=[ill, {"out": crawled(1)}])
    run = player.play("crawl", env=stub.env)
    assert run.state == "success"
    assert sorted(run.states["crawl"]) == ["skipped", "success"]
    assert any(row.startswith("failed: a, b · 0 new pages · ") for row in run.rows)
    stub.plan(sources={"out": ["a"]}, crawl={**ill, "out": crawled(0, a=["503"], b=["503"], c=["503"])})
    assert player.play("crawl", env=stub.env).state == "failed"
    stub.plan(sources={"out": ["a"]}, crawl={"code": 1, "err": "no such topic", "out": []})
    assert player.play("crawl", env=stub.env).state == "failed", "without a summary it is a refusal"


def test_a_pass_leads_to_the_stories_that_it_told_of(player: Player, stub: Stub) -> None:
    stub.plan(drain={"out": {"read": {"deliver": 2}, "stories": ["a1", "b2"]}})
    env = {**stub.env, "NEWSWATCH_STORY_URL": "https://news.example/stories/{id}"}
    assert player.play("alert", env=env).links == {"drain": "https://news.example/stories/a1"}
    assert player.play("alert", env={**stub.env, "NEWSWATCH_STORY_URL": ""}).links == {"drain": ""}


DRAINS = {
    "process": ["drain", "extract", "flag", "cluster", "index", "--json", "--skip-empty"],
    "alert": ["drain", "notify", "deliver", "--json", "--skip-empty"],
}


@pytest.mark.parametrize("dag", DRAINS)
def test_a_drain_returns_the_summary_of_the_command(player: Player, stub: Stub, dag: str) -> None:
    stub.plan(drain={"out": {"read": {"extract": 3}, "seconds": 0.1}, "indent": None})
    run = player.play(dag, env=stub.env)
    assert run.state == "success"
    assert run.returned == {"drain[-1]": {"read": {"extract": 3}, "seconds": 0.1}}
    assert stub.calls == [DRAINS[dag]]


@pytest.mark.parametrize("dag", DRAINS)
def test_a_drain_with_nothing_to_do_is_skipped(player: Player, stub: Stub, dag: str) -> None:
    stub.plan(drain={"code": 99})
    run = player.play(dag, env=stub.env)
    assert run.state == "success"
    assert run.states == {"drain": ["skipped"]}


def test_75_is_tried_again_until_it_is_well(player: Player, stub: Stub) -> None:
    stub.plan(drain=[{"code": 75, "err": "the log is away"}, {"code": 75}, {"code": 0}])
    run = player.play("process", env=stub.env)
    assert run.state == "success"
    assert len(stub.calls) == 3


def test_75_fails_when_the_retries_are_used_up(player: Player, stub: Stub) -> None:
    stub.plan(drain={"code": 75})
    run = player.play("process", env=stub.env, tasks={"retries": 1})
    assert run.state == "failed"
    assert len(stub.calls) == 2


@pytest.mark.parametrize("code", [1, 2])
def test_refusals_fail_at_once(player: Player, stub: Stub, code: int) -> None:
    stub.plan(drain={"code": code})
    run = player.play("process", env=stub.env)
    assert run.state == "failed"
    assert len(stub.calls) == 1


def test_retry_puts_the_ids_of_the_form_behind_two_hyphens(player: Player, stub: Stub) -> None:
    stub.plan(dead={"out": {"retried": ["abcdef012345"]}})
    run = player.play("retry", env=stub.env, conf={"ids": ["abcdef012345", "0123456789"]})
    assert run.state == "success"
    assert stub.calls == [["dead", "retry", "--json", "--", "abcdef012345", "0123456789"]]
    assert run.returned == {"retry[-1]": {"retried": ["abcdef012345"]}}


def test_retry_sends_parked_alerts_on_too(player: Player, stub: Stub) -> None:
    assert player.play("retry", env=stub.env, conf={"what": "alerts", "ids": ["abcdef"]}).state == "success"
    assert stub.calls == [["alerts", "retry", "--json", "--", "abcdef"]]
    assert player.ask(dag="retry", accepts={"what": "rm", "ids": ["abcdef"]}) is False


def test_digest_posts_yesterday(player: Player, stub: Stub) -> None:
    assert player.play("digest", env=stub.env).state == "success"
    assert stub.calls == [["digest", "--post", "--json"]]


@pytest.mark.parametrize(
    "ids", [[], "abcdef012345", ["abc"], ["--all-of-them"], ["ABCDEF012345"], ["abcdef; id"], [7], None]
)
def test_the_form_of_retry_refuses_what_is_no_list_of_ids(player: Player, ids: object) -> None:
    assert player.ask(dag="retry", accepts={"ids": ["abcdef012345"]}) is True
    assert player.ask(dag="retry", accepts={"ids": ids}) is False


def test_upkeep_forgets_old_news_rows_and_logs(player: Player, stub: Stub) -> None:
    logs = player.home / "logs"
    old, new = logs / "dag_id=old" / "run" / "attempt=1.log", logs / "dag_id=new" / "attempt=1.log"
    for path in (old, new):
        path.parent.mkdir(parents=True)
        path.write_text("line\n")
    for path in (old, old.parent, old.parent.parent):
        os.utime(path, (0, 0))
    told = {**stub.env, "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN_CMD": f"echo sqlite:///{player.home}/airflow.db"}
    run = player.play("upkeep", env=told)
    assert run.state == "success"
    assert run.states == {name: ["success"] for name in ("forget_news", "clean_metadata", "remove_logs")}
    assert stub.calls == [["upkeep", "--json"]]
    assert new.exists()
    assert not old.exists()


@pytest.mark.parametrize("days", ["a fortnight", "0", "-5", "1000000000"])
def test_days_that_are_none_are_told_and_forget_nothing(player: Player, stub: Stub, days: str) -> None:
    old = player.home / "logs" / f"dag_id=kept{days}" / "attempt=1.log"
    old.parent.mkdir(parents=True)
    old.write_text("line\n")
    os.utime(old, (0, 0))
    database = f"echo sqlite:///{player.home}/airflow.db"
    told = {"AIRFLOW__DATABASE__SQL_ALCHEMY_CONN_CMD": database, "NEWSWATCH_KEEP_RUNS_DAYS": days}
    try:
        run = player.play("upkeep", env={**stub.env, **told})
    finally:
        player.play("process", env={**stub.env, "NEWSWATCH_KEEP_RUNS_DAYS": ""})
    assert run.states["clean_metadata"] == ["failed"]
    assert run.states["forget_news"] == ["success"]
    assert run.tries("clean_metadata") == 1, "trying again does not help"
    assert f"NEWSWATCH_KEEP_RUNS_DAYS is '{days}'" in (player.home / "player.log").read_text()
    assert old.exists()


def test_upkeep_cuts_the_logs_that_never_end(player: Player, stub: Stub) -> None:
    """Those of airflow.sh's four: each is open, and young, for as long as Airflow runs."""
    log = player.home / "logs" / "scheduler.log"
    log.parent.mkdir(exist_ok=True)
    with log.open("ab", buffering=0) as open_still:
        open_still.write(b"first\n" + b"x" * 98 + b"\n" * 2 + (b"y" * 99 + b"\n") * 210_000)
        run = player.play("upkeep", env=stub.env)
        open_still.write(b"last\n")
    lines = log.read_bytes().splitlines()
    assert run.returned["remove_logs[-1]"]["cut"] == 1
    assert log.stat().st_size < 11_000_000
    assert {len(line) for line in lines[:-1]} == {99}, "whole lines"
    assert lines[-1] == b"last"


def test_the_words_of_a_page_fold_nothing_away_in_the_log(player: Player, stub: Stub) -> None:
    """Airflow's page hides what stands between such marks, and the line that has one: here why a run is red."""
    said = "https://site.example/::endgroup::/a: HTTP 500"
    stub.plan(drain={"code": 1, "err": said, "out": {"read": {}, "told": "::group::x"}})
    before = len((player.home / "player.log").read_text())
    assert player.play("process", env=stub.env).state == "failed"
    ours = [
        line
        for line in (player.home / "player.log").read_text()[before:].splitlines()
        if "site.example" in line or '"told"' in line
    ]
    assert ours
    assert not [line for line in ours if "::group::" in line or "::endgroup::" in line]


def test_a_command_that_is_none_is_told_and_an_empty_one_is_the_usual(player: Player, stub: Stub) -> None:
    run = player.play("process", env={**stub.env, "NEWSWATCH_COMMAND": "'/opt/new watch/bin/newswatch"})
    assert (run.state, run.tries("drain")) == ("failed", 1)
    said = (player.home / "player.log").read_text()
    assert 'NEWSWATCH_COMMAND is "\'/opt/new watch/bin/newswatch": No closing quotation' in said
    player.play("process", env={**stub.env, "NEWSWATCH_COMMAND": ""}, tasks={"retries": 0})
    assert "Running newswatch drain extract" in (player.home / "player.log").read_text()[len(said) :]
