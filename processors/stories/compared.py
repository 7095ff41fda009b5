"""Which of a story's members an article is compared with: the first and the last ones, by the parts that it has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice, takewhile

from newswatch.messages import Member
from processors.matching.match import Vector
from processors.stories.packed import Live, Vectors

FIRST, LAST = 6, 4
"""Members of a story that are compared: the first ones told say what it is, the last ones how it goes on."""


def vectors_of(live: Live) -> Vectors:
    """A live story's vectors that others are compared with."""
    return Vectors(tuple(live.compared.values()))


def parts_of(live: Live) -> dict[str | None, Vectors]:
    """The same by the parts that a person joined: of any other story, one without a name."""
    if not live.parts:
        return {None: vectors_of(live)}
    rows: dict[str | None, list[bytes]] = {}
    for id_, row in live.compared.items():
        rows.setdefault(live.parts[id_], []).append(row)
    return {part: Vectors(tuple(there)) for part, there in rows.items()}


def compared(vectors: Sequence[Vector]) -> list[Vector]:
    """Of the members with match keys, in order of time: the first and the last ones."""
    keyed = [vector for vector in vectors if vector.own]
    return keyed if len(keyed) <= FIRST + LAST else [*keyed[:FIRST], *keyed[-LAST:]]


def compared_members(members: Sequence[Member], is_keyed: Callable[[Member], bool]) -> list[Member]:
    """The members whose vectors `compared` gives, without those of the ones that are between."""
    first = list(islice(filter(is_keyed, members), FIRST))
    taken = {id(m) for m in first}
    rest = takewhile(lambda m: id(m) not in taken, reversed(members))
    return first + list(islice(filter(is_keyed, rest), LAST))[::-1]
