"""What a claim is worth: its form, less what it lacks (AI, size, a name), less the vetoes that bear on it."""

from __future__ import annotations

import re

from newswatch.messages import FigureRole
from processors.detect.deals.denied import is_denied
from processors.detect.deals.doubts import doubt
from processors.detect.deals.formerly import in_aside
from processors.detect.deals.headlined import headline_speaks, headline_tells, partners_above
from processors.detect.deals.of_ai import require_ai
from processors.detect.deals.retelling import retelling
from processors.detect.deals.sizing import require_size
from processors.detect.deals.sparing import acts_out, instead, spared, stands_beside
from processors.detect.grammar.asides import replacing
from processors.detect.grammar.bygone import bygone
from processors.detect.grammar.claims import UNSURE, Claim, Judged
from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.figures import role_of
from processors.detect.grammar.history import aged, historic
from processors.detect.grammar.negation import negated
from processors.detect.grammar.reading import WEAK_BELOW, Reading
from processors.detect.grammar.refuted import is_refuted
from processors.detect.grammar.status import status_of
from processors.detect.words.model import WHOLE


def judge(claim: Claim, reading: Reading) -> Judged:
    """A claim's score: its form's weight, less what it lacks, less the vetoes that bear on it."""
    result = Judged(claim, _weight(claim, reading), status_of(claim), _history(claim, reading))
    if claim.rule != "borrowed":
        _place_sums(claim, reading, result.history)
    require_ai(result, reading)
    _doubt(result, reading)
    _deny(result, reading)
    require_size(result, reading)
    _weigh_clause(result, reading)
    _apply_vetoes(result, reading)
    if reading.weak_below(claim.text, result.score) and not (
        headline_speaks(reading) or partners_above(claim, reading)
    ):
        result.less(WEAK_BELOW, "only told below the headline, and not plainly")
    lacks = reading.short_of(claim.rule, result.score)
    if lacks is not None:
        result.less(WEAK_BELOW, lacks)
    result.score = max(0.0, round(result.score, 3))
    return result


def _doubt(result: Judged, reading: Reading) -> None:
    told = retelling(result.claim, reading)
    if told is not None:
        hit, text = told
        result.score -= hit.veto.weight
        result.hears(hit, text.field)
    else:
        against = doubt(result.claim, reading)
        if against is None:
            return
        result.less(*against)
    result.doubted = True


def _deny(result: Judged, reading: Reading) -> None:
    """A deal that the headline denies is no news of a deal, nor is one of which a sentence calls the reports false."""
    claim = result.claim
    sentence, said = claim.clause.sentence, claim.clause.units[claim.at].start
    if claim.text is reading.title and is_denied(claim):
        result.status, result.denied = "denied", True
    if result.denied or is_refuted(claim.text, sentence.start, sentence.end, said):
        result.less(_DENIED, "denied")


_DENIED = 0.8


def less_denied(found: list[Judged]) -> None:
    """Nor is news what else is told of a firm whose deal the headline denies, before the denial or behind it."""
    firms = {firm for one in found if one.denied for firm in _of_whom(one.claim)}
    for one in found if firms else ():
        if "denied" not in one.why and firms.intersection(_of_whom(one.claim)):
            one.less(_DENIED, "denied")
            one.score = max(0.0, round(one.score, 3))


def less_ended(found: list[Judged], sides: set[str]) -> None:
    """Nor is news the deal of two parties of which the headline tells that nothing comes of it, wherever it is told."""
    for one in found:
        parties = (*one.claim.investors, one.claim.target)
        if "denied" not in one.why and {unit.side for unit in parties if unit is not None} == sides:
            one.less(_DENIED, "denied")
            one.score = max(0.0, round(one.score, 3))


def _of_whom(claim: Claim) -> set[tuple[str, str]]:
    """The firm that gets the money, or where none is named those that give it."""
    if claim.target is not None:
        return {("target", claim.target.side)}
    return {("investor", unit.side) for unit in claim.investors}


def _weight(claim: Claim, reading: Reading) -> float:
    """A worth told alone is news of a round where the description, too, speaks of AI: `Its AI agents …`."""
    target = claim.target
    new = target is not None and target.level in (None, "ai")
    if claim.kind == "valued" and claim.text.field == "headline" and new and claim.weight == UNSURE:
        return 0.6 if reading.ai() else claim.weight
    return claim.weight


def _history(claim: Claim, reading: Reading) -> bool:
    if reading.told_again():
        return True
    if claim.text.field != "headline":
        past = historic(claim.clause, claim.text.folded, reading.year)
        return past or (aged(claim.clause, claim.text.folded) and not _money_above(reading))
    if claim.kind == "capex" and claim.clause.units[claim.at].low.startswith(_SPENT):
        return False
    return bygone(claim.clause, claim.at, claim.span[1], claim.text.folded, reading.published)


def _money_above(reading: Reading) -> bool:
    """`Founded in 2023, X has raised $90M` is news below a headline of money, and else who X is."""
    title = reading.title
    if title.field != "headline":
        return True
    told = [sentence.places() for sentence in title.sentences]
    return any(places.sums or "round" in places.cues or "investment_noun" in places.cues for places in told)


_SPENT = ("spen", "depens")
"""What was spent in a year is told when it is over."""


def _place_sums(claim: Claim, reading: Reading, history: bool) -> None:
    """Give amount and valuation their sums by role, looking through the claim's sentence."""
    units = claim.clause.units
    year = reading.year if claim.text.field != "headline" else None
    sums = claim.clause.places.sums
    cut = reading.clauses_of(claim.text, claim.clause.sentence) if sums else []
    given = replacing(claim.clause, claim.at) if sums and claim.noun else None
    at, sentence = units[claim.at].start, claim.clause.sentence
    roles: dict[int, FigureRole] = {
        k: role_of(_clause_at(claim, cut, k), k, claim.text.folded, year)
        for k in sums
        if (given is None or k > given)  # `abandon a $90bn pact in favour of a $20bn investment`
        and not in_aside(claim.text, sentence, units[k], at)
    }
    if history:
        past = [k for k in roles if roles[k] == "history" and claim.clause.low <= k < claim.clause.high]
        claim.amount = units[past[0]] if past else None
        return
    own = [k for k in roles if claim.clause.low <= k < claim.clause.high]
    if claim.kind != "valued":
        current = next((k for k in roles if units[k] is claim.amount), None)
        if current is None or roles[current] != "amount":
            fits = [k for k in own if roles[k] == "amount" and k != current]
            if not fits and claim.text.field == "headline":
                fits = [k for k in roles if roles[k] == "amount" and k != current]
            claim.amount = units[min(fits, key=lambda k: abs(k - claim.at))] if fits else None
    valuations = [k for k in roles if roles[k] == "valuation"]
    if claim.kind in ("round", "stake", "valued", "acquisition") and claim.valuation is None and valuations:
        claim.valuation = units[min(valuations, key=lambda k: abs(k - claim.at))]
    if claim.kind == "acquisition" and claim.amount is None and claim.valuation is not None:
        claim.amount, claim.valuation = claim.valuation, None  # `in a deal worth $1.1 billion`
    if claim.kind == "valued":
        amounts = [k for k in roles if roles[k] == "amount" and units[k] is not claim.valuation]
        claim.amount = units[amounts[0]] if amounts else None


def _clause_at(claim: Claim, cut: list[Clause], k: int) -> Clause:
    """Of the clauses of the claim's sentence the one with a unit."""
    for clause in cut:
        if clause.low <= k < clause.high:
            return clause
    return claim.clause


_BUT = re.compile(r", (?:but|yet|mais)\b")  # `spends $140 billion on AI, but analysts want proof`
TELLS_FIRST = 1_500
"""Code points of a plain text within which a deal must be told to be what it is about."""
_CONTRAST = {
    "while", "whereas", "although", "though", "despite", "even as", "malgre", "alors que", "tandis que",
    "pendant que", "bien que", "contrairement a",
}  # fmt: skip
"""Words before what everyone knows already: `While Meta pours billions into AI, …`."""


def _weigh_clause(result: Judged, reading: Reading) -> None:
    claim = result.claim
    if claim.clause.kind != "main":
        before = claim.clause.units[claim.clause.low - 1].low if claim.clause.low else ""
        known = before in _CONTRAST or (before == "as" and claim.clause.low == 1)
        result.less(
            0.55 if known else 0.3 if claim.text.field == "headline" else 0.2, f"{claim.clause.kind} clause"
        )
    if result.history:
        result.less(0.6, "told as history")
    order = reading.texts.index(claim.text)
    if claim.text.field == "description" and order > 0:
        first = claim.text.sentences and claim.clause.sentence is claim.text.sentences[0]
        result.score -= 0.05 if first or headline_tells(claim, reading) else 0.2
    if claim.text.field == "body" and not reading.bare:
        result.score -= 0.45
    elif claim.text.field == "body":
        start = claim.clause.span()[0]
        if start > TELLS_FIRST:
            result.less(0.45, "late in a plain text")
        elif claim.noun:
            result.score -= 0.3
    if negated(claim):
        result.less(0.7, "negated")


def _apply_vetoes(result: Judged, reading: Reading) -> None:
    claim = result.claim
    worst = 0.0
    start, end = claim.span
    told = claim.text.field == "headline" and claim.clause.kind == "main" and result.score >= 0.75
    outright = told and not claim.noun
    told = (outright and bool(claim.target or claim.investors)) or (told and claim.noun and acts_out(claim))
    told = told or _told_first(result)
    for hit, inside in reading.vetoes(claim.text, claim.clause, "ai_investment"):
        within = inside and start <= hit.start and hit.end <= end
        inside = inside and not (hit.start >= end and _BUT.search(claim.text.folded, end, hit.start))
        left = hit.veto.outright.get("ai_investment", WHOLE)
        weight = hit.veto.weight * spared(claim, hit, inside)
        here = any(hit is one for one in claim.text.heard)  # (else its offsets are the headline's)
        if weight and here and (instead(claim, hit) or (told and stands_beside(claim, hit))):
            weight *= _BESIDE if claim.text is reading.title else _BESIDE_BELOW
        if hit.veto.scope == "title" and outright and (not inside or hit.start >= end):
            weight *= 0.3 if left.behind is None else left.behind
        if hit.veto.id == "opinion" and hit.start < start and claim.amount is not None and not claim.noun:
            weight *= 0.3  # `Pourquoi Apple paie 1,8 milliard …`: what is asked about is told
        elif hit.veto.id == "opinion" and claim.text.folded[hit.start - 3 : hit.end] in _STAKED:
            weight = 0.0 if inside else weight
        elif (hit.veto.id == "people" and claim.kind == "valued" and _sellers(claim, hit.start)) or (
            hit.veto.id == "market"
            and inside
            and claim.kind in ("stake", "capex", "compute")
            and _held(claim, hit.start, hit.end)
        ):
            weight = 0.0
        elif hit.veto.id == "market" and not inside and hit.start >= end:
            weight *= 0.5  # `… while its revenue passes $1bn`
        if inside and not claim.noun and _is_verb(claim, hit.start, hit.end):
            weight = 0.0  # `Disney sinks $1bn into OpenAI` is no market report
        if hit.veto.id == "rumour":
            weight = 0.0 if claim.text.field == "headline" else weight
        elif within and outright:
            weight *= left.within
        if weight > 0:
            result.hears(hit, claim.text.field if inside else reading.title.field)
        worst = max(worst, weight)
    result.score -= worst


def _told_first(result: Judged) -> bool:
    """The first sentence below a headline tells the deal outright, and its sum."""
    claim = result.claim
    first = claim.text.field == "description" and claim.clause.sentence is claim.text.sentences[0]
    told = not claim.noun and claim.clause.kind == "main" and result.score >= 0.75
    return first and told and None not in (claim.target, claim.amount)


_BESIDE, _BESIDE_BELOW = 0.25, 0.1
"""What is left of a veto whose words stand beside a deal that the headline tells outright, or the sentence below it,
which has less to lose (threshold `below`)."""


def _is_verb(claim: Claim, start: int, end: int) -> bool:
    verb = claim.clause.units[claim.at]
    return verb.start <= start and end <= verb.end and bool(verb.verbs)


def _held(claim: Claim, start: int, end: int) -> bool:
    """`bought $1 billion of OpenAI shares`, `sells $30bn of bonds`: what changes hands, and no market report."""
    if claim.rule == "borrowed":
        return claim.text.folded[start:end] in {"bonds", "bond sale", "bond"}
    shares = claim.text.folded[start:end] in {"shares", "stock"}
    return shares and (
        claim.rule == "acquire" or (claim.kind == "compute" and _RIGHT.search(claim.text.folded) is not None)
    )


_RIGHT = re.compile(r"\b(?:rights?|options?|warrants?)\b")
"""`gets the right to buy shares in a chip pact`: what a supplier pays with."""
_STAKED = ("in a bet on", "in a major bet")
"""`hands $2 billion to X in a bet on AI`: an aim of the money, and no opinion."""
_SALES = (
    "share sale",
    "stock sale",
    "shares",
    "tender",
    "secondary",
    "vente d'actions",
    "vente de titres",
    "cession",
)


def _sellers(claim: Claim, at: int) -> bool:
    """`valued at $500bn after an employee share sale`: the staff named is who sells."""
    return any(word in claim.text.folded[max(0, at - 40) : at + 40] for word in _SALES)
