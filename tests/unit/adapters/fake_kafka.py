"""Stands in for kafka-python: counts what is under way, fails where it is told to, and keeps what is committed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from kafka import errors as kafka_errors
from kafka.structs import TopicPartition


@dataclass
class Future:
    """Of one record; `failure` is what it ends with."""

    producer: FakeProducer
    number: int
    size: int
    failure: kafka_errors.KafkaError | None

    def get(self, timeout: float) -> Any:
        """Its place, as if it had just been acknowledged."""
        self.producer.open -= 1
        self.producer.open_bytes -= self.size
        self.producer.looked_at.append(self.number)
        if self.failure:
            raise self.failure
        return SimpleNamespace(topic_partition=TopicPartition("t", self.number % 2), offset=self.number)


class FakeProducer:
    """Acknowledges a record when it is asked for it, and not before."""

    def __init__(
        self, failing: Mapping[int, kafka_errors.KafkaError] | None = None, *, hangs: bool = False
    ) -> None:
        self.failing = failing or {}
        self.hangs = hangs
        """Whether what is under way never ends: a close waits for it in vain, until its sender is told to stop."""
        self._sender = SimpleNamespace(force_close=self._let_go)
        self.sent: list[bytes] = []
        self.open = self.open_bytes = self.most = self.most_bytes = 0
        self.looked_at: list[int] = []
        self.closed = False

    def send(self, topic: str, *, key: bytes, value: bytes, timestamp_ms: int) -> Future:
        """Take a record."""
        self.sent.append(key)
        self.open += 1
        self.open_bytes += len(value)
        self.most, self.most_bytes = max(self.most, self.open), max(self.most_bytes, self.open_bytes)
        number = len(self.sent) - 1
        return Future(self, number, len(value), self.failing.get(number))

    def flush(self, timeout: float) -> None:
        """Do nothing."""

    def close(self, timeout: float) -> None:
        """Be closed."""
        if self.hangs:
            raise kafka_errors.KafkaTimeoutError("Timeout waiting for future")
        self.closed = True

    def _let_go(self) -> None:
        self.hangs = False


class FakeMember:
    """A consumer of one partition with these values in it, that keeps what is committed."""

    values: Sequence[bytes] = ()

    def __init__(self, **settings: Any) -> None:
        self.settings = settings
        self.at = TopicPartition("articles", 0)
        self.commits: list[int] = []
        self.paused: list[bool] = []
        self._coordinator = SimpleNamespace(
            rejoining=False, need_rejoin=lambda: False, coordinator_unknown=lambda: False
        )
        self._fetcher = SimpleNamespace(_next_partition_records=None)

    def subscribe(self, names: Sequence[str], listener: Any) -> None:
        """The one partition is ours at once."""
        listener.on_partitions_assigned([self.at])

    def partitions_for_topic(self, name: str) -> set[int]:
        """One."""
        return {0}

    def assignment(self) -> set[TopicPartition]:
        """What is ours."""
        return {self.at}

    def poll(self, timeout_ms: int, max_records: int) -> Mapping[TopicPartition, Sequence[Any]]:
        """All values, once."""
        values, self.values = self.values, ()
        records = [
            SimpleNamespace(offset=n, key=b"k", value=value, timestamp=0) for n, value in enumerate(values)
        ]
        return {self.at: records} if records else {}

    def position(self, at: TopicPartition, timeout_ms: int) -> int:
        """Never moves by itself."""
        return 0

    def committed(self, at: TopicPartition, timeout_ms: int) -> int:
        """What was committed last."""
        return self.commits[-1] if self.commits else 0

    def commit(self, offsets: Mapping[TopicPartition, Any], timeout_ms: int) -> None:
        """Keep it."""
        self.commits.append(offsets[self.at].offset)

    def close(self, **given: Any) -> None:
        """Do nothing."""
