"""Two firms that become one: `SpaceX and xAI merge`, `Elon Musk fusionne SpaceX et xAI`."""

from __future__ import annotations

import re

from processors.detect.deals.frames.bought import price_of
from processors.detect.grammar import parties as c
from processors.detect.grammar.claims import Claim
from processors.detect.grammar.clauses import Clause
from processors.detect.words.unit import Text


def merging(text: Text, clause: Clause, at: int, weak: bool, rule: str) -> Claim | None:
    """The AI firm of the two is the target; whoever merges them is neither."""
    who = c.subject(clause, at)
    behind = c.listed(clause, at + 1)
    alone = at + 1 >= clause.high or clause.units[at + 1].low in _ENDS
    sides = behind if len(behind) == 2 else c.listed_before(clause, who) if who is not None and alone else []
    if who is not None and len(behind) == 1 and _with(clause, at):
        sides = [who, behind[0]]  # `SpaceX combines with xAI`
    firms = [clause.units[k] for k in sides]
    if len(firms) != 2 or not any(unit.is_lab for unit in firms):
        return None
    if any(unit.known_product for unit in firms):
        return None
    if (
        clause.units[at].low.startswith("join")
        and price_of(clause, at) is None
        and not _MERGER.search(text.folded)
    ):
        return None  # `X and Mistral join forces`
    target = firms[1] if firms[1].is_lab else firms[0]
    buyer = next(unit for unit in firms if unit is not target)
    return Claim(
        "acquisition", rule, text, clause, at, [buyer], target, amount=price_of(clause, at), weight=0.8
    )


def _with(clause: Clause, at: int) -> bool:
    units = clause.units
    return units[at].low.startswith("combin") and at + 1 < clause.high and units[at + 1].low == "with"


_MERGER = re.compile(r"\b(?:merg\w+|fusion\w*|acqui\w+|takeover|(?:all-)?stock deal)\b")
_ENDS = {"in", "to", "into", "as", "under", "at", "dans", "pour", "en", ",", "?", "!"}
"""What stands behind the verb where its subjects are what is merged."""
