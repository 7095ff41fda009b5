"""Products with a version: what tells two of one family apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from processors.matching.words import WATCHED, fold, is_common, is_plain

_DIGIT = re.compile(r"\d")
_VERSION = re.compile(
    r"\b([A-Z][A-Za-z]+|[a-z]+[A-Z][A-Za-z]*|[A-Z]{2,})[ \u00a0-]?(\d{1,2}(?:\.\d{1,2})*o?)"
    r"(?![\d%€$]|[.,]\d|[ \u00a0]?(?:[bkm]\b|bn|mds?\b|million|milliard|billion|%|(?:an|year|moi|month)s?\b))"
)
_SHORT_VERSION = re.compile(r"\b([orv])(\d{1,2}(?:\.\d)?)(?=\b|-)", re.IGNORECASE)
_VARIANTS = (
    "nano|flash|pro|mini|max|ultra|lite|large|small|medium|haiku|sonnet|opus|scout|maverick|turbo|codex|spark"
)
_KNOWN_VARIANTS = frozenset(_VARIANTS.split("|"))
_VARIANT = re.compile(rf"(\d(?:\.\d+)?o?)[ \u00a0-]({_VARIANTS})\b", re.IGNORECASE)
_SISTER = re.compile(r"[A-Za-z][ \u00a0-]?(\d{1,2}(?:\.\d+)?o?)[ \u00a0-]([A-Z][a-z]{2,})\b")
"""A version and a name of its own, as in `Voxa 6.1 Selene`."""
_NUMBER_NAMED = re.compile(r"\d[oO]?[ \u00a0-][^\W\d_]")
"""What both have: most texts have none, which is seen sooner."""
_NO_FAMILY_WORDS = """top series serie part phase step episode chapter article version day jour q s h type euro mai may
june juin juillet july avril april mars march janvier january aout august septembre september octobre october
novembre november decembre december fevrier february apache gpl"""
_NO_FAMILY = frozenset(_NO_FAMILY_WORDS.split())


def versions_of(text: str) -> Iterator[str]:
    """`family version` of each product with a version: `Claude Opus 4.5` → `opus 4.5`."""
    if not _DIGIT.search(text):
        return
    for family, number in _VERSION.findall(text):
        folded = fold(family)
        if folded not in _NO_FAMILY and not (is_common(folded) and folded not in WATCHED):
            yield f"{folded} {number}"
    for letter, number in _SHORT_VERSION.findall(text):
        yield f"{letter.lower()} {number}"
    if not _NUMBER_NAMED.search(text):
        return
    for number, variant in (*_VARIANT.findall(text), *_SISTER.findall(text)):
        folded = fold(variant)
        if not (is_common(folded) or is_plain(folded)) or folded in _KNOWN_VARIANTS:
            yield f"{folded} +{number}"
