"""However many stories wait, and whatever crashes on the way, each is told once and none is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest

from newswatch.adapters.sqlite_store import SqliteStore
from newswatch.messages import Story, json_of
from processors.alerting.delivery import Limits
from processors.alerting.quiet_hours import at_once
from processors.deliver import deliver_due
from processors.notify import Policy
from tests.unit.peace.test_catch_up import HOURS, PLAIN, alerts, listed, plan, serve, stories
from tests.unit.stories.made import Clock, FaultyNotifier, at


def crowd(count: int) -> list[Story]:
    """More stories than there are names."""
    first = stories(1)[0]
    return [
        first.model_copy(update={"id": f"{n:032x}", "headline": f"Story {n}", "deals": (),
                                 "first_reported": at(n / 60) - timedelta(seconds=41)})
        for n in range(count)
    ]  # fmt: skip


@pytest.mark.parametrize("hold", [at_once, HOURS])
@pytest.mark.parametrize("post_interval", [0.0, 1.0])
def test_no_message_lists_more_than_it_can_show(
    store: SqliteStore, clock: Clock, hold: Callable[[datetime], datetime], post_interval: float
) -> None:
    """Ninety were one message, which named seventy-two of them: the others were told nobody."""
    notifier = FaultyNotifier(iter([None, "down", None, "lost", "busy"]))
    limits = Limits(post_interval=timedelta(seconds=post_interval), catch_up=10, hold=hold)
    told = crowd(90)
    plan(store, told, Policy(hold=hold))
    clock.now = at(130)
    mark, pace = marks(iter(POINTS)), {}  # type: ignore[var-annotated]
    for _ in range(200):
        try:
            due = deliver_due(store, notifier, clock, limits=limits, mark=mark, pace=pace).next_due  # type: ignore[arg-type]
        except Crash:
            due, pace = clock.now + timedelta(seconds=20), {}
        if due is None:
            break
        clock.now = max(clock.now, due)
    assert sorted(listed(notifier)) == sorted(story.headline for story in told)
    assert sorted(len(card["links"]) for card in notifier.shown.values()) == [22, 22, 23, 23]
    assert {a.state for a in alerts(store)} == {"sent"}


@pytest.mark.parametrize("hold", [at_once, HOURS])
def test_messages_come_in_order_of_time(
    store: SqliteStore, clock: Clock, hold: Callable[[datetime], datetime]
) -> None:
    notifier, told = FaultyNotifier(), crowd(60)
    plan(store, told, Policy(hold=hold))
    clock.now = at(130)
    serve(store, notifier, clock, Limits(catch_up=10, hold=hold))
    assert listed(notifier) == [story.headline for story in told]
    assert [card["title"].partition(" ")[0] for card in notifier.shown.values()] == ["20", "20", "20"]


class Crash(Exception):
    """The process is gone."""


def marks(points: Iterator[str]) -> object:
    """Crashes at each named point in turn, once."""
    wanted = next(points, None)

    def mark(point: str) -> None:
        nonlocal wanted
        if point == wanted:
            wanted = next(points, None)
            raise Crash(point)

    return mark


POINTS = (
    "deliver:catch-up-planned", "deliver:catch-up-listed", "deliver:post-intent", "deliver:post-done",
    "deliver:post-sent",
)  # fmt: skip


@pytest.mark.parametrize("faults", [(), ("lost",), ("down", "busy", "lost")])
def test_whatever_crashes_each_story_is_told_once(
    store: SqliteStore, clock: Clock, faults: tuple[str, ...]
) -> None:
    notifier = FaultyNotifier(iter(faults))
    plan(store, stories(13))
    clock.now = at(30)
    mark = marks(iter(POINTS))
    for _ in range(100):
        try:
            due = deliver_due(store, notifier, clock, limits=PLAIN, mark=mark, pace={}).next_due  # type: ignore[arg-type]
        except Crash:
            due = clock.now + timedelta(seconds=20)
        if due is None:
            break
        clock.now = max(clock.now, due)
    assert len(notifier.shown) == 1
    assert len(set(listed(notifier))) == len(listed(notifier)) == 13
    assert {a.state for a in alerts(store)} == {"sent"}


def test_a_crash_while_they_are_listed_leaves_none_behind(store: SqliteStore, clock: Clock) -> None:
    """Half of them are marked: the message that names them is still served first."""
    notifier = FaultyNotifier()
    plan(store, stories(13))
    clock.now = at(30)
    with pytest.raises(Crash):
        deliver_due(store, notifier, clock, limits=PLAIN, mark=marks(iter(POINTS[:1])))  # type: ignore[arg-type]
    notice = next(a for a in alerts(store) if a.lists)
    for alert in [a for a in alerts(store) if not a.lists][:7]:
        doc = store.get("alerts", alert.id)
        assert doc is not None
        told = {
            "state": "sent",
            "listed": notice.id,
            "closed": "listed",
            "sent": alert.planned,
            "planned": None,
        }
        after = alert.model_copy(update={**told, "not_before": None, "posted_at": clock()})
        store.swap("alerts", after.id, json_of(after), after.keys, doc.revision)
    serve(store, notifier, clock, PLAIN)
    assert len(notifier.shown) == 1
    assert len(listed(notifier)) == 13


def test_one_that_comes_after_the_list_is_none_of_it(store: SqliteStore, clock: Clock) -> None:
    notifier = FaultyNotifier()
    plan(store, stories(13))
    clock.now = at(30)
    with pytest.raises(Crash):
        deliver_due(store, notifier, clock, limits=PLAIN, mark=marks(iter(POINTS[:1])))  # type: ignore[arg-type]
    plan(store, stories(14))
    serve(store, notifier, clock, PLAIN)
    assert len(listed(notifier)) == 13
    assert [card["title"] for card in notifier.shown.values() if not card["links_title"]] == [
        "Nutmeg → Gemtun"
    ]
