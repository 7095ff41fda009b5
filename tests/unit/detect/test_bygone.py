"""A headline that dates its deal or launch before the article tells no news; other times in it change nothing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from processors.detect.words.lexicon import Rules
from processors.flag import flag
from tests.unit.stories.made import article

DAY = datetime(2026, 3, 2, tzinfo=UTC)
"""When the articles are told."""


@pytest.mark.parametrize(
    ("headline", "language"),
    [
        ("In 2024, Microsoft bought AI startup Velmora for $900 million", "en"),
        ("Back in 2023, Nvidia invested $2 billion in AI lab Norvane", "en"),
        ("Last month, Nvidia invested $2 billion in AI lab Norvane", "en"),
        ("Microsoft bought AI startup Velmora in 2023", "en"),
        ("Microsoft, which bought AI startup Velmora in 2023, opens a shop", "en"),
        ("AI lab Norvane raised $2bn in 2024", "en"),
        ("En 2022, Microsoft rachetait la start-up d'IA Velmora", "fr"),
        ("Microsoft a racheté la start-up d'IA Velmora en 2023", "fr"),
        ("Microsoft, qui a racheté la start-up d'IA Velmora en 2023, ouvre une boutique", "fr"),
        ("In 2023, Google launched Gemini", "en"),
        ("En 2023, Google lançait Gemini", "fr"),
    ],
)
def test_what_is_dated_before_the_article_is_history(rules: Rules, headline: str, language: str) -> None:
    told = article(headline, language=language)
    assert flag(told.model_copy(update={"date_published": DAY}), rules).labels == ()
    undated = told.model_copy(update={"date_published": None, "discovered_at": DAY})
    assert flag(undated, rules).labels == ()


@pytest.mark.parametrize(
    ("headline", "language"),
    [
        ("AI lab Norvane raised $2bn last week", "en"),
        ("AI lab Norvane raises $2bn for its plans for 2027", "en"),
        ("AI lab Norvane, founded in 2023, raises $2bn", "en"),
        ("A partner since 2023, Microsoft now buys AI startup Velmora", "en"),
        ("Nvidia invests $2 billion in AI lab Norvane in fiscal year 2025", "en"),
        ("AI lab Norvane raises $2bn after $300 million in 2023", "en"),
        ("AI lab Norvane raises $2bn at four times last year's valuation", "en"),
        ("AI lab Norvane raised $2bn in 2024, now raises $5bn", "en"),
        ("In 2023 it was worth nothing: AI lab Norvane raises $2bn", "en"),
        ("Microsoft buys AI startup Velmora, its biggest deal since 2021", "en"),
        ("Microsoft will buy AI startup Velmora in 2027", "en"),
        ("AI lab Norvane raised $2bn in 2026", "en"),
        ("Meta spent $72 billion on AI data centers in 2025", "en"),
        ("La start-up d'IA Norvane lève 300 millions de dollars en 2026", "fr"),
        ("La start-up d'IA Norvane a levé 300 millions de dollars la semaine dernière", "fr"),
        ("OpenAI launches Sora 4, a year after Sora 3 in 2025", "en"),
    ],
)
def test_other_times_are_no_history(rules: Rules, headline: str, language: str) -> None:
    told = article(headline, language=language).model_copy(update={"date_published": DAY})
    assert len(flag(told, rules).labels) == 1


@pytest.mark.parametrize(
    ("headline", "language"),
    [
        ("From the archive: Microsoft buys AI startup Velmora for $900 million", "en"),
        ("From our archives: OpenAI launches Sora 4", "en"),
        ("On this day: Microsoft buys AI startup Velmora", "en"),
        ("This week in tech history: OpenAI launches Sora 4", "en"),
        ("Today in history: Nvidia invests $2 billion in AI lab Norvane", "en"),
        ("Flashback: OpenAI launches Sora 4", "en"),
        ("Five years ago today: Nvidia invests $2 billion in AI lab Norvane", "en"),
        ("Ten years ago – Nvidia invests $2 billion in AI lab Norvane", "en"),
        ("ICYMI: OpenAI launches Sora 4", "en"),
        ("Repost: Microsoft buys AI startup Velmora", "en"),
        ("Our most-read stories: Microsoft buys AI startup Velmora", "en"),
        ("Remember when Microsoft acquired AI startup Velmora?", "en"),
        ("2019: Microsoft invests $2 billion in AI lab Norvane", "en"),
        ("[From 2019] Microsoft invests $2 billion in AI lab Norvane", "en"),
        ("Microsoft invests $2 billion in AI lab Norvane (2019)", "en"),
        ("OpenAI launches Sora 4 [2025]", "en"),
        ("Archives : Microsoft rachète la start-up d'IA Velmora", "fr"),
        ("Tiré de nos archives : OpenAI lance Sora 4", "fr"),
        ("Ce jour-là : Microsoft rachète la start-up d'IA Velmora", "fr"),
        ("Il y a cinq ans : OpenAI lance Sora 4", "fr"),
        ("C'était en 2019 : Microsoft rachète la start-up d'IA Velmora", "fr"),
        ("Dans le rétro : OpenAI lance Sora 4", "fr"),
        ("Rediffusion – Microsoft rachète la start-up d'IA Velmora", "fr"),
        ("Les plus lus de l'année : OpenAI lance Sora 4", "fr"),
        ("Le jour où OpenAI lance Sora 4", "fr"),
    ],
)
def test_what_says_itself_to_be_old_is_history(rules: Rules, headline: str, language: str) -> None:
    """Printed again with a date of today it was told as new."""
    told = article(headline, language=language).model_copy(update={"date_published": DAY})
    assert flag(told, rules).labels == ()
    below = told.model_copy(update={"description": "Microsoft buys AI startup Velmora for $900 million."})
    assert flag(below, rules).labels == ()


@pytest.mark.parametrize(
    "headline",
    [
        "Archive Labs, an AI startup, raises $300 million",
        "Retro Minds, an AI startup, raises $300 million",
        "Exclusive: Microsoft buys AI startup Velmora",
        "2026: Microsoft invests $2 billion in AI lab Norvane",
        "Microsoft invests $2 billion in AI lab Norvane (2026)",
        "Microsoft invests $2 billion in AI lab Norvane (founded in 2019)",
        "OpenAI launches Sora 4, seven years on",
        "OpenAI launches memories: Sora 4 remembers when you were there",
    ],
)
def test_words_like_these_are_no_history(rules: Rules, headline: str) -> None:
    assert flag(article(headline).model_copy(update={"date_published": DAY}), rules).labels != ()


@pytest.mark.parametrize(("year", "labels"), [(2025, ()), (2024, ("ai_investment",))])
def test_the_year_is_measured_by_the_article(rules: Rules, year: int, labels: tuple[str, ...]) -> None:
    told = article("AI lab Norvane raised $2bn in 2024")
    dated = told.model_copy(update={"date_published": datetime(year, 6, 1, tzinfo=UTC)})
    assert flag(dated, rules).labels == labels
