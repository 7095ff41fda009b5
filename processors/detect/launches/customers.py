"""Stories of customers on a vendor's own page: `Tessari rewrites its manuals with Claude`."""

from __future__ import annotations

import re

from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import is_product
from processors.detect.words.unit import Text, Unit, watched

_DOES = re.compile(
    r"(?:deploy|build|boost|scal|accelerat|bring|cut|transform|power|reinvent|redefin|streamlin|automat|us|adopt|choos|"
    r"moderni[sz]|sav|speed|improv|deliver|creat|driv|unlock|empower|supercharg|collaborat|partner|reimagin|doubl|tripl|"
    r"reduc|put|run|mov|tap|turn|equip|operat|strengthen|grow|increas|enhanc|simplif|rethink|reshap|rewrit|shrink|slash)"
    r"(?:es|s|e|ing|ting|ies|ied|ed)?$"
)
_HELPING = frozenset({"is", "are", "has", "have", "now", "also"})
_BESIDE = frozenset({"and", "et", "&", "x", "+", "with", "avec"})


def of_customer(reading: Reading) -> bool:
    """A name that is not the vendor's heads the title and does something, by what the vendor sells."""
    own = reading.organisation
    text = reading.title
    if own is None or text.field != "headline" or not text.sentences:
        return False
    if used_below(reading):
        return True
    units = text.sentences[0].units
    at = _head(units)
    if at >= len(units) or not _stranger(units[at]):
        return False
    k = at + 1
    if k + 1 < len(units) and units[k].low in _BESIDE and units[k + 1].group == own.group:
        k += 2  # `Tessari and OpenAI reinvent …`
    while k < len(units) and units[k].low in _HELPING:
        k += 1
    if k >= len(units) or not _DOES.match(units[k].low.split()[0]):
        return False
    return k > at + 1 or any(unit.group == own.group for unit in units)


_USES = re.compile(
    r"(?P<who>[\w&.'-]+(?: [\w&.'-]+){0,2}?) (?:has |have |had )?(?:(?P<uses>uses)|used|leveraged|built|rebuilt|"
    r"deployed|adopted|is (?:using|working with|partnering with|building)|partnered with|teamed up with|turned to|"
    r"utilise|a (?:utilise|construit|bati|adopte|deploye))(?![\w-])"
)
_BY_USING = re.compile(r"by (?:using|leveraging|adopting|applying|harnessing) [^,]{3,40}, (?P<who>[\w.'-]+) ")
_IS_A_THING = re.compile(r" ?[:,] (?:an?|the|our|une?|le|la|notre) (?!story\b|customer\b|client\b)")
_OURS = frozenset(
    {
        "we", "we've", "you", "you've", "our", "the", "this", "these", "a", "an", "it", "they", "developers", "users",
        "customers", "everyone", "teams", "people", "nous", "vous", "notre", "nos", "le", "la", "les", "un", "une",
        "ce", "cette", "il", "elle",
    }
)  # fmt: skip


def used_below(reading: Reading) -> bool:
    """`Claims, sorted at night` | `Tessari built a desk for them with Claude`: a name, and what its bearer did with it.

    Who stands in the present (`Tessari uses Claude`) may be a new product where the headline names him too, unless it
    tells what he does.
    """
    own, below = reading.organisation, reading.lead
    if own is None or below is None:
        return False
    first = below.sentences[0]
    told = _BY_USING.match(below.folded, first.start) or _USES.match(below.folded, first.start)
    if told is None or not any(unit.group == own.group for unit in first.units):
        return False
    start, end = told.span("who")
    who = [unit for unit in first.units if start <= unit.start < end]
    if not who or told["who"].split()[0] in _OURS or not all(unit.capital for unit in who):
        return False
    if any(is_product(unit) or watched(unit) is not None for unit in who):
        return False
    if _told_above(reading.title, told["who"], own.group):
        return False
    if "uses" not in told.groupdict() or told["uses"] is None:
        return True
    title = reading.title.folded
    if told["who"] not in title:
        return True
    acts = next((unit for unit in reading.title.sentences[0].units if unit.start > len(told["who"])), None)
    acting = " " in told["who"] and acts is not None and bool(acts.verbs)
    return title.startswith((told["who"] + "'s ", told["who"] + "’s ")) or (
        acting and title.startswith(told["who"] + " ")
    )


_LAUNCHES = re.compile(
    r"(?P<who>[\w&.'-]+(?: [\w&.'-]+){0,2}?) (?:introduces|launches|unveils|debuts|leverages|rolls out|offers)(?![\w-])"
)
_BY_OURS = re.compile(
    r"\b(?:powered by|built (?:on|with)|using|on top of|leverages|leveraging|with|thanks to) (?:the )?\Z"
)


_PRESENTED = ("introducing ", "announcing ", "meet ", "presentation de ")


def launched_by_customer(reading: Reading) -> bool:
    """`Introducing Murmur` | `Tessari introduces Murmur, powered by GPT-9`: on the page of whose model it is."""
    own, below = reading.organisation, reading.lead
    if own is None or below is None:
        return False
    first = below.sentences[0]
    told = _LAUNCHES.match(below.folded, first.start)
    ours = next((unit for unit in first.units if unit.group == own.group), None)
    if told is None or ours is None or not _BY_OURS.search(below.folded, first.start, ours.start):
        return False
    if reading.title.folded.startswith(_PRESENTED) and told["who"] in reading.title.folded:
        return False  # `Introducing Murmur` | `Murmur rolls out with GPT-9`: the new thing itself
    who = [unit for unit in first.units if unit.end <= told.end("who")]
    if not all(unit.capital for unit in who) or told["who"].split()[0] in _OURS:
        return False
    return not any(is_product(unit) or watched(unit) is not None for unit in who)


def _told_above(title: Text, who: str, group: str) -> bool:
    """`Claude arrives in Excel` | `Tessari used …`: the vendor's own does something, and below is who had it first.

    `AlphaTide: an agent for ports` | `AlphaTide used …`: who did something is the new thing itself.
    """
    if title.folded.startswith(who):
        return _IS_A_THING.match(title.folded, len(who)) is not None
    units = title.sentences[0].units
    acts = any(mood == "present" for unit in units[1:] for mood, _ in unit.verbs)
    return acts and who not in title.folded and units[0].group == group


def _head(units: list[Unit]) -> int:
    """`How X …`, `With GPT-5, X …`: where the title's subject stands."""
    if units and units[0].low == "how":
        return 1
    if len(units) > 3 and units[0].low in {"with", "using"}:
        comma = next((k for k in range(2, min(6, len(units))) if units[k].low == ","), None)
        return comma + 1 if comma is not None else 0
    return 0


def _stranger(unit: Unit) -> bool:
    if is_product(unit) or watched(unit) is not None:
        return False
    return unit.proper or unit.name is not None
