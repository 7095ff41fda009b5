"""The real servers killed, full or slow in the middle of work: afterwards all is there, once."""

from __future__ import annotations

import gc
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import kafka
import pytest

from newswatch.adapters.elastic_store import ElasticStore
from newswatch.adapters.kafka_consumer import KafkaConsumer
from newswatch.adapters.kafka_log import KafkaLog
from newswatch.adapters.kafka_producer import let_go
from newswatch.errors import Lost, Transient
from newswatch.messages import Article, Message, Story
from newswatch.ports import Keys, Query, Record
from tests.contract.samples import AT, article, flagged

from . import stack

pytestmark = [
    pytest.mark.services,
    pytest.mark.slow,
    # kafka-python leaves the socket of a refused connection to the garbage collector.
    pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
PATIENCE = 120.0


@pytest.fixture(autouse=True)
def no_litter() -> Iterator[None]:
    """Collect those sockets here, and not in a later test that is no fault test."""
    yield
    gc.collect()


def patiently(act: Callable[[], object], alive: Callable[[], None] = lambda: None) -> int:
    """Do it until it is not Transient; how often it was."""
    deadline = time.monotonic() + PATIENCE
    for tries in range(10_000):
        try:
            act()
        except Transient:
            assert time.monotonic() < deadline
            alive()
            threading.Event().wait(0.1)
        else:
            return tries
    raise AssertionError("never done")


@contextmanager
def killed(service: str, when: threading.Event) -> Iterator[None]:
    """Kill -9 a server once it is time, and start it again, while the block runs."""
    pidfile = Path(stack.started()["NEWSWATCH_STACK_STATE"]) / f"{service}.pid"
    failures: list[BaseException] = []

    def kill() -> None:
        try:
            when.wait(PATIENCE)
            os.kill(int(pidfile.read_text()), signal.SIGKILL)
            up = stack.script("up", "--only", service)
            assert up.returncode == 0, up.stderr
        except BaseException as error:  # noqa: BLE001 - shown by the test's own thread
            failures.append(error)

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        yield
    finally:
        when.set()
        thread.join()
    assert failures == []


def test_a_broker_killed_while_a_producer_appends(log: KafkaLog) -> None:
    begun = threading.Event()
    transient = 0
    with killed("kafka", begun):
        for batch in range(60):
            messages = [article(f"k{n % 50}", f"{batch}-{n}", "text " * 50) for n in range(200)]
            transient += patiently(lambda messages=messages: log.append(messages))  # type: ignore[misc]
            if batch == 10:
                begun.set()
            if batch > 40:  # the rest comes when the broker is back
                begun.wait()
    found = [Article.decode(record.value) for record in log.scan("articles")]
    headlines = [each.headline for each in found]
    assert {f"{batch}-{n}" for batch in range(60) for n in range(200)} == set(headlines)
    # A batch of which an acknowledgement was lost comes twice, whole; the first of each comes in order.
    assert len(headlines) <= 12_000 + 200 * (transient + 1)
    for key in ("k0", "k49"):
        first = list(dict.fromkeys(each.headline for each in found if each.id == key))
        batches = [int(headline.partition("-")[0]) for headline in first]
        assert batches == sorted(batches)


def test_what_is_under_way_at_a_broker_that_stands_still_is_given_up(log: KafkaLog, prefix: str) -> None:
    """Neither does its closing raise, nor does it go on sending when the broker moves again."""
    settings = {**log._producer._settings, "linger_ms": 0}
    producer = kafka.KafkaProducer(**settings)
    producer.send(f"{prefix}articles", key=b"k", value=b"{}").get(timeout=PATIENCE)
    pid = int((Path(stack.started()["NEWSWATCH_STACK_STATE"]) / "kafka.pid").read_text())
    os.kill(pid, signal.SIGSTOP)
    try:
        producer.send(f"{prefix}articles", key=b"k", value=b"{}")
        began = time.monotonic()
        let_go(producer, 0)
        assert time.monotonic() - began < 5
    finally:
        os.kill(pid, signal.SIGCONT)
    producer._sender.join(PATIENCE)
    assert not producer._sender.is_alive()


def work(
    consumer: KafkaConsumer, count: int, make: Callable[[Record], Message], done: Callable[[int], None]
) -> int:
    """Read, write one output an input, commit, until `count` inputs are committed; how often it was in vain."""
    deadline = time.monotonic() + PATIENCE
    committed, in_vain = 0, 0
    seen: set[str] = set()
    while len(seen) < count:
        assert time.monotonic() < deadline, f"{len(seen)} of {count} are done"
        try:
            records = consumer.read(50, 0.5)
        except Transient:
            in_vain += 1
            continue
        if not records:
            continue
        outputs = [make(record) for record in records]
        try:
            in_vain += patiently(
                lambda some=records, made=outputs: consumer.commit(some, made),  # type: ignore[misc]
                consumer.keep_alive,
            )
        except Lost:
            in_vain += 1
            continue
        committed += len(records)
        seen.update(record.key for record in records)
        done(committed)
    return in_vain


def test_a_broker_killed_while_a_stage_works(log: KafkaLog) -> None:
    log.append([article(f"a{n}") for n in range(3000)])
    begun = threading.Event()
    with killed("kafka", begun), closing(log.consumer("flag", ["articles"])) as consumer:
        work(
            consumer,
            3000,
            lambda record: story(record.key, 1),
            lambda committed: begun.set() if committed >= 500 else None,
        )
    assert {record.key for record in log.scan("stories")} == {f"a{n}" for n in range(3000)}
    assert log.committed("flag", ["articles"]) == log.end_offsets(["articles"])


def test_a_broker_killed_during_transactions_repeats_nothing(log: KafkaLog) -> None:
    log.append([article(f"a{n}") for n in range(1500)])
    begun = threading.Event()
    with (
        killed("kafka", begun),
        closing(log.consumer("cluster", ["articles"], transactional=True)) as consumer,
    ):
        work(
            consumer,
            1500,
            lambda record: story(record.key, 1),
            lambda committed: begun.set() if committed >= 300 else None,
        )
    keys = [record.key for record in log.scan("stories")]
    assert len(keys) == len(set(keys)) == 1500
    assert log.committed("cluster", ["articles"]) == log.end_offsets(["articles"])


def story(id: str, version: int) -> Story:
    return Story(id=id, version=version, headline="x", first_seen=AT, first_reported=AT, updated_at=AT)


def test_elasticsearch_killed_while_bulks_are_written(store: ElasticStore) -> None:
    begun = threading.Event()
    revision = store.swap("urls", "u", {"n": 0}, Keys(), None)
    with killed("elasticsearch", begun):
        for batch in range(40):
            docs = [
                flagged(article(f"a{(batch * 50 + n) % 1000}", f"v{batch}"), version=batch)
                for n in range(100)
            ]
            patiently(lambda docs=docs: store.put_newer(docs))  # type: ignore[misc]
            if batch == 8:
                begun.set()
    latest = {f"a{(batch * 50 + n) % 1000}": batch for batch in range(40) for n in range(100)}
    found = store.get_many("articles", list(latest))
    assert {one: stored.version for one, stored in found.items()} == latest
    assert {stored.body["article"]["headline"] for stored in found.values()} <= {f"v{n}" for n in range(40)}
    stored = store.get("urls", "u")
    assert stored is not None
    assert stored.revision == revision
    store.swap("urls", "u", {"n": 1}, Keys(), revision)
    store.refresh()
    assert store.search("articles", Query()).total == len(latest)


def test_a_full_disk_is_waited_out(store: ElasticStore, prefix: str) -> None:
    """At the flood stage the server puts this block on every index with a shard on that disk."""
    store.put_newer([flagged(article("a"))])
    revision = store.swap("alerts", "a", {}, Keys(), None)
    block = {"index.blocks.read_only_allow_delete": True}
    store.client.indices.put_settings(index=f"{prefix}articles,{prefix}alerts", settings=block)
    with pytest.raises(Transient, match="cluster_block_exception"):
        store.put_newer([flagged(article("b"))])
    with pytest.raises(Transient):
        store.swap("alerts", "a", {}, Keys("SENT"), revision)
    assert store.get("articles", "a") is not None
    lifted = {"index.blocks.read_only_allow_delete": None}
    store.client.indices.put_settings(index=f"{prefix}articles,{prefix}alerts", settings=lifted)
    assert store.put_newer([flagged(article("b"))]) == []
    store.swap("alerts", "a", {}, Keys("SENT"), revision)


def test_too_many_requests_are_waited_out(store: ElasticStore) -> None:
    """429, as a full queue gives it: eight writers at once, and memory for 16 MB of writes (see infra/local)."""
    body = "text " * 40_000
    transient = [0] * 8

    def write(number: int) -> None:
        docs = [flagged(article(f"a{number}-{n}", body=body)) for n in range(6)]
        transient[number] = patiently(lambda: store.put_newer(docs))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = store.get_many("articles", [f"a{number}-{n}" for number in range(8) for n in range(6)])
    assert len(found) == 48
    huge = flagged(article("huge", body="text " * 1_500_000))
    with pytest.raises(Transient, match="429"):
        store.put_newer([huge])
    assert store.put_newer([flagged(article("small"))]) == []
