"""A vendor's own title that introduces something: `Introducing X`, `Meet X`, `Announcing X`, `Bringing X to Y`."""

from __future__ import annotations

import re

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import MODELS, counts, is_product, of_house
from processors.detect.launches.own_forms import trains
from processors.detect.launches.own_titles import names_nothing
from processors.detect.launches.signs import Sign
from processors.detect.launches.things import no_thing
from processors.detect.words.unit import Text, Unit, watched

_FOR = frozenset({"for", "to", "with", "in", "pour", "at"})
"""Where what is introduced ends."""
_ONLY_BY_NAME = frozenset(
    {
        "bringing",
        "launching",
        "expanding",
        "try",
        "meet the",
        "expanding access to",
        "voici",
        "welcome",
        "welcoming",
    }
)
"""What introduces something where it has a name."""


def introducing_sign(reading: Reading, text: Text, cut: list[Clause]) -> Sign | None:
    """What the title of a vendor's page introduces. `cut`: its clauses."""
    assert reading.organisation is not None
    clause = next((one for one in map(_told, cut) if "launch_title" in one.units[one.low].cues), None)
    if clause is not None and clause.high == clause.low + 1:
        clause = _behind_colon(clause, cut)  # `Now available: a vector store for agents`
    if clause is None or names_nothing(text, clause):
        return None
    units, low, high = clause.units, clause.low, clause.high
    products = [u for u in units[low + 1 : high] if (is_product(u) and counts(u, reading)) or u.proper]
    stop = next((k for k in range(low + 2, high) if units[k].low in _FOR), high)
    if any("program" in units[k].cues and not trains(clause, k) for k in range(low + 1, stop)):
        return None
    if no_thing(reading, text, clause, low):
        return None  # `Introducing our new chief AI officer`
    if _of_customer(reading, cut[0], clause) or _thought(reading, text, clause) or _welcomed(reading, clause):
        return None
    if _no_product(reading, text, clause, products) or not _of_ai(reading, clause, products, stop):
        return None
    things = [unit for unit in units[low + 1 : stop] if not unit.sign]
    if not products and all(unit.is_firm for unit in things):
        return None  # `Introducing OpenAI` introduces no product
    named = bool(products) or high == low + 1
    return Sign(
        "title-introducing",
        text,
        clause,
        low,
        reading.organisation,
        None,
        products[:3],
        described=None if named else (units[low + 1].start, units[min(stop, high) - 1].end),
        weight=0.55 if units[low].low == "bringing" else 0.9 if products else 0.75,
        outright=True,
    )


def _no_product(reading: Reading, text: Text, clause: Clause, products: list[Unit]) -> bool:
    """What is introduced is somebody, a partner's or an office, or has no name where it should have one."""
    verb = clause.units[clause.low].low
    if not any(map(is_product, products)):
        if _joined(reading) or _GREETED.match(text.folded) or _OWN_LIFE.match(text.folded):
            return True  # `Welcome, X!`: a firm or somebody that joins
        if verb == "bringing" and _partnered(reading):
            return True  # `Bringing AI to Tessari's dolls` | `We are partnering with Tessari …`
    if verb == "expanding" and any(u.low in _OFFICES for u in clause.units[clause.low : clause.high]):
        return True  # `Expanding our operations to Peru with a new Lima office`
    return not products and verb in _ONLY_BY_NAME


def _of_ai(reading: Reading, clause: Clause, products: list[Unit], stop: int) -> bool:
    """Of a firm that does more than AI, AI must be spoken of: not in `Meet this winter's apprentices`."""
    own = reading.organisation
    if products or own is None or own.ai == "core" or reading.ai() or reading.ai_desk:
        return True
    return own.id != "apple" and any(u.low in _MODELS for u in clause.units[clause.low + 1 : stop])


_OFFICES = frozenset({"office", "offices", "headquarters", "hub"})
_MODELS = MODELS | {"agent", "agents"}
_GOALS = re.compile(
    r"(?:an?|the) new (?:[\w-]+ ){0,2}(?:standards?|milestones?|partnerships?|collaborations?|lens|perspectives?|"
    r"measures?|evidence|estimates?|methods?|metrics?|theory|taxonomy)\b"
)


def _thought(reading: Reading, text: Text, clause: Clause) -> bool:
    """`Sparse Relay: a new frontier for …`, `ISO 1: a new standard`: behind the colon something new, and no product."""
    units = clause.units
    if "new" not in units[clause.low].low.split():
        return False
    if clause.low == 0 and any(is_product(unit) for unit in units):
        return False  # `A new era with Gemini 9`
    start = units[clause.low].start
    found = reading.rules.listed["new-thought"].search(text.folded, start, start + 24)
    return found is not None or bool(_GOALS.match(text.folded, start))


def _welcomed(reading: Reading, clause: Clause) -> bool:
    """`Welcome Osprey 7B` on a site of many: a guest's model, and its maker is nobody watched."""
    units = clause.units[clause.low : clause.high]
    own = reading.organisation
    greeted = own is not None and own.guests and units[0].low in {"welcome", "welcoming"}
    return greeted and not any(watched(unit) is not None and watched(unit) is not own for unit in units)


def _behind_colon(clause: Clause, cut: list[Clause]) -> Clause:
    behind = next((one for one in cut if one.low > clause.low and one.sentence is clause.sentence), None)
    return (
        clause
        if behind is None
        else Clause(clause.sentence, clause.low, behind.high, clause.kind, clause.topic)
    )


_BESIDE = frozenset({"x", "×", "+", "&", "and", "et", "with", "avec", "on", "sur"})


def _of_customer(reading: Reading, heading: Clause, told: Clause) -> bool:
    """`Acme x Google Cloud: Bringing …`: who heads the title uses what the vendor has, and the news is his."""
    units = heading.units[heading.low : heading.high]
    if heading.low >= told.low or not units or is_product(units[0]) or watched(units[0]) is not None:
        return False
    own = reading.organisation
    k = next((k for k, unit in enumerate(units) if unit.low in _BESIDE), None)
    if k is None or own is None or not (units[0].party or units[0].capital):
        return False
    return any(of_house(unit, own) for unit in units[k:])


def _told(clause: Clause) -> Clause:
    """`How we're bringing …`: from the word that says what is done."""
    units = clause.units
    if [unit.low for unit in units[clause.low : clause.low + 2]] != ["how", "we"]:
        return clause
    low = next(
        (k for k in range(clause.low + 2, min(clause.low + 5, clause.high)) if units[k].low == "bringing"),
        None,
    )
    return clause if low is None else Clause(clause.sentence, low, clause.high, clause.kind, clause.topic)


_JOINS = re.compile(
    r"\b(?:joins?|joining|is joining|are joining|rejoint|rejoignent|rejoindre|part of|acquires?|acquired)\b"
)


def _joined(reading: Reading) -> bool:
    """Headline or the first sentence below says that someone joins."""
    return any(_JOINS.search(text.folded, 0, 300) for text in reading.texts[:2])


_GREETED = re.compile(r"welcome, [a-z'-]+(?: [a-z'-]+)? (?:(?:and|&) [a-z'-]+(?: [a-z'-]+)?|[a-z'-]+)\W*\Z")
_OWN_LIFE = re.compile(
    r"(?:an?|our|the) new (?:home|office|chapter|era|campus|board|chair|headquarters|logo|name|partner|colleagues?|"
    r"neighbou?rs?)\b"
)
"""`A new home in Oslo`: what becomes of the firm itself."""
_PARTNERS = re.compile(
    r"\b(?:(?:are|is) partnering|partner(?:s|ed)? with|team(?:s|ed)? up with|collaborat\w+ with)\b"
)


def _partnered(reading: Reading) -> bool:
    below = reading.lead
    return below is not None and _PARTNERS.search(below.folded, 0, below.sentences[0].end) is not None
