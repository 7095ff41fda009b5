"""Who gives in a deal that several claims tell: each side once, as the first names it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from newswatch.messages import Fact
from processors.detect.deals.bystanders import for_itself
from processors.detect.deals.givers import JOINS
from processors.detect.deals.reported import OF_ROUNDS
from processors.detect.deals.values import CROWD, fact, giver
from processors.detect.grammar.claims import OWN_VOICE, Claim, Judged
from processors.detect.grammar.quoting import evidence
from processors.detect.grammar.reading import Reading
from processors.detect.words.unit import Unit


def investors_of(group: list[Judged], reading: Reading) -> list[Fact]:
    """The investors of a deal that these claims tell, the best claim first."""
    claim = group[0].claim
    own = reading.organisation
    investors: dict[str, Fact] = {}
    speakers: set[str] = set()
    for one, unit in _givers(group, reading):
        side = unit.side or ""
        if unit.name is None and unit.low in OWN_VOICE:
            if own is not None:
                investors.setdefault(own.group, fact(one.text, unit, own.shown or own.name))
        elif side and not _same_firm(unit, claim.target):
            if unit.governs:
                speakers.add(side)
            investors.setdefault(side, giver(one.text, unit))
    if investors.keys() >= speakers:  # `Trump announces …`: who governs only tells it
        investors = {side: one for side, one in investors.items() if side not in speakers}
    if claim.own and claim.kind == "acquisition" and not investors and own is not None:
        return [Fact(value=own.shown or own.name, evidence=evidence(claim.text, *claim.span))]
    return list(investors.values())


def _givers(group: list[Judged], reading: Reading) -> Iterator[tuple[Claim, Unit]]:
    """Everybody who is told to give, with the claim that says so."""
    best = group[0]
    for one in group:
        if one is not best and _another_deal(one.claim, best.claim):
            continue
        for unit in one.claim.investors:
            if unit.side == CROWD or _owns_giver(one.claim, unit) or _owns_site(one.claim, unit, best.claim):
                continue  # `Nvidia and other tech giants`: nobody by name
            if one.claim.kind in OF_ROUNDS and _aside(one.claim, unit, best.claim):
                continue
            if unit.name is None and one.claim.text.field == "body" and not (reading.bare and one is best):
                continue
            yield one.claim, unit


def _owns_giver(claim: Claim, unit: Unit) -> bool:
    """`Elon Musk's SpaceX completes its purchase`: whose the firm is that gives."""
    at = claim.clause.index(unit)
    if at is None or unit.name is None:
        return False
    behind = claim.clause.units[at + 1 : at + 5]
    owns = [one.low for one in behind[:2]] == ["'", "s"]
    whose = takewhile(lambda one: one.low not in JOINS, behind[2:])  # `Nvidia's and Google's money`: of both
    return owns and any(one is giver for one in whose for giver in claim.investors)


def _owns_site(claim: Claim, unit: Unit, best: Claim) -> bool:
    """`secures $9bn in debt and equity to expand X's data center`: X gives nothing to that round."""
    at = claim.clause.index(unit) if claim.kind == "compute" and best.kind in OF_ROUNDS else None
    return at is not None and [one.low for one in claim.clause.units[at + 1 : at + 3]] == ["'", "s"]


def _aside(claim: Claim, unit: Unit, best: Claim) -> bool:
    """`led by X, with Y losing money`: behind what tells the round it does something for itself."""
    told = best if best.text is claim.text else claim
    if unit.start < told.clause.units[told.at].start:
        return False
    return for_itself(claim.text, claim.clause.sentence, unit)


def _another_deal(claim: Claim, best: Claim) -> bool:
    """It names no target and is of another kind than the best, so its givers may be another deal's."""
    if claim.target is not None or best.target is None or claim.kind == best.kind:
        return False
    return not {claim.kind, best.kind} <= OF_ROUNDS


def _same_firm(unit: Unit, target: Unit | None) -> bool:
    """A mother may pay for its daughter: `OpenAI pledges billions for Stargate`."""
    if target is None or unit.name is None or target.name is None:
        return target is not None and unit.side == target.side
    return unit.name.company.id == target.name.company.id
