"""Who is told to stand behind a firm that raises: `Nvidia-backed X`, `X, soutenue par Google et Samsung`.

Asked once a deal is flagged, and where nobody is told to give: it decides nothing.
"""

from __future__ import annotations

import re

from newswatch.messages import Fact
from processors.detect.deals.completing import OLD
from processors.detect.deals.values import CROWD, fact
from processors.detect.grammar import parties as c
from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.governing import rivalled
from processors.detect.grammar.reading import Reading
from processors.detect.words.model import Level
from processors.detect.words.text import fold
from processors.detect.words.unit import Sentence, Text, Unit

_BACKED = re.compile(r"[-‑ ]backed\b")
_BACKED_BY = re.compile(
    r"\b(?:backed by|(?:soutenue?|appuyee?|epaulee?|financee?) par|adossee? a|respaldad[ao] por)"
    r" (?:the likes of |(?:chip|tech|cloud)[ -]?(?:giants? )|le geant (?:\w+ )?|les geants )?$"
)
_BIG: tuple[Level, ...] = ("watched", "tech", "investor")
_NEAR = 8
"""Units between a backer and the firm that it stands behind."""


def backers(reading: Reading, target: str) -> list[Fact]:
    """The known firms and funds that headline or first sentences tell to stand behind the target (folded)."""
    found: dict[str, Fact] = {}
    for text in reading.texts[:2]:
        for sentence in text.sentences[:2] if text.field != "body" else ():
            if (
                "backed" in text.folded
                or " par " in text.folded
                or " por " in text.folded
                or "adosse" in text.folded
            ):
                for unit in _standing(text, sentence, target):
                    if unit.side != CROWD and fold(fact(text, unit).value) != target:
                        found.setdefault(unit.side, fact(text, unit))
        if found:
            break
    return list(found.values())


def _standing(text: Text, sentence: Sentence, target: str) -> list[Unit]:
    if OLD.search(text.folded, sentence.start, sentence.end):
        return []
    units = sentence.units
    for k, unit in enumerate(units):
        if not _big(unit):
            continue
        if _BACKED.match(text.folded, unit.end, sentence.end):
            near = range(k + 1, min(k + 1 + _NEAR, len(units)))
            named = (j for j in near if units[j].party and "plain" not in units[j].cues)
            firm = next((units[j] for j in named if not rivalled(units, j)), None)
            if firm is None or _is(text, firm, target):
                return [unit]
        elif _BACKED_BY.search(text.folded, sentence.start, unit.start):
            firm = next((one for one in reversed(units[:k]) if one.party), None)
            if firm is None or _is(text, firm, target):
                whole = Clause(sentence, 0, len(units))
                return [units[j] for j in c.listed(whole, k) if _big(units[j])]
    return []


def _big(unit: Unit) -> bool:
    investor = unit.name is not None and unit.name.kind == "person" and unit.name.company.level == "investor"
    return unit.is_company(*_BIG) or investor


def _is(text: Text, unit: Unit, target: str) -> bool:
    return not target or fold(fact(text, unit).value) in target or target in fold(fact(text, unit).value)
