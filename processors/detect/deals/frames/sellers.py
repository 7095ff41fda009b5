"""Who sells computing power: chip makers and clouds, to labs."""

from __future__ import annotations

from processors.detect.grammar.clauses import Clause
from processors.detect.words.unit import Unit


def buyer_and_supplier(sides: list[Unit]) -> tuple[Unit | None, Unit | None]:
    """Labs buy, chip makers and clouds sell; told the other way round it is the same deal."""
    if len(sides) < 2:
        return (sides[0] if sides else None), None
    first, second = sides[0], sides[1]
    return (second, first) if sells(first) > sells(second) else (first, second)


def sells(unit: Unit) -> int:
    """How likely a company is the one who sells computing power: 3 for those that do little else, 0 for the others."""
    return unit.name.company.sells if unit.name is not None else 0


def lab_and_cloud(clause: Clause, at: int) -> bool:
    """`OpenAI signs a $50 billion deal with Amazon`: billions that a lab and a seller of computing power agree on."""
    lab = clause.leader(at)
    if lab is None or lab.name is None or lab.name.company.ai != "core":
        return False
    large = any(u.sum and u.sum.dollars >= 0.95e9 for u in clause.units[at : clause.high])
    return large and any(sells(unit) and unit.side != lab.side for unit in clause.units[at : clause.high])
