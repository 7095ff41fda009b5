"""A firm without a name, told by its kind: `Leeds robotics startup hits …`, `$2B AI sensor company acquisition`.

Asked once a deal is flagged: it decides nothing.
"""

from __future__ import annotations

from processors.detect.grammar.claims import Claim
from processors.detect.words.unit import Unit

_BEGINS = frozenset(
    {
        "a",
        "an",
        "the",
        "un",
        "une",
        "la",
        "le",
        "l",
        "'",
        "this",
        "another",
        "exclusive",
        "how",
        "why",
        "sources",
        ":",
    }
)
_GENERIC = frozenset({"startup", "start-up", "company", "firm", "entreprise", "societe", "lab", "maker"})


def kind_told(claim: Claim) -> tuple[int, int] | None:
    """Where the words of the firm's kind stand, if they say more than that it is one."""
    if claim.text.field != "headline":
        return None
    if claim.kind in ("round", "valued"):
        return _raising(claim)
    return _before_noun(claim) if claim.kind == "acquisition" else None


def _raising(claim: Claim) -> tuple[int, int] | None:
    """What stands before the verb and ends with the kind."""
    units, low = claim.clause.units, claim.clause.low
    end = next((k for k in range(claim.at - 1, low, -1) if "descriptor" in units[k].cues), None)
    start = low
    while end is not None and start < end and units[start].low in _BEGINS:
        start += 1
    return _span(claim, start, end) if end is not None else None


def _before_noun(claim: Claim) -> tuple[int, int] | None:
    """What stands between the sum and `acquisition`."""
    units, money = claim.clause.units, claim.clause.index(claim.amount)
    if money is None:
        return None
    for k in range(money + 2, min(money + 9, claim.clause.high - 1)):
        if "descriptor" in units[k].cues and "acquisition_noun" in units[k + 1].cues:
            return _span(claim, money + 1, k)
    return None


def _span(claim: Claim, start: int, end: int) -> tuple[int, int] | None:
    units = claim.clause.units
    if any(_parts(unit) for unit in units[start:end]) or (end == start and units[end].low in _GENERIC):
        return None
    return (units[start].start, units[end].end) if start <= end and end - start < 7 else None


def _parts(unit: Unit) -> bool:
    return unit.party or unit.sum is not None or (unit.sign and unit.low not in {"'", "-"})
