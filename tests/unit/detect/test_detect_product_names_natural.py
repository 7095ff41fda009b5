"""What a launched product is called, in the looser forms of everyday headlines."""

from __future__ import annotations

import pytest

from tests.unit.detect.conftest import Flag


def _products(flagged: Flag, headline: str, description: str = "", own: str = "") -> list[str | None]:
    launches = flagged(headline, description or None, own=own).launches
    return [one.product.value if one.product else None for one in launches]


@pytest.mark.parametrize(
    ("headline", "own", "product"),
    [
        # up to a stop, where all words have a capital
        ("Google Launches Gemini Enterprise Toolkit for Retailers", "", "Gemini Enterprise Toolkit"),
        ("Google Debuts AI Overviews Library in Search", "", "AI Overviews Library"),
        ("Apple Launches Siri Powered by Gemini for Schools", "", "Siri"),
        ("Google Launches Gemini 7 Today for Schools", "", "Gemini 7"),
        ("Announcing Public Preview of Gemini Harbour Desk", "Google", "Gemini Harbour Desk"),
        ("Google Unveils Project Lantern, an AI Agent That Shops for You", "", "Project Lantern"),
        # the verb is none of it
        ("Google Announces Gemini 7", "", "Gemini 7"),
        # beside the name
        (
            "Amazon Q Developer extensions for notebooks are generally available",
            "",
            "Amazon Q Developer extensions",
        ),
        ("Nvidia brings out Blackwell Ultra GB300 for AI labs", "", "Blackwell Ultra GB300"),
        ("Google's Spring Pixel Parcel adds AI-powered call notes", "", "Spring Pixel Parcel"),
        ("Hugging Face introduces Inference Meadows", "", "Inference Meadows"),
        # a word that another house has for a name, too
        ("Google brings Gemini Trellis to Workspace", "", "Gemini Trellis"),
        ("Google glisse Gemini Trellis dans Gemini pour Workspace", "", "Gemini Trellis"),
        ("Anthropic teams up with Quillon to launch Claude for Auditors", "", "Claude for Auditors"),
        # what is added to an old product, by its name
        ("Google brings comics to Gemini with Panel Studio", "", "Panel Studio"),
        ("OpenAI ajoute les achats à ChatGPT avec Paiement Express", "", "Paiement Express"),
        ("Microsoft brings agents to Copilot with Anthropic", "", "Copilot"),
        # what acts by means of another
        ("Google's new Flow Larder lets cooks draw with Veo 9", "", "Flow Larder"),
        # two that launch, and one of them watched
        ("Nvidia and Quillon unveil Jetson Brise, an AI computer", "", "Jetson Brise"),
        ("Hugging Face and Quillon show Reachy Nano, a desk robot", "", "Reachy Nano"),
    ],
)
def test_a_name_is_neither_cut_short_nor_too_long(
    flagged: Flag, headline: str, own: str, product: str
) -> None:
    assert _products(flagged, headline, own=own)[0] == product


@pytest.mark.parametrize(
    ("headline", "description", "product"),
    [
        # what it is put into, or set against, is not launched
        ("Google rolls out AI-powered seating planner in Maps", "", "AI-powered seating planner"),
        ("Google adds AI-powered seating planner to Maps", "", "AI-powered seating planner"),
        ("Meta launches AI diary app to rival ChatGPT", "", "AI diary app"),
        ("Mistral AI's new coding assistant takes direct aim at GitHub Copilot", "", "coding assistant"),
        ("Microsoft brings new 'Deep Sheets' agent to Excel", "", "Deep Sheets"),
        # the feature and its old product
        (
            "ChatGPT Desk Diary Notes Every Meeting on Your Mac",
            "OpenAI's new Desk Diary feature for ChatGPT listens on.",
            "Desk Diary",
        ),
        ("Google muscle Gemini avec les outils Carnet et Atelier", "", "Carnet"),
        ("Chrome intègre l'IA agentique avec Guide Malin et Gemini Carnet", "", "Guide Malin"),
        (
            "We bring upgrades to Codex",
            "OpenAI has launched upgrades to Codex, which now keeps a logbook.",
            "Codex",
        ),
        # said more fully below
        (
            "Training Small Rankers with Parchment Transformers",
            "Hugging Face's latest update to Parchment Transformers introduces support for small AI rankers.",
            "Parchment Transformers",
        ),
        (
            "Sur le blog de Google : Gemini",
            "Gemini 7.1 Pro, le dernier modèle de Google, se présente comme une avancée.",
            "Gemini 7.1 Pro",
        ),
        # how it is and what it costs is no name
        ("Google lets public test 'thoughtful' chatbot: what to know", "", "chatbot"),
        ("Hugging Face launches a $450 robot for classrooms of AI pupils", "", "robot"),
        ("Microsoft introduces baffling new AI planner, and nurses grumble", "", "AI planner"),
        ("Nvidia unveils its own brand of physics models", "", "physics models"),
        ("OpenAI's latest model, o9, can reason with charts", "", "o9"),
    ],
)
def test_what_is_launched_is_neither_host_nor_rival_nor_manner(
    flagged: Flag, headline: str, description: str, product: str
) -> None:
    assert _products(flagged, headline, description)[0] == product


def test_a_fair_with_its_year_is_no_product(flagged: Flag) -> None:
    headline = "All that Apple just announced at WWDC29: Apple Intelligence and iOS 33"
    assert "WWDC29" not in _products(flagged, headline)


def test_of_two_new_things_the_known_one_is_kept_too(flagged: Flag) -> None:
    headline = "Chrome intègre l'IA agentique avec Guide Malin et Gemini Carnet"
    assert _products(flagged, headline) == ["Guide Malin", "Gemini Carnet"]


@pytest.mark.parametrize(
    ("headline", "description", "product"),
    [
        # a name of small letters and hyphens goes on so; what it is made with does not
        ("OpenAI releases gpt-oss-lighthouse for harbour pilots", "", "gpt-oss-lighthouse"),
        ("OpenAI releases gpt-realtime-harbour for pilots", "", "gpt-realtime-harbour"),
        ("OpenAI launches gpt-oss-based tools for ferries", "", "gpt-oss"),
        # a word that all use is a name with its kind
        ("Microsoft introduces a Weather AI assistant for canteens", "", "Weather AI assistant"),
        # a kind has its capital from the headline, if the lead's name has none
        (
            "Google Brings Its Gemini Ledger Agent To Your Boat",
            "Gemini Ledger keeps tallying after you leave the quay.",
            "Gemini Ledger",
        ),
        (
            "Google Brings Its Gemini Ledger Agent To Your Boat",
            "The Gemini Ledger Agent tallies crates.",
            "Gemini Ledger Agent",
        ),
        # a program made for another one; what an appositive closes
        ("OpenAI quietly ships a Codex extension for Thunderbird", "", "Codex extension for Thunderbird"),
        ("Anthropic launches a Claude Code plugin for Blender", "", "Claude Code plugin for Blender"),
        ("OpenAI launches Tollhouse for Captains, an agent that books berths", "", "Tollhouse for Captains"),
        # what it uses is not launched; its name is the lead's
        (
            "Anthropic's New Tollhouse Platform Uses Claude Opus 9 to Price Ferries",
            "Anthropic today launched Tollhouse. It builds on last year's Claude Opus 8.",
            "Tollhouse",
        ),
        # what an old product has, in quotes, and does
        ("Chrome's 'Copy from Canvas' can now show Gemini what one has drawn", "", "Copy from Canvas"),
        # the lead launches it by its whole name
        (
            "Anthropic's new Claude Haiku can plane a door",
            "Anthropic has introduced Claude Haiku Breeze, a new AI model for joiners.",
            "Claude Haiku Breeze",
        ),
        # not what the lead tells of beside it
        ("OpenAI launches GPT-9", "OpenAI, which launched GPT-9 mini in May, says it planes doors.", "GPT-9"),
        (
            "Google unveils Gemini 9, its new model",
            "The company will launch Gemini 9 Flash, too.",
            "Gemini 9",
        ),
        ("OpenAI Launches ChatGPT Agent", "ChatGPT can now book berths by itself.", "ChatGPT Agent"),
        ("OpenAI launches Sora for Android, the company said on Tuesday", "", "Sora"),
        ("OpenAI launches GPT-9 for Airbus, a year after GPT-8", "", "GPT-9"),
    ],
)
def test_where_the_name_of_what_is_launched_ends(
    flagged: Flag, headline: str, description: str, product: str
) -> None:
    assert _products(flagged, headline, description)[0] == product


@pytest.mark.parametrize(
    ("headline", "description", "product"),
    [
        # of joined subjects the first
        ("GPT-9 and Codex are now available in Snowflake", "", "GPT-9"),
        ("Claude Opus 9 and Claude Haiku 9 arrive in Databricks", "", "Claude Opus 9"),
        ("Claude Opus 9 et Claude Haiku 9 débarquent chez Dassault", "", "Claude Opus 9"),
        ("Snowflake and Codex are now available in Berlin", "", "Codex"),
        ("Kestrel-V4 and GPT-9 are now available in Snowflake", "", "GPT-9"),  # of another maker
        # of several products the one behind the verb, with its version or without
        (
            "Google's new media models for puppeteers",
            "We're introducing Veo, our best film model, and Imagen 9, our best for posters.",
            "Veo",
        ),
        (
            "Google's new media models for puppeteers",
            "Beside Veo the firm has released Imagen 9, an AI model for posters.",
            "Imagen 9",
        ),
    ],
)
def test_of_several_products_the_first_is_told(
    flagged: Flag, headline: str, description: str, product: str
) -> None:
    assert _products(flagged, headline, description)[0] == product


@pytest.mark.parametrize(
    ("headline", "description", "products"),
    [
        # in quotes: what it does, how it is
        ("OpenAI launches an agent that 'sees' your screen", "", ["agent"]),
        ("Google lance un agent qui « lit » vos mails", "", ["agent"]),
        ("Meta releases a new 'bold' AI language model", "", ["AI language model"]),
        ("Google launches 'harbour mode' in Gemini", "", ["harbour mode"]),
        # capitals that the lead shows to be a description
        (
            "Today Google Open-Sources BRACKEN Natural Language Model for Libraries",
            "Google has open-sourced A Bracken Ken (BRACKEN), a model for natural language.",
            ["BRACKEN"],
        ),
        # boards by their own name, and not by the chip on them
        (
            "Google adds new Lantern sensor boards for AI in barns",
            "They pack a TPU.",
            ["Lantern sensor boards"],
        ),
        # what can be done with a model known already
        ("OpenAI makes fine-tuning for GPT-7 available to schools", "", ["fine-tuning for GPT-7"]),
        ("OpenAI ouvre le fine-tuning de GPT-7 à tous", "", ["fine-tuning de GPT-7"]),
        ("OpenAI makes GPT-7 for nurses generally available", "", ["GPT-7"]),
    ],
)
def test_what_is_said_of_a_product_is_not_its_name(
    flagged: Flag, headline: str, description: str, products: list[str]
) -> None:
    assert _products(flagged, headline, description) == products


@pytest.mark.parametrize(
    ("headline", "products"),
    [
        # what it does to another product, behind its kind
        ("OpenAI unveils a tool that detects images made by DALL-E", ["tool"]),
        ("OpenAI lance un outil qui détecte les images de DALL-E", ["outil"]),
        ("Meta releases a model that rivals GPT-5", ["model"]),
        ("Meta releases an AI model that it calls Harbour 2", ["Harbour 2"]),
        ("Google launches an app that puts Gemini in your car", ["Gemini"]),
        # where the words for it end
        ("Microsoft's Copilot gets a memory and a face", ["memory"]),
        ("OpenAI just made its best voice model free for everyone", ["best voice model"]),
        # what is put into it, also where the rules know its kind by two words
        ("OpenAI launches study mode in ChatGPT", ["study mode"]),
        ("OpenAI lance un mode vocal dans ChatGPT", ["mode vocal dans ChatGPT"]),
        # what goes as another comes
        ("Google launches Gemini 9 and retires Gemini 7", ["Gemini 9"]),
        ("OpenAI lance GPT-7, mais retarde Sora 3", ["GPT-7"]),
        ("OpenAI unveils GPT-7 but delays Sora 3", ["GPT-7"]),
        ("Amazon launches Nova 3 and says it beats GPT-7", ["Nova 3"]),
        ("Microsoft ends Cortana, begins rollout of Copilot Larder", ["Copilot Larder"]),
        # what somebody says, and what heads a column, is no name
        ('"It just floats": Anthropic launches background agents for Claude', ["background agents"]),
        ("Briefing: OpenAI ships a ferry agent; rain in Oslo", ["ferry agent"]),
        # how and where, behind the thing
        ("OpenAI launches a music model worldwide", ["music model"]),
        ("Gemini gets a memory too", ["memory"]),
        # a thing without a name, its maker, and where it comes
        ("A ferry agent from OpenAI lands in VS Code", ["ferry agent"]),
        ("An AI tutor from Google arrives in Norway", ["AI tutor"]),
        # whom it is let do what, and whose crowd gets a guest
        ("WhatsApp lets Meta AI sum up group chats", ["Meta AI"]),
        ("Bedrock customers can now use Claude Opus 9", ["Claude Opus 9"]),
        # what an event is called
        ("The 7 biggest announcements from OpenAI's DevDay", [None]),
        # an old product's new kind of thing
        ("Microsoft's new Copilot AI agents book trips", ["Copilot AI agents"]),
        ("Google's new Gemini sidebar sums up tabs", ["Gemini sidebar"]),
    ],
)
def test_the_kind_of_a_thing_and_what_it_does(
    flagged: Flag, headline: str, products: list[str | None]
) -> None:
    assert _products(flagged, headline) == products


@pytest.mark.parametrize(
    ("headline", "description", "maker", "product"),
    [
        (
            "A new model from Mistral arrives in Azure",
            "Mistral Rivage 2 writes code.",
            "Mistral AI",
            "Rivage 2",
        ),
        ("A new open model from Meta lands on Bedrock", "Llama Reef 9 reads images.", "Meta", "Llama Reef 9"),
    ],
)
def test_a_thing_that_comes_to_a_host_is_its_makers(
    flagged: Flag, headline: str, description: str, maker: str, product: str
) -> None:
    (launch, *_) = flagged(headline, description).launches
    assert (launch.organisation.value, launch.product and launch.product.value) == (maker, product)
