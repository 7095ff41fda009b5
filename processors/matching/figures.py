"""The figures of a text that are no sums of money: shares, power, spans of time, counts and small prices.

`800MW`, `12 %`, `3 100 cabinets`, `72 hours` and `trois jours`, `$12.99`: two reports of one happening repeat them
in any language, while two happenings of one company rarely share one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from processors.matching.amounts import DIGITS, NUMBER, value_of

_SPELLED = {
    word: number
    for number, words in (
        (1, "one un une"), (2, "two deux"), (3, "three trois"), (4, "four quatre"), (5, "five cinq"), (6, "six"),
        (7, "seven sept"), (8, "eight huit"), (9, "nine neuf"), (10, "ten dix"), (12, "twelve douze"),
    )
    for word in words.split()
}  # fmt: skip
_UNITS: dict[str, tuple[str, float]] = {
    word: (unit, times)
    for unit, times, words in (
        ("%", 1, "% percent"),
        ("mw", 1, "mw megawatt megawatts"),
        ("mw", 1000, "gw gigawatt gigawatts"),
        ("h", 1, "hour hours heure heures"),
        ("h", 24, "day days jour jours"),
        ("h", 168, "week weeks semaine semaines"),
    )
    for word in words.split()
}  # fmt: skip
_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_MEASURED = re.compile(
    rf"(?<![\w.,])(?P<number>{NUMBER}|{'|'.join(_SPELLED)})[\s\u00a0\u202f-]?(?P<unit>{_UNIT})(?!\w)"
)
_PRICE = re.compile(
    rf"[$€£] ?(?P<before>{NUMBER})|(?P<after>{NUMBER})[\s\u00a0\u202f]?(?:[$€£]|dollars?|euros?)"
)
_SCALE = re.compile(
    r"[\s\u00a0\u202f-]?(?:[kmb]\b|bn|bln|tn|mln|md|million|billion|milliard|trillion|thousand|mille)"
)
_COUNT = re.compile(
    rf"(?P<number>\d(?<![\w$€£.,+-]\d){DIGITS})(?![\w$€£%.,-]*\d)[\s\u00a0\u202f](?P<noun>[^\W\d_]+)"
)
_NO_NOUNS = """million millions mln billion billions bln milliard milliards trillion trillions thousand mille md mds mrd
    dollar dollars euro euros k m b bn tn
    january february march april may june july august september october november december janvier fevrier février mars
    avril mai juin juillet aout août septembre octobre novembre decembre décembre jan feb mar apr jun jul aug sept sep
    oct nov dec"""
_NO_NOUN = frozenset(_NO_NOUNS.split())
"""What is behind a number without being counted by it."""


def figures_of(text: str) -> Iterator[str]:
    """`800mw`, `12%`, `72h`, `3100`, `12.99` of each figure in the text."""
    folded = text.casefold().replace("per cent", "%").replace("pour cent", "%")
    # (most texts have no unit: so it is seen at a tenth of the pattern's cost)
    for found in _MEASURED.finditer(folded) if any(map(folded.__contains__, _UNITS)) else ():
        unit, times = _UNITS[found["unit"]]
        value = _value(found["number"]) * times
        if unit != "h" or value >= 3:
            yield f"{value:g}{unit}"
    for found in _PRICE.finditer(folded):
        value = _value(found["before"] or found["after"])
        if 2 < value < 1000 and not _SCALE.match(folded, found.end()):
            yield f"{value:g}"
    for found in _COUNT.finditer(folded):
        value = _value(found["number"])
        if (
            value >= 12
            and not 1990 <= value <= 2040
            and found["noun"] not in _NO_NOUN
            and found["noun"] not in _UNITS
        ):
            yield f"{value:g}"


def _value(number: str) -> float:
    return float(_SPELLED[number]) if number in _SPELLED else value_of(number)


_WEEKDAYS = {
    word: number
    for number, words in enumerate(
        (
            "monday mondays lundi", "tuesday tuesdays mardi", "wednesday wednesdays mercredi",
            "thursday thursdays jeudi", "friday fridays vendredi", "saturday saturdays samedi",
            "sunday sundays dimanche",
        )
    )
    for word in words.split()
}  # fmt: skip


def weekdays_of(folded: str) -> Iterator[int]:
    """The days of the week that the text names, Monday 0: an outage of Thursday is not Friday's."""
    for word in re.findall(r"[a-z]+", folded.casefold()):
        if word in _WEEKDAYS:
            yield _WEEKDAYS[word]
