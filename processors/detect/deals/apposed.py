"""What stands beside a side of a deal: the rival that it is told by, its backer, a code of the exchange.

Asked once a deal is flagged, as `sides` is: it decides nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace

from processors.detect.grammar.claims import ALL, BUILT, Claim, Mends, each_mend
from processors.detect.words.closed_classes import RELATIVES, THE
from processors.detect.words.unit import Unit

_LIKENED = frozenset(
    {"rival", "competitor", "challenger", "spinoff", "spinout", "partner", "supplier", "tenant"}
)
_TIED = frozenset({"backed", "owned", "funded", "led", "founded", "controlled", "supported"})
_SUPPLIES = ("suppl", "provid", "fourni")
_LETS = frozenset({"lease", "leases", "leasing", "rent", "rents", "renting"})
_TICKER = re.compile(r"[A-Z]{1,5}\.[A-Z]{1,2}")


def righted(claim: Claim) -> Claim:
    """The claim with its sides where they stand."""
    return each_mend(claim, _MENDS)


def _speaker(claim: Claim) -> Claim:
    """`Trump annonce un projet d'Oracle à 20 milliards`: who governs says so, and the firm pays."""
    if not claim.investors or not all(unit.governs for unit in claim.investors):
        return claim
    units = claim.clause.units
    firms = [
        units[k]
        for k in claim.clause.places.parties
        if k > claim.at and units[k].is_company("watched", "tech", "ai")
    ]
    if not firms:
        return claim
    return replace(claim, investors=firms[:1], target=None if claim.target is firms[0] else claim.target)


def _at_a_place(claim: Claim) -> Claim:
    """`2 milliards dans l'intelligence artificielle en Armorique`: behind `en` stands where, and no firm."""
    units, at = claim.clause.units, claim.clause.index(claim.target)
    if claim.target is None or claim.target.name is not None or not at:
        return claim
    if units[at - 1].low not in {"en", "au", "aux"}:
        return claim
    thing = next((k for k in range(at - 2, max(claim.at, at - 5), -1) if "ai" in units[k].cues), None)
    if thing is None:
        return claim
    return replace(claim, kind="capex", target=None, place=(units[thing].start, claim.target.end))


def _heading_of_thing(claim: Claim) -> Claim:
    """`Cloud IA : X promet 50 milliards à Y`: the heading says what it is about, Y gets it."""
    units, at = claim.clause.units, claim.clause.index(claim.amount)
    if claim.target is not None or claim.place is None or at is None:
        return claim
    if not any(unit.low == ":" and claim.place[1] <= unit.start < claim.span[1] for unit in units[:at]):
        return claim
    for k in range(at + 1, min(at + 4, claim.clause.high - 1)):
        named = units[k + 1]
        if units[k].low in {"a", "to", "for", "dans", "in", "into"} and named.is_company("ai", "watched"):
            return (
                claim if named in claim.investors else replace(claim, target=named, place=None, kind="stake")
            )
    return claim


def _firm_behind_kind(claim: Claim) -> Claim:
    """`spends $2 billion on AI startup X`: a firm and nothing that is built."""
    units = claim.clause.units
    if claim.target is not None or claim.place is None:
        return claim
    kind = next((k for k, unit in enumerate(units) if unit.end == claim.place[1]), None)
    if kind is None or kind + 1 >= claim.clause.high or "descriptor" not in units[kind].cues:
        return claim
    named = units[kind + 1]
    if named in claim.investors or not (named.proper or named.is_company("ai", "other", "watched")):
        return claim
    if named.end - named.start < 2 or "plain" in named.cues or "capex_noun" in units[kind].cues:
        return claim
    return replace(claim, kind="stake", target=named, place=None)


def _owned(claim: Claim) -> Claim:
    """`a deal with Nokia's X`, `puts billions into Ada Quill's X`: the firm, and not whose it is."""
    at, units = claim.clause.index(claim.target), claim.clause.units
    if at is None or at + 3 >= claim.clause.high or [u.low for u in units[at + 1 : at + 3]] != ["'", "s"]:
        return claim
    named = units[at + 3]
    # `invests in OpenAI's Mission`: of a lab, and where all words have capitals, only a firm that is known
    known = claim.clause.sentence.title_case or (claim.target is not None and claim.target.is_lab)
    firm = named.name.kind == "company" if named.name is not None else named.proper and not known
    if not firm or named in claim.investors or "plain" in named.cues:
        return claim
    return replace(claim, target=named)


def _likened(claim: Claim) -> Claim:
    """`invests in OpenAI rival X`, `a deal with Nvidia-backed X`: X it is."""
    at, units = claim.clause.index(claim.target), claim.clause.units
    if at is None or at + 2 >= len(units):
        return claim
    behind = at + 1 + (units[at + 1].low == "-")
    if [unit.low for unit in units[at + 1 : at + 3]] == ["'", "s"]:
        behind = at + 3  # `OpenAI's rival X`
    if behind + 1 >= len(units):
        return claim
    tied = units[behind].low in (_TIED if behind == at + 2 else _LIKENED)
    named = units[behind + 1]
    if not tied or not (named.proper or named.is_company("ai", "tech", "watched", "other")):
        return claim
    if named in claim.investors:
        return claim
    return replace(claim, target=named)


def _let(claim: Claim) -> Claim:
    """`X leases computing power to Y`: Y pays, X supplies."""
    units = claim.clause.units
    if claim.target is None or len(claim.investors) != 1:
        return claim
    who, to = claim.clause.index(claim.investors[0]), claim.clause.index(claim.target)
    if who is None or to is None or not who < to:
        return claim
    if units[claim.at].low.startswith(_SUPPLIES) and who < claim.at < to:
        return replace(
            claim, investors=[claim.target], target=claim.investors[0]
        )  # `X to supply Y with compute`
    if units[to - 1].low != "to":
        return claim
    if not any(unit.low in _LETS for unit in units[who:to]):
        return claim
    return replace(claim, investors=[claim.target], target=claim.investors[0])


def _codes(claim: Claim) -> Claim:
    """`Nvidia NVDA.O invests`: a share's code is nobody."""
    text = claim.text.text
    if not any("." in unit.low for unit in claim.investors):
        return claim
    kept = [u for u in claim.investors if not (u.proper and _TICKER.fullmatch(text[u.start : u.end]))]
    return claim if len(kept) == len(claim.investors) else replace(claim, investors=kept)


def _pronoun(claim: Claim) -> Claim:
    """`Bought Company That Offered …`, where every word has a capital."""
    pronoun = claim.target is not None and claim.target.proper and claim.target.low in RELATIVES
    return replace(claim, target=None) if pronoun else claim


def _for_firm(claim: Claim) -> Claim:
    """`A researcher raises $1 billion for AI startup X`: the firm is named behind what it is for."""
    units = claim.clause.units
    if claim.target is not None:
        return claim
    for k in range(claim.at, claim.clause.high - 1):
        if units[k].low in {"for", "pour"}:
            kind = next(
                (j for j in range(k + 1, min(k + 6, claim.clause.high - 1)) if "descriptor" in units[j].cues),
                None,
            )
            if kind is not None and (units[kind + 1].proper or units[kind + 1].is_company("ai", "other")):
                return replace(claim, target=units[kind + 1])
    return claim


_LIST = THE | {",", "and", "et", "&"}


def _in_list(unit: Unit, beside: Unit) -> bool:
    return unit.low in _LIST or (unit.party and not beside.party)


def _partners(claim: Claim) -> Claim:
    """`A, B, C et D signent la première tranche d'un campus`: of three or more in one list none is what is built."""
    if claim.target is None or not (claim.kind in ("capex", "compute") or claim.rule == "juxtaposed"):
        return claim
    units = claim.clause.units
    at = claim.clause.index(claim.target)
    if at is None:
        return claim
    low = high = at
    while low > claim.clause.low and _in_list(units[low - 1], units[low]):
        low -= 1
    while high + 1 < claim.clause.high and _in_list(units[high + 1], units[high]):
        high += 1
    listed = [unit for unit in units[low : high + 1] if unit.party]
    if len(listed) < 3 or not any(unit is one for unit in listed for one in claim.investors):
        return claim
    if claim.kind not in ("capex", "compute"):
        spends = any(verb.frame == "spend" for unit in units for _, verb in unit.verbs)
        if not spends or any(
            unit.is_company("ai") and unit.name.company.ai != "core" for unit in listed if unit.name
        ):
            return claim
        return replace(claim, investors=listed, target=None, kind="capex")
    return replace(claim, investors=listed, target=None)


def _kind_of_firm(claim: Claim) -> Claim:
    """`to buy a founder's device startup X`: right behind its kind, in whatever letters a known firm is written."""
    units = claim.clause.units
    if claim.target is not None or claim.noun:
        return claim
    for k in range(claim.at + 1, min(claim.at + 9, claim.clause.high - 1)):
        if units[k].sign and units[k].low != "'":
            break
        named = units[k + 1]
        if "descriptor" in units[k].cues and named.is_company("ai", "other") and named not in claim.investors:
            return replace(claim, target=named)
    return claim


_MENDS: Mends = (
    (_speaker, BUILT),
    (_at_a_place, ("stake",)),
    (_heading_of_thing, ("capex",)),
    (_firm_behind_kind, ("capex",)),
    (_owned, ALL),
    (_likened, ALL),
    (_let, ("compute",)),
    (_codes, ALL),
    (_pronoun, ALL),
    (_for_firm, ("round",)),
    (_kind_of_firm, ("acquisition",)),
    (_partners, ALL),
)
