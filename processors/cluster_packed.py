"""A live story as small as it can be kept: bytes, read again when an article comes that needs them.

As objects a story took 50 KiB, most of it tables of sets and dictionaries that hold two or three words. Nearly all
stories of a window wait for an article that never comes.
"""

from __future__ import annotations

import marshal
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from functools import lru_cache
from operator import attrgetter
from typing import overload

from newswatch.messages import Story
from processors.match import Vector

_NAMES = tuple(field.name for field in fields(Vector))
_TOLD = _NAMES.index("told")
_values = attrgetter(*_NAMES)
_LEVEL = 1
"""Of the compression: higher ones save a twentieth for half as much time again."""


_READ_AGAIN = 1024
"""Vectors that are kept as they were unpacked: the next article is mostly of the same company."""


@dataclass(slots=True, eq=False)
class Live:
    """A story in the window."""

    id: str
    only: tuple[int]
    """The number that the index calls it by: counted up, so that a list of them is sorted as it grows."""
    updated_at: datetime
    apart: tuple[str, ...]
    members: tuple[str, ...]
    """The ids of its articles."""
    compared: dict[str, bytes]
    """The vectors of those that others are compared with, by their ids."""
    whole: Story | bytes
    """Its last version: as it is while it is in use, else packed."""


def packed(story: Story) -> bytes:
    """A version in a third of its bytes."""
    return zlib.compress(story.encode(), _LEVEL)


def unpacked(whole: Story | bytes) -> Story:
    """The version, equal to the one that was packed."""
    return whole if isinstance(whole, Story) else Story.decode(zlib.decompress(whole))


def packed_vector(vector: Vector) -> bytes:
    """A vector as bytes that are read in a hundredth of a millisecond. They never leave this process."""
    values = _values(vector)
    row = marshal.dumps((*values[:_TOLD], vector.told.isoformat(), *values[_TOLD + 1 :]))
    return zlib.compress(row, _LEVEL)


class Vectors(Sequence[Vector]):
    """Packed vectors, each unpacked when it is first asked for: most stories are told apart by their first one."""

    __slots__ = ("_made", "_rows")

    def __init__(self, rows: Sequence[bytes]) -> None:
        self._rows = rows
        self._made: list[Vector] = []

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Vector]:
        for place, row in enumerate(self._rows):
            if place == len(self._made):
                self._made.append(unpacked_vector(row))
            yield self._made[place]

    @overload
    def __getitem__(self, place: int) -> Vector: ...
    @overload
    def __getitem__(self, place: slice) -> list[Vector]: ...
    def __getitem__(self, place: int | slice) -> Vector | list[Vector]:
        return list(self)[place]


@lru_cache(maxsize=_READ_AGAIN)
def unpacked_vector(row: bytes) -> Vector:
    """The vector, equal to the one that was packed, its words in the same order."""
    values = list(marshal.loads(zlib.decompress(row)))  # noqa: S302 - written by this process, in its own memory
    values[_TOLD] = datetime.fromisoformat(values[_TOLD])
    return Vector(*values)
