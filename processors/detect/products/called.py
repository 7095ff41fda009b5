"""What a launched thing is called, where the launch only says its kind: `an agent called X`, `its X app`, `X : …`."""

from __future__ import annotations

from newswatch.messages import Fact
from processors.detect.grammar.quoting import within
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import is_product, of_house
from processors.detect.launches.signs import Sign
from processors.detect.products.name_runs import (
    BEFORE_NAME,
    CALLED,
    HOSTS,
    KINDS,
    QUOTES,
    all_capitals,
    hosted,
    quoted_at,
    run_of,
)
from processors.detect.products.named_below import launched_as, named_below
from processors.detect.words.text import fold
from processors.detect.words.unit import Sentence, Text, Unit, watched

Span = tuple[Text, int, int]
"""A name's text and its first and last offset there."""
SENTENCES = 3
"""Sentences of a description that may give the name."""


def overlaps(fact: Fact | None, span: Span) -> bool:
    """The fact's words are some of these, or these some of them."""
    text, start, end = span
    if fact is None or fact.evidence is None or fact.evidence.field != text.field:
        return False
    first, last = within(text, fact.evidence)
    return first < end and start < last


def told_name(sign: Sign, reading: Reading) -> Span | None:
    """The name of what a sign launches, by the words that give names: first the headline's, then the description's."""
    if sign.rule == "wide-event":
        return None  # what an event is called is no product
    for text in reading.texts[:2]:
        if text.field == "body":
            return None
        for sentence in text.sentences[:SENTENCES]:
            for find in (_object, _called, _tailed, _including, _quoted, _by_kind, _owned, _headed, _apposed):
                found = find(sign, text, sentence)
                if found is not None and find is _including and (plain := _plainly_below(sign, reading)):
                    return plain
                if found is not None:
                    return text, *found
            if text is not reading.title:
                below = named_below(sign, sentence)
                if below is not None:
                    return text, *below
    return None


def _plainly_below(sign: Sign, reading: Reading) -> Span | None:
    """`dont Mythos` | `… a lancé X, un service`: what the next sentence launches by name, and says what it is."""
    below = next((one for one in reading.texts[1:2] if one.field == "description"), None)
    found = launched_as(sign, below.sentences[0]) if below is not None and below.sentences else None
    return (below, *found) if below is not None and found is not None else None


def _object(sign: Sign, text: Text, sentence: Sentence) -> tuple[int, int] | None:
    """`adds X to Gemini`, `rolls out X in AI Mode`: a name right behind the launch verb."""
    units = sentence.units
    verb = sign.clause.units[sign.at]
    at = next((k + 1 for k, unit in enumerate(units) if unit is verb), None)
    if text is not sign.text or at is None or sign.rule.startswith(("title", "wide")):
        return None
    while at < len(units) and (
        units[at].low in BEFORE_NAME or units[at].low == "'" or "new" in units[at].cues
    ):
        at += 1
    end = run_of(sign, sentence, at)
    if at < end < len(units) and units[end].low.split()[-1] in HOSTS | {","}:
        return units[at].start, units[end - 1].end
    return None


def _called(sign: Sign, text: Text, sentence: Sentence) -> tuple[int, int] | None:
    """`an assistant called X`, `baptisé « X »`, `known as X`, `du nom de X`."""
    units = sentence.units
    lead, _, rest = units[0].low.partition(" ")
    if units[0].proper and rest and lead in CALLED:
        return units[0].start + len(lead) + 1, units[0].end  # `Baptisé Palabre, le modèle …`
    for k in range(len(units) - 1):
        two = (units[k - 1].low, units[k].low) if k else ("", "")
        if units[k].low not in CALLED and two not in {("known", "as"), ("nom", "de"), ("nom", "d")}:
            continue
        at = k + 1
        if units[at].low in QUOTES:
            inside = quoted_at(sentence, at)
            if inside is not None:
                return inside
            at += 1
        end = run_of(sign, sentence, at)
        if end == at and end + 1 < len(units) and _letter(units[at]) and units[at + 1].low == ",":
            end += 1  # `The bot, called Q, …`
        if end > at and not any("person_role" in u.cues for u in units[end : end + 2]):
            return units[at].start, units[end - 1].end
    return None


def _letter(unit: Unit) -> bool:
    return len(unit.low) == 1 and unit.capital and unit.low.isalpha()


def _tailed(sign: Sign, text: Text, sentence: Sentence) -> tuple[int, int] | None:
    """`Google dévoile une IA qui écoute les baleines : X`: the sentence that launches ends with the name."""
    units = sentence.units
    colon = next((k for k in range(len(units) - 2, 0, -1) if units[k].low == ":"), None)
    if colon is None or units[-1].low == "?":
        return None
    first = colon + 1
    if text.field != "headline":
        if text is not sign.text or units[colon].start < sign.span[0]:
            return None
        first += units[first].low in BEFORE_NAME
    end = run_of(sign, sentence, first)
    last = len(units) - (units[-1].low == ".")
    whole = end == last and units[colon].start < units[colon + 1].start and end > first
    return (units[first].start, units[end - 1].end) if whole else None


def _including(sign: Sign, text: Text, sentence: Sentence) -> tuple[int, int] | None:
    """`trois nouveaux modèles, dont X`, `new agents, including X`: of several things the one that is named."""
    units = sentence.units
    for k in range(2, len(units) - 1):
        if units[k].low not in {"dont", "including", "notamment"} or text.field != "headline":
            continue
        first = k + 1
        while first < len(units) - 1 and units[first].low in BEFORE_NAME:
            first += 1
        end = run_of(sign, sentence, first)
        if end > first:
            return units[first].start, units[end - 1].end
    return None


def _by_kind(sign: Sign, text: Text, sentence: Sentence) -> tuple[int, int] | None:
    """`its X browser`, `X AI chip`, `la puce X`, `un agent IA X`: the name beside the word that says its kind."""
    units = sentence.units
    for k, unit in enumerate(units):
        if unit.low not in KINDS and not _sort(unit, text):
            continue
        behind = k + 1
        while behind < len(units) and (
            "ai" in units[behind].cues or units[behind].low in {"d", "'", "de", "langage", "raisonnement"}
        ):
            behind += 1
        end = run_of(sign, sentence, behind)
        if end > behind and not all_capitals(sentence) and units[behind - 1].low not in {"d", "'", "de"}:
            own = k > 0 and behind == k + 1 and unit.capital and unit.low in KINDS and not units[k - 1].sign
            return units[k if own else behind].start, units[end - 1].end  # `lance App Builder`
        last = k
        while (
            last > 0
            and "ai" in units[last - 1].cues
            and not is_product(units[last - 1])
            and not units[last - 1].proper
        ):
            last -= 1
        first = last
        while first > 0 and run_of(sign, sentence, first - 1) >= last:
            first -= 1
        if first < last and all_capitals(sentence):
            first = _behind_verb(sign, units, first)
        if first < last and _replaced(units, first):
            continue
        if first < last and not hosted(units, first) and not (first == 0 and all_capitals(sentence)):
            return units[first].start, units[last - 1].end
    return None


def _replaced(units: list[Unit], first: int) -> bool:
    """`replaces its X assistant`: what was there before."""
    before = first - 1 - (first > 0 and units[first - 1].low in BEFORE_NAME)
    return before >= 0 and units[before].low.startswith(("replac", "remplac", "absorb", "succeed"))


def _quoted(sign: Sign, text: Text, sentence: Sentence) -> tuple[int, int] | None:
    """`a new 'Desk Diary' agent`: a name in quotes right before its kind."""
    units = sentence.units
    for k in range(3, len(units)):
        close = units[k - 1]
        if units[k].low not in KINDS or close.low not in QUOTES or close.end + 1 != units[k].start:
            continue
        first = next((j for j in range(k - 2, max(0, k - 6), -1) if units[j].low == close.low), None)
        if first is not None and first + 1 < k - 1 and units[first + 1].capital:
            return units[first + 1].start, units[k - 2].end
    return None


def _behind_verb(sign: Sign, units: list[Unit], first: int) -> int:
    """`Adds Voice Diary Feature`: where every word has a capital, all between the verb and the kind."""
    verb = sign.clause.units[sign.at]
    k = first
    while k > 0 and units[k - 1] is not verb:
        unit = units[k - 1]
        if (
            not unit.capital
            or unit.sign
            or unit.name is not None
            or unit.cues & {"ai", "new", "launch_title"}
        ):
            return first
        k -= 1
    return k if k > 0 else first


def behind_verb(sign: Sign, unit: Unit) -> bool:
    """`Google's new X chip powers Gemini`: a verb stands between the word of newness and the product."""
    units = sign.clause.units
    at = sign.clause.index(unit)
    return any(one.verbs and not one.cues for one in units[sign.at + 1 : sign.at if at is None else at])


def _owned(sign: Sign, text: Text, sentence: Sentence) -> tuple[int, int] | None:
    """`Microsoft's X is finally …`: what the firm owns."""
    units = sentence.units
    for k in range(len(units) - 3):
        if is_product(units[k]) or not of_house(units[k], sign.company):
            continue
        if (units[k + 1].low, units[k + 2].low) != ("'", "s"):
            continue
        at = k + 3 + ("new" in units[k + 3].cues)
        end = run_of(sign, sentence, at)
        if end > at:
            return units[at].start, units[end - 1].end
    return None


def _headed(sign: Sign, text: Text, sentence: Sentence) -> tuple[int, int] | None:
    """`X : Google dévoile un agent`, `"X": Microsoft launches …`: the heading is the name."""
    units = sentence.units
    if text.field != "headline" or not units:
        return None
    if units[0].low in _STAMPS:
        return None
    if units[0].low in QUOTES:
        inside = quoted_at(sentence, 0)
        if inside is not None and not _named(text.text[slice(*inside)]):
            return None  # `"It just works": OpenAI launches …`: what somebody says
        behind = next((u for u in units if inside and u.start > inside[1]), None)
        return inside if behind is not None and behind.low == ":" else None
    maker = of_house(units[0], sign.company) and not is_product(units[0])
    end = run_of(sign, sentence, 0)
    if maker and (end := run_of(sign, sentence, 1)) == 1:
        end = 0  # but `Nvidia Beacon: a new notebook`
    if 0 < end < len(units) - 1 and any(verb.frame == "arrive" for _, verb in units[end].verbs):
        return (units[0].start, units[end - 1].end) if units[end + 1].low == ":" else None  # `X is here: …`
    return (units[0].start, units[end - 1].end) if 0 < end < len(units) and units[end].low == ":" else None


_STAMPS = frozenset(
    {
        "briefing", "roundup", "round-up", "digest", "recap", "live", "breaking", "exclusive", "update", "news",
        "watch", "video", "analysis", "newsletter", "tech", "review", "explainer", "opinion",
    }
)  # fmt: skip
"""What heads a column, and is no name."""


def _named(words: str) -> bool:
    """Every word but small ones has a capital, as names are written."""
    return all(not word[0].islower() or len(word) < 4 for word in words.split()[1:] or words.split())


def _apposed(sign: Sign, text: Text, sentence: Sentence) -> tuple[int, int] | None:
    """`X, le nouvel agent de Google`, `Meet X, Google's new app`, `a browser, X, that …`: a name and its kind."""
    units = sentence.units
    for k in range(1, len(units) - 1):
        if units[k].low == "," and (units[k - 1].low.split()[-1] in KINDS or _kind_of(sign, units, k)):
            end = run_of(sign, sentence, k + 1)
            if end > k + 1 and (end == len(units) or units[end].low in {",", "."}):
                return units[k + 1].start, units[end - 1].end
    at = 1 if units and ("launch_title" in units[0].cues or units[0].low in {"avec", "with"}) else 0
    end = run_of(sign, sentence, at)
    closing = {",", "(", "-", "–", "—"} if at and "launch_title" in units[0].cues else {",", "("}
    if end == at or end + 2 >= len(units) or units[end].low not in closing:
        return None
    behind = units[end + 1 : end + 9]
    if at and units[0].low in {"avec", "with"}:
        said = behind[0].low in BEFORE_NAME or watched(behind[0]) is not None
    else:
        owner = watched(behind[0]) is not None
        said = (owner or behind[0].low in BEFORE_NAME) and any(
            u.cues & {"ai", "ai_object"} for u in behind[1:]
        )
    return (units[at].start, units[end - 1].end) if said else None


def _sort(unit: Unit, text: Text) -> bool:
    """`AI tool`, `outil d'IA`, `search engine`: several words for a kind, which has no capital of its own."""
    if not unit.cues & {"ai", "ai_object"} or " " not in unit.low:
        return False
    words = text.text[unit.start : unit.end].split()
    if fold(words[-1]) in KINDS:
        return "ai_object" in unit.cues or words[-1].islower()
    return fold(words[0]) in KINDS and words[0].islower()


def _kind_of(sign: Sign, units: list[Unit], comma: int) -> bool:
    """`le nouvel outil d'IA de Google, …`: before the comma a new thing of the firm's."""
    if is_product(units[comma - 1]) or not of_house(units[comma - 1], sign.company):
        return False
    before = units[max(0, comma - 7) : comma - 1]
    return any("new" in one.cues for one in before) and any(one.cues & {"ai", "ai_object"} for one in before)
