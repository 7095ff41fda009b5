"""The last of a name's words: what is not the product's is left out, and what is cut off is put back."""

from __future__ import annotations

import re

from newswatch.messages import Fact
from processors.detect.grammar.quoting import as_written, place_of
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import FLAGSHIPS, is_product
from processors.detect.launches.wide.headlined import RIVALS
from processors.detect.products.gains import MANY, NOT_NEW
from processors.detect.products.name_runs import KINDS, all_capitals
from processors.detect.products.whom import kind_for
from processors.detect.words.closed_classes import DEFINITE, ITS, YOUR
from processors.detect.words.text import fold
from processors.detect.words.unit import Sentence, Text, Unit

_NOBODY = frozenset(
    {"we", "it", "you", "they", "this", "that", "these", "those", "here", "there", "i", "our", "us", "how", "what",
     "nous", "vous", "elle", "il", "on", "ce", "ceci", "cela", "up", "any", "every", "more", "just", "today"}
)  # fmt: skip
"""What stands for a thing, or before one, and names none."""
_DATE = re.compile(
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|March|April|May|June|July|Aug(?:ust)?|Sept(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?) \d{1,2}(?:st|nd|rd|th)?"
)
_PARTICIPLE = re.compile(r"[a-zà-ÿ]{3,}(?:[éu]e?s?|(?:[hrn]i|uit)e?s?)")
_BY_WHAT = re.compile(
    r" (?:sur|par|avec|à) (?:l['’]|la |le |les |des |de l['’]|une? )?[\w-]+(?: artificielle| générative)?"
)
_CUT = re.compile(
    r"\s(?:en|des?|du|d['’]|l['’]|la|les?|à|au|aux|pour|par|sur|avec|et|ou|of|for|to|in|with|and)$"
)
_ONLINE = re.compile(r"(?: ligne)?(?: [a-zà-ÿ]+[éu]e?s?(?= (?:sur|par|avec) ))?")
_PROGRAM = re.compile(r" (?:API|SDK|CLI|MCP(?: [Ss]erver)?|Toolkit|Digital Twin)s?(?![\w-])")
_FOR_LAND = re.compile(r" for [A-Z][\w-]*(?: (?:(?:and|&) )?[A-Z][\w-]*)*(?=$|[ ,:;.])")


def exactly(fact: Fact | None, reading: Reading) -> Fact | None:
    """The same fact by its exact words; None where they name nothing."""
    place = place_of(fact, reading.texts)
    if fact is None or place is None:
        return fact
    text, sentence, start, end = place
    if fold(fact.value) in _NOBODY or _DATE.fullmatch(fact.value):
        return None
    if RIVALS.search(text.folded, 0, start):
        return None
    if _LIKENED.match(text.text, end):
        if text.field == "headline" and (heading := _heading(sentence, start)) is not None:
            return as_written(text, heading.start, heading.end)
        return _beyond(text, sentence, end) or (None if _LIKE.match(text.text, end) else fact)
    first = next((unit for unit in sentence.units if unit.start == start), None)
    if first is None:
        return fact
    if text is not reading.title and (above := _heading_above(fact, reading)) is not None:
        return above
    if fold(fact.value).removesuffix(" app") in FLAGSHIPS and (part := _part_told(reading)) is not None:
        return as_written(*part)
    found = (
        _before_host(text, sentence, first)
        or kind_for(text, sentence, first, end)
        or _heading_host(text, sentence, first)
        or _for_land(text, first, end)
        or _without_maker(fact.value, first, start, end, reading)
    )
    if found is not None:
        return as_written(text, *found)
    hosted = (
        _MODELS_ON.match(text.text, end) if text.field == "headline" and start == sentence.start else None
    )
    if hosted is not None and hosted.end() == sentence.end:
        return as_written(text, start, hosted.end())  # `Kestrel 3 models on Azure`, and nothing else
    if fact.value in _TIERS and text.text.endswith("AI ", 0, start):
        start -= len("AI ")
    newest = _NEWEST.match(text.text, start, end)
    start = newest.end() if newest is not None else start
    last = _told_to_its_end(text, start, end)
    if (too := _TOO.search(text.text, start, last)) is not None:
        last = too.start()
    if text.text[start:last] in {"AI", "IA"}:
        return None
    return fact if text.text[start:last] == fact.value else as_written(text, start, last)


_TOO = re.compile(
    r"(?<=\w) (?:worldwide|globally|too|also|again|today|tonight|overnight|everywhere|next)\Z(?!\w)"
)
"""`a memory too`, `a music model worldwide`: how and where, behind the name."""
_LIKENED = re.compile(r"-(?:class|level|like|style|grade|tier)\b", re.IGNORECASE)
_NEWEST = re.compile(
    r"(?:(?:latest|newest|own|upcoming|nouvelles?|nouveaux|nouvel|derni(?:er|ère)s?|premi(?:er|ère)s?|propres?) )+"
    r"(?=\S)"
)
"""What says of a thing that it is new, and whose, is no word of it."""
_LIKE = re.compile(r"-(?:like|style)\b", re.IGNORECASE)
_TIERS = frozenset({"Plus", "Ultra", "Pro"})
_CUT_OFF = re.compile(r"\w[\w-]*(?: \w[\w-]*){1,4}?(?= (?:to|for|in|on|with)\b|$|[,.:;])")
_MODE_HERE = re.compile(
    r"(?:^|[:.!⃣] )([A-Z][\w-]+(?: [a-z]+)? mode) is now (?:available|the default|here|live|out)\b"
)
_THING = r"(?:feature|tool|mode|option|function|fonction|fonctionnalité)"
_CALLED = re.compile(
    rf"\b{_THING} (?:called|named|dubbed|appelée?|baptisée?|nommée?) [\"“«]\s?([^\"”»]{{3,30}}?),?\s?[\"”»]|"
    rf"[\"“«]\s?([A-Z][^\"”»]{{2,28}}?),?\s?[\"”»],? (?:a|an|its|une?) (?:new |nouvel(?:le)? )?(?:[\w-]+ )?{_THING}\b"
)
_OF_AI = re.compile(r"(?: [A-Z][\w-]+){1,3}?(?= (?:to|for|in|on|with|at|from|as|that|by)\b|$|[,.:;])")
_PART = re.compile(r" (?:[Mm]ode|[Ss]erver)\b")


def _part_told(reading: Reading) -> tuple[Text, int, int] | None:
    """`Auto mode is now the default in X`, below `a feature called "notebooks"`: of an old product, what is new."""
    title = reading.title
    here = _MODE_HERE.search(title.text) if title.field == "headline" else None
    if here is not None:
        return title, *here.span(1)
    below = next((one for one in reading.texts[1:2] if one.field == "description"), None)
    if below is None or not below.sentences:
        return None
    called = _CALLED.search(below.text, 0, below.sentences[min(1, len(below.sentences) - 1)].end)
    return None if called is None else (below, *called.span(1 if called[1] else 2))


def _heading(sentence: Sentence, start: int) -> Unit | None:
    """`Kestrel 7 on Azure: Corvid-class skills …`: the product that heads the title before a colon."""
    units = sentence.units
    colon = next((k for k, unit in enumerate(units) if unit.low == ":" and unit.end <= start), 0)
    return next(
        (unit for unit in units[:colon] if is_product(unit) and any(map(str.isdigit, unit.low))), None
    )


def _beyond(text: Text, sentence: Sentence, end: int) -> Fact | None:
    """`a Mythos-class model, Fable 7`: what it is likened to is not new; the next product may be."""
    for unit in sentence.units:
        if unit.start > end and is_product(unit) and not _LIKENED.match(text.text, unit.end):
            return as_written(text, unit.start, unit.end)
    return None


def _told_to_its_end(text: Text, start: int, end: int) -> int:
    """`abonnements basés` → `… sur l'IA`, `Ledger Batch` → `… API`; no name ends with `en`."""
    value = text.text[start:end]
    if (whom := _FOR_WHOM.match(text.text, end)) is not None and value.endswith((" for", " pour")):
        return whom.end()  # `Drafting for` of `Drafting for PROs`
    cut_off = _CUT_OFF.match(text.text, end) if value.endswith("-") else None
    if cut_off is not None:
        return cut_off.end()  # `adds built-in AI tools to X`
    if value[:1].islower():
        online = _ONLINE.match(text.text, end) if value.endswith((" en", " en ligne")) else None
        value = text.text[start : online.end()] if online is not None else value
        while (cut := _CUT.search(value)) is not None:
            value = value[: cut.start()]
        said = _PARTICIPLE.fullmatch(value.rpartition(" ")[2])
        if said is not None and " " in value:
            more = _BY_WHAT.match(text.text, start + len(value))
            return more.end() if more is not None else start + len(value)
        return start + len(value)
    if value == "AI":
        kind = _OF_AI.match(text.text, end)
        return kind.end() if kind is not None else end
    part = _PART.match(text.text, end)
    if part is not None and value.lower().endswith((" voice", " mcp")):
        return part.end()
    program = _PROGRAM.match(text.text, end)
    named = fold(value) not in FLAGSHIPS and not any(map(str.isdigit, value)) and value[:1].isupper()
    return program.end() if program is not None and named else end


def _for_land(text: Text, first: Unit, end: int) -> tuple[int, int] | None:
    """`launches OpenAI for Norway`: a firm's own name is no product, but with whom it is for."""
    if first.name is None or first.name.kind != "company" or first.end != end:
        return None
    whom = _FOR_LAND.match(text.text, end)
    return (first.start, whom.end()) if whom is not None else None


_FOR = re.compile(r" (?:for|pour) ")
_FOR_WHOM = re.compile(r"(?: [A-Z][\w-]*){1,2}(?=$|[,.:;])")
_MODELS_ON = re.compile(r" models (?:on|in) [A-Z][\w.]*(?: [A-Z0-9][\w.]*){0,2}")
_VENDORS_OWN = frozenset({"amazon", "aws"})
"""Firms that put their name before each product's."""


def _without_maker(value: str, first: Unit, start: int, end: int, reading: Reading) -> tuple[int, int] | None:
    """`OpenAI o7`, `Google Antigravity`: a model that is known by its own name needs no maker's."""
    entity = first.name
    if entity is None or entity.kind != "product" or not entity.ai:
        return None
    maker = next(
        (
            name
            for name in (entity.company.shown, entity.company.name)
            if name and value.startswith(f"{name} ")
        ),
        None,
    )
    if maker is None:
        return None
    rest = value[len(maker) + 1 :]
    head = re.split(r"[ -]", rest, maxsplit=1)[0]
    if (
        not head[0].isalpha()
        or _FOR.search(rest)
        or (entity.company.group in _VENDORS_OWN and head.lower() not in FLAGSHIPS)
    ):
        return None
    alone = (head, entity.company.id) in reading.rules.ai_products
    return (end - len(rest), end) if alone else None


_HOSTED = frozenset({"for", "in", "pour", "dans"})
_ITS = DEFINITE | ITS | YOUR | {"all", "on", "device", "-"}
_LEAD = re.compile(
    r"(?:(?:a|an|the|its|new|first|more|two|three|un|une|le|la|les|son|sa|des|de nouveaux|de nouvelles) )+",
    re.I,
)
_WORDS = re.compile(r"[A-Z0-9][\w&+.-]*(?: (?:&|and|et|[A-Z0-9][\w+.-]*))*")


def _before_host(text: Text, sentence: Sentence, host: Unit) -> tuple[int, int] | None:
    """`Unveils Harbor Guard for Claude Accounts`: between verb and host stands the name of what is new."""
    if text.field != "headline" or not is_product(host) or any(map(str.isdigit, host.low)):
        return None
    units = sentence.units
    at = next((k for k, unit in enumerate(units) if unit is host), 0)
    lead = at - 1
    while lead > 0 and units[lead].low in _ITS:
        lead -= 1
    if lead < 2 or units[lead].low not in _HOSTED:
        return None
    verb = next(
        (k for k in range(lead - 1, -1, -1) if any(v.frame == "launch" for _, v in units[k].verbs)), None
    )
    if verb is None or verb + 1 >= lead:
        return None
    within = units[verb + 1 : lead]
    start, end = within[0].start, within[-1].end
    article = _LEAD.match(text.text, start, end)
    start = article.end() if article is not None else start
    words = text.text[start:end]
    last = fold(words.rpartition(" ")[2])
    if _WORDS.fullmatch(words) is None or not 1 <= len(words.split()) <= 5:
        return None
    if any(unit.name is not None or unit.sum is not None for unit in within) or last in _PLAIN:
        return None
    return start, end


_PLAIN = MANY | NOT_NEW | KINDS | {"plan", "plans", "ai", "ia", "program", "partnership", "apps", "it"}


_IS_THERE = frozenset(
    {"is", "are", "now", "available", "arrive", "arrives", "est", "sont", "in", "on", "dans", "sur"}
)


def _heading_host(text: Text, sentence: Sentence, host: Unit) -> tuple[int, int] | None:
    """`Team digests for Claude`, `Batch tuning for GPT-7 is here`: a title that begins with what its host has newly."""
    units = sentence.units
    at = next((k for k, unit in enumerate(units) if unit is host), 0)
    if text.field != "headline" or not is_product(host) or not 2 <= at <= 6 or all_capitals(sentence):
        return None
    run, lead = units[: at - 1], units[at - 1]
    behind = units[at + 1] if at + 1 < len(units) else None
    if lead.low not in {"for", "pour"} or not (behind is None or behind.low.split()[0] in _IS_THERE):
        return None
    plain = all(
        unit.name is None and unit.sum is None and (unit.low == "-" or unit.low[0].isalpha())
        and not unit.cues & {"new", "launch_title"} and unit.low not in _AND
        for unit in run
    )  # fmt: skip
    words = text.text[run[0].start : run[-1].end].split()
    if not plain or any(word[0].isupper() for word in words[1:]) or fold(words[-1]) in _PLAIN - {"mode"}:
        return None
    if any(v.frame == "launch" for unit in run for _, v in unit.verbs) or len(words) < 2:
        return None
    return run[0].start, host.end


def _heading_above(fact: Fact, reading: Reading) -> Fact | None:
    """`Team digests for Claude` | `We're rolling out team digests, so that Claude …`: the title names it."""
    title = reading.title
    for unit in title.names if title.sentences else ():
        if f" {fold(fact.value)}".endswith(f" {unit.low}"):
            above = _heading_host(title, title.sentences[0], unit)
            return None if above is None else as_written(title, *above)
    return None


_AND = frozenset({"and", "et", "&", "how", "why", "what", "a", "an", "the", "our", "your", "best", "tips"})
