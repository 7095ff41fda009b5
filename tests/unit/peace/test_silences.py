"""Silences: what they cover, how long, and what deliver does about them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from newswatch.adapters.sqlite_store import SqliteStore
from newswatch.messages import Story
from processors.alerting.alerts import Alert
from processors.alerting.delivery import Limits
from processors.alerting.silences import (
    Kind,
    Silence,
    known_by,
    put_silence,
    silence_id,
    silenced_by,
    silences_of,
    watching,
)
from processors.deliver import deliver_due
from tests.unit.peace.test_catch_up import plan
from tests.unit.stories.made import NOON, Clock, FaultyNotifier, article, at, deal
from tests.unit.stories.test_alerts import rumour, versions

EAGER = Limits(post_interval=timedelta(0))
STORY = versions(
    deal(article("Nebulon invests in Koralis"), ["Nebulon"], "Koralis"),
    deal(article("Nebulon puts money into Koralis", 1, outlet="Wire"), ["Nebulon"], "Koralis"),
)[-1]


def silence(kind: Kind, value: str, minutes: float | None = None, reason: str = "") -> Silence:
    until = None if minutes is None else at(minutes)
    return Silence(
        id=silence_id(kind, value), kind=kind, value=value, until=until, at=NOON, by="ada", reason=reason
    )


@pytest.mark.parametrize(
    ("one", "holds"),
    [
        (silence("story", STORY.id), True),
        (silence("story", STORY.members[-1].id), True),  # it was a story of its own, and merged
        (silence("story", "other"), False),
        (silence("company", "nebulon"), True),
        (silence("company", "Altomare"), False),
        (silence("source", STORY.members[0].source), False),  # another outlet tells it too
        (silence("company", "Nebulon", minutes=5), True),
        (silence("company", "Nebulon", minutes=0), False),
    ],
)
def test_what_a_silence_covers(one: Silence, holds: bool) -> None:
    assert (silenced_by([one], STORY, at(0)) is one) == holds


def test_a_story_that_left_another_stays_silenced_when_it_is_merged() -> None:
    """Its id is no article's: what a person split off, or what moved, is known by its first article then."""
    left = STORY.model_copy(update={"id": "made-of-a-ruling", "members": STORY.members[1:]})
    one = silence("story", left.id).model_copy(update={"article": known_by(left)})
    assert silenced_by([one], left, at(0)) is one
    assert silenced_by([one], STORY, at(0)) is one
    assert silenced_by([one], STORY.model_copy(update={"members": STORY.members[:1]}), at(0)) is None
    assert known_by(STORY) is None


def test_a_source_is_silenced_where_it_alone_tells() -> None:
    alone = STORY.model_copy(update={"members": STORY.members[:1]})
    one = silence("source", alone.members[0].source)
    assert silenced_by([one], alone, at(0)) is one
    denial = STORY.members[1].model_copy(update={"labels": ()})
    denied = STORY.model_copy(update={"members": (*alone.members, denial)})
    assert silenced_by([one], denied, at(0)) is one, "who denies it tells nothing of the kind"
    assert silenced_by([silence("source", denial.source)], denied, at(0)) is None


def test_they_are_read_at_a_bounded_rate(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    silenced = watching(store, timedelta(seconds=5))
    assert silenced(STORY, at(0)) is None
    put_silence(store, silence("story", STORY.id, reason="known"))
    assert silenced(STORY, at(0) + timedelta(seconds=4)) is None
    assert silenced(STORY, at(0) + timedelta(seconds=5)) == "known"
    store.remove("alerts", [silences_of(store)[0].id])
    assert silenced(STORY, at(0)) is None  # the clock was set back


def test_a_second_silence_takes_the_place_of_the_first(store: SqliteStore) -> None:
    put_silence(store, silence("company", "Nebulon", reason="a"))
    put_silence(store, silence("company", "NEBULON", reason="b"))
    assert [one.reason for one in silences_of(store)] == ["b"]


def alert(store: SqliteStore, story: Story) -> Alert:
    doc = store.get("alerts", story.id)
    assert doc is not None
    return Alert.model_validate(doc.body)


def test_a_silenced_story_gets_no_card_until_it_is_taken_away(store: SqliteStore, clock: Clock) -> None:
    first, second, _ = rumour()
    notifier = FaultyNotifier()
    put_silence(store, silence("story", first.id))
    plan(store, [first])
    clock.now = at(1)
    assert deliver_due(store, notifier, clock, limits=EAGER, silences=watching(store)).silenced == 1
    held = alert(store, first)
    assert (held.state, held.reason, held.history[-1].reason) == ("silent", "silenced", "silenced")
    store.remove("alerts", [silence_id("story", first.id)])
    plan(store, [second])
    clock.now = at(3)
    assert deliver_due(store, notifier, clock, limits=EAGER, silences=watching(store)).posted == 1


def test_a_card_that_is_there_stays_right_without_replies(store: SqliteStore, clock: Clock) -> None:
    first, _, third = rumour()
    notifier = FaultyNotifier()
    plan(store, [first])
    clock.now = at(1)
    deliver_due(store, notifier, clock, limits=EAGER)
    put_silence(store, silence("story", first.id, reason="enough"))
    plan(store, [third])
    clock.now = at(5)
    deliver_due(store, notifier, clock, limits=EAGER, silences=watching(store))
    assert (notifier.edits, notifier.replies) == (1, [])
    done = alert(store, first)
    assert (done.state, done.not_before) == ("sent", None)
    assert done.history[-1].reason == "silenced enough"
