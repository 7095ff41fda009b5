"""A story's timeline: its articles in order of telling, what each one changed, and what was told when.

A story is a snapshot, so that what was known when is worked out again: the facts that the articles up to
one report, chosen by the same rule, compared with the facts before. What a revised article said before
its revision is in no store; the alert's own history is, and is shown beside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from newswatch.messages import Member, Story
from newswatch.web.alert_words import decision_text
from newswatch.web.story_view import NAMES, value_text
from processors.alerts import Alert
from processors.card import deal_details
from processors.changes import deal_text, launch_text, material_changes
from processors.facts import chosen, conflicts, without
from processors.facts_view import deals_of, launches_of
from processors.outlets import origins

LIMIT = 100
"""Articles whose changes are worked out; later ones are listed without."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened. `member`: the article that was published; None for what newswatch did."""

    at: datetime
    member: Member | None = None
    changes: tuple[str, ...] = ()
    copy_of: Member | None = None
    text: str = ""


def timeline(story: Story, alerts: Sequence[Alert]) -> list[Moment]:
    """All moments in order of time; at one time, an article comes before what was made of it."""
    told = [
        Moment(at=decision.at, text=decision_text(decision, alert))
        for alert in alerts
        for decision in alert.history
    ]
    return sorted([*_articles(story), *told], key=attrgetter("at"))


def _articles(story: Story) -> list[Moment]:
    members = sorted(story.members, key=lambda m: (m.told_at, m.id))
    origin = origins(members)
    by_id = {member.id: member for member in members}
    moments: list[Moment] = []
    before: Story | None = None
    for number, member in enumerate(members, start=1):
        changes: tuple[str, ...] = ()
        if number <= LIMIT:
            now = _as_of(story, members[:number])
            changes = _changes(before, now, member)
            before = now
        copied = origin[member.id]
        moments.append(
            Moment(
                at=member.told_at,
                member=member,
                changes=changes,
                copy_of=by_id[copied] if copied != member.id else None,
            )
        )
    return moments


def _as_of(story: Story, members: Sequence[Member]) -> Story:
    """The story as these articles tell it."""
    known = {member.id for member in members}
    later = frozenset(r.article for fact in story.facts for r in fact.reports if r.article not in known)
    facts = chosen(without(story.facts, later), origins(members))
    return story.model_copy(
        update={
            "members": tuple(members),
            "facts": facts,
            "deals": deals_of(facts),
            "launches": launches_of(facts),
            "merged_into": None,
        }
    )


def _changes(before: Story | None, now: Story, member: Member) -> tuple[str, ...]:
    if before is None:
        deals = [f"{deal_text(deal)}: {deal_details(deal)}" for deal in now.deals]
        return (*deals, *(launch_text(launch) for launch in now.launches))
    changes = [change.text for change in material_changes(before, now)]
    differing = [
        f"{NAMES.get(shown.name, shown.name)} differs: {value_text(other)} here, {value_text(shown)} elsewhere"
        for shown, others in conflicts(now.facts)
        for other in others
        if other.reports[0].article == member.id
    ]
    return (*changes, *differing)
