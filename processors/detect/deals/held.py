"""Rounds told by what a new firm has: `X is a new AI lab, and it has $150M to burn`, `démarre avec 150 M€ en poche`."""

from __future__ import annotations

import re

from processors.detect.grammar.claims import Claim
from processors.detect.grammar.reading import Reading
from processors.detect.words.of_money import FUNDS
from processors.detect.words.unit import Unit

HELD = re.compile(
    r" (?:to (?:burn|spend|play with|get going|get started|prove it)|in (?:the bank|(?:its|their|his|her) (?:pockets?|"
    r"coffers|war chest|bank account))|en (?:poche|banque|caisse)|dans (?:ses|leurs) (?:caisses|poches)|"
    r"a (?:bruler|depenser))\b"
)
"""Words behind a sum that is there to be spent."""
_HAS = frozenset({"has", "have", "with", "a", "ont", "avec", "already"})
_LABS = frozenset({"lab", "labo", "laboratoire", "outfit"})
_NEW = re.compile(
    r"\b(?:new|newest|young|fresh|fledgling|nouvel(?:le)?|nouveau|jeune|emerges?|launch\w*|starts?|demarre)\b"
)
_BESIDE = frozenset({"from", "of", "by", "ex", "former", "de", "d", "-", "'", "at", "with", "against", "s"})


def held(reading: Reading) -> list[Claim]:
    """At most one claim of a headline: a new AI firm, and the money that it begins with."""
    title = reading.title
    if title.field != "headline" or all(not sentence.places().sums for sentence in title.sentences):
        return []
    if _NEW.search(title.folded) is None:
        return []
    for clause in reading.clauses(title):
        for k in clause.sums():
            unit = clause.units[k]
            before = clause.units[:k]
            fund = any("vehicle" in one.cues or one.low in FUNDS for one in before)
            if fund or clause.kind != "main" or not HELD.match(title.folded, unit.end):
                continue
            has = next(
                (j for j in range(k - 1, max(clause.low, k - 3), -1) if clause.units[j].low in _HAS), None
            )
            young = any("descriptor" in one.cues or one.low in _LABS for one in before) and any(
                "ai" in one.cues for one in before
            )
            firm = _firm(before)
            if has is not None and young and firm is not None:
                return [Claim("round", "held", title, clause, has, target=firm, amount=unit, weight=0.8)]
    return []


def _firm(before: list[Unit]) -> Unit | None:
    """The first name that no other is told by: an AI lab, or a name that no rule knows."""
    for k, unit in enumerate(before):
        if not unit.party or (k and before[k - 1].low in _BESIDE):
            continue
        if unit.name is None or unit.is_lab or unit.is_company("ai"):
            return unit
    return None
