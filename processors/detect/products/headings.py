"""How far a product's name goes in a headline whose words all have capitals: up to a stop."""

from __future__ import annotations

from processors.detect.launches.objects import is_product
from processors.detect.words.unit import Sentence, Unit

NO_TAIL = frozenset(
    {"i", "is", "has", "can", "will", "a", "de", "le", "la", "en", "et", "and", "beta", "alpha"}
)
STOPS = frozenset(
    {":", ",", "–", "—", "-", "(", "|", "is", "for", "in", "with", "now", "to", "and", "on", "by", "from", "at", "as",
     "alongside", "against", "vs",
     "pour", "dans", "avec", "sur", "est", "et"}
)  # fmt: skip


def whole_heading(sentence: Sentence, low: int, high: int) -> int:
    """`Introducing Gemini Field Notes: …`, `Nemotron 4 Content Guard`: where every word has a capital, up to a stop.

    Only behind a word that introduces or a verb that launches, or at the title's beginning: `Gemini Adds Memory` has a
    verb there. Behind a verb only up to a stop, for the title's end may say anything.
    """
    units = sentence.units
    maker = low == 1 and units[0].is_firm
    first = low == 0 or maker or ("launch_title" in units[0].cues and (low <= 2 or _staged(units, low)))
    verb = not first and launches(units, low - 1)
    if not (first or verb) or not is_product(units[high]):
        return high
    end = high
    while end + 1 < len(units) and end < high + 3:
        unit = units[end + 1]
        if not unit.capital or unit.sign or unit.sum or unit.name is not None or unit.low in NO_TAIL | STOPS:
            break
        if any(mood == "present" for mood, _ in unit.verbs) and not unit.cues:
            comes = any(verb.frame == "arrive" for _, verb in unit.verbs) and units[end].low not in _HAVE_IT
            return end if comes else high  # `DGX Pebble Arrives for …`
        if any(verb.frame == "launch" for _, verb in unit.verbs) and " " in unit.low:
            return high  # `Gmail Rolls Out …`
        if verb and (unit.low in _LOOSE):
            return high
        end += 1
    if end == high + 1 and units[end].low in {"model", "models"} and any(map(str.isdigit, units[high].low)):
        return high  # `FunctionGemma 300M Model`
    closed = end + 1 == len(units) and not verb
    return end if closed or (end + 1 < len(units) and units[end + 1].low in STOPS) else high


def whole_words(sentence: Sentence, low: int, high: int) -> tuple[int, int]:
    """`Adds Poster Maker To X`: of an unknown name that capitals alone show, all words between verb and stop.

    Where something else bounds them the name stays as it is: nobody knows where it begins.
    """
    units = sentence.units
    first, last = low, high
    while first > 0 and _of_words(units[first - 1]):
        first -= 1
    while last + 1 < len(units) and _of_words(units[last + 1]):
        last += 1
    before = units[first - 1] if first else None
    opened = before is not None and (bool(before.verbs) or "new" in before.cues or before.name is not None)
    closed = last + 1 == len(units) or units[last + 1].sign or units[last + 1].low in STOPS | _LEADS_ON
    return (first, last) if opened and closed and last - first < 4 else (low, high)


_LEADS_ON = frozenset({"across", "via", "into", "that", "which", "who", "after", "amid", "inside", "through"})


def _of_words(unit: Unit) -> bool:
    return (
        unit.capital
        and not unit.sign
        and unit.sum is None
        and unit.name is None
        and not unit.verbs
        and "new" not in unit.cues
        and unit.low not in NO_TAIL | STOPS | _LEADS_ON | {"more", "its", "the", "your"}
    )


_HAVE_IT = frozenset(
    {"users", "customers", "subscribers", "fans", "owners", "developers", "features", "support"}
)
_LOOSE = frozenset(
    {
        "today", "amid", "after", "before", "against", "worldwide", "globally", "next", "this", "without", "over",
        "under", "during", "again", "model", "models", "chatbot", "powered", "based", "built", "running", "early",
        "free", "family", "update", "upgrade", "support", "access", "across",
        "global", "abroad",
    }
)  # fmt: skip
"""Words behind a product's name that are no part of it, though a headline gives them a capital."""


def _staged(units: list[Unit], low: int) -> bool:
    """`Announcing Public Preview of X`: between the word that introduces and the name only how it can be had."""
    return low <= 5 and all(
        unit.cues & {"preview", "general", "open"} or unit.low in AVAILABLE for unit in units[1:low]
    )


AVAILABLE = frozenset({"the", "of", "general", "public", "availability", "preview", "beta"})


def launches(units: list[Unit], k: int) -> bool:
    """`Kestrel Dévoile Merlin 4`: a verb in a headline whose words have capitals; a weak one right behind a firm."""
    firm = k > 0 and units[k - 1].name is not None and not is_product(units[k - 1])
    return any(
        mood == "present" and verb.frame == "launch" and (firm or not verb.weak)
        for mood, verb in units[k].verbs
    )
