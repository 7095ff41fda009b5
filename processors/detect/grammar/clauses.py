"""Clauses of a sentence, and who stands where in them: subject before a verb, object after it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Literal

from newswatch.messages import FigureRole
from processors.detect.words.closed_classes import ARTICLES, ELIDED, POSSESSIVES, RELATIVES
from processors.detect.words.unit import Places, Sentence, Unit

Kind = Literal["main", "subordinate", "relative"]
_CUTS = {";", "–", "—", "|", "…"}
_RELATIVE = RELATIVES | {"dont", "where", "lequel", "laquelle"}
_CUTTING = _CUTS | _RELATIVE | {":", "-", ".", "!", "?", ","}
"""What may end a clause; all other words are passed over at once."""
_START = attrgetter("start")
BEFORE_NOUN = ARTICLES | POSSESSIVES | {"des", "du", ELIDED, "s", '"', "«", "»"}
PREPOSITIONS = {
    "of", "de", "d", "du", "des", "with", "avec", "from", "to", "against", "contre", "face", "for", "pour",
    "than", "by", "par", "chez", "in", "dans", "on", "sur", "at", "en", "a", "behind", "derriere", "into",
    "vers", "ex", "former", "via", "like", "comme", "about", "over", "as", "entre", "between", "au", "aux",
    "sans", "without", "under", "sous", "amid", "inside", "after", "apres",
    "von", "bei", "uber", "fur", "durch", "por", "para", "del", "desde",
}  # fmt: skip


@dataclass(slots=True)
class Clause:
    """Units from `low` to `high` of a sentence; `topic` is the name that a heading before it sets."""

    sentence: Sentence
    low: int
    high: int
    kind: Kind = "main"
    topic: Unit | None = None
    resumes: Unit | None = None
    """Who acts in a clause that goes on behind a relative one."""
    before: Clause | None = None
    """The clause before its relative clause, where it goes on behind one."""
    past: tuple[int | None, bool] | None = None
    """Whether it tells of the past, once asked, and for which year (figures.historic)."""
    units: list[Unit] = field(init=False)
    """All units of the sentence: indices count in these."""
    places: Places = field(init=False)
    """Where what stands in the sentence."""
    subjects: dict[int, int | None] = field(default_factory=dict)
    """Who stands before a verb, once asked (parties.subject): every frame of the verb asks again."""
    passives: dict[int, bool] = field(default_factory=dict)
    """Whether a verb is in the passive, once asked (parties.is_passive): each of its frames asks."""
    roles: dict[tuple[int, int | None], FigureRole] = field(default_factory=dict)
    """The part that a sum plays in an article of a year, once asked (figures.role_of)."""

    def __post_init__(self) -> None:
        self.units = self.sentence.units
        self.places = self.sentence.places()

    def span(self) -> tuple[int, int]:
        """Offsets of the clause."""
        return self.units[self.low].start, self.units[self.high - 1].end

    def index(self, unit: Unit | None) -> int | None:
        """Where a unit of the sentence stands; None for one of another sentence."""
        if unit is None:
            return None
        at = bisect_left(self.units, unit.start, key=_START)  # asked dozens of times of a deal's sides
        return at if at < len(self.units) and self.units[at] is unit else None

    def reached(self, offset: int) -> int | None:
        """The index of its first unit that ends behind an offset of the text: where a match begins."""
        return next((at for at in range(self.low, self.high) if self.units[at].end > offset), None)

    def leader(self, high: int) -> Unit | None:
        """The first party before an index: whom the clause begins with."""
        return next((unit for unit in self.units[self.low : high] if unit.party), None)

    def has(self, cue: str, low: int | None = None, high: int | None = None) -> int | None:
        """The index of the first unit with a cue, between two indices (by default the clause's)."""
        first = self.low if low is None else low
        for at in self.places.cues.get(cue, ()):
            if at >= first:
                return at if at < (self.high if high is None else high) else None
        return None

    def verbs(self) -> Sequence[int]:
        """The indices of its units that may be verbs."""
        return self._own(self.places.verbs)

    def sums(self) -> Sequence[int]:
        """The indices of its units that are sums."""
        return self._own(self.places.sums)

    def spoken(self) -> Sequence[int]:
        """The indices of its units that are a verb or have a cue."""
        return self._own(self.places.spoken)

    def _own(self, places: Sequence[int]) -> Sequence[int]:
        """Those of the sentence's places that are its own: mostly it is the whole sentence."""
        if self.low == 0 and self.high == len(self.units):
            return places
        return [at for at in places if self.low <= at < self.high]


def clauses(sentence: Sentence) -> list[Clause]:
    """Cut a sentence at strong signs, subordinate words and relatives."""
    found: list[Clause] = []
    units = sentence.units
    start = 0
    kind: Kind = "main"
    topic: Unit | None = None
    for at in [k for k, unit in enumerate(units) if unit.low in _CUTTING or "subordinate" in unit.cues]:
        cut = _cut(units, at, start, kind) if at >= start else None
        if cut is None:
            continue
        unit = units[at]
        next_kind, skip = cut
        if at > start:
            made = _behind(found, sentence, start, at, kind, topic)
            found.append(made)
            topic = _topic(made) or topic if unit.sign else topic
            if next_kind == "subordinate" and unit.low == "as" and units[at + skip].low in _PRONOUNS:
                # `pledges $50 billion as it unveils Trainium3`: whoever `it` is acts there too
                topic = next((u for u in units[start:at] if u.name), topic)
        start, kind = at + skip, next_kind
    if start < len(units):
        found.append(_behind(found, sentence, start, len(units), kind, topic))
    return found


def _behind(
    found: list[Clause], sentence: Sentence, low: int, high: int, kind: Kind, topic: Unit | None
) -> Clause:
    """The clause behind those found, with the one that it goes on with, if any."""
    before = _before(found, kind)
    resumed = None if before is None else _resumed(found, before)
    return Clause(sentence, low, high, kind, topic, resumed, before)


def _before(found: list[Clause], kind: Kind) -> Clause | None:
    """The clause that a main one goes on with, behind a relative one or an aside of time between commas."""
    if kind != "main" or len(found) < 2 or found[-1].units[found[-1].high].low != ",":
        return None
    opened = found[-1].kind == "relative" or (found[-1].kind == "subordinate" and _only_opened(found[-2]))
    return found[-2] if opened else None


_HELPING = frozenset({"has", "have", "had", "a", "ont", "avait", "finally", "now", "just", "enfin", ","})


def _only_opened(clause: Clause) -> bool:
    """`Google has, | after months of delay, | launched`: who acts, a comma, and no verb yet."""
    units = clause.units[clause.low : clause.high]
    comma = next((k for k, unit in enumerate(units) if unit.low == ","), None)
    if comma is None or clause.kind != "main" or not any(unit.party for unit in units[:comma]):
        return False
    return not any(set(unit.moods()) - {"base"} and unit.low not in _HELPING for unit in units)


def _resumed(found: list[Clause], before: Clause) -> Unit | None:
    """`Apple's new Siri, which talks, reaches …`: who stands right before a relative clause acts behind it."""
    named = [unit for unit in before.units[before.low : before.high] if unit.name]
    return named[0 if found[-1].kind == "subordinate" else -1] if named else None


def _cut(units: list[Unit], at: int, start: int, kind: str) -> tuple[Kind, int] | None:
    """Whether a clause ends before this unit: the next one's kind, and how many units to leave out."""
    unit = units[at]
    if (
        unit.low in _CUTS
        or (unit.low == ":" and not _joined(units, at))
        or (unit.low == "-" and _spaced(units, at))
    ):
        return "main", 1
    if unit.low in ".!?" and at + 1 < len(units) and not _joined(units, at):
        return "main", 1
    if unit.low == "," and kind in ("subordinate", "relative") and _resumes(units, at):
        return "main", 1
    if "subordinate" in unit.cues and at + 1 < len(units) and not _noun_like(units, at):
        return "subordinate", 1
    if unit.low in _RELATIVE and at > start and units[at - 1].low in {",", "("}:
        return "relative", 1
    return None


def _joined(units: list[Unit], at: int) -> bool:
    return (
        0 < at < len(units) - 1
        and units[at - 1].end == units[at].start
        and units[at].end == units[at + 1].start
    )


def _spaced(units: list[Unit], at: int) -> bool:
    return (
        0 < at < len(units) - 1
        and units[at - 1].end < units[at].start
        and units[at].end < units[at + 1].start
    )


_MUCH = {"much", "many", "little", "few", "high", "early", "soon", "part", "well", "long"}


def _noun_like(units: list[Unit], at: int) -> bool:
    """`as` before a role or figure, `after` before `tax` and the like begin no clause."""
    if units[at].low == "as" and at + 1 < len(units) and units[at + 1].low in _MUCH:
        return True
    if units[at].low == "as" and at and units[at - 1].low in _MUCH:
        return True  # `as much as $1 trillion`
    if units[at].low == "as" and units[at + 1].low in {"a", "an"}:
        # `rebuilds Edge as an AI browser`: what it is, unless somebody acts behind
        return not any(_acts(unit) for unit in units[at + 2 : at + 9])
    return (
        units[at].low in {"as", "when", "if"}
        and at > 0
        and units[at - 1].low in {"such", "known", "well", "even", "as", "valued"}
    )


def _acts(unit: Unit) -> bool:
    return not unit.cues and any(mood in ("present", "past", "future") for mood, _ in unit.verbs)


def _resumes(units: list[Unit], at: int) -> bool:
    """A comma that ends a subordinate clause: a name or an article follows, and a verb after it."""
    return any(unit.verbs or unit.low in _COPULAS for unit in units[at + 1 : at + 9])


_IN = {"dans", "in", "on", "sur", "for", "pour"}
_PRONOUNS = {"it", "they", "he", "she"}
_COPULAS = {"is", "are", "was", "has", "est", "sont", "a", "pese", "vaut"}


SENT_AWAY = frozenset({"forget", "oubliez", "oublie", "adieu", "goodbye", "over"})
"""Words before a product that somebody else's is told to replace."""


def _topic(clause: Clause) -> Unit | None:
    """The one company or product that a heading (`YouTube :`, `OPENAI -`) is made of."""
    if clause.low < clause.high and clause.units[clause.low].low in SENT_AWAY:
        return None  # `Oubliez Siri : Samsung a …`
    if clause.high - clause.low > 3:
        return _presented(clause)
    named = [unit for unit in clause.units[clause.low : clause.high] if unit.name]
    placed = len(named) == 2 and clause.high - clause.low == 3 and clause.units[clause.low + 1].low in _IN
    if len(named) == 1 or placed:
        return named[0]  # `Meta AI dans Messenger : …`
    return _presented(clause)


def _presented(clause: Clause) -> Unit | None:
    """`La start-up d'IA Quillon :`, `AI chip startup Quillon:`: the name that a word for a firm presents, alone."""
    units = clause.units[clause.low : clause.high]
    behind = clause.units[clause.high + 1 : clause.high + 3]
    if len(units) == 1 and units[0].proper and len(behind) == 2:  # `Quillon : la pépite lève …`
        return units[0] if behind[0].low in BEFORE_NOUN and "descriptor" in behind[1].cues else None
    if not 2 <= len(units) <= 6 or not units[-1].party or "descriptor" not in units[-2].cues:
        return None
    alone = all(unit.cues or unit.low in BEFORE_NOUN or not (unit.verbs or unit.sign) for unit in units[:-1])
    return units[-1] if alone and not any(unit.party for unit in units[:-1]) else None
