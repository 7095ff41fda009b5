"""What an article's place in time makes of it, in whatever order articles come.

Stories grow: the first telling of an event is compared with one article, the tenth with nine, of which each tells
something else. A vague one that comes first finds its story; the same one, come late, found it no more. So it is
asked where a person has spoken of one of the stories; elsewhere all are judged as a whole (again.py), by the same bars.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from processors.matching.match import Vector, in_time, likeness, story_likeness

THRESHOLD = 0.24
"""Likeness to a story from which an article is told by it."""
BORDER = 0.1
"""Likeness from which it is asked whether an article that comes late would have been told by it in its time."""
MERGE, FOE = 0.15, -0.5
"""Mean likeness of two stories' articles from which they are one, and the lowest of a pair."""
TWINS = 5
"""Of the stories that an article is like, the next ones after its own that may prove to be the same."""


def _are_one(left: Sequence[Vector], right: Sequence[Vector]) -> bool:
    """Whether two stories of these articles are one."""
    total, pairs = 0.0, 0
    for one in right:
        for other in left:
            if not in_time(one, other):
                continue
            score = likeness(one, other)
            if score <= FOE:
                return False
            total, pairs = total + score, pairs + 1
    return pairs > 0 and total / pairs >= MERGE


def _is_late(vector: Vector, members: Sequence[Vector]) -> bool:
    """Whether an article was told before one of a story's that came before it."""
    return any(place(vector) < place(other) for other in members)


def _would_have_joined(vector: Vector, members: Sequence[Vector]) -> bool:
    """Whether an article and a story's, taken in the order in which they were told, make one story."""
    stories: list[list[Vector]] = []
    for one in sorted((*members, vector), key=place):
        likest = sorted(((-story_likeness(one, story), at) for at, story in enumerate(stories)))
        if not likest or -likest[0][0] < THRESHOLD:
            stories.append([one])
            continue
        story = stories[likest[0][1]]
        story.append(one)
        twin = next((at for _, at in likest[1:] if _are_one(story, stories[at])), None)
        if twin is not None:
            story += stories.pop(twin)
    return len(stories) == 1


def proves_one(mine: Sequence[Vector], theirs: Sequence[Vector]) -> bool:
    """Whether a story that an article has just joined is one with another that this one is like."""
    if _are_one(mine, theirs):
        return True
    return len(theirs) == 1 and joins_late(theirs[0], mine, story_likeness(theirs[0], mine))


def joins_late(vector: Vector, members: Sequence[Vector], score: float) -> bool:
    """Whether an article that is this like a story would have joined it in its time."""
    return score >= BORDER and _is_late(vector, members) and _would_have_joined(vector, members)


def place(vector: Vector) -> tuple[bool, datetime, str]:
    """Where it stands in order of time: one without a date comes last."""
    return not vector.dated, vector.told, vector.id
