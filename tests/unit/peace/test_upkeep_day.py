"""`run` forgets what is too old once a day: at its hour, or as soon as it runs on that day; a failure stops nothing."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest
import structlog

from newswatch.adapters.sqlite_log import SqliteLog
from newswatch.adapters.sqlite_store import SqliteStore
from newswatch.cli import serving, upkeep_day
from newswatch.cli.peace_clock import last_upkeep
from newswatch.cli.upkeep_day import serve_upkeep, upkeep_due
from newswatch.errors import ConfigError
from newswatch.ports import Keys
from newswatch.settings import Settings
from tests.unit.peace.test_upkeep import NEW, OLD, fill
from tests.unit.stories.made import Clock

HOUR = datetime(2023, 1, 24, 3, 30, tzinfo=UTC)
TODAY, YESTERDAY = date(2023, 1, 24), "2023-01-23T12:00:00+00:00"


class Looks(Event):
    """A stop that lets a loop look so often, without waiting."""

    def __init__(self, looks: int) -> None:
        super().__init__()
        self.looks = looks

    def wait(self, timeout: float | None = None) -> bool:
        self.looks -= 1
        return self.looks < 0


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        _env_file=None,
        log_url=f"sqlite:///{tmp_path}/log.db",
        store_url=f"sqlite:///{tmp_path}/store.db",
        clock=(NEW + timedelta(hours=1)).isoformat(),
        extract_processes=1,
        digest_at="",
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with SqliteStore(tmp_path / "store.db", clock=lambda: OLD) as opened:
        yield opened


def done(store: SqliteStore, at: str) -> None:
    store.swap(
        "alerts", "upkeep:last", {"state": "upkeep", "at": at}, Keys(state="upkeep", group="upkeep"), None
    )


def filled(tmp_path: Path, store: SqliteStore) -> None:
    clock = Clock()
    with SqliteLog(tmp_path / "log.db", clock=clock) as log:
        fill(log, store, clock)
    done(store, (NEW - timedelta(days=1)).isoformat())


def first(tmp_path: Path) -> datetime:
    """When the oldest page that is still there was written."""
    with SqliteLog(tmp_path / "log.db", clock=lambda: NEW) as log:
        return datetime.fromtimestamp(next(iter(log.scan("pages"))).timestamp / 1000, UTC)


def test_at_its_hour_or_later_and_once_a_day(store: SqliteStore) -> None:
    settings = Settings(_env_file=None)
    done(store, YESTERDAY)
    assert upkeep_due(settings, store, HOUR - timedelta(minutes=1), None) is None
    assert upkeep_due(settings, store, HOUR, None) == TODAY
    assert upkeep_due(settings, store, HOUR.replace(hour=22), None) == TODAY
    assert upkeep_due(settings, store, HOUR.replace(hour=22), TODAY) is None, "it was tried"
    paris = Settings(_env_file=None, timezone="Europe/Paris")
    assert upkeep_due(paris, store, HOUR.replace(hour=1), None) is None
    assert upkeep_due(paris, store, HOUR.replace(hour=2), None) == TODAY
    assert upkeep_due(Settings(_env_file=None, upkeep_at=""), store, HOUR, None) is None


def test_not_where_the_command_or_another_process_did_it_today(store: SqliteStore) -> None:
    done(store, HOUR.replace(hour=1).isoformat())
    assert upkeep_due(Settings(_env_file=None), store, HOUR, None) is None


def test_run_forgets_by_itself(
    tmp_path: Path, settings: Settings, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(tmp_path, store)
    assert first(tmp_path) == OLD
    stop, tried = Event(), upkeep_day.upkeep_now
    monkeypatch.setattr(upkeep_day, "LOOK_EVERY", 0.05)

    def then_stop(*given: object, **named: object) -> object:
        try:
            return tried(*given, **named)  # type: ignore[arg-type]
        finally:
            stop.set()

    monkeypatch.setattr(upkeep_day, "upkeep_now", then_stop)
    serving.serve_all(settings, [], stop, seconds=60, crawl=False)
    assert first(tmp_path) == NEW
    assert last_upkeep(store) == NEW + timedelta(hours=1)


def test_a_failure_is_told_and_tried_again_the_next_day_only(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []

    def refused(*_: object, **__: object) -> None:
        calls.append(1)
        raise ConfigError("this user may not delete from news-articles")

    monkeypatch.setattr(upkeep_day, "upkeep_now", refused)
    with structlog.testing.capture_logs() as told:
        serve_upkeep(settings, Looks(5))
    assert len(calls) == 1
    assert [line["problem"] for line in told] == ["this user may not delete from news-articles"]


def test_a_clock_that_leapt_is_told_and_nothing_goes(
    tmp_path: Path, settings: Settings, store: SqliteStore
) -> None:
    filled(tmp_path, store)
    store.remove("alerts", ["upkeep:last"])
    done(store, OLD.isoformat())
    with structlog.testing.capture_logs() as told:
        serve_upkeep(settings, Looks(5))
    assert [line["log_level"] for line in told] == ["warning"]
    assert first(tmp_path) == OLD
