"""What a text is made of: units in sentences, with what the rules know about each."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from newswatch.messages import Evidence, TextField
from processors.detect.words.inflect import Mood
from processors.detect.words.lexicon import Entity
from processors.detect.words.model import Company, Level, Verbs, Veto
from processors.detect.words.money import Sum
from processors.detect.words.text import title_case

_TIERED = re.compile(
    r"\d[\w.]*-(?:flash|mini|nano|lite|coder|instruct|thinking|reasoning|preview|turbo|chat|vision)\b|-\d+b\b"
)
"""`MAI-Tide-2-Flash`."""


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

    def moods(self) -> list[Mood]:
        """The moods of the verbs that it may be."""
        return [mood for mood, _ in self.verbs]

    @property
    def level(self) -> Level | None:
        """How closely the company is watched whose name it is, or whose product's or person's; None where no rule
        knows it."""
        return None if self.name is None else self.name.company.level

    @property
    def group(self) -> str | None:
        """The group of that company; None where no rule knows it."""
        return None if self.name is None else self.name.company.group

    @property
    def names_ai(self) -> bool:
        """The name of an AI firm or of an AI product, as the rules know it."""
        return self.name is not None and self.name.ai

    @property
    def is_firm(self) -> bool:
        """A known company, itself and not by a product or a person."""
        return self.name is not None and self.name.kind == "company"

    @property
    def known_product(self) -> bool:
        """A product that the rules know by its name; a model known by its shape alone is none."""
        return self.name is not None and self.name.kind == "product"

    def is_company(self, *levels: Level) -> bool:
        """A known company, itself and not by a product or a person, of one of these levels."""
        return self.name is not None and self.name.kind == "company" and self.name.company.level in levels

    @property
    def of_lab(self) -> bool:
        """A company that makes AI above all, or its product or person."""
        return self.name is not None and self.name.company.ai == "core"

    @property
    def is_lab(self) -> bool:
        """A known company, itself, that makes AI above all."""
        return self.of_lab and self.is_firm

    @property
    def says_ai(self) -> bool:
        """A word of AI, or the name of an AI firm or product, or one that only models have."""
        if self.name is not None:
            return "ai" in self.cues or self.name.ai or self.low.endswith(" ai")
        return "ai" in self.cues or (self.model and _TIERED.search(self.low) is not None)

    @property
    def governs(self) -> bool:
        """A head of state or the like, who tells of money and gives none."""
        return self.name is not None and self.name.kind == "person" and self.name.company.level == "other"

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
    meant: bool | None = dataclasses.field(default=None, compare=False)
    """Whether the words say what it means, once asked (Text.speaks)."""


@dataclass(slots=True)
class Sentence:
    """A sentence of one field, as units."""

    start: int
    end: int
    text: str
    """The whole field's, which the offsets count in."""
    units: list[Unit]
    marked: list[int]
    """Where those of them stand that are more than a plain word: who looks for more passes the others over."""
    cased: bool | None = None
    """Whether it is in title case, once asked."""
    known: Places | None = None
    """Where what stands, once asked."""

    @property
    def title_case(self) -> bool:
        """Title case, in the American way: most longer words begin with a capital, which says nothing then."""
        if self.cased is None:
            self.cased = title_case(self.text, self.start, self.end)
        return self.cased

    def places(self) -> Places:
        """Where its cues, verbs, parties and sums stand. Frames ask for them all the time: each unit is looked at once,
        and not before the sentence is whole."""
        if self.known is None:
            self.known = _places(self.units, self.marked)
        return self.known


class Places(NamedTuple):
    """Where in a sentence what stands, as indices of its units in order."""

    cues: Mapping[str, Sequence[int]]
    """By cue: no key where no unit has it."""
    verbs: Sequence[int]
    spoken: Sequence[int]
    """Units with a verb or a cue: whatever tells of anything."""
    parties: Sequence[int]
    """What can be a side of a deal."""
    sums: Sequence[int]


def marked(units: Sequence[Unit]) -> list[int]:
    """Where units stand that are more than a plain word."""
    return [
        at
        for at, unit in enumerate(units)
        if unit.verbs
        or unit.cues
        or unit.name is not None
        or unit.sum is not None
        or unit.proper
        or unit.model
    ]


def _places(units: Sequence[Unit], marked: Sequence[int]) -> Places:
    cues: dict[str, tuple[int, ...]] = {}
    verbs, spoken, parties, sums = [], [], [], []
    for at in marked:
        unit = units[at]
        if unit.verbs:
            verbs.append(at)
            spoken.append(at)
        elif unit.cues:
            spoken.append(at)
        if unit.cues:
            alone = (at,)  # most cues stand once in a sentence
            for cue in unit.cues:
                cues[cue] = (*cues[cue], at) if cue in cues else alone
        if unit.name is not None or unit.proper:
            parties.append(at)
        elif unit.sum is not None:
            sums.append(at)
    return Places(cues, verbs, spoken, parties, sums)


@dataclass(slots=True)
class Text:
    """One field of an article, analysed."""

    field: TextField
    text: str
    folded: str
    sentences: list[Sentence] = dataclasses.field(default_factory=list)
    heard: list[VetoHit] = dataclasses.field(default_factory=list)
    """Where words of vetoes stand, whatever they say there."""
    names: list[Unit] = dataclasses.field(default_factory=list)
    begins: int = 0
    """Where in the article's field it begins: offsets count from here, but for those of evidence."""
    told: frozenset[str] | None = None
    """The cues of all its sentences, once asked."""
    means: Callable[[VetoHit], bool] | None = None
    """Whether a veto's words say what it means; None where they all do."""
    meant: list[VetoHit] | None = None
    """Those that do, once asked."""
    rates: dict[int, re.Match[str] | None] = dataclasses.field(default_factory=dict)
    """The words that say how often a sum is paid, by where the sum begins, once asked (rates.period_of)."""
    proofs: dict[tuple[int, int], Evidence] = dataclasses.field(default_factory=dict)
    """Words of it as evidence, by their offsets, once asked: some prove several facts, and reasons again."""

    @property
    def vetoes(self) -> list[VetoHit]:
        """The vetoes that it speaks."""
        if self.meant is None:
            self.meant = [hit for hit in self.heard if self.speaks(hit)]
        return self.meant

    def speaks(self, hit: VetoHit) -> bool:
        """A veto heard is meant. That is slow to find out, so it is asked last, and of those that count there."""
        if hit.meant is None:
            hit.meant = self.means is None or self.means(hit)
        return hit.meant

    def has(self, cue: str) -> bool:
        """A cue of this kind stands anywhere in the text."""
        if self.told is None:
            self.told = frozenset().union(*(sentence.places().cues for sentence in self.sentences))
        return cue in self.told


def watched(unit: Unit | None) -> Company | None:
    """The watched company that a unit stands for, if any; a name before its counterpart stands for nobody."""
    if unit is None or unit.aside or unit.name is None or unit.name.company.level != "watched":
        return None
    return unit.name.company
