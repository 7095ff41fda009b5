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


def lab_and_seller(clause: Clause, at: int) -> bool:
    """`Nebius décroche un contrat de 5 milliards auprès d'OpenAI`: of billions, a lab and one who sells little else."""
    units = clause.units[clause.low : clause.high]
    if not any(unit.low in _WITH for unit in clause.units[at + 1 : clause.high]):
        return False
    large = any(unit.sum and unit.sum.dollars >= 0.95e9 for unit in units)
    return large and any(unit.is_lab for unit in units) and any(sells(unit) == 3 for unit in units)


_WITH = frozenset({"aupres", "avec", "chez", "with", "from"})


def lab_and_cloud(clause: Clause, at: int) -> bool:
    """`OpenAI signs a $50 billion deal with Amazon`: billions that a lab and a seller of computing power agree on."""
    lab = clause.leader(at)
    if lab is None or lab.name is None or lab.name.company.ai != "core":
        return False
    large = any(u.sum and u.sum.dollars >= 0.95e9 for u in clause.units[at : clause.high])
    return large and any(sells(unit) and unit.side != lab.side for unit in clause.units[at : clause.high])
