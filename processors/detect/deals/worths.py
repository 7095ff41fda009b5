"""Which of two sums a firm is worth and which it is given: `Backers agree on $39bn` | `The Series C exceeds $1bn`."""

from __future__ import annotations

import re

from newswatch.messages import Evidence, Money
from processors.detect.deals.formerly import in_all, told_before
from processors.detect.deals.values import money
from processors.detect.grammar.figures import role_of
from processors.detect.grammar.quoting import within
from processors.detect.grammar.reading import Reading
from processors.detect.words.unit import Text, Unit

_TIMES = 2.5
"""A round gives mostly less than two fifths of a firm: what is that much more is its worth."""
_ROUND = (
    r"(?:rounds?|series [a-h]|serie [a-h]|tours?(?: de table)?|levees?(?: de fonds)?|augmentation de capital|"
    r"financing|follow-on|raise)"
)
_GIVEN_BEFORE = re.compile(
    rf"\b(?:{_ROUND}|rais(?:es|ed|ing)|leve(?:nt)?|closes|clos(?:ed|ing)|boucle|collecte|recoit|receives|received|"
    r"lands?|landed|secures?|secured|nabs?|nabbed|bags?|bagged|snags?|snagged|wins?|won|scores?|gets?|got|nets?|"
    r"collects?|draws?|grabs?|pockets?|banks?|back for|pulls? in|hauls? in)\b"
    r"[^.;:$€£\d]{0,36}$"
)
_PART = re.compile(r"\b(?:includes?|including|comprises|comprend|inclut|dont) $")
_GIVEN_BEHIND = re.compile(
    rf"^[\s-](?:[a-z-]+ )?{_ROUND}\b|"
    r"^ (?:more\b(?! than)|supplementaires?\b|in (?:fresh |new )?(?:cash|capital|funding)\b)"
)
_RISES = r"(?:grimpe|monte|bondit|s'envole|climbs|soars|jumps|leaps|rises|surges) (?:a|to)"
_A_FIRM = (
    r"(?:(?!rounds?\b|rais\w+|funding|series|stake|target|goal|offer|totals?\b|haul|invest\w+|commit\w+|spend\w+|capex)"
    r"[\w.&'-]+ ?){1,5}"
)
"""Whom a round lifts, and not what of it: `lifts total funding to $2 billion` tells no worth."""
_WORTH_BEFORE = re.compile(
    r"\b(?:sur (?:la|une) base d[eu']|s'accordent sur|d'accord sur|agree(?:s|d)? on|settles? on|"
    rf"{_RISES}|"
    rf"(?:taking|lifting|pushing|propelling|catapulting|sending) {_A_FIRM} (?:to|past|above)|"
    rf"\b(?:round|raise|funding|financing|capital|cash) (?:lifts|takes|pushes|propels|catapults|sends|brings|vaults) "
    rf"{_A_FIRM} (?:to|past|above)|"
    r"pre-money d[eu']|cotee? (?:a )?|mark(?:s|ed)? [\w .&-]{2,24} (?:up )?(?:to|at) )"
    r"\s?(?:plus de |pres de |environ |about |over |nearly |just under )?$"
)
_CLIMBS = re.compile(
    r"\b(?:arr|revenues?|sales|turnover|run[ -]rate|funding|total|raised|round|spending|backlog|users|"
    rf"revenus?|chiffre d'affaires|ventes|financements?|levee|carnet)\b[^.;:,]{{0,30}}\b{_RISES} $"
)
"""`revenue climbs to $1 billion`, `total funding rises to …`: something else than its worth."""
_WORTH_BEHIND = re.compile(
    r"^[\s-](?:price(?: tag)?|tag|pre-money|post-money|en pre-money)\b|^(?: and counting)? ?: "
)
_BEFORE_NOW = re.compile(
    r"\b(?:last|previous|earlier|prior|dernier|precedent)e?s? (?:\w+ )?(?:round|raise|year|tour|levee)\b|\bago\b|"
    r"\bil y a\b|\bto date\b|\ben tout\b|\bin total\b|\bau total\b"
)


def told_worth(
    amount: Money | None, valuation: Money | None, reading: Reading
) -> tuple[Money | None, Money | None]:
    """Amount and valuation of a round, where only one of the two sums was given its part."""
    if amount is None and valuation is not None:
        return _given(_sums(reading), valuation.value / _TIMES), valuation
    if amount is not None and valuation is not None and _rounds_to(valuation, amount):
        # `X's $60B Series E` | `raises $3.5 billion at a $60 billion valuation`: the headline has the worth
        return _given(_sums(reading), valuation.value / _TIMES) or amount, valuation
    if amount is None or valuation is not None or amount.evidence is None:
        return amount, valuation
    sums, proof = _sums(reading), amount.evidence
    tied = any(
        _proves(proof, text, unit) and (_is_given(text, unit) or _climbs(text, unit)) for text, unit in sums
    )
    for text, unit in sums:
        assert unit.sum is not None
        if _proves(proof, text, unit):
            if _worth_before(text, unit):
                return _given(sums, amount.value / _TIMES), amount
        elif unit.sum.value * _TIMES <= amount.value and not tied and _is_given(text, unit):
            return money(text, unit, amount.status), amount
        elif unit.sum.value >= amount.value * _TIMES and _is_worth(text, unit):
            return amount, money(text, unit, amount.status)
    return amount, valuation


def told_exactly(sum: Money | None, reading: Reading) -> Money | None:
    """`pays $14 billion` | `$14.3 billion`: of a sum that the headline rounds, the description's figure."""
    if sum is None or sum.evidence is None or sum.evidence.field != "headline" or sum.per is not None:
        return sum
    below = [
        (text, one)
        for text in reading.texts[1:2]
        if text.field == "description"
        for one in text.sentences[:3]
    ]
    for text, unit in ((text, unit) for text, one in below for unit in one.units if unit.sum):
        exact = money(text, unit, sum.status)
        if exact.approximate or exact.per is not None or exact.value == sum.value:
            continue
        if _rounds_to(exact, sum):
            return exact.model_copy(update={"currency": exact.currency or sum.currency})
    return sum


def _rounds_to(exact: Money, rounded: Money) -> bool:
    """Said with all digits, the one is the other; of one currency, or of one where the other is bare."""
    if exact.currency != rounded.currency and None not in (exact.currency, rounded.currency):
        return False
    return float(f"{exact.value:.{_digits(rounded.value) - 1}e}") == rounded.value


def _digits(value: float) -> int:
    return max(1, len(f"{value:.0f}".rstrip("0")))


DEAL_AT = re.compile(
    r"\b(?:deal|contract|contrat|transaction|acquisition|purchase|takeover|buyout|agreement|operation|rachat|accord)"
    r"(?:, [^,;.:]{2,24},)?(?:,? (?:is|was|that is|est|serait|reportedly))*"
    r",? (?:valued at|worth|(?:valoris|evalu|estim)ee?(?: a)?|valant|porte sur|a) "
    r"(?:(?:about|around|over|nearly|more than|roughly|up to|some|environ|plus de|pres de|a reported) )?$"
)


_MERGED_AT = re.compile(
    r"\b(?:merger|takeover|buyout|acquisition|fusion|rachat)(?:,? (?:that|which|qui))?"
    r" (?:valuing|values|valued|valorisant|valorise|valoriserait|would value)\b[^.;:]{3,60} (?:at|a)"
    r"(?: (?:about|around|over|nearly|more than|environ|plus de|pres de))? ?$"
)
"""`a merger valuing the firm at $30B`."""


def paid(
    amount: Money | None, valuation: Money | None, reading: Reading
) -> tuple[Money | None, Money | None]:
    """`buys X in a deal valued at $3 billion`: what a deal is worth is paid."""
    if valuation is None or valuation.evidence is None:
        return amount, valuation
    proof = valuation.evidence
    text = next((one for one in reading.texts[:2] if one.field == proof.field), None)
    if amount is not None and amount.evidence != proof:
        return amount, valuation
    if text is None:
        return amount, valuation
    start = within(text, proof)[0]
    told = DEAL_AT.search(text.folded, max(0, start - 80), start)
    told = told or _MERGED_AT.search(text.folded, max(0, start - 90), start)
    return (valuation, None) if told else (amount, valuation)


def _proves(proof: Evidence, text: Text, unit: Unit) -> bool:
    return proof.field == text.field and within(text, proof)[0] == unit.start


def _sums(reading: Reading) -> list[tuple[Text, Unit]]:
    """The sums of headline and first sentences below that may be an amount, in their order."""
    found = []
    for text in reading.texts[:2]:
        if text.field == "body":
            continue
        for sentence in text.sentences[:2]:
            if _BEFORE_NOW.search(text.folded, sentence.start, sentence.end):
                continue
            for clause in (one for one in reading.clauses(text) if one.sentence is sentence):
                for k in range(clause.low, clause.high):
                    unit = clause.units[k]
                    if unit.sum is None or unit.sum.vague:
                        continue
                    if told_before(text, sentence, unit) or (text.field != "headline" and in_all(text, unit)):
                        continue
                    if role_of(clause, k, text.folded, reading.year) in ("amount", "valuation"):
                        found.append((text, unit))
    return found


_BROUGHT = re.compile(r"\b(?:with|on|avec) (?:about |another |some |up to |a further )?$")
_BY_WHOM = re.compile(r" (?:from|led by|aupres d(?:e |u |'))")


def _is_given(text: Text, unit: Unit) -> bool:
    before, behind = text.folded[max(0, unit.start - 70) : unit.start], text.folded[unit.end : unit.end + 40]
    if _PART.search(before):
        return False  # `the financing includes $2 billion in equity`
    if _BROUGHT.search(before) and _BY_WHOM.match(behind):
        return True  # `doubles to $5bn with $300M from X`
    return bool(_GIVEN_BEFORE.search(before) or _GIVEN_BEHIND.search(behind))


def _worth_before(text: Text, unit: Unit) -> bool:
    before = text.folded[max(0, unit.start - 60) : unit.start]
    return bool(_WORTH_BEFORE.search(before)) and not _climbs(text, unit)


def _climbs(text: Text, unit: Unit) -> bool:
    return bool(_CLIMBS.search(text.folded[max(0, unit.start - 60) : unit.start]))


def _is_worth(text: Text, unit: Unit) -> bool:
    if _worth_before(text, unit):
        return True
    behind = text.folded[unit.end : unit.end + 30]
    heads = unit.start < 3 or ":" not in behind[:16]  # what stands before a colon begins the headline
    return heads and bool(_WORTH_BEHIND.search(behind))


def _given(sums: list[tuple[Text, Unit]], most: float) -> Money | None:
    """The first of these sums that is tied to the round by its own words and no more than that."""
    for text, unit in sums:
        if unit.sum is not None and unit.sum.value <= most and _is_given(text, unit):
            return money(text, unit, "confirmed")
    return None
