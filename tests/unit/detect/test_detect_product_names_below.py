"""Names that stand in another place than the launch: with an old product, below the headline, behind a repeated one."""

from __future__ import annotations

import pytest

from tests.unit.detect.conftest import Flag


def _product(flagged: Flag, headline: str, description: str = "", own: str = "") -> str | None:
    launches = flagged(headline, description or None, own=own).launches
    return launches[0].product.value if launches and launches[0].product else None


@pytest.mark.parametrize(
    ("headline", "product"),
    [
        ("OpenAI reboots ChatGPT experience with GPT-8.1 after complaints about GPT-8", "GPT-8.1"),
        ("OpenAI relaunches ChatGPT with GPT-8.1 and a new voice", "GPT-8.1"),
        ("Microsoft reboots Copilot with a new voice mode", "Copilot"),
        ("Anthropic améliore le mode croquis de Claude pour les architectes", "mode croquis de Claude"),
        ("OpenAI améliore la recherche web de ChatGPT", "recherche web de ChatGPT"),
        ("Anthropic améliore Claude", "Claude"),
        ("Claude 7 models on Azure AI Foundry", "Claude 7 models on Azure AI Foundry"),
        ("Anthropic Claude Opus 7 on AWS: Mythos-class skills now available", "Claude Opus 7"),
        ("Microsoft unveils new coding agents for Teams, taking on Slack", "coding agents for Teams"),
    ],
)
def test_what_is_new_of_an_old_product(flagged: Flag, headline: str, product: str) -> None:
    assert _product(flagged, headline) == product


@pytest.mark.parametrize(
    ("headline", "description", "product"),
    [
        (
            "Amazon expands Bedrock by a third this autumn",
            "Amazon announced Guides for Bedrock, a set of AI tools, at its fair in Lyon.",
            "Guides for Bedrock",
        ),
        (
            "Amazon too announces an AI chatbot for offices",
            "The bot, called Q, files a firm's letters.",
            "Q",
        ),
        (
            "Google previews a model that browses",
            "The model, called Gemini 6.5 Computer Use, can click on links.",
            "Gemini 6.5 Computer Use",
        ),
        (
            "Meta Apollo - watching films with open weights",
            "Meta released Apollo, a new family of video models, and introducing ApolloBench, which measures them.",
            "Apollo",
        ),
        (
            "Microsoft's new AI agents set to shake up office software",
            "Microsoft launches self-driving AI agents for Dynamics 365, challenging Salesforce.",
            "self-driving AI agents for Dynamics 365",
        ),
    ],
)
def test_the_description_names_it(flagged: Flag, headline: str, description: str, product: str) -> None:
    assert _product(flagged, headline, description) == product


@pytest.mark.parametrize(
    ("headline", "description", "product"),
    [
        (
            "Improvements to chart reading in ChatGPT",
            "Improvements to chart reading in ChatGPT Browse charts and add files.",
            "chart reading in ChatGPT",
        ),
        (
            "Improvements to file search in ChatGPT",
            "Improvements to file search in ChatGPT Browse folders and add files.",
            "file search in ChatGPT",
        ),
        (
            "Inference for PROs",
            "Inference for PROs Today, we're introducing Inference for PRO users: an offer that gives you more.",
            "Inference for PROs",
        ),
    ],
)
def test_a_headline_told_again_ends_where_it_ends(
    flagged: Flag, headline: str, description: str, product: str
) -> None:
    assert _product(flagged, headline, description, own="openai") == product
