"""Stories of customers on a vendor's own page: `Tessari rewrites its manuals with Claude`."""

from __future__ import annotations

import re

from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import is_product
from processors.detect.words.unit import Unit, watched

_DOES = re.compile(
    r"(?:deploy|build|boost|scal|accelerat|bring|cut|transform|power|reinvent|redefin|streamlin|automat|us|adopt|choos|"
    r"moderni[sz]|sav|speed|improv|deliver|creat|driv|unlock|empower|supercharg|collaborat|partner|reimagin|doubl|tripl|"
    r"reduc|put|run|mov|tap|turn|equip|strengthen|grow|increas|enhanc|simplif|rethink|reshap|rewrit|shrink|slash)"
    r"(?:es|s|e|ing|ting|ies|ied|ed)?$"
)
_HELPING = frozenset({"is", "are", "has", "have", "now", "also"})
_BESIDE = frozenset({"and", "et", "&", "x", "+", "with", "avec"})


def of_customer(reading: Reading) -> bool:
    """A name that is not the vendor's heads the title and does something, by what the vendor sells."""
    own = reading.organisation
    text = reading.title
    if own is None or text.field != "headline" or not text.sentences:
        return False
    units = text.sentences[0].units
    at = _head(units)
    if at >= len(units) or not _stranger(units[at]):
        return False
    k = at + 1
    if k + 1 < len(units) and units[k].low in _BESIDE and _of(units[k + 1], own.group):
        k += 2  # `Tessari and OpenAI reinvent …`
    while k < len(units) and units[k].low in _HELPING:
        k += 1
    if k >= len(units) or not _DOES.match(units[k].low.split()[0]):
        return False
    return k > at + 1 or any(_of(unit, own.group) for unit in units)


def _head(units: list[Unit]) -> int:
    """`How X …`, `With GPT-5, X …`: where the title's subject stands."""
    if units and units[0].low == "how":
        return 1
    if len(units) > 3 and units[0].low in {"with", "using"}:
        comma = next((k for k in range(2, min(6, len(units))) if units[k].low == ","), None)
        return comma + 1 if comma is not None else 0
    return 0


def _stranger(unit: Unit) -> bool:
    if is_product(unit) or watched(unit) is not None:
        return False
    return unit.proper or unit.name is not None


def _of(unit: Unit, group: str) -> bool:
    return unit.name is not None and unit.name.company.group == group
