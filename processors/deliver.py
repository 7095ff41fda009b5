"""Serves the alert documents that are due. Never touches the log; every wait is a time in the document.

Before each call that a person sees, the document says so (intent, with a lease); after it, what came of
it (sent). An intent without its sent is settled by looking for the alert's id, then adopted or posted:
no failure makes a second card or reply.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from newswatch.errors import Conflict, Permanent, Transient
from newswatch.messages import Story, json_of
from newswatch.ports import Clock, Notifier, Store, Stored, ms
from processors.alerting.alerts import Alert
from processors.alerting.clock_ahead import LOOKED, bring_back, without_far
from processors.alerting.deliver_catch_up import GATHERED, due_now, take_in, tell_below, tells_below
from processors.alerting.deliver_looks import LOOKS, gone_by, look_again, look_first, seek, unsent
from processors.alerting.deliver_pass import (
    EDITS,
    SWAPS,
    Delivered,
    Pass,
    free_at,
    no_silences,
    pass_by,
    rewrite,
    write,
)
from processors.alerting.delivery import (
    Limits,
    What,
    edit_due,
    finished,
    hushed,
    leased_anew,
    offered,
    pending,
    postponed,
    refused,
    settled,
    shown_card,
    told_no_more,
)

FAILURES = 3
"""Calls in a row without an answer after which a pass ends. After one that reached nobody all wait a `probe`."""
EVERYWHERE = ""
"""The whole notifier, in a pace: no channel has this name."""
FAR = datetime(2200, 1, 1, tzinfo=UTC)


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
    ongoing = Pass(store, notifier, clock, limits or Limits(), mark, silences, {} if pace is None else pace)
    without_far(ongoing.pace, clock())
    bring_back(store, ongoing.pace, clock())
    if (away := ongoing.pace.pop(EVERYWHERE, None)) is not None:
        if away > clock():
            ongoing.pace[EVERYWHERE] = away
            ongoing.result.next_due = _next_due(ongoing)
            return ongoing.result
        ongoing.failures = FAILURES - 1  # one try tells whether it is back: the others keep their times
    due_before = ms(clock()) + 1
    for stored in due_now(ongoing, due_before):
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


def _next_due(ongoing: Pass) -> datetime | None:
    """When the first may go out: not the first that is due, where its channel waits."""
    now, far = ongoing.clock(), ms(FAR)
    waits = any(at > now for name, at in ongoing.pace.items() if name not in (LOOKED, LOOKS, EVERYWHERE))
    limit = GATHERED if waits else 1
    times = []
    for doc in ongoing.store.find("alerts", due_before=far, limit=limit):
        due = datetime.fromisoformat(doc.body["not_before"])
        times.append(max(free_at(ongoing.pace, doc.body, due), ongoing.pace.get(EVERYWHERE, due)))
    return min(times, default=None)


def _serve(ongoing: Pass, stored: Stored) -> None:
    """One document, as far as it goes now: settle, post or edit, then the replies."""
    for _ in range(SWAPS):
        alert = Alert.model_validate(stored.body)
        now = ongoing.clock()
        if alert.not_before is None or alert.not_before > now:
            return
        looks = alert.doubt or alert.seek or (alert.state == "intent" and alert.intent != "update")
        if looks and (again_at := ongoing.pace.get(LOOKS, now)) > now:
            write(ongoing, alert.model_copy(update={"not_before": again_at}), stored.revision)
            return
        if free_at(ongoing.pace, stored.body, now) > now:
            return
        if not _step(ongoing, alert, stored.revision, now):
            return
        again = ongoing.store.get("alerts", alert.id)
        if again is None:
            return
        stored = again


def _step(ongoing: Pass, alert: Alert, revision: str, now: datetime) -> bool:
    """One call and its two writes. False when the document is to wait."""
    if (reason := told_no_more(alert, now, ongoing.limits)) is not None:
        quiet = {"state": "silent", "reason": reason, "not_before": None}
        write(ongoing, alert.model_copy(update=quiet).noted(now, "silent", reason), revision)
        ongoing.result.silenced += 1
        return False
    if (after := _kept_quiet(ongoing, alert, now)) is not None:
        write(ongoing, after, revision)
        ongoing.result.silenced += after.state == "silent"
        return after.not_before is not None and after.not_before <= now
    if tells_below(alert):
        return tell_below(ongoing, alert, revision, now)
    if alert.lists and alert.ts is None and alert.state == "planned":
        revision, alert = take_in(ongoing, alert, revision, now)
        if alert.state == "silent":
            return False
    if alert.seek and alert.ts is None and alert.state == "planned":
        return look_first(ongoing, alert)
    if alert.ts is None:
        return _call(ongoing, alert, revision, now, "post")
    if alert.doubt:
        return look_again(ongoing, alert)
    if pending(alert) is not None:
        return _call(ongoing, alert, revision, now, "reply")
    if edit_due(alert):
        return _call(ongoing, alert, revision, now, "update")
    write(ongoing, settled(alert, now, ongoing.limits), revision)
    return False


def _kept_quiet(ongoing: Pass, alert: Alert, now: datetime) -> Alert | None:
    """The document of a story that nobody is told of now: silenced, or in quiet hours. Else None."""
    story = alert.planned or alert.sent
    tells = (alert.ts is None and alert.listed is None) or pending(alert) is not None
    if alert.notice is not None or alert.state != "planned" or story is None or not tells:
        return None
    if (reason := ongoing.silences(story, now)) is not None:
        return hushed(alert, now, reason, ongoing.limits)
    until = ongoing.limits.hold(now)
    return alert.model_copy(update={"not_before": until, "held": alert.held or now}) if until > now else None


def _call(ongoing: Pass, alert: Alert, revision: str, now: datetime, what: What) -> bool:
    """Intent, call, result. An intent that is there already is settled by a look first."""
    settle = (alert.state == "intent" and alert.intent == what) or (alert.seek and what == "reply")
    intent = offered(alert, what, now, ongoing.limits)
    revision = write(ongoing, intent, revision)
    ongoing.mark(f"deliver:{what}-intent")
    sending = False
    try:
        ts = seek(ongoing, intent, what) if settle else None
        adopted = ts is not None
        if what == "post" and settle and ts is None and gone_by(intent, ongoing.clock(), ongoing.limits):
            rewrite(ongoing, alert.id, unsent)
            ongoing.result.silenced += 1
            return False
        if ts is None:
            if ongoing.clock() >= now + ongoing.limits.lease:
                if not settle:  # paused past the lease: it is another's now
                    raise Conflict(f"alert {alert.id}: the lease ran out before the {what}")
                # a long history takes longer to read: it is still ours where nobody has written meanwhile
                intent = leased_anew(intent, ongoing.clock(), ongoing.limits)
                write(ongoing, intent, revision)
            sending = True
            ts = _send(ongoing, intent, what)
            if what != "update":  # from the answer on: the other side counts from when the call came
                ongoing.pace[alert.channel] = ongoing.clock() + ongoing.limits.post_interval
    except Transient as error:
        failed = error
        # a refusal of the call itself did nothing; one of the look before tells nothing about the call, and neither
        # tells what becomes of a try before: what that one sent may yet come in
        refused_first = sending and not settle and (error.untouched or error.retry_after is not None)
        untouched = what == "update" or refused_first
        if error.retry_after is None:
            ongoing.failures += 1
            ongoing.result.fault = str(error)
        else:
            again = ongoing.clock() + timedelta(seconds=error.retry_after)
            barred = (alert.channel, EDITS + alert.channel) if sending else (LOOKS,)
            ongoing.pace.update(dict.fromkeys(barred, again))
        rewrite(ongoing, alert.id, lambda a, t: postponed(a, failed, untouched, t, ongoing.limits))
        ongoing.result.retried += 1
        return False
    except Permanent as error:
        refusal = error
        after = rewrite(
            ongoing, alert.id, lambda a, t: refused(a, intent, refusal, what, t, ongoing.limits, settle)
        )
        ongoing.result.parked += after is not None and after.state == "parked"
        return False
    ongoing.mark(f"deliver:{what}-done")
    ongoing.failures = 0
    done = ts
    rewrite(ongoing, alert.id, lambda a, t: finished(a, intent, what, done, adopted, t, ongoing.limits))
    _count(ongoing.result, what, adopted)
    if alert.story and alert.story not in ongoing.result.stories:
        ongoing.result.stories.append(alert.story)
    ongoing.result.listed += len(alert.notice.links) if alert.lists and alert.notice is not None else 0
    ongoing.mark(f"deliver:{what}-sent")
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


def _send(ongoing: Pass, alert: Alert, what: What) -> str:
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


__all__ = ["Delivered", "Limits", "deliver_due"]
