"""Which product is launched, and which facts a deal's words give: not the rival's, the host's or the founder's."""

from __future__ import annotations

import pytest

from tests.unit.detect.conftest import Flag


@pytest.mark.parametrize(
    ("headline", "description", "product"),
    [
        (
            "Nano Banana Pro : Google retouche tout",
            "Le modèle, adossé à Gemini 4, est disponible.",
            "Nano Banana Pro",
        ),
        ("Avec DALL-E 5, OpenAI apporte ses images sur ChatGPT", "", "DALL-E 5"),
        ("Vibes : Meta ouvre son équivalent de Sora aux Belges", "", "Vibes"),
        ("Microsoft launches 'vibe coding' in Excel", "", "vibe coding"),
        ("Google's Veo Turns Rough AI Sketches Into Cinematic Clips", "", "Veo"),
        ("Microsoft ships an AI note-taking app on iOS", "", "AI note-taking app"),
        ("Grok : Musk dévoile une alternative à ChatGPT", "", "Grok"),
        ("Mistral passe à la voix", "Mistral a dévoilé Voxtral 3.", "Voxtral 3"),
    ],
)
def test_neither_the_rival_nor_the_host_is_launched(
    flagged: Flag, headline: str, description: str, product: str
) -> None:
    launches = flagged(headline, description or None).launches
    assert [one.product.value for one in launches if one.product][:1] == [product]


def test_another_firms_model_is_its_owners_launch(flagged: Flag) -> None:
    launch = flagged("Nvidia speeds up Google DeepMind's DiffusionGemma on AI laptops").launches[0]
    assert launch.organisation.value == "Google DeepMind"


@pytest.mark.parametrize(
    ("headline", "target", "investors"),
    [
        (
            "Google met 3 milliards de dollars sur Anthropic, grand rival d'OpenAI",
            "Anthropic",
            ["Google"],
        ),
        (
            "De l'air pour Figure AI : 600 millions de dollars venus de Jeff Bezos et d'OpenAI",
            "Figure AI",
            ["Jeff Bezos", "OpenAI"],
        ),
        ("Google Holds Talks With Anthropic About Potential $15 Bln Investment", "Anthropic", ["Google"]),
        ("Elon Musk's xAI Is Now Valued at $60 Billion After Funding Round", "xAI", []),
        ("xAI : Elon Musk réunit 12 milliards de dollars pour rivaliser avec OpenAI", "xAI", []),
        (
            "OpenAI, SoftBank Each Pledge $9 Billion for Stargate Data Center Campus",
            "Stargate",
            ["OpenAI", "SoftBank"],
        ),
    ],
)
def test_the_sides_of_a_deal(flagged: Flag, headline: str, target: str, investors: list[str]) -> None:
    deal = flagged(headline).deals[0]
    assert deal.target is not None
    assert (deal.target.value, [one.value for one in deal.investors]) == (target, investors)


def test_the_firm_is_whom_the_sentence_before_begins_with(flagged: Flag) -> None:
    deal = flagged(
        "Record round for the start-up of Ada Quill, once of OpenAI",
        "Lumenworks has no product. Yet the AI start-up had no trouble raising two billion dollars.",
    ).deals[0]
    assert deal.target is not None
    assert deal.amount is not None
    assert (deal.target.value, deal.amount.value) == ("Lumenworks", 2e9)


def test_the_sum_below_gives_the_headlines_figure_its_currency(flagged: Flag) -> None:
    deal = flagged("OpenAI lève 90 milliards", "Le tour de table atteint 90 milliards de dollars.").deals[0]
    assert deal.amount is not None
    assert (deal.amount.value, deal.amount.currency) == (90e9, "USD")


@pytest.mark.parametrize(
    ("headline", "status"),
    [
        ("Mistral AI seeks to raise $2 billion", "rumoured"),
        ("Cohere triples its fundraising target to $2 billion", "rumoured"),
        ("Mistral AI raises $2 billion", "confirmed"),
    ],
)
def test_a_round_that_is_sought_is_no_round_yet(flagged: Flag, headline: str, status: str) -> None:
    assert flagged(headline).deals[0].status == status
