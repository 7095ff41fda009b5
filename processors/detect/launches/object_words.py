"""The words behind a verb of launching: what stands in quotes, what describes the thing, its kind behind a colon."""

from __future__ import annotations

from processors.detect.grammar.clauses import Clause
from processors.detect.launches.objects import is_product
from processors.detect.words.closed_classes import ARTICLES, ELIDED, INDEFINITE, ITS
from processors.detect.words.unit import Unit

NP_STOPS = {
    "for", "to", "at", "pour", "with", "avec", "in", "dans", "on", "sur", "amid", "as", "afin", "a", "aux", "au",
    "via", "chez", "from", "by", "par", "that", "qui", "which", "after", "heraus",
    "fur", "nach", "bei", "von", "mit", "para", "con",
}  # fmt: skip
"""What ends a noun phrase."""


def kind_behind_colon(clause: Clause, products: list[Unit]) -> str | None:
    """`publie Kestrel : un modèle de langage`: what a new name stands for, behind its colon as behind a comma."""
    units, colon = clause.units, clause.high
    if colon + 2 >= len(units) or units[colon].low != ":" or units[colon + 1].low not in INDEFINITE:
        return None
    name = next((unit for unit in products if unit is units[colon - 1]), None)
    if name is None or not (name.proper or name.model):
        return None
    kind, *rest = units[colon + 2 : colon + 4]
    if "ai" in kind.cues or "program" in kind.cues:
        return "ai" if "ai" in kind.cues else None
    if "ai_object" in kind.cues:
        return "object"
    described = rest and not rest[0].sign and rest[0].low not in _OF_IT
    return "object" if described and "ai_object" in rest[0].cues else None  # `un petit modèle`


_DESCRIBED_TO = NP_STOPS | {"into", "onto", "inside"}
_OF_IT = frozenset({"de", "des", "du", "d", "of", "for", "pour", "sur", "on", "par", "by", "en", "in"})


_DOES = frozenset({"that", "which", "who", "can", "will", "qui", "peut", "to"})


def quoted(clause: Clause, at: int) -> tuple[int, int] | None:
    """The words in quotes after the verb: `lance « Shopping research »`."""
    units = clause.sentence.units
    for k in range(at + 1, min(at + 10, len(units))):
        single = _opens_quote(units, k)
        if (single or units[k].low in {'"', "«", "“"}) and units[k - 1].low in _DOES:
            return None  # `a model that 'thinks'`: what it does
        if (units[k].low in {'"', "«", "»", "“"} and units[k].sign) or single:
            for j in range(k + 1, min(k + 9, len(units))):
                if units[j].low in ({"'"} if single else {'"', "»", "«", "”"}):
                    return units[k + 1].start, units[j - 1].end
            return None
    return None


def quotes(units: list[Unit], k: int, opened: bool) -> bool:
    """A single quote that opens, or that closes with a space or the end behind it."""
    if not opened:
        return _opens_quote(units, k)
    return k + 1 >= len(units) or units[k].end < units[k + 1].start


def _opens_quote(units: list[Unit], k: int) -> bool:
    """A single quote with a space before and none behind: `launches 'vibe coding' in Excel`."""
    return (
        units[k].low == "'"
        and k + 1 < len(units)
        and units[k - 1].end < units[k].start
        and units[k].end == units[k + 1].start
    )


def _past_rival(clause: Clause, first: int) -> int:
    """`takes on Google with a new search engine`: the firm behind the verb is no product, what it meets is."""
    units = clause.units
    if first + 2 >= clause.high or units[first].name is None or is_product(units[first]):
        return first
    if units[first + 1].low not in {"with", "avec"}:
        return first
    return first + 2 + (units[first + 2].low in {"a", "an", "its", "un", "une", "son", "sa"})


def _past_taker(clause: Clause, at: int, first: int) -> int:
    """`donne aux juristes un agent IA`, `donne à ses clients un …`: who gets it stands before it."""
    low = clause.units[at].low
    if not (low.endswith((" aux", " au")) or (low.startswith("don") and low.endswith(" a"))):
        return first
    ones = range(first, min(first + 4, clause.high - 1))
    return next((k + 1 for k in ones if clause.units[k].low in {"un", "une", "son", "sa"}), first)


_DETERMINERS = ARTICLES | ITS | {"des", "d", ELIDED}


def described(clause: Clause, at: int) -> tuple[int, int] | None:
    """The object's noun phrase without articles."""
    units = clause.units
    first = at + 1
    while first < clause.high and units[first].low in _DETERMINERS:
        first += 1
    first = _past_taker(clause, at, _past_rival(clause, first))
    last = first
    while (
        last < clause.high
        and last < first + 7
        and not (units[last].sign and units[last].low not in {"-", "'"})
        and (units[last].low not in _DESCRIBED_TO or (last + 1 < clause.high and units[last + 1].low == "-"))
    ):
        last += 1
    return (units[first].start, units[last - 1].end) if last > first else None
