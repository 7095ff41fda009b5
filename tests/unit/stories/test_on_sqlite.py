"""From articles to one card on the real embedded store and the console's file."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from pathlib import Path

import pytest
from rich.console import Console

from newswatch.adapters.console import ConsoleNotifier
from newswatch.adapters.sqlite_store import SqliteStore
from newswatch.messages import Story
from newswatch.stage import Put, Swap
from processors.cluster import start_cluster
from processors.deliver import Limits, deliver_due
from processors.index import index
from processors.notify import Policy, start_notify, wanted_alerts

from .made import Clock, article, at, deal


class Killed(BaseException):
    """Stands for kill -9."""


@pytest.mark.parametrize("point", ["", "deliver:post-intent", "deliver:post-done", "deliver:post-sent"])
def test_one_card_whatever_is_killed(tmp_path: Path, point: str) -> None:
    clock = Clock(at(1))
    store = SqliteStore(tmp_path / "store.db", prefix="", clock=clock)
    sent = tmp_path / "sent.jsonl"
    cluster, decide = start_cluster(()), start_notify(Policy())
    inputs = [
        deal(article("Nebulon in talks to buy Koralis"), ["Nebulon"], "Koralis", status="rumoured"),
        deal(article("Nebulon buys Koralis for $80m", 3, outlet="Wire"), ["Nebulon"], "Koralis", 8e7),
    ]
    left = [point]

    def mark(name: str) -> None:
        if name in left:
            left.remove(name)
            raise Killed(name)

    for outcome in cluster(inputs, {}):
        assert not isinstance(outcome, Exception)
        for story in outcome:
            assert isinstance(story, Story)
            put = index(story, {})[0]
            assert isinstance(put, Put)
            assert store.put_newer([put.doc]) == []
            found = {w: doc for w in wanted_alerts(story) if (doc := store.get(*w)) is not None}
            for swap in decide([story], found)[0]:  # type: ignore[union-attr]
                assert isinstance(swap, Swap)
                store.swap(swap.collection, swap.id, swap.body, swap.keys, swap.expected)
            for _ in range(6):
                notifier = ConsoleNotifier(Console(file=io.StringIO()), sent)
                try:
                    due = deliver_due(store, notifier, clock, limits=Limits(), mark=mark).next_due
                except Killed:
                    due = clock() + timedelta(seconds=20)
                clock.now = max(clock.now, due or clock.now)
    store.close()
    kinds = [json.loads(line)["kind"] for line in sent.read_text().splitlines()]
    assert kinds == ["post", "update", "reply"]
