"""What an article names, whatever is decided of it: watched names, figures, names that pass for a watched one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from newswatch.messages import Figure, Mention, Reason
from processors.detect.deals.rates import period_of
from processors.detect.grammar.figures import role_of
from processors.detect.grammar.quoting import evidence
from processors.detect.grammar.reading import Reading
from processors.detect.words.text import skeletons


def mentions_of(reading: Reading) -> tuple[Mention, ...]:
    """The first mention of each name a field, of watched companies and their products and people."""
    found: list[Mention] = []
    for text in reading.texts:
        seen: set[tuple[str, str]] = set()
        for unit in text.names:
            name = unit.name
            if name is None or name.company.level != "watched" or (name.company.id, name.name) in seen:
                continue
            seen.add((name.company.id, name.name))
            found.append(
                Mention(
                    company=name.company.name,
                    kind=name.kind,
                    name=text.text[unit.start : unit.end],
                    evidence=evidence(text, unit.start, unit.end),
                )
            )
    return tuple(found)


FIGURES = 40
"""Figures of an article that are told; a longer list is a table."""


def figures_of(reading: Reading) -> tuple[Figure, ...]:
    """The first sums that name a figure, each with the part that it plays."""
    return tuple(islice(_figures(reading), FIGURES))


def _figures(reading: Reading) -> Iterator[Figure]:
    for text in reading.texts:
        year = reading.year if text.field != "headline" else None
        for clause in reading.clauses_with_sums(text):
            for at in clause.sums():
                one = clause.units[at].sum
                if one is None or one.vague:
                    continue
                yield Figure(
                    value=one.value,
                    currency=one.currency,
                    approximate=one.approximate,
                    per=period_of(text, clause.units[at]),
                    role=role_of(clause, at, text.folded, year),
                    status="rumoured" if clause.has("hearsay") is not None else "confirmed",
                    evidence=evidence(text, one.start, one.end),
                )


def lookalikes(reading: Reading) -> list[Reason]:
    """Names made to pass for a watched one, with signs of other scripts or none to be seen."""
    return [
        Reason(
            rule="look-alike",
            decision="note",
            detail=f"passes for {reading.rules.skeleton_names[plain].name} and is not it",
            evidence=evidence(text, start, end),
        )
        for text in reading.texts
        if not text.folded.isascii()  # no such sign folds to a plain letter
        for start, end, plain in skeletons(text.text)
        if plain in reading.rules.skeleton_names
    ]
