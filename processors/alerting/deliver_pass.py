"""What one pass of `deliver` keeps and counts, and how its steps write to the alert documents."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from newswatch.errors import Conflict
from newswatch.messages import Story, json_of
from newswatch.ports import Clock, Notifier, Store
from processors.alerting.alerts import Alert
from processors.alerting.delivery import Limits

EDITS = "edit "
"""Before a channel's name, in a pace: its next edit. Ours may follow at once, but for what the other side asks."""
SWAPS = 8
"""Times that a result is written anew when the document changed meanwhile."""


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
    fault: str = ""
    """Why the last call brought nothing, where the other side is away; it is called again."""
    silenced: int = 0
    listed: int = 0
    """Told in a catch-up, several in one message."""
    next_due: datetime | None = None
    stories: list[str] = field(default_factory=list)
    """Those whose cards were posted, edited or replied to, in order."""

    @property
    def done(self) -> int:
        """What a person saw of it, or must know."""
        return self.posted + self.updated + self.replied + self.adopted + self.parked


@dataclass
class Pass:
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


def free_at(pace: Mapping[str, datetime], body: Mapping[str, Any], due: datetime) -> datetime:
    """When a document's next call may go out. Edits wait for no post, and for what the other side asks all the same."""
    posts = not body.get("ts") or any(reply["state"] != "sent" for reply in body.get("replies") or ())
    return max(due, pace.get(body["channel"] if posts else EDITS + body["channel"], due))


def pass_by(point: str) -> None:
    """A mark that does nothing."""
    del point


def no_silences(story: Story, now: datetime) -> str | None:
    """Nothing is silenced."""
    del story, now
    return None


def rewrite(ongoing: Pass, id_: str, change: Callable[[Alert, datetime], Alert]) -> Alert | None:
    """Apply a result to the document as it is now, again where `notify` changed it meanwhile.

    Raises Conflict where that never ends, and what `change` raises.
    """
    for _ in range(SWAPS):
        stored = ongoing.store.get("alerts", id_)
        if stored is None:
            return None
        alert = change(Alert.model_validate(stored.body), ongoing.clock())
        try:
            write(ongoing, alert, stored.revision)
        except Conflict:
            continue
        return alert
    raise Conflict(f"alert {id_} changed {SWAPS} times while its result was written")


def write(ongoing: Pass, alert: Alert, revision: str) -> str:
    """In place of that revision; the new one. Raises Conflict where another has written meanwhile."""
    return ongoing.store.swap("alerts", alert.id, json_of(alert), alert.keys, revision)
