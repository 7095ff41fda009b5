"""Product names in titles of capitals, in quotes, in vendors' own titles, and with whom they are for."""

from __future__ import annotations

import pytest

from tests.unit.detect.conftest import Flag


def _product(flagged: Flag, headline: str, description: str = "", own: str = "") -> str | None:
    launches = flagged(headline, description or None, own=own).launches
    return next((one.product.value for one in launches if one.product), None)


@pytest.mark.parametrize(
    ("headline", "description", "product"),
    [
        # a byline's small letters make no title small
        ("Google Revamps Photos, Adds Poster Maker To AI Mode via @pressdesk, @ada", "", "Poster Maker"),
        ("OpenAI Ships GPT-8 With Longer Memory via @pressdesk, @ada", "", "GPT-8"),
        ("Google Rolls Out Gemini Errand Agents To Phones via @pressdesk, @ada", "", "Gemini Errand Agents"),
        ("Google Debuts AI Pantry Lists Across Its Apps via @pressdesk, @ada", "", "AI Pantry Lists"),
        (
            "ChatGPT Adds Shopping Research For Gift Hunters via @pressdesk, @ada",
            "OpenAI launched shopping research in ChatGPT, which drafts lists of gifts.",
            "Shopping Research",
        ),
        # an unknown name goes to its stop
        ("Amazon Launches Wardrobe Studio for AI Shoppers", "", "Wardrobe Studio"),
        ("Microsoft Brings Out A.I. Bookkeeping Helpers for Bakers", "", "A.I. Bookkeeping Helpers"),
        # neither a day of the week nor a month
        (
            "Meta's new guide pulls AI answers from public posts",
            "Meta announced Tuesday that it's rolling out new AI features on Instagram.",
            "AI features",
        ),
        # what it was before, what it replaces, what is no fuller name
        (
            "Anthropic releases a new Sonnet model",
            "Its best is here: Claude Sonnet 9. It is a step up from Sonnet 8.",
            "Claude Sonnet 9",
        ),
        ("With New Siri AI, Apple Answers Its Critics", "", "Siri AI"),
        ("Amazon Alexa+ Is Now Available to All in Canada", "", "Amazon Alexa+"),
        ("Nvidia dévoile un nouveau GPU A150 pour l'intelligence artificielle", "", "A150"),
        (
            "Amazon debuts Kindle Narrate, whose AI voices read novels aloud",
            "It is in beta for Kindle Direct Publishing authors.",
            "Kindle Narrate",
        ),
    ],
)
def test_a_title_of_capitals(flagged: Flag, headline: str, description: str, product: str) -> None:
    assert _product(flagged, headline, description) == product


@pytest.mark.parametrize(
    ("headline", "description", "product"),
    [
        ("Chrome now lets you keep what Gemini wrote as pocket ‘Cards’", "", "Cards"),
        ('Google lets AI Mode read calendars to unlock "Daily Sense"', "", "Daily Sense"),
        (
            "Apple Music gains a new ‘Mixtape Garden’ AI mode with iOS 31.2",
            "It includes a new Apple Intelligence feature for Apple Music.",
            "Mixtape Garden",
        ),
        ("Meta’s new ‘Guide Mode’ on Instagram answers with AI", "", "Guide Mode"),
        ('Google updates AI Mode to show views of locals, presented as "Street Talk"', "", "Street Talk"),
        ("OpenAI introduces ‘Hyperfast,’ a new mode that makes GPT-8 ten times as quick", "", "Hyperfast"),
        ("Google lance dans Gemini une nouvelle fonction IA « Carnet de Bord »", "", "Carnet de Bord"),
        # what is only said of it
        ("OpenAI launches GPT-8, which Altman calls an 'Everest of a model'", "", "GPT-8"),
        ("Google's Gemini 8 is out: 'This Changes Everything', says Pichai", "", "Gemini 8"),
        ("Anthropic launches Claude 9 with 'thoughtful' answers", "", "Claude 9"),
    ],
)
def test_a_name_in_quotes_is_the_news_beside_an_old_product(
    flagged: Flag, headline: str, description: str, product: str
) -> None:
    assert _product(flagged, headline, description) == product


@pytest.mark.parametrize(
    ("headline", "own", "product"),
    [
        # the subject, with whom it is for
        (
            "Microsoft Copilot for Nursing reaches general availability in Spain",
            "",
            "Microsoft Copilot for Nursing",
        ),
        ("Microsoft Copilot for Nursing Reaches General Availability", "", "Microsoft Copilot for Nursing"),
        ("GitHub Copilot for Emacs gets agents", "", "GitHub Copilot for Emacs"),
        # the title is nothing but a product and where it lives
        (
            "GitHub Copilot in Android Studio — spring notes",
            "GitHub",
            "GitHub Copilot in Android Studio",
        ),
        ("Claude in Microsoft Fabric", "Anthropic", "Claude in Microsoft Fabric"),
        ("Claude Agents on Oracle Cloud", "Anthropic", "Claude Agents on Oracle Cloud"),
        # places, versions and whole sentences are no part of a name
        ("Anthropic readies and launches Claude for Europe", "", "Claude"),
        ("Gemini 9 in Android Studio", "Google", "Gemini 9"),
        ("Claude Opus 9 in Zed", "Anthropic", "Claude Opus 9"),
        ("Gemini on Android now reads your mail", "", "Gemini"),
    ],
)
def test_whom_a_product_is_for_and_where_it_lives(
    flagged: Flag, headline: str, own: str, product: str
) -> None:
    assert _product(flagged, headline, own=own) == product


@pytest.mark.parametrize(
    ("headline", "own", "product"),
    [
        # behind a stage
        ("Private preview: Rehearsal mode for GitHub Copilot", "Microsoft", "Rehearsal mode"),
        ("General availability: Vision SDK 2.40 for Azure AI Studio", "Microsoft", "Vision SDK 2.40"),
        ("Public preview: Claude in SQL Notebooks", "Microsoft", "Claude in SQL Notebooks"),
        (
            "[Launched] Now available: Azure AI Workbench for Windows",
            "Microsoft",
            "Azure AI Workbench for Windows",
        ),
        (
            "Private Preview: Introducing Ledger Assistant in the GitHub Copilot extension",
            "Microsoft",
            "Ledger Assistant",
        ),
        ("Now available: Claude Sonnet 9 in Azure", "Microsoft", "Claude Sonnet 9"),
        (
            "Now available: Azure Cobalt Quiet Rooms General Availability for AI labs",
            "Microsoft",
            "Azure Cobalt Quiet Rooms",
        ),
        # behind a word that introduces
        (
            "Announcing: FlowUI Memory Viewer for Microsoft Agent Framework",
            "Microsoft",
            "FlowUI Memory Viewer",
        ),
        (
            "Introducing Memory Vaults, now on the Hub, for Transformers users",
            "Hugging Face",
            "Memory Vaults",
        ),
        ("Introducing Chart Q&A: ask your graphs in Amazon Quick", "Amazon", "Chart Q&A"),
        ("Introducing screen reading, a faster Claude Sonnet 9 and more", "Anthropic", "screen reading"),
        ("Nvidia Kestrel-Q-Waves: Bringing Simulation to Marine Robotics", "Nvidia", "Kestrel-Q-Waves"),
        # a part of the product that heads the page
        ("Gemini's Lyria 4 for choirs", "Google", "Lyria 4"),
        ("Claude's tidal memory", "Anthropic", "tidal memory"),
        # what only describes it names nothing
        ("Introducing our sharpest model yet, GPT-9", "OpenAI", "GPT-9"),
        ("Introducing GPT-9 for lighthouse keepers", "OpenAI", "GPT-9"),
        ("Introducing Gemini 9 Adds Memory Today", "Google", "Gemini 9"),
        ("Introducing Claude Sketch with help from painters", "Anthropic", "Claude Sketch"),
    ],
)
def test_a_vendors_title_names_what_it_introduces_whole(
    flagged: Flag, headline: str, own: str, product: str
) -> None:
    assert _product(flagged, headline, own=own) == product


@pytest.mark.parametrize("verb", ["is now in", "comes to"])
def test_a_comma_of_the_description_is_none_behind_the_titles_name(flagged: Flag, verb: str) -> None:
    """As many letters on from the beginning, but of another text: what it follows was a launch of its own."""
    below = f"Copilot Studio {verb} Rome, in time for the ferries."
    launches = flagged("Public preview: Ferry Toolkit for Copilot", below, own="Microsoft").launches
    assert [one.product.value for one in launches if one.product] == ["Ferry Toolkit"]


@pytest.mark.parametrize(
    ("headline", "description", "own", "product"),
    [
        ("Private preview: Rehearsal mode for GitHub Copilot", "", "Microsoft", "Rehearsal mode"),
        ("Introducing screen reading, a faster Claude Sonnet 9 and more", "", "Anthropic", "screen reading"),
        ("Introducing Mistral Parchment", "", "Mistral AI", "Mistral Parchment"),
        ("Gemini can now read maps", "The feature is called Deep Look.", "", "Deep Look"),
        ("Microsoft revives Rover with Mirabel, a new AI voice assistant", "", "", "Mirabel"),
        (
            "Training Small Rankers with Parchment Transformers",
            "Hugging Face's latest update to Parchment Transformers introduces support for small AI rankers.",
            "",
            "Parchment Transformers",
        ),
    ],
)
@pytest.mark.parametrize("stamp", ["", "[News] ", "May 4, 2031"])
def test_what_a_list_puts_before_a_title_moves_no_name(
    flagged: Flag, headline: str, description: str, own: str, product: str, stamp: str
) -> None:
    """A fact's evidence counts from where the field begins, its text from behind the stamp."""
    assert _product(flagged, stamp + headline, description, own=own) == product


@pytest.mark.parametrize(
    ("headline", "description", "product"),
    [
        (
            "Google Gemini can now sing lullabies",
            "Google has a tool in its Gemini chatbot that sings. The feature, called “Lullabook,” knows 30 songs.",
            "Lullabook",
        ),
        (
            "ChatGPT can now plan dinners",
            "Dubbed “Table Talk,” the feature lets you ask for recipes.",
            "Table Talk",
        ),
        ("Gemini can now read maps", "The feature is called Deep Look.", "Deep Look"),
        (
            "Siri peut désormais lire les recettes",
            "Baptisée « Marmite », la fonction arrive en mai.",
            "Marmite",
        ),
        (
            "OpenAI's Codex for Mac now listens to your calls",
            "Codex for Mac has added Stenograph, a preview feature that writes down calls.",
            "Stenograph",
        ),
        (
            "Google Gemini s'invite dans les cartes",
            "Google a présenté Boussole, un nouveau module intégré à Gemini.",
            "Boussole",
        ),
        (
            "Google Workspace gains a memory to make Gemini a better assistant",
            "Google has added a new Workspace Memory layer to Gemini.",
            "Workspace Memory",
        ),
        (
            "Amazon puts Alexa inside the shopping list",
            "The unified Alexa for Groceries assistant arrives in the list.",
            "Alexa for Groceries",
        ),
        (
            "Amazon launches an AI pantry planner, powered by Alexa+",
            "Alexa for Groceries is a new AI assistant that replaces its Rufus assistant.",
            "Alexa for Groceries",
        ),
        (
            "OpenAI at last ships its ChatGPT desktop app for Solaris users",
            "",
            "ChatGPT desktop app for Solaris",
        ),
        # who is called so, and what has a version of its own
        (
            "ChatGPT can now do sums",
            "OpenAI, whose boss is called Sam Altman, adds the feature today.",
            "ChatGPT",
        ),
        (
            "Claude can now draw maps of rivers",
            "Anthropic says the new feature is free. It was named product of the year.",
            "Claude",
        ),
        ("Google launches Gemini 9", "Its tool, called Weaver, is older.", "Gemini 9"),
        ("Gemini can now read maps", "A new Gemini feature shows hills and rivers.", "Gemini"),
    ],
)
def test_the_description_names_what_an_old_product_newly_has(
    flagged: Flag, headline: str, description: str, product: str
) -> None:
    assert _product(flagged, headline, description) == product
