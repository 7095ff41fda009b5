"""Which sentences of a long body are read on: those with a sum or a plan, or that speak of the deal or launch."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from processors.detect.text import fold, sentences

TOLD = 620
"""Code points of a body that are read on, besides plans; the rest of a longer one is background."""
_SUM = re.compile(
    r"\d\s?(?:m|bn|b|k|md|mds|mrd|mio|mln|tn)?\s?[$€£¥₹]|[$€£¥₹]\s?\d|\b(?:[mb]illions?|trillions?|milliards?|crores?|"
    r"undisclosed|disclos\w+|divulgu\w+|valuation|valoris\w+|gigawatts?)\b"
)
_YEAR = re.compile(r"\b20\d\d\b")
PLANS = 600
"""Code points for sentences with a year, and the one after: what is to come by then. They take no room from sums."""


def telling(body: str, folded: str, parties: Iterable[str]) -> list[tuple[int, int]] | None:
    """The offsets of a body's telling sentences, in order; None for a short one, which is read whole."""
    if len(body) <= TOLD:
        return None
    spans = sentences(body, folded, len(body))
    starts = [start for start, _ in spans]

    def holding(matches: Iterable[int]) -> set[int]:
        return {bisect_right(starts, at) - 1 for at in matches}

    sums = holding(match.start() for match in _SUM.finditer(folded))
    dated = holding(match.start() for match in _YEAR.finditer(folded))
    named = holding(at for name in parties if len(name) > 2 for at in _places(folded, fold(name)))
    plans: list[int] = []
    first: list[int] = []
    further: list[int] = []
    planned = 0
    for at, (start, end) in enumerate(spans):
        follows = at - 1 in plans and at - 1 in dated
        if (at in dated or follows) and planned + end - start < PLANS:
            plans.append(at)
            planned += end - start
        elif at in sums or not first:
            first.append(at)
        elif at in named:
            further.append(at)
    kept = [spans[at] for at in plans]
    left = TOLD
    for at in (*first, *further):
        start, end = spans[at]
        if end - start <= left:
            left -= end - start
            kept.append((start, end))
    return sorted(kept)


def _places(folded: str, name: str) -> Iterator[int]:
    """Where a name stands."""
    at = folded.find(name)
    while at >= 0:
        yield at
        at = folded.find(name, at + len(name))
