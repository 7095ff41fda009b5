"""A live story as small as it can be kept: bytes, read again when an article comes that needs them.

As objects a story took 50 KiB, most of it tables of sets and dictionaries that hold two or three words. Nearly all
stories of a window wait for an article that never comes.
"""

from __future__ import annotations

import marshal
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from operator import attrgetter
from typing import overload

from newswatch.messages import Instant, Model, Story
from processors.canary import HOST, is_canary
from processors.matching.copies import one_text
from processors.matching.match import MAX_GAP, Vector
from processors.stories.index import Posting

_NAMES = tuple(field.name for field in fields(Vector))
_TOLD = _NAMES.index("told")
_values = attrgetter(*(name for name in _NAMES if name not in ("told", "dated", "text")))
_HEAD = struct.Struct("<q?BH")
"""What is in front of a vector's other values: when it was told, whether that is its date, how many hashes its sketch
has, and how many bytes its content's hash. Sketch and hash follow, to be seen without reading the rest."""
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)
_GAP = MAX_GAP // _TICK
_LEVEL = 1
"""Of the compression: higher ones save a twentieth for half as much time again."""
_PACKED = zlib.compress(b"")[:1]
"""What all that is packed begins with, and no record's JSON does."""
_CANARY = HOST.encode()
_READ_AGAIN = 1024
"""Vectors that are kept as they were unpacked: the next article is mostly of the same company."""


@dataclass(slots=True, eq=False)
class Live:
    """A story in the window."""

    id: str
    only: Posting
    """It alone as the index lists it, by a number: counted up, so that stories of one time are near each other."""
    updated_at: datetime
    apart: tuple[str, ...]
    members: tuple[str, ...]
    """The ids of its articles."""
    compared: dict[str, bytes]
    """The vectors of those that others are compared with, by their ids."""
    parts: Mapping[str, str | None]
    """Of a story that a person joined: which part these tell, by their ids; empty for any other."""
    whole: Story | bytes
    """Its last version: as it is while it is in use, else packed."""


class Heading(Model):
    """What a record says of which story it is of."""

    id: str
    version: int
    updated_at: Instant
    merged_into: str | None = None


def heading_of(story: Story | bytes) -> Heading | None:
    """Which version a record, or a story, is; None for a canary's, and for what is no story (a mark of a deletion)."""
    if isinstance(story, Story):
        return None if is_canary(story) else Heading.model_validate(story, from_attributes=True)
    try:
        if _CANARY in story and is_canary(Story.decode(story)):
            return None
        return Heading.model_validate_json(story)
    except ValueError:  # pydantic's are ValueErrors
        return None


def packed(story: Story | bytes) -> bytes:
    """A version, or its record, in a third of its bytes; what is packed stays so."""
    if isinstance(story, Story):
        return zlib.compress(story.encode(), _LEVEL)
    return story if story[:1] == _PACKED else zlib.compress(story, _LEVEL)


def unpacked(whole: Story | bytes) -> Story:
    """The version, equal to the one that was packed or is in the record."""
    if isinstance(whole, Story):
        return whole
    return Story.decode(zlib.decompress(whole) if whole[:1] == _PACKED else whole)


def packed_vector(vector: Vector) -> bytes:
    """A vector as bytes that are read in a hundredth of a millisecond. They never leave this process.

    Not compressed: that would save an eighth of the window's memory, for a tenth of each article's time.
    """
    hash_, sketch = vector.text[0].encode(), vector.text[1]
    head = _HEAD.pack((vector.told - _BEGINNING) // _TICK, vector.dated, len(sketch), len(hash_))
    values = marshal.dumps(_values(vector))
    return b"".join((head, struct.pack(f"<{len(sketch)}I", *sketch), hash_, values))


def is_near(vector: Vector, rows: Iterable[bytes]) -> bool:
    """Whether a vector is not too far in time from any of these, or a copy of one: seen without unpacking them."""
    if not vector.dated:
        return True
    told = (vector.told - _BEGINNING) // _TICK
    far = []
    for row in rows:
        at, dated, hashes, size = _HEAD.unpack_from(row)
        if not dated or abs(at - told) <= _GAP:
            return True
        far.append((row, hashes, size))
    return any(one_text(vector.text, _text(row, hashes, size)) for row, hashes, size in far)


def _text(row: bytes, hashes: int, size: int) -> tuple[str, tuple[int, ...]]:
    at = _HEAD.size + 4 * hashes
    return row[at : at + size].decode(), struct.unpack_from(f"<{hashes}I", row, _HEAD.size)


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
    at, dated, hashes, size = _HEAD.unpack_from(row)
    values = list(marshal.loads(memoryview(row)[_HEAD.size + 4 * hashes + size :]))  # noqa: S302 - written by this process, in its own memory
    values[_TOLD:_TOLD] = (_BEGINNING + at * _TICK, dated)
    values.append(_text(row, hashes, size))
    return Vector(*values)
