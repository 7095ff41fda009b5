"""Noun phrases behind a preposition: where they end, and whether they speak of a firm."""

from __future__ import annotations

import re
from itertools import takewhile

from processors.detect.grammar.clauses import Clause


def unnamed_firm(clause: Clause, at: int) -> bool:
    """`à la jeune pousse parisienne d'agents d'IA`: called an AI firm, and not named."""
    behind = clause.units[at + 1 : min(at + 9, clause.high)]
    return any("ai" in unit.cues for unit in behind) and not any(unit.party for unit in behind)


def descriptor_follows(clause: Clause, at: int) -> bool:
    """A word for a firm, or a name, stands close behind: `AI cloud upstart Firmabyte`."""
    return any(
        "descriptor" in unit.cues or "maker" in unit.cues or unit.party
        for unit in clause.units[at + 1 : min(at + 4, clause.high)]
    )


_ENDS_NO_PHRASE = {
    "in",
    "to",
    "and",
    "et",
    "en",
    "for",
    "pour",
    "a",
    "the",
    "by",
    "with",
    "as",
    "amid",
    "over",
    "this",
}


def phrase_end(clause: Clause, at: int) -> int:
    """Where the noun phrase that holds this unit ends: before the next sign, verb or clause."""
    units = clause.units
    end = at + 1
    while (
        end < clause.high
        and end < at + 7
        and not (units[end].sign and units[end].low not in {"-", "'"})
        and not (units[end].verbs and not units[end].cues)
    ):
        end += 1
    while end > at + 1 and units[end - 1].low in _ENDS_NO_PHRASE:
        end -= 1
    return end


_ONE = frozenset({"this", "one", "same", "cette", "une", "meme"})
_IN = frozenset({"in", "into", "on", "behind", "dans", "sur"})


def in_one_firm(clause: Clause, at: int) -> bool:
    """`are all investing in this little-known robotics startup`: one firm, whose name stands below."""
    units = clause.units
    near = units[at + 1 : min(at + 11, clause.high)]
    low = next((k for k, unit in enumerate(near) if unit.low in _ONE), None)
    if low is None or low > 3 or any(unit.party for unit in near):
        return False
    if not (any(unit.low in _IN for unit in near[:low]) or units[at].low.split()[-1] in _IN):
        return False
    firm = next((unit for unit in near[low + 1 :] if "descriptor" in unit.cues), None)
    return firm is not None and not firm.low.endswith("s")


def ai_firm(clause: Clause, low: int, at: int) -> bool:
    """`into an AI chip startup`: called an AI firm before the word, and not named behind it."""
    said = any("ai" in unit.cues for unit in clause.units[low : at + 1])
    return said and not any(
        unit.party or unit.proper for unit in clause.units[low : min(at + 5, clause.high)]
    )


_ONE_FIRM = re.compile(
    r"(?:(?:an?|une?|the|la|le) )?(?!its|their|own|sa |son )(?:[\w.-]+ ){0,3}?(?:(?:d|de l|l)' ?)?"
    r"(?:start-?up|firm|company|unicorn|upstart|jeune pousse|entreprise|societe|licorne|pepite)"
    r"(?![\w'’]|-\w| (?:accelerat|incubat|program|fund|found|event|compet|confer|scene|eco|hub|town|culture|contest|"
    r"day|school|summit|world|boom|rac|market|bubble|sector|field|and|after|or|of the future)|, (?:an?|one) other)"
)


_MAKES = re.compile(
    r" (?:building|making|developing|training|designing|working on|"
    r"(?:that|which) (?:builds?|makes?|develops?|trains?|designs?)) "
)
"""`a startup building AI agents`: what it makes says what it is."""
_AIMED = frozenset({"for", "to", "with", "around"})
"""`a firm making roofs for AI data centers`: whom it is for does not."""


def in_ai_firm(clause: Clause, at: int, folded: str) -> bool:
    """`invests in an AI start-up`, `prend une participation dans une pépite de l'IA`: one AI firm without a name."""
    units = clause.units
    end = min(at + 8, clause.high - 1)
    into = next((k for k in range(at, end) if units[k].low.split()[-1] in _IN | {"chez"}), None)
    return into is not None and an_ai_firm(clause, into + 1, folded)


def an_ai_firm(clause: Clause, at: int, folded: str) -> bool:
    """`a startup that makes AI chips`, `une pépite de l'IA`: what begins here is one AI firm without a name."""
    units = clause.units
    if at >= clause.high or (told := _ONE_FIRM.match(folded, units[at].start)) is None:
        return False
    said = [unit for unit in units[at : clause.high] if unit.start < told.end() + 30]
    french = folded[units[at].start :].startswith("une ")
    near = said if french else [unit for unit in said if unit.end <= told.end()]
    if _MAKES.match(folded, told.end()):
        near = list(takewhile(lambda unit: unit.low not in _AIMED, said))
    return any("ai" in unit.cues for unit in near) and not any(unit.party for unit in said)


def one_firm(folded: str, at: int) -> bool:
    """`invests $200 million in an AI startup`: at this place one firm is told of, and not by its name."""
    return _ONE_FIRM.match(folded, at) is not None
