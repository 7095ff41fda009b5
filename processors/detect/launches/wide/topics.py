"""Launches told under an AI product's name by what its maker does: `ChatGPT : OpenAI ajoute la dictée`.

The verbs are everyday ones, and whatever is added to such a product is a part of it.
"""

from __future__ import annotations

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.launches.objects import is_product, of_house, own_ai
from processors.detect.launches.signs import Sign, first_sign
from processors.detect.launches.venues import NO_GAIN
from processors.detect.words.unit import Text, watched

_ACTS = frozenset(
    {
        "ajoute", "ouvre", "propose", "etend", "integre", "apporte", "elargit", "offre", "permet", "rajoute", "greffe",
        "adds", "opens", "brings", "extends", "offers",
    }
)  # fmt: skip
_NO_PARTS = (
    "pub", "ads", "advert", "avertis", "warning", "limit", "frais", "fee", "tax", "tarif", "prix", "price", "enquet",
    "probe", "capital", "porte", "door", "bureau", "office", "poste", "job", "negoci", "debat", "excus", "compromis",
    "rembours", "refund", "indemn", "garant", "restric", "pause", "contrat", "contract", "partenariat", "filigran",
    "donnee", "data", "archive",
)  # fmt: skip
"""How begins what a maker adds, offers or opens that is no part of the product."""


_NO_PART = frozenset({"program", "person_role", "negation", "capex_noun", "stake_noun"})
_ACCESS = frozenset({"acces", "access"})


def topic_sign(reading: Reading, text: Text) -> Sign | None:
    """At most one sign of a headline."""
    return first_sign((_maker_adds,), reading, text)


def _maker_adds(reading: Reading, text: Text, clause: Clause) -> Sign | None:
    units = clause.units
    if not 1 < clause.low <= 6 or units[clause.low - 1].low != ":" or clause.low + 3 > clause.high:
        return None
    named = [unit for unit in units[: clause.low - 1] if unit.party]
    maker, company = units[clause.low], watched(units[clause.low])
    if len(named) != 1 or company is None or is_product(maker) or not own_ai(named[0], reading):
        return None
    if not of_house(named[0], company) or units[clause.low + 1].low.split()[0] not in _ACTS:
        return None
    told = units[clause.low + 2 : clause.low + 7]
    if any(u.low.startswith(_NO_PARTS) or (u.low in NO_GAIN and u.low not in _ACCESS) or u.sum for u in told):
        return None
    part = any("ai_object" in u.cues for u in told[:3])  # `un mode podcast`
    if any(u.cues & _NO_PART and not (part and "program" in u.cues) for u in told):
        return None
    return Sign("wide-topic", text, clause, clause.low + 1, company, maker, named, weight=0.57)
