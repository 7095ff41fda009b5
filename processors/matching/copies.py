"""Whether one of two texts is a copy of the other."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

from processors.matching.words import fold, spelled_words

SKETCH = 24
"""Hashes kept of a text's five-word runs: the smallest ones, so that copies keep the same."""

COPY = 0.6
"""Share of its word runs that a copy has in common with its origin."""


def one_text(a: tuple[str, Sequence[int]], b: tuple[str, Sequence[int]]) -> bool:
    """Whether one of two texts, (hash, sketch), is a copy of the other: COPY of their word runs are the same."""
    if a[0] and a[0] == b[0]:
        return True
    if not a[1] or not b[1]:
        return False
    shared = set(a[1]).intersection(b[1])
    if not shared:
        return False
    union = sorted({*a[1], *b[1]})[:SKETCH]
    return sum(value in shared for value in union) >= COPY * len(union)


def sketch_of(text: str) -> tuple[int, ...]:
    """The smallest hashes of the text's five-word runs; empty for a text of less than 20 words."""
    spelled = spelled_words(fold(text[:3000]))
    if len(spelled) < 20:
        return ()
    fives = zip(*(spelled[begin:] for begin in range(5)), strict=False)
    runs = set(map(zlib.crc32, map(b" ".join, fives)))
    low = (2 * SKETCH << 32) // len(runs)  # half of what is below it is enough, mostly
    smallest = sorted([run for run in runs if run < low])
    return tuple((smallest if len(smallest) >= SKETCH else sorted(runs))[:SKETCH])
