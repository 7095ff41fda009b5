"""From judged claims to deal facts: one deal of all that tell it, each value with its words."""

from __future__ import annotations

from newswatch.messages import Deal, DealStatus, Fact, Money
from processors.detect.deals.bynames import called_like
from processors.detect.deals.denied import OF_TALKS
from processors.detect.deals.described import bought_below, kind_bought, located, other_named, said_before
from processors.detect.deals.formerly import in_all, of_a_round, once_worth, told_before
from processors.detect.deals.founders_told import told_firm
from processors.detect.deals.headlined import (
    doubted_above,
    first_below,
    giant_below,
    headline_firm,
    went_before,
)
from processors.detect.deals.investors import investors_of
from processors.detect.deals.named_after import named_after
from processors.detect.deals.nouns_told import bare, built, named_apart, owned_firm, whose_firm
from processors.detect.deals.one_deal import first_told, same_deal, spends_again
from processors.detect.deals.rates import is_income, no_price, period_of
from processors.detect.deals.reported import heard_below, nearly, reported
from processors.detect.deals.sides import mended
from processors.detect.deals.stages import stage_of
from processors.detect.deals.sums_beside import is_further, put_in_its_place, spent_by_it
from processors.detect.deals.unnamed_firms import kind_told, named_below
from processors.detect.deals.values import CROWD, fact, money
from processors.detect.grammar.claims import OWN_VOICE, Claim, Judged
from processors.detect.grammar.quoting import as_written, evidence
from processors.detect.grammar.reading import Reading
from processors.detect.words.unit import Unit


def merged(kept: list[Judged], reading: Reading) -> list[Deal]:
    """Claims that tell one deal made one: the best first, its gaps filled by the others."""
    groups: list[list[Judged]] = []
    kept = [one for one in kept if not spends_again(one, kept)]
    for one in sorted(kept, key=first_told):
        for group in groups:
            if same_deal(group[0], one):
                group.append(one)
                break
        else:
            groups.append([one])
    deals: list[Deal] = []
    for deal in (_deal(group, reading) for group in groups):
        same = next((k for k, one in enumerate(deals) if _told_already(deal, one)), None)
        if same is None:
            deals.append(deal)
        else:
            deals[same] = _filled(deals[same], deal)
    return deals


def _told_already(deal: Deal, other: Deal) -> bool:
    """The same sides, one of them at least named, in the same tense: another claim of a deal that is told."""
    sides, others = _sides_of(deal), _sides_of(other)
    if deal.tense != other.tense or sides == (None,):
        return False
    return sides == others or (set(sides) == set(others) and _one_sum(deal, other))


def _one_sum(deal: Deal, other: Deal) -> bool:
    """Of one sum what two firms owe each other is one deal: the better claim says which way."""
    return deal.amount is not None and other.amount is not None and deal.amount.value == other.amount.value


def _filled(deal: Deal, again: Deal) -> Deal:
    """The deal with the sums that only another claim of it tells."""
    amount, valuation = deal.amount or again.amount, deal.valuation or again.valuation
    if (
        amount is not None
        and amount.per is not None
        and again.amount is not None
        and again.amount.per is None
    ):
        return deal.model_copy(
            update={"amount": again.amount, "other_amounts": (amount,), "valuation": valuation}
        )
    return deal.model_copy(update={"amount": amount, "valuation": valuation})


def _sides_of(deal: Deal) -> tuple[str | None, ...]:
    return (deal.target.value if deal.target else None, *(one.value for one in deal.investors))


def _deal(group: list[Judged], reading: Reading) -> Deal:
    group = mended(group)
    best = group[0]
    claim = best.claim
    amounts = [(one, unit) for one in group if (unit := _figure(one, best, one.claim.amount))]
    valuations = [(one, unit) for one in group if (unit := _figure(one, best, one.claim.valuation))]
    valuations = [(one, unit) for one, unit in valuations if not _earlier(one, unit)]
    if claim.kind not in _PAID_ON:
        valuations = _whole_first(valuations, claim.kind)
    amounts = [(one, unit) for one, unit in amounts if not no_price(one.claim.text, unit)]
    amounts = sorted(_whole_first(amounts, claim.kind), key=lambda one: is_further(one[0].claim.text, one[1]))
    if claim.kind in (
        "round",
        "valued",
    ):  # `raises billions at a $50bn valuation`: what it is worth is not raised
        worth = {id(unit) for _, unit in valuations}
        amounts = [(one, unit) for one, unit in amounts if id(unit) not in worth]
    if claim.kind == "acquisition":  # `which came out in May with a $30M seed`: what it was given
        amounts = [(one, unit) for one, unit in amounts if not of_a_round(one.claim.text, unit)]
        amounts = [(one, unit) for one, unit in amounts if not once_worth(one.claim.text, unit)]
    if claim.kind in ("capex", "compute"):  # `a deal worth $10 billion`: what is paid
        amounts, valuations = amounts or valuations, []
    paid = amounts[0][1].sum.value if amounts and amounts[0][1].sum else None
    if (
        claim.kind == "stake"
    ):  # `takes its stake to $1 billion for a valuation of …`: what is held is no worth
        valuations = [(one, unit) for one, unit in valuations if unit.sum and unit.sum.value != paid]
    if claim.kind == "acquisition" and amounts:  # below, what the firm was worth before
        valuations = [(one, unit) for one, unit in valuations if one.claim.text is reading.title]
    start, end = claim.span
    target = _target(group, reading)
    return Deal(
        # `X tops a $7B valuation with a new $150M round`: nobody gives himself money
        investors=tuple(
            one for one in investors_of(group, reading) if target is None or one.value != target.value
        ),
        target=target,
        amount=_money(*amounts[0]) if amounts else _told_elsewhere(best, reading),
        valuation=_money(*valuations[0]) if valuations else None,
        other_amounts=_others(amounts),
        status=_status(group, reading),
        stage=stage_of(group, reading),
        tense="history" if best.history else "current",
        of_talks=claim.rule == OF_TALKS,
        evidence=evidence(claim.text, start, end),
    )


def _figure(one: Judged, best: Judged, unit: Unit | None) -> Unit | None:
    """A sum of the deal itself that is a figure: `billions` is none."""
    if unit is None or unit.sum is None or unit.sum.vague or _before(one, best):
        return None
    if one.claim.text is not best.claim.text and in_all(one.claim.text, unit):
        return None
    if one.claim.text is best.claim.text and spent_by_it(best.claim, unit):
        return None
    return put_in_its_place(one.claim, unit)


_PAID_ON = frozenset({"compute", "capex", "stake"})
"""Kinds of deals that may be paid by the month or year: a firm is bought, and a round raised, at once."""


def _whole_first(amounts: list[tuple[Judged, Unit]], kind: str) -> list[tuple[Judged, Unit]]:
    """`$5 billion over five years, or $1 billion a year`: all that is paid, then what is paid by the year."""
    by = [period_of(one.claim.text, unit) is not None for one, unit in amounts]
    whole = [one for one, often in zip(amounts, by, strict=True) if not often]
    if kind not in _PAID_ON:
        return whole
    often = [one for one, often in zip(amounts, by, strict=True) if often]
    return [*whole, *((one, unit) for one, unit in often if not is_income(one.claim.text, unit))]


def _earlier(one: Judged, unit: Unit) -> bool:
    """What the firm was worth before, by the words of its sentence."""
    claim = one.claim
    said = claim.clause.units[max(0, claim.at - 1) : claim.at]
    if claim.text.field == "headline" and claim.amount is None and [word.low for word in said] == ["already"]:
        return False  # `has already raised at a $4 billion valuation`: the news itself
    return told_before(one.claim.text, one.claim.clause.sentence, unit, worth=True)


def _money(one: Judged, unit: Unit) -> Money:
    return money(one.claim.text, unit, one.status)


def _told_elsewhere(best: Judged, reading: Reading) -> Money | None:
    """The figure that the other field tells of the deal."""
    claim = best.claim
    other, text = claim.elsewhere, claim.elsewhere_text
    if other is None or other.sum is None or other.sum.vague or text is None:
        return None
    cut = [one for one in reading.clauses(text) if one.span()[0] <= other.start < one.span()[1]]
    if any(went_before(one) for one in cut):
        return None  # `told hours after X announced a $9.7 billion deal`: of another
    if period_of(text, other) is not None and (claim.kind not in _PAID_ON or is_income(text, other)):
        return None
    return money(text, other, best.status)


def _others(amounts: list[tuple[Judged, Unit]]) -> tuple[Money, ...]:
    """The further sums that the text gives, each once, whoever of its clauses says it."""
    told = [_money(*one) for one in amounts]
    apart = {money.value: money for money in reversed(told[1:]) if money.value != told[0].value}
    return tuple(money for money in told[1:] if apart.get(money.value) is money)


def _status(group: list[Judged], reading: Reading) -> DealStatus:
    """The best claim's, if it is more than told; a deal is rumoured where any word beside it doubts it."""
    best = group[0]
    claim = best.claim
    if best.status not in ("confirmed", "rumoured"):
        return best.status
    rumoured = (
        best.status == "rumoured"
        or any(_doubts(one, best) for one in group)
        or any(reported(one, claim) for one in group)
        or _sum_is_hearsay(claim, reading)
        or nearly(claim, reading)
        or heard_below(claim, reading)
        or (claim.text is not reading.title and doubted_above(reading))
    )
    return "rumoured" if rumoured else "confirmed"


def _sum_is_hearsay(claim: Claim, reading: Reading) -> bool:
    """`X in its first round: a fund may put in $1.5 billion`: the noun says no more than the clause with the sum."""
    if not claim.noun or claim.amount is None or claim.clause.index(claim.amount) is None:
        return False
    start = claim.amount.start
    cut = next((c for c in reading.clauses(claim.text) if c.span()[0] <= start < c.span()[1]), claim.clause)
    if cut.low <= claim.at < cut.high:
        return False
    before = (unit for unit in cut.units[cut.low : cut.high] if unit.start < start)
    return any("hearsay" in unit.cues for unit in before)


def _doubts(one: Judged, best: Judged) -> bool:
    """Another claim of the same clause is rumoured, and neither a weak noun nor a worth beside a deal that is sure."""
    if one.claim.text is not best.claim.text or one.claim.clause is not best.claim.clause:
        return False
    if one.status != "rumoured" or (one.claim.noun and one.score < 0.6):
        return False
    if _further_on(one.claim, best.claim):
        return False
    return not (one.claim.kind == "valued" and best.status == "confirmed" and best.claim.kind != "valued")


def _further_on(claim: Claim, best: Claim) -> bool:
    """`gets $475 million, may raise $1 billion in all`: behind a comma, of a sum of its own, not of the best one's."""
    units = claim.clause.units
    if best.amount is None or claim.at <= best.at or best.noun:
        return False
    told = best.clause.index(best.amount)
    if told is None or not best.at < told < claim.at:
        return False
    return any(u.low == "," for u in units[told : claim.at]) and any(
        u.sum for u in units[claim.at : claim.at + 5]
    )


def _before(one: Judged, best: Judged) -> bool:
    """`in talks …, after it raised $1 billion in May`: what went before the deal that the headline tells."""
    claim = one.claim
    return one is not best and claim.text is not best.claim.text and went_before(claim.clause)


def _target(group: list[Judged], reading: Reading) -> Fact | None:
    named = told_firm(group[0].claim, reading) or named_after(group[0].claim, reading)
    if named is not None:
        return fact(*named)
    apart = named_apart(group[0].claim)
    if apart is not None:
        return as_written(group[0].claim.text, *apart)
    for one in group:
        claim = one.claim
        if claim.target is not None and claim.target.side == CROWD:
            continue  # `the same driver as Big Tech's`: nobody by name
        if one is not group[0] and giant_below(claim, reading):
            continue
        if claim.kind in ("capex", "compute") and claim.target is not None:
            return fact(claim.text, claim.target)
        if claim.kind in ("capex", "compute") and (claim.place or one is group[0]):
            thing = built(claim, reading)
            if thing is not None:
                return as_written(thing[0], *located(thing[0], *bare(*thing)))
        if (
            claim.target is not None
            and claim.own
            and claim.kind == "round"
            and reading.organisation is not None
        ):
            return fact(claim.text, claim.target, reading.organisation.shown or reading.organisation.name)
        if claim.target is not None and claim.target.low in OWN_VOICE:
            own = reading.organisation
            if own is None:
                continue  # (who speaks is not known)
            return fact(claim.text, claim.target, own.shown or own.name)  # `We've raised …`
        if claim.target is not None:
            whose = called_like(claim) or owned_firm(claim)
            if whose is not None:
                return as_written(claim.text, *whose)
            return _headline_firm(claim, reading) or fact(claim.text, claim.target)
    untold = headline_firm(group[0].claim, reading)
    if untold is not None:
        return fact(reading.title, untold)
    told = group[0].claim
    before = said_before(told) or (first_below(told) if told.kind == "round" else None) or other_named(told)
    if before is not None:
        return fact(told.text, before)
    below = bought_below(told, reading) or named_below(told, reading)
    if below is not None:
        return as_written(below[0], *below[1:])
    whose = (whose_firm(told) if told.text is reading.title else None) or kind_bought(told) or kind_told(told)
    return as_written(told.text, *whose) if whose else None


def _headline_firm(claim: Claim, reading: Reading) -> Fact | None:
    """Told below of someone unknown (`La start-up de Fei-Fei Li`), of the one AI firm that the headline names."""
    title = reading.title
    if claim.text is title or claim.target is None:
        return None
    at = claim.clause.index(claim.target)
    behind = claim.clause.units[at + 1 : at + 2] if at is not None else []
    made = claim.target.known_product
    if claim.target.name is None and any("maker" in unit.cues for unit in behind):
        made = True  # `The Quill maker is finalising a round`
    if not made and (claim.target.name is not None or claim.investors):
        return None
    firms = {u.name.company.id: u for u in title.names if u.name and u.level == "ai"}
    return fact(title, next(iter(firms.values()))) if len(firms) == 1 else None
