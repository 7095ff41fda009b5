"""Names that a sentence about a round tells, and that give nothing to it: rivals, customers, former mothers.

Asked once a deal is flagged: it decides nothing.
"""

from __future__ import annotations

import re

from processors.detect.words.unit import Sentence, Text, Unit

_BEFORE = re.compile(
    r"\b(?:(?:spun|spins|spinning) (?:out|off) (?:of|from)|carved out of|spin-?(?:out|off)s? (?:of|from)|"
    r"born (?:at|in|inside)|incubated (?:at|in|by)|(?:left|leaving|quit|quitte|quitted)|"
    r"(?:created|built|made|developed) (?:alongside|with)|partner(?:ed|s|ing)? with|partnerships? with|"
    r"(?:rather|other|instead) (?:than|of)|instead of|plutot que|au lieu d[eu']|"
    r"(?:customers|clients|users)(?: \w+)? (?:include|includes|including|such as|like|are|comme|dont)|"
    r"used by|utilise par|(?:compet(?:es?|ed|ing)) with|(?:learns?|learned) from|issue?s? d[eu']|essaimage d[eu']|"
    r"nee? chez|runs? on|running on|tourne(?:nt)? sur|based on|bought by|sold to|acquired by|vendu\w* a|"
    r"rachete\w* par)"
    r" ?(?:[\w'’-]+ ){0,2}(?:[\w.&'’-]+(?:, | and | et )){0,3}$"
)
_BEHIND = re.compile(
    r"(?:-(?!led\b|backed\b|anchored\b)[a-z]+| spin-?(?:out|off)s?\b| alum(?:ni|s|na|nus)?\b| veterans?\b| ecosystem\b|"
    r"['’]s (?:chips?|gpus?|cloud|models?|deal|deals|takeover|acquisition)\b|"
    r" (?:chips?(?! in(?:\W*\Z|[,.;]| (?:with|to the|too|alongside)\b))|gpus?|deal|takeover|acqui-?hire)\b)"
)
"""`an Nvidia-free cloud`, `the Nvidia deal`, `Rivian spin-out X`."""

_AFTER = re.compile(
    r"\b(?:days|weeks|months?|years?|jours|semaines|mois|ans?) (?:after|apres)\b[^.;:,]{0,50}$"
)


def stands_by(text: Text, sentence: Sentence, unit: Unit) -> bool:
    """The words around a name say that it is told for another reason than giving."""
    start = max(sentence.start, unit.start - 80)
    if _BEHIND.match(text.folded, unit.end, sentence.end):
        return True
    before = text.folded[start : unit.start]
    return bool(_BEFORE.search(before) or _AFTER.search(before))
