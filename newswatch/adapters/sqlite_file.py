"""One SQLite file shared by several processes: how it is opened, written, and what its faults mean.

Rules that both embedded adapters follow: WAL, so that readers never wait for a writer; every write in one
`BEGIN IMMEDIATE` transaction; `synchronous=FULL`, so that what was acknowledged is on the disk (ADR 0002).
"""

from __future__ import annotations

import errno
import json
import shutil
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from newswatch.errors import DiskFull, NewswatchError, Transient

BUSY_SECONDS = 10.0
"""How long a write waits for another process's transaction."""
VALUE_LIMIT = 64 * 1024 * 1024
"""Bytes of one record or document at most: larger ones are refused before anything is written."""
_PAGE_BYTES = 8192
_CHECKPOINT_PAGES = 2000
_WAL_BYTES_KEPT = 64 * 1024 * 1024
_FULL = (
    "{path}: the disk is full. Free some space there and start again: nothing was half written, and it goes on "
    "from where it stood"
)
_UNWRITABLE = frozenset(
    f"SQLITE_IOERR_{name}"
    for name in ("WRITE", "FSYNC", "DIR_FSYNC", "TRUNCATE", "SHMSIZE", "SHMOPEN", "SHMMAP")
)
_LEAST_FREE = 256 * 1024
"""Bytes: with less SQLite can't even make its two small files beside the database."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """What a file is for. `application_id` tells a log from a store; `schema` makes version `version`."""

    name: str
    application_id: int
    version: int
    schema: tuple[str, ...]
    remedy: str
    """What to do about a damaged file."""


def open_file(path: Path, kind: FileKind) -> sqlite3.Connection:
    """Open the file, and create it with its directory where it is missing.

    The connection is in autocommit mode and may be used by several threads, one at a time.
    Raises Transient when the file is busy, DiskFull, and NewswatchError when the file can't be
    opened, is damaged, belongs to something else, or was written by a newer newswatch.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(_FULL.format(path=path)) from error
        raise NewswatchError(
            f"{path.absolute()}: its directory can't be made: {error.strerror}. Stand in a folder that you may "
            "write in, or name another place in NEWSWATCH_LOG_URL and NEWSWATCH_STORE_URL."
        ) from error
    with faults(path, kind):
        connection = sqlite3.connect(path, BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        try:
            _prepare(connection, path, kind)
        except BaseException:
            connection.close()
            raise
    return connection


def _prepare(connection: sqlite3.Connection, path: Path, kind: FileKind) -> None:
    """Set the connection up, and the schema of a new file."""
    connection.execute(f"PRAGMA page_size={_PAGE_BYTES}")
    _use_wal(connection)
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute(f"PRAGMA wal_autocheckpoint={_CHECKPOINT_PAGES}")
    connection.execute(f"PRAGMA journal_size_limit={_WAL_BYTES_KEPT}")
    if _number(connection, "PRAGMA user_version") == 0:
        with writing(connection):
            # Another process may have made the schema while this one waited for the lock.
            if _number(connection, "PRAGMA user_version") == 0:
                if _number(connection, "SELECT count(*) FROM sqlite_master"):
                    raise NewswatchError(f"{path} is a database of something else: give another path")
                for statement in kind.schema:
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id={kind.application_id}")
                connection.execute(f"PRAGMA user_version={kind.version}")
    if _number(connection, "PRAGMA application_id") != kind.application_id:
        raise NewswatchError(f"{path} is not a newswatch {kind.name}: give another path")
    version = _number(connection, "PRAGMA user_version")
    if version > kind.version:
        raise NewswatchError(
            f"{path} was written by a newer newswatch: upgrade this one "
            f"(the file has schema {version}, this one knows {kind.version})"
        )


def _use_wal(connection: sqlite3.Connection) -> None:
    """Switch to WAL. SQLite does not wait by itself when two processes switch a new file at once."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL").fetchall()
            return
        except sqlite3.OperationalError as error:
            if _primary(error) != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            threading.Event().wait(0.01)


def _number(connection: sqlite3.Connection, sql: str) -> int:
    return int(connection.execute(sql).fetchall()[0][0])


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """One transaction that holds the write lock from its start, so that it can't fail half-way for a lock."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


@contextmanager
def reading(connection: sqlite3.Connection) -> Iterator[None]:
    """Several statements that see the same state of the file."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


@contextmanager
def faults(path: Path, kind: FileKind) -> Iterator[None]:
    """Turn SQLite's faults into Transient (may work later), DiskFull, or NewswatchError (a person must look)."""
    path = path.absolute()  # whoever reads of it may stand elsewhere
    try:
        yield
    except json.JSONDecodeError as error:  # of a document: SQLite knows of its own pages alone
        raise NewswatchError(_damaged(path, kind, error)) from error
    except sqlite3.Error as error:
        translated = _translate(error, path, kind)
        if translated is None:
            raise
        raise translated from error


def _full(path: Path) -> bool:
    """Whether the disk of a file has hardly any space left. SQLite tells it of a write, and not of an opening."""
    try:
        return shutil.disk_usage(path.parent).free < _LEAST_FREE
    except OSError:
        return False


def _primary(error: sqlite3.Error) -> int:
    """The primary result code (https://sqlite.org/rescode.html); 0 where Python itself raised it."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _translate(error: sqlite3.Error, path: Path, kind: FileKind) -> NewswatchError | None:
    code = _primary(error)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return Transient(
            f"{path} was locked by another process for {BUSY_SECONDS:.0f} s: "
            "it is tried again; if it lasts, look for a process that is stopped while it writes"
        )
    if code == sqlite3.SQLITE_FULL or (
        code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN) and _full(path)
    ):
        return DiskFull(_FULL.format(path=path))
    if code == sqlite3.SQLITE_IOERR:
        name = getattr(error, "sqlite_errorname", "")
        if name in _UNWRITABLE:
            return DiskFull(
                f"{path}: writing failed ({name}): look at the disk, its free space and quota; then start again"
            )
        return Transient(f"{path}: reading failed ({name}): look at the disk")
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return NewswatchError(_damaged(path, kind, error))
    if not code and str(error).startswith("Could not decode to UTF-8"):  # Python's own, and it shows the text
        return NewswatchError(_damaged(path, kind, "a text in it is no UTF-8"))
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        why = "it is a folder" if path.is_dir() else f"{error}"
        return NewswatchError(f"{path} can't be opened for writing ({why}): look at its name, owner and mode")
    return None


def _damaged(path: Path, kind: FileKind, why: object) -> str:
    return f"{path} is damaged or no newswatch {kind.name} ({why}): {kind.remedy}"
