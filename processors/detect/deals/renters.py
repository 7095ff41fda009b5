"""Who pays for capacity that he buys, rents or needs, and from whom.

Asked once a deal is flagged, as `sides` is: it decides nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace

from processors.detect.deals.frames.sellers import sells
from processors.detect.deals.suppliers import needs_machines
from processors.detect.grammar import parties as c
from processors.detect.grammar.claims import Claim, first_mend


def paid_for(claim: Claim) -> Claim:
    """The claim with who buys or rents among its investors."""
    return first_mend(claim, (_subject_buys, _rents_from, _partner_named, _lab_pays))


_BUYS = ("buy", "bought", "purchas", "order", "achet", "command")


def _subject_buys(claim: Claim) -> Claim:
    """`X buys $9 billion of Y chips`: X pays, whatever else X sells."""
    units = claim.clause.units
    if claim.kind != "compute" or claim.target is None or len(claim.investors) != 1:
        return claim
    who, whose = claim.clause.index(claim.target), claim.clause.index(claim.investors[0])
    if who is None or whose is None or not who < whose:
        return claim
    if not any(
        units[k].low.startswith(_BUYS) and units[k].verbs for k in range(who + 1, min(who + 5, whose))
    ):
        return claim
    return replace(claim, investors=[claim.target], target=claim.investors[0])


def _partner_named(claim: Claim) -> Claim:
    """`signe un accord de plusieurs milliards avec le géant français X`: whoever X is, the deal is with it."""
    if claim.kind != "capex" or claim.target is not None or claim.place is not None or claim.noun:
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
    if claim.kind not in ("compute", "capex"):
        return claim
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
    if claim.kind != "compute" or claim.target is None or len(claim.investors) != 1:
        return claim
    giant, lab = claim.investors[0], claim.target
    large = giant.is_company("watched", "tech") and not needs_machines(giant)
    if not large or not needs_machines(lab) or sells(lab):
        return claim
    return replace(claim, investors=[lab], target=giant)
