"""What the store shall hold of a message: a document, whose version lets a newer one win."""

from __future__ import annotations

from collections.abc import Sequence

from newswatch.messages import DeadLetter, Flagged, Message, Story, json_of
from newswatch.ports import Doc
from newswatch.stage import Found, Output, Put


def index(message: Message, found: Found) -> Sequence[Output]:
    """The message's document; a ruling has none."""
    del found
    if isinstance(message, Flagged):
        fetched_ms = int(message.article.fetched_at.timestamp() * 1000)
        return (Put(Doc("articles", message.article.id, fetched_ms, json_of(message))),)
    if isinstance(message, Story):
        return (Put(Doc("stories", message.id, message.version, json_of(message))),)
    if isinstance(message, DeadLetter):
        return (Put(Doc("dead", message.id, 1, json_of(message))),)
    return ()
