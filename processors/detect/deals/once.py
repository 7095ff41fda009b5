"""Each investor once: told by an abbreviation and in full, by its first word and by all, in brackets behind itself."""

from __future__ import annotations

from newswatch.messages import Evidence, Fact
from processors.detect.grammar.quoting import as_written, within
from processors.detect.grammar.reading import Reading
from processors.detect.words.text import fold
from processors.detect.words.unit import Text

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
    investors = _joined(investors, reading)
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


def _joined(investors: tuple[Fact, ...], reading: Reading) -> tuple[Fact, ...]:
    """`Prosus` and `Ventures` side by side are one name, and so are `Alpha` and `Wave`."""
    kept: list[Fact] = []
    for one in investors:
        proof = one.evidence
        text = next((t for t in reading.texts[:2] if proof is not None and t.field == proof.field), None)
        near = None if text is None else next((k for k, o in enumerate(kept) if _beside(o, one, text)), None)
        if text is None or near is None or proof is None:
            kept.append(one)
            continue
        other = kept[near].evidence
        assert other is not None
        if _known(other, text) or _known(proof, text):
            kept[near] = kept[near] if _known(other, text) else one  # the rules' name of it
            continue
        (a, b), (c, d) = within(text, other), within(text, proof)
        start, end = min(a, c), max(b, d)
        kept[near] = as_written(text, start, end)
    return tuple(kept)


def _known(proof: Evidence, text: Text) -> bool:
    return any(unit.start == within(text, proof)[0] for unit in text.names)


def _beside(one: Fact, other: Fact, text: Text) -> bool:
    """A space alone between them, and not both known: `Nvidia/Microsoft` are two."""
    a, b = one.evidence, other.evidence
    if (
        a is None
        or b is None
        or not a.field == b.field == text.field
        or (_known(a, text) and _known(b, text))
    ):
        return False
    first, second = (a, b) if a.end <= b.start else (b, a)
    return first.end + 1 == second.start and text.text[within(text, first)[1]] == " "


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
    return any(f"{said[0]} ({said[1]})" in text for text in texts)
