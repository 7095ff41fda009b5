"""Deals that a headline denies, calls off or closes: no news of their own, but the last word on a deal that was told.

Only what denies or ends the very deal counts: `denies claims over its purchase of X` denies something else, a deal that
is put off is not called off, and what could fail has not. (What no frame takes for a claim: ended.py.)
"""

from __future__ import annotations

import re

from newswatch.messages import Deal
from processors.detect.deals.denied import FILLER
from processors.detect.deals.ended import ended
from processors.detect.deals.facts import merged
from processors.detect.grammar.claims import Claim, Judged
from processors.detect.grammar.reading import Reading
from processors.detect.words.unit import VetoHit

_ENDS = re.compile(
    r"abandon(?:s|ed|ne|nent|nee?s?)?|scrap(?:s|ped)?|call(?:s|ed) off|drops (?:plans?|bid)|"
    r"dropped (?:plans|(?:a|its) bid)|has dropped|drop(?:s|ped) talks|walk(?:s|ed) away|pull(?:s|ed) out|"
    r"back(?:s|ed) out|falls? (?:through|apart)|fell (?:through|apart)|collapse[sd]|cancel(?:s|l?ed)|ends talks|"
    r"unwinds?|shelve[sd]|withd(?:raws|rew|rawn)|renonce(?:nt)?|annulee?|annule|tombe a l'eau|capote|echoue|s'effondre|"
    r"jette l'eponge|met fin aux|retire son offre"
)
_STANDS = re.compile(
    r"\b(?:den(?:y|ies|ied)|dement(?:ent)?|(?:refut|reject|dismiss|rebut)\w*|false|untrue|not true|refute(?:nt)?|faux|"
    r"fausses?)\b"
)
"""`denies that its purchase has collapsed`: it stands."""
_NOT_DONE = re.compile(
    r"\b(?:could|may|might|would|risk(?:s|e|ent)?|near(?:s|ing)?|close to|set to|poised|likely|threat\w*|considers?|"
    r"weighs?|mulls?|about to|reportedly|said to|sources?|pourrai(?:t|ent)|menace\w*|envisage\w*|sur le point|serait|"
    r"aurait)\b"
)
"""What may come to nothing, or is only said to have."""
_NOR = re.compile(
    r"(?:\bnot|n't|\bnever|\bne|\bwithout|\b(?:refus|declin|stop|fail)\w* (?:to|short of|de))\s*$"
)
_IF = re.compile(r"\b(?:if|unless|whether|si|s'ils?)\b")
_STOP = re.compile(r"[,;:]")
_WORD = re.compile(r"[^\W\d_]+")


def undone(claims: list[Judged], reading: Reading) -> list[Deal]:
    """The deals that the headline denies, calls off (`abandoned`) or closes, with whom it names."""
    kept = [one for one in claims if _is_undone(one, reading)]
    deals = merged(kept, reading) if kept else []
    told = [deal for deal in deals if deal.target is not None and deal.status in ("denied", "abandoned")]
    if told or (end := ended(reading)) is None:
        return told
    return [end.deal(reading.title)]


def _is_undone(one: Judged, reading: Reading) -> bool:
    claim = one.claim
    if one.history or claim.target is None or claim.text is not reading.title:
        return False
    if one.denied:
        return True
    if one.status != "abandoned" or claim.text.folded.rstrip().endswith("?"):
        return False
    return any(_ends(hit, claim) for hit in claim.text.vetoes)


def _is_yet(folded: str, hit: VetoHit) -> bool:
    """`is ordered to unwind its purchase`: it has not done so."""
    return folded[: hit.start].endswith(("to ", "de ", "d'"))


def _ends(hit: VetoHit, claim: Claim) -> bool:
    start, end = claim.clause.span()
    folded = claim.text.folded
    if hit.veto.id != "stopped-deal" or not start <= hit.start < end:
        return False
    if _NOR.search(folded, 0, hit.start) or _IF.search(folded, 0, hit.start):
        return False
    if _ENDS.fullmatch(folded, hit.start, hit.end) is None or _STANDS.search(folded, start, end):
        return False
    if (
        _NOT_DONE.search(folded, start, end)
        or _is_yet(folded, hit)
        or folded.startswith(" d'emploi", hit.end)
    ):
        return False
    said = claim.clause.units[claim.at]
    before = hit.start < said.start
    if not before and not (claim.noun or claim.rule.startswith("heading")):
        return False  # `X buys Y, abandons its plans`: another verb
    low, high = (hit.end, said.start) if before else (said.end, hit.start)
    sides = [
        unit for unit in (*claim.investors, claim.target, claim.amount, claim.valuation) if unit is not None
    ]
    between = "".join(
        " " if any(unit.start <= at < unit.end for unit in sides) else folded[at] for at in range(low, high)
    )
    return not _STOP.search(between) and all(found in FILLER for found in _WORD.findall(between))
