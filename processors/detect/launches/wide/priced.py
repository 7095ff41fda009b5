"""Launches told by what a new model reaches, and what that costs or how long it goes on: `Claude Bise 6 delivers … at
half the price`, `Claude Bise 6 codes nine hours nonstop`.

The version that heads the headline is what is new, or the word that calls a firm's model its best, its cheapest or its
newest. A price that falls and what a test has found are other news.
"""

from __future__ import annotations

import re

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import flagship, is_product, own_ai
from processors.detect.launches.signs import Sign, first_sign
from processors.detect.launches.wide.ambitions import finds_fault
from processors.detect.launches.wide.newly import vetoed_lead
from processors.detect.words.unit import Text, Unit, watched

_SHARE = (
    r"(?:(?:a|one|just an?|less than an?|only an?) (?:third|quarter|fifth|tenth|half|fraction)|"
    r"(?:less than |under )?half|twice|the same|a lower|lower|no extra|\d+ ?(?:%|percent))"
)
_REACHES = re.compile(
    r" (?:yet )?(?:(?:now|nearly|almost|also|roughly) )?"
    r"(?:delivers|offers|gets|brings|gives|packs|reaches|matches|rivals|approaches|nears|promises|provides|serves|beats|"
    r"tops|edges|outdoes|outperforms|comes close to|keeps up with|equals|hits) "
    r"[^,:;?!]{3,60}? (?:at|for|with|using|on) (?:about |roughly |around |nearly )?"
    rf"{_SHARE} (?:of )?(?:the |its )?(?:[\w-]+ )?"
    r"(?:price|cost|costs|size|compute|tokens|parameters|memory|energy|speed)\b"
)
_OF_TESTS = re.compile(
    r"\b(?:benchmarks?|leaderboards?|arena|shows?|finds?|found|users|developers|according|after (?:price|cut)|"
    r"price cuts?|cheaper than|study|report|analysis|measured)\b"
)
"""What somebody measured of it, or a price that falls."""
_PEOPLE = re.compile(
    r"\b(?:interns|doctors|nurses|lawyers|humans|students|teachers|experts|radiologists|clerks)\b(?!['’])"
)
_DEARER = re.compile(r"\b(?:at|for) (?:about |nearly |roughly |over |more than )?(?:twice|double|triple) ")
_SOMEWHERE = re.compile(r"\b(?:at|in) (?!Half\b|One\b)[A-Z][a-z]+")
_MOST = re.compile(
    r"(?:'s|’s) (?:new|newest|latest|first|most \w+|[a-z]{3,}est)(?: new)? "
    r"(?:[\w-]+ ){0,2}?(?:model|models|chip)(?: yet)?"
)


def priced_sign(reading: Reading, text: Text) -> Sign | None:
    """At most one sign of a headline; the sentence below it must say nothing against it."""
    reaches = _REACHES.search(text.folded) is not None and _OF_TESTS.search(text.folded) is None
    if not (reaches or _FEAT.search(text.folded)) or finds_fault(text.folded):
        return None
    below = reading.lead
    if below is not None and _OF_OTHERS.search(below.folded, 0, below.sentences[0].end):
        return _reached(reading, text, below) if reaches else None
    return first_sign((_feat,), reading, text) or (_reached(reading, text, below) if reaches else None)


def _reached(reading: Reading, text: Text, below: Text | None) -> Sign | None:
    if below is not None and vetoed_lead(below):
        return None
    return first_sign((_priced,), reading, text)


def _priced(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Anthropic's Claude Bise 6 delivers near-Gale 5 results at half the price`."""
    first = clause.units[clause.low]
    company = watched(first)
    if clause.low or company is None:
        return None
    reached = _REACHES.search(text.folded)
    told_of = clause.units[clause.low + 1 : clause.high]
    people = reached is not None and (
        _PEOPLE.search(reached.group()) or any("person_role" in unit.cues for unit in told_of)
    )
    if people or _DEARER.search(text.folded):
        return None  # `beats interns at half the price`: a trial of it
    if not clause.sentence.title_case and _SOMEWHERE.search(text.text, first.end):
        return None  # `twice the work at Brastow for half the cost`: where it is used
    version = _version(reading, clause)
    told = _MOST.match(text.folded, first.end) if version is None and not is_product(first) else None
    end = version.end if version is not None else told.end() if told is not None else None
    if (
        end is None
        or not _REACHES.match(text.folded, end)
        or not (company.ai == "core" or version or reading.ai())
    ):
        return None
    sign = Sign("wide-priced", text, clause, 0, company, first, [version] if version else [], weight=0.61)
    if told is not None:
        sign.described = (told.start() + 3, told.end())
    return sign


def _version(reading: Reading, clause: Clause) -> Unit | None:
    """A version of a watched firm's model that begins the clause, or stands right behind its maker."""
    units = clause.units
    owned = [unit.low for unit in units[1:3]] == ["'", "s"] and not is_product(units[0])
    at = 3 if owned else 0 if is_product(units[0]) else 1
    product = units[at] if at < clause.high else None
    if product is None or not own_ai(product, reading) or flagship(product):
        return None
    return product if any(char.isdigit() for char in product.low) else None


_DOES = re.compile(
    r" (?:codes?|plans|reasons|works|reads|writes|thinks|films|draws|composes|translates|browses|solves|sings|planifie|"
    r"raisonne|travaille|lit|ecrit|filme|dessine|compose|traduit|resout|chante)\b"
)
_FEAT = re.compile(
    r"\b(?:non-?stop|without (?:a break|a pause|help|a cut|tools|a hitch)|"
    r"(?:for )?(?:[\w.]+ )(?:straight )?(?:hours|days)"
    r"(?: straight| nonstop| on end| at a stretch)?|at once|on its own|by itself|(?:twice|three times|\d+x) as fast|"
    r"d'affilee|sans (?:pause|aide|relache|interruption)|a la fois|d'un coup|(?:deux|trois|dix) fois plus vite|"
    r"(?:breaks?|sets?|smash\w*|bat|pulverise) (?:an? |the |new |des |le |un |tous les )*(?:[\w-]+ )?records?)\b"
)
_OF_OTHERS = re.compile(
    r"\b(?:tests?|stud(?:y|ies)|etudes?|users?|researchers?|developers?|chercheurs?|utilisateurs?|developpeurs?|i|my|mon|"
    r"loses?|fails?|echoue|perd|but|mais|shop|pokemon|student|teacher|exam|thesis|trial|experiment\w*|could|can't)\b"
)


def _feat(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Claude Opus 9 codes nine hours nonstop`, `OpenAI outdone: Gemini 9 reads whole libraries at once`: a version,
    what only a model does, and how long or fast it does so. What somebody has found in a test is none."""
    units = clause.units
    product = units[clause.low]
    if clause.high - clause.low < 4 or not own_ai(product, reading) or flagship(product):
        return None
    if not any(c.isdigit() for c in product.low) or (clause.low and units[clause.low - 1].low != ":"):
        return None
    company = watched(product)
    if company is None or _DOES.match(text.folded, product.end) is None or _OF_OTHERS.search(text.folded):
        return None
    rest = text.folded[product.end :]
    return (
        Sign("wide-priced", text, clause, clause.low + 1, company, product, [product], weight=0.61)
        if _FEAT.search(rest)
        else None
    )
