"""Sums of money in a text, in units, for matching alone: the facts of a deal come from detection. And which are one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newswatch.messages import TIMES_A_YEAR, Period

_SCALE = {
    "k": 1e3, "thousand": 1e3, "mille": 1e3, "m": 1e6, "mln": 1e6, "million": 1e6, "millions": 1e6, "mn": 1e6,
    "b": 1e9, "bn": 1e9, "billion": 1e9, "billions": 1e9, "bln": 1e9,
    "md": 1e9, "mds": 1e9, "mrd": 1e9, "milliard": 1e9,
    "milliards": 1e9, "trillion": 1e12, "trillions": 1e12, "tn": 1e12,
}  # fmt: skip
_CURRENCY = {
    "$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "dollar": "USD", "dollars": "USD", "euro": "EUR",
    "euros": "EUR", "usd": "USD", "eur": "EUR", "pounds": "GBP", "livres": "GBP", "yuan": "CNY", "yuans": "CNY",
}  # fmt: skip
DIGITS = r"(?:\d{0,2}(?:[ \u00a0\u202f.,]\d{3})+(?![\d.,]\d)|\d*(?:[.,]\d+)?)"
"""How a number goes on behind its first digit, in groups or not, as a pattern."""
NUMBER = r"\d" + DIGITS
"""A number in digits. It begins with a single one: so patterns of it pass over what is none at half the cost."""
_NUMBER = NUMBER + r"|\b(?:one|two|three|five|ten|un|deux|trois|cinq|dix)\b"
_MONEY = re.compile(
    rf"(?P<before>us\$|[$€£¥])?\s?(?P<number>{_NUMBER})[\s\u00a0\u202f-]?"
    r"(?P<scale>(?:thousand|mille|mln|millions?|mn|billions?|bln|bn|mds?|mrd|milliards?|trillions?|tn|[kmb])(?![a-z]))?"
    r"[\s\u00a0\u202f-]?(?:de |d['’])?(?P<after>us\$|[$€£¥]|dollars?|euros?|usd|eur|pounds|livres|yuans?)?"
)
"""In text without capitals."""
_SPELLED = {
    "one": 1,
    "un": 1,
    "two": 2,
    "deux": 2,
    "three": 3,
    "trois": 3,
    "five": 5,
    "cinq": 5,
    "ten": 10,
    "dix": 10,
}
RATES = {"USD": 1.0, "EUR": 1.1, "GBP": 1.27, "CHF": 1.1, "CAD": 0.73, "AUD": 0.66, "CNY": 0.14, "JPY": 0.0067,
         "INR": 0.012, "KRW": 0.00073, "SEK": 0.095, "SGD": 0.74}  # fmt: skip
"""Rough dollars a unit: good for telling one deal in two currencies from two deals, for nothing else."""


def amounts_of(text: str) -> Iterator[tuple[str, float]]:
    """(currency or ``, value) of each sum of money or large count, in units."""
    folded = (
        text.casefold().replace("mille milliards", "1 trillion").replace("half a trillion", "500 billion")
    )
    for found in _MONEY.finditer(folded):
        scale, sign = found["scale"], found["before"] or found["after"]
        if not scale and not sign:
            continue
        digits = found["number"]
        if digits in _SPELLED:
            if not scale or len(scale) == 1:
                continue
            value = float(_SPELLED[digits])
        else:
            value = value_of(digits)
        value *= _SCALE.get(scale or "", 1.0)
        if value >= 1000:
            yield _CURRENCY.get(sign or "", ""), value


def value_of(digits: str) -> float:
    """What NUMBER found, as a number: groups are joined, and a comma that is left is a decimal point."""
    return float(re.sub(r"(?<=\d)[ \u00a0\u202f.,](?=\d{3}(?!\d))", "", digits).replace(",", "."))


def yearly(value: float, per: Period | None) -> float:
    """What a sum comes to: one that is paid again and again in a year of it, and any other once."""
    return value if per is None else value * TIMES_A_YEAR[per]


def same_money(a: tuple[str, float], b: tuple[str, float]) -> bool:
    """Whether two sums, (currency, units), may be one: 2 % in one currency, 15 % between two."""
    if a[0] == b[0] or not a[0] or not b[0]:
        return abs(a[1] - b[1]) <= 0.02 * max(a[1], b[1])
    if a[0] not in RATES or b[0] not in RATES:
        return False
    left, right = a[1] * RATES[a[0]], b[1] * RATES[b[0]]
    return abs(left - right) <= 0.15 * max(left, right)
