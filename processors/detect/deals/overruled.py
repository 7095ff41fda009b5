"""Claims that took for who gets the money somebody whom the same words name for another reason.

Asked once a deal is flagged, before its claims are put together: it decides nothing.
"""

from __future__ import annotations

from dataclasses import replace

from processors.detect.deals.suppliers import supplied
from processors.detect.grammar.claims import Claim, Judged

_WORKED_THERE = frozenset(
    {"veteran", "veterans", "alum", "alums", "alumni", "alumnus", "researcher", "researchers", "exec", "execs",
     "executive", "executives", "engineer", "engineers", "scientist", "scientists"}
)  # fmt: skip


_OTHERS = frozenset({"rival", "competitor", "challenger", "concurrent", "rivale"})


def without_overruled(kept: list[Judged]) -> list[Judged]:
    """The claims without those that another one tells better, and without a former employer or a rival as who gets."""
    told = [replace(one, claim=_buying(_of_somebody_else(_contract(one.claim)))) for one in kept]
    told = [
        one
        for one in told
        if not any(_gives(one.claim, other.claim) or _supplies(one.claim, other.claim) for other in told)
    ]
    return [one for one in told if not _of_means(one.claim)] or told


def _contract(claim: Claim) -> Claim:
    """`X scores a Y deal worth $10 billion`: a sum that is paid, and no firm's worth."""
    return supplied(claim) if claim.kind == "valued" else claim


_AFTER_VERB = 3


def _buying(claim: Claim) -> Claim:
    """`X offers to buy Y for $20bn`, of whose Y a product is meant: X raises nothing, it pays."""
    units, at = claim.clause.units, claim.clause.index(claim.target)
    if claim.kind != "round" or claim.rule != "juxtaposed" or at is None or claim.target is None:
        return claim
    for k in range(at + 1, min(at + 1 + _AFTER_VERB, claim.clause.high - 1)):
        thing = units[k + 1]
        product = thing.known_product
        if product and any(verb.frame == "acquire" for _, verb in units[k].verbs):
            return replace(claim, kind="acquisition", investors=[claim.target], target=thing)
    return claim


def _of_somebody_else(claim: Claim) -> Claim:
    """`Google veteran raises $400 million`, `ChatGPT rival secures billions`: the name only says who does."""
    units, at = claim.clause.units, claim.clause.index(claim.target)
    if claim.kind != "round" or at is None or not at + 1 < claim.at:
        return claim
    left = units[at + 1].low in _WORKED_THERE | _OTHERS and not any(
        unit.party for unit in units[at + 1 : claim.at]
    )
    return replace(claim, target=None) if left else claim


def _gives(claim: Claim, other: Claim) -> bool:
    """`X négocierait pour investir 2 milliards dans Y`: `négocier` alone would give X the sum that it puts into Y."""
    if claim.kind != "round" or other.kind != "stake" or claim.clause is not other.clause:
        return False
    same = claim.amount is not None and claim.amount is other.amount and other.target is not None
    if raised_first(claim, other):
        return False
    return same and not other.noun and any(unit is claim.target for unit in other.investors)


def raised_first(claim: Claim, other: Claim) -> bool:
    """`X raises $300M to put a model on Amazon's chips`: a young firm raises before it spends, and pays nobody yet.

    So does whoever raises or borrows what a maker's chips will cost.
    """
    target, at = claim.target, claim.clause.index(claim.amount)
    young = claim.rule == "raise" and target is not None and (target.name is None or target.is_company("ai"))
    raised = young or (claim.rule in ("raise", "raise-weak") and _of_wares(other))
    return raised and at is not None and claim.at < at < other.at


def _of_wares(claim: Claim) -> bool:
    """`to buy Nvidia chips`: behind the maker's name stands what it sells."""
    at = claim.clause.index(claim.target)
    return at is not None and any("compute_noun" in unit.cues for unit in claim.clause.units[at + 1 : at + 3])


def _supplies(claim: Claim, other: Claim) -> bool:
    """`Accord X–Y : 300 milliards pour l'infrastructure`: of whom X is told to rent pays nothing himself."""
    if (
        claim.kind != "capex"
        or other.kind != "compute"
        or claim.text is not other.text
        or not other.investors
    ):
        return False
    same = other.noun and claim.amount is not None and claim.amount is other.amount
    return same and [unit.side for unit in claim.investors] == [other.target.side if other.target else ""]


_BY_MEANS_OF = frozenset({"using", "with", "on", "utilisant", "avec", "sur", "running"})


def _of_means(claim: Claim) -> bool:
    """`X plans a campus using Nvidia chips in a $3 billion project`: whose chips they are pays for none."""
    units, first = claim.clause.units, claim.investors[0] if claim.investors else None
    at = claim.clause.index(first)
    if claim.kind != "capex" or at is None or not at or units[at - 1].low not in _BY_MEANS_OF:
        return False
    return any("compute_noun" in unit.cues for unit in units[at + 1 : at + 5])
