"""Facts across outlets: who reports which value, and which value the story shows.

Facts are kept as claims, one value with its reports, so that an article's part can be taken out again
(a revision, a split). Which value is shown: choice.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from newswatch.messages import (
    Article,
    Deal,
    DealStatus,
    Evidence,
    Fact,
    Flagged,
    Launch,
    Money,
    Report,
    StoryFact,
)
from processors.matching.named import name_key
from processors.matching.words import fold
from processors.stories.choice import (
    STATUS_RANK,
    UNDONE,
    is_described,
    is_other_kind,
    one_firm,
    one_sum,
    shown,
    sum_key,
)
from processors.stories.places import places
from processors.stories.sentence import sentence_of

MANY = frozenset({"investor", "company", "told"})
"""Facts that may have several values at once: none of them is a conflict."""
PROVEN = 30
"""Reports of a value that keep their evidence."""


class Claim(Protocol):
    """Notes a claim; `marks` are of its report."""

    def __call__(
        self,
        group: str,
        name: str,
        value: str,
        evidence: Evidence | None,
        status: DealStatus | None,
        **marks: bool,
    ) -> None: ...


def claims_of(flagged: Flagged, outlet: str, at: datetime) -> list[StoryFact]:
    """What one article claims: its current deals and its launches, each value with this one report."""
    article = flagged.article
    claims: list[StoryFact] = []
    reports: dict[tuple[int, DealStatus | None], Report] = {}

    def report(evidence: Evidence | None, status: DealStatus | None) -> Report:
        key = id(evidence), status  # several values have one proof, or none: their report is the same
        if key not in reports:
            reports[key] = Report(
                outlet=outlet, article=article.id, at=at, first_party=article.source.first_party,
                status=status, evidence=evidence,
            )  # fmt: skip
        return reports[key]

    def claim(
        group: str,
        name: str,
        value: str,
        evidence: Evidence | None,
        status: DealStatus | None,
        **marks: bool,
    ) -> None:
        said = report(evidence, status)
        said = said.model_copy(update=marks) if any(marks.values()) else said
        claims.append(StoryFact(group=group, name=name, value=value, reports=(said,)))

    def money(group: str, name: str, sum_: Money) -> None:
        claims.append(
            StoryFact(
                group=group, name=name, value=f"{sum_.value:.0f}", number=sum_.value, currency=sum_.currency,
                per=sum_.per, approximate=sum_.approximate, reports=(report(sum_.evidence, sum_.status),),
            )
        )  # fmt: skip

    for deal in flagged.deals:
        if deal.tense == "history":
            continue
        group = f"deal:{name_key(deal.target.value) if deal.target else ''}"
        claim(group, "status", deal.status, deal.evidence, deal.status, of_talks=deal.of_talks)
        claim(group, "told", "deal", sentence_of(article, _proof(deal)), deal.status)
        for investor in deal.investors:
            claim(group, "investor", investor.value, investor.evidence, deal.status)
        if deal.target is not None:
            claim(group, "target", deal.target.value, deal.target.evidence, deal.status)
        for sum_ in (*((deal.amount,) if deal.amount else ()), *deal.other_amounts):
            money(group, "amount", sum_)
        if deal.valuation is not None:
            money(group, "valuation", deal.valuation)
        if deal.stage is not None:
            claim(group, "stage", deal.stage, None, deal.status)
        if not deal.disclosed:
            claim(group, "disclosed", "no", None, deal.status)
    for launch in flagged.launches:
        _launch_claims(article, launch, claim)
    for company in sorted({m.company for m in flagged.mentions}):
        claim("", "company", company, None, None)
    return claims


def _launch_claims(article: Article, launch: Launch, claim: Claim) -> None:
    words = fold(launch.product.value) if launch.product else ""
    group = f"launch:{name_key(launch.organisation.value)}|{' '.join(words.replace('-', ' ').split())}"
    # the product's own sentence says more than one that names several launches
    proof = (
        (launch.product.evidence if launch.product else None)
        or launch.evidence
        or launch.organisation.evidence
    )
    claim(group, "organisation", launch.organisation.value, launch.organisation.evidence, None)
    claim(group, "told", "launch", sentence_of(article, proof), None)
    claim(group, "availability", launch.availability, launch.evidence, None, by_verb=launch.by_verb)
    if launch.product is not None:
        claim(group, "product", launch.product.value, launch.product.evidence, None)
    if launch.version is not None:
        claim(group, "version", launch.version, None, None)
    if launch.planned is not None:
        claim(group, "planned", launch.planned.value, launch.planned.evidence, None)
    if launch.told_by is not None:
        claim(group, "told_by", launch.told_by.value, launch.told_by.evidence, None)


def _proof(deal: Deal) -> Evidence | None:
    for fact in (deal, deal.amount, deal.target, *deal.investors):
        if fact is not None and fact.evidence is not None:
            return fact.evidence
    return None


# --- many claims ------------------------------------------------------------------------------------


def value_key(fact: StoryFact) -> str:
    """What makes two claims one value: a name's key, a sum with its currency, else the folded text."""
    if fact.number is not None:
        return sum_key(fact)
    if fact.name in ("investor", "target", "organisation", "company", "told_by"):
        return name_key(fact.value)
    return fold(fact.value)


def merged(claims: Iterable[StoryFact]) -> tuple[StoryFact, ...]:
    """One fact a value, its reports once an article and in order of time; sorted by group, name, value."""
    found: dict[tuple[str, str, str], list[StoryFact]] = {}
    for fact in claims:
        found.setdefault((fact.group, fact.name, value_key(fact)), []).append(fact)
    facts = []
    for key in sorted(found):
        same = found[key]
        if len(same) == 1 and len(same[0].reports) == 1 and same[0].chosen:
            facts += same
            continue
        reports = {r.article: r for f in same for r in sorted(f.reports, key=lambda r: STATUS_RANK[r.status])}
        ordered = _bounded(sorted(reports.values(), key=lambda r: (r.at, r.article)))
        spelled = {r.article: f for f in same for r in f.reports}[ordered[0].article]
        facts.append(
            spelled.model_copy(
                update={"reports": ordered, "approximate": all(f.approximate for f in same), "chosen": True}
            )
        )
    return tuple(facts)


def _bounded(reports: Sequence[Report]) -> tuple[Report, ...]:
    """The first PROVEN reports and those of first parties keep their evidence."""
    return tuple(
        r if n < PROVEN or r.first_party or r.evidence is None else r.model_copy(update={"evidence": None})
        for n, r in enumerate(reports)
    )


def without(facts: Iterable[StoryFact], articles: frozenset[str]) -> tuple[StoryFact, ...]:
    """The facts without what these articles report; a value that nobody else reports goes."""
    kept = []
    for fact in facts:
        reports = tuple(r for r in fact.reports if r.article not in articles)
        if reports:
            kept.append(fact.model_copy(update={"reports": reports}))
    return tuple(kept)


def retold(
    claims: Iterable[StoryFact], facts: Iterable[StoryFact], article: str, at: datetime
) -> list[StoryFact]:
    """What a revised page claims: what it said before as of then, whatever date it bears now; what is new as of `at`.

    `facts`: the story's, with what the page claimed before.
    """
    said = {(f.name, value_key(f)): r.at for f in facts for r in f.reports if r.article == article}

    def dated(claim: StoryFact) -> dict[str, object]:
        when = said.get((claim.name, value_key(claim)), at)
        return {"reports": tuple(r.model_copy(update={"at": when}) for r in claim.reports)}

    return [claim.model_copy(update=dated(claim)) for claim in claims]


def chosen(facts: Sequence[StoryFact], origin: Mapping[str, str]) -> tuple[StoryFact, ...]:
    """The facts with `chosen` set by the rule. `origin`: article → the article it is a copy of, or itself."""
    place = places(facts)
    values: dict[tuple[str, str], list[StoryFact]] = {}
    for fact in facts:
        if fact.name not in MANY:
            values.setdefault((place[fact.group], fact.name), []).append(fact)
    best = {key: shown(same, origin) for key, same in values.items()}
    is_best = (f.name in MANY or best[(place[f.group], f.name)] is f for f in facts)
    return tuple(
        f if f.chosen == is_shown else f.model_copy(update={"chosen": is_shown})
        for f, is_shown in zip(facts, is_best, strict=True)
    )


def as_one(facts: Iterable[StoryFact]) -> list[StoryFact]:
    """A fact's values, each once: one that is told of a deal under two names of it has the reports of both."""
    found: dict[str, StoryFact] = {}
    for fact in facts:
        if (there := found.get(value_key(fact))) is None:
            found[value_key(fact)] = fact
            continue
        reports = {r.article: r for r in (*there.reports, *fact.reports)}.values()
        ordered = tuple(sorted(reports, key=lambda r: (r.at, r.article)))
        shown = there.chosen or fact.chosen
        found[value_key(fact)] = there.model_copy(update={"reports": ordered, "chosen": shown})
    return list(found.values())


def conflicts(facts: Sequence[StoryFact]) -> list[tuple[StoryFact, tuple[StoryFact, ...]]]:
    """(shown value, values that differ) of each fact.

    Sums within rounding or a rough rate do not differ, nor does a rumour from what it has become, nor what is paid by
    the month or year from all that is paid.
    """
    place = places(facts)
    found: dict[tuple[str, str], list[StoryFact]] = {}
    for fact in facts:
        if fact.name in ("target", "amount", "valuation", "planned", "status"):
            found.setdefault((place[fact.group], fact.name), []).append(fact)
    result = []
    for _, told in sorted(found.items()):
        same = as_one(told)
        shown = next((f for f in same if f.chosen), same[0])
        others = tuple(f for f in same if f is not shown and not _agree(f, shown))
        if others:
            result.append((shown, others))
    return result


def _agree(a: StoryFact, b: StoryFact) -> bool:
    if a.number is not None and b.number is not None:
        return is_other_kind(a, b) or one_sum(a, b)
    if a.name == "target":
        return one_firm(a.value, b.value) or is_described(a.value) or is_described(b.value)
    if a.name == "status":
        return (a.value in UNDONE) == (b.value in UNDONE)
    if a.name == "planned":
        return a.value.startswith(b.value) or b.value.startswith(a.value)
    return value_key(a) == value_key(b)


def fact_value(fact: StoryFact) -> Fact:
    """A fact with the evidence of the report that counts most, or of one that has the name that people know it by."""
    proofs = (report.evidence for report in fact.reports)
    known = next((proof for proof in proofs if proof is not None and proof.known_as), None)
    return Fact(value=fact.value, evidence=known or best_report(fact).evidence)


def best_report(fact: StoryFact) -> Report:
    """The report to show: first party, then the furthest status, then one with evidence, then the first."""
    if len(fact.reports) == 1:
        return fact.reports[0]
    return min(
        fact.reports,
        key=lambda r: (not r.first_party, -STATUS_RANK[r.status], r.evidence is None, r.at, r.article),
    )
