"""The static word table of the matching: what a word weighs, and which words mean one thing in both languages.

Written by hand from general knowledge of English and French news, never counted from an evaluation
set: a weight must not depend on what was read before, or reading `flagged` again gives other stories.
All words are folded (lower case, no accents). They stand in table/*.txt.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

_MARKS = re.compile(r"[\u0300-\u036f]")
_BETWEEN = {code: " " for code in range(128) if not chr(code).isalnum()}
_BETWEEN_BYTES = bytes(ord(_BETWEEN.get(code, chr(code))) for code in range(256))
_TYPOGRAPHIC = re.compile(r"[«»“”„‘‹›–—…·•×\u00a0]")
"""What no keyboard has and nearly every text does."""
_WORD = re.compile(r"[^\W_]+")


def _table(name: str) -> list[str]:
    """The lines of table/`name`.txt, without its notes."""
    text = (Path(__file__).parent / "table" / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


def _words(name: str) -> frozenset[str]:
    return frozenset(word for line in _table(name) for word in line.split())


STOP = _words("stop")
"""Words that say nothing."""
FAINT = _words("faint")
"""Words that nearly every tech headline may hold."""
WATCHED = _words("watched")
"""Names that a tech paper prints each day: they alone make no story."""
OWNERS: dict[str, str] = {
    word: owner
    for owner, _, words in (line.partition(":") for line in _table("owners"))
    for word in words.split()
}
"""Whom a name stands for: an article on Claude and one on Anthropic are about one company."""
FAINT_CONCEPTS = _words("faint-concepts")
"""Concepts of which the same holds."""
_EXACT: dict[str, str] = {}
_PREFIX: dict[str, str] = {}
_PHRASES: dict[str, str] = {
    phrase: word for phrase, _, word in (line.partition(": ") for line in _table("phrases"))
}
for _line in _table("concepts"):
    _name, _, _members = _line.partition(":")
    _EXACT[_name] = _name
    for _member in _members.split():
        if "-" in _member:
            _PHRASES[_member.rstrip("*").replace("-", " ")] = _name
        else:
            (_PREFIX if _member.endswith("*") else _EXACT)[_member.rstrip("*")] = _name


def _any_of(phrases: Iterable[str]) -> str:
    """A pattern of any of them, the longest first; by first letters, which at a word's beginning tries a twentieth."""
    by_letter: dict[str, list[str]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        by_letter.setdefault(phrase[0], []).append(phrase[1:].replace(" ", "[ -]"))
    return "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())


PHRASE = re.compile(rf"\b({_any_of(_PHRASES)})s?\b")
"""Names and concepts of several words, in folded text."""


def fold(text: str) -> str:
    """Lower case without accents; typographic quotes become spaces."""
    plain = text.casefold()
    if not plain.isascii():
        plain = _MARKS.sub("", unicodedata.normalize("NFKD", plain))
    return plain.replace("'", " ").replace("’", " ").replace("`", " ")  # a table takes ten times as long


def words_of(text: str) -> list[str]:
    """The runs of letters and digits: by the pattern's meaning, at a quarter of its cost for most texts."""
    if not text.isascii():
        text = _TYPOGRAPHIC.sub(" ", text)
    return text.translate(_BETWEEN).split() if text.isascii() else _WORD.findall(text)


def spelled_words(text: str) -> list[bytes]:
    """The same in UTF-8."""
    if text.isascii():
        return text.encode().translate(_BETWEEN_BYTES).split()
    return [word.encode() for word in words_of(text)]


@lru_cache(maxsize=4096)
def fold_word(word: str) -> str:
    """The same for a single word, which mostly was folded before."""
    return fold(word)


def join_phrases(folded: str) -> str:
    """Folded text with each phrase as the one word that stands for it: `centre de donnees` → `datacentre`."""
    return PHRASE.sub(lambda found: _PHRASES[found.group(1).replace("-", " ")], folded)


STEM = 6
"""Letters of a word that count: `technologie` and `technology`, `sécurité` and `security` meet."""


@lru_cache(maxsize=16384)
def concept_of(word: str) -> str | None:
    """The concept of a folded word, or None."""
    if (exact := _EXACT.get(word)) is not None:
        return exact
    for size in range(min(len(word), 14), 2, -1):
        if (found := _PREFIX.get(word[:size])) is not None:
            return found
    return None


WEIGHED = (0.35, 0.7, 1.0, 1.4, 1.5, 2.0)
"""What a word may weigh, if anything."""


@lru_cache(maxsize=16384)
def weigh(word: str) -> tuple[str, float]:
    """The key and the weight of a folded word: 0 for a stop word, 2 for a word that the table does not know."""
    if word in STOP or len(word) < 2 or word.isdigit():
        return word, 0.0
    if word in WATCHED:
        return word, 1.0
    if word in OWNERS:
        return word, 2.0
    if word in FAINT:
        return word[:STEM], 0.35
    if (concept := concept_of(word)) is not None:
        return f"~{concept}", 0.7 if concept in FAINT_CONCEPTS else 1.5
    stem = word.rstrip("s") if len(word) > 4 else word
    return stem[:STEM], 2.0 if len(word) > 3 else 1.4


def is_common(word: str) -> bool:
    """Whether the table knows the folded word as an ordinary word: then a capital makes no name of it."""
    return word in STOP or word in FAINT or (word not in WATCHED and concept_of(word) is not None)


def is_plain(word: str) -> bool:
    """Whether the folded word is in the dictionary: then a capital at the beginning of a sentence says nothing."""
    return word in _plain()


@lru_cache(maxsize=1)
def _plain() -> frozenset[str]:
    text = (Path(__file__).parents[1] / "rules" / "common-words.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if not line.startswith("#"))
