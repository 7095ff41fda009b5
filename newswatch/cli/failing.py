"""What came to nothing: dead letters, and addresses that could not be fetched, as one list.

A failed fetch is no dead letter: it is a typed reason on its `urls` document (docs/adr/0019). Whoever asks
what is missing does not care which of the two it is, so that both are found by reason, source and time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from newswatch.cli.fates import time_of
from newswatch.errors import Conflict, NewswatchError, Reject
from newswatch.messages import DeadLetter, decode
from newswatch.ports import Keys, Log, Store, every, ms

CRAWL = "crawl"
"""The stage of what could not be fetched."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which of them: all that is given must fit; `ids` are whole or their first letters."""

    ids: tuple[str, ...] = ()
    stage: str | None = None
    reason: str | None = None
    source: str | None = None
    since: datetime | None = None
    until: datetime | None = None

    @property
    def is_limited(self) -> bool:
        """Something was asked for in particular: without it every one fits."""
        return self != Wanted()

    def fits(self, one: Mapping[str, Any]) -> bool:
        """Whether this is one of them. A reason fits its class too: `http` fits `http-404`."""
        at = datetime.fromisoformat(one["at"]) if one["at"] else None
        if (self.since or self.until) and at is None:
            return False
        return (
            (not self.ids or one["id"].startswith(self.ids))
            and self.stage in (None, one["stage"])
            and (
                self.reason is None
                or one["reason"] == self.reason
                or one["reason"].startswith(f"{self.reason}-")
            )
            and self.source in (None, one.get("source"))
            and (self.since is None or at is None or at >= self.since)
            and (self.until is None or at is None or at < self.until)
        )


def failures(store: Store, wanted: Wanted) -> list[dict[str, Any]]:
    """Those that fit, the oldest first. Each has `id`, `at`, `stage`, `reason`, `text`, `url` and `source`."""
    found = [one for one in _all(store, wanted) if wanted.fits(one)]
    return sorted(found, key=lambda one: (one["at"] or "", one["id"]))


def _all(store: Store, wanted: Wanted) -> Iterator[dict[str, Any]]:
    if wanted.stage != CRAWL:
        yield from (dict(doc.body) for doc in every(store, "dead"))
    if wanted.stage in (None, CRAWL):
        for state in ("failed", "pending"):
            for doc in every(store, "urls", state=state, group=wanted.source):
                if doc.body.get("reason"):
                    yield fetch_of(doc.id, doc.body)


def fetch_of(id_: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """What could not be fetched, in the shape of a dead letter. `next_try`: None where it is given up."""
    return {
        "id": id_,
        "stage": CRAWL,
        "reason": body["reason"],
        "text": body.get("text") or "",
        "source": body.get("source"),
        "url": body["url"],
        "at": body.get("failed_at"),
        "tries": body.get("tries", 0),
        "next_try": time_of(body["next_try"]) if body["state"] == "pending" else None,
    }


@dataclass(frozen=True, slots=True)
class Retried:
    """What became of a retry: the ids of what was sent on, and of what could not be, with the reason why."""

    done: list[str]
    left: dict[str, str]


def retry(log: Log, store: Store, wanted: Wanted, now: datetime) -> Retried:
    """Send them on again: records to the topics that they came from, addresses to the next crawl.

    One that can't be sent keeps none of the others. A record that was too large for its letter is taken from the log.
    """
    result = Retried([], {})
    cut: dict[str, DeadLetter] = {}
    for one in failures(store, wanted):
        if one["stage"] == CRAWL:
            if _fetch_again(store, one["id"], now):
                result.done.append(one["id"])
            continue
        letter = DeadLetter.model_validate(one)
        if letter.record_bytes > len(letter.record):
            cut[letter.origin] = letter
        else:
            _append_again(log, store, letter, letter.record, result)
    for topic in sorted({letter.origin_topic for letter in cut.values()}):
        for record in log.scan(topic):
            found = cut.get(f"{topic}/{record.partition.number}/{record.offset}")
            if found and hashlib.sha256(record.value).hexdigest() == found.record_sha256:
                _append_again(log, store, cut.pop(found.origin), record.value, result)
    for letter in cut.values():
        result.left[letter.id] = (
            f"of {letter.record_bytes} B it keeps {len(letter.record)}, and the log none any more"
        )
    return result


def _append_again(log: Log, store: Store, letter: DeadLetter, record: bytes, result: Retried) -> None:
    try:
        log.append([decode(letter.origin_topic, record)])
    except Reject as reject:
        result.left[letter.id] = str(reject)
    except (ValueError, KeyError) as error:  # pydantic's are ValueErrors
        result.left[letter.id] = f"it still is no {letter.origin_topic}: {' '.join(str(error).split())[:200]}"
    else:
        store.remove("dead", [letter.id])
        result.done.append(letter.id)


def _fetch_again(store: Store, id_: str, now: datetime) -> bool:
    """Make an address due now, with all its tries before it; False where a crawl came between."""
    stored = store.get("urls", id_)
    if stored is None or stored.body["state"] not in ("failed", "pending"):
        return False
    due = ms(now)
    body = {**stored.body, "state": "pending", "tries": 0, "next_try": due, "reason": None, "text": None}
    try:
        store.swap("urls", id_, body, Keys("pending", due, str(body["source"])), stored.revision)
    except Conflict:
        return False
    return True


def one_of(found: Sequence[Mapping[str, Any]], id_: str) -> Mapping[str, Any]:
    """The one with this id, or that begins so. Raises NewswatchError where it is none, or several."""
    whole = [one for one in found if one["id"] == id_] or [one for one in found if one["id"].startswith(id_)]
    if len(whole) == 1:
        return whole[0]
    if whole:
        raise NewswatchError(f"{id_!r} begins {len(whole)} ids: write more of it.")
    raise NewswatchError(f"There is no dead letter {id_!r}. `newswatch dead list` shows those there are.")
