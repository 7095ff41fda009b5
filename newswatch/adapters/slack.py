"""Cards in Slack, by the Web API. Names channels, messages and errors as docs.slack.dev/reference/methods does.

What a post returns is `CHANNEL_ID:ts`, since a channel's name works in chat.postMessage alone; every other
method takes the id from there. Each message carries its alert's id as metadata, by which a lost reply is
settled. slack_sdk's retries are off: they post twice when a reply is lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

import structlog
from slack_sdk import WebClient
from slack_sdk.web import SlackResponse

from newswatch.adapters.slack_card import message_of, reply_of
from newswatch.adapters.slack_client import API_URL, call, client_of
from newswatch.errors import Permanent, Transient

EVENT_TYPE = "newswatch_alert"
KINDS = "public_channel,private_channel"
PAGE = 200
"""Messages a page, as Slack recommends; apps with the terms of 2025 get 15."""
LOOKS = 1_000
"""Looks that were cut short by a rate limit and remember how far they came."""
_CHANNEL = re.compile(r"[CGD][A-Z0-9]{6,}")

log = structlog.get_logger("newswatch.slack")


class SlackNotifier:
    """Posts, edits and finds cards. `timeout` (seconds, of each wait for the server) must be below the lease."""

    def __init__(
        self,
        token: str,
        *,
        api_url: str = API_URL,
        timeout: float = 10.0,
        instance: str = "",
        feedback: bool = False,
    ) -> None:
        """`instance`: tells the alerts of several newswatches in one channel apart (the prefix).

        Raises ConfigError for a token that can be none, and for an api_url that would send it in the clear.
        """
        self.client = client_of(token, api_url, timeout)
        self._instance = instance
        self._feedback = feedback
        self._ids: dict[str, str] = {}
        """Channel name → id."""
        self._looks: dict[tuple[str, str, str], tuple[str, list[str]]] = {}
        """Cut short by a rate limit: the cursor to go on from, and what was found."""
        self._seen: dict[tuple[str, str], str] = {}
        """(channel id, alert id) → ts, of all that any look came across."""

    def post(self, channel: str, alert_id: str, card: Mapping[str, Any]) -> str:
        """Post a card; returns `CHANNEL_ID:ts`."""
        message = message_of(card, feedback=self._feedback)
        metadata = self._metadata(alert_id, card.get("version"))
        answer = call(
            lambda: self.client.chat_postMessage(
                channel=channel, metadata=metadata, unfurl_links=False, unfurl_media=False, **message
            )
        )
        return self._place(channel, answer)

    def update(self, channel: str, ts: str, alert_id: str, card: Mapping[str, Any]) -> str:
        """Edit a card. Raises Permanent(message_not_found | edit_window_closed | cant_update_message …)."""
        place, own = _parts(channel, ts)
        message = message_of(card, feedback=self._feedback)
        metadata = self._metadata(alert_id, card.get("version"))
        call(
            lambda: self.client.chat_update(
                channel=place, ts=own, metadata=metadata, parse="none", link_names=False, **message
            )
        )
        return ts

    def reply(self, channel: str, ts: str, alert_id: str, text: str) -> str:
        """Reply in a card's thread, without telling the whole channel."""
        place, parent = _parts(channel, ts)
        answer = call(
            lambda: self.client.chat_postMessage(
                channel=place, thread_ts=parent, metadata=self._metadata(alert_id), unfurl_links=False,
                unfurl_media=False, **reply_of(text),
            )
        )  # fmt: skip
        return self._place(place, answer)

    def find(self, channel: str, alert_id: str, since: datetime, thread: str | None = None) -> str | None:
        """The first message with this alert id after `since`. Copies of a card after it are deleted, and told.

        Raises Transient with `retry_after` where Slack allows no more calls now; the next call goes on there.
        """
        place, parent = _parts(channel, thread) if thread is not None else (self._id_of(channel), "")
        key = (place, alert_id, parent)
        cursor, found = self._looks.pop(key, ("", []))
        while True:
            try:
                page = self._page(place, parent, since, cursor)
            except Transient:
                if cursor:
                    self._remember(key, cursor, found)
                if (known := self._seen.get((place, alert_id))) is not None:
                    return f"{place}:{known}"
                raise
            found.extend(self._own(place, alert_id, page))
            if not (cursor := _next_cursor(page)):
                break
        if not found:
            return None
        first, *copies = sorted(set(found), key=_seconds)
        for copy in copies:
            self._withdraw(place, alert_id, copy)
        return f"{place}:{first}"

    def reactions(self, channel: str, ts: str) -> dict[str, tuple[str, ...]]:
        """The reactions on a card: `white_check_mark`, `x`, `no_bell` … → the ids of the people (reactions:read)."""
        place, own = _parts(channel, ts)
        answer = call(lambda: self.client.reactions_get(channel=place, timestamp=own, full=True))
        message = answer.get("message") or {}
        return {str(r["name"]): tuple(r.get("users") or ()) for r in message.get("reactions") or ()}

    def close(self) -> None:
        """Nothing is held open: each call has its own connection."""

    def _metadata(self, alert_id: str, version: object = None) -> dict[str, Any]:
        payload: dict[str, Any] = {"alert_id": alert_id}
        if self._instance:
            payload["instance"] = self._instance
        if isinstance(version, int):
            payload["version"] = version
        return {"event_type": EVENT_TYPE, "event_payload": payload}

    def _place(self, channel: str, answer: SlackResponse) -> str:
        place, ts = answer.get("channel"), answer.get("ts")
        if not isinstance(place, str) or not isinstance(ts, str):
            raise Transient("chat.postMessage: the answer names no message")
        self._ids[channel] = place
        return f"{place}:{ts}"

    def _page(self, place: str, parent: str, since: datetime, cursor: str) -> SlackResponse:
        """One page of a channel's history, or of a thread. An outlived cursor starts anew."""
        given: dict[str, Any] = {"channel": place, "limit": PAGE, "include_all_metadata": True}
        if parent:
            given["ts"] = parent
        else:
            given |= {"oldest": f"{since.timestamp():.6f}", "inclusive": True}
        method: Callable[..., SlackResponse] = (
            self.client.conversations_replies if parent else self.client.conversations_history
        )
        try:
            return call(lambda: method(**given, **({"cursor": cursor} if cursor else {})))
        except Permanent as error:
            if not cursor or error.reason != "invalid_cursor":
                raise
        return call(lambda: method(**given))

    def _own(self, place: str, alert_id: str, page: SlackResponse) -> list[str]:
        """The messages of a page that carry this alert id; all others that carry one are kept in mind."""
        found = []
        for message in page.get("messages") or ():
            metadata = message.get("metadata") or {}
            payload = metadata.get("event_payload") or {}
            if metadata.get("event_type") != EVENT_TYPE or payload.get("instance", "") != self._instance:
                continue
            if len(self._seen) >= 10 * LOOKS:
                self._seen.clear()
            self._seen[place, str(payload.get("alert_id"))] = message["ts"]
            if payload.get("alert_id") == alert_id:
                found.append(str(message["ts"]))
        return found

    def _remember(self, key: tuple[str, str, str], cursor: str, found: list[str]) -> None:
        if len(self._looks) >= LOOKS:
            self._looks.clear()
        self._looks[key] = (cursor, found)

    def _withdraw(self, place: str, alert_id: str, ts: str) -> None:
        """Delete the later of two cards: a pause outlived a lease, or a post came in after we looked."""
        try:
            call(lambda: self.client.chat_delete(channel=place, ts=ts))
        except Permanent as error:
            log.warning("a second card stays", alert=alert_id, channel=place, ts=ts, reason=error.reason)
        else:
            log.warning("deleted a second card", alert=alert_id, channel=place, ts=ts)

    def _id_of(self, channel: str) -> str:
        if channel not in self._ids:
            self._ids[channel] = self.id_of(self.client, channel)
        return self._ids[channel]

    @staticmethod
    def id_of(client: WebClient, channel: str) -> str:
        """A channel's id: itself, or by its name from conversations.list (which needs channels:read)."""
        if _CHANNEL.fullmatch(channel):
            return channel
        name, cursor = channel.removeprefix("#"), ""
        while True:
            page = call(partial(client.conversations_list, types=KINDS, limit=PAGE, cursor=cursor or None))
            for found in page.get("channels") or ():
                if found.get("name") == name:
                    return str(found["id"])
            if not (cursor := _next_cursor(page)):
                raise Permanent("channel_not_found", f"no channel is named {name!r}, or the app can't see it")


def _parts(channel: str, place: str) -> tuple[str, str]:
    """`CHANNEL_ID:ts` in two; a bare ts belongs to the channel that is given."""
    id_, found, ts = place.partition(":")
    return (id_, ts) if found else (channel, place)


def _seconds(ts: str) -> tuple[int, int]:
    whole, _, fraction = ts.partition(".")
    return int(whole), int(fraction or 0)


def _next_cursor(page: SlackResponse) -> str:
    return str((page.get("response_metadata") or {}).get("next_cursor") or "")
