"""Who pays for capacity that he buys, rents or needs, and from whom.

Asked once a deal is flagged, as `sides` is: it decides nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace

from processors.detect.deals.frames.sellers import buyer_and_supplier, sells
from processors.detect.deals.suppliers import CHIPS, needs_machines
from processors.detect.grammar import parties as c
from processors.detect.grammar.claims import BUILT, Claim, Mends, first_mend


def paid_for(claim: Claim) -> Claim:
    """The claim with who buys or rents among its investors."""
    return first_mend(claim, _MENDS)


_CLOUD = re.compile(r"\b(?:cloud|compute|computing|capacity|infrastructure|capacite|calcul)\b")
_BETWEEN = frozenset({"with", "to", "for", "from", "avec"})


def _cloud_deal(claim: Claim) -> Claim:
    """`X inks $30 billion AI cloud deal with Y`: the one that sells less of it pays the other."""
    if claim.place is None or claim.target is not None or len(claim.investors) != 1:
        return claim
    units, high = claim.clause.units, claim.clause.high
    behind = next((k for k in range(claim.clause.low, high) if units[k].start >= claim.place[1]), high)
    if behind + 2 >= high or "deal_noun" not in units[behind].cues or units[behind + 1].low not in _BETWEEN:
        return claim
    if not _CLOUD.search(claim.text.folded[slice(*claim.place)]):
        return claim
    named = c.first_party(claim.clause, behind + 1, over=4)
    other = units[named] if named is not None else None
    if other is None or "plain" in other.cues or sells(other) == sells(claim.investors[0]):
        return claim
    buyer, supplier = buyer_and_supplier([claim.investors[0], other])
    return replace(claim, kind="compute", investors=[buyer] if buyer is not None else [], target=supplier)


def of_both(claim: Claim) -> Claim:
    """`X et Broadcom vont déployer 8 gigawatts de puces`: who makes chips supplies them, the other pays."""
    if claim.kind != "capex" or claim.place is None or claim.amount is not None or claim.target is not None:
        return claim
    if len(claim.investors) != 2 or not CHIPS.search(claim.text.folded[slice(*claim.place)]):
        return claim
    buyer, supplier = buyer_and_supplier(claim.investors)
    if buyer is None or supplier is None or sells(supplier) < 2 or sells(buyer) == sells(supplier):
        return claim
    return replace(claim, kind="compute", investors=[buyer], target=supplier)


_BUYS = ("buy", "bought", "purchas", "order", "achet", "command")


def _target_first(claim: Claim) -> tuple[int, int] | None:
    """Where target and the only investor stand, if the target comes first: it may be who pays."""
    if claim.target is None or len(claim.investors) != 1:
        return None
    who, whose = claim.clause.index(claim.target), claim.clause.index(claim.investors[0])
    return (who, whose) if who is not None and whose is not None and who < whose else None


def _turned(claim: Claim) -> Claim:
    """The claim with its target as who pays, and its investor as whom."""
    assert claim.target is not None
    return replace(claim, kind="compute", investors=[claim.target], target=claim.investors[0])


def _subject_buys(claim: Claim) -> Claim:
    """`X buys $9 billion of Y chips`: X pays, whatever else X sells."""
    if (places := _target_first(claim)) is None:
        return claim
    units, (who, whose) = claim.clause.units, places
    near = range(who + 1, min(who + 5, whose))
    buys = next((k for k in near if units[k].low.startswith(_BUYS) and units[k].verbs), None)
    if buys is None or any(units[k].sum for k in range(who + 1, buys)):
        return claim  # `wins $9 billion order from Y`
    return _turned(claim)


_USES = frozenset({"use", "using", "utiliser", "exploiter", "tap"})


def _uses(claim: Claim) -> Claim:
    """`X signs a deal to use Y's data centers`: X pays, lab or not. (But who runs Y's models is paid.)"""
    if (places := _target_first(claim)) is None:
        return claim
    units, (who, whose) = claim.clause.units, places
    uses = next((k for k in range(who + 2, whose) if units[k].low in _USES), None)
    if uses is None or units[uses - 1].low not in {"to", "pour"}:
        return claim
    return _turned(claim)


def _partner_named(claim: Claim) -> Claim:
    """`signe un accord de plusieurs milliards avec le géant français X`: whoever X is, the deal is with it."""
    if claim.target is not None or claim.place is not None or claim.noun:
        return claim
    if claim.clause.has("deal_noun", claim.at) is None or len(claim.investors) != 1:
        return claim
    units = claim.clause.units
    for k in range(claim.at + 1, claim.clause.high - 1):
        if units[k].low in {"with", "avec"}:
            named = c.first_party(claim.clause, k, over=6)
            if named is not None and units[named] not in claim.investors and "plain" not in units[named].cues:
                return replace(claim, target=units[named])
    return claim


_RENTS = re.compile(
    r"(?:rent(?:s|ed|ing|als?)?|leas(?:e|es|ed|ing)|lou(?:er|e|ent|ee?s?|ant|era|eront|erait|eraient))(?: .*)?"
)
"""And neither `least` nor `Louisiana`."""


def _rents_from(claim: Claim) -> Claim:
    """`to rent Nvidia GPUs from X`: X lets them."""
    units = claim.clause.units
    high = claim.clause.high
    rents = next((k for k in range(claim.clause.low, high) if _RENTS.fullmatch(units[k].low)), None)
    if rents is None:
        return claim
    for k in range(rents + 1, min(rents + 9, high - 1)):
        named = units[k + 1]
        if units[k - 1].cues & {"investment_noun", "round", "money_talk"}:
            continue  # `backing from X`
        if (
            units[k].low == "from"
            and named.party
            and "plain" not in named.cues
            and named not in claim.investors
        ):
            return replace(claim, kind="compute", target=named)
    return claim


def _lab_pays(claim: Claim) -> Claim:
    """`Meta weighs a data centre deal with Mistral`: of a large firm and a lab, the lab needs the machines."""
    if claim.target is None or len(claim.investors) != 1:
        return claim
    giant, lab = claim.investors[0], claim.target
    large = giant.is_company("watched", "tech") and not needs_machines(giant)
    if not large or not needs_machines(lab) or sells(lab):
        return claim
    return replace(claim, investors=[lab], target=giant)


_MENDS: Mends = (
    (_subject_buys, ("compute",)),
    (_uses, BUILT),
    (_rents_from, BUILT),
    (_cloud_deal, ("capex",)),
    (_partner_named, ("capex",)),
    (_lab_pays, ("compute",)),
)
