"""What speaks against two articles telling one happening: what tells them apart, as named features."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from processors.matching.copies import one_text
from processors.matching.days import SOON
from processors.matching.kin import are_sisters, are_two_systems
from processors.matching.namesakes import any_named, other_payers, own_names, same_product
from processors.matching.vector import Vector
from processors.matching.weights import ALONE, AT_ONCE, LATER, SAME_DAY, SEQUEL, TOLD_ASIDE, WEIGHTS
from processors.matching.words import OWNERS, weigh

UNLIKE_TEXT = 0.6
"""Likeness of words under which one outlet's two articles are of two things."""
TOLD_OF = 2
"""Things (concepts, one for both languages) that each of two articles tells of, at least, to be of two topics."""
_ALONE = tuple((kind, f"{kind} alone") for kind in ALONE)
ODD = frozenset(name for _, name in _ALONE)
_COMES = frozenset({"arrival", "region"})
MEASURES = frozenset(
    {"inquiry", "court", "barred", "fined", "tariff", "allowed", "law-made", "law-asked", "law-stopped"}
)
"""What an authority does: one thing at a time."""
_RULED = frozenset({"fined", "barred"})
"""What an authority does that a court does by its verdict."""
ACTS = frozenset({"people", "layoff", "ipo", "ads", "court", "figures", "incident", "deal"})
"""What becomes of a company, or what it does: the same, where no label says what the news is."""
REPORTS = frozenset({"deal", "launch"})
"""Kinds that a report of the thing itself names, where no label says so."""
_BECAME = (
    SEQUEL - {"figures", "price", "score"}
    | LATER
    | MEASURES
    | {"denial", "policy", "deal-blocked", "deal-undone"}
)
"""Kinds of which a report of the thing itself names none."""
MOVING = frozenset({"launch", "arrival", "region"})
"""Kinds of happening that another platform makes another one of."""


def speak_against(a: Vector, b: Vector, found: dict[str, float], days: float) -> None:
    """Add what speaks against one happening to what is `spoken_for` it."""
    _opposed(a, b, found)
    if a.outlet and a.outlet == b.outlet and not one_text(a.text, b.text):
        # an outlet tells a thing once, mostly: its next article is of the next thing
        found["same outlet"] = 1.0
        if (
            found["words"] < UNLIKE_TEXT
            and not a.labels.isdisjoint(b.labels)
            and not ("amount" in found and "two targets" not in found and found.get("days", 2.0) <= SOON)
        ):
            found["outlet's next"] = 1.0
    # what is told with its sum or its target, and no other sum or kind, is the one deal a week later too
    if days > 2:
        deal = "amount" in found or "target" in found or "known target" in found
        if not deal or "two amounts" in found or not ODD.isdisjoint(found):
            found["more days"] = min(days, 5.0) - 2


def _opposed(a: Vector, b: Vector, found: dict[str, float]) -> None:
    odd = a.kinds ^ b.kinds
    if odd and (alone := [name for kind, name in _ALONE if kind in odd]):
        if not a.labels and not b.labels:  # then several odd kinds are mostly several words for one
            alone = [min(alone, key=lambda name: (WEIGHTS[name], name))]
        late = _lateness(found)
        if "product" in found and "label" in found:  # `hits back at X with Y` launches Y, too
            alone = [name for name in alone if name != "answer alone"]
        for name in alone:
            aside = name[:-6] in a.aside or name[:-6] in b.aside
            found[name] = (TOLD_ASIDE if aside else 1.0) * (1.0 if name in AT_ONCE else late)
    if bool(a.labels) != bool(b.labels):
        if sequel := SEQUEL & odd & (b.kinds if a.labels else a.kinds):
            found["sequel"] = 1.0 if any(f"{kind} alone" in AT_ONCE for kind in sequel) else _lateness(found)
    elif a.labels and not a.labels & b.labels:
        found["two labels"] = 1.0
    if (
        a.labels.isdisjoint(b.labels)  # else both report it: `Under fire, X launches Y`
        and not LATER.isdisjoint(odd)
        and (told := max(_is_later(a, b, odd), _is_later(b, a, odd)))
    ):
        found["later"] = told
    if not a.labels & b.labels and {"deal", "launch"} <= odd and ("deal" in a.kinds) != ("launch" in a.kinds):
        found["deal and launch"] = 1.0
    if not _COMES.isdisjoint(odd) and (
        b.heads < a.heads and not a.heads <= b.owners
        if not _COMES.isdisjoint(a.kinds)
        else a.heads < b.heads and not b.heads <= a.owners
    ):
        found["elsewhere"] = 1.0  # on the platform of a company that the other one does not name
    elif (a.hosts or b.hosts) and a.hosts.isdisjoint(b.own) and b.hosts.isdisjoint(a.own):
        found["hosted"] = 1.0  # into the product of one that the table does not know
    if (a.past or b.past) and _looks_back(a, b) != _looks_back(b, a):
        found["looks back"] = 1.0  # one tells what the other one tells as past
    if (
        min(len(a.topics), len(b.topics)) >= TOLD_OF
        and a.topics.isdisjoint(b.topics)
        and not (_of_people(a) and _of_people(b))  # who is hired here leaves there
    ):
        found["two topics"] = 1.0  # each tells of several things, and none is the other's
    _named_apart(a, b, found)
    _placed_apart(a, b, found)
    if "court" in a.kinds and "court" in b.kinds:
        _in_court(a, b, found)
    if _one_each(MEASURES, a, b) and not (_by_verdict(a, b) or _by_verdict(b, a)):
        found["two measures"] = 1.0
    elif not a.labels and not b.labels and _one_each(ACTS, a, b):
        found["two acts"] = 1.0
    if any(kind.startswith("deal-") for kind in odd):
        left, right = _steps(a, "deal-"), _steps(b, "deal-")
        if not left or not right:
            if "court" not in a.kinds | b.kinds:  # who sues to stop a deal blocks it, say others
                found["deal step alone"] = 1.0
        elif left.isdisjoint(right):
            found["two deal steps"] = 1.0


def _is_later(a: Vector, b: Vector, odd: Set[str]) -> float:
    """How surely one tells what became of what the other one reports, and names nothing of the kind itself."""
    kinds = LATER & odd
    if kinds.isdisjoint(a.kinds) or not _BECAME.isdisjoint(b.kinds) or not (b.labels or REPORTS & b.kinds):
        return 0.0
    return 1.0 if kinds.isdisjoint(b.aside) else TOLD_ASIDE


def _one_each(kinds: frozenset[str], a: Vector, b: Vector) -> bool:
    """Whether each headline names some of these kinds, and no one that the other names."""
    ours, theirs = kinds & a.kinds, kinds & b.kinds
    return bool(ours and theirs) and ours.isdisjoint(theirs)


def _by_verdict(a: Vector, b: Vector) -> bool:
    """`loses its case` and `is fined` are of one day in court."""
    return "court-verdict" in a.kinds and not _RULED.isdisjoint(b.kinds)


def _of_people(vector: Vector) -> bool:
    return "people" in vector.kinds or "people" in vector.aside


def _lateness(found: Mapping[str, float]) -> float:
    """How much an odd kind of happening says: on the day itself it is mostly the other's in other words."""
    return 1.0 if "undated" in found else SAME_DAY + (1.0 - SAME_DAY) * min(found["days"], 1.0)


def _named_apart(a: Vector, b: Vector, found: dict[str, float]) -> None:
    """Another target, product, payer, sum, company or version."""
    sums_apart = a.amounts and b.amounts and found.keys().isdisjoint(("amount", "bare amount"))
    if are_two_targets(a, b):
        found["two targets"] = 1.0
    both = a.products and b.products
    ours, theirs = (own_names(a.products), own_names(b.products)) if both else ((), ())
    if ours and theirs and not any(same_product(x, y) for x in ours for y in theirs):
        shared = a.rare & b.rare
        if not any(word in shared for product in (*ours, *theirs) for word in product.split()) and (
            a.versions or b.versions or not (_has_all(a.own, theirs) or _has_all(b.own, ours))
        ):
            found["two products"] = 1.0  # else they call one product by more or fewer words
    if a.payers and b.payers and not any_named(a.payers, b.payers):
        if sums_apart:
            found["two payers"] = 1.0  # Amazon's four billion and Google's two, both into Anthropic
        elif other_payers(a, b):
            found["other payers"] = 1.0
    if sums_apart:
        found["two amounts"] = 1.0
    if (
        a.deeds
        and b.deeds
        and a.deeds.isdisjoint(b.deeds)
        and "amount" not in found
        and not (a.rare.isdisjoint(b.rare) and a.targets.isdisjoint(b.targets))
    ):
        found["two deeds"] = 1.0  # a firm raised money, or it was bought
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


def _has_all(words: Mapping[str, float], products: Sequence[str]) -> bool:
    """Whether a text has each word of a product's name."""
    return any(
        all(weigh(word)[0] in words or f"~{word}" in words for word in product.split())
        for product in products
    )


def are_two_targets(a: Vector, b: Vector) -> bool:
    """Whether each tells of a deal with somebody whom the other does not name."""
    return bool(
        a.targets
        and b.targets
        and not any_named(a.targets, b.targets | b.names)
        and not any_named(b.targets, a.names)
    )


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
        if not MOVING.isdisjoint(a.kinds) and not MOVING.isdisjoint(b.kinds):
            found["two regions"] = 1.0  # a thing comes to one country, and to another one
    if a.powers and b.powers and a.powers.isdisjoint(b.powers):
        found["two powers"] = 1.0  # what one country does, and another one
    if a.platforms and b.platforms and not a.platforms & b.platforms:
        found["two platforms"] = 1.0
    if bool(a.platforms) != bool(b.platforms) and not MOVING.isdisjoint(a.kinds | b.kinds):
        found["platform alone"] = 1.0


def _in_court(a: Vector, b: Vector, found: dict[str, float]) -> None:
    """Another plaintiff, another step, or another day without a step in common."""
    if "court-filed" in a.kinds & b.kinds and a.rare and b.rare and not a.rare & b.rare:
        found["two plaintiffs"] = 1.0
    left, right = _steps(a, "court-"), _steps(b, "court-")
    if left and right and not left & right:
        # (`to sue` is mostly `sues` where both are told at one time)
        found["two court stages"] = _lateness(found) if "court-vowed" in left | right else 1.0
    if found.get("days", 0) > SOON and not left & right:
        found["another court day"] = 1.0


def _steps(vector: Vector, of: str) -> set[str]:
    """The steps of a trial (`court-`), or of what authorities do about a deal (`deal-`), that the headline names."""
    return {kind for kind in vector.kinds if kind.startswith(of)}


def _looks_back(a: Vector, b: Vector) -> bool:
    """Whether the headline of one looks back at what the other tells: its target, product or a name of its own."""
    if not a.past:
        return False
    before = {OWNERS.get(word) for word in a.past}
    if b.heads and b.heads <= before and a.heads - before:
        return True
    told = {*b.targets, *(b.rare if not b.targets and not b.products else ())}
    return bool(a.past & told) or any(a.past >= set(product.split()) for product in b.products)
