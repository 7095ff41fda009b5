"""Which stories have a token, by parts: a set of stories' numbers, as bits from the lowest one on.

Most tokens of most parts are of one story: a name, a sum, the hash of a text. Such ones share the story's own set.
Bits take less memory than lists, and what stories share is counted for all of them at once (tally.py).
"""

from __future__ import annotations

from collections.abc import Iterable

Posting = tuple[int, int, int]
"""The lowest number; a bit for each, the last one for the lowest, the one before for the next; how many they are."""
Index = dict[int, dict[str, Posting]]
"""Part → token → the stories that are listed there."""


def list_under(index: Index, part: int, tokens: Iterable[str], only: Posting) -> None:
    """List a story under tokens; it may be listed under some already. `only`: the set of this story."""
    there = index.setdefault(part, {})
    number = only[0]
    for token in tokens:
        posting = there.get(token)
        if posting is None:
            there[token] = only
            continue
        lowest, bits, size = posting
        if number < lowest:
            there[token] = number, bits << lowest - number | 1, size + 1
        elif not bits >> number - lowest & 1:
            there[token] = lowest, bits | 1 << number - lowest, size + 1


def unlist_from(index: Index, part: int, tokens: Iterable[str], only: Posting) -> None:
    """Take a story out from under tokens that it is listed under, each given once."""
    there = index.get(part, {})
    number = only[0]
    for token in tokens:
        lowest, bits, size = there[token]
        bits ^= 1 << number - lowest
        if bits:
            empty = (bits & -bits).bit_length() - 1
            there[token] = lowest + empty, bits >> empty, size - 1
        else:
            del there[token]
    if not there:
        index.pop(part, None)
