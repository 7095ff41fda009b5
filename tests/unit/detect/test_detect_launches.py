"""Launches: labels and facts by form, in both languages. The sentences are ours."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newswatch.messages import Flagged

Flag = Callable[..., Flagged]


LAUNCHES = [
    ("Anthropic launches Claude Opus 9.1", "Anthropic", "Claude Opus 9.1"),
    ("Google unveils Gemini 9 Pro with a longer memory", "Google", "Gemini 9 Pro"),
    ("Gemini 9 unveiled by Google", "Google", "Gemini 9"),
    ("ChatGPT can now book trains for you", "OpenAI", "ChatGPT"),
    ("GPT-9 is now available to all", "OpenAI", "GPT-9"),
    ("Mistral dévoile Devstral 9, son modèle de code", "Mistral AI", "Devstral 9"),
    ("Claude Opus 9.1, le nouveau modèle d'Anthropic", "Anthropic", "Claude Opus 9.1"),
    ("ChatGPT débarque sur Linux", "OpenAI", "ChatGPT"),
    ("Gemini peut désormais résumer vos réunions", "Google", "Gemini"),
    ("OpenAI lance « Voyage research », un assistant de voyage", "OpenAI", "Voyage research"),
    ("MICROSOFT - Copilot arrive dans l'Explorateur", "Microsoft", "Copilot"),
]


@pytest.mark.parametrize(("headline", "organisation", "product"), LAUNCHES)
def test_a_launch_is_told_with_its_facts(
    flagged: Flag, headline: str, organisation: str, product: str
) -> None:
    result = flagged(headline)
    assert "competitor_launch" in result.labels
    launch = result.launches[0]
    assert launch.organisation.value == organisation
    assert launch.product is not None
    assert launch.product.value == product


FIRST_PARTY = [
    ("Claude Opus 9.1", "Anthropic", "Claude Opus 9.1"),
    ("Introducing Quillmark", "OpenAI", "Quillmark"),
    ("DINOv9: vision without labels", "Meta", "DINOv9"),
    ("Grok 9 Beta — an age of agents", "xAI", "Grok 9"),
    ("Hello GPT-9o", "OpenAI", "GPT-9o"),
]


@pytest.mark.parametrize(("headline", "organisation", "product"), FIRST_PARTY)
def test_the_vendors_own_title_may_be_a_name_alone(
    flagged: Flag, headline: str, organisation: str, product: str
) -> None:
    result = flagged(headline, publisher=organisation)
    assert "competitor_launch" in result.labels
    launch = result.launches[0]
    assert launch.organisation.value == organisation
    assert launch.product is not None
    assert launch.product.value == product


NONE = [
    "Perplexity launches a new AI browser",
    "Figma adds Claude to its editor",
    "Claude vs. Gemini: which one writes better code?",
    "How to use Gemini in Gmail",
    "ChatGPT down: users report an outage",
    "OpenAI sued over ChatGPT",
    "Apple is reportedly working on AI glasses",
    "Google announces dates for its autumn show",
    "OpenAI hires a new finance chief",
    "OpenAI o9-mini System Card",
    "OpenAI launches grant program for startups",
    "Apple unveils iPhone 21",
    "Meta travaillerait sur un nouveau modèle d'IA",
    "Comment utiliser Gemini sur son téléphone",
    "ChatGPT va désormais intégrer des publicités",
    "Jean-Claude Dupont lance sa marque de chocolat",
    "Le mistral souffle fort sur la Provence",
    "Google's new travel agent sends stocks tumbling",
]


@pytest.mark.parametrize("headline", NONE)
def test_near_misses_are_no_launches(flagged: Flag, headline: str) -> None:
    result = flagged(headline)
    assert "competitor_launch" not in result.labels
    assert any(reason.label == "competitor_launch" for reason in result.reasons)


def test_a_headline_that_tells_a_deal_is_no_launch(flagged: Flag) -> None:
    assert flagged("Microsoft invests $10 billion in OpenAI to build new AI tools").labels == (
        "ai_investment",
    )


def test_the_body_alone_makes_no_label(flagged: Flag) -> None:
    body = (
        "Weather stayed mild. " * 30
        + "Last week OpenAI launched GPT-9. Google invested $1 billion in Anthropic."
    )
    assert flagged("A mild week in the valley", body=body).labels == ()


@pytest.mark.parametrize(
    ("headline", "availability"),
    [
        ("OpenAI releases GPT-9 in preview", "preview"),
        ("Meta open-sources Llama 9", "open"),
        ("GPT-9 is now available", "general"),
    ],
)
def test_availability(flagged: Flag, headline: str, availability: str) -> None:
    assert flagged(headline).launches[0].availability == availability


@pytest.mark.parametrize("name", ["Gооgle", "Goo\u200bgle", "Аnthropic"])
def test_look_alikes_are_noted_and_do_not_pass(flagged: Flag, name: str) -> None:
    result = flagged(f"{name} launches a new AI model")
    assert result.labels == ()
    assert any(reason.rule == "look-alike" for reason in result.reasons)
