"""Delivery with Slack's own ways: outages, refused looks, deleted and uneditable cards, the terms of 2025."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from newswatch.adapters.slack import SlackNotifier
from newswatch.adapters.sqlite_store import SqliteStore
from newswatch.errors import Permanent, Transient
from newswatch.messages import json_of
from processors.alerting.alerts import Alert, retried
from processors.alerting.delivery import Limits
from processors.deliver import Delivered, deliver_due

from .chaos import CHANNEL, put, version
from .fake import FakeSlack
from .fake_http import Fault, Faults, served
from .fake_model import TOKEN, Posted

OTHER = "C0000OTHER"


class Desk:
    """A store, a deliverer and a Slack, on one clock."""

    def __init__(self, folder: Path, api_url: str, slack: FakeSlack, faults: Faults) -> None:
        self.time = datetime(2026, 3, 2, 12, tzinfo=UTC)
        self.slack, self.faults = slack, faults
        slack.clock = lambda: self.time.timestamp()
        self.store = SqliteStore(folder / "store.db", clock=self.now)
        self.notifier = SlackNotifier(TOKEN, api_url=api_url, timeout=2.0)
        self.pace: dict[str, datetime] = {}

    def now(self) -> datetime:
        return self.time

    def deliver(self, seconds: float = 0.0) -> Delivered:
        """One pass, after some seconds."""
        self.time += timedelta(seconds=seconds)
        return deliver_due(
            self.store, self.notifier, self.now, limits=Limits(max_age=None), pace=self.pace
        )  # fmt: skip

    def settle(self) -> None:
        """Pass after pass, at the times that are told, until nothing is planned."""
        for _ in range(500):
            due = self.deliver().next_due
            if due is None:
                return
            self.time = max(self.time, due)
        raise AssertionError("it never ends")

    def plan(self, number: int, which: int = 1) -> None:
        put(self.store, version(number, which), self.time)

    def alert(self, number: int = 0) -> Alert:
        stored = self.store.get("alerts", version(number, 1).id)
        assert stored is not None
        return Alert.model_validate(stored.body)

    def retry(self, number: int = 0) -> None:
        """As `newswatch alerts retry` does it."""
        stored = self.store.get("alerts", version(number, 1).id)
        assert stored is not None
        again = retried(Alert.model_validate(stored.body), self.time)
        self.store.swap("alerts", again.id, json_of(again), again.keys, stored.revision)

    @property
    def messages(self) -> list[Posted]:
        return [m for m in self.slack.channels[CHANNEL].messages if not m.deleted]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    slack, faults = FakeSlack(), Faults()
    slack.add(CHANNEL, "deals")
    with served(slack, faults) as api_url:
        desk = Desk(tmp_path, api_url, slack, faults)
        yield desk
        desk.store.close()


def test_rumour_then_confirmation(desk: Desk) -> None:
    desk.plan(0)
    assert desk.deliver().posted == 1
    desk.plan(0, 2)
    desk.settle()
    card, reply = desk.messages
    assert card.payload["version"] == 2
    assert "Confirmed: Nebulon → Target0000" in reply.text
    assert desk.alert().ts == f"{CHANNEL}:{card.ts}"


def test_during_an_outage_few_calls_are_made_and_after_it_all_heals(desk: Desk) -> None:
    for number in range(30):
        desk.plan(number)
    desk.faults.down = True
    tries = sum(desk.deliver(1).retried for _ in range(120))
    assert tries <= 3 + 120 / 3
    desk.faults.down = False
    back = desk.time
    desk.settle()
    assert len(desk.messages) == 30
    assert max(m.at for m in desk.messages) - back.timestamp() <= 30 + 5


def test_a_lost_answer_is_adopted(desk: Desk) -> None:
    desk.plan(0)
    desk.faults.script = ["drop"]
    assert desk.deliver().posted == 0
    assert desk.deliver(5).adopted == 1
    desk.settle()
    assert len(desk.messages) == 1


def test_a_look_that_is_refused_parks_and_a_retry_looks_first(desk: Desk) -> None:
    desk.plan(0)
    desk.faults.script = ["drop"]
    desk.deliver()
    desk.slack.scopes -= {"channels:history", "groups:history"}
    desk.deliver(5)
    assert (desk.alert().state, desk.alert().reason.partition(":")[0]) == ("parked", "missing_scope")
    desk.slack.scopes.add("channels:history")
    desk.retry()
    assert desk.deliver(5).adopted == 1
    assert len(desk.messages) == 1


def test_a_parked_alert_posts_once_the_channel_will_do(desk: Desk) -> None:
    desk.plan(0)
    desk.slack.channels[CHANNEL].member = False
    assert desk.deliver().parked == 1
    assert desk.alert().reason.startswith("not_in_channel")
    desk.slack.channels[CHANNEL].member = True
    desk.retry()
    desk.settle()
    assert len(desk.messages) == 1


def test_a_deleted_card_is_not_posted_again(desk: Desk) -> None:
    desk.plan(0)
    desk.settle()
    desk.messages[0].deleted = True
    desk.plan(0, 2)
    desk.settle()
    assert desk.messages == []
    assert desk.alert().closed == "message_not_found"


def test_a_card_that_is_too_old_to_edit_is_replied_to(desk: Desk) -> None:
    desk.plan(0)
    desk.settle()
    desk.slack.edit_window = 60.0
    desk.time += timedelta(hours=1)
    desk.plan(0, 2)
    desk.settle()
    assert [m.payload.get("version") for m in desk.messages] == [1, None]


def test_such_a_card_is_replied_to_as_often_as_its_story_changes(desk: Desk) -> None:
    """Nobody may edit it from its first edit on. It is called off later: who read the card must hear of it."""
    desk.plan(0)
    desk.settle()
    desk.slack.edit_window = 0.0
    desk.time += timedelta(hours=1)
    desk.plan(0, 2)
    desk.settle()
    confirmed = version(0, 2)
    deals = tuple(d.model_copy(update={"status": "abandoned"}) for d in confirmed.deals)
    for number, change in ((3, {"headline": "One more outlet"}), (4, {"deals": deals})):
        desk.time += timedelta(hours=1)
        put(desk.store, confirmed.model_copy(update={"version": number, **change}), desk.time)
        desk.settle()
    card, *replies = desk.messages
    assert card.payload["version"] == 1
    assert ["Confirmed" in replies[0].text, "Abandoned" in replies[1].text] == [True, True]
    assert len(replies) == 2
    assert (desk.alert().state, desk.alert().planned) == ("sent", None)
    assert desk.alert().closed == "edit_window_closed", "and is not tried again"


def test_with_the_terms_of_2025_a_lost_answer_is_settled_all_the_same(desk: Desk) -> None:
    desk.slack.distributed = True
    for number in range(3):
        desk.plan(number)
    desk.faults.script = ["drop", "drop", "drop"]
    desk.deliver()
    desk.settle()
    assert len(desk.messages) == 3


def test_a_second_card_goes_and_the_first_is_brought_up_to_date(desk: Desk) -> None:
    desk.plan(0)
    lost = desk.notifier.post(CHANNEL, version(0, 1).id, {"title": "late", "version": 1})
    stored = desk.store.get("alerts", version(0, 1).id)
    assert stored is not None
    hidden = desk.messages[0]
    hidden.deleted = True  # not there yet when we look
    desk.deliver(2)
    own = desk.alert().ts
    hidden.deleted = False
    doubtful = desk.alert().model_copy(update={"doubt": True, "state": "planned", "not_before": desk.time})
    stored = desk.store.get("alerts", doubtful.id)
    assert stored is not None
    desk.store.swap("alerts", doubtful.id, json_of(doubtful), doubtful.keys, stored.revision)
    desk.plan(0, 2)
    desk.settle()
    assert own != lost
    cards = [m for m in desk.messages if m.thread_ts is None]
    assert [(f"{CHANNEL}:{m.ts}", m.payload["version"]) for m in cards] == [(lost, 2)]
    assert desk.alert().ts == lost


def test_of_two_tries_that_both_come_in_late_one_card_stays(desk: Desk) -> None:
    desk.plan(0)
    desk.faults.script = ["drop", None, "drop"]
    desk.deliver()
    first = desk.messages[0]
    first.deleted = True  # not there yet when we look
    desk.deliver(5)
    second = desk.messages[0]
    second.deleted, first.deleted = True, False
    assert desk.deliver(10).adopted == 1
    second.deleted = False  # comes in after the first was found
    desk.settle()
    assert [m.ts for m in desk.messages] == [first.ts]


@pytest.mark.parametrize("refused", ["429", "closed"])
def test_a_refusal_tells_nothing_of_the_try_before(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, refused: str
) -> None:
    """The first post comes in late, after the look for it, and after Slack would take no more calls for a while."""
    desk.plan(0)
    desk.faults.script = ["drop", None]
    if refused == "429":
        desk.faults.script.append("429")
    desk.deliver()
    late = desk.messages[0]
    late.deleted = True  # not there yet when we look
    with monkeypatch.context() as patched:
        if refused == "closed":
            patched.setattr(desk.notifier, "post", _nobody_there)
        assert desk.deliver(5).retried == 1
    while not desk.messages:
        desk.deliver(1)
    late.deleted = False
    desk.settle()
    assert [m.ts for m in desk.messages] == [late.ts]
    assert desk.alert().ts == f"{CHANNEL}:{late.ts}"


def _nobody_there(*_: Any) -> str:
    raise Transient("connection refused", untouched=True)


def test_a_channel_that_takes_nothing_now_keeps_nothing_of_another_back(desk: Desk) -> None:
    desk.slack.add(OTHER, "launches")
    for number in range(122):
        desk.plan(number)
        desk.time += timedelta(milliseconds=1)
    for number in (120, 121):
        moved = desk.alert(number).model_copy(update={"channel": OTHER})
        stored = desk.store.get("alerts", moved.id)
        assert stored is not None
        desk.store.swap("alerts", moved.id, json_of(moved), moved.keys, stored.revision)
    desk.faults.script, desk.faults.retry_after = ["429"], 600.0
    desk.deliver()
    posted = desk.deliver(2)
    assert len(desk.slack.channels[OTHER].messages) == 1
    assert posted.next_due == desk.time + timedelta(seconds=1), "a drain waits for that"
    desk.deliver(1)
    assert len(desk.slack.channels[OTHER].messages) == 2
    assert desk.slack.calls["chat.postMessage"] == 2, "the other is asked no more"


def test_edits_wait_as_long_as_they_are_asked_to(desk: Desk) -> None:
    for number in range(3):
        desk.plan(number)
    desk.settle()
    for number in range(3):
        desk.plan(number, 2)
    desk.faults.script, desk.faults.retry_after, desk.faults.only = ["429"], 30.0, "chat.update"
    assert (desk.deliver(100).retried, desk.deliver(20).updated) == (1, 0)
    assert "chat.update" not in desk.slack.calls
    desk.settle()
    assert [m.payload["version"] for m in desk.messages if m.thread_ts is None] == [2, 2, 2]


@pytest.mark.parametrize("reason", ["restricted_action_thread_locked", "cannot_reply_to_message"])
def test_where_nobody_may_reply_the_card_is_edited_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, reason: str
) -> None:
    def refuse(*_: Any) -> str:
        raise Permanent(reason, "chat.postMessage")

    monkeypatch.setattr(desk.notifier, "reply", refuse)
    confirmed = version(0, 2)
    deals = tuple(d.model_copy(update={"status": "abandoned"}) for d in confirmed.deals)
    off = confirmed.model_copy(update={"version": 3, "deals": deals})
    for told in (version(0, 1), confirmed, off):
        put(desk.store, told, desk.time)
        desk.time += timedelta(seconds=100)
        desk.settle()
    assert [m.payload["version"] for m in desk.messages] == [3]
    assert (desk.alert().state, desk.alert().closed) == ("sent", None)
    assert ("unanswered", reason) in [(line.what, line.reason) for line in desk.alert().history]


@pytest.mark.parametrize("others", [0, 1])
def test_a_look_that_takes_longer_than_the_lease_ends_in_one_card(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, others: int
) -> None:
    """The history since the lost answer is long. Whoever else took the alert meanwhile has posted it."""
    desk.plan(0)
    desk.faults.script = ["cut"]
    desk.deliver()
    find = desk.notifier.find

    def slowly(*given: Any, **more: Any) -> str | None:
        found = find(*given, **more)
        desk.time += timedelta(seconds=20)
        with monkeypatch.context() as patched:
            patched.setattr(desk.notifier, "find", find)
            for _ in range(others):
                deliver_due(desk.store, desk.notifier, desk.now, limits=Limits(owner="other", max_age=None))
        return found

    with monkeypatch.context() as patched:
        patched.setattr(desk.notifier, "find", slowly)
        desk.deliver(5)
    assert len(desk.messages) == 1
    desk.settle()
    assert (len(desk.messages), desk.alert().state) == (1, "sent")


@pytest.mark.parametrize("fault", [None, "500"])
def test_who_looks_slowly_takes_nothing_from_who_has_gone_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, fault: Fault | None
) -> None:
    """Two look at once for a second card. One has edited and is about to reply when the other's look ends."""
    desk.plan(0)
    desk.deliver()
    doubtful = desk.alert().model_copy(update={"doubt": True, "state": "planned", "not_before": desk.time})
    stored = desk.store.get("alerts", doubtful.id)
    assert stored is not None
    desk.store.swap("alerts", doubtful.id, json_of(doubtful), doubtful.keys, stored.revision)
    desk.plan(0, 2)
    desk.time += timedelta(seconds=120)
    find = desk.notifier.find

    def at_once(*given: Any, **more: Any) -> str | None:
        monkeypatch.setattr(desk.notifier, "find", find)
        other = Limits(owner="other", max_age=None)
        with pytest.raises(InterruptedError):
            deliver_due(desk.store, desk.notifier, desk.now, limits=other, mark=_interrupted)
        desk.faults.script = [fault]
        return find(*given, **more)

    monkeypatch.setattr(desk.notifier, "find", at_once)
    desk.deliver()
    held = desk.alert()
    assert (held.state, held.intent, held.owner, held.doubt) == ("intent", "reply", "other", False)
    assert len(desk.messages) == 1
    desk.settle()
    assert [m.payload.get("version") for m in desk.messages] == [2, None]


def _interrupted(point: str) -> None:
    if point == "deliver:reply-intent":
        raise InterruptedError(point)


def test_posts_go_on_while_looks_have_to_wait(desk: Desk) -> None:
    desk.slack.looks_a_minute = 1
    for number in range(6):
        desk.plan(number)
    desk.faults.script = ["drop", None, "drop"]
    desk.settle()
    times = sorted(m.at for m in desk.messages)
    assert len(times) == 6
    assert times[-1] - times[0] < 60
