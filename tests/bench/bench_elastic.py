"""The Elasticsearch adapter beside bare helpers.bulk with the same documents: one run.

    eval "$(infra/local/stack.sh env | sed 's/^/export /')"; python tests/bench/bench_elastic.py [DOCUMENTS]

Goal: at least 0.8 times the documents a second of helpers.bulk. The bare client gets the documents as the
adapter renders them, ready made: what the adapter's own rendering costs is in its figure alone.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from elasticsearch import helpers

from newswatch.adapters.elastic_documents import render
from newswatch.adapters.elastic_indices import create_indices
from newswatch.adapters.elastic_store import ElasticStore
from newswatch.messages import Flagged, json_of
from newswatch.ports import Doc, Query
from tests.bench.bench_sqlite import RECORD_BYTES, article

BATCH = 500
ROUNDS = 3
WORDS = [f"{first}{second}ement{last}" for first in "abcdefghij" for second in "aeiou" for last in "alinors"]
WEIGHTS = [1 / (place + 1) for place in range(len(WORDS))]


def timed(count: int, work: Callable[[], object]) -> float:
    """How many a second `work` did."""
    start = time.perf_counter()
    work()
    return count / (time.perf_counter() - start)


def document(number: int) -> Doc:
    """A flagged article of 5 KB, of words as frequent as words are (Zipf)."""
    chance = random.Random(number)
    body = " ".join(chance.choices(WORDS, WEIGHTS, k=RECORD_BYTES // 9))
    made = article(number, chance).model_copy(update={"body": body, "in_language": ("fr", "en")[number % 2]})
    return Doc("articles", made.id, 1, json_of(Flagged(article=made, labels=("ai_investment",))))


def bare(store: ElasticStore, index: str, ready: list[tuple[str, dict[str, Any]]]) -> None:
    """helpers.bulk as its documentation shows it, in the adapter's chunks."""

    def actions() -> Iterator[dict[str, Any]]:
        for id_, source in ready:
            yield {
                "_op_type": "index",
                "_index": index,
                "_id": id_,
                "version": 1,
                "version_type": "external_gte",
                "_source": source,
            }

    helpers.bulk(store.client, actions(), chunk_size=BATCH, max_chunk_bytes=4 * 1024 * 1024)


def adapter(store: ElasticStore, docs: list[Doc]) -> None:
    """put_newer in batches, as a stage calls it."""
    for start in range(0, len(docs), BATCH):
        assert store.put_newer(docs[start : start + BATCH]) == []


def main(count: int) -> None:
    """Alternate the two, so that what else the machine does meets both."""
    password = Path(os.environ["NEWSWATCH_ELASTICSEARCH_PASSWORD_FILE"]).read_text(encoding="utf-8")
    prefix = f"bench{uuid.uuid4().hex[:6]}-"
    store = ElasticStore(
        os.environ["NEWSWATCH_STORE_URL"],
        user=os.environ["NEWSWATCH_ELASTICSEARCH_USER"],
        password=password,
        ca=Path(os.environ["NEWSWATCH_ELASTICSEARCH_CA"]),
        prefix=prefix,
    )
    docs = [document(n) for n in range(count)]
    ready = [(doc.id, json.loads(bytes(render(doc)))) for doc in docs]  # type: ignore[arg-type]
    best: dict[str, float] = {"bare helpers.bulk": 0.0, "adapter": 0.0}
    try:
        for turn in range(ROUNDS):
            create_indices(store.client, f"{prefix}{turn}-")
            speed = timed(count, lambda at=f"{prefix}{turn}-articles": bare(store, at, ready))  # type: ignore[misc]
            best["bare helpers.bulk"] = max(best["bare helpers.bulk"], speed)
            store._prefix = f"{prefix}{turn}a-"
            create_indices(store.client, store._prefix)
            best["adapter"] = max(best["adapter"], timed(count, lambda: adapter(store, docs)))
        print(f"{count} documents of 5 KB, the better of {ROUNDS} rounds")
        for name, speed in best.items():
            print(f"{name:<42}{speed:>10,.0f} /s")
        print(f"bulk: {best['adapter'] / best['bare helpers.bulk']:.2f} of bare")
        print(f"{'rendering alone':<42}{timed(count, lambda: [render(doc) for doc in docs]):>10,.0f} /s")
        store.refresh()
        queries = [Query(WORDS[n % len(WORDS)]) for n in range(50)]
        print(f"{'search':<42}{timed(50, lambda: [store.search('articles', q) for q in queries]):>10,.0f} /s")
        ids = [doc.id for doc in docs[:500]]
        speed = timed(5000, lambda: [store.get_many("articles", ids) for _ in range(10)])
        print(f"{'get_many of 500':<42}{speed:>10,.0f} /s")
    finally:
        for index in store.client.indices.get(index=f"{prefix}*", filter_path="*.aliases").body:
            store.client.indices.delete(index=index)
        store.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 4_000)
