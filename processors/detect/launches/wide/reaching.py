"""Launches by what becomes open and by where a product gets: `Les poids de Magistral sont libres`, `… reach Italy`."""

from __future__ import annotations

import re

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.likened import likened, measured
from processors.detect.launches.objects import MODELS, counts, is_product, own_ai
from processors.detect.launches.signs import Sign, first_sign
from processors.detect.words.unit import Text, Unit, watched

_WEIGHTS = re.compile(r"\b(?:weights|(?<!a )poids|(?:source )?code and|code et)\b")
_FREED = re.compile(
    r"\b(?:libres?|en ligne|ouverts?|yours|free|available|public|posts?|posted|github|hugging face|telechargeables?|"
    r"(?:are|is|sont|est) (?:now )?(?:up|la|out)\b|download\w*|online|publie\w*|releases?d?|shares?d?|"
    r"partage\w*|en libre acces|disponibles?)\b"
)
_REACHES = (
    "reach", "travers", "gagn", "touch", "hit", "land", "debarqu", "arriv", "expand",
    "come", "s'etend", "spread",
)  # fmt: skip
_GETS = ("get", "has", "receiv", "welcom", "a droit", "decouvr", "accueill", "obtien", "recoi")


def reaching_signs(reading: Reading, text: Text) -> Sign | None:
    """At most one sign of a headline: of a model set free, or of a product and a place it gets to."""
    return first_sign((_freed, _licensed, _placed, _new_in), reading, text)


def _ai_product(clause: Clause, reading: Reading) -> Unit | None:
    return next(
        (
            u
            for u in clause.units[clause.low : clause.high]
            if is_product(u) and watched(u) is not None and u.names_ai and counts(u, reading)
        ),
        None,
    )


def _freed(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Le code et les poids de SAM 3 sont en ligne`, `Apple posts a vision model's code and weights`."""
    start, end = clause.span()
    if not (_WEIGHTS.search(text.folded, start, end) and _FREED.search(text.folded, start, end)):
        return None
    product = _ai_product(clause, reading)
    owner = next((u for u in clause.units[clause.low : clause.high] if watched(u)), None)
    company = watched(product) or watched(owner)
    modelled = any(
        u.low in {"model", "modele", "models", "modeles"} for u in clause.units[clause.low : clause.high]
    )
    if company is None or not (product is not None or modelled):
        return None
    at = next(k for k in range(clause.low, clause.high) if clause.units[k].end > start)
    return Sign(
        "act-freed", text, clause, at, company, owner or product, [product] if product else [], weight=0.66
    )


_LICENSED = re.compile(
    r"\b(?:(?:passe|met|place|verse|bascule|publie|puts?|places?|throws?|moves?|releases?|switches|shifts) "
    r"[^,:;]{2,50}? "
    r"(?:sous (?:une |la )?licence|en licence (?:libre|ouverte)|(?:dans le|au) domaine public|under (?:an? |"
    r"the )?(?:[\w.-]+ ){0,2}licen[cs]e(?! (?:to|from)\b)|"
    r"into the public domain)|"
    r"(?:rend|makes?|sets?|throws?|flings?) [^,:;]{2,50}? (?:libres?(?: de droits| d'acces)?|free to (?:use|"
    r"download|modify)|open)"
    r"(?= (?:sous|under|to|a|aux?|pour|for|sur|on)\b|\s*[.!,:]|\s*\Z))"
)
"""Somebody opens a thing to all: `passe Devstral sous licence Apache`, `throws Brindle open under an MIT licence`."""


def _licensed(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Meta rend Brindille libre de droits`: a watched maker, and its product or a name that no rule knows."""
    units = clause.units
    owner = units[clause.low]
    company = watched(owner)
    told = _LICENSED.match(text.folded, owner.end + 1) if company is not None else None
    if company is None or told is None or is_product(owner) or clause.low + 2 >= clause.high:
        return None
    if _CONTESTED.match(text.folded, told.end()):
        return None
    near = [u for u in units[clause.low + 2 : clause.high] if u.start < told.end()][:5]
    named = next((u for u in near if (is_product(u) and counts(u, reading)) or u.proper or u.capital), None)
    maker = watched(named)
    if named is None or (maker is not None and maker.group != company.group):
        return None
    model = company.id != "apple" and any(u.low in MODELS for u in near)
    known = named.model or named.names_ai
    if not (company.ai == "core" or model or known or reading.ai()):
        return None
    return Sign("act-licensed", text, clause, clause.low + 1, company, owner, [named], weight=0.64)


_CONTESTED = re.compile(r" (?:contestee?|controversee?|critiquee?|restrictive|fermee|payante)\b")


def _place(unit: Unit) -> bool:
    return unit.capital and "plain" in unit.cues and unit.low.isalpha()


def _placed(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`AI Overviews reach Germany, Italy and Spain`, `Europe gets Meta's AI assistant at last`."""
    units = clause.units
    product = _ai_product(clause, reading)
    maker = next((u for u in units[clause.low : clause.high] if watched(u)), None)
    company = watched(product) or watched(maker)
    said = product is not None or any("ai" in u.cues for u in units[clause.low : clause.high])
    if company is None or maker is None or not said:
        return None
    for k in range(clause.low + 1, clause.high - 1):
        low = units[k].low
        reached = low.startswith(_REACHES) and _reaches_place(clause, k + 1)
        behind = any(u is maker for u in units[k + 1 : k + 5])
        given = low.startswith(_GETS) and _place(units[k - 1]) and k - 1 == clause.low and behind
        given = given and (product is not None or any(_SORT.fullmatch(u.low) for u in units[k + 1 : k + 7]))
        before = any(u is maker or u is product for u in units[clause.low : k])
        if measured(clause, k):
            return None
        if (reached and before and not units[k].sign and not likened(clause, k)) or given:
            return Sign(
                "act-placed", text, clause, k, company, maker, [product] if product else [], weight=0.6
            )
    return None


_SORT = re.compile(
    r"(?:.* )?(?:models?|agents?|assistants?|chatbots?|modes?|apps?|glasses|features?|tools?|lunettes)"
)
"""What a country gets of AI: no campus and no lobbyists."""


def _reaches_place(clause: Clause, at: int) -> bool:
    """`reach Germany, Italy`: a place itself, and neither `German publishers` nor `Denmark's budget`."""
    units = clause.units
    first = next((k for k in range(at, min(at + 4, clause.high)) if _place(units[k])), None)
    if first is None:
        return False
    last = first
    while last + 1 < clause.high and (units[last + 1].low in {",", "and", "et"} or _place(units[last + 1])):
        last += 1
    behind = units[last + 1] if last + 1 < clause.high else None
    if behind is None or behind.cues or behind.verbs or behind.party:
        return True
    return behind.low != "'" and not (
        behind.low.isalpha() and behind.low.endswith(("s", "ly")) and len(behind.low) > 4
    )


_NEW_IN = (
    ["new", "in"], ["nouveau", "dans"], ["du", "nouveau"], ["new", "for"], ["du", "neuf"], ["new", "on"],
    ["nouveau", "sur"],
    ["fresh", "in"], ["nouveaute", "dans"], ["nouveaute", "sur"], ["nouveaute", "chez"],
)  # fmt: skip


_SOME = frozenset(
    {"un", "une", "des", "les", "le", "la", "l", "deux", "trois", "quatre", "a", "an", "two", "three"}
)
_TOLD_ABOUT = frozenset({"about", "over", "against", "contre", "a propos"})


def _new_in(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`New in Microsoft Teams: a facilitator agent takes the minutes`."""
    units = clause.units
    opens = [u.low for u in units[clause.low : clause.low + 2]]
    if clause.low or opens not in _NEW_IN:
        return None
    host = next((u for u in units[: clause.high] if watched(u)), None)
    company = watched(host)
    behind = units[clause.high :]
    at = next(
        (
            k
            for k, u in enumerate(behind)
            if "ai" in u.cues
            or u.low in {"agent", "assistant", "chatbot"}
            or (u.names_ai and is_product(u) and u.level == "watched")
        ),
        None,
    )
    told = at is not None and len(behind) > 3 and not any(u.low in _TOLD_ABOUT for u in behind[:at])
    if host is not None and own_ai(host, reading):  # `Du neuf dans NotebookLM : des cartes mentales`
        told = bool(behind[1:]) and behind[0].low in {":", "–", "—", "-"} and behind[1].low in _SOME
    if host is None or company is None or not told:
        return None
    return Sign("act-new-in", text, clause, 0, company, host, [host] if is_product(host) else [], weight=0.58)
