"""Sums that stand near a deal without its verb: `Le montant n'a pas été révélé, mais … soit 10 Md$`."""

from __future__ import annotations

import re

from newswatch.messages import Deal, Money
from processors.detect.deals.all_givers import all_investors
from processors.detect.deals.costs_told import cost_told
from processors.detect.deals.formerly import in_all, of_a_round, told_before
from processors.detect.deals.headlined import went_before
from processors.detect.deals.rates import times_a_year
from processors.detect.deals.sums_beside import spent_by_it
from processors.detect.deals.values import money
from processors.detect.deals.worths import paid, told_exactly, told_worth
from processors.detect.grammar.claims import Judged
from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.figures import role_of
from processors.detect.grammar.quoting import within
from processors.detect.grammar.reading import Reading
from processors.detect.words.text import fold
from processors.detect.words.unit import Sentence, Text, Unit

BODY_SENTENCES = 6
"""Of a body below a headline, the sentences that may give the headline's deal its valuation or rumoured sum."""


def with_orphans(deals: list[Deal], kept: list[Judged], reading: Reading) -> list[Deal]:
    """Complete the first current deal by the sums of the two sentences after it, and say whether it is disclosed."""
    if not deals or not kept:
        return deals
    first = next((k for k, deal in enumerate(deals) if deal.tense == "current"), None)
    if first is None:
        return deals
    deal = deals[first]
    hidden = _undisclosed(reading)
    lead = max((one for one in kept if not one.history), key=lambda one: one.score)
    amount, valuation = _sums_told(deal, lead, reading)
    disclosed = not hidden and (amount is None or amount.status != "rumoured")
    if hidden and amount is not None and amount.status == "confirmed" and amount is not deal.amount:
        amount = amount.model_copy(update={"status": "rumoured"})
    investors = all_investors(deal, lead, kept, reading)
    if (
        amount is not None
        and valuation is not None
        and amount.value == valuation.value
        and amount.evidence == valuation.evidence
    ):
        amount = None
    amount, valuation = _in_one_currency(_told_again(amount, reading), _told_again(valuation, reading))
    if (disclosed, investors) == (deal.disclosed, deal.investors) and (
        amount is deal.amount and valuation is deal.valuation
    ):
        return deals
    changed = deal.model_copy(
        update={"amount": amount, "valuation": valuation, "disclosed": disclosed, "investors": investors}
    )
    if deal.amount is not None and deal.amount.per is not None and amount is not None and amount.per is None:
        changed = changed.model_copy(update={"other_amounts": (deal.amount, *deal.other_amounts)})
    return [*deals[:first], changed, *deals[first + 1 :]]


def _sums_told(deal: Deal, lead: Judged, reading: Reading) -> tuple[Money | None, Money | None]:
    """Amount and valuation, completed and put in their places by what stands around the deal."""
    amount, valuation, kind = deal.amount, deal.valuation, lead.claim.kind
    if (amount is None or valuation is None) and kind in ("round", "stake", "acquisition", "valued"):
        aim = fold(deal.target.value) if deal.target else ""
        amount, valuation = _nearby(lead, reading, aim, amount, valuation)
    if kind in ("round", "stake", "valued"):
        valuation = valuation or _valued_at(reading, amount)
        amount, valuation = told_worth(amount, valuation, reading)
    if kind in ("compute", "stake") or (amount is not None and amount.per is not None):
        amount = cost_told(amount, lead, reading)
    if kind in ("acquisition", "stake", "valued"):
        amount, valuation = paid(amount, valuation, reading)
    return told_exactly(amount, reading), told_exactly(valuation, reading)


def _in_one_currency(amount: Money | None, valuation: Money | None) -> tuple[Money | None, Money | None]:
    """`lève 2 milliards d'euros, et la voilà qui vaut 40 milliards`: the currency is said once for both."""
    if amount is None or valuation is None or amount.evidence is None or valuation.evidence is None:
        return amount, valuation
    if amount.evidence.field == valuation.evidence.field:
        both = amount.currency or valuation.currency
        amount = amount.model_copy(update={"currency": amount.currency or both})
        valuation = valuation.model_copy(update={"currency": valuation.currency or both})
    return amount, valuation


def _told_again(amount: Money | None, reading: Reading) -> Money | None:
    """`lève 90 milliards` | `90 milliards de dollars en tout`: the same figure with its currency."""
    if amount is None or amount.currency is not None:
        return amount
    for text in reading.texts[:2]:
        for unit in (u for s in text.sentences for u in s.units if u.sum):
            if unit.sum and unit.sum.currency and unit.sum.value == amount.value:
                return amount.model_copy(update={"currency": unit.sum.currency})
    return _said_beside(amount, reading)


def _said_beside(amount: Money, reading: Reading) -> Money:
    """`un tour de 110 milliards de dollars, pour une valorisation de 730 milliards`: said once for both."""
    proof = amount.evidence
    text = next((one for one in reading.texts[:2] if proof is not None and one.field == proof.field), None)
    if proof is None or text is None:
        return amount
    start = within(text, proof)[0]
    sentence = next((one for one in text.sentences if one.start <= start < one.end), None)
    units = sentence.units if sentence is not None else []
    said = next((u.sum.currency for u in units if u.sum and u.sum.currency and u.end <= start), None)
    return amount.model_copy(update={"currency": said})


def _undisclosed(reading: Reading) -> bool:
    return any("undisclosed" in s.places().cues for text in reading.texts for s in text.sentences[:12])


def _nearby(
    lead: Judged, reading: Reading, aim: str, amount: Money | None, valuation: Money | None
) -> tuple[Money | None, Money | None]:
    """Amount and valuation; what is not known yet by the sentences of the lead's text that follow it, and of the next
    field."""
    text = lead.claim.text
    at = next((k for k, s in enumerate(text.sentences) if s is lead.claim.clause.sentence), 0)
    spans: list[tuple[Text, Sentence]] = [(text, s) for s in text.sentences[at + 1 : at + 3]]
    if text.field == "headline":
        spans = [(text, s) for s in text.sentences]
        spans += [
            (other, s)
            for other in reading.texts[1:]
            for s in other.sentences[: 3 if other.field == "description" else BODY_SENTENCES]
        ]
    elif text.field == "description" and reading.title.field == "headline":
        spans += [(reading.title, s) for s in reading.title.sentences]
        spans += [(text, s) for s in text.sentences[: at + 1]]
    for where, sentence in spans:
        for clause in reading.clauses_of(where, sentence):
            if where.field != "headline" and went_before(clause):
                continue
            for k in clause.sums():
                unit = clause.units[k]
                if unit.sum is None or unit.sum.vague or times_a_year(where, unit):
                    continue
                if where is text and spent_by_it(lead.claim, unit):
                    continue
                role = role_of(clause, k, where.folded, reading.year)
                asked = (role == "amount" and amount is None) or (role == "valuation" and valuation is None)
                if not asked or _of_another(lead, where, sentence, unit, role == "valuation"):
                    continue
                if role == "amount" and (_about(clause) or _paid(lead, clause, aim)):
                    found = _money(where, clause.sentence, unit)
                    # a body names many sums: only what it calls a rumour may stand for the amount
                    amount = found if where.field != "body" or found.status == "rumoured" else None
                elif role == "valuation" and not (
                    _worth_before(lead, where, clause)
                    or (
                        where is not text and amount is not None and amount.value == unit.sum.value
                    )  # `partnerships valued at …`
                ):
                    valuation = _money(where, clause.sentence, unit)
    return amount, valuation


def _of_another(lead: Judged, where: Text, sentence: Sentence, unit: Unit, worth: bool) -> bool:
    """A sum of an earlier deal, of all rounds together, or of a bought firm's round."""
    if told_before(where, sentence, unit, worth) or (where.field != "headline" and in_all(where, unit)):
        return True
    return lead.claim.kind == "acquisition" and not worth and of_a_round(where, unit)


_VALUES = re.compile(
    r"\b(?:valoris\w+|valu(?:es|ing|ed))\b[^.;]{3,150}?\b(?:a|at) (?:plus de |pres de |about |over |nearly )?$"
)


def _valued_at(reading: Reading, amount: Money | None) -> Money | None:
    """`qui valoriserait le créateur de X à 300 milliards`: the firm told at length between the verb and the worth."""
    for text in reading.texts[:2]:
        for sentence in text.sentences[:3] if text.field != "body" else ():
            for unit in (sentence.units[k] for k in sentence.places().sums):
                verb = _VALUES.search(text.folded, max(sentence.start, unit.start - 180), unit.start)
                if unit.sum is None or unit.sum.vague or verb is None:
                    continue
                if any(verb.start() < sentence.units[k].start < unit.start for k in sentence.places().sums):
                    continue  # that one is the worth
                if amount is None or amount.value != unit.sum.value:
                    return _money(text, sentence, unit)
    return None


_LAST_ROUND = re.compile(
    r"\b(?:last|previous|latest|earlier|prior|dernier|precedent)e?s? (?:funding |financing )?"
    r"(?:round|raise|valuation|year|tour|levee)\b|"
    r"\b(?:after|apres) (?:raising|its|avoir|un tour|une levee)\b|\bago\b|\bil y a\b"
)


def _worth_before(lead: Judged, where: Text, clause: Clause) -> bool:
    """`X, valued at $2 billion in its last round`: of a bought firm, below the headline that says so."""
    start, end = clause.sentence.start, clause.sentence.end
    return (
        lead.claim.kind == "acquisition"
        and where.field != "headline"
        and (lead.claim.amount is not None or bool(_LAST_ROUND.search(where.folded, start, end)))
    )


_GIVING = frozenset({"raise", "invest"})
_OF_A_DEAL = frozenset(
    {"undisclosed", "hearsay", "deal_noun", "round", "investment_noun", "valuation", "acquisition_noun"}
)


_PAYING = frozenset({"invest", "spend", "acquire", "fund"})


def _paid(lead: Judged, clause: Clause, aim: str) -> bool:
    """`X put up most of the $90 million`, `Le créateur de Y débourse …`: of the deal's own sides, or investors."""
    sides = {unit.side for unit in (*lead.claim.investors, lead.claim.target) if unit is not None} | {aim}
    parties = [unit for unit in clause.units[clause.low : clause.high] if unit.party]
    if not parties or not all(unit.side in sides or unit.is_company("investor") for unit in parties):
        return False
    return any(verb.frame in _PAYING for one in clause.units for _, verb in one.verbs)


def _about(clause: Clause) -> bool:
    """The sum is of this deal: its clause speaks of amounts, rounds or rumours, or names nothing else."""
    places = clause.places
    if not _OF_A_DEAL.isdisjoint(places.cues):
        return True
    verbs = (verb for k in places.verbs for _, verb in clause.units[k].verbs)
    if any(verb.frame in _GIVING and not verb.weak for verb in verbs):
        return True
    named = any(clause.low <= k < clause.high for k in places.parties)
    return not named or any(one.low in {"operation", "transaction"} for one in clause.units)


def _money(text: Text, sentence: Sentence, unit: Unit) -> Money:
    """A sum beside the deal: rumoured where its sentence tells hearsay."""
    hedged = "hearsay" in sentence.places().cues
    return money(text, unit, "rumoured" if hedged else "confirmed")
