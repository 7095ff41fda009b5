"""The embedded log: one SQLite file, one partition a topic, one leased consumer a group and topic."""

from __future__ import annotations

import sqlite3
import threading
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from newswatch.adapters import sqlite_records as rows
from newswatch.adapters.sqlite_file import faults, open_file, writing
from newswatch.adapters.sqlite_lease import Lease
from newswatch.errors import Lost, Transient
from newswatch.messages import Message
from newswatch.ports import Clock, Partition, Record, ms

_POLL_SECONDS = 0.05
"""How often a waiting consumer looks for what other processes wrote; its own process wakes it at once."""
_SCAN_ROWS = 500


class SqliteLog:
    """ports.Log on one file. Any thread may use it, and several processes may share the file.

    One connection serves the log itself, each consumer has one of its own; a lock guards each.
    """

    def __init__(
        self, path: Path | str, *, prefix: str = "", clock: Clock, lease_seconds: float = 30.0
    ) -> None:
        self._path = Path(path)
        self._prefix = prefix
        self._clock = clock
        self._lease_ms = int(lease_seconds * 1000)
        self._lock = threading.Lock()
        self._written = threading.Condition()
        self._connection = open_file(self._path, rows.LOG_FILE)

    def append(self, messages: Sequence[Message]) -> None:
        """Write the messages in one transaction: on return all are on the disk, else none is in the log."""
        encoded = rows.encode(messages, self._prefix)
        if not encoded:
            return
        with self._using() as connection, writing(connection):
            rows.insert(connection, encoded, ms(self._clock()))
        with self._written:
            self._written.notify_all()

    def consumer(
        self,
        group: str,
        topics: Sequence[str],
        *,
        transactional: bool = False,
        outputs: Sequence[str] = (),
    ) -> SqliteConsumer:
        """Join a group. Outputs and offsets are always one transaction here, asked for or not."""
        lease = Lease(
            group=self._prefix + group,
            topics=tuple(self._prefix + topic for topic in dict.fromkeys(topics)),
            owner=uuid.uuid4().hex,
            milliseconds=self._lease_ms,
        )
        return SqliteConsumer(self._path, self._prefix, self._clock, lease, self._written)

    def end_offsets(self, topics: Sequence[str]) -> dict[Partition, int]:
        """The offset after the last record of each topic."""
        with self._using() as connection:
            return {Partition(topic): rows.end_offset(connection, self._prefix + topic) for topic in topics}

    def committed(self, group: str, topics: Sequence[str]) -> dict[Partition, int]:
        """The group's committed offset of each topic; the first one kept where it has none."""
        member = self._prefix + group
        with self._using() as connection:
            return {
                Partition(topic): rows.committed_offset(connection, member, self._prefix + topic)
                for topic in topics
            }

    def scan(self, topic: str, since: datetime | None = None) -> Iterator[Record]:
        """Read outside any group, from the first record of `since` or later to the end as it is now."""
        name = self._prefix + topic
        with self._using() as connection:
            place = rows.first_offset(connection, name, None if since is None else ms(since))
            end = rows.end_offset(connection, name)
        while place < end:
            with self._using() as connection:
                found = rows.select(connection, name, topic, place, min(_SCAN_ROWS, end - place))
            for record in found:
                if record.offset < end:
                    yield record
            place = found[-1].offset + 1 if found else end

    def trim(self, topic: str, before: datetime) -> int:
        """Forget records older than `before`, read or not; the number forgotten. Space is used again."""
        forgotten = 0
        while True:
            with self._using() as connection, writing(connection):
                count = rows.trim_some(connection, self._prefix + topic, ms(before))
            forgotten += count
            if count == 0:
                return forgotten

    def close(self) -> None:
        """Close the log's connection; consumers are closed by who opened them."""
        with self._lock:
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _using(self) -> Iterator[sqlite3.Connection]:
        with self._lock, faults(self._path, rows.LOG_FILE):
            yield self._connection


class SqliteConsumer:
    """ports.Consumer: reads while it has the lease, and gets nothing while another consumer has it."""

    def __init__(
        self, path: Path, prefix: str, clock: Clock, lease: Lease, written: threading.Condition
    ) -> None:
        self._path = path
        self._prefix = prefix
        self._clock = clock
        self._lease = lease
        self._written = written
        self._lock = threading.RLock()
        self._places: dict[str, int] = {}
        """Next offset to read of each topic, names with prefix; empty while the lease is not ours."""
        self._committed: dict[str, int] = {}
        self._renewed = 0
        self._turn = 0
        self._closed = False
        self._connection = open_file(path, rows.LOG_FILE)
        try:
            with self._using():
                self._join()
        except Transient:
            # Whoever reads will try to join again.
            pass

    def read(self, limit: int, timeout: float) -> list[Record]:
        """Up to `limit` records, or 64 MiB of them, waiting up to `timeout` seconds for the first.

        Empty too while another consumer has the lease. Raises Lost once when the lease went to
        another; the next call starts anew behind the committed offset.
        """
        deadline = time.monotonic() + timeout
        while True:
            with self._using():
                found = self._take(limit) if self._is_member() else []
            left = deadline - time.monotonic()
            if found or left <= 0:
                return found
            with self._written:
                self._written.wait(min(_POLL_SECONDS, left))

    def commit(self, records: Sequence[Record], outputs: Sequence[Message] = ()) -> None:
        """Write the outputs and mark the records as read, in one transaction.

        Raises Transient (nothing is committed: call again), Lost, or Reject("too-large") for an output.
        """
        encoded = rows.encode(outputs, self._prefix)
        following: dict[str, int] = {}
        for record in records:
            topic = self._prefix + record.partition.topic
            following[topic] = max(following.get(topic, 0), record.offset + 1)
        if not following and not encoded:
            return
        with self._using() as connection:
            now = ms(self._clock())
            with writing(connection):
                if not self._places or not self._lease.renew(connection, now):
                    self._lose()
                if encoded:
                    rows.insert(connection, encoded, now)
                for topic, place in following.items():
                    rows.set_offset(connection, self._lease.group, topic, place)
            self._renewed = now
            self._committed.update(following)
        if encoded:
            with self._written:
                self._written.notify_all()

    def keep_alive(self) -> None:
        """Renew the lease. Raises Lost when it went to another."""
        with self._using():
            if self._places:
                self._is_member()

    def positions(self) -> Mapping[Partition, int]:
        """The committed offset of each topic; empty while another consumer has the lease."""
        cut = len(self._prefix)
        with self._lock:
            return {Partition(topic[cut:]): place for topic, place in self._committed.items()}

    def close(self) -> None:
        """Give the lease back, without committing."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            # A lease that can't be given back now runs out by itself.
            with suppress(Transient), faults(self._path, rows.LOG_FILE):
                if self._places:
                    with writing(self._connection):
                        self._lease.release(self._connection)
            self._places.clear()
            self._committed.clear()
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _using(self) -> Iterator[sqlite3.Connection]:
        with self._lock, faults(self._path, rows.LOG_FILE):
            yield self._connection

    def _is_member(self) -> bool:
        """Join or stay; False while another consumer has the lease. Raises Lost when it went there."""
        if not self._places:
            return self._join()
        now = ms(self._clock())
        if self._lease.state(self._connection, now) != "ours":
            self._lose()
        # A third of the time leaves two more tries; a clock that was set back must not stop it.
        if abs(now - self._renewed) * 3 >= self._lease.milliseconds:
            with writing(self._connection):
                if not self._lease.renew(self._connection, now):
                    self._lose()
            self._renewed = now
        return True

    def _join(self) -> bool:
        """Take the lease where it is free, and start behind the committed offsets."""
        now = ms(self._clock())
        # Looked at first without the write lock, which a waiting twin would otherwise take 20 times a second.
        if self._lease.state(self._connection, now) == "taken":
            return False
        with writing(self._connection):
            if not self._lease.take(self._connection, now):
                return False
            self._committed = {
                topic: rows.committed_offset(self._connection, self._lease.group, topic)
                for topic in self._lease.topics
            }
        self._places = dict(self._committed)
        self._renewed = now
        return True

    def _lose(self) -> None:
        self._places.clear()
        self._committed.clear()
        topics = ", ".join(self._lease.topics)
        raise Lost(f"group {self._lease.group}: another consumer has {topics} now: read again to start anew")

    def _take(self, limit: int) -> list[Record]:
        """Read on, a topic after the other; each read starts with another topic so that none starves."""
        topics = self._lease.topics
        found: list[Record] = []
        places: dict[str, int] = {}
        self._turn = (self._turn + 1) % len(topics)
        for topic in topics[self._turn :] + topics[: self._turn]:
            if len(found) >= limit:
                break
            name = topic[len(self._prefix) :]
            some = rows.select(self._connection, topic, name, self._places[topic], limit - len(found))
            if some:
                places[topic] = some[-1].offset + 1
                found += some
        # Only now: had a later topic failed, the records of an earlier one would be skipped.
        self._places.update(places)
        return found
