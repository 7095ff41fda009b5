"""What Elasticsearch gets of a compare-and-set document: what it is found by, and what Kibana shows of it.

The body lies in `document`, which no mapping looks into. Beside it stand the flat fields that charts need:
of an alert its story, its state and how long it took; of a source how it fares.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from newswatch.ports import WAITED, Keys, Swapped, ms

SHOWN = 2000
"""Characters of a reason or an error that are shown."""


def render_swapped(collection: Swapped, id: str, body: Mapping[str, Any], keys: Keys) -> dict[str, Any]:
    """The source of a compare-and-set document."""
    fields: dict[str, Any] = {"id": id, "state": keys.state, "group": keys.group}
    if keys.due is not None:
        fields["due"] = keys.due
    return fields | flat_fields(collection, body) | {"document": dict(body)}


def flat_fields(collection: Swapped, body: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that Kibana shows. What lies beside the alerts (silences, feedback, troubles) has none."""
    if collection == "alerts" and "channel" in body and "story" in body:
        return _there(_alert(body))
    return _there(_source(body)) if collection == "sources" else {}


def _alert(body: Mapping[str, Any]) -> dict[str, Any]:
    story: Mapping[str, Any] = body.get("sent") or body.get("offered") or body.get("planned") or {}
    history = body.get("history", ())
    first = story.get("first_seen") or (history[0]["at"] if history else None)
    fields: dict[str, Any] = {
        "first_seen": _ms_or_none(first),
        "decided_at": _ms_or_none(history[-1]["at"] if history else None),
        "posted_at": _ms_or_none(body.get("posted_at")),
        "channel": body["channel"],
        "reason": str(body.get("reason") or "")[:SHOWN],
        "labels": list(story.get("labels", ())),
        "headline": story.get("headline") or (body.get("notice") or {}).get("title"),
        "url": next((member["url"] for member in story.get("members", ())), None),
    }
    if body.get("posted_at") and body.get("sent") and not any(body.get(name) for name in WAITED):
        fields["seconds_to_alert"] = max(0, fields["posted_at"] - fields["first_seen"]) / 1000
    return fields


def _source(body: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "health": (body.get("health") or {}).get("word"),
        "last_try": _ms_or_none(body.get("last_try")),
        "last_success": _ms_or_none(body.get("last_success")),
        "last_new": _ms_or_none(body.get("last_new")),
        "last_error": str(body.get("last_error") or "")[:SHOWN],
        "entries_seen": body.get("entries_seen"),
    }


def _there(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, [], "")}


def ms_of(at: str) -> int:
    """A time of a body in ms; a naive one is in UTC, as in every message."""
    time = datetime.fromisoformat(at)
    return ms(time if time.tzinfo else time.replace(tzinfo=UTC))


def _ms_or_none(at: object) -> int | None:
    return ms_of(at) if isinstance(at, str) and at else None
