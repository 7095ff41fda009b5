"""Whom a pronoun at the head of a sentence stands for: `Google grows its AI team` | `It has acquired X`."""

from __future__ import annotations

from dataclasses import replace

from processors.detect.grammar.clauses import BEFORE_NOUN, Clause
from processors.detect.grammar.reading import Reading
from processors.detect.words.closed_classes import IT
from processors.detect.words.unit import Text, Unit

BY_NAME = frozenset({"acquire", "invest", "stake"})
"""Frames whose verb asks who gives; who receives a round is told by the headline without that (`headlined.py`)."""
_COMPANIES = frozenset(
    {"company", "firm", "group", "giant", "entreprise", "societe", "groupe", "geant", "firme",
     "compagnie"}
)  # fmt: skip
_BEFORE_VERB = frozenset(
    {"has", "is", "will", "would", "could", "may", "a", "va", "vient", "aurait", "also", "said"}
)
_OF = frozenset(
    {"des", "de", "du", "d", "of", "americain", "americaine", "francais", "chinois", "said", "also"}
)
_SENTENCES = 2
_WORDS = 3
"""Of `the search giant`, at most."""


def stood_for(clause: Clause, text: Text, reading: Reading) -> Clause:
    """The clause about the one company that the headline begins with, where it begins with a word for it."""
    if text.field != "description" or clause.topic is not None or clause.low > 0:
        return clause
    if clause.sentence not in text.sentences[:_SENTENCES] or not _begins(clause):
        return clause
    firm = _of_headline(reading)
    return clause if firm is None else replace(clause, topic=firm)


def _begins(clause: Clause) -> bool:
    units = clause.units
    at = 0
    if units[0].low not in IT:
        if units[0].low not in BEFORE_NOUN and units[0].low not in _COMPANIES:
            return False
        at = next((k for k in range(_WORDS + 1) if k < len(units) and units[k].low in _COMPANIES), -1)
        if at < 0 or any(unit.party for unit in units[:at]):
            return False
    behind = (
        units[at + 1 : at + 5]
        if units[at + 1 : at + 2] and units[at + 1].low in _OF
        else units[at + 1 : at + 2]
    )
    acts = next((k for k, unit in enumerate(behind) if unit.verbs or unit.low in _BEFORE_VERB), None)
    return acts is not None and not any(unit.party or unit.sign for unit in behind[: acts + 1])


def _of_headline(reading: Reading) -> Unit | None:
    title = reading.title
    if title.field != "headline" or not title.sentences:
        return None
    units = title.sentences[0].units
    first = next((k for k, unit in enumerate(units) if unit.party), None)
    if first is None or any(unit.verbs for unit in units[:first]):
        return None
    own = [unit.low for unit in units[first + 1 : first + 2]] == ["'"]  # `Google's rival buys …`
    return None if own or not units[first].is_company("watched", "tech", "ai", "investor") else units[first]
