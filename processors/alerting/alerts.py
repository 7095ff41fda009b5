"""The alert document: what is planned for a story's card, what was sent, and why. Written by swap alone.

States: planned (due at `not_before`) → intent (a call is under way, leased) → sent; silent (nobody is
told, with the reason); parked (it waits for a person). The post itself lies between intent and sent.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Annotated, Literal

from pydantic import AliasChoices, Field

from newswatch.messages import Instant, Model, Story, digest
from newswatch.ports import Keys, ms
from processors.alerting.card import Card
from processors.alerting.changes import Change

AlertState = Literal["planned", "intent", "sent", "silent", "parked"]
NOTICE = "notice"
"""The group of what is told without being a story's card."""
LISTED = "listed"
"""Why an alert has no card to edit: its story stood in a catch-up, whose thread tells what changes."""
UNEDITABLE = frozenset({"edit_window_closed", "cant_update_message"})
"""Why a card stays as it is: nobody may edit it any longer. What changes is told in its thread alone."""
UNSURE = "unsure"
"""Why a story's own card is not posted yet: its route is for when it is sure."""
REBUILT = "rebuilt"
"""Why nobody is told of a story that was decided before the alerts were lost: its card may be there."""
RESTORED = "restored"
"""The document beside the alerts, and its group, that tells since when (`at`) the store may know less than was told."""
HISTORY = 30
"""Decisions that an alert remembers."""
_LEAST, _LESS = frozenset({"update", "newer", "retry"}), frozenset({"edited", "kept"})
"""What leaves a long history first, the oldest first: what was planned or failed, then edits. What was told stays."""
TOLD = 5
"""Material changes that a card lists, the latest ones."""


class Decision(Model):
    """What was decided or done, when, and why: `post new-story`, `silent old-news`, `sent`, `retry` …"""

    at: Instant
    what: str
    reason: str = ""
    version: int = 0


class Reply(Model):
    """A thread reply: its own id, so that a lost answer is settled like a card's."""

    id: str
    text: str
    version: int
    since: int | None = None
    """The version from which it tells what changed."""
    state: Literal["planned", "intent", "sent"] = "planned"
    ts: str | None = None


class Alert(Model):
    """One story's card. `planned` and `sent` are snapshots; `offered` is the one that an intent is about."""

    schema_version: int = 1
    id: str
    story: str
    channel: str
    state: AlertState
    reason: str = ""
    """Why it is in this state: the last decision's reason, or what a parked one failed with."""
    planned: Story | None = None
    sent: Story | None = None
    offered: Story | None = None
    intent: Literal["post", "update", "reply"] | None = None
    intent_at: Instant | None = None
    owner: str = ""
    lease_until: Instant | None = None
    not_before: Instant | None = None
    """When it is due; None where nothing is."""
    ts: str | None = None
    posted_at: Instant | None = None
    edited_at: Instant | None = None
    closed: str | None = None
    """Why the card is edited no more: `message_not_found` when a person deleted it."""
    sure_since: Instant | None = None
    """Where it waited for its story to be sure: when what made it so was told, or when the story was first seen, where
    that is later. Its age counts from then."""
    held: Instant | None = None
    """When it would have been told, but for the quiet hours."""
    listed: str | None = None
    """The catch-up that told of it."""
    notice: Card | None = None
    """What it says, where it is no story's card: a catch-up, a digest, a word to the operators."""
    lists: tuple[str, ...] = ()
    """The alerts that a catch-up tells of."""
    doubt: bool = False
    """A second card may be there, posted by one who outlived its lease: it is looked for once more."""
    seek: Annotated[bool, Field(validation_alias=AliasChoices("seek", "unsure"))] = False
    """Its store was restored or rebuilt: what it would post may be there, and is looked for first. Documents
    of before call it `unsure`."""
    tries: int = 0
    """Since it was last settled: calls and looks that failed, and those of which nobody said what came."""
    replies: tuple[Reply, ...] = ()
    told: tuple[Change, ...] = ()
    history: tuple[Decision, ...] = ()

    @property
    def there(self) -> bool:
        """Whether its channel has it, or may have it any moment: it stays where it is."""
        return bool(self.ts or self.listed) or self.state in ("intent", "parked")

    @property
    def only_replied_to(self) -> bool:
        """Whether what changes is told in a thread alone: there is no card to edit, or nobody may edit it."""
        return self.closed == LISTED or self.closed in UNEDITABLE

    @property
    def news_of(self) -> datetime | None:
        """When what it is to tell was news; None where nothing is planned."""
        if self.planned is None:
            return None
        # (later than what made it sure, once an old article has left it)
        reported = self.planned.first_reported
        return max(self.sure_since or reported, reported)

    def held_for(self, hold: Callable[[datetime], datetime]) -> timedelta:
        """How long the quiet hours keep what waits to be told: that makes it no old news. `hold`: see quiet_hours."""
        if self.state not in ("planned", "intent") or self.held is None:
            return timedelta(0)
        return hold(self.held) - self.held

    @property
    def keys(self) -> Keys:
        """What the store finds it by."""
        due = None if self.not_before is None else ms(self.not_before)
        return Keys(state=self.state, due=due, group=self.story or NOTICE)

    def noted(self, at: datetime, what: str, reason: str = "", version: int = 0) -> Alert:
        """With one more line of history."""
        line = Decision(at=at, what=what, reason=reason, version=version)
        return self.model_copy(update={"history": _remembered((*self.history, line))})


def _remembered(lines: tuple[Decision, ...]) -> tuple[Decision, ...]:
    """Of a history that grew too long, what is kept: the last line always."""
    while len(lines) > HISTORY:
        before = lines[:-1]
        goes = next((n for kind in (_LEAST, _LESS) for n, one in enumerate(before) if one.what in kind), 0)
        lines = (*lines[:goes], *lines[goes + 1 :])
    return lines


def alert_id(story: str, slot: int = 0) -> str:
    """A story's alert has the story's id: one living card a story. `slot`: cards that routes add, from 1."""
    return f"{story}+{slot}" if slot else story


def notice_of(id_: str, channel: str, card: Card, now: datetime, what: str) -> Alert:
    """A document that tells something once; whoever writes it first decides. `what`: for its history."""
    told = Alert(id=id_, story="", channel=channel, state="planned", reason=what, notice=card, not_before=now)
    return told.noted(now, "post", what)


def reply_id(alert: str, version: int) -> str:
    """The id of the reply that tells what a version changed."""
    return digest("reply", alert, str(version))


def slim(story: Story) -> Story:
    """A story as an alert keeps it: without the match keys, with all that a card shows."""
    bare: dict[str, object] = {"names": (), "numbers": (), "versions": (), "words": {}, "kinds": ()}
    return story.model_copy(update={"members": tuple(m.model_copy(update=bare) for m in story.members)})


def retried(alert: Alert, now: datetime) -> Alert:
    """A parked alert as a person sends it on again; others stay as they are."""
    if alert.state != "parked":
        return alert
    state = "planned" if alert.intent is None else "intent"  # what nobody could look for is looked for first
    fresh = {"state": state, "reason": "retried", "not_before": now, "tries": 0}
    return alert.model_copy(update=fresh).noted(now, "retry", alert.reason)
