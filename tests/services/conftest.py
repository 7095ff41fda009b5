"""Fixtures on the local stack: each test has a prefix of its own."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from newswatch.adapters.elastic_store import ElasticStore
from newswatch.adapters.kafka_log import KafkaLog

from . import stack


def now() -> datetime:
    """The time."""
    return datetime.now(UTC)


@pytest.fixture
def prefix() -> str:
    """Goes before the names of the test's topics and indices."""
    stack.started()
    return f"s{uuid.uuid4().hex[:8]}-"


@pytest.fixture
def open_log(prefix: str) -> Iterator[Callable[..., KafkaLog]]:
    """Opens logs on Kafka; see stack.open_log for the options. They are closed at the end."""
    opened: list[KafkaLog] = []

    def open_one(**options: Any) -> KafkaLog:
        opened.append(stack.open_log(prefix, now, **options))
        return opened[-1]

    yield open_one
    for log in opened:
        log.close()


@pytest.fixture
def log(open_log: Callable[..., KafkaLog]) -> KafkaLog:
    """A log on Kafka, as admin."""
    return open_log()


@pytest.fixture
def store(prefix: str) -> Iterator[ElasticStore]:
    """A store on Elasticsearch, as admin."""
    store = stack.open_store(prefix)
    yield store
    store.close()
