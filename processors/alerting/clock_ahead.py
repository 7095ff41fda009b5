"""What a clock that was ahead for a while left in the alerts: times that nothing waits so long for.

A clock that jumps forward and is set back leaves alerts that are due in a year, and stories whose every further
change is due then. Looked for at a start and every few seconds, they come back to the present. The intent of one
that was under way stays, so that it is settled as ever.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from newswatch.errors import Conflict
from newswatch.messages import json_of
from newswatch.ports import Store
from processors.alerting.alerts import Alert

LONGEST = timedelta(hours=25)
"""Quiet hours are the longest that an alert waits for."""
PACED = timedelta(hours=1)
"""No channel is left in peace for longer: a call that comes too early is refused, and waits anew."""
EVERY = timedelta(seconds=10)
LOOKED = "!"
"""The next look for such alerts, in a pace: no channel has this name."""
_FAR = 253_402_300_799_000
"""ms: the end of the year 9999."""
_MOST = 10_000


def without_far(pace: dict[str, datetime], now: datetime) -> None:
    """Take out what a clock that was ahead wrote into a pace."""
    for name in [name for name, at in pace.items() if at > now + PACED]:
        del pace[name]


def bring_back(store: Store, pace: dict[str, datetime], now: datetime) -> int:
    """Let alerts that would wait longer than anything may be due now; how many. Looks every 10 s."""
    if pace.get(LOOKED, now) > now:
        return 0
    pace[LOOKED] = now + EVERY
    done = 0
    for stored in store.find("alerts", due_before=_FAR, limit=_MOST):
        due = stored.body.get("not_before")
        if due is None or datetime.fromisoformat(str(due)) <= now + LONGEST:
            continue
        alert = Alert.model_validate(stored.body)
        after = alert.model_copy(update={"not_before": now}).noted(now, "due", "the clock was ahead")
        try:
            store.swap("alerts", after.id, json_of(after), after.keys, stored.revision)
        except Conflict:  # another brought it back, or planned it anew
            continue
        done += 1
    return done
