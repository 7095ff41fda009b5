"""How an article is worded: its phrases by name, and how likely one of such phrases tells a launch.

Rules read forms that somebody wrote down. Phrases know nothing of forms: they were counted over labelled headlines,
so they speak where no rule has the form, and against a rule that has it by chance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from processors.detect.grammar.reading import FIRST_LINES, Reading
from processors.detect.second.opinion import NAMED, WORDING, chance
from processors.detect.second.traits import has_kind, kind_of
from processors.detect.words.model import Phrases
from processors.detect.words.unit import Text, Unit


class Wording(NamedTuple):
    """What an article's phrases say: the chance that it tells a launch, 0 to 1 as the limits are."""

    chance: float
    known: Phrases
    phrases: Sequence[str]

    @property
    def refuses(self) -> bool:
        """What the rules would tell is not to be told."""
        return self.chance < self.known.floor

    @property
    def told(self) -> bool:
        """It may be told though no rule reads it."""
        return self.chance >= self.known.tells

    def text(self) -> str:
        """For a reason, where it decides: the chance, and which phrases say most for what it decides."""
        weights = self.known.weights
        found = [(phrase, weights[phrase]) for phrase in self.phrases if phrase in weights]
        sides = [one for one in found if (one[1] < 0) == self.refuses]
        heaviest = sorted(sides, key=lambda one: (-abs(one[1]), one[0]))[:NAMED]
        named = ", ".join(f"{phrase} {weight:+.2f}" for phrase, weight in heaviest) or "no phrase is known"
        floor, tells = self.known.floor, self.known.tells
        limit = f"{floor:.0%} is told" if self.refuses else f"{tells:.0%} is told by it alone"
        return f"{self.chance:.0%} of what is worded so tells a launch ({limit}); it goes by: {named}"


def wording(reading: Reading) -> Wording | None:
    """What the phrases of headline and description say of a launch.

    None where the rules have no weights for it, and of a text without a headline, which is left to the rules.
    """
    if reading.wordings is None:
        reading.wordings = _said(reading)
    return next(iter(reading.wordings), None)


def _said(reading: Reading) -> list[Wording]:
    known = reading.rules.wording
    if known is None or reading.bare or WORDING in reading.muted:
        return []
    phrases = phrases_of(reading)
    return [Wording(chance(known.bias, known.weights, phrases), known, phrases)]


def phrases_of(reading: Reading) -> list[str]:
    """The phrases of headline and description, each once, in the order of the text: so their sum is always the same.

    Names and sums stand as what they are to the rules, `<watched company, ai>`; so a phrase says the same of a firm
    that a desk adds. Of a description its first FIRST_LINES code points are asked.
    """
    title = [unit for sentence in reading.title.sentences for unit in sentence.units]
    below = list(_first_lines(reading.lead)) if reading.lead is not None else []
    words, lower = [_word(unit) for unit in title], [_word(unit) for unit in below]
    found = _runs("title", words)
    found += _runs("below", lower)
    found += [f"any {word}" for word in (*words, *lower)]
    found += _findings("title", title)
    found += _findings("below", below)
    order = [said for unit in title if (said := _says(unit))]
    found += [f"order {a} > {b}" for a, b in pairwise(order)]
    found += [f"order {a} > {b} > {c}" for a, b, c in zip(order, order[1:], order[2:], strict=False)]
    if reading.organisation is not None:
        found.append("own voice")
        found += [f"own voice, {word}" for word in words]
    return list(dict.fromkeys(found))


def _first_lines(text: Text) -> Iterator[Unit]:
    for sentence in text.sentences:
        for unit in sentence.units:
            if unit.start > FIRST_LINES:
                return
            yield unit


def _word(unit: Unit) -> str:
    if has_kind(unit):
        return f"<{kind_of(unit)}>"
    if unit.low.isdigit():
        return "<number>"
    return unit.low if unit.low.isprintable() else "<sign>"


def _runs(place: str, words: Sequence[str]) -> list[str]:
    """Words one by one and by twos, with where it begins and ends."""
    if not words:
        return []
    ended = ["^", *words, "$"]
    return [f"{place} {word}" for word in words] + [f"{place} {a} {b}" for a, b in pairwise(ended)]


def _findings(place: str, units: Sequence[Unit]) -> list[str]:
    found = []
    for unit in units:
        found += [f"{place} verb {mood} {verb.id}" for mood, verb in unit.verbs]
        if unit.cues:
            found += [f"{place} cue {cue}" for cue in sorted(unit.cues)]
    return found


def _says(unit: Unit) -> str:
    """What a unit is to the rules: a side, its first verb, its first cue, a sign; nothing for any other word."""
    if has_kind(unit):
        return kind_of(unit)
    if unit.verbs:
        mood, verb = unit.verbs[0]
        return f"{mood} {verb.id}"
    if unit.cues:
        return f"cue {min(unit.cues)}"
    return _word(unit) if unit.sign or unit.low.isdigit() else ""
