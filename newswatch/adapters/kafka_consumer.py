"""A static member of a Kafka consumer group: reads, commits what is still its own, and stays alive.

A partition may go to another member whenever the library polls. Each assignment of a partition gets a
number, handed-out records remember it, and a commit of records whose number has changed is Lost.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import kafka
from kafka import errors as kafka_errors
from kafka.coordinator.assignors.cooperative_sticky import CooperativeStickyAssignor
from kafka.structs import OffsetAndMetadata, TopicPartition

from newswatch.adapters.kafka_connect import ClientSettings, said
from newswatch.adapters.kafka_gaps import Gaps
from newswatch.adapters.kafka_membership import Assignments, finish_join, free_parked
from newswatch.adapters.kafka_producer import Encoded
from newswatch.adapters.kafka_transaction import Transactions
from newswatch.errors import Lost, Transient
from newswatch.messages import Message
from newswatch.ports import Partition, Record

_SLICE = 0.1
"""Seconds of one poll: between two, a position that moved over a transaction's mark is committed."""
_COMMIT_SECONDS = 15.0
_AWAY_SECONDS = 5.0

CONSUMER_SETTINGS: ClientSettings = {
    "enable_auto_commit": False,
    "auto_offset_reset": "earliest",
    "isolation_level": "read_committed",
    "allow_auto_create_topics": False,
    "fetch_max_bytes": 16 * 1024 * 1024,
    "max_partition_fetch_bytes": 4 * 1024 * 1024,
    "fetch_max_wait_ms": 100,
    "metrics_enabled": False,
}


@dataclass(frozen=True, slots=True)
class _Handed:
    """Records of a partition that were handed out: by which assignment, and from which offset to which."""

    number: int
    first: int
    last: int


class KafkaConsumer:
    """ports.Consumer on Kafka. Made by KafkaLog.consumer."""

    def __init__(
        self,
        settings: ClientSettings,
        group: str,
        instance: str,
        topics: Sequence[str],
        prefix: str,
        write: Callable[[Sequence[Encoded]], None],
        encode: Callable[[Sequence[Message]], list[Encoded]],
        transactions: Transactions | None,
        session_seconds: float,
        look: Callable[[], None],
    ) -> None:
        self._prefix = prefix
        self._look = look
        """Raises where a topic is gone: a poll of one that is not there only waits."""
        self._write = write
        self._encode = encode
        self._transactions = transactions
        self._assignments = Assignments()
        self._waiting: list[tuple[int, Record]] = []
        self._handed: dict[TopicPartition, _Handed] = {}
        """What is handed out and not committed, by partition."""
        self._committed: dict[TopicPartition, int] = {}
        self._away_since: float | None = None
        self._consumer = kafka.KafkaConsumer(
            **settings,
            **CONSUMER_SETTINGS,
            group_id=group,
            group_instance_id=instance,
            partition_assignment_strategy=[CooperativeStickyAssignor],
            session_timeout_ms=int(session_seconds * 1000),
            heartbeat_interval_ms=int(min(3000.0, session_seconds * 1000 / 3)),
            max_poll_interval_ms=600_000,
        )
        self._gaps = Gaps(self._consumer, group)
        self._consumer.subscribe([f"{prefix}{topic}" for topic in topics], listener=self._assignments)
        try:
            # Whoever joins before it knows the topics is given none of them, and joins again.
            for topic in topics:
                self._consumer.partitions_for_topic(f"{prefix}{topic}")
        except kafka_errors.KafkaError as error:
            self._consumer.close(autocommit=False, timeout_ms=0)
            raise said(error, "joining a group") from error

    def read(self, limit: int, timeout: float) -> list[Record]:
        """See ports.Consumer. Raises Lost when another member took this one's name, and Transient."""
        until = time.monotonic() + timeout
        while True:
            left = max(0.0, until - time.monotonic())
            self._poll(min(_SLICE, left), limit - len(self._waiting))
            records = self._hand_out(limit)
            if records or self._settle():
                return records
            self._look_for_the_group()
            self._look()
            if time.monotonic() >= until:
                return records

    def _poll(self, seconds: float, limit: int) -> None:
        """Let the library work, and keep what it brings."""
        if limit <= 0:
            self.keep_alive()
            return
        free_parked(self._consumer)
        try:
            finish_join(self._consumer)
            found = self._consumer.poll(timeout_ms=int(seconds * 1000), max_records=limit)
        except kafka_errors.KafkaError as error:
            raise said(error, "reading") from error
        for at, records in found.items():
            number = self._assignments.numbers.get(at, 0)
            self._gaps.came(at, number, records[0].offset, records[-1].offset + 1)
            partition = self._partition(at)
            self._waiting.extend(
                (
                    number,
                    Record(
                        partition,
                        r.offset,
                        (r.key or b"").decode("utf-8", "replace"),
                        r.value or b"",
                        r.timestamp,
                    ),
                )
                for r in records
            )

    def _look_for_the_group(self) -> None:
        """Raise Transient when nobody has answered for the group for some seconds: a poll only goes on."""
        if not self._consumer._coordinator.coordinator_unknown():
            self._away_since = None
        elif self._away_since is None:
            self._away_since = time.monotonic()
        elif time.monotonic() - self._away_since > _AWAY_SECONDS:
            raise Transient("Kafka, reading: no broker answers for this group")

    def _hand_out(self, limit: int) -> list[Record]:
        """The next records that wait, but for those of an assignment that is over."""
        records = []
        some, self._waiting = self._waiting[:limit], self._waiting[limit:]
        for (number, partition), group in groupby(
            some, key=lambda waiting: (waiting[0], waiting[1].partition)
        ):
            at = self._topic_partition(partition)
            if self._assignments.numbers.get(at) != number:
                continue
            ours = [record for _, record in group]
            before = self._handed.get(at)
            first = before.first if before and before.number == number else ours[0].offset
            self._handed[at] = _Handed(number, first, ours[-1].offset)
            records += ours
        return records

    def _settle(self) -> bool:
        """Commit positions that moved without a record: over a transaction's mark, or a compacted hole.

        Without this the group would lag behind the end for ever. True when something moved.
        """
        moved: dict[TopicPartition, OffsetAndMetadata] = {}
        for at in self._consumer.assignment():
            if self._in_hand(at):
                continue
            try:
                position = self._consumer.position(at, timeout_ms=50)
                if at not in self._committed:
                    # (the first position may be past a mark already: what the group has committed is asked for)
                    self._committed[at] = self._consumer.committed(at, timeout_ms=1000) or 0
            except kafka_errors.KafkaError:
                continue
            if position is not None and position > self._committed[at]:
                moved[at] = OffsetAndMetadata(position, "", -1)
                self._gaps.came(at, self._assignments.numbers.get(at, 0), position)
        if not moved:
            return False
        try:
            self._consumer.commit(moved, timeout_ms=1000)
        except kafka_errors.KafkaError:
            return False  # tried again at the next read
        self._committed.update({at: offset.offset for at, offset in moved.items()})
        return True

    def _in_hand(self, at: TopicPartition) -> bool:
        """Whether records of the partition are handed out, or wait to be."""
        number = self._assignments.numbers.get(at)
        if at in self._handed and self._handed[at].number == number:
            return True
        return any(self._topic_partition(record.partition) == at for _, record in self._waiting)

    def commit(self, records: Sequence[Record], outputs: Sequence[Message] = ()) -> None:
        """See ports.Consumer: outputs first, offsets after them, or both in one transaction."""
        encoded = self._encode(outputs)
        offsets = self._offsets(records)
        if self._transactions is not None:
            member = self._consumer.group_metadata()
            self._transactions.commit(encoded, offsets, member)
        else:
            if encoded:
                # To commit what is committed already tells whether we are still a member: who was ousted
                # must not write. (Who is ousted between here and the next line still does, and both write
                # the same.)
                self._commit(
                    records, {at: OffsetAndMetadata(self._handed[at].first, "", -1) for at in offsets}
                )
                self._write(encoded)
            self._commit(records, offsets)
        for at, offset in offsets.items():
            self._committed[at] = offset.offset
            handed = self._handed.pop(at)
            if handed.last >= offset.offset:
                self._handed[at] = replace(handed, first=offset.offset)

    def _offsets(self, records: Sequence[Record]) -> dict[TopicPartition, OffsetAndMetadata]:
        """The offsets after the records. Raises Lost when a partition has gone since they were read."""
        offsets: dict[Partition, int] = {}
        for record in records:
            offsets[record.partition] = max(offsets.get(record.partition, -1), record.offset)
        last = {self._topic_partition(partition): offset for partition, offset in offsets.items()}
        for at in last:
            number = self._assignments.numbers.get(at)
            if number is None or at not in self._handed or self._handed[at].number != number:
                raise Lost(
                    f"partition {at.topic}/{at.partition} went to another member while its records were worked on"
                )
        return {at: OffsetAndMetadata(offset + 1, "", -1) for at, offset in last.items()}

    def _commit(self, records: Sequence[Record], offsets: Mapping[TopicPartition, OffsetAndMetadata]) -> None:
        until = time.monotonic() + _COMMIT_SECONDS
        while offsets:
            try:
                self._consumer.commit(dict(offsets), timeout_ms=5000)
                return
            except kafka_errors.RebalanceInProgressError as error:
                # Our own side is rejoining: let it finish, then see whether the partitions are still ours.
                if time.monotonic() > until:
                    raise Transient("Kafka: the group is still rebalancing") from error
                self.keep_alive()
                self._offsets(records)
            except kafka_errors.KafkaError as error:
                raise said(error, "committing offsets") from error

    def keep_alive(self) -> None:
        """See ports.Consumer. Polls with every partition paused, so that nothing more is handed out."""
        mine = self._consumer.assignment()
        self._consumer.pause(*mine)
        try:
            self._poll(0.05, 1)
        finally:
            self._consumer.resume(*(mine & self._consumer.assignment()))

    def positions(self) -> Mapping[Partition, int]:
        """See ports.Consumer."""
        return {
            self._partition(at): self._committed[at]
            for at in self._consumer.assignment()
            if at in self._committed
        }

    def close(self) -> None:
        """Leave. A static member's place stays its own for the session: coming back costs no rebalance."""
        self._consumer.close(autocommit=False, timeout_ms=3000)
        if self._transactions is not None:
            self._transactions.close()

    def _partition(self, at: TopicPartition) -> Partition:
        return Partition(at.topic.removeprefix(self._prefix), at.partition)

    def _topic_partition(self, partition: Partition) -> TopicPartition:
        return TopicPartition(f"{self._prefix}{partition.topic}", partition.number)
