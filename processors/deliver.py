"""Serves the alert documents that are due. Never touches the log; every wait is a time in the document.

Before each call that a person sees, the document says so (intent, with a lease); after it, what came of
it (sent). An intent without its sent is settled by looking for the alert's id, then adopted or posted:
no failure makes a second card or reply.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from newswatch.errors import Conflict, Permanent, Transient
from newswatch.messages import Story, json_of
from newswatch.ports import Clock, Notifier, Store, Stored
from processors.alerts import Alert
from processors.catch_up import below, gathered, taken_in
from processors.delivery import (
    Limits,
    What,
    certain,
    edit_due,
    finished,
    hushed,
    news_due,
    offered,
    outdated,
    pending,
    postponed,
    refused,
    settled,
    shown_card,
)
from processors.quiet_hours import at_once

SKEW = timedelta(minutes=5)
"""How far the other side's clock may be behind ours when we look for a card."""
SWAPS = 8
"""Times that a result is written anew when the document changed meanwhile."""
FAILURES = 3
"""Calls in a row without an answer after which a pass ends. After one that reached nobody all wait a `probe`."""
EVERYWHERE = ""
"""The whole notifier, in a pace: no channel has this name."""
LOOKS = "?"
"""Looks for a card, in a pace: they have limits of their own, and posts go on meanwhile."""
GATHERED = 500
"""Due alerts that are looked at for a catch-up."""
FAR = datetime(2200, 1, 1, tzinfo=UTC)


@dataclass
class Delivered:
    """What one pass did. `next_due`: when to look again, None when nothing is planned."""

    posted: int = 0
    updated: int = 0
    replied: int = 0
    adopted: int = 0
    """Found in the channel after a lost answer or a crash, instead of posted again."""
    parked: int = 0
    retried: int = 0
    silenced: int = 0
    listed: int = 0
    """Told in a catch-up, several in one message."""
    next_due: datetime | None = None

    @property
    def done(self) -> int:
        """What a person saw of it, or must know."""
        return self.posted + self.updated + self.replied + self.adopted + self.parked


@dataclass
class _Pass:
    """What the steps of one pass share."""

    store: Store
    notifier: Notifier
    clock: Clock
    limits: Limits
    mark: Callable[[str], None]
    silences: Callable[[Story, datetime], str | None]
    pace: dict[str, datetime]
    """Channel → when the next post may go there."""
    result: Delivered = field(default_factory=Delivered)
    failures: int = 0


def pass_by(point: str) -> None:
    """A mark that does nothing."""
    del point


def no_silences(story: Story, now: datetime) -> str | None:
    """Nothing is silenced."""
    del story, now
    return None


def deliver_due(
    store: Store,
    notifier: Notifier,
    clock: Clock,
    *,
    limits: Limits | None = None,
    mark: Callable[[str], None] = pass_by,
    pace: dict[str, datetime] | None = None,
    silences: Callable[[Story, datetime], str | None] = no_silences,
) -> Delivered:
    """Serve what is due now, in order of time. `pace`: kept by a caller that serves, for the post interval.

    `silences`: why nobody is to be told of a story now, or None.

    Raises Transient when the store is away; a failing notifier is noted in the documents instead.
    """
    ongoing = _Pass(store, notifier, clock, limits or Limits(), mark, silences, {} if pace is None else pace)
    if (away := ongoing.pace.pop(EVERYWHERE, None)) is not None:
        if away > clock():
            ongoing.pace[EVERYWHERE] = away
            ongoing.result.next_due = _next_due(ongoing)
            return ongoing.result
        ongoing.failures = FAILURES - 1  # one try tells whether it is back: the others keep their times
    due_before = int(clock().timestamp() * 1000) + 1
    for stored in _due(ongoing, due_before):
        if ongoing.failures >= FAILURES:  # the other side is away: the rest would only fail too
            break
        try:
            _serve(ongoing, stored)
        except Conflict:  # another deliverer or `notify` was quicker: what it wrote is served next
            continue
    if ongoing.failures >= FAILURES or (ongoing.failures and not ongoing.result.done):
        ongoing.pace[EVERYWHERE] = clock() + ongoing.limits.probe
    ongoing.result.next_due = _next_due(ongoing)
    return ongoing.result


def _due(ongoing: _Pass, due_before: int) -> list[Stored]:
    """What is due, where many wait after their catch-up was planned."""
    store, limits, now = ongoing.store, ongoing.limits, ongoing.clock()
    if limits.catch_up is None and limits.hold is at_once:
        return store.find("alerts", due_before=due_before, limit=limits.batch)
    found = store.find("alerts", due_before=due_before, limit=max(limits.batch, GATHERED))
    new = [doc.body for doc in found if doc.body["state"] == "planned" and not doc.body.get("ts")]
    alerts = [Alert.model_validate(body) for body in new] if len(new) > 1 else []
    notices = gathered(alerts, now, limits)
    for notice in notices if limits.hold(now) <= now else ():
        with suppress(Conflict):  # another deliverer planned the same
            store.swap("alerts", notice.id, json_of(notice), notice.keys, None)
        ongoing.mark("deliver:catch-up-planned")
    if notices:
        found = store.find("alerts", due_before=due_before, limit=limits.batch)
    return found[: limits.batch]


def _next_due(ongoing: _Pass) -> datetime | None:
    first = ongoing.store.find("alerts", due_before=int(FAR.timestamp() * 1000), limit=1)
    if not first:
        return None
    alert = Alert.model_validate(first[0].body)
    due = alert.not_before or ongoing.clock()
    return max(due, ongoing.pace.get(alert.channel, due), ongoing.pace.get(EVERYWHERE, due))


def _serve(ongoing: _Pass, stored: Stored) -> None:
    """One document, as far as it goes now: settle, post or edit, then the replies."""
    for _ in range(SWAPS):
        alert = Alert.model_validate(stored.body)
        now = ongoing.clock()
        if alert.not_before is None or alert.not_before > now:
            return
        looks = alert.doubt or (alert.state == "intent" and alert.intent != "update")
        if looks and (again_at := ongoing.pace.get(LOOKS, now)) > now:
            _write(ongoing, alert.model_copy(update={"not_before": again_at}), stored.revision)
            return
        if ongoing.pace.get(alert.channel, now) > now and (alert.ts is None or pending(alert) is not None):
            return
        if not _step(ongoing, alert, stored.revision, now):
            return
        again = ongoing.store.get("alerts", alert.id)
        if again is None:
            return
        stored = again


def _step(ongoing: _Pass, alert: Alert, revision: str, now: datetime) -> bool:
    """One call and its two writes. False when the document is to wait."""
    if outdated(alert, now, ongoing.limits):
        quiet = {"state": "silent", "reason": "old-news", "not_before": None}
        _write(ongoing, alert.model_copy(update=quiet).noted(now, "silent", "old-news"), revision)
        ongoing.result.silenced += 1
        return False
    if (after := _kept_quiet(ongoing, alert, now)) is not None:
        _write(ongoing, after, revision)
        ongoing.result.silenced += after.state == "silent"
        return after.not_before is not None and after.not_before <= now
    if alert.listed is not None and (alert.ts is None or (news_due(alert) and pending(alert) is None)):
        after = below(ongoing.store, alert, now)
        _write(
            ongoing,
            after if pending(after) or after.ts is None else settled(after, now, ongoing.limits),
            revision,
        )
        return pending(after) is not None
    if alert.lists and alert.ts is None and alert.state == "planned":
        after = taken_in(ongoing.store, alert, now, lambda s: ongoing.silences(s, now) is not None)
        ongoing.mark("deliver:catch-up-listed")
        revision, alert = _write(ongoing, after, revision), after
        if after.state == "silent":
            return False
    if alert.ts is None:
        return _call(ongoing, alert, revision, now, "post")
    if alert.doubt:
        return _look_again(ongoing, alert)
    if pending(alert) is not None:
        return _call(ongoing, alert, revision, now, "reply")
    if edit_due(alert):
        return _call(ongoing, alert, revision, now, "update")
    _write(ongoing, settled(alert, now, ongoing.limits), revision)
    return False


def _kept_quiet(ongoing: _Pass, alert: Alert, now: datetime) -> Alert | None:
    """The document of a story that nobody is told of now: silenced, or in quiet hours. Else None."""
    story = alert.planned or alert.sent
    tells = (alert.ts is None and alert.listed is None) or pending(alert) is not None
    if alert.notice is not None or alert.state != "planned" or story is None or not tells:
        return None
    if (reason := ongoing.silences(story, now)) is not None:
        return hushed(alert, now, reason, ongoing.limits)
    until = ongoing.limits.hold(now)
    return alert.model_copy(update={"not_before": until, "held": alert.held or now}) if until > now else None


def _call(ongoing: _Pass, alert: Alert, revision: str, now: datetime, what: What) -> bool:
    """Intent, call, result. An intent that is there already is settled by a look first."""
    settle = alert.state == "intent" and alert.intent == what
    intent = offered(alert, what, now, ongoing.limits)
    _write(ongoing, intent, revision)
    ongoing.mark(f"deliver:{what}-intent")
    sending = False
    try:
        ts = _seek(ongoing, intent, what) if settle else None
        adopted = ts is not None
        if ts is None:
            if ongoing.clock() >= now + ongoing.limits.lease:  # paused past the lease: it is another's now
                raise Conflict(f"alert {alert.id}: the lease ran out before the {what}")
            sending = True
            ts = _send(ongoing, intent, what)
            if what != "update":  # from the answer on: the other side counts from when the call came
                ongoing.pace[alert.channel] = ongoing.clock() + ongoing.limits.post_interval
    except Transient as error:
        failed = error
        # a refusal of the call itself did nothing; one of the look before tells nothing about the call
        untouched = what == "update" or (sending and (error.untouched or error.retry_after is not None))
        if error.retry_after is None:
            ongoing.failures += 1
        else:
            pace = alert.channel if sending else LOOKS
            ongoing.pace[pace] = ongoing.clock() + timedelta(seconds=error.retry_after)
        _rewrite(ongoing, alert.id, lambda a, t: postponed(a, failed, untouched, t, ongoing.limits))
        ongoing.result.retried += 1
        return False
    except Permanent as error:
        refusal, looking = error, settle and not sending
        after = _rewrite(
            ongoing, alert.id, lambda a, t: refused(a, intent, refusal, what, t, ongoing.limits, looking)
        )
        ongoing.result.parked += after is not None and after.state == "parked"
        return False
    ongoing.mark(f"deliver:{what}-done")
    ongoing.failures = 0
    done = ts
    _rewrite(ongoing, alert.id, lambda a, t: finished(a, intent, what, done, adopted, t, ongoing.limits))
    _count(ongoing.result, what, adopted)
    ongoing.result.listed += len(alert.notice.links) if alert.lists and alert.notice is not None else 0
    ongoing.mark(f"deliver:{what}-sent")
    return True


def _look_again(ongoing: _Pass, alert: Alert) -> bool:
    """Once more after a post that others may have made too; the notifier deletes the later of two cards."""
    try:
        first = ongoing.notifier.find(alert.channel, alert.id, (alert.posted_at or ongoing.clock()) - SKEW)
    except Transient as error:
        failed = error
        ongoing.failures += error.retry_after is None
        if error.retry_after is not None:
            ongoing.pace[LOOKS] = ongoing.clock() + timedelta(seconds=error.retry_after)
        _rewrite(ongoing, alert.id, lambda a, t: postponed(a, failed, True, t, ongoing.limits))
        ongoing.result.retried += 1
        return False
    except Permanent:  # nobody lets us look: what was posted stands
        first = None
    _rewrite(ongoing, alert.id, lambda a, t: certain(a, first, t, ongoing.limits))
    return True


def _count(result: Delivered, what: What, adopted: bool) -> None:
    if adopted:
        result.adopted += 1
    elif what == "post":
        result.posted += 1
    elif what == "update":
        result.updated += 1
    else:
        result.replied += 1


def _seek(ongoing: _Pass, alert: Alert, what: What) -> str | None:
    since = (alert.intent_at or ongoing.clock()) - SKEW
    if what == "post":
        return ongoing.notifier.find(alert.channel, alert.id, since)
    reply = pending(alert)
    if what == "reply" and reply is not None:
        return ongoing.notifier.find(alert.channel, reply.id, since, thread=alert.ts)
    return None  # an edit does no harm twice


def _send(ongoing: _Pass, alert: Alert, what: What) -> str:
    """The call. Raises Transient or Permanent."""
    if what != "update":
        ongoing.pace[alert.channel] = ongoing.clock() + ongoing.limits.post_interval
    if what == "reply":
        reply = pending(alert)
        assert reply is not None
        assert alert.ts is not None
        return ongoing.notifier.reply(alert.channel, alert.ts, reply.id, reply.text)
    if alert.notice is not None:
        return ongoing.notifier.post(alert.channel, alert.id, json_of(alert.notice))
    assert alert.offered is not None
    card = json_of(shown_card(alert, alert.offered, ongoing.limits))
    if what == "post":
        return ongoing.notifier.post(alert.channel, alert.id, card)
    assert alert.ts is not None
    return ongoing.notifier.update(alert.channel, alert.ts, alert.id, card)


def _rewrite(ongoing: _Pass, id_: str, change: Callable[[Alert, datetime], Alert]) -> Alert | None:
    """Apply a result to the document as it is now, again where `notify` changed it meanwhile."""
    for _ in range(SWAPS):
        stored = ongoing.store.get("alerts", id_)
        if stored is None:
            return None
        alert = change(Alert.model_validate(stored.body), ongoing.clock())
        try:
            _write(ongoing, alert, stored.revision)
        except Conflict:
            continue
        return alert
    raise Conflict(f"alert {id_} changed {SWAPS} times while its result was written")


def _write(ongoing: _Pass, alert: Alert, revision: str) -> str:
    return ongoing.store.swap("alerts", alert.id, json_of(alert), alert.keys, revision)


__all__ = ["Delivered", "Limits", "deliver_due"]
