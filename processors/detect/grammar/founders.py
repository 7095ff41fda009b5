"""Names behind a preposition that stand for the firm all the same: `la start-up de X`, `ex-X`, `the maker of X`."""

from __future__ import annotations

from processors.detect.grammar.clauses import Clause
from processors.detect.words.unit import Unit


def owns_firm(clause: Clause, at: int) -> bool:
    """`Jony Ive's hardware startup`, `la start-up de Jony Ive`: the name is its owner's, the firm has none."""
    units = clause.units
    name = units[at].name
    if name is None or (name.kind != "person" and name.company.level != "investor"):
        return False
    owned = [unit.low for unit in units[at + 1 : at + 3]] == ["'", "s"]
    return founded_by(clause, at) or (owned and clause.has("descriptor", at + 3, at + 7) is not None)


def owns_unnamed(clause: Clause, at: int | None) -> bool:
    """`Bezos's AI startup raises …`: a person's or an investor's firm, which has no name here; no fund of theirs."""
    if at is None:
        return False
    units = clause.units
    name = units[at].name
    if name is None or (name.kind != "person" and name.company.level != "investor"):
        return False
    if name.company.ai == "core" or [unit.low for unit in units[at + 1 : at + 3]] != ["'", "s"]:
        return False  # whose lab is known by its chief
    near = units[at + 3 : at + 7]
    if any(unit.party or "vehicle" in unit.cues or unit.low in {"fund", "funds"} for unit in near):
        return False
    return any("descriptor" in unit.cues for unit in near)


def once(clause: Clause, at: int) -> bool:
    """`Holistia, ex-Bonjour AI, réunit …`: the same firm by its former name."""
    before = [unit.low for unit in clause.units[max(clause.low, at - 3) : at]]
    return before == [",", "ex", "-"] or before[-2:] in ([",", "formerly"], [",", "anciennement"])


def founded_by(clause: Clause, at: int) -> bool:
    """`La start-up de Yann LeCun lève …`: a firm that goes by its founder."""
    units = clause.units
    name = units[at].name
    if name is not None and name.kind != "person" and name.company.level != "investor":
        return False
    of = at - 2 if units[at - 1].low == "'" else at - 1
    called = units[max(clause.low, of - 2) : of]  # `la société spatiale d'Elon Musk`
    return bool(called) and units[of].low in {"de", "d"} and any("descriptor" in unit.cues for unit in called)


def made_by(clause: Clause, at: int) -> bool:
    return clause.has("maker", max(clause.low, at - 5), at) is not None


def owns_by_role(units: list[Unit], at: int) -> bool:
    """`OpenAI chairman's startup raises`: the firm is the chairman's."""
    if at + 1 >= len(units) or "person_role" not in units[at + 1].cues:
        return False
    behind = units[at + 1 : at + 4]
    if len(behind) < 3 or "person_role" not in behind[0].cues or [u.low for u in behind[1:]] != ["'", "s"]:
        return False
    return any("descriptor" in unit.cues for unit in units[at + 4 : at + 8])
