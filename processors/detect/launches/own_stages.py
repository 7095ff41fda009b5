"""Vendors' own titles that say how far something is, or what sort of news it is: in preview, new ways, improvements.

`Split sails for crews now in public preview`, `New ways to chart reefs in Gemini`, `Copilot Chat improvements for
skippers`, `Agents for harbours`, `Tidewright 0.7: AI charts`, `DeepMind's Lyria 9 music model`.
"""

from __future__ import annotations

import re

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import APPS, is_product, of_house, own_ai
from processors.detect.launches.signs import Sign, title_sign
from processors.detect.words.model import Company
from processors.detect.words.unit import Text, watched

_RULE = "title-stage"
_STAGE = re.compile(
    r"(?P<name>[^:?]{3,80}?),? (?:is |are )?(?:now )?(?:(?:in|reaches|enters?) (?:public |private |"
    r"open )?(?:preview|beta)|"
    r"(?:generally )?available|ga)(?: (?:in|on|for) [^:?]{3,40})?\W*\Z"
)
_AI = re.compile(r"\b(?:sub-?)?agents?\b|\bmodels?\b|\bmcp\b|\bprompts?\b")


def _in_stage(reading: Reading, text: Text, clause: Clause, own: Company) -> Sign | None:
    """`Split sails for agents now in public preview`: whose page it is, and how far it is."""
    told = _STAGE.match(text.folded)
    if own.guests or told is None or not text.text[:1].isupper():
        return None
    if not (
        own.ai == "core" or _AI.search(told["name"]) or any(own_ai(unit, reading) for unit in text.names)
    ):
        return None
    if clause.units[0].name is not None and watched(clause.units[0]) is None:
        return None
    if _NO_GOODS.search(told["name"]):
        return None
    return title_sign(_RULE, text, clause, own, 0.62, named=told.span("name"))


_NO_GOODS = re.compile(
    r"\b(?:tickets?|recordings?|registrations?|applications (?:for|to)|talks|slides from|reports?|sessions|seats|"
    r"transcripts? of|swag|merch)\b"
)
"""What one can have that is no product."""
_HOSTS = APPS | {"search"}
"""Where something is met whose name stands without its maker."""
_WAYS = re.compile(
    r"(?:an? |two |three |four |five |more )?new ways? to (?P<what>[\w'’ ,-]{4,70}) (?:in|with|on|"
    r"inside) (?:the |your )?\Z"
)


def _new_ways(reading: Reading, text: Text, clause: Clause, own: Company) -> Sign | None:
    """`New ways to chart reefs with AI in Gemini`: what the reader can do there now."""
    named = (u for u in clause.units[4:] if of_house(u, own) or u.low in _HOSTS)
    host = next((u for u in named if is_product(u) or u.name is None), None)
    if host is None or not (own.ai == "core" or own_ai(host, reading) or reading.ai()):
        return None
    told = _WAYS.match(text.folded[: host.start])
    return title_sign(_RULE, text, clause, own, 0.62, known=host) if told is not None else None


_IMPROVED = re.compile(
    r"(?:(?! (?:adoption|productivity|sales|revenue)\b) [\w-]+){0,3} "
    r"(?:improvements|enhancements|upgrades)(?=\W*\Z| (?:for|to|in|and|on) )"
)


def _improvements(reading: Reading, text: Text, clause: Clause, own: Company) -> Sign | None:
    """`Copilot Chat improvements for skippers`."""
    product = clause.units[0]
    if not own_ai(product, reading) or not of_house(product, own):
        return None
    if not _IMPROVED.match(text.folded, product.end):
        return None
    return title_sign(_RULE, text, clause, own, 0.62, known=product)


_KINDS_FOR = re.compile(
    r"(?:(?![A-Za-z]+ing\b)[A-Z][\w-]+ (?:and |& )?)?(?:[Aa]gents|[Pp]lugins|[Ss]kills|[Cc]onnectors|"
    r"[Tt]ools|[Vv]oices|"
    r"[Tt]emplates|[Mm]odels)(?:,? (?:and|&) [a-z]+)? for (?!agents|yourself|"
    r"good)[a-z][\w-]+(?:,? (?:and |& )?[a-z][\w-]+){0,5}\W*"
)


def _kinds_for(reading: Reading, text: Text, clause: Clause, own: Company) -> Sign | None:
    """`Agents for harbours and quays` on a lab's page: a sort of thing, and its crowd."""
    if own.ai != "core" or own.guests or not _KINDS_FOR.fullmatch(text.text):
        return None
    return title_sign(
        _RULE, text, clause, own, 0.6, described=(clause.units[0].start, clause.units[clause.high - 1].end)
    )


_WRITTEN = re.compile(
    r"\b(?:Index|Report|Framework|Policy|Study|Survey|Principles|Charter|Roadmap|Guidelines)\b"
)
"""What is written, with a version of its own."""
_RELEASE = re.compile(r"(?P<name>[A-Z][\w-]+(?: [A-Z][\w-]+){0,2} v?\d+\.\d+(?:\.\d+)?) ?: ")


def _release(reading: Reading, text: Text, clause: Clause, own: Company) -> Sign | None:
    """`Tidewright 0.7: AI charts for crews`: a name nobody knows with a release, and that it is AI."""
    told = _RELEASE.match(text.text)
    if own.guests or told is None or _WRITTEN.search(told["name"]):
        return None
    if any(watched(unit) is None and unit.name is not None for unit in clause.units[:2]):
        return None
    says = any(unit.says_ai for unit in text.sentences[0].units if unit.start >= told.end())
    return (
        title_sign(_RULE, text, clause, own, 0.66, named=told.span("name"))
        if own.ai == "core" or says
        else None
    )


_OWNED = re.compile(r"(?: [\w-]+){0,3} (?:models?|agent|assistant|app|chip|generator)\W*\Z")


def _owned(reading: Reading, text: Text, clause: Clause, own: Company) -> Sign | None:
    """`DeepMind's Lyria 9 music model`: the maker's own name before it."""
    units = clause.units
    if len(units) < 4 or [unit.low for unit in units[1:3]] != ["'", "s"] or not of_house(units[0], own):
        return None
    product = units[3]
    if not own_ai(product, reading) or not any(char.isdigit() for char in product.low):
        return None
    return (
        title_sign(_RULE, text, clause, own, 0.7, known=product)
        if _OWNED.match(text.folded, product.end)
        else None
    )


_DONE_IN = re.compile(
    r"(?!comment |pourquoi )[a-z]+(?:tions?|ages?|ances?|ures?) (?:des? |d'|du |et )[\w'’ -]{3,60} (?:dans|en|avec) "
    r"(?:l'(?:application|appli) |le )?(?:mode ia|\Z)"
)


def _done_in(reading: Reading, text: Text, clause: Clause, own: Company) -> Sign | None:
    """`Recherche de marées en mode IA`, `Correction des cartes dans l'application Gemini`."""
    host = next((unit for unit in reversed(text.names) if own_ai(unit, reading)), None)
    if host is not None and not of_house(host, own):
        return None
    end = host.start if host is not None and host.end == len(text.folded.rstrip(" .")) else len(text.folded)
    if not _DONE_IN.fullmatch(text.folded[:end]):
        return None
    return title_sign(_RULE, text, clause, own, 0.6, described=(clause.units[0].start, clause.units[1].end))


_DOES = re.compile(
    r" (?:now )?(?:powers|brings|delivers|unlocks|introduces|adds|combines|unifies|takes|pushes|raises) "
    r"(?![^:]*(?:['’]s |\d+ ?%|\bcustomers?\b|\bcompan(?:y|ies)\b|\brecords?\b|\btakes an? (?:[\w-]+ )?exam\b|"
    r"\bhospitals?\b|\bolympiads?\b|\bcomfort\b|\bjoy\b|\bleaderboards?\b|\bfor [A-Z]))"
)


def _versioned_does(reading: Reading, text: Text, clause: Clause, own: Company) -> Sign | None:
    """`NVIDIA Reef 9 Nano powers charts in one open model`: what a version does, said by its maker."""
    units = clause.units
    at = 1 if len(units) > 1 and of_house(units[0], own) and not is_product(units[0]) else 0
    product = units[at] if len(units) > at else units[0]
    if (
        not own_ai(product, reading)
        or not of_house(product, own)
        or not any(char.isdigit() for char in product.low)
    ):
        return None
    return (
        title_sign(_RULE, text, clause, own, 0.6, known=product)
        if _DOES.match(text.folded, product.end)
        else None
    )


STAGES = (_versioned_does, _in_stage, _new_ways, _improvements, _kinds_for, _release, _owned, _done_in)
"""The forms, in the order in which they are asked."""
