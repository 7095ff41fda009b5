"""Which of the claims of one deal tells who gets the money: the one of the firm, or the one of what is built.

Asked once a deal is flagged, as `sides` is: it decides nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace

from processors.detect.deals.kinds import takes_money
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
    raised = next((one for one in group[1:] if _rather_raised(first, one.claim)), None)
    if raised is not None:
        return [
            raised,
            *(one for one in group if one.claim.kind not in ("capex", "compute") and one is not raised),
        ]
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
        if first.investors and takes_money(first):
            return False  # `secures $30bn from X for a data centre`
        giant = target.name is not None and target.name.company.ai != "core"
        giant = giant or len(other.investors) > 2  # so many raise no round of one sum
        return giant and any(unit is target for unit in other.investors)
    if target.name is not None:
        return False
    return first.clause.units[at - 1].low in {"en", "au", "aux"} or _a_place(first, at)


def _a_place(claim: Claim, at: int) -> bool:
    """`in Northern Jutland`, `in Cedar Falls, Iowa`: a known place belongs to the name."""
    units = claim.clause.sentence.units
    behind = units[at + 1 : at + 3]
    if units[at - 1].low not in {"in", "near", "outside"} or not behind:
        return False
    words = units[at].low.split()
    if words[0] in _PARTS or words[-1] in _GROUNDS:
        return True
    where = behind[1:] if behind[0].low == "," else behind[:1]
    return any(unit.capital and "plain" in unit.cues for unit in where)


_PARTS = frozenset(
    {
        "north",
        "northern",
        "south",
        "southern",
        "east",
        "eastern",
        "west",
        "western",
        "central",
        "upper",
        "lower",
        "greater",
    }
)
_GROUNDS = frozenset(
    {"county", "city", "valley", "township", "parish", "province", "prefecture", "springs", "falls"}
)
_BETS = frozenset({"bet", "gamble", "wager", "pari"})


def _rather_raised(first: Claim, other: Claim) -> bool:
    """`X's $2bn bet that …` | `X has raised $300 million`, `X unveils $90bn in funding, expands its Y partnership`."""
    if other.kind != "round" or other.target is None or not first.investors:
        return False
    if other.target.side != first.investors[0].side:
        return False
    units = first.clause.units
    if first.noun and units[first.at].low in _BETS:
        return True
    money = first.clause.index(first.amount)
    if first.kind != "compute" or money is None or other.amount is not first.amount:
        return False
    return any("round" in unit.cues for unit in units[money + 1 : money + 3])
