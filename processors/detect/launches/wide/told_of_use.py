"""Launches told by the use of a thing that the description calls new: `Photos uses AI to …` | `The new feature …`.

And by what one will be let do, where it says since when: `Google will let users …` | `Beginning Monday, …`.
"""

from __future__ import annotations

import re

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import is_host, is_product, own_ai
from processors.detect.launches.signs import Sign, first_sign
from processors.detect.words.unit import Text, Unit, watched

_USES = re.compile(
    r" (?:now )?(?:uses|taps|leans on|turns to|utilise|se sert de|exploite|mise sur|s'appuie sur|fait appel a) "
    r"(?:l'|la |le |une |an? )?"
    r"(?P<ai>generative ai|ai|ia(?: generative)?|intelligence artificielle|[\w+.-]+) (?:to|pour) "
)
_PART = r"(?:feature|tool|mode|assistant|option|button|fonction|fonctionnalite|outil|bouton)s?"
_NEW_PART = re.compile(
    rf"\b(?:the|this|a|its|la|cette|une|sa) (?:new|nouvelle) (?:[\w-]+ ){{0,2}}{_PART}\b|"
    rf"\b(?:un|le|ce|cet|son) (?:nouveau|nouvel) (?:[\w-]+ )?{_PART}\b|"
    rf"\b(?:the|la|cette|l'|le|cet) ?{_PART} (?:\w+ ){{0,3}}?(?:arrives?|rolls out|"
    r"is (?:rolling out|available|live|coming)|launches|starts|arrive|"
    r"est (?:disponible|deployee?|en cours)|debarque|sera (?:disponible|deployee?))\b"
)
_LETS = re.compile(
    r" (?:will (?:soon )?let|is letting|will allow|va (?:bientot )?(?:laisser|permettre (?:de|d'|a|aux))|"
    r"laissera|permettra (?:de|d'|a|aux)) ?"
    r"(?:(?:(?:us |all |more |paid )?(?:users|customers|shoppers|subscribers|people|you|drivers|travell?ers|teachers|"
    r"students|creators|developers|fans)|"
    r"(?:ses |les )?(?:utilisateurs|abonnes|clients|internautes|createurs|developpeurs)(?: de)?) )?(?P<act>[\w'-]+)"
)
_NO_USE = re.compile(
    r"\b(?:sue|opt|sell|refuse\w*|block|vendre|cash|delete|supprimer|disable|bloquer|rivals?|rivaux|publishers?|editeurs|"
    r"staff|employees|salaries|shares|actions|third[- ]part\w+|regulat\w*|courts?|judges?|lawsuits?|ads?|pub|"
    r"publicites?|study|etude|says?|selon|police)\b"
)
_DOUBTED = re.compile(
    r"\b(?:researchers|chercheurs|stud(?:y|ies)|etudes?|critics|lawsuit|plainte|court|tribunal|regulator|regulateur|"
    r"last year|l'an dernier|misses|fails|echoue)\b"
)
_SINCE = re.compile(
    r"\b(?:(?:beginning|starting|from|on|as of|since) (?:today|tomorrow|this|next|mon|tues|wednes|thurs|fri|"
    r"satur|sun)|"
    r"des (?:aujourd|demain|ce|lundi|mardi|mercredi|jeudi|vendredi|la rentree)|a (?:partir|compter) d|"
    r"arrive (?:lundi|mardi|mercredi|jeudi|vendredi|cette semaine|aujourd)|rolls? out|rolling out|"
    r"deploy\w+|deploiement)"
)
_YOURS = re.compile(r"\b(?:your|you|vos|votre|vous)\b")
_AI = re.compile(r"\b(?:ai|ia|a\.i\.|intelligence artificielle|artificial intelligence|chatbot)\b")


def use_sign(reading: Reading, text: Text) -> Sign | None:
    """At most one sign of a headline; the description's first two sentences must say that it is new."""
    below = reading.lead
    if _NO_USE.search(text.folded):
        return None
    if below is not None and (can := first_sign((_can,), reading, text)) is not None:
        return can
    if below is None:  # `Word uses AI to mend your sentences`: whom it serves is the reader
        return first_sign((_uses,), reading, text) if _YOURS.search(text.folded) else None
    lead = below.folded[: below.sentences[min(1, len(below.sentences) - 1)].end]
    if _DOUBTED.search(lead):
        return None
    if _NEW_PART.search(lead):
        found = first_sign((_uses,), reading, text)
        if found is not None:
            return found
    return first_sign((_lets,), reading, text) if _SINCE.search(lead) else None


_CAN = re.compile(
    r" (?:peut|can) (?:vous |also |aussi )?"
    r"(?:cree|creat|compos|make|build|writ|draft|edit|retouch|sort|tri|resum|summar|"
    r"tradui|translat|repond|answer|repl|gener|plan|find|trouv|book|reserv|dessin|draw|redig|choisi|pick|remix|corrig|"
    r"fix|organi|rang|class)\w* [^:;?!]{0,40}\b(?:your|vos|votre)\b"
)
_OF_AI_BELOW = re.compile(
    r"\b(?:the|an?|its|to|l'|une|a l'|son|par l'|de l') ?(?:ai|ia)\b|\b(?:gemini|copilot|siri|alexa)\b"
)


def _can(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Apple Music peut composer la playlist de vos soirées` | `Il suffit de le demander à l'IA.`"""
    host, below = _host(clause), reading.lead
    company = watched(host)
    if clause.low or host is None or company is None or below is None or not is_host(host):
        return None
    lead = below.folded[: below.sentences[0].end]
    if (
        _CAN.match(text.folded, host.end) is None
        or _OF_AI_BELOW.search(lead) is None
        or _DOUBTED.search(lead)
    ):
        return None
    return Sign("wide-use", text, clause, clause.low, company, host, [host], weight=0.61)


def _host(clause: Clause) -> Unit | None:
    """A watched firm or its product, at the clause's begin."""
    unit, *behind = clause.units[clause.low : clause.low + 2]
    if watched(unit) is None:
        return None
    product = next((u for u in behind if is_product(u) and watched(u) is watched(unit)), None)
    return unit if is_product(unit) or product is None else product


def _uses(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Google Photos uses AI to sort your shirts`: an app or a product, and AI that works in it."""
    host = _host(clause)
    company = watched(host)
    if host is None or company is None or not is_host(host):
        return None
    told = _USES.match(text.folded, host.end)
    if told is None:
        return None
    ai = next((u for u in clause.units if u.start <= told.start("ai") < u.end), None)
    if not (_AI.fullmatch(told.group("ai").split()[0]) or (ai is not None and own_ai(ai, reading))):
        return None
    return Sign("wide-use", text, clause, clause.low, company, host, [host], weight=0.6)


def _lets(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`OpenAI va laisser payer dans ChatGPT`: whose, and AI or an AI product of it in the headline."""
    host = _host(clause)
    company = watched(host)
    if host is None or company is None or _LETS.match(text.folded, host.end) is None:
        return None
    product = next((u for u in clause.units if own_ai(u, reading) and watched(u) is not None), None)
    if product is None and not _AI.search(text.folded):
        return None
    return Sign("wide-use", text, clause, clause.low, company, host, [product] if product else [], weight=0.6)
