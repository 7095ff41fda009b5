"""Names that a headline tells beside what its sign found: with what an old product is told, and what it is."""

from __future__ import annotations

import re

from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import flagship, is_product, of_house
from processors.detect.launches.signs import Sign
from processors.detect.products.called import Span
from processors.detect.products.name_runs import BEFORE_NAME, KINDS, hosted, run_of
from processors.detect.words.closed_classes import AND
from processors.detect.words.unit import Unit, watched

_WITH = frozenset({"with", "avec"})
_EXTENDS = (
    "etend",
    "extend",
    "expand",
    "elargi",
    "updat",
    "upgrad",
    "enrichi",
    "revamp",
    "overhaul",
    "dope",
    "muscle",
    "boost",
    "renforc",
    "enhanc",
    "improv",
    "supercharg",
    "equip",
    "met a jour",
    "etoff",
    "reboot",
    "refresh",
    "relaunch",
    "relanc",
    "refond",
)
_GOES_ON = AND | frozenset(
    {"after", "as", "amid", "following", "despite", "to", "for", "in", "apres", "pour", "afin", "dans"}
)
"""What may stand behind the name: `with X after complaints`."""
_AGAINST = (
    "challeng", "takes on", "take on", "taking on", "takes aim", "took on", "defi", "defy", "concurrenc",
    "s'attaque", "goes after", "rivals", "riposte", "repond", "hits back", "fires back", "vise", "targets",
)  # fmt: skip
"""`challenges ChatGPT with X`: what stands before `with` is a rival's."""
_LEADS = BEFORE_NAME | KINDS | {"les", "des", "ses", "deux", "two", "ai"}
"""What may stand between `with` and a name: `avec les outils X et Y`."""


def brought(sign: Sign, products: list[Unit]) -> Span | None:
    """`extends Gemini to phones with X`, `opens CES with X`: what an old product, or a stage, is told with."""
    sentence = sign.clause.sentence
    units = sentence.units
    verb = sign.clause.units[sign.at]
    at = next((k for k, unit in enumerate(units) if unit is verb), len(units))
    extends = verb.low.startswith(_EXTENDS)
    against = verb.low.startswith(_AGAINST)
    if not all(_old(sign, unit) or (extends and unit.name is not None) or against for unit in products):
        return None
    extends = extends or against
    for k in range(at + 1, len(units) - 1):
        if units[k].low not in _WITH:
            continue
        first = k + 1
        while first < len(units) - 1 and units[first].low in (_LEADS if extends else BEFORE_NAME):
            first += 1
        end = run_of(sign, sentence, first)
        closed = end == len(units) or units[end].low in {".", ":", "|", "–", "—", "(", "family", "models"}
        closed = closed or (extends and units[end].low in _GOES_ON)
        # `enrichit Gemini avec X, une mémoire de recherche`
        apposed = end + 1 < len(units) and units[end].low == "," and units[end + 1].low in BEFORE_NAME
        closed = closed or (extends and apposed)
        fresh = is_product(units[first]) and not _old(sign, units[first])
        told = fresh or extends
        if end > first and closed and told and all(unit is not units[first] for unit in products):
            return sign.text, units[first].start, units[end - 1].end
    return None


def listed_before(sign: Sign, products: list[Unit]) -> Span | None:
    """`avec X et Gemini Carnet`: of two new things the first, whose name no rule knows."""
    units = sign.clause.sentence.units
    at = next((k for k, unit in enumerate(units) if products and unit is products[0]), 0)
    if at < 3 or units[at - 1].low not in {"et", "and"}:
        return None
    first = at - 1
    while first > 1 and run_of(sign, sign.clause.sentence, first - 1) >= at - 1:
        first -= 1
    named = first < at - 1 and units[first - 1].low in _WITH
    return (sign.text, units[first].start, units[at - 2].end) if named else None


def _old(sign: Sign, unit: Unit) -> bool:
    """A product that has been there for years, or another firm's."""
    bare = flagship(unit) and not any(char.isdigit() for char in unit.low)
    return bare or (is_product(unit) and not of_house(unit, sign.company))


def apposed_to(sign: Sign, products: list[Unit]) -> Span | None:
    """`X, Google's TPU for …, goes on sale`: the product that the sign found only says what the first name is."""
    sentence = sign.clause.sentence
    units = sentence.units
    end = run_of(sign, sentence, 0)
    if sign.text.field != "headline" or not 0 < end < len(units) - 2 or units[end].low != ",":
        return None
    lead = units[end + 1]
    at = next((k for k, unit in enumerate(units) if products and unit is products[0]), 0)
    if at <= end + 1 or not (lead.low in BEFORE_NAME or watched(lead) is not None):
        return None
    between = units[end + 1 : at]
    if any(unit.low == "," or (unit.verbs and not unit.cues) for unit in between):
        return None
    return sign.text, units[0].start, units[end - 1].end


_MEASURES = re.compile(r"bench(?:mark)?(?![a-z])")
"""`95 % on SWE-bench`: what a model is measured by."""


def introduced(sign: Sign, reading: Reading) -> Span | None:
    """`revives Clippy with Mico, a new assistant`: the headline says of this name what kind of thing it is."""
    text = reading.title
    if text.field != "headline" or "," not in text.folded or not text.sentences:
        return None
    sentence = text.sentences[0]
    units = sentence.units
    at = 1
    while at < len(units) - 3:
        end = run_of(sign, sentence, at)
        if end == at:
            at += 1
            continue
        if end < len(units) - 2 and units[end].low == "," and not hosted(units, at):
            behind = units[end + 1 : end + 7]
            new = any("new" in unit.cues or unit.low.split()[0] in BEFORE_NAME for unit in behind[:1])
            if (
                new
                and not _MEASURES.search(text.folded, units[at].start, units[end - 1].end)
                and any(unit.low.split()[-1] in KINDS for unit in behind[1:])
            ):
                return text, units[at].start, units[end - 1].end
        at = end
    return None
