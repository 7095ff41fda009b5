"""What speaks for and against two articles telling one happening: named features, and what each counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from processors.matching.keys import SKETCH
from processors.matching.kin import are_sisters, are_two_systems
from processors.matching.vector import Vector
from processors.matching.weights import ALONE, AT_ONCE, SAME, SAME_DAY, SEQUEL, SMALLER, TOLD_ASIDE, WEIGHTS
from processors.matching.words import FAINT_CONCEPTS, OWNERS, WATCHED

RATES = {"USD": 1.0, "EUR": 1.1, "GBP": 1.27, "CHF": 1.1, "CAD": 0.73, "AUD": 0.66, "CNY": 0.14, "JPY": 0.0067,
         "INR": 0.012, "KRW": 0.00073, "SEK": 0.095, "SGD": 0.74}  # fmt: skip
"""Rough dollars a unit: good for telling one deal in two currencies from two deals, for nothing else."""
COPY = 0.6
"""Share of its word runs that a copy has in common with its origin."""
ALIKE = 0.25
"""Likeness of words from which a kind in common counts whole."""
MANY = 8
"""Words in common, but for companies, that count one by one: in a long text each of them is little."""
DEEDS = 3
"""The same of `_DEEDS`, which count once more."""
BARE = 0.06
"""Likeness of words, less that of companies, under which two launches of one company have little but its name."""
UNLIKE_TEXT = 0.6
"""Likeness of words under which one outlet's two articles are of two things."""
_LAUNCH = frozenset({"competitor_launch"})
_DEEDS = frozenset(f"~{concept}" for concept in FAINT_CONCEPTS)
"""What is done, or to what, in words of each day: to launch, to raise, an assistant. Alone they tell no event; that two
articles of one company have several in common does."""
TOLD_OF = 2
"""Things (concepts, one for both languages) that each of two articles tells of, at least, to be of two topics."""
SOON = 1.0
"""Days within which two reports are of one day's news."""
_PART = ("~raise", "~invest", "~stake")
"""What is told of a firm of which only a part is bought."""
_ALONE = tuple((kind, f"{kind} alone") for kind in ALONE)
ODD = frozenset(name for _, name in _ALONE)
_KNOWN = frozenset(OWNERS.values())
"""Companies that the table knows by name."""
_COMES = frozenset({"arrival", "region"})
MOVING = frozenset({"launch", "arrival", "region"})
"""Kinds of happening that another platform makes another one of."""


def same_money(a: tuple[str, float], b: tuple[str, float]) -> bool:
    """Whether two sums, (currency, units), may be one: 2 % in one currency, 15 % between two."""
    if a[0] == b[0] or not a[0] or not b[0]:
        return abs(a[1] - b[1]) <= 0.02 * max(a[1], b[1])
    if a[0] not in RATES or b[0] not in RATES:
        return False
    left, right = a[1] * RATES[a[0]], b[1] * RATES[b[0]]
    return abs(left - right) <= 0.15 * max(left, right)


def one_text(a: tuple[str, Sequence[int]], b: tuple[str, Sequence[int]]) -> bool:
    """Whether one of two texts, (hash, sketch), is a copy of the other: COPY of their word runs are the same."""
    if a[0] and a[0] == b[0]:
        return True
    if not a[1] or not b[1]:
        return False
    shared = set(a[1]).intersection(b[1])
    if not shared:
        return False
    union = sorted({*a[1], *b[1]})[:SKETCH]
    return sum(value in shared for value in union) >= COPY * len(union)


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
        if _is_company(token):
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


def _is_company(token: str) -> bool:
    return token[0] == "@" or token in OWNERS or token in WATCHED


def news_days(one: datetime, other: datetime) -> float:
    """Days between two reports, without those of a weekend between them.

    What is told on a Friday, others tell on Monday: to them it is the next day.
    """
    first, last = (one, other) if one <= other else (other, one)
    days = (last - first).total_seconds() / 86400
    if days <= SOON:
        return days
    begins = first.toordinal() + 1
    ends = min(last.toordinal(), begins + 8)
    return days - (_weekend_days(ends) - _weekend_days(begins))


def _weekend_days(before: int) -> int:
    """How many Saturdays and Sundays there are before a date's ordinal: the remainders 6 and 0."""
    return before // 7 + (before + 6) // 7


def features(a: Vector, b: Vector) -> dict[str, float]:
    """What speaks for and against two articles telling one happening; names as in WEIGHTS."""
    found, days = spoken_for(a, b)
    speak_against(a, b, found, days)
    return found


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
    return found, days


def speak_against(a: Vector, b: Vector, found: dict[str, float], days: float) -> None:
    """Add what speaks against one happening to what is `spoken_for` it."""
    _opposed(a, b, found)
    if a.outlet and a.outlet == b.outlet and not one_text(a.text, b.text):
        # an outlet tells a thing once, mostly: its next article is of the next thing
        found["same outlet"] = 1.0
        if found["words"] < UNLIKE_TEXT and not a.labels.isdisjoint(b.labels):
            found["outlet's next"] = 1.0
    # what is told with its sum or its target, and no other sum or kind, is the one deal a week later too
    if days > 2:
        deal = "amount" in found or "target" in found or "known target" in found
        if not deal or "two amounts" in found or not ODD.isdisjoint(found):
            found["more days"] = min(days, 5.0) - 2


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
        if (owners or rare or named) and not _other_payers(a, b):
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
        and any(_same_product(x, y) for x in _own_names(a.products) for y in _own_names(b.products))
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


def _same_product(a: str, b: str) -> bool:
    """One's words are among the other's: `opus 4 5` and `claude opus 4 5`; but `gemini 4 flash` is not `gemini 4`."""
    left, right = set(a.split()), set(b.split())
    return (left <= right or right <= left) and not SMALLER & (left ^ right)


def _other_payers(a: Vector, b: Vector) -> bool:
    """Whether each tells of somebody who pays, and neither of the other's nor of one target.

    A round has many who pay, of whom each outlet names its own; but a firm is bought once.
    """
    if not a.payers or not b.payers:
        return False
    if a.targets & b.targets and not _buys(a) and not _buys(b):
        return False
    return not _named(a.payers, b.payers | b.names) and not _named(b.payers, a.names)


def _buys(vector: Vector) -> bool:
    """Whether a firm is bought as a whole: no stake, no part in a round."""
    return "~acquire" in vector.topics and not any(word in vector.own for word in _PART)


def _own_names(products: frozenset[str]) -> list[str]:
    """The products without bare families: `claude` tells nothing of which Claude."""
    return [p for p in products if not all(word in OWNERS for word in p.split())]


def _opposed(a: Vector, b: Vector, found: dict[str, float]) -> None:
    odd = a.kinds ^ b.kinds
    if odd and (alone := [name for kind, name in _ALONE if kind in odd]):
        if not a.labels and not b.labels:  # then several odd kinds are mostly several words for one
            alone = [min(alone, key=lambda name: (WEIGHTS[name], name))]
        late = _lateness(found)
        for name in alone:
            aside = name[:-6] in a.aside or name[:-6] in b.aside
            found[name] = (TOLD_ASIDE if aside else 1.0) * (1.0 if name in AT_ONCE else late)
    if bool(a.labels) != bool(b.labels):
        if SEQUEL & odd & (b.kinds if a.labels else a.kinds):
            found["sequel"] = 1.0
    elif a.labels and not a.labels & b.labels:
        found["two labels"] = 1.0
    if not a.labels & b.labels and {"deal", "launch"} <= odd and ("deal" in a.kinds) != ("launch" in a.kinds):
        found["deal and launch"] = 1.0
    if not _COMES.isdisjoint(odd) and (
        b.heads < a.heads if not _COMES.isdisjoint(a.kinds) else a.heads < b.heads
    ):
        found["elsewhere"] = 1.0  # on the platform of a company that the other one does not name
    if (a.past or b.past) and _looks_back(a, b) != _looks_back(b, a):
        found["looks back"] = 1.0  # one tells what the other one tells as past
    if min(len(a.topics), len(b.topics)) >= TOLD_OF and a.topics.isdisjoint(b.topics):
        found["two topics"] = 1.0  # each tells of several things, and none is the other's
    _named_apart(a, b, found)
    _placed_apart(a, b, found)
    if "court" in a.kinds and "court" in b.kinds:
        _in_court(a, b, found)


def _lateness(found: Mapping[str, float]) -> float:
    """How much an odd kind of happening says: on the day itself it is mostly the other's in other words."""
    return 1.0 if "undated" in found else SAME_DAY + (1.0 - SAME_DAY) * min(found["days"], 1.0)


def _named_apart(a: Vector, b: Vector, found: dict[str, float]) -> None:
    """Another target, product, payer, sum, company or version."""
    sums_apart = a.amounts and b.amounts and found.keys().isdisjoint(("amount", "bare amount"))
    if (
        a.targets
        and b.targets
        and not _named(a.targets, b.targets | b.names)
        and not _named(b.targets, a.names)
    ):
        found["two targets"] = 1.0
    both = a.products and b.products
    ours, theirs = (_own_names(a.products), _own_names(b.products)) if both else ((), ())
    if ours and theirs and not any(_same_product(x, y) for x in ours for y in theirs):
        shared = a.rare & b.rare
        if not any(word in shared for product in (*ours, *theirs) for word in product.split()):
            found["two products"] = 1.0  # else they call one product by more or fewer words
    if a.payers and b.payers and not _named(a.payers, b.payers):
        if sums_apart:
            found["two payers"] = 1.0  # Amazon's four billion and Google's two, both into Anthropic
        elif _other_payers(a, b):
            found["other payers"] = 1.0
    if sums_apart:
        found["two amounts"] = 1.0
    if a.heads and b.heads and not a.heads & b.heads:
        found["other companies"] = 1.0
    elif a.lead and b.lead and not (a.lead <= b.owners and b.lead <= a.owners):
        found["lead unnamed"] = 1.0  # of two that name Google, the one about Anthropic is another
    if (
        (a.heads or a.told_of)
        and (b.heads or b.told_of)
        and a.rare.isdisjoint(b.rare)
        and _unnamed(a, b)
        and _unnamed(b, a)
    ):
        found["other actors"] = 1.0
    if _is_unheard(a, b) or _is_unheard(b, a):
        found["unheard"] = 1.0
    if a.kin and b.kin and are_sisters(a.kin, b.kin, a.own, b.own):
        found["two sisters"] = 1.0
    elif a.versions and b.versions and are_two_systems(a.versions, b.versions, a.own, b.own):
        found["two systems"] = 1.0
    if a.variants and b.variants and not a.variants & b.variants:
        found["two variants"] = 1.0


def _is_unheard(a: Vector, b: Vector) -> bool:
    """Whether the headline of one names somebody or something that the other does not have at all."""
    return not a.told_of.issubset(b.own) or not a.heads <= b.owners


def _unnamed(a: Vector, b: Vector) -> bool:
    """Whether nobody whom the headline of one names is in the other."""
    return (
        a.heads.isdisjoint(b.owners)
        and a.heads.isdisjoint(b.named)
        and a.told_of.isdisjoint(b.owners)
        and a.told_of.isdisjoint(b.named)
    )


def _placed_apart(a: Vector, b: Vector, found: dict[str, float]) -> None:
    """Another country or platform."""
    if a.places and b.places and not a.lands & b.lands:
        found["two places"] = 1.0
    if a.platforms and b.platforms and not a.platforms & b.platforms:
        found["two platforms"] = 1.0
    if bool(a.platforms) != bool(b.platforms) and not MOVING.isdisjoint(a.kinds | b.kinds):
        found["platform alone"] = 1.0


def _in_court(a: Vector, b: Vector, found: dict[str, float]) -> None:
    """Another plaintiff, another step, or another day without a step in common."""
    if "court-filed" in a.kinds & b.kinds and a.rare and b.rare and not a.rare & b.rare:
        found["two plaintiffs"] = 1.0
    left, right = ({k for k in v.kinds if k.startswith("court-")} for v in (a, b))
    if left and right and not left & right:
        found["two court stages"] = 1.0
    if found.get("days", 0) > SOON and not left & right:
        found["another court day"] = 1.0


def _looks_back(a: Vector, b: Vector) -> bool:
    """Whether the headline of one looks back at what the other tells: its target, product or a name of its own."""
    if not a.past:
        return False
    before = {OWNERS.get(word) for word in a.past}
    if b.heads and b.heads <= before and a.heads - before:
        return True
    told = {*b.targets, *(b.rare if not b.targets and not b.products else ())}
    return bool(a.past & told) or any(a.past >= set(product.split()) for product in b.products)


def _named(targets: frozenset[str], names: frozenset[str]) -> bool:
    """Whether one of them is among the names, or is a longer or a shorter form of one."""
    if not targets.isdisjoint(names):
        return True
    for name in names:
        if len(name) > 3:
            for target in targets:
                if target in name or name in target:
                    return True
    return False
