"""What people say by reacting to a card: ✅ right, ❌ wrong, 🔕 silence this story. Taken back, it is unsaid.

A card is looked at for some days after its post, the one that was looked at longest ago first, at a
bounded rate. What was read is kept in memory, so that the store is touched when something changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal, Protocol, runtime_checkable

from newswatch.errors import Permanent
from newswatch.messages import Story, digest
from newswatch.ports import Store, every
from processors.alerting.alerts import Alert
from processors.alerting.feedback import Judgement, judgements_of, on_story, put_judgement
from processors.alerting.silences import Silence, put_silence, silence_id, silences_of

RIGHT = ("white_check_mark", "heavy_check_mark", "ballot_box_with_check")
WRONG = ("x", "negative_squared_cross_mark", "heavy_multiplication_x")
SILENCE = ("no_bell",)
BY = "slack:"
"""Goes before a person's id there."""
SINCE = timedelta(days=3)
"""How long after its post a card is looked at."""
EVERY = timedelta(seconds=60)
"""Between two looks at one card, at least."""
Said = Mapping[str, Sequence[str]]
"""Emoji → the people who reacted with it."""


@runtime_checkable
class Reacted(Protocol):
    """A notifier whose cards people can react to."""

    def reactions(self, channel: str, ts: str) -> Said:
        """The reactions on a message. Raises Transient or Permanent."""


@dataclass
class Seen:
    """What earlier looks saw: kept by the caller, by alert id."""

    at: dict[str, datetime] = field(default_factory=dict)
    said: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)


def read_reactions(store: Store, notifier: Reacted, now: datetime, known: Seen, limit: int = 10) -> int:
    """Look at up to `limit` cards; the number of those where something was said or taken back.

    Raises Transient, and Permanent where the notifier may not look at all; a deleted card is passed over.
    """
    changed = 0
    for alert in _to_look_at(store, now, known, limit):
        known.at[alert.id] = now
        try:
            said = {
                name: tuple(users)
                for name, users in notifier.reactions(alert.channel, alert.ts or "").items()
            }
        except Permanent as error:
            if error.reason in ("message_not_found", "no_reaction"):
                continue
            raise
        if said == known.said.get(alert.id):
            continue
        changed += _take(store, alert, said, now)
        known.said[alert.id] = said
    return changed


def _to_look_at(store: Store, now: datetime, known: Seen, limit: int) -> list[Alert]:
    cards: list[Alert] = []
    for stored in every(store, "alerts", state="sent"):
        posted = stored.body.get("posted_at")
        if not stored.body.get("story") or posted is None or stored.body.get("listed"):
            continue
        if now - datetime.fromisoformat(posted) <= SINCE:
            cards.append(Alert.model_validate(stored.body))
    live = {alert.id for alert in cards}
    for id_ in known.at.keys() - live:
        known.at.pop(id_)
        known.said.pop(id_, None)
    waiting = [a for a in cards if a.ts and (a.id not in known.at or now - known.at[a.id] >= EVERY)]
    never = now - timedelta(days=3650)
    # in another order at each look: a process that lives for one look must come to all of them in time
    lot = now.isoformat()
    return sorted(waiting, key=lambda a: (known.at.get(a.id, never), digest(lot, a.id)))[:limit]


def _take(store: Store, alert: Alert, said: Said, now: datetime) -> bool:
    """Make the store say what the card says; whether anything changed."""
    story = alert.sent
    if story is None:
        return False
    return bool(_judge(store, story, said, now) + _hush(store, story, said, now))


def _judge(store: Store, story: Story, said: Said, now: datetime) -> int:
    wanted: dict[str, Literal["right", "wrong"]] = {}
    wanted |= {BY + user: "right" for name in RIGHT for user in said.get(name, ())}
    wanted |= {BY + user: "wrong" for name in WRONG for user in said.get(name, ())}
    there: dict[str, Judgement] = {
        j.by: j for j in judgements_of(store) if j.story == story.id and j.by.startswith(BY)
    }
    for by, verdict in wanted.items():
        if by not in there or there[by].state != verdict:
            put_judgement(store, on_story(story, verdict, by, now))
    gone = [j.id for by, j in there.items() if by not in wanted]
    store.remove("alerts", gone)
    return len(gone) + sum(by not in there or there[by].state != v for by, v in wanted.items())


def _hush(store: Store, story: Story, said: Said, now: datetime) -> int:
    """One silence a story: a person's word on the command line stands over reactions."""
    people = [user for name in SILENCE for user in said.get(name, ())]
    id_ = silence_id("story", story.id)
    there = next((s for s in silences_of(store) if s.id == id_), None)
    if people and there is None:
        silence = Silence(
            id=id_, kind="story", value=story.id, title=story.headline, by=BY + people[0], at=now,
            reason="by reaction",
        )  # fmt: skip
        put_silence(store, silence)
        return 1
    if not people and there is not None and there.by.startswith(BY):
        return store.remove("alerts", [id_])
    return 0
