"""Learning a second opinion's weights from labelled rows: a logistic model over traits, few of them with a weight.

L1-regularised, by coordinate descent with a bound of the second derivative (Böhning and Lindsay, 1988), so that each
step lowers the loss; the same rows give the same weights. The floor comes from folds that the weights have not seen.

Weights may start from others, of many more rows: then what costs is the way from there, so that few rows move few
weights, and none moves for what its rows do not say.
"""

from __future__ import annotations

import math
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import NamedTuple, Protocol, TypeVar

from newswatch.messages import LABELS, Label
from processors.detect.assemble import judged
from processors.detect.grammar.claims import Judged
from processors.detect.grammar.reading import read
from processors.detect.launches.decide import best, strongest
from processors.detect.launches.signs import JudgedSign
from processors.detect.second.opinion import chance, is_asked
from processors.detect.second.traits import traits_of
from processors.detect.words.lexicon import Rules
from processors.measure.detection import Row, article_of, labels_of, strict

FOLDS = 8
FEWEST = 40
"""Of right and of wrong alerts each: with fewer, weights from nothing and a floor would be chance."""
SEEN_BY = 4
"""A trait of fewer examples has no weight."""
PENALTY = 3.0
"""What a weight costs for each 1 that it is away from its start, in the loss of one example of weight 1: the higher,
the fewer weights."""
LARGEST = 1.25
"""No weight is further from zero: one trait alone is to decide nothing."""
HEAVIEST = 1000
"""What a row may weigh at most: a slip of a sign more would be all that is learned."""
SWEEPS = 120
SMALL = 0.005
"""A weight below it is none, and a sweep that moves none further is the last."""


class _OfAWeek(Protocol):
    @property
    def group(self) -> str: ...


_Row = TypeVar("_Row", bound=_OfAWeek)


class Example(NamedTuple):
    """A label that the rules told of a row: its traits, whether it was right, what it counts, and the week it is of."""

    traits: tuple[str, ...]
    right: bool
    weight: float
    group: str


@dataclass(frozen=True, slots=True)
class Learned:
    """Weights by trait, and how they did on folds that they had not seen."""

    bias: float
    weights: Mapping[str, float]
    floor: float
    examples: int
    right: int
    kept: int
    """Of the right ones, those not below the floor."""
    wrong_left: int


@dataclass(frozen=True, slots=True)
class Start:
    """Where weights set out from: nowhere, or what was learned before."""

    bias: float = 0.0
    weights: Mapping[str, float] = field(default_factory=dict)
    floor: float = 0.0

    @property
    def known(self) -> bool:
        """Whether there is anything: a bias from nowhere costs nothing, one that is known costs as a weight does."""
        return bool(self.weights)


NOWHERE = Start()


def mistake_of(row: Row) -> str | None:
    """What keeps a row from teaching what it means: a weight that is none, a label that is none. None: nothing."""
    weight = row.get("weight", 1.0)
    number = isinstance(weight, int | float) and not isinstance(weight, bool)
    if weight is not None and not (number and 0 < weight <= HEAVIEST):
        return f"`weight` must be a number above 0, {HEAVIEST} at most; leave it out for 1, or the row for 0"
    return label_mistake(row, "would teach that an alert is wrong")


def label_mistake(row: Row, so: str) -> str | None:
    """What is said of a row whose label is none, and so would do what `so` says. None: nothing."""
    given = row.get("labels", row.get("label", []))
    several = isinstance(given, list)
    known = LABELS if several else (*LABELS, "both", "none", "", None)
    strange = [one for one in (given if several else [given]) if one not in known]
    if strange:
        may = (
            f"a list may have {' and '.join(LABELS)}" if several else f"use {', '.join(LABELS)}, both or none"
        )
        return f"{strange[0]!r} is no label, and {so}: {may}"
    return None


def examples_of(rows: Iterable[Row], rules: Rules) -> dict[Label, list[Example]]:
    """What the rules alone tell of labelled rows. Borderline rows, and such as need their body, teach nothing,
    nor does what only a body tells: nobody asks the weights of it.

    A row may have a `weight` (1 if not): of a set made for its hard cases, say, less than 1.
    """
    alone = replace(rules, opinions={}, wording=None)
    bar = alone.thresholds.get("label", 0.5)
    found: dict[Label, list[Example]] = {label: [] for label in LABELS}
    for row in rows:
        if not row.keys() & {"label", "labels"} or not strict(row):
            continue
        want = labels_of(row)
        reading = read(article_of(row), alone)
        claims, signs = judged(reading)
        tops: dict[Label, Judged | JudgedSign | None]
        tops = {"ai_investment": strongest(claims), "competitor_launch": best(signs)}
        for label, top in tops.items():
            if top is not None and top.score >= bar and is_asked(top, reading):
                traits = tuple(traits_of(top, reading))
                example = Example(traits, label in want, weight_of(row), group_of(row))
                found[label].append(example)
    return found


def weight_of(row: Row) -> float:
    """What a row counts: 1, where it says nothing else."""
    return float(row.get("weight") or 1.0)


def group_of(row: Row) -> str:
    """Rows of one week are of the same stories: they stay in one fold."""
    try:
        told = datetime.fromisoformat(str(row.get("date"))[:10]).replace(tzinfo=UTC).isocalendar()
    except ValueError:
        return str(row["id"])
    return f"{told.year}-{told.week}"


def learn(examples: Sequence[Example], keep: float, start: Start = NOWHERE) -> Learned:
    """Weights for one label's examples; `keep`: the share of right ones that the floor must let through (0 to 1).

    With fewer than FEWEST right or wrong ones the floor stays that of `start`.
    """
    unseen: list[tuple[float, Example]] = []
    for rest, there in parted(examples):
        bias, weights = fitted(rest, start)
        unseen += [(chance(bias, weights, e.traits), e) for e in there]
    floor = start.floor
    if not is_few(examples):
        floor = _floor(sorted((p, e.weight) for p, e in unseen if e.right), keep)
    bias, weights = fitted(examples, start)
    kept, left = told(unseen, floor)
    return Learned(bias, weights, floor, len(examples), sum(e.right for e in examples), kept, left)


def parted(rows: Sequence[_Row]) -> Iterator[tuple[list[_Row], list[_Row]]]:
    """FOLDS parts by week, each behind all that is not in it."""
    folds = [zlib.crc32(row.group.encode()) % FOLDS for row in rows]
    for fold in range(FOLDS):
        yield (
            [row for row, its in zip(rows, folds, strict=True) if its != fold],
            [row for row, its in zip(rows, folds, strict=True) if its == fold],
        )


def is_few(examples: Sequence[Example]) -> bool:
    """Whether there are too few right or wrong ones to learn a floor from, or weights from nothing."""
    right = sum(example.right for example in examples)
    return min(right, len(examples) - right) < FEWEST


def told(scored: Iterable[tuple[float, Example]], floor: float) -> tuple[int, int]:
    """How many right and how many wrong examples have a chance of `floor` or more."""
    above = [example.right for likely, example in scored if likely >= floor]
    return sum(above), len(above) - sum(above)


def _floor(right: Sequence[tuple[float, float]], keep: float) -> float:
    """The chance below which no more than the share `1 - keep` of the right ones lies, by weight."""
    spare = (1 - keep) * sum(weight for _, weight in right)
    for likely, weight in right:
        spare -= weight
        if spare < 0:
            return math.floor(likely * 100) / 100
    return 0.0


def fitted(examples: Sequence[Example], start: Start = NOWHERE) -> tuple[float, dict[str, float]]:
    """The bias and the weights of an L1-regularised logistic model: for each sweep, each trait's best step in turn.

    What is penalised is the way from `start`, whose weights stay where the examples say nothing of their traits.
    """
    seen = Counter(trait for e in examples for trait in e.traits)
    places: dict[str, list[int]] = {trait: [] for trait in sorted(t for t, n in seen.items() if n >= SEEN_BY)}
    for place, example in enumerate(examples):
        for trait in example.traits:
            if trait in places:
                places[trait].append(place)
    signs = [(1.0 if e.right else -1.0) for e in examples]
    counts = [e.weight for e in examples]
    weights = {**start.weights, **{trait: start.weights.get(trait, 0.0) for trait in places}}
    bias = start.bias
    margins = [bias + sum(weights.get(trait, 0.0) for trait in e.traits) for e in examples]
    everywhere = range(len(examples))

    def step(where: Sequence[int], weight: float, begun: float, penalty: float, largest: float) -> float:
        slope = bound = 0.0
        for i in where:
            slope -= counts[i] * signs[i] / (1 + math.exp(signs[i] * margins[i]))
            bound += counts[i]
        bound = 0.25 * bound or 1.0
        way = weight - slope / bound - begun
        new = begun + math.copysign(max(0.0, abs(way) - penalty / bound), way)
        new = max(-largest, min(largest, new))
        if new != weight:
            for i in where:
                margins[i] += new - weight
        return new

    for _ in range(SWEEPS):
        moved = abs(
            bias - (bias := step(everywhere, bias, start.bias, PENALTY if start.known else 0.0, math.inf))
        )
        for trait, where in places.items():
            before = weights[trait]
            weights[trait] = step(where, before, start.weights.get(trait, 0.0), PENALTY, LARGEST)
            moved = max(moved, abs(weights[trait] - before))
        if moved < SMALL:
            break
    return bias, {trait: weight for trait, weight in weights.items() if abs(weight) >= SMALL}
