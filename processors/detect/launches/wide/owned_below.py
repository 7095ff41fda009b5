"""Vendors' own posts whose title says what it is about, and the sentence below that it can be had.

`Dry runs for agents` | `Dry runs are in preview now`. And a product's bare name in a list of links, that is told
below to be new.
"""

from __future__ import annotations

import re

from processors.detect.grammar.reading import Reading
from processors.detect.launches.accounts import TO_READ_OR_ATTEND
from processors.detect.launches.objects import own_ai
from processors.detect.launches.signs import Sign
from processors.detect.words.unit import Text, watched

_THERE = re.compile(
    r"\b(?:(?:is|are) now (?:generally |publicly )?(?:available|live|in (?:public )?preview)|"
    r"(?:is|are) (?:generally available|available (?:today|now|in (?:public )?preview))|launch(?:es|ing)? "
    r"(?:in (?:public )?preview )?today|(?:today,? )?we(?:'re| are) (?:excited |thrilled |pleased |happy |proud )?"
    r"(?:to )?(?:announc\w+|introduc\w+|launch\w*|releas\w+) (?:the|a|an|new|our)|"
    r"(?:est|sont) (?:desormais|maintenant) disponibles?)\b"
)
_NOW_DOES = re.compile(
    r"\bnow (?:also |automatically )?(?!has\b|is\b|was\b|uses\b|makes up\b|serves\b|accounts\b|costs\b|means\b|knows\b)"
    r"[a-z]{2,}(?<!s)s\b(?! (?:that|how|why|million|billion|customers))"
)
"""`Copilot now routes to the best model`: what a product does from today on."""
_IS_NEW = re.compile(
    r"\b(?:is|est) (?:[\w-]+'s |(?:a|an|the|our|un|une|le|la|notre) )?(?:\w+ )?(?:first|new|newest|latest|premier|"
    r"premiere|nouveau|nouvelle|nouvel)\b"
)
_NO_NEWS = re.compile(
    rf"\b(?:{TO_READ_OR_ATTEND}|benchmark|program(?:me)?|cohort|event|survey|"
    r"walk through|learn how|blog|customer|partner|award|fund|grant|last (?:year|month|week)|recently)\b|"
    r"\b(?:announc|introduc|launch|releas)\w* (?:(?!for\b|of\b|that\b|to\b|with\b|which\b)[\w-]+ ){0,4}"
    r"(?:partnership|alliance|agreement|analysis|funding|appointment)\b"
)
"""What is announced and none uses; a new agent `for data analysis` is told all the same."""
_SHORT = 4


def owned_below_sign(reading: Reading, text: Text) -> Sign | None:
    """At most one sign of a headline, by the first sentence below it."""
    below = next((t for t in reading.texts if t.field == "description" and t.sentences), None)
    if below is None or not reading.clauses(text) or text.folded.rstrip().endswith("?"):
        return None
    first = below.sentences[0]
    if _NO_NEWS.search(below.folded, first.start, first.end) or _NO_NEWS.search(text.folded):
        return None
    clause = reading.clauses(text)[0]
    product = next((u for u in text.names if own_ai(u, reading)), None)
    own = reading.organisation
    same = own is not None and own.ai == "core" and not own.guests and _told_of(text, below)
    if own is not None and (same or reading.ai()) and _THERE.search(below.folded, first.start, first.end):
        if not same and not any(u.says_ai for s in (*text.sentences, first) for u in s.units):
            return None
        shown = [product] if product is not None else []
        return Sign("wide-owned-below", text, clause, clause.low, own, None, shown, weight=0.6)
    if (
        own is not None
        and product is not None
        and _NOW_DOES.search(below.folded, first.start, first.end)
        and any(own_ai(unit, reading) and unit.start < first.end for unit in below.names)
    ):
        return Sign("wide-owned-below", text, clause, clause.low, own, None, [product], weight=0.6)
    units = text.sentences[0].units
    bare = product is not None and len(text.sentences) == 1 and len(units) <= _SHORT
    company = watched(product)
    if product is None or not bare or company is None or product not in units[:2]:
        return None
    same = any(u.low == product.low for u in first.units[:4])
    if not same or not _IS_NEW.search(below.folded, first.start, min(first.end, first.start + 120)):
        return None
    return Sign("wide-owned-below", text, clause, clause.low, company, product, [product], weight=0.6)


def _told_of(text: Text, below: Text) -> bool:
    """`Signals for the quay` | `Signals are now in preview.`: by the word that begins the headline."""
    return below.folded.startswith(tuple(f"{text.folded.split()[0]} {verb} " for verb in ("is", "are")))


_ANNOUNCED = re.compile(
    r"(?:today,? )?(?:announcing|introducing|unveiling|launching|releasing|presenting) "
    r"(?P<what>(?:(?:our|the|an?|two|three|four|new|first|and|most) )+"
    r"(?:(?!of\b|for\b|to\b|that\b|with\b)[\w-]+ ){0,4}?"
    r"(?:models?|agents?|assistants?|apps?|tools?|apis?|features?|generators?|chips?|voices|browser))\b"
)


def announced_below_sign(reading: Reading, _title: Text) -> Sign | None:
    """`Songs from the quay` | `Announcing our first whistling model`: the first words below, without a name."""
    own, below = reading.organisation, reading.lead
    if own is None or own.guests or below is None or not (own.ai == "core" or reading.ai()):
        return None
    first = below.sentences[0]
    told = _ANNOUNCED.match(below.folded, first.start)
    if told is None or _NO_NEWS.search(below.folded, first.start, first.end):
        return None
    clause = reading.clauses(below)[0]
    sign = Sign("wide-announced", below, clause, clause.low, own, None, [], weight=0.7, outright=True)
    sign.described = told.span("what")
    return sign
