"""What is remembered of a source and its lists, in the store's `sources` documents.

`lists` holds, by address: etag, last_modified, read, faults, error, entries (at the last reading), and
read_at (the last reading), last_try and next_try in ms since 1970. Other times are ISO 8601.
`days` holds, by day (UTC) for twelve weeks: new (entries), first (those of a list's first reading), pages, failed
by reason, and errors.
`health` is what crawlers/health.py last said, `config` the last good file of the user's own, and
`config_problem` what is wrong with the one that is there now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from crawlers.frontier import BACK_OFF, LASTING, LONGEST_WAIT, Body, Fault, change_doc
from crawlers.history import KEPT_DAYS
from crawlers.sources import Source
from newswatch.ports import Keys, Store, ms

AHEAD = 3600
"""Seconds: what was written with a time so much later was written by a clock that was ahead."""
BELIEVED = 86_400
"""Seconds for which "not modified" is believed; then a list is asked for whole once more."""


@dataclass(frozen=True, slots=True)
class ListState:
    """What is remembered of an address that lists entries."""

    etag: str | None = None
    last_modified: str | None = None
    read: bool = False
    """It was read to the end once: what comes now is new."""
    next_try: int = 0


def source_state(store: Store, source_id: str) -> dict[str, Any]:
    """The source's document; empty where it was never crawled."""
    found = store.get("sources", source_id)
    return dict(found.body) if found else {}


def list_state(state: Body, url: str, now: datetime) -> ListState:
    """What the source's document remembers of one of its lists.

    Of validators that are older than BELIEVED nothing: a cache that answers 304 for ever would hide all news for good.
    """
    known = state.get("lists", {}).get(url, {})
    believed = 0 <= ms(now) - int(known.get("read_at") or 0) < BELIEVED * 1000
    return ListState(
        known.get("etag") if believed else None,
        known.get("last_modified") if believed else None,
        bool(known.get("read")),
        int(known.get("next_try") or 0),
    )


def list_due(state: Body, source: Source, url: str, now: datetime) -> bool:
    """Whether one of its lists should be looked at: its interval is over, and no wait is asked for."""
    if ms(now) < list_state(state, url, now).next_try <= ms(now) + LONGEST_WAIT * 1000:
        return False
    last = state.get("lists", {}).get(url, {}).get("last_try")
    # (a look in the future, or a wait longer than any, is of a clock that was ahead; a crawl asks by its beginning)
    return last is None or not -AHEAD * 1000 <= ms(now) - int(last) < source.every * 1000


def save_list(
    store: Store,
    source: Source,
    url: str,
    now: datetime,
    *,
    etag: str | None,
    last_modified: str | None,
    entries: int | None,
    new: int,
    first: bool = False,
    problems: Sequence[str] = (),
) -> None:
    """A list was read and its entries are pending, or it had not changed (`entries` is None).

    What it held at the `first` reading is no day's news: `days` counts it apart.
    """

    def change(body: Body | None) -> tuple[Body, Keys]:
        old = (body or {}).get("lists", {}).get(url, {})
        count = old.get("entries") if entries is None else entries
        known = {
            "etag": etag,
            "last_modified": last_modified,
            "read": True,
            "read_at": old.get("read_at") if entries is None else ms(now),
            "last_try": ms(now),
            "faults": 0,
            "entries": count,
            "had_entries": bool(old.get("had_entries") or count),
            "problems": list(old.get("problems", ()) if entries is None else problems),
        }
        lists = {**(body or {}).get("lists", {}), url: known}
        state = {
            **(body or {}),
            "since": (body or {}).get("since") or now.isoformat(),
            "days": counted(body or {}, now, {"first" if first else "new": new}),
            "source": source.id,
            "lists": lists,
            "last_try": now.isoformat(),
            "last_success": now.isoformat(),
            "last_error": None,
            "problems": [one for known in lists.values() for one in known.get("problems", ())],
            "entries_seen": int((body or {}).get("entries_seen", 0)) + new,
            "last_entries": count,
            "first_crawl_done": bool((body or {}).get("first_crawl_done"))
            or all(lists.get(a.url, {}).get("read") for a in source.lists),
        }
        if new:
            state["last_new"] = now.isoformat()
        return state, Keys(state="ok", due=next_look(state, source), group=source.id)

    change_doc(store, "sources", source.id, change)


def fail_list(store: Store, source: Source, url: str, now: datetime, fault: Fault) -> None:
    """A list could not be read: why, and how long to wait."""

    def change(body: Body | None) -> tuple[Body, Keys]:
        known = (body or {}).get("lists", {}).get(url, {})
        faults = int(known.get("faults", 0)) + 1
        wait: float = BACK_OFF[min(faults, len(BACK_OFF)) - 1]
        if fault.reason in LASTING:
            wait = LONGEST_WAIT
        if fault.retry_after is not None:
            wait = fault.retry_after
        until = ms(now) + int(min(max(wait, 1), LONGEST_WAIT) * 1000)
        known = {**known, "last_try": ms(now), "next_try": until, "faults": faults}
        known["error"] = f"{fault.reason}: {fault.text}"[:500]
        state = {
            **(body or {}),
            "source": source.id,
            "lists": {**(body or {}).get("lists", {}), url: known},
            "days": counted(body or {}, now, {"errors": 1}),
            "last_try": now.isoformat(),
            "last_error": f"{fault.reason}: {url}: {fault.text}"[:500],
            "last_error_at": now.isoformat(),
        }
        return state, Keys(state="failing", due=next_look(state, source), group=source.id)

    change_doc(store, "sources", source.id, change)


def count_pages(store: Store, source: Source, now: datetime, pages: int, failed: Mapping[str, int]) -> None:
    """Note how many pages a crawl fetched, and how many it could not, by reason."""

    def change(body: Body | None) -> tuple[Body, Keys] | None:
        if body is None or not (pages or failed):
            return None
        state = {**body, "days": counted(body, now, {"pages": pages}, failed)}
        return state, keys_of(state, source)

    change_doc(store, "sources", source.id, change)


def counted(
    state: Body, now: datetime, more: Mapping[str, int], failed: Mapping[str, int] | None = None
) -> Body:
    """The daily history (UTC) with more counted to today, and without days that are too old."""
    today = now.date().isoformat()
    oldest = (now.date() - timedelta(days=KEPT_DAYS)).isoformat()
    days = {when: day for when, day in state.get("days", {}).items() if when >= oldest}
    day = dict(days.get(today, {}))
    for name, count in more.items():
        if count:
            day[name] = int(day.get(name, 0)) + count
    if failed:
        day["failed"] = dict(Counter(day.get("failed", {})) + Counter(failed))
    return {**days, today: day} if day else days


def amend(
    store: Store, source_id: str, source: Source | None, change: Callable[[Body], Body | None]
) -> Body | None:
    """Change a source's document; `change` returns None where there is nothing to change. The body then."""

    def changed(body: Body | None) -> tuple[Body, Keys] | None:
        state = change(body or {})
        if state is None:
            return None
        keys = Keys(state="wrong", group=source_id) if source is None else keys_of(state, source)
        return {**state, "source": source_id}, keys

    return change_doc(store, "sources", source_id, changed)


def keys_of(state: Body, source: Source) -> Keys:
    """What a source's document is found by."""
    return Keys(
        state="failing" if state.get("last_error") else "ok", due=next_look(state, source), group=source.id
    )


def next_look(state: Body, source: Source) -> int:
    """When the first of its lists is due, in ms; 0 where one was never looked at."""
    times = []
    for address in source.lists:
        known = state.get("lists", {}).get(address.url, {})
        if "last_try" not in known:
            return 0
        times.append(max(int(known["last_try"] + source.every * 1000), int(known.get("next_try") or 0)))
    return min(times)


def lists_left(sources: Iterable[Source], store: Store, now: datetime) -> bool:
    """Whether one of the enabled sources has a list to look at."""
    wanted = [source for source in sources if source.enabled]
    states = store.get_many("sources", [source.id for source in wanted])
    bodies = {id_: stored.body for id_, stored in states.items()}
    return any(list_due(bodies.get(s.id, {}), s, a.url, now) for s in wanted for a in s.lists)


def due(sources: Iterable[Source], store: Store, now: datetime) -> list[Source]:
    """The enabled sources with a list to look at, or a URL whose time has come."""
    wanted = [source for source in sources if source.enabled]
    states = store.get_many("sources", [source.id for source in wanted])
    found = []
    for source in wanted:
        state = states[source.id].body if source.id in states else {}
        if any(list_due(state, source, a.url, now) for a in source.lists) or store.find(
            "urls", state="pending", group=source.id, due_before=ms(now) + 1, limit=1
        ):
            found.append(source)
    return found
