"""Firms that are called like somebody's product: `the "ChatGPT for doctors"`."""

from __future__ import annotations

from processors.detect.grammar.claims import Claim
from processors.detect.words.closed_classes import ARTICLES

_OPENS = ARTICLES | {"'", '"', "«", "“", "‘"}
_CLOSES = frozenset({"'", '"', "»", "”", "’", ","})
_FOR = frozenset({"for", "of", "pour", "des", "du"})


def called_like(claim: Claim) -> tuple[int, int] | None:
    """Where the name of the firm behind such a byname stands, or where the byname does, if there is none.

    None where the target is no product, or meant itself.
    """
    target, at = claim.target, claim.clause.index(claim.target)
    if target is None or at is None or target.name is None or target.name.kind != "product":
        return None
    units, low, high = claim.clause.units, claim.clause.low, claim.clause.high
    if at <= low or at + 2 >= high or units[at - 1].low not in _OPENS or units[at + 1].low not in _FOR:
        return None
    end = next((k for k in range(at + 2, high) if units[k].low in _CLOSES or units[k].verbs), None)
    if end is None:
        return None
    firm = next((unit for unit in units[end : max(end, claim.at)] if unit.proper and unit.name is None), None)
    return (firm.start, firm.end) if firm is not None else (target.start, units[end - 1].end)
