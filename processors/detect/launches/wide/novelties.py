"""Launches told by how many novelties there are, or asked for: `Gmail mise tout sur l'IA : 4 nouveautés`, `Trois
nouveautés IA dans Waze`, `Lunettes, agents… Quelles sont les nouveautés annoncées par Google ?`.

Who counts or asks for what is new tells that it came, and names few of it. What is awaited, wished for, missed or left
out is not there; nor is a number of tricks or reasons.
"""

from __future__ import annotations

import re

from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import is_host, is_product, own_ai
from processors.detect.launches.signs import Sign
from processors.detect.launches.wide.newly import clause_of, vetoed
from processors.detect.words.unit import Text, Unit, watched

_COUNT = r"(?:\d{1,2}|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|two|three|four|five|six|seven)"
_HOW = r"(?:(?:grosses|grandes|petites|principales|vraies|belles|big|major|key|ai) )?"
_NEW = (
    rf"{_HOW}(?:nouveautes|annonces|nouve(?:lles|aux) (?:fonctions|fonctionnalites|options|capacites|outils|modes|"
    r"agents|pouvoirs)|new (?:features|tools|modes|functions|tricks))"
)
_COUNTED = re.compile(
    rf"[^:?]{{2,70}}?[:–—] ?(?:(?:voici|here are) )?(?:les |ses |ces |its |the )?{_COUNT} {_NEW}\b|"
    rf"(?:voici )?(?:les |ces )?{_COUNT} {_NEW}\b[^:?]*? (?:de|du|d'|des|dans|sur|pour|chez|in|for|on|to) "
)
_ASKED = re.compile(
    rf"(?:\A|[:.…!] ?)(?:quelles|what) (?:sont |are )?(?:donc )?(?:les |toutes les |the )?(?:{_COUNT} )?"
    r"(?:(?:principales|grandes|dernieres|main|biggest) )?(?:nouveautes|annonces|new features|announcements)\b"
    r"[^?:]{3,60}\?\W*\Z|"
    r"(?:\A|[:.…!] ?)(?:que|qu'est-ce qu'il|ce qu'il) (?:faut-il |faut )?retenir (?:des (?:annonces|nouveautes) )"
    r"[^?:]{3,50}\?\W*\Z"
)
_NOT_THERE = re.compile(
    r"\b(?:atten\w+|esper\w+|souhait\w*|revees?|manqu\w+|prevues?|a venir|bientot|rumeurs?|fuit\w+|pourrai\w+|"
    r"devrai\w+|aimerai\w+|voudrai\w+|veut voir|ratees?|inutiles?|decevantes?|decoivent|(?:qui|ne) ne? ?serv\w+|"
    r"qui fachent|agac\w+|inquiet\w+|absentes?|supprime\w*|sans ia|expected|rumou?red|upcoming|coming soon|missing|"
    r"hope\w*|wish\w*|want\w*|pas encore|toujours pas|se font)\b|"
    r"\b(?:de|pour) (?:la (?:semaine|rentree|journee)|l'annee|20\d\d)\b"
)


def novelty_sign(reading: Reading, text: Text) -> Sign | None:
    """At most one sign of a headline."""
    asked = _ASKED.search(text.folded)
    told = asked or (_COUNTED.match(text.folded) if not text.folded.rstrip().endswith("?") else None)
    if told is None or _NOT_THERE.search(text.folded):
        return None
    named = [unit for unit in text.names if unit.name is not None]
    makers = {one.group if one is not None else None for one in map(watched, named)}
    if len(makers) != 1 or None in makers:
        return None  # (nobody's, or of several)
    known = next((unit for unit in named if own_ai(unit, reading)), None)
    owner = known or _owner(named)
    company = watched(owner)
    if owner is None or company is None or not _of_ai(reading, text, owner, known):
        return None
    clause = clause_of(reading, text, owner)
    at = clause.index(owner)
    products = [owner] if is_product(owner) else []
    at = clause.low if at is None else at
    sign = Sign("wide-novelties", text, clause, at, company, owner, products, weight=0.62)
    return None if vetoed(text, sign) else sign


def _owner(named: list[Unit]) -> Unit | None:
    """The product or app that the headline names first, else the firm."""
    host = next((unit for unit in named if is_host(unit)), None)
    return host or next(iter(named), None)


def _of_ai(reading: Reading, text: Text, owner: Unit, known: Unit | None) -> bool:
    """What is new is AI's: a lab's, an AI product's, or AI is told in the headline; of an old firm a product beside."""
    company = watched(owner)
    if known is not None or (company is not None and company.ai == "core"):
        return True
    return any("ai" in unit.cues for sentence in text.sentences for unit in sentence.units)
