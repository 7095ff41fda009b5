"""Of two claims of one deal that nothing but their sides joins, one deal is told, and no fact of either is lost."""

from __future__ import annotations

import pytest

from newswatch.messages import Deal, Fact
from processors.detect.deals import facts
from processors.detect.deals.judged import judged_claims
from processors.detect.grammar.reading import read
from processors.detect.words.lexicon import Rules
from tests.unit.stories.made import article


def deals_of(
    headline: str, description: str, target: str | None, rules: Rules, patch: pytest.MonkeyPatch
) -> list[Deal]:
    """What is made of the claims where the target of each comes out as the one given."""
    patch.setattr(facts, "_target", lambda group, reading: Fact(value=target) if target else None)
    reading = read(article(headline, description=description), rules)
    return facts.merged([one for one in judged_claims(reading) if one.score >= 0.5], reading)


ROUND = ("AI startup Velmora raises $300 million", "Norvane, an AI startup, hits a $2 billion valuation.")
WORTH = ("AI startup Velmora valued at $3 billion", "AI startup Norvane raised $200 million.")


@pytest.mark.parametrize("texts", [ROUND, WORTH])
def test_deals_without_a_side_are_not_one(
    texts: tuple[str, str], rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(deals_of(*texts, None, rules, monkeypatch)) == 2


@pytest.mark.parametrize(
    ("texts", "amount", "valuation"),
    [(ROUND, 300_000_000.0, 2_000_000_000.0), (WORTH, 200_000_000.0, 3_000_000_000.0)],
)
def test_a_deal_told_again_keeps_the_sums_of_both(
    texts: tuple[str, str], amount: float, valuation: float, rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    (deal,) = deals_of(*texts, "Velmora", rules, monkeypatch)
    assert deal.amount is not None
    assert deal.valuation is not None
    assert (deal.amount.value, deal.valuation.value) == (amount, valuation)
