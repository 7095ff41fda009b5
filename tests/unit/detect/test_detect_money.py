"""The money grammar: each form that the press uses, with its value, currency and words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processors.detect.words.money import sums
from processors.detect.words.text import fold

_EN_WORDS = ((1e12, "trillion", "T"), (1e9, "billion", "B"), (1e6, "million", "M"))

_FR_WORDS = ((1e9, "milliard", "Md"), (1e6, "million", "M"))

_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}


def written(value: float, currency: str, language: str, short: bool = False) -> str:
    """A sum as the press of a language writes it: `$1.7 billion`, `$1.7B`, `1,7 milliard d'euros`, `1,7 Md€`."""
    table = _FR_WORDS if language == "fr" else _EN_WORDS
    size, word, letter = next((row for row in table if value >= row[0]), (1.0, "", ""))
    number = f"{value / size:.6f}".rstrip("0").rstrip(".")
    if language != "fr":
        sign = _SIGNS.get(currency, f"{currency} ")
        return f"{sign}{number}{letter}" if short else f"{sign}{number} {word}".rstrip()
    number = number.replace(".", ",")
    if short or currency not in ("USD", "EUR"):
        return f"{number} {letter}{_SIGNS.get(currency, f' {currency}')}"
    plural = "s" if value / size >= 2 and word else ""
    noun = {"USD": "dollars", "EUR": "euros"}[currency]
    link = "" if not word else "d'" if noun[0] in "aeiou" else "de "
    return " ".join(f"{number} {word}{plural} {link}{noun}".split())


FORMS = [
    ("2B$", 2e9, "USD"),
    ("1.7B€", 1.7e9, "EUR"),
    ("$150 mln", 150e6, "USD"),
    ("10 Md$", 10e9, "USD"),
    ("2.000 millones de dólares", 2e9, "USD"),
    ("$1 trillion", 1e12, "USD"),
    ("10 000 dollars", 1e4, "USD"),
    ("RMB 500 million", 500e6, "CNY"),
    ("CHF 30m", 30e6, "CHF"),
    ("C$200 million", 200e6, "CAD"),
    ("A$1.5bn", 1.5e9, "AUD"),
    ("₹500 crore", 5e9, "INR"),
    ("Rs 1,200 crore", 12e9, "INR"),
    ("a billion dollars", 1e9, "USD"),
    ("half a trillion dollars", 5e11, "USD"),
    ("un demi-milliard d'euros", 5e8, "EUR"),
    ("un milliard de dollars", 1e9, "USD"),
    ("1,4 milliard d’euros", 1.4e9, "EUR"),
    ("385 M€", 385e6, "EUR"),
    ("£20m", 20e6, "GBP"),
    ("US$2bn", 2e9, "USD"),
    ("20 milliards de yuans", 20e9, "CNY"),
    ("$1,250 million", 1250e6, "USD"),
    ("1 250 millions d'euros", 1250e6, "EUR"),
    ("cent vingt millions d'euros", 120e6, "EUR"),
    ("six cents millions de dollars", 600e6, "USD"),
    ("deux cent quatre-vingt-dix millions d'euros", 290e6, "EUR"),
    ("vingt-cinq milliards de dollars", 25e9, "USD"),
    ("trente et un milliards d'euros", 31e9, "EUR"),
    ("mille deux cents millions d'euros", 1200e6, "EUR"),
    ("un milliard et demi de dollars", 1.5e9, "USD"),
    ("two hundred million dollars", 200e6, "USD"),
    ("three hundred and fifty million dollars", 350e6, "USD"),
    ("a billion and a half dollars", 1.5e9, "USD"),
    ("20+ Md$", 20e9, "USD"),
    ("$20+ billion", 20e9, "USD"),
    ("vier Milliarden Dollar", 4e9, "USD"),
    ("zwei Millionen Euro", 2e6, "EUR"),
]


@pytest.mark.parametrize(("text", "value", "currency"), FORMS)
def test_a_form_is_read_whole(text: str, value: float, currency: str) -> None:
    padded = f"The firm took {text} in May"
    (one,) = sums(fold(padded))
    assert one.value == pytest.approx(value)
    assert (one.currency, padded[one.start : one.end]) == (currency, text)


@pytest.mark.parametrize(
    "text", ["10 millions d'utilisateurs", "a 1.5B release", "314 billion parameters", "18 mois"]
)
def test_counted_things_are_no_money(text: str) -> None:
    assert sums(fold(text)) == []


@pytest.mark.parametrize("text", ["deux et trois milliards de dollars", "two and three billion dollars"])
def test_numbers_beside_each_other_are_not_added(text: str) -> None:
    assert [one.value for one in sums(fold(text))] == [3e9]


def test_a_bare_large_number_is_money_without_currency() -> None:
    (one,) = sums(fold("Microsoft investit 10 milliards dans OpenAI"))
    assert (one.value, one.currency) == (10e9, None)


@pytest.mark.parametrize(
    "text", ["multibillion dollar", "plusieurs milliards de dollars", "invests billions in"]
)
def test_vague_sums_have_no_figure(text: str) -> None:
    (one,) = sums(fold(text))
    assert one.vague


@pytest.mark.parametrize(
    "text", ["$5-10 billion", "between $5 billion and $10 billion", "5 à 10 milliards d'euros"]
)
def test_a_range_gives_both_ends(text: str) -> None:
    low, high = sums(fold(text))
    assert (low.value, high.value, low.approximate, high.approximate) == (5e9, 10e9, True, True)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("porte son engagement de 20 à 30 Md€", [30e9]),
        ("sa valorisation passe de 20 à 30 milliards d'euros", [30e9]),
        ("from $20 billion to $30 billion", [30e9]),
        ("erhöht von 20 auf 30 Milliarden Euro", [30e9]),
        ("un investissement de 20 à 30 milliards d'euros", [20e9, 30e9]),
        ("ranging from $20 billion to $30 billion", [20e9, 30e9]),
        ("von 20 bis 30 Milliarden Euro", [20e9, 30e9]),
    ],
)
def test_a_rise_gives_what_it_rises_to(text: str, values: list[float]) -> None:
    assert [one.value for one in sums(fold(text))] == values


@pytest.mark.parametrize(
    "text", ["about $3 billion", "environ 3 Md$", "près de 3 milliards de dollars", "nearly $3bn"]
)
def test_nearly_is_approximate(text: str) -> None:
    (one,) = sums(fold(text))
    assert one.approximate
    assert one.value == 3e9


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("$4.1 billion", [4_100_000_000]),
        ("8,3 milliards d'euros", [8_300_000_000]),
        ("€16.4m", [16_400_000]),
        ("$8.7 trillion", [8_700_000_000_000]),
        ("$4.1-8.2 billion", [4_100_000_000, 8_200_000_000]),
        ("4,1 à 8,2 millions d'euros", [4_100_000, 8_200_000]),
    ],
)
def test_decimals_give_the_very_number(text: str, values: list[int]) -> None:
    assert [one.value for one in sums(fold(f"The firm took {text} in May"))] == values


@given(
    thousands=st.integers(min_value=1_000, max_value=999_999),
    scale=st.sampled_from([1e3, 1e6, 1e7]),
    currency=st.sampled_from(["USD", "EUR"]),
    language=st.sampled_from(["en", "fr"]),
    short=st.booleans(),
)
def test_what_is_written_is_read_back(
    thousands: int, scale: float, currency: str, language: str, short: bool
) -> None:
    value = thousands * scale
    (one,) = sums(fold(written(value, currency, language, short)))
    assert one.value == pytest.approx(value)
    assert one.currency == currency


@given(st.text(max_size=200))
def test_any_text_is_read_without_error_and_in_bounds(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert all(0 <= one.start < one.end <= len(text) for one in sums(folded))
