"""Whose launch it is, as a fact: the organisation by its shown name, with the words that name it."""

from __future__ import annotations

import re
from dataclasses import replace

from newswatch.messages import Fact
from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.quoting import naming
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import is_product, of_house
from processors.detect.launches.signs import Sign
from processors.detect.words.unit import Unit, watched


def by_owner(sign: Sign) -> Sign:
    """The sign of whoever the text gives the product to, where rules know its name as another firm's, or as a host's.

    `Mistral's new Deep Research mode`, `OpenAI adds support for Google's X`, `Claude Android app arrives`.
    """
    if not sign.products:
        return sign
    owner = _guest(sign) or _actor(sign) or _owner(sign) or _welcomed(sign)
    company = watched(owner)
    if company is None or company.group == sign.company.group:
        return sign
    return replace(sign, company=company, organisation=owner)


_BETWEEN = 5


def _owner(sign: Sign) -> Unit | None:
    """`Google's new X`, `Google's new X and Y agents`: who stands before the genitive that leads to the product."""
    if sign.organisation is not None and not is_product(sign.organisation):
        return None
    units = sign.clause.sentence.units
    at = next((k for k, unit in enumerate(units) if unit is sign.products[0]), 0)
    k = at - 1
    while k > 1 and at - k <= _BETWEEN and not units[k].verbs and not (units[k].sign and units[k].low != "-"):
        if units[k].low == "s" and units[k - 1].low == "'":
            return None if is_product(units[k - 2]) else units[k - 2]
        k -= 1
    return None


def _guest(sign: Sign) -> Unit | None:
    """`Claude Android app`: right before the name of a host, the product that comes to it."""
    host, guest = sign.organisation, sign.products[0]
    if host is None or host.name is None or not is_product(host) or host.name.ai or guest.name is None:
        return None
    return guest if guest.name.ai and is_product(guest) and guest.end + 1 == host.start else None


_ITS_MODEL = re.compile(
    r"['’]s (?:[\w-]+ ){0,5}(?:LLM|VLM|model|agent|family|weights|suite|assistant|robot)s?\b", re.IGNORECASE
)
_MODEL_OF = re.compile(
    r" ?[,:–—-] (?:les? |la |l['’])?(?:[\w-]+ ){0,3}(?:LLM|IA|modèles?|agents?|familles?|robots?|assistants?)"
    r" (?:[\w-]+ ){0,3}(?:de |d['’])",
    re.IGNORECASE,
)


def _welcomed(sign: Sign) -> Unit | None:
    """`Welcome X: Corvid's new open model`, on a host's own page: behind the product stands whose it is."""
    text, units = sign.text, sign.clause.sentence.units
    at = next((k for k, unit in enumerate(units) if unit is sign.products[0]), len(units))
    maker = next((unit for unit in units[at + 2 : at + 10] if unit.is_firm), None)
    if text.field != "headline" or maker is None or of_house(sign.products[0], sign.company):
        return None
    known = sign.organisation
    if known is not None and known is not maker and not is_product(known):
        return None
    behind = units[at].end
    owns = text.text[behind : maker.start].strip() in {"-", "–", "—", ":", ","}
    told = owns and _ITS_MODEL.match(text.text, maker.end)
    return maker if told or _MODEL_OF.fullmatch(text.text, behind, maker.start) else None


def _actor(sign: Sign) -> Unit | None:
    """`OpenAI adds support for Google's X`: a firm that begins the clause and launches another one's product."""
    units, owner = sign.clause.units, sign.organisation
    actor = units[sign.clause.low]
    if (
        not sign.rule.startswith("launch")
        or owner is None
        or is_product(owner)
        or is_product(actor)
        or sign.at != sign.clause.low + 1
    ):
        return None
    return (
        actor if sign.text.folded.startswith("'s ", owner.end) and owner.start > units[sign.at].end else None
    )


def organisation_fact(sign: Sign, reading: Reading) -> Fact:
    """The organisation by its shown name; the words that name it or its product prove it."""
    company = sign.company
    own = reading.organisation
    if own is not None and own.id != company.id and own.parent == company.id:
        company = own  # GitHub's own post on Copilot
    unit = sign.organisation
    value = company.shown or company.name
    if (
        company.id == "deepmind"
        and unit is not None
        and unit.low == "deepmind"
        and not _google_near(sign.clause, unit)
    ):
        value = "DeepMind"
    if unit is None:
        return Fact(value=value)
    return Fact(value=value, evidence=naming(sign.text, unit))


def _google_near(clause: Clause, unit: Unit) -> bool:
    units = clause.sentence.units
    at = next((k for k, other in enumerate(units) if other is unit), 0)
    near = units[max(0, at - 3) : at]
    return any(other.name and other.name.company.id == "google" for other in near) and all(
        o.low != "," for o in near
    )
