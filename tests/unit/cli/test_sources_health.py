"""A source that breaks is told once, and once when it recovers; its articles in the store tell what changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from crawlers.frontier import Fault
from crawlers.sources import Source
from crawlers.states import fail_list, save_list, source_state
from newswatch.adapters.sqlite_log import SqliteLog
from newswatch.adapters.sqlite_store import SqliteStore
from newswatch.cli.sources_health import note_health, recent_articles
from newswatch.cli.sources_shown import row
from newswatch.messages import Article, Flagged, SourceRef, json_of
from newswatch.ports import Doc

NOW = datetime(2023, 1, 24, 9, tzinfo=UTC)
FEED = "http://news.example/feed"
SOURCE = Source.model_validate(
    {
        "id": "news",
        "name": "News",
        "publisher": "News",
        "homepage": "http://news.example/",
        "language": "en",
        "kind": "press",
        "feeds": [{"url": FEED, "seen": "tests"}],
    }
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    store = SqliteStore(tmp_path / "store.db", prefix="", clock=lambda: NOW)
    yield store
    store.close()


@pytest.fixture
def log(tmp_path: Path) -> Iterator[SqliteLog]:
    log = SqliteLog(tmp_path / "log.db", prefix="", clock=lambda: NOW)
    yield log
    log.close()


def read(store: SqliteStore, now: datetime) -> None:
    save_list(store, SOURCE, FEED, now, etag=None, last_modified=None, entries=9, new=1)


def fail(store: SqliteStore, now: datetime) -> None:
    fail_list(store, SOURCE, FEED, now, Fault("dns", "no such name"))


def articles(store: SqliteStore, count: int, *problems: str, first: int = 0) -> None:
    for n in range(first, first + count):
        at = NOW + timedelta(minutes=n)
        article = Article(
            id=f"{n:032x}", url=f"http://news.example/{n}", headline="Title", body="Text. " * 99,
            publisher="News", in_language="en", date_published=at, problems=problems,
            source=SourceRef(id="news", publisher="News"), discovered_at=at, fetched_at=at,
        )  # fmt: skip
        store.put_newer([Doc("articles", article.id, n, json_of(Flagged(article=article)))])
    store.refresh()


def test_breaking_and_recovering_are_told_once_each(log: SqliteLog, store: SqliteStore) -> None:
    told = []
    with capture_logs() as lines:
        for minute, step in enumerate([read, fail, fail, fail, fail, fail, read, read]):
            now = NOW + timedelta(minutes=minute)
            step(store, now)
            told.append([one.kind for one in note_health(log, store, [SOURCE], now)])
    assert told == [[], [], [], ["broken"], [], [], ["recovered"], []]
    assert [(line["event"], line["log_level"]) for line in lines] == [
        ("source broken", "warning"),
        ("source recovered", "info"),
    ]
    assert lines[0]["reason"] == "dns"
    noted = source_state(store, "news")["health"]
    assert (noted["word"], noted["since"]) == ("ok", (NOW + timedelta(minutes=6)).isoformat())


def test_a_wall_before_the_articles_is_told(log: SqliteLog, store: SqliteStore) -> None:
    articles(store, 6)
    read(store, NOW)
    assert note_health(log, store, [SOURCE], NOW) == ()
    articles(store, 20, "consent-wall", first=6)
    assert len(recent_articles(store, "news")) == 20
    assert note_health(log, store, [SOURCE], NOW + timedelta(minutes=5)) == ()  # looked at every ten minutes
    (change,) = note_health(log, store, [SOURCE], NOW + timedelta(minutes=10))
    assert (change.kind, change.health.word, change.health.reason) == ("broken", "broken", "consent-wall")
    assert change.health.extracted == 0.0


def test_a_source_that_was_never_crawled_is_left_alone(log: SqliteLog, store: SqliteStore) -> None:
    assert note_health(log, store, [SOURCE], NOW) == ()
    assert source_state(store, "news") == {}


def test_a_row_shows_last_success_entries_a_day_share_read_delay_and_errors() -> None:
    health = {
        "word": "broken", "reason": "walls", "text": "8 of 9 pages are walls", "entries_a_day": 21.48,
        "extracted": 0.625, "delay": 11_000.0, "errors": 3,
    }  # fmt: skip
    state = {"last_success": "2023-01-24T08:58:13Z", "last_error": "dns: no such name"}
    shown = row({"id": "news", "health": health, "state": state, "problem": None})
    assert shown == (
        ("news", "broken: walls", "2023-01-24T08:58", "21.5", "62%", "3 h", "3"),
        "8 of 9 pages are walls",
    )
    never = {"last_error": "dns: no such name"}
    assert row({"id": "x", "health": {"word": "new", "text": "never read"}, "state": never, "problem": None})[
        1
    ] == ("dns: no such name")
    fresh = row({"id": "news", "health": {"word": "new"}, "state": {}, "problem": None})
    assert fresh == (("news", "new", "never", "", "", "", ""), "")
