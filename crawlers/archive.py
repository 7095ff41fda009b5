"""Which entries of the past a backfill takes: by their date, from sitemaps and feeds. Pure, but for `take`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from crawlers.frontier import Body, Pending
from crawlers.sources import Source
from newswatch.addresses import article_id, strip_credentials
from newswatch.errors import Conflict
from newswatch.messages import Entry, json_of
from newswatch.ports import Keys, Store, ms

LEFT = timedelta(days=1)
"""After so long the usual crawls take what a backfill that was stopped left, and as silently."""
_DAY = re.compile(r"(?<!\d)(20\d\d)[-/_]?(0[1-9]|1[0-2])[-/_]?(0[1-9]|[12]\d|3[01])(?!\d)")
_MONTH = re.compile(r"(?<!\d)(20\d\d)[-/_]?(0[1-9]|1[0-2])(?!\d)")
_YEAR = re.compile(r"(?<![\d/])/?(?<!\d)(20\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Span:
    """Whole days in UTC, both included."""

    first: date
    last: date

    def holds(self, when: datetime) -> bool:
        """Whether a time is of one of these days."""
        return self.first <= when.astimezone(UTC).date() <= self.last


def told_on(entry: Entry) -> datetime | None:
    """When an entry was told: as its list says, as its address says, or when it was last changed."""
    if entry.date_published is not None:
        return entry.date_published
    named = _DAY.search(urlsplit(entry.url).path)
    if named:
        try:
            return datetime(int(named[1]), int(named[2]), int(named[3]), 12, tzinfo=UTC)
        except ValueError:
            pass  # 31 February: no date at all
    return entry.date_modified


def within(entries: Iterable[Entry], span: Span) -> tuple[list[Entry], int]:
    """The entries of these days, the newest first, and how many have no date at all."""
    dated = [(when, entry) for entry in entries if (when := told_on(entry)) is not None]
    undated = sum(told_on(entry) is None for entry in entries)
    return [
        entry for when, entry in sorted(dated, key=lambda d: d[0], reverse=True) if span.holds(when)
    ], undated


def may_hold(address: str, changed: datetime | None, span: Span) -> bool:
    """Whether a sitemap of an index may list something of these days.

    Not when it was last changed before, nor when its name tells a day, a month or a year beside them.
    """
    if changed is not None and changed.astimezone(UTC).date() < span.first:
        return False
    parts = urlsplit(address)
    named = f"{parts.path}?{parts.query}"
    if day := _DAY.search(named):
        low = high = f"{day[1]}{day[2]}{day[3]}"
    elif month := _MONTH.search(named):
        low, high = f"{month[1]}{month[2]}01", f"{month[1]}{month[2]}31"
    elif year := _YEAR.search(named):
        low, high = f"{year[1]}0101", f"{year[1]}1231"
    else:
        return True
    return low <= f"{span.last:%Y%m%d}" and f"{span.first:%Y%m%d}" <= high


def take(store: Store, source: Source, entries: Sequence[Entry], now: datetime, limit: int) -> list[Pending]:
    """Make up to `limit` of the entries pending, silently; those that are to be fetched now.

    What is fetched already stays; what the usual crawl has found and not fetched yet is left to it, aloud.
    The usual crawl does not see what is taken until LEFT has passed.
    """
    wanted = {article_id(e.url): e for e in entries if e.url and not source.skips(e.url)}
    known = store.get_many("urls", list(wanted))
    taken: list[Pending] = []
    for id_, entry in wanted.items():
        if len(taken) >= limit:
            break
        there = known.get(id_)
        if there is not None and not _is_free(there.body):
            continue
        body = _body(source, entry, now)
        try:
            keys = Keys(state="pending", due=body["next_try"], group=source.id)
            store.swap("urls", id_, body, keys, there.revision if there is not None else None)
        except Conflict:
            continue  # a crawl has it at this moment
        taken.append(Pending(id_, str(body["url"]), source.id, entry, now, silent=True))
    return taken


def _is_free(body: Body) -> bool:
    """Noted and never fetched, given up, or left by a backfill before."""
    return body["state"] in ("seen", "failed") or (body["state"] == "pending" and bool(body.get("silent")))


def _body(source: Source, entry: Entry, now: datetime) -> dict[str, Any]:
    return {
        "url": strip_credentials(entry.url),
        "source": source.id,
        "state": "pending",
        "entry": json_of(entry),
        "modified": ms(entry.date_modified) if entry.date_modified else 0,
        "discovered_at": now.isoformat(),
        "next_try": ms(now + LEFT),
        "tries": 0,
        "silent": True,
    }
