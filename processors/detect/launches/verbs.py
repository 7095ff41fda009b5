"""Launches: who ships what, in each clause. Signs and their weights; the decision is in decide.py."""

from __future__ import annotations

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.abilities import able
from processors.detect.launches.arrivals import arriving
from processors.detect.launches.launching import launching
from processors.detect.launches.said import nothing_launched, of_another
from processors.detect.launches.senses import other_sense
from processors.detect.launches.signs import Sign
from processors.detect.words.model import LAUNCH_FRAMES, Verbs
from processors.detect.words.unit import Text, Unit

_ASKED = frozenset({"what", "why", "whether"})


def signs_of(reading: Reading, text: Text, clause: Clause) -> list[Sign]:
    """The launches that a clause tells by a verb."""
    found: list[Sign] = []
    for at in clause.verbs():
        frames = _frames(clause.units[at])
        if text.field == "body":
            frames = {frame: verbs for frame, verbs in frames.items() if verbs[0].id == PLAIN}
        if not frames or _asks(clause):
            continue
        told: list[Sign] = []
        for frame, verbs in frames.items():
            weak = all(verb.weak for verb in verbs)
            sign = _READS[frame](reading, text, clause, at, weak)
            if sign is not None and not (frame in ("launch", "improve") and of_another(clause, at)):
                sign.rule = verbs[0].id
                told.append(sign)
        weak = all(sign.rule != PLAIN for sign in told)
        if told and not (nothing_launched(clause, at) or other_sense(reading, text, clause, at, weak)):
            # (most verbs tell nothing, and this asks a lot)
            found += told
    return found


def _asks(clause: Clause) -> bool:
    """`GPT-7: what growers say of it`."""
    opens = [unit.low for unit in clause.units[clause.low : clause.low + 2]]
    return clause.low > 0 and (opens[0] in _ASKED or opens in (["ce", "que"], ["ce", "qui"]))


PLAIN = "launch"
"""The verbs of launching outright: of running text only what they tell counts (decide.py), so no other is asked."""


def _frames(unit: Unit) -> dict[str, list[Verbs]]:
    """A word's verbs of launching by frame, in the order of the rules."""
    frames: dict[str, list[Verbs]] = {}
    for _, verb in unit.verbs:
        if verb.frame in LAUNCH_FRAMES:
            frames.setdefault(verb.frame, []).append(verb)
    return frames


_READS = {"launch": launching, "improve": launching, "arrive": arriving, "able": able}
"""What reads a verb of each frame."""
