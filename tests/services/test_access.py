"""Least privilege on the real servers: what each component's user may, and what it may not."""

from __future__ import annotations

import base64
import ssl
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from elasticsearch import AuthorizationException

from newswatch.adapters.elastic_indices import compare_indices, create_indices
from newswatch.adapters.elastic_store import ElasticStore
from newswatch.adapters.kafka_log import KafkaLog
from newswatch.cli.peace_watch import lags_of
from newswatch.errors import ConfigError
from newswatch.ports import Keys, Query
from processors.pipeline import STAGES
from tests.contract.samples import AT, article, dead, flagged, story
from tests.contract.test_log import page

from . import stack

pytestmark = pytest.mark.services
OpenLog = Callable[..., KafkaLog]
OpenStore = Callable[[str], ElasticStore]


@pytest.fixture
def log_of(open_log: OpenLog, prefix: str) -> OpenLog:
    """Opens the log as a user, with the rights of topics.yml granted."""
    stack.grant(open_log(), prefix)
    return lambda user: open_log(user=user, create=False)


@pytest.fixture
def store_of(store: ElasticStore, prefix: str) -> Iterator[OpenStore]:
    """Opens the store as a user."""
    store.swap("alerts", "a", {"secret": "text"}, Keys(), None)
    store.put_newer([flagged(article("a")), story("s", "Une annonce"), dead("d")])
    store.refresh()
    opened: list[ElasticStore] = []

    def open_as(user: str) -> ElasticStore:
        opened.append(stack.open_store(prefix, user=user, create=False))
        return opened[-1]

    yield open_as
    for each in opened:
        each.close()


def test_the_crawler_writes_pages_and_reads_dead_letters_alone(log_of: OpenLog) -> None:
    log = log_of("crawler")
    log.append([page("p")])
    assert not list(log.scan("dead")), "what became of its pages, it may know"
    for topic in ("pages", "articles", "stories"):
        with pytest.raises(ConfigError):
            list(log.scan(topic))
        with pytest.raises(ConfigError):
            log.consumer("extract", [topic])
    with pytest.raises(ConfigError):
        log.append([article("a")])


def test_the_processor_reads_and_writes_but_pages(log_of: OpenLog) -> None:
    log_of("crawler").append([page("p")])
    log = log_of("processor")
    consumer = log.consumer("extract", ["pages"])
    records = consumer.read(1, 20)
    consumer.commit(records, [article("a")])
    consumer.close()
    cluster = log.consumer("cluster", ["articles"], transactional=True)
    cluster.commit(cluster.read(1, 20), [article("b")])
    cluster.close()
    with pytest.raises(ConfigError):
        log.append([page("q")])
    other = log.consumer("somebody-elses-group", ["pages"])
    with pytest.raises(ConfigError, match="GroupAuthorization"):
        other.read(1, 5)
    other.close()
    with pytest.raises(ConfigError, match="TransactionalId"):
        log.consumer("another-id", ["pages"], transactional=True)


def test_each_component_may_start_its_stages(log_of: OpenLog) -> None:
    """What a stage reads and writes is looked at when it starts."""
    for stage in STAGES:
        for user in ("alerter" if stage.name == "notify" else "processor", "operator"):
            outputs = ["dead", *(kind.topic for kind in stage.writes)]
            log_of(user).consumer(
                stage.name, stage.topics, transactional=stage.transactional, outputs=outputs
            ).close()
    with pytest.raises(ConfigError, match=r"may not write the topic .*pages"):
        log_of("processor").consumer("extract", ["pages"], outputs=["pages"])


def test_the_alerter_reads_stories_alone_and_the_reader_only_reads(log_of: OpenLog) -> None:
    assert list(log_of("alerter").scan("stories")) == []
    with pytest.raises(ConfigError):
        list(log_of("alerter").scan("articles"))
    assert lags_of(log_of("alerter")).keys() >= {
        "extract",
        "flag",
        "notify",
    }  # it tells the operators of them
    reader = log_of("reader")
    assert list(reader.scan("pages")) == []
    assert reader.committed("extract", ["pages"])
    with pytest.raises(ConfigError):
        reader.append([article("a")])


def test_the_crawler_can_not_read_alerts(store_of: OpenStore) -> None:
    store = store_of("crawler")
    for collection in ("alerts", "stories", "dead"):
        with pytest.raises(ConfigError, match="may not"):
            store.get(collection, "a")
    with pytest.raises(ConfigError, match="may not"):
        store.find("alerts")
    assert store.get("articles", "a") is not None
    with pytest.raises(ConfigError, match="unauthorized"):
        store.put_newer([flagged(article("b"))])
    revision = store.swap("urls", "u", {}, Keys("pending"), None)
    store.swap("urls", "u", {}, Keys("done"), revision)
    assert [found.id for found in store.find("urls", state="done")] == ["u"]
    store.refresh()


def test_a_processor_can_not_delete_an_index(store_of: OpenStore, prefix: str) -> None:
    store = store_of("processor")
    acts: list[Callable[[], object]] = [
        lambda: store.client.indices.delete(index=f"{prefix}articles-v1"),
        lambda: store.client.indices.put_mapping(
            index=f"{prefix}articles", properties={"x": {"type": "keyword"}}
        ),
        lambda: store.client.indices.create(index=f"{prefix}articles-v2"),
        lambda: store.client.indices.put_settings(
            index=f"{prefix}articles", settings={"refresh_interval": "1h"}
        ),
        lambda: store.client.indices.delete_alias(index=f"{prefix}articles-v1", name=f"{prefix}articles"),
        lambda: store.client.security.get_user(),
    ]
    for act in acts:
        with pytest.raises(AuthorizationException):
            act()
    with pytest.raises(ConfigError, match="may not"):
        create_indices(store.client, f"{prefix}new-")
    assert store.put_newer([flagged(article("b"))]) == []
    with pytest.raises(ConfigError, match="may not"):
        store.get("alerts", "a")
    assert compare_indices(store_of("operator").client, prefix) == []


def test_the_alerter_writes_alerts_and_reads_stories(store_of: OpenStore) -> None:
    store = store_of("alerter")
    alert = store.get("alerts", "a")
    assert alert is not None
    store.swap("alerts", "a", {}, Keys("SENT"), alert.revision)
    assert store.get("stories", "s") is not None
    with pytest.raises(ConfigError):
        store.put_newer([story("t", "Une autre")])
    assert store.get("sources", "x") is None  # how the sources fare is told in the operators' channel
    with pytest.raises(ConfigError):
        store.swap("sources", "x", {}, Keys(), None)


def test_the_reader_searches_and_writes_nothing(store_of: OpenStore) -> None:
    store = store_of("reader")
    assert store.search("articles", Query("annonce")).total == 1
    assert store.search("stories", Query("annonce")).total == 1
    for act in (
        lambda: store.put_newer([flagged(article("b"))]),
        lambda: store.swap("alerts", "b", {}, Keys(), None),
        lambda: store.remove("articles", ["a"]),
        lambda: store.expire("dead", AT.replace(year=2030)),
    ):
        with pytest.raises(ConfigError):
            act()


def test_the_operator_runs_every_stage(store_of: OpenStore) -> None:
    store = store_of("operator")
    assert store.put_newer([flagged(article("b")), story("t", "Une autre"), dead("e")]) == []
    for collection in ("alerts", "sources", "urls"):
        store.swap(collection, "x", {}, Keys(), None)
    with pytest.raises(AuthorizationException):
        store.client.indices.delete(index="articles-v1")


def test_nobody_without_credentials_reads_anything() -> None:
    env = stack.started()
    ca = Path(env["NEWSWATCH_ELASTICSEARCH_CA"])
    for user, password in (("", ""), ("admin", "wrong"), ("nobody", "x")):
        with pytest.raises(ConfigError, match="NEWSWATCH_ELASTICSEARCH"):
            ElasticStore(env["NEWSWATCH_STORE_URL"], user=user, password=password, ca=ca)
    with pytest.raises(ConfigError, match="API_KEY"):
        ElasticStore(env["NEWSWATCH_STORE_URL"], api_key="d3Jvbmc6d3Jvbmc=", ca=ca)


def test_a_request_without_credentials_is_refused(store_of: OpenStore, prefix: str) -> None:
    env = stack.started()
    context = ssl.create_default_context(cafile=env["NEWSWATCH_ELASTICSEARCH_CA"])
    word = base64.b64encode(f"admin:{stack.password('elasticsearch', 'admin')}".encode()).decode()
    for asked in (f"{prefix}articles/_search", f"{prefix}articles/_doc/a", "_search", "_cat/indices"):
        url = f"{env['NEWSWATCH_STORE_URL']}/{asked}"
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(url, context=context, timeout=20)
        with refused.value as answer:
            assert answer.status == 401, asked
            assert b"Une annonce" not in answer.read()
        asks = urllib.request.Request(url, headers={"Authorization": f"Basic {word}"})
        with urllib.request.urlopen(asks, context=context, timeout=20) as answer:
            assert answer.status == 200, "the very same with a login"
