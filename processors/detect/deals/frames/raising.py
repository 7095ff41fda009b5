"""The frame of raising: from a verb in its clause to who receives, from whom, and how much."""

from __future__ import annotations

from processors.detect.deals.formerly import in_all
from processors.detect.deals.frames.backers import backers, givers_behind, sums_in
from processors.detect.deals.frames.no_rounds import (
    borrowed,
    damages,
    no_round,
    of_many,
    round_of_other,
    spending_raised,
    statistic,
)
from processors.detect.deals.frames.raisers import firm_raising
from processors.detect.grammar import parties as c
from processors.detect.grammar.claims import Claim
from processors.detect.grammar.clauses import Clause
from processors.detect.words.of_money import CASH, HOLDERS
from processors.detect.words.unit import Text, Unit

_FUNDS = {"fund", "vc fund", "venture fund", "vc firm", "venture firm", "venture capital firm", "vc", "fonds"}
_STAFF = {
    "hires",
    "staff",
    "engineers",
    "researchers",
    "employees",
    "recrues",
    "salaries",
    "chercheurs",
    "ingenieurs",
}


def raising(text: Text, clause: Clause, at: int, weak: bool, rule: str) -> Claim | None:
    """TARGET raises SUM (from INVESTOR) (at VALUATION)."""
    units = clause.units
    cash = units[at].low.split()[-1] in CASH  # `raises money`
    if not (cash or clause.places.sums or "round" in clause.places.cues):
        return None  # most sentences name no sum, and all that is asked below needs one or a round
    if at and units[at - 1].low == "having":
        return None  # `Having raised $2 billion in spring, X seeks more`: what was before
    after = sums_in(clause, at + 1, min(at + 14, clause.high))
    rounds = clause.has("round", at + 1, min(at + 9, clause.high))
    if rounds is not None and round_of_other(clause, rounds):
        rounds = None
    if rounds is None and cash:
        rounds = at
    if borrowed(clause, at, rounds) or spending_raised(clause, at):
        return None
    if not after and c.is_passive(clause, at):
        return _passively(text, clause, at, rule)
    if not after and set(units[at].moods()) == {"participle"}:
        return _raised_first(text, clause, at, rule)
    if not after and rounds is None and not weak:
        after = _behind_colon(clause)
    sum_at = after[0] if after else None
    if rounds is None and (sum_at is None or units[sum_at - 1].low == "by"):
        return None  # `raised its offer by $400 million`
    if weak and no_round(text, clause, at, rounds, sum_at):
        return None
    if any(unit.low in _FUNDS for unit in units[clause.low : at]) or (weak and statistic(clause, at)):
        return None
    subject = c.subject(clause, at)
    part = _part_of_round(text, clause, at, rule, subject, sum_at)
    if part is not None:
        return part
    if subject is not None and _people(clause, at, subject, weak):
        return None
    target = firm_raising(text, clause, at, subject, sum_at)
    if target is None and (of_many(clause, at) or (sum_at is not None and _all_told(text, units[sum_at]))):
        return None
    if weak and target is not None and (target.name is None or not target.name.ai) and damages(clause, at):
        return None
    amount = units[sum_at] if sum_at is not None else None
    made = Claim("round", rule, text, clause, at, target=target, amount=amount)
    made.investors = _givers(clause, at, target, after)
    return made


def _part_of_round(
    text: Text, clause: Clause, at: int, rule: str, subject: int | None, sum_at: int | None
) -> Claim | None:
    """`Amazon takes $50 billion of X's $110 billion round`: who takes a part gives it."""
    units = clause.units
    if subject is None or sum_at is None or sum_at + 2 >= clause.high or units[sum_at + 1].low != "of":
        return None
    firm = c.first_party(clause, sum_at + 1, over=4)
    if firm is None or [unit.low for unit in units[firm + 1 : firm + 3]] != ["'", "s"]:
        return None
    whole = clause.has("round", firm + 3)
    if whole is None or not sums_in(clause, firm + 3, whole):
        return None  # `raises $1 billion of X's money in a new round`
    if units[firm].side == units[subject].side:
        return None
    investors = [units[k] for k in c.listed_before(clause, subject)]
    return Claim("stake", rule, text, clause, at, investors, units[firm], amount=units[sum_at])


def _passively(text: Text, clause: Clause, at: int, rule: str) -> Claim | None:
    """`$400 million was raised by X`."""
    before = sums_in(clause, max(clause.low, at - 6), at)
    agents = c.by_agent(clause, at)
    if not (before and agents):
        return None
    units = clause.units
    return Claim("round", rule, text, clause, at, target=units[agents[0]], amount=units[before[-1]])


def _people(clause: Clause, at: int, subject: int, weak: bool) -> bool:
    """The firm's investors or staff get the money, and not the firm."""
    units = clause.units
    if units[subject + 1].low in HOLDERS:
        return True
    return (
        weak and at - 1 > subject and units[at - 1].low in _STAFF
    )  # `Meta's AI hires get up to $300 million`


def _givers(clause: Clause, at: int, target: Unit | None, after: list[int]) -> list[Unit]:
    """Who gives: told as backers, else right behind the sum, else those with whom the round is negotiated."""
    found = [unit for unit in backers(clause, at, len(clause.units)) if unit is not target]
    if after and not found:
        found = givers_behind(clause, after)
    if not found and clause.units[at].low.startswith(_NEGOTIATES):
        found = _talked_with(clause, at)
    return found


def _all_told(text: Text, amount: Unit) -> bool:
    """`The startup raised $400 million in all`, below a headline: all its rounds."""
    return text.field == "description" and in_all(text, amount)


_NEGOTIATES = ("negoci", "negot", "discut", "discuss")


def _talked_with(clause: Clause, at: int) -> list[Unit]:
    """`négocie un nouveau tour avec Amazon et Bpifrance`: whom it is talked over with would give."""
    units = clause.units
    k = next((k for k in range(at + 1, clause.high - 1) if units[k].low in {"with", "avec"}), None)
    if k is None or not units[k + 1].party:
        return []
    return [units[one] for one in c.listed(clause, k + 1)]


def _behind_colon(clause: Clause) -> list[int]:
    """`Graal fait le plein : 150 millions de dollars`: the sum right behind the clause."""
    units = clause.units
    if clause.high >= len(units) or units[clause.high].low != ":":
        return []
    return [k for k in range(clause.high + 1, min(clause.high + 4, len(units))) if units[k].sum]


_GIVEN_BY = frozenset({"aupres", "from"})


def _raised_first(text: Text, clause: Clause, at: int, rule: str) -> Claim | None:
    """`Deux milliards levés : le pari de la start-up d'IA de …`: the sum, the participle, then who."""
    units = clause.units
    before = sums_in(clause, at - 2, at)
    if not before:
        return None
    behind = units[at + 1 :]
    if behind and behind[0].low in _GIVEN_BY:  # `X : 150 M€ levés auprès de Y`
        firm = clause.topic or next((u for u in units[: before[-1]] if u.party), None)
        made = Claim("round", rule, text, clause, at, target=firm, amount=units[before[-1]], weight=0.8)
        made.investors = [unit for unit in backers(clause, at, len(units)) if unit is not firm]
        return made if firm is not None else None
    firm = next((u for u in behind if u.party and u.level in (None, "ai")), None)
    if firm is None and not {"descriptor", "ai"} <= {cue for u in behind for cue in u.cues}:
        return None
    return Claim("round", rule, text, clause, at, target=firm, amount=units[before[-1]], weight=0.8)
