"""What the object of a launch verb says where it holds no product: what an old one gains, and what an engine drives."""

from __future__ import annotations

import re

from processors.detect.grammar.reading import Reading
from processors.detect.launches.object_words import described
from processors.detect.launches.objects import FLAGSHIPS, flagship, is_product
from processors.detect.launches.signs import Sign
from processors.detect.products.beneath import engine
from processors.detect.products.name_runs import CALLED, KINDS, all_capitals, run_of
from processors.detect.words.text import fold
from processors.detect.words.unit import Sentence, Text, Unit

Span = tuple[Text, int, int]

_GAINS = frozenset(
    {
        "gains", "gain", "picks up", "adopte", "gagne", "accueille", "passe aux", "passe a", "passe a la", "passe au",
        "s'offre", "recoit", "gets", "receives", "se dote de", "se dote d'",
    }
)  # fmt: skip
MANY = frozenset(
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
        or not all(_is_old(u) and u.end < verb.start for u in products)
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
    if within[-1].low in MANY or sign.text.folded[found[0] : found[1]].split()[-1] in MANY:
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


def _is_old(unit: Unit) -> bool:
    return flagship(unit) or unit.low.removesuffix(" app") in FLAGSHIPS


_FEATURES = frozenset({"feature", "mode", "function", "option", "fonction", "fonctionnalite"})


def feature(sign: Sign, reading: Reading, products: list[Unit]) -> Span | None:
    """`The new Desk Diary feature for X`, `la nouvelle fonction Carnets de X`: of an old product alone, what is new."""
    if not products or any(any(c.isdigit() for c in unit.low) for unit in products):
        return None
    if not all(flagship(unit) or sign.text.folded.startswith("'s", unit.end) for unit in products):
        return None
    for text in reading.texts[:2]:
        for sentence in text.sentences[:2] if text.field != "body" else ():
            if not all_capitals(sentence) and (found := _feature_in(sign, sentence)) is not None:
                return text, *found
    return None


_FRENCH = frozenset({"fonction", "fonctionnalite"})
"""Behind these their name stands, as `mode` may have it before."""
_THE = frozenset({"la", "une", "sa"})


def _feature_in(sign: Sign, sentence: Sentence) -> tuple[int, int] | None:
    units = sentence.units
    for k, unit in enumerate(units):
        if unit.low not in _FEATURES:
            continue
        first = k
        while first > 0 and run_of(sign, sentence, first - 1) >= k:
            first -= 1
        owned = (
            first > 2 and units[first - 1].low == "s" and is_product(units[first - 3])
        )  # `Claude's X feature`
        new = first > 0 and "new" in units[first - 1].cues
        if first < k and (new or owned) and not is_product(units[first]):
            return units[first].start, units[k - 1].end
        end = run_of(sign, sentence, k + 1)
        told = k > 0 and ("new" in units[k - 1].cues or (units[k - 1].low in _THE and unit.low in _FRENCH))
        if end > k + 1 and told and not is_product(units[k + 1]):
            return units[k + 1].start, units[end - 1].end
    return None


_TUNING = re.compile(
    r" (?:the |le |la |l')?((?:fine-tuning|distillation|[\w-]+-tuning|caching|batching|affinage|mise en cache)"
    r" (?:for|of|de|d'|du|on) )(?=\S)"
)


def tuned(sign: Sign, products: list[Unit]) -> tuple[int, int] | None:
    """`makes fine-tuning for GPT-7 available`: what can be done with a model known already."""
    if not products:
        return None
    told = _TUNING.match(sign.text.folded, sign.clause.units[sign.at].end)
    return (told.start(1), products[0].end) if told is not None and told.end() == products[0].start else None


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
    if sign.rule == "title-new" and products:
        return _new_kind(sign)
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


NOT_NEW = frozenset(
    {
        "access", "support", "availability", "changes", "price", "prices", "limits", "users", "developers", "customers",
        "people", "millions", "thousands", "accounts", "acces", "prix", "utilisateurs", "version", "versions", "ads",
        "access to", "way", "ways", "more", "life", "future", "ability", "integration", "integrations",
    }
)  # fmt: skip
"""Objects of launch verbs that are no thing of their own."""
_LEADS_TO = frozenset(
    {"in", "into", "to", "for", "on", "inside", "within", "across", "rival", "dans", "pour", "a"}
)


_CLIENTS = frozenset({"client", "app", "application", "appli", "apps"})


def put_in(sign: Sign, products: list[Unit]) -> tuple[int, int] | None:
    """`adds a seating planner to X`, `launches a diary app to rival X`: what a host gets, or a rival is set against."""
    units = sign.clause.units
    if sign.text.field != "headline" or not products or products[0].start < units[sign.at].end:
        return None
    if all_capitals(sign.clause.sentence):
        return None
    found = described(sign.clause, sign.at)
    at = next((k for k, unit in enumerate(units) if unit is products[0]), None)
    if found is None or at is None:
        return None
    within = [unit for unit in units[sign.at + 1 : at] if found[0] <= unit.start < found[1]]
    while within and within[-1].low in _LEADS_TO:
        within.pop()
    between = [unit for unit in units[sign.at + 1 : at] if within and unit.start >= within[-1].end]
    if any(unit.party for unit in between):
        return None  # `adds image editing to Y with X`
    last = within[-1].low.split()[-1] if within else ""
    words = sum(len(unit.low.split()) for unit in within)  # `study mode` is one unit
    if (
        words < 2
        or len(within) > 5
        or not 0 < len(between) < 4
        or not any(u.low in _LEADS_TO for u in between)
    ):
        return None
    own = any(not unit.cues & {"ai", "new"} for unit in within[:-1])  # `adds budgeting tools to X`
    if (
        last in NOT_NEW
        or (last in MANY and not own)
        or any(unit.name is not None or unit.sum is not None for unit in within)
    ):
        return None
    if any(unit.low.split()[0] in _CLIENTS for unit in within) and between[0].low in {"for", "pour"}:
        return None  # `un client de bureau pour X`: X itself
    telling = any(unit.cues & {"ai", "ai_object"} for unit in within)
    outright = any(verb.frame == "launch" and not verb.weak for _, verb in units[sign.at].verbs)
    telling = telling or (outright and within[0].low.isalpha() and flagship(products[0]))
    return (within[0].start, within[-1].end) if telling and between[0].low in _LEADS_TO else None


def _new_kind(sign: Sign) -> tuple[int, int] | None:
    """`Corvid's new coding assistant takes aim at X`: the kind right behind the word of newness."""
    units = sign.clause.units
    for k in range(sign.at + 1, min(sign.at + 4, sign.clause.high)):
        if units[k].sign or units[k].capital or units[k].name is not None:
            return None
        if units[k].low.split()[-1] in KINDS:
            return units[sign.at + 1].start, units[k].end
    return None


def quoted_kind(sign: Sign) -> tuple[int, int] | None:
    """`its 'thoughtful' chatbot`: one small word in quotes before a kind says how it is, and is no name."""
    if sign.quoted is None or not sign.text.text[slice(*sign.quoted)].islower():
        return None
    behind = next((unit for unit in sign.clause.units if unit.start > sign.quoted[1]), None)
    how = sign.text.folded[slice(*sign.quoted)]
    if behind is None or not how.isalpha() or behind.start - sign.quoted[1] != 2 or behind.low == "mode":
        return None
    kind = next(
        (k for k in sign.clause.units if k.start >= behind.start and k.low.split()[-1] in KINDS), None
    )
    if behind.low in KINDS:
        return behind.start, behind.end
    near = "ai" in behind.cues and kind is not None and kind.start - behind.end < 12
    return (behind.start, kind.end) if near and kind is not None else None


def spelt_as_name(sign: Sign) -> bool:
    """`lance Creator Studio`: words of the object that all have a capital, where capitals mean names."""
    if sign.described is None or all_capitals(sign.clause.sentence):
        return False
    words = sign.text.text[slice(*sign.described)].split()
    return len(words) > 1 and all(word[0].isupper() or word[0].isdigit() for word in words)


_WHAT_IT_IS = re.compile(r", (?:an?|the|its|une?|le|la|son|sa) ")


def apposed_name(sign: Sign) -> bool:
    """`released Kestrel, a new family of models`: one word with a capital, and what it is."""
    if sign.described is None or all_capitals(sign.clause.sentence):
        return False
    word = sign.text.text[slice(*sign.described)]
    return (
        word.isalpha()
        and word.istitle()
        and _WHAT_IT_IS.match(sign.text.folded, sign.described[1]) is not None
    )
