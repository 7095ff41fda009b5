"""Bytes and processor time of an article, on the real pages beside the checkout: what docs/operating.md counts with.

Without a running stack (NEWSWATCH_TEST_STACK) Kafka and Elasticsearch are left out; without the pages, all is.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from newswatch.adapters.sqlite_log import SqliteLog
from newswatch.adapters.sqlite_store import SqliteStore
from newswatch.errors import Reject
from newswatch.messages import Article, Flagged, Message, Page, SourceRef, digest
from newswatch.ports import Doc, Log, Store
from newswatch.stage import Put
from processors.extract import read_article
from processors.flag import SHIPPED, flag, load_rules
from processors.index import index

EVAL = Path(__file__).parents[3] / "shared" / "eval" / "articles"
COPIES = 10
"""Of each page, under addresses of their own."""
AT = datetime.now(UTC)
T = TypeVar("T")


def page_of(path: Path, copy: int) -> Page:
    """A page as the crawl appends it."""
    url = f"https://bench.example/{path.stem}/{copy}"
    return Page(
        id=digest(url), requested_url=url, url=url, status=200, headers={"content-type": "text/html"},
        body=path.read_bytes(), source=SourceRef(id="bench", publisher="Bench", language="en"),
        discovered_at=AT, fetched_at=AT,
    )  # fmt: skip


def timed(act: Callable[[], T]) -> tuple[T, float]:
    """What it returns, and seconds of processor time."""
    began = time.process_time()
    return act(), time.process_time() - began


def read_all(pages: Sequence[Page]) -> list[Article]:
    """The articles of those pages that have one."""
    found = []
    for page in pages:
        try:
            found.append(read_article(page))
        except Reject:
            continue
    return found


def docs_of(messages: Sequence[Message]) -> list[Doc]:
    return [output.doc for message in messages for output in index(message, {}) if isinstance(output, Put)]


def in_chunks(act: Callable[[Sequence[Any]], object], values: Sequence[Any], size: int = 100) -> None:
    for at in range(0, len(values), size):
        act(values[at : at + size])


def tell(what: str, total: float, count: int) -> None:
    print(f"{what:<44}{total / count / 1000:8.1f} KB an article")


def embedded(kinds: dict[str, Sequence[Message]], docs: Sequence[Doc], count: int) -> None:
    """How the files of the embedded profile grow."""
    with TemporaryDirectory() as folder:
        before = 0
        for name, messages in kinds.items():
            log: Log = SqliteLog(Path(folder) / "log.db", prefix="", clock=lambda: AT)
            in_chunks(log.append, messages)
            log.close()  # what was written goes from the WAL into the file
            size = (Path(folder) / "log.db").stat().st_size
            tell(f"SQLite log: {name}", size - before, count)
            before = size
        store: Store = SqliteStore(Path(folder) / "store.db", prefix="", clock=lambda: AT)
        in_chunks(store.put_newer, docs)
        store.close()
        tell("SQLite store: articles", (Path(folder) / "store.db").stat().st_size, count)


def cluster(kinds: dict[str, Sequence[Message]], docs: Sequence[Doc], count: int) -> None:
    """What lies on the disks of Kafka and Elasticsearch, one copy."""
    from tests.services import stack

    prefix = f"z{uuid.uuid4().hex[:8]}-"
    log = stack.open_log(prefix, lambda: AT)
    for name, messages in kinds.items():
        in_chunks(log.append, messages)
        (broker,) = log.admin.describe_log_dirs()
        size = sum(
            part["partition_size"]
            for folder in broker["log_dirs"]
            for topic in folder["topics"]
            if topic["name"] == f"{prefix}{name}"
            for part in topic["partitions"]
        )
        tell(f"Kafka (lz4): {name}", size, count)
    log.close()
    store = stack.open_store(prefix)
    _, seconds = timed(lambda: in_chunks(store.put_newer, docs))
    store.client.indices.forcemerge(index=f"{prefix}articles", max_num_segments=1)
    stats = store.client.indices.stats(index=f"{prefix}articles", metric="store").body
    tell("Elasticsearch: articles", stats["_all"]["primaries"]["store"]["size_in_bytes"], count)
    print(f"{'index, our side':<44}{seconds / count * 1000:8.2f} ms an article")
    store.close()
    stack.sweep(prefix)


def main() -> None:
    """Print the figures."""
    paths = sorted(EVAL.glob("*.html"))
    if not paths:
        print(f"no pages at {EVAL}")
        return
    rules = load_rules([SHIPPED])
    pages = [page_of(path, copy) for copy in range(COPIES) for path in paths]
    articles, extracting = timed(lambda: read_all(pages))
    flagged, flagging = timed(lambda: [flag(article, rules) for article in articles])
    print(
        f"{len(paths)} pages, {sum(p.stat().st_size for p in paths) / len(paths) / 1000:.0f} KB each on average"
    )
    print(f"{'extract':<44}{extracting / len(pages) * 1000:8.2f} ms an article")
    print(f"{'flag':<44}{flagging / len(articles) * 1000:8.2f} ms an article")
    kinds: dict[str, Sequence[Message]] = {
        Page.topic: pages, Article.topic: articles, Flagged.topic: flagged,
    }  # fmt: skip
    for name, messages in kinds.items():
        tell(f"message: {name}", sum(len(message.encode()) for message in messages), len(articles))
    embedded(kinds, docs_of(flagged), len(articles))
    import os

    if os.environ.get("NEWSWATCH_TEST_STACK"):
        cluster(kinds, docs_of(flagged), len(articles))


if __name__ == "__main__":
    main()
