"""A story's timeline: its articles in order of telling, what each one changed, and what was told when.

A story is a snapshot, so that what was known when is worked out again: the facts that the articles up to
one report, chosen by the same rule, compared with the facts before. What a revised article said before
its revision is in no store; the alert's own history is, and is shown beside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from operator import attrgetter

from newswatch.messages import Member, Story
from newswatch.web.alert_words import decision_text
from newswatch.web.fact_words import NAMES, value_text
from processors.alerting.alerts import TOLD, Alert, Decision
from processors.alerting.card import deal_details
from processors.alerting.changes import Change, material_changes
from processors.alerting.headings import deal_text, launch_text
from processors.stories.facts import chosen, conflicts, without
from processors.stories.facts_view import deals_of, launches_of
from processors.stories.outlets import origins

TOGETHER = timedelta(minutes=1)
"""What newswatch did within this time is one moment to a reader."""
DECIDED = ("post", "update", "reply", "thread")
CARRIED_OUT = ("sent", "adopted", "edited", "kept")
LIMIT = 100
"""Articles whose changes are worked out; later ones are listed without."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened. `member`: the article that was published; None for what newswatch did."""

    at: datetime
    member: Member | None = None
    changes: tuple[str, ...] = ()
    copy_of: Member | None = None
    done: tuple[str, ...] = ()


def timeline(story: Story, alerts: Sequence[Alert]) -> list[Moment]:
    """All moments in order of time; at one time, an article comes before what was made of it."""
    done = [moment for alert in alerts for moment in _done(alert)]
    moments: list[Moment] = []
    for moment in sorted([*_articles(story), *done], key=attrgetter("at")):
        last = moments[-1] if moments else None
        if last and last.done and moment.done and moment.at - last.at < TOGETHER:
            moments[-1] = replace(last, done=(*last.done, *moment.done))
        else:
            moments.append(moment)
    return moments


def _done(alert: Alert) -> list[Moment]:
    """What the alert's history tells. A decision that was carried out at once needs no line of its own."""
    moments: list[Moment] = []
    decided: Decision | None = None
    for decision in alert.history:
        carried_out = decision.what in CARRIED_OUT and decided is not None
        if carried_out and decided is not None and decision.at - decided.at < TOGETHER:
            moments.pop()
        decided = decision if decision.what in DECIDED else None
        moments.append(Moment(at=decision.at, done=(decision_text(decision, alert),)))
    return moments


def _articles(story: Story) -> list[Moment]:
    members = sorted(story.members, key=lambda m: (m.told_at, m.id))
    origin = origins(members)
    by_id = {member.id: member for member in members}
    moments: list[Moment] = []
    before: Story | None = None
    told: tuple[Change, ...] = ()
    for number, member in enumerate(members, start=1):
        changes: tuple[str, ...] = ()
        if number <= LIMIT:
            now = _as_of(story, members[:number])
            new = material_changes(before, now, told=told)  # as the thread: a sum that comes back is no news
            changes = _changes(before, now, member, new)
            before, told = now, (*told, *new)[-TOLD:]
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


def _changes(before: Story | None, now: Story, member: Member, new: Sequence[Change]) -> tuple[str, ...]:
    if before is None:
        deals = [f"{deal_text(deal)}: {deal_details(deal)}" for deal in now.deals]
        return (*deals, *(launch_text(launch) for launch in now.launches))
    changes = [change.text for change in new]
    differing = [
        f"{NAMES.get(shown.name, shown.name)} differs: {value_text(other)} here, {value_text(shown)} elsewhere"
        for shown, others in conflicts(now.facts)
        for other in others
        if other.reports[0].article == member.id
    ]
    return (*changes, *differing)
