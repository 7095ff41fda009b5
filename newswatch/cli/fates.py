"""How far a URL came before it was a page: fetched, waiting, given up, passed over, or never listed, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from crawlers.finding import source_of_page
from crawlers.sources import Source
from newswatch.ports import Store


def watcher(store: Store, sources: Mapping[str, Source], url: str) -> dict[str, Any] | None:
    """The source whose site an address is on, and how that fares; None where no source watches it."""
    source = source_of_page(sources, url)
    if source is None:
        return None
    stored = store.get("sources", source.id)
    state = stored.body if stored else {}
    health = state.get("health") or {}
    return {
        "id": source.id,
        "enabled": source.enabled,
        "skipped": source.skips(url),
        "last_success": state.get("last_success"),
        "health": health.get("word"),
        "text": health.get("text") or state.get("last_error") or None,
    }


def crawl_lines(told: Mapping[str, Any]) -> Iterator[str]:
    """What the crawl did with it, for a person."""
    fetched = told["fetch"]
    if fetched is None:
        yield f"crawl     {_unlisted(told.get('source'), told['normalised'], known=bool(told['flagged']))}"
        return
    yield f"crawl     {_state(fetched)}"
    found = f"found {str(fetched.get('discovered_at', ''))[:16]} by the source {fetched.get('source')}"
    silent = (
        ", when it was first read or crawled backwards: such pages never alert"
        if fetched.get("silent")
        else ""
    )
    yield f"          {found}{silent}"
    final = fetched.get("final_url")
    if final and final != fetched.get("url"):
        yield f"          it led to {final}"


def _state(fetched: Mapping[str, Any]) -> str:
    state, tries, reason = fetched.get("state", "done"), int(fetched.get("tries", 0)), fetched.get("reason")
    why = f"{reason}: {fetched.get('text') or ''}".rstrip(": ")
    again = f"tried again {time_of(fetched['next_try'])}" if fetched.get("next_try") else ""
    if state == "failed":
        return f"failed: {why}  (tries {tries}; given up: `newswatch dead retry` asks once more)"
    if state == "seen":
        return "seen, and never fetched: its list was read for the first time and had many that were newer"
    if state == "pending" and reason:
        return f"pending: {why}  (tries {tries}, {again})"
    if state == "pending" and fetched.get("done_at"):
        return f"done: fetched {str(fetched['done_at'])[:16]}; looked at once more {again.removeprefix('tried again ')}"
    if state == "pending":
        return "pending: `newswatch crawl --due` fetches it"
    return f"done: fetched {str(fetched.get('done_at', ''))[:16]}".rstrip() + (
        f", status {fetched['status']}" if fetched.get("status") else ""
    )


def _unlisted(source: Mapping[str, Any] | None, url: str, *, known: bool) -> str:
    """Why there is no note of it."""
    if known:
        return "fetched under another address, or so long ago that the note is gone"
    if source is None:
        return f"no source listed it, and none watches its site: `newswatch sources add https://{urlsplit(url).hostname}/`"
    start = f"no source listed it. Its site is watched by {source['id']}, which"
    if not source["enabled"]:
        return f"{start} is switched off"
    if source["skipped"]:
        return f"{start} leaves such addresses out (its file's `skip` or `only`)"
    if not source["last_success"]:
        return f"{start} was never read" + (f": {source['text']}" if source["text"] else "")
    fares = f"; it is {source['health']}: {source['text']}" if source["text"] else ""
    return f"{start} did not name it when it was last read, {source['last_success'][:16]}{fares}"


def time_of(ms: int) -> str:
    """A time in ms since 1970 as ISO 8601."""
    return datetime.fromtimestamp(ms / 1000, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
