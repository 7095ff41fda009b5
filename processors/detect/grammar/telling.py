"""Which sentences of a long body are read on: those with a sum or a plan, or that speak of the deal or launch."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from processors.detect.words.text import fold, places, sentences

TOLD = 620
"""Code points of a body that are read on, besides plans; the rest of a longer one is background."""
_SUMS = (
    "$", "€", "£", "¥", "₹", "illion", "illiard", "crore", "disclos", "divulgu", "valuation", "valoris", "gigawatt",
)  # fmt: skip
"""What a sentence with a sum holds. Looked for one by one: many times faster than one pattern for all."""
PLANS = 600
"""Code points for sentences with a year, and the one after: what is to come by then. They take no room from sums."""


def telling(body: str, folded: str, parties: Iterable[str]) -> list[tuple[int, int]] | None:
    """The offsets of a body's telling sentences, in order; None for a short one, which is read whole."""
    if len(body) <= TOLD:
        return None
    spans = sentences(body, folded, len(body))
    starts = [start for start, _ in spans]

    def holding(words: Iterable[str]) -> set[int]:
        """The sentences in which one of the words begins; in each the first is enough."""
        found: set[int] = set()
        for word in words:
            at = folded.find(word)
            while at >= 0:
                behind = bisect_right(starts, at)
                found.add(behind - 1)
                at = folded.find(word, starts[behind]) if behind < len(starts) else -1
        return found

    sums = holding(_SUMS)
    dated = {bisect_right(starts, at) - 1 for at in places("20", folded) if _year(folded, at)}
    named = holding(fold(name) for name in parties if len(name) > 2)
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


def _year(folded: str, at: int) -> bool:
    """Four digits alone that begin with 20."""
    around = folded[at - 1 : at] + folded[at + 4 : at + 5]
    return folded[at : at + 4].isdigit() and len(folded) >= at + 4 and not any(map(str.isalnum, around))
