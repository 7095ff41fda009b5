"""Writes batches of records to Kafka and knows of each whether it is safe.

kafka-python has no back-pressure and tells of a failure only through a record's future, so the number of
unacknowledged records is capped here and every future is looked at.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import kafka
from kafka import errors as kafka_errors
from kafka.structs import TopicPartition

from newswatch.adapters.kafka_connect import ClientSettings, said
from newswatch.errors import Reject, Transient

UNACKED_RECORDS = 2000
UNACKED_BYTES = 32 * 1024 * 1024
DELIVERY_SECONDS = 20.0
"""How long a batch may wait for its acknowledgement before it is Transient."""

PRODUCER_SETTINGS: ClientSettings = {
    "acks": "all",
    "enable_idempotence": True,
    "compression_type": "lz4",
    "batch_size": 256 * 1024,
    "linger_ms": 50,
    "max_block_ms": 10_000,
    "request_timeout_ms": 10_000,
    "delivery_timeout_ms": int(DELIVERY_SECONDS * 1000),
    "allow_auto_create_topics": False,
    "metrics_enabled": False,
}


@dataclass(frozen=True, slots=True)
class Encoded:
    """A record ready to be sent; `topic` carries the prefix, `timestamp` is in ms since 1970."""

    topic: str
    key: bytes
    value: bytes
    timestamp: int


def check_sizes(records: Sequence[Encoded], limits: Mapping[str, int]) -> None:
    """Raise Reject("too-large") when one has more bytes than its topic takes, before compression."""
    for record in records:
        limit = limits.get(record.topic, 1024 * 1024)
        if len(record.value) > limit:
            raise Reject(
                "too-large",
                f"a record of {len(record.value)} bytes for topic {record.topic}, which takes {limit}",
            )


def send_all(
    producer: Any, records: Sequence[Encoded], patience: float = DELIVERY_SECONDS + 5
) -> dict[TopicPartition, int]:
    """Send the records in order; when every one is acknowledged, the last offset of each partition.

    At most UNACKED_RECORDS, or UNACKED_BYTES, are under way. Raises kafka-python's error of the first
    that failed; the others may or may not be in the log then.
    """
    until = time.monotonic() + patience
    last: dict[TopicPartition, int] = {}
    waiting: deque[tuple[Any, int]] = deque()
    under_way = 0

    def take_oldest() -> int:
        future, size = waiting.popleft()
        sent = future.get(timeout=max(0.0, until - time.monotonic()))
        last[sent.topic_partition] = sent.offset
        return size

    for record in records:
        future = producer.send(
            record.topic, key=record.key, value=record.value, timestamp_ms=record.timestamp
        )
        waiting.append((future, len(record.value)))
        under_way += len(record.value)
        while len(waiting) > UNACKED_RECORDS or under_way > UNACKED_BYTES:
            under_way -= take_oldest()
    producer.flush(timeout=max(0.0, until - time.monotonic()))
    while waiting:
        take_oldest()
    return last


class Producer:
    """An idempotent producer that is made anew after a failure, since its sequence has a hole then.

    Shared by threads; made at the first use.
    """

    def __init__(self, settings: ClientSettings, largest: int) -> None:
        self._settings = {**settings, **PRODUCER_SETTINGS, "max_request_size": largest + 64 * 1024}
        self._lock = threading.Lock()
        self._producer: Any = None

    def write(self, records: Sequence[Encoded]) -> None:
        """Make the records safe, in order. Raises Transient, ConfigError or Reject."""
        if not records:
            return
        producer = self._ready()
        try:
            send_all(producer, records)
        except kafka_errors.KafkaError as error:
            self._discard(producer)
            raise said(error, f"writing {len(records)} records") from error

    def _ready(self) -> Any:
        with self._lock:
            if self._producer is None:
                try:
                    self._producer = kafka.KafkaProducer(**self._settings)
                except kafka_errors.KafkaError as error:
                    raise Transient(f"Kafka does not answer: {error}") from error
            return self._producer

    def _discard(self, producer: Any) -> None:
        with self._lock:
            if self._producer is producer:
                self._producer = None
        let_go(producer, 0)

    def close(self) -> None:
        """Close; nothing is under way, since `write` waits."""
        with self._lock:
            if self._producer is not None:
                let_go(self._producer, 5)
                self._producer = None


def let_go(producer: Any, seconds: float) -> None:
    """Close a producer within so many seconds; what is under way then is given up.

    Its own close begins with a flush, and where that times out it raises and stays open: its thread would go on
    sending what we said had failed.
    """
    try:
        producer.close(timeout=seconds)
    except kafka_errors.KafkaError:
        producer._sender.force_close()
        with suppress(kafka_errors.KafkaError):
            producer.close(timeout=1)


def within(seconds: float, act: Callable[[], None], doing: str) -> None:
    """Do what the client library would wait for without end. Raises kafka-python's KafkaTimeoutError.

    After a time-out the thread is left to end by itself: close the producer that it waits for.
    """
    failure: list[BaseException] = []

    def run() -> None:
        try:
            act()
        except BaseException as error:  # noqa: BLE001 - handed to the caller below
            failure.append(error)

    thread = threading.Thread(target=run, name=f"kafka {doing}", daemon=True)
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        raise kafka_errors.KafkaTimeoutError(f"{doing} took longer than {seconds:.0f} s")
    if failure:
        raise failure[0]
