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
    if not any(u.sum and u.sum.dollars >= 0.95e9 for u in clause.units[at : clause.high]):
        return False
    if clause.has("deal_noun", at) is not None and _agree_both(clause, at):
        return True
    lab = clause.leader(at)
    if lab is None or lab.name is None or lab.name.company.ai != "core":
        return False
    return any(sells(unit) and unit.side != lab.side for unit in clause.units[at : clause.high])


def _agree_both(clause: Clause, at: int) -> bool:
    """`OpenAI and Amazon sign …`: the two of them stand before the verb, joined, and nobody else behind `with`."""
    before = clause.units[clause.low : at]
    if any(unit.low in _WITH for unit in clause.units[at : clause.high]):
        return False
    labs = [unit for unit in before if unit.is_lab]
    sellers = [unit for unit in before if sells(unit) and all(unit.side != lab.side for lab in labs)]
    return bool(labs and sellers) and any(unit.low in {"and", "et", "&"} for unit in before)


def of_capacity(clause: Clause, sides: list[Unit]) -> tuple[Unit, Unit] | None:
    """`Microsoft signs $9.7bn cloud capacity deal with Quillon`: capacity is bought from whom nobody knows."""
    if (
        len(sides) < 2
        or sides[1].name is not None
        or sides[0].name is None
        or sides[0].start > sides[1].start
    ):
        return None
    units = clause.units[clause.low : clause.high]
    return (sides[0], sides[1]) if any(unit.low.split()[-1] in _CAPACITY for unit in units) else None


_CAPACITY = frozenset({"capacity", "capacite", "capacites"})


def is_cloud(unit: Unit) -> bool:
    """`Google Cloud lands $10 billion-plus contract from Meta`: what it sells is compute."""
    return unit.name is not None and (unit.low.endswith("cloud") or unit.low in {"aws", "azure"})


def of_same(units: list[Unit], who: int | None, k: int) -> bool:
    """Two known names of one company: it buys nothing of itself."""
    if who is None:
        return False
    one, two = units[who].name, units[k].name
    return one is not None and two is not None and one.company.id == two.company.id
