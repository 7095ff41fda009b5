"""Money put into a firm that stands right behind it, where the claim took what the deal is for, or the giver, for it.

Asked once a deal is flagged, as `sides` is: it decides nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace

from processors.detect.grammar import parties as c
from processors.detect.grammar.claims import Claim
from processors.detect.words.unit import Unit

_IN = frozenset({"in", "into", "dans", "chez"})
_AS_PART = re.compile(
    r"\b(?:as part of|in a deal|under (?:a|an|the) |alongside|dans le cadre d|a l'occasion d|to help|pour aider)\b"
)
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
    for mend in (_part_of_deal, _noun_in, _sold_to, _worth_at):
        mended = mend(claim)
        if mended is not claim:
            return mended
    return claim


def _part_of_deal(claim: Claim) -> Claim:
    """`invests $2bn in X as part of a deal to bolster chip design`: X gets it, not chip design."""
    units, money = claim.clause.units, claim.clause.index(claim.amount)
    if (
        claim.kind != "capex"
        or claim.target is not None
        or claim.place is None
        or money is None
        or claim.noun
    ):
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
    if claim.kind not in ("round", "valued", "stake") or giant is None or claim.investors:
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


def _sold_to(claim: Claim) -> Claim:
    """`X staff sell $6 billion of stock to Y and Z`: Y and Z buy shares of X."""
    units, at = claim.clause.units, claim.clause.index(claim.target)
    if claim.kind not in ("round", "valued", "stake") or claim.amount is None:
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
    if claim.kind != "stake" or claim.valuation is not None or money is None or claim.amount is None:
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
