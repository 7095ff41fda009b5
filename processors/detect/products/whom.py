"""Whom a product is for and where it lives, as a part of its name: `Claude for Chemists`, `Claude in Slack`."""

from __future__ import annotations

from processors.detect.launches.objects import FLAGSHIPS, flagship, is_product
from processors.detect.products.gains import MANY
from processors.detect.products.name_runs import KINDS, all_capitals
from processors.detect.words.closed_classes import ARTICLES, PLURAL, POSSESSIVES
from processors.detect.words.unit import Sentence, Text, Unit

_FOR = frozenset({"for", "pour"})
_IN = frozenset({"in", "on", "dans", "sur"})
_ACTS = frozenset({"is", "are", "now", "can", "will", "has", "est", "sont", "peut", "sait", "adds", "gets"})
_PLACES = frozenset(
    {
        "europe", "india", "france", "china", "chine", "inde", "japan", "japon", "germany", "uk", "us", "eu", "ue",
        "usa", "all", "everyone", "tous", "good", "free", "now", "beta",
    }
)  # fmt: skip


def for_whom(text: Text, sentence: Sentence, low: int, high: int) -> int:
    """The last unit of `P for Y` or `P in Y` where that is the name of a product without version; else `high`.

    `for` with a capital behind a product that has been there for years; behind any where both are the sentence's
    subject (`Kestrel for Nurses reaches …`). `in` and `on` only where the title is nothing else.
    """
    units = sentence.units
    unit = units[high]
    if not is_product(unit) or any(char.isdigit() for char in unit.low) or high + 2 >= len(units):
        return high
    lead = units[high + 1].low
    if lead not in _FOR | _IN:
        return high
    first = _begins(text, units, low)
    end = _capitals(sentence, high + 1, first)
    if end == high + 1:
        return high
    closed = end + 1 == len(units) or units[end + 1].sign
    if lead in _IN:
        return end if first and closed and low == high else high
    if first and (closed or units[end + 1].low in _ACTS or units[end + 1].verbs):
        return end
    known = unit.names_ai
    titled = known and 0 < low <= 2 and "launch_title" in units[0].cues
    words = text.text[units[high + 2].start : units[end].end]
    people = known and closed and " " in words  # two words with capitals that end the title
    if low != high or not (flagship(unit) or titled or people):
        return high
    if all_capitals(sentence) and (end > high + 3 or not closed):
        return high
    return end


def _begins(text: Text, units: list[Unit], low: int) -> bool:
    """The name begins its sentence or what stands behind a colon, with its maker before it or not."""
    k = low
    maker = units[k - 1].name if k else None
    if maker is not None and maker.kind == "company":
        k -= 1
    return text.field == "headline" and (k == 0 or units[k - 1].low == ":")


def _capitals(sentence: Sentence, at: int, firms: bool) -> int:
    """The last of the words with a capital behind `for`; `at` itself where they are a place, none, or a firm's name
    where firms don't count.
    """
    units = sentence.units
    end = at
    while (
        end + 1 < len(units) and units[end + 1].capital and not units[end + 1].sign and not units[end + 1].sum
    ):
        one = units[end + 1]
        if one.verbs and end > at and all_capitals(sentence):
            break  # `Copilot for Nurses Reaches …`
        place = "plain" in one.cues or one.low in _PLACES
        firm = one.name is not None and one.name.kind != "product"
        if place or (firm and not firms):
            return at
        end += 1
    return end


_DETERMINERS = ARTICLES | POSSESSIVES | PLURAL


def kind_for(text: Text, sentence: Sentence, host: Unit, end: int) -> tuple[int, int] | None:
    """`launches invoicing agents for Ledger 365`: a kind of thing for a program that is no AI by itself."""
    units = sentence.units
    at = next((k for k, unit in enumerate(units) if unit is host), 0)
    if not is_product(host) or host.names_ai or host.low in FLAGSHIPS or at < 4:
        return None
    if units[at - 1].low not in {"for", "pour"} or all_capitals(sentence):
        return None
    first = at - 1
    while first > 0 and at - first < 6 and not any(v.frame == "launch" for _, v in units[first - 1].verbs):
        first -= 1
    within = units[first : at - 1]
    while within and (within[0].low in _DETERMINERS or "new" in within[0].cues):
        within = within[1:]
    if len(within) < 2 or first == 0 or within[-1].low.split()[-1] not in KINDS | MANY:
        return None
    plain = all(
        unit.name is None and unit.sum is None and not unit.sign and (not unit.capital or "ai" in unit.cues)
        for unit in within
    )
    return (within[0].start, end) if plain else None
