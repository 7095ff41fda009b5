"""Numbers of chips that are as good as gigawatts: `100,000 GPUs`, `two million Trainium chips`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from processors.detect.unit import Text

_COUNT = (
    r"(?:(?<![\d.,$€£])(?<!\$ )(?<!€ )(?:[1-9]\d{2}[ ,.]\d{3}|[1-9]\d{5,}|\d{1,3}(?:[.,]\d)? million|"
    r"(?:un|one|half a|a|two|three|four|five|deux|trois|quatre|cinq) millions?|un demi-million)\s(?:de |d')?|"
    r"(?<!\w)(?:millions|hundreds of thousands|centaines de milliers) (?:of |de ))"
)
_CHIPS = r"(?:gpus?|tpus?|chips?|puces?|trainium\d?|h100s?|gb200s?|blackwells?|accelerators?|accelerateurs)"
_VAST = re.compile(_COUNT + r"(?!dollars|euros|de dollars|d'euros|livres)[^.;:]{0,30}?\b" + _CHIPS + r"\b")


_SORTS = ("gpu", "tpu", "chip", "puce", "trainium", "h100", "gb200", "blackwell", "accel")


def mark_vast(found: Text, parts: Sequence[tuple[int, int]]) -> None:
    """A hundred thousand chips and more are as good as gigawatts."""
    if not any(word in found.folded for word in _SORTS):
        return
    for match in (one for start, end in parts for one in _VAST.finditer(found.folded, start, end)):
        for sentence in found.sentences:
            unit = next(
                (u for u in sentence.units if match.start() <= u.start < match.end() and not u.sign), None
            )
            if unit is not None:
                unit.cues |= {"billions", "compute_noun"}
                break
