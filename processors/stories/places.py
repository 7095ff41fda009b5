"""Which deals and launches that articles tell are one, under other names: what a story shows together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from newswatch.messages import StoryFact
from processors.matching.named import name_key
from processors.stories.choice import is_described, one_firm


def places(facts: Iterable[StoryFact]) -> dict[str, str]:
    """Group → the group that it is shown with.

    A deal without a target joins the one told most, and one of the same payers with a firm that is told longer or
    shorter, or with a name; `Opus 5` joins `Claude Opus 5` of one organisation.
    """
    facts = list(facts)
    weight: dict[str, int] = {}
    for fact in facts:
        weight[fact.group] = weight.get(fact.group, 0) + len(fact.reports)
    shown: dict[str, str] = {}
    launches: list[str] = []
    for group in sorted(weight, key=lambda g: (-len(g.partition("|")[2]), -weight[g], g)):
        shown[group] = next((other for other in launches if _one(group, other)), group)
        if shown[group] == group and group.startswith("launch:"):
            launches.append(group)
    deals = sorted(
        (g for g in weight if g.startswith("deal:") and g != "deal:"), key=lambda g: (-weight[g], g)
    )
    if len(deals) > 1:
        _join_firms(deals, facts, shown)
    if "deal:" in shown and deals:
        shown["deal:"] = shown[deals[0]]
    return shown


def _join_firms(deals: Sequence[str], facts: Sequence[StoryFact], shown: dict[str, str]) -> None:
    """Show deals with one firm, told under a longer and a shorter name, as one: that which is told most.

    A firm that has no name there (`AI chip startup`) is the one that has, where its payers have but one such deal.
    """
    named: dict[str, set[str]] = {group: set() for group in deals}
    payers: dict[str, set[str]] = {group: set() for group in deals}
    for fact in facts:
        if fact.group in named and fact.name == "target":
            named[fact.group].add(fact.value)
        elif fact.group in named and fact.name == "investor":
            payers[fact.group].add(name_key(fact.value))
    for at, group in enumerate(deals):
        for other in deals[:at]:
            apart = payers[group] and payers[other] and not payers[group] & payers[other]
            if not apart and any(one_firm(a, b) for a in named[group] for b in named[other]):
                shown[group] = shown[other]
                break
    unnamed = {group for group in deals if all(map(is_described, named[group]))}
    for group in unnamed:
        of_payers = {
            shown[one] for one in deals if one not in unnamed and payers[one] & payers[group]
        } - unnamed
        if len(of_payers) == 1:
            (shown[group],) = of_payers


def _one(group: str, other: str) -> bool:
    """Whether a group's product is another launch's of the same organisation, told shorter."""
    kind, _, product = group.partition("|")
    other_kind, _, other_product = other.partition("|")
    if kind != other_kind:
        return False
    words, others = set(product.split()), set(other_product.split())
    return words <= others
