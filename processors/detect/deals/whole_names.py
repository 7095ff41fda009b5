"""The names of a deal's sides by their own words, all of them: `Prompt Security`, and no `NYC-based Quillon`.

Asked once a deal is told: it decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from newswatch.messages import Deal, Fact
from processors.detect.grammar.clauses import PREPOSITIONS
from processors.detect.grammar.quoting import as_written, place_of, within
from processors.detect.grammar.reading import Reading
from processors.detect.words.propers import DATES
from processors.detect.words.unit import Sentence, Text, Unit

_NAME = r"[A-Z][\w&’'-]*(?: [A-Z0-9][\w&’'-]*){0,3}"
_FROM = r"(?:based|headquartered|born|founded)"
_LED = re.compile(rf"[A-Z][\w.’' -]*?-{_FROM} (?=\S)")
_FIRM = r"(?:startup|start-up|firm|company|lab|developer|group|maker|provider|builder|operator|specialist|platform)"
_BASED = re.compile(rf"-{_FROM} (?:(?:AI|[a-z][\w-]*) ){{0,4}}?({_NAME})(?<!AI)")
_BACKED = re.compile(rf"-(?:backed|owned|funded) ((?:(?:AI|[a-z][\w-]*) ){{0,3}}?{_FIRM})(?: ({_NAME}))?")
_OWNED = re.compile(rf"['’]s (?:(?:AI|[a-z][\w-]*) ){{0,3}}?{_FIRM}, ([a-z]?{_NAME})(?=,)")
_OWNERS_FIRM = re.compile(rf"[^'’]['’]s (?:[^'’]* )?{_FIRM}\Z")
_APPOSED = re.compile(rf", ([a-z]?{_NAME})(?=,)")
_BEHIND_KIND = re.compile(rf" ({_NAME})")
_OWNER = re.compile(r"[A-Z][\w.-]+ [A-Z][\w.-]+['’]s (?=[A-Z])(?!AI\b|IA\b)")
_DESCRIBED = re.compile(r"[a-z]|(?:AI|IA)\b(?= [a-z])")
_NO_PART = DATES | frozenset(
    {"series", "inc", "corp", "ltd", "plc", "llc", "ceo", "cto", "cfo", "ipo", "ai", "ia", "seed", "i", "it", "founder",
     "chief", "president", "chairman", "executive", "director", "co", "us", "uk", "eu", "gpu", "gpus", "llm", "api"}
)  # fmt: skip
"""Words with a capital beside a name that are none of it."""
_LABS = re.compile(r" Labs?(?![\w-])")
_OTHER_FIRM = re.compile(r" (?:Holdings?|Labs?|Robotics|Systems|Technologies)(?![\w-])")


_BUILT = frozenset({"capex", "compute deal"})
"""What is built or rented has words, and no name."""


def _whole_names(deal: Deal, reading: Reading) -> Deal:
    """The deal with its target and investors by their whole names."""
    target = deal.target and (_where(deal.target, deal, reading) or deal.target)
    target = target and (_before_form(target, reading) or target)
    if target is not None and deal.stage == "acquisition":
        target = _part_bought(target, reading)
    if target is not None and deal.stage not in _BUILT:
        target = _told_beside(target, reading) or _whole(target, reading)
    investors = tuple(
        whole
        for giver in deal.investors
        if (whole := _whole(giver, reading)) == giver or target is None or whole.value != target.value
    )
    if target is deal.target and investors == deal.investors:
        return deal
    return deal.model_copy(update={"target": target, "investors": investors})


_FORM = frozenset({"inc", "corp", "ltd", "plc", "llc", "is", "are", "was"})
_KIND_BEHIND = frozenset({"startup", "start-up", "company", "firm", "lab", "unit", "group"})


def _before_form(target: Fact, reading: Reading) -> Fact | None:
    """`AI Plant Inc.`, `Ada Roth's Quillon Startup Is Valued at …`: what was taken is no name, one stands before."""
    place = place_of(target, reading.texts) if target.value.lower() in _FORM else None
    if place is None:
        return None
    text, sentence, start, _ = place
    words = list(re.finditer(r"\S+", text.text[sentence.start : start]))
    while words and words[-1][0].lower() in _KIND_BEHIND:
        words.pop()
    first = len(words)
    while first and _CAPITAL.match(words[first - 1][0]) and not words[first - 1][0].endswith(_OWNS):
        first -= 1
    if first == len(words):
        return None
    return as_written(text, sentence.start + words[first].start(), sentence.start + words[-1].end())


_CAPITAL = re.compile(r"[a-z]?[A-Z]")
_OWNS = ("'s", "’s", ",")


def wholly_named(deals: Iterable[Deal], reading: Reading) -> list[Deal]:
    """The deals by the whole names of their sides; two of one target and one sum were one."""
    found: list[Deal] = []
    for deal in deals:
        named = _whole_names(deal, reading)
        if not any(_alike(named, other) for other in found):
            found.append(named)
    return [
        one for k, one in enumerate(found) if not any(_among_givers(one, other, found[:k]) for other in found)
    ]


def _among_givers(one: Deal, other: Deal, before: list[Deal]) -> bool:
    """`partners with X, Y and Z on $2B for …`: they all give, and none of them to another.

    Who alone gives has got it from nobody, unless that is told first: `X raises $300M to buy Y's chips`.
    """
    sides = {giver.value for giver in one.investors} | {one.target.value if one.target else ""}
    givers = {giver.value for giver in other.investors}
    if not sides <= givers or one.amount is None or _sum(one) != _sum(other):
        return False
    return len(givers) > 1 or any(told is other for told in before)


def _sum(deal: Deal) -> tuple[float, str | None] | None:
    return None if deal.amount is None else (deal.amount.value, deal.amount.currency)


def _alike(one: Deal, other: Deal) -> bool:
    if one.target is None or other.target is None or one.target.value != other.target.value:
        return False
    return _sum(one) == _sum(other)


_NO_TARGET = frozenset(
    {"ai", "ia", "l'ia", "l’ia", "cloud", "infrastructure", "infrastructures", "artificial intelligence"}
)
_PLACE = re.compile(
    r"(?:\b(?:in|across|en|au|aux) (?:the |le |la |les )?([A-Z][\w-]+(?: [A-Z][\w-]+)?)|"
    r"([A-Z][\w-]+)['’]s (?:AI|chip|cloud|data)\b)"
)


def _where(target: Fact, deal: Deal, reading: Reading) -> Fact | None:
    """`to spend $9 billion in Oklahoma to expand AI`: where it goes says more than what all money goes to."""
    title = reading.title
    if deal.stage != "capex" or target.value.lower() not in _NO_TARGET or title.field != "headline":
        return None
    for match in _PLACE.finditer(title.text):
        start, end = match.span(1) if match[1] else match.span(2)
        unit = next((u for s in title.sentences for u in s.units if u.start <= start < u.end), None)
        if unit is not None and "plain" in unit.cues:
            return as_written(title, start, end)
    return None


def _part_bought(target: Fact, reading: Reading) -> Fact:
    """`offers to buy Google Chrome`: not all of Google."""
    proof = target.evidence
    text = next((one for one in reading.texts[:2] if proof is not None and one.field == proof.field), None)
    if proof is None or text is None or not proof.quote.startswith(f"{target.value} "):
        return target
    start = within(text, proof)[0]
    product = any(u.start == start and u.known_product for u in text.names)
    return target.model_copy(update={"value": proof.quote}) if product else target


def _told_beside(fact: Fact, reading: Reading) -> Fact | None:
    """`NYC-based Quillon`, `a Blackstone-backed power firm`, `Ada Roth's start-up, Quillon,`: of which only the place,
    the backer or the owner was taken."""
    proof = fact.evidence
    text = next((one for one in reading.texts[:2] if proof is not None and one.field == proof.field), None)
    if proof is None or text is None or text.field == "body":
        return None
    end = within(text, proof)[1]
    named = _BASED.match(text.text, end) or _OWNED.match(text.text, end)
    if named is None and _OWNERS_FIRM.search(fact.value):
        named = _APPOSED.match(text.text, end)
    if named is not None:
        return as_written(text, *_name_alone(text, *named.span(1)))
    backed = _BACKED.match(text.text, end)
    if backed is None:
        return None
    return as_written(text, *(_name_alone(text, *backed.span(2)) if backed[2] else backed.span(1)))


def _name_alone(text: Text, start: int, end: int) -> tuple[int, int]:
    """Where capitals go on behind the name, it ends before what acts or leads on: `Quillon To Buy`."""
    units = (u for s in text.sentences if s.start <= start < s.end for u in s.units)
    behind = (u for u in units if start < u.start < end)
    stop = next((u for u in behind if _leads_on(u) or u.low in _NO_PART), None)
    return start, end if stop is None else stop.start - 1


def _leads_on(unit: Unit) -> bool:
    return unit.low.split()[0] in PREPOSITIONS or (bool(unit.verbs) and unit.low.endswith("s"))


def _whole(fact: Fact, reading: Reading) -> Fact:
    place = place_of(fact, reading.texts)
    if place is None:
        return _of_its_own(fact, reading)
    text, sentence, start, end = place
    written = text.text
    for lead in (_LED, _OWNER):
        match = lead.match(written, start, end)
        rest = match.end() if match is not None else start
        if _DESCRIBED.match(
            written, rest
        ):  # `London-based robotics startup`, with its name behind it or without
            named = _BEHIND_KIND.match(written, end) if match is not None else None
            return fact if named is None else as_written(text, *_name_alone(text, *named.span(1)))
        start = rest
    units = sentence.units
    first = next((k for k, unit in enumerate(units) if unit.start <= start < unit.end), None)
    labs = _LABS.match(written, end)
    if labs is not None and first is not None and units[first].name is not None:
        return as_written(text, start, labs.end())
    if first is not None and _nobody_known(units[first]) and not sentence.title_case:
        start, end = _grown(text, sentence, first, start, end, reading)
    return fact if written[start:end] == fact.value else as_written(text, start, end)


def _nobody_known(unit: Unit) -> bool:
    return unit.proper or (unit.capital and unit.name is None and unit.low not in _NO_PART)


def _grown(
    text: Text, sentence: Sentence, first: int, start: int, end: int, reading: Reading
) -> tuple[int, int]:
    """Where capitals mean names, all the words with a capital around the name are of it."""
    units = sentence.units
    last = next((k for k in range(first, len(units)) if units[k].end >= end), first)
    while last + 1 < len(units) and _joins(units[last], units[last + 1]):
        last += 1
        end = units[last].end
    low = first
    while low > 0 and _joins(units[low - 1], units[low], back=True) and not _begins(units, low - 1):
        low -= 1
        start = units[low].start
    if low == 1 and _joins(units[0], units[1], back=True) and _again(text, units[0].start, end, reading):
        start = units[0].start
    return start, end


def _joins(unit: Unit, behind: Unit, back: bool = False) -> bool:
    """The two stand one space apart, and the added one is a word with a capital that nothing else is known of."""
    more = unit if back else behind
    if unit.end + 1 != behind.start or not more.capital or more.sign or more.sum or more.model:
        return False
    if more.name is not None or more.low in _NO_PART or not (more.low.isalnum() and more.low[0].isalpha()):
        return False
    if back:
        return not more.verbs and not more.cues - {"new", "ai"} and len(more.low) > 3
    if _leads_on(more):
        return False  # `Quillon To Buy`, `Quillon Raises`, where but some words have a capital
    return not more.cues & {"round", "person_role", "valuation", "other_money"} or more.low in {"capital"}


def _begins(units: list[Unit], k: int) -> bool:
    return k == 0 or (units[k - 1].sign and units[k - 1].low not in {"&", "-"})


def _again(text: Text, start: int, end: int, reading: Reading) -> bool:
    """A sentence begins with a capital anyway: its first word is of the name if it is so elsewhere too."""
    words = text.text[start:end]
    return any(words in one.text for one in reading.texts[:2] if one is not text and one.field != "body")


def _of_its_own(fact: Fact, reading: Reading) -> Fact:
    """`Thrive Holdings` is not the `Thrive Capital` that is known by its first word."""
    proof = fact.evidence
    text = next((one for one in reading.texts[:2] if proof is not None and one.field == proof.field), None)
    if proof is None or text is None or text.field == "body" or not fact.value.startswith(f"{proof.quote} "):
        return fact
    start, end = within(text, proof)
    other = _OTHER_FIRM.match(text.text, end)
    if other is None or fact.value == text.text[start : other.end()]:
        return fact
    return as_written(text, start, other.end())
