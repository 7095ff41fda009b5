"""A new part of an old product that has no name of its own: it is told with the product that it is in."""

from __future__ import annotations

from newswatch.messages import Fact
from processors.detect.grammar.quoting import evidence, place_of
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import is_product
from processors.detect.products.gains import MANY, NOT_NEW
from processors.detect.products.name_runs import BEFORE_NAME, KINDS, all_capitals
from processors.detect.words.model import LAUNCH_FRAMES
from processors.detect.words.unit import Unit

_IN = frozenset({"in", "inside", "within", "dans"})
_TO = frozenset({"to", "into", "a"})
_DETERMINERS = BEFORE_NAME | {"your", "our", "more", "les", "des", "ses", "vos"}
_JOINS = frozenset({"de", "of", "-"})
_ACTS = LAUNCH_FRAMES - {"improve"}
_LEADS = frozenset({"with", "avec"})
_GOES_ON = frozenset({"is", "are", "has", "have", "just", "now", "est", "sont"})
_BETTERS = frozenset({"improvements", "improving", "improved", "updates", "upgrades", "enhancements"})
_LONGEST = 5
_PLAIN = MANY | NOT_NEW | {"ai", "ia", "content", "it", "them", "them all", "what", "how", "place"}
"""What says nothing of which part it is: `new tools in Gemini`."""


def placed(fact: Fact | None, reading: Reading) -> Fact | None:
    """`launches team calendars in ChatGPT`: the part with its host, whether the fact holds one of them or the other.

    `adds shared folders to ChatGPT`: of what is put there the part alone.
    """
    place = place_of(fact, reading.texts)
    if fact is None or place is None:
        return fact
    text, sentence, start, end = place
    if text.field == "body":
        return fact
    capitals = all_capitals(sentence)  # `Adds Group Chats To ChatGPT`: the words may be a name
    units = sentence.units
    for host in range(2, len(units)):
        if not _hosts(units[host]) or not (
            units[host].start <= start < units[host].end or units[host].start > end
        ):
            continue
        first = _part(units, host - 1, capitals)
        if first is None:
            continue
        begins = units[0 if _bettered(units, first) else first].start
        if units[host].start > end and not begins <= start < units[host - 1].start:
            continue
        inside = units[host - 1].low in _IN and not capitals
        if not inside and not units[host].start <= start:
            return fact
        last = units[host if inside else host - 2].end
        return Fact(
            value=text.text[units[first].start : last], evidence=evidence(text, units[first].start, last)
        )
    return fact


def _hosts(unit: Unit) -> bool:
    return is_product(unit) and unit.names_ai


def _part(units: list[Unit], at: int, capitals: bool) -> int | None:
    """Where the small words before `in` begin, if a verb that launches, `with` or nothing at all leads to them."""
    if units[at].low not in _IN | _TO:
        return None
    first = at
    while first > 0 and _small(units[first - 1], capitals or first == 1) and at - first < _LONGEST:
        first -= 1
    if first == 0 and units[0].low in _BETTERS and at > 2:
        first = 1 + (units[1].low == "to")
        return first if _small(units[first], True) and first < at else None
    words = [unit for unit in units[first:at] if unit.low not in _JOINS]
    if not words or words[-1].low.split()[-1] in _PLAIN or units[first].low in _JOINS:
        return None
    if len(words) == 1 and words[0].low.split()[-1] in KINDS:
        return None  # `launches AI agents in ChatGPT`
    if units[at].low in _TO and (len(words) < 2 or first == 0):
        return None
    before = first - 1
    while before > 0 and (
        units[before].low in _DETERMINERS or units[before].low == "'" or "new" in units[before].cues
    ):
        before -= 1
    if before < 0 and capitals:
        return None
    if before < 0:  # but `Draw slides in X` tells the reader to
        goes_on = at + 2 < len(units) and (units[at + 2].low in _GOES_ON or bool(units[at + 2].verbs))
        return first if len(words) > 1 and goes_on else None
    lead = units[before]
    launched = before > 0 and any(verb.frame == "launch" for _, verb in lead.verbs)
    told = launched or "launch_title" in lead.cues
    return first if told or (lead.low in _LEADS and units[at].low in _IN) else None


def _bettered(units: list[Unit], first: int) -> bool:
    """`Improvements to file search in X`: before the part stands only that it is better."""
    return first in {1, 2} and units[0].low in _BETTERS


def _small(unit: Unit, capital: bool) -> bool:
    if unit.low in _JOINS:
        return True
    plain = unit.name is None and unit.sum is None and not unit.sign and "new" not in unit.cues
    acts = any(verb.frame in _ACTS for _, verb in unit.verbs)
    small = capital or not unit.capital
    return plain and small and not acts and unit.low not in _DETERMINERS | _LEADS and unit.low[0].isalpha()
