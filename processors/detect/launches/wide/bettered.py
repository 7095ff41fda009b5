"""Launches told by a noun of making better, and nothing else: `Améliorations de Google Agenda avec l'IA`.

What is made better must be a product of a watched firm, and AI must be told, as its kind or as the means.
"""

from __future__ import annotations

import re

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import is_product, own_ai
from processors.detect.launches.signs import Sign, first_sign
from processors.detect.launches.wide.acts import APPS
from processors.detect.words.unit import Text, Unit, watched

_NOUN = re.compile(
    r"(?:(?:les|des|de|une?|la|l'|the|an?|more|new|major) ?)?(?:nouvelles? |grandes? |ai )?(?:ameliorations?|"
    r"optimisations?|improvements?|enhancements?|upgrades?)"
    r"(?: majeures?| importantes?)? (?:de|du|des|d'|pour|dans|sur|of|to|for|in)\b"
)
_OF = frozenset({"de", "du", "des", "d", "pour", "dans", "sur", "chez", "of", "to", "for", "in", "on"})
_BETWEEN = frozenset(
    {"'", "l", "la", "le", "les", "the", "application", "appli", "app", "assistant", "et", "and"}
)


def bettered_sign(reading: Reading, text: Text) -> Sign | None:
    """At most one sign of a headline."""
    return first_sign((_bettered,), reading, text) if _NOUN.match(text.folded) else None


def _bettered(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    units = clause.units[clause.low : clause.high]
    if (
        clause.low
        or clause.high < len(clause.sentence.units)
        or any(unit.party and watched(unit) is None for unit in units[1:])
    ):
        return None  # `Amélioration du moteur de Quillon avec OpenAI`
    if any(unit.sum or unit.cues & {"program", "person_role", "negation"} for unit in units):
        return None
    at = next((k for k in range(2, len(units)) if _hosted(units, k)), None)
    if at is None:
        return None
    host = units[at]
    company = watched(host)
    if company is None or not (own_ai(host, reading) or any("ai" in unit.cues for unit in units)):
        return None
    shown = [host] if is_product(host) else []
    return Sign("wide-bettered", text, clause, at, company, host, shown, weight=0.56)


def _hosted(units: list[Unit], at: int) -> bool:
    """A watched firm's product behind `of` or `in`; behind `with` it is only the means."""
    if watched(units[at]) is None or not (is_product(units[at]) or units[at].low in APPS):
        return False
    k = at - 1
    while k > 0 and (units[k].low in _BETWEEN or units[k].party):
        k -= 1
    return units[k].low in _OF
