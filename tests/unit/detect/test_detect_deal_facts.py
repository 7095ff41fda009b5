"""Sums and status of a deal that other words give; what a deal is whole stands in deal_facts.txt."""

from __future__ import annotations

import pytest

from tests.unit.detect.conftest import Flag


@pytest.mark.parametrize(
    ("headline", "description", "amount", "valuation", "status"),
    [
        # a question that takes the deal for granted, and one that doubts it
        (
            "Pourquoi Apple paie-t-il 2 milliards de dollars pour la start-up d'IA Brelian ?",
            "",
            2e9,
            None,
            "confirmed",
        ),
        (
            "Cent millions d'euros levés : qui se cache derrière la start-up d'IA Brelian ?",
            "",
            1e8,
            None,
            "confirmed",
        ),
        ("Will Apple pay $2 billion for AI startup Brelian?", "", 2e9, None, "rumoured"),
        (
            "MGX et Temasek au capital de Brelian, l'IA normande ? La piste se précise",
            "",
            None,
            None,
            "rumoured",
        ),
        # hearsay of the same sum, told below
        (
            "Anthropic signs $9B deal with AI cloud startup Brelian",
            "Anthropic has rented cloud capacity widely, and now it is reportedly a $9 billion deal with Brelian.",
            9e9,
            None,
            "rumoured",
        ),
        (
            "Anthropic signs $9B deal with AI cloud startup Brelian",
            "Another firm is reportedly close to a $2 billion deal with a chip maker.",
            9e9,
            None,
            "confirmed",
        ),
        # what a side of the deal pays, told below without the deal's verb
        (
            "AI lab Brelian closes its first big round at a $3 billion valuation",
            "General Catalyst put up most of the $280 million.",
            2.8e8,
            3e9,
            "confirmed",
        ),
        (
            "La start-up d'IA Brelian avalée par OpenAI",
            "Le créateur de ChatGPT débourse 4 milliards de dollars, en actions.",
            4e9,
            None,
            "confirmed",
        ),
        (
            "La start-up d'IA Brelian avalée par OpenAI",
            "Oracle débourse 4 milliards de dollars pour des bureaux au Texas.",
            None,
            None,
            "confirmed",
        ),
        # sums of an earlier deal, of all rounds, of a bought firm's round
        (
            "Brelian AI raises $300M, after raising $90M in March at a $1.1B valuation",
            "",
            3e8,
            None,
            "confirmed",
        ),
        (
            "AI lab Brelian in talks to raise $900M",
            "The deal would more than double the company's $4.2 billion valuation.",
            9e8,
            None,
            "rumoured",
        ),
        ("AI lab Brelian doubles its valuation to $9 billion with a $600M round", "", 6e8, 9e9, "confirmed"),
        (
            "AI cloud builder Brelian hits $4.5B valuation",
            "Brelian has now raised $1.25 billion in nine months.",
            None,
            4.5e9,
            "confirmed",
        ),
        (
            "Microsoft buys AI firm Brelian, which came out in May with a $30M seed led by Accel",
            "",
            None,
            None,
            "confirmed",
        ),
        ("Microsoft buys AI firm Brelian for $300M", "", 3e8, None, "confirmed"),
        ("AI lab Brelian hits $4B valuation after a $300M Series B", "", 3e8, 4e9, "confirmed"),
        ("Accel backs $3bn AI chip start-up Brelian", "", None, 3e9, "confirmed"),
        ("Nvidia invests in a $3 billion AI video company, Brelian", "", None, 3e9, "confirmed"),
        ("Google joins $4 billion AI robotics startup Brelian's round", "", None, 4e9, "confirmed"),
        ("Nvidia invests $3 billion in AI video company Brelian", "", 3e9, None, "confirmed"),
        ("Google buys $3bn AI chip startup Brelian", "", 3e9, None, "confirmed"),
        ("Nvidia backs $500 million AI startup fund", "", 5e8, None, "confirmed"),
        ("Nvidia joins $80 million AI startup round of Brelian", "", 8e7, None, "confirmed"),
        ("Sequoia leads $180 million AI startup Series B for Brelian", "", 1.8e8, None, "confirmed"),
        (
            "Google invests $20B in Anthropic, on top of the $3B put in before, and lends it chips",
            "",
            2e10,
            None,
            "confirmed",
        ),
        ("Accel and AMD back AI lab Brelian at $6.4 billion", "", None, 6.4e9, "confirmed"),
        # a worth beside what is sold
        ("AI startup Brelian hits $5B valuation, $1B in sales", "", None, 5e9, "confirmed"),
        ("AI startup Brelian at $5bn valuation, $200m in revenue", "", None, 5e9, "confirmed"),
        (
            "AI startup Brelian reaches $29B valuation with $1B in annual revenue",
            "",
            None,
            2.9e10,
            "confirmed",
        ),
        ("AI startup Brelian hits $1B in sales, eyes $10B valuation", "", None, 1e10, "rumoured"),
        ("L'IA Brelian valorisée 5 milliards de dollars, 1 milliard de ventes", "", None, 5e9, "confirmed"),
        (
            "L'IA Brelian vaut 5 milliards de valorisation et 1 milliard de chiffre d'affaires",
            "",
            None,
            5e9,
            "confirmed",
        ),
        ("AI startup Brelian doubles sales to $1B, valuation to $10B", "", None, 1e10, "confirmed"),
        ("OpenAI hits $20bn in revenue, $500bn valuation", "", None, 5e11, "confirmed"),
        # the firm told at length between the verb and its worth
        (
            "OpenAI lève 20 milliards de dollars",
            "Ce tour de table valorise le créateur de ChatGPT et champion de l'IA à 700 milliards de dollars.",
            2e10,
            7e11,
            "confirmed",
        ),
    ],
)
def test_sums_and_status_that_other_words_give(
    flagged: Flag, headline: str, description: str, amount: float | None, valuation: float | None, status: str
) -> None:
    deal = flagged(headline, description or None).deals[0]
    told = (deal.amount.value if deal.amount else None, deal.valuation.value if deal.valuation else None)
    assert (*told, deal.status) == (amount, valuation, status)


def test_a_deal_is_not_told_both_ways(flagged: Flag) -> None:
    (deal,) = flagged("Nebius leases 300MW data center from DataBank for $3bn").deals
    assert deal.target is not None
    assert (deal.target.value, [one.value for one in deal.investors]) == ("DataBank", ["Nebius"])


@pytest.mark.parametrize(
    ("headline", "description", "others"),
    [
        (
            "Nvidia buys AI startup Quillon for $700 million",
            "Nvidia has acquired Quillon, an AI startup, for $900 million, the company said.",
            [9e8],
        ),
        (
            "Mistral lève 600 millions d'euros",
            "La start-up d'IA annonce une levée de 640 millions d'euros menée par General Catalyst.",
            [6.4e8],
        ),
        ("Mistral lève 600 millions d'euros", "Mistral lève 600 millions d'euros pour son IA.", []),
    ],
)
def test_sums_of_one_text_that_differ_are_all_kept_each_once(
    flagged: Flag, headline: str, description: str, others: list[float]
) -> None:
    told = flagged(headline, description)
    (deal,) = told.deals
    assert [money.value for money in deal.other_amounts] == others
    for money in (deal.amount, *deal.other_amounts):
        assert money is not None
        assert money.evidence is not None
        proof = money.evidence
        assert told.article.text(proof.field)[proof.start : proof.end] == proof.quote


@pytest.mark.parametrize("told", ["raises $2 billion", "borrows $2 billion"])
def test_what_is_raised_for_wares_is_one_deal(flagged: Flag, told: str) -> None:
    """A maker whose chips the money will buy is neither bought nor paid yet."""
    (deal,) = flagged(f"CoreWeave {told} to buy Nvidia chips").deals
    assert deal.target is not None
    assert (deal.target.value, deal.investors) == ("CoreWeave", ())
