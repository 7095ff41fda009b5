"""The firm itself, where a claim took its founder or its product for it, or nothing.

Asked once a deal is flagged, as `sides` is: it decides nothing.
"""

from __future__ import annotations

from processors.detect.deals.nouns_told import kind_below
from processors.detect.grammar.claims import Claim
from processors.detect.grammar.reading import Reading
from processors.detect.words.closed_classes import RELATIVES
from processors.detect.words.unit import Text, Unit

_WHOSE = frozenset({"sa", "son", "his", "her", "their", "leur", "nouvelle", "new"})
_SAYS = frozenset({"says", "said", "dit", "annonce", "announced", "told", "selon"})


def told_firm(claim: Claim, reading: Reading) -> tuple[Text, Unit] | None:
    """The firm itself, where the claim took its founder or its product for it, or nothing."""
    if claim.kind not in ("round", "stake", "acquisition", "valued"):
        return None
    if _known_founder(claim) and claim.text is reading.title:
        return kind_below(reading)
    units = claim.clause.units
    at = claim.clause.index(claim.target)
    if at is not None and (founded := _founded_by(claim, at)) is not None:
        return claim.text, founded
    if claim.target is not None and (
        claim.text is not reading.title or claim.target.is_company("ai", "watched")
    ):
        return None
    if claim.target is None:
        headed = _acquisition_heading(claim, reading)
        if headed is not None:
            return reading.title, headed
        named = [
            u
            for s in reading.title.sentences[:1]
            for u in s.units
            if (u.proper and u.low not in RELATIVES) or (u.is_company("ai") and u not in claim.investors)
        ]
        if claim.text is not reading.title:
            return None
        return kind_below(reading) or (None if named else _begins_below(reading))
    if at is None or claim.text is not reading.title:
        return None
    if at + 1 < len(units) and units[at + 1].low in _FOUNDERS:
        own = _own_firm(units[at + 1 : at + 12])
        return None if own is None else (claim.text, own)
    if _person(claim, at):
        own = _own_firm(units[at + 1 :])
        return (claim.text, own) if own is not None else _begins_below(reading) or _own_below(reading)
    if any(
        "maker" in unit.cues for unit in units[max(claim.clause.low, at - 5) : at]
    ) and not claim.target.is_company("ai"):
        return _begins_below(reading)
    return None


_FOUNDERS = frozenset({"founders", "co-founders", "cofounders", "fondateurs", "cofondateurs"})


def _founded_by(claim: Claim, at: int) -> Unit | None:
    """`X, founded by ex-Google and OpenAI staffers, raised …`: who stands in the insertion is not who raises.

    Whom a verb behind it takes is: `X, founded by ex-Google staffers, buys Y`.
    """
    units = claim.clause.units
    for k in range(1, at - 1):
        if units[k].low == "," and units[k + 1].low in _BORN and at - k < 14:
            firm = units[k - 1]
            return firm if not k < claim.at < at and (firm.proper or firm.is_company("ai", "tech")) else None
    return None


_BORN = frozenset({"founded", "cofounded", "co-founded", "started", "fonde", "fondee", "cree", "creee"})


def _own_firm(units: list[Unit]) -> Unit | None:
    """`for his London-based AI start-up X`: the name behind what it is, and whose."""
    for k in range(1, len(units) - 1):
        firm = units[k + 1]
        named = firm.proper or firm.is_company("ai", "tech")
        if (
            "descriptor" in units[k].cues
            and named
            and _WHOSE & {unit.low for unit in units[max(0, k - 6) : k]}
        ):
            return firm
    return None


def _own_below(reading: Reading) -> tuple[Text, Unit] | None:
    text = next((one for one in reading.texts[1:2] if one.field == "description"), None)
    for sentence in text.sentences[:2] if text is not None else ():
        if text is not None and (own := _own_firm(sentence.units)) is not None:
            return text, own
    return None


def _known_founder(claim: Claim) -> bool:
    """`Musk's AI startup raises …`: the firm has no name here."""
    units, at = claim.clause.units, claim.clause.index(claim.target)
    name = claim.target.name if claim.target is not None else None
    if at is None or name is None or not (name.kind == "person" or name.company.level == "investor"):
        return False
    behind = units[at + 1 : at + 7]
    return [u.low for u in behind[:2]] == ["'", "s"] and any("descriptor" in u.cues for u in behind[2:])


def _person(claim: Claim, at: int) -> bool:
    """`L'ancien chercheur de Google X lève`, `la start-up d'X`: no firm, but who founded one."""
    units = claim.clause.units
    unit = units[at]
    if not unit.proper or " " not in unit.low:
        return False
    before = units[max(claim.clause.low, at - 5) : at]
    role = next((k for k, one in enumerate(before) if "person_role" in one.cues), None)
    if role is not None and not any(one.sign and one.low not in {"'", "-"} for one in before[role:]):
        return not any("descriptor" in one.cues for one in before[role:])
    of = at - 1 - (units[at - 1].low == "'")
    return of > claim.clause.low and units[of].low in {"de", "d"} and "descriptor" in units[of - 1].cues


def _acquisition_heading(claim: Claim, reading: Reading) -> Unit | None:
    """`X acquisition: Nvidia pays …`, `Rachat de X : Nvidia paie …`"""
    if claim.kind != "acquisition" or not reading.title.sentences:
        return None
    units = reading.title.sentences[0].units[:6]
    colon = next((k for k, unit in enumerate(units) if unit.low == ":"), None)
    if colon is None or not any("acquisition_noun" in unit.cues for unit in units[:colon]):
        return None
    named = [
        unit
        for unit in units[:colon]
        if (unit.proper or unit.name is not None) and unit not in claim.investors
    ]
    return named[0] if len(named) == 1 else None


def _begins_below(reading: Reading) -> tuple[Text, Unit] | None:
    """`X, founded by …`, `X's app`, `The company, X, …`: whom the first sentence below speaks of."""
    text = next((one for one in reading.texts[1:2] if one.field == "description"), None)
    if text is None or not text.sentences:
        return None
    units = text.sentences[0].units
    comma = next((k for k, unit in enumerate(units[:5]) if unit.low == ","), None)
    at = 0
    if comma is not None and comma and units[comma - 1].cues & {"descriptor", "acquisition_noun"}:
        at = comma + 1
    if at + 1 >= len(units) or not (units[at].proper or units[at].is_company("ai")):
        return None
    behind = units[at + 1]
    role = any("person_role" in unit.cues for unit in units[at + 1 : at + 5])
    if behind.low in _SAYS or (role and not units[at].is_company("ai")):
        return None
    return (
        (text, units[at])
        if behind.low in {",", "'", "("} or behind.verbs or behind.low in {"is", "est", "has", "a"}
        else None
    )
