"""What a clause tells of a launch: units and offsets, not yet facts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from newswatch.messages import TextField
from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.words.model import Company
from processors.detect.words.unit import Text, Unit, VetoHit


@dataclass(slots=True)
class Sign:
    """A launch that a clause tells."""

    rule: str
    text: Text
    clause: Clause
    at: int
    company: Company
    organisation: Unit | None
    """The unit that names the organisation; None where it is the source's own voice."""
    products: list[Unit] = field(default_factory=list)
    quoted: tuple[int, int] | None = None
    described: tuple[int, int] | None = None
    """The noun phrase of a product that has no name."""
    weight: float = 0.9
    outright: bool = False
    """Watched subject, launch verb and AI object in one main clause: weak words do not silence it."""
    why: list[str] = field(default_factory=list)

    @property
    def span(self) -> tuple[int, int]:
        """From the first to the last word of the sign."""
        units = [self.clause.units[self.at], *self.products] + (
            [self.organisation] if self.organisation else []
        )
        return min(unit.start for unit in units), max(unit.end for unit in units)


@dataclass(slots=True)
class JudgedSign:
    """A sign with its score, and why."""

    sign: Sign
    score: float
    why: list[str] = field(default_factory=list)
    vetoes: list[tuple[str, int, int, str]] = field(default_factory=list)

    def less(self, by: float, why: str) -> None:
        """Lose as much of the score, and say why."""
        self.score -= by
        self.why.append(why)

    def hears(self, hit: VetoHit, field: TextField) -> None:
        """Keep that a veto spoke, and in which of the article's texts."""
        self.vetoes.append((hit.veto.id, hit.start, hit.end, field))


def title_sign(
    rule: str,
    text: Text,
    clause: Clause,
    own: Company,
    weight: float,
    named: tuple[int, int] | None = None,
    known: Unit | None = None,
    described: tuple[int, int] | None = None,
) -> Sign:
    """The sign of a vendor's own title: a name that stands there, a product that the rules know, or what it is."""
    products = [] if known is None else [known]
    return Sign(rule, text, clause, 0, own, None, products, named, weight=weight, described=described)


def first_sign(
    makers: Sequence[Callable[[Reading, Text, Clause], Sign | None]], reading: Reading, text: Text
) -> Sign | None:
    """What the first of these finds in a main clause of the text."""
    for made in makers:
        for clause in reading.clauses(text):
            if clause.kind == "main":
                sign = made(reading, text, clause)
                if sign is not None:
                    return sign
    return None
