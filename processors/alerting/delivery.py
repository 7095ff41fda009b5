"""What becomes of an alert document around a call: offered, finished, postponed, refused. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Literal

from newswatch.errors import Permanent, Transient
from newswatch.messages import Story
from processors.alerting.alerts import TOLD, UNEDITABLE, Alert, Reply, reply_id
from processors.alerting.card import Card, card_of, doubts
from processors.alerting.changes import material_changes
from processors.alerting.quiet_hours import at_once

What = Literal["post", "update", "reply"]
DELETED = frozenset({"message_not_found", "thread_not_found"})
"""A person deleted the card: it is not posted again."""
UNANSWERABLE = frozenset({
    "cannot_reply_to_message", "restricted_action_thread_locked", "restricted_action_non_threadable_channel",
})  # fmt: skip
"""Nobody may reply there, while the card may be edited all the same: it shows what changed."""
AT_REST: Mapping[str, object] = {
    "intent": None, "intent_at": None, "offered": None, "owner": "", "lease_until": None, "tries": 0,
}  # fmt: skip
"""Of a document that nobody is at work on."""
_AT = re.compile(r"(?:^|:)(\d{10})\.(\d{6})$")
"""Seconds since 1970 at the end of a message's id."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How fast, how long, and as whom to deliver."""

    owner: str = "deliver"
    """Names this process in leases."""
    post_interval: timedelta = timedelta(seconds=1)
    """Between two posts or replies in one channel."""
    edit_interval: timedelta = timedelta(seconds=60)
    lease: timedelta = timedelta(seconds=15)
    """A call that takes longer is taken for dead, and settled by another deliverer."""
    backoff: timedelta = timedelta(seconds=2)
    """After the first failure; doubled after each further one."""
    max_backoff: timedelta = timedelta(minutes=5)
    recheck: timedelta = timedelta(seconds=60)
    """After a post that others may have made too: until it is looked for once more."""
    probe: timedelta = timedelta(seconds=3)
    """While nobody answers: between two tries to reach it at all."""
    max_age: timedelta | None = timedelta(hours=24)
    """A story that waited until it was older than this is not posted any more. None: whatever its age."""
    hold: Callable[[datetime], datetime] = at_once
    """Moves a time out of the quiet hours: what comes due in them waits for their end."""
    catch_up: int | None = None
    """More stories than these that waited in one channel are told in one message. None: never."""
    late: timedelta = timedelta(minutes=10)
    """A story first reported longer ago has waited."""
    batch: int = 100
    story_url: str = ""
    zone: tzinfo = UTC


def edit_due(alert: Alert) -> bool:
    """Whether a newer version waits for the card."""
    if alert.planned is None or alert.closed is not None:
        return False
    return alert.sent is None or alert.planned.version > alert.sent.version


def pending(alert: Alert) -> Reply | None:
    """The first reply that is not sent."""
    return next((r for r in alert.replies if r.state != "sent"), None)


def shown_card(alert: Alert, story: Story, limits: Limits) -> Card:
    """The card of a version, with what changed since it was first posted."""
    changes = (*alert.told, *material_changes(alert.sent, story, told=alert.told))[-TOLD:]
    return card_of(story, changes, story_url=limits.story_url, zone=limits.zone)


def offered(alert: Alert, what: What, now: datetime, limits: Limits) -> Alert:
    """With the intent to do it, leased to this owner. An intent that is settled keeps what it offered.

    One whose owner never said what came of it counts as a try.
    """
    settle = alert.state == "intent" and alert.intent == what
    died = settle and alert.lease_until is not None
    until = now + limits.lease
    return alert.model_copy(
        update={
            "state": "intent",
            "intent": what,
            "owner": limits.owner,
            "lease_until": until,
            "intent_at": alert.intent_at if settle else now,
            "not_before": until,
            "offered": alert.offered if settle and what == "post" else alert.planned,
            "tries": alert.tries + died,
        }
    )


def leased_anew(intent: Alert, now: datetime, limits: Limits) -> Alert:
    """Still this owner's, after a look that outlived the lease."""
    until = now + limits.lease
    return intent.model_copy(update={"lease_until": until, "not_before": until})


def finished(
    alert: Alert, intent: Alert, what: What, ts: str, adopted: bool, now: datetime, limits: Limits
) -> Alert:
    """What was sent, on top of what `notify` planned meanwhile. `intent`: the document as it was offered."""
    if what == "reply":
        sent = pending(intent)
        done = tuple(
            r.model_copy(update={"state": "sent", "ts": ts}) if sent is not None and r.id == sent.id else r
            for r in alert.replies
        )
        after = alert.model_copy(update={"replies": done}).noted(
            now, "replied", ts, sent.version if sent else 0
        )
        return settled(after, now, limits)
    assert intent.offered is not None or intent.notice is not None
    version = intent.offered.version if intent.offered is not None else 0
    if what == "update" and intent.offered is not None:
        return settled(_edited(alert, intent.offered, now), now, limits)
    if alert.ts is not None and alert.ts != ts:  # a pause outlived the lease, and another posted
        doubtful = alert.model_copy(update={"doubt": True})
        return settled(doubtful.noted(now, "second-card", ts, version), now, limits)
    at = posted_when(ts, now) if adopted else now
    told = {"ts": ts, "posted_at": at, "sent": intent.offered, "reason": "posted"}
    doubt = intent.tries > 1 if adopted else _resumed(intent, limits)  # (of two tries one was found)
    posted = alert.model_copy(update=told | {"doubt": doubt})
    return settled(posted.noted(now, "adopted" if adopted else "sent", ts, version), now, limits)


def posted_when(ts: str, now: datetime) -> datetime:
    """When a message that was found had been posted: by its id, where that tells (newswatch/ports.py); else now."""
    told = _AT.search(ts)
    if told is None:
        return now
    return min(now, datetime.fromtimestamp(int(told[1]), UTC) + timedelta(microseconds=int(told[2])))


def _resumed(intent: Alert, limits: Limits) -> bool:
    """Whether somebody else's attempt came before: what it sent may yet arrive."""
    if intent.intent_at is None or intent.lease_until is None:
        return False
    return intent.lease_until - limits.lease > intent.intent_at


def certain(alert: Alert, first: str | None, now: datetime, limits: Limits) -> Alert:
    """After the last look for a second card: the first one is the card, and is brought up to date."""
    update: dict[str, object] = {"doubt": False}
    if first is not None and first != alert.ts:
        at = posted_when(first, alert.posted_at or now)
        update |= {"ts": first, "posted_at": at, "planned": alert.planned or alert.sent, "sent": None}
    return settled(alert.model_copy(update=update).noted(now, "one-card", first or ""), now, limits)


def _edited(alert: Alert, story: Story, now: datetime) -> Alert:
    """After an edit: its material changes become one reply, whose id comes from the version."""
    edited = _answered(alert, story).model_copy(update={"edited_at": now})
    return edited.noted(now, "edited", "", story.version)


def _kept(alert: Alert, story: Story, now: datetime) -> Alert:
    """The same where no card may be edited: the reply alone."""
    return _answered(alert, story).noted(now, "kept", "", story.version)


def _answered(alert: Alert, story: Story) -> Alert:
    """As told with this version, and with the reply that its material changes make."""
    changes = material_changes(alert.sent, story, told=alert.told)
    replies = alert.replies
    if changes:
        unsure = [f"Still unsure: {doubts(story)}"] if story.unsure else []
        text = "\n".join([*(change.text for change in changes), *unsure])
        since = alert.sent.version if alert.sent is not None else None
        told = Reply(id=reply_id(alert.id, story.version), text=text, version=story.version, since=since)
        replies = (*replies, told)
    return alert.model_copy(
        update={"sent": story, "replies": replies, "told": (*alert.told, *changes)[-TOLD:]}
    )


def news_due(alert: Alert) -> bool:
    """Whether a story that is told of in a thread alone has a newer version to tell of."""
    if not alert.only_replied_to or alert.planned is None:
        return False
    return alert.sent is None or alert.planned.version > alert.sent.version


def news_below(alert: Alert, now: datetime) -> Alert:
    """The newer version of a story that has no card to edit: its changes become a reply."""
    if alert.planned is None or not news_due(alert):
        return alert
    return _kept(alert, alert.planned, now)


def hushed(alert: Alert, now: datetime, reason: str, limits: Limits) -> Alert:
    """Silenced: a card that is not posted yet stays unposted; one that is there stays right, without replies."""
    if alert.ts is None and alert.listed is None:
        quiet = {"state": "silent", "reason": "silenced", "not_before": None}
        return alert.model_copy(update=quiet).noted(now, "silent", "silenced")
    dropped = _unreplied(alert).noted(now, "silent", f"silenced {reason}".strip())
    return settled(dropped, now, limits)


def _unreplied(alert: Alert) -> Alert:
    """With no reply left to send."""
    done = tuple(r.model_copy(update={"state": "sent"}) for r in alert.replies)
    return alert.model_copy(update={"replies": done})


def settled(alert: Alert, now: datetime, limits: Limits) -> Alert:
    """The document after a call: sent, or planned where something is left to do."""
    rest = dict(AT_REST)
    if alert.doubt:
        rest |= {"state": "planned", "not_before": now + limits.recheck}
    elif pending(alert) is not None:
        rest |= {"state": "planned", "not_before": now}
    elif edit_due(alert):
        last = alert.edited_at or alert.posted_at or now
        rest |= {"state": "planned", "not_before": last + limits.edit_interval}
    elif news_due(alert):
        rest |= {"state": "planned", "not_before": now}
    else:
        rest |= {"state": "sent", "not_before": None, "planned": None, "seek": False}
    return alert.model_copy(update=rest)


def postponed(alert: Alert, error: Transient, untouched: bool, now: datetime, limits: Limits) -> Alert:
    """Due again after what the other side asked, or a back-off.

    Unless nothing was done for sure (`untouched`), the intent stays, to be settled.
    """
    if error.retry_after is not None:
        wait = timedelta(seconds=error.retry_after)
    else:
        wait = min(limits.backoff * 2 ** min(alert.tries, 16), limits.max_backoff)
    again: dict[str, object] = {"tries": alert.tries + 1, "not_before": now + wait, "lease_until": None}
    if untouched:
        again |= {"state": "planned", "intent": None, "intent_at": None, "offered": None}
    return alert.model_copy(update=again).noted(now, "retry", str(error)[:200])


def refused(
    alert: Alert,
    intent: Alert,
    error: Permanent,
    what: What,
    now: datetime,
    limits: Limits,
    settle: bool = False,
) -> Alert:
    """Parked for a person; a deleted card is let go instead, and an uneditable one only replied to.

    `settle`: a try before may have sent it, and may yet come in though a look found nothing, so that the intent stays:
    one who tries again looks first.
    """
    if what != "post" and error.reason in DELETED:
        closed = _unreplied(alert).model_copy(update={"closed": error.reason, "reason": error.reason})
        return settled(closed.noted(now, "closed", error.reason), now, limits)
    if what == "update" and error.reason in UNEDITABLE and intent.offered is not None:
        kept = _kept(alert, intent.offered, now)
        return settled(kept.model_copy(update={"closed": error.reason}), now, limits)
    if what == "reply" and error.reason in UNANSWERABLE and alert.closed is None:
        return settled(_unreplied(alert).noted(now, "unanswered", error.reason), now, limits)
    parked = {
        "state": "parked", "reason": f"{error.reason}: {error.text}", "not_before": None, "lease_until": None,
        "intent": alert.intent if settle else None,
    }  # fmt: skip
    return alert.model_copy(update=parked).noted(now, "parked", error.reason)


def outdated(alert: Alert, now: datetime, limits: Limits) -> bool:
    """Whether a card that nobody posted yet tells what is no news any more."""
    if alert.ts is not None or alert.listed or alert.state == "intent":
        return False
    return is_old(alert, now, limits)


def is_old(alert: Alert, now: datetime, limits: Limits) -> bool:
    """Whether what it is to tell is no news any more."""
    if alert.news_of is None or limits.max_age is None:
        return False
    return now - alert.news_of > limits.max_age + alert.held_for(limits.hold)


def told_no_more(alert: Alert, now: datetime, limits: Limits) -> str | None:
    """Why a card that nobody posted yet is not to be: old news, or its story went into another while it was parked."""
    if outdated(alert, now, limits):
        return "old-news"
    waits = alert.state == "planned" and alert.ts is None and alert.listed is None
    return "merged" if waits and alert.planned is not None and alert.planned.merged_into is not None else None
