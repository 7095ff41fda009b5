"""Launches in the words of a vendor: `Introducing X in Foundry`, `New in Copilot Studio`, `Improved Gemini 9`.

Vendors' own words are copied by those who list them, so `Introducing …` counts wherever it opens a headline, where it
names an AI product of a watched company. The other forms are asked of the vendor's own site alone.
"""

from __future__ import annotations

import re

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.accounts import TO_READ_OR_ATTEND
from processors.detect.launches.objects import is_product, of_house, own_ai
from processors.detect.launches.own_titles import names_nothing
from processors.detect.launches.signs import Sign
from processors.detect.words.closed_classes import RELATIVES
from processors.detect.words.unit import Text, Unit, watched

_TOLD = re.compile(
    r"(?:today,? )?(?:(?:we're|we are|nous) )?(?:proudly |excited to )?"
    r"(?:introducing|announcing|announce|unveiling|presenting|launching|releasing|debuting|presentons|lancons|"
    r"annoncons|voici(?! ce qu| pourquoi| comment| combien)|decouvrez(?! ce qu| pourquoi| comment| combien)) |"
    r"(?:we(?:'ve| have) |nous avons )\(?(?:just |finally |now |enfin )?\)? ?(?:added|launched|released|shipped|"
    r"introduced|opened|brought|updated|ajoute|lance|publie|ouvert) |"
    r"(?:we're|we are) (?:expanding|adding|bringing|rolling out|opening|shipping|updating|improving|upgrading) "
)
_FRESH = re.compile(
    r"(?:what's new|what is new|all that's new|quoi de neuf|les nouveautes|nouveautes|"
    r"(?:(?:new|more|enhanced|latest|additional|exciting|nouvelles|nouveaux) )+(?:[\w-]+ ){0,3}?(?:capabilities|"
    r"features|tools|controls|integrations|options|updates|improvements|enhancements|ways|"
    r"fonctions|fonctionnalites|outils)) "
    r"(?:\w+ ){0,2}?(?:in|for|with|to|on|across|dans|pour|de|sur|chez) (?:the |le |la |l')?"
)
_BETTER = re.compile(
    r"(?:^|: )(?:improved|updated|enhanced|simplified|expanded|upgraded|faster|smarter|streamlined|broader|longer|"
    r"extended|customi[sz]able|multimodal|ameliorations?|simplifi\w+|plus rapide|elargi\w*) "
)
_STAMPED = re.compile(
    r"(?:\[[\w ]+\] )?(?:now )?(?:generally available|general availability|(?:public |private )?preview|in preview|"
    r"in development|launched|disponibilite generale|en preversion|preversion publique)(?::| -| –) "
)
_NO_NEWS = re.compile(
    r"\b(?:recipients?|awards?|new home|blog|winners?|cohort|"
    rf"program(?:me)?s?|fellows?|grants?|partners?|customers?|{TO_READ_OR_ATTEND}|"
    r"challenges?|events?|summit|research|benchmarks?|index|office|hub in|"
    r"academy|community|careers?|team|safety|policy|principles|framework for|book|season|for years)\b"
)
_ON = re.compile(r".*\b(?:on|atop|using|built on|powered by|running on|via) (?:the )?\Z")
_OURS = re.compile(r"(?:today,? )?(?:we're|we are|we've|we have|nous) ")


def voiced_sign(reading: Reading, text: Text) -> Sign | None:
    """At most one sign of a headline."""
    if _NO_NEWS.search(text.folded):
        return None
    clauses = reading.clauses(text)
    told = _TOLD.match(text.folded)
    if told is not None and not names_nothing(text, clauses[0]):
        return _introduced(reading, text, clauses[0], told.end())
    own = reading.organisation
    if own is None:
        return None
    fresh = _FRESH.match(text.folded) or _FRESH.search(text.folded, max(0, text.folded.find(": ") + 2))
    if fresh is not None:
        return _in_host(reading, text, clauses, fresh.end(), 3)
    better = _BETTER.search(text.folded)
    if better is not None and not _OF_CUSTOMER.search(text.text):
        return _in_host(reading, text, clauses, better.end(), 8)
    stamped = _STAMPED.match(text.folded)
    if stamped is not None and (own.ai == "core" or reading.ai()):
        clause = next((c for c in clauses if c.span()[1] > stamped.end()), clauses[-1])
        named = [u for u in clause.units if u.start >= stamped.end() and is_product(u) and watched(u)][:1]
        sign = Sign("wide-voiced", text, clause, clause.low, own, None, named, weight=0.64)
        if not named:
            sign.described = (stamped.end(), clause.span()[1])
        return sign
    return None


_OF_CUSTOMER = re.compile(
    r"\A[^:]{2,40} (?:and|&|x|×|with) [A-Z][^:]{1,30}: | at (?:the |St\. )?[A-Z][\w'’-]+"
)
"""`AWS and Nordvik: faster claims with Bedrock`, `Faster scans at Brastow with Azure`: who has it better."""
_WITH = re.compile(r" (?:with|using|powered by|built on|running on|avec) (?:the |\w+'s )?\Z")


def _introduced(reading: Reading, text: Text, clause: Clause, start: int) -> Sign | None:
    units = [u for s in text.sentences[:1] for u in s.units if u.start >= start][:12]
    product = next((u for u in units if own_ai(u, reading)), None)
    firm = next((u for u in units if watched(u)), None)
    owner = product or (firm if _says_ai(text) else None)
    own = reading.organisation
    if owner is None and own is not None and reading.ai() and _OURS.match(text.folded):
        sign = Sign("wide-voiced", text, clause, clause.low, own, None, [], weight=0.6)
        sign.described = (units[0].start, units[-1].end) if units else None
        return sign
    company = watched(owner)
    if owner is None or company is None or any("program" in u.cues for u in units[:4]):
        return None
    if len(units) > 1 and "program" in units[-1].cues and units[-1].low in _GATHERINGS:
        return None  # `Announcing the Claude club tour`
    if product is None and own is None and _ON.match(text.folded[: owner.start][-16:]):
        return None  # `Launching Tidechain: model flows on AWS`: somebody's own, and where it runs
    if own is None and (
        _made_with(text, units, owner, start) or _WHO.search(text.folded, start, owner.start)
    ):
        return None
    first = next((u for u in units if u.party and u.name is not None), None)
    if first is not None and watched(first) is None and product is None:
        return None
    if own is None and _met_by_another(units, owner):
        return None
    at = max(clause.low, next((k for k, u in enumerate(clause.units) if u.end >= start - 1), clause.low))
    shown = [product] if product is not None else []
    at = min(at, len(clause.units) - 1)
    return Sign("wide-voiced", text, clause, at, company, owner, shown, weight=0.62)


_GATHERINGS = frozenset(
    {
        "tour",
        "roadshow",
        "meetup",
        "conference",
        "event",
        "contest",
        "challenge",
        "award",
        "awards",
        "prize",
        "grants",
    }
)
_WHO = re.compile(r", (?:who|qui) |: ")
"""Somebody who is introduced, or what is said of what heads it, before the product is named."""


def _met_by_another(units: list[Unit], owner: Unit) -> bool:
    """`Voici un traducteur norvégien qui bat Gemini`: nobody's thing, and what it does to a product of a known firm."""
    before = [unit for unit in units if unit.end <= owner.start]
    k = next((k for k, unit in enumerate(before) if unit.low in RELATIVES), None)
    return k is not None and not any(unit.party or unit.model for unit in before[:k])


def _made_with(text: Text, units: list[Unit], owner: Unit, start: int) -> bool:
    """`Announcing Burrow with Gemini 9`: what somebody else makes of it."""
    told = units[0].capital and _WITH.search(text.folded, start, owner.start)
    return bool(told) and not any(watched(unit) for unit in units if unit.start < owner.start)


def _in_host(reading: Reading, text: Text, clauses: list[Clause], start: int, within: int) -> Sign | None:
    """The vendor's own AI product close behind."""
    own = reading.organisation
    assert own is not None
    for clause in clauses:
        near = [u for u in clause.units[clause.low : clause.high] if u.start >= start][:within]
        host = next((u for u in near if own_ai(u, reading)), None)
        if host is not None and of_house(host, own):
            return Sign("wide-voiced", text, clause, clause.units.index(host), own, None, [host], weight=0.62)
    return None


def _says_ai(text: Text) -> bool:
    return any(unit.says_ai for sentence in text.sentences for unit in sentence.units)
