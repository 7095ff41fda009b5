"""Whether one of two texts is a copy of the other."""

from __future__ import annotations

from collections.abc import Sequence

from processors.matching.keys import SKETCH

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
