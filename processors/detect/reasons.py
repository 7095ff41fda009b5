"""Why an article has a label or none: the rules that spoke, what they came to, and what spoke against them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newswatch.messages import Label, Launch, Reason
from processors.detect.grammar.claims import Claim, Judged
from processors.detect.grammar.quoting import evidence
from processors.detect.grammar.reading import Reading
from processors.detect.launches.decide import best, judged_signs
from processors.detect.launches.signs import JudgedSign, Sign

LABELS: tuple[Label, ...] = ("ai_investment", "competitor_launch")
_SPOKE = "spoke against it"
"""What is kept of a veto; what would be told without it is found out where a person asks (processors/otherwise.py)."""
_MOST = 4
"""Claims and signs of which reasons are kept."""
_NOTHING: dict[Label, str] = {
    "ai_investment": "no clause tells of money for an AI firm",
    "competitor_launch": "no clause tells of a launch by a watched company",
}


def claim_reasons(claims: list[Judged], bar: float, reading: Reading) -> list[Reason]:
    """Why the best claims are told or not."""
    reasons: list[Reason] = []
    for one in sorted(claims, key=lambda j: -j.score)[:_MOST]:
        reasons += _reasons("ai_investment", one, one.claim, bar, reading)
    return reasons


def sign_reasons(signs: list[JudgedSign], bar: float, reading: Reading) -> list[Reason]:
    """Why the best signs are told or not."""
    reasons: list[Reason] = []
    for one in sorted(signs, key=lambda s: -s.score)[:_MOST]:
        reasons += _reasons("competitor_launch", one, one.sign, bar, reading)
    return reasons


def dropped_beside(deal: Judged | None, bar: float, reading: Reading) -> list[Reason]:
    """The best sign of those that count for nothing beside a deal."""
    sign = best(judged_signs(reading))
    if sign is None or deal is None:
        return []
    first, *spoken = _reasons("competitor_launch", sign, sign.sign, bar, reading)
    told = "told beside a deal, where only a launch of another product counts that is told outright"
    return [
        first.model_copy(update={"decision": "miss", "detail": f"score {sign.score:.2f}: {told}"}),
        *spoken,
    ]


def _reasons(
    label: Label, one: Judged | JudgedSign, told: Claim | Sign, bar: float, reading: Reading
) -> list[Reason]:
    """What a claim or sign comes to, and each veto that spoke against it."""
    start, end = told.span
    proof = evidence(told.text, start, end)
    lacks = "; ".join(one.why)
    if matches := one.score >= bar:
        detail = f"score {one.score:.2f}, at least {bar:.2f} is a match" + (f" ({lacks})" if lacks else "")
    else:
        more = f"{bar - one.score:.2f} more" if one.score else f"at least {bar:.2f} more"
        detail = f"score {one.score:.2f}, {more} would have matched" + (f": {lacks}" if lacks else "")
    reasons = [
        Reason(
            rule=told.rule,
            decision="match" if matches else "miss",
            label=label,
            detail=detail,
            evidence=proof,
        )
    ]
    texts = {text.field: text for text in reading.texts}
    known: set[str] = set()
    for veto, low, high, field in one.vetoes:
        if veto in known:
            continue
        known.add(veto)
        reasons.append(
            Reason(
                rule=veto,
                decision="note" if matches else "veto",
                label=label,
                detail="spoke against it, too weakly" if matches else _SPOKE,
                evidence=evidence(texts[field], low, high) if field in texts else None,
            )
        )
    return reasons


def planned_reason(launch: Launch) -> Reason:
    """Why a launch is told that is yet to come."""
    return Reason(
        rule="planned-launch",
        decision="match",
        label="competitor_launch",
        detail="told for a stated time to come",
        evidence=launch.evidence,
    )


def unexplained(labels: Sequence[Label], reasons: Sequence[Reason]) -> Iterator[Reason]:
    """A reason for each label that the article has not, and of which no other tells."""
    told = {reason.label for reason in reasons}
    for label, detail in _NOTHING.items():
        if label not in labels and label not in told:
            yield Reason(rule="none", decision="miss", label=label, detail=detail)
