"""Whether a word that may be a verb acts in its clause, and who acts before it."""

from __future__ import annotations

from processors.detect.grammar import parties as c
from processors.detect.grammar.clauses import Clause
from processors.detect.words.unit import watched

_BEFORE_BASE = frozenset(
    {
        "to", "will", "can", "could", "may", "might", "would", "should", "let", "lets", "we", "i", "you", "they",
        "not", "do", "does", "did", "and", "now", "help", "helps", "pour", "de", "d", "va", "vont", "peut", "peuvent",
        "veut", "veulent", "vient", "viennent", "pourra", "faire", "devrait", "compte", "doit", "et", "entend",
        "or", "soon", "also", "must",
    }
)  # fmt: skip


def finite(clause: Clause, at: int) -> bool:
    """A base form is a verb after `to`, a modal, several subjects or at the very beginning: `nuclear plant` is none."""
    units = clause.units
    before = units[max(clause.low, at - 3) : at]
    if at == clause.low or any(
        unit.low in _BEFORE_BASE or unit.cues & {"plan", "hearsay"} for unit in before
    ):
        return True
    who = c.subject(clause, at)
    plural = who is not None and any(
        unit.low in {"and", "&", "+", "×", "et", ","} for unit in units[clause.low : who]
    )
    named = units[at + 1].name if at + 1 < clause.high else None
    if who == at - 1 and units[at].capital and named is not None and named.kind == "product":
        return True  # `OpenAI Launch ChatGPT Go in Brazil`
    return (
        plural
        or (who is not None and who == at - 1 and units[who].low.endswith("s"))
        or units[at - 1].low.endswith("s")
    )


def another_acts(clause: Clause, at: int) -> bool:
    """`HSBC taps Mistral AI to boost …`: whoever is not watched acts, the watched one is used."""
    units = clause.units
    acting = next((k for k in range(clause.low + 1, at) if units[k].verbs), None)
    if acting is None:
        return False
    first = clause.leader(acting)
    return first is not None and watched(first) is None and any(watched(u) for u in units[acting + 1 : at])
