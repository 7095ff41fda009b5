"""Which live stories an article may be told by: those near it in time that share its rarest words, and copies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import itemgetter

from processors.matching.match import Vector
from processors.stories.index import Posting
from processors.stories.packed import Live, is_near
from processors.stories.window import COPIES, Window, copies_of, near

CANDIDATES = 8
"""Stories that an article is compared with: those that share most with it."""
SHARED = 0.25
"""A candidate shares at least this part of the weight that the best one shares."""
COPIED = 0.5
"""What a shared text weighs among the shared words: a copy is always a candidate."""
POSTINGS = 1500
"""Entries of the index that a look-up reads at most: the rarest tokens come first."""


def candidates(window: Window, vector: Vector) -> list[Live]:
    """The stories that an article is compared with: none that it was ruled out of, and none of another time."""
    return [
        live
        for live in _heaviest(window, _shared(window, vector))
        if vector.id not in live.apart and is_near(vector, live.compared.values())
    ]


def _shared(window: Window, vector: Vector) -> dict[int, float]:
    """What stories near it in time share with an article, by their numbers: the weight of its rarest tokens."""
    parts = near(window, vector)
    postings = []
    for token, share in vector.own.items():
        if lists := [part[token] for part in parts if token in part]:
            postings.append((sum(map(len, lists)), token, share, lists))
    copies = window.index.get(COPIES, {})
    postings += [
        (len(copies[token]), token, COPIED, [copies[token]]) for token in copies_of(vector) if token in copies
    ]
    postings.sort(key=itemgetter(0, 1))
    weight: dict[int, float] = {}
    read = 0
    for size, _, share, lists in postings:
        read += size
        if read > POSTINGS:
            break
        for numbers in lists if _are_apart(lists) else (set().union(*lists),):
            for number in numbers:
                if number in weight:
                    weight[number] += share
                else:
                    weight[number] = share
    return weight


def _are_apart(lists: Sequence[Posting]) -> bool:
    """Whether no story is in two of them: two parts rarely have one, for mostly it ends before the next begins."""
    last = 0
    for numbers in lists:
        if numbers[0] <= last:
            return False
        last = numbers[-1]
    return True


def _heaviest(window: Window, weight: Mapping[int, float]) -> list[Live]:
    """The CANDIDATES that share most, by their numbers' weight; of those that share the same, the first by id."""
    most = max(weight.values(), default=0.0)
    for share in (0.5, SHARED):  # mostly enough share half of what the best one does: fewer to sort
        least = share * most
        heavy = [(shared, number) for number, shared in weight.items() if shared >= least]
        if len(heavy) >= CANDIDATES:
            least = sorted(heavy)[-CANDIDATES][0]
            break
    found = sorted([(-shared, window.numbers[n].id) for shared, n in heavy if shared >= least])
    return [window.stories[id_] for _, id_ in found[:CANDIDATES]]
