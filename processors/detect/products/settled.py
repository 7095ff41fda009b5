"""Where a name that was found ends: what the description's small letters show, and the words that a comma closes."""

from __future__ import annotations

import re
from itertools import pairwise

from newswatch.messages import Fact
from processors.detect.grammar.quoting import as_written, place_of
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import is_product
from processors.detect.products.name_runs import KINDS, PLUGINS, all_capitals
from processors.detect.products.written import product_fact
from processors.detect.words.text import fold
from processors.detect.words.unit import Sentence, Text

_OWN_WORD = re.compile(r"[A-Z][\w'’-]*")
_CLOSED = re.compile(
    r" (?:for|pour) [A-Z][\w-]*(?: (?:(?:and|et|of|de|&) )?[A-Z][\w-]*)*"
    r"(?=, (?:an?|its|une?|son|sa) (?!(?:day|week|month|year|few|couple|jour|semaine|mois|an) ))"
)
"""`X for Harbours and Canals, a …`: a comma and an article close the name."""
_HOST = re.compile(r" (?:for|pour) [A-Z][\w-]*(?: [A-Z][\w-]*)*")
_KIND_BEHIND = re.compile(r"(?: (?:AI|IA|[A-Z][a-z]+|voice|chat))? ([a-z]+)\b")


_NEW_KIND = re.compile(
    r"(?: AI)? (?:agents?|glasses|sidebar|widgets?|buttons?|keyboard|extension|plug-?in)\b(?! mode)"
)
_HARDWARE = re.compile(
    r" (?:(?:ai|chip|sensor|vision|developer|dev|camera|server|edge|compute|voice|robot) )?"
    r"(?:modules?|boards?|kits?|cards?|sticks?)\b"
)


_CODE = re.compile(r"(?:.* )?[A-Z][A-Za-z]{0,3}\d{1,3}[a-z]{0,3}")
_MACHINES = re.compile(
    r"(?: (?:AI|GPU|TPU|CPU|bare[ -]metal|[Ss]upercomputer|[Vv]irtual))*"
    r" (?:[Ss]upercomputers?|[Ii]nstances?|VMs?|[Ss]ervers?|[Mm]achines|[Rr]acks)\b"
)


_NAMING = tuple(f" {word} " for word in ("called", "named", "dubbed", "baptise", "appele", "nomme"))
_TO_COMMA = re.compile(r"(?: [A-Z0-9][\w.+-]*){1,3}(?=,)")


_APPOSED = re.compile(r"(?: \([^)]*\))?, (?:an?|its|un|une|son|sa) (?:new|latest|first|[\w-]+ )?")


def settled(fact: Fact | None, reading: Reading) -> Fact | None:
    """The same name with its right end."""
    place = place_of(fact, reading.texts)
    if fact is None or place is None:
        return fact
    text, sentence, start, end = place
    whole_name = None
    if text is reading.title:
        whole_name = _introduced(fact.value, reading) or _made_for(fact.value, start, sentence, reading)
    if whole_name is not None:
        return whole_name
    last = (
        _machines(text, start, end)
        or _shortened(text, sentence, start, end, reading)
        or _lengthened(text, sentence, start, end, reading)
    )
    if last is None:
        return fact
    return as_written(text, start, last)


def _machines(text: Text, start: int, end: int) -> int | None:
    """`B7 GPU supercomputer`, `C5d instances`: a code alone says nothing of which machine it is."""
    kind = _MACHINES.match(text.text, end) if _CODE.fullmatch(text.text, start, end) else None
    return kind.end() if kind is not None else None


def _with_machine(fact: Fact, reading: Reading) -> Fact:
    place = place_of(fact, reading.texts)
    last = _machines(place[0], *place[2:]) if place is not None else None
    return fact if place is None or last is None else as_written(place[0], place[2], last)


def _introduced(name: str, reading: Reading) -> Fact | None:
    """`New Kestrel can …` | `X has introduced Kestrel Breeze, …`: the lead launches it by its whole name."""
    below = reading.texts[1] if len(reading.texts) > 1 else None
    if below is None or below.field == "body" or any(map(str.isdigit, name)):
        return None
    for sentence in below.sentences[:2]:
        for one, unit in pairwise(sentence.units):
            launched = any(verb.frame == "launch" for _, verb in one.verbs)
            if not launched or not is_product(unit):
                continue
            whole = product_fact(below, unit)
            behind = below.text[whole.evidence.end :] if whole.evidence else ""
            above = (
                reading.title.text.find(whole.value) >= 0
            )  # `Enhances JAX with X Tune` | `introduces X Tune to …`
            if whole.value.lower().startswith(f"{name.lower()} ") and (above or _APPOSED.match(behind)):
                return whole
    return None


def _made_for(name: str, start: int, sentence: Sentence, reading: Reading) -> Fact | None:
    """`expands Kestrel with …` | `announced Guides for Kestrel`: what is new is made for the old."""
    below = next((one for one in reading.texts[1:2] if one.field == "description"), None)
    verb = next((unit for unit in reversed(sentence.units) if unit.end < start), None)
    if below is None or verb is None or not any(one.frame == "improve" for _, one in verb.verbs):
        return None
    told = re.search(
        rf"\b(?:announced|launched|unveiled|introduced|released|launch|preview|release|lancé|annoncé|lancement)"
        rf" (?:(?:of|de|in preview of|in beta of) )?((?:[A-Z][\w-]+ ){{1,3}}(?:for|pour) {re.escape(name)})(?![\w-])",
        below.text,
    )
    return as_written(below, *told.span(1)) if told is not None else None


def _shortened(text: Text, sentence: Sentence, start: int, end: int, reading: Reading) -> int | None:
    """`Puts Its Kestrel Agent …` | `Kestrel now …`: a kind that has its capital from the headline alone."""
    if text is not reading.title or len(reading.texts) < 2 or not all_capitals(sentence):
        return None
    below = reading.texts[1]
    described = _described_below(text.text[start:end], below)
    if described is not None and not any(one.name and one.start == start for one in sentence.units):
        return start + described
    name, _, kind = text.text[start:end].rpartition(" ")
    if below.field == "body" or not name or not kind.istitle() or not below.text:
        return None
    if _CODE.fullmatch(name) and _MACHINES.fullmatch(f" {kind}"):
        return None
    said = re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])(?! {re.escape(kind)}\b)", below.text)
    again = re.search(rf"(?<![\w-]){re.escape(name)} {re.escape(kind)}\b", below.text)
    if any(one.name and one.start == start and one.end in (start + len(name), end) for one in sentence.units):
        return None  # `ChatGPT Agent` | `ChatGPT can …`: the old product is told of, not the new one
    common = kind.lower() in KINDS or re.search(rf"\b{re.escape(kind.lower())}\b", below.text) is not None
    return end - len(kind) - 1 if said is not None and again is None and common else None


def _described_below(value: str, below: Text) -> int | None:
    """`KESTREL Natural Language Model` | `…(KESTREL), a natural-language … model`: where the name proper ends."""
    name, _, rest = value.partition(" ")
    words = rest.split()
    if below.field == "body" or len(words) < 2 or not (name.isupper() and len(name) > 3):
        return None
    if re.search(rf"(?<![\w-]){re.escape(name)}(?! {re.escape(words[0])})(?![\w-])", below.text) is None:
        return None
    said = set(re.findall(r"[a-z]+", below.text))
    return len(name) if all(word.istitle() and word.lower() in said for word in words) else None


def _lengthened(text: Text, sentence: Sentence, start: int, end: int, reading: Reading) -> int | None:
    written = text.text
    value = written[start:end]
    if text.folded.endswith(_NAMING, 0, start) and (whole := _TO_COMMA.match(written, end)) is not None:
        return whole.end()  # `The model, called Kestrel 2.5 Desk Use, …`
    if not all_capitals(sentence):
        closed = _CLOSED.match(written, end)
        if closed is not None and value[:1].isupper():
            return closed.end()
        new_kind = _NEW_KIND.match(written, end) if text.folded.endswith(" new ", 0, start) else None
        if new_kind is not None and _OWN_WORD.fullmatch(value) is not None:
            return new_kind.end()  # `its new Copilot AI agents`: Copilot is not new
        hardware = _HARDWARE.match(written, end)
        if hardware is not None and _OWN_WORD.fullmatch(value) is not None and not hardware[0].istitle():
            return hardware.end()  # `its Lantern sensor boards`
        kind = _KIND_BEHIND.match(written, end)
        plain = _OWN_WORD.fullmatch(value) is not None and fold(value) in reading.rules.common
        if kind is not None and plain and kind[1] in KINDS:
            return kind.end()  # `its Errands AI assistant`: a word that all use is a name with its kind
    host = _HOST.match(written, end)
    if host is not None and value.rpartition(" ")[2].lower() in PLUGINS and not all_capitals(sentence):
        return host.end()  # `Kestrel plugin for Firefox`
    return None
