"""What a launched product is called and how far its name goes, in the words of headline and description."""

from __future__ import annotations

import pytest

from tests.unit.detect.conftest import Flag


def _product(flagged: Flag, headline: str, description: str = "", own: str = "") -> str | None:
    launches = flagged(headline, description or None, own=own).launches
    return next((one.product.value for one in launches if one.product), None)


@pytest.mark.parametrize(
    ("headline", "product"),
    [
        ("Amazon is adding an AI assistant called Tamsin to Prime Video", "Tamsin"),
        ("Google shows an AI agent known as Pathwren for shopping", "Pathwren"),
        ("Microsoft lance un assistant baptisé « Ma Sentinelle »", "Ma Sentinelle"),
        ("OpenAI takes on rivals with its Meridian browser", "Meridian"),
        ("OpenAI lance son navigateur Méridien", "Méridien"),
        ("Google's new Carrick AI chip doubles the speed of Gemini 3", "Carrick"),
        ("Le nouveau modèle o8 d'OpenAI sait raisonner en images", "o8"),
        ("OpenAI’s o8-mini reasoning model arrives in ChatGPT", "o8-mini"),
        ("Meta dévoile Muse for Village Bakers", "Muse for Village Bakers"),
        ("Meta dévoile Muse for Norway", "Muse"),
        ("Imagen 9 puts Google in competition with Adobe and OpenAI's Sora 9", "Imagen 9"),
        ("Kestrel : Google dévoile un agent IA pour les tableurs", "Kestrel"),
        ('"Canvas for Desks": Microsoft launches shared AI whiteboard', "Canvas for Desks"),
        ("Kestrel, le nouvel agent IA de Google, débarque en France", "Kestrel"),
        ("Meet Kestrel, Google's new AI agent for spreadsheets", "Kestrel"),
        ("OpenAI is rolling out its long-awaited voice mode, Chorus", "Chorus"),
        ("Microsoft's Rewindle is finally coming to every Copilot+ PC", "Rewindle"),
        ("Google introduces Guided Notes for Gemini", "Guided Notes"),
        ("Google upgrades Gemini audio models for phones", "Gemini audio models"),
        ("Google Adds Gemini AI Translation Model to Its Phones", "Gemini AI Translation Model"),
        ("Apple Field Notes : une IA pour résumer vos rendez-vous", "Apple Field Notes"),
        ("Le groupe de Musk Dévoile Grok 7 en Pleine Tempête", "Grok 7"),
        ("Google’s Gemini rolls out Canvas in AI Mode to all users", "Canvas"),
        ("Anthropic introduces Ledgers for Claude", "Ledgers"),
        ("Microsoft ressuscite Rover avec Mirabel, un nouvel assistant vocal dopé à l’IA", "Mirabel"),
        ("Windows 11 : Microsoft déploie Copilot Vision", "Copilot Vision"),
    ],
)
def test_the_headline_names_it_beside_its_kind(flagged: Flag, headline: str, product: str) -> None:
    assert _product(flagged, headline) == product


@pytest.mark.parametrize(
    ("headline", "description", "product"),
    [
        ("Nvidia bets on robots with new AI model", "The chipmaker announced GR-Walker in Taipei.", "GR-Walker"),
        ("Baidu launches free AI chatbot", "Baidu said it had opened WenTalk to the public.", "WenTalk"),
        ("OpenAI lance un concurrent de Slack", "Le groupe a présenté Huddle, une messagerie.", "Huddle"),
        ("OpenAI just launched its answer to Slack", "Huddlespace is available to all customers.", "Huddlespace"),
        ("Google dévoile une IA qui prévoit les crues", "Cette IA, Cyclocast, a lu mille rivières.", "Cyclocast"),
        ("Apple lance un assistant IA pour la maison", "Son nom : Foyer.", "Foyer"),
        ("Nvidia unveils new AI platform", "BioLattice, as the platform is known, is in preview.", "BioLattice"),
        ("Google dévoile un nouvel outil vidéo", "Bobine s'appuie sur Veo 3.", "Bobine"),
        ("Google launches an AI note app on iPhone", "Powered by Gemini, Scribblet turns speech to text.", "Scribblet"),
        ("Meta's new video model makes films", "Meta says Filmora Gen is its best.", "Filmora Gen"),
        ("Google unveils new AI agent for spreadsheets", "The tool, called Kestrel, is out next week.", "Kestrel"),
        ("Meta is launching a new AI video app", "The app, named Loopline, lets people remix clips.", "Loopline"),
        ("Google unveils an AI agent for spreadsheets", "Kestrel can read a thousand rows.", "Kestrel"),
        ("OpenAI takes aim at Google Chrome with new browser", "Meridian, its AI browser, is here.", "Meridian"),
        ("Mistral dévoile une IA qui lit les manuscrits", "Nommé Grimoire, ce modèle lit l'écriture.", "Grimoire"),
        ("Google dévoile un agent IA", "Avec Kestrel, le géant américain veut séduire les comptables.", "Kestrel"),
        (
            "Gemini peut désormais fouiller dans vos recettes",
            "Google a annoncé lundi le lancement de « Kitchen Memory », une nouvelle fonctionnalité.",
            "Kitchen Memory",
        ),
        (
            "Gemini can now search your recipes",
            "Google has announced Kitchen Memory, a new feature that finds dishes.",
            "Kitchen Memory",
        ),
        ("OpenAI lance une messagerie dopée à l'IA", "Palabre permet de discuter à plusieurs.", "Palabre"),
    ],
)  # fmt: skip
def test_the_description_names_it(flagged: Flag, headline: str, description: str, product: str) -> None:
    assert _product(flagged, headline, description) == product


def test_who_acts_launches_and_not_who_is_aimed_at(flagged: Flag) -> None:
    launch = flagged(
        "OpenAI takes aim at Google Chrome with new browser", "It has ChatGPT built in."
    ).launches[0]
    assert launch.organisation.value == "OpenAI"


@pytest.mark.parametrize(
    ("headline", "product"),
    [
        ("OpenAI launches ChatGPT 'focus mode' for exam season", "ChatGPT focus mode"),
        ("Amazon rolls out 'Ask Rufus' to shoppers in Britain", "Ask Rufus"),
        ("Anthropic gives Claude a new 'Drawers' feature", "Drawers"),
        ("Anthropic launches Claude for Chemists", "Claude for Chemists"),
        ("Anthropic lance Claude pour Excel", "Claude pour Excel"),
        ("Anthropic launches Claude for Europe", "Claude"),
        ("Mistral AI unveils Ministral Edge for phones and laptops", "Ministral Edge"),
        ("Mistral lance Le Chat Équipe, une version pour les entreprises", "Le Chat Équipe"),
        ("GitHub launches Agent Yard to run rival coding agents side by side", "Agent Yard"),
        ("Microsoft lance Copilot Famille", "Copilot Famille"),
        ("Baidu releases Ernie X7 and cuts its prices", "Ernie X7"),
        ("OpenAI brings its Operator agent to Europe", "Operator"),
        ("OpenAI releases the Codex app", "Codex app"),
        ("xAI launches a Grok app", "Grok app"),
        ("OpenAI rolls out ChatGPT tutor mode", "ChatGPT tutor mode"),
        ("Ostrella Genie : Google ouvre ses mondes dopés à l’IA", "Ostrella Genie"),
    ],
)
def test_how_far_a_name_goes(flagged: Flag, headline: str, product: str) -> None:
    assert _product(flagged, headline) == product


def test_the_words_that_prove_a_name_stand_in_the_text(flagged: Flag) -> None:
    headline = "OpenAI launches ChatGPT 'focus mode' for exam season"
    product = flagged(headline).launches[0].product
    assert product is not None
    assert product.evidence is not None
    assert headline[product.evidence.start : product.evidence.end] == "ChatGPT 'focus mode'"


def test_a_title_of_capitals_goes_on_to_its_colon(flagged: Flag) -> None:
    assert (
        _product(flagged, "Nemotron 7 Field Notes: Open Data For Every Lab", own="Nvidia")
        == "Nemotron 7 Field Notes"
    )
    assert _product(flagged, "Introducing Gemini 7 Adds Memory Today", own="Google") == "Gemini 7"


@pytest.mark.parametrize(
    ("headline", "own", "product"),
    [
        ("Introducing Harbor Notes, powered by Gemini 4", "Google", "Harbor Notes"),
        ("Introducing Ledger Lens, built on GPT-6", "OpenAI", "Ledger Lens"),
        ("Bringing Field Notes to Claude", "Anthropic", "Field Notes"),
        ("Bringing Deep Read to NotebookLM in Europe", "Google", "Deep Read"),
        ("Bringing Gemini 4 to Android Auto", "Google", "Gemini 4"),
        ("Introducing GPT-6 Nano, built on GPT-6", "OpenAI", "GPT-6 Nano"),
    ],
)
def test_a_vendors_title_names_what_stands_before_host_and_engine(
    flagged: Flag, headline: str, own: str, product: str
) -> None:
    assert _product(flagged, headline, own=own) == product


@pytest.mark.parametrize(
    ("headline", "description", "product"),
    [
        # what a hyphen ties to a name
        ("Nvidia dévoile Cosmos-R7, un nouveau modèle IA pour les robots", "", "Cosmos-R7"),
        ("Gemini Robotics On-Chip brings AI to factory arms", "", "Gemini Robotics On-Chip"),
        ("Google ships a Gemini-Powered doorbell helper called Chimewell", "", "Chimewell"),
        # a kind with a capital is a part of the name
        ("OpenAI lance l'App Shelf : la vitrine de ChatGPT", "", "App Shelf"),
        ("Microsoft lance App Weaver et Rulebook dans Copilot", "", "App Weaver"),
        (
            "Apple lance Maker Studio : suite créative IA",
            "Elle réunit Final Cut Pro et Logic Pro.",
            "Maker Studio",
        ),
        # what is built around a product
        (
            "Amazon Bedrock harness is now generally available: agents in minutes",
            "",
            "Amazon Bedrock harness",
        ),
        ("Nvidia unveils Trainium9 servers for AI", "", "Trainium9 servers"),
        ("Anthropic launches Claude for Lawyers in Europe", "", "Claude for Lawyers"),
        # a known family before the name, told below
        (
            "Anthropic releases Opus 9 with longer memory",
            "The firm calls Claude Opus 9 its best model.",
            "Claude Opus 9",
        ),
        ("Anthropic releases Opus 9 with longer memory", "Rivals have nothing like it.", "Opus 9"),
        # fairs are no products
        ('"It is here": Huang opens CES with Vera Rubin', "Six AI chips make up the platform.", "Vera Rubin"),
        # what the launched thing drives, was before, or is made with
        ("Google's new Carrick AI chip delivers twice the speed and powers Gemini 5", "", "Carrick"),
        ("Google transforme Project Starline en Google Beam, une plateforme IA", "", "Google Beam"),
        ("Copilot Mode turns Edge into an AI browser", "", "Copilot Mode"),
        ("Microsoft's Bing Adds AI Poster Maker Powered By Dall-E", "", "AI Poster Maker"),
        # a name and what it is
        ("Ironwood, Google's TPU for inference, goes on sale", "", "Ironwood"),
        # what an old product is told with, and what it gains
        ("Anthropic étend Claude Code aux comptables avec Tabulon", "", "Tabulon"),
        ("OpenAI gives free ChatGPT users a taste of reasoning with GPT-9 mini", "", "GPT-9 mini"),
        ("Le Chat gains deep research mode, voice and folders", "", "deep research mode"),
        ("Google Workspace Gets New AI Features", "Google shows Duet AI for Meet.", "Duet AI"),
        ("Xcode accueille les agents d'Anthropic et de Mistral AI", "", "Xcode"),
        ("Anthropic adds Shared Notes to Claude", "", "Shared Notes"),
        ("Alexa gets an AI gardener called Tansy", "", "Tansy"),
        ("Google dévoile une IA qui écoute les forêts : Sylvaine", "", "Sylvaine"),
        ("Google debuts Comet-like browser agent Jarvel", "", "Jarvel"),
        ("Microsoft Teams gains an AI scribe, Notarius", "", "Notarius"),
        ("ChatGPT can now book trips with Wayfarer, a new agent from OpenAI", "", "Wayfarer"),
        ("OpenAI Adds Voice Diary Feature to ChatGPT", "", "Voice Diary"),
        ("Microsoft lance trois nouveaux modèles maison, dont MAI-Voice-4", "", "MAI-Voice-4"),
        ("Windows 11 gagne un agent capable de ranger vos fichiers", "", "Windows 11"),
        ("Scam alerts powered by Gemini Nano come to Pixel phones in Italy", "", "Scam alerts"),
        ("Mistral takes on OpenAI with Large 9", "", "Large 9"),
        # a guest in the host's house
        ("Claude Opus 9.1 now in GitHub Copilot for all plans", "", "Claude Opus 9.1"),
        ("OpenAI ouvre l'accès API à GPT-8-Codex", "Le modèle répond via l'API Responses.", "GPT-8-Codex"),
        (
            "OpenAI debuts mini version of its most powerful model yet",
            "",
            "mini version of its most powerful model",
        ),
    ],
)
def test_a_name_begins_and_ends_where_the_product_does(
    flagged: Flag, headline: str, description: str, product: str
) -> None:
    assert _product(flagged, headline, description) == product


@pytest.mark.parametrize(
    ("headline", "own", "product"),
    [
        ("Introducing Mistral Parchment", "Mistral AI", "Mistral Parchment"),
        (
            "Introducing pull request triage, powered by GitHub Copilot and CodeQL",
            "GitHub",
            "pull request triage",
        ),
        ("Introducing Gemini Field Notes", "Google", "Gemini Field Notes"),
        ("Introducing Gemini Enterprise for Banks", "Google", "Gemini Enterprise for Banks"),
    ],
)
def test_a_vendor_introduces_its_thing_in_full(flagged: Flag, headline: str, own: str, product: str) -> None:
    assert _product(flagged, headline, own=own) == product


@pytest.mark.parametrize(
    ("headline", "product"),
    [
        ("Bing Chat devient Copilot", "Copilot"),
        ("Bing Chat est désormais Copilot", "Copilot"),
        ("Google Bard is now Gemini", "Gemini"),
        ("Google's Bard is now called Gemini", "Gemini"),
        ("Google rebrands Bard as Gemini", "Gemini"),
        ("Microsoft rebrands Bing Chat to Copilot", "Copilot"),
        ("Bard s'appelle désormais Gemini", "Gemini"),
        ("Bard change de nom et devient Gemini", "Gemini"),
        ("Le Chat devient Orgue", "Orgue"),
        ("OpenAI's Operator is now ChatGPT Agent", "ChatGPT Agent"),
        # and no new name
        ("ChatGPT devient un agent de voyage", "ChatGPT"),
        ("Gemini devient gratuit", "Gemini"),
        ("Copilot is now GPT-5 powered", "Copilot"),
        ("Copilot is now Windows' default assistant", "Copilot"),
        ("Gemini is now Android default", "Gemini"),
        ("Gemini is now Google's default assistant", "Gemini"),
        ("Claude is now available in Rome", "Claude"),
    ],
)
def test_of_a_renamed_product_the_new_name_is_told(flagged: Flag, headline: str, product: str) -> None:
    assert _product(flagged, headline) == product
