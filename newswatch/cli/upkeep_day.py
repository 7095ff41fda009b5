"""The upkeep of a day: asked by the command, and once a day by `run`."""

from __future__ import annotations

from datetime import date, datetime
from threading import Event
from zoneinfo import ZoneInfo

import structlog

from newswatch.cli.opening import Opened, opened
from newswatch.cli.peace_clock import doubt, last_upkeep
from newswatch.cli.peace_retention import Kept, keep_up
from newswatch.errors import DiskFull, NewswatchError
from newswatch.ports import Store
from newswatch.settings import Settings

log = structlog.get_logger("newswatch.upkeep")
LOOK_EVERY = 30.0
"""Seconds between two looks at whether the upkeep's hour has come."""


def upkeep_now(
    settings: Settings, ports: Opened, *, dry_run: bool = False, sure: bool = False
) -> tuple[str, list[Kept]]:
    """Forget what is too old: why the clock is not believed ("" where it is), and what was forgotten or would be."""
    now = settings.now()
    reason = "" if sure else doubt(ports.log, ports.store, now, note=not dry_run)
    return reason, keep_up(settings, ports.log, ports.store, now, dry_run=dry_run or bool(reason))


def upkeep_due(settings: Settings, store: Store, now: datetime, tried: date | None) -> date | None:
    """The day whose upkeep `run` owes now: today, once its hour has come, unless it was done or `tried`."""
    zone = ZoneInfo(settings.timezone)
    local = now.astimezone(zone)
    if not settings.upkeep_at or f"{local:%H:%M}" < settings.upkeep_at or local.date() == tried:
        return None  # the store need not be asked
    last = last_upkeep(store)
    done = last is not None and last.astimezone(zone).date() == local.date()
    return None if done else local.date()


def serve_upkeep(settings: Settings, stop: Event) -> None:
    """Forget once a day, at its hour, until told to stop. A failure is told, and the next day has its own try."""
    tried: date | None = None
    with opened(settings) as ports:
        while not stop.wait(LOOK_EVERY):
            day = upkeep_due(settings, ports.store, settings.now(), tried)
            if day is None:
                continue
            tried = day
            try:
                reason, done = upkeep_now(settings, ports)
            except DiskFull:
                raise
            except NewswatchError as error:  # (without the right to forget, news is told all the same)
                log.error("upkeep failed", problem=str(error))  # noqa: TRY400 - the words say it all
                continue
            if reason:
                log.warning("nothing was forgotten; `newswatch upkeep --sure` believes the clock", why=reason)
            else:
                log.info("upkeep", forgotten={kept.what: kept.count for kept in done if kept.count})
