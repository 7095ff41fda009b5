"""Launches told by a name that no rule knows, and what it is or can do: `Nvidia Cassini N2, the chip that steers cars`.

Its maker stands before the name or, behind `With`, after it; and what it is, or does for the reader, must be said.
"""

from __future__ import annotations

import re

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import flagship, is_product
from processors.detect.launches.signs import Sign, first_sign
from processors.detect.words.closed_classes import ARTICLES, ITS, OUR, RELATIVES, THE
from processors.detect.words.model import Company
from processors.detect.words.unit import Text, Unit, watched

_LONGEST = 4


def byname_sign(reading: Reading, text: Text) -> Sign | None:
    """At most one sign of a headline."""
    return first_sign((_tagline, _apposed, _skilled, _with_name, _out_today), reading, text)


def name_behind(units: list[Unit], k: int, high: int) -> tuple[int, int]:
    """From where to where a name stands: capitals and versions, and nobody's title."""
    first = k
    while k < min(high, first + _LONGEST + 1):
        unit = units[k]
        named = unit.capital or unit.model or unit.low.isdigit()
        if not named or unit.sign or unit.sum or unit.cues & {"person_role", "program", "hearsay"}:
            break
        k += 1
    return first, k


def _made(clause: Clause) -> tuple[Company, int, int, bool] | None:
    """Whose the name at the clause's begin is, where it stands, and whether it is called new; None for a flagship."""
    units = clause.units
    k = clause.low
    while k < clause.high and units[k].low in THE:
        k += 1
    if k + 1 >= clause.high:
        return None
    company = watched(units[k])
    if company is None or is_product(units[k]):
        return None
    k += 1
    while k < clause.high and units[k].low in {"'", "s"}:
        k += 1
    new = k < clause.high and "new" in units[k].cues
    first, last = name_behind(units, k + new, clause.high)
    if not first < last <= first + _LONGEST or (flagship(units[first]) and last == first + 1):
        return None
    return company, first, last, new


_KIND = re.compile(
    r"(?:chips?|processors?|accelerators?|gpus?|cpus?|tpus?|npus?|models?|agents?|assistants?|chatbots?|robots?|"
    r"browsers?|"
    r"glasses|speakers?|earbuds|headset|apps?|apis?|sdk|tools?|toolkit|puces?|processeurs?|accelerateurs?|modeles?|"
    r"navigateurs?|lunettes|enceintes?|outils?|generat(?:eur|or)|agents? d'ia|ia|ai)"
)
_BREAKS = frozenset({",", ":", "(", "–", "—", "-"})
_OPENS = ARTICLES | ITS | OUR
_DOES = re.compile(
    r"(?:that|which|qui)(?: (?:can|could|will|peut|pourra|pourrait|va|may|might))? "
    r"(?!(?:was|were|had|has|have|did|didn't|does|doesn't|never|no|nobody|not|can't|won't|couldn't|is|isn't|are|won|"
    r"lost|beat|made|took|gave|got|went|came|cost|broke|fell|began|started|built|a|ont|avait|avaient|fut|etait|ne|n|"
    r"n'|est|sont|\w+ed)\b)[a-z]|"
    r"(?:to|for|pour|built for|made for|meant for|designed for|destinee? a|taillee? pour|concue? pour) [a-z]"
)
"""What it does; not what it did, is or has never done."""


def does(folded: str, at: int) -> bool:
    """What stands here says what a thing does or is for: `that reads your mail`, `qui range vos photos`."""
    return _DOES.match(folded, at) is not None


def _tagline(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Google Petrel: the tiny model that runs in your browser`, `Nvidia Corail, la puce qui …`: no verb but there.

    Before a colon the maker is a part of the name.
    """
    made = _made(clause)
    if made is None or clause.low:
        return None
    company, first, last, _ = made
    units = clause.sentence.units
    if last + 3 >= len(units) or units[last].low not in _BREAKS:
        return None
    opens = units[last + 1].low in _OPENS
    if not (opens or units[last].low == ":"):
        return (
            None  # (behind a colon the article may be left out: `Mistral's Cresta: open-weights model for …`)
        )
    what_at = last + 1 + opens
    kind = next((k for k in range(what_at, min(what_at + 5, len(units))) if _is_kind(units[k])), None)
    if kind is not None and not opens and units[kind].low.endswith("s"):
        return None  # `Google's Pichai: AI agents to change work`
    if kind is None or any(u.party or (u.sign and u.low != "-") for u in units[what_at:kind] if u.low != "'"):
        return None
    if kind + 1 >= len(units) or not _DOES.match(text.folded, units[kind + 1].start):
        return None
    if _met(units, kind + 1):
        return None
    what = " ".join(unit.low for unit in units[what_at : kind + 1])
    model = _MODEL.search(what) is not None and company.id != "apple"
    if not (company.ai == "core" or model or reading.ai() or _of_near_ai(units) or reading.near_ai()):
        return None
    headed = units[last].low == ":" and units[first - 1].low != "s" and units[first].name is None
    return _named_sign(text, clause, company, first - headed, last)


_STIRS = (
    "affol", "inquiet", "fascin", "divise", "agite", "secou", "enflamm", "agac", "obsed", "intrigu", "derange",
    "cristallis", "worri", "divid", "scare", "haunt", "spook", "rattl", "nobody", "no one",
)  # fmt: skip
"""How begins what a thing does to minds and markets, or who thinks something of it."""


def _met(units: list[Unit], at: int) -> bool:
    """`the chip that China refuses`, `la puce qui affole Bruxelles`: what others do with it, or what it stirs up."""
    if units[at].low not in RELATIVES or at + 1 >= len(units):
        return False
    told = units[at + 1]
    return told.capital or told.party or told.low.startswith(_STIRS)


_COMES = frozenset({"arrive", "able"})


def _apposed(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Harbor, Google's AI translator, comes to phones`: a name, whose thing it is, and that it is there."""
    units = clause.sentence.units
    first, last = name_behind(units, 0, len(units))
    told = [unit.low for unit in units[last : last + 4]]
    if clause.low or not first < last <= _LONGEST or len(told) < 4 or [told[0], *told[2:]] != [",", "'", "s"]:
        return None
    company = watched(units[last + 1])
    comma = next((k for k in range(last + 4, min(last + 10, len(units))) if units[k].low == ","), None)
    if company is None or is_product(units[last + 1]) or comma is None:
        return None
    thing = units[last + 4 : comma]
    if not any(_is_kind(unit) or unit.cues & {"ai", "ai_object"} for unit in thing):
        return None
    comes = any(verb.frame in _COMES for unit in units[comma + 1 : comma + 3] for _, verb in unit.verbs)
    if not comes or not (
        company.ai == "core" or reading.ai() or _of_near_ai(thing) or "translator" in text.folded
    ):
        return None
    return _named_sign(text, clause, company, first, last)


def _is_kind(unit: Unit) -> bool:
    return _KIND.fullmatch(unit.low.split()[-1]) is not None


_MODEL = re.compile(r"\b(?:models?|modeles?|agents?|assistants?|chatbots?)$")


def _of_near_ai(units: list[Unit]) -> bool:
    return any(unit.cues & {"ai", "ai_near"} for unit in units)


def _named_sign(text: Text, clause: Clause, company: Company, first: int, last: int) -> Sign:
    units = clause.units
    known = [unit for unit in units[first:last] if is_product(unit)] if last == first + 1 else []
    maker = next((unit for unit in units[clause.low : last] if watched(unit) is company), None)
    sign = Sign("wide-byname", text, clause, first, company, maker, known, weight=0.62)
    if not known:
        sign.quoted = (units[first].start, units[last - 1].end)
    return sign


_TOOLS = frozenset(
    {
        "api",
        "sdk",
        "toolkit",
        "cli",
        "plugin",
        "plug-in",
        "extension",
        "tool",
        "kit",
        "app",
        "library",
        "framework",
    }
)
_THINKS = frozenset({"model", "agent", "assistant", "chatbot", "robot", "bot"})
_SKILL = re.compile(
    r"(?:can(?: now)?|will(?: now)?|now|lets?|helps?) \w|(?:listens|reads|writes|draws|sings|speaks|talks|"
    r"translates|transcribes|sums|summari[sz]es|turns|makes|spots|sorts|answers|understands|plans|sees|hears|"
    r"recogni[sz]es|describes|drafts|composes|generates|predicts|explains|edits|designs|animates|codes|fixes) "
)
_READER = re.compile(r"\b(?:you|your|yours|developers|users|anyone|everyone|creators|businesses|shoppers)\b")
_WORK = re.compile(
    r"\b(?:moderate|sort|spot|judge|detect|recogni[sz]e|describe|caption|translate|transcribe|write|draft|draw|answer|"
    r"read|listen|understand|sum|summari[sz]e|tag|flag|score|rate|guess|hear|see|speak|talk|code|chat|reason|plan|"
    r"predict|recommend|classify|label|tell|generate|compose)s?\b"
)
"""What a programme does only where it has learned to."""


def _skilled(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`GitHub's Harbour API can sort your bug reports`, `Google's new Perch model hears birds`: name, kind, skill."""
    made = _made(clause)
    if made is None:
        return None
    company, first, last, new = made
    units = clause.units
    kind = last - 1 if units[last - 1].low in _TOOLS and last > first + 1 else last
    if kind >= clause.high - 1 or any(is_product(unit) and flagship(unit) for unit in units[first:kind]):
        return None
    low = units[kind].low
    begins = units[kind + 1].start
    told = _SKILL.match(text.folded, begins)
    if low not in _TOOLS | _THINKS or told is None:
        return None
    if not (new or _READER.search(text.folded, begins)):
        return None
    thinks = low in _THINKS and company.id != "apple" and all(u.name is None for u in units[first:kind])
    works = _WORK.search(text.folded, begins, begins + 30) is not None
    if not (company.ai == "core" or reading.ai() or thinks or works):
        return None
    return _named_sign(text, clause, company, first, kind + (low in {"api", "sdk", "cli", "toolkit"}))


_IS = re.compile(
    r" (?:is|lets?|helps?|turns|uses|leverages|writes|draws|brings|gives|offers|can|est|permet|aide|transforme|"
    r"redige|dessine|propose|peut|repose|s'appuie|genere)\b"
)
_BOUGHT = re.compile(
    r"\b(?:acqui\w+|bought|buys?|purchas\w+|takeover|start-?up|rach\w+|achet\w+|jeune pousse|mis la main|partner\w*)\b"
)


_OF_MAKER = THE | ITS | {"s", "new"}


def _with_name(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Avec Plume, Mistral veut …` | `Plume est un assistant …`: a name, who acts with it, and below what it is."""
    units = clause.sentence.units
    below = next((t for t in reading.texts[1:2] if t.field == "description"), None)
    if below is None or clause.low or units[0].low not in {"with", "avec"}:
        return None
    if not reading.ai() or any(_BOUGHT.search(t.folded, 0, 300) for t in reading.texts[:2]):
        return None
    k = 1
    while k < len(units) and (units[k].low in _OF_MAKER or _is_maker(units[k])):
        k += 1
    first, last = name_behind(units, k, len(units))
    if not first < last <= first + _LONGEST or last >= len(units) or units[last].low != ",":
        return None
    if any(u.is_firm for u in units[first:last]) or flagship(units[first]):
        return None
    maker = next((u for u in units if _is_maker(u)), None)
    company = watched(maker)
    name = text.folded[units[first].start : units[last - 1].end]
    at = below.folded.find(name, 0, 60)
    if company is None or at < 0 or not _IS.match(below.folded, at + len(name)):
        return None
    sign = Sign("wide-byname", text, clause, clause.low, company, maker, [], weight=0.64)
    sign.quoted = (units[first].start, units[last - 1].end)
    return sign


def _out_today(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    """`Available today: Nova Corale, Amazon's speech model`: that it is out, a name, and whose and what it is."""
    units = clause.units
    if not 1 < clause.low < 6 or units[clause.low - 1].low != ":":
        return None
    if not any(unit.cues & {"general", "preview"} for unit in units[: clause.low - 1]):
        return None
    first, last = name_behind(units, clause.low, clause.high)
    if not first < last <= first + _LONGEST or last + 4 > clause.high or units[last].low not in {",", "("}:
        return None
    maker, kind = units[last + 1], units[last + 4 : last + 7]
    company = watched(maker)
    if company is None or [unit.low for unit in units[last + 2 : last + 4]] != ["'", "s"]:
        return None
    if not any("ai" in u.cues or (_is_kind(u) and company.ai == "core") for u in kind):
        return None
    return _named_sign(text, clause, company, first, last)


def _is_maker(unit: Unit) -> bool:
    return watched(unit) is not None and not is_product(unit)
