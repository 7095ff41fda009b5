"""Which signs are of whoever the article tells of, and not of a rival or a supplier that stands beside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import counts, flagship, is_product, of_house
from processors.detect.launches.signs import JudgedSign, Sign
from processors.detect.launches.wide.headlined import RIVALS
from processors.detect.words.closed_classes import AND
from processors.detect.words.unit import Text, Unit, watched

_RIVAL_OF = re.compile(
    r"\b(?:concurrent|concurrente|rival|rivale|alternative|reponse|competitor|equivalent|answer|challenger)"
    r" (?:ouverte? |gratuite? )?(?:de |d'|du |a |au |of |to |for )$|\b(?:since|depuis) $"
)
"""`le nouveau concurrent de X`, `its first open model since X`."""
_MADE_WITH = re.compile(
    r"\b(?:with|avec|powered by|built (?:on|with|around)|based on|running(?: on)?|using|equipped with|"
    r"equipee?s? (?:de|d')|dotee?s? (?:de|d')|propulsee?s? par|basee?s? sur|animee?s? par) ?"
    r"(?:(?:the|new|les|des|\d+) )*(?:\w+ )?$"
)
_WHILE = re.compile(
    r"(?:alors qu|tandis qu|(?:[\w ]{2,20} )?(?:apres|after)\b|(?:\w+ )?(?:as|while|when)\b|quand|lorsqu)"
)
"""How a clause begins that tells what somebody else did before."""
_SENTENCES = 4


def unrivalled(signs: list[JudgedSign], reading: Reading) -> list[JudgedSign]:
    """Without what says that a rival's or a supplier's product is launched; with the answer to it in its place where
    nothing else is told.

    `Le modèle de Mistral qui bat Gemini est là`; `Google's new servers with Nvidia chips arrive`; `Google hits back` |
    `After OpenAI unveiled X, Google announced Y`.
    """
    kept = [one for one in signs if not _held_against(one.sign) and not _built_in(one.sign, signs)]
    told = [one for one in kept or signs if not _before_that(one.sign, reading)]
    if told:
        return told
    return [_answered(one, reading) for one in kept or signs]


def _held_against(sign: Sign) -> bool:
    theirs = [unit for unit in sign.products if watched(unit) is sign.company]
    folded = sign.text.folded
    return bool(theirs) and all(
        RIVALS.search(folded, 0, unit.start) or _RIVAL_OF.search(folded, max(0, unit.start - 40), unit.start)
        for unit in theirs
    )


def _built_in(sign: Sign, signs: list[JudgedSign]) -> bool:
    """`Google's new servers with Nvidia chips arrive`: what is Nvidia's is a part of what another sign tells."""
    theirs = sign.organisation
    if theirs is None or not any(
        one.sign.text is sign.text and one.sign.company.group != sign.company.group for one in signs
    ):
        return False
    units = sign.clause.sentence.units
    first = units[0]
    owned = [unit.low for unit in units[1:3]] == ["'", "s"] and first.is_firm
    maker = watched(first)
    made = _MADE_WITH.search(sign.text.folded, first.end, theirs.start)
    return owned and maker is not None and maker.group != sign.company.group and made is not None


def _before_that(sign: Sign, reading: Reading) -> bool:
    """The description tells it in a clause below another, and the headline begins with another firm."""
    title, head = reading.title, _head(reading)
    if sign.text.field != "description" or title.field != "headline" or head is None:
        return False
    sentence = sign.clause.sentence
    own = watched(head)
    if own is None or own.group == sign.company.group or sentence not in sign.text.sentences[:2]:
        return False
    folded = sign.text.folded
    comma = folded.find(", ", sign.clause.units[sign.at].end, sentence.end)
    between = folded[sentence.start : sign.clause.units[sign.at].start]
    return comma > 0 and "," not in between and _WHILE.match(folded, sentence.start) is not None


def _head(reading: Reading) -> Unit | None:
    """The firm that the headline names first, with no other beside it."""
    units = reading.title.sentences[0].units if reading.title.sentences else []
    k = next((k for k, unit in enumerate(units) if unit.party), None)
    if k is None or not units[k].is_firm:
        return None
    beside = units[k + 1 : k + 3]
    joined = len(beside) == 2 and beside[0].low in AND | {","} and beside[1].party
    return None if joined else units[k]


def _answered(one: JudgedSign, reading: Reading) -> JudgedSign:
    """What the headline's firm launches behind that clause; the same where nothing says it."""
    head = _head(reading)
    company = watched(head)
    if company is None or not _before_that(one.sign, reading):
        return one
    text = one.sign.text
    for clause, at, product in _launched(text, reading):
        if product.start > one.sign.span[1] and of_house(product, company):
            told = replace(one.sign, clause=clause, at=at, company=company, organisation=None)
            told.products, told.quoted, told.described = [product], None, None
            return replace(one, sign=told)
    return one


def _launched(text: Text, reading: Reading) -> Iterator[tuple[Clause, int, Unit]]:
    """A launch verb and the new product behind it, clause by clause."""
    last = text.sentences[min(_SENTENCES, len(text.sentences)) - 1]
    for clause in reading.clauses(text):
        if clause.sentence.start > last.start:
            return
        for at in clause.verbs():
            if any(verb.frame == "launch" for _, verb in clause.units[at].verbs):
                for unit in clause.units[at + 1 : clause.high]:
                    new = is_product(unit) and counts(unit, reading)
                    if new and (not flagship(unit) or any(map(str.isdigit, unit.low))):
                        yield clause, at, unit
