"""Whom to tell what: a story and its alert document give the next alert document, with a reason.

Pure: time is the story's `updated_at`. It compares with the version last sent; versions in between may
be skipped, for nothing is lost with them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from newswatch.messages import LABELS, Label, Message, Story, json_of
from newswatch.stage import Found, Outcome, Output, Process, Swap, Wanted, each
from processors.alerts import Alert, alert_id, slim
from processors.card import card_of
from processors.changes import material_changes
from processors.match import RATES


def at_once(at: datetime) -> datetime:
    """No quiet hours."""
    return at


@dataclass(frozen=True, slots=True)
class Policy:
    """What may be told, where, and how late."""

    channel: str = "console"
    max_age: timedelta = timedelta(hours=24)
    """A story first reported longer ago than this never posts."""
    labels: tuple[Label, ...] = LABELS
    min_amount: float = 0.0
    """Dollars, roughly: a deal whose known amount is below is not told."""
    edit_interval: timedelta = timedelta(seconds=60)
    """A card is edited at most once in this time."""
    hold: Callable[[datetime], datetime] = at_once
    """Moves a time out of the quiet hours."""


def wanted_alerts(message: Message) -> Sequence[Wanted]:
    """The alert document that the decision about a story needs."""
    return (("alerts", alert_id(message.id)),) if isinstance(message, Story) else ()


def start_notify(policy: Policy) -> Process:
    """The stage's function: of several versions of one story in a batch, the last decides."""

    def one(message: Message, found: Found) -> Sequence[Output]:
        if not isinstance(message, Story):
            return ()
        stored = found.get(("alerts", alert_id(message.id)))
        alert = Alert.model_validate(stored.body) if stored is not None else None
        after = notify(message, alert, message.updated_at, policy)
        if after is None:
            return ()
        return (Swap("alerts", after.id, json_of(after), after.keys, stored.revision if stored else None),)

    decide = each(one)

    def process(batch: Sequence[Message], found: Found) -> Sequence[Outcome]:
        last = {m.id: m.version for m in batch if isinstance(m, Story)}
        for message in batch:
            if isinstance(message, Story):
                last[message.id] = max(last[message.id], message.version)
        return [
            () if isinstance(m, Story) and m.version < last[m.id] else decide([m], found)[0] for m in batch
        ]

    return process


def notify(story: Story, alert: Alert | None, now: datetime, policy: Policy) -> Alert | None:
    """The next alert document, or None where the one that is there says it all.

    Post, update, reply or stay silent: the last line of its history names what, and why.
    """
    seen = max((s.version for s in (alert.planned, alert.sent) if s is not None), default=0) if alert else 0
    if alert is not None and story.version <= seen:
        return None
    if alert is None:
        alert = Alert(id=alert_id(story.id), story=story.id, channel=policy.channel, state="silent")
        return _first(story, alert, now, policy)
    if alert.ts is None and alert.state in ("silent", "planned"):
        return _first(story, alert, now, policy)
    if alert.ts is None:  # a post is under way, or parked: the newest version is what counts then
        return alert.model_copy(update={"planned": slim(story)}).noted(now, "newer", "", story.version)
    return _next(story, alert, now, policy)


def _first(story: Story, alert: Alert, now: datetime, policy: Policy) -> Alert | None:
    """Nothing is posted yet: post, or stay silent."""
    if (reason := silent_reason(story, now, policy)) is not None:
        quiet = {"state": "silent", "reason": reason, "not_before": None, "planned": slim(story)}
        return alert.model_copy(update=quiet).noted(now, "silent", reason, story.version)
    reason = "new-story" if alert.planned is None else "newer" if alert.state == "planned" else "now-due"
    due = policy.hold(now) if alert.not_before is None else alert.not_before
    told = {"state": "planned", "reason": reason, "planned": slim(story), "not_before": due}
    return alert.model_copy(update=told).noted(now, "post", reason, story.version)


def silent_reason(story: Story, now: datetime, policy: Policy) -> str | None:
    """Why nobody is told of a story, or None."""
    if story.merged_into is not None:
        return "merged"
    if story.silent:
        return "silent"
    if not set(story.labels) & set(policy.labels):
        return "no-label"
    if now - story.first_reported > policy.max_age:
        return "old-news"
    if story.labels == ("ai_investment",) and 0 < _dollars(story) < policy.min_amount:
        return "below-amount"
    return None


def _dollars(story: Story) -> float:
    sums = [d.amount for d in story.deals if d.amount is not None]
    return max((s.value * RATES.get(s.currency or "USD", 1.0) for s in sums), default=0.0)


def _next(story: Story, alert: Alert, now: datetime, policy: Policy) -> Alert | None:
    """There is a card: edit it, with a reply where the change is material."""
    if alert.closed is not None:
        return None
    changes = material_changes(alert.sent, story)
    if not changes and alert.sent is not None and alert.state == "sent" and _same_card(alert.sent, story):
        return None
    what = "reply" if changes else "update"
    reason = ",".join(dict.fromkeys(c.name for c in changes)) or "more"
    if story.merged_into is not None:
        reason = "merged"
    edited = alert.edited_at or alert.posted_at
    due = max(now, edited + policy.edit_interval) if edited is not None else now
    planned: dict[str, object] = {"planned": slim(story), "reason": reason}
    if alert.state == "sent":  # one that is planned, under way or parked keeps its times
        planned |= {"state": "planned", "not_before": policy.hold(due)}
    return alert.model_copy(update=planned).noted(now, what, reason, story.version)


def _same_card(sent: Story, story: Story) -> bool:
    """Whether a person would see the same card."""
    return card_of(sent).model_copy(update={"version": 0}) == card_of(story).model_copy(update={"version": 0})
