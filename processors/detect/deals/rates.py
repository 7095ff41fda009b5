"""Sums that are paid again and again: `$900M a month` is what a deal costs by the month, and no price of it."""

from __future__ import annotations

import re

from newswatch.messages import TIMES_A_YEAR, Period
from processors.detect.grammar.prices import NO_RATE
from processors.detect.words.text import says_any
from processors.detect.words.unit import Text, Unit

_PERIODS: tuple[tuple[Period, str, str], ...] = (
    ("day", "day|jour", "daily|quotidienn?e?s?"),
    ("week", "week|semaine", "weekly|hebdomadaires?"),
    ("month", "month|mo|mois", "monthly|mensuel(?:le)?s?|mensuellement"),
    ("quarter", "quarter|trimestre", "quarterly|trimestriel(?:le)?s?"),
    ("year", "year|yr|an|annee|annum", "annually|yearly|annuels|annuelles|annuellement"),
)
"""Each period, its nouns, and the words that say `again each time` by themselves; `annual` also tells of one year."""
_SAID = tuple((per, re.compile(f"{nouns}|{alone}")) for per, nouns, alone in _PERIODS)
_NOUNS = "|".join(nouns for _, nouns, _ in _PERIODS)
_ALONE = "|".join(words for *_, words in _PERIODS)
_PAID = r"(?:payments?|fees?|instal?lments?|commitments?|(?:compute |cloud )?(?:deal|contract|agreement|pact|lease))"
_VERSED = r"(?:paiements?|versements?|redevances?|loyers?|engagements?|contrats?|accords?)"
_NO_STOP = (
    r"(?!(?:in|over|within|for|about|nearly|half|than|once|twice|just|under|after|before|around|almost|sur|en|par|per|"
    r"each|every|chaque)\b)"
)
_FOR = (
    r"(?: (?:worth of|of|in|for|on|d[eu]|d'|en)(?:(?<=')| )"
    rf"(?:{_NO_STOP}[\w'-]++ ){{0,3}}{_NO_STOP}[\w'-]+(?=[ /-]))"
)
"""What is paid for, between the sum and how often: `$200 million in compute credits a month`. (Its words are taken
whole, but for what hyphens join to the last: taken in pieces they would take time with the cube of their length.)"""
_NO_THING = (
    r"(?! (?!(?:to|for|from|in|on|over|until|till|through|under|as|and|or|by|with|at|via|while|a|au|pour|d[eu]s?|dans|"
    r"sur|en|jusqu|pendant|et|ou|avec)\b)\w)"
)
"""`$25 million for AI-made daily briefings` tells what is daily, and no rate."""
_BEHIND = re.compile(
    rf"{_FOR}?(?:(?:[ -](?:an?|per|each|every|par|chaque)[ -]| ?/ ?)({_NOUNS})|"
    rf" l'(an|annee(?! (?:d[e']|ou )))){NO_RATE}|"
    rf" ({_ALONE})\b|{_FOR} ({_ALONE})\b{_NO_THING}|"
    rf"[ -](annual|annuel) {_PAID}|(?: d[e'])? ?{_VERSED} (annuel(?:le)?s?)\b"
)
_BEFORE = re.compile(
    rf"\b(?:(annual|yearly|monthly|quarterly) {_PAID}|{_VERSED} (annuel|mensuel|trimestriel)(?:le)?s?)"
    r"(?: (?:of|worth|totall?ing|d[e'u]|a hauteur de|estimee?s? a|evaluee?s? a))?"
    r"(?: (?:up to|about|around|nearly|roughly|some|over|more than|pres de|environ|plus de|jusqu'a))? ?$"
)
_STOPS = frozenset(".,;:!?)")
"""Signs behind a sum that nothing of `_BEHIND` begins with."""
_LONGEST = 64
"""Letters that `_BEFORE` may take before a sum."""
_SAYS_BEFORE = ("annu", "yearly", "month", "quarterly", "mensuel", "trimestriel")
"""One of them is there wherever `_BEFORE` finds something: looked for first, since it is slow."""

_INCOME = re.compile(
    r"\+? (?:in )?(?:arr|annual(?:i[sz]ed)? (?:recurring )?revenue|run[ -]rate|"
    r"(?<=in )(?:\w+ )?(?:sales|revenues?|bookings))\b"
)
_CHIPS = re.compile(
    r"\+? (?:(?:de |d')?[\w-]+ ){0,2}?(?:gpus?|cpus?|tpus?|lpus?|chips|puces|processors|accelerators)\b"
)
_FROM = re.compile(r"\b(?:up|down) from (?:(?:about|around|just|nearly|an?) )?[~≈]?$")
_EARNS = re.compile(
    r"\b(?:sav(?:es?|ed|ing|ings of)|earn(?:s|ed|ing)?|makes?|made|making|generat(?:es?|ed|ing)|los(?:es?|t|ing)|"
    r"brings? in|bringing in|burn(?:s|ed|ing)?(?: through)?|gross(?:es|ed|ing)?|sells?|selling|sold|"
    r"economis\w+|gagn\w+|rapport\w+|gener(?:e|ent|ait|ant|er)|perd\w*|brul\w+|engrang\w+|encaiss\w+|vend\w*)"
    r"(?: (?:up to|about|around|nearly|roughly|some|over|more than|pres de|environ|plus de|jusqu'a|an?|les?|des?))*"
    r" ?[~≈]?$"
)
"""`which makes $10 billion a year`: what comes in or is saved, and no deal's."""
_OF_INCOME = re.compile(
    r"[^.;:,]{0,16}\b(?:revenues?|sales|bookings|profits?|earnings|income|savings|salar(?:y|ies)|wages|pay packages?|"
    r"rents?|subscriptions?|users|chiffre d'affaires|ventes|recettes|revenus?|benefices?|economies|salaires?|loyers?|"
    r"abonnements?)\b(?! (?:compute|capacity))"
)


def no_price(text: Text, unit: Unit) -> bool:
    """`$20B ARR`, `1 million Nvidia GPUs`, `up from $2 billion`: what comes in, how many, what it was."""
    counted = unit.sum is not None and unit.sum.currency is None
    return (
        _INCOME.match(text.folded, unit.end) is not None
        or (counted and _CHIPS.match(text.folded, unit.end) is not None)
        or _FROM.search(text.folded, max(0, unit.start - 24), unit.start) is not None
    )


def period_of(text: Text, unit: Unit) -> Period | None:
    """How often a sum is paid, by the words beside it; None where it is paid once."""
    found = _rate(text, unit)
    if found is None:
        return None
    word = next(group for group in found.groups() if group)
    return next((per for per, words in _SAID if words.fullmatch(word)), "year")  # (`annual`)


def times_a_year(text: Text, unit: Unit) -> int:
    """How often a year a sum is paid, by the words beside it: 12, 1 …; 0 where it is paid once."""
    per = period_of(text, unit)
    return 0 if per is None else TIMES_A_YEAR[per]


def is_income(text: Text, unit: Unit) -> bool:
    """Of a sum by the year, whether it is no deal's: `makes $2 billion a year`, `$50 million a year in rent`."""
    found = _rate(text, unit)
    if found is None:
        return False
    start, end = max(0, unit.start - 48), max(unit.end, found.end())
    return (
        _EARNS.search(text.folded, start, unit.start) is not None
        or _OF_INCOME.match(text.folded, end) is not None
        or _OF_INCOME.match(text.folded[unit.end : end]) is not None
    )


def _rate(text: Text, unit: Unit) -> re.Match[str] | None:
    """The words beside a sum that say how often it is paid. Asked again for each fact that it may be."""
    if unit.start not in text.rates:
        text.rates[unit.start] = _looked_for(text, unit)
    return text.rates[unit.start]


def _looked_for(text: Text, unit: Unit) -> re.Match[str] | None:
    folded, first = text.folded, max(0, unit.start - _LONGEST)
    stopped = folded[unit.end : unit.end + 1] in _STOPS
    if not stopped and (behind := _BEHIND.match(folded, unit.end)):
        return behind
    said = says_any(folded[first : unit.start], _SAYS_BEFORE)
    return _BEFORE.search(folded, first, unit.start) if said else None
