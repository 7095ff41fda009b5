"""Which name of a phrase is the firm: the last one, whatever other names it is told by.

Asked once a deal is flagged, as `sides` is: it decides nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace

from processors.detect.grammar.claims import ALL, BUILT, Claim, Mends, each_mend, same_units
from processors.detect.grammar.clauses import PREPOSITIONS
from processors.detect.grammar.governing import BACKED
from processors.detect.words.closed_classes import ARTICLES, DEFINITE, POSSESSIVES, RELATIVES
from processors.detect.words.model import Level
from processors.detect.words.unit import Unit

_KNOWN: tuple[Level, ...] = ("watched", "tech", "ai", "investor")
_OF_KIND = frozenset({"descriptor", "maker"})
_SIGNS = frozenset({"'", "’", "‘", "-", '"', "«", "»", "“", "”"})
_WHO = ARTICLES | RELATIVES | {"dont"}
_SAYS = frozenset({"says", "said", "tells", "told", "dit", "affirme", "assure", "annonce"})
_THE = DEFINITE | POSSESSIVES


def headed(claim: Claim) -> Claim:
    """The claim with the firm itself as its target, and as its investor."""
    return each_mend(claim, _MENDS)


def _last_name(claim: Claim) -> Claim:
    """`Nvidia AI interconnect darling X bags`, `backs AlphaGo creator Ada Quill's X`: X, whoever is told before it."""
    target, units = claim.target, claim.clause.units
    at = claim.clause.index(target)
    head = _head(claim, at) if at is not None else None
    if head is not None and not any(head is one for one in claim.investors):
        target = head
    givers = []
    for one in claim.investors:
        first = claim.clause.index(one)
        mother = _head(claim, first) if first is not None and first < claim.at else None
        givers.append(mother if mother is not None and mother is not units[at or 0] else one)
    if target is claim.target and same_units(givers, claim.investors):
        return claim
    return replace(claim, target=target, investors=givers)


def _head(claim: Claim, at: int) -> Unit | None:
    """The last name of the phrase that a name stands in, behind a word for a kind of firm or behind its owner."""
    units = claim.clause.units
    end = claim.at if at < claim.at else claim.clause.high
    found, kind = at, False
    for k in range(at + 1, min(at + 10, end)):
        unit = units[k]
        owned = [one.low for one in units[k - 2 : k]] == ["'", "s"] and not units[found].is_company(*_KNOWN)
        called = (
            kind and unit.capital and not unit.cues and not unit.verbs
        )  # `darling Point4`: of no known shape
        if unit.party or called:
            product = unit.known_product
            if (kind or owned) and not product and "plain" not in unit.cues:
                found = k
            kind = False
        elif units[k - 1].low == "-":
            continue  # `Corvane-like AI startup X`
        elif unit.low.split()[-1] in PREPOSITIONS:
            break  # `the lab behind Loupe`, `developer of`
        elif _is_kind(unit):
            kind = True
        elif _ends_phrase(unit):
            break
        elif unit.low not in _SIGNS:
            kind = False
    named, owner = units[found], units[at].name
    founder = owner is not None and owner.company.level == "investor" and named.is_lab
    if found == at or (named.side == units[at].side and not founder):
        return None  # but `Musk AI startup xAI`
    return named if named.party else replace(named, proper=True, model=False)


def _ends_phrase(unit: Unit) -> bool:
    if unit.sum is not None or unit.low in PREPOSITIONS or unit.low in {"and", "et", "or", "ou"}:
        return True
    if unit.sign:
        return unit.low not in _SIGNS
    return bool(unit.verbs) and not unit.cues and not unit.capital


def _of_who_speaks(claim: Claim) -> Claim:
    """`Quillon chairman Ada Brandt says the AI startup is to raise`: the startup is Quillon."""
    units, at = claim.clause.units, claim.clause.index(claim.target)
    if at is None or claim.target is None or not claim.target.proper:
        return claim
    role = next((k for k in range(at - 1, max(-1, at - 4), -1) if "person_role" in units[k].cues), None)
    if role is None or not any(unit.low in _SAYS for unit in units[at + 1 : at + 4]):
        return claim
    said = [
        k
        for k in range(at + 2, claim.at)
        if units[k].low in _THE and any("descriptor" in unit.cues for unit in units[k + 1 : k + 5])
    ]
    firm = next((unit for unit in reversed(units[max(0, role - 2) : role]) if unit.party), None)
    return replace(claim, target=firm) if said and firm is not None else claim


def _of_role(claim: Claim) -> Claim:
    """`Google AI chief raises $400 million for AI lab X`: X, and not where the chief worked."""
    units, at = claim.clause.units, claim.clause.index(claim.target)
    if at is None or not at < claim.at:
        return claim
    if not any("person_role" in unit.cues for unit in units[at + 1 : claim.at]):
        return claim
    for k in range(claim.at, claim.clause.high - 2):
        if units[k].low in {"for", "pour"}:
            kind = next(
                (j for j in range(k + 1, min(k + 7, claim.clause.high - 1)) if _is_kind(units[j])), None
            )
            if kind is not None and units[kind + 1].party and units[kind + 1] not in claim.investors:
                return replace(claim, target=units[kind + 1])
    return claim


def _is_kind(unit: Unit) -> bool:
    return not unit.cues.isdisjoint(_OF_KIND)


def _before_relative(claim: Claim) -> Claim:
    """`Neocloud X, which has partnered with Y, announces that it raised`: X, not whom the relative clause names."""
    target = claim.target
    units = claim.clause.sentence.units
    if target is None:
        return claim
    comma = next((k for k, unit in enumerate(units[:7]) if unit.low == ","), None)
    if comma is None or comma + 1 >= len(units) or units[comma + 1].low not in _WHO:
        return claim
    firm = next((unit for unit in reversed(units[:comma]) if unit.party), None)
    said = units[claim.at].start if claim.clause.sentence.units is claim.clause.units else claim.span[0]
    closed = any(unit.low == "," and target.end <= unit.start < said for unit in units)
    inside = units[comma].start < target.start < said
    if firm is None or not inside or not closed or firm.side == target.side or units[comma - 1] is not firm:
        return claim
    return replace(claim, target=firm, investors=[one for one in claim.investors if one.side != firm.side])


def _backed(claim: Claim) -> Claim:
    """`Nvidia-backed X will build a campus`: X builds it."""
    givers = [_whom_backed(claim, one) for one in claim.investors]
    if same_units(givers, claim.investors):
        return claim
    kept = [one for k, one in enumerate(givers) if not any(one is other for other in givers[:k])]
    return replace(
        claim, investors=kept, target=None if any(claim.target is one for one in kept) else claim.target
    )


_BASED = re.compile(r"[A-Z][\w.]+(?: [A-Z]\w+)?-based (?=[A-Z])")


def _based(claim: Claim) -> Claim:
    """`Cork-based X`: X."""
    target = claim.target
    match = (
        _BASED.match(claim.text.text, target.start, target.end)
        if target is not None and target.proper
        else None
    )
    if match is None or target is None:
        return claim
    return replace(
        claim, target=replace(target, start=match.end(), low=claim.text.folded[match.end() : target.end])
    )


def _whom_backed(claim: Claim, backer: Unit) -> Unit:
    units, at = claim.clause.units, claim.clause.index(backer)
    if (
        at is None
        or at + 3 >= claim.clause.high
        or units[at + 1].low != "-"
        or units[at + 2].low not in BACKED
    ):
        return backer
    for unit in units[at + 3 : min(at + 8, claim.clause.high)]:
        if unit.party:
            return unit
        if _ends_phrase(unit):
            break
    return backer


_MENDS: Mends = (
    (_last_name, ("round", "valued", "stake", "acquisition")),
    (_of_who_speaks, ("round", "valued")),
    (_of_role, ("round",)),
    (_before_relative, ("round", "valued")),
    (_backed, BUILT),
    (_based, ALL),
)
