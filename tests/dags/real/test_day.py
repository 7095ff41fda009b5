"""The demo's day from source to card by DAG runs only, and who may start one."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest

from newswatch.addresses import article_id
from newswatch.demo.actual import read_day
from newswatch.demo.compare import differences, load_expected
from newswatch.demo.day import TICKS
from tests.dags.bringup import CHAIN
from tests.dags.pictures import take
from tests.dags.servers import CARDS, Bench

pytestmark = [pytest.mark.slow, pytest.mark.services, pytest.mark.timeout(3600)]


def test_who_may_do_what(desk: Bench) -> None:
    airflow = desk.airflow
    for method, path in (("", "dags"), ("", "dags/crawl/dagRuns"), ("POST", "dags/crawl/dagRuns")):
        assert airflow.call(f"/api/v2/{path}", method=method)[0] == 401, "nobody gets in without a login"
    status, answer = airflow.call("/api/v2/dags", user="desk")
    assert status == 200
    assert {"crawl", "process", "alert", "digest", "upkeep", "retry"} <= {d["dag_id"] for d in answer["dags"]}
    assert not any(dag["is_paused"] for dag in answer["dags"])
    for dag in ("crawl", "retry"):
        assert airflow.trigger(dag, user="desk")[0] == 403, "a viewer looks on"
    for _ in range(20):  # while tasks report: in one process with that a click was answered after a minute
        assert airflow.trigger("retry", {"ids": ["no id"]})[0] == 400, "the form is checked here, too"


def visit(desk: Bench, tick: datetime) -> None:
    """One round of the day: crawl, then what the crawl rings.

    The stages wait for all four batches of the crawl, as the expectation wants it: else a story that two batches
    tell would be edited once more.
    """
    airflow = desk.airflow
    airflow.wait("rest", airflow.idle)
    airflow.slots("newswatch_drain", 0)
    desk.tell("clock", tick.isoformat())
    status, run = airflow.trigger("crawl")
    assert status == 200, run

    def crawled() -> bool:
        mine = airflow.run("crawl", run["dag_run_id"])
        assert mine["state"] != "failed", airflow.logs()
        return mine["state"] == "success" and airflow.idle("crawl")

    airflow.wait(f"the crawl of {tick:%H:%M}", crawled)
    airflow.slots("newswatch_drain", 2)
    airflow.wait(f"the cards of {tick:%H:%M}", desk.rests, 400)


@pytest.fixture(scope="module")
def day(desk: Bench) -> Bench:
    """What stands, after the day."""
    for tick in TICKS:
        visit(desk, tick)
    return desk


def test_the_demo_goes_from_source_to_card_by_dag_runs_only(day: Bench) -> None:
    desk, airflow = day, day.airflow
    runs = {dag: airflow.runs(dag) for dag in CHAIN}
    for dag in ("process", "alert"):
        assert [one for one in runs[dag] if one["run_type"] == "asset_triggered"], f"nobody rang {dag}"
    ended = {one["state"] for dag in CHAIN for one in runs[dag]} - {"queued", "running"}
    assert ended == {"success"}  # (a schedule's next run may have begun since the last card)
    with desk.store() as store:
        actual = read_day(store)
    assert not (wrong := differences(load_expected(), actual)), "\n".join(wrong)
    by_article = {member.id: story.id for story in actual.stories for member in story.members}
    replies = [m for m in desk.slack.channels[CARDS].messages if m.thread_ts is not None]
    for story in load_expected().stories:
        id_ = by_article[article_id(f"http://{story.articles[0]}")]
        cards = [card for card in desk.cards if card.payload["alert_id"] == id_]
        assert len(cards) == (1 if story.alerts else 0), story.name
        for card in cards:
            assert card.edits == sum(one.action in ("update", "reply") for one in story.alerts), story.name
            said = [reply.text for reply in replies if reply.thread_ts == card.ts]
            wanted = [one for one in story.alerts if one.action == "reply"]
            assert len(said) == len(wanted), story.name
            for text, one in zip(said, wanted, strict=True):
                assert all(name in text for name in one.names), text
    assert len(desk.cards) == load_expected().counts.alerts


def test_a_mapped_run_reads_as_sources_and_a_failing_one_is_named(day: Bench) -> None:
    rows = [
        task["rendered_map_index"]
        for run in day.airflow.runs("crawl")
        for task in day.airflow.tasks("crawl", run["dag_run_id"])
        if task["map_index"] >= 0
    ]
    assert rows
    assert all("demo-" in row for row in rows)
    assert any("failed: demo-portail-logiciel" in row for row in rows), rows


@pytest.mark.long
def test_a_browser_shows_what_an_operator_needs(day: Bench, tmp_path: Path) -> None:
    """The list, who rings whom, a mapped run, a failing source and a runbook; NEWSWATCH_PICTURES keeps them."""
    folder = Path(os.environ.get("NEWSWATCH_PICTURES") or tmp_path)
    take(day, folder)
    for name in ("dags", "assets", "crawl", "failing", "runbook"):
        assert (folder / f"airflow-{name}.png").stat().st_size > 20_000, name
