"""What the stages say has words for a reader; a timeline shows when something was decided and when done."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import get_args

from newswatch.messages import Flagged, Story
from newswatch.web.alert_words import DONE, REASONS, STATES, decision_text, state_text
from newswatch.web.article_view import PROBLEMS
from newswatch.web.fact_words import NAMES
from newswatch.web.timeline import timeline
from processors.alerting.alerts import Alert, AlertState, slim
from processors.alerting.delivery import news_below
from processors.cluster import start_cluster
from processors.notify import Policy, notify
from tests.unit.stories.made import article, deal

from .conftest import Day
from .filled import MORNING

PROCESSORS = Path(__file__).parents[2] / "processors"


def literals(pattern: str, *names: str) -> set[str]:
    """What the pattern finds in these modules."""
    texts = [path.read_text(encoding="utf-8") for name in names for path in PROCESSORS.glob(name)]
    return {found for text in texts for found in re.findall(pattern, text)}


def test_every_decision_state_and_reason_has_words() -> None:
    assert set(get_args(AlertState)) == STATES.keys()
    whats = literals(
        r'noted\(\s*(?:now|at), "([a-z-]+)"',
        "notify.py",
        "deliver.py",
        "alerting/delivery.py",
        "alerting/alerts.py",
    )
    assert {"silent", "post", "retry", "parked", "edited", "replied"} <= whats <= DONE.keys()
    silent = literals(r'return "([a-z-]+)"', "notify.py")
    assert {"old-news", "merged"} <= silent <= REASONS.keys()


def test_every_fact_of_a_deal_or_launch_is_shown() -> None:
    named = literals(r'(?:claim|money)\(group, "([a-z_]+)"', "stories/facts.py")
    assert {"amount", "planned"} <= named <= NAMES.keys() | {"told"}


def test_every_problem_of_an_article_has_words() -> None:
    added = literals(r'(?:problems|found)\.add\("([a-z0-9-]+)"\)', "extract*.py", "page/*.py")
    assert {"paywall", "short"} <= added <= PROBLEMS.keys()


def held_alert() -> Alert:
    """Decided in the quiet hours, posted in the morning; a reply waits, then it is parked."""
    alert = Alert(id="a", story="a", channel="news", state="planned")
    later = MORNING + timedelta(hours=9)
    return (
        alert.noted(MORNING, "post", "new-story", 1)
        .noted(later, "sent", "17.1", 1)
        .noted(later + timedelta(hours=1), "reply", "amount-set,confirmed", 2)
        .noted(later + timedelta(hours=1, seconds=3), "edited", "", 2)
        .noted(later + timedelta(hours=1, seconds=4), "parked", "no_permission", 2)
    )


def test_a_decision_that_waited_is_shown_with_its_own_time(day: Day) -> None:
    stored = day.filled.store.get("stories", day.filled.launch)
    assert stored is not None
    done = [moment for moment in timeline(Story.model_validate(stored.body), [held_alert()]) if moment.done]
    assert [moment.done for moment in done] == [
        ("Decided to tell: a new story",),
        ("Posted the card",),
        ("Edited the card", "Parked: it waits for a person: no_permission"),
    ]


def test_states_say_why() -> None:
    parked = held_alert().model_copy(update={"state": "parked", "reason": "channel_not_found: no channel"})
    assert state_text(parked) == "Waits for a person: channel_not_found: no channel"
    assert state_text(parked.model_copy(update={"state": "sent"})) == "Told"
    assert decision_text(held_alert().history[2], held_alert()) == (
        "Decided to edit the card and to reply: amount set, confirmed"
    )


def versions(*inputs: Flagged) -> list[Story]:
    """The versions of a story that these articles make."""
    outcomes = start_cluster((), {})(inputs, {})
    return [s for made in outcomes if not isinstance(made, Exception) for s in made if isinstance(s, Story)]


def test_a_disputed_sum_that_comes_back_changes_nothing_on_the_timeline() -> None:
    """The thread tells the first turn alone, and the timeline told each."""
    said = [(5e9, "A"), (6e9, "B"), (5e9, "C"), (6e9, "D"), (6e9, "E"), (5e9, "F"), (5e9, "G")]
    inputs = [
        deal(
            article(f"{outlet} has Nebulon in Koralis", 9 * n, outlet=outlet), ["Nebulon"], "Koralis", amount
        )
        for n, (amount, outlet) in enumerate(said)
    ]
    *_, story = versions(*inputs)
    changes = [text for moment in timeline(story, []) for text in moment.changes if "changed" in text]
    assert changes == ["Amount changed: Nebulon → Koralis, 5 bn USD → 6 bn USD"]


def test_a_card_that_is_only_replied_to_is_not_said_to_be_edited() -> None:
    before, after = versions(
        deal(article("Nebulon may buy Koralis"), ["Nebulon"], "Koralis", status="rumoured"),
        deal(article("Nebulon buys Koralis", 9, outlet="B"), ["Nebulon"], "Koralis"),
    )
    told = Alert(id="a", story=before.id, channel="news", state="sent", sent=slim(before), ts="1",
                 closed="edit_window_closed")  # fmt: skip
    planned = notify(after, told, after.updated_at, Policy())
    assert planned is not None
    done = news_below(planned, after.updated_at + timedelta(hours=1))
    lines = [text for moment in timeline(after, [done]) for text in moment.done]
    assert lines == [
        "Decided to reply in the thread alone: confirmed",
        "Edited no card: what changes is told in the thread alone",
    ]
    assert [reply.text for reply in done.replies] == ["Confirmed: Nebulon → Koralis, until now rumoured"]
