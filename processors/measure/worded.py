"""Learning the weights of phrases from labelled rows: a logistic model over how headlines are worded.

L2-regularised: a phrase is met a few times, and many that say a little each say more together than the few that say
most. By coordinate descent in the dual (Yu, Huang and Lin, 2011): each row in turn takes the share of the blame that
suits it best, so the loss falls at each step and the same rows give the same weights. Weights may start from others, of
many more rows; then what costs is the way from there.
"""

from __future__ import annotations

import math
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from processors.detect.grammar.reading import read
from processors.detect.second.opinion import chance
from processors.detect.second.wording import phrases_of
from processors.detect.words.lexicon import Rules
from processors.measure.detection import Row, article_of, labels_of, strict
from processors.measure.learning import NOWHERE, Start, group_of, parted, weight_of

MOST = 6_000
"""Weights that are kept, the heaviest ones: of four times as many the rest says next to nothing."""
SEEN_BY = 8
"""A phrase of fewer rows has no weight."""
COST = 0.3
"""What a row's loss costs against the weights' squares: the higher, the closer the rows are followed."""
SWEEPS = 60
SMALL = 0.005
"""A weight below it is none, and a sweep that moves no row's share further is the last."""
_STEPS = 20
_EDGE = 1e-9


class Worded(NamedTuple):
    """A row's phrases, whether it tells a launch, what it counts, and the week it is of."""

    phrases: tuple[str, ...]
    tells: bool
    weight: float
    group: str


class Tried(NamedTuple):
    """What weights that had not seen a row say of it."""

    chance: float
    tells: bool


def worded_rows(rows: Iterable[Row], rules: Rules) -> list[Worded]:
    """The phrases of labelled rows with a headline. Borderline ones, and such as need their body, teach nothing.

    A row may have a `weight` (1 if not): of a set made for its hard cases, say, less than 1.
    """
    found = []
    for row in rows:
        if not row.keys() & {"label", "labels"} or not strict(row):
            continue
        reading = read(article_of(row), rules)
        if not reading.bare:
            weight = weight_of(row)
            found.append(
                Worded(
                    tuple(phrases_of(reading)), "competitor_launch" in labels_of(row), weight, group_of(row)
                )
            )
    return found


def unseen(rows: Sequence[Worded], start: Start = NOWHERE) -> list[Tried]:
    """What each row is said to tell by weights learned of the other weeks' rows."""
    found = []
    for rest, there in parted(rows):
        bias, weights = fitted(rest, start)
        found += [Tried(chance(bias, weights, r.phrases), r.tells) for r in there]
    return found


def fitted(rows: Sequence[Worded], start: Start = NOWHERE) -> tuple[float, dict[str, float]]:
    """The bias and the weights of an L2-regularised logistic model, MOST of them."""
    seen = Counter(phrase for row in rows for phrase in row.phrases)
    known = sorted({*start.weights, *(phrase for phrase, n in seen.items() if n >= SEEN_BY)})
    places = {phrase: place for place, phrase in enumerate(known, 1)}  # at 0 stands the bias
    weights = [start.bias, *(start.weights.get(phrase, 0.0) for phrase in known)]
    order = sorted(range(len(rows)), key=lambda i: zlib.crc32(str(i).encode()))
    met = [[0, *(places[p] for p in rows[i].phrases if p in places)] for i in order]
    signs = [1.0 if rows[i].tells else -1.0 for i in order]
    costs = [COST * rows[i].weight for i in order]
    shares = [0.0] * len(order)
    for _ in range(SWEEPS):
        moved = 0.0
        for i, there in enumerate(met):
            sign, cost, old = signs[i], costs[i], shares[i]
            margin = sign * sum([weights[place] for place in there])
            new = _share(old, margin, len(there), cost)
            if new != old:
                by = (new - old) * sign
                for place in there:
                    weights[place] += by
                shares[i] = new
                moved = max(moved, abs(new - old) / cost)
        if moved < SMALL:
            break
    heavy = sorted(((abs(weights[at]), phrase) for phrase, at in places.items()), reverse=True)[:MOST]
    return weights[0], {phrase: weights[places[phrase]] for size, phrase in heavy if size >= SMALL}


def _share(old: float, margin: float, size: int, cost: float) -> float:
    """A row's best share of the blame, 0 to `cost`, all others' as they are.

    The derivative `margin + size * (share - old) + log(share / (cost - share))` grows with the share: by Newton's
    steps, halved towards the edges, where it has no bounds.
    """
    low, high = 0.0, cost
    share = (
        min(max(old, cost * _EDGE), cost * (1 - _EDGE)) if old else cost / (1 + math.exp(min(margin, 30.0)))
    )
    for _ in range(_STEPS):
        slope = margin + size * (share - old) + math.log(share / (cost - share))
        if slope > 0:
            high = share
        else:
            low = share
        bend = size + cost / (share * (cost - share))
        step = share - slope / bend
        new = step if low < step < high else (low + high) / 2
        if abs(new - share) < _EDGE * cost:
            break
        share = new
    return share
