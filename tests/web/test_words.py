"""What the stages say has words for a reader; a timeline shows when something was decided and when done."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import get_args

from newswatch.messages import Story
from newswatch.web.alert_words import DONE, REASONS, STATES, decision_text, state_text
from newswatch.web.article_view import PROBLEMS
from newswatch.web.fact_words import NAMES
from newswatch.web.timeline import timeline
from processors.alerting.alerts import Alert, AlertState

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
