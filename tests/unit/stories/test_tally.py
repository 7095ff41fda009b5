"""Tallies of many stories at once say what a sum for one after the other says."""

from __future__ import annotations

import random
from collections import Counter

from processors.stories.found import CANDIDATES, SHARED, _heaviest
from processors.stories.tally import at_least, bits_of, reached, tallied


def told(dice: random.Random) -> list[tuple[float, int]]:
    """Tokens of a few weights, so that many stories share the same, and the stories that have them."""
    stories = dice.choice((3, 12, 90, 400))
    weights = dice.sample((0.02, 0.031, 0.07, 0.1, 0.2, 0.31, 0.4, 0.5), dice.choice((1, 3, 8)))
    return [
        (dice.choice(weights), sum({1 << dice.randrange(stories) for _ in range(dice.randrange(1, 30))}))
        for _ in range(dice.randrange(1, 40))
    ]


def test_planes_hold_what_each_story_counts() -> None:
    dice = random.Random(5)
    for _ in range(100):
        counts = [(dice.randrange(1, 40), stories) for _, stories in told(dice)]
        plain: Counter[int] = Counter()
        for count, stories in counts:
            plain.update(dict.fromkeys(bits_of(stories), count))
        planes = tallied(iter(counts))
        for tally in (*range(1, 50), 10_000):
            assert set(bits_of(at_least(planes, tally))) == {at for at, n in plain.items() if n >= tally}
        ranked = sorted(plain.values(), reverse=True)
        for stories in (1, CANDIDATES):
            assert reached(planes, stories) == (ranked[stories - 1] if len(ranked) >= stories else 1)


def test_the_stories_that_share_most_are_weighed_whatever_shares_less() -> None:
    dice = random.Random(6)
    for _ in range(500):
        tokens = told(dice)
        plain: dict[int, float] = {}
        for share, stories in tokens:
            for at in bits_of(stories):
                plain[at] = plain.get(at, 0.0) + share
        found = _heaviest(tokens)
        assert found.items() <= plain.items()
        best = sorted(plain.values(), reverse=True)
        least = max(SHARED * best[0], best[:CANDIDATES][-1])
        assert {at for at, share in found.items() if share >= least} == {
            at for at, share in plain.items() if share >= least
        }


def test_an_article_that_shares_nothing_has_no_story() -> None:
    assert _heaviest([]) == {}
