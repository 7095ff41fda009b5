"""Back-pressure and certainty in writing to Kafka, with a client library that stands still when told to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import kafka
import pytest
from kafka import errors as kafka_errors
from kafka.coordinator.assignors.cooperative_sticky import CooperativeStickyAssignor
from kafka.structs import TopicPartition

from newswatch.adapters.kafka_consumer import KafkaConsumer
from newswatch.adapters.kafka_producer import (
    UNACKED_BYTES,
    UNACKED_RECORDS,
    Encoded,
    Producer,
    send_all,
)
from newswatch.adapters.kafka_transaction import Transactions
from newswatch.errors import Transient
from newswatch.messages import Message
from tests.contract.samples import article

from .fake_kafka import FakeMember, FakeProducer

MEGABYTE = b"x" * 1024 * 1024
AWAY = kafka_errors.KafkaTimeoutError("Batch for t-0 expired")


def records(count: int, value: bytes = b"x") -> list[Encoded]:
    return [Encoded("t", str(n).encode(), value, 0) for n in range(count)]


def test_the_number_of_records_under_way_is_capped() -> None:
    producer = FakeProducer()
    last = send_all(producer, records(3 * UNACKED_RECORDS))
    assert UNACKED_RECORDS <= producer.most <= UNACKED_RECORDS + 1
    assert producer.looked_at == list(range(3 * UNACKED_RECORDS)), "each, the oldest first"
    assert producer.sent == [str(n).encode() for n in range(3 * UNACKED_RECORDS)]
    assert last == {TopicPartition("t", 0): 5998, TopicPartition("t", 1): 5999}


def test_the_bytes_under_way_are_capped() -> None:
    producer = FakeProducer()
    send_all(producer, records(100, MEGABYTE))
    assert UNACKED_BYTES <= producer.most_bytes <= UNACKED_BYTES + len(MEGABYTE)
    assert producer.open == 0


@pytest.mark.parametrize("failing", [0, 2, 9])
def test_a_record_that_failed_fails_the_batch(failing: int) -> None:
    with pytest.raises(kafka_errors.KafkaTimeoutError):
        send_all(FakeProducer({failing: AWAY}), records(10))


@pytest.mark.parametrize("hangs", [False, True])
def test_a_producer_that_failed_is_thrown_away(monkeypatch: pytest.MonkeyPatch, hangs: bool) -> None:
    made = [FakeProducer({2: AWAY}, hangs=hangs), FakeProducer()]
    monkeypatch.setattr(kafka, "KafkaProducer", lambda **_: made[len(started)])
    started: list[FakeProducer] = []
    writing = Producer({}, 1000)
    with pytest.raises(Transient, match="expired"):
        writing.write(records(4))
    assert made[0].closed, "its sequence has a hole"
    started.append(made[0])
    writing.write(records(4))
    assert made[1].sent == [b"0", b"1", b"2", b"3"]


def test_inputs_are_not_committed_before_every_output_is_safe(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[FakeMember] = []

    def member(**settings: Any) -> FakeMember:
        made.append(FakeMember(**settings))
        made[-1].values = [b"1", b"2", b"3"]
        return made[-1]

    producers = [FakeProducer(), FakeProducer({2: AWAY})]
    monkeypatch.setattr(kafka, "KafkaConsumer", member)
    monkeypatch.setattr(kafka, "KafkaProducer", lambda **_: producers.pop())
    outputs = [article(f"a{n}") for n in range(4)]
    consumer = KafkaConsumer(
        {}, "g", "g-1", ["articles"], "", Producer({}, 1000).write, _encoded, None, 45, lambda: None
    )
    inputs = consumer.read(10, 0)
    assert len(inputs) == 3
    with pytest.raises(Transient, match="writing 4 records"):
        consumer.commit(inputs, outputs)
    assert set(made[0].commits) == {0}, "where it was, to ask whether it is a member still"
    consumer.commit(inputs, outputs)
    assert made[0].commits[-1] == 3
    consumer.close()


def _encoded(messages: Sequence[Message]) -> list[Encoded]:
    return records(len(messages))


def test_the_clients_are_asked_for_what_the_promise_rests_on(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, Any]] = []

    class Asked(FakeProducer):
        def __init__(self, **settings: Any) -> None:
            super().__init__()
            asked.append(settings)

        def init_transactions(self) -> None:
            """Begin at once."""

    monkeypatch.setattr(kafka, "KafkaProducer", Asked)
    Producer({}, 8 * 1024 * 1024).write(records(1))
    Transactions({}, "p-cluster", 8 * 1024 * 1024, lambda _: {}, lambda _: {})
    for settings in asked:
        assert settings["acks"] == "all"
        assert settings["enable_idempotence"] is True
        assert settings["compression_type"] in ("lz4", "zstd")
        assert settings["batch_size"] >= 64 * 1024
        assert settings["linger_ms"] > 0
        assert settings["max_request_size"] > 8 * 1024 * 1024
        assert settings["allow_auto_create_topics"] is False
    assert [settings.get("transactional_id") for settings in asked] == [None, "p-cluster"]
    monkeypatch.setattr(kafka, "KafkaConsumer", FakeMember)
    consumer = KafkaConsumer(
        {}, "g", "g-1", ["articles"], "", lambda _: None, _encoded, None, 45, lambda: None
    )
    settings = consumer._consumer.settings
    assert settings["enable_auto_commit"] is False
    assert settings["isolation_level"] == "read_committed"
    assert settings["group_instance_id"] == "g-1"
    assert settings["partition_assignment_strategy"] == [CooperativeStickyAssignor]
