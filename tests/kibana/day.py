"""The demo's day, played with its stages on the real Elasticsearch: what panels and searches are tried on."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from importlib.resources import as_file, files
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from rich.console import Console

from newswatch.adapters.console import ConsoleNotifier
from newswatch.adapters.elastic_store import ElasticStore
from newswatch.cli import opening, playing
from newswatch.cli.serving import draining
from newswatch.demo.actual import read_day
from newswatch.demo.compare import differences, load_expected
from newswatch.demo.day import TICKS, play
from newswatch.demo.server import DemoWeb
from newswatch.messages import DeadLetter, Flagged, SourceRef, Story, json_of
from newswatch.ports import Collection
from newswatch.settings import Settings
from newswatch.stage import Put
from processors.alerting.alerts import Alert
from processors.index import index
from tests.services import stack
from tests.unit.stories.made import article

UNDATED = "undated"
"""The source whose only article has no date."""
STEP = timedelta(seconds=0.05)
"""How much later each look at the clock is, within the minute, so that delays are not all nought."""


@dataclass(frozen=True)
class Day:
    """A played day: its store, its settings, and what the store holds as messages."""

    store: ElasticStore
    settings: Settings
    wrong: list[str]

    @property
    def prefix(self) -> str:
        return self.settings.prefix

    def _bodies(self, collection: Collection) -> list[Any]:
        return [stored.body for stored in self.store.find(collection, limit=10_000)]

    @cached_property
    def stories(self) -> list[Story]:
        """All stories, merged ones too."""
        return [Story.model_validate(body) for body in self._bodies("stories")]

    @cached_property
    def articles(self) -> list[Flagged]:
        """All articles."""
        return [Flagged.model_validate(body) for body in self._bodies("articles")]

    @cached_property
    def alerts(self) -> list[Alert]:
        """Alerts alone, of all that lies in their collection."""
        return [Alert.model_validate(body) for body in self._bodies("alerts") if "channel" in body]

    @cached_property
    def dead(self) -> list[DeadLetter]:
        """Dead letters."""
        return [DeadLetter.model_validate(body) for body in self._bodies("dead")]

    @cached_property
    def sources(self) -> list[dict[str, Any]]:
        """The sources' documents; what the crawl notes beside them has no health."""
        return [body for body in self._bodies("sources") if "health" in body]

    def flat(self, collection: Collection, id_: str) -> dict[str, Any]:
        """The flat fields of a document, as the index holds them."""
        found = self.store.client.get(index=f"{self.prefix}{collection}", id=id_)
        source: dict[str, Any] = found.body["_source"]
        return source


def leave_three(store: ElasticStore, now: datetime) -> None:
    """Have three alerts that the day left in no other state: one is parked, two edits wait for their minute.

    The demo ends with all told; a panel of what is not told would be compared with nothing, and one alert of
    each would not tell the one state from the other.
    """
    bodies = [stored.body for stored in store.find("alerts", state="sent", limit=100)]
    first, *others = sorted((Alert.model_validate(b) for b in bodies if "channel" in b), key=lambda a: a.id)
    reason = "channel_not_found"
    never = {"sent": None, "posted_at": None, "ts": None, "planned": first.sent, "not_before": None}
    parked = first.noted(now, "park", reason).model_copy(
        update={**never, "state": "parked", "reason": reason}
    )
    due = now + timedelta(minutes=1)
    waiting = [
        one.noted(now, "update", "more").model_copy(
            update={"state": "planned", "planned": one.sent, "not_before": due}
        )
        for one in others[:2]
    ]
    for alert in (parked, *waiting):
        doc = store.get("alerts", alert.id)
        assert doc is not None
        store.swap("alerts", alert.id, json_of(alert), alert.keys, doc.revision)


def tell_undated(store: ElasticStore, now: datetime) -> None:
    """Index an article without a date, of a source of its own: all of the demo's have one."""
    source = SourceRef(id=UNDATED, publisher="The Gazette")
    told = {"source": source, "discovered_at": now, "fetched_at": now}
    found = article("A notice that bears no date", dated=False).model_copy(update=told)
    store.put_newer([one.doc for one in index(Flagged(article=found), {}) if isinstance(one, Put)])


def pay_by_the_month(store: ElasticStore) -> None:
    """Have the deal of the smallest sum paid by the month: in the demo's day all is paid at once."""
    stories = [Story.model_validate(stored.body) for stored in store.find("stories", limit=10_000)]
    told = [one for one in stories if "ai_investment" in one.labels and not (one.silent or one.merged_into)]
    sums = [(deal.amount.value, one.id, one) for one in told for deal in one.deals[:1] if deal.amount]
    _, _, story = min(sums)
    first, *others = story.deals
    assert first.amount is not None
    paid = first.model_copy(update={"amount": first.amount.model_copy(update={"per": "month"})})
    changed = story.model_copy(update={"version": story.version + 1, "deals": (paid, *others)})
    store.put_newer([one.doc for one in index(changed, {}) if isinstance(one, Put)])


@contextmanager
def played(folder: Path, prefix: str) -> Iterator[Day]:
    """Play the day of the demo; its log and its web are the demo's own, its store is Elasticsearch."""
    now, looks = [TICKS[0]], itertools.count()

    def clock() -> datetime:
        return now[0] + next(looks) * STEP % timedelta(seconds=50)

    def tick(at: datetime) -> None:
        now[0] = at

    store = stack.open_store(prefix, clock=clock)
    try:
        with pytest.MonkeyPatch.context() as patched, ExitStack() as kept:  # undone before any test looks
            home = kept.enter_context(as_file(files("newswatch.demo")))
            web = kept.enter_context(DemoWeb(lambda: now[0]))
            here = {name: value for name, value in stack.settings("admin").items() if "ELASTIC" in name}
            environment = {
                **playing._environment(folder, home, web.connect_to),
                **here,
                "NEWSWATCH_STORE_URL": stack.started()["NEWSWATCH_STORE_URL"],
                "NEWSWATCH_PREFIX": prefix,
            }
            settings = playing._settings(environment)
            patched.setattr(opening, "open_store", lambda _: store)
            patched.setattr(store, "close", lambda: None)
            silent = ConsoleNotifier(Console(file=io.StringIO()), folder / "sent.jsonl")
            drain_once = kept.enter_context(draining(settings, [], Event(), clock, silent))
            sources = sorted(path.stem for path in (home / "sources").glob("*.yml"))

            def crawl() -> None:
                playing._crawl({**environment, "NEWSWATCH_CLOCK": now[0].isoformat()}, sources)

            def drain() -> None:
                drain_once()

            play(TICKS, tick, crawl, drain)
        store.refresh()
        wrong = differences(load_expected(), read_day(store))
        leave_three(store, now[0])
        tell_undated(store, now[0])
        pay_by_the_month(store)
        store.refresh()
        yield Day(store, settings, wrong)
    finally:
        store.close()
