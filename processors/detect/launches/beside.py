"""A launch that stands beside a deal in one text: `buys X and launches Y`, `un rachat et un tout nouveau modèle`."""

from __future__ import annotations

import re

from processors.detect.grammar.claims import Claim
from processors.detect.launches.plainly import tells_now
from processors.detect.launches.signs import Sign
from processors.detect.words.closed_classes import AND, COUNTED, DEFINITE, INDEFINITE, ITS, POSSESSIVES

_AND = AND | {"puis", "then", "plus", ","}
_BETWEEN = frozenset(
    {"then", "also", "puis", "aussi", "aussitot", "en", "in", "turn", "promptly", "immediately", "co", "-"}
)
_A = INDEFINITE | ITS
_SOME = INDEFINITE | COUNTED
_ITS = DEFINITE | POSSESSIVES


def joins_deal(sign: Sign) -> bool:
    """A second verb of outright launching behind an `and`, or a new thing as the second half of a list."""
    units = sign.clause.units
    k = sign.at - 1
    if sign.rule == "title-new":
        return (
            k - 1 > sign.clause.low and units[k].low in _A and units[k - 1].low in {"and", "et", "plus", "&"}
        )
    if sign.rule != "launch" or not any(mood == "present" for mood, _ in units[sign.at].verbs):
        return False
    while k > sign.clause.low and units[k].low in _BETWEEN:
        k -= 1
    behind = units[sign.at + 1].low if sign.at + 1 < sign.clause.high else ""
    return units[k].low in _AND and (bool(sign.products) or behind in _SOME) and behind not in _ITS


def precedes_deal(sign: Sign, claim_at: int) -> bool:
    """`Mistral launches Zephyrine, expands into farming and announces …`: a lab's product is named before the deal."""
    clause = sign.clause
    behind = clause.units[sign.at + 2 : sign.at + 5]
    return (
        sign.rule == "launch"
        and clause.kind == "main"
        and sign.at < claim_at
        and any(mood == "present" for mood, _ in clause.units[sign.at].verbs)
        and len(sign.products) == 1
        and sign.products[0] is clause.units[sign.at + 1]
        and bool(behind)
        and behind[0].low == ","
        and any(unit.verbs for unit in behind[1:])
    )


def adds_to_deal(sign: Sign) -> bool:
    """A sentence of the description that says outright that a product is out now."""
    if sign.text.field != "description" or sign.clause.kind != "main":
        return False
    at = next((k for k, one in enumerate(sign.text.sentences) if one is sign.clause.sentence), 9)
    dealt = any(unit.sum is not None for unit in sign.clause.sentence.units)
    return at < 2 and not dealt and sign.rule in ("launch", "arrive") and tells_now(sign.text, at)


_AFTER = re.compile(
    r"\b(?:after|following|since|post|in the wake of|on the heels of|fresh off|depuis|apres|suite a|a la suite d|"
    r"dans la foulee d)\b(?! (?:(?:a|the|this|le|la|ce|cette|months|weeks|days|des|of|de|mois|semaines) ){0,4}"
    r"(?:\w+ )?(?:talks|war|launch|release|event|lancement|sortie|pourparlers|discussions|negociations)\b)"
    r"(?:[^,;.:–—]|\.\d){0,60}\Z"
)
"""What stands right before the deal that dates a launch: `after months of talks, it buys Orlan` is news itself."""


def comes_after(sign: Sign, claim: Claim) -> bool:
    """`launches Reef 3 after its purchase of Orlan`, `un an après avoir racheté Orlan`: the deal dates the launch."""
    if not (sign.rule == "launch" and sign.outright and sign.products and sign.text is claim.text):
        return False
    behind, at = sign.span[1], claim.clause.units[claim.at].start
    return sign.clause.units[sign.at].start < at and _AFTER.search(sign.text.folded[:at], behind) is not None
