"""The founding article: one deal with its rumoured figures, and the rivals' models to come, each with its words.

The article itself is not part of the repository: it is read from ../shared/seed where that is there. Its
two twins below are ours: the same shape of facts in other words, one French, one English.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from newswatch.messages import Article, Deal, Flagged, Launch, SourceRef
from processors.flag import SHIPPED, Rules, flag, load_rules

HERE = Path(__file__).parent
SEED = HERE.parents[3] / "shared" / "seed"
_DAY = datetime(2023, 1, 24, tzinfo=UTC)


@pytest.fixture(scope="module")
def rules() -> Rules:
    return load_rules([SHIPPED])


def _flag(text: str, rules: Rules, dated: bool = True) -> Flagged:
    source = SourceRef(id="text", publisher="unknown")
    article = Article(
        id="0" * 32,
        url="https://example.org/seed",
        headline="",
        body=text,
        publisher="unknown",
        datePublished=_DAY if dated else None,
        source=source,
        discovered_at=_DAY,
        fetched_at=_DAY,
    )
    return flag(article, rules)


def _text(name: str) -> str:
    if name.endswith(".md"):
        return (HERE / name).read_text(encoding="utf-8")
    found = sorted(SEED.glob("*.txt")) if SEED.is_dir() else []
    if not found:
        pytest.skip("the founding article is not here")
    return found[0].read_text(encoding="utf-8")


CASES = [
    ("seed", True, "Nalia Kailali", ["10 Md$", "environ 30 Md$"]),
    ("seed", False, "Nalia Kailali", ["10 Md$", "environ 30 Md$"]),
    ("twin-fr.md", True, "Maud Servin", ["10 milliards de dollars", "environ 29 milliards de dollars"]),
    ("twin-en.md", True, "Ines Calder", ["$10 billion", "about $29 billion"]),
]


@pytest.mark.parametrize(("name", "dated", "teller", "figures"), CASES)
def test_the_article_tells_a_deal_and_launches(
    rules: Rules, name: str, dated: bool, teller: str, figures: list[str]
) -> None:
    text = _text(name)
    flagged = _flag(text, rules, dated)
    assert set(flagged.labels) == {"ai_investment", "competitor_launch"}
    current = [deal for deal in flagged.deals if deal.tense == "current"]
    assert len(current) == 1
    _check_deal(current[0], figures, text)
    _check_history(flagged, text)
    _check_launches(flagged.launches, teller, text)


def _check_deal(deal: Deal, figures: list[str], text: str) -> None:
    assert [one.value for one in deal.investors] == ["Microsoft"]
    assert deal.target is not None
    assert deal.target.value == "OpenAI"
    assert (deal.status, deal.disclosed) == ("confirmed", False)
    assert deal.amount is not None
    assert (deal.amount.value, deal.amount.currency, deal.amount.status) == (10e9, "USD", "rumoured")
    assert deal.valuation is not None
    assert deal.valuation.value in (29e9, 30e9)
    assert (deal.valuation.currency, deal.valuation.status, deal.valuation.approximate) == (
        "USD",
        "rumoured",
        True,
    )
    amount, valuation = deal.amount.evidence, deal.valuation.evidence
    assert amount is not None
    assert valuation is not None
    assert amount.quote == figures[0]
    assert figures[1].endswith(valuation.quote)
    for proof in (deal.investors[0].evidence, deal.target.evidence, amount, valuation):
        assert proof is not None
        assert text[proof.start : proof.end] == proof.quote


def _check_history(flagged: Flagged, text: str) -> None:
    past = [deal for deal in flagged.deals if deal.tense == "history"]
    assert [deal.amount.value for deal in past if deal.amount] == [1e9]
    roles = {(figure.value, figure.role) for figure in flagged.figures}
    assert (1e9, "history") in roles
    assert (49.0, "price") in roles
    assert {role for value, role in roles if value == 49.0} == {"price"}
    assert {role for value, role in roles if value == 1e9} == {"history"}


def _check_launches(launches: tuple[Launch, ...], teller: str, text: str) -> None:
    assert [one.organisation.value for one in launches] == ["Google", "DeepMind", "Meta", "BigScience"]
    for launch in launches:
        assert launch.planned is not None
        assert launch.planned.value == "2023"
        assert launch.told_by is not None
        assert launch.told_by.value.startswith(teller)
        assert "Pega" in launch.told_by.value or "Orsel" in launch.told_by.value
        for fact in (launch.organisation, launch.planned, launch.told_by):
            assert fact.evidence is not None
            assert text[fact.evidence.start : fact.evidence.end] == fact.evidence.quote
    bloom = launches[-1]
    assert bloom.product is not None
    assert (bloom.product.value, bloom.availability) == ("BLOOM", "open")
    assert all(one.availability == "announced" for one in launches[:-1])
