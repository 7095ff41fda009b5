"""What is to be fetched, in the store: the `urls` documents, and every change of them.

Plain functions on a Store, for use in a thread. The body of a `urls` document holds its state, so
that it can be read without its keys; `next_try` is in ms since 1970, other times are ISO 8601.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from crawlers.sources import Source
from newswatch.addresses import article_id, strip_credentials
from newswatch.errors import Conflict
from newswatch.messages import Entry, json_of
from newswatch.ports import Keys, Store, Stored, Swapped, ms

FIRST_CRAWL = 200
"""Entries of a list that are fetched at its first crawl, the newest; the rest are noted as seen."""
FETCHED_AGAIN = 50
"""Pages of a list that are fetched again at one look: some sites date all of them anew at each change."""
MAX_TRIES = 7
BACK_OFF = (60, 300, 1_800, 7_200, 21_600, 86_400)
"""Seconds to the next try after the first, second … failure."""
LONGEST_WAIT = 86_400
"""Seconds: no Retry-After is believed beyond a day."""
REVISITS = (timedelta(hours=1), timedelta(hours=6), timedelta(hours=24))
"""When an alerted article is looked at again, after the alert."""
LASTING = frozenset(
    {
        "address-refused", "scheme-refused", "port-refused", "bad-address", "robots", "too-large", "redirects",
        "http-400", "http-401", "http-402", "http-403", "http-404", "http-405", "http-406", "http-410",
        "http-414", "http-451",
    }
)  # fmt: skip
"""Reasons that another try will not change."""
NOT_YET = frozenset({"http-403", "http-404"})
"""What a page that was just published is answered with until all of a publisher's servers have it (a store of files
says 403 of what it does not hold): given up for it only after NOT_YET_TRIES, where it was neither had nor given up."""
NOT_YET_TRIES = 4

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Pending:
    """A URL that is to be fetched now."""

    id: str
    url: str
    source: str
    entry: Entry | None
    discovered_at: datetime
    silent: bool
    tries: int = 0
    """Times that it could not be fetched since it was asked for."""
    fetched: bool = False
    """It was fetched before: there is an article of it."""
    given_up: int = 0
    """Times that it was given up before."""
    status: int | None = None
    """What it was answered with the last time that it was asked for, of this version of it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a fetch failed. `retry_after` is in seconds, as the server asked."""

    reason: str
    text: str
    retry_after: float | None = None
    status: int | None = None


def change_doc(
    store: Store, collection: Swapped, id_: str, change: Callable[[Body | None], tuple[Body, Keys] | None]
) -> Body | None:
    """Read, change and write until nobody came between; the body as it is then."""
    for _ in range(100):
        found = store.get(collection, id_)
        changed = change(found.body if found else None)
        if changed is None:
            return found.body if found else None
        try:
            store.swap(collection, id_, changed[0], changed[1], found.revision if found else None)
        except Conflict:
            continue
        return changed[0]
    raise Conflict(f"{collection}/{id_} was changed by others a hundred times over")


def add_entries(
    store: Store, source: Source, entries: Iterable[Entry], *, now: datetime, silent: bool, first: bool
) -> list[Pending]:
    """Make what is new pending, and what says that it was modified; those that are to be fetched now.

    With `first` only the newest FIRST_CRAWL are fetched, and the rest are noted, so that the next
    look does not take them for new.
    """
    wanted: dict[str, Entry] = {}
    for entry in entries:
        if entry.url and not source.skips(entry.url):
            wanted.setdefault(article_id(entry.url), entry)
    known = store.get_many("urls", list(wanted))
    fresh = [id_ for id_ in wanted if id_ not in known]
    if first:
        oldest = datetime.min.replace(tzinfo=UTC)
        order = sorted(
            fresh,
            key=lambda i: wanted[i].date_published or wanted[i].date_modified or oldest,
            reverse=True,
        )
        passed = set(order[FIRST_CRAWL:])
    else:
        passed = set()
    pending = []
    for id_ in fresh:
        body = _new_body(
            source, wanted[id_], now, silent=silent, state="seen" if id_ in passed else "pending"
        )
        try:
            store.swap("urls", id_, body, keys_of_url(body), None)
        except Conflict:
            continue  # another crawler has it
        if id_ not in passed:
            pending.append(_pending(id_, body))
    changed = [stored for id_, stored in known.items() if _is_changed(stored, wanted[id_], now)]
    for stored in changed[:FETCHED_AGAIN]:
        again = _again(store, stored, wanted[stored.id], now)
        pending.extend([again] if again else [])
    return pending


def _is_changed(stored: Stored, entry: Entry, now: datetime) -> bool:
    modified, state = entry.date_modified, stored.body["state"]
    if modified is None or ms(modified) <= int(stored.body.get("modified", 0)):
        return False
    return state == "done" or (state == "failed" and _has_rested(stored.body, now))


def _has_rested(body: Body, now: datetime) -> bool:
    """Whether a page that was given up may be asked for again: some lists date it anew at each look."""
    given_up = int(body.get("given_up", 0))
    if given_up < 2 or "failed_at" not in body:
        return True
    rest = BACK_OFF[min(given_up + 1, len(BACK_OFF) - 1)]
    return now >= datetime.fromisoformat(body["failed_at"]) + timedelta(seconds=rest)


def _new_body(source: Source, entry: Entry, now: datetime, *, silent: bool, state: str) -> dict[str, Any]:
    return {
        "url": strip_credentials(entry.url),
        "source": source.id,
        "state": state,
        "entry": json_of(entry),
        "modified": ms(entry.date_modified) if entry.date_modified else 0,
        "discovered_at": now.isoformat(),
        "next_try": ms(now),
        "tries": 0,
        "silent": silent,
    }


def _again(store: Store, stored: Stored, entry: Entry, now: datetime) -> Pending | None:
    """A page, fetched or given up, whose list says that it was changed since: once more, if nobody else has it."""
    assert entry.date_modified
    body = {
        **stored.body,
        "state": "pending",
        "entry": json_of(entry),
        "modified": ms(entry.date_modified),
        "next_try": ms(now),
        "tries": 0,
        "status": None,
    }
    try:
        store.swap("urls", stored.id, body, keys_of_url(body), stored.revision)
    except Conflict:
        return None
    return _pending(stored.id, body)


def due_urls(store: Store, source_id: str, now: datetime, limit: int = 500) -> list[Pending]:
    """What an earlier crawl left pending, or a revisit asked for, and whose time has come."""
    found = store.find("urls", state="pending", group=source_id, due_before=ms(now) + 1, limit=limit)
    return [_pending(stored.id, stored.body) for stored in found]


def mark_done(store: Store, pending: Pending, *, article: str, url: str, status: int, now: datetime) -> None:
    """Its page is safe in the log. A revisit that was asked for makes it pending again, for later."""

    def change(body: Body | None) -> tuple[Body, Keys] | None:
        if body is None:
            return None
        asked = _asked(body, now)
        done = {
            **body,
            "state": "pending" if asked else "done",
            "next_try": asked[0] if asked else None,
            "revisit": asked,
            "tries": 0,
            "given_up": 0,
            "article": article,
            "final_url": url,
            "status": status,
            "done_at": now.isoformat(),
            "reason": None,
            "text": None,
        }
        return done, keys_of_url(done)

    change_doc(store, "urls", pending.id, change)


def mark_failed(store: Store, pending: Pending, fault: Fault, now: datetime) -> None:
    """Note why, and when to try again; after MAX_TRIES, or for a lasting reason, at a revisit alone."""

    def change(body: Body | None) -> tuple[Body, Keys] | None:
        if body is None:
            return None
        tries = int(body.get("tries", 0)) + 1
        before = int(body.get("given_up", 0))
        awaited = not (body.get("silent") or body.get("article") or before)
        given_up = _is_enough(tries, fault, awaited=awaited)
        asked = _asked(body, now) if given_up else []
        wait = fault.retry_after if fault.retry_after is not None else BACK_OFF[min(tries, len(BACK_OFF)) - 1]
        failed = {
            **body,
            "state": "failed" if given_up and not asked else "pending",
            "tries": 0 if asked else tries,
            "given_up": before + given_up,
            "next_try": next(iter(asked), None)
            if given_up
            else ms(now) + int(min(max(wait, 1), LONGEST_WAIT) * 1000),
            "reason": fault.reason,
            "text": fault.text[:500],
            "status": fault.status,
            "failed_at": now.isoformat(),
        }
        return failed, keys_of_url(failed)

    change_doc(store, "urls", pending.id, change)


def _asked(body: Body, now: datetime) -> list[int]:
    """The revisits to come; one that is later than any was asked for by a clock that was ahead."""
    return sorted(at for at in body.get("revisit", ()) if 0 < at - ms(now) <= LONGEST_WAIT * 1000)


def gives_up(pending: Pending, fault: Fault) -> bool:
    """Whether this fault is the last one: `mark_failed` will give the address up."""
    awaited = not (pending.silent or pending.fetched or pending.given_up)
    return _is_enough(pending.tries + 1, fault, awaited=awaited)


def _is_enough(tries: int, fault: Fault, *, awaited: bool) -> bool:
    if fault.reason in NOT_YET and awaited:
        return tries >= NOT_YET_TRIES
    return tries >= (1 if fault.reason in LASTING else MAX_TRIES)


def revisit(store: Store, url: str, source_id: str, since: datetime) -> None:
    """Ask for another look at an article REVISITS after `since` (an alert). Asked again, it changes nothing."""
    times = [ms(since + after) for after in REVISITS]

    def change(body: Body | None) -> tuple[Body, Keys] | None:
        if body is not None and body.get("revisit_since") == since.isoformat():
            return None
        old = body or {
            "url": strip_credentials(url),
            "source": source_id,
            "state": "done",
            "discovered_at": since.isoformat(),
            "tries": 0,
            "silent": False,
        }
        asked = sorted({*old.get("revisit", ()), *times})
        new = {**old, "revisit": asked, "revisit_since": since.isoformat()}
        if old["state"] in ("done", "failed", "seen"):
            new |= {"state": "pending", "next_try": asked[0], "tries": 0}
        return new, keys_of_url(new)

    change_doc(store, "urls", article_id(url), change)


def keys_of_url(body: Body) -> Keys:
    """What the document of an address is found by."""
    due = body.get("next_try") if body["state"] == "pending" else None
    return Keys(state=str(body["state"]), due=due, group=str(body["source"]))


def _pending(id_: str, body: Body) -> Pending:
    return Pending(
        id=id_,
        url=str(body["url"]),
        source=str(body["source"]),
        entry=Entry.model_validate(body["entry"]) if body.get("entry") else None,
        discovered_at=datetime.fromisoformat(body["discovered_at"]),
        silent=bool(body.get("silent")),
        tries=int(body.get("tries", 0)),
        fetched=bool(body.get("article")),
        given_up=int(body.get("given_up", 0)),
        status=body.get("status"),
    )
