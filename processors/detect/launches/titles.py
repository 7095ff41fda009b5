"""Launches told without a verb: a title that is a name, `Introducing X`, `Google's new agent`, `le lancement de X`."""

from __future__ import annotations

import re

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.launch_nouns import noun_sign
from processors.detect.launches.newness import new_sign
from processors.detect.launches.objects import counts, is_product, of_house
from processors.detect.launches.own_forms import trains
from processors.detect.launches.own_titles import names_nothing, own_title_signs
from processors.detect.launches.press_names import press_name
from processors.detect.launches.said import denied
from processors.detect.launches.signs import Sign
from processors.detect.words.unit import Text, watched


def title_signs(reading: Reading) -> list[Sign]:
    """The signs of a headline as a whole."""
    text = reading.title
    if text.field != "headline" or not text.sentences:
        return []
    found = []
    cut = reading.clauses(text)
    if not cut:
        return []
    if reading.organisation is not None:
        own = (_introducing(reading, text, cut), reading.own_voice and _named(reading, text, cut))
        found += [sign for sign in own if sign]
        found += own_title_signs(reading, text, cut)
    else:
        found += [sign for sign in (press_name(reading, text, cut),) if sign]
    for clause in cut:
        for at in clause.spoken():
            sign = new_sign(reading, text, clause, at)
            if sign and denied(clause.units[clause.low : clause.high]):
                continue
            sign = sign or noun_sign(reading, text, clause, at)
            if sign:
                found.append(sign)
    return found


def _introducing(reading: Reading, text: Text, cut: list[Clause]) -> Sign | None:
    """`Introducing X`, `Meet X`, `Announcing X` on the vendor's own site."""
    assert reading.organisation is not None
    clause = next((one for one in map(_told, cut) if "launch_title" in one.units[one.low].cues), None)
    if clause is not None and clause.high == clause.low + 1:
        clause = _behind_colon(clause, cut)  # `Now available: a vector store for agents`
    if clause is None or names_nothing(text, clause):
        return None
    units = clause.units
    high = clause.high
    products = [u for u in units[clause.low + 1 : high] if (is_product(u) and counts(u, reading)) or u.proper]
    program = next(
        (k for k in range(clause.low + 1, high) if "program" in units[k].cues and not trains(clause, k)), None
    )
    stop = next(
        (k for k in range(clause.low + 2, high) if units[k].low in {"for", "to", "with", "in", "pour", "at"}),
        high,
    )
    if program is not None and program < stop:
        return None
    if _of_customer(reading, cut[0], clause) or _thought(reading, text, clause) or _welcomed(reading, clause):
        return None
    known = any(is_product(u) for u in products)
    if not known and (_joined(reading) or _GREETED.match(text.folded) or _OWN_LIFE.match(text.folded)):
        return None  # `Welcome, X!`: a firm or somebody that joins, and no product
    if not known and units[clause.low].low == "bringing" and _partnered(reading):
        return None  # `Bringing AI to Tessari's dolls` | `We are partnering with Tessari …`
    own = reading.organisation
    models = own.id != "apple" and any(u.low in _MODELS for u in units[clause.low + 1 : stop])
    if not (products or models or own.ai == "core" or reading.ai() or reading.ai_desk):
        return (
            None  # `Meet this winter's apprentices`: of a firm that does more than AI, AI must be spoken of
        )
    verb = units[clause.low].low
    if verb == "expanding" and any(u.low in _OFFICES for u in units[clause.low : clause.high]):
        return None  # `Expanding our operations to Peru with a new Lima office`
    if (
        verb
        in {
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
        and not products
    ):
        return None
    sign = Sign(
        "title-introducing",
        text,
        clause,
        clause.low,
        reading.organisation,
        None,
        products[:3],
        weight=0.9,
        outright=True,
    )
    if not products and all(
        u.name is not None and u.name.kind == "company" for u in units[clause.low + 1 : stop] if not u.sign
    ):
        return None  # `Introducing OpenAI` introduces no product
    if not products:
        sign.described = (
            (units[clause.low + 1].start, units[min(stop, high) - 1].end) if high > clause.low + 1 else None
        )
        sign.weight = 0.75
    if verb == "bringing":
        sign.weight = 0.55
    return sign


_OFFICES = frozenset({"office", "offices", "headquarters", "hub"})
_MODELS = frozenset({"model", "models", "agent", "agents", "modele", "modeles"})
_GOALS = re.compile(
    r"(?:an?|the) new (?:[\w-]+ ){0,2}(?:standards?|milestones?|partnerships?|collaborations?|lens|perspectives?|"
    r"measures?|evidence|estimates?|methods?|metrics?|theory|taxonomy)\b"
)


def _thought(reading: Reading, text: Text, clause: Clause) -> bool:
    """`Sparse Relay: a new frontier for …`, `ISO 1: a new standard`: behind the colon something new, and no product."""
    units = clause.units
    if clause.low == 0 or "new" not in units[clause.low].low.split():
        return False
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


def _heading(clause: Clause) -> Clause:
    """`Claude Opus 4.1, our sharpest coder`: up to the comma, unless a product stands behind it.

    With a version up to an `and` too: `K-TRACE 3 world model and new benchmarks`.
    """
    versioned = any(char.isdigit() for char in clause.units[clause.low].low)
    ends = {",", "and", "et"} if versioned else {","}
    comma = next((k for k in range(clause.low + 1, clause.high) if clause.units[k].low in ends), clause.high)
    if any(is_product(u) for u in clause.units[comma : clause.high]):
        return clause
    return Clause(clause.sentence, clause.low, comma, clause.kind, clause.topic)


_THANKED = frozenset(
    {
        "contributions", "contributors", "contributeurs", "acknowledgements", "acknowledgments", "credits", "authors",
        "remerciements", "auteurs",
    }
)  # fmt: skip
"""`GPT-9 Contributors`: a page that names who made it."""


def _named(reading: Reading, text: Text, cut: list[Clause]) -> Sign | None:
    """A vendor's title that is only its product's name, maybe with a tagline."""
    assert reading.organisation is not None
    clause = _heading(cut[0])
    units = [
        u
        for u in clause.units[clause.low : clause.high]
        if not u.sign and u.low not in {"and", "et", "the", "le", "la", "new", "our", "s"}
    ]
    if (
        len(units) > 1
        and units[0].name
        and units[0].name.kind == "company"
        and units[0].name.company is reading.organisation
        and is_product(units[1])
    ):
        units = units[1:]
    if not units or len(units) > 6 or units[-1].low.split()[-1] in _THANKED:
        return None
    products = [u for u in units if (is_product(u) and counts(u, reading)) or u.model]
    if not products or products[0] is not units[0]:
        return None
    maker = products[0].name.company if products[0].name else None
    if maker is not None and maker.level != "watched":
        return None
    told = next((k for k, u in enumerate(units) if u.low in {"with", "avec"}), len(units))
    if any("program" in u.cues or (u.verbs and not u.cues and k < told) for k, u in enumerate(units)):
        return None  # (`Claude Reef with extended thinking`: how it thinks, and no act)
    rest = [
        u
        for u in units
        if u not in products
        and "preview" not in u.cues
        and "launch_noun" not in u.cues
        and "open" not in u.cues
        and "general" not in u.cues
        and not u.low.isdigit()
    ]
    versioned = any(char.isdigit() for char in products[0].low)
    if [u.low for u in rest[:2]] == ["for", "good"]:
        return None
    placed = bool(rest) and rest[0].low in {"on", "in", "for", "with", "sur", "dans", "pour"}
    if len(rest) > (4 if placed else 2 if versioned else 1) or (
        rest and any("'" in u.low for u in clause.units[clause.low : clause.high])
    ):
        return None
    if text.folded.rstrip().endswith("?"):
        return None
    weight = 0.88 if versioned else 0.78
    if len(rest) and not versioned:
        weight -= 0.15
    return Sign(
        "title-name",
        text,
        clause,
        clause.low,
        reading.organisation,
        None,
        products,
        weight=weight,
        outright=versioned or (len(cut) > 1 and not rest),
    )
