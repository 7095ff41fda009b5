"""Noun phrases behind a preposition: where they end, and whether they speak of a firm."""

from __future__ import annotations

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
