"""Where the index lists an article, and where those near it in time are listed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from processors.matching.match import MAX_GAP, Vector
from processors.stories.index import Index, Posting

EPOCH = 4
"""Days of one part of the index: a look-up reads those that are near, not all that ever told of ChatGPT."""
UNDATED, COPIES = -1, -2
SIGHTS = 4
"""Hashes of a sketch that list a text: of two copies, most of the smallest are the same."""


def _epoch_of(vector: Vector) -> int:
    """The part of the index that lists the article: EPOCH days, or one for all without a date."""
    return vector.told.toordinal() // EPOCH if vector.dated else UNDATED


def copies_of(vector: Vector) -> list[str]:
    """What lists a text among all others, however old: its hash, and the first of its sketch's."""
    return [f"={one}" for one in (vector.text[0], *vector.text[1][:SIGHTS]) if one != ""]


def listed_under(vector: Vector) -> tuple[tuple[int, Iterable[str]], ...]:
    """The parts of the index that list the article, and the tokens that they list it by."""
    return ((_epoch_of(vector), vector.own), (COPIES, copies_of(vector)))


def entries_of(vector: Vector) -> Iterator[tuple[int, str]]:
    """The same one by one."""
    return ((part, token) for part, tokens in listed_under(vector) for token in tokens)


def near(index: Index, vector: Vector) -> list[dict[str, Posting]]:
    """The parts of the index where articles near it in time may be; all, for one without a date."""
    if not vector.dated:
        return [tokens for part, tokens in index.items() if part != COPIES]
    epoch, reach = _epoch_of(vector), -(-MAX_GAP.days // EPOCH)
    epochs = (UNDATED, *range(epoch - reach, epoch + reach + 1))
    return [tokens for one in epochs if (tokens := index.get(one)) is not None]
