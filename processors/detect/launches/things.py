"""What a firm brings out that nobody can use: `introduces a dress code`, `unveils its first ChatGPT billboard`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from processors.detect.grammar.clauses import PREPOSITIONS, Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.object_words import NP_STOPS
from processors.detect.launches.objects import is_product
from processors.detect.words.unit import Text, Unit

_STOPS = (NP_STOPS | PREPOSITIONS | {"and", "but", "or", "while", "ahead", "before", "because", "where"}) - {
    "a"
}
_WITHIN = frozenset({"'", "-", '"', "“", "”"})
_TAIL = frozenset(
    {
        "today", "tomorrow", "yesterday", "now", "globally", "worldwide", "again", "together", "also",
        "monday", "tuesday", "wednesday", "thursday", "friday", "abroad", "instead", "first",
    }
)  # fmt: skip


def no_thing(reading: Reading, text: Text, clause: Clause, at: int) -> bool:
    """The noun that ends the object of the word at `at` names a rule, a party, a post, a sum: no product.

    Whatever stands before it: `launches a Gemini ad campaign`. What such a word only begins is one: `a campaign
    builder`. A name in capitals may be called by any word.
    """
    head = _head(clause, at) if at + 1 < clause.high and clause.units[at + 1].low not in _FRENCH else None
    if head is None or (head.capital and not clause.sentence.title_case):
        return False
    if any(unit.low in _READER for unit in clause.units[at + 1 : clause.high] if unit.start < head.start):
        return False  # `lets Gemini plan your wedding`
    verbs = [verb for _, verb in clause.units[at].verbs]
    if verbs and all(verb.weak for verb in verbs) and _WITH.match(text.folded, head.end):
        return False  # `takes on its rivals with a new model`
    near = [unit for unit in clause.units[at + 1 : clause.high] if unit.start <= head.start][-_LONGEST:]
    if not any(match.end() >= head.end for match in _named(reading, text, near)):
        return False
    if clause.units[at].verbs:
        return True
    between = takewhile(lambda unit: unit is not head, clause.units[at + 1 :])
    # `Google's new tool writes letters`
    return not any(unit.low.endswith("s") and len(unit.low) > 3 and not unit.party for unit in between)


_WITH = re.compile(r" (?:with|by) (?:an? |its |new |two |three |four )| avec ")
_FRENCH = frozenset({"le", "la", "l", "les", "un", "une", "des", "son", "sa", "ses", "leur", "leurs"})
"""The list is English: `ajoute le vote` is a feature."""
_LONGEST = 4
"""Units that what the list names has before its last one, and that one."""
_READER = frozenset({"your", "you"})
_IS = frozenset({"is", "are", "was", "were", "been", "being", "has", "have", "had", "will", "be", "now"})


def names_no_thing(reading: Reading, text: Text, before: Sequence[Unit]) -> bool:
    """`A petition has been launched`: the last word before a verb of launching names no product."""
    of = next((k for k, unit in enumerate(before) if k and unit.low == "of"), len(before))
    head = next((unit for unit in reversed(before[:of]) if unit.low not in _IS), None)
    if head is None:
        return False
    near = [unit for unit in before if unit.start <= head.start][-_LONGEST:]
    return any(match.end() == head.end for match in _named(reading, text, near))


def _named(reading: Reading, text: Text, near: Sequence[Unit]) -> Iterator[re.Match[str]]:
    """What the list says of these words, from each of them on, and from the last word of the last."""
    last = near[-1]
    starts = {unit.start for unit in near} | {last.end - len(last.low.split()[-1])}
    listed = reading.rules.listed["no-thing"]
    return (match for start in sorted(starts) if (match := listed.match(text.folded, start)) is not None)


def _head(clause: Clause, at: int) -> Unit | None:
    """The last word of the noun phrase behind `at`; of two objects, as of giving, that of what is given."""
    units, k = clause.units, at + 1
    while k < clause.high and not _stops(clause, k):
        k += 1
    while k > at + 1 and (units[k - 1].low in _TAIL or units[k - 1].sign):
        k -= 1
    return units[k - 1] if k > at + 1 else None


def _stops(clause: Clause, k: int) -> bool:
    unit = clause.units[k]
    if unit.low == "a":
        return clause.sentence.text[unit.start] in "àÀ"
    if unit.low.split()[0].endswith("ing") and k and is_product(clause.units[k - 1]):
        return True  # `launches GPT-9 beating its rivals`
    return unit.low in _STOPS or (unit.sign and unit.low not in _WITHIN)
