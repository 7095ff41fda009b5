"""From stories to cards: decisions with their reasons, and delivery under every fault."""

from __future__ import annotations

import contextlib
import itertools
import random
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any

import pytest

from newswatch.errors import Permanent, Transient
from newswatch.messages import Flagged, Story, json_of
from newswatch.stage import Swap
from processors.alerting.alerts import Alert, retried
from processors.alerting.delivery import certain, finished, offered
from processors.cluster import start_cluster
from processors.deliver import Limits, deliver_due
from processors.notify import Policy, notify, start_notify, wanted_alerts

from .made import Clock, FaultyNotifier, MemoryStore, article, at, deal, launch

POLICY = Policy()
EAGER = Limits(post_interval=timedelta(0))


def versions(*messages: Flagged) -> list[Story]:
    """The versions of the stories that these articles make."""
    return [s for outcome in start_cluster(())(messages, {}) for s in outcome if isinstance(s, Story)]  # type: ignore[union-attr]


def plan(store: MemoryStore, stories: Iterable[Story], policy: Policy = POLICY) -> None:
    """As the runner does it: read what is wanted, decide, swap."""
    process = start_notify(policy)
    for story in stories:
        found = {w: doc for w in wanted_alerts(story) if (doc := store.get(*w)) is not None}
        for outcome in process([story], found):
            assert not isinstance(outcome, Exception)
            for swap in outcome:
                assert isinstance(swap, Swap)
                store.swap(swap.collection, swap.id, swap.body, swap.keys, swap.expected)


def alert_of(store: MemoryStore, story: str) -> Alert:
    doc = store.get("alerts", story)
    assert doc is not None
    return Alert.model_validate(doc.body)


def rumour() -> list[Story]:
    """A rumour, then one more outlet, then the confirmation with an amount."""
    return versions(
        deal(article("Nebulon in talks to buy Koralis"), ["Nebulon"], "Koralis", status="rumoured"),
        deal(article("Nebulon may buy Koralis", 2, outlet="Wire"), ["Nebulon"], "Koralis", status="rumoured"),
        deal(
            article("We are buying Koralis", 4, outlet="Nebulon", first_party=True),
            ["Nebulon"],
            "Koralis",
            8e7,
        ),
    )


def serve(store: MemoryStore, notifier: FaultyNotifier, clock: Clock, limits: Limits = EAGER) -> None:
    """Serve until nothing is planned, moving the clock to what is due next."""
    pace: dict[str, object] = {}
    for _ in range(500):
        result = deliver_due(store, notifier, clock, limits=limits, pace=pace)  # type: ignore[arg-type]
        if result.next_due is None:
            return
        clock.now = max(clock.now, result.next_due)
    raise AssertionError("it never ends")


@pytest.mark.parametrize(
    ("flagged", "policy", "reason"),
    [
        (deal(article("A buys B", silent=True), ["A"], "Bolt"), POLICY, "silent"),
        (deal(article("A buys B", age=timedelta(hours=25)), ["A"], "Bolt"), POLICY, "old-news"),
        (deal(article("A buys B"), ["A"], "Bolt", 1e6), Policy(min_amount=1e8), "below-amount"),
        (launch(article("A launches B"), "A", "Bolt"), Policy(labels=("ai_investment",)), "no-label"),
    ],
)
def test_who_stays_silent_says_why(flagged: Flagged, policy: Policy, reason: str) -> None:
    story = versions(flagged)[0]
    alert = notify(story, None, story.updated_at, policy)
    assert alert is not None
    assert (alert.state, alert.reason, alert.keys.due) == ("silent", reason, None)
    assert alert.history[-1].what == "silent"


def test_a_story_posts_once_then_edits_then_replies() -> None:
    store, notifier, clock = MemoryStore(), FaultyNotifier(), Clock(at(1))
    first, second, third = rumour()
    plan(store, [first])
    assert deliver_due(store, notifier, clock, limits=EAGER).posted == 1
    assert alert_of(store, first.id).state == "sent"
    plan(store, [second])
    clock.now = at(2.1)
    assert deliver_due(store, notifier, clock, limits=EAGER).updated == 1
    plan(store, [third])
    clock.now = third.updated_at
    result = deliver_due(store, notifier, clock, limits=EAGER)
    assert (result.updated, result.replied, result.next_due) == (1, 1, None)
    text = notifier.replies[0][2]
    assert "Confirmed: Nebulon → Koralis" in text
    assert "80 m USD" in text
    assert len(notifier.cards[first.id]) == 1
    card = next(iter(notifier.shown.values()))
    assert card["version"] == 3
    assert any("Confirmed" in change for change in card["changes"])


def test_one_edit_a_minute() -> None:
    """Six outlets within a minute and a half of the card: it is edited when a minute is over, to the newest version."""
    store, notifier, clock = MemoryStore(), FaultyNotifier(), Clock(at(1))
    told = versions(
        *(deal(article(f"Nebulon may buy Koralis, says {n}", 0.95 + n / 4, outlet=f"O{n}"), ["Nebulon"], "Koralis",
               status="rumoured") for n in range(7))
    )  # fmt: skip
    plan(store, told[:1])
    deliver_due(store, notifier, clock, limits=EAGER)
    edits = []
    for story in told[1:]:
        plan(store, [story])
        clock.now = story.updated_at
        if deliver_due(store, notifier, clock, limits=EAGER).updated:
            edits.append(clock.now)
    serve(store, notifier, clock)
    assert [story.updated_at < at(2) for story in told] == [True] * 5 + [False] * 2
    assert edits == [told[5].updated_at]
    assert notifier.edits == 2
    assert clock.now == edits[0] + timedelta(minutes=1)
    assert next(iter(notifier.shown.values()))["version"] == 7
    assert notifier.replies == []


def test_reading_stories_again_plans_nothing_new() -> None:
    store, notifier, clock = MemoryStore(), FaultyNotifier(), Clock(at(10))
    plan(store, rumour())
    serve(store, notifier, clock)
    writes = store.writes
    plan(store, rumour())
    assert store.writes == writes
    serve(store, notifier, clock)
    assert len(notifier.shown) == 1
    assert len(notifier.replies) == 0


def test_of_several_versions_in_a_batch_the_last_decides() -> None:
    outcomes = start_notify(POLICY)(rumour(), {})
    assert [len(o) for o in outcomes if not isinstance(o, Exception)] == [0, 0, 1]


def test_what_waited_too_long_is_not_posted() -> None:
    store, notifier, clock = MemoryStore(), FaultyNotifier(), Clock(at(60 * 25))
    plan(store, rumour()[:1])
    assert deliver_due(store, notifier, clock, limits=EAGER).silenced == 1
    assert notifier.shown == {}


def test_permanent_errors_park_and_retry_posts() -> None:
    store, notifier, clock = MemoryStore(), FaultyNotifier(iter(["channel_not_found"])), Clock(at(1))
    story = rumour()[0]
    plan(store, [story])
    assert deliver_due(store, notifier, clock, limits=EAGER).parked == 1
    parked = alert_of(store, story.id)
    assert parked.state == "parked"
    assert parked.reason.startswith("channel_not_found")
    plan(store, rumour()[1:2])
    assert alert_of(store, story.id).state == "parked"
    doc = store.get("alerts", story.id)
    assert doc is not None
    again = retried(alert_of(store, story.id), clock())
    store.swap("alerts", again.id, again.model_dump(mode="json"), again.keys, doc.revision)
    serve(store, notifier, clock)
    assert next(iter(notifier.shown.values()))["version"] == 2


class Late(FaultyNotifier):
    """The first post comes in long after its caller gave up; the second is refused."""

    def __init__(self) -> None:
        super().__init__()
        self.tries = 0
        self.late: list[tuple[str, str, Mapping[str, Any]]] = []

    def post(self, channel: str, alert_id: str, card: Mapping[str, Any]) -> str:
        self.tries += 1
        if self.tries == 1:
            self.late = [(channel, alert_id, card)]
            raise Transient("the connection was cut")
        if self.tries == 2:
            raise Permanent("is_archived", "told so by the other side")
        return super().post(channel, alert_id, card)


@pytest.mark.parametrize(("comes", "days"), [(True, 0), (False, 0), (True, 2), (False, 2)])
def test_what_was_refused_after_a_try_of_unknown_fate_is_looked_for_before_it_is_posted(
    comes: bool, days: int
) -> None:
    store, notifier, clock = MemoryStore(), Late(), Clock(at(1))
    story = rumour()[0]
    plan(store, [story])
    serve(store, notifier, clock)
    assert (alert_of(store, story.id).state, notifier.tries) == ("parked", 2)
    if comes:
        super(Late, notifier).post(*notifier.late[0])
    clock.now += timedelta(days=days)
    doc = store.get("alerts", story.id)
    assert doc is not None
    again = retried(alert_of(store, story.id), clock())
    store.swap("alerts", again.id, again.model_dump(mode="json"), again.keys, doc.revision)
    serve(store, notifier, clock)
    told = alert_of(store, story.id)
    if days and not comes:  # it is no news any more
        assert (told.state, told.reason, notifier.shown) == ("silent", "old-news", {})
        return
    assert (told.state, told.ts, list(notifier.shown)) == ("sent", "1.0", ["1.0"])
    assert notifier.tries == (2 if comes else 3)


def test_a_deleted_card_is_let_go() -> None:
    store, notifier, clock = MemoryStore(), FaultyNotifier(), Clock(at(1))
    plan(store, rumour()[:1])
    serve(store, notifier, clock)
    notifier.shown.clear()
    plan(store, rumour()[1:])
    serve(store, notifier, clock)
    assert notifier.shown == {}
    assert alert_of(store, rumour()[0].id).closed == "message_not_found"


def test_retry_after_is_obeyed() -> None:
    store, notifier, clock = MemoryStore(), FaultyNotifier(iter(["busy"])), Clock(at(1))
    plan(store, rumour()[:1])
    result = deliver_due(store, notifier, clock, limits=EAGER)
    assert result.next_due == at(1) + timedelta(seconds=7)
    clock.forward(6)
    assert deliver_due(store, notifier, clock, limits=EAGER).posted == 0
    clock.forward(1)
    assert deliver_due(store, notifier, clock, limits=EAGER).posted == 1


def test_posts_keep_their_distance() -> None:
    store, notifier, clock = MemoryStore(), FaultyNotifier(), Clock(at(1))
    names = ["Aldine", "Brevis", "Corvo", "Dunmar"]
    plan(
        store,
        versions(*(deal(article(f"{n} raises $900m", i / 60), [], n, 9e8) for i, n in enumerate(names))),
    )
    pace: dict[str, object] = {}
    posted = []
    for _ in range(8):
        posted.append(deliver_due(store, notifier, clock, pace=pace).posted)  # type: ignore[arg-type]
        clock.forward(0.5)
    assert posted == [1, 0, 1, 0, 1, 0, 1, 0]


def test_a_merged_story_says_where_it_went() -> None:
    store, notifier, clock = MemoryStore(), FaultyNotifier(), Clock(at(1))
    story = rumour()[0]
    plan(store, [story])
    serve(store, notifier, clock)
    plan(store, [story.model_copy(update={"version": 2, "merged_into": "x", "members": (), "facts": ()})])
    serve(store, notifier, clock)
    card = next(iter(notifier.shown.values()))
    assert card["merged_into"] == "x"
    assert notifier.replies == []


class Dated(FaultyNotifier):
    """Its ids tell when a message was posted, as Slack's do."""

    def __init__(self, clock: Clock, faults: Iterable[str | None] = ()) -> None:
        super().__init__(iter(faults))
        self.clock = clock

    def post(self, channel: str, alert_id: str, card: Mapping[str, Any]) -> str:
        lost = self._fault()
        ts = f"C024BE91L:{self.clock().timestamp():.6f}"
        self.cards.setdefault(alert_id, []).append(ts)
        self.shown[ts] = card
        return self._answer(lost, ts)


def test_a_card_that_is_found_was_posted_when_its_id_says() -> None:
    """Its answer was lost, and it is adopted ten minutes later."""
    store, clock = MemoryStore(), Clock(at(1))
    notifier = Dated(clock, ["lost"])
    plan(store, rumour()[:1])
    deliver_due(store, notifier, clock, limits=EAGER)
    clock.now = at(11)
    assert deliver_due(store, notifier, clock, limits=EAGER).adopted == 1
    (alert,) = (Alert.model_validate(doc.body) for doc in store.find("alerts"))
    assert (alert.state, alert.posted_at, alert.history[-1].at) == ("sent", at(1), at(11))


def test_a_card_of_an_earlier_store_was_posted_when_its_id_says() -> None:
    store, clock = MemoryStore(), Clock(at(1))
    notifier = Dated(clock)
    (story,) = rumour()[:1]
    plan(store, [story])
    serve(store, notifier, clock)
    store.docs.clear()
    clock.now = at(60 * 30)
    plan(store, [story], Policy(restored=at(60 * 29)))
    assert deliver_due(store, notifier, clock, limits=Limits(max_age=None)).adopted == 1
    assert alert_of(store, story.id).posted_at == at(1)
    assert len(notifier.cards[story.id]) == 1


@pytest.mark.parametrize("ts", ["7", "1.0", "C024BE91L:12.000001", "C024BE91L:4102444800.000000"])
def test_an_id_that_tells_no_time_or_one_to_come_is_of_now(ts: str) -> None:
    store, clock = MemoryStore(), Clock(at(1))
    (story,) = rumour()[:1]
    plan(store, [story])
    intent = offered(alert_of(store, story.id), "post", clock(), EAGER)
    assert finished(intent, intent, "post", ts, True, at(2), EAGER).posted_at == at(2)


def test_of_two_cards_the_first_one_is_the_card_and_tells_when_it_was_posted() -> None:
    sent = Alert(id="a", story="a", channel="C1", state="planned", ts="C:2", posted_at=at(2), doubt=True)
    first = f"C024BE91L:{at(1).timestamp():.6f}"
    assert certain(sent, first, at(3), EAGER).posted_at == at(1)
    assert certain(sent, "C:2", at(3), EAGER).posted_at == at(2)


class Killed(BaseException):
    """Stands for kill -9: nothing of the process goes on."""


POINTS = [
    f"deliver:{what}-{point}" for what in ("post", "update", "reply") for point in ("intent", "done", "sent")
]


@pytest.mark.parametrize("point", POINTS)
def test_a_kill_at_each_point_costs_nothing_and_tells_nothing_twice(point: str) -> None:
    store, notifier, clock = MemoryStore(), FaultyNotifier(), Clock(at(1))
    left = [point]

    def mark(name: str) -> None:
        if name in left:
            left.remove(name)
            raise Killed(name)

    stories = rumour()
    for story in stories:
        plan(store, [story])
        clock.now = max(clock.now, story.updated_at) + timedelta(seconds=61)
        try:
            deliver_due(store, notifier, clock, limits=EAGER, mark=mark)
        except Killed:
            clock.forward(20)
        serve(store, notifier, clock)
    assert left == []
    assert len(notifier.shown) == 1
    assert next(iter(notifier.shown.values()))["version"] == 3
    assert len(notifier.replies) == 1


@pytest.mark.parametrize("seed", range(60))
def test_faults_and_kills_at_random(seed: int) -> None:
    chance = random.Random(seed)

    def faults() -> Iterator[str | None]:
        while True:
            yield chance.choice(["lost", "down", "busy"]) if chance.random() < 0.3 else None

    def mark(name: str) -> None:
        if chance.random() < 0.1:
            raise Killed(name)

    store, notifier, clock = MemoryStore(), FaultyNotifier(faults()), Clock(at(1))
    latest: dict[str, int] = {}
    limits = Limits(post_interval=timedelta(0), max_age=None)
    for number in range(6):
        name = f"Quor{'abcdef'[number]}lis"
        stories = versions(
            deal(article(f"Nebulon in talks to buy {name}"), ["Nebulon"], name, status="rumoured"),
            deal(article(f"Nebulon buys {name}", 2, outlet="Wire"), ["Nebulon"], name, 1e8 * (number + 1)),
        )
        assert len(stories) == 2
        for story in stories:
            plan(store, [story])
            latest[story.id] = story.version
            for _ in itertools.repeat(None, chance.randrange(4)):
                with contextlib.suppress(Killed):
                    deliver_due(store, notifier, clock, limits=limits, mark=mark)
                clock.forward(chance.choice([0, 3, 30]))
    notifier.faults = iter(())
    serve(store, notifier, clock, limits)
    assert {a: len(ts) for a, ts in notifier.cards.items()} == dict.fromkeys(latest, 1)
    assert {a: notifier.shown[ts[0]]["version"] for a, ts in notifier.cards.items()} == latest
    assert len({reply for _, reply, _ in notifier.replies}) == len(notifier.replies)


def test_two_deliverers_post_once() -> None:
    store, notifier, clock = MemoryStore(), FaultyNotifier(), Clock(at(1))
    plan(store, rumour()[:1])

    def twin(name: str) -> None:
        if name == "deliver:post-intent":
            other = Limits(owner="twin", post_interval=timedelta(0))
            assert deliver_due(store, notifier, clock, limits=other).done == 0

    assert deliver_due(store, notifier, clock, limits=EAGER, mark=twin).posted == 1
    assert len(notifier.shown) == 1


def test_a_pause_past_the_lease_posts_nothing() -> None:
    store, notifier, clock = MemoryStore(), FaultyNotifier(), Clock(at(1))
    plan(store, rumour()[:1])

    def pause(name: str) -> None:
        if name == "deliver:post-intent":
            clock.forward(60)
            assert deliver_due(store, notifier, clock, limits=Limits(owner="twin")).posted == 1

    assert deliver_due(store, notifier, clock, limits=EAGER, mark=pause).posted == 0
    assert len(notifier.shown) == 1


def test_a_document_of_before_says_by_its_old_name_that_its_card_is_looked_for() -> None:
    body = {"id": "a", "story": "a", "channel": "c", "state": "planned", "unsure": True}
    assert Alert.model_validate(body).seek
    assert json_of(Alert.model_validate(body))["seek"] is True
