"""A day's documents out of the store, and its digest into the channel."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from threading import Event
from typing import get_args
from zoneinfo import ZoneInfo

import structlog
import typer

from newswatch.cli.opening import Opened, opened
from newswatch.cli.peace_watch import deliver_once, look_once, watched_sources
from newswatch.connect import channel
from newswatch.errors import Conflict, Transient
from newswatch.logs import one_line
from newswatch.messages import Flagged, json_of
from newswatch.ports import Query, Store, every
from newswatch.settings import Settings
from processors.alerting.alerts import Alert, AlertState, notice_of
from processors.alerting.digest import Digest, bounds, card_of_digest, digest_of, summary
from processors.alerting.feedback import judgements_of

log = structlog.get_logger("newswatch.digest")
PAGE = 200
LOOK_EVERY = 30.0
"""Seconds between two looks at whether the digest's hour has come."""
STATES: frozenset[str] = frozenset(get_args(AlertState))


def asked_day(settings: Settings, text: str) -> date:
    """The day that is asked for, else yesterday in the zone. Raises typer.BadParameter."""
    try:
        if text:
            day = date.fromisoformat(text)
            bounds(day, ZoneInfo(settings.timezone))  # (the calendar has an end)
            return day
    except (ValueError, OverflowError):
        raise typer.BadParameter(f"{text!r} is no day. Write 2026-03-01.") from None
    return settings.now().astimezone(ZoneInfo(settings.timezone)).date() - timedelta(days=1)


def digest_of_day(settings: Settings, store: Store, day: date) -> Digest:
    """The digest of a day, out of what the store keeps."""
    zone = ZoneInfo(settings.timezone)
    store.refresh()
    return digest_of(
        day,
        zone,
        articles=_articles(store, *bounds(day, zone)),
        alerts=alerts_in(store),
        sources=watched_sources(settings, store),
        dead=[(datetime.fromisoformat(d.body["at"]), str(d.body["reason"])) for d in every(store, "dead")],
        judgements=judgements_of(store),
        now=settings.now(),
    )


def alerts_in(store: Store) -> list[Alert]:
    """All alert documents, without what lies beside them."""
    return [
        Alert.model_validate(doc.body)
        for doc in every(store, "alerts")
        if doc.body.get("state") in STATES and "channel" in doc.body
    ]


def _articles(store: Store, since: datetime, until: datetime) -> Iterator[Flagged]:
    cursor: str | None = None
    while True:
        page = store.search(
            "articles", Query(since=since, until=until, limit=PAGE, cursor=cursor, newest_first=True)
        )
        for hit in page.hits:
            yield Flagged.model_validate(hit.body)
        cursor = page.cursor
        if cursor is None:
            return


def post_digest(settings: Settings, ports: Opened, found: Digest) -> str:
    """Send it, unless this day's was sent or is on its way; the state that its alert document is in then."""
    now = settings.now()
    notice = notice_of(f"digest:{found.day}", channel(settings), card_of_digest(found), now, "digest")
    with suppress(Conflict):  # once a day, whoever asks and however often
        ports.store.swap("alerts", notice.id, json_of(notice), notice.keys, None)
    look_once(settings, ports)
    deliver_once(settings, ports)
    stored = ports.store.get("alerts", notice.id)
    return str(stored.body["state"]) if stored else "gone"


def digest_due(settings: Settings, store: Store, now: datetime) -> date | None:
    """The day whose digest `run` owes now: yesterday, once its hour has come, unless it was sent.

    None too on the first day: before all watching there is nothing to tell. Of a day on which no crawl ran there is.
    """
    local = now.astimezone(ZoneInfo(settings.timezone))
    day = local.date() - timedelta(days=1)
    if not settings.digest_at or f"{local:%H:%M}" < settings.digest_at:
        return None
    if store.get("alerts", f"digest:{day}") is not None:
        return None
    watched = (source.state for source in watched_sources(settings, store))
    began = min((when for state in watched for when in state.get("days") or ()), default=None)
    return day if began is not None and began <= day.isoformat() else None


def serve_digest(settings: Settings, stop: Event) -> None:
    """Post each day's digest at its hour, until told to stop."""
    with opened(settings) as ports:
        while not stop.wait(LOOK_EVERY):
            try:
                day = digest_due(settings, ports.store, settings.now())
                if day is not None:
                    post_digest(settings, ports, digest_of_day(settings, ports.store, day))
            except Transient as error:
                log.warning("digest: try again", error=str(error))


def lines(found: Digest) -> Iterator[str]:
    """The digest for a person."""
    yield f"Digest of {found.day}"
    for name, words in summary(found):
        yield one_line(f"  {name:<22}{words}")
    for title in found.told:
        yield one_line(f"  told: {title}")
    if found.nearest:
        yield "  Nearest to an alert"
    for near in found.nearest:
        yield one_line(f"    {near.score:.2f} {near.outlet}: {near.headline}  {near.url}")
    for ailing in found.ailing:
        if ailing.state == "never read":
            continue
        yield one_line(f"  {ailing.state}: {ailing.id}  {ailing.why}")
    for parked in found.parked:
        yield one_line(f"  parked: {parked}")
