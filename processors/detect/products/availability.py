"""How a product can be had: announced, in preview, by all, or with open weights; and the words that say so."""

from __future__ import annotations

from newswatch.messages import Availability, Evidence
from processors.detect.grammar.quoting import evidence
from processors.detect.grammar.reading import Reading
from processors.detect.launches.signs import Sign
from processors.detect.words.unit import Text, Unit

TOLD_WITHIN = 2_500
"""Code points of a description or body that may tell how a product can be had."""


def availability(reading: Reading, sign: Sign) -> Availability:
    """How it can be had: by the cues of the sign's own sentence, then the title's, then the lead's and the body's.

    Open weights before preview before general: who may copy a model may use it too.
    """
    sentence = sign.clause.sentence
    own = _told(sign.text.folded[sentence.start : sentence.end], reading)
    said = sign.clause.units[sign.at].low
    if "available" in said or "disponible" in said or "accessible" in said:
        return "open" if "open" in own else "preview" if "preview" in own else "general"
    for cues in (own, *(_told(text.folded[:TOLD_WITHIN], reading) for text in reading.texts)):
        for cue in ("open", "preview", "general"):
            if cue in cues:
                return cue
    return "announced"


def _told(folded: str, reading: Reading) -> set[str]:
    """The cues of availability in a folded text, as whole words."""
    found: set[str] = set()
    for last, (size, cues) in reading.rules.ways.iter(folded):
        start = last + 1 - size
        before, after = folded[start - 1 : start], folded[last + 1 : last + 2]
        if not (_within(before) or _within(after)):
            found |= cues
    return found


def _within(char: str) -> bool:
    return char.isalnum() or char == "_"


def open_near(text: Text, unit: Unit) -> Evidence | None:
    """The words that say open access or open weights in the product's sentence."""
    for sentence in text.sentences:
        if sentence.start <= unit.start < sentence.end:
            cue = next((u for u in sentence.units if "open" in u.cues), None)
            return evidence(text, cue.start, cue.end) if cue else None
    return None
