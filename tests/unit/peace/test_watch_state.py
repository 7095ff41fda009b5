"""Operators are told of a trouble once and of its end once; a pass is complete when all of it is done."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from newswatch.adapters.sqlite_store import SqliteStore
from newswatch.errors import Conflict
from processors.alerting.alerts import Alert
from processors.alerting.digest import Watched
from processors.alerting.watch_state import Seen, complete, look_after, sampled, seen
from processors.alerting.watch_still import standing
from processors.deliver import deliver_due
from tests.unit.stories.made import NOON, Clock, FaultyNotifier, at

QUARTER = timedelta(minutes=15)
FAILS = Seen({"source:gazette": "The source gazette fails: http-500"})
WELL = Seen()


def titles(store: SqliteStore) -> list[str]:
    """What was planned for the operators, in order of time."""
    found = [Alert.model_validate(doc.body) for doc in store.find("alerts", group="notice")]
    return [a.notice.title for a in sorted(found, key=lambda a: a.history[0].at) if a.notice]


def look(store: SqliteStore, *looks: tuple[float, Seen]) -> list[str]:
    for minutes, what in looks:
        look_after(store, what, "C-OPS", at(minutes))
    return titles(store)


def test_a_trouble_is_told_once_and_its_end_once(store: SqliteStore) -> None:
    told = look(store, *((n, FAILS) for n in range(60)))
    assert told == ["⚠ The source gazette fails: http-500"]
    told = look(store, *((n, WELL) for n in range(60, 70)))
    assert told[1:] == ["✓ Over after 60 min: The source gazette fails: http-500"]
    assert len(look(store, *((n, FAILS) for n in range(70, 80)))) == 3


def test_what_is_over_before_long_is_not_told(store: SqliteStore) -> None:
    assert look(store, (0, FAILS), (1, WELL), (2, FAILS), (3, WELL)) == []
    assert look(store, (10, FAILS), (11, FAILS), (11.5, FAILS), (12, WELL)) == []


def test_between_well_and_failing_nothing_is_told(store: SqliteStore) -> None:
    unsure = Seen(unsure=frozenset({"source:gazette"}))
    assert len(look(store, (0, FAILS), (3, FAILS), (4, unsure), (5, FAILS), (6, unsure))) == 1


def test_a_crash_after_the_notice_tells_nothing_twice(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    look(store, (0, FAILS))

    def crash(*args: object) -> None:
        raise Conflict("gone")

    with monkeypatch.context() as patched:
        patched.setattr("processors.alerting.watch_state.change_kept", crash)
        with pytest.raises(Conflict):
            look(store, (3, FAILS))
    assert look(store, (4, FAILS), (5, FAILS)) == ["⚠ The source gazette fails: http-500"]


def test_notices_are_delivered_like_alerts(store: SqliteStore, clock: Clock) -> None:
    notifier = FaultyNotifier(iter(["lost"]))
    look(store, (0, FAILS), (3, FAILS))
    for minutes in (4, 5, 6):
        clock.now = at(minutes)
        deliver_due(store, notifier, clock)
    assert [card["title"] for card in notifier.shown.values()] == ["⚠ The source gazette fails: http-500"]


def found(**given: object) -> dict[str, str]:
    nothing: dict[str, object] = {
        "sources": (), "alerts": (), "lags": {}, "crawled_at": NOON, "now": NOON, "crawl_within": QUARTER,
    }  # fmt: skip
    return dict(seen(**(nothing | given)).there)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("known", "told"),
    [
        ({"faults": 0}, False),
        ({"faults": 2, "last_try": 0, "next_try": 60_000}, False),
        ({"faults": 3, "last_try": 0, "next_try": 60_000}, True),
        ({"faults": 1, "last_try": 0, "next_try": 86_400_000}, True),  # a lasting refusal
    ],
)
def test_a_source_fails_after_several_faults(known: dict[str, int], told: bool) -> None:
    source = Watched("gazette", 1, {"lists": {"u": known}, "last_error": "http-500"})
    assert bool(found(sources=[source])) == told


def test_the_crawlers_own_verdict_goes_first() -> None:
    lists = {"u": {"faults": 5, "last_try": 0, "next_try": 1}}
    quiet = Watched("gazette", 1, {"lists": lists, "health": {"word": "quiet", "text": ""}})
    walled = Watched("gazette", 1, {"health": {"word": "changed", "text": "a wall before the text"}})
    assert found(sources=[quiet]) == {}
    assert found(sources=[walled]) == {
        "source:gazette": "The source gazette is changed: a wall before the text"
    }


def test_a_lag_that_grows_a_parked_alert_a_missing_pass() -> None:
    assert found(lags={"flag": [50, 150, 300]})["lag:flag"].endswith("300 records wait")
    assert found(lags={"flag": [300, 150, 200], "index": [1, 2, 3], "notify": [400]}) == {}
    parked = Alert(id="a", story="a", channel="c", state="parked", reason="is_archived: gone")
    mine = parked.model_copy(update={"id": "notice:x"})
    assert found(alerts=[parked, parked, mine]) == {"parked:is_archived": "Parked: 2 alerts, is_archived"}
    assert "Nothing was crawled" in found(now=NOON + timedelta(minutes=16))["pass"]
    assert found(crawled_at=None, now=NOON + timedelta(hours=1)) == {}


def test_a_source_that_the_crawl_passes_over_is_told() -> None:
    """What is known of it is of its last look: it was well then."""
    well = {"health": {"word": "well", "text": ""}}
    passed = [Watched(f"paper-{n}", 1, well, due=at(-61)) for n in range(7)]
    fine = [
        Watched("gazette", 1, well, due=at(-59)),
        Watched("wire", 1, {}),
        Watched("post", 1, well, due=at(5)),
    ]
    assert found(sources=fine) == {}
    told = {"overdue": "Not looked at for an hour, while others are: paper-0, paper-1"}
    assert found(sources=[*fine, *passed[:2]]) == told
    assert found(sources=passed)["overdue"].endswith("paper-4 and 2 more")
    assert list(found(sources=passed, crawled_at=at(-16))) == ["pass"], "one word for one trouble"
    look = seen(passed, (), {}, at(-16), NOON, QUARTER)
    assert "overdue" in look.unsure, "and no word that it is over: nobody looks at anything"


def test_samples_of_the_lag_are_apart(store: SqliteStore) -> None:
    for minutes, lag in ((0, 10), (1, 20), (5, 30), (6, 40), (10, 50)):
        last = sampled(store, {"flag": lag}, at(minutes))
    assert last == {"flag": [10, 30, 50]}
    assert sampled(store, {"flag": 60}, at(11)) == {"flag": [30, 50, 60]}


def stands(store: SqliteStore, *looks: tuple[float, int, int]) -> dict[str, datetime]:
    """What is known of `notify` after these looks: (minutes, records read, records that wait)."""
    known: dict[str, datetime] = {}
    for minutes, read, waits in looks:
        known = standing(store, {"notify": read}, {"notify": waits}, at(minutes))
    return known


def test_a_stage_that_reads_nothing_stands_since_it_was_first_seen(store: SqliteStore) -> None:
    assert stands(store, (0, 7, 0)) == {}
    assert stands(store, (1, 7, 1), (9, 7, 1), (20, 7, 2), (31, 7, 2)) == {"notify": at(1)}
    assert stands(store, (32, 8, 1)) == {"notify": at(32)}, "it reads"
    assert stands(store, (33, 9, 0)) == {}
    assert stands(store, (34, 9, 1), (44, 9, 1)) == {"notify": at(34)}
    assert stands(store, (80, 9, 1)) == {"notify": at(80)}, "nobody looked: the machine was off"
    assert stands(store, (70, 9, 1)) == {"notify": at(70)}, "a clock that was set back"


def test_what_stands_still_is_told_however_little_waits() -> None:
    stood = found(lags={"notify": [1, 1, 2]}, standing={"notify": at(-30)})
    assert stood == {"still:notify": "The stage notify stands still: 2 records wait since 11:30 UTC"}
    assert found(lags={"notify": [1]}, standing={"notify": at(-29)}) == {}
    both = found(lags={"notify": [100, 200, 300]}, standing={"notify": at(-30)})
    assert list(both) == ["still:notify"], "one word for one trouble"


@pytest.mark.parametrize(
    ("crawled", "beaten", "lags", "due", "done"),
    [
        (at(-1), None, {"flag": 0}, 0, True),
        (at(-1), at(-3), {"flag": 0}, 0, True),
        (at(-1), at(-1), {"flag": 0}, 0, False),
        (at(-1), None, {"flag": 1}, 0, False),
        (at(-1), None, {"flag": 0}, 1, False),
        (at(-16), None, {"flag": 0}, 0, False),
        (None, None, {"flag": 0}, 0, False),
    ],
)
def test_when_a_pass_is_complete(
    crawled: datetime | None, beaten: datetime | None, lags: dict[str, int], due: int, done: bool
) -> None:
    assert complete(crawled, beaten, lags, due, NOON, QUARTER) == done
