"""Names that a sentence about a round tells, and that give nothing to it: rivals, customers, former mothers.

Asked once a deal is flagged: it decides nothing.
"""

from __future__ import annotations

import re

from processors.detect.words.closed_classes import AND, OF, THE
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
_FOR_ITSELF = re.compile(
    r" (?:(?:is|are|was|were|has|have|still|yet|to|again|now|\w+ly|itself|est|sont|a|ont|toujours|encore) )*"
    r"(?:los(?:es?|ing|t)|burn(?:s|t|ed|ing)?|bleed(?:s|ing)?|bled|"
    r"(?:mak(?:es?|ing)|made|earn(?:s|ed|ing)?|need(?:s|ed|ing)?|lack(?:s|ed|ing)?|wast(?:es?|ed|ing)) "
    r"(?:\w+ ){0,2}(?:money|cash)|(?:short of|low on|out of|in need of|strapped for) (?:money|cash|funds)|in the red|"
    r"watch(?:es|ed|ing)?|look(?:s|ed|ing) on|wait(?:s|ed|ing)?|struggl(?:es?|ed|ing)|lag(?:s|ged|ging)|"
    r"falls? behind|falling behind|perd(?:ent|ait|ant|u)?|brul(?:e|ent|ait|ant)|manqu(?:e|ent|ait|ant) d|"
    r"a court d|dans le rouge|regard(?:e|ent|ait|ant)|patin(?:e|ent|ait|ant)|pein(?:e|ent|ait|ant))\b"
)
"""`with X losing money`, `while X watches`, `alors que X perd de l'argent`: its own affair."""

_AFTER = re.compile(
    r"\b(?:days|weeks|months?|years?|jours|semaines|mois|ans?) (?:after|apres)\b[^.;:,]{0,50}$"
)


def stands_by(text: Text, sentence: Sentence, unit: Unit) -> bool:
    """The words around a name say that it is told for another reason than giving."""
    start = max(sentence.start, unit.start - 80)
    if _BEHIND.match(text.folded, unit.end, sentence.end):
        return True
    before = text.folded[start : unit.start]
    return bool(_BEFORE.search(before) or _AFTER.search(before)) or for_itself(text, sentence, unit)


def for_itself(text: Text, sentence: Sentence, unit: Unit) -> bool:
    """What stands behind the name, or behind the list that it begins or is in, is the firm's own affair."""
    return _FOR_ITSELF.match(text.folded, _end_of_list(sentence, unit), sentence.end) is not None


def _end_of_list(sentence: Sentence, unit: Unit) -> int:
    """Where the names end that are joined with this one: of `X and Y losing money` both lose it."""
    end, joined = unit.end, False
    for other in sentence.units:
        if other.start <= unit.start:
            continue
        if other.low in AND:
            joined = True
        elif joined and other.party:
            end, joined = other.end, False
        else:
            break
    return end


LINKS = THE | OF | {",", "et", "and", "from", "&"}
_PEOPLE = {
    "founders",
    "co-founders",
    "cofounders",
    "veterans",
    "alumni",
    "alums",
    "researchers",
    "executives",
}


def of_people(sentence: Sentence, k: int) -> bool:
    """`led by X and Y co-founders`: people who were there."""
    at = k + 1
    while at < len(sentence.units) and (sentence.units[at].party or sentence.units[at].low in LINKS):
        at += 1
    return at < len(sentence.units) and sentence.units[at].low in _PEOPLE


VEHICLES = {
    "fund", "fonds", "arm", "unit", "filiale", "bras", "vehicle", "branche", "ventures", "capital", "investment",
}  # fmt: skip


def owns_fund(sentence: Sentence, k: int) -> bool:
    """`CapitalG, un fonds d'Alphabet`, `the venture arm of the state oil company X`: the fund invests, and is named."""
    for at in range(k - 1, max(-1, k - 11), -1):
        unit = sentence.units[at]
        if unit.low in VEHICLES:
            return k - at <= 4 or sentence.units[at + 1].low in OF
        if unit.low in {",", ".", ";", "and", "et"}:
            return False
    return False
