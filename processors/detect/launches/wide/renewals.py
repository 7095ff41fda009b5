"""Launches told as a renewal that begins: `The AI makeover of Google Maps starts now`, `la mue par l'IA de Gmail`."""

from __future__ import annotations

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import counts, is_product
from processors.detect.launches.signs import Sign
from processors.detect.words.unit import Text, watched

_RENEWALS = frozenset(
    {
        "makeover", "overhaul", "takeover", "revamp", "reinvention", "refresh", "upgrade", "transformation", "facelift",
        "mue", "refonte", "metamorphose", "revolution", "renaissance",
    }
)  # fmt: skip
_BEGINS = (
    "start", "begin", "is here", "arriv", "kicks off", "commenc", "debut", "demarr", "est la", "est lance",
)  # fmt: skip
_WHEN = frozenset(
    {"now", "today", "here", "maintenant", "aujourd'hui", "aujourd", "enfin", "la", "desormais"}
)


def renewal_sign(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """AI renews a watched product, and that begins now."""
    units = clause.units
    at = next((k for k in range(clause.low, clause.high) if units[k].low.split()[0] in _RENEWALS), None)
    if at is None:
        return None
    product = next(
        (u for u in units[clause.low : clause.high] if is_product(u) and watched(u) and counts(u, reading)),
        None,
    )
    company = watched(product)
    ai = any("ai" in unit.cues for unit in units[max(clause.low, at - 3) : min(at + 5, clause.high)])
    begins = next((k for k in range(at + 1, clause.high) if units[k].low.startswith(_BEGINS)), None)
    if product is None or company is None or begins is None or not ai:
        return None
    if not any(unit.low.split()[-1] in _WHEN for unit in units[begins : min(begins + 4, clause.high)]):
        return None
    return Sign("wide-renewal", text, clause, at, company, product, [product], weight=0.58)
