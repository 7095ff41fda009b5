"""Where a product's name begins and ends, what stands in its place, and which of several launches is told first."""

from __future__ import annotations

import pytest

from tests.unit.detect.conftest import Flag


def _product(flagged: Flag, headline: str, description: str = "", own: str = "") -> str | None:
    launches = flagged(headline, description or None, own=own).launches
    return launches[0].product.value if launches and launches[0].product else None


@pytest.mark.parametrize(
    ("headline", "product"),
    [
        ("OpenAI lance GPT-7 Brume et Nuage, deux modèles moins chers", "GPT-7 Brume et Nuage"),
        ("OpenAI launches GPT-7 Mist and Cloud with halved API prices", "GPT-7 Mist and Cloud"),
        ("xAI launches Grok 7 Fast and opens its API to all", "Grok 7 Fast"),
        ("Google launches Med-Gemini v3 AI model for hospitals", "Med-Gemini v3"),
        ("Google Launches Med-Gemini v3 AI Model To Help Hospitals", "Med-Gemini v3"),
        ("Microsoft debuts Surface Beacon Dev Station to run large AI models", "Surface Beacon Dev Station"),
        ("Gemini 6 Pro Preview", "Gemini 6 Pro"),
        ("Anthropic Debuts Claude Ledger for Tracking Invoices, Bills and Tips", "Claude Ledger"),
        ("Anthropic Ships Claude Opus 7 Alongside Field Notes and Two New Modes", "Claude Opus 7"),
        ("Mistral replaces Le Chat with Zest to go beyond the chatbot", "Zest"),
        ("Mistral remplace Le Chat par Zeste, un vrai bureau d'agents", "Zeste"),
        ("OpenAI ships o5-mini to all ChatGPT users", "o5-mini"),
        ("OpenAI déploie o5-mini pour tous les utilisateurs de ChatGPT", "o5-mini"),
        ("OpenAI presents gpt-quill-shield, open-weight reasoning models", "gpt-quill-shield"),
        ("OpenAI releases quill-oss, an open model", "quill-oss"),
        ("OpenAI releases open-weight, real-time models", "real-time models"),
        ("OpenAI releases energy-saving, multilingual models", "multilingual models"),
        ("OpenAI launches ChatGPT's Android app", "ChatGPT"),
        ("Meta AI app gets Quills, a feed of AI clips", "Quills"),
        ("ChatGPT's new GPT-7.2 Swift model will stop fretting over you", "GPT-7.2 Swift"),
        ("Google Search rolls out Gemini's Quills to Danish users", "Quills"),
        ("Mistral sort quatre modèles d'un coup", "modèles"),
        ("Google upgrades Gemini with Deep Notes, a research memory", "Deep Notes"),
        ("Google enrichit Gemini avec Notes Profondes, une mémoire de recherche", "Notes Profondes"),
        ("OpenAI introduces parental alerts in ChatGPT", "parental alerts in ChatGPT"),
        ("OpenAI lance les alertes parentales dans ChatGPT", "alertes parentales dans ChatGPT"),
        ("OpenAI livre enfin un client de bureau pour Codex", "Codex"),
        ("Exclusive: Mistral unveils small, multilingual vision models", "multilingual vision models"),
        ("Claude Opus 7 — 95 % MURAL-bench Verified, le modèle public le plus fort", "Claude Opus 7"),
    ],
)
def test_a_name_has_its_own_words(flagged: Flag, headline: str, product: str) -> None:
    assert _product(flagged, headline) == product


@pytest.mark.parametrize(
    ("headline", "description", "product"),
    [
        (
            "Anthropic launches free AI code auditor",
            "Anthropic on Monday unveiled Code Ward as an opt-in service to find bugs using Claude.",
            "Code Ward",
        ),
        (
            "Anthropic Launches Free AI Code Scanner for Tiny Projects",
            "Anthropic on Monday unveiled Ward Lens as an opt-in code scanner.",
            "Ward Lens",
        ),
        (
            "Amazon launches its AI tax helper for small shops",
            "Tax Nook can answer questions and prepare returns.",
            "Tax Nook",
        ),
        (
            "Anthropic lance des audits par IA, Lintel Ward propose des rapports générés par ses modèles, dont Mythos",
            "Anthropic a lancé Lintel Ward, un service gratuit qui lit les dépôts.",
            "Lintel Ward",
        ),
        (
            "Google’s Nano Banana AI image model goes Ultra",
            "Google just took the wraps off Nano Banana Ultra (Gemini 5 Image), its improved image model.",
            "Nano Banana Ultra",
        ),
        (
            "Claude Code checklists let AI clean up repositories",
            'Anthropic has introduced "checklists" for Claude Code.',
            "Claude Code checklists",
        ),
        (
            "Google’s Gemini rolls out Pantry in AI Mode across Canada",
            "Pantry in AI Mode is available in English for planning meals.",
            "Pantry in AI Mode",
        ),
        (
            "Google turns Chrome into an AI librarian",
            'Google brings Gemini-powered "auto shop" capabilities to Chrome for enterprise users.',
            "auto shop",
        ),
        (
            "Dessiner un jeu en deux minutes : Google Genie 5 étonne",
            "Google DeepMind vient de lancer le « Project Lantern ». Ce prototype crée des mondes.",
            "Project Lantern",
        ),
        (
            "Gemini peut désormais fouiller dans vos agendas",
            "Google a annoncé le lancement de « Personal Intelligence », une nouvelle fonctionnalité de Gemini.",
            "Personal Intelligence",
        ),
        (
            "With Groq 5 LPX, Nvidia adds hardware for inference to its racks",
            "At GTC 2027, Nvidia expanded the Vera Rubin platform with racks and chips.",
            "Groq 5 LPX",
        ),
        (
            "‘Ask Music’ brings AI-powered answers to songs, adds Gemini to playlists",
            "Google is revamping its search.",
            "Ask Music",
        ),
        (
            "iOS 31.2 beta introduces AI mixtapes for Apple Music",
            "Apple released iOS 31.2 to developers on Monday.",
            "AI mixtapes",
        ),
    ],
)
def test_the_description_helps(flagged: Flag, headline: str, description: str, product: str) -> None:
    assert _product(flagged, headline, description) == product


@pytest.mark.parametrize(
    ("headline", "description", "product"),
    [
        ("Launching Orchards in Codex", "", "Orchards in Codex"),
        ("Introducing screen use in GPT-7 Mist", "", "screen use in GPT-7 Mist"),
        ("Early Access Codex Oven CLI", "", "Codex Oven CLI"),
        ("New OpenAI Bakery features power the next wave of ovens", "", "OpenAI Bakery"),
        ("OpenAI for Bakeries", "OpenAI for Bakeries enables secure AI for ovens.", "OpenAI for Bakeries"),
    ],
)
def test_a_vendors_own_title(flagged: Flag, headline: str, description: str, product: str) -> None:
    assert _product(flagged, headline, description, own="openai") == product
