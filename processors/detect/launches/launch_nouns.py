"""Launches told by a noun: `le lancement de X`, `the launch of X`, `X release`."""

from __future__ import annotations

import re
from itertools import pairwise

from processors.detect.grammar.acting import another_acts
from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import counts, is_product
from processors.detect.launches.outcomes import HARMS
from processors.detect.launches.signs import Sign
from processors.detect.words.closed_classes import OF_NAME, POSSESSIVES
from processors.detect.words.unit import Text, Unit, watched


def noun_sign(reading: Reading, text: Text, clause: Clause, at: int) -> Sign | None:
    """`le lancement de X`, `the launch of X`, `X release`, `Google's X rollout`."""
    units = clause.units
    if clause.kind != "main" or not _launches(clause, at):
        return None
    news = units[at].low.startswith(
        "nouveaute"
    )  # `Un agent pour vos factures, la nouveauté de …`: all before it
    near = units[clause.low if news else max(clause.low, at - 4) : min(at + 8, clause.high)]
    if any(u.sum for u in units[max(clause.low, at - 4) : at]):
        return None  # `Google's $9B expansion`
    told = [u for u in near if is_product(u) and counts(u, reading) and (u.model or watched(u))]
    product = _of_it(units, at, told) or next(iter(told), None)
    owner = next(
        (u for u in units[clause.low : clause.high] if watched(u) and u.is_firm),
        None,
    )
    lab = news and watched(owner) is not None and any("ai_object" in u.cues for u in near)
    lab = lab and owner is not None and owner.is_lab
    if product is None and not (owner and (lab or any(u.cues & {"ai"} for u in near))):
        return None
    if product is None and another_acts(clause, at):
        return None
    if _commented(units, at, clause.high) or (
        reading.organisation is None and _fares(text, clause, at, product)
    ):
        return None
    if (
        (product is None and _furthered(units, clause.low, at))
        or _likened(units, at)
        or _in_its_way(clause, product)
    ):
        return None
    company = watched(product) or watched(owner) or reading.organisation
    if company is None or (
        product is not None
        and product.name is not None
        and not product.name.ai
        and not any("ai" in u.cues for u in near)
    ):
        return None
    return Sign(
        "title-noun", text, clause, at, company, owner or product, [product] if product else [], weight=0.68
    )


def _launches(clause: Clause, at: int) -> bool:
    """A noun of launching stands there, and no verb or lesson."""
    units = clause.units
    if "launch_noun" not in units[at].cues and not _launch_of(units[at]):
        return False
    if units[at].verbs and not _noun_place(units, at):
        return False
    behind = units[at + 1].low if at + 1 < clause.high else ""
    # `An introduction to Bedrock`: a lesson
    return not (units[at].low == "introduction" and behind in {"to", "a", "aux", "au"})


def _in_its_way(clause: Clause, product: Unit | None) -> bool:
    """`Tessari lance un bot à la ChatGPT et d'autres nouveautés`: what another's thing is like."""
    k = clause.index(product)
    return k is not None and [unit.low for unit in clause.units[max(clause.low, k - 2) : k]][-2:] == [
        "a",
        "la",
    ]


def _of_it(units: list[Unit], at: int, told: list[Unit]) -> Unit | None:
    """`ends Cortana, begins rollout of Copilot Voice`: the product right behind `of`."""
    if units[at].low == "version":
        return None  # `X is a version of Y`
    of = units[at].low.endswith((" of", " de", " d'")) or [u.low for u in units[at + 1 : at + 2]] in (
        ["of"],
        ["de"],
    )
    return next((u for u in told if units[at].end < u.start <= units[at].end + 12), None) if of else None


def _launch_of(unit: Unit) -> bool:
    """`Lancement de Claude for Education`: the words that begin a vendor's title are a noun in the press."""
    return "launch_title" in unit.cues and unit.low.startswith(("lancement", "launch of", "arrivee"))


def _furthered(units: list[Unit], low: int, at: int) -> bool:
    """`pour accélérer le déploiement de l'IA dans les banques`: an aim, and nothing that is out."""
    before = units[max(low, at - 4) : at]
    return any(one.low in {"pour", "to", "afin"} and two.verbs for one, two in pairwise(before))


_GOES = frozenset(
    {"is", "was", "went", "goes", "has", "est", "etait", "va", "tourne", "vire", "patine", "coince"}
)
_BEGINS = frozenset({"live", "here", "underway", "now", "today", "complete", "la", "officiel", "en", "under"})


def _commented(units: list[Unit], at: int, high: int) -> bool:
    """`says its Alexa+ launch went well`: how it goes."""
    behind = [unit.low for unit in units[at + 1 : min(at + 5, high)]]
    return bool(behind) and behind[0] in _GOES and not _BEGINS & set(behind)


_FARES = (
    *HARMS,
    "stall",
    "save",
    "hit",
    "cost",
    "cut",
    "slow",
    "drag",
    "backfir",
    "help",
    "push",
    "draw",
    "meet",
    "face",
    "run",
    "show",
    "prov",
    "test",
    "divid",
    "split",
    "pay",
    "dent",
    "weigh",
    "tripl",
    "doubl",
    "lose",
    "trip",
    "boost",
    "lift",
    "leave",
)
_PAST_IT = re.compile(r" that (?:never|nobody|no one|failed|wasn|didn)")


def _fares(text: Text, clause: Clause, at: int, product: Unit | None) -> bool:
    """`Copilot rollout stalls at the ministry`, `A hospital's Claude rollout`, `The expansion that never came`."""
    units, k = clause.units, at + 1
    if _PAST_IT.search(text.folded, units[at].end):
        return True
    if product is not None and product.start > units[at].end:
        k = next(k for k in range(at, len(units)) if units[k] is product) + 1
    elif product is not None:
        k_of = next(k for k in range(clause.low, at + 1) if units[k] is product)
        whose = units[k_of - 3 : k_of]
        if len(whose) == 3 and [u.low for u in whose[1:]] == ["'", "s"] and watched(whose[0]) is None:
            return True
    by = next((j for j in range(k, min(k + 3, clause.high)) if units[j].low == "by"), None)
    if by is not None and not any(watched(unit) for unit in units[by + 1 : by + 4]):
        return True  # `A version of ChatGPT made by pupils`
    fares = units[k] if k < clause.high else None
    return fares is not None and not fares.sign and fares.low.startswith(_FARES) and not fares.capital


_OWN = POSSESSIVES | {"own", "propre"}


def _likened(units: list[Unit], at: int) -> bool:
    """`Tencent avec sa version de ChatGPT`: somebody's answer to the product."""
    before, behind = units[max(0, at - 1) : at], units[at + 1 : at + 2]
    own = any(unit.low in _OWN for unit in before)
    return units[at].low == "version" and own and any(unit.low in OF_NAME for unit in behind)


_OPENS = frozenset({"the", "a", "its", "le", "la", "un", "une", "s", "this", "l", "'", "public"})
"""Of one that is known: what a vendor names itself (`An update to …`) and several are told otherwise."""


def _noun_place(units: list[Unit], at: int) -> bool:
    """A word that may be a verb stands as a noun: after an article or a possessive, or before `of`/`de`."""
    before = units[at - 1].low if at else ""
    after = units[at + 1].low if at + 1 < len(units) else ""
    return before in _OPENS or after in OF_NAME
