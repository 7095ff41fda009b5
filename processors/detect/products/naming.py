"""Which of the products that a launch names is the one that is launched: not the rival's, and not the host's."""

from __future__ import annotations

import re

from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import counts, flagship, is_product, of_house
from processors.detect.launches.signs import Sign
from processors.detect.products.beneath import beneath, engine
from processors.detect.words.closed_classes import DEFINITE, ITS
from processors.detect.words.unit import Text, Unit

_HOSTS = {"sur", "dans", "in", "on", "to", "into", "inside", "onto", "chez"}
_THE = DEFINITE | ITS
_LIKE = {
    "equivalent", "rival", "competitor", "concurrent", "alternative", "answer", "version", "propre", "wake", "killer",
    "challenger", "reponse", "own", "aim", "challenge", "against", "compete", "concurrencer", "defier", "rivaliser",
}  # fmt: skip


def chosen(sign: Sign, products: list[Unit], reading: Reading) -> list[tuple[Text, Unit]] | None:
    """The products of a sign with their texts; None where its own choice stands, [] where none of them is launched."""
    heading = _heading(sign, reading)
    if heading is not None and not _ai(heading) and any(map(_ai, products)):
        heading = None  # `Windows 11 : Microsoft déploie Copilot Vision`: where it is to be had
    if heading is not None and all(heading.low not in unit.low for unit in products):
        return [(reading.title, heading)]
    if (
        sign.text is not reading.title
        and products
        and not _said_above(reading, products)
        and not _in_quotes(sign.text, products[0])
        and (titled := _beside(sign, reading, products)) is not None
    ):
        return [(reading.title, titled)]  # told below of what the headline names
    rest = [unit for unit in products if not _likened(sign, unit)]
    placed = [unit for unit in rest if is_product(unit) and _in_host(sign.text, unit)]
    if placed and len(placed) == len(products) and sign.described and not any(map(_ai, placed)):
        return []  # `releases a dictation app on iOS`
    if len(rest) == len(products) and len(placed) < len(rest):
        return [(sign.text, unit) for unit in rest if unit not in placed] if placed else None
    if not products or (rest and not placed):
        return [(sign.text, unit) for unit in rest] if len(rest) < len(products) else None
    other = _beside(sign, reading, products)
    if other is not None:
        return [(reading.title, other)]
    if sign.quoted or not rest:
        return []
    return None


def _in_quotes(text: Text, unit: Unit) -> bool:
    """`vient de lancer « X »`: a new name, whatever the headline has."""
    return text.folded[max(0, unit.start - 2) : unit.start].strip()[-1:] in {'"', "«"}


def _said_above(reading: Reading, products: list[Unit]) -> bool:
    """The headline itself has the name that the description launches."""
    names = {unit.low for unit in reading.title.names}
    return any(
        is_product(unit) and unit.low in names and any(map(str.isdigit, unit.low)) for unit in products
    )


def _heading(sign: Sign, reading: Reading) -> Unit | None:
    """`Nano Banana Pro : Google retouche tout`: a heading that is the product's name."""
    title = reading.title
    if title.field != "headline" or not title.sentences:
        return None
    units = title.sentences[0].units
    colon = next((k for k, unit in enumerate(units[:4]) if _heads(units, k)), None)
    if not colon:
        return None
    named = [unit for unit in units[:colon] if is_product(unit)]
    if len(named) != 1 or not all(unit.party or unit.model for unit in units[:colon]):
        return None
    return (
        named[0]
        if of_house(named[0], sign.company) and counts(named[0], reading) and not _veteran(named[0])
        else None
    )


def _heads(units: list[Unit], k: int) -> bool:
    """A colon, or a dash with a space on both sides."""
    if units[k].low not in {"-", "–"}:
        return units[k].low in {":", "—"}
    return 0 < k < len(units) - 1 and units[k - 1].end < units[k].start and units[k].end < units[k + 1].start


def _ai(unit: Unit) -> bool:
    return unit.model or unit.names_ai


def _veteran(unit: Unit) -> bool:
    return flagship(unit) and not any(char.isdigit() for char in unit.low)


def _likened(sign: Sign, unit: Unit) -> bool:
    """Another firm's product beside a word of likeness: `son équivalent de Sora`, `a rival of ChatGPT by Meta`."""
    if sign.text.folded.startswith(
        ("-powered", "-based", "-driven", "-backed", "-like", "-style", "-inspired"), unit.end
    ):
        return True  # `its Gemma-powered helper`
    if _moved(sign, unit) or engine(sign.text, unit):
        return True
    if unit.name is None:
        return not unit.model and _rival_of(sign, unit)
    if unit.name.company.group == sign.company.group:
        return False
    units = sign.clause.units
    k = next((k for k, other in enumerate(units) if other is unit), None)
    if k is None:
        return False
    owned = sign.rule == "title-new" and sign.organisation is units[sign.clause.low]
    if owned and _PART.search(sign.text.folded, max(0, unit.start - 40), unit.start):
        return True
    return any(other.low in _LIKE for other in units[max(0, k - 6) : k + 3])


_PART = re.compile(r"\b(?:with|avec)\s(?:(?:the|les?|la|des|new|\d+)\s)*(?:\w+\s)?$")
"""`Corvid's new servers with Rook chips`: what another firm's product is a part of."""
_MOVES = frozenset(
    {
        "powers", "powering", "runs", "drives", "anime", "alimente", "propulse", "motorise", "replaces", "replacing",
        "absorbs", "remplace", "succeeds", "supersedes", "uses", "taps", "harnesses", "leverages", "utilise",
    }
)  # fmt: skip
_TURNS = ("transform", "turn", "renam", "rebrand", "renomm", "rebapti", "convert")
_AGAINST = frozenset(
    {
        "goes after",
        "go after",
        "going after",
        "takes on",
        "take on",
        "challenges",
        "rivals",
        "beats",
        "defie",
        "concurrence",
    }
)
_BECOMES = frozenset({"into", "en", "as", "to"})


def _moved(sign: Sign, unit: Unit) -> bool:
    """`X chip powers Gemini 5`, `turns Project X into Google Y`: what the new thing drives, or what it was before."""
    units = sign.clause.units
    at = next((k for k, other in enumerate(units) if other is unit), None)
    if at is None or at == 0:
        return False
    mover = at - 1
    while mover > 0 and units[mover].low in _THE:
        mover -= 1
    if units[mover].low in _MOVES and mover != sign.at:
        return True
    behind = units[at + 1 : at + 3]
    turned = units[sign.at].low.startswith(_TURNS) and behind[:1] and behind[0].low in _BECOMES
    if not turned:
        return units[sign.at].low in _AGAINST and unit.name is not None and not of_house(unit, sign.company)
    turner = sign.organisation is not None and sign.organisation is not unit and is_product(sign.organisation)
    return turner or any(is_product(one) and one is not unit for one in behind[1:])


def _rival_of(sign: Sign, unit: Unit) -> bool:
    """`lance un concurrent de Slack`, `a rival to Wikipedia`: an unknown name that it is only likened to."""
    units = sign.clause.units
    at = next((k for k, other in enumerate(units) if other is unit), 0)
    before = [other.low for other in units[max(0, at - 4) : at]]
    return (
        bool(set(before) & (_LIKE - {"version", "own"}))
        and bool(before)
        and before[-1] in {"de", "d", "'", "to", "of", "a"}
    )


def _in_host(text: Text, unit: Unit) -> bool:
    """`sur ChatGPT`, `in Excel`: where it is to be found."""
    before = text.folded[max(0, unit.start - 14) : unit.start].split()
    while before and before[-1] in _THE:
        before.pop()
    return bool(before) and before[-1] in _HOSTS


def _beside(sign: Sign, reading: Reading, taken: list[Unit]) -> Unit | None:
    """Another AI product of the firm in the headline: `Avec DALL-E 5, OpenAI apporte …`."""
    for unit in reading.title.names:
        known = unit.names_ai and of_house(unit, sign.company)
        fresh = is_product(unit) and known and counts(unit, reading) and not _in_host(reading.title, unit)
        fresh = fresh and not beneath(reading.title, unit)  # `generated by its models, X among them`
        if fresh and all(unit is not one and unit.low != one.low for one in taken) and not _veteran(unit):
            return unit
    return None
