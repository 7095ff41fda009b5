"""A strict fake of the Slack Web API methods that newswatch calls: the rules, without the network.

Each rule says where Slack documents it: a page under https://docs.slack.dev/. Where no figure is told, the
fake is the stricter one. tests/slack/fake_http.py serves it over real HTTP, with faults.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import RLock
from typing import Any

from .fake_blocks import wrong_blocks, wrong_metadata, wrong_text
from .fake_model import TOKEN, Arguments, Channel, Posted, Refused, as_told, seconds, time_of, true, within


@dataclass
class FakeSlack:
    """A workspace. `clock`: seconds since 1970; tests set the limits that they need."""

    clock: Callable[[], float] = time.time
    channels: dict[str, Channel] = field(default_factory=dict)
    scopes: set[str] = field(
        default_factory=lambda: {
            "chat:write", "channels:history", "groups:history", "channels:read", "groups:read", "reactions:read",
        }
    )  # fmt: skip
    post_interval: float = 1.0
    retry_after: float | None = None
    """What a 429 asks for; None: whole seconds, as Slack does."""
    edit_window: float | None = None
    """Seconds after which a message can't be edited; None: always."""
    distributed: bool = False
    """The terms of 2025: 15 messages a page, one request a minute."""
    looks_a_minute: int = 0
    """History calls a minute (Tier 3 has 50 and more); 0: any number."""
    oldest_first: bool = False
    """With `oldest` alone, begin the pages at the oldest: documented examples rely on either."""
    early: int = 0
    """Posts that came before a 429's Retry-After was over."""
    calls: dict[str, int] = field(default_factory=dict)
    _last: int = 0
    _history: dict[str, float] = field(default_factory=dict)
    _looks: list[float] = field(default_factory=list)
    _barred: dict[str, float] = field(default_factory=dict)
    _lock: RLock = field(default_factory=RLock)

    def add(
        self, id: str, name: str, *, member: bool = True, archived: bool = False, private: bool = False
    ) -> Channel:
        """Make a channel."""
        self.channels[id] = Channel(id, name, member, archived, private)
        return self.channels[id]

    def answer(self, method: str, token: str | None, given: Arguments) -> dict[str, Any]:
        """The answer to a call. Raises Refused."""
        with self._lock:
            self.calls[method] = self.calls.get(method, 0) + 1
            rule = METHODS.get(method)
            if rule is None:  # apis/web-api: "unknown_method"
                raise Refused("unknown_method", req_method=method)
            if token is None:  # reference/methods/auth.test, errors: "No authentication token provided"
                raise Refused("not_authed")
            if token != TOKEN:  # reference/methods/auth.test, errors: invalid_auth
                raise Refused("invalid_auth")
            serve, needed = rule
            if needed and not self.scopes & set(
                needed
            ):  # authentication/installing-with-oauth: missing_scope
                raise Refused(
                    "missing_scope", needed=",".join(needed), provided=",".join(sorted(self.scopes))
                )
            return {"ok": True, **serve(self, given)}

    # --- what is written ----------------------------------------------------------------------------

    def post(self, given: Arguments) -> dict[str, Any]:
        """chat.postMessage: the only method that takes a channel's name (reference/methods/chat.postMessage)."""
        wanted = str(given.get("channel") or "").removeprefix("#")
        channel = next((c for c in self.channels.values() if wanted in (c.id, c.name)), None)
        self._writable(channel)
        assert channel is not None
        self._content(given)
        thread = given.get("thread_ts")
        if thread is not None and not any(m.ts == thread for m in channel.messages):
            raise Refused("thread_not_found")  # a parent that never was
        # apis/web-api/rate-limits, "Posting messages": 1 per second per channel; 429 with Retry-After
        now = self.clock()
        self.early += now < self._barred.get(channel.id, 0.0)
        if now < channel.next_post:
            wait = self.retry_after or max(1.0, float(int(channel.next_post - now) + 1))
            self._barred[channel.id] = now + wait * 0.9  # the clocks of two processes
            raise Refused("ratelimited", retry_after=wait)
        channel.next_post = now + self.post_interval
        message = Posted(
            self._ts(now), str(given.get("text") or ""), list(given.get("blocks") or []),
            dict(given.get("metadata") or {}), str(thread) if thread else None, now,
        )  # fmt: skip
        channel.messages.append(message)
        return {"channel": channel.id, "ts": message.ts, "message": self._shown(message, metadata=False)}

    def update(self, given: Arguments) -> dict[str, Any]:
        """chat.update: by the channel's id and the exact ts (reference/methods/chat.update)."""
        channel = self.channels.get(str(given.get("channel")))
        self._writable(channel)
        assert channel is not None
        message = self._message(channel, given)
        if message.bot != "B0FAKE":
            raise Refused("cant_update_message")
        if self.edit_window is not None and self.clock() - message.at > self.edit_window:
            raise Refused("edit_window_closed")
        self._content(given)
        message.text, message.blocks = str(given.get("text") or ""), list(given.get("blocks") or [])
        if given.get("metadata") is not None:  # left out: "the message's previous metadata will be retained"
            message.metadata = dict(given["metadata"])
        message.edits += 1
        return {"channel": channel.id, "ts": message.ts, "text": message.text}

    def delete(self, given: Arguments) -> dict[str, Any]:
        """chat.delete: a bot deletes what it posted (reference/methods/chat.delete)."""
        channel = self.channels.get(str(given.get("channel")))
        self._writable(channel)
        assert channel is not None
        message = self._message(channel, given)
        if message.bot != "B0FAKE":
            raise Refused("cant_delete_message")
        message.deleted = True
        return {"channel": channel.id, "ts": message.ts}

    # --- what is read -------------------------------------------------------------------------------

    def history(self, given: Arguments) -> dict[str, Any]:
        """conversations.history: newest first, replies left out (reference/methods/conversations.history)."""
        channel = self._readable(given)
        limit = self._limit("history", given, most=999, usual=100)
        oldest, latest = time_of(given, "oldest"), time_of(given, "latest")
        inclusive = true(given.get("inclusive"))
        rows = [m for m in channel.messages if not m.deleted and m.thread_ts is None]
        rows = [m for m in rows if within(seconds(m.ts), oldest, latest, inclusive)]
        forward = self.oldest_first and oldest is not None and latest is None
        if not forward:
            rows.reverse()
        page, more = self._paged(rows, given, limit)
        if forward:
            page.reverse()
        return self._page(page, given, more)

    def replies(self, given: Arguments) -> dict[str, Any]:
        """conversations.replies: the parent, then its replies, oldest first (…/conversations.replies)."""
        channel = self._readable(given)
        limit = self._limit("replies", given, most=1000, usual=1000)
        parent = str(given.get("ts"))
        rows = [m for m in channel.messages if not m.deleted and parent in (m.ts, m.thread_ts)]
        if not any(m.ts == parent for m in rows):
            raise Refused("thread_not_found")
        page, more = self._paged(rows, given, limit)
        return self._page(page, given, more)

    def listed(self, given: Arguments) -> dict[str, Any]:
        """conversations.list (reference/methods/conversations.list)."""
        kinds = str(given.get("types") or "public_channel").split(",")
        rows = [
            c
            for c in self.channels.values()
            if ("private_channel" if c.private else "public_channel") in kinds
        ]
        page, more = self._paged(rows, given, self._limit("", given, most=999, usual=100))
        return {"channels": [as_told(c) for c in page], "response_metadata": {"next_cursor": more}}

    def info(self, given: Arguments) -> dict[str, Any]:
        """conversations.info: by id (reference/methods/conversations.info)."""
        channel = self.channels.get(str(given.get("channel")))
        if channel is None:
            raise Refused("channel_not_found")
        return {"channel": as_told(channel)}

    def reactions(self, given: Arguments) -> dict[str, Any]:
        """reactions.get (reference/methods/reactions.get)."""
        message = self._message(self._readable(given), {"ts": given.get("timestamp")})
        told = [{"name": n, "users": u, "count": len(u)} for n, u in message.reactions.items()]
        return {"type": "message", "message": {"ts": message.ts, "reactions": told}}

    def who(self, given: Arguments) -> dict[str, Any]:
        """auth.test (reference/methods/auth.test)."""
        return {"url": "https://fake.slack.com/", "team": "Fake", "user": "newswatch", "bot_id": "B0FAKE"}

    # --- shared rules -------------------------------------------------------------------------------

    def _writable(self, channel: Channel | None) -> None:
        if channel is None:
            raise Refused("channel_not_found")
        if channel.archived:
            raise Refused("is_archived")
        if not channel.member:
            raise Refused("not_in_channel")

    def _readable(self, given: Arguments) -> Channel:
        channel = self.channels.get(str(given.get("channel")))  # "Conversation ID to fetch": no names
        if channel is None:
            raise Refused("channel_not_found")
        if not channel.member:
            raise Refused("not_in_channel")
        return channel

    def _content(self, given: Arguments) -> None:
        if not given.get("text") and not given.get("blocks"):
            raise Refused("no_text")
        if wrong := wrong_text(given.get("text")):
            raise Refused(wrong)
        if wrong := wrong_blocks(given.get("blocks") or []):
            code, _, told = wrong.partition(": ")
            raise Refused(code, errors=[told], response_metadata={"messages": [f"[ERROR] {told}"]})
        if wrong := wrong_metadata(given.get("metadata")):
            raise Refused(wrong)

    def _message(self, channel: Channel, given: Arguments) -> Posted:
        ts = str(given.get("ts"))
        found = next((m for m in channel.messages if m.ts == ts and not m.deleted), None)
        if found is None:
            raise Refused("message_not_found")
        return found

    def _limit(self, method: str, given: Arguments, *, most: int, usual: int) -> int:
        limit = int(given.get("limit") or usual)
        if not 1 <= limit <= most:
            raise Refused("invalid_limit")
        if self.distributed and method:
            # changelog/2025/05/29/rate-limit-changes-for-non-marketplace-apps: 1 request a minute, 15 objects
            now = self.clock()
            if (wait := self._history.get(method, 0.0) - now) > 0:
                raise Refused("ratelimited", retry_after=float(int(wait) + 1))
            self._history[method] = now + 60.0
            limit = min(limit, 15)
        elif self.looks_a_minute and method:  # apis/web-api/rate-limits: Tier 3, 50+ a minute
            now = self.clock()
            self._looks = [at for at in self._looks if at > now - 60.0]
            if len(self._looks) >= self.looks_a_minute:
                raise Refused("ratelimited", retry_after=float(int(self._looks[0] + 60.0 - now) + 1))
            self._looks.append(now)
        return limit

    def _paged(self, rows: list[Any], given: Arguments, limit: int) -> tuple[list[Any], str]:
        """apis/web-api/pagination: an opaque cursor; an unknown one is invalid_cursor."""
        cursor, start = str(given.get("cursor") or ""), 0
        if cursor:
            if not cursor.startswith("next:"):
                raise Refused("invalid_cursor")
            start = int(cursor.removeprefix("next:"))
        more = f"next:{start + limit}" if start + limit < len(rows) else ""
        return rows[start : start + limit], more

    def _page(self, page: list[Posted], given: Arguments, more: str) -> dict[str, Any]:
        # messaging/message-metadata: only with include_all_metadata
        metadata = true(given.get("include_all_metadata"))
        return {
            "messages": [self._shown(m, metadata=metadata) for m in page],
            "has_more": bool(more),
            "response_metadata": {"next_cursor": more},
        }

    def _shown(self, message: Posted, *, metadata: bool) -> dict[str, Any]:
        shown: dict[str, Any] = {
            "type": "message",
            "ts": message.ts,
            "text": message.text,
            "bot_id": message.bot,
        }
        if message.thread_ts:
            shown["thread_ts"] = message.thread_ts
        if metadata and message.metadata:
            shown["metadata"] = message.metadata
        return shown

    def _ts(self, now: float) -> str:
        self._last = max(self._last + 1, int(now * 1e6))  # messaging: a ts is unique in its channel
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"


METHODS: dict[str, tuple[Callable[[FakeSlack, Arguments], dict[str, Any]], tuple[str, ...]]] = {
    "chat.postMessage": (FakeSlack.post, ("chat:write",)),
    "chat.update": (FakeSlack.update, ("chat:write",)),
    "chat.delete": (FakeSlack.delete, ("chat:write",)),
    "conversations.history": (FakeSlack.history, ("channels:history", "groups:history")),
    "conversations.replies": (FakeSlack.replies, ("channels:history", "groups:history")),
    "conversations.list": (FakeSlack.listed, ("channels:read", "groups:read")),
    "conversations.info": (FakeSlack.info, ("channels:read", "groups:read")),
    "reactions.get": (FakeSlack.reactions, ("reactions:read",)),
    "auth.test": (FakeSlack.who, ()),
}
"""Method → what answers, and the scopes of which one is needed (each method's page, "Scopes")."""
