"""What an address that may list entries gives: a feed or sitemap, its entries, their dates. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from crawlers.feeds import read_feed
from crawlers.frontier import Fault
from crawlers.health import QUIET_GAPS
from crawlers.sitemaps import read_sitemap
from crawlers.sources import Source
from newswatch.messages import Entry

A_DAY = timedelta(days=1)
FRESH = timedelta(days=7)
"""A list whose newest entry is older than this, and than some usual gaps, is stale."""


@dataclass(frozen=True, slots=True)
class Tried:
    """One address that was tried."""

    url: str
    kind: str = "none"
    """`rss`, `atom`, `rdf`, `json`, `urlset`, `index`; `none` where it lists nothing that can be read."""
    found: str = ""
    """How it was found: `link`, `robots.txt`, `common path`, `given`."""
    final_url: str = ""
    title: str | None = None
    link: str | None = None
    language: str | None = None
    entries: int = 0
    undated: int = 0
    newest: datetime | None = None
    oldest: datetime | None = None
    a_day: float | None = None
    """Entries a day between the oldest and the newest; where they are of one day, at least so many."""
    samples: tuple[Entry, ...] = ()
    """The newest entries, at most three."""
    children: tuple[str, ...] = ()
    fault: Fault | None = None
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of one source says. `ok` is False where something is amiss."""

    ok: bool
    word: Literal["ok", "broken", "stale", "few", "many", "off"]
    text: str
    lists: tuple[Tried, ...]


def tried(
    url: str, final_url: str, body: bytes, content_type: str | None, *, found: str = "", sitemap: bool = False
) -> Tried:
    """Read what an address answered, as a feed first (or as a sitemap alone)."""
    if not sitemap:
        feed = read_feed(body, content_type, final_url)
        if feed.kind != "none":
            return _counted(
                Tried(
                    url,
                    feed.kind,
                    found,
                    final_url,
                    title=feed.title,
                    link=feed.link,
                    language=feed.language,
                    problems=feed.problems,
                ),
                feed.entries,
            )
        problems = feed.problems
    listing = read_sitemap(body, final_url)
    if listing.kind == "none":
        return Tried(url, "none", found, final_url, problems=listing.problems if sitemap else problems)
    languages = Counter(entry.language for entry in listing.entries if entry.language)
    return _counted(
        Tried(
            url,
            listing.kind,
            found,
            final_url,
            language=languages.most_common(1)[0][0] if languages else None,
            children=listing.children,
            problems=listing.problems,
        ),
        listing.entries,
    )


def _counted(one: Tried, entries: tuple[Entry, ...]) -> Tried:
    with_link = [entry for entry in entries if entry.url]
    dated = sorted(
        ((when, n) for n, entry in enumerate(with_link) if (when := _when(entry))),
        key=lambda d: (-d[0].timestamp(), d[1]),
    )
    newest, oldest = (dated[0][0], dated[-1][0]) if dated else (None, None)
    days = (newest - oldest) / timedelta(days=1) if newest and oldest else 0
    order = [with_link[n] for _, n in dated] or with_link
    return replace(
        one,
        entries=len(with_link),
        undated=len(with_link) - len(dated),
        newest=newest,
        oldest=oldest,
        a_day=None if len(dated) < 2 else round((len(dated) - 1) / days, 2) if days >= 1 else len(dated),
        samples=tuple(order[:3]),
    )


def _when(entry: Entry) -> datetime | None:
    return entry.date_published or entry.date_modified


def checked(source: Source, lists: tuple[Tried, ...], now: datetime) -> Checked:
    """Whether a source's lists give what its file expects, by one look: history is crawlers/health.py's."""
    for one in lists:
        if one.fault:
            return Checked(False, "broken", f"{one.url}: {one.fault.reason}: {one.fault.text}", lists)
        if one.kind == "none":
            why = one.problems[0] if one.problems else "it lists nothing that can be read"
            return Checked(False, "broken", f"{one.url}: {why}", lists)
        if not one.entries and one.kind != "index":
            return Checked(False, "broken", f"{one.url}: it lists no entries", lists)
    newest = max((one.newest for one in lists if one.newest), default=None)
    rates = [one.a_day for one in lists if one.a_day is not None]
    rate = sum(rates) if rates else None
    if newest is not None and now - newest > max(FRESH, timedelta(days=QUIET_GAPS / rate) if rate else FRESH):
        return Checked(False, "stale", f"the newest entry is of {newest:%Y-%m-%d}", lists)
    if rate is not None and rate > source.entries_a_day.max:
        text = f"{rate:g} entries a day, and {source.entries_a_day.max:g} are expected at most"
        return Checked(False, "many", text, lists)
    whole_days = all(one.newest and one.oldest and one.newest - one.oldest >= A_DAY for one in lists)
    if rate is not None and whole_days and rate < source.entries_a_day.min:
        text = f"{rate:g} entries a day, and at least {source.entries_a_day.min:g} are expected"
        return Checked(False, "few", text, lists)
    moved = [f"{one.url} leads to {one.final_url}" for one in lists if one.final_url != one.url]
    return Checked(True, "ok", "; ".join(moved), lists)
