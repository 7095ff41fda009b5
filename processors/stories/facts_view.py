"""A story's deals and launches: the merged view of its chosen facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import get_args

from newswatch.messages import Availability, Deal, DealStatus, Evidence, Launch, Money, Report, StoryFact
from processors.stories.choice import STATUS_RANK
from processors.stories.facts import as_one, best_report, fact_value
from processors.stories.places import places

_STATUSES: dict[str, DealStatus] = {status: status for status in get_args(DealStatus)}
_AVAILABILITIES: dict[str, Availability] = {a: a for a in get_args(Availability)}


def deals_of(facts: Sequence[StoryFact]) -> tuple[Deal, ...]:
    """One deal a group, the most reported first."""
    deals = [_deal(group) for group in _groups(facts, "deal:")]
    return tuple(deal for deal in deals if deal is not None)


def launches_of(facts: Sequence[StoryFact]) -> tuple[Launch, ...]:
    """One launch a group, the most reported first."""
    launches = [_launch(group) for group in _groups(facts, "launch:")]
    return tuple(launch for launch in launches if launch is not None)


def companies_of(facts: Iterable[StoryFact]) -> tuple[str, ...]:
    """The companies that the story names, as the rules spell them, and its parties; sorted."""
    named = ("company", "investor", "target", "organisation")
    return tuple(sorted({f.value for f in facts if f.name in named}))


def _groups(facts: Sequence[StoryFact], kind: str) -> list[list[StoryFact]]:
    if not (asked := [fact for fact in facts if fact.group.startswith(kind)]):
        return []
    place = places(facts)
    groups: dict[str, list[StoryFact]] = {}
    for fact in asked:
        groups.setdefault(place[fact.group], []).append(fact)

    def reported(group: list[StoryFact]) -> int:
        return len({r.article for f in group for r in f.reports})

    return [groups[name] for name in sorted(groups, key=lambda n: (-reported(groups[n]), n))]


def _shown(group: Sequence[StoryFact]) -> dict[str, StoryFact]:
    """The first chosen fact of each name."""
    return {f.name: f for f in reversed(group) if f.chosen}


def money_of(fact: StoryFact) -> Money:
    """A fact's sum with the status and the evidence of its best report."""
    best = best_report(fact)
    return Money(
        value=fact.number or 0.0,
        currency=fact.currency,
        per=fact.per,
        status=best.status or "reported",
        approximate=fact.approximate,
        evidence=best.evidence,
    )


def _deal(group: Sequence[StoryFact]) -> Deal | None:
    shown = _shown(group)
    if (status := shown.get("status")) is None:
        return None
    target, amount, valuation = shown.get("target"), shown.get("amount"), shown.get("valuation")
    stage, told = shown.get("stage"), shown.get("told")
    others = [f for f in as_one(f for f in group if f.name == "amount") if not f.chosen]
    payers = as_one(f for f in group if f.name == "investor")
    investors = sorted(payers, key=lambda f: (-len(f.reports), f.value))
    hidden = "disclosed" in shown
    sure = amount is not None and best_report(amount).status not in ("rumoured", None)
    return Deal(
        investors=tuple(fact_value(f) for f in investors),
        target=fact_value(target) if target else None,
        amount=money_of(amount) if amount else None,
        valuation=money_of(valuation) if valuation else None,
        other_amounts=tuple(money_of(f) for f in others),
        status=_STATUSES[status.value],
        disclosed=sure or not hidden,
        stage=stage.value if stage else None,
        evidence=_proof(told, status, (amount, valuation)) if told else best_report(status).evidence,
    )


def _launch(group: Sequence[StoryFact]) -> Launch | None:
    shown = _shown(group)
    if (organisation := shown.get("organisation")) is None:
        return None
    product, version, how = shown.get("product"), shown.get("version"), shown.get("availability")
    planned, by, told = shown.get("planned"), shown.get("told_by"), shown.get("told")
    if planned is not None and how is not None and not _articles(planned) & _articles(how):
        planned = None  # `to launch X in May`, and in May `launches X`
    return Launch(
        organisation=fact_value(organisation),
        product=fact_value(product) if product else None,
        version=version.value if version else None,
        availability=_AVAILABILITIES[how.value] if how else "announced",
        planned=fact_value(planned) if planned else None,
        told_by=fact_value(by) if by else None,
        evidence=_proof(told, how, (product, planned)) if told else None,
    )


def _articles(fact: StoryFact) -> set[str]:
    return {report.article for report in fact.reports}


def _proof(told: StoryFact, step: StoryFact | None, shown: Sequence[StoryFact | None]) -> Evidence | None:
    """The sentence to quote: of an article that says how far it is as it is shown, with most of what is shown in it.

    Else a card that gives a sum quotes whoever said that none was disclosed.
    """
    if len(told.reports) == 1:
        return told.reports[0].evidence
    as_far = {r.article for r in step.reports} if step is not None else set()
    proofs = {
        (r.article, r.evidence) for fact in shown if fact is not None for r in fact.reports if r.evidence
    }

    def stands(report: Report) -> tuple[object, ...]:
        said = sum(
            article == report.article and _is_within(proof, report.evidence) for article, proof in proofs
        )
        return (
            report.evidence is None, report.article not in as_far, -said,
            not report.first_party, -STATUS_RANK[report.status], report.at, report.article,
        )  # fmt: skip

    return min(told.reports, key=stands).evidence


def _is_within(proof: Evidence | None, sentence: Evidence | None) -> bool:
    if proof is None or sentence is None or proof.field != sentence.field:
        return False
    return sentence.start <= proof.start and proof.end <= sentence.end


def as_last_said(values: Sequence[StoryFact]) -> list[StoryFact]:
    """Values of one fact, each by those outlets alone that said it last: who corrected itself stands for one of them.

    The first, which is shown, keeps its outlets where all have said something else since; others are left out then.
    """
    last: dict[str, datetime] = {}
    for report in (r for value in values for r in value.reports):
        last[report.outlet] = max(last.get(report.outlet, report.at), report.at)
    found = []
    for n, value in enumerate(values):
        holds = {r.outlet for r in value.reports if r.at == last[r.outlet]}
        kept = tuple(r for r in value.reports if r.outlet in holds)
        if kept or n == 0:
            found.append(value.model_copy(update={"reports": kept}) if kept else value)
    return found
