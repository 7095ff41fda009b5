"""Which of the claims of one deal tells who gets the money: the one of the firm, or the one of what is built.

Asked once a deal is flagged, as `sides` is: it decides nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace

from processors.detect.grammar.claims import Claim, Judged
from processors.detect.words.unit import Unit

_AIMS = re.compile(
    r"\b(?:pour|to|afin de) (?:viser|atteindre|rattraper|dominer|gagner|reach|chase|pursue|win|achieve)\b[^.;,]{0,20}$"
)
_BARE = frozenset(
    {
        "ia",
        "l'ia",
        "ai",
        "a.i.",
        "intelligence artificielle",
        "l'intelligence artificielle",
        "artificial intelligence",
    }
)


def ordered(group: list[Judged]) -> list[Judged]:
    """`deepens its cloud deal with X with a $10B stake`: of one sum the stake is told, not the cloud; and what a verb
    of spending gives to `AI` goes to the firm that the clause names."""
    first = group[0].claim
    if first.kind in ("stake", "round"):
        spent = next((one for one in group[1:] if _rather_spent(first, one.claim)), None)
        return (
            group
            if spent is None
            else [spent, *(one for one in group if one is not spent and one is not group[0])]
        )
    if first.kind not in ("capex", "compute"):
        return group
    aimed = next((one for one in group[1:] if _only_aim(first, one.claim)), None)
    if aimed is not None:
        return [aimed, *(one for one in group if one is not aimed)]
    for one in group[1:]:
        claim = one.claim
        if claim.clause is not first.clause or claim.target is None or claim.amount is not first.amount:
            continue
        bare = first.place is not None and first.text.folded[slice(*first.place)] in _BARE
        firm = _a_firm(claim.target) and _put_in(claim, first)
        swapped = claim.kind == "stake" and first.target is not None and first.target in claim.investors
        if (
            (bare and claim.kind in ("stake", "acquisition", "round"))
            or (swapped and claim.amount is not None)
            or (firm and claim.kind == "stake")
        ):
            if firm and all(any(unit is giver for giver in first.investors) for unit in claim.investors):
                one = replace(one, claim=replace(claim, investors=first.investors))
            return [
                one,
                *(other for other in group if other.claim.at != claim.at or other.claim.rule != claim.rule),
            ]
    return group


_FIRMS = frozenset(
    {"ai", "labs", "lab", "robotics", "technologies", "systems", "intelligence", "energy", "compute"}
)


def _a_firm(unit: Unit) -> bool:
    return unit.is_company("ai", "watched", "tech") or (unit.proper and unit.low.split()[-1] in _FIRMS)


def _put_in(claim: Claim, spent: Claim) -> bool:
    """`a $9 billion stake in X for AI infrastructure`: X stands right behind the sum, and gets it."""
    at, money = claim.clause.index(claim.target), claim.clause.index(claim.amount)
    if at is None or money is None or not money < at or spent.place is None or claim.target is None:
        return False
    before = claim.clause.units[at - 1].low
    return before in {"in", "into", "dans", "chez"} and claim.target.end <= spent.place[0] and at - money < 6


def _only_aim(first: Claim, other: Claim) -> bool:
    """`X dépense des milliards pour une IA plus sage` | `X investit dans Y`: the aim gets nothing, Y does."""
    if first.place is None or first.target is not None or other.kind != "stake" or other.target is None:
        return False
    if (
        first.text.field != "headline"
        or other.text.field != "description"
        or not other.target.is_company("ai")
    ):
        return False
    return bool(_AIMS.search(first.text.folded, max(0, first.place[0] - 48), first.place[0]))


def _rather_spent(first: Claim, other: Claim) -> bool:
    """`X annonce investir 8 milliards pour l'IA`: who invests gets nothing; `en Louisiane`: a place gets nothing."""
    if other.kind != "capex" or other.clause is not first.clause or other.amount is not first.amount:
        return False
    target = first.target
    at = first.clause.index(target)
    if target is None or at is None or first.amount is None:
        return False
    if first.kind == "round":
        giant = target.name is not None and target.name.company.ai != "core"
        return giant and any(unit is target for unit in other.investors)
    return target.name is None and first.clause.units[at - 1].low in {"en", "au", "aux"}
