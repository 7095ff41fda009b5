"""Many stories in one message: after quiet hours, after an outage, and whatever crashes on the way."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest

from newswatch.adapters.sqlite_store import SqliteStore
from newswatch.messages import Story
from newswatch.stage import Swap
from processors.alerting.alerts import Alert
from processors.alerting.delivery import Limits
from processors.alerting.quiet_hours import quiet_hours
from processors.deliver import deliver_due
from processors.notify import Policy, start_notify, wanted_alerts
from tests.unit.stories.made import Clock, FaultyNotifier, article, at, deal
from tests.unit.stories.test_alerts import versions

HOURS = quiet_hours("12:00-14:00", UTC)
NAMES = "Alder Birch Cedar Dogwood Elm Fir Ginkgo Hazel Ilex Juniper Katsura Larch Maple Nutmeg Oak"
PLAIN = Limits(post_interval=timedelta(0), catch_up=10)
QUIET = Limits(post_interval=timedelta(0), catch_up=10, hold=HOURS)


def stories(count: int, minutes: float = 0) -> list[Story]:
    """Stories that have nothing in common."""
    names = NAMES.split()
    return [
        versions(
            deal(article(f"{n} buys {n[::-1].title()}", minutes), [n], n[::-1].title(), status="rumoured")
        )[0]
        for n in names[:count]
    ]


def plan(store: SqliteStore, told: Iterable[Story], policy: Policy | None = None) -> None:
    process = start_notify(policy or Policy())
    for story in told:
        found = {w: doc for w in wanted_alerts(story) if (doc := store.get(*w)) is not None}
        for outcome in process([story], found):
            assert not isinstance(outcome, Exception)
            for swap in outcome:
                assert isinstance(swap, Swap)
                store.swap(swap.collection, swap.id, swap.body, swap.keys, swap.expected)


def alerts(store: SqliteStore) -> list[Alert]:
    return [Alert.model_validate(doc.body) for doc in store.find("alerts", limit=1000)]


def serve(store: SqliteStore, notifier: FaultyNotifier, clock: Clock, limits: Limits) -> None:
    for _ in range(200):
        due = deliver_due(store, notifier, clock, limits=limits, pace={}).next_due
        if due is None:
            return
        clock.now = max(clock.now, due)
    raise AssertionError("it never ends")


def listed(notifier: FaultyNotifier) -> list[str]:
    """The headlines of all messages that list stories."""
    return [
        link["headline"] for card in notifier.shown.values() if card["links_title"] for link in card["links"]
    ]


def test_what_quiet_hours_held_is_told_in_one_message(store: SqliteStore, clock: Clock) -> None:
    notifier = FaultyNotifier()
    clock.now = at(1)
    plan(store, stories(3), Policy(hold=HOURS))
    assert deliver_due(store, notifier, clock, limits=QUIET).posted == 0
    clock.now = at(120)
    result = deliver_due(store, notifier, clock, limits=QUIET)
    assert (result.posted, result.listed) == (1, 3)
    (card,) = notifier.shown.values()
    assert card["title"] == "3 stories from the quiet hours"
    assert any("Alder → Redla: rumoured" in headline for headline in listed(notifier))
    assert {a.state for a in alerts(store)} == {"sent"}


def test_a_single_held_story_gets_its_own_card(store: SqliteStore, clock: Clock) -> None:
    notifier = FaultyNotifier()
    clock.now = at(1)
    plan(store, stories(1), Policy(hold=HOURS))
    clock.now = at(120)
    serve(store, notifier, clock, QUIET)
    assert listed(notifier) == []
    assert len(notifier.shown) == 1


def test_what_comes_due_in_quiet_hours_is_held_too(store: SqliteStore, clock: Clock) -> None:
    notifier = FaultyNotifier()
    clock.now = at(-1)
    plan(store, stories(2, minutes=-1))
    clock.now = at(5)
    result = deliver_due(store, notifier, clock, limits=QUIET)
    assert (result.posted, result.next_due) == (0, at(120))
    clock.now = at(120)
    assert deliver_due(store, notifier, clock, limits=QUIET).listed == 2


def test_quiet_hours_make_no_old_news(store: SqliteStore, clock: Clock) -> None:
    limits = Limits(post_interval=timedelta(0), hold=HOURS, max_age=timedelta(hours=1))
    plan(store, stories(1), Policy(hold=HOURS, max_age=timedelta(hours=1)))
    clock.now = at(120)
    assert deliver_due(store, FaultyNotifier(), clock, limits=limits).posted == 1


def test_what_comes_to_a_held_story_in_quiet_hours_makes_it_no_old_news(
    store: SqliteStore, clock: Clock
) -> None:
    hour = timedelta(hours=1)
    policy, limits = (
        Policy(hold=HOURS, max_age=hour),
        Limits(post_interval=timedelta(0), hold=HOURS, max_age=hour),
    )
    second = deal(article("Alder has bought Redla", 70, outlet="Wire"), ["Alder"], "Redla", 8e7)
    told = versions(deal(article("Alder buys Redla"), ["Alder"], "Redla", status="rumoured"), second)
    for story in told:
        plan(store, [story], policy)
    clock.now = at(120)
    notifier = FaultyNotifier()
    assert deliver_due(store, notifier, clock, limits=limits).posted == 1
    assert [card["version"] for card in notifier.shown.values()] == [told[-1].version] == [2]


@pytest.mark.parametrize(("count", "messages"), [(10, 10), (11, 1)])
def test_more_than_ten_that_waited_become_one_message(
    store: SqliteStore, clock: Clock, count: int, messages: int
) -> None:
    notifier = FaultyNotifier()
    plan(store, stories(count))
    clock.now = at(30)
    serve(store, notifier, clock, PLAIN)
    assert len(notifier.shown) == messages
    assert len(listed(notifier)) == (count if messages == 1 else 0)


def test_fresh_stories_are_told_one_by_one(store: SqliteStore, clock: Clock) -> None:
    notifier = FaultyNotifier()
    plan(store, stories(12))
    clock.now = at(1)
    serve(store, notifier, clock, PLAIN)
    assert len(notifier.shown) == 12


def later() -> list[Story]:
    """Alder's rumour, then its confirmation."""
    first = deal(article("Alder buys Redla", 0), ["Alder"], "Redla", status="rumoured")
    second = deal(article("Alder has bought Redla", 40, outlet="Wire"), ["Alder"], "Redla", 8e7)
    return versions(first, second)


def test_what_changes_in_a_listed_story_is_told_in_the_thread(store: SqliteStore, clock: Clock) -> None:
    notifier = FaultyNotifier()
    plan(store, stories(11))
    clock.now = at(30)
    serve(store, notifier, clock, PLAIN)
    clock.now = at(41)
    plan(store, later()[1:])
    serve(store, notifier, clock, PLAIN)
    assert len(notifier.shown) == 1
    (ts,) = notifier.shown
    assert [(thread, "Confirmed: Alder → Redla" in text) for thread, _, text in notifier.replies] == [
        (ts, True)
    ]
    plan(store, later())
    serve(store, notifier, clock, PLAIN)
    assert len(notifier.replies) == 1


def test_the_thread_waits_for_the_message(store: SqliteStore, clock: Clock) -> None:
    notifier = FaultyNotifier(iter(["down", *[None] * 3]))
    plan(store, stories(11))
    clock.now = at(41)
    deliver_due(store, notifier, clock, limits=PLAIN)
    plan(store, later()[1:])
    assert notifier.shown == {}
    serve(store, notifier, clock, PLAIN)
    assert len(notifier.shown) == 1
    assert len(notifier.replies) == 1


def test_a_change_that_comes_while_a_reply_waits_is_told_too(store: SqliteStore, clock: Clock) -> None:
    third = deal(article("Alder paid 90 million for Redla", 45, outlet="Herald"), ["Alder"], "Redla", 9e7)
    third = third.model_copy(
        update={"deals": tuple(d.model_copy(update={"status": "closed"}) for d in third.deals)}
    )
    told = versions(
        deal(article("Alder buys Redla", 0), ["Alder"], "Redla", status="rumoured"),
        deal(article("Alder has bought Redla", 40, outlet="Wire"), ["Alder"], "Redla", 8e7),
        third,
    )
    notifier = FaultyNotifier(iter([None, "down"]))
    plan(store, stories(11))
    clock.now = at(30)
    serve(store, notifier, clock, PLAIN)
    plan(store, told[1:2])
    clock.now = at(41)
    deliver_due(store, notifier, clock, limits=PLAIN)
    assert notifier.replies == []
    plan(store, told[2:3])
    clock.now = at(46)
    serve(store, notifier, clock, PLAIN)
    assert ["Confirmed" in notifier.replies[0][2], "Closed" in notifier.replies[1][2]] == [True, True]
    assert len(notifier.shown) == 1


def test_a_change_that_is_taken_back_before_it_is_told_is_not_told(store: SqliteStore, clock: Clock) -> None:
    """The page of a listed story gets another sum for a few minutes, while quiet hours hold the reply back."""
    notifier = FaultyNotifier()
    plan(store, stories(11))
    clock.now = at(-5)
    quiet = Limits(post_interval=timedelta(0), catch_up=10, hold=HOURS, late=timedelta(minutes=-10))
    serve(store, notifier, clock, quiet)
    first, second = later()
    back = first.model_copy(update={"version": 3, "updated_at": at(50)})
    plan(store, [second], Policy(hold=HOURS))
    plan(store, [back], Policy(hold=HOURS))
    serve(store, notifier, clock, quiet)
    assert notifier.replies == []
    (alert,) = (a for a in alerts(store) if a.id == first.id)
    assert alert.sent is not None
    assert (alert.state, alert.sent.version, alert.sent.deals) == ("sent", 3, first.deals)


def test_a_silenced_story_is_left_out(store: SqliteStore, clock: Clock) -> None:
    notifier = FaultyNotifier()
    told = stories(13)
    plan(store, told)
    clock.now = at(30)

    def silences(story: Story, now: datetime) -> str | None:
        return "enough" if story.id == told[4].id else None

    deliver_due(store, notifier, clock, limits=PLAIN, silences=silences)
    assert len(listed(notifier)) == 12
    assert [a.id for a in alerts(store) if a.state == "silent"] == [told[4].id]


def test_where_one_is_left_the_title_says_one(store: SqliteStore, clock: Clock) -> None:
    notifier = FaultyNotifier()
    told = stories(3)
    plan(store, told, Policy(hold=HOURS))
    clock.now = at(120)

    def silences(story: Story, now: datetime) -> str | None:
        return None if story.id == told[1].id else "enough"

    deliver_due(store, notifier, clock, limits=QUIET, silences=silences)
    (card,) = notifier.shown.values()
    assert card["title"] == "1 story from the quiet hours"
