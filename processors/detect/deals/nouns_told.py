"""What a noun says of who gets the money: the firm behind its kind, the thing that `AI` stands before.

Asked once a deal is flagged, as `sides` is: it decides nothing.
"""

from __future__ import annotations

import re

from processors.detect.deals.described import for_what
from processors.detect.grammar.claims import Claim
from processors.detect.grammar.reading import Reading
from processors.detect.words.unit import Text, Unit

_FUNCTION = frozenset(
    {
        "in", "on", "by", "for", "to", "and", "or", "as", "at", "over", "this", "next", "amid", "with", "from",
        "across", "since", "after", "before", "through", "during", "while", "despite", "within", "alone", "again",
        "even", "more", "is", "are", "that", "but", "globally", "worldwide", "annually", "soon", "today", "tomorrow",
        "year", "says", "via", "per", "en", "et", "sur", "pour", "dans", "de", "d", "a", "au", "aux", "avec", "chez",
        "par",
    }
)  # fmt: skip


def _whole_place(claim: Claim) -> tuple[int, int]:
    """`$12 billion for AI halls`: where only `AI` was found, the noun that it stands before."""
    assert claim.place is not None
    start, end = claim.place
    units = claim.clause.units
    at = next((k for k, unit in enumerate(units) if unit.end == end), None)
    if claim.text.folded[start:end] not in {"ai", "a.i."} or at is None or at + 1 >= claim.clause.high:
        return start, end
    for noun in units[at + 1 : min(at + 4, claim.clause.high)]:
        plain = (
            noun.low.isalpha()
            and not noun.capital
            and not noun.verbs
            and not noun.cues & {"plain", "hearsay"}
        )
        if not plain or noun.low in _FUNCTION or noun.party:
            break
        end = noun.end
    both = _AND_MORE.match(claim.text.folded, end) if end == claim.place[1] else None
    return start, both.end() if both is not None else end


_AND_MORE = re.compile(
    r" (?:and|et|&) [\w-]+ "
    r"(?:capacity|infrastructure|services|computing|systems|cloud|chips|capacite|infrastructures?)\b"
)
"""`expands AI and HPC capacity`"""


_SPENDING = re.compile(
    r"(?:nouveaux |new )?(?:giga|mega)watts?|[gm]w|(?:nouve(?:l|aux) )?investissements?(?: dans l'ia)?|"
    r"plan d'investissement|depenses(?: dans l'ia)?|"
    r"capital (?:spending|expenditures?)|capex|spending|investments?|"
    r"(?:au cours|d'ici|pendant|over the|within|during|dans les|sur les|in the next) .*"
)
"""What is spent, or how large it is: not what it is spent on."""


def built(claim: Claim, reading: Reading) -> tuple[Text, int, int] | None:
    """What a claim names of what is built; where that is only a sum's noun, what headline or description call it."""
    place = _whole_place(claim) if claim.place is not None else None
    named = _called(claim, place) if place is not None else None
    if named is not None:
        return claim.text, *named
    if place is not None and _PLACE_ALONE.fullmatch(claim.text.text, *place):
        below = _told_below(claim, reading)
        if below is not None:
            return below
    if place is not None and not _SPENDING.fullmatch(claim.text.folded[slice(*place)]):
        return claim.text, *place
    behind = (_sized(claim, place) or _behind(claim, place)) if place is not None else None
    if behind is not None:
        return claim.text, *behind
    for text in reading.texts[:2] if claim.text.field != "body" else ():
        for unit in (u for s in text.sentences[:3] for u in s.units if "capex_noun" in u.cues):
            if not _SPENDING.fullmatch(unit.low) and not _COSTS.match(text.folded, unit.end):
                return text, unit.start, unit.end
    aim = for_what(claim, reading) if place is not None else None
    return aim or ((claim.text, *place) if place is not None else None)


_PLACE_ALONE = re.compile(r"(?:in|en|au|aux|across) (?:the |les )?[A-ZÉÎ][\w-]+(?: [A-ZÉÎ][\w-]+)?")


def _told_below(claim: Claim, reading: Reading) -> tuple[Text, int, int] | None:
    """`invests 2 billion in Norway` | `… in two data centres`: what is built there, as the description says."""
    below = next((one for one in reading.texts[1:2] if one.field == "description"), None)
    if claim.text is not reading.title or below is None:
        return None
    things = (u for s in below.sentences[:2] for u in s.units if "capex_noun" in u.cues)
    for unit in things:
        built_there = _BUILDING.search(below.folded[max(0, unit.start - 60) : unit.start])
        if built_there and not _SPENDING.fullmatch(unit.low) and not _COSTS.match(below.folded, unit.end):
            return below, unit.start, unit.end
    return None


_BUILDING = re.compile(
    r"\b(?:constru\w+|build\w*|bati\w*|expan\w+|implant\w+|open\w*|ouvr\w+|develop\w*)\b[^.;]*$"
)
_NAME_BEFORE = re.compile(
    r"(?:[«“\"‘'] ?)?((?:Project|Projet|Campus|Stargate|[A-Z][\w-]+)(?: [A-Z][\w-]+){0,3})(?: ?[»”\"’'])?, "
    r"(?:an? |un |une |its |son |sa )?(?:new |nouveau |huge |giant |[\d.,]+ ?(?:GW|MW|gigawatts?|megawatts?)[ -])*$"
)


def _called(claim: Claim, place: tuple[int, int]) -> tuple[int, int] | None:
    """`unveils “Project Fern”, a 2GW campus`: what is built has a name."""
    start = max(claim.clause.sentence.start, place[0] - 70)
    match = _NAME_BEFORE.search(claim.text.text[start : place[0]])
    if match is None or claim.clause.sentence.title_case:
        return None
    low, high = start + match.start(1), start + match.end(1)
    sides = [unit for unit in claim.clause.sentence.units if unit.name is not None]
    if any(unit.start < high and low < unit.end for unit in (*claim.investors, *sides)):
        return None
    return low, high


_COSTS = re.compile(r" (?:costs?|demand|stocks?|market|bills?|orders|spending|buildouts? costs?)\b")
"""`rising infrastructure costs`: what is spent, and on nothing that is told."""
_OF = frozenset({"from", "of", "by", "de", "d", "'"})
_IN_NAME = frozenset({"'", "s", "-"})


def whose_firm(claim: Claim) -> tuple[int, int] | None:
    """`Ada Quill's AI startup`, `une start-up d'Ada Quill`: the firm has no name here, and its founder has one."""
    units, clause = claim.clause.units, claim.clause
    kinds = [k for k in range(clause.low, clause.high) if "descriptor" in units[k].cues]
    behind = claim.kind != "round"
    kinds = [k for k in kinds if (k > claim.at) == behind]
    if not kinds or claim.target is not None:
        return None
    at = kinds[0]
    end = at + 1
    while end < clause.high and units[end].low in _OF:
        end += 1
    if at + 1 < end < clause.high and units[end].party and units[end] not in claim.investors:
        low = at - 1 if at > clause.low and "ai" in units[at - 1].cues else at
        return units[low].start, units[end].end
    for k in range(at - 2, max(clause.low, at - 7) - 1, -1):
        if [unit.low for unit in units[k : k + 2]] == ["'", "s"]:
            who = next((j for j in range(k - 1, max(clause.low, k - 4) - 1, -1) if units[j].party), None)
            if who is None or any(units[who] is unit for unit in claim.investors):
                return None
            return units[who].start, units[at].end
        if units[k].verbs or units[k].sum or (units[k].sign and units[k].low not in _IN_NAME):
            return None
    return None


_PEOPLE = frozenset(
    {
        "researcher",
        "researchers",
        "veteran",
        "veterans",
        "alum",
        "alumni",
        "engineer",
        "engineers",
        "scientist",
        "founder",
    }
)


def _of_his_people(claim: Claim, at: int) -> tuple[int, int] | None:
    """`DeepMind researcher's new AI lab`: a firm of one of its people, without a name here."""
    units = claim.clause.units
    if units[at + 1].low not in _PEOPLE:
        return None
    low, high = at + 4, min(at + 9, claim.clause.high)
    firm = next(
        (k for k in range(low, high) if "descriptor" in units[k].cues or units[k].low in {"lab", "venture"}),
        None,
    )
    if firm is None or any(unit.party or unit.sum for unit in units[low : firm + 2]):
        return None
    return units[at].start, units[firm].end


def owned_firm(claim: Claim) -> tuple[int, int] | None:
    """The firm where the claim took its unknown founder for it: `Ada Quill's AI startup raises …`."""
    units, at, unit = claim.clause.units, claim.clause.index(claim.target), claim.target
    if at is None or unit is None:
        return None
    if unit.name is not None and [one.low for one in units[at + 2 : at + 4]] == ["'", "s"]:
        return _of_his_people(claim, at)
    if not unit.proper or " " not in unit.low:
        return None
    if [one.low for one in units[at + 1 : at + 3]] == ["'", "s"]:
        for k in range(at + 3, min(at + 7, claim.clause.high)):
            if units[k].party or units[k].verbs or units[k].sum:
                return None
            if "descriptor" in units[k].cues:
                named = units[k + 1 : k + 2]
                return None if named and named[0].party else (unit.start, units[k].end)
        return None
    k = at - 1
    while k > claim.clause.low and units[k].low in _OF:
        k -= 1
    if k >= at - 1 or units[k].low == "from":
        return None
    low = next(
        (j for j in range(k, max(claim.clause.low, k - 3) - 1, -1) if "descriptor" in units[j].cues), None
    )
    return (units[low].start, unit.end) if low is not None else None


_NAMED_APART = re.compile(
    r"(?:start-?up|company|firm|lab|société|entreprise|jeune pousse|pépite|labo)\b[^,.;:|]{0,40}, "
    r"([A-Z][\w.-]*(?: [A-Z][\w.-]*){0,2}), ",
    re.IGNORECASE,
)


_FROM_WHOM = re.compile(r"\b(?:[Ff]rom|auprès de) ([A-Z][\w-]*(?: [A-Z][\w-]*){0,2})$")
_PROJECT = re.compile(r"(?:Projet|Project|Programme|Program|Plan) ([A-Z][\w-]+) ?: ")


def named_apart(claim: Claim) -> tuple[int, int] | None:
    """`buys Ada Quill's AI startup, Lumera, for $2 billion`: the name between commas, behind whose firm it is.

    So is the last name of `Acquire Technology From X`, and that of `Project X: …` for what is spent on AI at large.
    """
    if claim.text.field == "headline" and claim.target is None:
        if claim.kind == "capex":
            project = _PROJECT.match(claim.text.text)
            return project.span(1) if project is not None else None
        whose = _FROM_WHOM.search(claim.text.text) if claim.kind == "acquisition" else None
        if whose is not None:
            return whose.span(1)
    if claim.kind not in ("acquisition", "stake") or (claim.target is not None and owned_firm(claim) is None):
        return None
    start, end = claim.clause.units[claim.at].end, claim.clause.sentence.end
    match = _NAMED_APART.search(claim.text.text, start, end)
    if match is None:
        return None
    units = claim.clause.sentence.units
    at = next((k for k, unit in enumerate(units) if unit.start == match.start(1)), None)
    if at is None or not units[at].proper:
        return None  # a place, a person, `Reports Say`
    listed = any(unit.start >= match.end() and unit.party for unit in units[at + 1 : at + 3])
    return None if listed else match.span(1)  # `…, Bloomberg, Reuters report`


_FOR_WHAT = re.compile(
    r"(?:dans|in|into|sur|on|pour|for) ((?:l'|la |le |les |the )?"
    r"(?:ia|ai|a\.i\.|intelligence artificielle|artificial intelligence)"
    r"(?: (?:en|in|au|aux|a|et|and|infrastructures?|cloud) (?:[\w-]+)){0,2})(?![\w-])"
    r"(?! (?:race|demand|boom|bubble|arms|craze|frenzy|fears|era|age|rush|ambitions|strategy|push))"
)


def _behind(claim: Claim, place: tuple[int, int]) -> tuple[int, int] | None:
    """`un investissement de 3 milliards dans l'IA en Norvège`: what the money is for, in the same headline."""
    match = _FOR_WHAT.search(claim.text.folded, place[1], claim.clause.sentence.end)
    return match.span(1) if match is not None else None


_GIGAWATTS = re.compile(r"(?:multi-)?(?:giga|mega)watts?|[gm]w")
_OF_SIZE = re.compile(
    r"(?:(?:['’]? worth)? of)?(?: (?:additional|new|more|extra|dedicated))? "
    r"((?!of\b|by\b|in\b|for\b|with\b|from\b|and\b)[\w-]+"
    r"(?: [\w-]+){0,3}?)"
    r"(?= (?:in|at|for|with|by|from|near|on|and|as|to|after|outside|through|across|under)\b|[,.;:]|\Z)"
)


def _sized(claim: Claim, place: tuple[int, int]) -> tuple[int, int] | None:
    """`breaks ground on 1.8 GW Wyoming AI site`, `a gigawatt of AI capacity`: what is so large."""
    text, end = claim.text.folded, claim.clause.sentence.end
    if not _GIGAWATTS.fullmatch(text, *place) or (match := _OF_SIZE.match(text, place[1], end)) is None:
        return None
    inside = [unit for unit in claim.clause.sentence.units if match.start(1) <= unit.start < match.end(1)]
    built = any(unit.cues & {"ai", "capex_noun", "compute_noun"} for unit in inside)
    return match.span(1) if built and not any(unit.name for unit in inside) else None


_HANGS_ON = re.compile(r"(?:in|dans|with|for|as|and|by|from|amid|to) ")
_HANGS_OFF = re.compile(
    r" (?:(?:by|until|before|through) (?:\w+ )?(?:19|20)\d\d|d(?:'|’)ici(?: .*)?|"
    r"in|with|for|as|and|by|from|amid|to|avec|pour|et|push|drive|spree|blitz|bet)$"
)


def bare(text: Text, start: int, end: int) -> tuple[int, int]:
    """`Data Center In Ohio With`, `in robotics`: what is built, without a preposition before or behind it."""
    before = _HANGS_ON.match(text.folded, start, end)
    behind = _HANGS_OFF.search(text.folded, start, end)
    return before.end() if before else start, behind.start() if behind else end


_ANY_FIRM = frozenset(
    {"startup", "start-up", "company", "firm", "entreprise", "societe", "pousse", "pepite", "newcomer"}
)


def kind_below(reading: Reading) -> tuple[Text, Unit] | None:
    """`A chairman's startup raises …` | `The chairman's startup X is raising …`: the same kind, and its name.

    All words for any firm are one kind, and an adjective may stand between: `la jeune pousse canadienne X`.
    """
    below = next((one for one in reading.texts[1:2] if one.field == "description"), None)
    if below is None or not below.sentences or not reading.title.sentences:
        return None
    told = [u.low.split() for u in reading.title.sentences[0].units if "descriptor" in u.cues]
    kinds = {words[k] for words in told for k in (0, -1)}  # `startup d'IA`, `AI startup`
    if kinds & _ANY_FIRM:
        kinds |= _ANY_FIRM
    units = below.sentences[0].units
    for k in range(len(units) - 1):
        if units[k].low.split()[-1] not in kinds:
            continue
        between = units[k + 1]
        plain = between.low.isalpha() and between.low not in _FUNCTION and not between.capital
        adjective = plain and not between.verbs and k + 2 < len(units)
        named = units[k + 2] if adjective else between
        if named.proper or named.is_company("ai", "other", *(() if adjective else ("watched",))):
            return below, named
    return None
