"""A launch that no rule reads and the wording tells: who is named in the headline, and what of theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from processors.detect.grammar.reading import Reading
from processors.detect.launches.decide import DENIED
from processors.detect.launches.how_told import CONDITIONAL, HISTORY, MAY_BE, NEGATED
from processors.detect.launches.objects import is_product, of_house
from processors.detect.launches.of_ai import no_ai
from processors.detect.launches.signs import JudgedSign, Sign
from processors.detect.launches.verbs import PLAIN
from processors.detect.second.opinion import UNSURE, WORDING
from processors.detect.second.wording import Wording
from processors.detect.words.unit import Unit, watched


def is_named(reading: Reading) -> bool:
    """Whether a headline is of anybody whose launch it might be: it speaks as a watched company, or names one first.

    `Canva launches inside Gemini` is of another firm, whatever it names behind.
    """
    if reading.bare or not reading.clauses(reading.title):
        return False
    if reading.organisation is not None:
        return reading.organisation.level == "watched"
    units = _units(reading)
    first = next((k for k, unit in enumerate(units) if unit.party), None)
    if first is None or not any(map(watched, units)):
        return False
    acts = units[first].name is None and any(unit.verbs for unit in units[first + 1 : first + 2])
    return watched(units[first]) is not None or (units[first].name is None and not acts)


def _units(reading: Reading) -> list[Unit]:
    return [unit for sentence in reading.title.sentences for unit in sentence.units]


_UNTRUE = frozenset({DENIED, NEGATED, CONDITIONAL, MAY_BE, HISTORY})
"""Why a sign is too weak, where no wording makes it a launch of now."""


def is_open(signs: Sequence[JudgedSign], reading: Reading) -> bool:
    """Whether wording may tell what these signs of an article do not: no veto spoke, or such as yield.

    `OpenAI launches Atlas as shares fall`: the market is beside a launch. What else a veto spoke against is mostly
    what it says, `Copilot bug lets …`, and what a desk's own veto speaks against is what it asked for. What is denied,
    wished or long past is no launch either.
    """
    if reading.told_again() or any(not _UNTRUE.isdisjoint(one.why) for one in signs):
        return False
    spoken = [one for one in signs if one.vetoes]
    yielding = reading.rules.yielding
    return all(
        one.sign.rule == PLAIN and yielding.issuperset(veto for veto, *_ in one.vetoes) for one in spoken
    )


def tells_otherwise(reading: Reading) -> bool:
    """A veto knows what the headline tells, in which no rule reads a launch: `Nvidia's agent scored 98% on TRAIL-2`."""
    yielding = reading.rules.yielding
    return any(hit.veto.id not in yielding for hit in reading.retold("competitor_launch"))


def worded_sign(reading: Reading, said: Wording, signs: Sequence[JudgedSign]) -> JudgedSign | None:
    """The launch that these signs are too weak for, or that of whom the headline names first; told as unsure.

    Asked where `is_named`. None where the maker does more than AI and nothing says AI, which a phrase can't know.
    """
    plain = next(
        (one.sign for one in signs if one.sign.rule == PLAIN and one.sign.text is reading.title), None
    )
    sign = replace(plain, rule=WORDING, weight=UNSURE) if plain is not None else _of_the_first_named(reading)
    return None if no_ai(sign, reading) else JudgedSign(sign, UNSURE, [said.text()])


def _of_the_first_named(reading: Reading) -> Sign:
    """Who speaks, or is named first, with the first product of that house: `Amazon wants to be the Uber of …`."""
    text = reading.title
    clause = reading.clauses(text)[0]
    units = _units(reading)
    company = reading.organisation or next(one for one in map(watched, units) if one is not None)
    named = [unit for unit in units if of_house(unit, company)]
    maker = next((unit for unit in named if not is_product(unit)), None)
    product = next((unit for unit in named if is_product(unit)), None)
    products = [product] if product is not None else []
    return Sign(WORDING, text, clause, clause.low, company, maker or product, products, weight=UNSURE)
