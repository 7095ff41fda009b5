"""What speaks for two articles telling one happening: what they have in common, as named features."""

from __future__ import annotations

from collections.abc import Mapping

from processors.matching.amounts import same_money
from processors.matching.days import SOON, news_days
from processors.matching.namesakes import other_payers, own_names, same_product
from processors.matching.vector import Vector
from processors.matching.weights import SAME
from processors.matching.words import FAINT_CONCEPTS, OWNERS, WATCHED

ALIKE = 0.25
"""Likeness of words from which a kind in common counts whole."""
MANY = 8
"""Words in common, but for companies, that count one by one: in a long text each of them is little."""
DEEDS = 3
"""The same of `_DEEDS`, which count once more."""
BARE = 0.06
"""Likeness of words, less that of companies, under which two launches of one company have little but its name."""
VAGUE = 0.15
"""The same under which an article without a label has hardly a word of a deal or a launch that another one tells."""
_SAYS_MORE = "rare name,amount,bare amount,figures,version,target,known target,product,place,weekday"
_TELLING = frozenset(_SAYS_MORE.split(","))
"""What two of one company have in common that says more than words of each day."""
_LAUNCH = frozenset({"competitor_launch"})
_DEEDS = frozenset(f"~{concept}" for concept in FAINT_CONCEPTS)
"""What is done, or to what, in words of each day: to launch, to raise, an assistant. Alone they tell no event; that two
articles of one company have several in common does."""
_COMPANIES = WATCHED.union(OWNERS)
"""Words that stand for one."""
_KNOWN = frozenset(OWNERS.values())
"""Companies that the table knows by name."""


def spoken_for(a: Vector, b: Vector) -> tuple[dict[str, float], float]:
    """All that speaks for one happening, less what time says and where there is little: the rest only speaks against.
    And the days between.
    """
    crossing = bool(a.language and b.language and a.language != b.language)
    found: dict[str, float] = {}
    companies = _words_in_common(*((a.neutral, b.neutral) if crossing else (a.own, b.own)), found)
    if crossing and (common := a.meanings & b.meanings):
        found["meanings"] = min(len(common), 2)
    if a.labels == b.labels == _LAUNCH and (told := found["words"] - companies) < BARE:
        found["bare launch"] = 1.0 - max(told, 0.0) / BARE
    days = 0.0
    if a.dated and b.dated:
        days = news_days(a.told, b.told)
        found["days"] = min(days, 2.0)
        if days > SOON and (words := found["words"]):
            found["late words"] = words
            found["late names"] = companies
    else:
        found["undated"] = 1.0
    _shared(a, b, found)
    if (
        not crossing
        and bool(a.labels) != bool(b.labels)
        and (
            (told := found["words"] - companies) < VAGUE
            or (days > SOON and found.get("many words", 0.0) <= 1)
        )
        and found.get("companies", 0.0) < 2
        and found.keys().isdisjoint(_TELLING)
    ):
        found["vague"] = 1.0 - max(told, 0.0) / VAGUE if told < VAGUE else 1.0
    return found, days


def _words_in_common(a: Mapping[str, float], b: Mapping[str, float], found: dict[str, float]) -> float:
    """Add what two texts' words say for one happening; the part of their likeness that is names of companies, which are
    told of each day."""
    if len(a) > len(b):
        a, b = b, a
    words = companies = versions = 0.0
    others = deeds = 0
    for token in filter(b.__contains__, a):  # in the order of the keys: a sum must not depend on hashes
        value = a[token] * b[token]
        words += value
        if token in _COMPANIES or token[0] == "@":
            companies += value
            continue
        others += 1
        if token in _DEEDS:
            deeds += 1
        elif " " in token:
            versions += value
    found["words"] = words
    if others:
        found["many words"] = min(others, MANY)
        if deeds:
            found["deeds"] = min(deeds, DEEDS)
        if versions:
            found["version words"] = versions
    return companies


def _shared(a: Vector, b: Vector, found: dict[str, float]) -> None:
    rare = not a.rare.isdisjoint(b.rare)
    if rare and found.get("days", 2.0) <= SOON:
        found["rare name"] = 1.0  # what hardly anybody else is called, within a day
    named = not a.named.isdisjoint(b.named)
    common, owners = a.heads & b.heads, a.owners & b.owners
    if common:
        found["companies"] = min(len(common), 2)
    if not owners <= common:
        found["companies aside"] = 1.0
    if a.amounts and b.amounts and any(same_money(x, y) for x in a.amounts for y in b.amounts):
        if (owners or rare or named) and not other_payers(a, b):
            found["amount"] = 1.0
        else:
            found["bare amount"] = 1.0
    if figures := len(a.figures & b.figures):
        found["figures"] = min(figures, 2)
    if (
        a.versions
        and b.versions
        and any(a.versions[f] & b.versions[f] for f in a.versions.keys() & b.versions.keys())
    ):
        found["version"] = 1.0
    if targets := a.targets & b.targets:
        # who is told of each day has several deals in a week
        found["known target" if targets <= _KNOWN else "target"] = 1.0
    if (
        a.products
        and b.products
        and any(same_product(x, y) for x in own_names(a.products) for y in own_names(b.products))
    ):
        found["product"] = 1.0
    if topics := len(a.topics & b.topics):
        found["topics"] = min(topics, 3)
    if a.weekdays and b.weekdays:
        found["two weekdays" if a.weekdays.isdisjoint(b.weekdays) else "weekday"] = 1.0
    if not a.lands.isdisjoint(b.lands):
        found["place"] = 1.0
    if not a.labels.isdisjoint(b.labels):
        found["label"] = 1.0
    elif (rare or named or common) and SAME & a.kinds & b.kinds:
        # both an outage, both a fall on the stock market: in words in common, for a company has two in a week
        found["kind"] = min(1.0, found["words"] / ALIKE)
