"""The pages of each source that `extract` refused, the newest of them: health must see what was no article, too.

Dead letters can't be found by source in the store. Their topic is read instead, each letter about once, and what
is wanted of it is kept in one document beside the sources: a crawler may write nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog

from crawlers.frontier import Body, change_doc
from crawlers.newest_pages import PAGES, Refused
from newswatch.cli.readable import messages_in
from newswatch.errors import ConfigError
from newswatch.messages import DeadLetter
from newswatch.ports import Keys, Log, Record, Store

log = structlog.get_logger("newswatch.sources")
REFUSED, GROUP = "pass:refused", "pass"
"""No source's id has a colon."""
FIRST_LOOK = timedelta(days=3)
"""How far back the topic is read at the first time."""
OVERLAP = timedelta(minutes=1)
"""Read once more each time: what two processes append need not be seen in its order."""


def refused_pages(messages: Log, store: Store, now: datetime) -> Mapping[str, list[Refused]]:
    """The newest PAGES refused pages of each source, the newest first. Raises Transient.

    A user who may not read dead letters on Kafka gets those that another has noted.
    """
    stored = store.get("sources", REFUSED)
    body = stored.body if stored else None
    since = min(datetime.fromisoformat(body["read_to"]), now) - OVERLAP if body else now - FIRST_LOOK
    try:
        found = [
            _read(record, letter, now)
            for record, letter in messages_in(messages, DeadLetter.topic, since)
            if isinstance(letter, DeadLetter)
        ]
    except ConfigError as error:
        log.info("dead letters can't be read: walls before pages of sitemaps stay unseen", error=str(error))
        found = []
    if found:
        body = change_doc(store, "sources", REFUSED, lambda before: _noted(before, found))
    return {
        source: [
            Refused(page, one["reason"], datetime.fromisoformat(one["at"])) for page, one in pages.items()
        ]
        for source, pages in (body["sources"] if body else {}).items()
    }


@dataclass(frozen=True, slots=True)
class _Letter:
    """What is wanted of a dead letter; `page` is empty where it is not of a page."""

    read_to: str
    source: str
    page: str
    reason: str
    at: str


def _read(record: Record, letter: DeadLetter, now: datetime) -> _Letter:
    page = letter.record_key if letter.stage == "extract" and letter.source else None
    read_to = datetime.fromtimestamp(record.timestamp / 1000, UTC).isoformat()
    at = min(letter.at, now).isoformat()  # (a clock that was ahead)
    return _Letter(read_to, letter.source or "", page or "", letter.reason, at)


def _noted(before: Body | None, found: Sequence[_Letter]) -> tuple[Body, Keys] | None:
    """The document with these letters, the last one of each page. The same letters twice change nothing."""
    sources = {source: dict(pages) for source, pages in (before or {}).get("sources", {}).items()}
    for letter in found:
        pages = sources.setdefault(letter.source, {}) if letter.page else {}
        if letter.page and letter.at > pages.get(letter.page, {}).get("at", ""):
            pages[letter.page] = {"reason": letter.reason, "at": letter.at}
    read_to = max((before or {}).get("read_to", ""), *(letter.read_to for letter in found))
    after = {"read_to": read_to, "sources": {source: _newest(pages) for source, pages in sources.items()}}
    return None if after == before else (after, Keys(state="pass", group=GROUP))


def _newest(pages: Mapping[str, Any]) -> dict[str, Any]:
    ranked = sorted(pages.items(), key=lambda one: (one[1]["at"], one[0]), reverse=True)
    return dict(ranked[:PAGES])
