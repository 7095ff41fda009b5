"""Of several products the one that is told first: before `and`, or right behind the verb that launches."""

from __future__ import annotations

from processors.detect.launches.objects import is_product
from processors.detect.launches.signs import Sign
from processors.detect.words.closed_classes import AND
from processors.detect.words.unit import Text, Unit


def joined_before(sign: Sign, products: list[Unit]) -> list[Unit]:
    """`Kestrel 9 and Corvid come to X`: with the one before the verb the one that it is joined to, which is first."""
    units = sign.clause.units
    if sign.rule != "arrive" or len(products) != 1 or products[0].start > units[sign.at].start:
        return products
    at = sign.clause.index(products[0])
    if at is None or at - 2 < sign.clause.low or units[at - 1].low not in AND:
        return products
    first = units[at - 2]
    mine = first.group == sign.company.group
    return [first, *products] if is_product(first) and mine else products


def behind_launch(text: Text, unit: Unit) -> bool:
    """`We're introducing X, …, and Y 3`: nothing but its maker stands between the verb and the product."""
    sentence = next((one for one in text.sentences if one.start <= unit.start < one.end), None)
    if sentence is None:
        return False
    at = next((k for k, one in enumerate(sentence.units) if one is unit), 0)
    while at > 1 and (sentence.units[at - 1].is_company("watched") or "new" in sentence.units[at - 1].cues):
        at -= 1
    if at == 0:
        return False
    before = sentence.units[at - 1]
    return "launch_title" in before.cues or any(verb.frame == "launch" for _, verb in before.verbs)
