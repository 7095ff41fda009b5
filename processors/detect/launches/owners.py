"""Whose product it is, and which one: names that stand near a launch verb but are not its subject."""

from __future__ import annotations

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import counts, is_product
from processors.detect.words.model import Company
from processors.detect.words.unit import Unit, watched


def brought(clause: Clause, at: int, reading: Reading) -> Unit | None:
    """`Mistral se lance dans l'audio avec Voxtral`: the product after `with`."""
    lets = clause.units[at].low.startswith(("let", "now let", "vous permet", "permet"))
    for k in range(at + 1, clause.high - 1):
        if clause.units[k].low in {"avec", "with"} or (
            lets and clause.units[k].low in {"in", "dans", "inside", "to", "a"}
        ):
            near = clause.units[k + 1 : min(k + 4, clause.high)]
            return next(
                (
                    u
                    for u in near
                    if is_product(u) and counts(u, reading) and (u.model or (watched(u) and u.names_ai))
                ),
                None,
            )
    return None


def owner_unit(clause: Clause, company: Company) -> Unit | None:
    """The unit that names the company in the clause's sentence."""
    return next(
        (u for u in clause.sentence.units if u.name and u.is_firm and u.name.company.id == company.id),
        None,
    )


def owner_nearby(reading: Reading) -> Company | None:
    """The one watched company that headline and description name."""
    found = {
        u.name.company.id: u.name.company
        for t in reading.texts[:2]
        for u in t.names
        if u.name and u.level == "watched"
    }
    return next(iter(found.values())) if len(found) == 1 else None
