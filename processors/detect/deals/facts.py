"""From judged claims to deal facts: one deal of all that tell it, each value with its words."""

from __future__ import annotations

import re

from newswatch.messages import Deal, DealStatus, Fact
from processors.detect.deals.described import bought_below, kind_bought, located, other_named, said_before
from processors.detect.deals.headlined import doubted_above, first_below, headline_firm, went_before
from processors.detect.deals.nouns_told import built, owned_firm, whose_firm
from processors.detect.deals.reported import OF_ROUNDS, nearly, reported
from processors.detect.deals.sides import mended, told_firm
from processors.detect.deals.values import CROWD, fact, giver, money
from processors.detect.grammar.claims import OWN_VOICE, Claim, Judged
from processors.detect.grammar.reading import Reading, evidence, unit_text
from processors.detect.words.unit import Unit

_STAGES = {
    "acquisition": "acquisition",
    "capex": "capex",
    "compute": "compute deal",
    "stake": "strategic investment",
}

_SERIES = re.compile(r"\bserie(?:s)? ([a-k])\b")
SERIES_WITHIN = 1_500
"""Code points of a text that may name the round's letter."""


def merged(kept: list[Judged], reading: Reading) -> list[Deal]:
    """Claims that tell one deal made one: the best first, its gaps filled by the others."""
    groups: list[list[Judged]] = []
    for one in sorted(kept, key=_first_told):
        for group in groups:
            if _same_deal(group[0], one):
                group.append(one)
                break
        else:
            groups.append([one])
    return [_deal(group, reading) for group in groups]


def _first_told(one: Judged) -> tuple[bool, bool, float]:
    """Headline first; a firm's round before what it will pay for: `Nscale raises $1.1bn for its data centres`."""
    claim = one.claim
    buys = claim.kind in ("capex", "compute") and any(
        u.name is not None and u.name.company.level == "ai" for u in claim.investors
    )
    return claim.text.field != "headline", buys, -one.score


def _side(unit: Unit | None) -> str | None:
    return None if unit is None else unit.side


def _same_deal(first: Judged, other: Judged) -> bool:
    a, b = first.claim, other.claim
    if first.history != other.history:
        return False
    swapped = b.rule.startswith("noun") and {a.kind, b.kind} <= OF_ROUNDS and a.target is not None
    if swapped and _side(a.target) in {_side(unit) for unit in b.investors}:
        return True  # `X, backed by Y, raises …`: a noun took the one for the other
    if a.target and b.target:
        if _side(a.target) == _side(b.target):
            return True
        sides = {_side(a.target), *map(_side, a.investors)}
        return {_side(b.target), *map(_side, b.investors)} <= sides
    if b.kind in ("capex", "compute") and a.kind not in ("capex", "compute"):
        return {_side(u) for u in b.investors} <= {_side(a.target), *map(_side, a.investors)}
    if a.kind in ("capex", "compute") and b.kind in ("capex", "compute"):
        return (
            bool({_side(u) for u in a.investors} & {_side(u) for u in b.investors})
            or not a.investors
            or not b.investors
        )
    return (
        bool({_side(u) for u in a.investors} & {_side(u) for u in b.investors})
        or not a.investors
        or not b.investors
        or a.target is None
    )


def _deal(group: list[Judged], reading: Reading) -> Deal:
    group = mended(group)
    best = group[0]
    claim = best.claim
    investors: dict[str, Fact] = {}
    speakers: set[str] = set()
    for one in group:
        if (
            one is not best
            and one.claim.target is None
            and claim.target is not None
            and one.claim.kind != claim.kind
            and not {one.claim.kind, claim.kind} <= OF_ROUNDS
        ):
            continue
        for unit in one.claim.investors:
            side = _side(unit) or ""
            if side == CROWD:
                continue  # `Nvidia and other tech giants`: nobody by name
            if unit.name is None and one.claim.text.field == "body" and not (reading.bare and one is best):
                continue
            if unit.name is None and unit.low in OWN_VOICE:
                if reading.organisation is not None:
                    maker = reading.organisation.group
                    shown = reading.organisation.shown or reading.organisation.name
                    investors.setdefault(maker, fact(one.claim.text, unit, shown))
            elif side and not _same_firm(unit, claim.target):
                if unit.governs:
                    speakers.add(side)
                investors.setdefault(side, giver(one.claim.text, unit))
    if investors.keys() >= speakers:  # `Trump announces …`: who governs only tells it
        investors = {side: one for side, one in investors.items() if side not in speakers}
    if claim.own and claim.kind == "acquisition" and not investors and reading.organisation is not None:
        own = reading.organisation
        start, end = claim.span
        proof = evidence(claim.text, start, end)
        investors[own.group] = Fact(value=own.shown or own.name, evidence=proof)
    amounts = [
        (one, one.claim.amount)
        for one in group
        if one.claim.amount
        and one.claim.amount.sum
        and not one.claim.amount.sum.vague
        and not _before(one, best)
    ]
    valuations = [
        (one, one.claim.valuation)
        for one in group
        if one.claim.valuation
        and one.claim.valuation.sum
        and not one.claim.valuation.sum.vague
        and not _before(one, best)
    ]
    if claim.kind in ("capex", "compute"):  # `a deal worth $10 billion`: what is paid
        amounts, valuations = amounts or valuations, []
    if claim.kind == "acquisition" and amounts:  # below, what the firm was worth before
        valuations = [(one, unit) for one, unit in valuations if one.claim.text is reading.title]
    first_amount = amounts[0] if amounts else None
    told = None
    other = claim.elsewhere
    if first_amount is None and other and other.sum and not other.sum.vague and claim.elsewhere_text:
        told = money(claim.elsewhere_text, other, best.status)
    others = [
        money(one.claim.text, unit, one.status)
        for one, unit in amounts[1:]
        if unit.sum and first_amount and first_amount[1].sum and unit.sum.value != first_amount[1].sum.value
    ]
    start, end = claim.span
    rumoured = (
        any(
            one.status == "rumoured"
            and not (one.claim.noun and one.score < 0.6)
            and not (one.claim.kind == "valued" and best.status == "confirmed" and claim.kind != "valued")
            for one in group
            if one.claim.text is claim.text and one.claim.clause is claim.clause
        )
        or best.status == "rumoured"
        or any(reported(one, claim) for one in group)
        or nearly(claim, reading)
        or (claim.text is not reading.title and doubted_above(reading))
    )
    status: DealStatus = (
        best.status
        if best.status not in ("confirmed", "rumoured")
        else "rumoured"
        if rumoured
        else "confirmed"
    )
    return Deal(
        investors=tuple(investors.values()),
        target=_target(group, reading),
        amount=money(first_amount[0].claim.text, first_amount[1], first_amount[0].status)
        if first_amount
        else told,
        valuation=money(valuations[0][0].claim.text, valuations[0][1], valuations[0][0].status)
        if valuations
        else None,
        other_amounts=tuple(others),
        status=status,
        stage=_stage(group, claim, reading),
        tense="history" if best.history else "current",
        evidence=evidence(claim.text, start, end),
    )


def _before(one: Judged, best: Judged) -> bool:
    """`in talks …, after it raised $1 billion in May`: what went before the deal that the headline tells."""
    claim = one.claim
    return one is not best and claim.text is not best.claim.text and went_before(claim.clause)


def _same_firm(unit: Unit, target: Unit | None) -> bool:
    """A mother may pay for its daughter: `OpenAI pledges billions for Stargate`."""
    if target is None or unit.name is None or target.name is None:
        return _side(unit) == _side(target)
    return unit.name.company.id == target.name.company.id


def _target(group: list[Judged], reading: Reading) -> Fact | None:
    named = told_firm(group[0].claim, reading)
    if named is not None:
        return fact(*named)
    for one in group:
        claim = one.claim
        if claim.kind in ("capex", "compute") and claim.target is not None:
            return fact(claim.text, claim.target)
        if claim.kind in ("capex", "compute") and (claim.place or one is group[0]):
            thing = built(claim, reading)
            if thing is not None:
                text, start, end = thing
                start, end = located(text, start, end)
                return Fact(value=text.text[start:end], evidence=evidence(text, start, end))
        if (
            claim.target is not None
            and claim.own
            and claim.kind == "round"
            and reading.organisation is not None
        ):
            return fact(claim.text, claim.target, reading.organisation.shown or reading.organisation.name)
        if claim.target is not None and claim.target.low in OWN_VOICE and reading.organisation is not None:
            own = reading.organisation
            return fact(claim.text, claim.target, own.shown or own.name)  # `We've raised …`
        if claim.target is not None:
            whose = owned_firm(claim)
            if whose is not None:
                return Fact(value=claim.text.text[slice(*whose)], evidence=evidence(claim.text, *whose))
            return _headline_firm(claim, reading) or fact(claim.text, claim.target)
    untold = headline_firm(group[0].claim, reading)
    if untold is not None:
        return fact(reading.title, untold)
    told = group[0].claim
    before = said_before(told) or (first_below(told) if told.kind == "round" else None) or other_named(told)
    if before is not None:
        return fact(told.text, before)
    below = bought_below(told, reading)
    if below is not None:
        return Fact(value=below[0].text[slice(*below[1:])], evidence=evidence(*below))
    whose = (whose_firm(told) if told.text is reading.title else None) or kind_bought(told)
    return Fact(value=told.text.text[slice(*whose)], evidence=evidence(told.text, *whose)) if whose else None


def _headline_firm(claim: Claim, reading: Reading) -> Fact | None:
    """Told below of someone unknown (`La start-up de Fei-Fei Li`), of the one AI firm that the headline names."""
    title = reading.title
    if claim.text is title or claim.target is None:
        return None
    at = claim.clause.index(claim.target)
    behind = claim.clause.units[at + 1 : at + 2] if at is not None else []
    made = claim.target.name is not None and claim.target.name.kind == "product"
    if claim.target.name is None and any("maker" in unit.cues for unit in behind):
        made = True  # `The Quill maker is finalising a round`
    if not made and (claim.target.name is not None or claim.investors):
        return None
    firms = {u.name.company.id: u for u in title.names if u.name and u.name.company.level == "ai"}
    return fact(title, next(iter(firms.values()))) if len(firms) == 1 else None


def _stage(group: list[Judged], claim: Claim, reading: Reading) -> str | None:
    for one in group:
        text = one.claim.text
        for unit in one.claim.clause.sentence.units:
            if "round" in unit.cues and unit.low.startswith(("series ", "serie ", "seed", "pre-seed")):
                return unit_text(text, unit).replace("Série", "Series").replace("série", "Series")
    if claim.kind == "round":
        for text in reading.texts:
            told = _SERIES.search(text.folded, 0, SERIES_WITHIN) if "serie" in text.folded else None
            if told:
                return f"Series {told[1].upper()}"
    if claim.kind == "stake" and not any(
        u.name and u.name.company.level in ("watched", "tech") for u in claim.investors
    ):
        return None
    return _STAGES.get(claim.kind)
