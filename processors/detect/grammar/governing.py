"""What keeps a name from acting: a preposition before it, a role that owns it, a word that only qualifies by it."""

from __future__ import annotations

from processors.detect.grammar.clauses import BEFORE_NOUN, PREPOSITIONS, Clause
from processors.detect.grammar.founders import owns_by_role
from processors.detect.words.closed_classes import AND, OF_NAME
from processors.detect.words.unit import Unit

BACKED = {
    "backed", "owned", "based", "founded", "funded", "supported", "controlled", "trained", "powered",
    "built", "style", "like", "inspired", "type", "level", "class",
}  # fmt: skip

_MAKERS = {"maker", "creator", "developer", "parent", "owner"}

_FORMER = {"former", "ex", "ancien", "ancienne", "anciens", "formerly"}


def governed(clause: Clause, at: int) -> bool:
    """A preposition stands before the name (over articles and adjectives), or it only qualifies (`Baidu-backed`)."""
    units = clause.units
    if at + 2 < len(units) and units[at + 1].low == "-" and units[at + 2].low in BACKED:
        return True
    if owns_by_role(units, at):
        return True
    if any(unit.low in _FORMER for unit in units[max(clause.low, at - 2) : at]):
        return True
    if _behind_occasion(clause, at):
        return False
    k = at - 1
    steps = 0
    inner = False
    while k >= clause.low and steps < 4:
        low = units[k].low
        if low in _MAKERS and k > clause.low and units[k - 1].party and not inner:
            return False  # `ChatGPT creator OpenAI`
        joined = units[k - 1].low == units[k + 1].low == "-" and k > clause.low  # `AI-for-science lab X`
        if (low in PREPOSITIONS and not joined) or "maker" in units[k].cues:
            kind = _kind_before(clause, k) if inner and low in OF_NAME else None
            if kind is None:
                return True
            k, inner, steps = kind - 1, False, 0  # `le concepteur de puces d'IA Habana`: beside its kind
            continue
        inner = inner or not (low in BEFORE_NOUN or units[k].sign)
        if units[k].sign and low not in {"'", '"', "«", "-"}:
            return False
        if units[k].party:
            return k == at - 2 and units[at - 1].low in AND and _talked_with(clause, k)
        if units[k].sum:
            return False
        if not (
            low in BEFORE_NOUN
            or "descriptor" in units[k].cues
            or "ai" in units[k].cues
            or units[k].common
            or units[k].cues
        ):
            return False
        if units[k].verbs and not units[k].cues:
            return False
        k -= 1
        steps += 1
    return False


OCCASIONS = frozenset(
    {
        "conference", "keynote", "event", "show", "summit", "expo", "showcase", "meeting", "livestream", "presentation",
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "week", "month", "year", "today",
        "morning", "evening", "spring", "summer", "autumn", "fall", "winter", "january", "february", "march", "april",
        "june", "july", "august", "september", "october", "november", "december",
    }
)  # fmt: skip


_PLACES = frozenset({"in", "at"})


def _behind_occasion(clause: Clause, at: int) -> bool:
    """`At its spring conference Nvidia unveils …`: a preposition opens the clause, and its phrase ends with when."""
    first = clause.units[clause.low]
    return (
        at - 1 > clause.low
        and clause.units[at - 1].low in OCCASIONS
        and first.low in PREPOSITIONS
        and not any(
            unit.sign or (unit.party and clause.units[k - 1].low not in _PLACES)
            for k, unit in enumerate(clause.units[clause.low : at], clause.low)
        )
    )


_TALKS = ("talk", "discu", "negoc", "negot", "pourparlers")


def _talked_with(clause: Clause, at: int) -> bool:
    """`in talks with X and Y to raise`: whom a firm talks with."""
    before = clause.units[max(clause.low, at - 2) : at]
    if len(before) < 2 or before[1].low not in {"with", "avec"}:
        return False
    return before[0].low.split()[-1].startswith(_TALKS)


_RIVALS = frozenset({"rival", "competitor", "challenger"})


def rivalled(units: list[Unit], at: int) -> bool:
    """`OpenAI rival Anthropic invests`: whose rival it is only qualifies who acts."""
    behind = units[at + 1 : at + 3]
    return len(behind) == 2 and behind[0].low in _RIVALS and behind[1].party


def _kind_before(clause: Clause, at: int) -> int | None:
    """Where a word that says what a firm is stands close before a preposition, with no name between."""
    for k in range(at - 1, max(clause.low, at - 6) - 1, -1):
        unit = clause.units[k]
        if "descriptor" in unit.cues:
            return k
        if unit.party or unit.sum or (unit.verbs and not unit.cues) or (unit.sign and unit.low != "'"):
            return None
    return None
