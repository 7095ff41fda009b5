"""How alike two articles are, and an article and a story: the numbers that clustering decides by.

Likeness is a cosine over word weights, lifted by what two reports of one happening share (product and
version, amount, target) and lowered by what tells two happenings of one company apart. See docs/adr/0006.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from newswatch.messages import Member
from processors.match_keys import fold, name_key
from processors.match_words import WATCHED

APART = -1.0
"""Never one story, whatever else they share."""
MAX_GAP = timedelta(days=8)
"""Two articles told further apart than this are no direct reason for one story."""
FOREIGN = 0.4
"""Share of a plain word's weight that counts against an article in the other language."""
RATES = {"USD": 1.0, "EUR": 1.1, "GBP": 1.27, "CHF": 1.1, "CAD": 0.73, "AUD": 0.66, "CNY": 0.14, "JPY": 0.0067,
         "INR": 0.012, "KRW": 0.00073, "SEK": 0.095, "SGD": 0.74}  # fmt: skip
"""Rough dollars a unit: good for telling one deal in two currencies from two deals, for nothing else."""
_WATCHED = frozenset(name_key(name) for name in WATCHED)
_ALONE = {
    "reaction": 0.35, "court": 0.2, "ipo": 0.2, "layoff": 0.15, "denial": 0.1, "ads": 0.15, "military": 0.1,
    "people": 0.1, "policy": 0.06, "guide": 0.04, "incident": 0.08,
}  # fmt: skip
"""What a kind of happening costs that only one of two articles has."""


@dataclass(frozen=True, slots=True)
class Vector:
    """A member ready for comparison: unit vectors for its own language and across languages."""

    id: str
    language: str
    told: datetime
    dated: bool
    own: Mapping[str, float]
    neutral: Mapping[str, float]
    names: frozenset[str]
    rare: frozenset[str]
    versions: Mapping[str, frozenset[str]]
    amounts: tuple[tuple[str, float], ...]
    kinds: frozenset[str]
    targets: frozenset[str]
    products: frozenset[str]


def vector_of(member: Member) -> Vector:
    """The member's keys, weighed: names and versions join the words, concepts and names cross languages."""
    tokens = {word for name in member.names for word in name.split()}
    own = dict(member.words)
    for version in member.versions:
        own[version] = 2.5
    for number in member.numbers:
        own[f"#{float(number.partition(':')[2]):.2g}"] = 1.5
    kept = {t: w if _crosses(t, tokens) else w * FOREIGN for t, w in own.items()}
    families: dict[str, set[str]] = {}
    for version in member.versions:
        family, _, number = version.rpartition(" ")
        families.setdefault(family, set()).add(number)
    return Vector(
        id=member.id,
        language=member.in_language or "",
        told=member.told_at,
        dated=member.date_published is not None,
        own=_unit(own),
        neutral=_unit(kept),
        names=frozenset(member.names),
        rare=frozenset(n for n in member.names if n not in _WATCHED),
        versions={family: frozenset(numbers) for family, numbers in families.items()},
        amounts=tuple((c, float(v)) for c, _, v in (n.partition(":") for n in member.numbers)),
        kinds=frozenset(k for k in member.kinds if "→" not in k),
        targets=frozenset(k[5:] for k in member.kinds if k.startswith("deal→")),
        products=frozenset(k[7:] for k in member.kinds if k.startswith("launch→")),
    )


def _crosses(token: str, names: set[str]) -> bool:
    return token[0] in "~#" or " " in token or token in names or token in WATCHED


def _unit(weights: Mapping[str, float]) -> dict[str, float]:
    norm = math.sqrt(sum(w * w for w in weights.values())) or 1.0
    return {token: weight / norm for token, weight in weights.items()}


def _dot(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    if len(a) > len(b):
        a, b = b, a
    return sum(weight * b[token] for token, weight in a.items() if token in b)


def same_money(a: tuple[str, float], b: tuple[str, float]) -> bool:
    """Whether two sums, (currency, units), may be one: 2 % in one currency, 15 % between two."""
    if a[0] == b[0] or not a[0] or not b[0]:
        return abs(a[1] - b[1]) <= 0.02 * max(a[1], b[1])
    if a[0] not in RATES or b[0] not in RATES:
        return False
    left, right = a[1] * RATES[a[0]], b[1] * RATES[b[0]]
    return abs(left - right) <= 0.15 * max(left, right)


def version_conflict(a: Vector, b: Vector) -> bool:
    """One product family in two versions, and no product with version in common: GPT-4 against GPT-5."""
    shared = a.versions.keys() & b.versions.keys()
    return bool(shared) and all(not a.versions[f] & b.versions[f] for f in shared)


def likeness(a: Vector, b: Vector) -> float:
    """From APART, by a version conflict, to about 1.5; see THRESHOLD in processors/cluster.py."""
    if version_conflict(a, b):
        return APART
    crossing = bool(a.language and b.language and a.language != b.language)
    score = _dot(a.neutral, b.neutral) if crossing else _dot(a.own, b.own)
    return score + _lift(a, b) - _drag(a, b)


def _lift(a: Vector, b: Vector) -> float:
    lift = 0.0
    if any(a.versions[f] & b.versions[f] for f in a.versions.keys() & b.versions.keys()):
        lift += 0.2
    if a.names & b.names and any(same_money(x, y) for x in a.amounts for y in b.amounts):
        lift += 0.12
    if a.targets & b.targets:
        lift += 0.15
    if any(_same_product(x, y) for x in a.products for y in b.products):
        lift += 0.15
    return min(lift, 0.35) + min(0.06 * len(a.rare & b.rare), 0.12)


def _same_product(a: str, b: str) -> bool:
    """One's words are among the other's: `opus 4 5` and `claude opus 4 5`."""
    left, right = set(a.split()), set(b.split())
    return left <= right or right <= left


def _drag(a: Vector, b: Vector) -> float:
    drag = sum(cost for kind, cost in _ALONE.items() if (kind in a.kinds) != (kind in b.kinds))
    happening = {"deal", "launch"}
    if (left := a.kinds & happening) and (right := b.kinds & happening) and not left & right:
        drag += 0.15
    if (
        a.targets
        and b.targets
        and not _named(a.targets, b.targets | b.names)
        and not _named(b.targets, a.names)
    ):
        drag += 0.4
    if a.products and b.products and not any(_same_product(x, y) for x in a.products for y in b.products):
        drag += 0.3
    if a.amounts and b.amounts and not any(same_money(x, y) for x in a.amounts for y in b.amounts):
        drag += 0.08
    if a.rare and b.rare and not a.rare & b.rare:
        drag += 0.04
    if a.dated and b.dated:
        days = abs((a.told - b.told).total_seconds()) / 86400
        drag += 0.04 * max(0.0, days - 1.5)
    else:
        drag += 0.08
    return drag


def _named(targets: Iterable[str], names: Iterable[str]) -> bool:
    known = set(names)
    return any(t in known or any(t in name or name in t for name in known if len(name) > 3) for t in targets)


def story_likeness(vector: Vector, members: Sequence[Vector]) -> float:
    """Half the highest and half the mean likeness to a story's articles; APART when one of them is.

    An article far in time from every member is apart too.
    """
    scores = [likeness(vector, other) for other in members]
    if not scores or min(scores) <= APART or not any(_near(vector, other) for other in members):
        return APART
    return 0.5 * max(scores) + 0.5 * sum(scores) / len(scores)


def _near(a: Vector, b: Vector) -> bool:
    return not (a.dated and b.dated) or abs(a.told - b.told) <= MAX_GAP


def lookup_keys(vector: Vector) -> list[str]:
    """The tokens that candidates are found by: all but the faintest, heaviest first."""
    return sorted((t for t, w in vector.own.items() if w > 0.08), key=lambda t: (-vector.own[t], t))


def folded_name(name: str) -> str:
    """A name as text to compare: folded, one space between words."""
    return " ".join(fold(name).split())
