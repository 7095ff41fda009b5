"""Which of several articles tell one story, whatever the order in which they came.

Joined one by one, an article that came early decided what came later: one that belonged elsewhere, or that nothing was
like yet, kept two halves of a crowded day's story apart for good. So all articles that may be of one story are asked
together: the two groups whose articles are likest in the mean are made one, again and again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from processors.matching.match import APART, CONTRADICTED, Vector, is_against, weighed
from processors.stories.order import MERGE, THRESHOLD, place

AGAINST = -0.6
"""What a pair counts that is told apart by name and not very like: more than any other speaks against."""
LEAST = -0.5
"""The least that any other pair counts."""
NEVER = float("-inf")
"""What a version conflict counts: no group has both."""
VAGUE = 3
"""Articles at most of a group that is too vague for the mean: it joins the one that has told a part of the same."""
LIKEST = 0.8
"""The share of the likest pair in how like one that is alone is to a group; the mean has the rest."""
Score = tuple[float, bool]
"""How like two articles are, and whether they are told apart by name."""


def grouped(vectors: Iterable[Vector]) -> list[list[Vector]]:
    """The stories that these articles make, each in order of time."""
    told = sorted(vectors, key=place)
    scores = [[weighed(one, told[at]) for at in range(row)] for row, one in enumerate(told)]
    groups = {at: [at] for at in range(len(told))}
    _join_by_mean(groups, scores)
    while len(groups) > 1 and (vague := _vaguest(groups, scores)):
        groups[vague[1]] += groups.pop(vague[0])
    return [[told[at] for at in sorted(group)] for group in groups.values()]


def counted(score: float, contrary: bool) -> float:
    """What a pair of articles says for one group."""
    if score <= APART:
        return NEVER
    return AGAINST if contrary and score <= CONTRADICTED else max(score, LEAST)


def _join_by_mean(groups: dict[int, list[int]], scores: Sequence[Sequence[Score]]) -> None:
    """Make two groups one while a mean of their pairs is MERGE at least: the likest first, of those the earliest.

    A lone article has but its own word for it: it must be as like as one that joins a story.
    """
    sums = {(at, row): counted(*score) for row, line in enumerate(scores) for at, score in enumerate(line)}
    likest = dict(sums)
    means = {key: value for key, value in sums.items() if value >= THRESHOLD}
    while means:
        stays, goes = min(means, key=lambda key: (-means[key], key))
        ours = groups[stays]
        ours += groups.pop(goes)
        means = {key: mean for key, mean in means.items() if goes not in key}
        for other, theirs in groups.items():
            if other == stays:
                continue
            key, gone = _pair(stays, other), _pair(goes, other)
            sums[key] += sums[gone]
            likest[key] = max(likest[key], likest[gone])
            means.pop(key, None)
            mean = sums[key] / (len(ours) * len(theirs))
            if mean >= MERGE and (len(theirs) > 1 or _as_alone(likest[key], mean) >= THRESHOLD):
                means[key] = mean


def _vaguest(groups: dict[int, list[int]], scores: Sequence[Sequence[Score]]) -> tuple[int, int] | None:
    """A group that is left over because it is vague, and the one that it is likest to and not told apart from."""
    best: tuple[float, int, int] | None = None
    for small, ours in groups.items():
        if len(ours) > VAGUE:
            continue
        for large, theirs in groups.items():
            if large == small or len(theirs) < len(ours):
                continue
            pairs = [scores[max(a, b)][min(a, b)] for a in ours for b in theirs]
            if any(is_against(*pair) for pair in pairs):
                continue
            found = [score for score, _ in pairs]
            likeness = _as_alone(max(found), sum(found) / len(found))
            if likeness >= THRESHOLD and (best is None or likeness > best[0]):
                best = likeness, small, large
    return best and best[1:]


def _as_alone(likest: float, mean: float) -> float:
    """How like a group's articles is one that is alone."""
    return LIKEST * likest + (1 - LIKEST) * mean


def _pair(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)
