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
from newswatch.messages import DeadLetter, Flagged, Story
from newswatch.ports import Collection
from newswatch.settings import Settings
from processors.alerts import Alert
from tests.services import stack

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
        yield Day(store, settings, differences(load_expected(), read_day(store)))
    finally:
        store.close()
