"""Reactions on cards: said, changed, taken back; looked at in turn, at a bounded rate."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from newswatch.adapters.sqlite_store import SqliteStore
from newswatch.cli.peace_reactions import look_at_reactions
from newswatch.errors import Permanent
from newswatch.messages import json_of
from newswatch.stage import Put
from processors.alerting.alerts import Alert, alert_id
from processors.alerting.feedback import judgements_of
from processors.alerting.reactions import Said, Seen, read_reactions
from processors.alerting.routes import UNTIL_SURE, Route
from processors.alerting.silences import Silence, put_silence, silence_id, silenced_by, silences_of
from processors.deliver import deliver_due
from processors.index import index
from processors.notify import Policy
from processors.stories.again import went
from tests.unit.peace.test_catch_up import PLAIN, plan, stories
from tests.unit.peace.test_unsure import story as unsure_and_sure
from tests.unit.stories.made import Clock, FaultyNotifier, at


class Channel(FaultyNotifier):
    """A channel whose cards people react to."""

    def __init__(self) -> None:
        super().__init__()
        self.said: dict[str, Said] = {}
        self.looks: Counter[str] = Counter()
        self.refuses = ""
        self.gone: dict[str, str] = {}
        """Cards that can't be looked at, and why."""

    def reactions(self, channel: str, ts: str) -> Said:
        self.looks[ts] += 1
        if refused := self.gone.get(ts, self.refuses):
            raise Permanent(refused, "told so by the other side")
        return self.said.get(ts, {})


@pytest.fixture
def channel(store: SqliteStore, clock: Clock) -> Channel:
    told = Channel()
    clock.now = at(1)
    plan(store, stories(3))
    deliver_due(store, told, clock, limits=PLAIN)
    return told


def said(store: SqliteStore) -> list[tuple[str, str]]:
    return sorted((j.by, j.state) for j in judgements_of(store))


def test_what_is_said_changed_and_taken_back(store: SqliteStore, channel: Channel) -> None:
    known = Seen()
    (ts, *_), story = channel.shown, next(iter(channel.cards))
    channel.said[ts] = {"white_check_mark": ["U1", "U2"], "no_bell": ["U1"], "tada": ["U3"]}
    assert read_reactions(store, channel, at(2), known) == 1
    assert said(store) == [("slack:U1", "right"), ("slack:U2", "right")]
    assert [(s.value, s.by) for s in silences_of(store)] == [(story, "slack:U1")]
    assert read_reactions(store, channel, at(4), known) == 0
    channel.said[ts] = {"white_check_mark": ["U1"], "x": ["U2"]}
    assert read_reactions(store, channel, at(6), known) == 1
    assert said(store) == [("slack:U1", "right"), ("slack:U2", "wrong")]
    assert silences_of(store) == []
    channel.said[ts] = {}
    assert read_reactions(store, channel, at(8), known) == 1
    assert said(store) == []


@pytest.mark.parametrize(
    "reason", ["channel_not_found", "not_in_channel", "message_not_found", "bad_timestamp"]
)
def test_a_card_that_can_not_be_looked_at_keeps_none_of_the_others(
    store: SqliteStore, channel: Channel, reason: str
) -> None:
    """The bot was taken out of one channel: what is said in all others counts on, and what was said there stands."""
    known = Seen()
    for ts in channel.shown:
        channel.said[ts] = {"x": [f"U{ts}"]}
    assert look_at_reactions(store, channel, at(2), known)
    first, *others = channel.shown
    channel.gone[first] = reason
    for ts in others:
        channel.said[ts] = {"no_bell": ["U9"]}
    assert look_at_reactions(store, channel, at(4), known)
    assert said(store) == [(f"slack:U{first}", "wrong")]
    assert len(silences_of(store)) == len(others) == 2


def test_a_restart_says_nothing_anew(store: SqliteStore, channel: Channel) -> None:
    channel.said[next(iter(channel.shown))] = {"x": ["U1"], "no_bell": ["U1"]}
    read_reactions(store, channel, at(2), Seen())
    before = [j.at for j in judgements_of(store)], [s.at for s in silences_of(store)]
    assert read_reactions(store, channel, at(10), Seen()) == 0
    assert before == ([j.at for j in judgements_of(store)], [s.at for s in silences_of(store)])


def test_what_was_taken_back_while_nobody_looked_is_unsaid(store: SqliteStore, channel: Channel) -> None:
    (ts, *_) = channel.shown
    channel.said[ts] = {"x": ["U1"], "no_bell": ["U1"]}
    read_reactions(store, channel, at(2), Seen())
    channel.said[ts] = {}
    assert read_reactions(store, channel, at(10), Seen()) == 1
    assert (said(store), silences_of(store)) == ([], [])


def test_processes_of_one_look_come_to_all_cards(store: SqliteStore, channel: Channel) -> None:
    for minutes in range(2, 40):
        read_reactions(store, channel, at(minutes), Seen(), limit=1)
    assert len(channel.looks) == 3


def test_a_silence_by_command_is_not_taken_away_by_reactions(store: SqliteStore, channel: Channel) -> None:
    story, ts = next(iter(channel.cards)), next(iter(channel.shown))
    own = Silence(id=silence_id("story", story), kind="story", value=story, by="ada", at=at(1))
    put_silence(store, own)
    known = Seen()
    for minutes, users in ((2, ["U1"]), (4, [])):
        channel.said[ts] = {"no_bell": users}
        read_reactions(store, channel, at(minutes), known)
    assert silences_of(store) == [own]


def test_a_silence_that_is_over_keeps_no_reaction_from_silencing(
    store: SqliteStore, channel: Channel
) -> None:
    story, ts = next(iter(channel.cards)), next(iter(channel.shown))
    over = Silence(
        id=silence_id("story", story), kind="story", value=story, by="ada", at=at(1), until=at(2)
    )  # fmt: skip
    put_silence(store, over)
    channel.said[ts] = {"no_bell": ["U1"]}
    read_reactions(store, channel, at(3), Seen())
    assert [(silence.by, silence.until) for silence in silences_of(store)] == [("slack:U1", None)]


@pytest.mark.parametrize("first", ["reaction", "command"])
def test_a_silence_with_an_end_has_it_though_a_reaction_stands_on_the_card(
    store: SqliteStore, channel: Channel, first: str
) -> None:
    story, ts = next(iter(channel.cards)), next(iter(channel.shown))
    timed = Silence(
        id=silence_id("story", story), kind="story", value=story, by="ada", at=at(3), until=at(6)
    )  # fmt: skip
    serving = Seen()
    if first == "command":
        put_silence(store, timed)
    channel.said[ts] = {"no_bell": ["U1"]}
    read_reactions(store, channel, at(2), serving)
    if first == "reaction":
        put_silence(store, timed)
    for known in (serving, Seen()):  # (a drain has seen nothing)
        read_reactions(store, channel, at(8), known)
        assert [(silence.by, silence.until) for silence in silences_of(store)] == [("ada", at(6))]
    channel.said[ts] = {"no_bell": ["U1", "U2"]}  # who says it after the end means it
    read_reactions(store, channel, at(10), serving)
    assert [(silence.by, silence.until) for silence in silences_of(store)] == [("slack:U2", None)]


def test_a_reaction_that_was_taken_back_and_is_there_again_counts_anew(
    store: SqliteStore, channel: Channel
) -> None:
    story, ts = next(iter(channel.cards)), next(iter(channel.shown))
    timed = Silence(
        id=silence_id("story", story), kind="story", value=story, by="ada", at=at(1), until=at(3)
    )  # fmt: skip
    put_silence(store, timed)
    for minutes, users in ((2, ["U1"]), (4, []), (6, ["U1"])):
        channel.said[ts] = {"no_bell": users}
        read_reactions(store, channel, at(minutes), Seen())
    assert [(silence.by, silence.until) for silence in silences_of(store)] == [("slack:U1", None)]


def test_cards_are_looked_at_in_turn_and_not_too_often(store: SqliteStore, channel: Channel) -> None:
    known = Seen()
    for _ in range(5):
        read_reactions(store, channel, at(2), known, limit=1)
    assert sorted(channel.looks.values()) == [1, 1, 1]
    read_reactions(store, channel, at(3), known)
    assert sorted(channel.looks.values()) == [2, 2, 2]
    read_reactions(store, channel, at(3) + timedelta(days=4), known)
    assert sorted(channel.looks.values()) == [2, 2, 2]
    assert known.at == {}


@pytest.mark.parametrize(("reason", "goes_on"), [("message_not_found", True), ("missing_scope", False)])
def test_a_deleted_card_is_passed_over_and_a_refusal_ends_it(
    store: SqliteStore, channel: Channel, reason: str, goes_on: bool
) -> None:
    channel.refuses = reason
    assert look_at_reactions(store, channel, at(2), Seen()) == goes_on


def test_the_console_has_no_reactions(store: SqliteStore) -> None:
    assert not look_at_reactions(store, FaultyNotifier(), at(2), Seen())


# --- several cards of one story ---------------------------------------------------------------------


@pytest.fixture
def two(store: SqliteStore, clock: Clock) -> Channel:
    """One story, told as unsure in one channel, and in its own since it is sure."""
    told = Channel()
    known = (Route(id="unsure", unsure=True, channel="C-MAYBE"), Route(id="everything", channel="default"))
    weak, sure = unsure_and_sure()
    for one in (weak, sure):
        plan(store, [one], Policy(channel="C1", routes=lambda: known))
        clock.now = one.updated_at
        deliver_due(store, told, clock, limits=PLAIN)
    assert list(told.cards) == [alert_id(sure.id, UNTIL_SURE), sure.id]
    return told


def test_what_is_said_on_one_card_is_not_unsaid_by_another(store: SqliteStore, two: Channel) -> None:
    first, second = two.shown
    two.said[first] = {"white_check_mark": ["U1"], "no_bell": ["U1"]}
    for minutes, known in ((7, Seen()), (9, Seen())):  # also by a process of one look
        read_reactions(store, two, at(minutes), known)
        assert (said(store), len(silences_of(store))) == ([("slack:U1", "right")], 1)
    two.said[second] = {"x": ["U2"]}
    read_reactions(store, two, at(11), Seen())
    assert said(store) == [("slack:U1", "right"), ("slack:U2", "wrong")]
    two.said[first] = {}
    read_reactions(store, two, at(13), Seen())
    assert (said(store), silences_of(store)) == ([("slack:U2", "wrong")], [])


def test_a_card_that_waits_to_be_edited_is_looked_at_with_the_other(store: SqliteStore, two: Channel) -> None:
    first, second = two.shown
    two.said[first] = {"white_check_mark": ["U1"]}
    read_reactions(store, two, at(7), Seen())
    doc = store.get("alerts", next(iter(two.cards)))
    assert doc is not None
    waits = Alert.model_validate(doc.body).model_copy(update={"state": "planned", "not_before": at(60)})
    store.swap("alerts", waits.id, json_of(waits), waits.keys, doc.revision)
    read_reactions(store, two, at(9), Seen())
    assert said(store) == [("slack:U1", "right")]
    assert (two.looks[first], two.looks[second]) == (2, 2)


def test_what_was_said_on_a_card_that_is_deleted_stands(
    store: SqliteStore, two: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = two.shown
    two.said |= {first: {"white_check_mark": ["U1"]}, second: {"x": ["U2"]}}
    read_reactions(store, two, at(7), Seen())
    look = two.reactions

    def gone(channel: str, ts: str) -> Said:
        if ts == first:
            raise Permanent("message_not_found", "a person deleted it")
        return look(channel, ts)

    monkeypatch.setattr(two, "reactions", gone)
    two.said[second] = {"x": ["U3"]}
    read_reactions(store, two, at(9), Seen())
    assert said(store) == [("slack:U1", "right"), ("slack:U2", "wrong"), ("slack:U3", "wrong")]


def test_cards_of_one_story_are_not_parted_by_the_limit(store: SqliteStore, two: Channel) -> None:
    read_reactions(store, two, at(7), Seen(), limit=1)
    assert sorted(two.looks.values()) == [1, 1]


def test_what_is_said_on_the_card_of_a_merged_story_is_said_of_its_articles(
    store: SqliteStore, channel: Channel
) -> None:
    """Its last version has none: the word was of no article, and the silence of a story that nobody tells."""
    goes, stays, *_ = stories(3)
    whole = stays.model_copy(update={"version": 2, "members": (*goes.members, *stays.members)})
    for one in (went(goes, stays.id, at(2)), whole):
        store.put_newer([o.doc for o in index(one, {}) if isinstance(o, Put)])
        plan(store, [one])
    deliver_due(store, channel, Clock(at(5)), limits=PLAIN)
    (ts,) = [ts for ts, id_ in zip(channel.shown, channel.cards, strict=True) if id_ == goes.id]
    channel.said[ts] = {"x": ["U1"], "no_bell": ["U1"]}
    read_reactions(store, channel, at(6), Seen())
    (word,) = judgements_of(store)
    assert set(word.articles) == {member.id for member in whole.members}
    assert silenced_by(silences_of(store), whole, at(7)) is not None
