"""The last look at a name that was found: what its letters and the words right around it say of where it begins and
ends, and of what stands in its place.
"""

from __future__ import annotations

import re
from itertools import pairwise

from newswatch.messages import Fact
from processors.detect.grammar.quoting import as_written, evidence, place_of
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import FLAGSHIPS, flagship, is_product
from processors.detect.products.gains import MANY, NOT_NEW
from processors.detect.products.name_runs import ARTICLES, KINDS, all_capitals
from processors.detect.words.unit import Sentence, Text, Unit

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
_POWERED = ("-powered", "-based", "-driven", "-infused")
_IN_QUOTES = re.compile(r"\s[\"“‘'«]\s?([^\"”’'»]{3,40}?)\s?[\"”’'»]")
_COUNTS = frozenset(
    {"deux", "trois", "quatre", "cinq", "six", "dix", "two", "three", "four", "five", "ten", "several"}
)
_DATED = re.compile(r"\d{1,2}(?:er)? [a-zéû]+ (?:20\d\d )?(?:de|des|un|une)\b")
_REPLACES = re.compile(
    r"\b(?:remplac\w+|replac(?:es?|ed|ing)|swap(?:s|ped|ping)?|troque\w*) [^,;:]{2,40}? (?:par|with|by|for|contre) "
)
_NAME = re.compile(r"(?!(?:AI|IA|A\.I)\b)[A-Z][\w.+-]*(?: [A-Z0-9][\w.+-]*){0,2}")
_PLATFORMS = frozenset({"macos", "windows", "ios", "android", "mac", "linux", "ipad", "iphone", "web"})
_FOR = frozenset({"for", "pour"})
_SIZES = r"mini|nano|micro|lite|turbo|flash|pro|max|ultra|fast|instant"
_SECOND = re.compile(rf" (?:and|et|&) ([A-Z][a-z]+|{_SIZES})(?= [a-z]|,|$)")
_VARIANT = re.compile(rf".*\d[\w.]* (?:[A-Z][a-z]+|{_SIZES})")
_NUMBERED = re.compile(r" \((v?\d+(?:\.\d+)+)\)")
_APP_FOR = re.compile(
    r" (?:for|pour) (?:iOS|macOS|watchOS|Android|Windows|Linux|Mac|iPhone|iPad)\b(?! (?:and|et|&)|,)"
)
_APP_ON = re.compile(r" (?:desktop|mobile|web|Mac|macOS|Windows|Linux|iOS|iPad|Android) app\b")
_APP = re.compile(r" apps?\b")
_PLURAL = re.compile(r" ([a-z]+s)(?= [a-z]+)")
_MORE_WORDS = re.compile(r", ((?:[a-z-]+ ?){2,4})")
_DOES = r"(?: (?:is|are|now|lets?|can|will|enables?|helps?|gives?|brings?|works?|allows?|permet|est|aide)\b)"

Span = tuple[int, int]


def rightly(fact: Fact | None, reading: Reading) -> Fact | None:
    """The same fact with its right words; None where they are no name at all."""
    place = place_of(fact, reading.texts)
    if fact is None or place is None:
        return fact
    text, sentence, start, end = place
    if _DATED.match(fact.value) or fact.value.lower() in _COUNTS or not any(map(str.isalnum, fact.value)):
        return (
            None  # `le 12 octobre de nouveaux outils`, an empty pair of quotes, `Quatre` of `Quatre modèles`
        )
    if fact.value.endswith(_POWERED):
        inside = _IN_QUOTES.match(text.text, end)  # `Gemini-powered "auto browse"`
        return as_written(text, *inside.span(1)) if inside is not None else None
    if (
        text is not reading.title
        and fact.value.islower()
        and (above := _part_above(fact.value, reading.title))
    ):
        return as_written(reading.title, *above)
    start, end = _owned(text, sentence, start, end) or (start, end)
    for mend in (
        _comes_to,
        _past_rival,
        _instead,
        _model_before,
        _of_platform,
        _of_firm,
        _other_words,
        _introduced_in,
    ):
        found = mend(text, sentence, start, end)
        if found is not None:
            return as_written(text, *found)
    start, end = _bounds(text, *_between_verb_and_stop(text, sentence, start, end))
    end = _joined(text, sentence, start, end)
    if text is reading.title and len(reading.texts) > 1 and reading.texts[1].field != "body":
        end = _told_below(text, reading.texts[1], start, end)
    told = fact if text.text[start:end] == fact.value else as_written(text, start, end)
    version = _NUMBERED.match(text.text, end)
    if version is None or any(map(str.isdigit, told.value)):
        return _for_whom(told, text, end)
    return Fact(value=f"{told.value} {version[1]}", evidence=evidence(text, start, end))


_FOR_WHOM = re.compile(
    r" (?:for|pour les?|pour la) [a-z]+"
    r"(?=$|[,;:.]| (?:as|to|that|in|with|after|amid|à|qui|dans|en|avec|face|capables?)\b)"
)


def _for_whom(fact: Fact, text: Text, end: int) -> Fact:
    """`AI agents for lawyers`: a kind alone is told with whom it is for."""
    if not set(fact.value.lower().split()) <= KINDS | {"ai", "ia"} or " " not in fact.value:
        return fact
    whom = _FOR_WHOM.match(text.text, end)
    return fact if whom is None else as_written(text, end - len(fact.value), whom.end())


_ITS_NEW = re.compile(r"['’]s (?:(?:new|newest|latest|own) )?")


def _owned(text: Text, sentence: Sentence, start: int, end: int) -> Span | None:
    """`ChatGPT's new GPT-5.3 Instant model`, `Gemini's Canvas`: of an old product what is its own and has a name."""
    behind = _ITS_NEW.match(text.text, end) if text.folded[start:end] in FLAGSHIPS else None
    if behind is None:
        return None
    named = next((unit for unit in sentence.units if unit.start == behind.end()), None)
    if named is None or not named.capital or named.verbs or flagship(named):
        return None  # `ChatGPT's Android app`
    if not (is_product(named) or named.proper):
        return None
    return named.start, named.end


_EARLY = re.compile(
    r"(?:Early Access|(?:Research|Public|Private|Technical) (?:Preview|Beta))(?: (?:to|of|for)|:)? (?=[A-Z])"
)
_ABLE = re.compile(r"(?<= )([A-Z]\w*) (?:capabilities|features|updates|enhancements)$")


def _bounds(text: Text, start: int, end: int) -> Span:
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
    if len(words) > 1 and words[-1] in _PLATFORMS and (app := _APP.match(text.text, end)) is not None:
        return app.end()
    old = text.text[start:end].lower() in FLAGSHIPS
    if old and (app := _APP_ON.match(text.text, end)) is not None:
        return _with_app(text, start, app.end())
    where = _APP_FOR.match(text.text, end) if len(words) > 1 and words[-1] == "app" else None
    return where.end() if where is not None else end


_PLACE_OF = re.compile(r"\b(?:in|on|to|inside|dans|sur|a|chez)$")
_NOBODY = """it this what how more ai ia users what's here you you'll you’ll we we're we’re they everyone anyone
everybody people vous nous on tous"""
_NO_SUBJECT = ARTICLES - {"le", "la", "l"} | set(_NOBODY.split())


def _comes_to(text: Text, sentence: Sentence, start: int, end: int) -> Span | None:
    """`Subagents have arrived in Gemini CLI`, `Folders now on Grok Web`: what comes there, and not where."""
    units = sentence.units
    if text.field != "headline" or all_capitals(sentence) or any(map(str.isdigit, text.text[start:end])):
        return None
    verb = next((k for k, unit in enumerate(units[:6]) if any(v.frame == "arrive" for _, v in unit.verbs)), 0)
    host = next((k for k, unit in enumerate(units) if unit.start == start), 0)
    if not 0 < verb < host <= verb + 3 or not _ai(units[host]):
        return None
    between = " ".join(unit.low for unit in units[verb:host] if unit.low not in ARTICLES | {"'"})
    subject = [unit for unit in units[:verb] if unit.low not in {"le", "la", "les", "l", "'"}]
    plain = all(
        unit.name is None and unit.sum is None and not unit.sign and not unit.verbs for unit in subject
    )
    if not subject or not plain or _PLACE_OF.search(between) is None:
        return None
    if (
        any(unit.low in _NO_SUBJECT or "new" in unit.cues for unit in subject)
        or subject[-1].low in MANY | NOT_NEW
    ):
        return None
    return subject[0].start, units[verb - 1].end


_MEANWHILE = re.compile(r"(?:Alors qu|While|After|As|Après qu|[\w ]{2,20} (?:after|après))\b", re.IGNORECASE)


def _past_rival(text: Text, sentence: Sentence, start: int, end: int) -> Span | None:
    """`Alors qu'OpenAI dévoilait X, Google annonce Y`: what the clause beside tells of was there before."""
    comma = text.text.find(", ", end, sentence.end)
    if text.field != "description" or comma < 0 or not _MEANWHILE.match(text.text, sentence.start):
        return None
    units = sentence.units
    firms = [unit for unit in units if unit.is_company("watched")]
    if len(firms) < 2 or not firms[0].end < start < comma < firms[1].start:
        return None
    for one, unit in pairwise(units):
        if one.start > firms[1].end and any(verb.frame == "launch" for _, verb in one.verbs):
            return (unit.start, unit.end) if is_product(unit) or unit.proper else None
    return None


def _instead(text: Text, sentence: Sentence, start: int, end: int) -> Span | None:
    """`replaces Le Chat with Zest`: what comes in the other's place."""
    if all_capitals(sentence):
        return None
    told = _REPLACES.search(text.text, sentence.start, sentence.end)
    name = _NAME.match(text.text, told.end()) if told is not None else None
    if told is None or name is None or start < told.start():
        return None
    unit = next((one for one in sentence.units if one.start == name.start()), None)
    return name.span() if unit is not None and not unit.sum and "plain" not in unit.cues else None


_MODEL = re.compile(
    r" (?:le |the )?([a-z]{1,4}-?\d[\w.]*(?:-[a-z]+)*)(?= (?:to|for|in|on|pour|dans|sur|à)\b|, )"
)


def _model_before(text: Text, sentence: Sentence, start: int, end: int) -> Span | None:
    """`ships o5-mini to all ChatGPT users`: a model's name in small letters, before the product whose users get it."""
    for unit in sentence.units:
        if unit.end > start or not any(verb.frame == "launch" for _, verb in unit.verbs):
            continue
        name = _MODEL.match(text.text, unit.end, start)
        if name is not None and not any(one.sum and one.start == name.start(1) for one in sentence.units):
            return name.span(1)
    return None


def _of_platform(text: Text, sentence: Sentence, start: int, end: int) -> Span | None:
    """`a macOS app for Codex`, `une application Windows pour Codex`: no new Windows."""
    if text.text[start:end].split()[0].lower() not in _PLATFORMS:
        return None
    units = sentence.units
    for k in range(1, len(units)):
        if units[k].start > start and units[k - 1].low in _FOR and is_product(units[k]) and _ai(units[k]):
            return units[k].start, units[k].end
    return None


def _ai(unit: Unit) -> bool:
    return unit.name is not None and unit.name.ai


def _of_firm(text: Text, sentence: Sentence, start: int, end: int) -> Span | None:
    """`OpenAI for Healthcare`: a title that is nothing else, or a sentence's subject."""
    units = sentence.units
    k = next((k for k, unit in enumerate(units) if unit.start == start), 0)
    whole = end == units[-1].end or re.compile(_DOES).match(text.text, end) is not None
    if not whole or not 2 <= k <= 3 or units[k - 1].low not in _FOR or not units[k - 2].is_company("watched"):
        return None
    begins = k == 2 or "launch_title" in units[0].cues
    return (units[k - 2].start, end) if begins and units[k].capital else None


def _introduced_in(text: Text, sentence: Sentence, start: int, end: int) -> Span | None:
    """`Introducing screen use in Gemini 4 Flash`: a part of a product, where the title is nothing else."""
    units = sentence.units
    k = next((k for k, unit in enumerate(units) if unit.start >= end), len(units))
    if text.field != "headline" or "launch_title" not in units[0].cues or units[1].start != start:
        return None
    ends = k + 2 == len(units) and units[k].low in {"in", "dans"} and is_product(units[k + 1])
    return (start, units[k + 1].end) if ends and _ai(units[k + 1]) else None


def _part_above(part: str, title: Text) -> Span | None:
    """`Kestrel Code checklists let …` | `introduced "checklists"`: the part with whose it is."""
    match = re.match(rf"[A-Z][\w.-]*(?: [A-Z0-9][\w.-]*){{0,2}} {re.escape(part)}(?![\w-])", title.text)
    return match.span() if match is not None and title.field == "headline" else None


_HOW = re.compile(
    r"(?:^|-)(?:open|source|weights?|of|the|to|in|and|on|by|multi|real|time|long|low|high|first|agent|self|de|du|la)\b"
)
"""Parts of words that say how a thing is: `open-source`, `low-cost`, `state-of-the-art`."""


_ARTICLE = re.compile(r"(?:an?|the|une?|la|le) ")


def _is_named(words: str, sentence: Sentence, start: int) -> bool:
    """A known product, or three parts and more: no adjective has as many."""
    known = any(unit.start == start and is_product(unit) for unit in sentence.units)
    return known or words.count("-") > 1


def _other_words(text: Text, sentence: Sentence, start: int, end: int) -> Span | None:
    """`unveils small, multilingual vision models`: an adjective before a comma is no thing."""
    words = text.text[start:end]
    more = _MORE_WORDS.match(text.text, end, sentence.end)
    if more is None or " " in words or not words.islower() or any(map(str.isdigit, words)):
        return None
    if (
        "-" in words
        and not _HOW.search(words)
        and (_ARTICLE.match(more[1]) or _is_named(words, sentence, start))
    ):
        return None  # `quill-oss, an open model`, `gpt-quill-shield, open models`; not `energy-saving, small models`
    kind = next((one for one in re.finditer(r"[a-z]+", more[1]) if one[0] in KINDS), None)
    return (more.start(1), more.start(1) + kind.end()) if kind is not None else None


_NO_PART = re.compile(
    r"\b(?:AI|IA|LLM|API|PC|PCs|Android|iOS|Windows|Chrome|Linux|(?:Mon|Tues|Wednes|Thurs|Fri)day)\b"
)
_CAPITALS = re.compile(r"(?: [A-Z0-9][\w+-]*){1,3}(?=[ ,.:;]|$)")


def _between_verb_and_stop(text: Text, sentence: Sentence, start: int, end: int) -> Span:
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


def _joined(text: Text, sentence: Sentence, start: int, end: int) -> int:
    """`GPT-7 Sol and Luna`: the second of a pair has only the last word of its name."""
    if text.field != "headline" or not _VARIANT.fullmatch(text.text[start:end]):
        return end
    second = _SECOND.match(text.text, end, sentence.end)
    unit = next((one for one in sentence.units if second and one.start == second.start(1)), None)
    if second is None or unit is None or unit.name is not None or unit.verbs or "ai" in unit.cues:
        return end
    return second.end(1)


def _told_below(title: Text, below: Text, start: int, end: int) -> int:
    """`Canvas in AI Mode` | `Canvas in AI Mode is …`; `Claude Code routines` | `introduced "routines"`: all of it."""
    value = title.text[start:end]
    if value.lower() not in below.folded and not _PLURAL.match(title.text, end):
        return end
    whole = re.compile(
        rf"{re.escape(value)} (?:in|for|on|dans|pour) [A-Z][\w.]*(?: [A-Z0-9][\w.]*){{0,3}}?(?={_DOES})",
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
