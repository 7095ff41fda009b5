"""`run` owes the digest of a day once: at its hour, and only of a day on which something was watched."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawlers.sources import SHIPPED, load_sources
from newswatch.adapters.sqlite_store import SqliteStore
from newswatch.cli.digest_day import digest_due
from newswatch.ports import Keys
from newswatch.settings import load_settings

EIGHT = datetime(2023, 1, 24, 8, 0, tzinfo=UTC)
YESTERDAY = "2023-01-23"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    opened = SqliteStore(tmp_path / "store.db", clock=lambda: EIGHT)
    yield opened
    opened.close()


def watch(store: SqliteStore) -> None:
    source = next(id_ for id_, source in load_sources([SHIPPED]).items() if source.enabled)
    store.swap("sources", source, {"days": {YESTERDAY: {"new": 3}}}, Keys(), None)


def test_at_its_hour_and_not_before(store: SqliteStore) -> None:
    watch(store)
    settings = load_settings(_env_file=None)
    assert str(digest_due(settings, store, EIGHT)) == YESTERDAY
    assert digest_due(settings, store, EIGHT.replace(hour=7, minute=59)) is None
    paris = load_settings(_env_file=None, timezone="Europe/Paris")
    assert str(digest_due(paris, store, EIGHT.replace(hour=7))) == YESTERDAY


def test_once_and_never_of_a_day_without_a_watch(store: SqliteStore) -> None:
    settings = load_settings(_env_file=None)
    assert digest_due(settings, store, EIGHT) is None
    watch(store)
    store.swap("alerts", f"digest:{YESTERDAY}", {"state": "sent"}, Keys("sent"), None)
    assert digest_due(settings, store, EIGHT) is None


def test_of_a_day_on_which_no_crawl_ran_too(store: SqliteStore) -> None:
    """Else the crawl's end would be told by no word at all."""
    watch(store)
    settings = load_settings(_env_file=None)
    assert str(digest_due(settings, store, EIGHT + timedelta(days=3))) == "2023-01-26"
    assert digest_due(settings, store, EIGHT - timedelta(days=1)) is None


def test_none_where_it_is_not_wanted(store: SqliteStore) -> None:
    watch(store)
    assert digest_due(load_settings(_env_file=None, digest_at=""), store, EIGHT) is None
