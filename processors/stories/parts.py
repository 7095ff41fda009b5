"""A story that a person joined is told by any of its parts: what tells one of them tells the whole.

Judged as a whole nothing more would join it: what kept the two apart keeps every further telling of either out.
"""

from __future__ import annotations

from operator import itemgetter

from newswatch.messages import Story
from processors.matching.match import Vector, story_likeness
from processors.stories.compared import parts_of, vectors_of
from processors.stories.packed import Live


def likest_part(vector: Vector, live: Live) -> tuple[float, str | None]:
    """How like an article is to the part of a story that it is likest to, and which that is."""
    if not live.parts:
        return story_likeness(vector, vectors_of(live)), None
    scored = ((story_likeness(vector, members), part) for part, members in parts_of(live).items())
    return max(scored, key=itemgetter(0))


def in_parts(story: Story) -> Story:
    """The story as a part of one that a person joins: its articles say so, but for those of parts that it has."""
    return _renamed(story, None, story.id)


def as_one_part(a: Story, part: str | None, b: Story, other: str | None) -> tuple[Story, Story]:
    """Two stories of which these parts prove to be one: they have one name from now on."""
    name = part or other
    return (a, b) if name is None else (_renamed(a, part, name), _renamed(b, other, name))


def _renamed(story: Story, part: str | None, name: str) -> Story:
    if all(m.part != part for m in story.members) or part == name:
        return story
    members = tuple(m.model_copy(update={"part": name}) if m.part == part else m for m in story.members)
    return story.model_copy(update={"members": members})
