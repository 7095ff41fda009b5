"""Launches told by a noun or a participle of making better, and nothing else: `Améliorations de Google Agenda avec
l'IA`, `Waze dopé à l'IA`, by the AI that a product takes up: `Waze adopte l'IA pour …`, or by how much better it is
after an upgrade: `ChatGPT is smarter after an update`.

What is made better must be a product of a watched firm, and AI must be told, as its kind or as the means.
"""

from __future__ import annotations

import re

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import APPS, counts, is_host, is_product, own_ai
from processors.detect.launches.signs import Sign, first_sign
from processors.detect.words.closed_classes import THE
from processors.detect.words.unit import Text, Unit, watched

_NOUN = re.compile(
    r"(?!upgrade to )(?:(?:les|des|de|une?|la|l'|the|an?|more|new|major) ?)?(?:nouvelles? |grandes? |ai )?"
    r"(?:ameliorations?|optimisations?|improvements?|enhancements?|upgrades?)"
    r"(?: majeures?| importantes?)? (?:de|du|des|d'|pour|dans|sur|of|to|for|in)\b"
)
_OF = frozenset({"de", "du", "des", "d", "pour", "dans", "sur", "chez", "of", "to", "for", "in", "on"})
_BETWEEN = THE | {"application", "appli", "app", "assistant", "et", "and"}


def bettered_sign(reading: Reading, text: Text) -> Sign | None:
    """At most one sign of a headline."""
    if _NOUN.match(text.folded):
        return first_sign((_bettered,), reading, text)
    if _AFTER.search(text.folded):
        return first_sign((_after,), reading, text)
    if _EVOLVES_AT_ALL.search(text.folded) and (made := first_sign((_evolves,), reading, text)) is not None:
        return made
    return first_sign((_by_ai,), reading, text) if _DONE.search(text.folded) else None


_EVOLVES = re.compile(
    r" (?:evolue|grandit|mue|fait (?:peau neuve|sa mue)|"
    r"se (?:refait une beaute|met a niveau|reinvente|modernise|renouvelle|metamorphose|muscle|transforme)|"
    r"change de (?:cerveau|moteur)|monte en (?:puissance|gamme))"
    r"(?: (?:enfin|encore|desormais))?,? (?:avec|grace a|et passe a|et adopte) (?:son |le |la |l'|un |une |the )?"
    r"(?:nouveau (?:modele )?)?|"
    r" (?:adopte|embarque|accueille|choisit|integre)(?: (?:enfin|desormais|deja|aussi))? (?:le |la |l')?"
    r"(?:nouveau (?:modele )?)?"
)

_EVOLVES_AT_ALL = re.compile(
    r"\b(?:evolue|grandit|mue|fait (?:peau|sa)|refait|met a niveau|reinvente|modernise|"
    r"renouvelle|metamorphose|muscle|transforme|change de|monte en|adopte|embarque|accueille|choisit|integre)\b"
)


def _evolves(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Copilot évolue avec GPT-9`, `Android Studio adopte Gemini 9`: a host, and the model that it newly has."""
    host = clause.units[clause.low]
    company = watched(host)
    if clause.low or company is None or not is_host(host):
        return None
    model = next((unit for unit in clause.units[1 : clause.high] if is_product(unit) and unit.names_ai), None)
    if (
        model is None
        or not counts(model, reading)
        or _EVOLVES.fullmatch(text.folded[host.end : model.start]) is None
    ):
        return None
    return Sign("wide-bettered", text, clause, 0, company, host, [host], weight=0.62)


_BETTER = (
    r"(?:smarter|faster|quicker|better|sharper|warmer|safer|friendlier|calmer|kinder|(?:more|less) [\w-]+|"
    r"plus [\w-]+|moins [\w-]+|meilleure?)"
)
_WORSE = (
    r"(?:slow\w*|dumb\w*|lazy|lazier|worse|annoying|expensive|woke|bias\w*|politi\w+|popul\w+|danger\w+|boring|"
    r"verbose|censored|bete|lente?|chere?|paresseu\w+|useful|utile)"
)
_AFTER = re.compile(
    rf" (?:is|are|gets|est|sont) (?:now |desormais )?(?!(?:more|less|plus|moins) {_WORSE}\b){_BETTER}\b"
    r"[^.:;?!]{0,50} (?:after|following|with|thanks to|apres|grace a|avec) (?:an? |its |the |une |sa |la )?"
    r"(?:(?:new|latest|big|major|ai|model|nouvelle|derniere|grosse) ){0,3}(?:upgrade|update|mise a jour)\b|"
    r" (?:has had|just had|had|got|a eu droit a|vient d'avoir) (?:an? |its |une |sa )(?:(?:big|major|new|grosse) ){0,2}"
    r"(?:ai (?:upgrade|makeover|overhaul)|mise a jour (?:ia|d'ia)|refonte (?:ia|par l'ia))\b"
)


def _after(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`ChatGPT is smarter after an upgrade`, `Alexa has had an AI upgrade`: who is better, and by what."""
    told = _AFTER.search(text.folded)
    at = next(
        (k for k in range(clause.low, min(clause.low + 4, clause.high)) if own_ai(clause.units[k], reading)),
        None,
    )
    if told is None or at is None or told.start() != clause.units[at].end:
        return None
    product = clause.units[at]
    company = watched(product)
    if company is None:
        return None
    return Sign("wide-bettered", text, clause, at, company, product, [product], weight=0.58)


_DONE = re.compile(
    r" (?:(?:ameliore|enrichi|repense|revu|dope|booste|transforme|reinvente|remanie|modernise|revisite)e?s? (?:avec|"
    r"par|grace a|a)|(?:boosted|improved|reinvented|rebuilt|redesigned|upgraded) (?:with|by)|"
    r"adopte (?:enfin |desormais )?l'(?:ia|intelligence artificielle) pour) "
)


_SWEPT = re.compile(r" (?:dope|booste|transforme|reinvente)e?s? par ")
"""`Instagram transformé par l'IA`: what became of a network, and nothing that it has newly."""


def _by_ai(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Waze dopé à l'IA`: the product heads all that is said, and AI, or its maker's AI, did it."""
    host = clause.units[0]
    company = watched(host)
    told = _DONE.match(text.folded, host.end)
    whole = not clause.low and clause.high == len(clause.sentence.units) and len(text.sentences) == 1
    if told is None or company is None or not whole or not is_host(host):
        return None
    if not is_product(host) and _SWEPT.match(told.group()):
        return None
    behind = clause.units[1:]
    adopts = "adopte" in told.group()
    means = next((u for u in behind[:5] if "ai" in u.cues or own_ai(u, reading)), None)
    if means is None and not adopts:
        return None
    if any(unit.party and watched(unit) is None for unit in behind):
        return None
    if means is not None and is_product(means) and watched(means) is not company:
        return None
    shown = [host] if is_product(host) else []
    return Sign("wide-bettered", text, clause, 0, company, host, shown, weight=0.56)


def _bettered(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    units = clause.units[clause.low : clause.high]
    if (
        clause.low
        or clause.high < len(clause.sentence.units)
        or any(unit.party and watched(unit) is None for unit in units[1:])
    ):
        return None  # `Amélioration du moteur de Quillon avec OpenAI`
    if any(unit.sum or unit.cues & {"program", "person_role", "negation"} for unit in units):
        return None
    at = next((k for k in range(2, len(units)) if _hosted(units, k)), None)
    if at is None:
        return None
    host = units[at]
    company = watched(host)
    if company is None or not (own_ai(host, reading) or any("ai" in unit.cues for unit in units)):
        return None
    shown = [host] if is_product(host) else []
    return Sign("wide-bettered", text, clause, at, company, host, shown, weight=0.56)


def _hosted(units: list[Unit], at: int) -> bool:
    """A watched firm's product behind `of` or `in`; behind `with` it is only the means."""
    if watched(units[at]) is None or not (is_product(units[at]) or units[at].low in APPS):
        return False
    k = at - 1
    while k > 0 and (units[k].low in _BETWEEN or units[k].party):
        k -= 1
    return units[k].low in _OF
