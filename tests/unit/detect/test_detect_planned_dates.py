"""A launch that is told for a time to come says when, as far as its sentence does, with the words that say so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from newswatch.messages import Article, Flagged
from processors.detect.words.load import SHIPPED, load_rules
from processors.flag import Rules, flag
from tests.unit.stories.made import article

THEN = datetime(2027, 1, 20, tzinfo=UTC)
Told = Callable[[str], Flagged]


@pytest.fixture(scope="module")
def rules() -> Rules:
    return load_rules([SHIPPED])


def _of(headline: str) -> Article:
    headline, _, description = headline.partition(" | ")
    update = {"body": "", "description": description or None, "date_published": THEN}
    return article(headline).model_copy(update=update)


@pytest.mark.parametrize(
    ("headline", "planned", "words"),
    [
        ("Google to launch Gemini 9 in March 2027", "2027-03", "in March 2027"),
        ("Google will launch Gemini 9 in March", "2027-03", "in March"),
        ("Google lancera Gemini 9 le 12 mars 2027", "2027-03-12", "le 12 mars 2027"),
        ("Google lancera Gemini 9 en septembre", "2027-09", "en septembre"),
        ("On 20 May, OpenAI will release Quasar 7", "2027-05-20", "On 20 May"),
        ("Le 1er juin, Mistral lancera Le Chat 5", "2027-06-01", "Le 1er juin"),
        ("OpenAI unveils Quasar 7, available on May 3", "2027-05-03", "on May 3"),
        ("Mistral dévoile Le Chat 5, attendu l'an prochain", "2028", "l'an prochain"),
        ("Google lancera Gemini 9 le mois prochain", "2027-02", "le mois prochain"),
        ("Nvidia unveils Rubin Nova, its next AI chip, shipping in 2028", "2028", "in 2028"),
        ("OpenAI to ship Quasar 7 by 2028", "2028", "by 2028"),
        ("Google announces Gemini 9 | Google will launch Gemini 9 on 3 April.", "2027-04-03", "on 3 April"),
        (
            "Google dévoile Gemini 9 | L'assistant, refait, arrive le 21 septembre.",
            "2027-09-21",
            "le 21 septembre",
        ),
        ("Claude's new plans | Anthropic will launch Claude Opus 9 on March 2nd, 2027.", "2027-03-02", None),
    ],
)
def test_the_date_is_told(rules: Rules, headline: str, planned: str, words: str | None) -> None:
    told = flag(_of(headline), rules)
    (launch,) = told.launches
    assert launch.availability == "announced"
    assert launch.planned is not None
    assert launch.planned.value == planned
    proof = launch.planned.evidence
    assert proof is not None
    assert told.article.text(proof.field)[proof.start : proof.end] == proof.quote
    assert words in (None, proof.quote)


@pytest.mark.parametrize(
    "headline",
    [
        "OpenAI unveils Quasar 7 ahead of its keynote on 20 May",
        "OpenAI will launch Quasar 7 after its event on May 3",
        "Google unveiled Gemini 9 on 12 January",
        "Google dévoile Gemini 9, un an après Gemini 8 lancé le 12 mars 2026",
        "Google unveils Gemini 9",
        "Google unveils Gemini 9 | Gemini 8 will be switched off in July.",
        "Google unveils Gemini 9 | The firm will tell more at its keynote on 20 May.",
    ],
)
def test_the_date_of_something_else_or_of_what_is_past_is_none(rules: Rules, headline: str) -> None:
    launches = flag(_of(headline), rules).launches
    assert launches
    assert all(launch.planned is None for launch in launches)


def test_what_is_to_come_in_a_month_is_no_round_up_of_it(rules: Rules) -> None:
    assert flag(_of("Google will launch Gemini 9 in March 2027"), rules).labels == ("competitor_launch",)
    assert flag(_of("The AI launches that mattered in March: Gemini 9 and more"), rules).labels == ()


def test_what_would_come_if_a_firm_were_bought_is_no_deal(rules: Rules) -> None:
    for wish in (
        "Si Nvidia rachetait Quillon, la start-up d'IA vaudrait 3 milliards",
        "S'il rachetait la start-up d'IA Quillon, Apple rattraperait son retard",
    ):
        assert flag(_of(wish), rules).labels == ()
    told = flag(_of("Apple rachèterait la start-up d'IA Quillon, si l'on en croit Bloomberg"), rules)
    assert told.labels == ("ai_investment",)
