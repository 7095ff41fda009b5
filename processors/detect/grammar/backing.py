"""What is worth a sum: a firm that somebody backs, and not what it is given; a deal, and no firm."""

from __future__ import annotations

from processors.detect.grammar.clauses import PREPOSITIONS, Clause
from processors.detect.words.unit import Unit

FIRMS = {"company", "startup", "start-up", "firm", "business", "unicorn"}
_NO_FIRM = {
    "fund", "funds", "program", "programme", "accelerator", "competition", "plan", "plans", "project", "raise", "hub",
    "funding", "financing", "series", "debt", "deal", "loan", "stake", "contest", "prize", "incubator", "unit", "push",
}  # fmt: skip
_PUT = frozenset({"bet", "wager", "investment", "injection", "check", "cheque"})
_BREAKS = PREPOSITIONS | {"and"}
_BACKING = frozenset({"invest", "fund", "join", "lead", "stake"})
_TAKING = frozenset({"acquire", "raise"})


def backed(clause: Clause, at: int) -> bool:
    """`backs $2bn robotics start-up Solenne`, `invests in a $2bn robotics start-up`: what the firm is worth."""
    units = clause.units
    k = at - 1
    while k > max(clause.low, at - 4) and units[k].low in {"in", "a", "an", "the"}:
        k -= 1
    if k < clause.low or not units[k].verbs:
        return False
    frames = {verb.frame for _, verb in units[k].verbs}
    if frames.isdisjoint(_BACKING) or not frames.isdisjoint(_TAKING):
        return False
    near = range(at + 1, min(at + 6, clause.high))
    firm = next((k for k in near if units[k].low.split()[-1] in FIRMS), None)
    if firm is None or any(
        "round" in u.cues or u.low.split()[0] in _NO_FIRM for u in units[firm + 1 : firm + 4]
    ):
        return False  # `joins $80 million AI start-up round`
    if any(u.sum or not u.low[0].isalnum() or u.low in _BREAKS for u in units[at + 1 : firm]):
        return False
    return units[at + 1].low.split()[0] not in _PUT  # `leads $300 million bet on AI lawyer startup X`


def deal_valued(units: list[Unit], at: int) -> bool:
    """`buys X in a deal valued at $3 billion`, `une transaction valorisée à`: what is paid, and no firm's worth."""
    for k in range(at - 1, max(0, at - 5), -1):
        if "valuation" in units[k].cues:
            return units[k - 1].low in {
                "deal",
                "transaction",
                "operation",
                "agreement",
                "takeover",
                "acquisition",
            }
    return False
