"""What operators are told: a trouble once, its end once, and never a retry. And when a pass was complete.

Each trouble has a document beside the alerts: `maybe` (seen, not told yet), `on` (told), `off`. The notice
that tells is a document of its own, served by `deliver`; its id is the trouble's and the number of the turn,
so that a crash between the two documents tells nothing twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, Literal

from newswatch.errors import Conflict
from newswatch.messages import Instant, Model, digest, json_of
from newswatch.ports import Store
from processors.alerting.alerts import Alert, notice_of
from processors.alerting.card import Card
from processors.alerting.digest import OVERDUE, Watched
from processors.alerting.kept import change_kept, kept
from processors.alerting.money_text import span_text
from processors.alerting.watch_still import STILL

GROUP = "trouble"
GRACE = timedelta(minutes=2)
"""A trouble that is over before is not told: a look that failed once, a laptop that woke up."""
FAULTS = 3
"""Failures in a row of one list after which its source fails."""
LONG = timedelta(hours=12)
"""A wait that only a lasting refusal (404, 403, robots.txt) brings: told at the first one."""
LAG = 100
"""Records; less is never a trouble."""
APART = timedelta(minutes=5)
"""Between two samples of the lag; it grows when three in a row do."""
SAMPLES = "trouble-samples"
NOTICE = "notice:"


class Trouble(Model):
    """What is known of one trouble. `turn`: how often it began or ended."""

    schema_version: int = 1
    id: str
    state: Literal["maybe", "on", "off"]
    key: str
    text: str
    since: Instant
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """What one look sees: troubles that are there, in words by key, and those whose end is not certain."""

    there: Mapping[str, str] = field(default_factory=dict)
    unsure: frozenset[str] = frozenset()


def _trouble_id(key: str) -> str:
    """The id of a trouble's document."""
    return f"trouble:{digest(key)}"


def seen(
    sources: Sequence[Watched],
    alerts: Iterable[Alert],
    lags: Mapping[str, Sequence[int]],
    crawled_at: datetime | None,
    now: datetime,
    crawl_within: timedelta,
    standing: Mapping[str, datetime] = MappingProxyType({}),
) -> Seen:
    """The troubles of now. `alerts`: the parked ones; `lags`: samples by stage, APART each, the last is now's;
    `standing`: since when a stage has read none of what waits (watch_still).
    """
    there: dict[str, str] = {}
    unsure: set[str] = set()
    for source in sources:
        health = source.state.get("health")
        if health:  # the crawler looked closer than at faults alone
            if health["word"] in ("broken", "changed"):
                there[f"source:{source.id}"] = f"The source {source.id} is {health['word']}: {health['text']}"
            continue
        faults = [known for known in source.state.get("lists", {}).values() if known.get("faults")]
        if any(_fails(known) for known in faults):
            there[f"source:{source.id}"] = (
                f"The source {source.id} fails: {source.state.get('last_error') or '?'}"
            )
        elif faults:
            unsure.add(f"source:{source.id}")
    reasons: dict[str, int] = {}
    for alert in alerts:
        if alert.state == "parked" and not alert.id.startswith(NOTICE):
            reason = alert.reason.partition(":")[0]
            reasons[reason] = reasons.get(reason, 0) + 1
    for reason, count in reasons.items():
        there[f"parked:{reason}"] = f"Parked: {count} alert{'s' if count > 1 else ''}, {reason}"
    still = {stage: since for stage, since in standing.items() if now - since >= STILL}
    for stage, since in still.items():
        waits = "1 record waits" if lags[stage][-1] == 1 else f"{lags[stage][-1]} records wait"
        there[f"still:{stage}"] = f"The stage {stage} stands still: {waits} since {since:%H:%M} UTC"
        unsure.add(f"lag:{stage}")
    for stage, samples in lags.items():
        if stage in still:
            continue
        if not samples or samples[-1] < LAG:
            continue
        if len(samples) >= 3 and samples[-3] < samples[-2] < samples[-1]:
            there[f"lag:{stage}"] = f"The stage {stage} falls behind: {samples[-1]} records wait"
        else:
            unsure.add(f"lag:{stage}")
    if crawled_at is not None and now - crawled_at > crawl_within:
        there["pass"] = f"Nothing was crawled since {crawled_at:%Y-%m-%d %H:%M} UTC"
        unsure.add("overdue")
    elif late := [source.id for source in sources if source.due is not None and now - source.due > OVERDUE]:
        more = f" and {len(late) - 5} more" if len(late) > 5 else ""
        there["overdue"] = f"Not looked at for an hour, while others are: {', '.join(late[:5])}{more}"
    return Seen(there, frozenset(unsure))


def _fails(known: Mapping[str, Any]) -> bool:
    waits = int(known.get("next_try") or 0) - int(known.get("last_try") or 0)
    return int(known["faults"]) >= FAULTS or waits >= LONG.total_seconds() * 1000


def _decided(
    known: Mapping[str, Trouble], look: Seen, channel: str, now: datetime
) -> list[tuple[Trouble, Alert | None]]:
    """What changes: each trouble's next document, with the notice that goes before it, if one does."""
    changes: list[tuple[Trouble, Alert | None]] = []
    for key, text in look.there.items():
        was = known.get(key)
        if was is None or was.state == "off":
            turn = was.turn if was is not None else 0
            fresh = Trouble(id=_trouble_id(key), state="maybe", key=key, text=text, since=now, turn=turn)
            changes.append((fresh, None))
        elif was.state == "maybe" and now - was.since >= GRACE:
            after = was.model_copy(update={"state": "on", "text": text, "turn": was.turn + 1})
            changes.append((after, _notice(after, f"⚠ {text}", channel, now)))
    for key, was in known.items():
        if key in look.there or key in look.unsure or was.state == "off":
            continue
        over = was.model_copy(update={"state": "off", "turn": was.turn + (was.state == "on")})
        lasted = span_text((now - was.since).total_seconds())
        notice = (
            _notice(over, f"✓ Over after {lasted}: {was.text}", channel, now) if was.state == "on" else None
        )
        changes.append((over, notice))
    return changes


def _notice(trouble: Trouble, text: str, channel: str, now: datetime) -> Alert:
    card = Card(story="", version=0, title=text, fallback=text[:240])
    return notice_of(f"{NOTICE}{digest(trouble.key, str(trouble.turn))}", channel, card, now, trouble.state)


def look_after(store: Store, look: Seen, channel: str, now: datetime) -> int:
    """Write what one look changes; the number of notices. Several processes may look at once."""
    known = {t.key: t for doc in kept(store, GROUP) for t in [Trouble.model_validate(doc.body)]}
    told = 0
    for after, notice in _decided(known, look, channel, now):
        if notice is not None:
            with suppress(Conflict):  # another process told it, or a crash came after it
                store.swap("alerts", notice.id, json_of(notice), notice.keys, None)
                told += 1
        turn = after.turn
        change_kept(
            store,
            after.id,
            GROUP,
            lambda body, after=after, turn=turn: (
                None  # type: ignore[misc]
                if body is not None and int(body["turn"]) > turn
                else json_of(after)
            ),
        )
    return told


def sampled(store: Store, lags: Mapping[str, int], now: datetime) -> dict[str, list[int]]:
    """The last three samples of each stage's lag, APART each, with that of now as the last one."""

    def change(body: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
        samples = list((body or {}).get("samples", ()))
        if samples and now - datetime.fromisoformat(samples[-1]["at"]) < APART:
            return None
        return {"state": "samples", "samples": [*samples, {"at": now.isoformat(), "lags": dict(lags)}][-3:]}

    body = change_kept(store, SAMPLES, "samples", change) or {}
    before = [s["lags"] for s in body.get("samples", ()) if s["at"] != now.isoformat()][-2:]
    return {stage: [*(int(b.get(stage, 0)) for b in before), lag] for stage, lag in lags.items()}


def complete(
    crawled_at: datetime | None,
    beaten_for: datetime | None,
    lags: Mapping[str, int],
    due: int,
    now: datetime,
    within: timedelta,
) -> bool:
    """Whether a pass is complete that no heartbeat told of yet.

    The crawl ended after the last beat's, no longer ago than `within`, no record waits and no alert is due.
    """
    if crawled_at is None or crawled_at == beaten_for or now - crawled_at > within:
        return False
    return not due and not any(lags.values())
