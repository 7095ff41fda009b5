"""A clock that jumps: a year ahead, a day back, to 1970. What it did wrong ends when the clock is right again."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from crawlers.clock_ahead import bring_back
from crawlers.crawl import due
from crawlers.frontier import add_entries, due_urls
from crawlers.states import save_list
from newswatch.adapters.sqlite_log import SqliteLog
from newswatch.adapters.sqlite_store import SqliteStore
from newswatch.cli.peace_clock import doubt
from newswatch.errors import Lost
from newswatch.messages import Story
from newswatch.stage import Process
from processors.cluster import start_cluster
from processors.deliver import Limits, deliver_due
from processors.stories.window import BACK, LEAPS, Window, tick
from tests.soak.living import WAIT, Living, behind, source_of
from tests.soak.made_pages import page, pages
from tests.unit.stories.made import NOON, Clock, FaultyNotifier, MemoryStore, article, deal
from tests.unit.stories.test_alerts import alert_of, plan, versions

YEAR = timedelta(days=365)
A_YEAR = 365 * 24 * 60


def told(process: Process, headline: str, outlet: str, minutes: float) -> Story:
    """The story version that an article about one deal makes."""
    # the site's date is right, whatever the clock of the one who fetched it said
    age = timedelta(minutes=minutes - 20) if minutes >= A_YEAR else timedelta(seconds=41)
    message = deal(article(headline, minutes, outlet=outlet, age=age), ["Nebulon"], "Koralis")
    (outcome,) = process([message], {})
    assert not isinstance(outcome, Exception)
    (story,) = outcome
    assert isinstance(story, Story)
    return story


def test_articles_of_a_clock_that_was_ahead_empty_no_window() -> None:
    process = start_cluster(())
    first = told(process, "Nebulon buys cloud startup Koralis", "The Gazette", 0)
    ahead = told(process, "Nebulon acquires Koralis for $80m", "Wire", A_YEAR)
    other = deal(
        article("Vexia takes over Pellucid Labs", A_YEAR + 5, outlet="Post"), ["Vexia"], "Pellucid Labs"
    )
    (elsewhere,) = process([other], {})
    after = told(process, "Nebulon to acquire startup Koralis", "Courier", 30)
    assert first.id == ahead.id == after.id
    assert not isinstance(elsewhere, Exception)
    again = start_cluster([first, ahead, *(s for s in elsewhere if isinstance(s, Story)), after])
    assert told(again, "Nebulon completes purchase of startup Koralis", "Herald", 60).id == first.id


def test_a_pause_of_a_year_is_believed_after_some_stories() -> None:
    process = start_cluster(())
    old = told(process, "Nebulon buys cloud startup Koralis", "The Gazette", 0)
    for number in range(LEAPS):
        name = f"Firm{number}x{number * 7}"
        process(
            [deal(article(f"{name} swallows Target{number}", A_YEAR + number), [name], f"Target{number}")], {}
        )
    new = told(process, "Nebulon buys cloud startup Koralis again", "Wire", A_YEAR + 100)
    assert new.id != old.id


def test_a_leap_of_two_months_is_taken_back_after_some_stories() -> None:
    process = start_cluster(())
    told(process, "Nebulon buys cloud startup Koralis", "The Gazette", A_YEAR / 6)
    for number in range(BACK):
        name = f"Firm{number}x{number * 7}"
        process([deal(article(f"{name} swallows Target{number}", number), [name], f"Target{number}")], {})
    first = told(process, "Nebulon acquires Koralis for $80m", "Wire", 30)
    assert told(process, "Nebulon to acquire startup Koralis", "Courier", 40).id == first.id


def test_a_page_that_was_fetched_months_ago_puts_no_clock_back() -> None:
    window = Window()
    for at in (NOON, NOON - YEAR / 3):
        tick(window, at)
    assert window.clock == NOON
    tick(window, NOON + timedelta(minutes=1))
    for _ in range(BACK - 1):
        tick(window, NOON - YEAR / 3)
    assert window.clock == NOON + timedelta(minutes=1)
    tick(window, NOON - YEAR / 3)
    assert window.clock == NOON - YEAR / 3


def test_an_alert_planned_by_a_clock_that_was_ahead_is_told_once_and_soon() -> None:
    store, clock, pace = MemoryStore(), Clock(), dict[str, datetime]()
    notifier = FaultyNotifier(iter(["down"]))
    (story,) = versions(deal(article("Nebulon buys Koralis"), ["Nebulon"], "Koralis"))
    plan(store, [story])
    limits = Limits(max_age=None)
    clock.now = NOON + YEAR
    deliver_due(store, notifier, clock, limits=limits, pace=pace)
    waits = alert_of(store, story.id).not_before
    assert waits is not None
    assert waits >= NOON + YEAR
    for seconds in range(0, 120, 5):
        clock.now = NOON + timedelta(minutes=5, seconds=seconds)
        deliver_due(store, notifier, clock, limits=limits, pace=pace)
    assert alert_of(store, story.id).state == "sent"
    assert [len(copies) for copies in notifier.cards.values()] == [1]


def test_a_lease_of_a_clock_that_was_ahead_is_free_and_its_holder_is_lost(tmp_path: Path) -> None:
    clock = Clock()
    clock.now = NOON + YEAR
    with SqliteLog(tmp_path / "log.db", clock=clock) as log:
        log.append([page(1, NOON)])
        with log.consumer("extract", ["pages"]) as holder:
            records = holder.read(1, 0)
            clock.now = NOON
            with log.consumer("extract", ["pages"]) as other:
                again = other.read(1, 0)
                other.commit(again)
                assert [r.offset for r in again] == [r.offset for r in records] == [0]
                with pytest.raises(Lost):
                    holder.commit(records)


def test_pages_that_were_to_be_tried_in_a_year_are_fetched(tmp_path: Path) -> None:
    one = page(1, NOON)
    source = source_of(one)
    with SqliteStore(tmp_path / "store.db", clock=lambda: NOON) as store:
        ahead = NOON + YEAR
        assert one.entry
        add_entries(store, source, [one.entry], now=ahead, silent=False, first=False)
        save_list(store, source, source.lists[0].url, ahead, etag=None, last_modified=None, entries=1, new=1)
        assert due_urls(store, source.id, NOON) == []
        assert due([source], store, NOON) == [source]
        assert bring_back([source], store, NOON) == 1
        assert [pending.url for pending in due_urls(store, source.id, NOON)] == [one.url]
        save_list(store, source, source.lists[0].url, NOON, etag=None, last_modified=None, entries=1, new=0)
        assert bring_back([source], store, NOON + timedelta(seconds=5)) == 0


def test_upkeep_believes_a_leap_of_the_clock_a_day_later(tmp_path: Path) -> None:
    clock = Clock()
    with (
        SqliteLog(tmp_path / "log.db", clock=clock) as log,
        SqliteStore(tmp_path / "store.db", clock=clock) as store,
    ):
        assert doubt(log, store, NOON + YEAR) == ""  # nothing is there that could be lost
        store.remove("alerts", ["upkeep:last"])
        log.append([page(1, NOON)])
        assert "nothing came for 14 days" in doubt(log, store, NOON + YEAR)
        store.remove("alerts", ["upkeep:last"])
        assert doubt(log, store, NOON + timedelta(days=1)) == ""

        later = NOON + YEAR
        clock.now = later
        log.append([page(2, later)])
        assert doubt(log, store, later, note=False) == doubt(log, store, later)
        assert "went on by 364 days" in doubt(log, store, later + timedelta(hours=1))
        assert doubt(log, store, NOON + timedelta(days=2)) == ""  # it was wrong, and is right again
        assert doubt(log, store, later) != ""
        assert doubt(log, store, later + timedelta(hours=21)) == ""  # it was right: a pause of a year


@pytest.mark.slow
def test_run_goes_on_through_jumps_and_tells_its_story_once(tmp_path: Path) -> None:
    living = Living(tmp_path / "var", {"NEWSWATCH_EXTRACT_PROCESSES": "1", "NEWSWATCH_EDIT_INTERVAL": "0"})
    living.set_clock("+0")
    living.start()
    first = 0
    try:
        # each part has one of the four articles of one story: its first, then a year ahead, a day back, and now
        for jump, last in (("+0", 55), (f"+{A_YEAR * 60}", 65), ("-86400", 75), ("+0", 88)):
            living.set_clock("1970-01-01T00:00:00Z")
            Event().wait(1.0)
            living.set_clock(jump)
            count = last - first
            # the sites' clocks are right: only the times that we write are wrong
            wrong = {"discovered_at": living.settings.now(), "fetched_at": living.settings.now()}
            made = pages(count, first=first, at=datetime.now(UTC), span=timedelta(0))
            living.feed([one.model_copy(update=wrong) for one in made])
            first = last
            read_all(living)
            # a card that is due while the clock is a year ahead is old news there (ADR 16)
            wait_until_none_waits(living)
    finally:
        code = living.stop()
    assert code == 0, living.told[-3000:]
    articles = dict(living.documents("articles"))
    assert len(articles) == 86
    stories = [body for _, body in living.documents("stories") if not body.get("merged_into")]
    assert [len(story["members"]) for story in stories] == [4]
    assert living.cards() == {stories[0]["id"]: 1}


def wait_until_none_waits(living: Living) -> None:
    """Wait until no alert is planned any more, for whatever time."""
    deadline = time.monotonic() + WAIT
    while waiting := [body["not_before"] for _, body in living.documents("alerts") if body.get("not_before")]:
        assert time.monotonic() < deadline, f"{waiting}\n{living.told[-2000:]}"
        Event().wait(0.5)


def read_all(living: Living) -> None:
    """Wait until every stage has read all; cards may wait."""
    deadline = time.monotonic() + WAIT
    with SqliteLog(living.folder / "log.db", clock=living.settings.now) as log:
        while behind(log):
            assert time.monotonic() < deadline, f"{behind(log)}\n{living.told[-2000:]}"
            assert living.process is not None
            assert living.process.poll() is None, living.told[-3000:]
            Event().wait(0.2)
