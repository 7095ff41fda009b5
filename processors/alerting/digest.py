"""A day in one message, also when nothing happened, so that silence is proven. Pure: documents in, words out."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from newswatch.messages import Flagged, Model
from newswatch.ports import WAITED
from processors.alerting.alerts import Alert, Decision
from processors.alerting.card import Card, Line, Link
from processors.alerting.feedback import Judgement
from processors.alerting.money_text import span_text
from processors.canary import CANARY

NEAREST = 5
"""Articles shown that came nearest to an alert without one."""

OVERDUE = timedelta(hours=1)
"""A source that was to be looked at so long ago is left alone by the crawl."""


class Near(Model):
    """An article that was not flagged, with the score that it reached."""

    score: float
    label: str
    outlet: str
    headline: str
    url: str


class Ailing(Model):
    """A source that is quiet or broken, and why."""

    id: str
    state: str
    why: str


class Digest(Model):
    """What a day held. Times in seconds: from first seen to told."""

    day: date
    sources: int
    """Enabled sources."""
    articles: int
    """Told, or for undated ones seen, on the day."""
    flagged: int
    alerted: int
    """Stories that were told, however many cards each has."""
    unsure: int = 0
    """Of these, those that are unsure so far."""
    updated: int
    replied: int
    told: tuple[str, ...] = ()
    """Titles of what was alerted."""
    held: dict[str, int]
    """Stories that nobody was told of, by reason."""
    nearest: tuple[Near, ...] = ()
    ailing: tuple[Ailing, ...] = ()
    parked: tuple[str, ...] = ()
    """Alerts that wait for a person: `id: reason`."""
    dead: dict[str, int]
    """Dead letters of the day, by reason."""
    p50: float | None = None
    p95: float | None = None
    feedback: dict[str, int]


@dataclass(frozen=True, slots=True)
class Watched:
    """An enabled source, and its document in the store."""

    id: str
    min_a_day: float
    state: Mapping[str, Any]
    due: datetime | None = None
    """When it is to be looked at next; None where it never was looked at."""


def bounds(day: date, zone: tzinfo) -> tuple[datetime, datetime]:
    """The first moment of a day and of the next one, in UTC."""
    start = datetime.combine(day, time.min, zone)
    return start.astimezone(UTC), datetime.combine(day + timedelta(days=1), time.min, zone).astimezone(UTC)


def digest_of(
    day: date,
    zone: tzinfo,
    *,
    articles: Iterable[Flagged],
    alerts: Sequence[Alert],
    sources: Sequence[Watched],
    dead: Iterable[tuple[datetime, str]],
    judgements: Iterable[Judgement],
    now: datetime,
) -> Digest:
    """The digest of a day. `alerts`: all that the store keeps; `dead`: time and reason; `now`: of its making."""
    since, until = bounds(day, zone)
    count = labelled = 0
    nearest: list[Near] = []
    for flagged in articles:
        count += 1
        labelled += bool(flagged.labels)
        if not flagged.labels and (near := _near(flagged)) is not None:
            nearest = sorted([*nearest, near], key=lambda n: (-n.score, n.url))[:NEAREST]
    lines = [(alert, line) for alert in alerts if alert.story for line in alert.history]
    today = [(alert, line) for alert, line in lines if since <= line.at < until]
    # (by the time that the document keeps: of a story that is told for long the history begins later)
    cards = [a for a in alerts if a.story and a.posted_at is not None and since <= a.posted_at < until]
    told: dict[str, Alert] = {}
    for card in cards:
        if card.story not in told or _version(card) > _version(told[card.story]):
            told[card.story] = card
    waits = [w for alert in cards if (w := _wait(alert)) is not None]
    return Digest(
        day=day,
        sources=len(sources),
        articles=count,
        flagged=labelled,
        alerted=len(told),
        unsure=sum(a.sent is not None and a.sent.unsure for a in told.values()),
        updated=sum(line.what == "edited" for _, line in today),
        replied=sum(line.what == "replied" for _, line in today),
        told=tuple(a.sent.headline for a in told.values() if a.sent is not None),
        held=_held(today, {alert.story for alert in alerts if alert.there}),
        nearest=tuple(nearest),
        ailing=tuple(a for source in sources if (a := ailing(source, min(now, until))) is not None),
        parked=tuple(f"{a.id}: {a.reason}" for a in alerts if a.state == "parked"),
        dead=dict(Counter(reason for at, reason in dead if since <= at < until).most_common()),
        p50=percentile(waits, 0.5),
        p95=percentile(waits, 0.95),
        feedback=dict(Counter(j.state for j in judgements if since <= j.at < until).most_common()),
    )


def _version(alert: Alert) -> int:
    return alert.sent.version if alert.sent is not None else 0


def _near(flagged: Flagged) -> Near | None:
    label, score = max(flagged.score.items(), key=lambda s: s[1], default=("", 0.0))
    if score <= 0:
        return None
    article = flagged.article
    return Near(
        score=score, label=label, outlet=article.publisher, headline=article.headline, url=article.url
    )


def _held(today: Sequence[tuple[Alert, Decision]], there: Set[str]) -> dict[str, int]:
    """Stories by the reason that they stayed silent for; those of which a card is there are none of them."""
    last = {a.story: line.reason for a, line in today if line.what == "silent" and a.state == "silent"}
    last = {story: reason for story, reason in last.items() if reason != CANARY and story not in there}
    return dict(Counter(last.values()).most_common())


def _wait(alert: Alert) -> float | None:
    """Seconds from first seen to told; none for what was meant to wait."""
    if alert.posted_at is None or alert.sent is None or any(getattr(alert, name) for name in WAITED):
        return None
    return max(0.0, (alert.posted_at - alert.sent.first_seen).total_seconds())


def percentile(values: Sequence[float], share: float) -> float | None:
    """The value that this share of all does not exceed (nearest rank); None of nothing."""
    ranked = sorted(values)
    return ranked[max(0, math.ceil(share * len(ranked)) - 1)] if ranked else None


def ailing(source: Watched, now: datetime) -> Ailing | None:
    """Whether a source is left alone, broken, never read, or quiet for longer than it ever is."""
    state = source.state
    if source.due is not None and now - source.due > OVERDUE:  # what is known of it is of then
        return Ailing(id=source.id, state="not looked at", why=f"since {source.due:%Y-%m-%d %H:%M} UTC")
    health = state.get("health")
    if health and health["word"] == "new" and not state.get("last_success"):
        return Ailing(id=source.id, state="never read", why=str(state.get("last_error") or "")[:200])
    if health:
        if health["word"] not in ("broken", "changed", "quiet"):
            return None
        return Ailing(id=source.id, state=health["word"], why=str(health.get("text") or "")[:200])
    if state.get("last_error"):
        return Ailing(id=source.id, state="broken", why=str(state["last_error"])[:200])
    if not state.get("last_success"):
        return Ailing(id=source.id, state="never read", why="")
    if state.get("last_new") is None:
        return None
    silent = now - datetime.fromisoformat(str(state["last_new"]))
    allowed = timedelta(days=max(2.0, 3 / source.min_a_day) if source.min_a_day > 0 else 14.0)
    if silent <= allowed:
        return None
    return Ailing(id=source.id, state="quiet", why=f"nothing new for {span_text(silent.total_seconds())}")


def card_of_digest(digest: Digest) -> Card:
    """The digest as a message: six lines, and the articles that came nearest to an alert."""
    lines = tuple(Line(kind="deal", text=text, details=details) for text, details in summary(digest))
    links = tuple(
        Link(outlet=f"{n.score:.2f} {n.outlet}", headline=n.headline, url=n.url) for n in digest.nearest
    )
    fallback = f"Digest of {digest.day}: " + ", ".join(
        [f"{digest.articles} articles of {digest.sources} sources", f"{digest.alerted} alerted"]
    )
    return Card(
        story="", version=0, title=f"Digest of {digest.day}", lines=lines, links=links,
        links_title="Nearest to an alert" if links else "", fallback=fallback,
    )  # fmt: skip


def summary(digest: Digest) -> list[tuple[str, str]]:
    """Six lines, each with its name; they are there whatever happened."""
    held = [f"{count} {reason}" for reason, count in digest.held.items()]
    if unlike := digest.articles - digest.flagged:
        held.append(f"{unlike} articles without a label")
    unread = [f"{count} {reason}" for reason, count in digest.dead.items()]
    states: dict[str, list[str]] = {}
    for one in digest.ailing:
        states.setdefault(one.state, []).append(one.id)
    sick = [f"{state} {len(ids)}: {_few(ids)}" for state, ids in states.items()]
    unsure = f", {digest.unsure} of them unsure" if digest.unsure else ""
    times = "no card"
    if digest.p50 is not None and digest.p95 is not None:
        times = f"half within {span_text(digest.p50)}, 95 % within {span_text(digest.p95)} of being seen"
    said = [f"{count} {verdict}" for verdict, count in digest.feedback.items()]
    return [
        ("Watched", f"{digest.sources} sources, {digest.articles} articles, {digest.flagged} flagged"),
        ("Told", f"{digest.alerted} alerted{unsure}, {digest.updated} updated, {digest.replied} replies"),
        ("Held back", ", ".join(held) or "nothing"),
        ("Sources", "; ".join(sick) or "all are well"),
        ("Waiting for a person", _waiting(digest.parked, unread)),
        ("Delivery and feedback", "; ".join([times, ", ".join(said) or "no feedback"])),
    ]


def _waiting(parked: Sequence[str], unread: Sequence[str]) -> str:
    parts = [f"{len(parked)} parked: {_few(parked)}"] if parked else []
    if unread:
        parts.append(f"could not be read: {_few(unread)}")
    return "; ".join(parts) or "nothing"


def _few(words: Sequence[str], limit: int = 5) -> str:
    more = f" and {len(words) - limit} more" if len(words) > limit else ""
    return ", ".join(words[:limit]) + more
