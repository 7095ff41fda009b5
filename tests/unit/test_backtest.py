"""Other rules in the shadow: what they bring, lose and change."""

from datetime import UTC, datetime, timedelta

import pytest

from newswatch.messages import Article, Flagged, Label, SourceRef
from processors.backtest import backtest
from processors.flag import SHIPPED, Rules, flag, load_rules
from processors.notify import Policy

AT = datetime(2023, 1, 23, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def rules() -> Rules:
    return load_rules([SHIPPED])


def told(rules: Rules, headline: str, minutes: int, labels: tuple[Label, ...] | None = None) -> Flagged:
    at = AT + timedelta(minutes=minutes)
    article = Article(
        id=f"a{minutes}",
        url=f"https://s.example/{minutes}",
        headline=headline,
        publisher="S",
        in_language="en",
        date_published=at,
        source=SourceRef(id="s", publisher="S"),
        content_hash=headline,
        discovered_at=at,
        fetched_at=at,
    )
    flagged = flag(article, rules)
    return (
        flagged
        if labels is None
        else flagged.model_copy(update={"labels": labels, "deals": (), "launches": ()})
    )


def test_the_same_rules_change_nothing(rules: Rules) -> None:
    log = [
        told(rules, "Microsoft invests $10 billion in OpenAI", 0),
        told(rules, "Meta faces a lawsuit over teenagers", 5),
    ]
    found = backtest(log, rules, Policy())
    assert (found.read, found.new, found.lost, found.changed, found.flips) == (2, (), (), (), ())


def test_what_the_log_missed_is_new_and_what_it_told_wrongly_is_lost(rules: Rules) -> None:
    log = [
        told(rules, "Microsoft invests $10 billion in OpenAI", 0, labels=()),
        told(rules, "A recipe for leek soup", 5, labels=("competitor_launch",)),
    ]
    found = backtest(log, rules, Policy(), {"a0": "right", "a5": "wrong"})
    assert [story.headline for story in found.new] == ["Microsoft invests $10 billion in OpenAI"]
    assert [story.headline for story in found.lost] == ["A recipe for leek soup"]
    assert [(flip.article, flip.before, flip.after) for flip in found.flips] == [
        ("a0", (), ("ai_investment",)),
        ("a5", ("competitor_launch",), ()),
    ]
    assert (found.before.right, found.before.judged, found.after.right, found.after.judged) == (0, 1, 1, 1)


def test_another_fact_is_a_changed_alert(rules: Rules) -> None:
    log = [told(rules, "Microsoft invests $10 billion in OpenAI", 0, labels=("ai_investment",))]
    found = backtest(log, rules, Policy())
    assert [(a.id, b.id) for a, b in found.changed] == [("a0", "a0")]
    assert not found.new
    assert not found.lost
