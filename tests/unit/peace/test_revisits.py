"""An article that two cards tell of is visited again as if there were one."""

from __future__ import annotations

from datetime import timedelta

from newswatch.adapters.sqlite_store import SqliteStore
from newswatch.cli.revisits import ask_for_revisits
from newswatch.messages import json_of
from processors.alerting.alerts import Alert, alert_id, slim
from tests.unit.stories.made import article, at, deal
from tests.unit.stories.test_alerts import versions


def test_two_cards_ask_for_one_revisit(store: SqliteStore) -> None:
    story = versions(deal(article("Nebulon invests in Koralis"), ["Nebulon"], "Koralis"))[0]
    for slot, minutes in ((0, 1), (1, 30)):
        alert = Alert(
            id=alert_id(story.id, slot), story=story.id, channel=f"c{slot}", state="sent", sent=slim(story),
            posted_at=at(minutes), ts="1",
        )  # fmt: skip
        store.swap("alerts", alert.id, json_of(alert), alert.keys, None)
    ask_for_revisits(store, at(31))
    (first,) = store.find("urls")
    assert first.body["revisit"][0] == int((at(30) + timedelta(hours=1)).timestamp() * 1000)
    ask_for_revisits(store, at(32))
    (again,) = store.find("urls")
    assert again.revision == first.revision
