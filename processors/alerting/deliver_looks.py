"""The looks of a pass: whether a card or a reply that may have been sent is there.

After a lost answer or a crash, after a post that others may have made too, and after a restore.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from newswatch.errors import Conflict, Permanent, Transient
from processors.alerting.alerts import Alert, reply_id
from processors.alerting.deliver_pass import Pass, rewrite
from processors.alerting.delivery import (
    AT_REST,
    Limits,
    What,
    certain,
    is_old,
    pending,
    posted_when,
    postponed,
    refused,
    settled,
)

SKEW = timedelta(minutes=5)
"""How far the other side's clock may be behind ours when we look for a card."""
EVER = datetime(1970, 1, 1, tzinfo=UTC)
EARLIER = 10
"""Versions before a reply's own whose replies are looked for, after a restore."""
LOOKS = "?"
"""Looks for a card, in a pace: they have limits of their own, and posts go on meanwhile."""


def look_again(ongoing: Pass, alert: Alert) -> bool:
    """Once more after a post that others may have made too; the notifier deletes the later of two cards."""
    try:
        first = ongoing.notifier.find(alert.channel, alert.id, (alert.posted_at or ongoing.clock()) - SKEW)
    except Transient as error:
        return _look_later(ongoing, alert, error)
    except Permanent:  # nobody lets us look: what was posted stands
        first = None
    _after_look(ongoing, alert, lambda a, t: certain(a, first, t, ongoing.limits))
    return True


def look_first(ongoing: Pass, alert: Alert) -> bool:
    """For a card that may be there though its store does not know: adopted, or posted from the next pass on."""
    story = alert.planned
    # (a page may bear a date to come, and a story that is crawled again is seen later than it was)
    since = min(story.first_reported, story.first_seen) if story is not None else ongoing.clock()
    try:
        found = ongoing.notifier.find(alert.channel, alert.id, since - SKEW)
    except Transient as error:
        return _look_later(ongoing, alert, error)
    except Permanent as error:  # to be looked for still: sent on again by a person, it is looked for again
        refusal = error
        _after_look(ongoing, alert, lambda a, t: refused(a, a, refusal, "post", t, ongoing.limits))
        ongoing.result.parked += 1
        return False
    _after_look(ongoing, alert, lambda a, t: _sought(a, found, t, ongoing.limits))
    ongoing.result.adopted += found is not None
    return found is not None  # else it goes as news does, in one message where many waited


def _look_later(ongoing: Pass, alert: Alert, error: Transient) -> bool:
    if error.retry_after is None:
        ongoing.failures += 1
        ongoing.result.fault = str(error)
    else:
        ongoing.pace[LOOKS] = ongoing.clock() + timedelta(seconds=error.retry_after)
    _after_look(ongoing, alert, lambda a, t: postponed(a, error, True, t, ongoing.limits))
    ongoing.result.retried += 1
    return False


def _after_look(ongoing: Pass, asked: Alert, change: Callable[[Alert, datetime], Alert]) -> None:
    """What a look tells, on top of what `notify` planned meanwhile.

    A look has no lease. Raises Conflict where another looked, too, and has gone on from there: what it holds by now
    is its own, and taken from it would be told twice.
    """

    def still(alert: Alert, now: datetime) -> Alert:
        if any(getattr(alert, name) != getattr(asked, name) for name in ("state", "ts", "doubt", "seek")):
            raise Conflict(f"alert {alert.id}: another deliverer has looked meanwhile")
        return change(alert, now)

    rewrite(ongoing, asked.id, still)


def seek(ongoing: Pass, alert: Alert, what: What) -> str | None:
    """What a try before may have sent: the id of the card or the reply, None where it is not there.

    Raises Transient and Permanent.
    """
    since = (alert.intent_at or ongoing.clock()) - SKEW
    if what == "post":
        return ongoing.notifier.find(alert.channel, alert.id, since)
    reply = pending(alert)
    if what == "reply" and reply is not None:
        ids = [reply.id]
        if alert.seek:  # told long ago, or with an earlier version: since then the earlier store went on
            since = EVER
            first = reply.version if reply.since is None else reply.since + 1
            earlier = range(reply.version - 1, first - 1, -1)[:EARLIER]
            ids += [reply_id(alert.id, version) for version in earlier]
        looks = (ongoing.notifier.find(alert.channel, id_, since, thread=alert.ts) for id_ in ids)
        return next((ts for ts in looks if ts is not None), None)
    return None  # an edit does no harm twice


def _sought(alert: Alert, found: str | None, now: datetime, limits: Limits) -> Alert:
    """After the look for a card of an earlier store: it is brought up to date, or posted as any other."""
    if found is None:
        return alert.model_copy(update={"seek": False, "sent": None}).noted(now, "none-there")
    there = alert.model_copy(update={"seek": False, "ts": found, "posted_at": posted_when(found, now)})
    return settled(there.noted(now, "adopted", found), now, limits)


def gone_by(intent: Alert, now: datetime, limits: Limits) -> bool:
    """Whether a card that a look did not find is not to be posted any more: it is old, and none can come in late."""
    return is_old(intent, now, limits) and now - (intent.intent_at or now) > limits.recheck


def unsent(alert: Alert, now: datetime) -> Alert:
    """What was tried and never came about is old news by now: it is told nobody."""
    rest = {**AT_REST, "state": "silent", "reason": "old-news", "not_before": None}
    return alert.model_copy(update=rest).noted(now, "silent", "old-news")
