"""Other words to search for: near spellings among the words that the store has seen."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence

from newswatch.adapters.sqlite_index import LONGEST, SHORTEST
from newswatch.adapters.sqlite_words import Token, distance

_WORDS_COMPARED = 20_000
_WORDS_TRIED = 5
_TOKENS_CORRECTED = 3
_BETWEEN = (
    "SELECT word, shown FROM words WHERE word >= ?1 AND word < ?1 || char(0x10FFFF) "
    "AND length(word) BETWEEN ?2 AND ?3"
)
"""Words that begin so, of about that length."""


def suggest(
    connection: sqlite3.Connection, text: str, unknown: Sequence[Token], hits: Callable[[str], int]
) -> str | None:
    """The text with each unknown word replaced by the nearest known one, or None when nothing is found.

    `hits` counts what a text finds. At most three words are replaced, each by one of five tried.
    """
    if not unknown or len(unknown) > _TOKENS_CORRECTED:
        return None
    corrected = text
    # From the last to the first, so that the places of those before stay right.
    for number, token in enumerate(sorted(unknown, key=lambda token: -token.start)):
        tried = [
            corrected[: token.start] + word + corrected[token.end :] for word in _near(connection, token.word)
        ]
        if not tried:
            return None
        is_last = number == len(unknown) - 1
        corrected = max(tried, key=hits) if is_last else tried[0]
    return corrected if hits(corrected) else None


def _near(connection: sqlite3.Connection, word: str) -> list[str]:
    """The nearest known words as they are written, nearest first; a wrong first letter is seen too."""
    if not SHORTEST <= len(word) <= LONGEST:
        return []
    most = 1 if len(word) < 6 else 2
    # Of the words with one first letter, tens of thousands in time: those that begin alike, those that differ in the
    # second letter, and of the others as many as may be compared.
    alike = (word[:2], len(word) - most, len(word) + most, _WORDS_COMPARED)
    rows = connection.execute(f"{_BETWEEN} LIMIT ?4", alike).fetchall()
    after = (word[0], *alike[1:], word[2:4], word[1:3], word[2] + word[1])
    rows += connection.execute(
        f"{_BETWEEN} AND (substr(word, 3, 2) IN (?5, ?6) OR substr(word, 2, 2) IN (?5, ?7)) LIMIT ?4", after
    ).fetchall()
    others = (word[0], *alike[1:3], max(0, _WORDS_COMPARED - len(rows)))
    rows += connection.execute(f"{_BETWEEN} LIMIT ?4", others).fetchall()
    swapped = word[1] + word[0] + word[2:]
    rows += connection.execute(
        "SELECT word, shown FROM words WHERE word IN (?1, ?2) OR substr(word, 2) IN (?1, ?3) LIMIT ?4",
        (word[1:], swapped, word, _WORDS_COMPARED),
    ).fetchall()
    nearest = sorted({(distance(word, known, most), known, shown) for known, shown in rows})
    return [shown for far, known, shown in nearest if far <= most and known != word][:_WORDS_TRIED]
