"""How far a product's name goes: words with a capital around it, words in quotes behind it, whom it is for."""

from __future__ import annotations

import re

from processors.detect.launches.objects import FLAGSHIPS, flagship, is_product
from processors.detect.products.headings import NO_TAIL, STOPS, launches, whole_heading, whole_words
from processors.detect.products.hyphens import hyphened
from processors.detect.products.name_runs import QUOTES, all_capitals, quoted_at
from processors.detect.products.whom import for_whom
from processors.detect.words.closed_classes import DEFINITE
from processors.detect.words.unit import Sentence, Text, Unit


def extent(text: Text, start: int, end: int) -> tuple[int, int]:
    """The whole name of which these offsets are a part."""
    end = hyphened(text.text, end)
    if not _goes_on(text.text, start, end):
        return start, end
    sentence = next((s for s in text.sentences if s.start <= start < s.end), None)
    if sentence is None:
        return start, end
    units = sentence.units
    first = next((k for k, unit in enumerate(units) if unit.start <= start < unit.end), None)
    end = _without_kind(text, units[first], end) if first is not None else end
    last = next((k for k, unit in enumerate(units) if unit.start < end <= unit.end), None)
    if first is None or last is None or start > units[first].start or end < units[last].end:
        return start, end
    around = _quoted_around(sentence, first, last)
    if around is not None:
        return around
    if units[last].low.endswith((" desktop", " mobile")) and [
        one.low for one in units[last + 1 : last + 2]
    ] == ["app"]:
        where = units[last + 2 : last + 4]
        on = len(where) == 2 and where[0].low == "for" and where[1].capital
        return units[first].start, units[last + (3 if on else 1)].end  # `ChatGPT desktop app for Linux`
    if not _name_like(units[first]):
        return start, end
    low, high = _name_around(text, sentence, first, last)
    high = _with_part(units, for_whom(text, sentence, low, high))
    return units[low].start, _quoted_behind(text, sentence, high) or units[high].end


def _name_around(text: Text, sentence: Sentence, low: int, high: int) -> tuple[int, int]:
    """How far the name goes, unit by unit: over all that has a capital and joins it."""
    units = sentence.units
    if not all_capitals(sentence):
        while (
            low > 1
            and _joins(units, low - 1, low)
            and not (_begins(units, low - 1) or launches(units, low - 1))
        ):
            low -= 1
        if low == 1 and text.field == "headline" and units[0].proper and units[0].end + 1 == units[1].start:
            low = 0  # `Project Genie: …`
        if low > 1 and units[low - 1].capital and units[low - 1].low in DEFINITE:
            low -= 1  # `the app, Le Chat Nomade`
        while high + 1 < len(units) and _joins(units, high + 1, high):
            high += 1
    else:
        words = units[low].proper
        low, high = whole_words(sentence, low, high) if words else (low, whole_heading(sentence, low, high))
        if low and units[low - 1].capital and units[low - 1].low in {"project", "projet"}:
            low -= 1
    return low, high


def _quoted_behind(text: Text, sentence: Sentence, high: int) -> int | None:
    """Where the quotes end that stand right behind a known product and name it further."""
    units, behind = sentence.units, high + 1
    if behind >= len(units) or units[behind].low not in QUOTES or not is_product(units[high]):
        return None
    inside = quoted_at(sentence, behind, 3) if units[high].end < units[behind].start else None
    if inside is None or text.folded[inside[1] : inside[1] + 1] not in QUOTES:
        return None
    return inside[1] + 1


_ON = re.compile(
    r"[ \u00a0\u202f](?:[A-ZÀ-Þ'\"«“‘]|(?:for|pour|in|on|dans|sur|app|search|API|api|agent|sdk|cli|servers?|harness|"
    r"plug-?ins?|"
    r"extensions?|vms|instances|gateway)\b|\w+ mode\b|[\w-]+ (?:\w+ )?models?\b)"
)


_SOME_QUOTE = re.compile(r"(?<!\w)['‘’\"“«]")


def _goes_on(written: str, start: int, end: int) -> bool:
    """A cheap look at what stands around a name: mostly there is nothing that could belong to it."""
    if _ON.match(written, end) or written[start:end].rpartition(" ")[2] in _KINDS:
        return True
    before = written[max(0, start - 25) : start].rstrip()
    if not before:
        return False
    last = max(before.rfind(" "), before.rfind("'"), before.rfind("’"))
    return (
        before[last + 1 : last + 2].isupper()
        or before[before.rfind(" ") + 1].isupper()
        or _SOME_QUOTE.search(before) is not None
    )


_QUOTE = re.compile(r"(?<!\w)['\"«“‘][ \u00a0\u202f]?|[ \u00a0\u202f]?['\"»”’](?!\w)")


def without_quotes(name: str) -> str:
    """`ChatGPT 'study mode'` as a name: the quotes are the outlet's."""
    return _QUOTE.sub("", name)


_KINDS = frozenset({"agent", "assistant", "chatbot", "browser", "model"})


def _without_kind(text: Text, unit: Unit, end: int) -> int:
    """`its Operator agent` of what is known as `Operator Agent`: with a small letter it is a kind."""
    name = unit.name
    kind = text.text[unit.start : unit.end].rpartition(" ")[2]
    if end != unit.end or name is None or kind not in _KINDS or unit.low != name.name.lower():
        return end
    if kind == "agent" and name.name.lower().removesuffix(" agent") in FLAGSHIPS:
        return end  # `ChatGPT agent` is no ChatGPT
    return end if name.name.endswith(kind) else end - len(kind) - 1


def _name_like(unit: Unit) -> bool:
    return is_product(unit) or unit.proper


_AI = frozenset({"ai", "ia", "llm", "chatbot", "agentic"})


def _joins(units: list[Unit], k: int, beside: int) -> bool:
    """A word with a capital, one space from the name, that is no firm, person, place or sum."""
    unit, other = units[k], units[beside]
    gap = max(unit.start, other.start) - min(unit.end, other.end)
    if gap != 1 or not unit.capital or unit.sign or unit.sum or unit.low in NO_TAIL:
        return False
    if "ai" in unit.cues and (k > beside or not unit.low.isalpha() or unit.low in _AI):
        return False  # but `Inference Meadows`
    if unit.name is not None:
        if k < beside or unit.name.kind != "product":
            return False
        if _kin(unit, other):
            return not unit.name.ai or _CODE.fullmatch(unit.low) is not None
        return not unit.name.ai or (unit.low.isalpha() and not flagship(unit))  # `Gemini Trellis`
    return unit.low[0].isalpha() and unit.low.isalnum() and len(unit.low) > 1


_CODE = re.compile(r"[a-z]{1,3}\d{2,4}[a-z]?")
"""`Corvid Ultra GX450`: what is printed on a chip beside its name."""


def _kin(unit: Unit, other: Unit) -> bool:
    return (
        unit.name is not None
        and other.name is not None
        and unit.name.company.group == other.name.company.group
    )


def _begins(units: list[Unit], k: int) -> bool:
    """The first word of the sentence or behind a colon: its capital says nothing."""
    if k == 0 or not units[k - 1].sign:
        return k == 0
    elided = k > 1 and units[k - 1].low == "'" and units[k - 2].end == units[k - 1].start  # `l'App Shelf`
    return not elided


_MADE_FOR = frozenset(
    {
        "api",
        "sdk",
        "cli",
        "server",
        "servers",
        "harness",
        "plugin",
        "plugins",
        "plug-in",
        "plug-ins",
        "extension",
        "extensions",
        "vms",
        "instances",
        "gateway",
    }
)
"""What is built around a product and is a product of its own."""
_WHERE = frozenset(
    {"desktop", "mobile", "web", "mac", "windows", "ios", "iphone", "ipad", "android", "linux"}
)
_PARTS = frozenset({"app", "search", "api", "agent"})


def _with_part(units: list[Unit], high: int) -> int:
    """`the Grok app`, `ChatGPT search`, `Copilot voice mode`: the new part of a product that is old."""
    unit = units[high]
    made = units[high + 1 : high + 3]
    for k, one in enumerate(made if is_product(unit) else ()):
        if (
            one.low in _MADE_FOR
            and all(other.capital for other in made[:k])
            and one.start == units[high + k].end + 1
        ):
            return high + k + 1  # `Bedrock Kestrel harness`, `the Kestrel MCP server`
    if (
        unit.name is None
        or not unit.name.ai
        or not flagship(unit)
        or any(char.isdigit() for char in unit.low)
    ):
        return high
    kind = _models(units, high)
    if kind is not None:
        return kind
    behind = [one.low for one in units[high + 1 : high + 3]]
    if behind[1:] == ["app"] and behind[0] in _WHERE:
        return high + 2  # `ChatGPT desktop app`
    if behind[:1] and behind[0] in _PARTS and units[high + 1].start == unit.end + 1:
        return high + 1
    return high + 2 if behind[1:] == ["mode"] and units[high + 1].low.isalpha() else high


def _models(units: list[Unit], high: int) -> int | None:
    """`Gemini audio models`, `Gemini AI Translation Model`: which of a family's models."""
    for k in (high + 2, high + 3):
        if k < len(units) and units[k].low in {"model", "models"}:
            sort = units[high + 1 : k]
            plain = all(one.low.replace("-", "").isalpha() and not one.verbs for one in sort)
            return k if plain and not any(one.party or one.low in STOPS | NO_TAIL for one in sort) else None
    return None


def _quoted_around(sentence: Sentence, first: int, last: int) -> tuple[int, int] | None:
    """`'Ask Rufus'`: the name is a part of what stands in quotes."""
    units = sentence.units
    for k in range(first - 1, max(-1, first - 4), -1):
        if (
            units[k].low in QUOTES
            and (k == 0 or units[k - 1].end < units[k].start)
            and units[k].end >= units[k + 1].start - 1
        ):
            inside = quoted_at(sentence, k, 4)
            if inside is not None and inside[0] <= units[first].start and inside[1] >= units[last].end:
                return inside
            return None
        if units[k].sign:
            return None
    return None
