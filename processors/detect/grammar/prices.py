"""What a sum is asked for again and again: a plan's price, which is no deal's amount, or what one firm pays another."""

from __future__ import annotations

import re

from processors.detect.grammar.clauses import Clause
from processors.detect.words.of_money import SPENT_ON
from processors.detect.words.text import first_behind

_PRICE = re.compile(
    r"\s?(?:/|per |a |par |chaque |every )\s?(?:user|seat|utilisateur|token|million tokens|hour|heure)\b|"
    r"\s(?:apiece|subscription|tier)\b"
)
NO_RATE = (
    r"\b(?!-| (?:(?:after|ago|later|earlier|before(?! 20\d\d)|apart|old|since|prior|removed|sooner|following|ahead|shy|"
    r"dernier|derniere|prochaine?|passee?|suivante?|precedente?|from (?:its|their|his|her|now)|out of|"
    r"of (?:(?:its|their|his|her)(?! own)|being|launch|talks)|to (?:come|go|date|the day)|and a half)\b|"
    r"on(?= ?[,.;:]|$| from)))"
)
"""`raises $300 million a year after its launch` tells when, and no rate."""
_SUBSCRIBED = re.compile(
    r"\s?(?:/|per |a |par |chaque |every )\s?(?:month|mo|year|week|mois|an|day|jour)"
    rf"{NO_RATE}|\s(?:monthly|mensuels?)\b"
)
_BEGINS = frozenset("/pacemst")
"""How what these find begins, over a space."""
_PAID_BY_FIRMS = 1e7
"""Dollars from which what is paid by the month or year is no subscription: it is what a firm pays another."""


def is_price(clause: Clause, at: int, folded: str) -> bool:
    """`$20 a month`, `$9 per seat`: what somebody asks, and no deal's."""
    end = clause.units[at].end
    if first_behind(folded, end) not in _BEGINS:
        return False
    if _SUBSCRIBED.match(folded, end) and not _paid_on(clause, at):
        return True
    return _PRICE.match(folded, end) is not None


_BUYS_A_SERVICE = ("pay", "paie", "vers", "regl", "debours")
"""`pays Google $1 billion a year for its assistant`: no deal, if no word tells of one."""


def _paid_on(clause: Clause, at: int) -> bool:
    """`a compute deal worth $4bn a year`, `to invest $10bn a year in X`: what a deal costs, told by the year."""
    unit = clause.units[at]
    assert unit.sum is not None
    if unit.sum.dollars < _PAID_BY_FIRMS:
        return False
    before = (one for one in clause.units[clause.low : at] if not one.low.startswith(_BUYS_A_SERVICE))
    gives = any(verb.frame == "invest" for one in before for _, verb in one.verbs)
    return gives or any(clause.has(cue, clause.low, clause.high) is not None for cue in SPENT_ON)
