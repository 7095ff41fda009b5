"""The canary on the real Kafka and Elasticsearch: worked here, served by others, and where one stage is missing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from threading import Event, Thread

import pytest

from newswatch.adapters.elastic_store import ElasticStore
from newswatch.adapters.kafka_log import KafkaLog
from newswatch.cli.canary import canary_checks
from newswatch.cli.serving import serve_all
from newswatch.messages import Story
from newswatch.ports import Query
from newswatch.settings import Settings
from processors.canary import is_canary

from . import stack
from .test_doctor import settings_of

pytestmark = pytest.mark.services
WAIT = 120.0


@pytest.fixture
def servers(prefix: str) -> Iterator[tuple[KafkaLog, ElasticStore, Settings]]:
    """Topics, rights and indices, and the operator's settings."""
    log, store = stack.open_log(prefix, lambda: datetime.now(UTC)), stack.open_store(prefix)
    stack.grant(log, prefix)
    yield log, store, settings_of("operator", prefix)
    log.close()
    store.close()


def nothing_shows(log: KafkaLog, store: ElasticStore) -> None:
    """Only the log remembers it."""
    store.refresh()
    assert store.search("articles", Query()).total == 0
    assert store.search("stories", Query()).total == 0
    assert store.find("alerts") == []
    assert all(is_canary(Story.decode(record.value)) for record in log.scan("stories"))


def test_worked_here_it_gets_to_the_decision_and_leaves_nothing(
    servers: tuple[KafkaLog, ElasticStore, Settings],
) -> None:
    log, store, settings = servers
    checks = list(canary_checks(settings, wait=WAIT, drain=True))
    assert [check.state for check in checks] == ["ok"] * 8, checks
    nothing_shows(log, store)


def test_served_by_others_it_tells_the_seconds_and_a_stage_that_is_not_served(
    servers: tuple[KafkaLog, ElasticStore, Settings],
) -> None:
    log, store, settings = servers
    stops = [Event(), Event()]
    serving = [
        Thread(target=serve_all, args=(settings, names, stop), kwargs={"seconds": 4 * WAIT, "crawl": False})
        for names, stop in zip((["extract", "flag", "cluster", "index"], ["notify"]), stops, strict=True)
    ]
    try:
        for thread in serving:
            thread.start()
        first = list(canary_checks(settings, wait=WAIT, drain=False))
        stops[1].set()
        serving[1].join(WAIT)
        second = list(canary_checks(settings, wait=15, drain=False))
    finally:
        for stop, thread in zip(stops, serving, strict=True):
            stop.set()
            thread.join(WAIT)
    assert [check.state for check in first] == ["ok"] * 8, first
    assert [check.state for check in second] == ["ok"] * 5 + ["failure", "warning"], second
    assert second[5].what == "canary: notify"
    assert "newswatch run notify" in second[5].remedy
    assert "upkeep" in second[6].remedy
    nothing_shows(log, store)
    assert len(list(log.scan("pages"))) == 2
