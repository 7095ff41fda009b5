"""What the wide net asks of a text: a word of newness, and no veto against it."""

from __future__ import annotations

import re

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.newness import only_compares
from processors.detect.launches.signs import Sign
from processors.detect.launches.wide.own_words import of_its_words
from processors.detect.words.guarding import guards_against
from processors.detect.words.unit import Text, Unit

_NEW = re.compile(
    r"\b(?:now|finally|today|starting (?:today|this week|now)|from today|as of today|"
    r"as of this morning|at last|new|newest|for the first time|is here|goes live|free for|"
    r"out today|it['’]s (?:free|live|here|out|ready)|our (?:new\w*|most|first|flagship|latest|best|next)|"
    r"we introduce|we are launching|we're launching|"
    r"available|beta|preview|early access|waiting list|waitlist|rolling out|rolls out|"
    r"accessibles? (?:par|via)|open to|opens? to|on sale|ships?|shipping|"
    r"desormais|enfin|maintenant|des (?:aujourd'hui|maintenant|ce|cette|mardi|jeudi|"
    r"lundi|mercredi|vendredi)|"
    r"a partir d(?:u \d|'aujourd|e (?:ce|cette|demain|\d|lundi|mardi|mercredi|jeudi|vendredi))|"
    r"nouveaut?e?s?|nouvelles?|nouveaux?|nouvel|pour la premiere fois|disponibles?|"
    r"can be (?:ordered|bought|downloaded|tried)|pre-?orders?|orders? opens?|precommandes?|"
    r"peu(?:t|vent) etre (?:commande|achete|telecharge|essaye)e?s?|"
    r"en (?:libre acces|acces libre|open source|telechargement)|sous licence (?:libre|apache|mit)|"
    r"en ligne(?=\W*\Z)|avant-premiere|preversion|acces anticipe|voici|accueillent?|s'ouvre\w*|"
    r"(?<!porte )(?<!grande )ouverte?s? (?:a|"
    r"aux|au)|en cours de deploiement|gratuit\w*|abonnes|subscribers|jetzt|ab sofort|"
    r"verfugbar|kommt (?:ins?|auf|nach|zum?)|startet|ya|desde hoy|disponible|"
    r"the (?:new )?default (?:model|assistant|engine|choice|option|for|in|on|across)|"
    r"(?:modele|assistant|moteur) par defaut)\b"
)

_NEWS = r"(?:bonnes?|mauvaises?|excellentes?|tristes?|grosses?) nouvelles?\b"
"""`Mauvaise nouvelle pour Gemini`: the noun."""
_OLD = re.compile(
    rf"\b{_NEWS}|"
    r"\b(?:disponibles?|available|ouverte?s?|open)\b (?:depuis|since)\b|"
    r"\b(?:no longer|not|never|won't|isn't|plus|pas) (?:be |yet |currently |encore |etre )*"
    r"(?:available|open|disponibles?|accessibles?|ouverte?s?)\b"
)
"""`L'assistant est disponible depuis deux ans`, `will no longer be available`: nothing new."""


def vetoed(text: Text, told: Sign | None = None) -> bool:
    """A veto speaks in the headline, and not by the very words of what is told."""
    return any(
        "competitor_launch" in hit.veto.labels
        and hit.veto.weight >= 0.5
        and not (hit.veto.id == "incident" and guards_against(text.folded, hit.start, hit.end))
        and text.speaks(hit)
        and not (told is not None and of_its_words(told.rule, hit.veto.id, text.folded, hit.start))
        for hit in text.heard
    )


_NO_FIRST = re.compile(
    r"(?:(?:your|my|our|his|her) first|first (?:time|day|days|steps|look|results|tests))\b"
)


_RANKS = re.compile(r"(?: [\w-]+){0,4} (?:benchmarks?|leaderboards?|rankings?|classement|palmares)\b")
"""`tops new AI honesty ranking`: behind a word of newness."""


def is_fresh(text: Text, thoughts: list[tuple[int, int]]) -> bool:
    """A word of newness that is none of a thought: `the new rules of prompting`."""
    said = [m.start() for m in _NEW.finditer(text.folded) if not _RANKS.match(text.folded, m.end())]
    said += [
        unit.start
        for s in text.sentences
        for k, unit in enumerate(s.units)
        if "new" in unit.cues and not only_compares(s.units[k : k + 6])
    ]
    news = {match.end() for match in _OF_NEWS.finditer(text.folded)}
    said = [at for at in said if not any(at < end <= at + len("nouvelles") for end in news)]
    own = {match.start() + match.group().find("first") for match in _NO_FIRST.finditer(text.folded)}
    return any(at not in own and not any(low <= at < high for low, high in thoughts) for at in said)


_OF_NEWS = re.compile(rf"\b{_NEWS}")
_TRIED_ON = re.compile(r"\b(?:avec|with|and|et) (?:le |la |the |a |un )?$")
"""`is open to developers, with a benchmark`: what comes along with it."""


def vetoed_lead(description: Text) -> bool:
    """A veto of whole titles speaks in a description's first sentence."""
    end = description.sentences[0].end if description.sentences else 0
    return any(
        "competitor_launch" in h.veto.labels
        and h.veto.weight >= 0.65
        and h.start < end
        and h.veto.scope == "title"
        and h.veto.id not in ("rumour", "usage")
        and description.speaks(h)
        and not (h.veto.id == "paper" and _TRIED_ON.search(description.folded[max(0, h.start - 9) : h.start]))
        for h in description.heard
    )


def clause_of(reading: Reading, text: Text, unit: Unit) -> Clause:
    """The clause of a text that holds a unit, else its first."""
    for clause in reading.clauses(text):
        low, high = clause.span()
        if low <= unit.start < high:
            return clause
    return reading.clauses(text)[0]


def says_new(folded: str) -> bool:
    """A word of newness stands in a folded text, and not of what is there no longer, or has long been."""
    return bool(_NEW.search(_OLD.sub(" ", folded)))
