"""Clauses of a sentence, and who stands where in them: subject before a verb, object after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from processors.detect.unit import Sentence, Unit

Kind = Literal["main", "subordinate", "relative"]
_CUTS = {";", "–", "—", "|", "…"}
_RELATIVE = {"which", "who", "qui", "dont", "where", "whose", "that", "lequel", "laquelle"}
_ARTICLES = {
    "the",
    "a",
    "an",
    "le",
    "la",
    "les",
    "l",
    "un",
    "une",
    "des",
    "du",
    "its",
    "son",
    "sa",
    "ses",
    "leur",
    "'",
    "s",
    '"',
    "«",
    "»",
}
_OF = {
    "of", "de", "d", "du", "des", "with", "avec", "from", "to", "against", "contre", "face", "for", "pour",
    "than", "by", "par", "chez", "in", "dans", "on", "sur", "at", "en", "a", "behind", "derriere", "into",
    "vers", "ex", "former", "via", "like", "comme", "about", "over", "as", "entre", "between", "au", "aux",
    "sans", "without", "under", "sous", "amid", "inside", "after", "apres",
}  # fmt: skip
BY = {"by", "par"}
AND = {",", "and", "et", "&", "with", "avec", "plus", "ou", "ainsi"}


@dataclass(slots=True)
class Clause:
    """Units from `low` to `high` of a sentence; `topic` is the name that a heading before it sets."""

    sentence: Sentence
    low: int
    high: int
    kind: Kind = "main"
    topic: Unit | None = None

    @property
    def units(self) -> list[Unit]:
        """All units of the sentence: indices count in these."""
        return self.sentence.units

    def span(self) -> tuple[int, int]:
        """Offsets of the clause."""
        return self.units[self.low].start, self.units[self.high - 1].end

    def has(self, cue: str, low: int | None = None, high: int | None = None) -> int | None:
        """The index of the first unit with a cue, between two indices (by default the clause's)."""
        for at in range(
            self.low if low is None else low, min(self.high if high is None else high, len(self.units))
        ):
            if cue in self.units[at].cues:
                return at
        return None


def clauses(sentence: Sentence) -> list[Clause]:
    """Cut a sentence at strong signs, subordinate words and relatives."""
    found: list[Clause] = []
    units = sentence.units
    start, kind, topic = 0, "main", None
    for at, unit in enumerate(units):
        if at < start:
            continue
        cut = _cut(units, at, start, kind)
        if cut is None:
            continue
        next_kind, skip = cut
        if at > start:
            made = Clause(sentence, start, at, kind, topic)
            found.append(made)
            topic = _topic(made) or topic if unit.sign else topic
        start, kind = at + skip, next_kind
    if start < len(units):
        found.append(Clause(sentence, start, len(units), kind, topic))
    return found


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


def _noun_like(units: list[Unit], at: int) -> bool:
    """`as` before a role or figure, `after` before `tax` and the like begin no clause."""
    return (
        units[at].low in {"as", "when", "if"}
        and at > 0
        and units[at - 1].low in {"such", "known", "well", "even", "as", "valued"}
    )


def _resumes(units: list[Unit], at: int) -> bool:
    """A comma that ends a subordinate clause: a name or an article follows, and a verb after it."""
    return any(unit.verbs for unit in units[at + 1 : at + 9])


def _topic(clause: Clause) -> Unit | None:
    """The one company or product that a heading (`YouTube :`, `OPENAI -`) is made of."""
    if clause.high - clause.low > 3:
        return None
    named = [unit for unit in clause.units[clause.low : clause.high] if unit.name]
    return named[0] if len(named) == 1 else None


def parties_before(clause: Clause, at: int, low: int | None = None) -> list[tuple[int, bool]]:
    """Indices of names before a unit, nearest last, each with whether a preposition governs it."""
    first = clause.low if low is None else low
    return [(k, governed(clause, k)) for k in range(first, at) if clause.units[k].party]


BACKED = frozenset(
    {
        "backed",
        "owned",
        "based",
        "founded",
        "funded",
        "supported",
        "controlled",
        "trained",
        "powered",
        "built",
    }  # fmt: skip
)
_FORMER = {"former", "ex", "ancien", "ancienne", "anciens", "formerly"}


def governed(clause: Clause, at: int) -> bool:
    """A preposition stands before the name (over articles and adjectives), or it only qualifies (`Baidu-backed`)."""
    units = clause.units
    if at + 2 < len(units) and units[at + 1].low == "-" and units[at + 2].low in BACKED:
        return True
    if any(unit.low in _FORMER for unit in units[max(clause.low, at - 2) : at]):
        return True
    k = at - 1
    steps = 0
    while k >= clause.low and steps < 4:
        low = units[k].low
        if low in _OF or "maker" in units[k].cues:
            return True
        if units[k].sign and low not in {"'", '"', "«", "-"}:
            return False
        if units[k].party or units[k].sum:
            return False
        if not (
            low in _ARTICLES
            or "descriptor" in units[k].cues
            or "ai" in units[k].cues
            or units[k].common
            or units[k].cues
        ):
            return False
        if units[k].verbs and not units[k].cues:
            return False
        k -= 1
        steps += 1
    return False


def subject(clause: Clause, at: int) -> int | None:
    """Who does it: the nearest name before the verb that no preposition governs, apposition left out.

    A governed one counts after a maker's word (`maker of ChatGPT`); else the heading's name.
    """
    units = clause.units
    limit = at
    comma = _apposition(clause, at)
    if comma is not None and any(unit.party for unit in units[clause.low : comma]):
        limit = comma
    found = parties_before(clause, limit)
    free = [k for k, preposition in found if not preposition]
    if free:
        nearest = free[-1]
        return _possessor(clause, nearest, limit)
    made = [k for k, _ in found if _made_by(clause, k)]
    if made:
        return made[-1]
    return None


def _apposition(clause: Clause, at: int) -> int | None:
    """Where an apposition that ends right before the verb began: `Mistral, rival of OpenAI, raises`."""
    units = clause.units
    k = at - 1
    while k > clause.low and (
        units[k].low
        in {
            "has",
            "have",
            "is",
            "are",
            "will",
            "to",
            "a",
            "va",
            "ont",
            "est",
            "would",
            "could",
            "had",
            "just",
        }  # fmt: skip
        or "hearsay" in units[k].cues
        or "plan" in units[k].cues
    ):
        k -= 1
    if units[k].low not in {",", ")"}:
        return None
    opening = "(" if units[k].low == ")" else ","
    for j in range(k - 1, clause.low, -1):
        if units[j].low == opening:
            return j
    return None


def _possessor(clause: Clause, at: int, verb: int) -> int:
    """`Google's DeepMind` is DeepMind; a person after a company's role is the company's (`Mistral CEO Arthur Mensch`)."""
    return at


def _made_by(clause: Clause, at: int) -> bool:
    return any("maker" in unit.cues for unit in clause.units[max(clause.low, at - 3) : at])


def is_passive(clause: Clause, at: int) -> bool:
    """A participle before `by`/`par`, or after a form of be; French `se fait racheter par` too."""
    units = clause.units
    if not any(mood == "participle" for mood, _ in units[at].verbs):
        before = {unit.low for unit in units[max(clause.low, at - 2) : at]}
        return bool(before & {"fait", "font", "faire"}) and _by_after(clause, at) is not None
    if _by_after(clause, at) is not None:
        return True
    before = [unit.low for unit in units[max(clause.low, at - 3) : at]]
    return (
        any(
            low
            in {
                "is",
                "are",
                "was",
                "were",
                "been",
                "being",
                "be",
                "est",
                "sont",
                "ete",
                "etre",
                "sera",
                "seront",
                "gets",
                "got",
            }  # fmt: skip
            for low in before
        )
        and not any(low in {"a", "ont", "avoir", "has", "have", "had", "s"} for low in before[-1:])
    )


def _by_after(clause: Clause, at: int) -> int | None:
    for k in range(at + 1, min(at + 5, clause.high)):
        if clause.units[k].low in BY:
            return k
        if clause.units[k].party and clause.units[k].name:
            return None
    return None


def by_agent(clause: Clause, at: int) -> list[int]:
    """The agents after `by`/`par` of a passive or a noun: a list of names."""
    for k in range(at + 1, min(at + 14, clause.high)):
        if clause.units[k].low in BY:
            return listed(clause, k + 1)
    return []


def listed(clause: Clause, at: int, high: int | None = None) -> list[int]:
    """Names joined by commas and `and` from here on: `Alphabet, Nvidia, Salesforce and more`."""
    units = clause.units
    end = clause.high if high is None else high
    found: list[int] = []
    gap = 0
    for k in range(at, end):
        unit = units[k]
        if unit.party:
            found.append(k)
            gap = 0
        elif (
            unit.low in AND
            or unit.low in _ARTICLES
            or unit.low in {"/", "including", "like", "notably", "notamment", "dont"}
        ):
            gap += unit.low == ","
        elif unit.sum or unit.low in _OF or (unit.sign and unit.low not in {"'", "-"}):
            break
        else:
            gap += 1
        if gap > (4 if not found else 3):
            break
    return found


def listed_before(clause: Clause, at: int) -> list[int]:
    """The coordinated names that end with the subject at `at`: `Google, Amazon and Nvidia invest`."""
    units = clause.units
    found = [at]
    k = at - 1
    while k >= clause.low:
        if units[k].party and not governed(clause, k):
            found.append(k)
        elif not (
            units[k].low in AND
            or units[k].low in _ARTICLES
            or "descriptor" in units[k].cues
            or units[k].low in {"more", "others", "other"}
        ):
            break
        k -= 1
    return list(reversed(found))


def _head(units: list[Unit], at: int, end: int) -> int:
    """`Bengaluru model maker Ganita`, `Israel's Run:ai`: an unknown name before a nearer one is a place or an owner."""
    if units[at].name is not None:
        return at
    for k in range(at + 1, min(at + 6, end)):
        unit = units[k]
        if unit.party and (unit.name is None or unit.name.company.level in ("ai", "other")):
            between = units[at + 1 : k]
            if (
                any(one.low == "s" for one in between[:2])
                or "descriptor" in units[k - 1].cues
                or "maker" in units[k - 1].cues
            ):
                return k
        if (unit.sign and unit.low not in {"'", "-"}) or unit.low in _OF:
            break
    return at


def first_party(clause: Clause, at: int, high: int | None = None, over: int = 10) -> int | None:
    """The first name after a unit, before a strong stop."""
    units = clause.units
    end = min(clause.high if high is None else high, at + 1 + over, len(units))
    for k in range(at + 1, end):
        if units[k].party:
            return _head(units, k, end)
        if units[k].sign and units[k].low in {",", "(", ")"} and k > at + 1:
            return None
    return None
