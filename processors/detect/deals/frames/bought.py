"""Purchases told another way round: what is bought stands first, or only a part of it, or its staff."""

from __future__ import annotations

from processors.detect.deals.frames.backers import sums_in
from processors.detect.grammar import parties as c
from processors.detect.grammar.claims import Claim
from processors.detect.grammar.clauses import Clause
from processors.detect.words.unit import Text, Unit


def price_of(clause: Clause, at: int) -> Unit | None:
    """The sum of an acquisition: the first after the verb, else one before it in the clause."""
    after = sums_in(clause, at + 1, clause.high)
    before = sums_in(clause, clause.low, at)
    return clause.units[after[0]] if after else clause.units[before[-1]] if before else None


def stock_of(clause: Clause, at: int) -> Unit | None:
    """`buys $2 billion of Synopsys stock`, `acquiert pour 2 milliards d'actions Synopsys`: a part of a firm."""
    units = clause.units
    if (
        at + 4 >= clause.high
        or units[at + 1].sum is None
        or units[at + 2].low not in {"of", "in", "worth", "d", "de"}
    ):
        return None
    near = units[at + 3 : at + 6]
    if not any(unit.low in {"stock", "shares", "equity", "actions", "titres"} for unit in near):
        return None
    return next((unit for unit in near if unit.party), None)


def purchase(
    text: Text, clause: Clause, at: int, rule: str, buyers: list[Unit], sold: Unit | None, weight: float = 0.9
) -> Claim:
    """A purchase that the clause tells, at the price that it names."""
    return Claim(
        "acquisition", rule, text, clause, at, buyers, sold, amount=price_of(clause, at), weight=weight
    )


def passively(text: Text, clause: Clause, at: int, rule: str) -> Claim | None:
    """`TARGET is acquired by BUYER`; the target may be what the text is about, or stand behind a colon."""
    agents = c.by_agent(clause, at)
    who = c.subject(clause, at)
    if not agents:
        return _bought(text, clause, at, rule)
    buyers = [clause.units[k] for k in agents]
    if who is not None:
        return purchase(text, clause, at, rule, buyers[:2], clause.units[who])
    if clause.topic:
        return purchase(text, clause, at, rule, buyers[:1], clause.topic)
    return _bought_first(text, clause, at, rule, buyers[:2])


def _bought_first(text: Text, clause: Clause, at: int, rule: str, buyers: list[Unit]) -> Claim | None:
    """`Acquired by Nvidia: Slurmcraft, scheduler of AI clusters`: what is bought stands behind the colon."""
    units = clause.units
    if at != clause.low or clause.high + 1 >= len(units) or units[clause.high].low != ":":
        return None
    sold = next((unit for unit in units[clause.high + 1 : clause.high + 6] if unit.party), None)
    return purchase(text, clause, at, rule, buyers, sold, 0.8) if sold is not None else None


def _bought(text: Text, clause: Clause, at: int, rule: str) -> Claim | None:
    """`Jony Ive rejoint OpenAI : sa start-up est rachetée 6,5 milliards`: who buys stands earlier in the headline."""
    price = next((clause.units[k] for k in sums_in(clause, at + 1, min(at + 4, clause.high))), None)
    if price is None or text.field != "headline":
        return None
    told = clause.has("descriptor", clause.low, at) is not None
    buyer = next((u for u in clause.units[: clause.low] if u.is_company("watched", "tech")), None)
    if not told or buyer is None:
        return None
    return Claim("acquisition", rule, text, clause, at, [buyer], amount=price, weight=0.75)


def staff_of(clause: Clause, at: int) -> Unit | None:
    """`hires founders of AI start-up Covalent and licenses its technology for $400 million`: a firm by its words."""
    units = clause.units
    end = min(at + 14, clause.high)
    said = clause.has("descriptor", at + 1, end)
    if not units[at].low.startswith(("hire", "poach", "recrut", "debauch", "embauch", "engage")):
        return None
    if said is None:
        owner = next((k for k in range(at + 1, min(at + 4, clause.high - 3)) if units[k].proper), None)
        behind = [] if owner is None else [unit.low for unit in units[owner + 1 : owner + 4]]
        own = behind[:2] == ["'", "s"] and behind[2] in {
            "founders",
            "team",
            "staff",
            "engineers",
            "researchers",
        }
        return units[owner] if own and owner is not None else None
    return next((unit for unit in units[said:end] if unit.party and unit.name is None), None)
