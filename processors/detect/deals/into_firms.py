"""Money put into a firm that stands right behind it, where the claim took what the deal is for, or the giver, for it.

Asked once a deal is flagged, as `sides` is: it decides nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace

from processors.detect.grammar import parties as c
from processors.detect.grammar.claims import Claim, Mends, first_mend
from processors.detect.words.closed_classes import ELIDED, OF
from processors.detect.words.of_money import HOLDERS
from processors.detect.words.unit import Unit

_IN = frozenset({"in", "into", "dans", "chez"})
_AS_PART = re.compile(
    r"\b(?:as part of|in a deal|under (?:a|an|the) |alongside|dans le cadre d|a l'occasion d|to help|pour aider)\b"
)
_IN_OF = frozenset({"in", "of", "dans", "de"})
_OF_WHOM = OF | {ELIDED}
_AMONG = frozenset({"among", "amongst", "parmi", "join", "joins"})
_THINGS = frozenset({"capex_noun", "compute_noun", "ai"})
_HOLDERS = frozenset(
    {
        "employees",
        "employee",
        "staff",
        "workers",
        "staffers",
        "shareholders",
        "holders",
        "salaries",
        "employes",
        "insiders",
    }
)
_STOCK = re.compile(r"\b(?:in |d'|des? )?(?:stock|shares?|equity|actions?|titres?|parts)\b")


def into_firm(claim: Claim) -> Claim:
    """The claim with the firm that the money goes into."""
    return first_mend(_without_seller(claim), _MENDS)


def _part_of_deal(claim: Claim) -> Claim:
    """`puts $800 million into X under a pact on chip design`: X gets it, not chip design."""
    units, money = claim.clause.units, claim.clause.index(claim.amount)
    if claim.target is not None or claim.place is None or money is None or claim.noun:
        return claim
    into = next(
        (k for k in range(money + 1, min(money + 4, claim.clause.high - 1)) if units[k].low in _IN), None
    )
    firm = _firm_behind(claim, into) if into is not None else None
    if firm is None or firm.end > claim.place[0] or firm in claim.investors:
        return claim
    between = claim.text.folded[firm.end : claim.place[0]]
    known = firm.is_company("ai", "tech", "watched")
    if not _AS_PART.search(between) or not (known or firm.proper):
        return claim
    return replace(claim, kind="stake", target=firm, place=None)


def _firm_behind(claim: Claim, at: int) -> Unit | None:
    """The name that begins a phrase, over its kind; none before what is built (`in Oracle data centres`)."""
    units = claim.clause.units
    for k in range(at + 1, min(at + 6, claim.clause.high)):
        unit = units[k]
        if unit.party:
            behind = units[k + 1 : k + 2]
            built = bool(behind) and bool(behind[0].cues & _THINGS)
            return None if built or "plain" in unit.cues else unit
        if unit.verbs or unit.sum or (unit.sign and unit.low not in {"'", "-"}):
            return None
    return None


def _noun_in(claim: Claim) -> Claim:
    """`X has discussed an investment in Y as part of a round`: X gives, Y gets."""
    giant, units = claim.target, claim.clause.units
    if giant is None or claim.investors:
        return claim
    if not giant.is_company("watched", "tech", "investor"):
        return claim
    at = claim.clause.index(giant)
    if at is None:
        return claim
    for k in range(at + 1, min(at + 8, claim.clause.high - 2)):
        if units[k].cues & {"investment_noun", "stake_noun"} and units[k + 1].low in _IN:
            firm = _firm_behind(claim, k + 1)
            if firm is not None and firm.side != giant.side:
                return replace(claim, target=firm, investors=[giant])
    return claim


def _among(claim: Claim) -> Claim:
    """`X, Y among investors in Z's round`: Z gets it."""
    units = claim.clause.units
    low, high = claim.clause.low, claim.clause.high
    k = next(
        (k for k in range(low, high - 2) if units[k].low in HOLDERS and units[k + 1].low in _IN_OF), None
    )
    if k is None or not any(unit.low in _AMONG for unit in units[max(low, k - 3) : k]):
        return claim
    firm = _firm_behind(claim, k + 1)
    first = next((j for j in range(k - 1, low - 1, -1) if units[j].party), None)
    if firm is None or first is None or firm is claim.target:
        return claim
    return replace(claim, target=firm, investors=[units[j] for j in c.listed_before(claim.clause, first)])


def _without_seller(claim: Claim) -> Claim:
    """`buys X's stake in Y`, `rachète la participation de X dans Y`: X sells."""
    units, clause = claim.clause.units, claim.clause
    kept = [one for one in claim.investors if not _sells(claim, clause.index(one))]
    at = clause.index(claim.target)
    target = claim.target
    if at is not None and at > clause.low + 1 and units[at - 1].low in _OF_WHOM:
        held = any("stake_noun" in unit.cues for unit in units[max(clause.low, at - 4) : at])
        into = at + 1 < clause.high and units[at + 1].low in _IN
        firm = _firm_behind(claim, at + 1) if held and into else None
        target = firm if firm is not None and firm not in claim.investors else target
    if target is claim.target and len(kept) == len(claim.investors):
        return claim
    if not kept and claim.investors:
        first = next((units[k] for k, governed in c.parties_before(clause, claim.at) if not governed), None)
        buys = first is not None and first not in claim.investors and first is not target
        kept = [first] if first is not None and buys else claim.investors
    return replace(claim, target=target, investors=kept)


def _sells(claim: Claim, at: int | None) -> bool:
    """Behind a verb of buying, and before its own stake."""
    units, low = claim.clause.units, claim.clause.low
    if at is None or at == low or [one.low for one in units[at + 1 : at + 3]] != ["'", "s"]:
        return False
    if not any("stake_noun" in unit.cues for unit in units[at + 3 : at + 7]):
        return False
    return any(verb.frame == "acquire" for unit in units[max(low, at - 3) : at] for _, verb in unit.verbs)


def _sold_to(claim: Claim) -> Claim:
    """`X staff sell $6 billion of stock to Y and Z`: Y and Z buy shares of X."""
    units, at = claim.clause.units, claim.clause.index(claim.target)
    if claim.amount is None:
        return claim
    low, high = claim.clause.low, claim.clause.high
    held = next((k for k in range(low + 1, high) if units[k].low in _HOLDERS and units[k - 1].party), None)
    money = claim.clause.index(claim.amount)
    if held is None or money is None or money < held:
        return claim
    stock = _STOCK.search(claim.text.folded, claim.amount.end, units[high - 1].end)
    to = next((k for k in range(money, min(money + 5, high - 1)) if units[k].low in {"to", "a"}), None)
    if stock is None or to is None or stock.start() > units[to].start:
        return claim
    buyers = [units[k] for k in c.listed(claim.clause, to + 1)]
    if not buyers or at == held - 1:
        return claim if not buyers else replace(claim, investors=buyers)
    return replace(claim, kind="stake", target=units[held - 1], investors=buyers)


_AT = frozenset({"at", "a"})
_ABOUT = frozenset(
    {"about", "around", "over", "nearly", "roughly", "some", "pres", "de", "environ", "plus", "~"}
)
LEAST = 5e8
"""From which sum on `backs X at …` says what X is worth."""


def _worth_at(claim: Claim) -> Claim:
    """`back X at $5 billion`: what X is worth, and not what it is given."""
    units, money = claim.clause.units, claim.clause.index(claim.amount)
    if claim.valuation is not None or money is None or claim.amount is None:
        return claim
    k = money - 1
    while k > claim.at and units[k].low in _ABOUT:
        k -= 1
    at = claim.clause.index(claim.target)
    worth = claim.amount.sum
    if (
        units[k].low not in _AT
        or at is None
        or not claim.at < at < k
        or worth is None
        or worth.dollars < LEAST
    ):
        return claim
    if units[k].low == "a" and k - at > 1:
        return claim
    return replace(claim, amount=None, valuation=claim.amount)


_MENDS: Mends = (
    (_part_of_deal, ("capex",)),
    (_noun_in, ("round", "valued", "stake")),
    (_among, ("round", "valued", "stake")),
    (_sold_to, ("round", "valued", "stake")),
    (_worth_at, ("stake",)),
)
