"""Launches told by the means: `L'IA Mistral tient sur un portable avec ce nouveau modèle`, `l'offensive de Meta avec
Muse Ember`, `Google confie Agenda à Gemini`, `Plume 2, le modèle que Mistral vient de publier`.

The verb launches nothing, or none is there; the thing that is new stands behind `with`, `to` or `that … just`.
"""

from __future__ import annotations

import re

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import counts, flagship, is_product, of_house, own_ai
from processors.detect.launches.signs import Sign, first_sign
from processors.detect.launches.wide.ambitions import finds_fault
from processors.detect.launches.wide.newly import clause_of
from processors.detect.words.closed_classes import ITS
from processors.detect.words.unit import Text, Unit, watched


def means_sign(reading: Reading, text: Text) -> Sign | None:
    """At most one sign of a headline."""
    if _WORD.search(text.folded) is None or finds_fault(text.folded):
        return None
    return first_sign((_with_this, _offensive, _entrusted, _empowered), reading, text) or _just_out(
        reading, text
    )


_WORD = re.compile(
    r"\b(?:avec|grace a|via|with|confi\w+|entrusts?|vien(?:t|nent) de|just|permet\w*|"
    r"appren\w+|autoris\w+|laiss\w+|teach\w*|allows?|lets?)\b"
)
_KIND = (
    r"(?:modele|version|fonction(?:nalite)?|mise a jour|outil|option|mode|agent|appli(?:cation)?|puce|extension|model|"
    r"feature|update|upgrade|tool)"
)
_THIS_NEW = re.compile(
    rf"\b(?:avec|grace a|via|with|thanks to) (?:ce|cet|cette|this) (?:tout(?:e)? )?(?:nouveau|nouvel|nouvelle|new|"
    rf"derniere?) (?:petit |petite |small )?{_KIND}\b"
)


def _with_this(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`L'IA Mistral tient sur un portable avec ce nouveau modèle`: whose AI, and that a new thing makes it so."""
    told = _THIS_NEW.search(text.folded, *clause.span())
    owner = clause.leader(clause.low + 4)
    company = watched(owner)
    if told is None or owner is None or company is None or owner.start > told.start():
        return None
    if not (own_ai(owner, reading) or company.ai == "core" or reading.ai()):
        return None
    if any(unit.party and watched(unit) is None for unit in clause.units[clause.low : clause.high]):
        return None
    at = clause.reached(told.start())
    sign = Sign("wide-means", text, clause, clause.low if at is None else at, company, owner, [], weight=0.6)
    sign.described = (told.start() + told.group().index(" ") + 1, told.end())
    return sign


_STRIKE = re.compile(
    r"\b(?:(?:nouvelle |grande )?(?:offensive|riposte|contre-attaque|replique|percee|revanche)|grand retour|push|"
    r"comeback|counterattack|answer)\b[^:;?!]{0,60}? (?:avec|with) "
)


def _offensive(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Meta : l'offensive du local avec Muse Ember`: a maker, its move, and a product of it that is no veteran."""
    told = _STRIKE.search(text.folded, *clause.span())
    product = next((u for u in text.names if told is not None and u.start == told.end()), None)
    if told is None or product is None or not (is_product(product) and counts(product, reading)):
        return None
    makers = [u for u in text.names if u is not product and u.is_firm]
    company = watched(makers[0]) if makers else None
    if company is None or not of_house(product, company) or flagship(product):
        return None
    at = clause.index(product)
    if at is None or not product.names_ai:
        return None
    return Sign("wide-means", text, clause, at, company, makers[0], [product], weight=0.6)


_ENTRUSTS = ("confie", "entrust", "hands")
_AGENT = re.compile(
    r"\b(?:a|to) ((?:un |une |an? )(?:(?:nouvel|nouveau|nouvelle|new) )?(?:agent|assistant|ia|modele|chatbot|robot)"
    r"(?: (?:d'ia|ia|autonome|maison|dedie))*)\W*\Z"
)
"""The new hand that the work is given to, which has no name."""


def _entrusted(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Google confie le tri de Gmail à Gemini`: a firm's own AI gets work in what the firm makes."""
    units = clause.units
    owner = units[clause.low]
    company = watched(owner)
    verb = clause.low + 1
    if company is None or is_product(owner) or verb + 3 >= clause.high:
        return None
    if not units[verb].low.startswith(_ENTRUSTS):
        return None
    agent = _AGENT.search(text.folded, units[verb].end, clause.span()[1])
    if agent is not None and company.id != "apple":
        between = [u for u in units[verb + 1 : clause.high] if u.start < agent.start()]
        if not between or any(u.party for u in between) or between[0].low in _STAFF:
            return None
        sign = Sign("wide-means", text, clause, verb, company, owner, [], weight=0.6)
        sign.described = agent.span(1)
        return sign
    for k in range(verb + 2, min(verb + 9, clause.high - 1)):
        product = units[k + 1]
        if units[k].low not in {"a", "to", "au"} or not own_ai(product, reading):
            continue
        between = units[verb + 1 : k]
        if not of_house(product, company) or any("ai" in u.cues for u in between):
            return None
        if any(u.party and watched(u) is not company for u in between) or between[0].low in _STAFF:
            return None
        return Sign("wide-means", text, clause, verb, company, owner, [product], weight=0.6)
    return None


_MAY = re.compile(
    r" (?:vient de |va |veut )?(?:permet(?:tre)?|apprend(?:re)?|autorise[r]?|laisse[r]?|teach(?:es)?|allows?|lets?) "
    r"(?:desormais |enfin |maintenant )?(?:a |au )?(?P<who>[\w .+-]{2,24}?) (?:a |de |d'|to )?(?:se |s'|vous )?"
    r"(?P<act>[\w'-]+(?:er|ir|re)\b)"
)
_NO_ACT = frozenset(
    {
        "mentir",
        "tricher",
        "perdre",
        "disparaitre",
        "etre",
        "entendre",
        "vendre",
        "facturer",
        "surveiller",
        "exploiter",
    }
)


def _empowered(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Mistral apprend à Le Chat à compter`, `Anthropic permet à Claude de raccrocher`: a maker lets its own AI act."""
    owner = clause.units[clause.low]
    company = watched(owner)
    told = _MAY.match(text.folded, owner.end) if company is not None and not is_product(owner) else None
    product = _named_at(text, told.start("who")) if told is not None else None
    maker = watched(product)
    if told is None or product is None or company is None or maker is None or told.group("act") in _NO_ACT:
        return None
    if maker.group != company.group or not own_ai(product, reading) or product.end != told.end("who"):
        return None
    at = clause.index(product)
    return None if at is None else Sign("wide-means", text, clause, at, company, owner, [product], weight=0.6)


_STAFF = ITS
"""`confie ses recrutements à Copilot`: a firm's own business, and nothing that its users get."""
_JUST = re.compile(
    r",? (?:(?:le|la|l'|un|une|the|an?) ?(?:[\w'’.-]+ ){1,6}?)?(?:que|qu'|that) ?(?P<maker>[\w ]+?) "
    r"(?:vien(?:t|nent) de|(?:has|have) just) (?:publi|lanc|sorti|devoil|present|mettre en ligne|ouvri|rendre public|"
    r"deploy|releas|launch|unveil|publish|open|annonc|announc)"
)


def _just_out(reading: Reading, text: Text) -> Sign | None:
    """`Ce que change Plume 2, le modèle que Mistral vient de publier`: a product, and who has just put it out."""
    for product in text.names:
        if not is_product(product) or not counts(product, reading) or flagship(product):
            continue
        told = _JUST.match(text.folded, product.end)
        maker = None if told is None else _named_at(text, told.start("maker"))
        company = watched(maker)
        if maker is None or company is None or watched(product) not in (company, None):
            continue
        clause = clause_of(reading, text, product)
        at = clause.index(product)
        if at is None or not (company.ai == "core" or product.names_ai):
            return None
        return Sign("wide-means", text, clause, at, company, maker, [product], weight=0.6)
    return None


def _named_at(text: Text, at: int) -> Unit | None:
    return next((unit for unit in text.names if unit.start == at), None)
