"""Other words to search for: near spellings among the words that the index has."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from elasticsearch import Elasticsearch

from newswatch.adapters.elastic_connect import said_of
from newswatch.adapters.elastic_documents import LONGEST, SHORTEST
from newswatch.adapters.sqlite_words import Token

_WORDS_TRIED = 5
_TOKENS_CORRECTED = 3


def suggest(
    client: Elasticsearch, alias: str, text: str, unknown: Sequence[Token], hits: Callable[[str], int]
) -> str | None:
    """The text with each unknown word replaced by the nearest known one, or None when nothing is found.

    `hits` counts what a text finds. At most three words are replaced, each by one of five tried.
    """
    if not unknown or len(unknown) > _TOKENS_CORRECTED:
        return None
    corrected = text
    # From the last to the first, so that the places of those before stay right.
    for number, token in enumerate(sorted(unknown, key=lambda token: -token.start)):
        near = _near(client, alias, text[token.start : token.end].lower())
        tried = [corrected[: token.start] + word + corrected[token.end :] for word in near]
        if not tried:
            return None
        corrected = max(tried, key=hits) if number == len(unknown) - 1 else tried[0]
    return corrected if hits(corrected) else None


def _near(client: Elasticsearch, alias: str, word: str) -> list[str]:
    """The nearest known words as they are written, nearest first; a wrong first letter is seen too."""
    if not SHORTEST <= len(word) <= LONGEST:
        return []
    term = {
        "field": "words",
        "suggest_mode": "always",
        "max_edits": 1 if len(word) < 6 else 2,
        "prefix_length": 0,
        "min_word_length": SHORTEST,
        "size": _WORDS_TRIED,
        "string_distance": "damerau_levenshtein",
    }
    answer = said_of(
        lambda: client.search(index=alias, size=0, suggest={"near": {"text": word, "term": term}}),
        "searching",
    )
    found = answer.body["suggest"]["near"]
    return [str(option["text"]) for option in found[0]["options"]] if found else []
