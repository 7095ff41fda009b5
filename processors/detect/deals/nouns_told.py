"""What a noun says of who gets the money: the firm behind its kind, the thing that `AI` stands before.

Asked once a deal is flagged, as `sides` is: it decides nothing.
"""

from __future__ import annotations

import re

from processors.detect.grammar.claims import Claim
from processors.detect.grammar.reading import Reading
from processors.detect.words.unit import Text, Unit

_FUNCTION = frozenset(
    {
        "in", "on", "by", "for", "to", "and", "or", "as", "at", "over", "this", "next", "amid", "with", "from",
        "across", "since", "after", "before", "through", "during", "while", "despite", "within", "alone", "again",
        "even", "more", "is", "are", "that", "but", "globally", "worldwide", "annually", "soon", "today", "tomorrow",
        "year", "says", "via", "per", "en", "et", "sur", "pour", "dans", "de", "d", "a", "au", "aux", "avec", "chez",
        "par",
    }
)  # fmt: skip


def whole_place(claim: Claim) -> tuple[int, int]:
    """`$12 billion for AI halls`: where only `AI` was found, the noun that it stands before."""
    assert claim.place is not None
    start, end = claim.place
    units = claim.clause.units
    at = next((k for k, unit in enumerate(units) if unit.end == end), None)
    if claim.text.folded[start:end] not in {"ai", "a.i."} or at is None or at + 1 >= claim.clause.high:
        return start, end
    for noun in units[at + 1 : min(at + 4, claim.clause.high)]:
        plain = (
            noun.low.isalpha()
            and not noun.capital
            and not noun.verbs
            and not noun.cues & {"plain", "hearsay"}
        )
        if not plain or noun.low in _FUNCTION or noun.party:
            break
        end = noun.end
    return start, end


_SPENDING = re.compile(
    r"(?:nouveaux |new )?(?:giga|mega)watts?|[gm]w|investissements?(?: dans l'ia)?|"
    r"plan d'investissement|depenses(?: dans l'ia)?|"
    r"capital (?:spending|expenditures?)|capex|spending|investments?"
)
"""What is spent, or how large it is: not what it is spent on."""


def built(claim: Claim, reading: Reading) -> tuple[Text, int, int] | None:
    """What a claim names of what is built; where that is only a sum's noun, what headline or description call it."""
    place = whole_place(claim) if claim.place is not None else None
    if place is not None and not _SPENDING.fullmatch(claim.text.folded[slice(*place)]):
        return claim.text, *place
    for text in reading.texts[:2] if claim.text.field != "body" else ():
        for unit in (u for s in text.sentences[:3] for u in s.units if "capex_noun" in u.cues):
            if not _SPENDING.fullmatch(unit.low):
                return text, unit.start, unit.end
    return (claim.text, *place) if place is not None else None


def kind_below(reading: Reading) -> tuple[Text, Unit] | None:
    """`A chairman's startup raises …` | `The chairman's startup X is raising …`: the same kind, and its name."""
    below = next((one for one in reading.texts[1:2] if one.field == "description"), None)
    if below is None or not below.sentences or not reading.title.sentences:
        return None
    kinds = {u.low for u in reading.title.sentences[0].units if "descriptor" in u.cues}
    units = below.sentences[0].units
    for k in range(len(units) - 1):
        named = units[k + 1]
        if units[k].low in kinds and (named.proper or named.is_company("ai", "other")):
            return below, named
    return None
