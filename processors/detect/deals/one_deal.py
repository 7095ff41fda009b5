"""Which claims of a text tell one deal, and which of them is told first."""

from __future__ import annotations

from processors.detect.deals.overruled import raised_first
from processors.detect.deals.reported import OF_ROUNDS
from processors.detect.deals.values import CROWD
from processors.detect.grammar.claims import Claim, Judged
from processors.detect.words.unit import Unit


def first_told(one: Judged) -> tuple[bool, bool, float]:
    """Headline first; a firm's round before what it will pay for: `Nscale raises $1.1bn for its data centres`."""
    claim = one.claim
    buys = claim.kind in ("capex", "compute") and any(u.level == "ai" for u in claim.investors)
    return claim.text.field != "headline", buys, -one.score


def spends_again(one: Judged, kept: list[Judged]) -> bool:
    """The same sum is that of a plainer act: a firm is bought, or the money is raised before it is spent.

    `Cloud data firm X to buy Y for $2bn` buys no cloud; `X raises $300M to put a model on Amazon's chips` pays Amazon
    nothing; `X secures computing power in a $9bn deal with Y` raises nothing.
    """
    claim = one.claim
    if claim.amount is None or claim.text.field != "headline":
        return False
    for other in (told.claim for told in kept if told is not one and told.claim.amount is claim.amount):
        if _buys_machines(claim, other):
            return True
        bought = other.kind == "acquisition" and not other.noun and other.target is not None
        if bought and other.investors and claim.kind in ("compute", "capex"):
            return _side(claim.target) != _side(other.target)
        spends = _side(other.target) in {_side(unit) for unit in claim.investors}
        if spends and claim.kind not in ("round", "capex") and raised_first(other, claim):
            return True
        leased = other.kind == "compute" and other.target is not None and bool(other.investors)
        if leased and claim.rule == "raise-weak" and not claim.investors and _gets_capacity(claim):
            return True
    return False


def _buys_machines(claim: Claim, other: Claim) -> bool:
    """`raises $2 billion to buy X chips`, `a deal with Y will let it secure X GPUs`: who made them is not paid yet."""
    whose = next(iter(claim.investors), None) if claim.kind == "capex" and claim.noun else claim.target
    at = claim.clause.index(whose) if whose is not None else None
    if at is None or other.clause is not claim.clause or whose is other.target or whose in other.investors:
        return False
    made = claim.clause.units[at + 1 : at + 2] + claim.clause.units[at - 1 : at]
    machines = any("compute_noun" in unit.cues for unit in made)
    raised = other.kind == "round" and other.rule == "raise" and other.target is not None
    rented = other.noun and other.kind == "compute" and other.target is not None and other.at < at
    return machines and (raised or rented)


def _gets_capacity(claim: Claim) -> bool:
    """`secures computing power in a $9bn deal`: what is got stands between the verb and the sum."""
    at = claim.clause.index(claim.amount) if claim.amount is not None else None
    return at is not None and claim.clause.has("compute_noun", claim.at + 1, at) is not None


def _side(unit: Unit | None) -> str | None:
    return None if unit is None else unit.side


def _told_by_name(a: Claim, b: Claim) -> bool:
    """`Bezos's AI startup raises $6 bn` | `Quillon said it had raised $6 billion`: the very sum, and whose it is."""
    if a.target is not None or b.target is None or not a.kind == b.kind == "round":
        return False
    if a.amount is None or b.amount is None or a.text.field != "headline":
        return False
    one, other = a.amount.sum, b.amount.sum
    return (
        one is not None and other is not None and (one.value, one.currency) == (other.value, other.currency)
    )


def same_deal(first: Judged, other: Judged) -> bool:
    a, b = first.claim, other.claim
    if first.history != other.history:
        return _told_by_name(a, b)
    swapped = b.rule.startswith("noun") and {a.kind, b.kind} <= OF_ROUNDS and a.target is not None
    if swapped and _side(a.target) in {_side(unit) for unit in b.investors}:
        return True  # `X, backed by Y, raises …`: a noun took the one for the other
    if a.target and b.target:
        if _side(a.target) == _side(b.target):
            return True
        sides = {_side(a.target), *map(_side, a.investors)}
        return {_side(b.target), *map(_side, b.investors)} <= sides
    if b.kind in ("capex", "compute") and a.kind not in ("capex", "compute"):
        if a.kind == "round" and a.amount is not None and a.amount is b.amount and len(b.investors) > 1:
            return any(_side(unit) == _side(a.target) for unit in b.investors)  # `X, Y and Z plan $90bn in …`
        return {_side(u) for u in b.investors} <= {_side(a.target), *map(_side, a.investors)}
    if a.kind in ("capex", "compute") and b.kind in ("capex", "compute"):
        return (
            bool({_side(u) for u in a.investors} & {_side(u) for u in b.investors})
            or not a.investors
            or not b.investors
        )
    return (
        bool({_side(u) for u in a.investors} & {_side(u) for u in b.investors})
        or all(_side(u) == CROWD for u in a.investors)
        or not b.investors
        or a.target is None
    )
