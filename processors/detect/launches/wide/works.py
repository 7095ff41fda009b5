"""Launches told by work that only AI does, and where it comes or what learns it: `La traduction simultanée débarque sur
les écouteurs de Google`, `Les lunettes de Meta savent désormais traduire`.
"""

from __future__ import annotations

import re

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import is_host, is_product
from processors.detect.launches.signs import Sign, first_sign
from processors.detect.launches.wide.by_ai import WORK
from processors.detect.words.closed_classes import DEFINITE, ELIDED, FROM, INDEFINITE
from processors.detect.words.unit import Text, Unit, watched

_DEVICES = (
    "ecouteur", "lunettes", "enceinte", "montre", "smartphone", "telephone", "casque", "televiseur", "tablette",
    "sonnette", "camera", "ordinateur", "earbuds", "headphones", "glasses", "speaker", "watch", "phone",
)  # fmt: skip
_OPENS = re.compile(r"(?:la |le |les |l'|the )?")
_PARTS = re.compile(
    r"(?:(?:de |des |les )?(?:stickers?|autocollants?|fonds d'ecran|avatars?|resumes?|sous-titres?|legendes?|reponses?|"
    r"playlists?|descriptions?|suggestions?|filtres?|emojis?|titres?|miniatures?|rappels?)) "
    r"(?:crees|creees|generes|generees|rediges|redigees|ecrits|ecrites|proposes|proposees|animes|animees) "
    r"(?:par|grace a) (?:l'|une )?ia\b|"
    r"(?:la |l')?(?:redaction|saisie|ecriture|recherche) (?:assistee|predictive|augmentee)\b"
)
"""Parts of an app that AI makes there; films and pictures are what people put into it."""
_LEARNS = re.compile(
    r"(?:(?:savent|peuvent|pourront|sauront|comprennent|vont) (?:desormais|maintenant|enfin|bientot)|apprennent a|"
    r"vont (?:pouvoir|savoir)|(?:can|will) now|learn to|now) "
    r"(?:vous |se |also )?(?:tradui|transcri|resum|reconnai|decri|identif|interpret|translat|recogni|describ|summari)"
)


_OVERRUNS = ("envah", "colonis", "squatt", "s'incrust", "invad", "infiltrat")


def works_sign(reading: Reading, text: Text) -> Sign | None:
    """At most one sign of a headline."""
    return first_sign((_comes, _learnt, _for_you), reading, text)


def _comes(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """The work, a verb of coming, and an app or a device of a watched firm."""
    opens = _OPENS.match(text.folded, clause.span()[0])
    work = WORK.match(text.folded, opens.end()) if opens is not None else None
    work = work or _PARTS.match(text.folded, clause.span()[0])
    topic = clause.topic
    if work is None or (clause.low and (topic is None or watched(topic) is None)):
        return None
    units = clause.units
    first = next((k for k, unit in enumerate(units) if unit.start >= work.end()), clause.high)
    comes = (
        k
        for k in range(first, min(first + 3, clause.high))
        if any(v.frame == "arrive" for _, v in units[k].verbs)
    )
    at = next(comes, None)
    if at is None or units[at].low.startswith(_OVERRUNS):
        return None
    host = topic or next((unit for unit in units[at + 1 : at + 7] if unit.party), None)
    company = watched(host)
    if host is None or company is None:
        return None
    own = is_host(host)
    if not own and not any(unit.low.startswith(_DEVICES) for unit in units[at + 1 : clause.high]):
        return None
    return Sign("wide-works", text, clause, at, company, host, [host] if is_product(host) else [], weight=0.6)


def _learnt(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """A device of a watched firm, and that it can do the work from now on."""
    units = clause.units
    low = clause.low + (units[clause.low].low in DEFINITE)
    maker = _maker(units, low, clause.high)
    company = watched(maker)
    if clause.low or maker is None or company is None:
        return None
    owned = [unit.low for unit in units[low + 1 : low + 3]] == ["'", "s"]
    end = units[low + 3].end if owned and low + 3 < clause.high else maker.end
    told = _LEARNS.match(text.folded, end + 1)
    at = clause.reached(told.start()) if told is not None else None
    if at is None:
        return None
    return Sign("wide-works", text, clause, at, company, maker, [], weight=0.58)


_FOR_YOU = re.compile(
    r" (?:va|peut|sait|saura|pourra|will|can) (?:(?:desormais|bientot|enfin|maintenant|now|soon|finally) )?"
    r"(?!remplac|replac|vol|lic|not |ne |couter|cost|fire|steal|ment)(?:\w+(?:er|ir|re)|\w+) (?:[\w'-]+ ){0,3}?"
    r"(?:vos|votre|your|a votre place|for you)\b"
)


_FROM = FROM | {ELIDED}


def _for_you(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Une IA de Google va prendre vos rendez-vous`: whose AI, and what it will do for the reader."""
    units = clause.units
    if clause.low or units[0].low not in INDEFINITE or not any("ai" in u.cues for u in units[1:2]):
        return None
    maker = next((unit for unit in units[2:5] if unit.low not in _FROM), None)
    company = watched(maker)
    if maker is None or company is None or is_product(maker) or not _FOR_YOU.match(text.folded, maker.end):
        return None
    return Sign("wide-works", text, clause, 1, company, maker, [], weight=0.57)


def _maker(units: list[Unit], low: int, high: int) -> Unit | None:
    """Whose device opens the clause: `lunettes connectées de Meta`, `Google's earbuds`."""
    if low + 3 < high and [unit.low for unit in units[low + 1 : low + 3]] == ["'", "s"]:
        return units[low] if units[low + 3].low.startswith(_DEVICES) else None
    if low >= high or not units[low].low.startswith(_DEVICES):
        return None
    of = next((k for k in range(low + 1, min(low + 3, high - 1)) if units[k].low in {"de", "d", "'"}), None)
    named = units[of + 1 : of + 3] if of is not None else []
    return next((unit for unit in named if unit.low != "'"), None)
