"""An old product with what it newly is or where it newly comes, and what comes to it."""

from __future__ import annotations

import pytest

from tests.unit.detect.conftest import Flag


def _product(flagged: Flag, headline: str, own: str = "") -> str | None:
    launches = flagged(headline, own=own).launches
    return launches[0].product.value if launches and launches[0].product else None


@pytest.mark.parametrize(
    ("headline", "product"),
    [
        ("xAI launches Grok connectors to help teams", "Grok connectors"),
        ("OpenAI unveils its ChatGPT shopping assistant, taking on rivals", "ChatGPT shopping assistant"),
        ("Google introduces new Gemini video tools for businesses", "Gemini video tools"),
        ("xAI launches Grok image generator", "Grok image generator"),
        ("Anthropic opens Claude plugin store", "Claude plugin store"),
        ("Microsoft launches Windows AI agents", "Windows AI agents"),
        ("Microsoft launches Copilot Studio connectors", "Copilot Studio connectors"),
        ("Google's Gemini notebooks are coming to Android", "Gemini notebooks"),
        ("Grok voice agents are now available via API", "Grok voice agents"),
        ("Microsoft Introduces New Copilot Parental Controls For Businesses", "Copilot Parental Controls"),
        ("OpenAI lance les plugins Codex pour les équipes", "plugins Codex"),
        ("OpenAI lance l'application ChatGPT sur Windows", "application ChatGPT"),
        ("OpenAI lance la boutique d'applications de ChatGPT", "boutique d'applications de ChatGPT"),
        ("Le mode vocal de Claude arrive en France", "mode vocal de Claude"),
        # where it comes
        ("Anthropic launches Claude Code on the web", "Claude Code on the web"),
        ("OpenAI rolls out ChatGPT on WhatsApp to paid users", "ChatGPT on WhatsApp"),
        ("OpenAI rolls out ChatGPT in Chrome to paid users", "ChatGPT in Chrome"),
        ("OpenAI launches ChatGPT for Mac and Windows to help teams", "ChatGPT for Mac and Windows"),
    ],
)
def test_an_old_product_is_told_with_what_is_new(flagged: Flag, headline: str, product: str) -> None:
    assert _product(flagged, headline) == product


@pytest.mark.parametrize(
    ("headline", "product"),
    [
        ("Google lance l'agent Gemini en France", "Gemini"),
        ("New Alexa Feature Allows Kids to Draw", "Alexa"),
        # what it is itself, whom it reaches, when it comes
        ("OpenAI launches Codex coding agent", "Codex"),
        ("Google launches Gemini AI assistant to help teams", "Gemini"),
        ("Google launches Gemini worldwide", "Gemini"),
        ("OpenAI launches ChatGPT early in India", "ChatGPT"),
        ("OpenAI launches Sora for Android, the company said", "Sora"),
        ("Meta debuts Muse Spark model", "Muse Spark"),
        ("Google launches Gemini 9 app", "Gemini 9"),
    ],
)
def test_an_apposition_is_no_part_of_the_name(flagged: Flag, headline: str, product: str) -> None:
    assert _product(flagged, headline) == product


@pytest.mark.parametrize(
    ("headline", "own", "product"),
    [
        ("Ledgers now in Claude Code", "Anthropic", "Ledgers"),
        ("Anthropic Adds Shared Memory To Claude", "", "Shared Memory"),
        ("OpenAI Launches Parental Controls In ChatGPT", "", "Parental Controls"),
        ("Microsoft launches Phi-9-reasoning-plus", "", "Phi-9-reasoning-plus"),
        ("Screen sharing comes to Gemini Live", "", "Screen sharing"),
        ("La recherche vocale arrive dans Gemini", "", "recherche vocale"),
        ("New voice models in the API", "OpenAI", "voice models"),
        ("Google Beacon: a new AI notebook", "Google", "Google Beacon"),
        ("Introducing ChatGPT for Teachers and Tutors", "OpenAI", "ChatGPT for Teachers and Tutors"),
        ("Nvidia NIM Lanterns Now Available for Factories", "Nvidia", "NIM Lanterns"),
        ("NVIDIA DGX Pebble Arrives for AI Developers", "Nvidia", "DGX Pebble"),
    ],
)
def test_what_comes_to_a_product_and_what_heads_a_title(
    flagged: Flag, headline: str, own: str, product: str
) -> None:
    assert _product(flagged, headline, own) == product


@pytest.mark.parametrize(
    ("headline", "product"),
    [
        ("Gemini comes to Google Maps", "Gemini"),
        ("Claude arrive dans Slack", "Claude"),
        ("New features are coming to Gemini", "Gemini"),
    ],
)
def test_a_product_that_comes_is_itself(flagged: Flag, headline: str, product: str) -> None:
    assert _product(flagged, headline) == product
