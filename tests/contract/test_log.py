"""The contract of ports.Log: what every log must do, whatever lies under it."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import timedelta

import pytest

from newswatch.errors import Lost, Reject
from newswatch.messages import Article, Page, SourceRef, decode
from newswatch.ports import Consumer, Log, Record

from .children import BATCH, append_for_ever, append_many, child, read_and_hang
from .samples import AT, article
from .under_test import LOGS, Place, SetClock

PATIENCE = 30.0
"""Seconds that a read waits for records that are there, or will be."""


@contextmanager
def joined(log: Log, group: str, *topics: str) -> Iterator[Consumer]:
    with closing(log.consumer(group, topics or ["articles"])) as consumer:
        yield consumer


def read_all(consumer: Consumer, count: int) -> list[Record]:
    """Read until `count` records have come."""
    found: list[Record] = []
    while len(found) < count:
        some = consumer.read(count - len(found), PATIENCE)
        assert some, f"{len(found)} of {count} records came"
        found += some
    return found


def keys(records: list[Record]) -> list[str]:
    return [record.key for record in records]


def test_records_come_back_as_they_were_written(log: Log, clock: SetClock) -> None:
    written = article("a", "Élevée — «l’IA»", "\x00 \U0001f600 ñ")
    log.append([written])
    with joined(log, "g") as consumer:
        (record,) = read_all(consumer, 1)
    assert decode("articles", record.value) == written
    assert record.key == "a"
    assert record.partition.topic == "articles"
    assert record.timestamp == int(clock.now.timestamp() * 1000)


def test_records_of_one_key_stay_in_order(log: Log) -> None:
    names = [f"k{number % 3}" for number in range(60)]
    for start in range(0, 60, 7):
        log.append([article(name, str(start + n)) for n, name in enumerate(names[start : start + 7])])
    with joined(log, "g") as consumer:
        records = read_all(consumer, 60)
    for name in ("k0", "k1", "k2"):
        headlines = [int(Article.decode(r.value).headline) for r in records if r.key == name]
        assert headlines == [n for n in range(60) if names[n] == name]


def test_offsets_grow_within_a_partition(log: Log) -> None:
    log.append([article(f"a{n}") for n in range(20)])
    with joined(log, "g") as consumer:
        records = read_all(consumer, 20)
    for partition in {record.partition for record in records}:
        offsets = [record.offset for record in records if record.partition == partition]
        assert offsets == sorted(set(offsets))


def test_a_topic_that_nothing_was_written_to_is_empty(log: Log) -> None:
    with joined(log, "g", "stories") as consumer:
        assert consumer.read(10, 0) == []
    assert sum(log.end_offsets(["stories"]).values()) == 0
    assert sum(log.committed("g", ["stories"]).values()) == 0
    assert list(log.scan("stories")) == []
    assert log.trim("stories", AT) == 0


def test_what_was_read_but_not_committed_comes_again(log: Log) -> None:
    log.append([article(f"a{n}") for n in range(5)])
    with joined(log, "g") as consumer:
        assert len(read_all(consumer, 5)) == 5
    with joined(log, "g") as consumer:
        assert sorted(keys(read_all(consumer, 5))) == ["a0", "a1", "a2", "a3", "a4"]


def test_what_was_committed_does_not_come_again(log: Log) -> None:
    log.append([article(f"a{n}") for n in range(4)])
    with joined(log, "g") as consumer:
        first = read_all(consumer, 4)
        consumer.commit(first)
        log.append([article("b")])
        assert keys(read_all(consumer, 1)) == ["b"]
    with joined(log, "g") as consumer:
        assert keys(read_all(consumer, 1)) == ["b"]


def test_a_part_of_a_batch_can_be_committed(log: Log) -> None:
    log.append([article("k", str(n)) for n in range(5)])
    with joined(log, "g") as consumer:
        consumer.commit(read_all(consumer, 5)[:2])
    with joined(log, "g") as consumer:
        assert [Article.decode(r.value).headline for r in read_all(consumer, 3)] == ["2", "3", "4"]


def test_groups_read_on_their_own(log: Log) -> None:
    log.append([article("a")])
    with joined(log, "one") as one, joined(log, "other") as other:
        one.commit(read_all(one, 1))
        assert keys(read_all(other, 1)) == ["a"]


def test_outputs_come_with_the_offset(log: Log) -> None:
    log.append([article("a")])
    with joined(log, "g") as consumer:
        consumer.commit(read_all(consumer, 1), [page("p")])
        assert sum(consumer.positions().values()) == 1
    assert sum(log.committed("g", ["articles"]).values()) == 1
    assert keys(list(log.scan("pages"))) == ["p"]


def test_outputs_without_records_can_be_committed(log: Log) -> None:
    with joined(log, "g") as consumer:
        consumer.commit([], [page("p")])
        consumer.commit([], [])
    assert keys(list(log.scan("pages"))) == ["p"]


def test_a_refused_output_leaves_the_offset(log: Log) -> None:
    log.append([article("a")])
    with joined(log, "g") as consumer:
        records = read_all(consumer, 1)
        with pytest.raises(Reject, match="too-large"):
            consumer.commit(records, [page("p"), article("huge", body="x" * (65 * 1024 * 1024))])
    assert sum(log.committed("g", ["articles"]).values()) == 0
    assert list(log.scan("pages")) == []


def test_several_topics_are_read_by_one_consumer(log: Log) -> None:
    log.append([article("a"), page("p")])
    with joined(log, "g", "articles", "pages") as consumer:
        records = read_all(consumer, 2)
        assert {(record.partition.topic, record.key) for record in records} == {
            ("articles", "a"),
            ("pages", "p"),
        }
        consumer.commit(records)
        assert consumer.read(10, 0) == []


def test_a_huge_record_goes_through(log: Log) -> None:
    body = "é" * 2_000_000
    log.append([article("huge", body=body), article("b")])
    with joined(log, "g") as consumer:
        records = read_all(consumer, 2)
    assert {record.key: len(Article.decode(record.value).body) for record in records} == {
        "huge": 2_000_000,
        "b": 0,
    }


def test_a_page_of_nearly_8_mib_goes_through_and_a_larger_one_is_refused(log: Log, log_place: Place) -> None:
    """8 MiB is Kafka's limit (topics.yml); the embedded log's is larger, and is tried below."""
    body = random.Random(8).randbytes(6_200_000)  # a third more in base64
    large = page("large").model_copy(update={"body": body})
    assert 7.85 < len(large.encode()) / 1024**2 < 8
    log.append([large])
    with joined(log, "g", "pages") as consumer:
        (record,) = read_all(consumer, 1)
        assert decode("pages", record.value) == large
        consumer.commit([record], [large])
    assert sum(log.end_offsets(["pages"]).values()) == 2
    if log_place.adapter == "kafka":
        with pytest.raises(Reject, match="8388608"):
            log.append([large.model_copy(update={"body": body + body[:100_000]})])


def test_a_record_that_can_never_be_written_is_refused_before_any_is(log: Log) -> None:
    with pytest.raises(Reject, match="too-large"):
        log.append([article("a"), article("huge", body="x" * (65 * 1024 * 1024))])
    assert list(log.scan("articles")) == []


def test_end_offsets_count_what_was_written(log: Log) -> None:
    log.append([article(f"a{n}") for n in range(7)])
    assert sum(log.end_offsets(["articles"]).values()) == 7
    assert sum(log.committed("g", ["articles"]).values()) == 0


def test_a_topic_can_be_read_from_a_time(log: Log, clock: SetClock) -> None:
    for hour in range(4):
        log.append([article(f"a{hour}")])
        clock.advance(3600)
    assert sorted(keys(list(log.scan("articles", AT + timedelta(hours=2))))) == ["a2", "a3"]
    assert sorted(keys(list(log.scan("articles", AT + timedelta(hours=1, seconds=1))))) == ["a2", "a3"]
    assert len(list(log.scan("articles"))) == 4
    assert list(log.scan("articles", AT + timedelta(hours=9))) == []


def test_a_scan_ends_at_the_end_that_was(log: Log) -> None:
    log.append([article("a"), article("b")])
    seen = []
    for record in log.scan("articles"):
        seen.append(record.key)
        log.append([article("later")])
    assert sorted(seen) == ["a", "b"]


def test_a_read_waits_for_the_first_record(log: Log) -> None:
    waiting = threading.Event()
    found: list[Record] = []

    def read() -> None:
        with joined(log, "g") as consumer:
            waiting.set()
            found.extend(consumer.read(10, PATIENCE))

    reader = threading.Thread(target=read)
    reader.start()
    waiting.wait()
    log.append([article("a")])
    reader.join()
    assert keys(found) == ["a"]


def test_two_consumers_of_a_group_never_share_a_record(log: Log) -> None:
    log.append([article(f"a{n}") for n in range(20)])
    with joined(log, "g") as one:
        first = read_all(one, 20)
        with joined(log, "g") as other:
            assert not {(r.partition, r.offset) for r in other.read(20, 0)} & {
                (r.partition, r.offset) for r in first
            }


def test_who_lost_its_membership_can_not_commit(log: Log, log_place: Place, clock: SetClock) -> None:
    log.append([article("a")])
    with joined(log, "g") as one:
        records = read_all(one, 1)
        LOGS[log_place.adapter].oust(clock)
        with joined(log, "g") as other:
            assert keys(read_all(other, 1)) == ["a"]
            with pytest.raises(Lost):
                one.commit(records, [page("p")])
            assert list(log.scan("pages")) == []
            other.commit(records, [page("q")])
    assert keys(list(log.scan("pages"))) == ["q"]


def test_a_member_that_stays_keeps_its_records(log: Log, clock: SetClock) -> None:
    log.append([article("a")])
    with joined(log, "g") as one:
        records = read_all(one, 1)
        for _ in range(10):
            clock.advance(8)
            one.keep_alive()
        one.commit(records)
    assert sum(log.committed("g", ["articles"]).values()) == 1


def test_what_is_forgotten_leaves_the_offsets(log: Log, log_place: Place, clock: SetClock) -> None:
    log.append([article("old")])
    clock.advance(3600)
    log.append([article("new")])
    before = log.end_offsets(["articles"])
    forgotten = log.trim("articles", AT + timedelta(minutes=30))
    if log_place.adapter == "sqlite":  # a log with a retention of its own need not be told
        assert forgotten == 1
        assert keys(list(log.scan("articles"))) == ["new"]
    assert log.end_offsets(["articles"]) == before
    with joined(log, "g") as consumer:
        assert "new" in keys(read_all(consumer, 2 - forgotten))


def test_prefixes_are_apart(log: Log, log_place: Place, clock: SetClock) -> None:
    log.append([article("a")])
    other = Place(log_place.adapter, log_place.address, log_place.prefix + "x-").log(clock)
    with closing(other):
        assert list(other.scan("articles")) == []
        assert sum(other.end_offsets(["articles"]).values()) == 0


def test_many_processes_append_at_once(log: Log, log_place: Place) -> None:
    with ExitStack() as stack:
        pipes = [stack.enter_context(child(append_many, log_place, f"p{n}", 25))[1] for n in range(4)]
        for pipe in pipes:
            assert pipe.recv() == "ready"
        for pipe in pipes:
            pipe.send("go")
        for pipe in pipes:
            assert pipe.recv() == "done"
    found = keys(list(log.scan("articles")))
    assert len(found) == 100
    for n in range(4):
        # One partition or many: a process's records with one key come once each.
        assert {key for key in found if key.startswith(f"p{n}-")} == {
            f"p{n}-{number}" for number in range(25)
        }


def test_what_was_acknowledged_survives_kill_9(log: Log, log_place: Place) -> None:
    with child(append_for_ever, log_place) as (process, pipe):
        acknowledged = [pipe.recv() for _ in range(20)]
        process.kill()
        process.join()
        while pipe.poll():
            try:
                acknowledged.append(pipe.recv())
            except EOFError:
                break
    found = set(keys(list(log.scan("articles"))))
    assert found >= {f"{number}-{part}" for number in acknowledged for part in range(BATCH)}
    log.append([article("after")])


def test_a_killed_members_records_come_again(log: Log, log_place: Place) -> None:
    log.append([article("a")])
    with child(read_and_hang, log_place, "g") as (process, pipe):
        assert pipe.recv() == ["a"]
        process.kill()
        process.join()
    with joined(log, "g") as consumer:
        assert keys(read_all(consumer, 1)) == ["a"]


def page(id: str) -> Page:
    """A page that a source gave."""
    return Page(
        id=id,
        requested_url=f"https://example.org/{id}",
        url=f"https://example.org/{id}",
        status=200,
        body=b"PGh0bWw+",
        source=SourceRef(id="press", publisher="Example"),
        discovered_at=AT,
        fetched_at=AT,
    )
