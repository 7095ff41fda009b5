"""Launches by where a firm goes and what it has: `Mistral se lance dans la bataille des navigateurs`, `Two new models
from OpenAI`, `Bing crée maintenant des vidéos`.
"""

from __future__ import annotations

import re

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import SORTS, counts, is_product
from processors.detect.launches.passives import WENT
from processors.detect.launches.signs import Sign, first_sign
from processors.detect.launches.wide.hosts import ai_into_sign, christened_sign, hosted_sign
from processors.detect.launches.wide.moving import moves_sign, slides_sign, strongest_sign, versioned_sign
from processors.detect.words.closed_classes import COUNTED, INDEFINITE
from processors.detect.words.unit import Text, watched

_ENTERS = re.compile(
    r"\b(?:ose(?:nt)?|s'essaie a|s'essaye a|dares to do|tries its hand at|dips into|"
    r"enters?|joins?|jumps into|gets into|wades into|muscles into|crashes|storms into|"
    r"dives into|moves into|"
    r"pushes into|(?:entre|se lance|debarque|s'engouffre|se jette)(?:nt)? (?:dans|sur)|"
    r"(?:se lance(?:nt)?|part(?:ent)?|monte(?:nt)?) a l'assaut|s'attaque(?:nt)? (?:a|au|aux)|"
    r"met(?:tent)? un pied dans)\b"
)
_SORTS = frozenset(
    {
        "navigateur", "navigateurs", "browser", "browsers", "video", "videos", "musique", "music", "image", "images",
        "search", "moteurs", "moteur de recherche", "search engine", "search engines", "coding", "code", "voix",
        "voice", "audio", "transcription", "traduction", "translation", "agents", "agent", "assistants", "chatbot",
        "chatbots",
    }
)  # fmt: skip
_MEDIA = frozenset(
    {"video", "videos", "musique", "music", "image", "images", "voix", "voice", "audio", "search"}
)
_FIELDS = frozenset(
    {
        "war", "wars", "race", "market", "fray", "battle", "game", "arena", "business", "ring", "bataille", "guerre",
        "course", "marche", "arene", "melee", "secteur", "generation",
    }
)  # fmt: skip
_COUNTS = (
    INDEFINITE | COUNTED | {"six", "new", "another", "nouveau", "nouvelle", "nouveaux", "nouvelles", "encore"}
)
_THINGS = SORTS | {"chatbots", "browser", "navigateur"}
_FROM = frozenset({"from", "chez", "signe", "signes", "signee", "by", "courtesy"})
_CREATES = frozenset(
    {
        "cree", "creent", "genere", "generent", "compose", "dessine", "fabrique", "invente", "creates", "generates",
        "composes", "draws", "makes", "writes", "ecrit", "redige", "monte", "illustre",
    }
)  # fmt: skip
_WORKS = frozenset(
    {
        "images", "image", "videos", "video", "musique", "music", "chansons", "songs", "clips", "clip", "podcasts",
        "podcast", "dessins", "illustrations", "posters", "affiches", "presentations", "fonds d'ecran", "wallpapers",
    }
)  # fmt: skip
_NOW = re.compile(r"\b(?:now|desormais|maintenant|enfin|a votre place|for you|dorenavant|finally)\b")


def entering_sign(reading: Reading, text: Text) -> Sign | None:
    """At most one sign of a headline."""
    return first_sign(
        (
            _enters,
            _from_lab,
            _creates,
            hosted_sign,
            christened_sign,
            ai_into_sign,
            moves_sign,
            slides_sign,
            strongest_sign,
            versioned_sign,
        ),
        reading,
        text,
    )


def _enters(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`OpenAI enters the browser wars`, `… se lance dans la bataille des navigateurs`: a sort of product, its field."""
    units = clause.units
    owner = clause.leader(clause.low + 3)
    company = watched(owner)
    if owner is None or company is None or is_product(owner) or not (company.ai == "core" or reading.ai()):
        return None
    match = _ENTERS.search(text.folded, *clause.span())
    if match is None or match.start() > owner.end + 10:
        return None
    behind = [k for k in range(clause.low, clause.high) if units[k].start >= match.end()][:7]
    sort = next((k for k in behind if units[k].low.removeprefix("ai ") in _SORTS), None)
    if sort is None or any(units[k].party for k in behind):
        return None
    if any(units[k].low in _FIELDS and units[k + 1].low in {"on", "over", "against"} for k in behind[:-1]):
        return None  # `joins the war on AI images`
    dares = company.ai == "core" and sort in behind[:2] and units[sort].low in _MEDIA
    if not dares and not any(units[k].low in _FIELDS for k in behind):
        return None
    sign = Sign("wide-enters", text, clause, sort, company, owner, [], weight=0.56)
    sign.described = (units[sort].start, units[sort].end)
    return sign


def _from_lab(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Two open-weight moderation models from OpenAI`, `Trois modèles maison chez Microsoft`: no verb at all."""
    units = clause.units
    if clause.low or units[0].low.split()[0] not in _COUNTS or clause.high < 4:
        return None
    link = next((k for k in range(2, clause.high - 1) if units[k].low in _FROM), None)
    if link is None:
        return None
    owner = units[link + 2 if units[link + 1].low == "of" and link + 2 < clause.high else link + 1]
    company = watched(owner)
    if company is None or is_product(owner):
        return None
    thing = next((k for k in range(1, link) if units[k].low.split()[-1] in _THINGS), None)
    if thing is not None and not (
        company.ai == "core" or reading.ai() or reading.near_ai() or units[thing].low.startswith("agent")
    ):
        return None
    acts = not any(u.low in {"that", "qui"} for u in units[1:link]) and any(
        mood in ("present", "past", "future") for u in units[1:link] for mood, v in u.verbs if not u.cues
    )
    if reading.organisation is None and _did(clause, units.index(owner, link)):
        return None  # `Three models from Meta failed a driving test`
    if thing is None or acts or any(u.party or "person_role" in u.cues for u in units[1:link]):
        return None
    sign = Sign("wide-from", text, clause, thing, company, owner, [], weight=0.56)
    sign.described = (units[0].start, units[thing].end)
    return sign


def _did(clause: Clause, k: int) -> bool:
    behind = clause.units[k + 1 : k + 2]
    launched = any(verb.frame == "launch" for unit in behind for _, verb in unit.verbs)
    return bool(behind) and not launched and (behind[0].low in WENT or behind[0].low.endswith("ed"))


def _creates(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Bing crée maintenant des vidéos`: what a programme draws or composes by itself is AI's work."""
    units = clause.units
    host = clause.leader(clause.low + 2)
    company = watched(host)
    if host is None or company is None or not (is_product(host) and counts(host, reading)):
        return None
    verb = next(
        (
            k
            for k in range(clause.low + 1, min(clause.low + 5, clause.high))
            if units[k].low.split()[0] in _CREATES
        ),
        None,
    )
    if verb is None or not _NOW.search(text.folded, *clause.span()):
        return None
    if not any(unit.low in _WORKS for unit in units[verb + 1 : min(verb + 7, clause.high)]):
        return None
    return Sign("wide-creates", text, clause, verb, company, host, [host], weight=0.58)
