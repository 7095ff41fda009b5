"""Who acts in a clause and is no product of a watched firm: what is only likened to one, a person who uses one."""

from __future__ import annotations

from processors.detect.grammar.clauses import Clause
from processors.detect.launches.objects import is_product
from processors.detect.words.unit import Text

_LIKENESS = frozenset(
    {
        "concurrent", "concurrente", "concurrents", "rival", "rivale", "rivaux", "equivalent", "alternative", "clone",
        "copie", "cousin", "imitation", "imitateur", "challenger", "adversaire", "pendant", "competitor",
    }
)  # fmt: skip
_TO_IT = frozenset({"de", "d", "a", "du", "'", "of", "to"})


def likened(clause: Clause, at: int) -> bool:
    """`Un rival norvégien de Gemini débarque`: what comes is likened to a product, and nobody watched has made it."""
    units = clause.units
    k = next((k for k in range(clause.low, min(clause.low + 4, at)) if units[k].low in _LIKENESS), None)
    named = [j for j in range(clause.low, at) if units[j].party or units[j].model]
    if k is None or len(named) != 1 or not is_product(units[named[0]]):
        return False
    between = units[k + 1 : named[0]]
    return bool(between) and between[-1].low in _TO_IT


_SOMEBODY = frozenset({"il", "elle", "ils", "elles", "je", "j"})


def by_somebody(text: Text, clause: Clause, at: int) -> bool:
    """`Il crée un jeu avec Claude Code et gagne …`: a headline that opens with a person, and no product acts."""
    first = clause.units[clause.low]
    if text.field != "headline" or clause.low or first.low not in _SOMEBODY:
        return False
    return clause.sentence is text.sentences[0] and clause.topic is None
