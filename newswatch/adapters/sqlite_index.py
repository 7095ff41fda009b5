"""Versioned documents as rows: the document, the stems it is found by, and what it is filtered by."""

from __future__ import annotations

import json
import sqlite3
import unicodedata
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from newswatch.adapters.sqlite_documents import Searchable, searchable
from newswatch.adapters.sqlite_file import VALUE_LIMIT
from newswatch.adapters.sqlite_words import LANGUAGES, languages_of, stem, tokens
from newswatch.ports import Doc, ItemError

COLUMNS = tuple(f"{part}_{language}" for language in LANGUAGES for part in ("head", "text"))
"""The columns of the FTS5 tables: a text lies in those of its language, or in all where it has another."""
SHORTEST, LONGEST = 4, 30
"""Letters of a word that is kept for suggestions."""
_TOKENIZER = "tokenize='unicode61 remove_diacritics 0'"
SCHEMA = (
    """CREATE TABLE docs(
        number INTEGER PRIMARY KEY AUTOINCREMENT, collection TEXT NOT NULL, id TEXT NOT NULL,
        version INTEGER NOT NULL, written INTEGER NOT NULL, seen INTEGER NOT NULL, told INTEGER,
        amount REAL, body TEXT NOT NULL, UNIQUE(collection, id))""",
    "CREATE INDEX docs_by_told ON docs(collection, told, number)",
    "CREATE INDEX docs_by_seen ON docs(collection, seen)",
    """CREATE TABLE terms(
        doc INTEGER NOT NULL, kind TEXT NOT NULL, value TEXT NOT NULL, shown TEXT NOT NULL,
        PRIMARY KEY(doc, kind, value)) WITHOUT ROWID""",
    f"CREATE VIRTUAL TABLE search_articles USING fts5({', '.join(COLUMNS)}, {_TOKENIZER})",
    f"CREATE VIRTUAL TABLE search_stories USING fts5({', '.join(COLUMNS)}, {_TOKENIZER})",
    "CREATE TABLE words(word TEXT PRIMARY KEY, shown TEXT NOT NULL) WITHOUT ROWID",
)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document with all that was computed before the write lock is taken."""

    doc: Doc
    body: str
    found: Searchable
    columns: dict[str, str]
    words: dict[str, str]


def prepare(doc: Doc) -> Prepared | ItemError:
    """Check and analyse a document; what can never be written comes back as an ItemError."""
    if not -(2**63) <= doc.version < 2**63:
        return ItemError(doc.id, "bad-version", f"version {doc.version} is no signed 64-bit number")
    try:
        body = as_json(doc.body)
        size = len(body.encode())
        found = searchable(doc.collection, doc.body)
        doc.id.encode()
    except (ValueError, TypeError, OverflowError) as error:
        return ItemError(doc.id, "bad-document", f"no document of {doc.collection}: {error}")
    if size > VALUE_LIMIT:
        return ItemError(doc.id, "too-large", f"{size} bytes, {VALUE_LIMIT} are possible")
    columns = dict.fromkeys(COLUMNS, "")
    words: dict[str, str] = {}
    for text in found.texts:
        found_tokens = list(tokens(text.text))
        for language in languages_of(text.language):
            column = f"{'head' if text.head else 'text'}_{language}"
            columns[column] += " ".join(stem(token.word, language) for token in found_tokens) + " "
        for token in found_tokens:
            if SHORTEST <= len(token.word) <= LONGEST and token.word.isalpha() and token.word not in words:
                shown = unicodedata.normalize("NFC", text.text[token.start : token.end]).lower()
                words[token.word] = shown
    return Prepared(doc, body, found, columns, words)


def put(
    connection: sqlite3.Connection, prefix: str, ready: Prepared, now: int, known: AbstractSet[str]
) -> AbstractSet[str]:
    """Write a document unless a newer one is there, within a write transaction; `now` in ms.

    `known` are words that the file has already; returned are those that it has now.
    """
    doc, found = ready.doc, ready.found
    rows = connection.execute(
        "INSERT INTO docs(collection, id, version, written, seen, told, amount, body) VALUES(?,?,?,?,?,?,?,?) "
        "ON CONFLICT(collection, id) DO UPDATE SET version=excluded.version, written=excluded.written, "
        "seen=excluded.seen, told=excluded.told, amount=excluded.amount, body=excluded.body "
        "WHERE excluded.version >= docs.version RETURNING number",
        [
            *(prefix + doc.collection, doc.id, doc.version, now),
            *(found.seen, found.told, found.amount, ready.body),
        ],
    ).fetchall()
    if not rows:
        return frozenset()  # a newer one is there
    number = rows[0][0]
    if doc.collection == "dead":
        return frozenset()
    table = f"search_{doc.collection}"
    _unindex(connection, doc.collection, number)
    if found.told is None:
        return frozenset()
    connection.execute(
        f"INSERT INTO {table}(rowid, {', '.join(COLUMNS)}) VALUES(?,?,?,?,?)",
        (number, *(ready.columns[column] for column in COLUMNS)),
    )
    connection.executemany("INSERT INTO terms VALUES(?,?,?,?)", [(number, *term) for term in found.terms])
    connection.executemany(
        "INSERT OR IGNORE INTO words VALUES(?,?)",
        [(word, shown) for word, shown in ready.words.items() if word not in known],
    )
    return ready.words.keys()


def as_json(body: Mapping[str, Any]) -> str:
    """Raises ValueError or TypeError for what JSON does not have."""
    return json.dumps(dict(body), ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def delete(connection: sqlite3.Connection, collection: str, numbers: Sequence[int]) -> int:
    """Delete documents by their row numbers, within a write transaction; how many."""
    for number in numbers:
        _unindex(connection, collection, number)
        connection.execute("DELETE FROM docs WHERE number=?", (number,))
    return len(numbers)


def span(connection: sqlite3.Connection, name: str) -> tuple[int, int]:
    """The number of a collection's first document, and how many numbers lie from it to the last; name with prefix."""
    first, last = connection.execute(
        "SELECT coalesce(min(number), 0), coalesce(max(number), 0) FROM docs WHERE collection=?", (name,)
    ).fetchall()[0]
    return int(first), int(last) - int(first) + 1


def _unindex(connection: sqlite3.Connection, collection: str, number: int) -> None:
    if collection != "dead":
        connection.execute(f"DELETE FROM search_{collection} WHERE rowid=?", (number,))  # noqa: S608
        connection.execute("DELETE FROM terms WHERE doc=?", (number,))
