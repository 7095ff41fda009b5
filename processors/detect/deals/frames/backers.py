"""Sums of a clause, and who gives them: investors behind `led by`, `from`, `auprès de`, `with`."""

from __future__ import annotations

from processors.detect.grammar import parties as c
from processors.detect.grammar.clauses import Clause
from processors.detect.words.unit import Unit

_LED = {
    "led", "backed", "headed", "anchored", "co", "menee", "mene", "conduit", "conduite", "pilote",
    "pilotee", "dirige", "soutenu", "soutenue", "mees", "colead", "spearheaded", "funded", "financed",
    "emmene", "emmenee", "souscrit", "souscrite", "-", "liderada", "liderado", "liderados", "encabezada", "encabezado",
    "angefuhrt", "gefuhrt", "finanziert",
}  # fmt: skip


_LEADING = frozenset({"from", "aupres", "with", "avec", "de", "d", "con", "mit", *c.BY})
"""The only words behind which investors are looked for."""
_WITHIN_SUM = {"dont", "including"}


_FOUNDERS = {"founder", "co-founder", "cofounder", "ceo", "boss", "veteran", "alum"}


_ABOARD = {"backers", "aboard", "investisseurs", "actionnaires", "tour de table", "on board"}


_LARGE = ("watched", "tech", "investor")


def sums_in(clause: Clause, low: int, high: int) -> list[int]:
    """Indices of sums between two indices."""
    sums = clause.places.sums
    return [k for k in sums if low <= k < high] if sums else []


def backers(clause: Clause, at: int, high: int) -> list[Unit]:
    """Investors named after `led by`, `from`, `backed by`, `auprès de`, `mené par`, `with participation from`."""
    units = clause.units
    found: list[Unit] = []
    for k in range(at, min(high, len(units))):
        low = units[k].low
        if low not in _LEADING:
            continue
        before = units[k - 1] if k else None
        leads = low in {"from", "aupres"}
        if before is not None and not leads:
            leads = (
                (low in c.BY and (before.low in _LED or any(v.frame == "lead" for _, v in before.verbs)))
                or (low in {"with", "avec"} and before.sum is None and _taking_part(units, k))
                or (low == "de" and before.low == "part")
                or (low in {"d", "de"} and before.low in {"venus", "venant", "provenant"})
                or (low in {"de", "d", "from"} and before.sum is not None and units[k - 2].low in _WITHIN_SUM)
            )
        if leads:
            for name in without_staff(units, c.listed(clause, k + 1, min(high, len(units)))):
                if name + 1 < len(units) and units[name + 1].low in _FOUNDERS:
                    continue
                if units[name] not in found:
                    found.append(units[name])
    return found


_STAFF = {
    "researchers", "engineers", "employees", "executives", "staff", "staffers", "alumni", "scientists", "veterans",
    "leaders", "founders", "insiders", "execs", "chercheurs", "ingenieurs", "salaries", "cadres", "dirigeants",
}  # fmt: skip


def without_staff(units: list[Unit], names: list[int]) -> list[int]:
    """`from OpenAI and Meta researchers`: people of firms give, and not the firms."""
    if not names or names[-1] + 1 >= len(units) or units[names[-1] + 1].low not in _STAFF:
        return names
    kept = names[:-1]
    while (
        kept and units[kept[-1] + 1].low in {"and", "et", "&"} and not units[kept[-1]].is_company("investor")
    ):
        kept = kept[:-1]
    return kept


def _taking_part(units: list[Unit], k: int) -> bool:
    if any(unit.low in {"participation", "contribution"} for unit in units[k : k + 3]):
        return True
    return any(unit.low in _ABOARD for unit in units[k + 2 : k + 10])


def givers_behind(clause: Clause, after: list[int]) -> list[Unit]:
    """`reçoit 1 milliard de Nvidia`, `discute d'une levée avec MGX`: large givers right behind the sum."""
    units = clause.units
    k = after[0] + 1
    talks = any("hearsay" in unit.cues for unit in units[clause.low : after[0]])
    words = (
        {"de", "d", "avec", "with", "von"}
        if talks or clause.has("round", clause.low, after[0] + 1) is not None
        else {"de", "d", "avec", "von"}
    )
    if k + 1 >= clause.high or units[k].low not in words:
        return []
    listed = c.listed(clause, k + 1)
    if listed and listed[-1] + 1 < len(units) and "compute_noun" in units[listed[-1] + 1].cues:
        return []  # `raises $150 million with Nvidia chips at its core`
    named = [units[j] for j in listed]
    return [unit for unit in named if unit.level in _LARGE]
