"""What the words beside a sum say against its being a deal's: what is not paid, what somebody is courted with, a year's
sales.
"""

from __future__ import annotations

import re
from itertools import islice, takewhile

from processors.detect.grammar.claims import Claim
from processors.detect.grammar.prices import NO_RATE


def sum_misread(claim: Claim) -> str | None:
    """What a claim's sum is instead; None where it may be the deal's."""
    if claim.amount is None:
        return None
    if _UNPAID.search(claim.text.folded, claim.clause.span()[0], claim.amount.start):
        return "what is no longer paid, or not at all"
    if claim.rule == "raise-weak" and _courts_with(claim):
        return "what somebody is courted with"
    if claim.kind in ("capex", "round") and _of_a_year(claim):
        return "what a year or a quarter brought in"
    return None


_UNPAID = re.compile(
    r"\b(?:(?:stop(?:s|ped)?|ceases?|ceased) (?:paying|renting)|(?:refus(?:es?|ed)|declin(?:es?|ed)) to (?:pay|rent)|"
    r"(?:cess\w+|refus\w+) de (?:payer|verser|louer))"
    r" (?:(?!and\b|et\b|to\b|for\b|pour\b)[^\s.;:,]+ ){0,4}\Z"
)
"""`X stops paying Y $300 million a month`; what else it signs has its own sum."""
_COURTS = ("court", "woo")
_WITH = re.compile(r"\b(?:with|avec)(?: (?!and |et )[\w'-]+){0,3} $")


def _courts_with(claim: Claim) -> bool:
    """`X courts Y with a $2 billion offer`: X gives, and raises nothing."""
    if claim.amount is None or not claim.clause.units[claim.at].low.startswith(_COURTS):
        return False
    start, before = claim.clause.units[claim.at].end, claim.amount.start
    return _WITH.search(claim.text.folded[start:before]) is not None


_PERIOD_BEHIND = re.compile(
    r" (?:fiscal |financial |record )?(?:year|quarter|annee|trimestre|exercice)"
    rf"{NO_RATE}(?! (?:of|de) [^.;:]{{0,20}}(?:spend|invest|capex|depens))"
)
_PERIOD_BEFORE = re.compile(
    r"\b(?:year|quarter|annee|trimestre|exercice) (?:record |historique |fiscale? )?(?:a|de|of|at|with) \Z"
)


_OF = frozenset({"in", "of", "from", "de", "d'", "en", "of which"})
_GIVEN = frozenset({"round", "capex_noun", "compute_noun", "deal_noun"})


def _of_a_year(claim: Claim) -> bool:
    """`posts first $200bn year on AI boom`, `une année record à 200 milliards`: earned, and put into nothing."""
    if claim.amount is None:
        return False
    folded, sum_ = claim.text.folded, claim.amount
    if _PERIOD_BEHIND.match(folded, sum_.end):
        return True
    behind = (unit for unit in claim.clause.units if unit.start >= sum_.end)
    of_it = takewhile(lambda unit: unit.low not in _OF, islice(behind, 4))
    if any(unit.cues & _GIVEN for unit in of_it):
        return False  # `ends the year with a $300M Series C`, `with a $9bn data-centre plan`
    return _PERIOD_BEFORE.search(folded, 0, sum_.start) is not None
