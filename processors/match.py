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
from processors.match_keys import SKETCH, name_key
from processors.match_weights import ALONE, SAME, SEQUEL, SMALLER, WEIGHTS
from processors.match_words import FAINT_CONCEPTS, OWNERS, WATCHED

APART = -1.0
"""Never one story, whatever else they share."""
OPPOSED = -0.1
"""An article that is so unlike one of a story's articles is not told by it, however like the others it is."""
MAX_GAP = timedelta(days=8)
"""Two articles told further apart than this are no direct reason for one story."""
COPY = 0.6
"""Share of its word runs that a copy has in common with its origin."""
LATE = 4.0
"""Days from which on it counts no more how late an article is."""
FOREIGN = 0.4
"""Share of a plain word's weight that counts against an article in the other language."""
RATES = {"USD": 1.0, "EUR": 1.1, "GBP": 1.27, "CHF": 1.1, "CAD": 0.73, "AUD": 0.66, "CNY": 0.14, "JPY": 0.0067,
         "INR": 0.012, "KRW": 0.00073, "SEK": 0.095, "SGD": 0.74}  # fmt: skip
"""Rough dollars a unit: good for telling one deal in two currencies from two deals, for nothing else."""
_WATCHED = frozenset(name_key(name) for name in WATCHED)
_OWNED = OWNERS | {name_key(name): owner for name, owner in OWNERS.items()}


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
    labels: frozenset[str]
    kinds: frozenset[str]
    targets: frozenset[str]
    payers: frozenset[str]
    products: frozenset[str]
    topics: frozenset[str]
    owners: frozenset[str]
    variants: frozenset[str]
    past: frozenset[str]
    """Words of names that the headline looks back at."""
    places: frozenset[str]
    platforms: frozenset[str]
    text: tuple[str, tuple[int, ...]]
    """The content's hash and the sketch: what a copy has in common."""


def vector_of(member: Member) -> Vector:
    """The member's keys, weighed: names and versions join the words, concepts and names cross languages."""
    tokens = {word for name in member.names for word in name.split()}
    own = dict(member.words)
    for version in member.versions:
        own[version] = 2.5
    for number in member.numbers:
        own[f"#{float(number.partition(':')[2]):.2g}"] = 1.5
    owners = _owners(member)
    own.update({f"@{owner}": 0.8 for owner in sorted(owners)})
    kept = {t: w if _crosses(t, tokens) else w * FOREIGN for t, w in own.items()}
    families: dict[str, set[str]] = {}
    for version in member.versions:
        family, _, number = version.rpartition(" ")
        if number[0] == "+":
            continue
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
        labels=frozenset(member.labels),
        kinds=frozenset(k for k in member.kinds if "→" not in k),
        targets=frozenset(_OWNED.get(k[5:], k[5:]) for k in member.kinds if k.startswith("deal→")),
        payers=frozenset(_OWNED.get(k[6:], k[6:]) for k in member.kinds if k.startswith("payer→")),
        products=frozenset(k[7:] for k in member.kinds if k.startswith("launch→")),
        owners=frozenset(owners),
        variants=frozenset(v for v in member.versions if " +" in v),
        past=frozenset(k[6:] for k in member.kinds if k.startswith("after→")),
        places=frozenset(k[6:] for k in member.kinds if k.startswith("place→")),
        platforms=frozenset(k[9:] for k in member.kinds if k.startswith("platform→")),
        text=(member.content_hash, member.sketch),
        topics=frozenset(w for w in member.words if w[0] == "~" and w[1:] not in FAINT_CONCEPTS),
    )


def _owners(member: Member) -> set[str]:
    """The companies that the headline names, itself or by their products; where it names none, those of the rest."""
    found = {word: owner for word in member.words if (owner := OWNERS.get(word)) is not None}
    headline = {o for word, o in found.items() if member.words[word] >= (0.99 if word in WATCHED else 1.9)}
    return headline or {*found.values(), *(_OWNED[name] for name in member.names if name in _OWNED)}


def _crosses(token: str, names: set[str]) -> bool:
    return token[0] in "~#@" or " " in token or token in names or token in WATCHED


def _unit(weights: Mapping[str, float]) -> dict[str, float]:
    norm = math.sqrt(sum(w * w for w in weights.values())) or 1.0
    return {token: weight / norm for token, weight in weights.items()}


def _dot(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    if len(a) > len(b):
        a, b = b, a
    total = 0.0
    for token, weight in a.items():  # in the order of the keys: a sum must not depend on hashes
        if token in b:
            total += weight * b[token]
    return total


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
    """The weighed sum of `features`, or APART for a version conflict; see THRESHOLD in processors/cluster.py."""
    if version_conflict(a, b):
        return APART
    return sum(WEIGHTS[name] * value for name, value in features(a, b).items())


def features(a: Vector, b: Vector) -> dict[str, float]:
    """What speaks for and against two articles telling one happening; names as in WEIGHTS."""
    crossing = bool(a.language and b.language and a.language != b.language)
    found = {"words": _dot(a.neutral, b.neutral) if crossing else _dot(a.own, b.own)}
    if crossing:
        found["crossing"] = 1.0
    _shared(a, b, found)
    _opposed(a, b, found)
    days = abs((a.told - b.told).total_seconds()) / 86400
    if a.dated and b.dated:
        found["days"] = min(days, LATE)
        # what is told with its sum or its target, and no other sum, is the one deal a week later too
        if days > 1.0 and ("two amounts" in found or not found.keys() & {"amount", "target"}):
            found["late"] = min(days, LATE) - 1.0
    else:
        found["undated"] = 1.0
    return found


def _shared(a: Vector, b: Vector, found: dict[str, float]) -> None:
    names = a.names & b.names
    if rare := len(a.rare & b.rare):
        found["rare names"] = min(rare, 2)
    if common := len(a.owners & b.owners):
        found["companies"] = min(common, 2)
    if (names or a.owners & b.owners) and any(same_money(x, y) for x in a.amounts for y in b.amounts):
        found["amount"] = 1.0
    if any(a.versions[f] & b.versions[f] for f in a.versions.keys() & b.versions.keys()):
        found["version"] = 1.0
    if a.targets & b.targets:
        found["target"] = 1.0
    if any(_same_product(x, y) for x in a.products for y in b.products):
        found["product"] = 1.0
    if topics := len(a.topics & b.topics):
        found["topics"] = min(topics, 3)
    if a.labels & b.labels:
        found["label"] = 1.0
    elif names and not a.labels and not b.labels and SAME & a.kinds & b.kinds:
        found["kind"] = 1.0  # both an outage, both a fall on the stock market


def _same_product(a: str, b: str) -> bool:
    """One's words are among the other's: `opus 4 5` and `claude opus 4 5`; but `gemini 4 flash` is not `gemini 4`."""
    left, right = set(a.split()), set(b.split())
    return (left <= right or right <= left) and not SMALLER & (left ^ right)


def _opposed(a: Vector, b: Vector, found: dict[str, float]) -> None:
    odd = a.kinds ^ b.kinds
    alone = [f"{kind} alone" for kind in ALONE if kind in odd] if odd else []
    if (
        alone and not a.labels and not b.labels
    ):  # without a label, several odd kinds are mostly several words for one
        alone = [min(alone, key=lambda name: (WEIGHTS[name], name))]
    found.update(dict.fromkeys(alone, 1.0))
    if bool(a.labels) != bool(b.labels):
        found["one label"] = 1.0
        if SEQUEL & (b.kinds if a.labels else a.kinds):
            found["sequel"] = 1.0
    elif a.labels and not a.labels & b.labels:
        found["two labels"] = 1.0
    if (
        a.targets
        and b.targets
        and not _named(a.targets, b.targets | b.names)
        and not _named(b.targets, a.names)
    ):
        found["two targets"] = 1.0
    if a.products and b.products and not any(_same_product(x, y) for x in a.products for y in b.products):
        found["two products"] = 1.0
    if a.amounts and b.amounts and not any(same_money(x, y) for x in a.amounts for y in b.amounts):
        found["two amounts"] = 1.0
        if a.payers and b.payers and not _named(a.payers, b.payers):
            found["two payers"] = 1.0  # Amazon's four billion and Google's two, both into Anthropic
    if a.owners and b.owners and not a.owners & b.owners:
        found["other companies"] = 1.0
    if a.variants and b.variants and not a.variants & b.variants:
        found["two variants"] = 1.0
    if bool(a.variants) != bool(b.variants) and a.versions and b.versions:
        found["variant alone"] = 1.0
    if "region" in odd and (a.owners - b.owners if "region" in a.kinds else b.owners - a.owners):
        found["elsewhere"] = 1.0  # on the platform of a company that the other one does not name
    if "court-filed" in a.kinds & b.kinds and a.rare and b.rare and not a.rare & b.rare:
        found["two plaintiffs"] = 1.0
    if not a.labels & b.labels and {"deal", "launch"} <= odd and ("deal" in a.kinds) != ("launch" in a.kinds):
        found["deal and launch"] = 1.0
    if a.places and b.places and not a.places & b.places:
        found["two places"] = 1.0
    if a.platforms and b.platforms and not a.platforms & b.platforms:
        found["two platforms"] = 1.0
    if _looks_back(a, b) != _looks_back(b, a):
        found["looks back"] = 1.0  # one tells what the other one tells as past
    if "court" in a.kinds and "court" in b.kinds:
        left, right = ({k for k in v.kinds if k.startswith("court-")} for v in (a, b))
        if left and right and not left & right:
            found["two court stages"] = 1.0


def _looks_back(a: Vector, b: Vector) -> bool:
    """Whether the headline of one looks back at what the other tells: its target, product or a name of its own."""
    if not a.past:
        return False
    told = {*b.targets, *(b.rare if not b.targets and not b.products else ())}
    return bool(a.past & told) or any(a.past >= set(product.split()) for product in b.products)


def _named(targets: Iterable[str], names: Iterable[str]) -> bool:
    known = set(names)
    return any(t in known or any(t in name or name in t for name in known if len(name) > 3) for t in targets)


def story_likeness(vector: Vector, members: Sequence[Vector]) -> float:
    """Half the highest and half the mean likeness to a story's articles; APART when one of them is.

    An article far in time from every member is apart too.
    """
    if not any(_near(vector, other) for other in members):
        return APART
    best, total = APART, 0.0
    for other in members:
        score = likeness(vector, other)
        if score <= OPPOSED:  # most stories of one company are told apart by their first member
            return APART
        best, total = max(best, score), total + score
    return 0.5 * best + 0.5 * total / len(members)


def _near(a: Vector, b: Vector) -> bool:
    """Not too far apart in time; one text that is published again is near whenever it is."""
    return in_time(a, b) or one_text(a.text, b.text)


def in_time(a: Vector, b: Vector) -> bool:
    """Whether the dates speak against one story; an undated article may be of any time."""
    return not (a.dated and b.dated) or abs(a.told - b.told) <= MAX_GAP


def one_text(a: tuple[str, Sequence[int]], b: tuple[str, Sequence[int]]) -> bool:
    """Whether one of two texts, (hash, sketch), is a copy of the other: COPY of their word runs are the same."""
    if a[0] and a[0] == b[0]:
        return True
    if not a[1] or not b[1]:
        return False
    union, shared = sorted({*a[1], *b[1]})[:SKETCH], set(a[1]) & set(b[1])
    return sum(value in shared for value in union) >= COPY * len(union)
