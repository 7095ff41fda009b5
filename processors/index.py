"""What the store shall hold of a message: a document, whose version lets a newer one win."""

from __future__ import annotations

from collections.abc import Sequence

from newswatch.messages import DeadLetter, Flagged, Message, Story, json_of
from newswatch.ports import Doc, ms
from newswatch.stage import Found, Output, Put
from processors.canary import is_canary


def index(message: Message, found: Found) -> Sequence[Output]:
    """The message's document; a ruling has none, and a canary is looked for by nobody."""
    del found
    if is_canary(message):
        return ()
    if isinstance(message, Flagged):
        fetched_ms = ms(message.article.fetched_at)
        return (Put(Doc("articles", message.article.id, fetched_ms, json_of(message))),)
    if isinstance(message, Story):
        return (Put(Doc("stories", message.id, message.version, json_of(message))),)
    if isinstance(message, DeadLetter):
        return (Put(Doc("dead", message.id, 1, json_of(message))),)
    return ()
