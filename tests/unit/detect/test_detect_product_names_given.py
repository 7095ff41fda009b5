"""The name of what is launched where a rival, an old product or only a kind is told first."""

from __future__ import annotations

import pytest

from tests.unit.detect.conftest import Flag


def _product(flagged: Flag, headline: str, description: str = "", own: str = "") -> str | None:
    launches = flagged(headline, description or None, own=own).launches
    return launches[0].product.value if launches and launches[0].product else None


@pytest.mark.parametrize(
    ("headline", "product"),
    [
        # against a rival's
        ("Anthropic challenges ChatGPT with Tessela", "Tessela"),
        ("Google s'attaque à ChatGPT avec Tessela", "Tessela"),
        ("xAI défie Wikipédia avec Tesselapedia, une encyclopédie écrite par l'IA", "Tesselapedia"),
        ("Anthropic met à jour Claude avec Tessela, une mémoire de projets", "Tessela"),
        # beside its kind
        ("Google's new AI tool Tessela turns sketches into apps", "Tessela"),
        ("Le nouvel outil d'IA de Google, Tessela, transforme vos croquis", "Tessela"),
        # before the colon, or a dash
        ("Copilot Vision - Microsoft veut détrôner Google Lens", "Copilot Vision"),
        ("Tessela is here: OpenAI's new agent books your trips", "Tessela"),
        ("Tessela arrive : le nouvel agent d'OpenAI réserve vos voyages", "Tessela"),
    ],
)
def test_a_name_is_given_beside(flagged: Flag, headline: str, product: str) -> None:
    assert _product(flagged, headline) == product


@pytest.mark.parametrize(
    ("headline", "description", "own", "product"),
    [
        (
            "ChatGPT transforme ses réponses avec des boutons",
            "OpenAI ajoute une nouvelle fonction à son robot. Baptisée Living Cards, elle mêle tout.",
            "",
            "Living Cards",
        ),
        (
            "Avec Alexa.net, Amazon vise les bureaux",
            "Alexa arrive dans le navigateur avec Alexa.net. Amazon a lancé ce site lundi.",
            "",
            "Alexa.net",
        ),
        (
            "Nvidia Enhances JAX with NeMo Autotune for Efficient Training",
            "NVIDIA introduces NeMo Autotune to train large models in JAX.",
            "",
            "NeMo Autotune",
        ),
        (
            "Google répond à Meta avec une IA musicale plus sobre",
            "Alors qu'OpenAI venait de dévoiler Sora 7, Google vient d'annoncer Veo 7, une version revue.",
            "",
            "Veo 7",
        ),
        (
            "Le nouveau modèle Gemini Pro de Google bat des records",
            "Gemini 9.1 Pro promet un modèle capable de longs raisonnements.",
            "",
            "Gemini 9.1 Pro",
        ),
        ("Introducing quantized Llama models with less memory", "", "Meta", "quantized Llama models"),
    ],
)
def test_a_name_is_given_below(
    flagged: Flag, headline: str, description: str, own: str, product: str
) -> None:
    assert _product(flagged, headline, description, own) == product


@pytest.mark.parametrize(
    ("headline", "own", "product"),
    [
        ("OpenAI lance GPT-9 mini et nano", "", "GPT-9 mini et nano"),
        ("OpenAI launches GPT-9 mini and nano for developers", "", "GPT-9 mini and nano"),
        ("OpenAI releases o9, its first model with long memory", "", "o9"),
        ("OpenAI launches o9-mini, a cheaper model", "", "o9-mini"),
        ("Mise à jour de Claude Code (3.4.1)", "", "Claude Code 3.4.1"),
        ("OpenAI launches ChatGPT app for Linux", "", "ChatGPT app for Linux"),
        ("Google launches Gemini desktop app", "", "Gemini desktop app"),
        ("Claude Linux app", "Anthropic", "Claude Linux app"),
        ("Meta open-sources sound2text@home, a speech framework", "", "sound2text@home"),
        ("A Smarter Gemini Notebook: uploads, notifications, and more", "Google", "Gemini Notebook"),
        ("Voice mode is here", "OpenAI", "Voice mode"),
        ("AI agents have arrived", "Microsoft", "AI agents"),
        ("You'll soon be able to talk to Gemini in Chrome", "", "Gemini in Chrome"),
        ("Google donne à ses clients un agent IA", "", "agent IA"),
    ],
)
def test_a_name_goes_to_its_version_its_place_and_its_pair(
    flagged: Flag, headline: str, own: str, product: str
) -> None:
    assert _product(flagged, headline, own=own) == product


@pytest.mark.parametrize(
    ("headline", "product"),
    [
        ("OpenAI Launches Codex App For Linux and Windows", "Codex App"),
        ("xAI lance Voice Agent Builder, une plateforme", "Voice Agent Builder"),
        ("Google takes on ChatGPT with new AI features", "ChatGPT"),
    ],
)
def test_what_is_no_name_is_left_out(flagged: Flag, headline: str, product: str) -> None:
    assert _product(flagged, headline) == product
