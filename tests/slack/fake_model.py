"""What the fake keeps, and how its answers show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

TOKEN = "xoxb-0000-fake-token"
Arguments = Mapping[str, Any]


class Refused(Exception):
    """An `ok: false` answer; `retry_after` makes it an HTTP 429."""

    def __init__(self, code: str, *, retry_after: float | None = None, **more: object) -> None:
        super().__init__(code)
        self.code = code
        self.retry_after = retry_after
        self.more = more


@dataclass
class Posted:
    """A message as the channel keeps it."""

    ts: str
    text: str
    blocks: list[Any]
    metadata: dict[str, Any]
    thread_ts: str | None
    at: float
    bot: str = "B0FAKE"
    deleted: bool = False
    edits: int = 0
    reactions: dict[str, list[str]] = field(default_factory=dict)

    @property
    def payload(self) -> dict[str, Any]:
        return dict(self.metadata.get("event_payload") or {})


@dataclass
class Channel:
    """A conversation."""

    id: str
    name: str
    member: bool = True
    archived: bool = False
    private: bool = False
    messages: list[Posted] = field(default_factory=list)
    next_post: float = 0.0
    """Before it, a post is one too many."""


def as_told(channel: Channel) -> dict[str, Any]:
    return {
        "id": channel.id, "name": channel.name, "is_member": channel.member, "is_archived": channel.archived,
        "is_private": channel.private,
    }  # fmt: skip


def true(value: object) -> bool:
    return str(value).lower() in ("1", "true")


def seconds(ts: str) -> float:
    return float(ts)


def time_of(given: Arguments, name: str) -> float | None:
    value = given.get(name)
    if value in (None, ""):
        return None
    try:
        return float(str(value))
    except ValueError:
        raise Refused(f"invalid_ts_{name}") from None


def within(at: float, oldest: float | None, latest: float | None, inclusive: bool) -> bool:
    after = oldest is None or at > oldest or (inclusive and at == oldest)
    return after and (latest is None or at < latest or (inclusive and at == latest))
