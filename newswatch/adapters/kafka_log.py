"""ports.Log on Kafka: `kafka://host:9092`. See docs/adr/0008-kafka.md."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Any

import kafka
from kafka import IsolationLevel, OffsetSpec
from kafka import errors as kafka_errors
from kafka.structs import TopicPartition

from newswatch.adapters.kafka_connect import ask, client_settings, connect, parse_address, said
from newswatch.adapters.kafka_consumer import CONSUMER_SETTINGS, KafkaConsumer
from newswatch.adapters.kafka_producer import Encoded, Producer, check_sizes
from newswatch.adapters.kafka_topics import load_plan
from newswatch.adapters.kafka_transaction import Transactions
from newswatch.errors import ConfigError, Transient
from newswatch.messages import Message
from newswatch.ports import Clock, Partition, Record, ms

_PARTITIONS_SECONDS = 5.0
_CHECKED_SECONDS = 60.0
_STILL_SECONDS = 20.0
"""How long a scan waits for the next record of those that it knows to be there."""


class KafkaLog:
    """The log on a Kafka cluster.

    `instance` tells the members of one group apart: a stage that runs in two processes has two instances. The
    same instance started again takes its own place at once. Raises Transient or ConfigError, within 10 s and
    with the cause, when the cluster can't be used.
    """

    def __init__(
        self,
        url: str,
        *,
        clock: Clock,
        user: str = "",
        password: str = "",
        ca: Path | None = None,
        prefix: str = "",
        instance: str = "1",
        session_seconds: float = 45.0,
        topics_file: Path | None = None,
    ) -> None:
        address = parse_address(url, user=user, ca=ca)
        self._prefix = prefix
        self._clock = clock
        self._instance = instance
        self._session_seconds = session_seconds
        plan = load_plan(topics_file)
        self._limits = {f"{prefix}{name}": topic.max_message_bytes for name, topic in plan.topics.items()}
        self._settings = client_settings(address, password)
        self._checked: dict[tuple[str, str], float] = {}
        """When it was seen that a topic is there, and that this may be done with it."""
        self._known_partitions: dict[tuple[str, ...], tuple[list[TopicPartition], float]] = {}
        self.admin: Any = connect(address, password)
        """kafka-python's admin client, for kafka_topics and kafka_access."""
        self._producer = Producer(self._settings, self._largest)
        self._readers: set[Any] = set()
        """Those of scans that nobody read to their end."""

    @property
    def _largest(self) -> int:
        return max(self._limits.values())

    def append(self, messages: Sequence[Message]) -> None:
        """See ports.Log. Also raises ConfigError when a topic is missing or this user may not write it."""
        self._producer.write(self._encode(messages))

    def _encode(self, messages: Sequence[Message]) -> list[Encoded]:
        self._check({message.topic for message in messages}, "WRITE")
        now = ms(self._clock())
        records = [
            Encoded(f"{self._prefix}{message.topic}", message.key.encode(), message.encode(), now)
            for message in messages
        ]
        check_sizes(records, self._limits)
        return records

    def consumer(
        self,
        group: str,
        topics: Sequence[str],
        *,
        transactional: bool = False,
        outputs: Sequence[str] = (),
    ) -> KafkaConsumer:
        """See ports.Log. Raises ConfigError when a topic is missing, or this user may not read or write it.

        The group is joined by the first read. With `transactional` the group's name is the transactional
        id too, and whoever held it before is fenced now.
        """
        self._check(set(topics), "READ")
        self._check(set(outputs), "WRITE")
        name = f"{self._prefix}{group}"
        transactions = None
        if transactional:
            transactions = Transactions(
                self._settings,
                name,
                self._largest,
                committed=lambda partitions: self._offsets(name, partitions),
                ends=lambda partitions: self._ends(partitions, OffsetSpec.LATEST),
            )
        return KafkaConsumer(
            self._settings,
            name,
            f"{name}-{self._instance}",
            topics,
            self._prefix,
            self._producer.write,
            self._encode,
            transactions,
            self._session_seconds,
            look=lambda: self._check(set(topics), "READ"),
        )

    def end_offsets(self, topics: Sequence[str]) -> dict[Partition, int]:
        """See ports.Log: what a reader may read up to, so that an open transaction's records don't count."""
        ends = self._ends(self._partitions(topics), OffsetSpec.LATEST)
        return {self._partition(at): offset for at, offset in ends.items()}

    def _ends(self, partitions: Sequence[TopicPartition], which: OffsetSpec) -> dict[TopicPartition, int]:
        found = ask(
            lambda: self.admin.list_partition_offsets(
                dict.fromkeys(partitions, which), isolation_level=IsolationLevel.READ_COMMITTED
            ),
            "looking for the ends of topics",
        )
        return {at: end.offset for at, end in found.items()}

    def committed(self, group: str, topics: Sequence[str]) -> dict[Partition, int]:
        """See ports.Log."""
        partitions = self._partitions(topics)
        known = self._offsets(f"{self._prefix}{group}", partitions)
        first = self._ends(partitions, OffsetSpec.EARLIEST)
        return {self._partition(at): max(known.get(at, 0), first[at]) for at in partitions}

    def forgotten(self, group: str, topics: Sequence[str]) -> int:
        """Records that a group has still to read and that retention took already."""
        partitions = self._partitions(topics)
        known = self._offsets(f"{self._prefix}{group}", partitions)
        first = self._ends(partitions, OffsetSpec.EARLIEST)
        return sum(max(0, first[at] - offset) for at, offset in known.items())

    def _offsets(self, group: str, partitions: Sequence[TopicPartition]) -> dict[TopicPartition, int]:
        found = ask(
            lambda: self.admin.list_group_offsets({group: list(partitions)}),
            f"looking for the offsets of group {group}",
        )
        return {at: known.offset for at, known in found.get(group, {}).items() if known.offset >= 0}

    def scan(self, topic: str, since: datetime | None = None) -> Iterator[Record]:
        """See ports.Log. Records of one key come in order; a time is that of the append."""
        self._check({topic}, "READ")
        partitions = self._partitions([topic])
        ends = self._ends(partitions, OffsetSpec.LATEST)
        reader = kafka.KafkaConsumer(
            **self._settings, **{**CONSUMER_SETTINGS, "auto_offset_reset": "earliest"}
        )
        self._readers.add(reader)
        try:
            reader.assign(partitions)
            _seek(reader, partitions, since, ends)
            at_end = _at_end(reader, ends)
            moved = time.monotonic()
            while len(at_end) < len(ends):
                for at, records in reader.poll(timeout_ms=200).items():
                    partition = self._partition(at)
                    for record in records:
                        if record.offset < ends[at]:
                            yield _record(partition, record)
                    moved = time.monotonic()
                now_at_end = _at_end(reader, ends)
                moved = time.monotonic() if now_at_end != at_end else moved
                at_end = now_at_end
                if time.monotonic() - moved > _STILL_SECONDS:
                    raise Transient(f"Kafka, reading {topic}: no record came for {_STILL_SECONDS:.0f} s")
        except kafka_errors.KafkaError as error:
            raise said(error, f"reading {topic}") from error
        finally:
            self._readers.discard(reader)
            reader.close()

    def trim(self, topic: str, before: datetime) -> int:
        """Nothing to do: Kafka forgets by the retention of infra/kafka/topics.yml."""
        del topic, before
        return 0

    def close(self) -> None:
        """Close the clients. A scan that an error cut short would close its own at the very end, and hang there."""
        with ExitStack() as ends:
            ends.callback(self.admin.close)
            ends.callback(self._producer.close)
            for reader in tuple(self._readers):  # (the end of a scan takes its own away)
                ends.callback(reader.close)

    def _check(self, topics: set[str], operation: str) -> None:
        """Look now and then whether the topics exist and may be used: a client that may not only logs, and waits."""
        old = time.monotonic() - _CHECKED_SECONDS
        asked = [topic for topic in sorted(topics) if self._checked.get((topic, operation), old) <= old]
        if not asked:
            return
        for found in self._describe(asked):
            allowed = found.get("authorized_operations")
            if allowed is not None and operation not in allowed:
                raise ConfigError(
                    f"Kafka: this user may not {operation.lower()} the topic {found['name']}; "
                    "`newswatch init` grants what infra/kafka/topics.yml lists"
                )
        self._checked.update(dict.fromkeys(((topic, operation) for topic in asked), time.monotonic()))

    def _describe(self, topics: Sequence[str]) -> list[Mapping[str, Any]]:
        names = [f"{self._prefix}{topic}" for topic in topics]
        found: list[Mapping[str, Any]] = ask(
            lambda: self.admin.describe_topics(names), f"looking at topics {', '.join(names)}"
        )
        for topic in found:
            error = kafka_errors.for_code(topic["error_code"])
            if issubclass(error, kafka_errors.UnknownTopicOrPartitionError):
                raise ConfigError(f"Kafka has no topic {topic['name']}: run `newswatch init` to create it")
            if error is not kafka_errors.NoError:
                raise said(error(topic["name"]), f"looking at topic {topic['name']}")
        return found

    def _partitions(self, topics: Sequence[str]) -> list[TopicPartition]:
        """The partitions of the topics, as they were some seconds ago at most: each step asks for them."""
        known, at = self._known_partitions.get(tuple(topics), ([], 0.0))
        if not known or time.monotonic() - at > _PARTITIONS_SECONDS:
            known = [
                TopicPartition(topic["name"], partition["partition_index"])
                for topic in self._describe(topics)
                for partition in topic["partitions"]
            ]
            self._known_partitions[tuple(topics)] = (known, time.monotonic())
        return known

    def _partition(self, at: TopicPartition) -> Partition:
        return Partition(at.topic.removeprefix(self._prefix), at.partition)


def _seek(
    reader: Any,
    partitions: Sequence[TopicPartition],
    since: datetime | None,
    ends: Mapping[TopicPartition, int],
) -> None:
    """Put the reader at the first record of each partition, or at the first not older than `since`."""
    if since is None:
        reader.seek_to_beginning(*partitions)
        return
    found = reader.offsets_for_times(dict.fromkeys(partitions, ms(since)))
    for at in partitions:
        reader.seek(at, found[at].offset if found.get(at) is not None else ends[at])


def _at_end(reader: Any, ends: Mapping[TopicPartition, int]) -> set[TopicPartition]:
    """The partitions that are read to the end that was."""
    positions = {at: reader.position(at, timeout_ms=10_000) for at in ends}
    return {at for at, position in positions.items() if position is not None and position >= ends[at]}


def _record(partition: Partition, record: Any) -> Record:
    key = (record.key or b"").decode("utf-8", "replace")
    return Record(partition, record.offset, key, record.value or b"", record.timestamp)
