"""The frame of paying for machines: `agrees to pay X $300M a month for chips`; no firm is bought."""

from __future__ import annotations

from processors.detect.grammar import parties as c
from processors.detect.grammar.claims import Claim
from processors.detect.grammar.clauses import Clause
from processors.detect.words.unit import Text

_FOR = frozenset({"for", "pour"})
_TO = frozenset({"to", "a", "au"})
_NO_MACHINES = frozenset({"power", "energy", "electricity", "nuclear", "energie", "electricite", "land"})
"""What halls need too: `pays X $2bn a year for power`."""


def paying(text: Text, clause: Clause, at: int, rule: str) -> Claim | None:
    """BUYER pays SUPPLIER a SUM for chips, computing power or room in halls; the supplier may stand behind the sum."""
    units = clause.units
    if not any(word.startswith(("pay", "paie", "paye", "paid")) for word in units[at].low.split()):
        return None
    who = c.subject(clause, at)
    money = next((k for k in range(at + 1, min(at + 8, clause.high)) if units[k].sum), None)
    if who is None or money is None:
        return None
    end = min(money + 16, clause.high)
    aim = next((k for k in range(money + 1, end) if units[k].low in _FOR), None)
    if aim is None:
        return None
    near = units[aim + 1 : min(aim + 8, clause.high)]
    what = next((k for k, unit in enumerate(near) if unit.cues & {"compute_noun", "capex_noun"}), None)
    if what is None or any(unit.low in _NO_MACHINES for unit in near[: what + 1]):
        return None
    paid = c.first_party(clause, at, money)
    if paid is None:
        to = next((k for k in range(money + 1, end - 1) if units[k].low in _TO and units[k + 1].party), None)
        paid = None if to is None else to + 1
    if paid is None:
        return None
    buyers = [units[k] for k in c.listed_before(clause, who)]
    return Claim("compute", rule, text, clause, at, buyers, units[paid], amount=units[money])
