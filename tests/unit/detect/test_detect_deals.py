"""Deals: labels and facts by form, in both languages. The sentences are ours."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newswatch.messages import Deal, Flagged

Flag = Callable[..., Flagged]

DEALS = [
    ("Google invests another $1 billion in Anthropic", ["Google"], "Anthropic", 1e9, "confirmed"),
    ("OpenAI closes $6.6 billion funding round", [], "OpenAI", 6.6e9, "confirmed"),
    ("Mistral AI closes €1.7B Series C led by ASML", ["ASML"], "Mistral AI", 1.7e9, "confirmed"),
    ("Nvidia in talks to invest $500 million in Poolside", ["Nvidia"], "Poolside", 500e6, "rumoured"),
    ("Apple buys Canadian AI startup DarwinAI", ["Apple"], "DarwinAI", None, "confirmed"),
    ("Run:ai acquired by Nvidia for $700 million", ["Nvidia"], "Run:ai", 700e6, "confirmed"),
    (
        "Microsoft to invest billions in the AI startup behind ChatGPT",
        ["Microsoft"],
        "OpenAI",
        None,
        "confirmed",
    ),
    ("Baidu-backed AI startup Lingua raises $140 million", ["Baidu"], "Lingua", 140e6, "confirmed"),
    ("Amazon va investir 4 milliards de dollars dans Anthropic", ["Amazon"], "Anthropic", 4e9, "confirmed"),
    ("Poolside lève 500 M$ pour son IA de programmation", [], "Poolside", 500e6, "confirmed"),
    ("Nvidia rachète la start-up d'IA Run:ai", ["Nvidia"], "Run:ai", None, "confirmed"),
    (
        "Dataiku, la licorne française de l'IA, rachetée par Databricks",
        ["Databricks"],
        "Dataiku",
        None,
        "confirmed",
    ),
    ("Rachat de Windsurf par OpenAI pour 3 milliards de dollars", ["OpenAI"], "Windsurf", 3e9, "confirmed"),
    ("Apple envisagerait de racheter Perplexity", ["Apple"], "Perplexity", None, "rumoured"),
    (
        "SoftBank pourrait injecter 25 milliards de dollars dans OpenAI",
        ["SoftBank"],
        "OpenAI",
        25e9,
        "rumoured",
    ),
]


def _current(deals: tuple[Deal, ...]) -> Deal:
    return next(deal for deal in deals if deal.tense == "current")


@pytest.mark.parametrize(("headline", "investors", "target", "amount", "status"), DEALS)
def test_a_deal_is_told_with_its_facts(
    flagged: Flag, headline: str, investors: list[str], target: str, amount: float | None, status: str
) -> None:
    result = flagged(headline)
    assert "ai_investment" in result.labels
    deal = _current(result.deals)
    assert [one.value for one in deal.investors] == investors
    assert deal.target is not None
    assert deal.target.value == target
    assert (deal.amount.value if deal.amount else None) == amount
    assert deal.status == status


NONE = [
    "While Meta pours billions into AI, its glasses sell poorly",
    "Sequoia raises $3 billion fund for AI bets",
    "OpenAI donates $50 million to schools",
    "Nvidia scraps $40 billion acquisition of Arm",
    "Stealth AI startup raises $5M",
    "Oracle shares jump on OpenAI deal",
    "The 10 biggest AI rounds of the year",
    "Anthropic prepares IPO at $900 billion valuation",
    "Epic Games raises $1 billion",
    "Meta rachète pour 40 milliards de dollars d'actions",
    "Eurazeo lève un fonds de 650 millions d'euros",
    "Nvidia renonce à racheter la start-up d'IA Deci",
    "Bulle de l'IA : faut-il craindre les milliards d'OpenAI ?",
]


@pytest.mark.parametrize("headline", NONE)
def test_near_misses_are_no_deals(flagged: Flag, headline: str) -> None:
    result = flagged(headline)
    assert "ai_investment" not in result.labels
    assert any(
        reason.label == "ai_investment" and reason.decision in ("miss", "veto") for reason in result.reasons
    )


def test_valuation_is_not_the_amount(flagged: Flag) -> None:
    deal = _current(flagged("Cohere raises $500 million at $6.8 billion valuation").deals)
    assert deal.amount is not None
    assert deal.valuation is not None
    assert (deal.amount.value, deal.valuation.value) == (500e6, 6.8e9)


def test_investors_and_valuation_come_from_the_description_too(flagged: Flag) -> None:
    lead = "Nvidia et Salesforce mènent l'opération, qui le valorise 3 Md$."
    deal = _current(flagged("Poolside lève 500 M$ pour son IA", lead).deals)
    assert [one.value for one in deal.investors] == ["Nvidia", "Salesforce"]
    assert deal.valuation is not None
    assert deal.valuation.value == 3e9


def test_of_two_sums_beside_each_other_the_currency_is_said_once(flagged: Flag) -> None:
    deal = _current(
        flagged("Poolside lève 500 millions de dollars et atteint 3 milliards de valorisation").deals
    )
    assert deal.amount is not None
    assert deal.valuation is not None
    assert (deal.amount.currency, deal.valuation.value, deal.valuation.currency) == ("USD", 3e9, "USD")


def test_an_undisclosed_amount_is_a_value_of_its_own(flagged: Flag) -> None:
    deal = _current(
        flagged("Nvidia acquires AI startup Gretel", "Terms of the deal were not disclosed.").deals
    )
    assert deal.disclosed is False
    assert deal.amount is None


def test_a_compute_deal_names_buyer_and_supplier(flagged: Flag) -> None:
    deal = _current(flagged("OpenAI signs $38 billion compute deal with Oracle").deals)
    assert [one.value for one in deal.investors] == ["OpenAI"]
    assert deal.target is not None
    assert (deal.target.value, deal.stage) == ("Oracle", "compute deal")
