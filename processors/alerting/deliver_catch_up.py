"""The part of a pass that tells several stories in one message, and their news below it. See catch_up."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from newswatch.errors import Conflict
from newswatch.messages import json_of
from newswatch.ports import Stored
from processors.alerting.alerts import Alert
from processors.alerting.catch_up import below, gathered, taken_in
from processors.alerting.deliver_pass import Pass, free_at, write
from processors.alerting.delivery import news_below, news_due, pending, settled
from processors.alerting.quiet_hours import at_once

GATHERED = 500
"""Due alerts that are looked at for a catch-up."""


def due_now(ongoing: Pass, due_before: int) -> list[Stored]:
    """What is due and may go out, where many wait after their catch-up was planned."""
    store, limits, now = ongoing.store, ongoing.limits, ongoing.clock()
    if limits.catch_up is None and limits.hold is at_once:
        return _free(ongoing, due_before, now)
    found = store.find("alerts", due_before=due_before, limit=max(limits.batch, GATHERED))
    new = [doc.body for doc in found if doc.body["state"] == "planned" and not doc.body.get("ts")]
    alerts = [Alert.model_validate(body) for body in new] if len(new) > 1 else []
    notices = gathered(alerts, now, limits)
    for notice in notices if limits.hold(now) <= now else ():
        with suppress(Conflict):  # another deliverer planned the same
            store.swap("alerts", notice.id, json_of(notice), notice.keys, None)
        ongoing.mark("deliver:catch-up-planned")
    return _free(ongoing, due_before, now) if notices else _free_of(ongoing, found, now)


def _free(ongoing: Pass, due_before: int, now: datetime) -> list[Stored]:
    limit = max(ongoing.limits.batch, GATHERED)
    return _free_of(ongoing, ongoing.store.find("alerts", due_before=due_before, limit=limit), now)


def _free_of(ongoing: Pass, found: list[Stored], now: datetime) -> list[Stored]:
    """Without what waits for its channel: a channel that takes nothing now keeps those of no other back."""
    free = [doc for doc in found if free_at(ongoing.pace, doc.body, now) <= now]
    return free[: ongoing.limits.batch]


def tells_below(alert: Alert) -> bool:
    """Whether it has news for a thread alone, a catch-up's or that of a card which stays as it is, and no reply yet."""
    if alert.listed is not None and alert.ts is None:
        return True
    return alert.only_replied_to and news_due(alert) and pending(alert) is None


def tell_below(ongoing: Pass, alert: Alert, revision: str, now: datetime) -> bool:
    """Make a reply of its news. False when there is none, or the document is to wait."""
    after = below(ongoing.store, alert, now) if alert.listed is not None else news_below(alert, now)
    waits = pending(after) is not None or after.ts is None
    write(ongoing, after if waits else settled(after, now, ongoing.limits), revision)
    return pending(after) is not None


def take_in(ongoing: Pass, notice: Alert, revision: str, now: datetime) -> tuple[str, Alert]:
    """Mark what a message lists as told by it, before it is posted; its new revision and document."""
    after = taken_in(ongoing.store, notice, now, lambda s: ongoing.silences(s, now) is not None)
    ongoing.mark("deliver:catch-up-listed")
    return write(ongoing, after, revision), after
