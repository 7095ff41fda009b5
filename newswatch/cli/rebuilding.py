"""Fills a store from the log."""

from __future__ import annotations

from collections import Counter

import structlog

from newswatch.cli.output import progress
from newswatch.cli.readable import messages_in
from newswatch.errors import NewswatchError
from newswatch.messages import TOPICS, Article, Page
from newswatch.ports import Doc, Log, Store
from newswatch.stage import Put
from processors.index import index

log_ = structlog.get_logger("newswatch.rebuild")
CHUNK = 500
"""Documents a bulk write."""


def rebuild_store(log: Log, store: Store) -> dict[str, int]:
    """Index every record of the log anew; documents written by collection. Touches no alert.

    Raises NewswatchError when a document is refused, after all others are written.
    """
    counts: Counter[str] = Counter()
    refused = 0
    for topic in TOPICS:
        if topic in (Page.topic, Article.topic):
            continue
        docs: list[Doc] = []
        waiting = sum(log.end_offsets([topic]).values())
        for _, message in progress(messages_in(log, topic), f"reading {topic}", waiting):
            docs.extend(output.doc for output in index(message, {}) if isinstance(output, Put))
            if len(docs) >= CHUNK:
                refused += _write(store, docs, counts)
                docs = []
        refused += _write(store, docs, counts)
    store.refresh()
    if refused:
        raise NewswatchError(f"The store refused {refused} documents; the log lines above say which and why.")
    return dict(counts)


def _write(store: Store, docs: list[Doc], counts: Counter[str]) -> int:
    if not docs:
        return 0
    errors = store.put_newer(docs)
    for error in errors:
        log_.error("not indexed", id=error.id, reason=error.reason, text=error.text)
    counts.update(doc.collection for doc in docs)
    return len(errors)
