"""What people say by reacting to a card: ✅ right, ❌ wrong, 🔕 silence this story. Taken back, it is unsaid.

A story's cards are looked at for some days after its last post, those that were looked at longest ago first, at a
bounded rate. What was read is kept in memory, so that the store is touched when something changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal, Protocol, runtime_checkable

from newswatch.errors import Permanent
from newswatch.messages import Story, digest, json_of
from newswatch.ports import Store, every
from processors.alerting.alerts import Alert, alert_id
from processors.alerting.feedback import Judgement, judgements_of, on_story, put_judgement
from processors.alerting.gone import gone_into
from processors.alerting.kept import change_kept
from processors.alerting.routes import SLOTS
from processors.alerting.silences import GROUP, Silence, known_by, put_silence, silence_id, silences_of

RIGHT = ("white_check_mark", "heavy_check_mark", "ballot_box_with_check")
WRONG = ("x", "negative_squared_cross_mark", "heavy_multiplication_x")
SILENCE = ("no_bell",)
BY = "slack:"
"""Goes before a person's id there."""
SINCE = timedelta(days=3)
"""How long after its last card's post a story's cards are looked at."""
EVERY = timedelta(seconds=60)
"""Between two looks at the cards of one story, at least."""
EVER = datetime(1970, 1, 1, tzinfo=UTC)
NEVER = frozenset({
    "missing_scope", "invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive",
    "access_denied", "not_allowed_token_type", "no_permission", "org_login_required", "ekm_access_denied",
    "team_access_not_granted",
})  # fmt: skip
"""Why no card can be looked at at all; any other refusal is of the one card, or of its channel."""
Said = Mapping[str, Sequence[str]]
"""Emoji → the people who reacted with it."""


@runtime_checkable
class Reacted(Protocol):
    """A notifier whose cards people can react to."""

    def reactions(self, channel: str, ts: str) -> Said:
        """The reactions on a message. Raises Transient or Permanent."""


@dataclass
class Seen:
    """What earlier looks saw: kept by the caller, by story."""

    at: dict[str, datetime] = field(default_factory=dict)
    said: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)


def read_reactions(store: Store, notifier: Reacted, now: datetime, known: Seen, limit: int = 10) -> int:
    """Look at up to `limit` cards; the number of stories of which something was said or taken back.

    A story's cards are looked at together: what stands on one is not taken back by silence on another.
    Raises Transient, and Permanent where the notifier may not look at all; a card that is gone, or whose channel is,
    is passed over.
    """
    changed = 0
    for cards in _to_look_at(store, now, known, limit):
        story = cards[0].story
        known.at[story] = now
        said, whole = _said_on(notifier, cards)
        if said == known.said.get(story):
            continue
        changed += _take(store, cards, said, whole, now)
        known.said[story] = said
    return changed


def _said_on(notifier: Reacted, cards: Sequence[Alert]) -> tuple[dict[str, tuple[str, ...]], bool]:
    """What people say on any of these cards, each once; whether all of them could be looked at."""
    said: dict[str, dict[str, None]] = {}
    whole = True
    for card in cards:
        try:
            found = notifier.reactions(card.channel, card.ts or "")
        except Permanent as error:
            if error.reason in NEVER:
                raise
            whole = False
            continue
        for name, users in found.items():
            said.setdefault(name, {}).update(dict.fromkeys(users))
    return {name: tuple(users) for name, users in said.items()}, whole


def _to_look_at(store: Store, now: datetime, known: Seen, limit: int) -> list[list[Alert]]:
    """The cards of some stories, a list each: of those that have one of late, that were looked at longest ago first."""
    live: set[str] = set()
    for stored in every(store, "alerts", state="sent"):
        body = stored.body
        if not body.get("story") or not body.get("ts") or not body.get("posted_at") or body.get("listed"):
            continue
        if now - datetime.fromisoformat(body["posted_at"]) <= SINCE:
            live.add(body["story"])
    for id_ in known.at.keys() - live:
        known.at.pop(id_)
        known.said.pop(id_, None)
    waiting = [id_ for id_ in live if id_ not in known.at or now - known.at[id_] >= EVERY]
    never = now - timedelta(days=3650)
    # in another order at each look: a process that lives for one look must come to all of them in time
    lot = now.isoformat()
    waiting.sort(key=lambda id_: (known.at.get(id_, never), digest(lot, id_)))
    cards: list[list[Alert]] = []
    for story in waiting[:limit]:
        its = _cards_of(store, story)
        if cards and sum(map(len, cards)) + len(its) > limit:
            break
        cards.append(its)
    return [its for its in cards if its]


def _cards_of(store: Store, story: str) -> list[Alert]:
    """All cards of a story, those too that wait to be edited, in the order of their posts."""
    found = store.get_many("alerts", [alert_id(story, slot) for slot in SLOTS])
    alerts = [Alert.model_validate(stored.body) for stored in found.values()]
    return sorted((a for a in alerts if a.ts and not a.listed), key=lambda a: (a.posted_at or EVER, a.id))


def _take(store: Store, cards: Sequence[Alert], said: Said, whole: bool, now: datetime) -> bool:
    """Make the store say what the cards say; whether anything changed. Unless `whole`, nothing is unsaid."""
    sent = [card.sent for card in cards if card.sent is not None]
    if not sent:
        return False
    story = max(sent, key=lambda one: one.version)
    if story.merged_into is not None:  # its articles are told there, and the word is on them
        story = story.model_copy(update={"members": gone_into(store, story).members})
    return bool(_judge(store, story, said, whole, now) + _hush(store, story, said, whole, now))


def _judge(store: Store, story: Story, said: Said, whole: bool, now: datetime) -> int:
    wanted: dict[str, Literal["right", "wrong"]] = {}
    wanted |= {BY + user: "right" for name in RIGHT for user in said.get(name, ())}
    wanted |= {BY + user: "wrong" for name in WRONG for user in said.get(name, ())}
    there: dict[str, Judgement] = {
        j.by: j for j in judgements_of(store) if j.story == story.id and j.by.startswith(BY)
    }
    for by, verdict in wanted.items():
        if by not in there or there[by].state != verdict:
            put_judgement(store, on_story(story, verdict, by, now))
    gone = [j.id for by, j in there.items() if whole and by not in wanted]
    store.remove("alerts", gone)
    return len(gone) + sum(by not in there or there[by].state != v for by, v in wanted.items())


def _hush(store: Store, story: Story, said: Said, whole: bool, now: datetime) -> int:
    """One silence a story: a person's word on the command line stands over reactions, those that it found too.

    So one with an end does not become one without by a reaction that was there before; a later one counts.
    """
    people = tuple(sorted({BY + user for name in SILENCE for user in said.get(name, ())}))
    id_ = silence_id("story", story.id)
    there = next((s for s in silences_of(store) if s.id == id_), None)
    fresh = [one for one in people if there is None or one not in there.heard]
    if there is None or (fresh and there.until is not None and there.until <= now):
        if fresh:
            put_silence(store, Silence(
                id=id_, kind="story", value=story.id, article=known_by(story), title=story.headline, by=fresh[0],
                at=now, reason="by reaction", heard=people,
            ))  # fmt: skip
        return bool(fresh)
    if whole and not people and there.by.startswith(BY):
        return store.remove("alerts", [id_])
    known = people if whole else tuple(sorted({*there.heard, *people}))
    if known != there.heard:
        heard = json_of(there.model_copy(update={"heard": known}))
        change_kept(
            store, id_, GROUP, lambda body: heard if body and Silence.model_validate(body) == there else None
        )
    return 0
