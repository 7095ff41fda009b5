"""Which sentences of a long body are read on: those with a sum or a plan, or that speak of the deal or launch."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from processors.detect.words.text import fold, places, says_any, sentences

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
    dated = {bisect_right(starts, at) - 1 for at in places("20", folded) if _year(folded, at)}
    kept: list[tuple[int, int]] = []
    without: list[tuple[int, int]] = []
    left, planned = TOLD, 0
    follows, begun = False, False
    for at, (start, end) in enumerate(spans):
        size, plan = end - start, at in dated
        if (plan or follows) and planned + size < PLANS:
            kept.append((start, end))
            planned += size
            follows = plan
            continue
        if size > left:
            pass  # whatever it holds: not asked
        elif not begun or says_any(folded[start:end], _SUMS):
            kept.append((start, end))
            left -= size
        else:
            without.append((start, end))
        follows, begun = False, True
    named = [fold(name) for name in parties if len(name) > 2]
    for start, end in without:
        # (a name may go on behind a sign that ends a sentence: `Yahoo! Japan`)
        if end - start <= left and any(folded.find(one, start, end + len(one) - 1) >= 0 for one in named):
            kept.append((start, end))
            left -= end - start
    return sorted(kept)


def _year(folded: str, at: int) -> bool:
    """Four digits alone that begin with 20."""
    if not folded[at : at + 4].isdigit() or len(folded) < at + 4:
        return False
    return not any(map(str.isalnum, folded[at - 1 : at] + folded[at + 4 : at + 5]))
