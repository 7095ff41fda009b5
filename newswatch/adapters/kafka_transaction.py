"""Writes a batch's outputs and its offsets in one Kafka transaction.

The transactional id fences a twin: whoever began last may commit, and everybody else is Lost.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import kafka
from kafka import errors as kafka_errors
from kafka.structs import OffsetAndMetadata, TopicPartition

from newswatch.adapters.kafka_connect import ClientSettings, said
from newswatch.adapters.kafka_producer import (
    DELIVERY_SECONDS,
    PRODUCER_SETTINGS,
    Encoded,
    let_go,
    send_all,
    within,
)
from newswatch.errors import NewswatchError

Offsets = Mapping[TopicPartition, OffsetAndMetadata]
Ask = Callable[[Sequence[TopicPartition]], Mapping[TopicPartition, int]]
_SEEN_SECONDS = 5.0


def _cause(producer: Any, raised: kafka_errors.KafkaError) -> kafka_errors.KafkaError:
    """What made the producer fail: of later calls it says only that it is in an error state."""
    last = producer._transaction_manager.last_error
    if type(raised) is kafka_errors.KafkaError and isinstance(last, kafka_errors.KafkaError):
        return last
    return raised


class Transactions:
    """The transactional producer of one consumer. Begins at once, so that an older twin is fenced at once.

    `committed` asks the cluster what the group has committed: after a commit whose answer was lost, it tells
    whether that commit went through. `ends` asks up to where the outputs may be read.
    """

    def __init__(
        self,
        settings: ClientSettings,
        transactional_id: str,
        largest: int,
        committed: Ask,
        ends: Ask,
    ) -> None:
        self._settings = {
            **settings,
            **PRODUCER_SETTINGS,
            "linger_ms": 5,
            "transactional_id": transactional_id,
            "transaction_timeout_ms": 60_000,
            "max_request_size": largest + 64 * 1024,
        }
        self._committed = committed
        self._ends = ends
        self._producer: Any = None
        self._unsure = False
        self._fenced: Exception | None = None
        self._ready()

    def commit(self, records: Sequence[Encoded], offsets: Offsets, member: Any) -> None:
        """Make records and offsets visible together. `member` is the consumer's group_metadata().

        Raises Transient (neither is visible, call again) or Lost.
        """
        if self._fenced is not None:
            raise said(self._fenced, "committing a transaction")
        producer = self._ready()
        if self._unsure:
            if self._went_through(offsets):
                self._unsure = False
                return
            self._unsure = False
        try:
            producer.begin_transaction()
            last = send_all(producer, records) if records else {}
            within(
                DELIVERY_SECONDS,
                lambda: producer.send_offsets_to_transaction(dict(offsets), member),
                "adding offsets to a transaction",
            )
        except kafka_errors.KafkaError as raised:
            error = _cause(producer, raised)
            self._abort(producer, error)
            raise said(error, "writing a transaction") from raised
        try:
            within(DELIVERY_SECONDS, producer.commit_transaction, "committing a transaction")
        except kafka_errors.KafkaError as raised:
            error = _cause(producer, raised)
            self._unsure = True
            self._abandon(producer, error)
            raise said(error, "committing a transaction") from raised
        self._wait_until_seen(last, offsets)

    def _wait_until_seen(self, last: Mapping[TopicPartition, int], offsets: Offsets) -> None:
        """Return when readers see the transaction: the cluster says "committed" before it has told them.

        A stage that drains right after would miss the outputs otherwise. It is committed in any case.
        """
        until = time.monotonic() + _SEEN_SECONDS
        while time.monotonic() < until:
            try:
                ends = self._ends(list(last)) if last else {}
                if all(ends[at] > offset for at, offset in last.items()) and self._went_through(offsets):
                    return
            except NewswatchError:
                return
            time.sleep(0.002)

    def _went_through(self, offsets: Offsets) -> bool:
        """Whether the commit without an answer was one: offsets and outputs are there, or both are not."""
        there = self._committed(list(offsets))
        return all(there.get(partition, -1) >= wanted.offset for partition, wanted in offsets.items())

    def _ready(self) -> Any:
        """The producer; a new one settles the old one's open transaction before it returns."""
        if self._producer is None:
            producer = None
            try:
                producer = kafka.KafkaProducer(**self._settings)
                producer.init_transactions()
            except kafka_errors.KafkaError as error:
                if producer is not None:
                    let_go(producer, 0)
                raise said(error, "beginning transactions") from error
            self._producer = producer
        return self._producer

    def _abort(self, producer: Any, error: Exception) -> None:
        """Take the transaction back where that works; else a new producer does, by beginning."""
        if isinstance(error, kafka_errors.ProducerFencedError | kafka_errors.InvalidProducerEpochError):
            self._abandon(producer, error)
            return
        try:
            within(5.0, producer.abort_transaction, "aborting a transaction")
        except kafka_errors.KafkaError as failure:
            self._abandon(producer, failure)

    def _abandon(self, producer: Any, error: Exception) -> None:
        if isinstance(error, kafka_errors.ProducerFencedError | kafka_errors.InvalidProducerEpochError):
            self._fenced = error
        self._producer = None
        let_go(producer, 0)

    def close(self) -> None:
        """Close; an unfinished transaction is aborted by its time-out or by the next to begin."""
        if self._producer is not None:
            let_go(self._producer, 5)
            self._producer = None
