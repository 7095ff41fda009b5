"""What a played day left in the store: read through the Store port into plain values to compare and to sum up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from newswatch.messages import DeadLetter, Flagged, Story
from newswatch.ports import Store, every
from processors.alerting.alerts import Alert

Action = Literal["post", "update", "reply"]
_DONE: dict[str, Action] = {
    "sent": "post",
    "adopted": "post",
    "edited": "update",
    "kept": "update",
    "replied": "reply",
}


@dataclass(frozen=True, slots=True)
class Touch:
    """One time that an alert's card was touched. A `reply` stands for the edit that it comes with, too."""

    at: datetime
    action: Action
    reason: str
    """Why `notify` decided so, by the names of the changes."""
    words: str = ""
    """What the thread reply says."""


@dataclass(frozen=True, slots=True)
class Actual:
    """A day's outcome. Addresses are without scheme, as in expected.yml."""

    articles: Mapping[str, Flagged] = field(default_factory=dict)
    """By article id: one article may be met under several addresses."""
    stories: tuple[Story, ...] = ()
    touches: Mapping[str, tuple[Touch, ...]] = field(default_factory=dict)
    """By story id, in order."""
    silences: Mapping[str, str] = field(default_factory=dict)
    """By story id: why nobody was told."""
    rejected: Mapping[str, str] = field(default_factory=dict)
    """The reason's class by address: dead letters, failed fetches, feeds that could not be read."""
    listed: int = 0
    """Addresses that feeds and sitemaps listed."""
    fetched: int = 0
    """Those of them whose page was fetched."""


def read_day(store: Store) -> Actual:
    """Read everything that a day left. The store must have been drained and refreshed."""
    articles = [Flagged.model_validate(doc.body) for doc in every(store, "articles")]
    stories = [Story.model_validate(doc.body) for doc in every(store, "stories")]
    # (beside the stories' alerts lie the operators' notices, the digest, and when upkeep was there last)
    alerts = [Alert.model_validate(doc.body) for doc in every(store, "alerts") if doc.body.get("story")]
    return Actual(
        articles={one.article.id: one for one in articles},
        # (without a label a denial or an end waits for who tells its deal)
        stories=tuple(story for story in stories if story.merged_into is None and story.labels),
        touches={alert.story: tuple(touches_of(alert)) for alert in alerts},
        silences={alert.story: alert.reason for alert in alerts if alert.state == "silent"},
        rejected=dict(_rejected(store)),
        listed=sum(1 for _ in every(store, "urls")),
        fetched=sum("done_at" in doc.body for doc in every(store, "urls")),
    )


def short(url: str) -> str:
    """An address without scheme, and without a query that only tells where a reader came from."""
    bare = url.partition("://")[2]
    return bare.partition("?")[0] if "utm_" in bare else bare


def touches_of(alert: Alert) -> list[Touch]:
    """What a person saw of an alert, each with the reason that it was decided for."""
    touches: list[Touch] = []
    reason = ""
    for line in alert.history:
        if line.what in ("post", "update", "reply", "thread"):
            reason = line.reason
        action = _DONE.get(line.what)
        if action == "reply":
            words = next((reply.text for reply in alert.replies if reply.version == line.version), "")
            touches[-1] = replace(touches[-1], action=action, words=words)
        elif action is not None:
            touches.append(Touch(line.at, action, reason))
    return touches


def _rejected(store: Store) -> Iterator[tuple[str, str]]:
    for doc in every(store, "dead"):
        letter = DeadLetter.model_validate(doc.body)
        yield short(letter.url or letter.id), letter.reason
    for doc in every(store, "urls"):
        if doc.body["state"] == "failed":
            yield short(str(doc.body["url"])), str(doc.body["reason"])
    for doc in every(store, "sources"):
        reason, colon, rest = str(doc.body.get("last_error") or "").partition(": ")
        if colon:  # `class: address: text`
            yield short(rest.partition(": ")[0]), reason
