"""Tallies of many stories at once: a story is one bit of each plane, and its bits, from the first plane up, its tally.

A look-up reads some fifteen hundred entries of the index. Added to one story after the other, they took a sixth of all
that an article costs; added by planes, forty words take forty times a few operations on whole numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence


def tallied(counts: Iterable[tuple[int, int]]) -> list[int]:
    """The planes of the sums of these: (what it counts, the stories that it counts for, as bits)."""
    planes: list[int] = []
    for count, stories in counts:
        while count.bit_length() > len(planes):
            planes.append(0)
        for place in bits_of(count):
            carried, at = stories, place
            while carried:
                if at == len(planes):
                    planes.append(0)
                before = planes[at]
                planes[at] = before ^ carried
                carried &= before
                at += 1
    return planes


def at_least(planes: Sequence[int], tally: int) -> int:
    """The stories with this tally or more, as bits. `tally`: 1 or more."""
    more, same = 0, -1
    for place in range(max(len(planes), tally.bit_length()) - 1, -1, -1):
        plane = planes[place] if place < len(planes) else 0
        if tally >> place & 1:
            same &= plane
        else:
            more |= same & plane
    return more | same


def reached(planes: Sequence[int], stories: int) -> int:
    """The highest tally that at least so many stories have; 1 where there are fewer.

    Plane by plane as in `at_least`, which it would have to ask once a plane.
    """
    tally, more, same = 0, 0, -1
    for place in range(len(planes) - 1, -1, -1):
        higher = same & planes[place]
        if (more | higher).bit_count() >= stories:
            tally |= 1 << place
            same = higher
        else:
            more |= higher
    return max(tally, 1)


def bits_of(number: int) -> Iterator[int]:
    """The places of its bits, the highest first."""
    while number:
        place = number.bit_length() - 1
        number ^= 1 << place
        yield place
