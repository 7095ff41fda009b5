"""What a log with partitions and groups does, which an embedded one has not."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from multiprocessing.connection import Connection

import pytest
from kafka.structs import TopicPartition
from structlog.testing import capture_logs

from newswatch.adapters.kafka_consumer import KafkaConsumer
from newswatch.adapters.kafka_log import KafkaLog
from newswatch.cli.peace_watch import lags_of
from newswatch.errors import Lost
from newswatch.messages import Article, Story
from newswatch.ports import Partition, Record
from tests.contract.children import child
from tests.contract.samples import AT, article

from . import stack
from .conftest import now

pytestmark = pytest.mark.services
OpenLog = Callable[..., KafkaLog]
PATIENCE = 40.0


def until(done: Callable[[], bool], *consumers: KafkaConsumer) -> None:
    """Let the consumers live until it is so."""
    deadline = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < deadline, "it did not come to be"
        for consumer in consumers:
            consumer.keep_alive()
        threading.Event().wait(0.05)


def partitions(consumer: KafkaConsumer) -> set[int]:
    """The numbers of the partitions that it has."""
    return {at.partition for at in consumer._consumer.assignment()}


def read_some(consumer: KafkaConsumer, count: int) -> list[Record]:
    deadline = time.monotonic() + PATIENCE
    found: list[Record] = []
    while len(found) < count:
        assert time.monotonic() < deadline, f"{len(found)} of {count} records came"
        found += consumer.read(count - len(found), 1.0)
    return found


def story(id: str, version: int) -> Story:
    return Story(
        id=id, version=version, headline=f"v{version}", first_seen=AT, first_reported=AT, updated_at=AT
    )


class Member(threading.Thread):
    """Another member of the group, that reads in a thread of its own as it would in another process."""

    def __init__(self, consumer: KafkaConsumer, commits: bool) -> None:
        super().__init__()
        self.consumer = consumer
        self.commits = commits
        self.records: list[Record] = []
        self.stop = threading.Event()
        self.error: BaseException | None = None

    def run(self) -> None:
        """Read until told to stop."""
        try:
            while not self.stop.is_set():
                records = self.consumer.read(7, 0.2)
                if self.commits:
                    self.consumer.commit(records)
                self.records += records
        except BaseException as error:  # noqa: BLE001 - shown by the test's own thread
            self.error = error


@contextmanager
def member(log: KafkaLog, *, commits: bool = False) -> Iterator[Member]:
    """A member of the group g that reads articles."""
    with closing(log.consumer("g", ["articles"])) as consumer:
        thread = Member(consumer, commits)
        thread.start()
        try:
            yield thread
        finally:
            thread.stop.set()
            thread.join()
        assert thread.error is None


def test_two_members_share_the_partitions(open_log: OpenLog) -> None:
    log = open_log(instance="1")
    with member(log, commits=True) as one, member(open_log(instance="2"), commits=True) as other:
        until(lambda: len(partitions(one.consumer)) == len(partitions(other.consumer)) == 1)
        assert partitions(one.consumer) != partitions(other.consumer)
        log.append([article(f"a{n}", str(n)) for n in range(40)])
        until(lambda: len(one.records) + len(other.records) >= 40)
    assert one.records
    assert other.records
    found = [record.key for record in one.records + other.records]
    assert sorted(found) == sorted(f"a{n}" for n in range(40))


def test_a_partition_that_moved_away_is_not_committed(open_log: OpenLog) -> None:
    log = open_log(instance="1")
    log.append([article(f"a{n}") for n in range(40)])
    with closing(log.consumer("g", ["articles"])) as one:
        records = read_some(one, 40)
        with member(open_log(instance="2")) as other:
            until(lambda: len(partitions(one)) == len(partitions(other.consumer)) == 1, one)
            mine = [record for record in records if record.partition.number in partitions(one)]
            lost = [record for record in records if record not in mine]
            with pytest.raises(Lost, match="another member"):
                one.commit(records, [article("output")])
            one.commit(mine)
            until(lambda: len(other.records) >= len(lost), one)
        assert {record.key for record in other.records} == {record.key for record in lost}
    assert sum(log.committed("g", ["articles"]).values()) == len(mine)
    assert "output" not in {record.key for record in log.scan("articles")}


def test_a_dead_members_partitions_go_to_the_other_after_its_session(open_log: OpenLog) -> None:
    log = open_log(instance="1", session_seconds=2)
    log.append([article(f"a{n}") for n in range(20)])
    with closing(log.consumer("g", ["articles"])) as one:
        with member(open_log(instance="2", session_seconds=2)) as other:
            until(lambda: len(partitions(one)) == len(partitions(other.consumer)) == 1, one)
        # A static member that closes keeps its place for the session, as one that died does.
        until(lambda: partitions(one) == {0, 1}, one)
        assert {record.key for record in read_some(one, 20)} == {f"a{n}" for n in range(20)}


def test_a_restarted_member_has_its_place_at_once(log: KafkaLog) -> None:
    log.append([article("a")])
    with closing(log.consumer("g", ["articles"])) as one:
        read_some(one, 1)
    began = time.monotonic()
    with closing(log.consumer("g", ["articles"])) as again:
        assert again.read(1, 5.0)[0].key == "a"
    assert time.monotonic() - began < 3  # its session of 6 s is not waited for


def hang_and_commit(pipe: Connection, prefix: str) -> None:
    """Read, wait for the word (stopped meanwhile), then commit with an output; tell what came of it."""
    log = stack.open_log(prefix, now, instance="1", session_seconds=2, create=False)
    consumer = log.consumer("g", ["articles"])
    records = read_some(consumer, 3)
    pipe.send(len(records))
    pipe.recv()
    try:
        consumer.commit(records, [article("late")])
        pipe.send("committed")
    except Lost:
        pipe.send("lost")


def test_a_member_that_slept_beyond_its_session_has_lost(open_log: OpenLog, prefix: str) -> None:
    log = open_log(instance="2", session_seconds=2)
    log.append([article(f"a{n}") for n in range(3)])
    with child(hang_and_commit, prefix) as (process, pipe):
        assert pipe.recv() == 3
        assert process.pid
        os.kill(process.pid, signal.SIGSTOP)
        with closing(log.consumer("g", ["articles"])) as other:
            records = read_some(other, 3)
            other.commit(records)
            pipe.send("wake up")
            os.kill(process.pid, signal.SIGCONT)
            assert pipe.recv() == "lost"
    assert sum(log.committed("g", ["articles"]).values()) == 3
    assert "late" not in {record.key for record in log.scan("articles")}


def test_a_fenced_twin_commits_nothing(log: KafkaLog) -> None:
    log.append([article("a")])
    with closing(log.consumer("cluster", ["articles"], transactional=True)) as one:
        records = read_some(one, 1)
        with closing(log.consumer("cluster", ["articles"], transactional=True)) as twin:
            with pytest.raises(Lost):
                one.commit(records, [story("s", 1)])
            with pytest.raises(Lost):
                one.commit(records, [story("s", 1)])
            twin.commit(read_some(twin, 1), [story("s", 2)])
    assert [Story.decode(record.value).version for record in log.scan("stories")] == [2]
    assert sum(log.committed("cluster", ["articles"]).values()) == 1


def test_outputs_and_offsets_of_a_transaction_are_seen_together(log: KafkaLog) -> None:
    log.append([article(f"a{n}") for n in range(6)])
    with (
        closing(log.consumer("cluster", ["articles"], transactional=True)) as one,
        closing(log.consumer("index", ["stories"])) as reader,
    ):
        records = read_some(one, 6)
        for n, record in enumerate(records):
            one.commit([record], [story("s", n)])
        seen = read_some(reader, 6)
        assert [Story.decode(record.value).version for record in seen] == list(range(6))
        reader.commit(seen)
        reader.read(10, 1.0)
        # A transaction's mark takes an offset too: without passing it a drain would never end.
        assert log.committed("index", ["stories"]) == log.end_offsets(["stories"])
        assert reader.positions() == log.end_offsets(["stories"])


def test_a_mark_that_the_first_poll_passed_is_settled_too(
    log: KafkaLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed between its commit and the mark behind its records: the next member begins at the mark."""
    with closing(log.consumer("cluster", ["articles"], transactional=True)) as writer:
        log.append([article("a")])
        writer.commit(read_some(writer, 1), [story("s", 1)])
    with closing(log.consumer("index", ["stories"])) as killed:
        killed.commit(read_some(killed, 1))
    assert log.committed("index", ["stories"]) != log.end_offsets(["stories"])
    # one poll that lasts until the position is past the mark, as a fast broker makes it
    monkeypatch.setattr("newswatch.adapters.kafka_consumer._SLICE", 3.0)
    with closing(log.consumer("index", ["stories"])) as reader:
        for _ in range(3):
            assert reader.read(10, 3.0) == []
    assert log.committed("index", ["stories"]) == log.end_offsets(["stories"])


@pytest.mark.slow
def test_compaction_leaves_the_newest_and_the_reader_reaches_the_end(log: KafkaLog, prefix: str) -> None:
    from kafka.admin import ConfigResource, ConfigResourceType

    hasty = {"segment.ms": "200", "min.cleanable.dirty.ratio": "0.001", "max.compaction.lag.ms": "500"}
    log.admin.alter_configs([ConfigResource(ConfigResourceType.TOPIC, f"{prefix}stories", hasty)])
    deadline = time.monotonic() + PATIENCE
    version = 0
    with closing(log.consumer("g", ["stories"])) as waiting:
        while len(list(log.scan("stories"))) >= version - 5 or version < 10:
            assert time.monotonic() < deadline, "nothing was compacted"
            version += 1
            log.append([story("s", version)])
            waiting.read(10, 0.4)
    versions = [Story.decode(record.value).version for record in log.scan("stories")]
    assert versions[-1] == version
    assert versions == sorted(versions)
    with closing(log.consumer("new", ["stories"])) as consumer:
        while log.committed("new", ["stories"]) != log.end_offsets(["stories"]):
            assert time.monotonic() < deadline
            consumer.commit(consumer.read(100, 1.0))


@pytest.mark.parametrize("later", [0, 3])
@pytest.mark.parametrize("at_work", [False, True])
def test_records_that_retention_took_unread_are_told(
    log: KafkaLog, prefix: str, at_work: bool, later: int
) -> None:
    """Once, whether the consumer was there meanwhile or began again, and though nothing came after them."""
    log.append([story(f"s{n}", 1) for n in range(10)])
    consumer = log.consumer("g", ["stories"])
    consumer.commit(read_some(consumer, 3))
    if not at_work:
        consumer.close()
        log.append([story(f"more{n}", 1) for n in range(200)])
    else:
        consumer.commit(read_some(consumer, 7))
        log.append([story(f"more{n}", 1) for n in range(5)])
    assert log.forgotten("g", ["stories"]) == 0
    end = log.end_offsets(["stories"])[Partition("stories", 0)]
    log.admin.delete_records({TopicPartition(f"{prefix}stories", 0): end})
    unread = log.forgotten("g", ["stories"])
    assert unread == (5 if at_work else 207)
    with capture_logs() as lines:
        consumer = consumer if at_work else log.consumer("g", ["stories"])
        log.append([story(f"t{n}", 1) for n in range(later)])
        assert [record.key for record in read_some(consumer, later)] == [f"t{n}" for n in range(later)]
        until(lambda: (not consumer.read(1, 0.5) and log.forgotten("g", ["stories"]) == 0) or bool(later))
        consumer.close()
    told = [(line["partition"], line["records"]) for line in lines if "forgot records" in line["event"]]
    assert told == [(f"{prefix}stories/0", unread)]


def test_lag_is_the_difference_of_end_and_committed(log: KafkaLog) -> None:
    log.append([article(f"a{n}") for n in range(10)])
    with closing(log.consumer("g", ["articles"])) as consumer:
        consumer.commit(read_some(consumer, 10)[:4])
        ends, positions = log.end_offsets(["articles"]), log.committed("g", ["articles"])
    assert set(ends) == {Partition("articles", 0), Partition("articles", 1)}
    assert sum(ends.values()) - sum(positions.values()) == 6
    assert Article.decode(next(log.scan("articles")).value)


def test_the_lag_that_is_shown_is_that_of_each_stage(log: KafkaLog) -> None:
    log.append([article(f"a{n}") for n in range(5)])
    with closing(log.consumer("flag", ["articles"])) as consumer:
        consumer.commit(read_some(consumer, 5)[:2], [story("s", 1)])
        assert lags_of(log) == {"extract": 0, "flag": 3, "cluster": 0, "index": 1, "notify": 1}


@pytest.mark.parametrize("stays", [True, False])
def test_who_waits_long_stays_a_member_by_saying_so(log: KafkaLog, stays: bool) -> None:
    log.append([article("a")])
    with closing(log.consumer("g", ["articles"])) as one:
        records = read_some(one, 1)
        one._consumer._coordinator.heartbeat.config["max_poll_interval_ms"] = (
            1000  # ten minutes in the product
        )
        deadline = time.monotonic() + 3
        while time.monotonic() < deadline:
            threading.Event().wait(0.1)
            if stays:
                one.keep_alive()
        if stays:
            one.commit(records, [story("s", 1)])
        else:
            with pytest.raises(Lost):
                one.commit(records, [story("s", 1)])
    assert len(list(log.scan("stories"))) == stays


def test_after_a_back_off_the_rest_still_comes(log: KafkaLog) -> None:
    log.append([article(f"a{n}") for n in range(50)])
    with closing(log.consumer("g", ["articles"])) as consumer:
        found = read_some(consumer, 1)
        for _ in range(6):  # more than a partition's records are parked while it waits
            consumer.keep_alive()
        consumer.commit(found)
        found += read_some(consumer, 49)
    assert {record.key for record in found} == {f"a{n}" for n in range(50)}
