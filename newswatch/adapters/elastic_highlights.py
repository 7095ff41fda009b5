"""Highlights from what the server marked: it marks folded texts, which have the places of the originals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newswatch.adapters.elastic_documents import composed, field_of, folded_text
from newswatch.adapters.fragments import CLOSE, FRAGMENT_CHARACTERS, FRAGMENTS, OPEN
from newswatch.adapters.fragments import marked as marked_fragment
from newswatch.adapters.sqlite_documents import Text
from newswatch.adapters.sqlite_words import LANGUAGES, tokens


def highlights(texts: Sequence[Text], marked: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """For each shown field with found words, up to three fragments with marks around the words."""
    found: dict[str, list[str]] = {}
    for text in texts:
        kept = found.get(text.field, [])
        if not text.field or len(kept) >= FRAGMENTS:
            continue
        folded = folded_text(text.text)
        spans: set[tuple[int, int]] = set()
        for language in LANGUAGES:
            for snippet in marked.get(f"{field_of(text)}_{language}", ()):
                plain, places = _places(snippet)
                start = folded.find(plain)
                if start >= 0:
                    spans.update((start + begin, start + end) for begin, end in places)
        if spans:
            found[text.field] = (kept + _fragments(composed(text.text), sorted(spans)))[:FRAGMENTS]
    return found


def _places(snippet: str) -> tuple[str, list[tuple[int, int]]]:
    """The snippet without marks, and where the marked words stand in it."""
    plain: list[str] = []
    places: list[tuple[int, int]] = []
    length = 0
    for number, piece in enumerate(snippet.split(OPEN)):
        word, closed, rest = piece.partition(CLOSE)
        if number and closed:
            # The analyzer's token has the elided article in it, and the possessive: l'IA, OpenAI's.
            bare = list(tokens(word))
            begin, end = (bare[0].start, bare[-1].end) if bare else (0, len(word))
            places.append((length + begin, length + end))
        plain += [word, rest]
        length += len(word) + len(rest)
    return "".join(plain), places


def _fragments(text: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    fragments: list[str] = []
    while spans and len(fragments) < FRAGMENTS:
        start, end = _window(text, spans[0])
        inside = [span for span in spans if span[1] <= end]
        fragments.append(marked_fragment(text, start, end, inside))
        spans = spans[len(inside) :]
    return fragments


def _window(text: str, first: tuple[int, int]) -> tuple[int, int]:
    """The bounds of a fragment around a word, moved to spaces so that no word is cut."""
    if len(text) <= FRAGMENT_CHARACTERS:
        return 0, len(text)
    start = max(0, first[0] - FRAGMENT_CHARACTERS // 4)
    if start > 0:
        start = text.find(" ", start, first[0]) + 1 or first[0]
    end = min(len(text), max(start + FRAGMENT_CHARACTERS, first[1]))
    if end < len(text):
        end = max(text.rfind(" ", first[1], end), first[1])
    return start, end
