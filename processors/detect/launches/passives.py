"""Launches told in the passive, and what a launch verb's object must not be."""

from __future__ import annotations

from processors.detect.grammar import parties as c
from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import counts, is_product
from processors.detect.launches.signs import Sign
from processors.detect.words.unit import Text, watched

LAUNCH_FRAMES = frozenset({"launch", "arrive", "able", "improve"})


def only_names(clause: Clause, at: int) -> bool:
    """Nothing but companies stands behind the verb: `Introducing OpenAI` introduces no product."""
    rest = [unit for unit in clause.units[at + 1 : clause.high] if not unit.sign]
    return bool(rest) and all(unit.name is not None and unit.name.kind == "company" for unit in rest)


def passive(reading: Reading, text: Text, clause: Clause, at: int) -> Sign | None:
    """`X unveiled by Google`, `seront mis au banc d'essai par Google, Meta et …`, `has been released`."""
    units = clause.units
    agents = [units[k] for k in c.by_agent(clause, at)]
    makers = [unit for unit in agents if watched(unit)]
    products = [unit for unit in units[clause.low : at] if is_product(unit) and counts(unit, reading)]
    if makers:
        company = watched(makers[0])
        assert company is not None
        if not products and not any(u.cues & {"ai", "ai_object"} for u in units[clause.low : at]):
            return None
        return Sign("launch", text, clause, at, company, makers[0], products[-1:], weight=0.85, outright=True)
    if agents or not products or all(verb.weak for _, verb in units[at].verbs if verb.frame in LAUNCH_FRAMES):
        return None
    owner = watched(products[-1]) or (reading.organisation if products[-1].model else None)
    before = [unit for unit in units[clause.low : at] if watched(unit) and not is_product(unit)]
    if owner is None and before:
        owner = watched(before[-1])
    if reading.organisation is None and any(
        u.low in {"will", "sera", "seront", "to"} for u in units[max(clause.low, at - 3) : at]
    ):
        return None
    if owner is None:
        return None
    return Sign(
        "launch",
        text,
        clause,
        at,
        owner,
        before[-1] if before else products[-1],
        products[-1:],
        weight=0.8,
        outright=True,
    )
