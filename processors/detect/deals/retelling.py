"""Whether a veto by pattern bears on a claim: a deal is told before its words, or what it claims is of another kind."""

from __future__ import annotations

from processors.detect.deals.sparing import paid_by, retold_beside
from processors.detect.grammar.asides import besides
from processors.detect.grammar.claims import Claim
from processors.detect.grammar.reading import Reading, heaviest
from processors.detect.words.model import Veto
from processors.detect.words.unit import Text, VetoHit

_BEFORE, _BEHIND = 10, 40
"""Code points around a claim's words that are near to it."""


def retelling(claim: Claim, reading: Reading) -> tuple[VetoHit, Text] | None:
    """The heaviest veto by pattern that speaks against a claim, and the text where it does."""
    title = reading.title
    retold = reading.retold("ai_investment")
    if retold:
        end = _end_of(claim) if claim.text is title else len(title.folded)
        against = (hit for hit in retold if hit.veto.scope == "headline" or hit.start < end)
        told = heaviest([hit for hit in against if _bears(hit.veto, claim) and not retold_beside(claim, hit)])
        if told is not None:
            return told, title
    hit = _near(claim, reading)
    return None if hit is None else (hit, claim.text)


def _end_of(claim: Claim) -> int:
    """Where the words of a claim end; one that a noun makes is told by its whole clause."""
    end = claim.span[1]
    return max(end, claim.clause.span()[1]) if claim.noun else end


def _bears(veto: Veto, claim: Claim) -> bool:
    if not veto.bears_on:
        return True
    traits = {claim.kind, claim.rule}
    if claim.noun:
        traits.add("noun")
    if claim.amount is None:
        traits.add("without-sum")
    return not traits.isdisjoint(veto.bears_on)


def _besides(claim: Claim, low: int, high: int) -> bool:
    if claim.noun:
        return False
    return besides(claim.clause, claim.at, low, high) or paid_by(claim, claim.text.folded[low:high])


def _near(claim: Claim, reading: Reading) -> VetoHit | None:
    """A veto of scope `near`, looked for in the claim's own text, whichever it is."""
    first, last = claim.span
    start = max(0, first - _BEFORE)
    near = claim.text.folded[start : last + _BEHIND]
    for veto, span in reading.rules.near.found(near):
        low, high = start + span[0], start + span[1]
        hit = VetoHit(veto, low, high)
        if veto.id in reading.muted:
            continue
        if _bears(veto, claim) and not (_besides(claim, low, high) or retold_beside(claim, hit)):
            return hit
    return None
