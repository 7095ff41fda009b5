"""Deals: the claims of all clauses, judged against the thresholds, and merged into facts."""

from __future__ import annotations

from dataclasses import dataclass, field

from newswatch.messages import Deal, DealStatus, Evidence, Fact, FigureRole, Money
from processors.detect.capacity import allying, spending, valued
from processors.detect.claims import Claim
from processors.detect.clauses import Clause
from processors.detect.figures import historic, role_of
from processors.detect.frames import FRAMES
from processors.detect.juxtaposed import juxtaposed
from processors.detect.nouns import is_deal_noun, nominal
from processors.detect.reading import Reading, unit_text
from processors.detect.status import status_of
from processors.detect.unit import Text, Unit

_CAPACITY = {"spend": spending, "ally": allying, "valued": valued}
_STAGES = {
    "acquisition": "acquisition",
    "capex": "capex",
    "compute": "compute deal",
    "stake": "strategic investment",
}


@dataclass(slots=True)
class Judged:
    """A claim with its score, its status, and why."""

    claim: Claim
    score: float
    status: DealStatus
    history: bool
    why: list[str] = field(default_factory=list)
    vetoes: list[tuple[str, int, int, str]] = field(default_factory=list)


def judged_claims(reading: Reading) -> list[Judged]:
    """Every claim of every field, judged; the fields' order is kept."""
    found: list[Judged] = []
    for text in reading.texts:
        for clause in reading.clauses(text):
            for claim in claims_of(text, clause):
                found.append(judge(claim, reading))
    if all(one.score < 0.5 or one.history or one.claim.text.field == "body" for one in found):
        found += [judge(claim, reading) for claim in juxtaposed(reading)]
    return found


def claims_of(text: Text, clause: Clause) -> list[Claim]:
    """What a clause claims, by its verbs and nouns."""
    found: list[Claim] = []
    for at in range(clause.low, clause.high):
        unit = clause.units[at]
        seen: set[str] = set()
        for _, verb in unit.verbs:
            frame = FRAMES.get(verb.frame) or _CAPACITY.get(verb.frame)
            if frame is None or verb.frame in seen:
                continue
            seen.add(verb.frame)
            claim = frame(text, clause, at, verb.weak, verb.id)
            if claim is not None:
                found.append(claim)
        if is_deal_noun(unit):
            claim = nominal(text, clause, at)
            if (
                claim is None
                and text.field == "headline"
                and clause.high - clause.low <= 7
                and clause.high < len(clause.units)
            ):
                claim = nominal(
                    text,
                    Clause(clause.sentence, clause.low, len(clause.units), clause.kind, clause.topic),
                    at,
                )
            if claim is not None:
                found.append(claim)
    return found


def judge(claim: Claim, reading: Reading) -> Judged:
    """A claim's score: its form's weight, less what it lacks, less the vetoes that bear on it."""
    result = Judged(claim, claim.weight, status_of(claim, reading), _history(claim, reading))
    _place_sums(claim, reading)
    _require_ai(result, reading)
    _require_size(result)
    _weigh_clause(result, reading)
    _apply_vetoes(result, reading)
    result.score = max(0.0, round(result.score, 3))
    return result


def _history(claim: Claim, reading: Reading) -> bool:
    return claim.text.field != "headline" and historic(claim.clause, claim.text.folded, reading.year)


def _place_sums(claim: Claim, reading: Reading) -> None:
    """Give amount and valuation their sums by role, looking through the claim's sentence."""
    units = claim.clause.units
    roles: dict[int, FigureRole] = {
        k: role_of(
            _clause_at(claim, reading, k),
            k,
            claim.text.folded,
            reading.year if claim.text.field != "headline" else None,
        )
        for k, unit in enumerate(units)
        if unit.sum
    }
    if _history(claim, reading):
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
    if claim.kind == "valued":
        amounts = [k for k in roles if roles[k] == "amount" and units[k] is not claim.valuation]
        claim.amount = units[amounts[0]] if amounts else None


def _clause_at(claim: Claim, reading: Reading, k: int) -> Clause:
    start = claim.clause.units[k].start
    for clause in reading.clauses(claim.text):
        low, high = clause.span()
        if clause.sentence is claim.clause.sentence and low <= start < high:
            return clause
    return claim.clause


def _require_ai(result: Judged, reading: Reading) -> None:
    claim = result.claim
    target = claim.target.name.company if claim.target and claim.target.name else None
    sure = target is not None and target.ai == "core"
    words = reading.ai() if claim.text.field != "body" or reading.bare else _clause_ai(claim)
    if claim.kind == "compute":
        sides = [u.name.company for u in claim.investors if u.name]
        if not any(s.ai == "core" or s.level == "watched" for s in sides) and not words:
            result.score -= 0.6
            result.why.append("neither side is an AI firm or a watched company")
    elif claim.kind == "capex":
        large = any(u.name and u.name.company.level in ("watched", "tech", "ai") for u in claim.investors)
        if not words and not large:
            result.score -= 0.6
            result.why.append("nothing says AI")
    elif sure:
        return
    elif target is not None and target.level in ("tech", "investor") and claim.kind == "acquisition":
        result.score -= 0.45
        result.why.append("the target is no AI firm")
    elif words or any(
        u.name and u.name.company.ai == "core" and u.name.company.level == "watched" for u in claim.investors
    ):
        return
    elif reading.near_ai() and (
        _dollars(claim.amount) >= 1e8
        or any(u.name and u.name.company.level == "watched" for u in claim.investors)
    ):
        result.score -= 0.15
        result.why.append("AI only by what it makes")
    elif reading.ai_desk and claim.kind in ("round", "stake", "valued") and _dollars(claim.amount) >= 1e8:
        result.score -= 0.2
        result.why.append("AI only by the outlet")
    else:
        result.score -= 0.6
        result.why.append("nothing says that the target is an AI firm")


def _clause_ai(claim: Claim) -> bool:
    units = claim.clause.sentence.units
    return any("ai" in unit.cues or (unit.name is not None and unit.name.ai) for unit in units)


def _dollars(unit: Unit | None) -> float:
    return unit.sum.dollars if unit is not None and unit.sum else 0.0


def _require_size(result: Judged) -> None:
    claim = result.claim
    levels = {unit.name.company.level for unit in claim.investors if unit.name}
    notable = bool(levels & {"watched", "tech", "investor", "ai"})
    amount, valuation = _dollars(claim.amount), _dollars(claim.valuation)
    if claim.kind == "acquisition":
        if not levels & {"watched", "tech"} and amount < 1e9:
            result.score -= 0.5
            result.why.append("the buyer is neither watched nor large")
    elif claim.kind in ("capex", "compute"):
        size = claim.clause.has("billions") is not None
        if claim.kind == "capex" and amount < 0.95e9 and not size:
            result.score -= 0.6
            result.why.append("under a billion dollars and no gigawatts")
        elif claim.kind == "compute" and claim.amount and amount < 0.95e9 and not size:
            result.score -= 0.5
            result.why.append("under a billion dollars and no gigawatts")
    elif claim.kind in ("round", "stake", "valued"):
        if not (notable or amount >= 0.99e8 or valuation >= 0.99e9):
            result.score -= 0.6
            result.why.append("under 100 M$, no notable investor, no valuation of a billion")
        elif claim.kind == "round" and not claim.amount and not claim.valuation and not notable:
            result.score -= 0.4
    if claim.kind == "capex" and not claim.investors:
        result.score -= 0.45
        result.why.append("nobody named who spends")
    if claim.kind in ("round", "stake") and claim.target is None:
        said = any(
            "descriptor" in unit.cues for unit in claim.clause.units[claim.clause.low : claim.clause.high]
        )
        result.score -= 0.15 if said else 0.45
        result.why.append("no target named")
    if (
        claim.kind in ("round", "valued")
        and claim.target
        and claim.target.name
        and claim.target.name.company.level == "investor"
    ):
        result.score -= 0.6
        result.why.append("an investor raises a fund")


def _weigh_clause(result: Judged, reading: Reading) -> None:
    claim = result.claim
    if claim.clause.kind != "main":
        result.score -= 0.3 if claim.text.field == "headline" else 0.2
        result.why.append(f"{claim.clause.kind} clause")
    if result.history:
        result.score -= 0.6
        result.why.append("told as history")
    order = reading.texts.index(claim.text)
    if claim.text.field == "description" and order > 0:
        first = claim.text.sentences and claim.clause.sentence is claim.text.sentences[0]
        result.score -= 0.05 if first else 0.2
    if claim.text.field == "body" and not reading.bare:
        result.score -= 0.45
    if negated(claim):
        result.score -= 0.7
        result.why.append("negated")


def negated(claim: Claim) -> bool:
    """A negation right before the verb."""
    if claim.noun:
        return False
    units = claim.clause.units
    return any(
        "negation" in unit.cues and unit.low not in {"sans", "without"}
        for unit in units[max(claim.clause.low, claim.at - 3) : claim.at]
    )


def _apply_vetoes(result: Judged, reading: Reading) -> None:
    claim = result.claim
    worst = 0.0
    start, end = claim.span
    outright = (
        claim.text.field == "headline"
        and claim.clause.kind == "main"
        and not claim.noun
        and result.score >= 0.75
    )
    for hit, inside in reading.vetoes(claim.text, claim.clause, "ai_investment"):
        within = inside and start <= hit.start and hit.end <= end
        weight = hit.veto.weight
        if hit.veto.scope == "title" and outright and (not inside or hit.start >= end):
            weight *= _SPARED.get(hit.veto.id, 0.3)
        if hit.veto.id in ("history", "rumour"):
            weight = 0.0 if claim.text.field == "headline" else weight
        elif within and outright and hit.veto.id in _WITHIN:
            weight *= 0.3
        if weight > 0:
            result.vetoes.append(
                (hit.veto.id, hit.start, hit.end, claim.text.field if inside else reading.title.field)
            )
        worst = max(worst, weight)
    result.score -= worst


_SPARED = {
    "stopped-deal": 1.0,
    "round-up": 0.9,
    "shopping": 1.0,
    "market": 0.6,
    "ipo": 0.6,
    "public-money": 0.8,
}
"""How much a veto outside an outright claim still weighs; 0.3 where not named."""
_WITHIN = frozenset({"usage", "people", "opinion", "court", "review", "incident", "how-to"})


def merged(kept: list[Judged], reading: Reading) -> list[Deal]:
    """Claims that tell one deal made one: the best first, its gaps filled by the others."""
    groups: list[list[Judged]] = []
    for one in sorted(kept, key=lambda j: (j.claim.text.field != "headline", -j.score)):
        for group in groups:
            if _same_deal(group[0], one):
                group.append(one)
                break
        else:
            groups.append([one])
    return [_deal(group, reading) for group in groups]


def _side(unit: Unit | None) -> str | None:
    if unit is None:
        return None
    return (unit.name.company.parent or unit.name.company.id) if unit.name else unit.low


def _same_deal(first: Judged, other: Judged) -> bool:
    a, b = first.claim, other.claim
    if first.history != other.history:
        return False
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


def evidence(text: Text, start: int, end: int) -> Evidence:
    """The words between two offsets of a field."""
    from newswatch.messages import TextField  # noqa: F401

    return Evidence(field=text.field, start=start, end=end, quote=text.text[start:end])  # type: ignore[arg-type]


def fact(text: Text, unit: Unit, value: str | None = None) -> Fact:
    """A unit as a fact: a known name by its name in the rules, an unknown one as written."""
    return Fact(value=value or display(text, unit), evidence=evidence(text, unit.start, unit.end))


def display(text: Text, unit: Unit) -> str:
    """The company's name for known ones; the words themselves otherwise."""
    if unit.name is None:
        return unit_text(text, unit)
    if unit.name.company.id == "deepmind":
        return "DeepMind" if unit.low == "deepmind" else "Google DeepMind"
    return (
        unit.name.name
        if unit.name.kind == "person" and unit.name.company.level in ("investor", "other")
        else unit.name.company.name
    )


def money(text: Text, unit: Unit, status: DealStatus) -> Money:
    """A sum as an amount."""
    assert unit.sum is not None
    return Money(
        value=unit.sum.value,
        currency=unit.sum.currency,
        status=status,
        approximate=unit.sum.approximate,
        evidence=evidence(text, unit.start, unit.end),
    )


def _deal(group: list[Judged], reading: Reading) -> Deal:
    best = group[0]
    claim = best.claim
    investors: dict[str, Fact] = {}
    for one in group:
        if (
            one is not best
            and one.claim.target is None
            and claim.target is not None
            and one.claim.kind != claim.kind
        ):
            continue
        for unit in one.claim.investors:
            side = _side(unit) or ""
            if side and side != _side(claim.target):
                investors.setdefault(side, fact(one.claim.text, unit))
    amounts = [
        (one, one.claim.amount)
        for one in group
        if one.claim.amount and one.claim.amount.sum and not one.claim.amount.sum.vague
    ]
    valuations = [
        (one, one.claim.valuation)
        for one in group
        if one.claim.valuation and one.claim.valuation.sum and not one.claim.valuation.sum.vague
    ]
    first_amount = amounts[0] if amounts else None
    others = [
        money(one.claim.text, unit, one.status)
        for one, unit in amounts[1:]
        if unit.sum and first_amount and first_amount[1].sum and unit.sum.value != first_amount[1].sum.value
    ]
    start, end = claim.span
    rumoured = (
        any(
            one.status == "rumoured" and not (one.claim.noun and one.score < 0.6)
            for one in group
            if one.claim.text is claim.text and one.claim.clause is claim.clause
        )
        or best.status == "rumoured"
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
        target=_target(group),
        amount=money(first_amount[0].claim.text, first_amount[1], first_amount[0].status)
        if first_amount
        else None,
        valuation=money(valuations[0][0].claim.text, valuations[0][1], valuations[0][0].status)
        if valuations
        else None,
        other_amounts=tuple(others),
        status=status,
        stage=_stage(group, claim, reading),
        tense="history" if best.history else "current",
        evidence=evidence(claim.text, start, end),
    )


def _target(group: list[Judged]) -> Fact | None:
    for one in group:
        claim = one.claim
        if claim.kind == "compute" and claim.target is not None:
            return fact(claim.text, claim.target)
        if claim.kind in ("capex", "compute") and claim.place:
            start, end = claim.place
            return Fact(value=claim.text.text[start:end], evidence=evidence(claim.text, start, end))
        if claim.target is not None:
            return fact(claim.text, claim.target)
    return None


def _stage(group: list[Judged], claim: Claim, reading: Reading) -> str | None:
    for one in group:
        text = one.claim.text
        for unit in one.claim.clause.sentence.units:
            if "round" in unit.cues and unit.low.startswith(("series ", "serie ", "seed", "pre-seed")):
                return unit_text(text, unit).replace("Série", "Series").replace("série", "Series")
    if claim.kind == "stake" and not any(
        u.name and u.name.company.level in ("watched", "tech") for u in claim.investors
    ):
        return None
    return _STAGES.get(claim.kind)
