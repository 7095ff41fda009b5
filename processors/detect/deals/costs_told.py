"""What a deal over compute or a stake costs, where it is told beside the deal: in all, or by the month or year."""

from __future__ import annotations

import re

from newswatch.messages import TIMES_A_YEAR, Money
from processors.detect.deals.formerly import told_before
from processors.detect.deals.headlined import went_before
from processors.detect.deals.rates import is_income, period_of
from processors.detect.deals.values import money
from processors.detect.deals.worths import DEAL_AT
from processors.detect.grammar.claims import Judged
from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.words.unit import Text, Unit

_LEAST = 1e7
"""Dollars below which a sum is none that such a deal costs."""
_MOST_YEARS = 25
"""For how many years anything is paid at most: `will spend $70 billion in total` is of more than such a deal."""
_SENTENCES = 3
_HEDGES = r"(?:about|around|up to|nearly|roughly|some|over|more than|environ|plus de|pres de|jusqu'a)"
_ALL_BEFORE = re.compile(
    r"\b(?:(?:will|would|could) total|tota(?:ll?ing|ll?ed|ls|lisant|lise)|"
    r"(?:for|to|pour|a) (?:a|an overall|un) total (?:of|d[e'])|"
    rf"(?:in|au) total,?|soit|adds up to|coming to)(?: {_HEDGES})? ?$"
)
_ALL_BEHIND = re.compile(r" (?:in total|in all|altogether|all told|au total|en tout)\b")
_UNDER = re.compile(
    r"\b(?:under|in|within|part of|through|sous|dans le cadre|selon) ?(?:(?:an?|the|its|their|d'un|de leur|un|leur) )?$"
)
_DEAL_BEHIND = re.compile(r" (?:[\w-]+ ){0,2}?(?:deal|contract|agreement|pact)\b")
"""`is paying $1 billion a month under a $45 billion compute deal`."""
_OF_BEFORE = re.compile(
    r"\b(?:last|previous|earlier|prior|first|initial|dernier|precedent|premier)e?s? (?:\w+ )?"
    r"(?:deal|contract|agreement|contrat|accord)\b|\b(?:contrat|accord) (?:precedent|initial)\b"
)
_IT_PAYS = re.compile(
    r"\b(?:it|they|the (?:company|firm|group|lab|start-?up)|il|elle|l'entreprise|le groupe|la societe)"
    r"(?: (?:will|would|is to|has agreed to|agreed to|has committed to|must|va|doit|s'est engagee? a|devra))? "
    r"(?:pays?|paying|be paying|pay out|paie|paye|paiera|payer|verse|versera|verser|debourse\w*)"
    rf"(?: (?!(?:and|et|its|their|ses|leurs|staff|employees|researchers|salaries|chercheurs)\b)[\w'-]+){{0,2}}?"
    rf"(?: {_HEDGES})? ?$"
)


def cost_told(amount: Money | None, lead: Judged, reading: Reading) -> Money | None:
    """The amount of a deal of which none is told, or only by the month: by the words that give its cost."""
    if amount is not None and amount.per is None:
        return amount
    by_month = amount
    for text in reading.texts[:2]:
        for sentence in text.sentences[:_SENTENCES] if text.field != "body" else ():
            for clause in reading.clauses_of(text, sentence):
                for unit in (clause.units[k] for k in clause.sums()):
                    if not _may_be(unit, text, clause, lead) or told_before(text, sentence, unit):
                        continue
                    if period_of(text, unit) is None and _is_all(text, unit, amount):
                        return _in_its_currency(money(text, unit, lead.status), amount)
                    if by_month is None and period_of(text, unit) is not None and _is_cost(text, unit, lead):
                        by_month = money(text, unit, lead.status)
    return by_month


def _in_its_currency(whole: Money, by_month: Money | None) -> Money:
    """`1 milliard de dollars par an, soit 5 milliards au total`: the currency is said once for both."""
    if whole.currency is not None or by_month is None:
        return whole
    return whole.model_copy(update={"currency": by_month.currency})


def _may_be(unit: Unit, text: Text, clause: Clause, lead: Judged) -> bool:
    """Large enough, in a clause that names nobody beside the deal's sides and looks back on nothing."""
    if unit.sum is None or unit.sum.vague or unit.sum.dollars < _LEAST or is_income(text, unit):
        return False
    sides = {one.side for one in (*lead.claim.investors, lead.claim.target) if one is not None}
    others = [one for one in clause.units[clause.low : clause.high] if one.party and one.side not in sides]
    start, end = clause.span()
    return not others and not went_before(clause) and _OF_BEFORE.search(text.folded, start, end) is None


_DEAL_OF = re.compile(
    r"\b(?:partenariat|accord|contrat|deal|partnership|agreement|pact)(?: [\w-]+)?,? (?:de|d'|a|of|worth)"
    rf"(?: {_HEDGES})? ?$"
)
"""`Partenariat de 12 milliards entre X et Y`."""


def _is_all(text: Text, unit: Unit, by_month: Money | None) -> bool:
    before = text.folded[max(0, unit.start - 80) : unit.start]
    if by_month is None:
        return DEAL_AT.search(before) is not None or _DEAL_OF.search(before) is not None
    assert unit.sum is not None
    told = _ALL_BEFORE.search(before) or _ALL_BEHIND.match(text.folded, unit.end) or DEAL_AT.search(before)
    told = told or (_UNDER.search(before) and _DEAL_BEHIND.match(text.folded, unit.end))
    most = _MOST_YEARS * by_month.value * TIMES_A_YEAR[by_month.per or "year"]
    return told is not None and by_month.value < unit.sum.value <= most


def _is_cost(text: Text, unit: Unit, lead: Judged) -> bool:
    """What is paid for a stake is not paid by the month, unless the deal itself is said to be."""
    before = text.folded[max(0, unit.start - 80) : unit.start]
    rented = lead.claim.kind != "stake" and _IT_PAYS.search(before) is not None
    return rented or DEAL_AT.search(before) is not None
