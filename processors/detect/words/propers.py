"""Names that no rule knows, found by their capitals."""

from __future__ import annotations

import re
from collections.abc import Iterable

from processors.detect.words.closed_classes import ARTICLES, ITS, PRONOUNS
from processors.detect.words.unit import Sentence, Unit, marked

_DOMAIN = re.compile(r"[a-z0-9-]+\.(?:ai|io|com|dev|app|tech|fr)")
_JOINED = {"-", "&", "."}


def with_propers(text: str, sentence: Sentence, begins: Iterable[int]) -> None:
    """Merge runs of capitalised unknown words into one proper unit each, and `name.ai` too.

    `begins`: where they may begin, in order.
    """
    units = sentence.units
    merged: list[Unit] = []
    done = 0
    for at in begins:
        if at < done or (end := _run(text, sentence, at)) == at:
            continue
        first, last = units[at], units[end - 1]
        low = "".join(
            unit.low + " " * (units[k + 1].start - unit.end if k + 1 < end else 0)
            for k, unit in enumerate(units[at:end], at)
        )
        ai = (
            frozenset({"ai"})
            if last.low == "ai" or any("ai" in u.cues for u in units[at:end])
            else frozenset()
        )
        merged += units[done:at]
        merged.append(Unit(first.start, last.end, low.strip(), True, proper=True, cues=ai))
        done = end
    if done:
        sentence.units = merged + units[done:]
        sentence.marked = marked(sentence.units)


def _run(text: str, sentence: Sentence, at: int) -> int:
    """Where the run of name words that begins here ends; `at` itself for none."""
    units = sentence.units
    if at + 2 < len(units) and units[at + 1].low == "." and (domain := _domain(units, at)):
        return domain
    if units[at].low[0].isdecimal() and _begins_with_digit(units, at):
        return at + 1
    if not _name_word(text, sentence, at):
        return at
    end = at + 1
    while end < len(units):
        unit = units[end]
        if (
            unit.low in _JOINED
            and end + 1 < len(units)
            and (unit.low == "&" or units[end - 1].end == unit.start)
            and (unit.low == "&" or unit.end == units[end + 1].start)
            and (_name_word(text, sentence, end + 1) or _capital_word(units[end + 1]))
        ):
            end += 2
        elif _name_word(text, sentence, end) or _suffix(units[end]):
            end += 1
        else:
            break
    return at if _of_the_deal(units, at, end) else end


_DEALS = frozenset(
    {
        "deal",
        "deals",
        "pact",
        "investment",
        "bet",
        "push",
        "spending",
        "round",
        "startup",
        "fund",
        "acquisition",
    }
)


def _of_the_deal(units: list[Unit], at: int, end: int) -> bool:
    """`Landmark AI deal sees …`: a word of the language and AI, which say what kind of deal it is."""
    if end - at != 2 or not units[at].common or units[at + 1].low != "ai" or end >= len(units):
        return False
    return units[end].low in _DEALS


_DIGIT_FIRST = re.compile(
    r"\d{1,3}(?!(?:st|nd|rd|th|eme|bn|mn|mln|mds?|tn|gw|mw|kw|km|pc|pm|am|year|day|month)\b)[a-z]{3,}"
)


def _begins_with_digit(units: list[Unit], at: int) -> bool:
    """`AI startup 9lives raises …`: a name that begins with a number, right behind what the firm is."""
    unit = units[at]
    if at == 0 or unit.name is not None or unit.model or unit.sum is not None:
        return False
    return bool(_DIGIT_FIRST.fullmatch(unit.low)) and "descriptor" in units[at - 1].cues


def _domain(units: list[Unit], at: int) -> int:
    """Where `name.ai` ends, whose dot stands behind a unit; 0 for none."""
    if units[at].end == units[at + 1].start == units[at + 2].start - 1:
        joined = units[at].low + "." + units[at + 2].low
        if _DOMAIN.fullmatch(joined) and not units[at].name:
            return at + 3
    return 0


def _capital_word(unit: Unit) -> bool:
    return unit.capital and unit.low[0].isalpha() and not unit.name and not unit.sum


def _suffix(unit: Unit) -> bool:
    """`AI` or `Labs` after a name belongs to it."""
    return unit.capital and unit.low in {
        "ai", "labs", "lab", "robotics", "technologies", "therapeutics", "systems", "intelligence",
        "ventures", "capital", "partners", "energy",
    }  # fmt: skip


def _name_word(text: str, sentence: Sentence, at: int) -> bool:
    units = sentence.units
    unit = units[at]
    if not _capital_word(unit) or unit.model or len(unit.low) < 2:
        return False
    if not unit.cues and " " not in unit.low and _inner_capital(text[unit.start : unit.end]):
        return True  # `OpenAI`-like; `Takes a Stake in` is a verb of many words
    if (
        unit.verbs
        or unit.cues
        or unit.low in DATES
        or _QUARTER.fullmatch(unit.low)
        or unit.low in PRONOUNS
        or unit.low in _GRAMMAR
    ):
        return False
    if unit.common and at == 0 and not _acts_with_money(units):
        return False
    if sentence.title_case:
        after_descriptor = at > 0 and "descriptor" in units[at - 1].cues and "descriptor" not in unit.cues
        if unit.common and at == 0 and units[1].low.endswith("s"):
            return True  # `Cascade Raises $150 Million`: acts with money, as has been asked
        return not unit.common or (after_descriptor and at + 1 < len(units) and bool(units[at + 1].verbs))
    if unit.common and at == 0:
        return True  # `Quillon lève 400 M$`: a word that is a name
    return not (unit.common and units[at - 1].sign)


def _inner_capital(written: str) -> bool:
    return not written[1:].islower() and any(map(str.isupper, written[1:])) and any(map(str.islower, written))


_QUARTER = re.compile(r"(?:q[1-4]|h[12]|fy ?\d*)")
DATES = frozenset(
    {
        "january", "february", "march", "april", "june", "july", "august", "september", "october", "november",
        "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    }
)  # fmt: skip
_GRAMMAR = frozenset(
    {
        "francais",
        "francaise",
        "americain",
        "americaine",
        "chinois",
        "chinoise",
        "britannique",
        "allemand",
        "japonais",
        "israelien",
        "suedois",
        "canadien",
        "neerlandais",
        "coreen",
        "californien",
        "sovereign",
        "souverain",
        "emirati",
        "emirien",
        "qatari",
        "kuwaiti",
        "saoudien",
        "etat",
        "sommet",
        "is",
        "are",
        "was",
        "were",
        "be",
        "has",
        "have",
        "had",
        "of",
        "to",
        "in",
        "for",
        "en",
        "by",
        "at",
        "and",
        "or",
    }
)
_NO_NAMES = frozenset(
    {
        "it", "he", "she", "they", "we", "this", "that", "who", "il", "elle", "ils", "elles", "on", "qui", "ce",
        "bank", "utility", "city", "state", "town", "county", "country", "nation", "university", "college", "school",
        "senate", "congress", "parliament", "council", "government", "court", "hospital", "army", "navy", "police",
        "museum", "charity", "church", "union", "fund", "team", "report", "agency", "ministry", "mayor", "governor",
    }
)  # fmt: skip
_OPENS = ARTICLES | ITS | {"des"}
_MONEY_FRAMES = frozenset({"raise", "valued", "acquired", "ally"})


def _acts_with_money(units: list[Unit]) -> bool:
    """The first word stands right before a verb of raising or being worth, or before talks, and a sum follows."""
    if (
        len(units) < 3
        or units[0].low in _NO_NAMES
        or units[0].low in _OPENS
        or units[1].low in {"pour", "de", "sur"}
        or not any(unit.sum for unit in units[2:14])
    ):
        return False
    second = units[1]
    talks = second.low in {"in", "en"} or "hearsay" in second.cues
    return any(verb.frame in _MONEY_FRAMES for _, verb in second.verbs) or (
        talks and any("hearsay" in unit.cues for unit in units[1:3])
    )
