"""Headlines of a part of a firm, told by who parts with it or by who comes in: `X's staff sell stock to Y`, `X sells
10% to Y`, `X welcomes Y as a shareholder`, `X gets a lifeline from Y`.

Asked by `headings`, where no clause tells of a deal plainly.
"""

from __future__ import annotations

import re

from processors.detect.deals.frames.backers import sums_in
from processors.detect.grammar import parties as c
from processors.detect.grammar.claims import Claim
from processors.detect.grammar.clauses import Clause
from processors.detect.words.unit import Text, Unit

_SELLS = re.compile(r"(?:to )?(?:sells?|sold|selling)\b")
_SHARES = frozenset(
    {"%", "percent", "pct", "stake", "share", "shares", "stock", "equity", "slice", "holding", "part"}
)
_STAFF = frozenset(
    {"staff", "employees", "employee", "workers", "insiders", "founders", "shareholders", "investors"}
)
_NEAR = 9
_LEAST = 0.95e8
"""Dollars from which it counts whoever comes in."""


def shares_sold(text: Text, whole: Clause) -> Claim | None:
    """`OpenAI staff sell $2 billion of stock to X`, `AI chip firm Y sells 10% of itself to X`."""
    units = whole.units
    at = next((k for k, unit in enumerate(units) if k and _SELLS.fullmatch(unit.low)), None)
    if at is None:
        return None
    near = range(at + 1, min(at + _NEAR, len(units) - 1))
    to = next((k for k in near if units[k].low == "to" and units[k + 1].party), None)
    part = None if to is None else next((k for k in range(at + 1, to) if units[k].low in _SHARES), None)
    if to is None or part is None:
        return None
    of = next((k for k in range(part + 1, to) if units[k].party), None)
    firm = of if of is not None else _whose(whole, at)
    givers = [units[k] for k in c.listed(whole, to + 1)]
    if firm is None or any(unit.side == units[firm].side for unit in givers):
        return None
    staff = any(unit.low in _STAFF for unit in units[:at])
    return _part_of(
        text, whole, at, units[firm], givers, "heading-staff-sale" if staff else "heading-shares-sold"
    )


def _whose(whole: Clause, at: int) -> int | None:
    """The firm that sells a part of itself, or whose staff do."""
    return next((k for k in range(at - 1, -1, -1) if whole.units[k].party), None)


_WELCOMES = re.compile(
    r"(?:welcom|accueill|take|took|tak|get|gain|add|sign|bring|brought)\w*(?: on| in| aboard)?"
)
_HOLDERS = frozenset(
    {"shareholder", "investor", "backer", "stakeholder", "co-owner", "shareholders", "investors", "backers"}
)


def welcomed(text: Text, whole: Clause) -> Claim | None:
    """`AI lab X welcomes Y as its third-largest shareholder`."""
    units = whole.units
    at = next((k for k, unit in enumerate(units) if k and _WELCOMES.fullmatch(unit.low)), None)
    who = c.subject(whole, at) if at is not None else None
    if at is None or who is None:
        return None
    given = c.listed(whole, at + 1)
    behind = units[given[-1] + 1 : given[-1] + 7] if given else []
    if not behind or behind[0].low != "as" or not any(unit.low in _HOLDERS for unit in behind):
        return None
    return _part_of(text, whole, at, units[who], [units[k] for k in given], "heading-shares-sold")


def lifeline(text: Text, whole: Clause) -> Claim | None:
    """`X gets a lifeline from Y`: money, by who throws it."""
    units = whole.units
    at = next((k for k, unit in enumerate(units[:-2]) if k and unit.low == "lifeline"), None)
    who = c.subject(whole, at) if at is not None else None
    if at is None or who is None or units[at + 1].low != "from":
        return None
    given = [units[k] for k in c.listed(whole, at + 2)]
    return _part_of(text, whole, at, units[who], given, "heading-shares-sold")


def _part_of(text: Text, whole: Clause, at: int, firm: Unit, givers: list[Unit], rule: str) -> Claim | None:
    sums = sums_in(whole, 0, len(whole.units))
    amount = whole.units[sums[0]] if sums else None
    large = amount is not None and amount.sum is not None and amount.sum.dollars >= _LEAST
    known = any(unit.is_company("watched", "tech", "investor") for unit in givers)
    if not givers or not (known or large):
        return None
    return Claim("stake", rule, text, whole, at, givers, firm, amount=amount, noun=True, weight=0.75)
