"""Launches told without a verb: a title that is a name, `Introducing X`, `Google's new agent`, `le lancement de X`."""

from __future__ import annotations

import re

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.introducing import introducing_sign
from processors.detect.launches.launch_nouns import noun_sign
from processors.detect.launches.newness import new_sign
from processors.detect.launches.objects import counts, is_product
from processors.detect.launches.own_titles import own_title_signs
from processors.detect.launches.press_names import press_name
from processors.detect.launches.said import denied
from processors.detect.launches.signs import Sign
from processors.detect.words.closed_classes import OUR
from processors.detect.words.unit import Text, Unit


def title_signs(reading: Reading) -> list[Sign]:
    """The signs of a headline as a whole."""
    text = reading.title
    if text.field != "headline" or not text.sentences:
        return []
    found = []
    cut = reading.clauses(text)
    if not cut:
        return []
    if reading.organisation is not None:
        own = (introducing_sign(reading, text, cut), reading.own_voice and _named(reading, text, cut))
        found += [sign for sign in own if sign]
        found += own_title_signs(reading, text, cut)
    else:
        found += [sign for sign in (press_name(reading, text, cut),) if sign]
    for clause in cut:
        for at in clause.spoken():
            sign = new_sign(reading, text, clause, at)
            if sign and denied(clause.units[clause.low : clause.high]):
                continue
            sign = sign or noun_sign(reading, text, clause, at)
            if sign:
                found.append(sign)
    return found


def _heading(clause: Clause) -> Clause:
    """`Claude Opus 4.1, our sharpest coder`: up to the comma, unless a product stands behind it.

    With a version up to an `and` too: `K-TRACE 3 world model and new benchmarks`.
    """
    versioned = any(char.isdigit() for char in clause.units[clause.low].low)
    ends = {",", "and", "et"} if versioned else {","}
    comma = next((k for k in range(clause.low + 1, clause.high) if clause.units[k].low in ends), clause.high)
    if any(is_product(u) for u in clause.units[comma : clause.high]):
        return clause
    return Clause(clause.sentence, clause.low, comma, clause.kind, clause.topic)


_THANKED = frozenset(
    {
        "contributions", "contributors", "contributeurs", "acknowledgements", "acknowledgments", "credits", "authors",
        "remerciements", "auteurs",
    }
)  # fmt: skip
"""`GPT-9 Contributors`: a page that names who made it."""


_NOT_A_PLACE = re.compile(
    r" in (?:the (?:wild|kitchen|clinic|courtroom|classroom|field|real world|news|lab|workplace|enterprise|"
    r"public sector)|practice|action|real life|numbers|depth|context|court|education|healthcare|science|medicine|"
    r"schools)\b|"
    r" and (?:(?:the|your|our|its|their) (?!new\b)[a-z]+|privacy|safety|security|accessibility|trust|copyright|"
    r"free speech|democracy|education|jobs)\W*\Z"
)
"""`Gemini in the classroom`, `Llama 9 and the environment`: what a page speaks of, and no host."""
_SAYS = frozenset({"is", "are", "was", "were", "has", "have", "will", "goes", "leaves"})


def _named(reading: Reading, text: Text, cut: list[Clause]) -> Sign | None:
    """A vendor's title that is only its product's name, maybe with a tagline."""
    assert reading.organisation is not None
    clause = _heading(cut[0])
    units = _said(reading, clause)
    if not units or len(units) > 6 or units[-1].low.split()[-1] in _THANKED:
        return None
    first = units[0]
    products = [u for u in units if (is_product(u) and counts(u, reading)) or u.model]
    if not products or products[0] is not first:
        return None
    if first.name is not None and first.name.company.level != "watched":
        return None
    told = next((k for k, u in enumerate(units) if u.low in {"with", "avec"}), len(units))
    if any("program" in u.cues or (u.verbs and not u.cues and k < told) for k, u in enumerate(units)):
        return None  # (`Claude Reef with extended thinking`: how it thinks, and no act)
    rest = [u for u in units if u not in products and not u.cues & _HAD and not u.low.isdigit()]
    versioned = any(char.isdigit() for char in first.low)
    if text.folded.rstrip().endswith("?") or not _tagline(rest, versioned):
        return None
    if _NOT_A_PLACE.match(text.folded, first.end) or any(u.low in _SAYS for u in rest):
        return None  # `GPT-8 is leaving ChatGPT`
    if rest and any("'" in u.low for u in clause.units[clause.low : clause.high]):
        return None
    return Sign(
        "title-name",
        text,
        clause,
        clause.low,
        reading.organisation,
        None,
        products,
        weight=0.88 if versioned else 0.78 - 0.15 * bool(rest),
        outright=versioned or (len(cut) > 1 and not rest),
    )


_HAD = frozenset({"preview", "launch_noun", "open", "general"})
"""Cues of how a thing can be had: they name nothing beside it."""
_PLACING = frozenset({"on", "in", "for", "with", "sur", "dans", "pour"})


_BESIDE = OUR | {"the", "le", "la", "and", "et", "new", "s"}


def _said(reading: Reading, clause: Clause) -> list[Unit]:
    """The words of a title that say something, without the vendor before its product."""
    units = [u for u in clause.units[clause.low : clause.high] if not u.sign and u.low not in _BESIDE]
    owner = units[0].name if len(units) > 1 else None
    own = owner is not None and owner.kind == "company" and owner.company is reading.organisation
    return units[1:] if own and is_product(units[1]) else units


def _tagline(rest: list[Unit], versioned: bool) -> bool:
    """What stands beside the name is short enough to say only what it is, or where."""
    if [unit.low for unit in rest[:2]] == ["for", "good"]:
        return False
    placed = bool(rest) and rest[0].low in _PLACING
    return len(rest) <= (4 if placed else 2 if versioned else 1)
