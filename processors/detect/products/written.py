"""A product's name as a fact, in the words of the text: whole, with its family or its maker before it."""

from __future__ import annotations

import re

from newswatch.messages import Fact
from processors.detect.grammar.quoting import as_written, evidence, within
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import is_product
from processors.detect.launches.signs import Sign
from processors.detect.products.extents import extent, without_quotes
from processors.detect.products.name_runs import KINDS
from processors.detect.words.unit import Text, Unit, watched

_TAIL = re.compile(
    r"\s(?:yet|ever|to date|so far|today|jamais vu|a ce jour|and|et|or|ou|"
    r"(?:now )?free(?: (?:for|to) (?:all|everyone|everybody|anyone))?|gratuite?s?(?: pour tous)?)$",
    re.IGNORECASE,
)
_NO_KIND = re.compile(
    r"\s(?:to (?:all|every|everyone|more|some|paid|paying|free)\b|(?:later )?(?:this|next|cette|ce) (?:week|month|year|"
    r"spring|summer|fall|autumn|winter|quarter|semaine|année|mois)\b|soon$|bientôt$|capables?\b|face\b|"
    r"pour tou(?:s|tes?)\b|(?:en|au|aux|à) [A-ZÀ-Þ]).*$"
)
"""What stands behind a thing that is only described: to whom, when and where it comes, and what it can do."""
_WORD = re.compile(r" ([a-z]+)\b")
_TRIM = re.compile(
    r"^(?:(?:the|an?|le|la|les|l'|its|new|nouveau|nouvelle|son|sa|de nouveaux|de nouvelles|own brand of|[$€£]\d[\d.,]*"
    r"|even more|more|several|two|three|four|five|six|seven|eight|nine|ten|deux|trois|quatre|cinq|sept|huit|neuf|dix|"
    r"first (?:fully|truly)|"
    r"(?:a )?(?:host|slew|range|series|raft|wave|suite|bunch|set) of(?: new)?)\s"
    r"|[a-z]{6,}\snew\s)+",
    re.IGNORECASE,
)
_LEADS_NAME = re.compile(
    r"(?:New|Nouveau|Nouvelle|GPU|CPU|(?:Advancing|Expanding|Launching|Scaling|Improving|Upgrading|Introducing|"
    r"Announcing|Presenting|Unveiling|Celebrating|Meet|With|Avec|Via)|"
    r"(?:Smarter|Better|Faster|Cheaper|Safer|Simpler|Bigger|Easier|Redesigned|Revamped|Reimagined|Upgraded|Improved))"
    r"\s(?=\S)"
)
"""Words with a capital before a name that are none of it: `New Siri AI`, `un nouveau GPU A150`, `Advancing X`."""


def product_fact(text: Text, unit: Unit) -> Fact:
    return name_fact(text, unit.start, unit.end)


def name_fact(text: Text, start: int, end: int) -> Fact:
    start, end = extent(text, start, end)
    lead = _LEADS_NAME.match(text.text, start, end)
    if lead is not None:
        start = lead.end()
    return Fact(value=without_quotes(text.text[start:end]), evidence=evidence(text, start, end))


def span_fact(text: Text, start: int, end: int) -> Fact:
    words = text.text[start:end]
    lead = _TRIM.match(words)
    if lead:
        start += lead.end()
    tail = _TAIL.search(words)
    if tail and tail.start() > (lead.end() if lead else 0):
        end -= len(words) - tail.start()
    return Fact(value=text.text[start:end].strip(), evidence=evidence(text, start, end))


def within_heading(fact: Fact | None, reading: Reading) -> Fact | None:
    """`Drafting in Kestrel` | `Drafting in Kestrel Write and …`: a description that repeats its headline without a
    stop: what reaches beyond it is cut, and is told by the headline's words."""
    title, proof = reading.title, fact.evidence if fact else None
    below = next((one for one in reading.texts[1:2] if one.field == "description"), None)
    if fact is None or proof is None or below is None or proof.field != below.field or not title.sentences:
        return fact
    start, end = within(below, proof)
    first, last = title.sentences[0].start, title.sentences[-1].end
    length = last - first
    repeated = start < length < end and below.text.startswith(title.text[first:last])
    return as_written(title, first + start, last) if repeated else fact


def described_fact(text: Text, start: int, end: int) -> Fact:
    """A thing that has no name, in the words for its kind."""
    while (more := _WORD.match(text.text, end)) is not None and more[1] in KINDS:
        end = more.end()  # `new voice models` of `new voice`
    beyond = _NO_KIND.search(text.text, start + 1, end)
    return span_fact(text, start, beyond.start() if beyond is not None else end)


def fuller(fact: Fact | None, sign: Sign, reading: Reading) -> Fact | None:
    """`Opus 5` in the headline, `Claude Opus 5` below: the same name with the family before it."""
    if fact is None or not any(char.isdigit() for char in fact.value):
        return _numbered_below(fact, reading)
    tail = f" {fact.value.lower()}"
    for text in reading.texts[:2]:
        for unit in text.names if text.field != "body" else ():
            mine = unit.group == sign.company.group
            if mine and is_product(unit) and unit.low.endswith(tail) and not _only_maker(unit, tail):
                return product_fact(text, unit)
    return fact


def _numbered_below(fact: Fact | None, reading: Reading) -> Fact | None:
    """`le nouveau Gemini Pro` | `Gemini 9.1 Pro promet …`: the description begins with the same name and its number."""
    below = reading.texts[1] if len(reading.texts) > 1 else None
    if fact is None or below is None or below.field == "body" or not below.sentences or " " not in fact.value:
        return fact
    first = below.sentences[0].units[0]
    words = [word for word in first.low.split() if not word[0].isdigit()]
    same = is_product(first) and first.low.count(" ") == len(words) and " ".join(words) == fact.value.lower()
    return product_fact(below, first) if same else fact


def whole(fact: Fact | None, reading: Reading) -> Fact | None:
    """`… with Ledger Transformers` in a headline of capitals: the word before is of the name, if it is so below too."""
    proof = fact.evidence if fact else None
    title = reading.title
    if fact is None or proof is None or proof.field != "headline" or len(reading.texts) < 2:
        return fact
    first, last = within(title, proof)
    lead = _LEAD.search(title.text, 0, first)
    below = reading.texts[1]
    if title.field != "headline" or lead is None or below.field == "body":
        return fact
    words = title.text[lead.start() : last]
    at = below.text.find(words)
    unit = next((u for s in below.sentences[:2] for u in s.units if u.start == at), None) if at >= 0 else None
    if unit is None or unit.end != at + len(lead[1]) or unit.verbs or unit.cues:
        return fact
    if unit.name is not None or not (at or _NUMBERED.match(fact.value)):
        return fact
    start = lead.start()
    return Fact(value=f"{lead[1]} {fact.value}", evidence=evidence(title, start, last))


_LEAD = re.compile(r"\b([A-Z][a-z]{4,}) $")
_NUMBERED = re.compile(r"[A-Z][a-z]+ \d")


def _only_maker(unit: Unit, tail: str) -> bool:
    """`Antigravity 2` is no fuller as `Google Antigravity 2`."""
    return unit.name is not None and unit.low.removesuffix(tail) == unit.name.company.name.lower()


def with_maker(sign: Sign, fact: Fact | None) -> Fact | None:
    """`Introducing Mistral Ledger`: who introduces its own thing by a name that no rule knows, names it in full."""
    proof = fact.evidence if fact else None
    units = sign.clause.units
    if proof is None or sign.rule != "title-introducing" or proof.field != sign.text.field:
        return fact
    at = sign.at + 1
    if at + 1 >= len(units) or watched(units[at]) is None or is_product(units[at]):
        return fact
    one = units[at + 1]
    first, end = within(sign.text, proof)
    if one.start != first or one.name is not None or units[at].end + 1 != one.start:
        return fact
    start = units[at].start
    return Fact(value=sign.text.text[start:end], evidence=evidence(sign.text, start, end))
