"""A member made ready for comparison: its keys weighed, and sorted by what they say."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from newswatch.messages import Member
from processors.matching.kin import Kin
from processors.matching.named import name_key
from processors.matching.rare import is_rare
from processors.matching.signs import PLACE_WORDS
from processors.matching.told import signed_by
from processors.matching.translations import meanings
from processors.matching.words import FAINT_CONCEPTS, OWNERS, WATCHED, fold, is_common, is_plain

FOREIGN = 0.4
"""Share of a plain word's weight that counts against an article in the other language."""
_OWNED = OWNERS | {name_key(name): owner for name, owner in OWNERS.items()}
_TIMES = re.compile(r"\d+x")
"""How many times as fast, or as much: no name."""
_CAPITAL = (3.0, 1.5, 0.75)
"""The weights of a capitalised word in headline, description and lead."""


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
    named: frozenset[str]
    """Words of proper names, but for those of companies and places that are told of each day."""
    told_of: frozenset[str]
    """Those of them that the headline has."""
    heads: frozenset[str]
    """Companies that the headline names, itself, by a product or by their chief."""
    lead: frozenset[str]
    """The one that the headline names first."""
    owners: frozenset[str]
    """Companies that the text names anywhere."""
    versions: Mapping[str, frozenset[str]]
    variants: frozenset[str]
    amounts: tuple[tuple[str, float], ...]
    figures: frozenset[str]
    labels: frozenset[str]
    kinds: frozenset[str]
    """Kinds of happening that the headline names."""
    aside: frozenset[str]
    """Those that only the rest names."""
    deeds: frozenset[str]
    """`purchase` or `round`: the deal that the headline tells."""
    targets: frozenset[str]
    payers: frozenset[str]
    products: frozenset[str]
    topics: frozenset[str]
    past: frozenset[str]
    """Words of names that the headline looks back at."""
    weekdays: frozenset[str]
    places: frozenset[str]
    lands: frozenset[str]
    """`places`, and countries by whose adjective something is called."""
    powers: frozenset[str]
    """Countries that act in the headline."""
    platforms: frozenset[str]
    hosts: frozenset[str]
    """Words of the product, of neither a firm nor a platform that is known, that something comes into."""
    kin: Kin
    """What follows each family name in the headline."""
    meanings: frozenset[str]
    """What its words mean in both languages."""
    outlet: str
    """Who published it."""
    text: tuple[str, tuple[int, ...]]
    """The content's hash and the sketch: what a copy has in common."""


def vector_of(member: Member) -> Vector:
    """The member's keys, weighed: names and versions join the words, concepts and names cross languages."""
    tokens = {word for name in member.names for word in name.split()}
    said: dict[str, set[str]] = {}
    for kind in member.kinds:
        before, arrow, after = kind.partition("→")
        said.setdefault(before if arrow else "", set()).add(after or before)
    own = dict(member.words)
    for version in member.versions:
        own[version] = 2.5
    for number in member.numbers:
        own[f"#{float(number.partition(':')[2]):.2g}"] = 1.5
    own.update({f"#{figure}": 1.0 for figure in sorted(said.get("figure", ()))})
    heads, aside = _heads(member), _aside(member)
    own.update({f"@{owner}": 0.8 for owner in sorted(heads or aside)})
    kept = {t: w if _crosses(t, tokens) else w * FOREIGN for t, w in own.items()}
    families: dict[str, set[str]] = {}
    for version in member.versions:
        family, _, number = version.rpartition(" ")
        if number[0] == "+":
            continue
        families.setdefault(family, set()).add(number)
    names = {word: weight for word, weight in member.words.items() if weight in _CAPITAL and _is_name(word)}
    return Vector(
        id=member.id,
        language=member.in_language or "",
        told=member.told_at,
        dated=member.date_published is not None,
        own=_unit(own),
        neutral=_unit(kept),
        names=frozenset(member.names),
        rare=frozenset(filter(is_rare, member.names)),
        named=frozenset(names),
        told_of=frozenset(word for word, weight in names.items() if weight == _CAPITAL[0]),
        heads=frozenset(heads),
        lead=frozenset(heads & said.get("lead", set())),
        owners=frozenset(heads | aside),
        versions={family: frozenset(numbers) for family, numbers in families.items()},
        variants=frozenset(v for v in member.versions if " +" in v),
        amounts=tuple((c, float(v)) for c, _, v in (n.partition(":") for n in member.numbers)),
        figures=frozenset(said.get("figure", ())),
        labels=frozenset(member.labels),
        kinds=frozenset(said.get("", ())),
        aside=frozenset(said.get("aside", ())),
        deeds=frozenset(said.get("deed", ())),
        targets=frozenset(_OWNED.get(target, target) for target in said.get("deal", ())),
        payers=frozenset(_OWNED.get(payer, payer) for payer in said.get("payer", ())),
        products=frozenset(filter(_is_product, said.get("launch", ()))),
        topics=frozenset(w for w in member.words if w[0] == "~" and w[1:] not in FAINT_CONCEPTS),
        past=frozenset(said.get("after", ())),
        weekdays=frozenset(said.get("day", ())),
        places=frozenset(said.get("place", ())),
        lands=frozenset(said.get("place", set()) | said.get("land", set())),
        powers=frozenset(said.get("power", ())),
        platforms=frozenset(said.get("platform", ())),
        hosts=frozenset(said.get("host", ())),
        kin=_kin(said.get("kin", ())),
        meanings=meanings(member.in_language or "", member.words),
        outlet=fold(signed_by(member.headline) or member.publisher or member.source),
        text=(member.content_hash, member.sketch),
    )


def _kin(pairs: Iterable[str]) -> Kin:
    found: dict[str, set[str]] = {}
    for pair in pairs:
        family, _, follower = pair.partition(":")
        found.setdefault(family, set()).add(follower)
    return {family: frozenset(found[family]) for family in sorted(found)}


def _heads(member: Member) -> set[str]:
    """The companies that the headline names, itself or by their products."""
    found = {word: owner for word in member.words if (owner := OWNERS.get(word)) is not None}
    return {o for word, o in found.items() if member.words[word] >= (0.99 if word in WATCHED else 1.9)}


def _aside(member: Member) -> set[str]:
    """The companies that the text names or stands for at all."""
    found = {owner for word in member.words if (owner := OWNERS.get(word)) is not None}
    return found | {_OWNED[name] for name in member.names if name in _OWNED}


def _is_name(word: str) -> bool:
    return word[0] != "~" and word not in WATCHED and word not in OWNERS and word not in PLACE_WORDS


@lru_cache(maxsize=4096)
def _is_product(product: str) -> bool:
    """Whether something in it is a name: what is launched may be told by ordinary words, or by how much it is."""
    return any(not (is_plain(word) or is_common(word) or _TIMES.fullmatch(word)) for word in product.split())


def _crosses(token: str, names: set[str]) -> bool:
    return token[0] in "~#@" or " " in token or token in names or token in WATCHED


def _unit(weights: Mapping[str, float]) -> dict[str, float]:
    norm = math.sqrt(sum([w * w for w in weights.values()])) or 1.0
    return {token: weight / norm for token, weight in weights.items()}
