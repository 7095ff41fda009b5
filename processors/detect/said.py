"""What follows a verb of launching where nothing is launched: a denial, a report of what others do, a chequebook."""

from __future__ import annotations

from processors.detect.clauses import Clause

_THAT = frozenset({"que", "qu", "that", "it", "they", "'", "il", "elle", "ils", "elles", "we"})
_ASKED = frozenset({"how", "why", "comment", "pourquoi"})
_USES = (
    "utilis", "use", "using", "abus", "detourn", "exploit", "misus", "weaponi", "piege", "servent", "sert",
)  # fmt: skip
_READER = frozenset({"you", "your", "vous", "votre", "vos"})
_PURSE = frozenset(
    {"chequier", "chequebook", "checkbook", "cheque book", "wallet", "wallets", "purse", "carnet"}
)


def nothing_launched(clause: Clause, at: int) -> bool:
    """The verb announces that something will not come, reports how others use a product, or opens a purse."""
    return _denies(clause, at) or _reports(clause, at) or _pays(clause, at)


def _denies(clause: Clause, at: int) -> bool:
    """`annonce qu'il ne publiera pas de modèle`, `announces that it won't release …`."""
    units = clause.units
    k = at + 1
    while k < clause.high and k < at + 5 and units[k].low in _THAT:
        k += 1
    return k > at + 1 and any("negation" in unit.cues for unit in units[k : min(k + 4, clause.high)])


def _reports(clause: Clause, at: int) -> bool:
    """`reveals how spies used Claude`: what others do with it; `shows how to use it` stays with its veto."""
    units = clause.units
    asked = next((k for k in range(at + 1, min(at + 3, clause.high)) if units[k].low in _ASKED), None)
    if asked is None:
        return False
    told = units[asked + 1 : min(asked + 8, clause.high)]
    if any(unit.low in _READER for unit in told):
        return False  # `shows how your friends use AI`: a feature
    return any(unit.low.startswith(_USES) for unit in told[1:])


def _pays(clause: Clause, at: int) -> bool:
    """`sort le chéquier`, `opens its wallet`."""
    return any(unit.low in _PURSE for unit in clause.units[at + 1 : min(at + 4, clause.high)])


_RELATIVE = frozenset({"that", "which", "who", "qui", "whose"})
_CLITICS = frozenset({"se", "s", "'", "ne", "n", "y", "en", "l", "vous", "nous", "les", "leur"})


def of_relative(clause: Clause, at: int) -> bool:
    """`repère les virus qui se transforment`: the verb of a relative clause, whose subject is no firm."""
    k = at - 1
    while k > clause.low and clause.units[k].low in _CLITICS:
        k -= 1
    return k > clause.low and clause.units[k].low in _RELATIVE
