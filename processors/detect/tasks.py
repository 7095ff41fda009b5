"""Launches by what AI is set to do: `Amazon taps generative AI to sum up reviews`, `G-Assist is a chatbot that …`."""

from __future__ import annotations

from processors.detect.clauses import Clause
from processors.detect.objects import counts, flagship, is_product, watched
from processors.detect.reading import Reading
from processors.detect.signs import Sign, first_sign
from processors.detect.unit import Text, Unit

_SETS = (
    "tap", "turns to", "turn to", "leans on", "lean on", "enlist", "bring", "puts", "unleash", "harness", "mobilis",
    "s'appuie sur", "fait appel a", "met l'ia", "confie",
)  # fmt: skip
_NO_TASK = frozenset(
    {
        "fight",
        "cut",
        "replace",
        "hunt",
        "catch",
        "police",
        "map",
        "study",
        "predict",
        "detect",
        "moderate",
        "save",
        "beat",
    }
)
"""Aims that are a firm's own business, and nothing that its users get."""


def tasked_sign(reading: Reading, text: Text) -> Sign | None:
    """At most one sign of a headline."""
    return first_sign((_tasked, _defined), reading, text)


def _tasked(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Amazon taps generative AI to enhance product reviews`: a watched firm, AI, and what it now does there."""
    units = clause.units
    owner = next((u for u in units[clause.low : clause.low + 3] if u.party), None)
    company = watched(owner)
    verb = next((k for k in range(clause.low + 1, clause.high - 3) if units[k].low.startswith(_SETS)), None)
    if (
        owner is None
        or company is None
        or verb is None
        or (units[verb].capital and not text.sentences[0].title_case)
    ):
        return None
    ai = next((k for k in range(verb + 1, min(verb + 4, clause.high)) if "ai" in units[k].cues), None)
    if ai is None or any(u.party for u in units[verb + 1 : ai]):
        return None
    to = next(
        (k for k in range(ai + 1, min(ai + 4, clause.high - 1)) if units[k].low in {"to", "pour"}), None
    )
    if to is None or units[to + 1].low in _NO_TASK or any("person_role" in u.cues for u in units[to:]):
        return None
    sign = Sign("wide-tasked", text, clause, verb, company, owner, [], weight=0.56)
    sign.described = (units[ai].start, units[clause.high - 1].end)
    return sign


def _defined(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`G-Assist is an AI chatbot that guides you`, `Atlas est un navigateur dopé à l'IA`: a product told what it is."""
    units = clause.units
    for k in range(clause.low + 1, clause.high - 2):
        if units[k].low not in {"is", "est"} or units[k + 1].low not in {"a", "an", "un", "une"}:
            continue
        product = units[k - 1]
        if (
            not (is_product(product) and counts(product, reading))
            or flagship(product)
            or watched(product) is None
        ):
            return None
        what = units[k + 2 : k + 6]
        if any("ai" in u.cues for u in what) and any(_kind(u) for u in what):
            company = watched(product)
            assert company is not None
            return Sign("wide-defined", text, clause, k, company, product, [product], weight=0.56)
        return None
    return None


def _kind(unit: Unit) -> bool:
    words = unit.low.split()
    return "ai_object" in unit.cues or words[-1] in {
        "chatbot",
        "assistant",
        "agent",
        "model",
        "browser",
        "tool",
        "app",
    }
