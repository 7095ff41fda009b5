"""Two stories that prove to be one: the card that is there lives on, the other says where it went."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest

from newswatch.messages import Flagged, Story
from processors.alerting.routes import Route
from processors.cluster import start_cluster
from processors.notify import Policy
from tests.unit.peace.test_unsure import ALL, MAYBE, NOBODY, Channels, stored

from .made import Clock, MemoryStore, article, at, deal
from .test_alerts import plan, serve, versions

SOON, OLD = timedelta(seconds=41), timedelta(hours=29)


def lyon(age: timedelta = SOON, *, score: float = 0.9, silent: bool = False) -> Flagged:
    """One side of a deal."""
    page = article("Nebulon buys a cloud startup of Lyon", 0, age=age, silent=silent)
    return deal(page, ["Nebulon"], None, 8e7).model_copy(update={"score": {"ai_investment": score}})


def koralis(score: float = 0.9) -> Flagged:
    """The other side."""
    told = deal(article("Koralis sold for $80m", 9, outlet="Wire"), [], "Koralis", 8e7)
    return told.model_copy(update={"score": {"ai_investment": score}})


def both(minutes: float = 20, age: timedelta = SOON) -> Flagged:
    """Both of them: the two stories are one."""
    page = article("Nebulon buys Lyon cloud startup Koralis, sold for $80m", minutes, outlet="Post", age=age)
    return deal(page, ["Nebulon"], "Koralis", 8e7).model_copy(update={"score": {"ai_investment": 0.9}})


LYON, KORALIS = lyon().article.id, koralis().article.id


def told(stories: Sequence[Story], *routes: Route) -> tuple[MemoryStore, Channels]:
    """Each version decided and delivered in turn."""
    store, notifier, clock = MemoryStore(), Channels(), Clock(at(1))
    policy = Policy(channel="C1", routes=lambda: routes)
    for one in stories:
        plan(store, [one], policy)
        clock.now = max(clock.now, one.updated_at)
        serve(store, notifier, clock)
    return store, notifier


def went(stories: Sequence[Story]) -> dict[str, str]:
    """Which story went into which."""
    return {one.id: one.merged_into for one in stories if one.merged_into is not None}


def shown(notifier: Channels) -> dict[str, str | None]:
    """Of each story's card where it says that the story went."""
    return {alert: notifier.shown[ts].get("merged_into") for alert, (ts,) in notifier.cards.items()}


@pytest.mark.parametrize("minutes", [20, 60 * 25])
def test_an_old_page_that_makes_one_of_two_edits_both_cards_and_tells_nobody(minutes: float) -> None:
    found = versions(lyon(), koralis(), both(minutes, OLD))
    assert went(found) == {KORALIS: LYON}
    _, notifier = told(found, ALL)
    assert shown(notifier) == {LYON: None, KORALIS: LYON}
    assert notifier.card_version(LYON) == 2
    assert notifier.replies == []


@pytest.mark.parametrize("age", [SOON, OLD])
@pytest.mark.parametrize(
    "first", [lyon(OLD), lyon(score=0.6), lyon(OLD, score=0.6), lyon(silent=True)],
    ids=["old", "unsure", "old and unsure", "silent"],
)  # fmt: skip
@pytest.mark.parametrize("minutes", [20, 60 * 25])
def test_the_card_that_is_there_lives_on(first: Flagged, age: timedelta, minutes: float) -> None:
    """The story that was seen first has no card: it was old news, or waited to be sure."""
    found = versions(first, koralis(), both(minutes, age))
    assert went(found) == {LYON: KORALIS}
    store, notifier = told(found, NOBODY, ALL)
    assert shown(notifier) == {KORALIS: None}
    assert notifier.card_version(KORALIS) == 2
    assert {alert.id: alert.reason for alert in stored(store)}[LYON] == "merged"


def test_a_card_that_waited_elsewhere_says_where_its_story_went() -> None:
    _, notifier = told(versions(lyon(score=0.6), koralis(), both()), MAYBE, ALL)
    assert shown(notifier) == {f"{LYON}+4": KORALIS, KORALIS: None}
    assert notifier.there == ["C-MAYBE", "C1"]


def test_of_two_that_are_told_the_one_seen_first_stays() -> None:
    assert went(versions(lyon(), koralis(), both())) == {KORALIS: LYON}
    assert went(versions(lyon(score=0.6), koralis(0.6), both())) == {KORALIS: LYON}


def test_what_was_news_stays_so_where_an_old_page_came_to_it() -> None:
    """It has its card, however old the page that joined it says that the story is."""
    older = deal(article("Koralis sold for $80m in cash", 12, outlet="Courier", age=OLD), [], "Koralis", 8e7)
    found = versions(lyon(OLD), koralis(), older, both())
    assert went(found) == {LYON: KORALIS}
    assert shown(told(found, ALL)[1]) == {KORALIS: None}


def test_a_start_in_between_makes_the_same() -> None:
    messages = (lyon(OLD), koralis(0.6), both())
    first = versions(*messages[:2])
    rest = [s for o in start_cluster(first)(messages[2:], {}) for s in o if isinstance(s, Story)]  # type: ignore[union-attr]
    assert [*first, *rest] == versions(*messages)
