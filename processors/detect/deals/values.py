"""Units as facts: names by the rules' spelling or as written, sums as money."""

from __future__ import annotations

import re

from newswatch.messages import DealStatus, Fact, Money
from processors.detect.deals.rates import period_of
from processors.detect.grammar.quoting import as_written, evidence, naming, unit_text
from processors.detect.words.unit import Text, Unit

CROWD = "big-tech-firms"
"""The company of the rules that stands for many at once."""


def fact(text: Text, unit: Unit, value: str | None = None) -> Fact:
    """A unit as a fact: a known name by its name in the rules, an unknown one as written."""
    return Fact(value=value or _display(text, unit), evidence=naming(text, unit))


_VEHICLE = re.compile(
    r" (?:Growth|Ventures?|Capital|Partners|Equity|Fund|Group|Holdings?|Management|Investments?|Advisors|Gestion|"
    r"Participations)(?: (?:Partners|Management|Group|Growth))?\b"
)


def giver(text: Text, unit: Unit) -> Fact:
    """A unit that gives, as a fact: an unknown name with what kind of investor it calls itself."""
    more = _VEHICLE.match(text.text, unit.end) if unit.name is None else None
    if more is None:
        return fact(text, unit)
    return as_written(text, unit.start, more.end())


def _display(text: Text, unit: Unit) -> str:
    """The company's name for known ones; the words themselves otherwise."""
    if unit.name is None:
        return unit_text(text, unit)
    if unit.name.company.id == "deepmind":
        return "DeepMind" if unit.low == "deepmind" else "Google DeepMind"
    return (
        unit.name.name
        if unit.name.kind == "person" and unit.name.company.level in ("investor", "other")
        else unit.name.company.name
    )


def money(text: Text, unit: Unit, status: DealStatus) -> Money:
    """A sum as an amount."""
    assert unit.sum is not None
    return Money(
        value=unit.sum.value,
        currency=unit.sum.currency,
        per=period_of(text, unit),
        status=status,
        approximate=unit.sum.approximate,
        evidence=evidence(text, unit.start, unit.end),
    )
