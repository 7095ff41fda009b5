"""How a launched product can be had, by the words of the text. The sentences are ours."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newswatch.messages import Flagged

Flag = Callable[..., Flagged]

SHIPPED = [
    "OpenAI launches Tollhouse, an agent for ferry bookings",
    "Anthropic is launching an AI tutor for harbour pilots",
    "Microsoft rolls out Copilot to its Lisbon call centres",
    "Mistral releases Ledgerman, a model for accountants",
    "Gemini now lets you dictate your shopping list",
    "You can now ask Alexa+ to water the garden",
    "ChatGPT can now read sheet music",
    "Claude is now on Chromebooks",
    "Claude Code comes to JetBrains Fleet",
    "Gemini is here for Chromebook owners",
    "Google adds a seed planner to Gemini",
    "Siri gets a tide table powered by Apple Intelligence today",
    "Google updates Gemini with a new memory",
    "Amazon will now let Alexa+ read bedtime stories, starting today",
    "Meta just launched an AI sketchbook",
    "Last month's launch of Claude Dovetail in Anthropic's app",
    "Google launches Gemini for choirs in Norway, with Sweden to follow next month",
    "OpenAI launches Tollhouse in Norway today, will roll out to Sweden in May",
    "Google lance Gemini Verger pour les arboriculteurs",
    "OpenAI vient de lancer un agent pour les notaires",
    "Google a lancé un mode potager dans Gemini en mars",
    "Microsoft annonce la disponibilité de Copilot pour les notaires",
    "Copilot débarque dans les caisses de supermarché",
    "Gemini peut désormais lire vos partitions",
    "Vous pouvez désormais dicter vos recettes à ChatGPT",
    "Claude est disponible au Luxembourg",
    "Apple dévoile Siri Verger, disponible dès aujourd'hui",
    "OpenAI introduces Tollhouse, rolling out to captains today",
    "Anthropic's Claude comes to harbour masters in Europe",
    "Mistral déploie son assistant IA dans les préfectures",
    "Google ajoute un mode potager à Gemini",
    "Microsoft launches an open door for all its models",
]
SHIPPED += [
    "Copilot Pilothouse leaves preview",
    "Google's Gemini Orchard exits its public beta",
    "Claude's harbour extension is out of beta",
    "No more waiting list for Google's Gemini Orchard",
    "OpenAI scraps the waiting list for ChatGPT Tollhouse",
]
PREVIEWED = [
    "Google is testing an AI tide table in Search",
    "Meta teste un assistant IA pour les brocantes",
    "OpenAI launches Tollhouse in early access",
    "Microsoft launches a beta of Copilot for choirs",
    "Anthropic releases Claude Dovetail to a limited group of customers",
    "OpenAI launches a tide model to small group of harbour pilots",
    "Google rolls out Gemini Orchard to select partners",
    "Google ajoute Gemini à Agenda en version bêta",
]
OPENED = [
    "Nvidia launches Larkspur 9B, an open reasoning model",
    "Mistral open-sources Ledgerman",
    "Google releases Gemma 9 Verger under the Apache 2.0 licence",
    "Mistral lance un modèle de langage ouvert pour le droit",
    "Google releases Gemma Verger, a family of open orchard-mapping models",
    "Mistral launches Ledgerman, an open legal reasoning model",
]
ANNOUNCED = [
    "Anthropic unveils Claude Dovetail, a model for carpenters",
    "OpenAI announces Tollhouse, an agent for ferries",
    "Mistral dévoile Ledgerman, son modèle pour les comptables",
    "OpenAI will launch a voice model for choirs",
    "Google set to roll out Gemini to Chromebooks",
    "Google plans to roll out Gemini to Chromebooks",
    "Gemini is coming to Chromebooks",
    "Gemini comes to Chromebooks next week",
    "Microsoft rolls out Copilot for choirs next month",
    "Meta launches an AI sketchbook later this year",
    "Amazon plans to make open-weight Nova models available to all",
    "Claude will be available to everyone in May",
    "OpenAI lancera un agent pour les notaires",
    "Google va déployer Gemini dans les lycées",
    "Mistral sortira un assistant vocal en avril",
    "Gemini arrive en avril sur les Chromebook",
    "Copilot sera disponible pour tous les notaires",
    "ChatGPT pourra lire vos partitions",
    "Siri is getting a tide table, says Apple",
    "Apple dévoile Siri Verger, disponible dès cet automne",
    "OpenAI introduces Tollhouse, rolling out to Plus users next month",
]
BY_HEADLINE = [
    *((one, "general") for one in SHIPPED),
    *((one, "preview") for one in PREVIEWED),
    *((one, "open") for one in OPENED),
    *((one, "announced") for one in ANNOUNCED),
]


@pytest.mark.parametrize(("headline", "how"), BY_HEADLINE)
def test_by_the_headline(flagged: Flag, headline: str, how: str) -> None:
    assert [one.availability for one in flagged(headline).launches][:1] == [how]


BY_LEAD = [
    ("Anthropic unveils Claude Dovetail", "It is in research preview for carpenters.", "preview"),
    ("Anthropic unveils Claude Dovetail", "It is available today in the app.", "general"),
    ("Anthropic unveils Claude Dovetail", "It will be available for everyone in June.", "announced"),
    ("Anthropic unveils Claude Dovetail", "Anthropic launched Claude Dovetail on Monday.", "general"),
    ("Anthropic unveils Claude Dovetail", "Last year Apple launched a plane for carpenters.", "announced"),
    (
        "OpenAI launches Tollhouse, an agent for ferries",
        "It will be available to all captains in June.",
        "announced",
    ),
    (
        "OpenAI launches Tollhouse, an agent for ferries",
        "It will be available in preview in June.",
        "announced",
    ),
    ("OpenAI launches Tollhouse, an agent for ferries", "Captains call it a great help.", "general"),
    ("OpenAI launches Tollhouse, an agent for ferries", "It is in beta in two harbours.", "preview"),
    (
        "Google launches Gemini for choirs",
        "It is rolling out in Norway, and will be available elsewhere next year.",
        "general",
    ),
    ("Google adds a seed planner to Gemini", "It is a Labs feature for its subscribers.", "preview"),
    ("ChatGPT can now read sheet music", "The skill is in public beta.", "preview"),
    ("Mistral dévoile Ledgerman", "Mistral a lancé mercredi Ledgerman, un modèle comptable.", "general"),
    ("Mistral dévoile Ledgerman", "Il sera disponible pour tous en mai.", "announced"),
    ("Mistral lance Ledgerman, un modèle comptable", "Il sera disponible en bêta au printemps.", "announced"),
    ("Mistral lance Ledgerman, un modèle comptable", "Les poids sont sous licence Apache 2.0.", "open"),
    # a title without a verb of its own: the lead's verb tells
    ("OpenAI's new tide model outplays pilots", "OpenAI released GPT-9 Tide on Monday.", "general"),
    ("Google's new orchard agent is shy", "Google has launched Gemini Orchard for growers.", "general"),
    ("OpenAI's new tide model outplays pilots", "OpenAI will release GPT-9 Tide on Monday.", "announced"),
    # a model that it is compared with is not its own
    ("OpenAI launches GPT-9 Tide to beat open Chinese models", "", "general"),
    ("OpenAI launches GPT-9 Tide", "It beats the best open Chinese models on harbours.", "general"),
    # what came before says nothing of what the headline tells
    ("OpenAI's new agent Tollhouse books ferries", "OpenAI has already released two agents.", "announced"),
    ("OpenAI's new agent Tollhouse books ferries", "OpenAI had launched two agents already.", "announced"),
    (
        "OpenAI's new agent Tollhouse books ferries",
        "OpenAI has already released Tollhouse to all.",
        "general",
    ),
    ("OpenAI's new agent Tollhouse books ferries", "OpenAI released it before noon on Monday.", "general"),
    ("Introducing Tollhouse, an agent for ferries", "OpenAI has released agents before.", "announced"),
    ("Voici Tollhouse, le nouvel agent d'OpenAI", "OpenAI a déjà sorti deux agents.", "announced"),
    ("Voici Tollhouse, le nouvel agent d'OpenAI", "OpenAI avait déjà lancé un agent.", "announced"),
    ("Voici Tollhouse, le nouvel agent d'OpenAI", "OpenAI a lancé Tollhouse ce mardi.", "general"),
    # what starts later is yet to come
    ("Google adds a seed planner to Gemini", "Both start rolling out over the coming months.", "announced"),
    ("Google adds a seed planner to Gemini", "Both start rolling out in Norway.", "general"),
]


@pytest.mark.parametrize(("headline", "lead", "how"), BY_LEAD)
def test_by_what_the_lead_adds(flagged: Flag, headline: str, lead: str, how: str) -> None:
    assert [one.availability for one in flagged(headline, lead).launches][:1] == [how]


OWN_POSTS = [
    ("Introducing Claude Dovetail", "Today, we're releasing Claude Dovetail for joiners.", "general"),
    ("Introducing Claude Dovetail", "Anthropic released it on Monday, says its team.", "general"),
    ("Introducing Claude Dovetail", "Today, we're announcing Claude Dovetail for joiners.", "announced"),
    ("Introducing Claude Dovetail", "We've released tools for joiners before.", "announced"),
    ("Introducing Claude Dovetail", "We've released planes before, but none for joiners.", "announced"),
    ("Introducing Claude Dovetail", "We've released it for joiners.", "general"),
    ("Introducing Claude Dovetail", "Carpenters have launched a guild of their own.", "announced"),
    ("Claude Dovetail 9 in GitHub Copilot", "", "general"),
    ("Claude Opus 9", "", "announced"),
    (
        "Introducing Claude Dovetail",
        "Since Anthropic launched Claude in 2023, joiners asked for it.",
        "announced",
    ),
]


@pytest.mark.parametrize(("headline", "lead", "how"), OWN_POSTS)
def test_a_vendors_title_without_a_verb(flagged: Flag, headline: str, lead: str, how: str) -> None:
    (launch,) = flagged(headline, lead, own="Anthropic").launches
    assert launch.availability == how


def test_what_a_changelog_logs_is_there(flagged: Flag) -> None:
    title = "Pinned drafts in the Copilot app"
    (logged,) = flagged(title, publisher="GitHub Changelog", own="GitHub").launches
    assert logged.availability == "general"
    (announced,) = flagged("Introducing Copilot Drafts", own="GitHub").launches
    assert announced.availability == "announced"


@pytest.mark.parametrize(
    ("below", "ways"),
    [
        ("Google launches Gemma 9 for captains.", {"Gemini 8": "announced", "Gemma 9": "general"}),
        ("Google launches Gemini 8 for captains.", {"Gemini 8": "general", "Gemma 9": "announced"}),
        (
            "Google launches Gemma 9 for captains. Google unveils Gemma 9 and Gemini 8 in Rome.",
            {"Gemini 8": "announced", "Gemma 9": "general"},
        ),
    ],
)
def test_a_sentence_below_says_it_of_its_own_product(flagged: Flag, below: str, ways: dict[str, str]) -> None:
    """It was said of all that the organisation unveils, and unsaid again by the next sentence that says nothing."""
    launches = flagged("Google unveils Gemini 8 and Gemma 9", below).launches
    assert {one.product.value: one.availability for one in launches if one.product} == ways


@pytest.mark.parametrize(
    ("headline", "lead", "by_verb"),
    [
        ("OpenAI launches Tollhouse, an agent for ferry bookings", "", True),
        ("Mistral releases Ledgerman, a model for accountants", "", True),
        ("Google lance Gemini Verger pour les arboriculteurs", "", True),
        ("Microsoft annonce le lancement de Copilot Verger", "", True),
        ("Microsoft announces the launch of Copilot Orchard", "", True),
        ("Anthropic unveils Claude Dovetail", "Anthropic launched Claude Dovetail on Monday.", True),
        (
            "OpenAI launches Tollhouse, an agent for ferry bookings",
            "It is available today in the app.",
            False,
        ),
        ("OpenAI launches Tollhouse to all users", "", False),
        ("OpenAI rolls out Tollhouse, an agent for ferry bookings", "", True),
        ("OpenAI rolls out Tollhouse to all ChatGPT subscribers", "", False),
        ("OpenAI launches Tollhouse for every ferry captain", "", False),
        ("OpenAI rolls out Tollhouse", "It is generally available in Norway.", False),
        ("OpenAI déploie Tollhouse, un agent pour les ports", "", True),
        ("OpenAI déploie Tollhouse pour tous ses abonnés", "", False),
        ("Google lance Gemini Verger", "L'outil est disponible en France.", False),
        ("Microsoft annonce la disponibilité de Copilot pour les notaires", "", False),
        ("ChatGPT can now read sheet music", "", False),
        ("Gemini peut désormais lire vos partitions", "", False),
        ("OpenAI launches Tollhouse in early access", "", False),  # words say that it is a preview
        ("Anthropic unveils Claude Dovetail", "", False),  # nothing says that it can be had
    ],
)
def test_whether_words_say_it_or_a_verb_of_launch_alone(
    flagged: Flag, headline: str, lead: str, by_verb: bool
) -> None:
    assert [one.by_verb for one in flagged(headline, lead).launches][:1] == [by_verb]


def test_what_is_now_sold_can_be_had(flagged: Flag) -> None:
    (launch,) = flagged("Amazon is now selling Lantern, an AI-driven robot").launches
    assert launch.availability == "general"
