"""How far a URL came before it was a page: fetched, waiting, given up, passed over, or never listed, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from crawlers.fate import fate_of
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
    tries, done_at = int(fetched.get("tries", 0)), str(fetched.get("done_at", ""))[:16]
    why = f"{fetched.get('reason')}: {fetched.get('text') or ''}".rstrip(": ")
    next_try = time_of(fetched["next_try"]) if fetched.get("next_try") else ""
    match fate_of(fetched):
        case "given-up":
            return f"failed: {why}  (tries {tries}; given up: `newswatch dead retry` asks once more)"
        case "seen":
            return (
                "seen, and never fetched: its list was read for the first time and had many that were newer"
            )
        case "fails":
            return f"pending: {why}  (tries {tries}, {next_try and f'tried again {next_try}'})"
        case "looked-at-again":
            return f"done: fetched {done_at}; looked at once more {next_try}"
        case "waits":
            return "pending: `newswatch crawl --due` fetches it"
        case "fetched":
            status = f", status {fetched['status']}" if fetched.get("status") else ""
            return f"done: fetched {done_at}".rstrip() + status


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
