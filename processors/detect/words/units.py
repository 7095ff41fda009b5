"""A text as units: a name, a sum, a verb, a cue, a word or a sign. One automaton pass finds them all."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import partial

from newswatch.messages import TextField
from processors.detect.words.lexicon import Rules
from processors.detect.words.modelnames import extend_products
from processors.detect.words.propers import with_propers
from processors.detect.words.spans import spans
from processors.detect.words.text import fold, sentences, with_initials
from processors.detect.words.unit import Sentence, Text, Unit, VetoHit
from processors.detect.words.unverb import unparted, unverb
from processors.detect.words.vast import mark_vast

LIMIT = 20_000
"""Code points of a text that are read; the rest of a long page is comment, not news."""


def analyse(
    text: str,
    name: TextField,
    rules: Rules,
    limit: int = LIMIT,
    kept: Sequence[tuple[int, int]] | None = None,
    folded: str | None = None,
) -> Text:
    """Read a field: its units by sentence, its names and the vetoes' words. Linear in the text's length.

    `kept`: the sentences that are read, as offsets in order; by default all.
    """
    text = text[:limit]
    folded = fold(text) if folded is None else folded[:limit]
    found = Text(name, text, folded)
    parts = [(0, len(text))] if kept is None else _joined(kept)
    read = parts[-1][1] if parts else 0  # what is kept of a body stands early in it
    initials = with_initials(folded[:read])
    known = spans(text, folded, initials, rules, found, parts)
    starts = [unit.start for unit in known]
    body = name == "body"
    common = rules.common_forms
    parted = not rules.particles.keys().isdisjoint([unit.low for unit in known])
    for start, end in sentences(text, folded, limit) if kept is None else kept:
        inside = known[bisect_left(starts, start) : bisect_left(starts, end)]
        if body and not _says_something(inside):
            continue  # running text that names nobody and no sum says nothing here
        units, marked, capitals = _with_words(text, folded, start, end, inside, common)
        if not units:
            continue
        sentence = Sentence(start, end, text, units, marked)
        with_propers(text, sentence, capitals)
        if parted:
            unparted(sentence.units, rules.particles)
        unverb(sentence)
        found.sentences.append(sentence)
    mark_vast(found, parts)
    extend_products(found)
    found.heard = [hit for hit in found.heard if not _swallowed(hit.start, hit.end, known, starts)]
    found.means = partial(_means, rules, folded, _AROUND[name])
    return found


def _says_something(units: Iterable[Unit]) -> bool:
    """A name, a sum, a model's name, or that a sum is not disclosed. (A loop is faster here than a generator.)"""
    for unit in units:
        if unit.name is not None or unit.sum is not None or unit.model or "undisclosed" in unit.cues:
            return True
    return False


def _joined(kept: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sentences that follow each other, as one span."""
    parts: list[tuple[int, int]] = []
    for start, end in kept:
        if parts and parts[-1][1] == start:
            parts[-1] = (parts[-1][0], end)
        else:
            parts.append((start, end))
    return parts


def _swallowed(start: int, end: int, spans: list[Unit], starts: list[int]) -> bool:
    """`sources` in `open-sources`, `report` in a product's name: part of a longer verb or name."""
    at = bisect_left(starts, start + 1) - 1
    if at < 0:
        return False
    unit = spans[at]
    return end <= unit.end and unit.end - unit.start > end - start and bool(unit.verbs or unit.name)


_AROUND: dict[TextField, int] = {"headline": 120, "description": 18, "body": 18}
"""Code points beside a veto's words in which an expression with them is looked for: a headline is one telling."""


def _means(rules: Rules, folded: str, around: int, hit: VetoHit) -> bool:
    """Whether a veto's words stand in no expression that says something else: `turns notes into a podcast`."""
    expression = rules.unless[hit.veto.id].unless if hit.veto.unless else None
    if expression is None:
        return True
    length = len(folded)
    end = min(length, hit.end + around)
    found = expression.finditer(folded, max(0, hit.start - around), end)
    # (what ends where the looking ends is no end of the text)
    return not any(
        match.start() < hit.end and hit.start < match.end() and (match.end() < end or end == length)
        for match in found
    )


_WORDS = re.compile(r"(\s*)([^\W_]+|[^\w\s]|_|\Z)")
"""A word or one sign, with the space before it. The end counts as an empty word, or space before it would be tried from
each of its places."""


def _with_words(
    text: str, folded: str, start: int, end: int, known: Sequence[Unit], common: frozenset[str]
) -> tuple[list[Unit], list[int], list[int]]:
    """The known units of a sentence with the words and signs between them, and as indices those known and where names
    may begin that nobody knows: at a capital, before the dot of `name.ai`, behind what a firm is (`AI startup 9lives`).
    """
    units: list[Unit] = []
    marked: list[int] = []
    begins: list[int] = []
    to = start
    for unit in known:
        begin = unit.start
        if to < begin and (begin - to > 1 or folded[to] != " "):  # mostly a space stands between them
            _add_words(units, begins, text, folded, to, begin, common)
        at = len(units)
        marked.append(at)
        if unit.capital and unit.name is None:
            begins.append(at)
        if "descriptor" in unit.cues:
            begins.append(at + 1)
        units.append(unit)
        to = unit.end
        while to < end and folded[to].isalnum() and folded[to - 1].isalnum():
            to += 1  # a sum may end within a word (`$5x`)
    if to < end:
        _add_words(units, begins, text, folded, to, end, common)
    if begins and begins[-1] == len(units):
        begins.pop()
    return units, marked, begins


def _add_words(
    units: list[Unit],
    begins: list[int],
    text: str,
    folded: str,
    start: int,
    end: int,
    common: frozenset[str],
) -> None:
    """Add the words and signs between two offsets, of which nothing is known, and where names may begin among them."""
    between = folded[start:end]
    plain = text.startswith(between, start)  # mostly there is no capital among them
    bare = between.lstrip(" ")
    at = end - len(bare)
    for part in bare.rstrip(" ").split(" "):
        size = len(part)
        if part.isalnum():
            capital = not plain and _is_capital(text[at : at + size], part)
            if capital:
                begins.append(len(units))
            units.append(Unit(at, at + size, part, capital, size == 1 or part in common))
        elif size > 1 and part[:-1].isalnum() and not part[-1].isspace():  # mostly a stop ends it
            last = at + size - 1
            low, written = part[:-1], text[at:last]
            capital = not plain and _is_capital(written, low)
            if capital or part[-1] == ".":
                begins.append(len(units))
            units.append(Unit(at, last, low, capital, size == 2 or low in common))
            units.append(Unit(last, last + 1, part[-1], not plain and text[last] != part[-1], True))
        elif size:  # words with signs at them, which the pattern parts
            to = at
            for space, low in _WORDS.findall(part):
                first = to + len(space)
                to = first + len(low)
                if low:
                    capital = not plain and _is_capital(text[first:to], low)
                    if capital:
                        begins.append(len(units))
                    elif low == "." and units:
                        begins.append(len(units) - 1)
                    units.append(Unit(first, to, low, capital, to - first == 1 or low in common))
        at += size + 1


def _is_capital(written: str, low: str) -> bool:
    return written != low and not written.islower()
