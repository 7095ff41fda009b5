"""What the object of a launch verb says where it holds no product: what an old one gains, and what an engine drives."""

from __future__ import annotations

import re

from processors.detect.launches.objects import described, flagship, is_product
from processors.detect.launches.signs import Sign
from processors.detect.products.beneath import engine
from processors.detect.products.name_runs import CALLED, KINDS, all_capitals, run_of
from processors.detect.words.text import fold
from processors.detect.words.unit import Unit

_GAINS = frozenset(
    {
        "gains", "gain", "picks up", "adopte", "gagne", "accueille", "passe aux", "passe a", "passe a la", "passe au",
        "s'offre", "recoit", "gets", "receives", "se dote de", "se dote d'",
    }
)  # fmt: skip
_MANY = frozenset(
    {
        "features", "video", "powers", "tools", "capabilities", "abilities", "upgrades", "updates", "experiences",
        "improvements",
        "upgrade", "update", "boost", "overhaul", "makeover", "fonctions", "fonctionnalites", "outils", "capacites",
        "pouvoirs", "nouveautes", "ameliorations",
    }
)  # fmt: skip
"""Words for several things or for none: what gains them stays the product."""
_ENGINE = re.compile(
    r"(?:^|\s)(?:powered|built|based|running|propuls|basé|fondé|adossé|animé|dopé)", re.IGNORECASE
)
_PURPOSE = re.compile(
    _ENGINE.pattern + r"|\s(?:capable|able|qui|that|which|dédié|destiné|made)\b", re.IGNORECASE
)


def gained(sign: Sign, products: list[Unit]) -> tuple[int, int] | None:
    """`Gemini gains a study mode`: of an old product before the verb, what it gains is what is new."""
    verb = sign.clause.units[sign.at]
    if (
        verb.low.removesuffix(" a").removesuffix(" an").removesuffix(" un").removesuffix(" une") not in _GAINS
        or sign.quoted
        or not products
        or not all(flagship(u) and u.end < verb.start for u in products)
    ):
        return None
    found = described(sign.clause, sign.at)
    if found is None:
        return None
    within = [unit for unit in sign.clause.units if found[0] <= unit.start < found[1]]
    calls = next((k for k, unit in enumerate(within[:-1]) if unit.low in CALLED), None)
    if calls is not None:  # `gets an AI chef called X`
        return within[calls + 1].start, found[1]
    named = _named_behind(sign, found[1])
    if named is not None:
        return named
    if within[-1].low in _MANY or sign.text.folded[found[0] : found[1]].split()[-1] in _MANY:
        return None
    if any(unit.name is not None and not is_product(unit) for unit in within):
        return None  # `accueille les agents d'Anthropic`
    words = _PURPOSE.split(sign.text.text[found[0] : found[1]], maxsplit=1)[0]
    if not words.strip() or (fold(words).split()[-1] in KINDS and " " not in words):
        return None  # `gagne un agent capable de …`
    found = found[0], found[0] + len(words)
    telling = any(unit.cues & {"ai", "ai_object"} or is_product(unit) for unit in within)
    proper = not all_capitals(sign.clause.sentence) and all(unit.capital for unit in within)
    return found if telling or proper else None


def _named_behind(sign: Sign, end: int) -> tuple[int, int] | None:
    """`gains an AI scribe, X`: the name right behind what it is."""
    units = sign.clause.sentence.units
    at = next((k for k, unit in enumerate(units) if unit.start >= end), len(units))
    if at + 1 >= len(units) or units[at].low != ",":
        return None
    last = run_of(sign, sign.clause.sentence, at + 1)
    closed = last == len(units) or units[last].low in {",", "."}
    return (units[at + 1].start, units[last - 1].end) if last > at + 1 and closed else None


def object_words(sign: Sign, products: list[Unit]) -> tuple[int, int] | None:
    """`adds an AI image maker powered by X`, `Scam alerts powered by X come to …`: the noun that the engine drives."""
    if not products or not engine(sign.text, products[0]):
        return None
    if products[0].end < sign.clause.units[sign.at].start:
        found: tuple[int, int] | None = (sign.clause.units[sign.clause.low].start, products[0].start)
    else:
        found = described(sign.clause, sign.at)
    if found is None or found[0] >= products[0].start:
        return None
    words = _ENGINE.split(sign.text.text[found[0] : found[1]], maxsplit=1)[0]
    return (found[0], found[0] + len(words)) if words.strip() else None


def spelt_as_name(sign: Sign) -> bool:
    """`lance Creator Studio`: words of the object that all have a capital, where capitals mean names."""
    if sign.described is None or all_capitals(sign.clause.sentence):
        return False
    words = sign.text.text[slice(*sign.described)].split()
    return len(words) > 1 and all(word[0].isupper() or word[0].isdigit() for word in words)
