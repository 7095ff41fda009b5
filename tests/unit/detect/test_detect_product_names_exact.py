"""The last look at a name's words: its maker, its host, its kind, and what is cut off or glued to it."""

from __future__ import annotations

import pytest

from tests.unit.detect.conftest import Flag


def _product(flagged: Flag, headline: str, description: str = "", own: str = "") -> str | None:
    launches = flagged(headline, description or None, own=own).launches
    return launches[0].product.value if launches and launches[0].product else None


@pytest.mark.parametrize(
    ("headline", "product"),
    [
        ("OpenAI o3-mini arrives for every school", "o3-mini"),
        ("Google Antigravity 6 est disponible pour tous", "Antigravity 6"),
        ("Amazon Alexa Plus can now plan a garden", "Alexa Plus"),
        ("Google Gemini : un carnet de voyage arrive pour tous", "Gemini"),
        ("Google Photos launches an AI frame for paper prints", "Google Photos"),
        ("OpenAI Gym gets a public beta", "OpenAI Gym"),
    ],
)
def test_a_model_known_by_its_own_name_needs_no_maker(flagged: Flag, headline: str, product: str) -> None:
    assert _product(flagged, headline) == product


@pytest.mark.parametrize(
    ("headline", "product"),
    [
        ("Google Debuts Harbor Intelligence for Gemini Workspace Teams", "Harbor Intelligence"),
        ("Anthropic Launches Recollection in Claude Agents for Clinics", "Recollection"),
        ("OpenAI Rolls Out Harbor Locks for ChatGPT Users in Norway", "Harbor Locks"),
        ("OpenAI Releases New Features for ChatGPT Accounts", "ChatGPT"),
    ],
)
def test_before_for_and_its_host_stands_what_is_new(flagged: Flag, headline: str, product: str) -> None:
    assert _product(flagged, headline) == product


@pytest.mark.parametrize(
    ("headline", "description", "own", "product"),
    [
        (
            "Team digests for ChatGPT",
            "We're rolling out team digests, so that ChatGPT sums up your week.",
            "openai",
            "Team digests for ChatGPT",
        ),
        (
            "Batch mode for Opus 9.2 available on the Quillon gateway",
            "Batch mode for Claude Opus 9.2 is now available.",
            "",
            "Batch mode for Opus 9.2",
        ),
        ("New tools for ChatGPT", "We're rolling out tools for ChatGPT today.", "openai", "ChatGPT"),
        ("Introducing ChatGPT agent", "", "openai", "ChatGPT agent"),
        ("Introducing Claude desk gateway for Snowflake", "", "anthropic", "Claude desk gateway"),
        ("OpenAI launches OpenAI for Norway to bring its AI models to clerks", "", "", "OpenAI for Norway"),
        (
            "Introducing the Harbor Ledger API and MCP Server for ships",
            "Google is launching the Harbor Ledger API and MCP Server.",
            "google",
            "Harbor Ledger API",
        ),
        (
            "Google launches student AI Plus plan in Kenya",
            "Google is offering an AI Plus subscription to students for a third of its price.",
            "",
            "AI Plus",
        ),
        (
            "Quiet mode is now the default in Claude Code for all Windows machines",
            "Claude Code will soon run quiet mode for all of its plans.",
            "anthropic",
            "Quiet mode",
        ),
        (
            "ChatGPT tests a new feature to plan your garden",
            'OpenAI is testing "Beds," a new feature that helps you sow in time.',
            "",
            "Beds",
        ),
        ("New and better chart model", "We are excited to announce a new chart model.", "openai", None),
    ],
)
def test_a_title_names_the_part_with_its_product(
    flagged: Flag, headline: str, description: str, own: str, product: str | None
) -> None:
    assert _product(flagged, headline, description, own) == product


@pytest.mark.parametrize(
    ("headline", "product"),
    [
        ("Microsoft ajoute de nouveaux forfaits marins basés sur l'IA", "forfaits marins basés sur l'IA"),
        ("Amazon lance des notices audio générées par IA pour les outils", "notices audio générées par IA"),
        (
            "Google lance de nouvelles fonctions de marée basées sur l'IA",
            "fonctions de marée basées sur l'IA",
        ),
        (
            "Google lance des journaux de bord enrichis par l'IA pour marins",
            "journaux de bord enrichis par l'IA",
        ),
        ("Amazon reveals its own AI chips for garden robots", "AI chips"),
        ("Microsoft adds built-in AI garden tools to Edge for hobbyists", "built-in AI garden tools"),
        ("Google's AI garden coach for balconies launches June 3", None),
    ],
)
def test_a_described_thing_is_not_cut_in_its_words(flagged: Flag, headline: str, product: str | None) -> None:
    assert _product(flagged, headline) == product


@pytest.mark.parametrize(
    ("headline", "product"),
    [
        ("Announcing 6 quick MAI models for clerks, available in Azure", "MAI models"),
        ("Mistral 7 Launches With 88B-Parameter AI Models for Schools", "Mistral 7"),
        (
            "Windmill 3.1 | GPT-7-Codex Max Introducing GPT-7-Codex Max in two tiers for all users",
            "GPT-7-Codex Max",
        ),
    ],
)
def test_words_that_lead_to_a_name_are_none_of_it(flagged: Flag, headline: str, product: str) -> None:
    title, _, below = headline.partition(" | ")
    assert _product(flagged, title, below, own="microsoft" if "MAI" in headline else "") == product


@pytest.mark.parametrize(
    ("headline", "organisation"),
    [
        ("Mistral's new Deep Research agent can read your ledgers", "Mistral AI"),
        ("Facebook's new AI Mode search reads the posts of clubs", "Meta"),
        ("Claude Android app arrives in Peru", "Anthropic"),
        ("OpenAI adds support for Google's SynthID in its AI charts", "OpenAI"),
        ("Google's Gemini arrives on Apple's iPhone", "Google"),
    ],
)
def test_who_has_the_product_in_the_text_launches_it(flagged: Flag, headline: str, organisation: str) -> None:
    assert {one.organisation.value for one in flagged(headline).launches} == {organisation}


@pytest.mark.parametrize(
    ("headline", "product"),
    [
        ("Anthropic releases Mythos-class Fable 8 with a longer memory", "Fable 8"),
        ("Google tests an AI Mode-like search for its maps", None),
        ("Anthropic updates Claude voice mode with calmer tones", "Claude voice mode"),
        ("Meta Adds AI Brushes to Instagram Stories for Painters", "AI Brushes"),
    ],
)
def test_what_stands_right_behind_a_name_decides_where_it_ends(
    flagged: Flag, headline: str, product: str | None
) -> None:
    assert _product(flagged, headline) == product


def test_a_suites_number_is_no_version(flagged: Flag) -> None:
    launches = flagged("Microsoft 365 Copilot gets an AI clerk, now available to all").launches
    assert launches
    assert launches[0].version is None


@pytest.mark.parametrize(
    ("headline", "organisation"),
    [
        ("Le nouveau modèle de Mistral qui bat Gemini 9 est là", "Mistral AI"),
        ("OpenAI lance un navigateur pour détrôner Chrome", "OpenAI"),
        ("Voici le nouveau modèle de Mistral qui bat Gemini 9", "Mistral AI"),
        ("Anthropic lance un modèle plus rapide que GPT-9", "Anthropic"),
    ],
)
def test_what_a_new_thing_beats_is_not_launched(flagged: Flag, headline: str, organisation: str) -> None:
    told = [(one.organisation.value, one.product) for one in flagged(headline).launches]
    assert told == [(organisation, None)]
