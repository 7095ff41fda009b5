"""AI without a name that comes into an app of a watched firm: `Les chatbots IA arrivent sur Instagram`, `La recherche
par IA débarque sur YouTube`.

Nobody is named but the app, and nobody else's things come there so: what is somebody's is told with whose it is.
"""

from __future__ import annotations

from processors.detect.grammar.clauses import Clause
from processors.detect.launches.objects import is_host, is_product
from processors.detect.launches.signs import Sign
from processors.detect.words.unit import Text, watched

_INTO = frozenset({"dans", "sur", "in", "into", "on", "to"})
_OPENS = frozenset({"le", "la", "les", "l", "un", "une", "des", "the", "a", "an", "voici"})
_PEOPLES = (
    "arnaq", "pirat", "escro", "faux", "fauss", "fake", "scam", "deepfake", "pub", "ads", "advert", "image", "video",
    "photo", "contenu", "content", "musique", "chanson", "song", "livre", "book", "artiste", "influen", "slop",
    "spam", "virus", "malwar", "proces", "polemi", "debat", "guerre", "bataille", "bulle", "inquiet", "crainte",
    "norveg", "chinois", "franca", "american", "coreen", "rival", "concurr", "nu", "label", "mention", "etiquet",
)  # fmt: skip
"""How begins what people make with AI, or make of it, and whose it is."""
_WIDEST = 8


def thing_into(text: Text, clause: Clause, at: int, weight: float) -> Sign | None:
    """The sign of a thing of AI told by its kind that the verb at `at` brings into an app."""
    units = clause.units
    thing = units[clause.low : at]
    if not 1 < len(thing) <= _WIDEST or thing[0].low not in _OPENS or clause.topic is not None:
        return None
    if not any("ai" in unit.cues for unit in thing):
        return None
    if any(
        unit.party or unit.sum or (unit.sign and unit.low != "'") or unit.low.startswith(_PEOPLES)
        for unit in thing
    ):
        return None
    verb = units[at].low.split()
    k = at + 1 + (verb[-1] not in _INTO)
    if k >= clause.high or (k > at + 1 and units[k - 1].low not in _INTO):
        return None
    host = units[k]
    company = watched(host)
    if company is None or not is_host(host):
        return None
    shown = [host] if is_product(host) else []
    sign = Sign("arrive", text, clause, at, company, host, shown, weight=weight, outright=True)
    first = thing[1] if thing[1].low != "'" else thing[2] if len(thing) > 2 else thing[1]
    sign.described = (first.start, thing[-1].end)
    return sign
