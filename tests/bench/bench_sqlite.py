"""How fast the embedded log and store are: records of 5 KB, with bare sqlite3 beside them.

    python tests/bench/bench_sqlite.py [RECORDS]

Goals of the log: 5,000 appended and 10,000 read a second. The store has a fifth as many documents.
"""

from __future__ import annotations

import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from newswatch.adapters.sqlite_log import SqliteLog
from newswatch.adapters.sqlite_store import SqliteStore
from newswatch.messages import Article, Flagged, SourceRef, json_of
from newswatch.ports import Doc, Query

BATCH = 500
RECORD_BYTES = 5 * 1024


def article(number: int, chance: random.Random) -> Article:
    """An article whose record has about 5 KB."""
    at = datetime(2023, 1, 24, 9, tzinfo=UTC)
    return Article(
        id=f"{number:032x}",
        url=f"https://example.org/{number}",
        headline="Une levée de fonds",
        body=" ".join(f"{chance.random():.12f}" for _ in range(RECORD_BYTES // 16)),
        publisher="Example",
        source=SourceRef(id="example", publisher="Example"),
        discovered_at=at,
        fetched_at=at,
    )


def timed(name: str, count: int, work: Callable[[], object]) -> None:
    """Print how many a second `work` did."""
    start = time.perf_counter()
    work()
    seconds = time.perf_counter() - start
    print(f"{name:<42}{count / seconds:>10,.0f} /s")


def bare(path: Path, values: list[bytes]) -> None:
    """What sqlite3 alone does with the same bytes: executemany, a transaction a batch, the same WAL."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE records(id INTEGER PRIMARY KEY, value BLOB)")
    for start in range(0, len(values), BATCH):
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(
            "INSERT INTO records(value) VALUES(?)", [(value,) for value in values[start : start + BATCH]]
        )
        connection.execute("COMMIT")
    connection.close()


def search_all(store: SqliteStore, queries: list[Query]) -> None:
    """Search one after the other."""
    for query in queries:
        store.search("articles", query)


def store(path: Path, articles: list[Article], chance: random.Random) -> None:
    """Index articles of French-looking words, as frequent as words are (Zipf), and search them."""
    words = [
        f"{first}{second}ement{last}" for first in "abcdefghij" for second in "aeiou" for last in "alinors"
    ]
    weights = [1 / (place + 1) for place in range(len(words))]
    docs = []
    for article in articles:
        body = " ".join(chance.choices(words, weights, k=600))
        flagged = Flagged(article=article.model_copy(update={"body": body, "in_language": "fr"}))
        docs.append(Doc("articles", article.id, 1, json_of(flagged)))
    with SqliteStore(path, clock=lambda: datetime.now(UTC)) as store:
        timed(
            "put_newer (analyse, index, write)",
            len(docs),
            lambda: [store.put_newer(docs[start : start + 100]) for start in range(0, len(docs), 100)],
        )
        for name, text in (("in every document", "fonds"), ("two rare words", "jouements jiementa")):
            queries = [Query(text)] * 10
            timed(f"search: {name}", 10, partial(search_all, store, queries))


def main() -> None:
    """Run all three in a directory of their own."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    chance = random.Random(3)
    articles = [article(number, chance) for number in range(count)]
    values = [message.encode() for message in articles]
    print(f"{count:,} records of {sum(map(len, values)) / count:,.0f} bytes, batches of {BATCH}")
    with tempfile.TemporaryDirectory() as folder:
        log = SqliteLog(Path(folder) / "log.db", clock=lambda: datetime.now(UTC))

        def append() -> None:
            for start in range(0, count, BATCH):
                log.append(articles[start : start + BATCH])

        def read() -> None:
            with log.consumer("bench", ["articles"]) as consumer:
                while records := consumer.read(BATCH, 0):
                    consumer.commit(records)

        timed("append (encode and write, synchronous=FULL)", count, append)
        timed("read and commit", count, read)
        timed("scan", count, lambda: sum(1 for _ in log.scan("articles")))
        log.close()
        timed("bare sqlite3 executemany", count, lambda: bare(Path(folder) / "bare.db", values))
        store(Path(folder) / "store.db", articles[: count // 5], chance)


if __name__ == "__main__":
    main()
