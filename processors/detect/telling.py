"""Which sentences of a long body are read on: those with a sum or a plan, or that speak of the deal or launch."""

from __future__ import annotations

import re
from collections.abc import Iterable

from processors.detect.text import fold, sentences

TOLD = 800
"""Code points of a body that are read on; the rest of a longer one is background."""
_SUM = re.compile(
    r"\d\s?(?:m|bn|b|k|md|mds|mrd|mio|mln|tn)?\s?[$€£¥₹]|[$€£¥₹]\s?\d|\b(?:[mb]illions?|trillions?|milliards?|crores?|"
    r"undisclosed|disclos\w+|divulgu\w+|valuation|valoris\w+|gigawatts?)\b"
)
_YEAR = re.compile(r"\b20\d\d\b")
PLANS = 600
"""Of these, code points for sentences with a year, and the one after: what is to come by then."""


def telling(body: str, folded: str, parties: Iterable[str]) -> str:
    """The body with all but its telling sentences blanked out: every offset stays true. A short one is whole."""
    if len(body) <= TOLD:
        return body
    names = {fold(name) for name in parties if len(name) > 2}
    spans = sentences(body, folded, len(body))
    plans: list[tuple[int, int]] = []
    first: list[tuple[int, int]] = []
    further: list[tuple[int, int]] = []
    after = False
    for start, end in spans:
        sentence = folded[start:end]
        dated = _YEAR.search(sentence) or (plans and plans[-1][1] == start and after)
        if dated and sum(b - a for a, b in plans) + end - start < PLANS:
            plans.append((start, end))
            after = bool(_YEAR.search(sentence))
        elif _SUM.search(sentence) or not first:
            first.append((start, end))
        elif any(name in sentence for name in names):
            further.append((start, end))
    kept: list[tuple[int, int]] = []
    left = TOLD
    for start, end in (*plans, *first, *further):
        if end - start <= left:
            left -= end - start
            kept.append((start, end))
    return _blanked(body, sorted(kept))


def _blanked(body: str, kept: list[tuple[int, int]]) -> str:
    pieces: list[str] = []
    at = 0
    for start, end in kept:
        gap = " " * (start - at - 1) + "\n" if start > at else ""  # a sentence begins where it began
        pieces += [gap, body[start:end]]
        at = end
    return "".join(pieces)
