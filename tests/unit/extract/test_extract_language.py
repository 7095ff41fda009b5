"""The choice of a language."""

from __future__ import annotations

import pytest

from processors.page.language import code_of, language_of

FRENCH = "Le laboratoire lyonnais annonce un modèle de langue que chacun peut utiliser sans payer. " * 5
ENGLISH = "The laboratory announced a language model that anyone may use without paying for it. " * 5
GERMAN = "Das Labor stellt ein Sprachmodell vor, das jeder ohne Bezahlung benutzen darf und soll. " * 5


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("fr-FR", "fr"),
        ("en_US", "en"),
        ("FR", "fr"),
        (" de ", "de"),
        ("French", "fr"),
        ("klingon", None),
        ("", None),
        (None, None),
    ],
)
def test_language_tags(tag: str | None, expected: str | None) -> None:
    assert code_of(tag) == expected


def test_the_text_decides_between_french_and_english_whatever_is_claimed() -> None:
    assert language_of("Lumen", "", FRENCH, claims=["en"], usual=["en"]) == "fr"
    assert language_of("Lumen", "", ENGLISH, claims=["fr-FR"], usual=["fr"]) == "en"


def test_another_language_needs_a_claim_or_a_long_text() -> None:
    assert language_of("Lumen", "", GERMAN, claims=["de-DE"]) == "de"
    assert language_of("Lumen", "", GERMAN) == "de"
    assert language_of("Lumen stellt ein Modell vor, das jeder benutzen darf", "", "", claims=["de"]) == "de"
    assert language_of("Lumen stellt ein Modell vor, das jeder benutzen darf", "", "") != "de"


def test_a_title_of_names_takes_the_language_of_its_source() -> None:
    for language in ("fr", "en"):
        assert language_of("Cadence 2", "", "", usual=[None, language]) == language
        assert language_of("Mistral Large 3, Codestral", "", "", usual=[language]) == language
    assert language_of("Cadence 2", "", "", claims=["fr"]) == "fr"


@pytest.mark.parametrize("text", ["", "  ", "12 34 !!", "https://news.example/a"])
def test_no_words_no_language_but_the_known_one(text: str) -> None:
    assert language_of(text, "", "") is None
    assert language_of(text, "", "", usual=["fr"]) == "fr"
