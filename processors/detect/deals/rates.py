"""Sums that are paid again and again: `$900M a month` is no price of a deal."""

from __future__ import annotations

import re

from processors.detect.words.unit import Text, Unit

_YEARLY = {"year": 1, "yr": 1, "an": 1, "annee": 1, "annually": 1, "yearly": 1, "annuels": 1}
_RATE = re.compile(
    r"(?: (?:a|per|each|every|par|chaque)|/) ?(month|year|mo|yr|mois|an|annee)\b|"
    r" (monthly|annually|yearly|mensuels|annuels)\b"
)


_INCOME = re.compile(
    r"\+? (?:in )?(?:arr|annual(?:i[sz]ed)? (?:recurring )?revenue|run[ -]rate|"
    r"(?<=in )(?:\w+ )?(?:sales|revenues?|bookings))\b"
)
_CHIPS = re.compile(
    r"\+? (?:(?:de |d')?[\w-]+ ){0,2}?(?:gpus?|cpus?|tpus?|lpus?|chips|puces|processors|accelerators)\b"
)
_FROM = re.compile(r"\b(?:up|down) from (?:(?:about|around|just|nearly|an?) )?[~≈]?$")


def no_price(text: Text, unit: Unit) -> bool:
    """`$20B ARR`, `1 million Nvidia GPUs`, `up from $2 billion`: what comes in, how many, what it was."""
    counted = unit.sum is not None and unit.sum.currency is None
    return (
        _INCOME.match(text.folded, unit.end) is not None
        or (counted and _CHIPS.match(text.folded, unit.end) is not None)
        or _FROM.search(text.folded, max(0, unit.start - 24), unit.start) is not None
    )


def times_a_year(text: Text, unit: Unit) -> int:
    """How often a year a sum is paid, by the words right behind it: 12, 1, or 0 where it is paid once."""
    told = _RATE.match(text.folded, unit.end)
    return 0 if told is None else _YEARLY.get(told[1] or told[2], 12)
