"""A story as its page shows it: what is known, who says so in which words, and where outlets differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from newswatch.messages import Article, Member, Report, Story, StoryFact
from newswatch.web.evidence import Context, context_of
from processors.alerting.card import deal_details
from processors.alerting.changes import deal_text, launch_text
from processors.alerting.money_text import sum_text
from processors.stories.facts import best_report, conflicts, places
from processors.stories.facts_view import deals_of, launches_of, money_of

NAMES: Mapping[str, str] = {
    "status": "Status", "investor": "Investor", "target": "Target", "amount": "Amount",
    "valuation": "Valuation", "stage": "Kind", "disclosed": "Amount disclosed",
    "organisation": "Organisation", "product": "Product", "version": "Version",
    "availability": "Availability", "planned": "Planned for", "told_by": "According to",
}  # fmt: skip
"""Facts by name in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Saying:
    """One outlet that reports a value."""

    outlet: str
    article: str
    at: datetime
    status: str | None
    first_party: bool
    context: Context | None


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a fact.

    `standing`: `shown` on the card; `differs` from that; `agrees` with it (a sum within rounding); or
    `other`: told too, and no conflict (an earlier status).
    """

    text: str
    standing: str
    outlets: tuple[str, ...]
    best: Saying
    sayings: tuple[Saying, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A fact with its values, the shown one first."""

    name: str
    values: tuple[Value, ...]

    @property
    def disputed(self) -> bool:
        """Whether outlets differ about it."""
        return any(value.standing == "differs" for value in self.values)


@dataclass(frozen=True, slots=True)
class Group:
    """One deal or launch."""

    title: str
    details: str
    rows: tuple[Row, ...]


def groups_of(story: Story, articles: Mapping[str, Article]) -> list[Group]:
    """The deals, then the launches, each the most reported first."""
    place = places(story.facts)
    together: dict[str, list[StoryFact]] = {}
    for fact in story.facts:
        if fact.group.startswith(("deal:", "launch:")):
            together.setdefault(place[fact.group], []).append(fact)
    members = {member.id: member for member in story.members}

    def order(name: str) -> tuple[bool, int, str]:
        reporting = {r.article for f in together[name] for r in f.reports}
        return name.startswith("launch:"), -len(reporting), name

    return [_group(together[name], articles, members) for name in sorted(together, key=order)]


def _group(
    facts: Sequence[StoryFact], articles: Mapping[str, Article], members: Mapping[str, Member]
) -> Group:
    differing = {id(other) for _, others in conflicts(facts) for other in others}

    def saying(report: Report) -> Saying:
        article = articles.get(report.article)
        outlet = members[report.article].publisher if report.article in members else report.outlet
        context = context_of(article, report.evidence)
        return Saying(outlet, report.article, report.at, report.status, report.first_party, context)

    def value(fact: StoryFact) -> Value:
        standing = "shown" if fact.chosen else "differs" if id(fact) in differing else "other"
        if standing == "other" and fact.number is not None:
            standing = "agrees"
        return Value(
            text=value_text(fact),
            standing=standing,
            outlets=tuple(dict.fromkeys(report.outlet for report in fact.reports)),
            best=saying(best_report(fact)),
            sayings=tuple(saying(report) for report in fact.reports),
        )

    rows = []
    for name, words in NAMES.items():
        same = sorted((f for f in facts if f.name == name and f.reports), key=lambda f: not f.chosen)
        if same:
            rows.append(Row(words, tuple(value(fact) for fact in same)))
    deal, launch = next(iter(deals_of(facts)), None), next(iter(launches_of(facts)), None)
    return Group(
        title=deal_text(deal) if deal else launch_text(launch) if launch else "Reported",
        details=deal_details(deal) if deal else "",
        rows=tuple(rows),
    )


def value_text(fact: StoryFact) -> str:
    """The value in a person's words: `~10 bn USD`, `rumoured`, `no`."""
    return sum_text(money_of(fact)) if fact.number is not None and fact.reports else fact.value
