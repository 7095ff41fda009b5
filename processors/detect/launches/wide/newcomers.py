"""Launches told by a name that no rule knows and, behind its comma, whose it is and what: `Vielle, le générateur de
musique d'OpenAI`, `Trestle, Google's new AI tool for building apps`.

No verb need stand there: who calls a thing by its name, its kind and its maker presents it. What one has found of it,
or what has become of it, is told by a verb behind a second comma, and is no launch.
"""

from __future__ import annotations

import re

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import is_product
from processors.detect.launches.signs import Sign, first_sign
from processors.detect.launches.wide.ambitions import finds_fault
from processors.detect.launches.wide.byname import does, name_behind
from processors.detect.words.model import Company
from processors.detect.words.unit import Text, Unit, watched


def newcomer_sign(reading: Reading, text: Text) -> Sign | None:
    """At most one sign of a headline."""
    if finds_fault(text.folded) or _STALE.search(text.folded):
        return None
    return first_sign((_apposed, _named_after, _measured), reading, text)


_STALE = re.compile(
    r"\b(?:former|ex|old|upcoming|planned|secret|rumou?red|next|failed|defunct|ancien(?:ne)?|futur(?:e)?|prochaine?|"
    r"feu|mysterieu(?:x|se)|accuse\w*|copi(?:e|er|ed)|shut(?:s|ting)?|kill(?:s|ed)|retire[sd]?|"
    r"inquiet\w*|agace\w*|derange\w*|ment|trompe|vole|espionne|divise|fascine|trahi\w*|lies|leaks?|spies|fools|"
    r"steals)\b"
)
"""What was there before, is not there yet, or is talked of for other reasons."""
_GREETS = frozenset(
    {
        "voici",
        "decouvrez",
        "rencontrez",
        "meet",
        "introducing",
        "say hello to",
        "say hi to",
        "hello",
        "bonjour",
    }
)
_OPENS = r"(?:(?:le|la|les|un|une|son|sa|the|a|an|its) |l'|d')"
_KIND = (
    r"(?:agents?|assistante?s?|chatbots?|chatbot|modeles?|models?|ia|ai|outils?|tools?|generateurs?|generators?|"
    r"robots?|"
    r"navigateurs?|browsers?|editeurs?|editors?|tuteurs?|tutors?|applis?|applications?|apps?|moteurs?|engines?|"
    r"coders?|"
    r"compagnons?|companions?|puces?|chips?|processeurs?|processors?|accelerat(?:eur|or)s?|tpu|traducteurs?|"
    r"translators?|"
    r"framework|toolkit|layer|kit|sdk|api|builder|planner|planificateur|reporter|search engine)"
)
_PLAIN = (
    r"(?!(?:for|of|with|to|from|by|against|that|who|startup|rival|du|des|pour|par|avec|qui|que|contre|anti|"
    r"brain|face|voice|home|state)\b)[\w'-]+"
)
"""A word beside the kind; behind one of these something or somebody else is meant: `a showcase for AI tools`."""
_FRENCH = re.compile(
    rf"{_OPENS}(?:{_PLAIN} ){{0,3}}?{_KIND}(?: {_PLAIN}){{0,4}}? (?:de chez |de |d'|du |chez |par |signee? )\Z"
)
_ENGLISH = re.compile(rf"{_OPENS}(?:{_PLAIN} ){{0,4}}?{_KIND}(?: {_PLAIN}){{0,2}}? (?:from|by|of) \Z")
_OWNED = re.compile(rf"'s (?:very own |own )?(?:[\w-]+ ){{0,4}}?(?:{_KIND}|answer to|reply to)\b")
_THINKS = re.compile(r"\b(?:models?|modeles?|agents?|assistante?s?|chatbots?|generat(?:eur|or)s?|ia|ai)\b")
_COMES = re.compile(
    r",? (?:(?:is|are|est|sont) (?:now |desormais |enfin |aussi |already )?(?:lance|disponible|la\b|en ligne|ouvert|"
    r"accessible|gratuit|deploye|here|out|live|available|free|open|in (?:public )?(?:preview|beta)|rolling|"
    r"(?:built|made|designed)(?! on (?:stolen|pirated|copied)))|"
    r"(?:arrive|debarque|se deploie|s'ouvre|sort|s'invite|runs(?! (?:into|afoul|out|late)\b)|speaks|reads|writes|"
    r"draws|translates|lands|"
    r"arrives|launches|debuts|goes|comes|opens|rolls|tourne|parle|lit|ecrit|dessine|traduit|transcrit|comprend|"
    r"can|now|gets|gagne)\b|"
    r"(?:peut|sait) (?:desormais|maintenant|enfin|aussi)\b)"
)
"""What it is or does from now on, and not what it was found to do."""
_FOR = re.compile(
    r",? (?:for|to|pour|capable|destinee?s? a|dediee?s? a|concue?s? pour|taillee?s? pour|specialisee?s? dans|built|"
    r"made|designed|trained|meant|based on|powered by|dopee?s? a|basee?s? sur|maison)\b"
)
_PLAIN_END = re.compile(r"\s*(?:[.!:(–—]| [-–—] |\Z)")
_ASIDE = re.compile(r", (?!and\b|et\b)")


def _presents(folded: str, at: int) -> bool:
    """What stands behind the maker says no more than what the thing is for, does, or that it is there."""
    if _PLAIN_END.match(folded, at) or _COMES.match(folded, at):
        return True
    told = _FOR.match(folded, at)
    if told is None and not (folded[at : at + 1] == " " and does(folded, at + 1)):
        return False
    aside = _ASIDE.search(folded, at + 2)
    return aside is None or _COMES.match(folded, aside.start()) is not None


def _name(units: list[Unit]) -> tuple[int, int] | None:
    """Where a name stands that nobody knows, behind a greeting: and a comma or a colon behind it."""
    low = 1 if units[0].low in _GREETS else 0
    first, last = name_behind(units, low, len(units))
    if not first < last <= first + 4 or last + 3 >= len(units):
        return None
    dashed = units[last].low == "-" and units[last].start > units[last - 1].end
    if not dashed and units[last].low not in {",", ":", "–", "—", "("}:
        return None
    known = any(unit.name is not None or unit.low in {"ai", "ia"} for unit in units[first:last])
    return None if known else (first, last)


def _apposed(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Fathom Lite, an open speech model from Mistral`, `Voici Cabestan, le robot cuisinier de Nvidia`."""
    units = clause.sentence.units
    named = _name(units) if not clause.low else None
    if named is None:
        return None
    first, last = named
    maker = next((u for u in units[last + 1 : last + 12] if u.party or u.sum), None)
    company = watched(maker)
    if maker is None or company is None or is_product(maker):
        return None
    what = text.folded[units[last + 1].start : maker.start]
    if not what:
        told = _OWNED.match(text.folded, maker.end)
        end, what = (told.end(), told.group()) if told is not None else (-1, "")
        if told is not None and told.group().endswith(" to"):
            end, what = len(text.folded), "agent"  # `Microsoft's answer to Claude Code`
    else:
        told = _FRENCH.match(what) or _ENGLISH.match(what)
        end = maker.end
    if told is None or not _presents(text.folded, end) or not _of_ai(reading, company, what):
        return None
    return _sign(text, clause, company, maker, first, last)


_AND_NAME = re.compile(rf"'s (?:[\w-]+ ){{0,4}}?{_KIND}, \Z")


def _named_after(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Google's ninth-generation TPU, Cinnabar, is built for agents`: whose and what, and then its name."""
    units = clause.sentence.units
    maker = units[0]
    company = watched(maker)
    comma = next((k for k in range(2, min(9, len(units) - 3)) if units[k].low == ","), None)
    if clause.low or company is None or is_product(maker) or comma is None:
        return None
    first, last = name_behind(units, comma + 1, len(units))
    if not first < last <= first + 3 or last >= len(units) or units[last].low != ",":
        return None
    what = text.folded[maker.end : units[first].start]
    known = any(unit.name is not None for unit in units[first:last])
    if known or not _AND_NAME.match(what) or not _of_ai(reading, company, what):
        return None
    if not _COMES.match(text.folded, units[last].start):
        return None
    return _sign(text, clause, company, maker, first, last)


_SORT = re.compile(
    r"'s (?:(?:own|tiny|small|free|first|latest|open|open-source|open-weights?|multimodal|compact|[\w.]+b) ){1,3}"
    rf"{_KIND} \Z"
)
_MEASURES_UP = re.compile(r" (?:match(?:es)?|rivals?|equals|keeps up with|runs (?:on|in))\b")


def _measured(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Mistral's open model Cresta matches far larger ones`: whose, what sort, a name, and what it measures up to."""
    units = clause.sentence.units
    maker = units[0]
    company = watched(maker)
    if clause.low or company is None or is_product(maker) or company.ai == "none":
        return None
    at = next((k for k in range(3, min(8, len(units) - 2)) if units[k].proper), None)
    if at is None or not _SORT.match(text.folded[maker.end : units[at].start]):
        return None
    first, last = name_behind(units, at, len(units))
    known = any(unit.name is not None for unit in units[first:last])
    if known or not first < last <= first + 3 or not _MEASURES_UP.match(text.folded, units[last - 1].end):
        return None
    return _sign(text, clause, company, maker, first, last)


def _of_ai(reading: Reading, company: Company, what: str) -> bool:
    thinks = company.id != "apple" and _THINKS.search(what) is not None
    return company.ai == "core" or thinks or reading.ai() or reading.near_ai()


def _sign(text: Text, clause: Clause, company: Company, maker: Unit, first: int, last: int) -> Sign:
    units = clause.sentence.units
    at = min(first, clause.high - 1)
    sign = Sign("wide-byname", text, clause, at, company, maker, [], weight=0.62)
    sign.quoted = (units[first].start, units[last - 1].end)
    return sign
