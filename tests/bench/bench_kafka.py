"""The Kafka adapter beside bare kafka-python with the same settings: 5 KB records, one run.

    eval "$(infra/local/stack.sh env | sed 's/^/export /')"; python tests/bench/bench_kafka.py [RECORDS]

Goal: at least 0.8 times the records a second of the bare client, appending and reading.
"""

from __future__ import annotations

import os
import random
import sys
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import kafka
from kafka.structs import TopicPartition

from newswatch.adapters.kafka_connect import client_settings, parse_address
from newswatch.adapters.kafka_consumer import CONSUMER_SETTINGS
from newswatch.adapters.kafka_log import KafkaLog
from newswatch.adapters.kafka_producer import PRODUCER_SETTINGS
from newswatch.adapters.kafka_topics import create_topics, load_plan
from newswatch.messages import Article
from tests.bench.bench_sqlite import article

BATCH = 500
ROUNDS = 5


def timed(count: int, work: Callable[[], object]) -> float:
    """How many a second `work` did."""
    start = time.perf_counter()
    work()
    return count / (time.perf_counter() - start)


def bare_append(settings: dict[str, object], topic: str, articles: list[Article]) -> None:
    """Send all, flush, and look at every future, as its documentation says."""
    producer = kafka.KafkaProducer(**{**settings, **PRODUCER_SETTINGS, "max_request_size": 8_500_000})
    try:
        futures = [producer.send(topic, key=a.key.encode(), value=a.encode()) for a in articles]
        producer.flush()
        for future in futures:
            future.get(timeout=30)
    finally:
        producer.close()


def bare_read(settings: dict[str, object], topic: str, count: int) -> None:
    """Poll until all have come, committing each batch."""
    consumer = kafka.KafkaConsumer(
        topic, **settings, **CONSUMER_SETTINGS, group_id=f"bare-{uuid.uuid4().hex}"
    )
    try:
        seen = 0
        while seen < count:
            found = consumer.poll(timeout_ms=1000, max_records=BATCH)
            seen += sum(len(records) for records in found.values())
            if found:
                consumer.commit()
    finally:
        consumer.close()


def adapter_append(log: KafkaLog, articles: list[Article]) -> None:
    """Append in batches, each safe before the next."""
    for start in range(0, len(articles), BATCH):
        log.append(articles[start : start + BATCH])


def adapter_read(log: KafkaLog, count: int) -> None:
    """Read and commit in batches."""
    consumer = log.consumer(f"bench-{uuid.uuid4().hex}", ["articles"])
    seen = 0
    while seen < count:
        records = consumer.read(BATCH, 1.0)
        consumer.commit(records)
        seen += len(records)
    consumer.close()


def transactions(log: KafkaLog, count: int) -> None:
    """Read a record, write one, commit both together."""
    consumer = log.consumer("cluster", ["articles"], transactional=True)
    for _ in range(count):
        records = consumer.read(1, 5.0)
        consumer.commit(records, [Article.decode(records[0].value)])
    consumer.close()


def main(count: int) -> None:
    """Alternate the two, so that what else the machine does meets both."""
    user = os.environ["NEWSWATCH_KAFKA_USER"]
    password = Path(os.environ["NEWSWATCH_KAFKA_PASSWORD_FILE"]).read_text(encoding="utf-8")
    url = os.environ["NEWSWATCH_LOG_URL"]
    prefix = f"bench{uuid.uuid4().hex[:6]}-"
    settings = client_settings(parse_address(url, user=user), password)
    log = KafkaLog(url, clock=lambda: datetime.now(UTC), user=user, password=password, prefix=prefix)
    create_topics(log.admin, load_plan(), prefix)
    bare_topic = f"{prefix}bare"
    log.admin.create_topics(
        {bare_topic: {"num_partitions": 4, "replication_factor": 1}}, wait_for_metadata=True
    )
    articles = [article(n, random.Random(n)) for n in range(count)]
    print(f"{count} records of {len(articles[0].encode()):,} bytes, the better of {ROUNDS} rounds")
    best: dict[str, float] = {}
    for _ in range(ROUNDS):
        for name, work in (
            ("append, bare kafka-python", lambda: bare_append(settings, bare_topic, articles)),
            ("append, adapter", lambda: adapter_append(log, articles)),
        ):
            best[name] = max(best.get(name, 0.0), timed(count, work))
    written = sum(end for end in log.end_offsets(["articles"]).values())
    ends = {TopicPartition(bare_topic, n): -1 for n in range(4)}
    bare_written = sum(found.offset for found in log.admin.list_partition_offsets(ends).values())
    for _ in range(ROUNDS):
        for name, size, work in (
            ("read, bare kafka-python", bare_written, lambda: bare_read(settings, bare_topic, bare_written)),
            ("read, adapter", written, lambda: adapter_read(log, written)),
        ):
            best[name] = max(best.get(name, 0.0), timed(size, work))
    for name, speed in best.items():
        print(f"{name:<42}{speed:>10,.0f} /s")
    for what in ("append", "read"):
        print(f"{what}: {best[f'{what}, adapter'] / best[f'{what}, bare kafka-python']:.2f} of bare")
    print(f"{'transactions of one record':<42}{timed(50, lambda: transactions(log, 50)):>10,.0f} /s")
    log.admin.delete_topics([*(f"{prefix}{name}" for name in load_plan().topics), bare_topic])
    log.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
