"""The embedded store: one SQLite file for documents, compare-and-set documents, and search by FTS5."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self, get_args

from newswatch.adapters import sqlite_index
from newswatch.adapters.sqlite_file import VALUE_LIMIT, FileKind, faults, open_file, reading, writing
from newswatch.adapters.sqlite_search import search
from newswatch.errors import Conflict, Reject
from newswatch.ports import (
    Clock,
    Collection,
    Doc,
    Hits,
    ItemError,
    Keys,
    Query,
    Stored,
    Swapped,
    Versioned,
    ms,
)

STORE_FILE = FileKind(
    name="store",
    application_id=0x6E775374,
    version=1,
    schema=(
        *sqlite_index.SCHEMA,
        # A row is replaced at each write: its number, never used twice, is the revision.
        """CREATE TABLE swapped(
            revision INTEGER PRIMARY KEY AUTOINCREMENT, collection TEXT NOT NULL, id TEXT NOT NULL,
            written INTEGER NOT NULL, state TEXT NOT NULL, due INTEGER, sort TEXT NOT NULL,
            body TEXT NOT NULL, UNIQUE(collection, id))""",
        "CREATE INDEX swapped_by_state ON swapped(collection, state, due, id)",
        "CREATE INDEX swapped_by_due ON swapped(collection, due, id)",
        "CREATE INDEX swapped_by_sort ON swapped(collection, sort, id)",
    ),
    remedy="move it away with its -wal and -shm files; `newswatch rebuild` fills a new one from the log",
)
_VERSIONED = get_args(Versioned)
_IDS_AT_ONCE = 500
_EXPIRE_ROWS = 200
_MERGE_PAGES = 200
_WORDS_REMEMBERED = 20_000
"""Words known to be in the file already, so that they are not offered to it again: some 2 MB of them."""


class SqliteStore:
    """ports.Store on one file. Any thread may use it, one at a time; several processes may share the file."""

    def __init__(self, path: Path | str, *, prefix: str = "", clock: Clock) -> None:
        self._path = Path(path)
        self._prefix = prefix
        self._clock = clock
        self._lock = threading.Lock()
        self._known_words: set[str] = set()
        self._connection = open_file(self._path, STORE_FILE)

    def put_newer(self, docs: Sequence[Doc]) -> list[ItemError]:
        """Write all in one transaction. One that is no document of its collection is returned, not written.

        Reasons: `bad-document`, `too-large` (64 MiB), `bad-version` (not a signed 64-bit number).
        """
        errors: list[ItemError] = []
        prepared: list[sqlite_index.Prepared] = []
        for doc in docs:
            made = sqlite_index.prepare(doc)
            if isinstance(made, ItemError):
                errors.append(made)
            else:
                prepared.append(made)
        if prepared:
            with self._using() as connection, writing(connection):
                new_words: set[str] = set()
                for document in prepared:
                    new_words |= sqlite_index.put(
                        connection, self._prefix, document, self._now(), self._known_words
                    )
            # Only after the commit: a word that was rolled back is not there.
            if len(self._known_words) > _WORDS_REMEMBERED:
                self._known_words.clear()
            self._known_words |= new_words
        return errors

    def swap(
        self, collection: Swapped, id: str, body: Mapping[str, Any], keys: Keys, expected: str | None
    ) -> str:
        """Write if the revision is the expected one; the new revision. Raises Conflict, Reject("too-large")."""
        name = self._prefix + collection
        text = sqlite_index.as_json(body)
        if len(text) > VALUE_LIMIT:
            raise Reject(
                "too-large", f"{collection}/{id} has {len(text)} characters, {VALUE_LIMIT} are possible"
            )
        with self._using() as connection, writing(connection):
            rows = connection.execute("SELECT revision FROM swapped WHERE collection=? AND id=?", (name, id))
            found = next((str(revision) for (revision,) in rows.fetchall()), None)
            if found != expected:
                raise Conflict(f"{collection}/{id} has revision {found}, expected was {expected}")
            written = connection.execute(
                "INSERT OR REPLACE INTO swapped(collection, id, written, state, due, sort, body) "
                "VALUES(?,?,?,?,?,?,?)",
                (name, id, self._now(), keys.state, keys.due, keys.group, text),
            )
            return str(written.lastrowid)

    def get(self, collection: Collection, id: str) -> Stored | None:
        """The document, with every write so far; None when there is none."""
        return self.get_many(collection, [id]).get(id)

    def get_many(self, collection: Collection, ids: Sequence[str]) -> dict[str, Stored]:
        """Those that exist, by id."""
        found: dict[str, Stored] = {}
        with self._using() as connection, reading(connection):
            for start in range(0, len(ids), _IDS_AT_ONCE):
                some = ids[start : start + _IDS_AT_ONCE]
                where = f"collection=? AND id IN ({','.join('?' * len(some))})"
                for stored in _select(connection, collection, where, (self._prefix + collection, *some)):
                    found[stored.id] = stored
        return found

    def find(
        self,
        collection: Collection,
        *,
        state: str | None = None,
        group: str | None = None,
        due_before: int | None = None,
        limit: int = 100,
        after: str | None = None,
    ) -> list[Stored]:
        """Documents by their keys. One that is due in the very ms `due_before` is due: a clock may stand."""
        where, values = ["collection=?"], [self._prefix + collection]
        conditions: dict[str, str | int | None] = {"state=?": state, "sort=?": group, "due<=?": due_before}
        if due_before is None:
            conditions["id>?"] = after
        asked = {condition: value for condition, value in conditions.items() if value is not None}
        if collection in _VERSIONED and asked.keys() - {"id>?"}:
            raise ValueError(f"documents of {collection} have no keys to be found by")
        order = "id" if due_before is None else "due, id"
        tail = f"{' AND '.join([*where, *asked])} ORDER BY {order} LIMIT ?"
        with self._using() as connection:
            return _select(connection, collection, tail, (*values, *asked.values(), limit))

    def remove(self, collection: Collection, ids: Sequence[str]) -> int:
        """Delete; the number deleted."""
        name = self._prefix + collection
        with self._using() as connection, writing(connection):
            if collection not in _VERSIONED:
                before = connection.total_changes
                connection.executemany(
                    "DELETE FROM swapped WHERE collection=? AND id=?", [(name, one) for one in ids]
                )
                return connection.total_changes - before
            numbers: list[int] = []
            for one in dict.fromkeys(ids):
                rows = connection.execute("SELECT number FROM docs WHERE collection=? AND id=?", (name, one))
                numbers += [number for (number,) in rows.fetchall()]
            return sqlite_index.delete(connection, collection, numbers)

    def expire(self, collection: Versioned, before: datetime) -> int:
        """Delete articles told, stories last changed and letters that died before a time; the number deleted.

        After each quarter of what is kept, the search index gives up what was deleted.
        """
        limit = ms(before)
        deleted = 0
        name = self._prefix + collection
        with self._using() as connection:
            first, kept = sqlite_index.span(connection, name)
        while True:
            with self._using() as connection, writing(connection):
                rows = connection.execute(
                    "SELECT number FROM docs WHERE collection=? AND seen<? ORDER BY seen LIMIT ?",
                    (name, limit, _EXPIRE_ROWS),
                ).fetchall()
                deleted += sqlite_index.delete(connection, collection, [number for (number,) in rows])
            if not rows:
                break
        with self._using() as connection:
            now_first, _ = sqlite_index.span(connection, name)
        quarter = max(kept // 4, 1)
        if collection != "dead" and now_first // quarter != first // quarter:
            self._merge(f"search_{collection}")
        return deleted

    def _merge(self, table: str) -> None:
        """Let an index forget deleted rows, a piece at a time: a writer waits for one piece at most.

        By itself it keeps them until its oldest part is merged, and grows to several times what it needs.
        """
        pages = -_MERGE_PAGES  # (negative: also what the index would leave alone as yet; fts5, section 6.8)
        while True:
            with self._using() as connection, writing(connection):
                before = connection.total_changes
                connection.execute(f"INSERT INTO {table}({table}, rank) VALUES('merge', ?)", (pages,))
                if connection.total_changes - before < 2:
                    return
            pages = _MERGE_PAGES

    def search(self, collection: Literal["articles", "stories"], query: Query) -> Hits:
        """Search stems in French and English; see sqlite_search and sqlite_words."""
        with self._using() as connection, reading(connection):
            return search(connection, collection, self._prefix + collection, query)

    def refresh(self) -> None:
        """Nothing to do: a search sees every write."""

    def close(self) -> None:
        """Close the file."""
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
        with self._lock, faults(self._path, STORE_FILE):
            yield self._connection

    def _now(self) -> int:
        return ms(self._clock())


def _select(
    connection: sqlite3.Connection, collection: Collection, tail: str, values: Sequence[str | int]
) -> list[Stored]:
    columns = (
        "id, body, version, '' FROM docs"
        if collection in _VERSIONED
        else "id, body, 0, CAST(revision AS TEXT) FROM swapped"
    )
    rows = connection.execute(f"SELECT {columns} WHERE {tail}", values).fetchall()
    return [Stored(name, json.loads(body), version, revision) for name, body, version, revision in rows]
