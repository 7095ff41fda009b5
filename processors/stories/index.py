"""Which stories have a token, by parts: one story's number, or where several have it a sorted list of numbers.

Most tokens of most parts are of one story: a name, a sum, the hash of a text. Such ones share the story's own tuple.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

Only = tuple[int]
Posting = Only | list[int]
Index = dict[int, dict[str, Posting]]
"""Part → token → the stories that are listed there."""


def list_under(index: Index, part: int, tokens: Iterable[str], only: Only) -> None:
    """List a story under tokens; it may be listed under some already."""
    there = index.setdefault(part, {})
    number = only[0]
    for token in tokens:
        posting = there.get(token)
        if posting is None:
            there[token] = only
        elif isinstance(posting, tuple):
            if posting[0] != number:
                there[token] = sorted((posting[0], number))
        elif number > posting[-1]:
            posting.append(number)
        elif posting[at := bisect_left(posting, number)] != number:
            posting.insert(at, number)


def unlist_from(index: Index, part: int, tokens: Iterable[str], only: Only) -> None:
    """Take a story out from under tokens that it is listed under, each given once."""
    there = index.get(part, {})
    number = only[0]
    for token in tokens:
        posting = there[token]
        if isinstance(posting, tuple):
            del there[token]
        else:
            del posting[bisect_left(posting, number)]
            if not posting:
                del there[token]
    if not there:
        index.pop(part, None)
