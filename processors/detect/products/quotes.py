"""Names in quotes: what an old product is told with (`Chrome lets you keep prompts as ‘Drawers’`) is the news."""

from __future__ import annotations

from newswatch.messages import Fact
from processors.detect.grammar.reading import Reading
from processors.detect.launches.signs import Sign
from processors.detect.products.called import Span, overlaps
from processors.detect.products.name_runs import BEFORE_NAME, CALLED, KINDS, QUOTES, all_capitals, newly
from processors.detect.words.unit import Sentence, Unit

_SMALL = frozenset({
    "of", "the", "and", "for", "to", "&", "de", "la", "le", "du", "des", "et", "pour", "-", "from", "in", "on", "with",
})  # fmt: skip
_MAKES = frozenset(
    {
        "as", "into", "enable", "enables", "enabling", "calls", "calling", "call", "dubs", "dubbing", "known",
        "debuts", "unlock", "unlocks", "become", "becomes", "en", "comme", "appelle", "appelant", "baptise", "nomme",
    }
)  # fmt: skip
"""Words before quotes that give a name, maybe with an adjective between: `into reusable 'X'`, `presented as "X"`."""
_KINDS = KINDS | {
    "layer",
    "features",
    "tab",
    "hub",
    "button",
    "option",
    "skill",
    "skills",
    "module",
    "experience",
}
_LONGEST = 5


def in_quotes(sign: Sign, reading: Reading, facts: list[Fact | None]) -> Span | None:
    """The name in the headline's quotes where what was found is an old product, a kind, or what it is made with.

    A version is news of its own: beside one only the words right behind the verb count.
    """
    text = reading.title
    if text.field != "headline" or not text.sentences or not any(sign_ in text.text for sign_ in "'\"‘“«’"):
        return None
    versioned = any(fact is not None and any(map(str.isdigit, fact.value)) for fact in facts)
    for sentence in text.sentences[:2]:
        for first, last in _quoted(sentence):
            start, end = sentence.units[first].start, sentence.units[last].end
            if any(overlaps(fact, (text, start, end)) for fact in facts):
                return None
            behind_verb = _behind_verb(sign, sentence, first - 2)
            if behind_verb or (not versioned and _given(sentence, first - 2, last)):
                return text, start, end
    return None


def _quoted(sentence: Sentence) -> list[tuple[int, int]]:
    """First and last unit of what stands in quotes and is written as a name, without English's comma within."""
    units = sentence.units
    found: list[tuple[int, int]] = []
    k = 0
    while k < len(units) - 2:
        opens = units[k].low in QUOTES and units[k].end == units[k + 1].start
        spaced = units[k].low == "«"
        if not (opens or spaced) or (k and units[k - 1].end == units[k].start):
            k += 1
            continue
        close = "»" if spaced else units[k].low
        j = next((j for j in range(k + 2, min(k + _LONGEST + 3, len(units))) if units[j].low == close), None)
        if j is None:
            k += 1
            continue
        last = j - 1 - (units[j - 1].low in {",", "."})
        if last > k and _written_as_name(units[k + 1 : last + 1]):
            found.append((k + 1, last))
        k = j + 1
    return found


def _written_as_name(within: list[Unit]) -> bool:
    words = [unit for unit in within if unit.low not in _SMALL]
    signs = any(unit.sign and unit.low not in _SMALL for unit in within)
    return bool(words) and not signs and all(unit.capital for unit in words) and within[0].capital


def _behind_verb(sign: Sign, sentence: Sentence, before: int) -> bool:
    """`introduces 'X', a new mode`: nothing but an article or `new` between the launch verb and the quotes."""
    units = sentence.units
    while before > 0 and (units[before].low in BEFORE_NAME or newly(units[before])):
        before -= 1
    verb = sign.clause.units[sign.at]
    return before >= 0 and units[before] is verb and any(one.frame == "launch" for _, one in verb.verbs)


def _given(sentence: Sentence, before: int, last: int) -> bool:
    """Something beside the quotes says that they hold a name: `new`, the kind of thing, a word that names."""
    units = sentence.units
    if before < 0:
        return False
    lead = units[before]
    closing = next((k for k in range(last + 1, len(units)) if units[k].low in QUOTES), len(units))
    behind = units[closing + 1 : closing + 4]
    while behind and behind[0].cues & {"ai", "ai_object"} and behind[0].low not in _KINDS:
        behind = behind[1:]
    owned = before > 1 and (units[before - 1].low, lead.low) == ("'", "s") and units[before - 2].party
    if owned and behind and behind[0].verbs and not behind[0].cues:
        return True  # `Firefox's 'Drawers' keeps …`
    kind = bool(behind) and behind[0].low.split()[-1] in _KINDS and not behind[0].sign
    news = newly(lead) or lead.low.split()[-1] in _KINDS | CALLED
    if kind or news:
        return True
    if all_capitals(sentence):
        return lead.low in _MAKES
    plain = not lead.capital and lead.name is None and not lead.sign
    return lead.low in _MAKES or (plain and before > 0 and units[before - 1].low in _MAKES)
