"""Whether what two articles name is one: who is told of, a product, who pays."""

from __future__ import annotations

from processors.matching.vector import Vector
from processors.matching.weights import SMALLER
from processors.matching.words import OWNERS

_PART = ("~raise", "~invest", "~stake")
"""What is told of a firm of which only a part is bought."""


def any_named(targets: frozenset[str], names: frozenset[str]) -> bool:
    """Whether one of them is among the names, or is a longer or a shorter form of one."""
    if not targets.isdisjoint(names):
        return True
    for name in names:
        if len(name) > 3:
            for target in targets:
                if target in name or name in target:
                    return True
    return False


def same_product(a: str, b: str) -> bool:
    """One's words are among the other's: `opus 4 5` and `claude opus 4 5`; but `gemini 4 flash` is not `gemini 4`."""
    left, right = set(a.split()), set(b.split())
    return (left <= right or right <= left) and not SMALLER & (left ^ right)


def own_names(products: frozenset[str]) -> list[str]:
    """The products without bare families: `claude` tells nothing of which Claude."""
    return [p for p in products if not all(word in OWNERS for word in p.split())]


def other_payers(a: Vector, b: Vector) -> bool:
    """Whether each tells of somebody who pays, and neither of the other's nor of one target.

    A round has many who pay, of whom each outlet names its own; but a firm is bought once.
    """
    if not a.payers or not b.payers:
        return False
    if a.targets & b.targets and not _buys(a) and not _buys(b):
        return False
    return not any_named(a.payers, b.payers | b.names) and not any_named(b.payers, a.names)


def _buys(vector: Vector) -> bool:
    """Whether a firm is bought as a whole: no stake, no part in a round."""
    return "~acquire" in vector.topics and not any(word in vector.own for word in _PART)
