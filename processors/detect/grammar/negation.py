"""What a clause says does not happen: a negation right before its verb, or a German one behind it."""

from __future__ import annotations

from processors.detect.grammar.claims import Claim
from processors.detect.grammar.clauses import PREPOSITIONS, Clause


def negated(claim: Claim) -> bool:
    """A negation right before the verb, or a German one behind it."""
    if claim.noun:
        return claim.kind == "capex" and _not_built(claim)
    if german_not(claim.clause, claim.at):
        return True
    before = claim.clause.units[max(claim.clause.low, claim.at - 3) : claim.at]
    if before and before[-1].low in {"and", "et"}:
        return False  # `n'attend pas et injecte`
    if any(unit.low in _EASE for unit in before):
        return False
    return any("negation" in unit.cues and unit.low not in {"sans", "without"} for unit in before)


def _not_built(claim: Claim) -> bool:
    """`will not build a $15 billion campus`, `ne financera pas le data center`: the verb before what would be built."""
    units = claim.clause.units
    for k in range(claim.clause.low, claim.at):
        if "negation" in units[k].cues and units[k].low not in _LACKING:
            near = units[max(claim.clause.low, k - 1) : k + 4]
            if any(v.frame in _BUILDS for unit in near for _, v in unit.verbs):
                return True
    return False


_LACKING = frozenset({"sans", "without", "no", "aucun", "aucune"})
_BUILDS = frozenset({"spend", "invest", "fund"})


def german_not(clause: Clause, at: int) -> bool:
    """`kauft X doch nicht`, `investiert nicht in X`: behind its verb; `nicht nur`, `in nicht genannte X` are none."""
    units = clause.units[at + 1 : clause.high]
    for k, unit in enumerate(units):
        if unit.low == ",":
            return False
        if unit.low == "nicht":
            behind = units[k + 1] if k + 1 < len(units) else None
            return behind is None or behind.sign or behind.low in PREPOSITIONS or behind.low in _NOT_MORE
    return False


_NOT_MORE = frozenset({"mehr", "vor", "ein", "heraus"})


_EASE = {"mal", "difficulte", "difficultes", "peine", "trouble", "difficulty", "problem"}
"""`had no trouble raising …`, `aucun mal à lever …`: it did."""
