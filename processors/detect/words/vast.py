"""Numbers of chips that are as good as gigawatts: `100,000 GPUs`, `two million Trainium chips`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from processors.detect.words.text import places
from processors.detect.words.unit import Text, marked

_COUNT = (
    r"(?:(?<![\d.,$€£])(?<!\$ )(?<!€ )(?:[1-9]\d{2}[ ,.]\d{3}|[1-9]\d{5,}|\d{1,3}(?:[.,]\d)? million|"
    r"(?:un|one|half a|a|two|three|four|five|deux|trois|quatre|cinq) millions?|un demi-million)\s(?:de |d')?|"
    r"(?<!\w)(?:millions|hundreds of thousands|centaines de milliers) (?:of |de ))"
)
_CHIPS = (
    r"(?:gpus?|tpus?|chips?|puces?|trainium\d?|h100s?|gb200s?|blackwells?|cpus?|accelerators?|accelerateurs)"
)
_NO_CHIPS = (
    "with|avec|that|qui|who|its|their|his|people|developers?|users?|customers?|compan(?:y|ies)|students?|visitors?|fans|"
    "businesses|personnes|developpeurs|clients|utilisateurs|entreprises|laptops?|phones?|cars|pcs?"
)
"""What else is counted before the chips that it uses, buys or holds."""
_VAST = re.compile(
    _COUNT
    + r"(?!dollars|euros|de dollars|d'euros|livres)"
    + rf"(?:(?!(?:{_NO_CHIPS})\b)[^\s.;:]+ ){{0,5}}?"
    + _CHIPS
    + r"\b"
)


_SORTS = ("gpu", "cpu", "tpu", "chip", "puce", "trainium", "h100", "gb200", "blackwell", "accel")


BEFORE, AFTER = 90, 20
"""Code points around a word for chips that its number and the rest of the word can take."""


def _counts(folded: str, parts: Sequence[tuple[int, int]]) -> Iterator[re.Match[str]]:
    """Numbers of chips. Looked for around words for chips alone, since the pattern is slow."""
    last = parts[-1][1] if parts else 0
    read = folded[:last]
    told = [word for word in _SORTS if word in read]
    for start, end in parts if told else ():
        for at in sorted(at for word in told for at in places(word, folded, start, end)):
            yield from _VAST.finditer(folded, max(start, at - BEFORE), min(end, at + AFTER))


def mark_vast(found: Text, parts: Sequence[tuple[int, int]]) -> None:
    """A hundred thousand chips and more are as good as gigawatts."""
    for match in _counts(found.folded, parts):
        for sentence in found.sentences:
            units, (start, end) = sentence.units, match.span()
            at = next((k for k, u in enumerate(units) if start <= u.start < end and not u.sign), None)
            if at is not None:
                units[at].cues |= {"billions", "compute_noun"}
                sentence.marked = marked(units)
                break
