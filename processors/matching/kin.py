"""Sisters: what a headline calls by one family name and another word, as `Orbi Pad` beside `Orbi Band`.

A maker shows several things of one family in an hour, and most of what is told of them is told of all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from processors.matching.words import FAINT, STEM, STOP, WATCHED, fold_word, is_common, is_plain, weigh

_WORD = re.compile(r"[^\W_]+(?:\.\d+)?")
_TITLED = 0.7
"""Share of a headline's longer words that are capital where all are, so that a capital says nothing."""
_FOR = "go edu education enterprise entreprise entreprises business team teams kids students gov"
_EDITIONS = frozenset(_FOR.split())
"""For whom something is: words of each day, and the part of a name that tells it from its sisters."""
Kin = Mapping[str, frozenset[str]]
"""Family name → what follows it."""


def kin_of(headline: str) -> Iterator[str]:
    """`orbi:band` of each family name in the headline, with the word or number that follows it."""
    words = [(found.group(), found.start(), found.end()) for found in _WORD.finditer(headline)]
    pairs = [
        (one, other)
        for (one, _, end), (other, start, _) in pairwise(words)
        if headline[end:start] in (" ", "\u00a0", "-") and (other[0].isupper() or other[0].isdigit())
    ]
    if not pairs:
        return
    long = [word for word, _, _ in words[1:] if len(word) > 3 and word[0].isalpha()]
    titled = sum(word[0].isupper() for word in long) > _TITLED * len(long)
    for one, other in pairs:
        if len(one) > 2 and not one.islower() and _is_family(fold_word(one)) and _tells(other, titled):
            follower = fold_word(other)
            yield f"{fold_word(one)}:{follower if follower[0].isdigit() else weigh(follower)[0]}"


def _is_family(word: str) -> bool:
    return word not in STOP and (word in WATCHED or not is_common(word))


def _tells(word: str, titled: bool) -> bool:
    """Whether it can be a part of a name: no year, and no word that is capital because all are."""
    if word[0].isdigit():
        return len(word) < 4 or "." in word
    folded = fold_word(word)
    if folded in _EDITIONS:
        return True
    if len(word) < 3 or folded in STOP or folded in FAINT:
        return False
    return not titled or not (is_plain(folded) or is_common(folded))


def are_sisters(a: Kin, b: Kin, a_words: Mapping[str, float], b_words: Mapping[str, float]) -> bool:
    """Whether each headline has another word behind one family name, which the other text does not have at all."""
    apart = False
    for family in sorted(a.keys() & b.keys()):
        if a[family] & b[family]:
            return False
        apart = apart or not (_any_in(b_words, a[family]) or _any_in(a_words, b[family]))
    return apart


def _any_in(words: Mapping[str, float], followers: frozenset[str]) -> bool:
    """Whether one of them is a word, or the number of a version: `Orbi 3 Lux` is `Orbi Lux 3`."""
    numbers = tuple(f" {follower}" for follower in followers if follower[0].isdigit())
    return not followers.isdisjoint(words) or (
        bool(numbers) and any(word.endswith(numbers) for word in words)
    )


def are_two_systems(
    a: Mapping[str, frozenset[str]],
    b: Mapping[str, frozenset[str]],
    a_words: Mapping[str, float],
    b_words: Mapping[str, float],
) -> bool:
    """Whether each has a version (`a`, `b`: of which family) of something that the other text does not name."""
    if not a.keys().isdisjoint(b):
        return False
    return not any(_has(b_words, family) for family in a) and not any(_has(a_words, family) for family in b)


def _has(words: Mapping[str, float], family: str) -> bool:
    return family in words or family[:STEM] in words
