"""What a clause claims: money that went somewhere. Units and offsets, not yet facts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from newswatch.messages import DealStatus, TextField
from processors.detect.grammar.clauses import Clause
from processors.detect.words.unit import Text, Unit, VetoHit

OWN_VOICE = frozenset({"we", "nous", "on"})
"""Who speaks in a company's own post is the company."""
UNSURE = 0.45
"""The weight of a worth that nothing but its sum makes news."""
ClaimKind = Literal["round", "stake", "acquisition", "capex", "compute", "valued"]


@dataclass(slots=True)
class Claim:
    """A deal that one clause tells."""

    kind: ClaimKind
    rule: str
    text: Text
    clause: Clause
    at: int
    """The unit of the verb or noun that says so."""
    investors: list[Unit] = field(default_factory=list)
    target: Unit | None = None
    place: tuple[int, int] | None = None
    """For capex and compute: the words that say what the money is for."""
    amount: Unit | None = None
    valuation: Unit | None = None
    noun: bool = False
    """Told by a noun (`acquisition of`), not by a verb."""
    weight: float = 0.9
    elsewhere: Unit | None = None
    """A sum that the other field tells of the deal: it counts for its size, and where no other is told as amount."""
    elsewhere_text: Text | None = None
    untold: bool = False
    """The clause does not say what the money is for: AI must be told elsewhere."""
    own: bool = False
    """Told in the own voice of a firm, which is the side that has no name here (`Our Series F`, `Welcome, X`)."""

    @property
    def span(self) -> tuple[int, int]:
        """From the first to the last word of the claim."""
        said = self.clause.units[self.at]
        start, end = said.start, said.end
        for unit in (*self.investors, self.target, self.amount, self.valuation):
            if unit is not None:
                start, end = min(start, unit.start), max(end, unit.end)
        return start, end


Mends = Sequence[tuple[Callable[[Claim], Claim], Sequence[ClaimKind]]]
"""What puts a claim right, each with the kinds of claims that it is asked of: it gives the very claim where there is
nothing to mend."""
ALL: tuple[ClaimKind, ...] = get_args(ClaimKind)
BUILT: tuple[ClaimKind, ...] = ("capex", "compute")


def first_mend(claim: Claim, mends: Mends) -> Claim:
    """The claim as the first of these puts it right; itself where none has anything to mend."""
    for mend, kinds in mends:
        if claim.kind in kinds and (mended := mend(claim)) is not claim:
            return mended
    return claim


def each_mend(claim: Claim, mends: Mends) -> Claim:
    """The claim as all of these put it right, one after the other."""
    for mend, kinds in mends:
        if claim.kind in kinds:
            claim = mend(claim)
    return claim


def same_units(ours: Sequence[Unit], theirs: Sequence[Unit]) -> bool:
    """The very same units in the same order: equal ones may stand elsewhere in the text."""
    return len(ours) == len(theirs) and all(a is b for a, b in zip(ours, theirs, strict=True))


@dataclass(slots=True)
class Judged:
    """A claim with its score, its status, and why."""

    claim: Claim
    score: float
    status: DealStatus
    history: bool
    doubted: bool = False
    """Its own words say that it is no money for AI: no wider net is cast over them."""
    denied: bool = False
    """The headline denies this very deal."""
    why: list[str] = field(default_factory=list)
    vetoes: list[tuple[str, int, int, str]] = field(default_factory=list)

    def less(self, by: float, why: str) -> None:
        """Lose as much of the score, and say why."""
        self.score -= by
        self.why.append(why)

    def hears(self, hit: VetoHit, field: TextField) -> None:
        """Keep that a veto spoke, and in which of the article's texts."""
        self.vetoes.append((hit.veto.id, hit.start, hit.end, field))
