"""A store that was copied before the log, or lost: what it missed is decided again, and nothing is told twice."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from newswatch.adapters.sqlite_log import SqliteLog
from newswatch.adapters.sqlite_store import SqliteStore
from newswatch.cli.assemble import policy
from newswatch.cli.rebuilding import rebuild_store
from newswatch.cli.redeciding import Redecided, decide_again, told_of
from newswatch.cli.serving import draining
from newswatch.messages import Flagged
from newswatch.ports import Store
from newswatch.settings import Settings, load_settings
from processors.alerting.alerts import Alert

from .made import Clock, FaultyNotifier, article, at, deal

TOLD_OF = ["cluster", "index"]
DECIDED = [*TOLD_OF, "notify"]
DELIVERED = [*DECIDED, "deliver"]
NAMES = ["Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Ginkgo", "Hazel"]


def rumour(name: str, minutes: float = 0) -> Flagged:
    target = name[::-1].title()
    return deal(article(f"{name} in talks to buy {target}", minutes), [name], target, status="rumoured")


def news(name: str, minutes: float = 3) -> Flagged:
    """The same, as a matter of fact: a material change."""
    target = name[::-1].title()
    return deal(article(f"{name} buys {target}", minutes, outlet="Wire"), [name], target, 8e7)


class Channel(FaultyNotifier):
    """One that knows when each was posted: what is older than asked for is not found, as with Slack."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.clock = clock
        self.posted: dict[str, datetime] = {}
        """By card's id, or reply's."""

    def post(self, channel: str, alert_id: str, card: Mapping[str, Any]) -> str:
        ts = super().post(channel, alert_id, card)
        self.posted[ts] = self.clock()
        return ts

    def reply(self, channel: str, ts: str, alert_id: str, text: str) -> str:
        self.posted.setdefault(alert_id, self.clock())
        return super().reply(channel, ts, alert_id, text)

    def find(self, channel: str, alert_id: str, since: datetime, thread: str | None = None) -> str | None:
        found = super().find(channel, alert_id, since, thread)
        posted = self.posted.get(alert_id if thread is not None else found or "")
        return found if posted is not None and posted >= since else None


class Desk:
    """A newsroom on the embedded files, whose channel outlives them."""

    def __init__(self, folder: Path, **given: object) -> None:
        self.folder = folder
        self.clock = Clock(at(4))
        self.channel = Channel(self.clock)
        self.given = {"post_interval": 0, "edit_interval": 0} | given
        (folder / "var").mkdir()

    @property
    def settings(self) -> Settings:
        files = {f"{name}_url": f"sqlite:///{self.folder}/var/{name}.db" for name in ("log", "store")}
        return load_settings(_env_file=None, **files, **self.given, clock=self.clock().isoformat())

    def told(self, *messages: Flagged, by: Sequence[str] = DELIVERED) -> None:
        """They are in the log, and these stages work them off."""
        log = SqliteLog(self.folder / "var/log.db", clock=self.clock)
        log.append(messages)
        log.close()
        with draining(self.settings, by, Event(), self.clock, self.channel) as drain:
            while sum(drain()["read"].values()):
                self.clock.forward(20)

    def copy(self, name: str) -> None:
        there, here = self.folder / f"{name}.copy", self.folder / f"var/{name}.db"
        there.unlink(missing_ok=True)
        before, after = sqlite3.connect(here), sqlite3.connect(there)
        before.backup(after)
        before.close()
        after.close()

    def restore(self, *names: str) -> Redecided:
        """The copies in place of the files, a minute later; without one, the file is lost. As `rebuild` does."""
        for file in (self.folder / "var").glob("*.db*"):
            if file.name.partition(".")[0] in names:
                file.unlink()
        for name in names:
            if (copy := self.folder / f"{name}.copy").exists():
                copy.rename(self.folder / f"var/{name}.db")
        self.clock.forward(60)
        return self.rebuild()

    def rebuild(self) -> Redecided:
        with self.opened() as (log, store):
            rebuild_store(log, store)
            return decide_again(log, store, policy(self.settings), self.clock())

    @contextmanager
    def opened(self) -> Iterator[tuple[SqliteLog, Store]]:
        log = SqliteLog(self.folder / "var/log.db", clock=self.clock)
        store = SqliteStore(self.folder / "var/store.db", clock=self.clock)
        try:
            yield log, store
        finally:
            log.close()
            store.close()

    def alerts(self) -> list[Alert]:
        with self.opened() as (_, store):
            found = [
                Alert.model_validate(d.body) for d in store.find("alerts", limit=1000) if d.body.get("story")
            ]
        return sorted(found, key=lambda alert: alert.id)

    def cards(self) -> list[tuple[str, int]]:
        """Title and version of each card that stands in the channel, as it is now."""
        return sorted((str(card["title"]), int(card["version"])) for card in self.channel.shown.values())

    def replies(self) -> list[str]:
        return [reply for _, reply, _ in self.channel.replies]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_what_was_decided_between_the_copies_is_told_once(desk: Desk) -> None:
    """One was posted by the store that is gone, one changed there, and one nobody had told yet."""
    desk.told(rumour("Alder"))
    desk.copy("store")
    desk.told(rumour("Birch"), news("Alder"))
    desk.told(rumour("Cedar"), by=DECIDED)
    desk.copy("log")
    cards, replies = desk.cards(), desk.replies()
    assert (len(cards), len(replies)) == (2, 1)
    assert desk.restore("store", "log") == Redecided(decided=3, waited=0, lost=False)
    assert (desk.cards(), desk.replies()) == (cards, replies), "rebuild itself posts nothing"
    desk.told()
    assert desk.cards() == [*cards, ("Cedar → Radec", 1)]
    assert desk.replies() == replies
    assert all(len(ts) == 1 for ts in desk.channel.cards.values())
    assert [(a.state, a.seek) for a in desk.alerts()] == [("sent", False)] * 3
    assert desk.rebuild() == Redecided(decided=0, waited=0, lost=False)


def test_an_adopted_card_is_edited_as_any_other(desk: Desk) -> None:
    desk.told(rumour("Birch"))
    desk.copy("store")
    desk.told(rumour("Alder"))
    desk.copy("log")
    desk.restore("store", "log")
    desk.told()
    assert desk.replies() == []
    desk.told(news("Alder"))
    assert len(desk.cards()) == 2
    assert len(desk.replies()) == 1


def test_what_waited_in_the_copy_and_was_posted_since_is_no_second_card(desk: Desk) -> None:
    desk.told(rumour("Alder"), by=DECIDED)
    desk.copy("store")
    desk.copy("log")
    desk.told()
    assert desk.restore("store", "log") == Redecided(decided=0, waited=1, lost=False)
    desk.told()
    assert len(desk.cards()) == 1
    assert [alert.state for alert in desk.alerts()] == ["sent"]


def test_a_reply_that_waited_and_went_since_is_no_second_one(desk: Desk) -> None:
    desk.told(rumour("Alder"))
    desk.told(news("Alder"), by=DECIDED)
    desk.copy("store")
    desk.copy("log")
    desk.told()
    assert len(desk.replies()) == 1
    desk.restore("store", "log")
    desk.told()
    assert len(desk.replies()) == 1


def test_a_reply_of_hours_ago_is_no_second_one(desk: Desk) -> None:
    desk.told(rumour("Alder"))
    desk.copy("store")
    desk.told(news("Alder"))
    desk.copy("log")
    desk.clock.forward(7200)
    desk.restore("store", "log")
    desk.told()
    assert len(desk.replies()) == 1
    assert [alert.state for alert in desk.alerts()] == ["sent"]


def test_a_change_told_with_an_earlier_version_is_told_once(desk: Desk) -> None:
    """The last version that the log has adds an outlet: what changed was replied before it."""
    desk.told(rumour("Alder"))
    desk.copy("store")
    desk.told(news("Alder"))
    desk.told(deal(article("Alder buys Redla, says the Third", 5, outlet="Third"), ["Alder"], "Redla", 8e7))
    desk.copy("log")
    cards, replies = desk.cards(), desk.replies()
    assert len(replies) == 1
    desk.restore("store", "log")
    desk.told()
    assert desk.replies() == replies
    assert desk.cards() == [("Alder → Redla", 3)]
    assert cards[0][0] == "Alder → Redla"


def test_a_change_that_is_crawled_again_is_told_once_and_a_new_one_is_told(desk: Desk) -> None:
    desk.told(rumour("Alder"))
    desk.copy("store")
    desk.copy("log")
    desk.told(news("Alder"))
    desk.restore("store", "log")
    desk.clock.now = at(40)
    desk.told(news("Alder"))
    assert len(desk.replies()) == 1
    assert [(a.state, a.seek) for a in desk.alerts()] == [("sent", False)]
    desk.clock.now = at(70)
    further = article("Alder buys Redla, valued at two billion", 60, outlet="Third")
    desk.told(deal(further, ["Alder"], "Redla", 8e7, valuation=2e9))
    assert len(desk.cards()) == 1
    assert len(desk.replies()) == 2


def test_a_log_that_is_older_than_its_store_is_told_of(desk: Desk) -> None:
    """Nothing mends that: the log lacks what was told, so that more of it is another story."""
    desk.told(rumour("Alder"), rumour("Cedar"))
    desk.copy("log")
    desk.told(rumour("Birch", 2), news("Alder"))
    desk.copy("store")
    done = desk.restore("store", "log")
    assert done == Redecided(decided=0, waited=0, lost=False, ahead=2)
    (said,) = told_of(done)
    assert "The log is older than the store: 2 stories" in said


def test_a_card_of_a_page_with_a_date_to_come_is_found(desk: Desk) -> None:
    desk.told(rumour("Birch"))
    desk.copy("store")
    early = rumour("Alder")
    dated = early.article.model_copy(update={"date_published": at(200)})
    desk.told(early.model_copy(update={"article": dated}))
    desk.copy("log")
    cards = desk.cards()
    assert len(cards) == 2
    desk.restore("store", "log")
    desk.told()  # looked for
    desk.told()
    assert desk.cards() == cards


def test_a_copy_of_which_all_alerts_wait_is_not_taken_for_one_that_lost_them(desk: Desk) -> None:
    desk.told(rumour("Alder"), by=DECIDED)
    desk.copy("store")
    desk.copy("log")
    assert desk.restore("store", "log") == Redecided(decided=0, waited=1, lost=False)
    assert desk.rebuild() == Redecided(decided=0, waited=0, lost=False)


def test_what_is_crawled_again_after_a_restore_is_no_second_card(desk: Desk) -> None:
    """Both copies are hours old: sites list again what was told since, and what nobody knows of yet."""
    desk.told(rumour("Alder"))
    desk.copy("store")
    desk.copy("log")
    desk.told(rumour("Birch"))
    desk.restore("store", "log")
    desk.clock.now = at(40)
    desk.told(rumour("Birch"), rumour("Cedar", 30))
    assert desk.cards() == [("Alder → Redla", 1), ("Birch → Hcrib", 1), ("Cedar → Radec", 1)]
    desk.told(news("Birch"))
    assert len(desk.cards()) == 3
    assert len(desk.replies()) == 1


def test_a_reply_to_what_is_crawled_again_is_no_second_one(desk: Desk) -> None:
    desk.told(rumour("Alder"))
    desk.copy("store")
    desk.copy("log")
    desk.told(rumour("Birch"))
    desk.told(news("Birch"))
    assert len(desk.replies()) == 1
    desk.restore("store", "log")
    desk.told(rumour("Birch"))
    desk.told(news("Birch"))
    assert len(desk.cards()) == 2
    assert len(desk.replies()) == 1
    desk.clock.now = at(40)
    desk.told(deal(article("Birch buys Hcrib for $95m", 30, outlet="Post"), ["Birch"], "Hcrib", 9.5e7))
    assert len(set(desk.replies())) == 2
    assert not any(alert.seek for alert in desk.alerts())


def test_old_news_stays_untold_after_a_restore(desk: Desk) -> None:
    desk.told(rumour("Alder"))
    desk.copy("store")
    desk.told(rumour("Birch"), by=DECIDED)
    desk.copy("log")
    desk.clock.now += timedelta(hours=25)
    assert desk.restore("store", "log").decided == 0
    desk.told()
    assert len(desk.cards()) == 1


def test_many_that_nobody_told_are_told_in_one_message(tmp_path: Path) -> None:
    desk = Desk(tmp_path, catch_up=3)
    desk.told(rumour("Alder"))
    desk.copy("store")
    desk.told(*(rumour(name) for name in NAMES[1:]), by=DECIDED)
    desk.copy("log")
    desk.clock.now += timedelta(minutes=30)
    assert desk.restore("store", "log").decided == 7
    desk.told()  # looked for
    desk.told()
    assert desk.cards() == [("7 stories that waited", 0), ("Alder → Redla", 1)]


def test_many_that_have_their_cards_are_told_in_no_other(tmp_path: Path) -> None:
    desk = Desk(tmp_path, catch_up=3)
    desk.told(rumour("Alder"))
    desk.copy("store")
    desk.told(*(rumour(name) for name in NAMES[1:]))
    desk.copy("log")
    cards = desk.cards()
    desk.clock.now += timedelta(minutes=30)
    desk.restore("store", "log")
    desk.told()
    assert desk.cards() == cards


def test_where_the_look_is_refused_it_waits_for_a_person(desk: Desk) -> None:
    desk.told(rumour("Birch"))
    desk.copy("store")
    desk.told(rumour("Alder"))
    desk.copy("log")
    desk.restore("store", "log")
    desk.channel.faults = iter(["missing_scope"])
    desk.told()
    assert len(desk.cards()) == 2
    assert sorted(alert.state for alert in desk.alerts()) == ["parked", "sent"]


def test_a_lost_store_knows_its_cards_again_when_they_change(desk: Desk) -> None:
    desk.told(rumour("Alder"), rumour("Birch"))
    cards = desk.cards()
    assert desk.restore("store") == Redecided(decided=2, waited=0, lost=True)
    assert desk.rebuild() == Redecided(decided=0, waited=0, lost=True)
    desk.told()
    assert desk.cards() == cards
    assert {(a.state, a.reason) for a in desk.alerts()} == {("silent", "rebuilt")}
    desk.told(news("Alder"))
    assert desk.cards() == [("Alder → Redla", 2), ("Birch → Hcrib", 1)]
    assert len(desk.replies()) == 1


def test_a_story_of_a_lost_store_without_a_card_is_told_when_it_changes(desk: Desk) -> None:
    desk.told(rumour("Alder"), by=DECIDED)
    desk.restore("store")
    desk.told(news("Alder"))
    assert desk.cards() == [("Alder → Redla", 2)]
    assert desk.replies() == []
    (card,) = desk.channel.shown.values()
    assert not card.get("changes"), "nobody was told of a version before"


def test_what_a_lost_store_had_not_decided_is_told_as_ever(desk: Desk) -> None:
    desk.told(rumour("Alder"))
    desk.told(rumour("Birch"), by=TOLD_OF)
    desk.restore("store")
    desk.told()
    assert desk.cards() == [("Alder → Redla", 1), ("Birch → Hcrib", 1)]


def test_a_store_that_knows_all_is_left_as_it_is(desk: Desk) -> None:
    desk.told(rumour("Alder"), news("Alder"), rumour("Birch"))
    before = desk.alerts()
    assert desk.rebuild() == Redecided(decided=0, waited=0, lost=False)
    assert desk.alerts() == before


@pytest.mark.parametrize("seed", range(12))
def test_copies_at_any_time_lose_and_repeat_nothing(tmp_path: Path, seed: int) -> None:
    """Steps by chance, the two copies somewhere among them: each story has one card that shows its last version."""
    chance = random.Random(seed)
    desk = Desk(tmp_path)
    steps = [
        step
        for name in NAMES[:3]
        for step in ((rumour(name), news(name)) if chance.random() < 0.7 else (rumour(name),))
    ]
    steps.sort(key=lambda step: step.article.fetched_at)
    desk.told(rumour("Hazel"))  # (a copy without any alert is taken for a store that lost them)
    store, log = sorted(chance.choices(range(len(steps) + 1), k=2))
    for number in range(len(steps) + 1):
        if number == store:
            desk.copy("store")
        if number == log:
            desk.copy("log")
            break
        desk.told(steps[number], by=DELIVERED if chance.random() < 0.6 else DECIDED)
    desk.restore("store", "log")
    desk.told(*steps[log:])
    with desk.opened() as (_, ports):
        wanted = {doc.id: doc.body["version"] for doc in ports.find("stories")}
    assert len(wanted) == 4
    shown = {
        id_: [desk.channel.shown[ts]["version"] for ts in cards] for id_, cards in desk.channel.cards.items()
    }
    assert shown == {id_: [version] for id_, version in wanted.items()}
    assert len(set(desk.replies())) == len(desk.replies())
