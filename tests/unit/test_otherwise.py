"""What a reason says would have been decided without a veto is what the rules decide without it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from newswatch.messages import Article, Flagged, Reason
from processors.detect.words.load import SHIPPED, load_rules
from processors.flag import Rules, flag
from processors.otherwise import otherwise
from tests.unit.stories.made import article

Flag = Callable[[str], Flagged]


@pytest.fixture(scope="module")
def rules() -> Rules:
    return load_rules([SHIPPED])


def _of(headline: str) -> Article:
    headline, _, description = headline.partition(" | ")
    return article(headline).model_copy(update={"description": description or None, "body": ""})


def _vetoes(flagged: Flagged) -> list[Reason]:
    return [reason for reason in flagged.reasons if reason.decision == "veto"]


@pytest.mark.parametrize(
    "headline",
    [
        "Review: Google launches Gemini 9, shares fall",
        "Test : Google lance Gemini 9, mais l'action recule",
        "Court blocks Nvidia's purchase of AI startup Quillon",
        "Nvidia veut racheter la start-up d'IA Quillon : la justice bloque l'opération",
    ],
)
def test_what_is_said_of_a_veto_is_what_the_rules_decide_without_it(rules: Rules, headline: str) -> None:
    told = otherwise(flag(_of(headline), rules), rules)
    assert len(_vetoes(told)) == 2
    for reason in _vetoes(told):
        assert reason.label is not None
        less = replace(rules, vetoes=tuple(veto for veto in rules.vetoes if veto.id != reason.rule))
        alone = flag(told.article, less)
        come = f"; without it the score is {alone.score[reason.label]:.2f}: "
        assert come + ("the label" if reason.label in alone.labels else "no label") in reason.detail


def test_of_two_vetoes_that_each_suffice_none_alone_is_said_to_decide(rules: Rules) -> None:
    both = "How to launch Gemini 9, Google's new model: review"
    told = _vetoes(otherwise(flag(_of(both), rules), rules))
    assert sorted(reason.rule for reason in told) == ["how-to", "review"]
    for reason in told:
        assert ": no label; without " in reason.detail
        assert reason.detail.endswith("the score is 0.55: the label")


def test_a_second_opinion_that_refuses_is_a_veto_too(rules: Rules) -> None:
    strict = {
        label: opinion.model_copy(update={"floor": 1.0, "sure": 1.0})
        for label, opinion in rules.opinions.items()
    }
    refusing = replace(rules, opinions=strict, wording=None)
    (reason,) = _vetoes(otherwise(flag(_of("Google launches Gemini 9"), refusing), refusing))
    assert reason.rule == "second-opinion"
    assert reason.detail.endswith("; without it the score is 0.95: the label")


def test_a_launch_that_counts_for_nothing_beside_a_deal_is_told(rules: Rules) -> None:
    told = flag(_of("Google launches Gemini 9, and Nvidia buys AI startup Quillon"), rules)
    assert told.labels == ("ai_investment",)
    (launch,) = [reason for reason in told.reasons if reason.label == "competitor_launch"]
    assert (launch.rule, launch.decision) == ("launch", "miss")
    assert launch.detail.startswith("score 0.95: told beside a deal")
    assert launch.evidence is not None
    assert launch.evidence.quote == "Google launches Gemini 9"


def test_a_veto_that_is_too_weak_is_told(rules: Rules) -> None:
    told = flag(_of("Google launches Gemini 9 and retires Gemini 8"), rules)
    assert told.labels == ("competitor_launch",)
    assert ("removal", "note", "spoke against it, too weakly") in {
        (reason.rule, reason.decision, reason.detail) for reason in told.reasons
    }


def test_a_veto_of_the_headline_is_shown_where_the_claim_stands_below(rules: Rules) -> None:
    told = flag(_of("Quillon: our review | Nvidia has acquired AI startup Quillon, sources said."), rules)
    found = [r for r in told.reasons if r.decision in ("veto", "note") and r.rule != "second-opinion"]
    assert found
    assert all(reason.evidence is not None for reason in found)


def test_a_score_of_nothing_may_lack_more_than_the_bar(rules: Rules) -> None:
    told = flag(_of("Nvidia veut racheter la start-up d'IA Quillon : la justice bloque l'opération"), rules)
    (reason,) = [one for one in told.reasons if one.decision == "miss" and one.label == "ai_investment"]
    assert reason.detail.startswith("score 0.00, at least 0.50 more would have matched")
