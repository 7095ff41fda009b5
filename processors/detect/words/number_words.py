"""Numbers written in words, French, English and a few German: `cent vingt`, `three hundred and fifty`, `vier`."""

from __future__ import annotations

import re
from collections.abc import Iterable

_VALUES: dict[str, int] = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
    "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "vingt": 20,
    "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70, "huitante": 80,
    "nonante": 90, "cent": 100, "cents": 100, "mille": 1000,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90, "hundred": 100, "thousand": 1000,
    "eine": 1, "einer": 1, "zwei": 2, "drei": 3, "vier": 4, "funf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9,
    "zehn": 10, "elf": 11, "zwolf": 12, "zwanzig": 20, "hundert": 100,
}  # fmt: skip
_WHOLE = {
    "a": 1.0, "a hundred": 100.0, "half a": 0.5, "half-a": 0.5, "a half": 0.5, "half": 0.5, "a quarter": 0.25,
    "another": 1.0, "one and a half": 1.5, "un demi": 0.5, "un demi-": 0.5, "demi": 0.5,
}  # fmt: skip
"""What is no sum of its words."""


def either(words: Iterable[str]) -> str:
    """A pattern for any of these words, the longer ones first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_WORD = either(_VALUES)
_JOIN = r"(?:[ -]|(?:(?<=hundred)|(?<=thousand)) and |[ -]et[ -](?=une?\b|onze\b))"
NUMBER_WORDS = rf"{either(_WHOLE)}|(?:{_WORD})(?:{_JOIN}(?:{_WORD})){{0,6}}"
"""A pattern for them, in folded text."""


def number(words: str) -> float:
    """The number that the words of a match say: `quatre-vingt-dix` is ninety."""
    if words in _WHOLE:
        return _WHOLE[words]
    thousands = below = last = 0
    for word in re.split(r"[ -]+", words):
        value = _VALUES.get(word, 0)
        if value == 1000:
            thousands, below = max(below, 1) * 1000, 0
        elif value == 100:
            below = max(below, 1) * 100
        elif value == 20 and last == 4:
            below += 76  # `quatre-vingt`
        else:
            below += value
        last = value
    return float(thousands + below)
