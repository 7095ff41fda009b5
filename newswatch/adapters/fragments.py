"""What a fragment of a found text is in every store: how long, and how its words are marked."""

from __future__ import annotations

from collections.abc import Sequence

OPEN, CLOSE = "\x02", "\x03"
FRAGMENT_CHARACTERS = 180
FRAGMENTS = 3
"""Fragments of one field at most."""


def marked(text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> str:
    """`text[start:end]` with marks around the spans; marks that the text itself holds are taken out."""
    pieces: list[str] = []
    place = start
    for begin, finish in spans:
        pieces += [_plain(text[place:begin]), OPEN, _plain(text[begin:finish]), CLOSE]
        place = finish
    return "".join([*pieces, _plain(text[place:end])]).strip(" ")


def _plain(text: str) -> str:
    return text.replace(OPEN, "").replace(CLOSE, "")
