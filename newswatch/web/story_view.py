"""A story as its page shows it: what is known, who says so in which words, and where outlets differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from newswatch.messages import Article, Member, Report, Story, StoryFact
from newswatch.web.evidence import Context, context_of
from newswatch.web.fact_words import named, parts_of, title_and_details, value_text
from processors.stories.facts import best_report, conflicts, value_key


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
    members = {member.id: member for member in story.members}
    return [_group(facts, articles, members) for facts in parts_of(story)]


def _group(
    facts: Sequence[StoryFact], articles: Mapping[str, Article], members: Mapping[str, Member]
) -> Group:
    differing = {(other.name, value_key(other)) for _, others in conflicts(facts) for other in others}

    def saying(report: Report) -> Saying:
        article = articles.get(report.article)
        outlet = members[report.article].publisher if report.article in members else report.outlet
        context = context_of(article, report.evidence)
        return Saying(outlet, report.article, report.at, report.status, report.first_party, context)

    def value(fact: StoryFact) -> Value:
        standing = (
            "shown" if fact.chosen else "differs" if (fact.name, value_key(fact)) in differing else "other"
        )
        if standing == "other" and fact.number is not None:
            standing = "agrees"
        return Value(
            text=value_text(fact),
            standing=standing,
            outlets=tuple(dict.fromkeys(report.outlet for report in fact.reports)),
            best=saying(best_report(fact)),
            sayings=tuple(saying(report) for report in fact.reports),
        )

    title, details = title_and_details(facts)
    rows = tuple(Row(words, tuple(value(fact) for fact in same)) for words, same in named(facts))
    return Group(title=title, details=details, rows=rows)
