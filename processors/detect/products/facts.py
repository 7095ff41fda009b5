"""From judged signs to launch facts: organisation, product, version, availability, and their words."""

from __future__ import annotations

import re

from newswatch.messages import Fact, Launch
from processors.detect.grammar.quoting import evidence
from processors.detect.grammar.reading import Reading
from processors.detect.launches.signs import JudgedSign, Sign
from processors.detect.products.availability import How, availability, ways_told
from processors.detect.products.dated import planned_for
from processors.detect.products.exactly import exactly
from processors.detect.products.foremost import foremost
from processors.detect.products.grown import grown
from processors.detect.products.names import names_of
from processors.detect.products.organisations import by_owner, organisation_fact
from processors.detect.products.placed import placed
from processors.detect.products.renamed import renamed
from processors.detect.products.rightly import rightly
from processors.detect.products.settled import settled
from processors.detect.products.told_twice import filled, like, tells_way, without_generic
from processors.detect.products.unrivalled import unrivalled
from processors.detect.products.written import (
    fuller,
    span_fact,
    whole,
    with_maker,
    within_heading,
)

_VERSION = re.compile(r"v?(?<![\d.])(?!365\b)\d+(?:\.\d+)*[a-z]?\b")
"""`Microsoft 365` is no version."""
_KIND_ALONE = frozenset({"ai", "ia"})
"""`Live Notes : une IA pour …`: its capitals are no name's."""
_READ = 30
"""Signs that are read for their facts, of which six launches are told: more say one thing over and over."""


def launches_of(signs: list[JudgedSign], reading: Reading) -> list[Launch]:
    """One launch an organisation and product; the best signs first, each product told once."""
    found: list[Launch] = []
    seen: set[tuple[str, str]] = set()
    untold: set[int] = set()
    texts = ways_told(reading)
    best_first = unrivalled(sorted(signs, key=lambda s: (-s.score, s.sign.text.field != "headline")), reading)
    for one in best_first[:_READ]:
        how = availability(reading, one.sign, texts)
        sign = by_owner(one.sign)
        for launch in _launches(sign, reading, how):
            family = sign.company.group
            product = launch.product.value.lower() if launch.product else ""
            if any(f == family and like(product, p) for f, p in seen):
                tells = {k for k in untold if how.way and tells_way(found[k], launch)}
                found = [filled(old, launch, k in tells) for k, old in enumerate(found)]
                untold -= tells
                continue
            seen.add((family, product))
            if how.way is None:
                untold.add(len(found))
            found.append(launch)
    return foremost(without_generic(found, reading), reading)[:6]


def _launches(sign: Sign, reading: Reading, how: How) -> list[Launch]:
    organisation = organisation_fact(sign, reading)
    names = names_of(sign, reading)
    start, end = sign.span
    proof = evidence(sign.text, start, end)
    return [
        Launch(
            organisation=organisation,
            product=product,
            version=_version(product),
            availability=how.way or "announced",
            by_verb=how.by_verb,
            planned=planned_for(sign, reading) if how.way in (None, "announced") else None,
            evidence=proof,
        )
        for product in [_spelt(name, sign, reading) for name in names]
    ]


def _spelt(name: Fact | None, sign: Sign, reading: Reading) -> Fact | None:
    """The name from where it begins to where it ends, and what it is an old product's part of."""
    name = within_heading(name, reading)
    called = whole(fuller(with_maker(sign, renamed(name, sign)), sign, reading), reading)
    newly = grown(placed(_headed(called, sign), reading), reading)
    return exactly(rightly(settled(newly, reading), reading), reading)


def _headed(fact: Fact | None, sign: Sign) -> Fact | None:
    """`Live Notes : une IA pour …`: of what is only said to be AI the heading is the name, or there is none."""
    if fact is None or fact.value.lower() not in _KIND_ALONE:
        return fact
    units = sign.clause.units
    colon = next((k for k, unit in enumerate(units[:8]) if unit.low == ":"), 0)
    heading = units[:colon]
    if not 0 < colon <= 5 or not (heading[0].capital and heading[-1].capital) or heading[-1].name is not None:
        return None
    return span_fact(sign.text, heading[0].start, heading[-1].end)


def _version(product: Fact | None) -> str | None:
    if product is None:
        return None
    match = _VERSION.search(product.value.lower())
    return match.group() if match else None
