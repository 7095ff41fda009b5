"""Everything together: labels with their scores and reasons, deals, launches, mentions and figures."""

from __future__ import annotations

from dataclasses import dataclass, replace

from newswatch.messages import Deal, Figure, Label, Launch, Mention, Reason
from processors.detect.deals.facts import merged
from processors.detect.deals.judged import judged_claims
from processors.detect.deals.orphans import with_orphans
from processors.detect.deals.overruled import without_overruled
from processors.detect.deals.undone import undone
from processors.detect.deals.whole_names import wholly_named
from processors.detect.grammar.claims import Judged
from processors.detect.grammar.quoting import unit_text
from processors.detect.grammar.reading import WEAK_BELOW, Reading
from processors.detect.launches.beside import adds_to_deal, comes_after, joins_deal, precedes_deal
from processors.detect.launches.decide import best, judged_signs, strongest
from processors.detect.launches.signs import JudgedSign, Sign
from processors.detect.launches.verbs import PLAIN
from processors.detect.mentions import figures_of, lookalikes, mentions_of
from processors.detect.products.dated import planned_for
from processors.detect.products.facts import launches_of
from processors.detect.products.plans import planned_launches
from processors.detect.reasons import (
    LABELS,
    claim_reasons,
    dropped_beside,
    planned_reason,
    sign_reasons,
    unexplained,
)
from processors.detect.second.opinion import UNSURE, WORDING, is_asked, second_opinion
from processors.detect.second.worded import is_named, is_open, tells_otherwise, worded_sign
from processors.detect.second.wording import wording

SECOND = "second-opinion"
"""The rule that a second opinion's reasons have; muted among vetoes it is not asked."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of an article, before it is a message."""

    labels: tuple[Label, ...]
    score: dict[Label, float]
    mentions: tuple[Mention, ...]
    deals: tuple[Deal, ...]
    undone: tuple[Deal, ...]
    launches: tuple[Launch, ...]
    figures: tuple[Figure, ...]
    reasons: tuple[Reason, ...]


def told(reading: Reading) -> set[str] | None:
    """The sides and products of what headline and description tell, as written; None where they tell nothing."""
    bar = reading.rules.thresholds.get("label", 0.5)
    found = judged_claims(reading, above=True)
    claims = [one.claim for one in found if one.score >= bar and not one.history]
    signs = [one.sign for one in _signs(reading, bar) if one.score >= bar]
    if not claims and not signs:
        return None
    named = [(claim.text, unit) for claim in claims for unit in (*claim.investors, claim.target) if unit]
    named += [(sign.text, unit) for sign in signs for unit in (sign.organisation, *sign.products) if unit]
    return {unit_text(text, unit) for text, unit in named}


def assemble(reading: Reading) -> Outcome:
    """Judge all claims and signs, and say why."""
    bar = reading.rules.thresholds.get("label", 0.5)
    claims, signs = judged(reading)
    top_claim = strongest(claims)
    if top_claim is not None and len(signs) < len(judged_signs(reading)) and _refused(top_claim, reading):
        # what is not told stands beside nothing, where a verb of launching tells the other
        signs += [one for one in judged_signs(reading) if one.sign.rule == PLAIN and one not in signs]
    top_sign = best(signs)
    score: dict[Label, float] = {
        "ai_investment": min(1.0, top_claim.score) if top_claim else 0.0,
        "competitor_launch": min(1.0, top_sign.score) if top_sign else 0.0,
    }
    reasons = [*claim_reasons(claims, bar, reading), *sign_reasons(signs, bar, reading)]
    if not signs:
        reasons += dropped_beside(top_claim, bar, reading)
    reasons += _second("ai_investment", top_claim, reading, bar, score)
    refused = _second("competitor_launch", top_sign, reading, bar, score)
    refused += _worded(top_sign, reading, bar, score)
    if score["competitor_launch"] < bar and refused and _told_twice(signs):
        score["competitor_launch"], refused = UNSURE, []
    reasons += refused
    invested = score["ai_investment"] >= bar
    deals = _deals(claims, top_claim, bar, reading) if invested else []
    told_signs = [one for one in signs if one.score >= bar] if score["competitor_launch"] >= bar else []
    launches = launches_of(told_signs, reading) if told_signs else []
    planned = planned_launches(reading) if invested or reading.bare else []
    if planned:
        known = {launch.organisation.value for launch in launches}
        launches += [launch for launch in planned if launch.organisation.value not in known]
        score["competitor_launch"] = max(score["competitor_launch"], _PLANNED)
        reasons += [planned_reason(launch) for launch in planned]
    labels = tuple(label for label in LABELS if score[label] >= bar)
    return Outcome(
        labels,
        score,
        mentions_of(reading),
        tuple(deals),
        () if invested else tuple(undone(claims, reading)),
        tuple(launches),
        figures_of(reading),
        (*reasons, *unexplained(labels, reasons), *lookalikes(reading)),
    )


_PLANNED = 0.7
"""The score of a launch that is told for a stated time to come."""


def _deals(claims: list[Judged], top: Judged | None, bar: float, reading: Reading) -> list[Deal]:
    """The deals of what is told, and of what fills its gaps."""
    kept = [
        one
        for one in claims
        if one.score >= bar
        or (one.history and not one.claim.noun and one.claim.target is not None)
        or _completes(one, top)
    ]
    kept = without_overruled(kept)
    return wholly_named(with_orphans(merged(kept, reading), kept, reading), reading)


def judged(reading: Reading) -> tuple[list[Judged], list[JudgedSign]]:
    """All claims, and the signs that may be told beside them."""
    bar = reading.rules.thresholds.get("label", 0.5)
    signs = _signs(reading, bar)
    launched = [one.sign for one in signs if one.score >= bar]
    claims = [_dating(one, launched) for one in judged_claims(reading)]
    top = strongest(claims)
    if top is not None and top.score >= bar and top.claim.text.field == "headline":
        signs = [one for one in signs if _beside(one, top)]
    return claims, signs


def _signs(reading: Reading, bar: float) -> list[JudgedSign]:
    """The signs that the rules read; where none of them is told, what the wording tells."""
    signs = judged_signs(reading)
    if any(one.score >= bar for one in signs) or not is_open(signs, reading) or not is_named(reading):
        return signs
    said = wording(reading)
    if said is None or not said.told or tells_otherwise(reading):
        return signs
    sign = worded_sign(reading, said, signs)
    return signs if sign is None else [*signs, sign]


def _dating(one: Judged, launched: list[Sign]) -> Judged:
    """A deal that a headline names only to say when something was launched is history."""
    if not any(comes_after(sign, one.claim) for sign in launched):
        return one
    return replace(one, history=True, why=[*one.why, "dates a launch"])


def _refused(deal: Judged, reading: Reading) -> bool:
    """The second opinion will not have a deal told."""
    second = None if SECOND in reading.muted else second_opinion("ai_investment", deal, reading)
    return second is not None and second.refuses


def _told_twice(signs: list[JudgedSign]) -> bool:
    """`OpenAI launches Sieve, a model that …` | `OpenAI has released Sieve, …`: a verb of launching in both."""
    plain = [one for one in signs if one.sign.rule == PLAIN and one.score >= _PLAINLY]
    above = {one.sign.company.id for one in plain if one.sign.text.field == "headline"}
    return any(one.sign.text.field == "description" and one.sign.company.id in above for one in plain)


_PLAINLY = 0.75


def _second(
    label: Label, top: Judged | JudgedSign | None, reading: Reading, bar: float, score: dict[Label, float]
) -> list[Reason]:
    """Take off the label's score what a second opinion thinks of it, and say so."""
    if top is None or score[label] < bar or SECOND in reading.muted:
        return []
    second = second_opinion(label, top, reading)
    if second is None or not (second.refuses or (second.doubts and score[label] > UNSURE)):
        return []
    score[label] = max(0.0, bar - WEAK_BELOW) if second.refuses else UNSURE
    return [
        Reason(
            rule=SECOND,
            decision="veto" if second.refuses else "note",
            label=label,
            detail=second.text(),
        )
    ]


def _worded(top: JudgedSign | None, reading: Reading, bar: float, score: dict[Label, float]) -> list[Reason]:
    """Take off a launch's score that next to nothing is a launch that is worded so, and say so.

    Of what says watched subject, verb of launching and AI in one clause, or for when it is, the wording is not asked.
    """
    if top is None or score["competitor_launch"] < bar or not is_asked(top, reading):
        return []
    if top.sign.rule == PLAIN and top.sign.outright:
        return []
    said = wording(reading)
    if said is None or not said.refuses or planned_for(top.sign, reading) is not None:
        return []
    score["competitor_launch"] = max(0.0, bar - WEAK_BELOW)
    return [Reason(rule=WORDING, decision="veto", label="competitor_launch", detail=said.text())]


def _beside(one: JudgedSign, top: Judged) -> bool:
    """A headline that tells a deal tells a launch too only outright, of a product that is no side of the deal."""
    sign, claim = one.sign, top.claim
    if sign.text is claim.text and sign.at > claim.at and joins_deal(sign):
        return True
    if sign.text is claim.text and precedes_deal(sign, claim.at):
        return True
    if not sign.outright or sign.rule.startswith("wide") or not sign.products:
        return False
    start, end = claim.span
    if sign.text is not claim.text:
        return (sign.rule == "launch" and sign.text.field != "description") or adds_to_deal(sign)
    product = sign.products[0]
    if sign.clause is claim.clause and sign.at < claim.at:
        return False
    inside = start <= product.start < end
    return not inside or (
        sign.at > claim.at
        and product is not claim.target
        and not any(product is unit for unit in claim.investors)
    )


def _completes(one: Judged, top: Judged | None) -> bool:
    """A weak claim that only repeats the best one may still fill its gaps (an investor, an amount)."""
    if top is None or one is top or one.history:
        return False
    if one.score < 0.3:
        return _names_bought(one, top)
    a, b = top.claim.target, one.claim.target
    if b is None and a is not None and one.claim.kind == "round" and one.claim.text.field == "description":
        return (
            top.claim.kind in ("round", "valued") and one.claim.amount is not None
        )  # `It took in $350 million`
    return (
        a is not None
        and b is not None
        and a.name is not None
        and b.name is not None
        and a.name.company.id == b.name.company.id
    )


def _names_bought(one: Judged, top: Judged) -> bool:
    """`Apple acquires AI startup`, and below: `the startup X has been acquired by Apple (NASDAQ …)`: the same buyer."""
    a, b = top.claim, one.claim
    if a.target is not None or b.target is None or not a.kind == b.kind == "acquisition" or one.doubted:
        return False
    if a.text.field != "headline" or b.text.field != "description":
        return False
    return bool({unit.side for unit in a.investors} & {unit.side for unit in b.investors})
