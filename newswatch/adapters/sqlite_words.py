"""Words as the embedded store compares them: folded, freed of elisions, and stemmed.

Accents are folded before stemming, so that «levée», "levee" and "LEVÉES" meet whatever their writer's
keyboard had; the price is that a few words meet that accents tell apart. Index and query use the same
steps, so whatever a step does to a word, it does on both sides.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = ("fr", "en")
_TOKEN = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u00ad\u200d])*")
# U+02BC counts as a letter; the others are what keyboards and typesetters put for an apostrophe.
_APOSTROPHES = dict.fromkeys(map(ord, "\u02bc\u2019\u2018\u2032\u00b4\u0060\uff07"), "'")
_QUOTES = dict.fromkeys(map(ord, "\u201c\u201d\u201e"), '"')
_LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "\u00ad": "", "\u200d": ""}
)
_ELISIONS = frozenset(("l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"))
_COMMON = frozenset(
    re.findall(
        r"\w+",
        """a au aux avec ce ces dans de des du en et est il elle ils elles la le les leur leurs ne par pas pour
        qui que sa se ses son sur un une ont sont the of and to in on for is are was by with from that this
        it its an as at be has have will""",
    )
)
"""Words too common to ask for; they stay in the index, for phrases."""
_WORD_LIMIT = 32
"""Words of a query that count: the rest of a pasted page would only cost time."""


class Token(NamedTuple):
    """A word in a text: `text[start:end]`, in code points, and how it is written folded."""

    start: int
    end: int
    word: str


@dataclass(frozen=True, slots=True)
class Part:
    """What a query asks for: one word, or the words of a phrase in their order."""

    tokens: tuple[Token, ...]

    def stems(self, language: Language) -> tuple[str, ...]:
        """The stems to look for in texts of a language."""
        return tuple(stem(token.word, language) for token in self.tokens)


def languages_of(language: str | None) -> tuple[Language, ...]:
    """The analyses that a text in a language (BCP 47) gets: both, where it is neither French nor English."""
    primary = (language or "").lower().partition("-")[0].partition("_")[0]
    return tuple(known for known in LANGUAGES if known == primary) or LANGUAGES


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """Without case, accents, ligatures and width: `Élevée` → `elevee`, `ＩＡ` → `ia`, `cœur` → `coeur`."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return plain.casefold().translate(_LETTERS)


def tokens(text: str) -> Iterator[Token]:
    """The words of a text. An elided article and an English possessive are no words: l'IA → ia."""
    plain = text.translate(_APOSTROPHES)
    for found in _TOKEN.finditer(plain):
        start, end = found.span()
        word = fold(found.group())
        if word in _ELISIONS and plain[end : end + 1] == "'" and plain[end + 1 : end + 2].isalnum():
            continue
        if word == "s" and start > 1 and plain[start - 1] == "'" and plain[start - 2].isalnum():
            continue
        if word.isalnum():
            yield Token(start, end, word)
        else:  # a sign that folds into several: ½ → 1⁄2
            yield from (Token(start, end, piece) for piece in _TOKEN.findall(word))


@cache
def _stemmers() -> dict[Language, Any]:
    import snowballstemmer  # it loads thirty languages: not where nothing is stemmed

    return {"fr": snowballstemmer.stemmer("french"), "en": snowballstemmer.stemmer("english")}


_stemming = threading.Lock()
"""A stemmer keeps the word that it works on in itself."""


@lru_cache(maxsize=16384)
def stem(word: str, language: Language) -> str:
    """The stem of a folded word. Names with digits are left alone: `gpt4s` is not `gpt4`."""
    if not word.isalpha():
        return word
    with _stemming:
        stemmed = str(_stemmers()[language].stemWord(word))
    # The French stemmer takes é off but, its accent folded, leaves e: levée → leve, lever → lev.
    return (stemmed.rstrip("e") if language == "fr" and len(stemmed) > 3 else stemmed) or word


def stemmed(text: str, language: Language) -> str:
    """A text's stems with spaces between: what the index holds."""
    return " ".join(stem(token.word, language) for token in tokens(text))


def parts(text: str) -> list[Part]:
    """What a query's text asks for: phrases in double quotes, and single words. No other sign means anything.

    Words that stand in nearly every text are dropped, unless there are no others.
    """
    found: list[Part] = []
    place = 0
    for number, piece in enumerate(text.translate(_QUOTES).split('"')):
        words = [Token(place + t.start, place + t.end, t.word) for t in tokens(piece)]
        place += len(piece) + 1
        if number % 2:
            found += [Part(tuple(words))] if words else []
        else:
            found += [Part((word,)) for word in words]
    rare = [part for part in found if len(part.tokens) > 1 or part.tokens[0].word not in _COMMON]
    return _limited(rare or found)


def _limited(found: Sequence[Part]) -> list[Part]:
    kept: list[Part] = []
    left = _WORD_LIMIT
    for part in found:
        if left <= 0:
            break
        kept.append(Part(part.tokens[:left]))
        left -= len(part.tokens)
    return kept


def distance(one: str, other: str, most: int) -> int:
    """How many letters to add, drop, change or swap with their neighbour; `most + 1` when it is more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    above = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, above = above, row
    return min(above[-1], most + 1)
