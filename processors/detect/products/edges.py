"""Where the name of a product begins and ends, by its letters and the words right around it."""

from __future__ import annotations

import re

from processors.detect.launches.objects import FLAGSHIPS, is_product
from processors.detect.products.name_runs import all_capitals
from processors.detect.words.unit import Sentence, Text

_WEB = re.compile(r"\.[a-z]{2,4}(?![\w.])")
_AT = re.compile(r"@\w+")
_VERSION = re.compile(r" v\d+(?:\.\d+)*(?![\w.])")
_BEFORE_HYPHEN = re.compile(r"(?<![\w-])(?!(?:Non|Pre|Post|Ex|Anti|Multi|Pro|Mid)-)[A-Z][A-Za-z]{1,7}-$")
_STAGE = re.compile(r"(?<=[\w+]) (?:Upgrade|Update|Feature)$")
_AT_ONCE = re.compile(r" (?:d['’]un coup|at once)$")
_NOW = re.compile(r" (?:(?:Is|Are) )?(?:Now|Generally) (?:Available|Live|Open|Out)\b.*$")
_FOR_ONE = re.compile(r" (?:for|pour) [A-Z]\w+$")
_AND_WHOM = re.compile(r" (?:and|&|et) [A-Z]\w+(?=$|[,.:;]| (?:to|in|with|as|pour|en|avec)\b)")
_TRIED = re.compile(r"(?<=[\w+]) Preview$")
_DOING = re.compile(
    r" for (?:Creat|Mak|Build|Plann|Writ|Find|Manag|Runn|Automat|Help|Detect|Generat|Edit|Draft|Track|Analy[sz]|"
    r"Search|Turn|Fix|Handl|Review)ing\b.*$"
)
PLATFORMS = frozenset({"macos", "windows", "ios", "android", "mac", "linux", "ipad", "iphone", "web"})
_SIZES = r"mini|nano|micro|lite|turbo|flash|pro|max|ultra|fast|instant"
_SECOND = re.compile(rf" (?:and|et|&) ([A-Z][a-z]+|{_SIZES})(?= [a-z]|,|$)")
_VARIANT = re.compile(rf".*\d[\w.]* (?:[A-Z][a-z]+|{_SIZES})")
_APP_FOR = re.compile(
    r" (?:for|pour) (?:iOS|macOS|watchOS|Android|Windows|Linux|Mac|iPhone|iPad)\b(?! (?:and|et|&)|,)"
)
_APP_ON = re.compile(r" (?:desktop|mobile|web|Mac|macOS|Windows|Linux|iOS|iPad|Android) app\b")
_APP = re.compile(r" apps?\b")
_PLURAL = re.compile(r" ([a-z]+s)(?= [a-z]+)")
DOES = r"(?: (?:is|are|now|lets?|can|will|enables?|helps?|gives?|brings?|works?|allows?|permet|est|aide)\b)"

Span = tuple[int, int]


_EARLY = re.compile(
    r"(?:Early Access|(?:Research|Public|Private|Technical) (?:Preview|Beta))(?: (?:to|of|for)|:)? (?=[A-Z])"
)
_ABLE = re.compile(r"(?<= )((?!AI |IA )[A-Z]\w*) (?:capabilities|features|updates|enhancements)$")


def bounds(text: Text, start: int, end: int) -> Span:
    """`Alexa.com`, `Med-Gemini v3`, `Gemini 4 Pro Preview`, `Canvas for Planning Trips`."""
    for tail in (_WEB, _AT, _VERSION):
        more = tail.match(text.text, end)
        if more is not None and (tail is not _VERSION or not any(map(str.isdigit, text.text[start:end]))):
            end = more.end()
    if (early := _EARLY.match(text.text, start, end)) is not None:
        start = early.end()
    if (able := _ABLE.search(text.text[start:end])) is not None:
        end = start + able.end(1)
    if (at_once := _AT_ONCE.search(text.text[start:end])) is not None:
        end = start + at_once.start()
    lead = _BEFORE_HYPHEN.search(text.text, max(0, start - 10), start)
    if lead is not None:
        start = lead.start()
    numbered = any(map(str.isdigit, text.text[start:end]))  # but `Claude Mythos Preview`
    if _FOR_ONE.search(text.text[start:end]) and (both := _AND_WHOM.match(text.text, end)) is not None:
        end = both.end()
    for extra in (_STAGE, _DOING, _NOW, *((_TRIED,) if numbered else ())):
        match = extra.search(text.text[start:end])
        if match is not None and " " in text.text[start : start + match.start()]:
            end = start + match.start()
    return start, _with_app(text, start, end)


def _with_app(text: Text, start: int, end: int) -> int:
    """`Claude Linux app`, `ChatGPT app for iOS`: an app says where it runs, if that is one place."""
    words = text.text[start:end].lower().split()
    if len(words) > 1 and words[-1] in PLATFORMS and (app := _APP.match(text.text, end)) is not None:
        return app.end()
    old = text.text[start:end].lower() in FLAGSHIPS
    if old and (app := _APP_ON.match(text.text, end)) is not None:
        return _with_app(text, start, app.end())
    where = _APP_FOR.match(text.text, end) if len(words) > 1 and words[-1] == "app" else None
    return where.end() if where is not None else end


_NO_PART = re.compile(
    r"\b(?:AI|IA|LLM|API|PC|PCs|Android|iOS|Windows|Chrome|Linux|(?:Mon|Tues|Wednes|Thurs|Fri)day)\b"
)
_CAPITALS = re.compile(r"(?: [A-Z0-9][\w+-]*){1,3}(?=[ ,.:;]|$)")


def between_verb_and_stop(text: Text, sentence: Sentence, start: int, end: int) -> Span:
    """`debuts Surface Beacon Dev Station to …`: where capitals mean names, all of them between verb and stop."""
    units = sentence.units
    if all_capitals(sentence) or not any(map(str.isupper, text.text[start:end])):
        return start, end
    first = next((k for k, unit in enumerate(units) if unit.start == start), 0)
    while first > 1 and is_product(units[first - 1]) and units[first - 1].end + 1 == units[first].start:
        first -= 1
    before = units[first - 1] if first else None
    if before is None or before.capital or not any(verb.frame == "launch" for _, verb in before.verbs):
        return start, end
    more = _CAPITALS.match(text.text, end, sentence.end)
    words = more[0] if more is not None else ""
    rest = text.text[end + len(words) : sentence.end].lstrip()
    known = [one for one in units if end <= one.start < end + len(words) and is_product(one)]
    if known or _NO_PART.search(words) or rest[:1].isupper() or rest[:1].isdigit():
        return units[first].start, end
    return units[first].start, end + len(words)


def joined(text: Text, sentence: Sentence, start: int, end: int) -> int:
    """`GPT-7 Sol and Luna`: the second of a pair has only the last word of its name."""
    if text.field != "headline" or not _VARIANT.fullmatch(text.text[start:end]):
        return end
    second = _SECOND.match(text.text, end, sentence.end)
    unit = next((one for one in sentence.units if second and one.start == second.start(1)), None)
    if second is None or unit is None or unit.name is not None or unit.verbs or "ai" in unit.cues:
        return end
    return second.end(1)


def told_below(title: Text, below: Text, start: int, end: int) -> int:
    """`Canvas in AI Mode` | `Canvas in AI Mode is …`; `Claude Code routines` | `introduced "routines"`: all of it."""
    value = title.text[start:end]
    if value.lower() not in below.folded and not _PLURAL.match(title.text, end):
        return end
    whole = re.compile(
        rf"{re.escape(value)} (?:in|for|on|dans|pour) [A-Z][\w.]*(?: [A-Z0-9][\w.]*){{0,3}}?(?={DOES})",
        re.IGNORECASE,
    )
    for sentence in below.sentences[:3]:
        match = whole.match(below.text, sentence.start)
        if match is not None and title.folded.startswith(match[0].lower(), start):
            return start + len(match[0])
    plural = _PLURAL.match(title.text, end)
    if plural is not None and re.search(rf"[\"“‘'«] ?{plural[1]} ?[\"”’'»]", below.text):
        return plural.end(1)
    return end
