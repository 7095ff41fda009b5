"""What is forgotten when, what never is, and that a dry run says the same and forgets nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from newswatch.adapters.sqlite_log import SqliteLog
from newswatch.adapters.sqlite_store import SqliteStore
from newswatch.cli.peace_retention import keep_up
from newswatch.messages import DeadLetter, Flagged, Message, Page, Story, decode, json_of
from newswatch.ports import Keys
from newswatch.settings import Settings
from newswatch.stage import Put
from processors.alerting.alerts import Alert, AlertState
from processors.alerting.feedback import on_story, put_judgement
from processors.alerting.silences import Silence, put_silence, silence_id, silences_of
from processors.index import index
from processors.pipeline import STAGES
from tests.unit.stories.made import NOON, Clock, article, deal
from tests.unit.stories.test_alerts import versions

GOLDEN = Path(__file__).parents[2] / "golden" / "messages"
SETTINGS = Settings(_env_file=None)
MONTHS = timedelta(days=400)
OLD, NEW = NOON, NOON + MONTHS


def messages(when: datetime) -> list[Message]:
    """One of each, told at a time."""
    page, dead = (
        decode(topic, (GOLDEN / f"{name}-1.json").read_bytes())
        for topic, name in (("pages", "Page"), ("dead", "DeadLetter"))
    )
    assert isinstance(dead, DeadLetter)
    assert isinstance(page, Page)
    days = (when - NOON) / timedelta(minutes=1)
    flagged = deal(article(f"Nebulon invests in Koralis {when:%Y}", days), ["Nebulon"], "Koralis")
    letter = dead.model_copy(update={"id": f"d{when:%Y}", "at": when})
    return [page, flagged.article, flagged, versions(flagged)[0], letter]


@pytest.fixture
def log(tmp_path: Path, clock: Clock) -> Iterator[SqliteLog]:
    with SqliteLog(tmp_path / "log.db", clock=clock) as opened:
        yield opened


def fill(log: SqliteLog, store: SqliteStore, clock: Clock) -> None:
    for when in (OLD, NEW):
        clock.now = when
        log.append(messages(when))
        for message in messages(when):
            if isinstance(message, Flagged | Story | DeadLetter):
                store.put_newer([o.doc for o in index(message, {}) if isinstance(o, Put)])
    for stage in STAGES:
        consumer = log.consumer(stage.name, stage.topics)
        while records := consumer.read(100, 0):
            consumer.commit(records)
        consumer.close()


def counted(log: SqliteLog, store: SqliteStore, *, dry_run: bool = False) -> dict[str, int]:
    done = keep_up(SETTINGS, log, store, NEW + timedelta(hours=1), dry_run=dry_run)
    return {kept.what: kept.count for kept in done if kept.count}


def test_a_dry_run_counts_what_is_then_forgotten(log: SqliteLog, store: SqliteStore, clock: Clock) -> None:
    fill(log, store, clock)
    told = counted(log, store, dry_run=True)
    assert told == {
        "log: pages": 1, "log: articles": 1, "log: flagged": 1, "log: stories": 1, "log: dead": 1,
        "store: articles": 1, "store: stories": 1, "store: dead": 1,
    }  # fmt: skip
    assert counted(log, store) == told
    assert counted(log, store) == {}
    for topic in ("pages", "articles", "flagged", "stories", "dead"):
        assert len(list(log.scan(topic))) == 1


def test_what_a_stage_has_not_read_is_left_alone(log: SqliteLog, store: SqliteStore, clock: Clock) -> None:
    clock.now = OLD
    log.append(messages(OLD))
    clock.now = NEW
    done = {kept.what: kept for kept in keep_up(SETTINGS, log, store, NEW, dry_run=False)}
    assert done["log: pages"].note == "left alone: extract has not read all of it"
    assert done["log: stories"].note == "left alone: index, notify has not read all of it"
    assert len(list(log.scan("pages"))) == 1


def test_a_stage_that_lags_behind_younger_records_does_not_hold_the_old_ones(
    log: SqliteLog, store: SqliteStore, clock: Clock
) -> None:
    fill(log, store, clock)
    log.append(messages(NEW)[:1])
    assert counted(log, store)["log: pages"] == 1


def test_addresses_that_are_done_go_and_those_that_wait_stay(
    log: SqliteLog, store: SqliteStore, clock: Clock
) -> None:
    for id_, state, when in (
        ("done", "done", OLD), ("failed", "failed", OLD), ("seen", "seen", OLD), ("young", "done", NEW),
        ("pending", "pending", OLD),
    ):  # fmt: skip
        body = {
            "state": state,
            "discovered_at": OLD.isoformat(),
            "done_at": when.isoformat(),
            "failed_at": None,
        }
        store.swap("urls", id_, body, Keys(state=state, group="gazette"), None)
    assert counted(log, store) == {"store: urls": 3}
    assert [doc.id for doc in store.find("urls")] == ["pending", "young"]


def test_only_alerts_that_are_done_go(log: SqliteLog, store: SqliteStore, clock: Clock) -> None:
    states: tuple[AlertState, ...] = ("planned", "intent", "sent", "silent", "parked")
    for state in states:
        alert = Alert(id=state, story=state, channel="c", state=state).noted(OLD, "post")
        store.swap("alerts", state, json_of(alert), alert.keys, None)
    edited = Alert(id="edited", story="e", channel="c", state="sent").noted(OLD, "sent").noted(NEW, "edited")
    store.swap("alerts", "edited", json_of(edited), edited.keys, None)
    for value, until in (("a", None), ("b", OLD + timedelta(days=1)), ("c", NEW + timedelta(days=1))):
        one = Silence(id=silence_id("company", value), kind="company", value=value, until=until, at=OLD)
        put_silence(store, one)
    story = messages(OLD)[3]
    assert isinstance(story, Story)
    put_judgement(store, on_story(story, "right", "ada", OLD))
    assert counted(log, store) == {"store: alerts": 2, "store: silences that are over": 1}
    left = {doc.id for doc in store.find("alerts")}
    assert {"planned", "intent", "parked", "edited"} <= left
    assert {"sent", "silent"} & left == set()
    assert sorted(one.value for one in silences_of(store)) == ["a", "c"]
    assert len(store.find("alerts", group="feedback")) == 1


def test_the_window_of_cluster_cannot_be_cut() -> None:
    for name in ("keep_log_stories_days", "keep_log_flagged_days", "keep_stories_days", "keep_alerts_days"):
        with pytest.raises(ValueError, match=name):
            Settings(_env_file=None, **{name: 30})  # type: ignore[arg-type]
