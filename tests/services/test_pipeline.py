"""The whole pipeline on Kafka and Elasticsearch: what it stores is what the embedded profile stores.

The order in which Kafka's partitions brought the articles is taken from its `flagged`: from there on the two
must agree, article by article, story by story, alert by alert.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from newswatch.adapters.elastic_store import ElasticStore
from newswatch.adapters.kafka_log import KafkaLog
from newswatch.adapters.sqlite_log import SqliteLog
from newswatch.adapters.sqlite_store import SqliteStore
from newswatch.addresses import article_id
from newswatch.cli import opening
from newswatch.cli.redeciding import decide_again
from newswatch.cli.serving import draining
from newswatch.demo.server import answer
from newswatch.demo.web import load_web
from newswatch.messages import Page, SourceRef, decode
from newswatch.ports import Collection, Log, Query, Store
from newswatch.settings import load_settings
from processors.notify import Policy

from . import stack

pytestmark = [pytest.mark.services, pytest.mark.slow]
NOW = datetime(2023, 1, 23, 22, tzinfo=UTC)


def demo_pages() -> list[Page]:
    """Every page of the demo's web, as its crawler would have fetched it."""
    found = []
    for site in load_web():
        for page in site.pages:
            body = answer({site.host: site}, site.host, page.path, NOW).body
            url = f"https://{site.host}{page.path}"
            found.append(
                Page(
                    id=article_id(url),
                    requested_url=url,
                    url=url,
                    status=200,
                    headers={"content-type": "text/html; charset=utf-8"},
                    body=body,
                    source=SourceRef(id=site.id, publisher=site.publisher, language=site.language),
                    discovered_at=NOW,
                    fetched_at=NOW,
                )
            )
    return found


def drain(
    monkeypatch: pytest.MonkeyPatch, log: Log, store: Store, folder: Path, stages: list[str]
) -> Mapping[str, int]:
    """Drain the stages on this log and this store; records read by stage."""
    settings = load_settings(
        _env_file=None, log_url=f"sqlite:///{folder}/x", store_url=f"sqlite:///{folder}/y"
    )
    with monkeypatch.context() as patched:
        patched.setattr(opening, "open_log", lambda _: Borrowed(log))
        patched.setattr(opening, "open_store", lambda _: Borrowed(store))
        with draining(settings, stages, threading.Event(), lambda: NOW) as drain_once:
            read: Mapping[str, int] = drain_once()["read"]
            assert sum(drain_once()["read"].values()) == 0
    return read


class Borrowed:
    """A log or a store that its user does not close."""

    def __init__(self, lent: Log | Store) -> None:
        self._lent = lent

    def __getattr__(self, name: str) -> Any:
        return getattr(self._lent, name)

    def close(self) -> None:
        """The lender does."""


def stored(store: Store, collection: Collection) -> dict[str, tuple[int, Mapping[str, Any]]]:
    """Every document of a collection, by id."""
    return {one.id: (one.version, one.body) for one in store.find(collection, limit=10_000)}


def test_both_profiles_store_the_same(
    log: KafkaLog, store: ElasticStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = demo_pages()
    log.append(pages)
    read = drain(monkeypatch, log, store, tmp_path, ["extract", "flag", "cluster", "index", "notify"])
    assert read["extract"] == len(pages)
    assert read["flag"] == read["cluster"] > 5
    assert read["index"] >= read["cluster"] + read["notify"] > read["cluster"]

    clock = lambda: NOW  # noqa: E731
    embedded_log = SqliteLog(tmp_path / "log.db", clock=clock)
    embedded_store = SqliteStore(tmp_path / "store.db", clock=clock)
    for topic in ("flagged", "dead"):
        embedded_log.append([decode(topic, record.value) for record in log.scan(topic)])
    drain(monkeypatch, embedded_log, embedded_store, tmp_path, ["cluster", "index", "notify"])

    collections: tuple[Collection, ...] = ("articles", "stories", "dead", "alerts")
    for collection in collections:
        assert stored(store, collection) == stored(embedded_store, collection), collection
    assert len(stored(store, "articles")) == read["flag"]
    assert stored(store, "stories")
    store.refresh()
    for text in ("Microsoft", "BLOOM"):  # (names: stems differ)
        query = Query(text, limit=100)
        ours, theirs = store.search("articles", query), embedded_store.search("articles", query)
        assert {hit.id for hit in ours.hits} == {hit.id for hit in theirs.hits}, text
        assert ours.facets == theirs.facets
    embedded_log.close()
    embedded_store.close()


def test_alerts_that_a_restored_store_lacks_are_decided_again(
    log: KafkaLog, store: ElasticStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At once, before any refresh: half of them, then all."""
    log.append(demo_pages())
    drain(monkeypatch, log, store, tmp_path, ["extract", "flag", "cluster", "notify"])
    before = stored(store, "alerts")
    waiting = [id_ for id_, (_, body) in before.items() if body["state"] == "planned"]
    assert len(waiting) > 2
    store.remove("alerts", waiting[::2])
    done = decide_again(log, store, Policy(), NOW)
    assert (done.decided, done.waited, done.lost) == (len(waiting[::2]), len(waiting[1::2]), False)
    after = {id_: body for id_, (_, body) in stored(store, "alerts").items() if "story" in body}
    assert {id_ for id_, body in after.items() if body["seek"]} == set(waiting)
    assert {id_: dict(body) | {"seek": False} for id_, body in after.items()} == {
        id_: body for id_, (_, body) in before.items()
    }
    store.remove("alerts", list(after))
    done = decide_again(log, store, Policy(), NOW)
    assert done.lost
    assert {body["state"] for _, body in stored(store, "alerts").values() if "story" in body} == {"silent"}


def test_a_drained_store_is_filled_again_from_the_log(
    log: KafkaLog, store: ElasticStore, prefix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log.append(demo_pages())
    drain(monkeypatch, log, store, tmp_path, ["extract", "flag", "cluster", "index"])
    before = stored(store, "articles")
    again = stack.open_store(f"{prefix}again-")
    for record in log.scan("flagged"):
        drained = decode("flagged", record.value)
        from processors.index import index

        for put in index(drained, {}):
            assert again.put_newer([put.doc]) == []  # type: ignore[union-attr]
    assert stored(again, "articles") == before
    again.close()
