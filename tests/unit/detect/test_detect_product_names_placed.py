"""What is new in an old product, what is only described, and what stands against a rival's."""

from __future__ import annotations

import pytest

from tests.unit.detect.conftest import Flag


def _product(flagged: Flag, headline: str, description: str = "", own: str = "") -> str | None:
    launches = flagged(headline, description or None, own=own).launches
    return launches[0].product.value if launches and launches[0].product else None


@pytest.mark.parametrize(
    ("headline", "own", "product"),
    [
        (
            "OpenAI launches company memory in ChatGPT, letting you plan ahead",
            "",
            "company memory in ChatGPT",
        ),
        ("OpenAI bets on AI agents with new team agents in ChatGPT", "", "team agents in ChatGPT"),
        ("OpenAI lance la mémoire de documents dans ChatGPT", "", "mémoire de documents dans ChatGPT"),
        ("Invoice drafting in Gemini just got a big overhaul", "Google", "Invoice drafting in Gemini"),
        # what is put there is told alone
        ("OpenAI adds shared folders to ChatGPT", "", "shared folders"),
        ("Anthropic adds spreadsheet editing to Claude, starting with paid plans", "", "spreadsheet editing"),
        ("Microsoft ajoute la recherche vocale à Copilot", "", "recherche vocale"),
        ("OpenAI ajoute un assistant d'achat IA à ChatGPT", "", "assistant d'achat IA"),
        ("OpenAI lance un traducteur IA pour ChatGPT", "", "traducteur IA"),
        ("OpenAI launches new budgeting tools for ChatGPT", "", "budgeting tools"),
        # a name that it has
        ("Claude's Ledger feature is now free", "", "Ledger"),
        ("La fonction Carnets de Gemini arrive en France", "", "Carnets"),
    ],
)
def test_what_is_new_in_an_old_product(flagged: Flag, headline: str, own: str, product: str) -> None:
    assert _product(flagged, headline, own=own) == product


@pytest.mark.parametrize(
    ("headline", "product"),
    [
        ("Google rolls out Gemini 5 Flash in AI Mode", "Gemini 5 Flash"),
        ("Google launches new AI tools in Gemini", "Gemini"),
        ("OpenAI livre enfin un client de bureau pour Codex", "Codex"),
        ("Google adds image editing to Gemini with Nano Banana 4", "Nano Banana 4"),
    ],
)
def test_a_name_is_told_without_its_place(flagged: Flag, headline: str, product: str) -> None:
    assert _product(flagged, headline) == product


@pytest.mark.parametrize(
    ("headline", "product"),
    [
        ("OpenAI rolls out an AI shopping assistant to all users", "AI shopping assistant"),
        ("OpenAI is rolling out parental checks this week", "parental checks"),
        ("Anthropic ships six AI agents for lawyers as it chases revenue", "AI agents for lawyers"),
        ("OpenAI lance un agent IA pour les avocats capable de plaider", "agent IA pour les avocats"),
        ("Amazon unveils its first truly silent packing robot", "silent packing robot"),
        ("OpenAI lance un navigateur IA en Europe", "navigateur IA"),
        ("OpenAI lance des modèles multimodaux capables de rêver", "modèles multimodaux"),
        ("OpenAI dévoile une puce IA face à Nvidia", "puce IA"),
        ("OpenAI déploie une fonction de résumé automatique pour tous", "fonction de résumé automatique"),
        (
            "Anthropic announces voice detection API that will let firms detect Claude's voices",
            "voice detection API",
        ),
    ],
)
def test_a_described_thing_ends_before_what_is_told_of_it(flagged: Flag, headline: str, product: str) -> None:
    assert _product(flagged, headline) == product
