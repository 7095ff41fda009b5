"""What is launched where the words found are only near to it: a host, a rival, a platform, an adjective."""

from __future__ import annotations

import re
from itertools import pairwise

from processors.detect.launches.objects import FLAGSHIPS, flagship, is_product
from processors.detect.products.edges import DOES, PLATFORMS, Span
from processors.detect.products.gains import MANY, NOT_NEW
from processors.detect.products.name_runs import BEFORE_NAME, KINDS, all_capitals
from processors.detect.words.closed_classes import THE
from processors.detect.words.unit import Sentence, Text

_REPLACES = re.compile(
    r"\b(?:remplac\w+|replac(?:es?|ed|ing)|swap(?:s|ped|ping)?|troque\w*) [^,;:]{2,40}? (?:par|with|by|for|contre) "
)
_NAME = re.compile(r"(?!(?:AI|IA|A\.I)\b)[A-Z][\w.+-]*(?: [A-Z0-9][\w.+-]*){0,2}")
_FOR = frozenset({"for", "pour"})
_MORE_WORDS = re.compile(r", ((?:[a-z-]+ ?){2,4})")


_ITS_NEW = re.compile(r"['’]s (?:(?:new|newest|latest|own) )?")


def owned(text: Text, sentence: Sentence, start: int, end: int) -> Span | None:
    """`ChatGPT's new GPT-5.3 Instant model`, `Gemini's Canvas`: of an old product what is its own and has a name."""
    behind = _ITS_NEW.match(text.text, end) if text.folded[start:end] in FLAGSHIPS else None
    if behind is None:
        return None
    named = next((unit for unit in sentence.units if unit.start == behind.end()), None)
    if named is None or not named.capital or named.verbs or flagship(named):
        return None  # `ChatGPT's Android app`
    if not (is_product(named) or named.proper):
        return None
    return named.start, named.end


_PLACE_OF = re.compile(r"\b(?:in|on|to|inside|dans|sur|a|chez)$")
_NOBODY = """it this what how more ai ia users what's here you you'll you’ll we we're we’re they everyone anyone
everybody people vous nous on tous"""
_NO_SUBJECT = BEFORE_NAME - {"le", "la", "l"} | set(_NOBODY.split())


def _comes_to(text: Text, sentence: Sentence, start: int, end: int) -> Span | None:
    """`Subagents have arrived in Gemini CLI`, `Folders now on Grok Web`: what comes there, and not where."""
    units = sentence.units
    if text.field != "headline" or all_capitals(sentence) or any(map(str.isdigit, text.text[start:end])):
        return None
    verb = next((k for k, unit in enumerate(units[:6]) if any(v.frame == "arrive" for _, v in unit.verbs)), 0)
    host = next((k for k, unit in enumerate(units) if unit.start == start), 0)
    if not 0 < verb < host <= verb + 3 or not units[host].names_ai:
        return None
    between = " ".join(unit.low for unit in units[verb:host] if unit.low not in BEFORE_NAME | {"'"})
    subject = [unit for unit in units[:verb] if unit.low not in THE]
    plain = all(
        unit.name is None and unit.sum is None and not unit.sign and not unit.verbs for unit in subject
    )
    if not subject or not plain or _PLACE_OF.search(between) is None:
        return None
    if (
        any(unit.low in _NO_SUBJECT or "new" in unit.cues for unit in subject)
        or subject[-1].low in MANY | NOT_NEW
    ):
        return None
    return subject[0].start, units[verb - 1].end


_MEANWHILE = re.compile(r"(?:Alors qu|While|After|As|Après qu|[\w ]{2,20} (?:after|après))\b", re.IGNORECASE)


def _past_rival(text: Text, sentence: Sentence, start: int, end: int) -> Span | None:
    """`Alors qu'OpenAI dévoilait X, Google annonce Y`: what the clause beside tells of was there before."""
    comma = text.text.find(", ", end, sentence.end)
    if text.field != "description" or comma < 0 or not _MEANWHILE.match(text.text, sentence.start):
        return None
    units = sentence.units
    firms = [unit for unit in units if unit.is_company("watched")]
    if len(firms) < 2 or not firms[0].end < start < comma < firms[1].start:
        return None
    for one, unit in pairwise(units):
        if one.start > firms[1].end and any(verb.frame == "launch" for _, verb in one.verbs):
            return (unit.start, unit.end) if is_product(unit) or unit.proper else None
    return None


def _instead_of_other(text: Text, sentence: Sentence, start: int, end: int) -> Span | None:
    """`replaces Le Chat with Zest`: what comes in the other's place."""
    if all_capitals(sentence):
        return None
    told = _REPLACES.search(text.text, sentence.start, sentence.end)
    name = _NAME.match(text.text, told.end()) if told is not None else None
    if told is None or name is None or start < told.start():
        return None
    unit = next((one for one in sentence.units if one.start == name.start()), None)
    return name.span() if unit is not None and not unit.sum and "plain" not in unit.cues else None


_MODEL = re.compile(
    r" (?:le |the )?([a-z]{1,4}-?\d[\w.]*(?:-[a-z]+)*)(?= (?:to|for|in|on|pour|dans|sur|à)\b|, )"
)


def _model_before(text: Text, sentence: Sentence, start: int, end: int) -> Span | None:
    """`ships o5-mini to all ChatGPT users`: a model's name in small letters, before the product whose users get it."""
    for unit in sentence.units:
        if unit.end > start or not any(verb.frame == "launch" for _, verb in unit.verbs):
            continue
        name = _MODEL.match(text.text, unit.end, start)
        if name is not None and not any(one.sum and one.start == name.start(1) for one in sentence.units):
            return name.span(1)
    return None


def _of_platform(text: Text, sentence: Sentence, start: int, end: int) -> Span | None:
    """`a macOS app for Codex`, `une application Windows pour Codex`: no new Windows."""
    if text.text[start:end].split()[0].lower() not in PLATFORMS:
        return None
    units = sentence.units
    for k in range(1, len(units)):
        if units[k].start > start and units[k - 1].low in _FOR and is_product(units[k]) and units[k].names_ai:
            return units[k].start, units[k].end
    return None


def _of_firm(text: Text, sentence: Sentence, start: int, end: int) -> Span | None:
    """`OpenAI for Healthcare`: a title that is nothing else, or a sentence's subject."""
    units = sentence.units
    k = next((k for k, unit in enumerate(units) if unit.start == start), 0)
    whole = end == units[-1].end or re.compile(DOES).match(text.text, end) is not None
    if not whole or not 2 <= k <= 3 or units[k - 1].low not in _FOR or not units[k - 2].is_company("watched"):
        return None
    begins = k == 2 or "launch_title" in units[0].cues
    return (units[k - 2].start, end) if begins and units[k].capital else None


def _introduced_in(text: Text, sentence: Sentence, start: int, end: int) -> Span | None:
    """`Introducing screen use in Gemini 4 Flash`: a part of a product, where the title is nothing else."""
    units = sentence.units
    k = next((k for k, unit in enumerate(units) if unit.start >= end), len(units))
    if text.field != "headline" or "launch_title" not in units[0].cues or units[1].start != start:
        return None
    ends = k + 2 == len(units) and units[k].low in {"in", "dans"} and is_product(units[k + 1])
    return (start, units[k + 1].end) if ends and units[k + 1].names_ai else None


def part_above(part: str, title: Text) -> Span | None:
    """`Kestrel Code checklists let …` | `introduced "checklists"`: the part with whose it is."""
    match = re.match(rf"[A-Z][\w.-]*(?: [A-Z0-9][\w.-]*){{0,2}} {re.escape(part)}(?![\w-])", title.text)
    return match.span() if match is not None and title.field == "headline" else None


_HOW = re.compile(
    r"(?:^|-)(?:open|source|weights?|of|the|to|in|and|on|by|multi|real|time|long|low|high|first|agent|self|de|du|la)\b"
)
"""Parts of words that say how a thing is: `open-source`, `low-cost`, `state-of-the-art`."""


_ARTICLE = re.compile(r"(?:an?|the|une?|la|le) ")


def _is_named(words: str, sentence: Sentence, start: int) -> bool:
    """A known product, or three parts and more: no adjective has as many."""
    known = any(unit.start == start and is_product(unit) for unit in sentence.units)
    return known or words.count("-") > 1


def _other_words(text: Text, sentence: Sentence, start: int, end: int) -> Span | None:
    """`unveils small, multilingual vision models`: an adjective before a comma is no thing."""
    words = text.text[start:end]
    more = _MORE_WORDS.match(text.text, end, sentence.end)
    if more is None or " " in words or not words.islower() or any(map(str.isdigit, words)):
        return None
    if (
        "-" in words
        and not _HOW.search(words)
        and (_ARTICLE.match(more[1]) or _is_named(words, sentence, start))
    ):
        return None  # `quill-oss, an open model`, `gpt-quill-shield, open models`; not `energy-saving, small models`
    kind = next((one for one in re.finditer(r"[a-z]+", more[1]) if one[0] in KINDS), None)
    return (more.start(1), more.start(1) + kind.end()) if kind is not None else None


_INTO = re.compile(r"\b(?:to|into|in|inside|onto|à|au|dans|sur|chez) (?:the |le |la |l['’])?\Z")
_AS_NAMED = re.compile(
    r" (?:with|avec|via|through|grâce à) "
    r"(?!(?:AI|IA)\b)([A-Z][\w'’+-]*(?: [A-Z0-9][\w'’+-]*){0,3})(?=\s*(?:\Z|[,.;–—]))"
)


def _with_name(text: Text, sentence: Sentence, start: int, end: int) -> Span | None:
    """`brings comics to Gemini with Panel Studio`: what is added to an old product, by its name."""
    if text.field != "headline" or all_capitals(sentence) or any(map(str.isdigit, text.text[start:end])):
        return None
    told = _AS_NAMED.match(text.text, end) if _INTO.search(text.text[sentence.start : start]) else None
    named = [u for u in sentence.units if told is not None and told.start(1) <= u.start < told.end(1)]
    if told is None or not named or any(u.verbs or u.sum or flagship(u) for u in named[:1]):
        return None
    if any(u.name is not None and u.name.kind != "product" for u in named) or "plain" in named[0].cues:
        return None
    first = sentence.units[0]
    if named[0].name is not None and named[0].group != first.group:
        return None
    return told.span(1) if len(named) > 1 or named[0].name is not None or not named[0].common else None


_MENDS = (
    _comes_to,
    _with_name,
    _past_rival,
    _instead_of_other,
    _model_before,
    _of_platform,
    _of_firm,
    _other_words,
    _introduced_in,
)


def instead(text: Text, sentence: Sentence, start: int, end: int) -> Span | None:
    """What is launched in place of the words found; None where they are what is launched."""
    found = (mend(text, sentence, start, end) for mend in _MENDS)
    return next((one for one in found if one is not None), None)
