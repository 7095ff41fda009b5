"""What a headline says of money for an AI firm so plainly that the second opinion may doubt it, and not refuse it."""

from __future__ import annotations

from processors.detect.deals.sizing import called_ai
from processors.detect.grammar.claims import Claim, Judged


def outright(one: Judged) -> bool:
    """No veto speaks against it, and the clause calls the target an AI firm: `AI startup X`, `X, an AI lab`."""
    claim = one.claim
    if claim.text.field != "headline" or claim.clause.kind != "main" or one.vetoes or one.history:
        return False
    if claim.target is None or one.status != "confirmed" or not called_ai(claim):
        return False
    return _money_first(claim) if claim.rule == "juxtaposed" else _giant_gives(claim)


_GIVING = frozenset({"acquire", "acquire-weak", "fund", "stake", "invest", "lead", "share-of"})
_OWNS = frozenset({"'", "’"})
"""`backs AI startup X's appeal`: not the firm, but what is its."""


def _giant_gives(claim: Claim) -> bool:
    """`Uber and Nvidia back self-driving startup X`: a verb of giving, and a giant before it."""
    units, at = claim.clause.units, claim.clause.index(claim.target)
    if claim.noun or claim.rule not in _GIVING or at is None or at < claim.at:
        return False
    if units[claim.at].low.startswith("support") or (at + 1 < len(units) and units[at + 1].low in _OWNS):
        return False
    return any(unit.is_company("watched", "tech") for unit in claim.investors)


_OPENS = frozenset({"a", "another", "fresh", "new", "over", "nearly", "about", "some", "up to", "more than"})
_NEAR = 4


def _money_first(claim: Claim) -> bool:
    """`€200m Series C for AI recruiter X`, `Fresh $700M for AI robotics firm X, led by Y`."""
    units, at, target = claim.clause.units, claim.clause.index(claim.amount), claim.clause.index(claim.target)
    if claim.kind not in ("round", "stake") or at is None or target is None:
        return False
    aim = next((k for k in range(at + 1, min(at + 1 + _NEAR, target)) if units[k].low == "for"), None)
    whole = target + 1 >= len(units) or units[target + 1].low not in _OWNS
    return aim is not None and whole and all(unit.low in _OPENS for unit in units[:at])
