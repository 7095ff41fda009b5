"""What a claim or sign is made of, as names: by the rules' own findings and where they stand to it, never by words."""

from __future__ import annotations

import math

from processors.detect.grammar.claims import Claim, Judged
from processors.detect.grammar.reading import Reading
from processors.detect.launches.signs import JudgedSign, Sign
from processors.detect.words.unit import Text, Unit

_MARKS = (0.6, 0.7, 0.8, 0.9)
"""Scores that count as reached or not."""
_WORDS_A_STEP = 5
_LONGEST = 5


def traits_of(one: Judged | JudgedSign, reading: Reading) -> list[str]:
    """The traits of a deal's claim or a launch's sign in its article, each once, in the order of their names."""
    own = _of_claim(one) if isinstance(one, Judged) else _of_sign(one.sign)
    return sorted({*_surroundings(one, reading), *own})


def _surroundings(one: Judged | JudgedSign, reading: Reading) -> list[str]:
    told = one.claim if isinstance(one, Judged) else one.sign
    found = [f"rule {told.rule}", f"field {told.text.field}", f"clause {told.clause.kind}"]
    found += [f"against {veto}" for veto, *_ in one.vetoes]
    found += [f"score {mark}" for mark in _MARKS if one.score >= mark]
    if reading.organisation is not None:
        found += ("own voice", f"own voice, {told.rule}")
    if not reading.article.description:
        found.append("no description")
    units = [unit for sentence in reading.title.sentences for unit in sentence.units]
    found.append(f"length {min(_LONGEST, len(units) // _WORDS_A_STEP)}")
    if units and units[0].name is not None:
        found.append("begins with a name")
    elif units:
        found += [f"begins with {mood}" for mood, _ in units[0].verbs]
        if reading.organisation is not None:
            found += [f"own voice, begins with {mood}" for mood, _ in units[0].verbs]
    start, end = told.span
    found += _placed(told.text, "", start, end)
    if told.text is not reading.title:
        found += _placed(reading.title, "above", start, end)
    return found


def _placed(text: Text, other: str, start: int, end: int) -> list[str]:
    """What stands before, within and behind the claim in its own text, and in the headline above a description's.

    What stands below a headline's claim is not asked: it gave next to nothing on streams, and one sentence of criticism
    (`experts warn that it could be misused`) took a plain launch its mark of sure.
    """
    found: list[str] = []
    for sentence in text.sentences:
        for unit in sentence.units:
            at = other or ("before" if unit.start < start else "within" if unit.start < end else "behind")
            found += [f"{at} {what}" for what in _findings(unit)]
    for hit in text.vetoes:
        at = other or ("before" if hit.start < start else "within" if hit.start < end else "behind")
        found.append(f"{at} veto {hit.veto.id}")
    return found


def _findings(unit: Unit) -> list[str]:
    found = [f"cue {cue}" for cue in unit.cues] if unit.cues else []
    for mood, verbs in unit.verbs:
        found += (f"verb {verbs.id}", f"mood {mood}")
    if has_kind(unit):
        found.append(kind_of(unit))
    elif not unit.low[0].isalnum():
        if unit.low.isprintable():  # of others nobody could read the weight, and some no YAML may hold
            found.append(f"sign {unit.low}")
    elif unit.low.isdigit():
        found.append("number")
    return found


def has_kind(unit: Unit) -> bool:
    """Whether it is a party, a product or a sum, which `kind_of` tells."""
    return unit.party or unit.model or unit.sum is not None


def kind_of(unit: Unit | None) -> str:
    """What a party, product or sum is to the rules: `watched company, ai`; `unknown` is a name that no rule knows."""
    if unit is None:
        return "nobody"
    if unit.sum is not None:
        return "sum" if unit.sum.currency else "bare sum"
    if unit.name is not None:
        return f"{unit.name.company.level} {unit.name.kind}" + (", ai" if unit.name.ai else "")
    if unit.model:
        return "model"
    return "unknown" if unit.proper else "words"


def _of_claim(one: Judged) -> list[str]:
    claim: Claim = one.claim
    found = [
        f"kind {claim.kind}",
        f"kind {claim.kind} of {kind_of(claim.target)}",
        f"target {kind_of(claim.target)}",
        f"status {one.status}",
        f"investors {min(3, len(claim.investors))}",
        *(f"investor {kind_of(unit)}" for unit in claim.investors),
    ]
    said = {"noun": claim.noun, "history": one.history, "untold": claim.untold}
    said |= {"amount": claim.amount is not None, "valuation": claim.valuation is not None}
    found += [name for name, so in said.items() if so]
    size = claim.amount.sum.value if claim.amount is not None and claim.amount.sum is not None else 0
    if size > 0:
        found.append(f"magnitude {int(math.log10(size + 1))}")
    return found


def _of_sign(sign: Sign) -> list[str]:
    first = kind_of(sign.products[0] if sign.products else None)
    found = [
        f"organisation {kind_of(sign.organisation)}",
        f"products {min(2, len(sign.products))}",
        f"{sign.rule} of {first}",
        *(f"product {kind_of(unit)}" for unit in sign.products),
    ]
    if sign.outright:
        found.append("outright")
    if sign.described is not None:
        found.append("described")
    return found
