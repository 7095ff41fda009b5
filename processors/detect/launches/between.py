"""What stands between a verb of launching and its object, and is no part of either: words of time, manner and place."""

from __future__ import annotations

import re

from processors.detect.grammar.clauses import Clause
from processors.detect.words.closed_classes import THE

_MEANWHILE = re.compile(
    r"(?:(?:(?:des|depuis|a partir d|a compter d|from|as of|starting|on)? ?(?:a present|maintenant|aujourd ?' ?hui|"
    r"ce (?:matin|soir|midi|jour|lundi|mardi|mercredi|jeudi|vendredi|week-end)|cette semaine|"
    r"lundi|mardi|mercredi|jeudi|vendredi|hier|demain|today|yesterday|monday|tuesday|wednesday|thursday|friday|"
    r"this (?:morning|evening|week|month))|"
    r"a (?:son|leur) tour|a la surprise generale|dans la foulee|en toute discretion|en catimini|en grande pompe|"
    r"en parallele|du meme coup|au passage|aussi(?:tot)?|egalement|desormais|enfin|discretement|officiellement|"
    r"immediatement|now|also|quietly|finally|at last|in turn|promptly|straight away|at once|officially) )+"
)
"""What may stand between a verb and its object, and is no part of either: `commercialise dès à présent Vera`."""


def past_adverbs(clause: Clause, at: int) -> int:
    """The index of the last unit before the object of the verb at `at`."""
    lows = [unit.low for unit in clause.units[at + 1 : min(at + 8, clause.high)]]
    told = _MEANWHILE.match(" ".join([*lows, ""]))
    if told is not None:
        at += min(told.group().count(" "), len(lows)) - _spaces_within(lows, told.end())
    return _past_place(clause, at)


def _past_place(clause: Clause, at: int) -> int:
    """`étend à la Suisse Copilot Vision`, `déploie en Espagne son assistant`: a place before the object."""
    units = clause.units
    if at + 1 >= clause.high or units[at + 1].low not in {"en", "au", "aux", "a", "in", "across"}:
        return at
    k = at + 2
    while k < clause.high and units[k].low in THE:
        k += 1
    placed = k + 1 < clause.high and units[k].capital and "plain" in units[k].cues and not units[k + 1].sign
    return k if placed and units[k + 1].low not in {"et", "and"} else at


def _spaces_within(lows: list[str], end: int) -> int:
    """Spaces inside of units (`est disponible` is one) up to an offset of the joined words."""
    found = offset = 0
    for low in lows:
        if offset >= end:
            break
        found += low.count(" ")
        offset += len(low) + 1
    return found
