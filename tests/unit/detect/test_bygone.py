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


@pytest.mark.parametrize(("year", "labels"), [(2025, ()), (2024, ("ai_investment",))])
def test_the_year_is_measured_by_the_article(rules: Rules, year: int, labels: tuple[str, ...]) -> None:
    told = article("AI lab Norvane raised $2bn in 2024")
    dated = told.model_copy(update={"date_published": datetime(year, 6, 1, tzinfo=UTC)})
    assert flag(dated, rules).labels == labels
