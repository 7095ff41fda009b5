"""What runs at night or by hand, played with the real newswatch command on the embedded profile.

tests/dags/test_dags_play.py shows what they call and how they end; here is what comes of it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from newswatch.adapters.sqlite_log import SqliteLog
from newswatch.adapters.sqlite_store import SqliteStore
from newswatch.demo.server import DemoWeb
from newswatch.messages import DeadLetter, Flagged, json_of
from newswatch.stage import Put
from processors.alerting.alerts import Alert
from processors.index import index
from tests.dags.conftest import Player, Run, demo_settings
from tests.unit.peace.test_catch_up import plan
from tests.unit.stories.made import NOON, article, deal
from tests.unit.stories.test_alerts import versions

DAY, MORNING = "2023-01-23", datetime(2023, 1, 24, 6, tzinfo=UTC)
SOURCES = ["demo-bureau-informatique", "demo-microsoft-news"]
"""The first of them lists a PDF, which comes to nothing."""


@dataclass
class Desk:
    """One installation, and who plays DAGs on it."""

    player: Player
    folder: Path
    env: dict[str, str]

    def play(self, dag: str, now: datetime = MORNING, **conf: Any) -> Run:
        run = self.player.play(dag, env={**self.env, "NEWSWATCH_CLOCK": now.isoformat()}, conf=conf)
        assert run.state == "success", (dag, run.tasks)
        return run

    def store(self, now: datetime = MORNING) -> SqliteStore:
        return SqliteStore(self.folder / "store.db", clock=lambda: now)

    def written(self, topic: str) -> int:
        with SqliteLog(self.folder / "log.db", clock=lambda: MORNING) as log:
            return sum(log.end_offsets([topic]).values())

    def posted(self) -> list[str]:
        """The alerts and notices that were posted, in order."""
        path = self.folder / "store.sent.jsonl"
        sent = [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []
        return [str(one["alert"]) for one in sent if one["kind"] == "post"]


@pytest.fixture(scope="module")
def desk(player: Player, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """An installation of which only the day before was crawled, by a backfill."""
    folder = tmp_path_factory.mktemp("by-hand")
    with DemoWeb(lambda: MORNING) as web:
        env = demo_settings(folder, web.connect_to)
        one = Desk(player, folder, {**env, "NEWSWATCH_COMMAND": f"{sys.executable} -m newswatch"})
        run = one.play("backfill", sources=SOURCES, first=DAY, last=DAY, limit=20)
        pages = run.returned["backfill[-1]"]["pages"]
        assert one.written("pages") == pages > 2
        one.play("process")
        yield one


def test_what_a_backfill_fetched_is_found_and_silent(desk: Desk) -> None:
    """That nobody is told of it, tests/unit/crawlers/test_backfill.py shows, and the posts below."""
    with desk.store() as store:
        found = [Flagged.model_validate(one.body) for one in store.find("articles", limit=100)]
    assert {one.article.source.id for one in found} == set(SOURCES)
    assert any(one.labels for one in found), "news that the team would have been told of"
    assert all(one.article.silent for one in found)


def test_a_dead_letter_goes_back_to_where_it_came_from(desk: Desk) -> None:
    with desk.store() as store:
        (letter,) = [DeadLetter.model_validate(one.body) for one in store.find("dead", limit=10)]
    before = desk.written("pages")
    told = desk.play("retry", ids=[letter.id[:12]]).returned["retry[-1]"]
    assert told == {"retried": [letter.id], "left": {}}
    assert desk.written("pages") == before + 1


def test_a_parked_alert_is_sent_on_and_becomes_one_card(desk: Desk) -> None:
    story = versions(deal(article("Nebulon invests in Koralis"), ["Nebulon"], "Koralis", 2e9))[0]
    with desk.store(NOON) as store:
        plan(store, [story])
        doc = store.get("alerts", story.id)
        assert doc is not None
        update = {"state": "parked", "reason": "is_archived", "not_before": None}
        parked = Alert.model_validate(doc.body).model_copy(update=update)
        store.swap("alerts", parked.id, json_of(parked), parked.keys, doc.revision)
    desk.play("retry", what="alerts", ids=[story.id[:12]])
    desk.play("alert")
    assert desk.posted() == [story.id], "and nothing of what was backfilled"


def test_a_digest_is_one_message_however_often_it_runs(desk: Desk) -> None:
    for _ in range(2):
        assert desk.play("digest").returned["digest[-1]"]["day"] == DAY
    assert [one for one in desk.posted() if one.startswith("digest:")] == [f"digest:{DAY}"]


def test_upkeep_forgets_an_old_article_and_keeps_the_others(desk: Desk) -> None:
    old = Flagged(article=article("What was news years ago", -4_000_000))
    with desk.store() as store:
        young = {one.id for one in store.find("articles", limit=100)}
        store.put_newer([one.doc for one in index(old, {}) if isinstance(one, Put)])
        assert {one.id for one in store.find("articles", limit=100)} == young | {old.article.id}
    assert desk.play("upkeep").states["forget_news"] == ["success"]
    with desk.store() as store:
        assert {one.id for one in store.find("articles", limit=100)} == young
