"""The records of an embedded log as rows: where they lie, and the statements that reach them.

One B-tree holds all topics: a row's number is the topic's number times 2^40 plus the offset, so that a
topic's records lie together in order and need no second index. Topics and groups carry the prefix here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from newswatch.adapters import sqlite_lease
from newswatch.adapters.sqlite_file import VALUE_LIMIT, FileKind
from newswatch.errors import Reject
from newswatch.messages import Message
from newswatch.ports import Partition, Record

LOG_FILE = FileKind(
    name="log",
    application_id=0x6E774C67,
    version=1,
    schema=(
        """CREATE TABLE topics(
            number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, next INTEGER NOT NULL DEFAULT 0)""",
        """CREATE TABLE records(
            id INTEGER PRIMARY KEY, topic INTEGER NOT NULL, timestamp INTEGER NOT NULL,
            key TEXT NOT NULL, value BLOB NOT NULL)""",
        "CREATE INDEX records_by_time ON records(topic, timestamp)",
        """CREATE TABLE offsets(
            member TEXT NOT NULL, topic TEXT NOT NULL, next INTEGER NOT NULL,
            PRIMARY KEY(member, topic)) WITHOUT ROWID""",
        *sqlite_lease.SCHEMA,
    ),
    remedy="move it away with its -wal and -shm files and restore a copy; what it held is lost otherwise",
)
_SHIFT = 40
_READ_BYTES = VALUE_LIMIT
"""A batch ends after so many bytes: a hundred huge records must not fill the memory."""
_TRIM_ROWS = 1000

Encoded = tuple[str, str, bytes]
"""A message ready to be written: topic with prefix, key, value."""


def encode(messages: Sequence[Message], prefix: str) -> list[Encoded]:
    """Encode before the write lock is taken. Raises Reject("too-large") for a message over 64 MiB."""
    rows = [(prefix + message.topic, message.key, message.encode()) for message in messages]
    for topic, key, value in rows:
        if len(value) > VALUE_LIMIT:
            text = f"a record of {len(value)} bytes for {topic} (key {key}); the log takes {VALUE_LIMIT}"
            raise Reject("too-large", text)
    return rows


def insert(connection: sqlite3.Connection, rows: Sequence[Encoded], now: int) -> None:
    """Append the rows in their order, within a write transaction; `now` in ms."""
    by_topic: dict[str, list[Encoded]] = {}
    for row in rows:
        by_topic.setdefault(row[0], []).append(row)
    for topic, ours in by_topic.items():
        connection.execute("INSERT OR IGNORE INTO topics(name) VALUES(?)", (topic,))
        number, start = connection.execute(
            "SELECT number, next FROM topics WHERE name=?", (topic,)
        ).fetchall()[0]
        base = (number << _SHIFT) + start
        connection.executemany(
            "INSERT INTO records VALUES(?,?,?,?,?)",
            ((base + place, number, now, key, value) for place, (_, key, value) in enumerate(ours)),
        )
        connection.execute("UPDATE topics SET next=? WHERE number=?", (start + len(ours), number))


def end_offset(connection: sqlite3.Connection, topic: str) -> int:
    """The offset after the last record; 0 for a topic that nothing was written to."""
    rows = connection.execute("SELECT next FROM topics WHERE name=?", (topic,)).fetchall()
    return int(rows[0][0]) if rows else 0


def committed_offset(connection: sqlite3.Connection, group: str, topic: str) -> int:
    """The group's next offset to read; the first one kept where it has none."""
    rows = connection.execute(
        "SELECT next FROM offsets WHERE member=? AND topic=?", (group, topic)
    ).fetchall()
    return int(rows[0][0]) if rows else first_offset(connection, topic)


def first_offset(connection: sqlite3.Connection, topic: str, since: int | None = None) -> int:
    """The first offset kept, or the first written at `since` (ms) or later; the end if there is none."""
    number = _number(connection, topic)
    if number is None:
        return 0
    if since is None:
        sql, values = "SELECT min(id) FROM records WHERE id>=? AND id<?", _range(number, 0)
    else:
        sql, values = "SELECT min(id) FROM records WHERE topic=? AND timestamp>=?", (number, since)
    found = connection.execute(sql, values).fetchall()[0][0]
    return end_offset(connection, topic) if found is None else int(found) - (number << _SHIFT)


def set_offset(connection: sqlite3.Connection, group: str, topic: str, following: int) -> None:
    """Mark everything before `following` as read, within a write transaction."""
    connection.execute("INSERT OR REPLACE INTO offsets VALUES(?,?,?)", (group, topic, following))


def select(connection: sqlite3.Connection, topic: str, name: str, start: int, limit: int) -> list[Record]:
    """Up to `limit` records from an offset on, of 64 MiB together unless it is one; `name` has no prefix."""
    number = _number(connection, topic)
    if number is None:
        return []
    partition = Partition(name)
    base = number << _SHIFT
    cursor = connection.execute(
        "SELECT id, key, value, timestamp FROM records WHERE id>=? AND id<? ORDER BY id LIMIT ?",
        (*_range(number, start), limit),
    )
    records: list[Record] = []
    held = 0
    try:
        for row, key, value, timestamp in cursor:
            held += len(value)
            if records and held > _READ_BYTES:
                break
            records.append(Record(partition, row - base, key, value, timestamp))
    finally:
        # An unfinished statement would keep a read snapshot open, and the WAL from being emptied.
        cursor.close()
    return records


def trim_some(connection: sqlite3.Connection, topic: str, before: int) -> int:
    """Forget up to a thousand records older than `before` (ms), so that a writer never waits long."""
    number = _number(connection, topic)
    if number is None:
        return 0
    return connection.execute(
        "DELETE FROM records WHERE id IN "
        "(SELECT id FROM records WHERE topic=? AND timestamp<? ORDER BY timestamp LIMIT ?)",
        (number, before, _TRIM_ROWS),
    ).rowcount


def _number(connection: sqlite3.Connection, topic: str) -> int | None:
    rows = connection.execute("SELECT number FROM topics WHERE name=?", (topic,)).fetchall()
    return int(rows[0][0]) if rows else None


def _range(number: int, start: int) -> tuple[int, int]:
    return (number << _SHIFT) + start, (number + 1) << _SHIFT
