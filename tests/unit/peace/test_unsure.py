"""The life of an unsure story: marked, sent elsewhere or to nobody, and told in its own channel once it is sure."""

from __future__ import annotations

import contextlib
import itertools
import random
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from newswatch.errors import ConfigError, Conflict
from newswatch.messages import Flagged, Ruling, Story
from processors.alerting.alerts import Alert, retried
from processors.alerting.catch_up import gathered, taken_in
from processors.alerting.routes import SHIPPED, Route, Routed, load_routes, route
from processors.cluster import start_cluster
from processors.deliver import Limits, deliver_due
from processors.notify import Policy, notify
from tests.unit.stories.made import Clock, FaultyNotifier, MemoryStore, article, at, deal
from tests.unit.stories.test_alerts import EAGER, POINTS, Killed, alert_of, plan, serve, versions

ALL = Route(id="everything", channel="default")
MAYBE = Route(id="unsure", unsure=True, channel="C-MAYBE")
NOBODY = Route(id="unsure", unsure=True, channel="nobody")
NO_AGE = Limits(post_interval=timedelta(0), max_age=None)


def policy(*known: Route) -> Policy:
    return Policy(channel="C1", routes=lambda: known)


SOON = timedelta(seconds=41)


def telling(
    headline: str,
    minutes: float = 0,
    *,
    outlet: str = "The Gazette",
    target: str = "Koralis",
    amount: float | None = None,
    age: timedelta = SOON,
    body: str = "",
    silent: bool = False,
    score: float = 0.6,
) -> Flagged:
    """What one outlet says, with weak signs."""
    page = article(headline, minutes, outlet=outlet, age=age, body=body, silent=silent)
    return deal(page, ["Nebulon"], target, amount).model_copy(update={"score": {"ai_investment": score}})


def story(
    minutes: float = 5, *, age: timedelta = timedelta(seconds=41), target: str = "Koralis"
) -> list[Story]:
    """An unsure one, and what a second outlet makes of it."""
    first = telling(f"Nebulon buys {target}", target=target)
    second = telling(f"{target} is bought by Nebulon", minutes, outlet="Wire", target=target, age=age)
    found = versions(first, second)
    assert [one.unsure for one in found] == [True, False]
    assert len({one.id for one in found}) == 1
    return found


class Channels(FaultyNotifier):
    """A channel's history, for several of them."""

    def __init__(self, faults: Iterator[str | None] | None = None) -> None:
        super().__init__(faults)
        self.posts: list[tuple[str, str]] = []
        """(channel, alert) in order."""

    def post(self, channel: str, alert_id: str, card: Mapping[str, Any]) -> str:
        before = len(self.shown)
        try:
            return super().post(channel, alert_id, card)
        finally:
            if len(self.shown) > before:
                self.posts.append((channel, alert_id))

    def find(self, channel: str, alert_id: str, since: Any, thread: str | None = None) -> str | None:
        found = super().find(channel, alert_id, since, thread)
        return found if thread is not None or (channel, alert_id) in self.posts else None

    @property
    def there(self) -> list[str]:
        """The channels of the cards."""
        return [channel for channel, _ in self.posts]

    def card(self, channel: str) -> Mapping[str, Any]:
        """The one card of a channel, as it is now."""
        (alert,) = (alert for place, alert in self.posts if place == channel)
        return self.shown[self.cards[alert][0]]

    def card_version(self, alert: str) -> int:
        """The version that an alert's one card shows."""
        (ts,) = self.cards[alert]
        return int(self.shown[ts]["version"])


# --- routes -----------------------------------------------------------------------------------------


def test_a_route_may_ask_for_unsure_stories_or_sure_ones(tmp_path: Path) -> None:
    unsure, sure = story()
    path = tmp_path / "routes.yml"
    path.write_text(
        "routes:\n  - {id: maybe, unsure: true, channel: C-MAYBE}\n  - {id: firm, unsure: false, channel: C-FIRM}\n"
    )
    known = load_routes([SHIPPED, path])
    assert route(known, sure, "C1") == Routed("C-FIRM")
    assert route(known, unsure, "C1") == Routed(None, waits=True, meanwhile="C-MAYBE")
    assert route(known[:1], unsure, "C1") == Routed("C-MAYBE"), "no other channel to wait for"
    assert route(known[2:], unsure, "C1") == Routed("C1"), "left out: all"


@pytest.mark.parametrize("value", ["maybe", "1", "[true]"])
def test_a_wrong_value_is_told_with_its_line(tmp_path: Path, value: str) -> None:
    path = tmp_path / "routes.yml"
    path.write_text(f"routes:\n  - id: a\n    unsure: {value}\n    channel: C1\n")
    with pytest.raises(ConfigError, match=r"routes\.yml:3: routes\.0\.unsure:"):
        load_routes([SHIPPED, path])


# --- as shipped -------------------------------------------------------------------------------------


def test_as_shipped_it_is_told_with_a_mark_that_goes_without_a_word() -> None:
    store, notifier, clock = MemoryStore(), Channels(), Clock(at(1))
    first, second = story()
    plan(store, [first], policy(ALL))
    serve(store, notifier, clock)
    assert notifier.card("C1")["unsure"] == "Unsure: one outlet, weak signs"
    plan(store, [second], policy(ALL))
    clock.now = second.updated_at
    serve(store, notifier, clock)
    assert (notifier.there, notifier.card("C1")["unsure"], notifier.replies) == (["C1"], "", [])


def test_a_card_is_edited_where_nothing_else_changes() -> None:
    first, _ = story()
    sent = Alert(id=first.id, story=first.id, channel="C1", state="sent", ts="1", sent=first)
    same = first.model_copy(update={"version": 2})
    assert notify(same, sent, at(1), Policy()) is None
    after = notify(same.model_copy(update={"unsure": False}), sent, at(1), Policy())
    assert after is not None
    assert (after.state, after.history[-1].what) == ("planned", "update")


def test_a_reply_says_that_it_is_unsure_still() -> None:
    store, notifier, clock = MemoryStore(), Channels(), Clock(at(1))
    found = versions(telling("Nebulon buys Koralis"), telling("Nebulon buys Koralis for $80m", 3, amount=8e7))
    for one in found:
        plan(store, [one])
        clock.now = max(clock.now, one.updated_at)
        serve(store, notifier, clock)
    ((_, _, text),) = notifier.replies
    assert text.splitlines() == [
        "Amount now known: Nebulon → Koralis, 80 m USD",
        "Still unsure: one outlet, weak signs",
    ]


def test_a_message_that_lists_stories_marks_those_that_are_unsure() -> None:
    store, limits = MemoryStore(), Limits(catch_up=1)
    for number, target in enumerate(("Koralis", "Velmar", "Brastow")):
        plan(store, story(target=target)[: 1 + number % 2])
    alerts = [Alert.model_validate(doc.body) for doc in store.find("alerts")]
    (notice,) = gathered(alerts, at(60), limits)
    card = taken_in(store, notice, at(60)).notice
    assert card is not None
    assert sorted(link.headline.partition(" → ")[0] for link in card.links) == [
        "Nebulon",
        *["Unsure: Nebulon"] * 2,
    ]


# --- nobody's until it is sure ----------------------------------------------------------------------


def test_nobody_hears_of_it_until_it_is_sure_and_then_its_channel_does_once() -> None:
    store, notifier, clock = MemoryStore(), Channels(), Clock(at(1))
    first, second = story(60 * 30)
    plan(store, [first], policy(NOBODY, ALL))
    serve(store, notifier, clock)
    assert (alert_of(store, first.id).state, alert_of(store, first.id).reason) == ("silent", "unsure")
    assert notifier.posts == []
    clock.now = second.updated_at  # older than a day; what makes it sure is news
    for _ in range(2):
        plan(store, [second], policy(NOBODY, ALL))
        serve(store, notifier, clock)
    assert notifier.there == ["C1"]
    assert [alert.id for alert in stored(store)] == [first.id]


def stored(store: MemoryStore) -> list[Alert]:
    return [Alert.model_validate(doc.body) for doc in store.find("alerts")]


def test_it_stays_news_while_it_waits_to_be_posted_and_grows() -> None:
    store, notifier, clock = MemoryStore(), Channels(), Clock(at(1))
    first, second = story(60 * 30)
    third = second.model_copy(update={"version": 3, "updated_at": second.updated_at + timedelta(minutes=1)})
    for one in (first, second, third):
        plan(store, [one], policy(NOBODY, ALL))
    clock.now = third.updated_at
    serve(store, notifier, clock)
    assert notifier.card("C1")["version"] == 3


@pytest.mark.parametrize("route", [NOBODY, MAYBE])
def test_an_older_page_that_makes_it_sure_soon_tells_it_once(route: Route) -> None:
    """It was news when it was held back, and would have been told then."""
    store, notifier, clock = MemoryStore(), Channels(), Clock(at(1))
    first, second = story(60 * 23, age=timedelta(hours=50))
    third = second.model_copy(update={"version": 3, "updated_at": at(60 * 24), "deals": ()})
    for one in (first, second, second, third):
        plan(store, [one], policy(route, ALL))
        clock.now = max(clock.now, one.updated_at)
        serve(store, notifier, clock)
    assert notifier.there == (["C1"] if route == NOBODY else ["C-MAYBE", "C1"])
    assert notifier.card("C1")["version"] == 3
    line = next(line for line in alert_of(store, first.id).history if line.what == "post")
    assert (line.reason, line.version) == ("now-due", 2)


def test_an_older_page_is_told_of_in_the_morning() -> None:
    """The quiet hours are added, as for any news."""
    store, notifier, clock = MemoryStore(), Channels(), Clock(at(1))
    night = Policy(channel="C1", routes=lambda: (NOBODY, ALL), hold=lambda now: max(now, at(60 * 30)))
    for one in story(60 * 23, age=timedelta(hours=50)):
        plan(store, [one], night)
    clock.now = at(60 * 30)
    serve(store, notifier, clock, Limits(post_interval=timedelta(0), hold=night.hold))
    assert notifier.there == ["C1"]


def test_an_old_page_that_is_found_after_a_day_makes_no_news_of_it() -> None:
    store = MemoryStore()
    first, second = story(60 * 25, age=timedelta(hours=25, minutes=-20))
    for one in (first, second):
        plan(store, [one], policy(NOBODY, ALL))
    assert alert_of(store, first.id).reason == "old-news"


def sure_by(page: Flagged) -> Story:
    """The second version of an unsure story, which this page makes."""
    first = telling("Nebulon buys Koralis", body=LONG)
    found = [one for one in versions(first, page) if one.id == first.article.id]
    assert [(one.unsure, len(one.members)) for one in found] == [(True, 1), (False, 2)]
    assert not found[1].silent
    return found[1]


LONG = " ".join(f"word{n} of the long report that somebody printed on the purchase" for n in range(9))
BACKFILLED = telling("Koralis is bought by Nebulon", 5, outlet="Wire", age=timedelta(hours=29), silent=True)
REPRINTED = telling("Nebulon buys Koralis", 5, outlet="Wire", age=timedelta(days=20), body=LONG, score=0.9)


@pytest.mark.parametrize("page", [BACKFILLED, REPRINTED], ids=["backfilled", "reprinted"])
def test_a_page_of_the_past_makes_no_news_of_it(page: Flagged) -> None:
    """One of a backfill or an archive, and one of weeks ago whose text is printed again today."""
    store, notifier, clock = MemoryStore(), Channels(), Clock(at(1))
    second = sure_by(page)
    first = versions(telling("Nebulon buys Koralis", body=LONG))[0]
    for one in (first, second):
        plan(store, [one], policy(NOBODY, ALL))
    clock.now = second.updated_at
    serve(store, notifier, clock)
    assert [line.reason for line in alert_of(store, first.id).history] == ["unsure", "old-news"]
    assert notifier.there == []


@pytest.mark.parametrize("silent", [False, True])
def test_an_evergreen_page_of_its_own_is_never_told_by_what_makes_it_sure(silent: bool) -> None:
    """Old at first sight, or known before: nobody held it back, so nothing makes it news."""
    store = MemoryStore()
    old = telling("Nebulon buys Koralis", age=SOON if silent else timedelta(hours=30), silent=silent)
    again = telling("Koralis is bought by Nebulon", 5, outlet="Wire", age=timedelta(hours=29), silent=silent)
    for one in versions(old, again):
        plan(store, [one], policy(NOBODY, ALL))
    assert {line.reason for line in alert_of(store, old.article.id).history} == {
        "silent" if silent else "old-news"
    }


def test_an_old_page_that_leaves_it_again_leaves_it_news() -> None:
    store, notifier, clock = MemoryStore(), Channels(), Clock(at(1))
    third = telling("Koralis is bought by Nebulon", 60, outlet="Wire")
    first, apart = versions(telling("Nebulon buys Koralis"), third)
    for one in (first, sure_by(BACKFILLED), apart.model_copy(update={"version": 3})):
        plan(store, [one], policy(NOBODY, ALL))
    assert [line.reason for line in alert_of(store, first.id).history] == ["unsure", "old-news", "now-due"]
    clock.now = apart.updated_at
    serve(store, notifier, clock)
    assert notifier.there == ["C1"]


def test_a_copy_after_a_day_leaves_it_waiting() -> None:
    store = MemoryStore()
    first, second = story(60 * 31)
    between = first.model_copy(update={"version": 2, "updated_at": at(60 * 30)})
    for one in (first, between, second.model_copy(update={"version": 3})):
        plan(store, [one], policy(NOBODY, ALL))
    assert [line.reason for line in alert_of(store, first.id).history] == ["unsure", "unsure", "now-due"]


def test_it_waits_on_though_its_route_is_taken_away_when_it_is_old() -> None:
    store, notifier, clock = MemoryStore(), Channels(), Clock(at(1))
    first, second = story(60 * 31)
    plan(store, [first], policy(NOBODY, ALL))
    between = first.model_copy(update={"version": 2, "updated_at": at(60 * 30)})
    for one in (between, second.model_copy(update={"version": 3})):
        plan(store, [one], policy(ALL))
    clock.now = second.updated_at
    serve(store, notifier, clock)
    assert notifier.there == ["C1"]


def test_a_join_makes_news_of_it() -> None:
    """However old the other story is that a person says it is: nobody has heard of this one."""
    store = MemoryStore()
    first = telling("Nebulon buys Koralis")
    other = deal(article("Harrow takes over a lab", 9, outlet="Wire"), ["Harrow"], "Baleen", 3e8)
    other = other.model_copy(update={"score": {"ai_investment": 0.6}})
    join = Ruling(decision="join", article=first.article.id, other=other.article.id, by="Ada", at=at(60 * 40))
    told = [s for outcome in start_cluster(())([first, other, join], {}) for s in outcome]  # type: ignore[union-attr]
    assert [(one.unsure, one.merged_into) for one in told if isinstance(one, Story)] == [
        *[(True, None)] * 2, (False, None), (False, first.article.id),
    ]  # fmt: skip
    plan(store, [one for one in told if isinstance(one, Story)], policy(NOBODY, ALL))
    assert [(alert.state, alert.reason) for alert in stored(store)] == [
        ("silent", "merged"),
        ("planned", "now-due"),
    ]


def test_what_was_old_at_first_sight_stays_old() -> None:
    store = MemoryStore()
    told = versions(
        telling("Nebulon buys Koralis", age=timedelta(hours=30)),
        telling("Koralis is bought by Nebulon", 5, outlet="Wire"),
    )
    for one in told:
        plan(store, [one], policy(NOBODY, ALL))
    assert [line.reason for line in alert_of(store, told[0].id).history] == ["old-news", "old-news"]


# --- in a channel of its own until it is sure -------------------------------------------------------


def test_told_elsewhere_it_gets_its_own_card_once_it_is_sure_and_both_are_edited() -> None:
    store, notifier, clock = MemoryStore(), Channels(), Clock(at(1))
    first, second = story()
    plan(store, [first], policy(MAYBE, ALL))
    serve(store, notifier, clock)
    assert notifier.there == ["C-MAYBE"]
    assert notifier.card("C-MAYBE")["unsure"]
    clock.now = second.updated_at
    for _ in range(2):
        plan(store, [second], policy(MAYBE, ALL))
        serve(store, notifier, clock)
    assert notifier.there == ["C-MAYBE", "C1"]
    third = second.model_copy(update={"version": 3, "headline": "Another", "deals": ()})
    plan(store, [third], policy(MAYBE, ALL))
    serve(store, notifier, clock)
    assert notifier.there == ["C-MAYBE", "C1"]
    for channel in notifier.there:
        assert (notifier.card(channel)["version"], notifier.card(channel)["unsure"]) == (3, "")


def test_what_is_sure_before_it_was_posted_goes_to_its_own_channel_alone() -> None:
    store, notifier, clock = MemoryStore(), Channels(), Clock(at(1))
    for one in story():
        plan(store, [one], policy(MAYBE, ALL))
    clock.now = at(6)
    serve(store, notifier, clock)
    assert notifier.there == ["C1"]


def test_one_that_is_split_stays_where_it_is() -> None:
    store, notifier, clock = MemoryStore(), Channels(), Clock(at(6))
    first, second = story()
    plan(store, [second], policy(MAYBE, ALL))
    serve(store, notifier, clock)
    plan(store, [first.model_copy(update={"version": 3})], policy(MAYBE, ALL))
    serve(store, notifier, clock)
    assert notifier.there == ["C1"]
    assert notifier.card("C1")["unsure"]


def test_no_channel_gets_two() -> None:
    """Where one besides is in its own channel already."""
    store, notifier, clock = MemoryStore(), Channels(), Clock(at(1))
    known = policy(Route(id="too", channel="default", also=True), MAYBE, ALL)
    first, second = story()
    for one in (first, second):
        plan(store, [one], known)
        clock.now = max(clock.now, one.updated_at)
        serve(store, notifier, clock)
    assert sorted(notifier.there) == ["C-MAYBE", "C1"]
    assert notifier.card("C1")["version"] == 2


@pytest.mark.parametrize("hours", [0, 30])
def test_a_card_besides_for_sure_ones_is_news_once_it_is(hours: int) -> None:
    store, notifier, clock = MemoryStore(), Channels(), Clock(at(1))
    firm = Route(id="firm", unsure=False, channel="C-FIRM", also=True)
    for one in story(60 * hours + 5):
        plan(store, [one], policy(firm, ALL))
        clock.now = max(clock.now, one.updated_at)
        serve(store, notifier, clock)
    assert notifier.there == ["C1", "C-FIRM"]
    assert {alert.state for alert in stored(store)} == {"sent"}


def test_no_channel_gets_two_where_one_is_posted_while_it_is_decided(monkeypatch: pytest.MonkeyPatch) -> None:
    """A card besides is to give up its channel to the story's own, and `deliver` is quicker."""
    store, notifier, clock = MemoryStore(), Channels(), Clock(at(6))
    known = policy(Route(id="too", channel="default", also=True), MAYBE, ALL)
    first, second = story()
    plan(store, [first], known)
    swap = store.swap

    def late(*given: Any) -> str:
        monkeypatch.setattr(store, "swap", swap)
        revision = swap(*given)
        serve(store, notifier, clock)
        return revision

    monkeypatch.setattr(store, "swap", late)
    with contextlib.suppress(Conflict):  # then all is decided anew
        plan(store, [second], known)
    plan(store, [second], known)
    serve(store, notifier, clock)
    assert sorted(set(notifier.there)) == sorted(notifier.there)


def test_no_channel_gets_two_when_the_routes_change() -> None:
    store, notifier, clock = MemoryStore(), Channels(), Clock(at(1))
    first, _ = story()
    too = Route(id="too", channel="C-MAYBE", also=True)
    plan(store, [first], policy(too, Route(id="everything", channel="nobody")))
    serve(store, notifier, clock)
    plan(store, [first.model_copy(update={"version": 2})], policy(MAYBE, ALL))
    serve(store, notifier, clock)
    assert notifier.there == ["C-MAYBE"]


@pytest.mark.parametrize("version", [0, 1])
@pytest.mark.parametrize("point", [point for point in POINTS if "reply" not in point])
def test_a_kill_at_each_point_makes_no_second_card(point: str, version: int) -> None:
    store, notifier, clock = MemoryStore(), Channels(), Clock(at(1))
    left: list[str] = []

    def mark(name: str) -> None:
        if name in left:
            left.remove(name)
            raise Killed(name)

    for number, one in enumerate(story()):
        plan(store, [one], policy(MAYBE, ALL))
        clock.now = max(clock.now, one.updated_at) + timedelta(seconds=61)
        left += [point] if number == version else []
        with contextlib.suppress(Killed):
            deliver_due(store, notifier, clock, limits=EAGER, mark=mark)
        clock.forward(20)
        serve(store, notifier, clock)
    assert notifier.there == ["C-MAYBE", "C1"]
    assert {notifier.card(channel)["version"] for channel in notifier.there} == {2}


@pytest.mark.parametrize("seed", range(30))
def test_faults_and_kills_at_random(seed: int) -> None:
    chance = random.Random(seed)

    def faults() -> Iterator[str | None]:
        while True:
            yield chance.choice(["lost", "down", "busy", "is_archived"]) if chance.random() < 0.3 else None

    def mark(name: str) -> None:
        if chance.random() < 0.1:
            raise Killed(name)

    store, notifier, clock = MemoryStore(), Channels(faults()), Clock(at(1))
    for target in ("Koralis", "Velmar", "Brastow"):
        for one in story(target=target):
            plan(store, [one], policy(MAYBE, ALL))
            for _ in itertools.repeat(None, chance.randrange(4)):
                with contextlib.suppress(Killed):
                    deliver_due(store, notifier, clock, limits=NO_AGE, mark=mark)
                clock.forward(chance.choice([0, 3, 30]))
    notifier.faults = iter(())
    serve(store, notifier, clock, NO_AGE)
    for alert in stored(store):
        again, doc = retried(alert, clock()), store.get("alerts", alert.id)
        assert doc is not None
        store.swap("alerts", alert.id, again.model_dump(mode="json"), again.keys, doc.revision)
    serve(store, notifier, clock, NO_AGE)
    assert len(set(notifier.posts)) == len(notifier.posts)
    assert {id_ for channel, id_ in notifier.posts if channel == "C1"} == {a.story for a in stored(store)}
    assert {notifier.shown[ts]["version"] for (ts,) in notifier.cards.values()} == {2}


def test_a_restored_store_finds_the_card_in_its_own_channel() -> None:
    """Its copy knows the unsure version, or nothing at all."""
    first, second = story()
    for known in (True, False):
        store, notifier, clock = MemoryStore(), Channels(), Clock(at(1))
        plan(store, [first], policy(MAYBE, ALL))
        serve(store, notifier, clock)
        copy = dict(store.docs) if known else {}
        plan(store, [second], policy(MAYBE, ALL))
        clock.now = second.updated_at
        serve(store, notifier, clock)
        store.docs = copy
        restored = Policy(channel="C1", routes=lambda: (MAYBE, ALL), restored=at(10))
        plan(store, [second], restored)
        clock.now = at(10)
        serve(store, notifier, clock)
        assert notifier.there == ["C-MAYBE", "C1"]


def test_in_quiet_hours_it_waits_for_their_end_and_is_sure_then() -> None:
    store, notifier, clock = MemoryStore(), Channels(), Clock(at(1))
    first, second = story()
    night = Policy(channel="C1", routes=lambda: (MAYBE, ALL), hold=lambda now: max(now, at(30)))
    for one in (first, second):
        plan(store, [one], night)
    clock.now = at(30)
    serve(store, notifier, clock)
    assert notifier.there == ["C1"]
