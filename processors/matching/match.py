"""How alike two articles are, and an article and a story: the numbers that clustering decides by.

Likeness is a cosine over word weights, lifted by what two reports of one happening share (product and
version, amount, target) and lowered by what tells two happenings of one company apart. See docs/adr/0006.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from processors.matching.apart import are_two_targets, speak_against
from processors.matching.copies import one_text
from processors.matching.together import spoken_for
from processors.matching.vector import Vector, vector_of
from processors.matching.weights import CONTRARY, WEIGHTS

APART = -1.0
"""Never one story, whatever else they share."""
UNLIKE = -0.99
"""The least that what speaks against two articles comes to: however much it is, it is no version conflict."""
OPPOSED = -0.3
"""An article that is so unlike one of a story's articles is not told by it, however like the others it is."""
CONTRADICTED = 0.1
"""The same for one that names another target, product, payer or day, or looks back at the article."""
MAX_GAP = timedelta(days=8)
"""Two articles told further apart than this are no direct reason for one story."""
_ROUNDED = 1e-9
"""More than the rounding of any sum of features."""
_TWO_TARGETS = WEIGHTS["two targets"] + _ROUNDED
"""What speaks for two articles with another target each comes to this much less, at least: of all that speaks against,
it counts most and is soonest seen."""
__all__ = [
    "APART",
    "MAX_GAP",
    "Vector",
    "in_time",
    "likeness",
    "reaches",
    "story_likeness",
    "vector_of",
]


def _version_conflict(a: Vector, b: Vector) -> bool:
    """One product family in two versions, and no product with version in common: GPT-4 against GPT-5."""
    if not (a.versions and b.versions):
        return False  # most texts name none, and every pair is asked
    shared = a.versions.keys() & b.versions.keys()
    return bool(shared) and all(not a.versions[f] & b.versions[f] for f in shared)


def likeness(a: Vector, b: Vector) -> float:
    """The weighed sum of `features`, or APART for a version conflict; see THRESHOLD in processors/stories/order.py."""
    return weighed(a, b)[0]


def weighed(a: Vector, b: Vector) -> tuple[float, bool]:
    """The likeness, and whether it is another happening by name."""
    if _version_conflict(a, b):
        return APART, True
    found = features(a, b)
    return max(_total(found), UNLIKE), not CONTRARY.isdisjoint(found)


def reaches(a: Vector, b: Vector, least: float) -> bool:
    """Whether the likeness is `least` or more: of most that are unlike, seen before all that speaks against them."""
    if _version_conflict(a, b):
        return least <= APART
    if least <= UNLIKE:
        return True
    found, days = spoken_for(a, b)
    total = _total(found)
    if total < least - _ROUNDED or (total + _TWO_TARGETS < least and are_two_targets(a, b)):
        return False
    speak_against(a, b, found, days)
    return _total(found) >= least


def stands(a: Vector, b: Vector, least: float) -> bool | None:
    """Whether two articles are `least` alike (True), of two stories as `is_against` has it (False), or neither.

    As `weighed` says, `least` being more than UNLIKE; for most that tell of two targets, sooner seen.
    """
    if _version_conflict(a, b):
        return False
    found, days = spoken_for(a, b)
    if _total(found) + _TWO_TARGETS < min(least, CONTRADICTED) and are_two_targets(a, b):
        return False
    speak_against(a, b, found, days)
    score = max(_total(found), UNLIKE)
    if score >= least:
        return True
    return False if is_against(score, not CONTRARY.isdisjoint(found)) else None


def features(a: Vector, b: Vector) -> dict[str, float]:
    """What speaks for and against two articles telling one happening; names as in WEIGHTS."""
    found, days = spoken_for(a, b)
    speak_against(a, b, found, days)
    return found


def _total(found: Mapping[str, float]) -> float:
    return sum([WEIGHTS[name] * value for name, value in found.items()])


def is_against(score: float, contrary: bool) -> bool:
    """Whether two articles that are this alike are of two stories, however like others each of them is."""
    return score <= (CONTRADICTED if contrary else OPPOSED)


def story_likeness(vector: Vector, members: Sequence[Vector]) -> float:
    """Half the highest and half the mean likeness to a story's articles; APART when one of them is.

    An article far in time from every member is apart too.
    """
    if not any(_near(vector, other) for other in members):
        return APART
    best, total = APART, 0.0
    for other in members:
        score, contrary = weighed(vector, other)
        # most stories of one company are told apart by their first member
        if is_against(score, contrary):
            return APART
        best, total = max(best, score), total + score
    return 0.5 * best + 0.5 * total / len(members)


def _near(a: Vector, b: Vector) -> bool:
    """Not too far apart in time; one text that is published again is near whenever it is."""
    return in_time(a, b) or one_text(a.text, b.text)


def in_time(a: Vector, b: Vector) -> bool:
    """Whether the dates do not speak against one story; an undated article may be of any time."""
    return not (a.dated and b.dated) or abs(a.told - b.told) <= MAX_GAP
