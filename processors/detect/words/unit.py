"""What a text is made of: units in sentences, with what the rules know about each."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from newswatch.messages import TextField
from processors.detect.words.inflect import Mood
from processors.detect.words.lexicon import Entity
from processors.detect.words.model import Company, Level, Verbs, Veto
from processors.detect.words.money import Sum


@dataclass(slots=True)
class Unit:
    """A piece of a sentence. At most one of name, sum; a verb may be a cue too."""

    start: int
    end: int
    low: str
    capital: bool = False
    common: bool = False
    """A word that begins no name."""
    name: Entity | None = None
    sum: Sum | None = None
    verbs: tuple[tuple[Mood, Verbs], ...] = ()
    cues: frozenset[str] = frozenset()
    model: bool = False
    """A model's name, known by its shape alone: name and version."""
    aside: bool = False
    """A name that only says whose counterpart is meant: `Waze founders`, `an Instagram rival`."""
    proper: bool = False
    """A name that no rule knows: capitals where capitals mean names."""

    @property
    def party(self) -> bool:
        """Can be a side of a deal: a known name, or one that looks like a name."""
        return self.name is not None or self.proper

    @property
    def side(self) -> str:
        """What a party is compared by: its company's group, or its folded words."""
        return self.name.company.group if self.name else self.low

    def is_company(self, *levels: Level) -> bool:
        """A known company, itself and not by a product or a person, of one of these levels."""
        return self.name is not None and self.name.kind == "company" and self.name.company.level in levels

    @property
    def sign(self) -> bool:
        """A sign of punctuation."""
        return not self.low[0].isalnum() and self.sum is None


@dataclass(slots=True)
class VetoHit:
    """A veto's words in a text."""

    veto: Veto
    start: int
    end: int


@dataclass(slots=True)
class Sentence:
    """A sentence of one field, as units."""

    start: int
    end: int
    units: list[Unit]
    title_case: bool = False
    told: frozenset[str] | None = None
    """The cues of all its units, once asked: most questions for a cue end here."""
    named: list[int] | None = None
    """Where its parties stand, once asked."""
    summed: list[int] | None = None
    """Where its sums stand, once asked."""

    def kinds(self) -> frozenset[str]:
        """The cues that any of its units has."""
        if self.told is None:
            self.told = frozenset().union(*(unit.cues for unit in self.units))
        return self.told

    def parties(self) -> list[int]:
        """The indices of the units that can be a side of a deal."""
        if self.named is None:
            self.named = [k for k, unit in enumerate(self.units) if unit.party]
        return self.named

    def sums(self) -> list[int]:
        """The indices of the sums."""
        if self.summed is None:
            self.summed = [k for k, unit in enumerate(self.units) if unit.sum]
        return self.summed


@dataclass(slots=True)
class Text:
    """One field of an article, analysed."""

    field: TextField
    text: str
    folded: str
    sentences: list[Sentence] = dataclasses.field(default_factory=list)
    vetoes: list[VetoHit] = dataclasses.field(default_factory=list)
    names: list[Unit] = dataclasses.field(default_factory=list)
    told: frozenset[str] | None = None
    """The cues of all its sentences, once asked."""

    def has(self, cue: str) -> bool:
        """A cue of this kind stands anywhere in the text."""
        if self.told is None:
            self.told = frozenset().union(*(sentence.kinds() for sentence in self.sentences))
        return cue in self.told


def watched(unit: Unit | None) -> Company | None:
    """The watched company that a unit stands for, if any; a name before its counterpart stands for nobody."""
    if unit is None or unit.aside or unit.name is None or unit.name.company.level != "watched":
        return None
    return unit.name.company
