"""Ways of telling that were once missed or misread, and the hostile texts of rows 56, 57, 58, 59 and 65."""

from __future__ import annotations

import time

import pytest

from tests.unit.detect.conftest import Flag

DEALS = (
    "Amazon Takes a Stake in AI Startup Hollowmere",
    "Salesforce Snaps Up AI Agent Maker Brindle for $300 Million",
    "xAI Scoops Up $10 Billion in Debt and Equity",
    "Scale AI confirms investment from Meta",
    "Microsoft shells out $900M for AI database startup Corrigan",
    "SambaNova eyes sale to Intel for about $1.6 billion",
    "Deux milliards de dollars levés : le pari fou de la start-up d'IA Corvelle",
    "SoftBank hands Wayve a further $750 million",
    "Google hands $3 billion to Intel in a bet on AI accelerators",
    "Anthropic valued at $350 billion after a share sale by its employees",
    "Anthropic valorisée 350 milliards de dollars après une cession d'actions par ses salariés",
    "CoreWeave wins $14 billion contract with Meta for AI compute",
    "Apple pays $2 billion for AI startup Corrigan",
    "Un chercheur lève 1,1 milliard de dollars pour sa start-up d'IA, Ineffable",
)
NO_DEALS = (
    "Walmart partners with OpenAI to offer shopping on ChatGPT",
    "KKR Raises $15 Billion for an Infrastructure Fund for AI data centers",
    "The 33 AI startups that have raised $100M or more this year",
    "Mistral closes in on Big AI rivals",
    "Copilot now lets you fall back on GPT-5",
    "Microsoft wins $2 billion contract with the Navy for AI agents",
    "Apple pays Anthropic $300 million a year for Claude",
    "Apple verse un milliard de dollars par an à Google pour Gemini",
    "Washington Post signs AI licensing deal with Amazon worth $25 million a year",
    "Le Monde signe un accord de contenus avec Mistral AI",
    "The $300 billion question: can Oracle pay for OpenAI's chips?",
    "Anthropic valued at $350 billion, its employees say",
)
LAUNCHES = (
    "Google Photos : l'IA retouche désormais vos clichés",
    "Meta makes its SAM audio model available to all",
    "Devstral - Le modèle de Mistral qui code sur votre portable",
    "OpenAI veut concurrencer Chrome avec Atlas, un navigateur dopé à l'IA",
    "Gmail : l'IA Gemini va trier votre boîte de réception",
    "Meta AI gets its own voice on Ray-Bans",
)
NO_LAUNCHES = (
    "Carrefour déploie ChatGPT auprès de ses équipes",
    "HSBC taps Mistral AI to supercharge generative AI rollout",
    "Meta signs deal to buy a nuclear plant's power for AI",
    "Google rolls out Material 3 Expressive to Pixel phones",
    "Google's next Pixel could get a Gemini-powered camera",
    "Microsoft hands $2 billion to Intel in a bet on AI chips",
    "Apple's overhauled Siri slides to next spring",
    "Apple's upgraded Siri slips into 2027",
    "Le nouveau Siri d'Apple repoussé à 2027",
)


@pytest.mark.parametrize("headline", DEALS)
def test_it_is_a_deal(flagged: Flag, headline: str) -> None:
    assert "ai_investment" in flagged(headline).labels


@pytest.mark.parametrize("headline", NO_DEALS)
def test_it_is_no_deal(flagged: Flag, headline: str) -> None:
    assert "ai_investment" not in flagged(headline).labels


@pytest.mark.parametrize("headline", LAUNCHES)
def test_it_is_a_launch(flagged: Flag, headline: str) -> None:
    assert "competitor_launch" in flagged(headline).labels


@pytest.mark.parametrize("headline", NO_LAUNCHES)
def test_it_is_no_launch(flagged: Flag, headline: str) -> None:
    assert "competitor_launch" not in flagged(headline).labels


def test_a_body_that_speaks_of_ai_makes_no_ai_firm_of_a_known_one(flagged: Flag) -> None:
    body = "Its engine uses artificial intelligence, as everyone does. " * 3
    assert flagged("Epic Games raises $1 billion", None, body).labels == ()


def test_an_amount_and_a_valuation_beside_each_other(flagged: Flag) -> None:
    deal = flagged("Perplexity's new money: $200M at $20B").deals[0]
    assert deal.amount is not None
    assert deal.valuation is not None
    assert (deal.amount.value, deal.valuation.value) == (2e8, 2e10)


@pytest.mark.parametrize(
    "title", ["A" * 1_000_000, "$1 " * 300_000, "a-" * 500_000, "«" * 1_000_000, "1 " * 500_000]
)
def test_56_57_a_title_of_a_megabyte_takes_no_time(flagged: Flag, title: str) -> None:
    begin = time.process_time()
    flagged(title, title, title)
    assert time.process_time() - begin < 2


@pytest.mark.parametrize("body", ["", "Subscribe to read on.", "function(){return 1}"])
def test_58_59_a_page_without_its_text_is_judged_by_its_headline(flagged: Flag, body: str) -> None:
    told = flagged("Amazon invests another $4 billion in Anthropic", None, body)
    assert told.labels == flagged("Amazon invests another $4 billion in Anthropic").labels != ()


def test_65_a_name_with_foreign_letters_is_noted_and_not_taken_for_it(flagged: Flag) -> None:
    told = flagged("G\u043e\u043egle launches Gemini 4")
    assert any(reason.rule == "look-alike" for reason in told.reasons)
    assert all(mention.name != "Google" for mention in told.mentions)
