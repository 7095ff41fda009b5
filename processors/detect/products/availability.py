"""How a product can be had (newswatch.messages.Availability), and the words that say so."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import chain
from typing import NamedTuple

from newswatch.messages import Availability, Evidence
from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.quoting import evidence
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import of_house
from processors.detect.launches.signs import Sign
from processors.detect.products.earlier import launched_earlier
from processors.detect.words.inflect import Mood
from processors.detect.words.model import Way
from processors.detect.words.unit import Text, Unit

TOLD_WITHIN = 2_500
"""Code points of a description or body that may tell how a product can be had."""
OPENS_WITHIN = 600
"""Code points of them that may tell that it is yet to come, or what one can do now: further on of other things."""
_ORDER: tuple[Availability, ...] = ("open", "preview", "general")
"""Who may copy a model may use it too, and what is in preview is mostly `available in preview`."""
_AHEAD = re.compile(
    r"\b(?:(?:(?:plan|want|aim|intend|hope|prepare|promise|vow|pledge|expect)(?:s|ed|ing)?|set|about|going|ready|due|"
    r"slated|scheduled|poised|gearing up|looking) to|will|shall|would|could|may|might|soon|plans?|planned|upcoming|"
    r"expected|before|ahead of|va|vont|veut|veulent|doit|doivent|pourrait|pourraient|devrait|devraient|compte|comptent|"
    r"prevoit|prevoient|envisage|envisagent|projette|promet|prepare|preparent|s'apprete|s'appretent|bientot|avant|"
    r"prochaine?|sera|seront)"
    r"(?: (?:also|soon|be|make|de|a|to|the|its|le|la|un|une|eventually|aussi|bientot|egalement)| [dl]')* ?$"
)
"""What before a verb puts it ahead: `will`, `plans to`, `compte`, `before the`."""
_JUST = re.compile(r"\b(?:vient|viennent|venait) (?:tout juste )?(?:de |d')$")
"""`vient de lancer`: an infinitive of what has been done."""
_DONE = re.compile(r"\b(?:a|ont|avait|avaient) (?:\w+ )?$")
"""`a lancé`: without its accent the present's form."""
_PART = re.compile(r"[,;:()–—|]| - ")
"""Where what is said of a launch's time ends: `launches X, with voices coming in May`."""
_NOT_YET = re.compile(
    r"\b(?:will|to|soon|not|yet|sera|seront|bientot|pas|encore|would|could)(?: be| become)? $"
)
"""What before `available` says that it is not yet."""
_WHOM = re.compile(r" of$|(?:customers|partners)$")
"""`to limited groups of`: behind `to` whom it is for, no time to come."""
_NEAR = 5
"""Code points between `will be available` and what it is said of: `to all`, `in beta`."""
_FAR = 40
"""Code points between `available to captains` and the time to come: `in June`."""
_BREAK = re.compile(r"[,.;:()–—|]")
_DOES = "act-"
"""How the rules are called of what a product does, in the present: `AI Mode speaks five more languages`."""
_SHIPS = ("launch", "arrive")
_NOT_DONE: frozenset[Mood] = frozenset({"future", "conditional"})
_PAST: frozenset[Mood] = frozenset({"past", "participle"})


Told = Callable[[int], Mapping[Way, int]]
"""Of headline, description or body, by its place: the ways of having a product that it names, and where first."""


def ways_told(reading: Reading) -> Told:
    """What each text says of how a product can be had: read when it is asked for, once for all signs of an article."""
    known: dict[int, Mapping[Way, int]] = {}

    def told(at: int) -> Mapping[Way, int]:
        if at not in known:
            known[at] = _told(reading, reading.texts[at].folded, 0, TOLD_WITHIN)
        return known[at]

    return told


class How(NamedTuple):
    """How a product can be had, None where nothing says so."""

    way: Availability | None
    by_verb: bool = False
    """A verb that tells the launch says it (`launches X`), and no words do."""


def availability(reading: Reading, sign: Sign, texts: Told) -> How:
    """How it can be had. `texts`: what `ways_told` gives.

    What is told for a time to come is announced, whatever else is said. Else the words of the sign's own sentence
    decide, then the title's, the lead's and the body's, then the verb that tells the launch.
    """
    verb = _verb(sign, reading)
    if _ahead(sign, reading, verb):
        return How("announced")
    sentence = sign.clause.sentence
    own = _told(reading, sign.text.folded, sentence.start, sentence.end)
    said = sign.clause.units[sign.at].low
    if "available" in said or "disponible" in said or "accessible" in said:
        return How("open" if "open" in own else "preview" if "preview" in own else "general")
    if verb.way == "preview" and "open" not in own:
        return How("preview")
    for ways in chain([own], map(texts, range(len(reading.texts)))):
        for one in _ORDER:
            if one in ways:
                return How(one, by_verb=one == "general" and _only_verb(reading, sign, verb.unit))
    told = [own, *map(texts, range(len(reading.texts)))]
    if sign.text is reading.title and any(map(_to_come, told[2:])):
        return How("announced")
    if _logged(reading) or _placed(sign) or any(_opens(ways, "usable") < OPENS_WITHIN for ways in told):
        return How("general")
    below = sign.text is not reading.title
    earlier = below and launched_earlier(sign.clause, sign.at, sign.text.folded, reading.title.folded)
    launched = (verb.way in ("general", "later") and not earlier) or sign.rule.startswith(_DOES)
    launched = launched or _done_below(sign, reading)
    launched = launched or any(_opens(ways, "launched") < OPENS_WITHIN for ways in told)
    return How("general", by_verb=not _to_all(sign, verb.unit)) if launched else How(None)


def _only_verb(reading: Reading, sign: Sign, unit: Unit) -> bool:
    """`rolls out X`: the word that says it is the verb of the launch, and nothing else does."""
    if unit.low not in reading.rules.way_verbs or _to_all(sign, unit):
        return False
    for text in reading.texts:
        parts = ((0, unit.start), (unit.end, TOLD_WITHIN)) if text is sign.text else ((0, TOLD_WITHIN),)
        if any({"general", "usable"} & _told(reading, text.folded, *part).keys() for part in parts):
            return False
    return True


def _to_all(sign: Sign, unit: Unit) -> bool:
    """`launches X for all its subscribers`: who can have it by now."""
    return bool(_TO_ALL.search(sign.text.folded, unit.end, sign.clause.sentence.end))


_TO_ALL = re.compile(r"\b(?:to|for) (?:all|every|everyone|everybody|anyone)\b|\b(?:a|pour) (?:tous|toutes)\b")


def _placed(sign: Sign) -> bool:
    """`Claude 6 on Vertex AI`: a title without a verb says where it can be had."""
    return sign.rule == "title-name" and any(
        _ON.search(sign.text.folded, max(0, unit.start - 12), unit.start) for unit in sign.products[1:]
    )


_ON = re.compile(r"\b(?:on|in|sur|dans) (?:the |le |la )?$")


def _done_below(sign: Sign, reading: Reading) -> bool:
    """`X's new model beats …` | `X released Y …`: how it came is told by the lead's verb where the title has none.

    Of a firm that is launching it the lead must say that it is today.
    """
    headed = sign.rule.startswith("title") or "launch_title" in sign.clause.units[sign.at].cues
    if sign.text is not reading.title or not headed or len(reading.texts) < 2:
        return False
    lead = reading.texts[1]
    if lead.field != "description":
        return False
    return any(
        _done(sign, reading, lead, clause)
        for sentence in lead.sentences[:2]
        for clause in reading.clauses_of(lead, sentence)
    )


def _done(sign: Sign, reading: Reading, lead: Text, clause: Clause) -> bool:
    """A clause says that the sign's firm has launched something, or does so today."""
    for k in range(clause.low, clause.high):
        unit = clause.units[k]
        ours = _WE.match(unit.low)
        known = reading.rules.way_verbs.get(unit.low[ours.end() :] if ours else unit.low)
        launches = ours is not None or any(verb.frame == "launch" for _, verb in unit.verbs)
        if known is None or known[0] != "general" or not launches:
            continue
        before = clause.units[clause.low : k]
        if not ours and not any(of_house(one, sign.company) or one.low == "we" for one in before):
            continue
        if _LONG_AGO.search(lead.folded, *clause.span()):
            continue
        if launched_earlier(clause, k, lead.folded, reading.title.folded):
            continue
        ahead = _AHEAD.search(lead.folded, max(clause.span()[0], unit.start - 40), unit.start)
        ways = _told(reading, lead.folded, clause.sentence.start, clause.sentence.end)
        if not ahead and "later" not in ways and (known[1] & _PAST or "now" in ways):
            return True
    return False


_TELLS = ("announc", "unveil", "present", "reveal", "show", "preview", "tease")
_LONG_AGO = re.compile(r"\b(?:in|since|en|depuis) (?:19|20)\d\d\b|\blast (?:year|month)\b|\bago\b")
_WE = re.compile(r"we're |we are |we have |we've ")


def _to_come(ways: Mapping[Way, int]) -> bool:
    """A lead says that it is yet to come, before it says what there is now."""
    there: tuple[Way, ...] = ("usable", "launched", "now")
    return _opens(ways, "announced") < min(*(_opens(ways, way) for way in there), OPENS_WITHIN)


def _opens(ways: Mapping[Way, int], way: Way) -> int:
    """Where a text says it first, or OPENS_WITHIN."""
    return ways.get(way, OPENS_WITHIN)


class _Verb(NamedTuple):
    """The verb that tells a launch: how what it tells of can be had, and the moods that its form may be."""

    unit: Unit
    way: Way | None
    moods: frozenset[Mood]


def _verb(sign: Sign, reading: Reading) -> _Verb:
    """The sign's own verb, or of one without (`OpenAI lance trois nouveaux modèles`) the one before it."""
    units = sign.clause.units
    own = units[sign.at]
    for unit in (own, *units[sign.clause.low : sign.at]):
        known = reading.rules.way_verbs.get(unit.low)
        if known is not None:
            way, moods = known
            return _Verb(unit, None if way == "general" and _hangs(sign, unit, moods) else way, moods)
        if unit.verbs:
            ways = [
                v.way for _, v in unit.verbs if v.id == sign.rule or (unit is not own and v.frame in _SHIPS)
            ]
            moods = frozenset(unit.moods())
            return _Verb(unit, ways[0] if ways and not _hangs(sign, unit, moods) else None, moods)
    return _Verb(own, None, frozenset())


def _hangs(sign: Sign, unit: Unit, moods: frozenset[Mood]) -> bool:
    """`is bringing X`, `pour ajouter X`: a form that says by itself neither that it is done nor that it is to come."""
    return moods <= {"gerund"} and not _JUST.search(sign.text.folded, max(0, unit.start - 30), unit.start)


def _ahead(sign: Sign, reading: Reading, verb: _Verb) -> bool:
    """It is told for a time to come: by the verb, by what stands before it, or by when that is."""
    folded, unit, moods = sign.text.folded, verb.unit, verb.moods
    start, end = sign.clause.span()
    part = _PART.search(folded, unit.end, end)
    ways = _told(reading, folded, unit.start, part.start() if part else end)
    if not moods and ("later" in ways or "announced" in ways):
        return True
    if "announced" in ways and unit.low.startswith(_TELLS):
        return True  # `announces an open model to be released in early summer`
    before = folded[max(start, unit.start - 40) : unit.start]
    if "later" in ways:
        return not (moods <= _PAST or _DONE.search(before))
    if "now" in ways:
        return False
    if moods and moods <= _NOT_DONE:
        return True
    verbal = bool(moods) or sign.rule.startswith(_DOES)
    return verb.way == "later" or (verbal and (bool(_AHEAD.search(before)) or _headed(sign, unit)))


def _headed(sign: Sign, unit: Unit) -> bool:
    """`OpenAI to launch X`: a headline's future; `lets ChatGPT users to add X` has no name before its `to`."""
    units = sign.clause.units
    at = next((k for k in range(sign.clause.low + 2, sign.clause.high) if units[k] is unit), 0)
    return at > 0 and units[at - 1].low == "to" and units[at - 2].party


def _logged(reading: Reading) -> bool:
    """An entry of a changelog: it tells what has changed."""
    article = reading.article
    return any("changelog" in one.lower() for one in (article.url, article.publisher, article.headline))


def _told(reading: Reading, folded: str, start: int, end: int) -> dict[Way, int]:
    """The ways of having a product that a folded text names between two offsets, as whole words, and where first."""
    hits = []
    for last, (size, ways) in reading.rules.way_words.iter(folded, start, min(end, len(folded))):
        first = last + 1 - size
        if not (_within(folded[first - 1 : first]) or _within(folded[last + 1 : last + 2])):
            hits.append((first, last + 1, ways))
    model = _OPEN_MODEL.search(folded, start, min(end, len(folded)))
    if model is not None and not _AGAINST.search(folded, max(start, model.start() - 40), model.start()):
        hits.append((model.start(), model.end(), frozenset({"open"})))
    general: frozenset[Way] = frozenset({"general"})
    hits = [
        (
            first,
            last,
            general if "preview" in ways and _OUT_OF.search(folded, max(0, first - 40), first) else ways,
        )
        for first, last, ways in hits
    ]
    later = [first for first, _, ways in hits if "later" in ways]
    found: dict[Way, int] = {}
    ahead = -2 * _NEAR
    for first, last, ways in hits:
        if "announced" in ways:
            ahead = last
        not_yet = first <= ahead + _NEAR or bool(_NOT_YET.search(folded, max(0, first - 20), first))
        not_yet = not_yet and not _WHOM.search(folded, first, last)
        when = any(last <= at < last + _FAR and not _BREAK.search(folded, last, at) for at in later)
        for way in ways:
            if when and way in ("general", "usable", "launched"):
                way = "announced"
            if not (not_yet and way in ("general", "preview")):
                found.setdefault(way, first)
    return found


_OUT_OF = re.compile(
    r"\b(?:leav(?:es|ing)|left|exit(?:s|ed|ing)?|out of|graduat(?:es|ed|ing) from|emerges from|beyond|"
    r"no longer (?:in|has)|no more|drops|scraps|ends|removes|without|quitte|sort de|sort enfin de|fin de|plus de) "
    r"(?:(?:its|the|a|public|private|open|research|limited|early|la|le|sa|son) )*$"
)
"""`leaves preview`, `no more waiting list`: it has been, and is no more."""
_OPEN_MODEL = re.compile(  # (what begins with a word is looked for faster than what begins with `\b`)
    r"open (?<!\wopen )(?!(?:up|to|for|in|on|at|and|or|with|access)\b)(?:(?!(?:a|an|the|its|their|his|our|your|this|"
    r"new|more|all|of|to|for|and|with|that)\b)[a-z][a-z0-9-]* ){1,3}models?\b"
)
"""`open translation models`: whatever kind of model it is."""
_AGAINST = re.compile(
    r"\b(?:beat\w*|rival\w*|outperform\w*|outdo\w*|tops|topping|than|against|unlike|over|to)\b[^.;:,]{0,24}$"
)
"""`to beat open Chinese models`, `a tool to open models`: another's, or a verb."""


def _within(char: str) -> bool:
    return char.isalnum() or char == "_"


def open_near(text: Text, unit: Unit) -> Evidence | None:
    """The words that say open access or open weights in the product's sentence."""
    for sentence in text.sentences:
        if sentence.start <= unit.start < sentence.end:
            cue = next((u for u in sentence.units if "open" in u.cues), None)
            return evidence(text, cue.start, cue.end) if cue else None
    return None
