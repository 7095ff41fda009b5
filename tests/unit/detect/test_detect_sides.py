"""Who is the target of a deal and who gives: founders, products, headings, partners and lists are told apart."""

from __future__ import annotations

import pytest

from tests.unit.detect.conftest import Flag


@pytest.mark.parametrize(
    ("headline", "description", "target", "investors"),
    [
        # the heading gets what a giant gives
        ("Anthropic : Google ajoute 3 milliards de dollars au pot", "", "Anthropic", ["Google"]),
        # a founder is no firm
        (
            "L'ancien chercheur de Google Ilian Moreau lève 200 millions de dollars pour sa start-up d'IA Corvane",
            "",
            "Corvane",
            [],
        ),
        (
            "La start-up d'Ilian Moreau, ancien de DeepMind, lève 200 millions d'euros",
            "Corvane développe des modèles d'IA pour la chimie.",
            "Corvane",
            [],
        ),
        (
            "Ex-OpenAI researcher's startup raises $1 billion",
            "Corvane, founded by Mira Vale, wants to build safe AI.",
            "Corvane",
            [],
        ),
        # nor is a product
        ("The AI startup behind Plume raises $150 million", "Corvane's app has many users.", "Corvane", []),
        (
            "OpenAI buys the maker of AI notetaker Plume",
            "The company, Corvane, was founded in 2022.",
            "Corvane",
            ["OpenAI"],
        ),
        ("Corvane acquisition: Nvidia pays $900 million for AI chip startup", "", "Corvane", ["Nvidia"]),
        # who supplies compute
        (
            "Mistral AI signe un accord de 2 milliards d'euros avec Corvane pour de la puissance de calcul",
            "",
            "Corvane",
            ["Mistral AI"],
        ),
        ("OpenAI turns to Corvane for 2 gigawatts of AI computing", "", "Corvane", ["OpenAI"]),
        (
            "Mistral AI: Partnering With Vantage Data Centers On A €900 Million AI Campus",
            "",
            "Vantage Data Centers",
            ["Mistral AI"],
        ),
        # of one sum the stake is told, and the firm rather than AI at large
        (
            "Microsoft deepens commitment to OpenAI and its cloud with a $10B stake",
            "",
            "OpenAI",
            ["Microsoft"],
        ),
        (
            "SoftBank débourse 6 milliards de dollars pour s'emparer du concepteur de puces d'IA Corvane",
            "",
            "Corvane",
            ["SoftBank"],
        ),
        # who stands beside a side
        ("Orange puts $900 million into OpenAI rival Corvane", "", "Corvane", ["Orange"]),
        ("Google signs a $3 billion AI computing deal with Nvidia-backed Corvane", "", "Corvane", ["Google"]),
        ("Amazon mise 4 milliards sur Corvane, rival d'OpenAI", "", "Corvane", ["Amazon"]),
        ("Meta will lease computing power to Anthropic for $6 billion", "", "Meta", ["Anthropic"]),
        ("Nvidia NVDA.O veut mettre 8 milliards de dollars dans OpenAI", "", "OpenAI", ["Nvidia"]),
        ("Ex-DeepMind engineer raises $900M for Berlin AI startup Corvane", "", "Corvane", []),
        # lists
        (
            "Aligned Data Centers bought by BlackRock, Nvidia and Microsoft for $40 billion",
            "",
            "Aligned Data Centers",
            ["BlackRock", "Nvidia", "Microsoft"],
        ),
        (
            "IA : Aleph Alpha décroche 400 millions de dollars auprès de Bosch, SAP et Brandt",
            "",
            "Aleph Alpha",
            ["Bosch", "SAP", "Brandt"],
        ),
        (
            "MGX et Temasek au capital de Mistral AI ? La piste se précise",
            "",
            "Mistral AI",
            ["MGX", "Temasek"],
        ),
        # who only says who another is
        ("Elon Musk's xAI buys Corvane", "", "Corvane", ["xAI"]),
        (
            "Corvane lève 675 millions de dollars pour son IA",
            "Elle compte parmi ses investisseurs Nvidia et le fondateur d'Amazon, Jeff Bezos.",
            "Corvane",
            ["Nvidia", "Jeff Bezos"],
        ),
        (
            "Corvane AI is valued at $2 billion after a funding round",
            "OpenAI's rival Corvane AI pulled $400 million from investors.",
            "Corvane AI",
            [],
        ),
    ],
)
def test_the_sides_of_a_deal(
    flagged: Flag, headline: str, description: str, target: str, investors: list[str]
) -> None:
    deal = flagged(headline, description or None).deals[0]
    assert deal.target is not None
    assert (deal.target.value, [one.value for one in deal.investors]) == (target, investors)
