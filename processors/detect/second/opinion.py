"""How likely what the rules would tell is right: a sum of weights by trait, as a probability."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from newswatch.messages import Label
from processors.detect.grammar.claims import OWN_VOICE, Judged
from processors.detect.grammar.reading import Reading
from processors.detect.launches.signs import JudgedSign
from processors.detect.second.outright import outright
from processors.detect.second.traits import traits_of
from processors.matching.strength import SURE

UNSURE = round(SURE - 0.01, 2)
"""The score of what is told with a doubt: just below what counts as sure."""
WORDING = "wording"
"""The rule of what is decided by how an article is worded (second/wording.py); muted among vetoes that is not asked."""
NAMED = 4
"""How many of the traits or phrases that say most a reason names."""
_CERTAIN = 700.0
"""A sum beyond it says no more, and `exp` of a larger one can't be told in a float."""


class SecondOpinion(NamedTuple):
    """What it thinks of a label: the chance that it is right, 0 to 1 as the limits are, and what spoke against it."""

    chance: float
    floor: float
    sure: float
    against: tuple[tuple[str, float], ...]
    """Traits with their weights, the heaviest first: NAMED at most, and none where it is sure."""
    outright: bool = False
    """It is told too plainly to be wrong (second/outright.py), as is asked below the floor: it is doubted, and told."""

    @property
    def refuses(self) -> bool:
        """The label is not to be told."""
        return self.chance < self.floor and not self.outright

    @property
    def doubts(self) -> bool:
        """It may be told, and not as sure."""
        return self.chance < self.sure and not self.refuses

    def text(self) -> str:
        """For a reason: the chance, and what spoke most against it."""
        named = (
            ", ".join(f"{trait} {weight:+.2f}" for trait, weight in self.against)
            or "no trait, the bias alone"
        )
        limit = f"{self.floor:.0%} is told" if self.refuses else f"{self.sure:.0%} is sure"
        return f"right in {self.chance:.0%} of cases like it ({limit}); against it: {named}"


def second_opinion(label: Label, one: Judged | JudgedSign, reading: Reading) -> SecondOpinion | None:
    """What the weights of the rules say of a label's best claim or sign.

    None where there are none for the label, and where it is left to the rules.
    """
    known = reading.rules.opinions.get(label)
    if known is None or not is_asked(one, reading):
        return None
    traits = traits_of(one, reading)
    likely = chance(known.bias, known.weights, traits)
    spoke = sorted((known.weights[t], t) for t in traits if t in known.weights) if likely < known.sure else []
    against = tuple((trait, weight) for weight, trait in spoke[:NAMED] if weight < 0)
    plain = likely < known.floor and isinstance(one, Judged) and outright(one)
    return SecondOpinion(likely, known.floor, known.sure, against, plain)


def is_asked(one: Judged | JudgedSign, reading: Reading) -> bool:
    """Whether weights are learned from such a claim or sign, and asked of it: told by a headline, or below one.

    What only a body tells, a text without a headline, and what no rule reads are left as they are; so is what a firm
    says of its own money on its own page, `We are making an investment in X`.
    """
    told = one.claim if isinstance(one, Judged) else one.sign
    if (
        isinstance(one, Judged)
        and reading.organisation is not None
        and any(unit.low in OWN_VOICE for unit in one.claim.investors)
    ):
        return False
    return told.rule != WORDING and told.text.field != "body" and not reading.bare


def chance(bias: float, weights: Mapping[str, float], traits: Iterable[str]) -> float:
    """The probability that weights and traits come to, from 0 to 1 (a logistic model)."""
    said = bias + sum([weights.get(trait, 0.0) for trait in traits])
    return 1 / (1 + math.exp(-max(-_CERTAIN, min(_CERTAIN, said))))
