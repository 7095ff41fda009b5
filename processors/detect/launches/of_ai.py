"""Whether AI is said of what a firm ships that makes more than AI."""

from __future__ import annotations

import re

from processors.detect.grammar.reading import Reading
from processors.detect.launches.plainly import told_plainly
from processors.detect.launches.signs import Sign
from processors.detect.words.unit import Sentence, Text, Unit


def no_ai(sign: Sign, reading: Reading) -> bool:
    """`iOS 26.4 is here`: of a firm that makes more than AI, AI must be said of what it ships.

    In the headline, in the sentence that ships it or in the first below the headline: what is said of AI further down
    is mostly an aside.
    """
    if (
        sign.company.ai == "core"
        or reading.ai_desk
        or sign.text.field == "body"
        or sign.rule in _SAYS_IT_ITSELF
        or _ai_product(sign.products)
    ):
        return False
    if sign.organisation is not None and _ai_product([sign.organisation]):
        return False
    own = reading.organisation is not None
    if own and _nothing_below(sign, reading):
        return False
    lead = 2 if own else 1
    said = [
        s
        for text in reading.texts[1:2]
        if text.field != "body"
        for s in text.sentences[:lead]
        if not any(unit.low in _BUYERS for unit in s.units)
    ]
    said += [*reading.title.sentences, sign.clause.sentence]
    if any(_says_ai(sentence) for sentence in said):
        return False
    if any(_names_its_ai(text, sign) for text in reading.texts[1:2] if text.field != "body"):
        return False
    if sign.company.id in _MODELS_ARE_AI and _SUPERLATIVE.search(sign.text.folded, sign.span[0]):
        return False
    work = reading.rules.listed["work-of-ai"]
    if work.search(reading.title.folded) or (
        told_plainly(sign, reading) and work.search(sign.text.folded, 0, sign.text.sentences[0].end)
    ):
        return False
    above = [unit for s in reading.title.sentences for unit in s.units]
    if sign.text.field == "description" and sign.company.id != "apple" and _ships_below(sign):
        above += sign.clause.units[sign.at + 1 : sign.at + _OBJECT]
    return any(unit.low.startswith(_CPUS) for unit in above) or not any("ai_near" in u.cues for u in above)


_OBJECT = 8
"""Units behind the verb that may say what is shipped."""


def _ships_below(sign: Sign) -> bool:
    """`Bad news for phones` | `Google has launched an agent …`: the first sentence below ships it outright."""
    first = sign.clause.sentence is sign.text.sentences[0]
    return first and sign.rule == "launch" and sign.clause.kind == "main"


_MODELS_ARE_AI = frozenset({"google", "microsoft", "meta", "alibaba", "tencent", "baidu"})
_SUPERLATIVE = re.compile(
    r"\b(?:most (?:powerful|capable|advanced|intelligent)|smartest) model\b|"
    r"\bmodele le plus (?:puissant|avance|performant|intelligent)\b"
)
"""`Microsoft releases its most powerful model yet`: of a firm whose models are no phones."""
_SAYS_IT_ITSELF = frozenset(
    {"wide-reader", "wide-byname", "act-licensed", "title-labs", "title-stage", "wide-works"}
)
"""Signs that ask themselves whether AI is said: who is spoken to is AI."""
_BUYERS = frozenset({"customers", "clients"})
_AWAITED = frozenset({"before", "awaiting", "avant", "en attendant", "attendant", "pending", "ahead"})


def _says_ai(sentence: Sentence) -> bool:
    """A sentence speaks of AI, and not as of what is still awaited: `the last update before the new Siri`."""
    for k, unit in enumerate(sentence.units):
        behind = sentence.units[k + 1 : k + 2]
        if unit.low in _AWAITED and not any(u.low in _THEM for u in behind):
            return False
        if unit.says_ai and not any(u.low.startswith(_CPUS) for u in sentence.units[k + 1 : k + 2]):
            return True
    return False


_THEM = frozenset({"it", "them", "him", "her", "lui", "elle", "eux", "elles"})
"""`like Apple before it`: who came first, and nothing that is awaited."""
_CPUS = ("epyc", "xeon", "ryzen", "threadripper")
"""`instances with AMD EPYC processors`: neither the chip's maker nor its kind says AI here."""


_NOT_YET = re.compile(
    r"\b(?:rumou?r\w*|expected|upcoming|still|next|later|horizon|yet|no|not|nothing|without|attendue?s?|prochain\w*|"
    r"a venir|plus tard|pas|aucune?|rien|sans)\b"
)


def _names_its_ai(text: Text, sign: Sign) -> bool:
    """The second sentence below names an AI product of the same firm, and not for later."""
    return any(
        not _NOT_YET.search(text.folded, sentence.start, sentence.end)
        and any(unit.names_ai and unit.group == sign.company.group for unit in sentence.units)
        for sentence in text.sentences[1:2]
    )


def _nothing_below(sign: Sign, reading: Reading) -> bool:
    """`DINOv9: vision without labels`, a vendor's title without a text."""
    unknown = any(unit.name is None for unit in sign.products)
    return sign.rule == "title-name" and unknown and len(reading.texts) == 1


def _ai_product(units: list[Unit]) -> bool:
    return any(unit.names_ai for unit in units)
