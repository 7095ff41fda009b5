"""Highlights: the words of the original text that a query found, in a fragment around them."""

from __future__ import annotations

from collections.abc import Sequence

from newswatch.adapters.fragments import FRAGMENT_CHARACTERS, FRAGMENTS
from newswatch.adapters.fragments import marked as marked_fragment
from newswatch.adapters.sqlite_documents import Text
from newswatch.adapters.sqlite_words import Part, Token, languages_of, tokens
from newswatch.adapters.sqlite_words import stem as stem_of

_SEARCHED_CHARACTERS = 100_000
"""How far into a text words are looked for: a hit further down is found, but not shown."""


def highlights(texts: Sequence[Text], query: Sequence[Part]) -> dict[str, list[str]]:
    """For each field with found words, up to three fragments with marks around the words.

    Characters that look like marks are taken out of the text.
    """
    found: dict[str, list[str]] = {}
    for text in texts:
        kept = found.get(text.field, [])
        if not text.field or len(kept) >= FRAGMENTS:
            continue
        fragments = _fragments(text.text[:_SEARCHED_CHARACTERS], text.language, query)
        if fragments:
            found[text.field] = (kept + fragments)[:FRAGMENTS]
    return found


def _fragments(text: str, language: str | None, query: Sequence[Part]) -> list[str]:
    spans = _found(list(tokens(text)), language, query)
    fragments: list[str] = []
    while spans and len(fragments) < FRAGMENTS:
        start, end = _window(text, spans[0][0])
        inside = [span for span in spans if span[1] <= end] or spans[:1]
        fragments.append(marked_fragment(text, start, max(end, inside[-1][1]), inside))
        spans = spans[len(inside) :]
    return fragments


def _found(words: Sequence[Token], language: str | None, query: Sequence[Part]) -> list[tuple[int, int]]:
    """Where the query's words stand, in order; words of a phrase only where all of it stands."""
    spans: set[tuple[int, int]] = set()
    for known in languages_of(language):
        stems = [stem_of(word.word, known) for word in words]
        for part in query:
            wanted = list(part.stems(known))
            size = len(wanted)
            for place, stem in enumerate(stems):
                if stem == wanted[0] and stems[place : place + size] == wanted:
                    spans.update((word.start, word.end) for word in words[place : place + size])
    return sorted(spans)


def _window(text: str, first: int) -> tuple[int, int]:
    """The bounds of a fragment around a place, moved to spaces so that no word is cut."""
    if len(text) <= FRAGMENT_CHARACTERS:
        return 0, len(text)
    start = max(0, first - FRAGMENT_CHARACTERS // 4)
    if start > 0:
        start = text.find(" ", start, first) + 1 or first
    end = min(len(text), start + FRAGMENT_CHARACTERS)
    if end < len(text):
        end = max(text.rfind(" ", first, end), first)
    return start, end
