"""The live stories, and what finds them. Only `apply` writes it.

It is nothing but the stories, so that it can be rebuilt from the topic `stories`, and its end is counted from
their own times: it holds nothing of older ones but the ids of REMEMBERED.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from itertools import islice

from newswatch.messages import Story
from processors.match import MAX_GAP, Vector, vector_of
from processors.outlets import Families

DAYS = timedelta(days=30)
"""A story that nothing was added to for so long leaves the window."""
LEAP = timedelta(days=90)
"""So much later than all before, a time may be that of a machine whose clock was wrong: it would empty the window."""
LEAPS = 50
"""Versions in a row after which a leap is believed: news did stop for so long."""
FIRST, LAST = 6, 4
"""Members of a story that are compared: the first ones told say what it is, the last ones how it goes on."""
REMEMBERED = timedelta(days=80)
"""How long an article counts as told, from its story's last change: less than the topic `stories` is kept."""


EPOCH = 4
"""Days of one part of the index: a look-up reads those that are near, not all that ever told of ChatGPT."""
UNDATED, COPIES = -1, -2
SIGHTS = 4
"""Hashes of a sketch that list a text: of two copies, most of the smallest are the same."""
BEGINNING = datetime.min.replace(tzinfo=UTC)


@dataclass
class Window:
    """The live stories, and what finds them."""

    families: Families = field(default_factory=dict)
    stories: dict[str, Story] = field(default_factory=dict)
    vectors: dict[str, list[Vector]] = field(default_factory=dict)
    compared: dict[str, list[Vector]] = field(default_factory=dict)
    """Those of a story's vectors that others are compared with."""
    where: dict[str, str] = field(default_factory=dict)
    """Article → its story."""
    bygone: dict[str, datetime] = field(default_factory=dict)
    """Article of a story that left the window, or story that went into another → its story's last change, in the
    order of leaving."""
    index: dict[int, dict[str, dict[str, int]]] = field(default_factory=dict)
    """Epoch → token → story → how many of its members of that time have it."""
    ages: list[tuple[datetime, str]] = field(default_factory=list)
    """A heap of (updated_at, story), with older versions' entries left in it."""
    days: timedelta = DAYS
    clock: datetime = BEGINNING
    """What the window's end is counted from: the latest `updated_at` of any story, as far as it is believed."""
    leaps: int = 0
    """Versions in a row that are LEAP later than the clock."""


def apply(window: Window, stories: Sequence[Story], ready: Mapping[int, Vector] | None = None) -> list[Story]:
    """Put new versions into the window and let bygone stories go; returns the stories.

    `ready`: vectors that are known already, by their member's identity.
    """
    known = {**(ready or {}), **_vectors_of(window, stories)}
    vectors = {s.id: [known.get(id(m)) or vector_of(m) for m in s.members] for s in stories}
    for story in stories:  # all leave before any comes: a vector may go from one story to another
        _unlist(window, story.id, vectors[story.id])
    for story in stories:
        tick(window, story.updated_at)
        if story.merged_into is None:
            put(window, story, vectors[story.id])
        else:
            leave(window, story)
            _drop(window, story.id)
    while window.ages and window.ages[0][0] < window.clock - window.days:
        updated_at, id_ = heappop(window.ages)
        if id_ in window.stories and window.stories[id_].updated_at == updated_at:
            leave(window, window.stories[id_])
            _drop(window, id_)
    return list(stories)


def _vectors_of(window: Window, stories: Iterable[Story]) -> dict[int, Vector]:
    """The vectors of these stories' members as they are in the window, by the member's identity."""
    before = (window.stories[s.id] for s in stories if s.id in window.stories)
    return {id(m): v for old in before for m, v in zip(old.members, window.vectors[old.id], strict=True)}


def epoch_of(vector: Vector) -> int:
    """The part of the index that lists the article: EPOCH days, or one for all without a date."""
    return vector.told.toordinal() // EPOCH if vector.dated else UNDATED


def copies_of(vector: Vector) -> list[str]:
    """What lists a text among all others, however old: its hash, and the first of its sketch's."""
    return [f"={one}" for one in (vector.text[0], *vector.text[1][:SIGHTS]) if one != ""]


def listed_under(vector: Vector) -> tuple[tuple[int, Iterable[str]], ...]:
    """The parts of the index that list the article, and the tokens that they list it by."""
    return ((epoch_of(vector), vector.own), (COPIES, copies_of(vector)))


def near(window: Window, vector: Vector) -> list[dict[str, dict[str, int]]]:
    """The parts of the index where articles near it in time and copies of it may be; all, for one without a date."""
    if not vector.dated:
        return list(window.index.values())
    epoch, reach = epoch_of(vector), -(-MAX_GAP.days // EPOCH)
    epochs = (COPIES, UNDATED, *range(epoch - reach, epoch + reach + 1))
    return [tokens for one in epochs if (tokens := window.index.get(one)) is not None]


def tick(window: Window, at: datetime) -> None:
    """Move the window's clock: on, but not by a single leap; and back at once, which only keeps stories longer."""
    leap = timedelta(0) if window.clock == BEGINNING else at - window.clock
    window.leaps = window.leaps + 1 if leap > LEAP else 0
    if window.clock == BEGINNING or timedelta(0) < leap <= LEAP or leap < -LEAP or window.leaps >= LEAPS:
        window.clock, window.leaps = at, 0


def leave(window: Window, story: Story) -> None:
    """Remember that the story and its articles were told, and forget those of long ago."""
    ids = {story.id: None} | {m.id: None for m in story.members}
    for id_ in ids:
        window.bygone.pop(id_, None)
        window.bygone[id_] = story.updated_at
    for id_, left in list(
        islice(window.bygone.items(), 2 * len(ids))
    ):  # two for one: it never grows for long
        if left < window.clock - REMEMBERED:
            del window.bygone[id_]


def remembered(window: Window, id_: str) -> bool:
    """Whether an article's story left the window within REMEMBERED."""
    left = window.bygone.get(id_)
    return left is not None and left >= window.clock - REMEMBERED


def compared(vectors: Sequence[Vector]) -> list[Vector]:
    """Of the members with match keys, in order of time: the first and the last ones."""
    keyed = [vector for vector in vectors if vector.own]
    return keyed if len(keyed) <= FIRST + LAST else [*keyed[:FIRST], *keyed[-LAST:]]


def put(window: Window, story: Story, vectors: list[Vector]) -> None:
    """Write a version, and list those of its vectors that are not listed yet."""
    listed = {id(v) for v in window.vectors.get(story.id, ())}
    window.stories[story.id] = story
    heappush(window.ages, (story.updated_at, story.id))
    window.vectors[story.id] = vectors
    window.compared[story.id] = compared(vectors)
    for vector in vectors:
        if id(vector) in listed:
            continue
        window.where[vector.id] = story.id
        for epoch, tokens in listed_under(vector):
            part = window.index.setdefault(epoch, {})
            for token in tokens:
                entry = part.setdefault(token, {})
                entry[story.id] = entry.get(story.id, 0) + 1


def _unlist(window: Window, id_: str, staying: Sequence[Vector] = ()) -> None:
    """Take a story's vectors out of what finds them, but for those that stay."""
    stay = {id(v) for v in staying}
    there = window.vectors.get(id_, [])
    window.vectors[id_] = [v for v in there if id(v) in stay]
    for vector in there:
        if id(vector) in stay:
            continue
        if window.where.get(vector.id) == id_:
            del window.where[vector.id]
        for epoch, tokens in listed_under(vector):
            part = window.index[epoch]
            for token in tokens:
                entry = part[token]
                entry[id_] -= 1
                if not entry[id_]:
                    del entry[id_]
                if not entry:
                    del part[token]
            if not part:
                del window.index[epoch]


def _drop(window: Window, id_: str) -> None:
    """Forget a story that left."""
    _unlist(window, id_)
    del window.vectors[id_]
    window.stories.pop(id_, None)
    window.compared.pop(id_, None)
