"""What a played day left in the store: read through the Store port into plain values to compare and to sum up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from newswatch.messages import DeadLetter, Flagged, Story
from newswatch.ports import Collection, Store, Stored


@dataclass(frozen=True, slots=True)
class Touch:
    """One time that an alert's card was touched, or the decision not to."""

    at: datetime
    action: str
    """`post`, `update` or `reply`."""
    reason: str


@dataclass(frozen=True, slots=True)
class Actual:
    """A day's outcome. Addresses are without scheme and query, as in expected.yml."""

    articles: Mapping[str, Flagged] = field(default_factory=dict)
    stories: tuple[Story, ...] = ()
    touches: Mapping[str, tuple[Touch, ...]] = field(default_factory=dict)
    """By story id, in order."""
    rejected: Mapping[str, str] = field(default_factory=dict)
    """The reason's class by address: dead letters, failed fetches, feeds that could not be read."""
    listed: int = 0
    """Addresses that feeds and sitemaps listed."""
    fetched: int = 0
    """Those of them whose page was fetched."""


def read_day(store: Store) -> Actual:
    """Read everything that a day left. The store must have been drained and refreshed."""
    articles = [Flagged.model_validate(doc.body) for doc in _every(store, "articles")]
    stories = [Story.model_validate(doc.body) for doc in _every(store, "stories")]
    return Actual(
        articles={short(one.article.url): one for one in articles},
        stories=tuple(story for story in stories if story.merged_into is None),
        touches={
            story.id: tuple(
                touch for alert in store.find("alerts", group=story.id) for touch in touches_of(alert.body)
            )
            for story in stories
        },
        rejected=dict(_rejected(store)),
        listed=sum(1 for _ in _every(store, "urls")),
        fetched=sum(doc.body.get("state") == "done" for doc in _every(store, "urls")),
    )


def short(url: str) -> str:
    """An address without scheme, and without a query that only tells where a reader came from."""
    bare = url.partition("://")[2]
    return bare.partition("?")[0] if "utm_" in bare else bare


def touches_of(alert: Mapping[str, Any]) -> Iterator[Touch]:
    """An alert document's history as touches of its card."""
    for line in alert.get("history", ()):
        yield Touch(datetime.fromisoformat(line["at"]), str(line["action"]), str(line.get("reason", "")))


def _rejected(store: Store) -> Iterator[tuple[str, str]]:
    for doc in _every(store, "dead"):
        letter = DeadLetter.model_validate(doc.body)
        yield short(letter.url or letter.id), letter.reason
    for doc in _every(store, "urls"):
        if doc.body.get("state") == "failed":
            yield short(str(doc.body["url"])), str(doc.body.get("reason"))


def _every(store: Store, collection: Collection) -> Iterator[Stored]:
    after: str | None = None
    while page := store.find(collection, limit=500, after=after):
        yield from page
        after = page[-1].id
