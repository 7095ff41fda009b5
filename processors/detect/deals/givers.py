"""Investors that stand in one list with a known one, or in words for who gives that decide nothing.

Asked once a deal is flagged: what they find adds names to it and no weight.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newswatch.messages import Fact
from processors.detect.deals.completing import tells_givers, units_named
from processors.detect.deals.values import CROWD, fact
from processors.detect.grammar import parties as c
from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.quoting import as_written, within
from processors.detect.grammar.reading import Reading
from processors.detect.words.closed_classes import AND, THE
from processors.detect.words.model import Level
from processors.detect.words.text import fold
from processors.detect.words.unit import Sentence, Text, Unit

_BEHIND = re.compile(
    r"(?:,? itself|,? also|,? too)? (?:could |may |might |will |would |has |have |is set to |sera |serait |va |"
    r"pourrait |, investisseur \w+, )?"
    r"(?:put(?:s|ting)? (?:in|up)\b|top(?:s|ped)? up\b|chip(?:s|ped)? in\b|follow(?:s|ed)\b(?! \w+ (?:lead|in))|"
    r"join(?:s|ed) (?:too|as well|the round|in)\b|se partagent|(?:le |l'un des )?principa(?:l|ux) participants?|"
    r"along for the ride|(?:is|are) (?:also |both |all )?in(?:\.|,|$| the round| on the round)|"
    r"(?:is |are |est |sont |figure |figurent )?(?:among|parmi) (?:the |its |les |ses )?"
    r"(?:investors|backers|investisseurs|soutiens)|"
    r"(?:sont|est) (?:aussi |egalement )?de la partie|double(?:s|d)? down|remet(?:tent)? au pot|reinvesti(?:t|ssent))"
)
_BEFORE = re.compile(
    r"\b(?:(?:talks|discussions?|negotiations?|negociations?|pourparlers) (?:with|avec) |"
    r"(?:discute(?:nt|rait|raient)?|negocie(?:nt|rait|raient)?|talks|talking) (?:with|avec|to) |"
    r"(?:round|funding|financing|tour de table|levee) (?:with|avec) |vien(?:t|nent) d(?:e |')|"
    r"(?:fait entrer|font entrer|accueille|accueillent|"
    r"convaincu|convainc|seduit|attire|embarque|rallie|convinces|convinced|charms|woos|wooed|wins over) |"
    r"(?:actions|titres|parts) a |(?:shares|share sale|stock sale) to |alongside |aux cotes d(?:e |u |es |'))$"
)
_OVER = re.compile(
    r"\b(?:after|following|apres|suite a|since|while|despite) (?:[\w'-]+ ){0,3}"
    r"(?:talks|discussions?|negotiations?|negociations?|"
    r"pourparlers) (?:with|avec) $"
)
"""`seeks funds after takeover talks with X stall`: what has come to nothing."""
_FROM = re.compile(r"\b(?:from|by|par|aupres d(?:e |u |'))\s?$")
_LEADS = re.compile(r" (?:leads|led|mene)(?: and | et |[,.;]|$)")
_ITEM = THE | {"groupe", "group", "fonds", "fund", "firm", "societe", "investor"}
_ROLES = frozenset(
    {"ceo", "cfo", "cto", "chief", "founder", "co-founder", "cofounder", "chairman", "president", "pdg"}
)
"""`led by X and Y, CEO Ada Quill says`: who speaks."""
JOINS = AND | {","}


def further_givers(reading: Reading, known: list[Fact], taken: set[str], target: str) -> list[Fact]:
    """Those who are said to give in further words, and who stand in one list with them or with a known investor."""
    found: list[Fact] = []
    said = {
        fold(words)
        for one in known
        for words in (one.value, one.evidence.quote if one.evidence else one.value)
    }
    texts = [text for text in reading.texts[:2] if text.field != "body"]
    for text in texts:
        proofs = (one.evidence for one in known if one.evidence and one.evidence.field == text.field)
        there = {within(text, proof)[0] for proof in proofs}
        for sentence in text.sentences[:4]:
            if not sentence.places().parties:
                continue
            told = {unit.start for unit in _told(text, sentence)}
            gives = {u.start for u in sentence.units if u.start in there and _gives(text, sentence, u)}
            if not (told or gives):
                continue  # most sentences, and who fits asks a lot
            fit = {unit.start for unit in units_named(text, sentence)}
            for k, unit in enumerate(sentence.units):
                listed = unit.start in gives or (
                    unit.start in told and (unit.name is None or unit.start in fit)
                )
                for start, end in _list_around(sentence, k) if listed else ():
                    first = next(u for u in sentence.units if u.start == start)
                    if first.side in taken or (first.name is not None and start not in fit):
                        continue
                    taken.add(first.side)
                    named = fact(text, first) if first.name is not None else None
                    named = named or as_written(text, start, end)
                    if fold(named.value) not in said and fold(named.value) not in target:
                        found.append(named)
    return [*found, *_headed_list(reading, taken)] if not known and not found else found


def _gives(text: Text, sentence: Sentence, known: Unit) -> bool:
    """A known investor stands behind `from`, or where somebody is said to give."""
    before = text.folded[max(sentence.start, known.start - 12) : known.start]
    return tells_givers(text, sentence) or _FROM.search(before) is not None


def _told(text: Text, sentence: Sentence) -> Iterator[Unit]:
    """The names, whoever they are of, around which words say that they give."""
    for unit in sentence.units:
        if unit.name is None or unit.name.kind == "product":
            continue
        before = text.folded[max(sentence.start, unit.start - 24) : unit.start]
        told = _BEHIND.match(text.folded, unit.end, sentence.end) or _BEFORE.search(before)
        if told and not _OVER.search(text.folded, max(sentence.start, unit.start - 60), unit.start):
            yield unit
    for unit in sentence.units if "round" in sentence.places().cues else ():
        if unit.proper and "plain" not in unit.cues and _LEADS.match(text.folded, unit.end, sentence.end):
            yield unit


def _list_around(sentence: Sentence, at: int) -> list[tuple[int, int]]:
    """The names joined with that one by commas and `and`, itself too; an unknown name with all its capitals."""
    found = [at]
    for step in (1, -1):
        k = _next(sentence, at, step)
        while k is not None:
            found.append(k)
            k = _next(sentence, k, step)
    return [_whole(sentence.units, j) for j in sorted(found)]


def _next(sentence: Sentence, at: int, step: int) -> int | None:
    """The neighbour in the list: over a comma or `and`, an article and a word for a group."""
    units = sentence.units
    k = at + step
    if step > 0:
        while (
            k < len(units)
            and units[k].capital
            and not units[k].party
            and units[k].start == units[k - 1].end + 1
        ):
            k += 1  # the rest of an unknown name
    joined = False
    while 0 <= k < len(units) and (units[k].low in JOINS or units[k].low in _ITEM):
        joined = joined or units[k].low in JOINS
        k += step
    if not joined or not 0 <= k < len(units):
        return None
    unit = units[k]
    behind = [one.low for one in units[k + 1 : k + 3]]
    if "plain" in unit.cues or behind[:2] == ["'", "s"] or unit.low in _ROLES:
        return None
    company = unit.name is not None and unit.name.kind != "product"
    if unit.name is not None or (sentence.title_case and not unit.proper):
        return k if company else None
    capital = unit.capital and step > 0 and unit.low.isalpha() and len(unit.low) > 2 and not unit.verbs
    return k if unit.proper or capital else None


def _whole(units: list[Unit], at: int) -> tuple[int, int]:
    end = at
    while (
        units[at].name is None
        and end + 1 < len(units)
        and units[end + 1].capital
        and not units[end + 1].party
        and units[end + 1].start == units[end].end + 1
    ):
        end += 1
    return units[at].start, units[end].end


_OF_MANY: tuple[Level, ...] = ("watched", "tech", "investor")


def _headed_list(reading: Reading, taken: set[str]) -> list[Fact]:
    """`Adobe, Nvidia, AMD… Le gratin de la tech entre au capital de X`: a headline begins with who they are."""
    title = reading.title
    if title.field != "headline" or len(title.sentences) < 2:
        return []
    units = title.sentences[0].units
    named = [unit for unit in units if unit.party]
    rest = [unit for unit in units if not unit.party]
    if len(named) < 2 or not units[-1].low.startswith(("…", "...")):
        return []
    if not all(unit.is_company(*_OF_MANY) for unit in named) or any(
        u.low not in {",", "…", "...", "et", "and"} for u in rest
    ):
        return []
    if not any(
        verb.frame in ("stake", "invest", "fund")
        for unit in title.sentences[1].units
        for _, verb in unit.verbs
    ):
        return []
    return [fact(title, unit) for unit in named if unit.side not in taken]


def announcing_below(reading: Reading) -> list[Fact]:
    """`Tech leaders pledge $90 billion` | `X, Y and Z unveiled plans`: the list that the next sentence begins with."""
    below = next((text for text in reading.texts[1:2] if text.field == "description"), None)
    if below is None or not below.sentences:
        return []
    sentence = below.sentences[0]
    first = next((k for k, unit in enumerate(sentence.units[:2]) if unit.party), None)
    if first is None:
        return []
    whole = Clause(sentence, 0, len(sentence.units))
    acts = next((k for k, unit in enumerate(sentence.units) if k > first and _acts(unit)), first)
    listed = [sentence.units[k] for k in c.listed(whole, first, acts)]
    firms = [
        unit for unit in listed if unit.is_company("watched", "tech", "ai", "investor") and unit.side != CROWD
    ]
    return [fact(below, unit) for unit in firms] if len(firms) > 1 else []


def _acts(unit: Unit) -> bool:
    return bool(unit.verbs) and not unit.party


_FIRM = r"(?:start-?up|company|lab|venture|firm|outfit|societe|entreprise|laboratoire|firme|jeune pousse)"


def without_owners(reading: Reading, investors: tuple[Fact, ...], target: str) -> tuple[Fact, ...]:
    """`Ada Quill's AI startup X raises`, `X, la société d'Ada Quill`: whose the firm is gives it nothing."""
    texts = [text.folded for text in reading.texts[:2] if text.field != "body"]
    return tuple(one for one in investors if not any(_owns(text, fold(one.value), target) for text in texts))


def _owns(folded: str, name: str, target: str) -> bool:
    if " " not in name:
        return False
    who = rf"(?:{re.escape(name)}|{re.escape(name.split()[-1])})"
    its = rf"(?:{_FIRM}|{re.escape(target)})" if target else _FIRM
    owned = rf"\b{who}['’]s (?:[\w-]+ ){{0,3}}{its}\b|\b{_FIRM}(?: [\w-]+){{0,2}} d(?:e |['’]){who}\b"
    return re.search(owned, folded) is not None


_TELLERS = frozenset(
    {
        "bloomberg", "bloomberg news",
        "cnbc", "wsj", "the wall street journal", "wall street journal", "techcrunch", "reuters", "the information",
        "financial times", "the financial times", "ft", "forbes", "axios", "nikkei", "nikkei asia", "les echos", "bfm",
        "bfm business", "le monde", "le figaro", "business insider", "the new york times", "new york times", "sifted",
        "fortune", "wired", "the economist", "handelsblatt", "cnn", "bbc", "the verge", "agence france-presse", "afp",
        "sky news", "the guardian", "the times", "the telegraph", "venturebeat", "maddyness", "l'usine digitale",
    }
)  # fmt: skip
_SHARE_CODE = re.compile(r"[A-Z]{1,5}\.[A-Z]{1,2}")


def without_tellers(investors: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """`told CNBC exclusively`, `Nvidia NVDA.O`: who tells the news and the code of a share give nothing."""
    return tuple(
        one for one in investors if fold(one.value) not in _TELLERS and not _SHARE_CODE.fullmatch(one.value)
    )
