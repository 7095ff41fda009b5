"""Which live stories an article may be told by: those near it in time that share its rarest words, and copies."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from processors.matching.match import Vector
from processors.stories.index import Posting
from processors.stories.listed import COPIES, copies_of, near
from processors.stories.packed import Live, is_near
from processors.stories.tally import at_least, bits_of, reached, tallied
from processors.stories.window import Window

CANDIDATES = 8
"""Stories that an article is compared with: those that share most with it."""
SHARED = 0.25
"""A candidate shares at least this part of the weight that the best one shares."""
COPIED = 0.5
"""What a shared text weighs among the shared words: a copy is always a candidate."""
POSTINGS = 1500
"""Entries of the index that a look-up reads at most: the rarest tokens come first."""
FINE = 31
"""What the heaviest token counts in tallies: finer ones take longer, coarser ones leave more stories to weigh."""
Told = tuple[float, int]
"""What a token weighs, and the stories that have it, as bits."""


def candidates(window: Window, vector: Vector) -> list[Live]:
    """The stories that an article is compared with: none that it was ruled out of, and none of another time."""
    lowest, told = _told(_read(window, vector))
    weight = _heaviest(told)
    least = SHARED * max(weight.values(), default=0.0)
    heavy = [(-share, window.numbers[lowest + at].id) for at, share in weight.items() if share >= least]
    found = [window.stories[id_] for _, id_ in sorted(heavy)[:CANDIDATES]]
    return [
        live
        for live in found
        if live.compared and vector.id not in live.apart and is_near(vector, live.compared.values())
    ]


def _read(window: Window, vector: Vector) -> list[tuple[float, list[Posting]]]:
    """Of the article's tokens the rarest, those first: their weights, and where they are listed near it in time."""
    parts = near(window.index, vector)
    found = []
    for token, share in vector.own.items():
        size = 0
        lists: list[Posting] = []
        for part in parts:
            if token in part:
                posting = part[token]
                lists.append(posting)
                size += posting[2]
        if lists:
            found.append((size, token, share, lists))
    copies = window.index.get(COPIES, {})
    found += [
        (copies[token][2], token, COPIED, [copies[token]]) for token in copies_of(vector) if token in copies
    ]
    found.sort(key=itemgetter(0, 1))
    entries = 0
    for place, (size, *_) in enumerate(found):
        entries += size
        if entries > POSTINGS:
            del found[place:]
            break
    return [(share, lists) for _, _, share, lists in found]


def _told(read: Sequence[tuple[float, list[Posting]]]) -> tuple[int, list[Told]]:
    """The same with each token's stories once, as bits from the lowest number of all on; and that number."""
    floor = min([lowest for _, lists in read for lowest, _, _ in lists], default=0)
    told = []
    for share, lists in read:
        stories = 0
        for lowest, bits, _ in lists:
            stories |= bits << lowest - floor
        told.append((share, stories))
    return floor, told


def _heaviest(told: Sequence[Told]) -> dict[int, float]:
    """What those stories share that may be among the CANDIDATES which share most, by their bits' places.

    Tallies are rounded up, so they say whom to weigh: first some of the heaviest, then all that may be as heavy.
    """
    unit = max([share for share, _ in told], default=0.0) / FINE
    planes = tallied((int(share / unit) + 1, stories) for share, stories in told)
    first = at_least(planes, reached(planes, CANDIDATES)) if planes else 0
    weight = _weighed(told, first)
    least = min(sorted(weight.values())[-CANDIDATES:], default=0.0)
    rest = at_least(planes, max(int(least / unit), 1)) & ~first if planes else 0
    return weight | _weighed(told, rest)


def _weighed(told: Sequence[Told], asked: int) -> dict[int, float]:
    """What these stories share, by their bits' places; in the order of the tokens, for a sum's last digits need one."""
    weight: dict[int, float] = {}
    if not asked:
        return weight  # mostly the first ones are all
    for share, stories in told:
        for at in bits_of(stories & asked):
            weight[at] = weight.get(at, 0.0) + share
    return weight
