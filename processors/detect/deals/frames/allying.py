"""Compute that is bought or rented of somebody: buyer and supplier sign for a sum, gigawatts or chips."""

from __future__ import annotations

from processors.detect.deals.frames.backers import sums_in
from processors.detect.deals.frames.capacity import deal_for_firm, noun_phrase
from processors.detect.deals.frames.sellers import (
    buyer_and_supplier,
    is_cloud,
    lab_and_cloud,
    of_capacity,
    of_same,
    sells,
)
from processors.detect.grammar import parties as c
from processors.detect.grammar.claims import Claim
from processors.detect.grammar.clauses import Clause
from processors.detect.words.unit import Text, Unit


def _bought_for(text: Text, clause: Clause, at: int, rule: str) -> Claim | None:
    units = clause.units
    firm, who = deal_for_firm(clause, at + 1, at + 6), c.subject(clause, at)
    sums = sums_in(clause, at + 1, min(at + 5, clause.high))
    if firm is None or who is None or not sums:
        return None
    return Claim("acquisition", rule, text, clause, at, [units[who]], units[firm], amount=units[sums[0]])


def allying(text: Text, clause: Clause, at: int, weak: bool, rule: str) -> Claim | None:
    """BUYER and SUPPLIER sign for compute, with a sum, gigawatts or chips."""
    units = clause.units
    bought = _bought_for(text, clause, at, rule)
    if bought is not None:
        return bought
    compute = _compute(clause, at)
    if compute is None:
        return None
    who = c.subject(clause, at)
    if who is None and clause.topic is None:
        return None
    if who is not None and units[max(0, who - 1)].low.endswith(("pay", "pays", "paid", "paying")):
        return None  # `agrees to pay X $300M a month for chips under a deal that …`: X is paid
    deal = clause.has("deal_noun") is not None
    amounts = sums_in(clause, clause.low, clause.high)
    sized = bool(amounts) or clause.has("billions") is not None
    other = _other(clause, at, who)
    named = c.listed_before(clause, who) if who is not None else []
    rents = units[at].low.startswith(RENTS) and other is not None and sells(other) > 0
    if not (sized or rents) and not (deal and (other or len(named) > 1)):
        return None
    first = units[who] if who is not None else clause.topic
    sides = [u for u in (first, other) if u]
    if who is not None and other is None:
        sides = [*_lab_before(clause, who, named), *(units[k] for k in named)]
    buyer, supplier = of_capacity(clause, sides) or buyer_and_supplier(sides)
    amount = units[amounts[0]] if amounts else None
    place = noun_phrase(clause, compute)
    claim = Claim("compute", rule, text, clause, at, [buyer] if buyer else [], supplier, place, amount)
    claim.weight = 0.9 if sized else 0.62 if rents else 0.55
    return claim


RENTS = ("rent", "lease", "leas", "book", "reserv", "lou", "loue")


def _compute(clause: Clause, at: int) -> int | None:
    """The noun of what is signed for: of compute, or of a deal with one who sells nothing else."""
    units = clause.units
    if (
        units[at].low.startswith("boost")
        and clause.has("deal_noun", at + 1, min(at + 4, clause.high)) is None
    ):
        return None  # `boosts its outlook on a chip order`
    compute = clause.has("compute_noun")
    if compute is None and (
        any(sells(unit) == 3 or is_cloud(unit) for unit in units[clause.low : clause.high])
        or lab_and_cloud(clause, at)
    ):
        compute = clause.has("deal_noun")
    if compute is None and units[at].low.startswith("sign"):
        compute = _sum_with_seller(clause, at)
    return compute


def _sum_with_seller(clause: Clause, at: int) -> int | None:
    """`signs $27bn with Nebius`: a sum behind the verb, and with whom, who sells nothing but machines."""
    units = clause.units
    k = next(iter(sums_in(clause, at + 1, min(at + 4, clause.high))), None)
    if k is None or k + 2 >= clause.high or units[k + 1].low not in {"with", "avec"}:
        return None
    return k if sells(units[k + 2]) == 3 or is_cloud(units[k + 2]) else None


def _other(clause: Clause, at: int, who: int | None) -> Unit | None:
    """The first party behind the verb that is another firm, and no place."""
    units = clause.units
    for k in range(at + 1, clause.high):
        unit, before = units[k], units[k - 1]
        known = unit.party and (
            unit.name
            or "descriptor" in before.cues  # `with AI cloud startup X`
            or (before.low in {"with", "avec"} and "plain" not in unit.cues)
        )
        placed = unit.is_company("other") and before.low == "in"  # `servers in Saudi Arabia`
        if known and not placed and not of_same(units, who, k):
            return unit
    return None


def _lab_before(clause: Clause, who: int, named: list[int]) -> list[Unit]:
    """`Anthropic (Claude) et Amazon signent …`: the lab, where brackets keep it out of the list."""
    units = clause.units
    if len(named) != 1 or not sells(units[who]):
        return []
    return [unit for unit in units[clause.low : who] if unit.is_lab and unit.side != units[who].side][:1]
