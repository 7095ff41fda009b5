"""Reads a topic outside any group, past what is no message of it.

The stages make a dead letter of that, each for itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import structlog

from newswatch.messages import Message, decode
from newswatch.ports import Log, Record

log_ = structlog.get_logger("newswatch.readable")


def messages_in(log: Log, topic: str, since: datetime | None = None) -> Iterator[tuple[Record, Message]]:
    """Records of a topic, from a time or the start on, and what they say. What says nothing is left out, told once."""
    left_out = 0
    for record in log.scan(topic, since):
        try:
            message = decode(topic, record.value)
        except (ValueError, KeyError):  # pydantic's are ValueErrors
            left_out += 1
        else:
            yield record, message
    if left_out:
        log_.warning("records that are no message were left out", topic=topic, records=left_out)
