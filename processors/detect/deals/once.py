"""Each investor once: told by an abbreviation and in full, by its first word and by all, in brackets behind itself."""

from __future__ import annotations

import re

from newswatch.messages import Fact
from processors.detect.grammar.reading import Reading
from processors.detect.words.text import fold

_LEFT_OUT = frozenset({"and", "of", "the", "de", "du", "et", "&", "for"})
_KIND = frozenset(
    {
        "ventures", "venture", "capital", "partners", "partner", "fund", "funds", "group", "groupe", "holdings",
        "holding", "management", "equity", "growth", "industries", "networks", "investments", "invest", "advisors",
        "technologies", "corporation", "corp", "inc", "fonds", "gestion", "bank", "securities", "digital",
    }
)  # fmt: skip
"""What kind of firm a name says it is: alone it names nobody."""


def each_once(investors: tuple[Fact, ...], reading: Reading) -> tuple[Fact, ...]:
    """The investors without those that are another's name told again."""
    if len(investors) < 2:
        return investors
    names = [_words(one.value) for one in investors]
    texts = [text.text for text in reading.texts[:2] if text.field != "body"]
    kept = [
        one
        for k, one in enumerate(investors)
        if not (
            set(names[k]) <= _KIND
            or any(j != k and _again(names[k], other) for j, other in enumerate(names))
            or any(j != k and _in_brackets(one, other, texts) for j, other in enumerate(investors))
        )
    ]
    return tuple(kept) if kept else investors


def _words(name: str) -> list[str]:
    return fold(name).replace("’", "'").split()


def _again(name: list[str], other: list[str]) -> bool:
    """`GC` of General Catalyst, `Menlo` of Menlo Ventures: the longer one stays."""
    if len(name) < len(other):
        if other[: len(name)] == name:
            return True
        letters = "".join(word[0] for word in other if word not in _LEFT_OUT)
        return len(name) == 1 and len(letters) > 1 and name[0] == letters
    return False


def _in_brackets(one: Fact, other: Fact, texts: list[str]) -> bool:
    """`BlackRock (GIP)`: another name, a unit or a share's code of the one before."""
    said = [fact.evidence.quote if fact.evidence else fact.value for fact in (other, one)]
    behind = re.compile(rf"{re.escape(said[0])} \({re.escape(said[1])}\)")
    return any(behind.search(text) for text in texts)
