"""What is amiss with rules that only all files together show: a company that is not there, a figure out of bounds."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches

from processors.detect.words.model import Company, Product, Products, RuleFile, Threshold

OF_ALL = frozenset({"round", "valuation", "capex", "label", "below"})
"""Thresholds of all rules, whatever rule of one's own has such an id."""
_IN_DOLLARS = {"round": 0.0, "valuation": 0.0, "capex": 1e9}
"""The thresholds that are sums, each with the least that it can be set to."""
_OF_CODE = re.compile(r"(?:act|borrowed|denied|heading|held|juxtaposed|noun|title|wide)\b")
"""How rules begin that are forms, and no verb of a file (`noun-compute`)."""


class Amiss(ValueError):
    """A mistake of an entry, told as `section id: what`; its place in the files is looked up by whoever reads them."""

    def __init__(self, section: str, id: str, key: tuple[str | int, ...], said: str) -> None:
        super().__init__(f"{section} {id}: {said}")
        self.section, self.id, self.key = section, id, key


def amiss(rules: RuleFile, known: Collection[str], verbs: Collection[str]) -> Iterator[Amiss]:
    """What is wrong. `known`: the ids of all companies, `verbs`: those of all verbs, disabled ones included."""
    yield from _claimed_twice(rules.companies)
    for company in rules.companies:
        if company.parent is not None and company.parent not in known:
            yield Amiss("companies", company.id, ("parent",), _no_company(company.parent, known))
    owned: tuple[tuple[str, tuple[Product | Products, ...]], ...] = (
        ("products", rules.products),
        ("families", rules.families),
    )
    for section, products in owned:
        for product in products:
            if product.company not in known:
                yield Amiss(section, product.id, ("company",), _no_company(product.company, known))
    for threshold in rules.thresholds:
        yield from _out_of_bounds(threshold, verbs)


def _no_company(company: str, known: Collection[str]) -> str:
    """That a company is not there, and which may be meant."""
    return f"no company has the id {company!r}{did_you_mean(company, known)}"


def did_you_mean(word: str, known: Collection[str]) -> str:
    """`; did you mean X?`, where one of these is near."""
    near = get_close_matches(word, known, n=1, cutoff=0.75)
    return f"; did you mean {near[0]!r}?" if near else ""


def _claimed_twice(companies: Iterable[Company]) -> Iterator[Amiss]:
    """An address speaks for one company."""
    owners: dict[str, str] = {}
    for company in companies:
        for at, site in enumerate(company.sites):
            other = owners.setdefault(site, company.id)
            if other != company.id:
                said = (
                    f"company {other} has the site {site} too, and it speaks for one: "
                    f"give {other} its `sites` without it"
                )
                yield Amiss("companies", company.id, ("sites", at), said)


def _out_of_bounds(threshold: Threshold, verbs: Collection[str]) -> Iterator[Amiss]:
    rule, value = threshold.id, threshold.value
    if rule not in OF_ALL and rule not in verbs and not _OF_CODE.match(rule):
        near = did_you_mean(rule, [*OF_ALL, *verbs])
        yield Amiss(
            "thresholds", rule, ("id",), f"neither {', '.join(sorted(OF_ALL))} nor the id of a verb{near}"
        )
    elif rule not in _IN_DOLLARS and value > 1:
        yield Amiss("thresholds", rule, ("value",), f"a score from 0 to 1, and no score reaches {value:g}")
    elif value < _IN_DOLLARS.get(rule, 0.0):
        yield Amiss(
            "thresholds", rule, ("value",), f"it can only be set higher than {_IN_DOLLARS[rule]:g} US dollars"
        )
