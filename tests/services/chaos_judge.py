"""What a chaos run left, made comparable: the store, the log's stories, and the cards that a person sees.

Excepted from the comparison, and why:

- of an alert, `history`, `posted_at`, `edited_at`, `ts` and its replies' `ts`, `reason`: they tell when and in how many
  tries it was done, and where Slack put it, which faults change;
- of a dead letter in a run with several partitions, `id` and `origin`: they name the partition.

All else is compared: each document's id, version and body, and each story's every version in the log.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from newswatch.messages import Flagged, Story, json_of
from newswatch.ports import Collection, Log, Store, every
from tests.slack.fake_model import Channel

TIMES = ("history", "posted_at", "edited_at", "ts", "reason")
Outcome = dict[str, dict[Any, Any]]
"""Part → what is there, by its id."""


def outcome_of(log: Log, store: Store, channel: Channel, *, exact_dead: bool) -> Outcome:
    """What the run left. `exact_dead`: with the dead letters' ids and origins."""
    return {
        "articles": _versioned(store, "articles"),
        "stories": _versioned(store, "stories"),
        "dead": dict(_dead(doc, exact_dead) for doc in every(store, "dead")),
        "alerts": {doc.id: _alert(dict(doc.body)) for doc in every(store, "alerts")},
        "told": _told(log),
        "flagged": _flagged(log),
        "cards": _cards(channel),
    }


def order_of(log: Log) -> list[tuple[str, int]]:
    """The (id, fetched_at in ms) of the articles in the order in which `flagged` first has them."""
    seen: dict[tuple[str, int], None] = {}
    for record in log.scan("flagged"):
        article = Flagged.decode(record.value).article
        seen[(article.id, int(article.fetched_at.timestamp() * 1000))] = None
    return list(seen)


def differences(found: Outcome, wanted: Outcome) -> list[str]:
    """What is missing, too much or different, a line each; empty when all is equal."""
    lines = []
    for part in wanted:
        ours, theirs = found[part], wanted[part]
        for key in sorted(set(ours) | set(theirs), key=str):
            if key not in ours:
                lines.append(f"{part}: {key} is missing")
            elif key not in theirs:
                lines.append(f"{part}: {key} is too much")
            elif ours[key] != theirs[key]:
                lines.append(f"{part}: {key} differs: {_where(ours[key], theirs[key])}")
    return lines


def _where(ours: Any, theirs: Any, path: str = "") -> str:
    """The first place where two values differ, with both."""
    if isinstance(ours, Mapping) and isinstance(theirs, Mapping):
        for key in sorted(set(ours) | set(theirs), key=str):
            if ours.get(key) != theirs.get(key):
                return _where(ours.get(key), theirs.get(key), f"{path}.{key}")
    if isinstance(ours, list | tuple) and isinstance(theirs, list | tuple) and len(ours) == len(theirs):
        for number, (left, right) in enumerate(zip(ours, theirs, strict=True)):
            if left != right:
                return _where(left, right, f"{path}[{number}]")
    return f"{path} is {str(ours)[:120]}, not {str(theirs)[:120]}"


def _versioned(store: Store, collection: Collection) -> dict[Any, Any]:
    return {doc.id: (doc.version, dict(doc.body)) for doc in every(store, collection)}


def _dead(doc: Any, exact: bool) -> tuple[Any, Any]:
    body = dict(doc.body)
    if exact:
        return doc.id, body
    return (body["stage"], body["record_sha256"]), {
        k: v for k, v in body.items() if k not in ("id", "origin")
    }


def _alert(body: dict[str, Any]) -> dict[str, Any]:
    replies = [{k: v for k, v in reply.items() if k != "ts"} for reply in body.get("replies", ())]
    return {k: v for k, v in body.items() if k not in TIMES} | {"replies": replies}


def _told(log: Log) -> dict[Any, Any]:
    """Every version of every story in the log, with how often it is there: once."""
    found: dict[Any, Any] = {}
    counts: Counter[tuple[str, int]] = Counter()
    for record in log.scan("stories"):
        story = Story.decode(record.value)
        counts[(story.id, story.version)] += 1
        found[(story.id, story.version)] = (counts[(story.id, story.version)], json_of(story))
    return found


def _flagged(log: Log) -> dict[Any, Any]:
    """The versions of each article in the order in which `flagged` first has them."""
    versions: dict[Any, Any] = {}
    for id_, fetched in order_of(log):
        versions.setdefault(id_, []).append(fetched)
    return versions


def _cards(channel: Channel) -> dict[Any, Any]:
    """Each alert's card as it stands now, and every reply; how often each was posted, withdrawn copies counted."""
    found: dict[Any, Any] = {}
    for message in channel.messages:
        kind = "reply" if message.thread_ts else "card"
        key = (kind, str(message.payload.get("alert_id")))
        count = found[key][0] + 1 if key in found else 1
        found[key] = (count, message.text, message.blocks)
    return found
