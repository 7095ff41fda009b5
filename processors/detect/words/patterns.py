"""Vetoes by pattern: headlines that hold the words of a deal or a launch and tell of something else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import ahocorasick

from processors.detect.words.expressions import compiled_of
from processors.detect.words.model import Veto, Words
from processors.detect.words.text import fold, says_any


@dataclass(frozen=True, slots=True)
class PatternVeto:
    """A veto's patterns, ready for folded text."""

    veto: Veto
    words: tuple[str, ...]
    """One of them must be there at all: found out first, since patterns are slow."""
    pattern: re.Pattern[str] | None
    """None for a veto of words alone, of which only `unless` is a pattern."""
    unless: re.Pattern[str] | None

    def found(self, folded: str) -> tuple[int, int] | None:
        """Where the headline says it, if it does."""
        return self.looked_for(folded) if says_any(folded, self.words) else None

    def looked_for(self, folded: str) -> tuple[int, int] | None:
        """The same in a headline that is known to hold one of the words."""
        match = None if self.pattern is None else self.pattern.search(folded)
        if match is None or (self.unless is not None and self.unless.search(folded)):
            return None
        return match.span()


@dataclass(frozen=True, slots=True)
class PatternVetoes:
    """Vetoes by pattern that are asked of a text together: few hold a word of it, and one pass tells which."""

    vetoes: tuple[PatternVeto, ...]
    words: Any
    """pyahocorasick's automaton over their words; each has a bit for every veto that it is a word of, the first's
    the lowest."""

    def found(self, folded: str) -> Iterator[tuple[Veto, tuple[int, int]]]:
        """Each veto that the text says and where, in their order."""
        said = 0
        for _, bits in self.words.iter(folded) if self.vetoes else ():  # (one without a word can't be asked)
            said |= bits
        while said:
            one = self.vetoes[(said & -said).bit_length() - 1]
            said &= said - 1
            span = one.looked_for(folded)
            if span is not None:
                yield one.veto, span


def together(vetoes: Iterable[PatternVeto]) -> PatternVetoes:
    """These vetoes, to be asked together."""
    asked = tuple(vetoes)
    bits: dict[str, int] = {}
    for at, one in enumerate(asked):
        for word in one.words:
            bits[word] = bits.get(word, 0) | 1 << at
    automaton = ahocorasick.Automaton()
    for word, of in bits.items():
        automaton.add_word(word, of)
    automaton.make_automaton()
    return PatternVetoes(asked, automaton)


ASKED = (
    "asks",
    "everyday-names",
    "makes-no-ai",
    "new-thought",
    "other-trades",
    "public-body",
    "security",
    "work-of-ai",
)
"""The lists that code asks for by their ids."""


def lists_of(lists: Iterable[Words]) -> dict[str, re.Pattern[str]]:
    """Each list as a pattern for folded text, by its id: any of its words, as a whole.

    Raises ValueError for one that is found everywhere, or where one that code asks for is not there.
    """
    made = {one.id: re.compile(rf"\b{_any(one.words)}(?!\w)") for one in lists}
    for one in lists:
        for word in one.words:
            if re.fullmatch(_word(word.strip()), ""):
                raise ValueError(f"lists {one.id}: {word!r} is found in every text")
    for id_ in ASKED:
        if id_ not in made:
            raise ValueError(
                f"lists {id_}: it can't be disabled, for code asks for it: give it `words` of your own"
            )
    return made


def compiled(vetoes: Iterable[Veto], lists: Iterable[Words]) -> tuple[PatternVeto, ...]:
    """The vetoes that have patterns. Raises ValueError for one that is no pattern or names an unknown list."""
    known = {one.id: _any(one.words) for one in lists}
    return tuple(
        PatternVeto(
            veto,
            tuple(fold(word) for word in veto.words),
            _compile(veto.id, veto.patterns, known),
            _compile(veto.id, veto.unless, known),
        )
        for veto in vetoes
        if veto.patterns or veto.unless
    )


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(_word(word) for word in sorted(words, key=len, reverse=True)) + ")"


def _word(word: str) -> str:
    parts = (_SIGNS.get(part) or re.escape(part) for part in re.split(r"([*()|])", fold(word)))
    return "".join(parts)


_SIGNS = {"*": r"\w*", "(": "(?:", ")": ")", "|": "|"}


def _compile(veto: str, patterns: tuple[str, ...], known: Mapping[str, str]) -> re.Pattern[str] | None:
    if not patterns:
        return None
    try:
        made = [compiled_of(pattern, known) for pattern in patterns]
        return made[0] if len(made) == 1 else re.compile("|".join(one.pattern for one in made))
    except KeyError as missing:
        raise ValueError(f"vetoes {veto}: no list has the id {missing}, which a pattern names") from missing
    except ValueError as error:
        raise ValueError(f"vetoes {veto}: {error}") from error
