"""Words that leave a clause unsure: conditionals, modals and hearsay, before its verb or behind it."""

from __future__ import annotations

import re

from processors.detect.grammar.clauses import Clause
from processors.detect.words.closed_classes import RELATIVES
from processors.detect.words.of_money import DEAL_NOUNS
from processors.detect.words.unit import Unit

STRONG_TALKS = {
    "in talks", "talks", "en discussion", "en discussions", "en negociation", "en negociations",
    "en pourparlers", "negociations", "negotiations", "in discussions", "in advanced talks",
    "in early talks", "discussions", "pourparlers", "considering", "considers", "mulls", "weighs",
    "envisage", "negocie", "discute", "tractations", "reportedly", "rumored", "rumoured", "rumeur",
    "rumeurs",
}  # fmt: skip
_WEAK_AFTER = {
    "could", "may", "might", "would", "pourrait", "devrait", "pourraient", "devraient", "will", "report",
    "reports", "potential", "possible", "sources", "eyes", "seeks", "explores", "talks", "seeking", "exploring",
    "eyeing", "set to", "poised to", "looking to", "hopes to", "about to", "close to", "mulling", "plots",
}  # fmt: skip


def conditional(clause: Clause, at: int) -> bool:
    """The verb stands in the conditional (`rachèterait`)."""
    moods = {mood for mood, _ in clause.units[at].verbs}
    return "conditional" in moods and not moods & {"present", "future", "base"}


def supposed(clause: Clause, k: int) -> bool:
    """A French conditional of hearsay: `rachèterait`, `s'apprêterait à`, `envisagerait de`."""
    unit = clause.units[k]
    if unit.verbs:
        return conditional(clause, k)
    return "hearsay" in unit.cues and unit.low.split()[0].endswith(("rait", "raient"))


def hedged(clause: Clause, at: int) -> bool:
    """Hearsay before the verb, or right after it; a modal far after speaks of something else."""
    units = clause.units
    for k in clause.places.cues.get("hearsay", ()):
        if not clause.low <= k < clause.high or _qualifies(units, k) or _measures(units, k):
            continue
        if is_settled(units, k) or _of_a_closing(units, k) or (k > at and _of_worth(units, at, k)):
            continue
        if k <= at:
            return True
        if units[k - 1].low in RELATIVES and any(unit.sum for unit in units[clause.low : k]):
            continue  # `a $17 billion deal that may grow to $19 billion`
        if units[k].verbs and any(unit.low == "," for unit in units[at + 1 : k]) and _spoken_of(units, at, k):
            continue  # `raises $65 billion, nears $1 trillion valuation`
        if k <= at + 2 or units[k].low in STRONG_TALKS or units[k].low not in _WEAK_AFTER:
            return k <= at + 14
    return False


_RUMOURS = ("rumour", "rumor", "rumeur", "speculation")
_REPORTS = frozenset({"report", "reports"})
_ENDS = re.compile(
    r"(?:^| )(?:end(?:ing|s|ed)|(?:met|mettent|mettant) fin)"
    r"(?: (?:all|the|of|an?|days|weeks|months|years|des|de|du|la|les|aux?|mois|semaines|jours|longs|longues))*$"
)


def is_settled(units: list[Unit], k: int) -> bool:
    """`confirme les rumeurs d'un investissement`, `confirming reports`, `ending weeks of speculation`."""
    before, word = units[max(0, k - 4) : k], units[k].low
    rumoured = word.startswith(_RUMOURS)
    confirmed = any(unit.low.startswith("confirm") for unit in before) and (rumoured or word in _REPORTS)
    ended = rumoured and _ENDS.search(" ".join(unit.low for unit in units[max(0, k - 8) : k])) is not None
    return (confirmed or ended) and not any("negation" in unit.cues for unit in units[max(0, k - 6) : k])


_WORTH_SAID = frozenset({"source says", "sources say", "sources", "report", "reportedly"})


def _of_a_closing(units: list[Unit], k: int) -> bool:
    """`announces a second close to its $140M round`: a closing is told, and no nearness."""
    return (
        units[k].low == "close to" and k > 0 and units[k - 1].low in {"second", "first", "final", "initial"}
    )


def _of_worth(units: list[Unit], at: int, k: int) -> bool:
    """`raised $140M, source says at a $1B valuation`: only the worth is hearsay."""
    if units[k].low not in _WORTH_SAID or not {"past", "participle"} & set(units[at].moods()):
        return False
    paid = any(unit.sum for unit in units[at + 1 : k])
    behind = [unit for unit in units[k + 1 : k + 8] if unit.low not in {",", "a", "an", "~", "+"}]
    worth = len(behind) > 2 and behind[0].low == "at" and behind[1].sum and "valuation" in behind[2].cues
    return paid and bool(worth)


_SAID_OF = frozenset({"rumored", "rumoured", "reported", "alleged", "supposed"})


def _qualifies(units: list[Unit], k: int) -> bool:
    """`a rumored supplier of X, has secured`: what is not sure is what it is, and no `in a rumoured swoop`."""
    if units[k].low not in _SAID_OF or not k or units[k - 1].low not in {"a", "an", "the"}:
        return False
    if k > 1 and units[k - 2].low != ",":
        return False
    return not any(unit.cues & DEAL_NOUNS or unit.sum for unit in units[k + 1 : k + 5])


def _measures(units: list[Unit], k: int) -> bool:
    """`invests close to $1 billion`: how much, about; `draws close to $1 billion round` stays unsure."""
    summed = k + 1 < len(units) and units[k + 1].sum is not None
    if units[k].low != "close to" or not summed or not k or not units[k - 1].verbs:
        return False
    return not any(unit.cues & DEAL_NOUNS for unit in units[k + 2 : k + 3])


def _spoken_of(units: list[Unit], at: int, k: int) -> bool:
    """The verb has its own sum, and what comes behind the comma is of another."""
    return any(unit.sum for unit in units[at + 1 : k]) and any(unit.sum for unit in units[k + 1 : k + 4])
