"""Launch facts of launches that are told for a time to come."""

from __future__ import annotations

from newswatch.messages import Fact, Launch
from processors.detect.grammar.quoting import evidence, unit_text
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import is_product
from processors.detect.launches.planned import coming
from processors.detect.launches.signs import Sign
from processors.detect.products.availability import open_near
from processors.detect.products.organisations import organisation_fact
from processors.detect.words.unit import Text, Unit


def planned_launches(reading: Reading) -> list[Launch]:
    """The dated coming launches of a body, one an organisation, with the product that the next sentence names."""
    found: list[Launch] = []
    for text in reading.texts:
        if text.field == "headline":
            continue
        signs = coming(reading, text)
        for sign, date, teller in signs:
            product = _product_of(text, sign)
            opened = open_near(text, product) if product else None
            start, end = sign.span
            found.append(
                Launch(
                    organisation=organisation_fact(sign, reading),
                    product=Fact(
                        value=_written(text, product), evidence=evidence(text, product.start, product.end)
                    )
                    if product
                    else None,
                    availability="open" if opened else "announced",
                    planned=date,
                    told_by=teller,
                    evidence=evidence(
                        text, min(start, date.evidence.start) if date and date.evidence else start, end
                    ),
                )
            )
    return found


def _product_of(text: Text, sign: Sign) -> Unit | None:
    """A product of the same organisation in the sentence or the one after it."""
    at = next((k for k, s in enumerate(text.sentences) if s is sign.clause.sentence), 0)
    for sentence in text.sentences[at : at + 2]:
        for unit in sentence.units:
            if is_product(unit) and unit.name is not None and unit.name.company.id == sign.company.id:
                return unit
    return None


def _written(text: Text, unit: Unit) -> str:
    """By the rules' spelling where it is one name (`Bloom` is BLOOM), else as written."""
    words = unit_text(text, unit)
    return unit.name.name if unit.name is not None and unit.name.name.lower() == words.lower() else words
