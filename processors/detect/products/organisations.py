"""Whose launch it is, as a fact: the organisation by its shown name, with the words that name it."""

from __future__ import annotations

from newswatch.messages import Fact
from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.quoting import naming
from processors.detect.grammar.reading import Reading
from processors.detect.launches.signs import Sign
from processors.detect.words.unit import Unit


def organisation_fact(sign: Sign, reading: Reading) -> Fact:
    """The organisation by its shown name; the words that name it or its product prove it."""
    company = sign.company
    own = reading.organisation
    if own is not None and own.id != company.id and own.parent == company.id:
        company = own  # GitHub's own post on Copilot
    unit = sign.organisation
    value = company.shown or company.name
    if (
        company.id == "deepmind"
        and unit is not None
        and unit.low == "deepmind"
        and not _google_near(sign.clause, unit)
    ):
        value = "DeepMind"
    if unit is None:
        return Fact(value=value)
    return Fact(value=value, evidence=naming(sign.text, unit))


def _google_near(clause: Clause, unit: Unit) -> bool:
    units = clause.sentence.units
    at = next((k for k, other in enumerate(units) if other is unit), 0)
    near = units[max(0, at - 3) : at]
    return any(other.name and other.name.company.id == "google" for other in near) and all(
        o.low != "," for o in near
    )
