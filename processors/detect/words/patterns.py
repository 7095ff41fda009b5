"""Vetoes by pattern: headlines that hold the words of a deal or a launch and tell of something else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import ahocorasick

from processors.detect.words.amiss import Amiss, did_you_mean
from processors.detect.words.expressions import check_pattern, expanded
from processors.detect.words.model import Veto, Words
from processors.detect.words.text import fold, says_any


@dataclass(frozen=True)
class PatternVeto:
    """A veto's patterns, for folded text. Compiled when first asked for: most texts hold no word of most vetoes."""

    veto: Veto
    words: tuple[str, ...]
    """One of them must be there at all: found out first, since patterns are slow."""
    lists: Mapping[str, str]
    """What the lists that patterns name are written out as."""

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """None for a veto of words alone, of which only `unless` is a pattern."""
        return _together(self.veto.patterns, self.lists)

    @cached_property
    def unless(self) -> re.Pattern[str] | None:
        """What takes it back, if anything does."""
        return _together(self.veto.unless, self.lists)

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
    "goes-about-it",
    "makes-no-ai",
    "new-thought",
    "no-thing",
    "no-thing-french",
    "other-trades",
    "public-body",
    "security",
    "work-of-ai",
)
"""The lists that code asks for by their ids."""


def lists_of(lists: Iterable[Words]) -> dict[str, re.Pattern[str]]:
    """Each list that code asks for as a pattern for folded text, by its id: any of its words, as a whole."""
    return {one.id: re.compile(rf"\b{_any(one.words)}(?!\w)") for one in lists if one.id in ASKED}


def pattern_vetoes(vetoes: Iterable[Veto], lists: Iterable[Words]) -> tuple[PatternVeto, ...]:
    """The vetoes that have patterns."""
    known = {one.id: _any(one.words) for one in lists}
    return tuple(
        PatternVeto(veto, tuple(fold(word) for word in veto.words), known)
        for veto in vetoes
        if veto.patterns or veto.unless
    )


def wrong_patterns(vetoes: Sequence[Veto], lists: Sequence[Words]) -> Iterator[Amiss]:
    """What is no pattern, names an unknown list or may take hours, a list that is found everywhere, and which of those
    that code asks for is not there."""
    found_everywhere = False
    for one in lists:
        for at, word in enumerate(one.words):
            if re.fullmatch(_word(word.strip()), ""):
                yield Amiss("lists", one.id, ("words", at), f"{word!r} is found in every text")
                found_everywhere = True
    known = {one.id: _any(one.words) for one in lists}
    for id_ in ASKED:
        if id_ not in known:
            said = "it can't be disabled, for code asks for it: give it `words` of your own"
            yield Amiss("lists", id_, ("disable",), said)
    if found_everywhere:
        return  # the patterns that name it are, too
    for veto in vetoes:
        for key, patterns in (("patterns", veto.patterns), ("unless", veto.unless)):
            for at, pattern in enumerate(patterns):
                try:
                    check_pattern(pattern, known)
                except KeyError as missing:
                    near = did_you_mean(str(missing.args[0]), known)
                    said = f"no list has the id {missing}, which a pattern names{near}"
                    yield Amiss("vetoes", veto.id, (key, at), said)
                except ValueError as error:
                    yield Amiss("vetoes", veto.id, (key, at), str(error))


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(_word(word) for word in sorted(words, key=len, reverse=True)) + ")"


def _word(word: str) -> str:
    parts = (_SIGNS.get(part) or re.escape(part) for part in re.split(r"([*()|])", fold(word)))
    return "".join(parts)


_SIGNS = {"*": r"\w*", "(": "(?:", ")": ")", "|": "|"}


def _together(patterns: Iterable[str], known: Mapping[str, str]) -> re.Pattern[str] | None:
    written = [f"(?:{expanded(pattern, known)})" for pattern in patterns]
    return re.compile("|".join(written)) if written else None
