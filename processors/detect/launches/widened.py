"""What a product does, opened to more people or places: `ChatGPT opens quizzes to all`."""

from __future__ import annotations

from processors.detect.grammar.clauses import Clause

_TO = frozenset({"to", "a", "au", "aux", "in", "en", "l", "'", "all", "free", "tous", "les"})
_ALL = frozenset(
    {
        "all",
        "everyone",
        "everybody",
        "users",
        "subscribers",
        "tous",
        "toutes",
        "monde",
        "utilisateurs",
        "abonnes",
    }
)
_NO_PART_WORDS = """voie porte portes door doors way joy joie hope hate haine empire
influence problem problems trouble harm chaos risk risks outage lead"""
_NO_PART = frozenset(_NO_PART_WORDS.split())


def widened(clause: Clause, at: int) -> bool:
    """`ChatGPT opens quizzes to all`, `Le Chat étend la dictée à l'Espagne`: who has what it does from now on."""
    units = clause.units
    if not units[at].low.startswith(("open", "ouvr", "extend", "expand", "eten", "bring", "elargi")):
        return False
    to = next(
        (k for k in range(at + 2, min(at + 8, clause.high - 1)) if units[k].low in {"to", "a", "au", "aux"}),
        None,
    )
    if to is None or any(
        unit.party or unit.sum or unit.low in _NO_PART or "program" in unit.cues
        for unit in units[at + 1 : to]
    ):
        return False
    whom = next((unit for unit in units[to : clause.high] if unit.low not in _TO - _ALL), None)
    return whom is not None and (whom.low in _ALL or (whom.capital and "plain" in whom.cues))
