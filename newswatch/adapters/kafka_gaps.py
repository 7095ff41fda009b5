"""Notices records that retention took before they were read.

The client library goes on at the first record that is kept, and says nothing.
"""

from __future__ import annotations

from typing import Any

import structlog
from kafka import errors as kafka_errors
from kafka.structs import TopicPartition

log_ = structlog.get_logger("newswatch.kafka")
_MARK = 1
"""Offsets that a transaction's mark takes: no record is missing there."""


class Gaps:
    """What one consumer was to read next, by partition, and whether that is what came."""

    def __init__(self, consumer: Any, group: str) -> None:
        self._consumer = consumer
        self._group = group
        self._next: dict[TopicPartition, tuple[int, int]] = {}
        """Number of the assignment, and the offset that is to come next by it."""

    def came(self, at: TopicPartition, number: int, first: int, after: int | None = None) -> None:
        """By an assignment what begins at offset `first` came: tell of what should have come before, and never will.

        `after`: the offset after the last record; `first` itself where the position moved and no record came.
        """
        known = self._next.get(at)
        expected = known[1] if known and known[0] == number else self._committed(at)
        self._next[at] = (number, first if after is None else after)
        if expected is not None and first - expected > _MARK:  # (or a compaction left a hole)
            self._tell(at, expected, first)

    def _tell(self, at: TopicPartition, expected: int, found: int) -> None:
        try:
            first = self._consumer.beginning_offsets([at])[at]
        except kafka_errors.KafkaError:
            return  # the records that came are worth more than the word on those that did not
        if (lost := min(first, found) - expected) > 0:
            log_.error(
                "the log forgot records before they were read: its retention is shorter than this stage was behind",
                group=self._group,
                partition=f"{at.topic}/{at.partition}",
                records=lost,
            )

    def _committed(self, at: TopicPartition) -> int | None:
        try:
            offset: int | None = self._consumer.committed(at, timeout_ms=1000)
        except kafka_errors.KafkaError:
            return None
        return offset
