"""Launches told by where a thing can be had now: `Lumen's maps are now available in Foundry`, `… go GA on Vertex AI`.

What is offered need not be the watched company's own: who reaches a lab's model through its cloud gets something new of
that cloud. On a vendor's own site the place may be missing, where AI is spoken of.
"""

from __future__ import annotations

import re

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.accounts import TO_READ_OR_ATTEND
from processors.detect.launches.objects import is_product, own_ai
from processors.detect.launches.signs import Sign, first_sign
from processors.detect.words.unit import Text, Unit, watched

_WORDS = ("availab", "disponib", "accessib", " live", " ga ", "preview", " now ", "beta")
_SO = r"(?:(?:is|are|est|sont|now|also|already|finally|today|generally|publicly|desormais|maintenant|enfin|aussi) )+"
_THERE = (
    rf"\b(?:{_SO}(?:available|disponibles?|accessibles?|live|ga|in (?:public |open )?(?:preview|beta)|"
    r"en (?:preversion|beta))|(?:goes|go|reach(?:es)?) (?:ga|live|general availability))\b"
)
_HAD = re.compile(_THERE)
"""That one can have it."""
_HAD_AT = re.compile(
    rf"(?:{_THERE}(?: (?:in (?:public )?preview|en preversion|today|now|worldwide|to [^:;,]{{3,36}}?|"
    r"pour [^:;,]{3,36}?|aux [^:;,]{3,36}?))?|"
    r"\b(?:is |are |est |sont )?(?:now|desormais))"
    r" (?:in|on|through|via|from|with|inside|within|dans|sur|chez|avec|across)\b ?"
)
"""And where: behind `now` alone the place must follow at once."""
_NO_NEWS = re.compile(
    r"\b(?:not|no longer|never|once|still|where|jobs?|roles?|tickets?|recordings?|replays?|slides|sessions?|"
    r"t-shirts?|shirts|novels?|books?|adverts?|ads|scams?|fakes?|pirated|stolen|leaked|merch|"
    rf"episodes?|programs?|programmes?|{TO_READ_OR_ATTEND}|ne|pas|plus|jamais|encore)\b"
)
_COMING = re.compile(
    r"\b(?:coming (?:soon )?(?:to|in)|comes? to|arrives? (?:in|on)|lands? (?:in|on)|headed to|arriv\w+ (?:dans|sur)) "
    r"(?:the |your |le |la )?"
)
"""That it will be there, which counts on the vendor's own site alone."""


def offered_sign(reading: Reading, text: Text) -> Sign | None:
    """At most one sign of a headline."""
    if _NO_NEWS.search(text.folded):
        return None
    if _ADDED.match(text.folded):
        return first_sign((_added,), reading, text)
    if "order" in text.folded or "precommande" in text.folded:
        return first_sign((_ordered,), reading, text)
    if not any(word in text.folded for word in _WORDS):
        return first_sign((_coming,), reading, text) if _COMING.search(text.folded) else None
    return first_sign((_in_place, _of_vendor), reading, text)


_ADDED = re.compile(
    r"(?:the |new |les |des |de |nouvelles |nouveaux |premieres |dernieres )*(?:(?:ai|a\.i\.)(?:[- ]powered)? "
    r"(?:enhancements|features|updates|upgrades|additions)|"
    r"(?:nouveautes|fonctions|fonctionnalites|ameliorations|outils|options) (?:d')?ia) "
    r"(?:in|for|to|across|dans|sur|pour|de|des|du) (?:(?:la |le |l')?[\w'-]+ (?:d'[\w-]+ )?(?:de |du |des ))?"
)


def _added(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`AI enhancements in Google Photos - Best Crop, Magic Brush`: what a host is given, and then by name."""
    told = _ADDED.match(text.folded)
    host = next((u for u in clause.units[clause.low : clause.high] if told and u.start == told.end()), None)
    company = watched(host)
    if host is None or company is None or not is_product(host):
        return None
    if re.match(r"(?: (?:de|chez) \w+)? ?(?:[:(–—]|- |\Z)", text.folded[host.end :]) is None:
        return None  # `AI features in Google Docs that you should turn off`
    if re.match(r" [-–—] [a-z]", text.text[host.end :]):
        return None  # (named, where a dash stands between)
    return Sign("wide-offered", text, clause, clause.low, company, host, [], weight=0.62)


def _in_place(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Cedar Large is generally available on Azure AI`: something, that it can be had, and a watched AI product."""
    told = _HAD_AT.search(text.folded, *clause.span())
    if told is None:
        return None
    behind = [u for u in clause.units[: clause.high] if u.start >= told.end()][:3]
    return _of_host(reading, text, clause, told, behind, 0.62)


def _coming(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Small Brightloom models for tides coming to Amazon Bedrock`, on the vendor's own site: it is announced."""
    told = _COMING.search(text.folded, *clause.span())
    if told is None or reading.organisation is None:
        return None
    behind = [u for u in clause.units if u.start >= told.end()][:2]
    return _of_host(reading, text, clause, told, behind, 0.6)


_ORDERED = re.compile(
    r"\b(?:(?:up|open|available|is|are|now) (?:for|to) pre-?order|"
    r"pre-?orders? (?:(?:are|is|now) )*(?:open|start|begin|live)|can (?:now )?be pre-?ordered|"
    r"(?:open|opens|opening|start|starts) (?:up )?(?:for )?pre-?orders|\Apre-?order (?:the |your )?\w|"
    r"(?:en|disponibles? a la|ouvre\w* (?:les|aux)) precommandes?|"
    r"precommandes? (?:(?:de|du|des) [^,:;]{3,40} )?(?:(?:sont|est) )?(?:desormais )?(?:ouvertes?|lancees?|possibles?)|"
    r"se precommande\w*|peu(?:t|vent) (?:desormais )?etre precommande)"
)


def _ordered(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Amazon's AI bracelet goes up for pre-order`: a watched firm's thing of AI that one can order from now on."""
    told = _ORDERED.search(text.folded, *clause.span())
    named = [u for u in clause.units[clause.low : clause.high] if u.party or u.model]
    company = watched(named[0]) if named else None
    if told is None or company is None or any(u.name is not None and watched(u) is None for u in named):
        return None
    if any(u.low in {"with", "avec"} for u in clause.units[clause.low : clause.index(named[0])]):
        return None  # `A laptop with an Nvidia chip is up for pre-order`
    host = next((u for u in named if own_ai(u, reading)), None)
    ai = host is not None or any("ai" in u.cues for u in clause.units[clause.low : clause.high])
    if not ai and reading.rules.listed["work-of-ai"].search(text.folded) is None:
        return None
    at = clause.reached(told.start())
    shown = host or next((u for u in named if is_product(u)), None)
    return Sign(
        "wide-offered", text, clause, clause.low if at is None else at, company, named[0],
        [shown] if shown is not None else [], weight=0.62,
    )  # fmt: skip


def _of_host(
    reading: Reading, text: Text, clause: Clause, told: re.Match[str], behind: list[Unit], weight: float
) -> Sign | None:
    """Something before what is told, and behind it at once a watched AI product."""
    at = clause.reached(told.start())
    host = next((u for u in behind if own_ai(u, reading)), None)
    company = watched(host)
    if at is None or at == clause.low or host is None or company is None:
        return None
    return Sign("wide-offered", text, clause, at, company, host, _shown(clause, at, host), weight=weight)


def _shown(clause: Clause, at: int, host: Unit) -> list[Unit]:
    """What is offered, by its name or shape; else the place."""
    units = clause.units[clause.low : at]
    named = next((u for u in units if is_product(u)), None)
    return [named or host]


def _of_vendor(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Tidewell's ferry timetables are now generally available in Norway`, of AI by the vendor's own words."""
    own = reading.organisation
    if own is None or not reading.ai() or clause.high != len(clause.units):
        return None
    told = _HAD.search(text.folded, *clause.span())
    at = clause.reached(told.start()) if told is not None else None
    if told is None or at is None or told.start() <= clause.units[clause.low].start:
        return None
    rest = text.folded[told.end() : clause.span()[1]].strip(" .!")
    if len(rest.split()) > 6:
        return None
    named = [u for u in clause.units[clause.low : at] if is_product(u)][:1]
    sign = Sign("wide-offered", text, clause, at, own, None, named, weight=0.64)
    if not named:
        sign.described = (clause.units[clause.low].start, clause.units[at - 1].end)
    return sign
