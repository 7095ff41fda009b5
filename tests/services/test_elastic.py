"""What the Elasticsearch adapter promises beyond the contract: indices, migration, and plain words at start."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from newswatch.adapters.elastic_indices import (
    COLLECTIONS,
    MIGRATED,
    compare_indices,
    create_indices,
    give_aliases_back,
    load_index,
    migrate,
    version_of,
)
from newswatch.adapters.elastic_store import ElasticStore
from newswatch.adapters.elastic_widen import widen
from newswatch.errors import ConfigError, NewswatchError, Transient
from newswatch.ports import Doc, Keys, Query
from tests.contract.samples import AT, article, flagged, story

from . import stack

pytestmark = pytest.mark.services


@contextmanager
def says(kind: type[NewswatchError], *words: str) -> Iterator[None]:
    began = time.monotonic()
    with pytest.raises(kind) as raised:
        yield
    assert time.monotonic() - began < 10
    for word in words:
        assert word in str(raised.value)


@pytest.fixture
def second(tmp_path: Path) -> Path:
    """The index files, articles and stories in their next version, with one field more."""
    for collection in COLLECTIONS:
        index = json.loads(json.dumps(load_index(collection)))
        if collection in ("articles", "stories"):
            index["mappings"]["_meta"]["version"] += 1
            index["mappings"]["properties"]["mood"] = {"type": "keyword"}
        (tmp_path / f"{collection}.json").write_text(json.dumps(index))
    return tmp_path


def test_indices_are_made_once_and_compared(store: ElasticStore, prefix: str, second: Path) -> None:
    assert compare_indices(store.client, prefix) == []
    assert create_indices(store.client, prefix) == []
    told = [str(each) for each in compare_indices(store.client, prefix, second)]
    now = {name: version_of(load_index(name)) for name in MIGRATED}
    assert told == [
        f"{prefix}{name}: needs `newswatch init --migrate` (is v{is_now}, wanted v{is_now + 1})"
        for name, is_now in now.items()
    ]
    store.client.indices.put_mapping(index=f"{prefix}dead", properties={"extra": {"type": "keyword"}})
    assert "another mapping" in str(compare_indices(store.client, prefix)[0])
    missing = compare_indices(store.client, f"{prefix}none-")
    assert {each.what for each in missing} == {"does not exist"}
    assert len(missing) == len(COLLECTIONS)


def test_an_alias_that_somebody_took_away_is_given_back(
    store: ElasticStore, prefix: str, second: Path
) -> None:
    index = f"{prefix}articles-v{version_of(load_index('articles'))}"
    store.put_newer([flagged(article("a1"))])
    store.client.indices.delete_alias(index=index, name=f"{prefix}articles")
    assert [str(each) for each in compare_indices(store.client, prefix)] == [
        f"{prefix}articles: does not exist"
    ]
    assert give_aliases_back(store.client, prefix) == [index]
    assert compare_indices(store.client, prefix) == []
    assert create_indices(store.client, prefix) == give_aliases_back(store.client, prefix) == []
    assert store.get("articles", "a1") is not None
    migrate(store.client, prefix, "articles", second)
    store.client.indices.delete_alias(index=f"{prefix}articles-v*", name=f"{prefix}articles")
    with says(ConfigError, f"{index} or {prefix}articles-v", "give it to the one that serves"):
        give_aliases_back(store.client, prefix)


def test_an_index_in_the_place_of_an_alias_is_told(store: ElasticStore, prefix: str) -> None:
    store.client.indices.delete(index=f"{prefix}dead-v{version_of(load_index('dead'))}")
    store.client.indices.create(index=f"{prefix}dead")
    told = [str(each) for each in compare_indices(store.client, prefix)]
    assert told == [f"{prefix}dead: is an index of its own, and must be an alias"]


def test_a_migration_loses_no_write(store: ElasticStore, prefix: str, second: Path) -> None:
    store.put_newer([flagged(article(f"a{n}", "vieux"), version=5) for n in range(1200)])
    stop, written = threading.Event(), 0

    def write() -> None:
        nonlocal written
        with_own = stack.open_store(prefix, create=False)
        while not stop.is_set():
            docs = [
                flagged(article(f"a{(written + n) % 1500}", f"neuf {written}"), version=6 + written)
                for n in range(25)
            ]
            assert with_own.put_newer(docs) == []
            written += 25
        with_own.close()

    writer = threading.Thread(target=write)
    writer.start()
    while written < 100:
        time.sleep(0.01)
    name, copied, refused = migrate(store.client, prefix, "articles", second)
    stop.set()
    writer.join()
    assert (name, refused) == (f"{prefix}articles-v{version_of(load_index('articles')) + 1}", [])
    assert copied >= 1200
    assert list(store.client.indices.get_alias(name=f"{prefix}articles").body) == [name]
    latest = {f"a{(start + n) % 1500}": start for start in range(0, written, 25) for n in range(25)}
    found = store.get_many("articles", [f"a{n}" for n in range(1500)])
    assert found.keys() == latest.keys() | {f"a{n}" for n in range(1200)}
    for one, stored in found.items():
        assert stored.version == (6 + latest[one] if one in latest else 5)
    store.refresh()
    assert store.search("articles", Query("neuf")).total == len(latest)
    assert migrate(store.client, prefix, "articles", second)[1] == 0


def test_an_interrupted_migration_is_finished_by_the_next(
    store: ElasticStore, prefix: str, second: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from newswatch.adapters import elastic_indices

    store.put_newer([story(f"s{n}", "Une annonce") for n in range(10)])
    with monkeypatch.context() as patched:
        patched.setattr(elastic_indices, "_move", lambda *_: (_ for _ in ()).throw(Transient("gone")))
        with pytest.raises(Transient):
            migrate(store.client, prefix, "stories", second)
    store.put_newer([story("late", "Une annonce")])
    migrate(store.client, prefix, "stories", second)
    store.refresh()
    assert store.search("stories", Query("annonce")).total == 11


@pytest.mark.parametrize("collection", sorted(set(COLLECTIONS) - {"articles", "stories"}))
def test_what_is_opaque_never_migrates(collection: Any) -> None:
    with pytest.raises(ConfigError, match=f"{collection} never migrates"):
        migrate(stack.open_store("", create=False).client, "none-", collection)


def test_a_document_that_the_index_refuses_is_that_one_alone(store: ElasticStore) -> None:
    bad = flagged(article("bad"), companies=["x" * 40_000])  # a term has at most 32,766 bytes
    errors = store.put_newer([flagged(article("a")), bad, flagged(article("b"))])
    assert [(error.id, error.reason) for error in errors] == [("bad", "not-indexable")]
    assert "immense" in errors[0].text or "32766" in errors[0].text
    assert store.get_many("articles", ["a", "bad", "b"]).keys() == {"a", "b"}
    too_long = Doc("articles", "huge", 1, {**bad.body, "filler": "x" * (17 * 1024 * 1024)})
    assert [error.reason for error in store.put_newer([too_long])] == ["too-large"]


def test_a_missing_index_is_named_and_never_made_by_a_write(prefix: str) -> None:
    bare = stack.open_store(prefix, create=False)
    for act in (
        lambda: bare.put_newer([flagged(article("a"))]),
        lambda: bare.get("articles", "a"),
        lambda: bare.find("urls"),
        lambda: bare.search("articles", Query("x")),
    ):
        with says(ConfigError, "newswatch init"):
            act()
    assert bare.client.indices.exists(index=f"{prefix}articles").body is False
    bare.close()


def test_a_damaged_and_a_foreign_cursor(store: ElasticStore) -> None:
    store.put_newer([flagged(article(f"a{n}")) for n in range(5)])
    store.refresh()
    cursor = store.search("articles", Query("annonce", limit=2)).cursor
    assert cursor
    with says(NewswatchError, "another search"):
        store.search("articles", Query("autre", limit=2, cursor=cursor))
    with says(NewswatchError, "damaged"):
        store.search("articles", Query("annonce", limit=2, cursor="x"))


def test_a_start_that_can_not_work_says_why() -> None:
    url = stack.started()["NEWSWATCH_STORE_URL"]
    with says(Transient, "refused"):
        ElasticStore("https://127.0.0.1:1", user="u", password="p")
    with says(ConfigError, "certificate", "NEWSWATCH_ELASTICSEARCH_CA"):
        ElasticStore(url, user="u", password="p")
    with says(Transient, "https://"):
        ElasticStore(url.replace("https", "http"), user="u", password="p")
    with says(ConfigError, "no Elasticsearch address"):
        ElasticStore("ftp://x")
    with says(ConfigError, "NEWSWATCH_ELASTICSEARCH_USER"):
        ElasticStore("https://u:p@host:9200")


class Pretends(BaseHTTPRequestHandler):
    """A server of another version, or none of Elasticsearch."""

    version = "8.19.3"
    product = "Elasticsearch"
    status = 200

    def do_GET(self) -> None:
        """Answer the root page."""
        body: object = {"version": {"number": self.version}, "tagline": "You Know, for Search"}
        if self.status == 400:
            body = {
                "error": {"type": "media_type_header_exception", "reason": "Invalid media-type"},
                "status": 400,
            }
        text = json.dumps(body).encode()
        self.send_response(self.status)
        if self.product:
            self.send_header("X-Elastic-Product", self.product)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.mark.parametrize(
    ("attributes", "word"),
    [
        ({}, "8.19.3"),
        ({"status": 400}, "older"),
        ({"product": ""}, "no Elasticsearch"),
    ],
)
def test_another_server_is_told_in_plain_words(attributes: dict[str, object], word: str) -> None:
    server = HTTPServer(("127.0.0.1", 0), type("Server", (Pretends,), attributes))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        with says(ConfigError, word):
            ElasticStore(f"http://127.0.0.1:{server.server_port}")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_alerts_and_sources_gain_fields_where_they_are(
    store: ElasticStore, prefix: str, tmp_path: Path
) -> None:
    story_of: dict[str, Any] = {
        "headline": "Nvidia rachète",
        "labels": ["ai_investment"],
        "members": [{"url": "https://a/"}],
    }
    alert: dict[str, Any] = {
        "id": "s",
        "story": "s",
        "channel": "C1",
        "state": "sent",
        "reason": "posted",
        "sent": {**story_of, "first_seen": "2023-01-23T10:00:00Z"},
        "posted_at": "2023-01-23T10:00:02.500000Z",
        "history": [{"at": "2023-01-23T10:00:02Z", "what": "post"}],
    }
    earlier = {"last_try": "2023-01-23T09:00:00+00:00", "last_error": "http-500: x", "entries_seen": 3}
    bodies: dict[Any, Mapping[str, Any]] = {"alerts": alert, "sources": earlier}
    for collection, body in bodies.items():  # as the version before wrote them
        index = json.loads(json.dumps(load_index(collection)))
        index["mappings"]["_meta"]["version"] = 1
        known = ("id", "state", "due", "group", "document")
        index["mappings"]["properties"] = {name: index["mappings"]["properties"][name] for name in known}
        (tmp_path / f"{collection}.json").write_text(json.dumps(index))
        store.client.indices.delete(index=f"{prefix}{collection}-v2")
        name = f"{prefix}{collection}-v1"
        store.client.indices.create(
            index=name,
            mappings=index["mappings"],
            settings=index["settings"],
            aliases={f"{prefix}{collection}": {"is_write_index": True}},
        )
        store.client.index(
            index=name, id="s", document={"id": "s", "state": "sent", "group": "s", "document": body}
        )
    before = {one: store.get(one, "s") for one in bodies}
    assert [d.what for d in compare_indices(store.client, prefix)] == ["needs `newswatch init --migrate`"] * 2
    assert widen(store.client, prefix, "alerts") == (f"{prefix}alerts-v1", 1)
    assert widen(store.client, prefix, "sources") == (f"{prefix}sources-v1", 1)
    assert compare_indices(store.client, prefix) == []
    assert widen(store.client, prefix, "alerts") == (f"{prefix}alerts-v1", 0)
    for one, was in before.items():
        after = store.get(one, "s")
        assert was is not None
        assert after is not None
        assert after.body == was.body == bodies[one]
    flat = store.client.get(index=f"{prefix}alerts", id="s").body["_source"]
    assert (flat["seconds_to_alert"], flat["headline"], flat["url"]) == (2.5, "Nvidia rachète", "https://a/")
    flat = store.client.get(index=f"{prefix}sources", id="s").body["_source"]
    assert (flat["last_error"], flat["entries_seen"]) == ("http-500: x", 3)
    current = store.get("alerts", "s")
    assert current is not None
    store.swap("alerts", "s", {**alert, "held": "2023-01-23T09:00:00Z"}, Keys("sent"), current.revision)
    flat = store.client.get(index=f"{prefix}alerts", id="s").body["_source"]
    assert "seconds_to_alert" not in flat, "what waited for the morning was not slow"


def test_a_migration_keeps_when_an_article_was_indexed(
    store: ElasticStore, prefix: str, second: Path
) -> None:
    at = datetime(2023, 1, 24, 9, 0, 7, tzinfo=UTC)
    live = stack.open_store(prefix, create=False, clock=lambda: at)
    live.put_newer([flagged(article("a"), version=5)])
    store.put_newer([flagged(article("b"), version=5)])  # (as a rebuild writes)
    live.close()

    def flat(one: str) -> Mapping[str, Any]:
        source: Mapping[str, Any] = store.client.get(index=f"{prefix}articles", id=one).body["_source"]
        return source

    before = {one: flat(one) for one in ("a", "b")}
    assert before["a"]["indexed_at"] == int(at.timestamp() * 1000)
    assert "indexed_at" not in before["b"]
    migrate(store.client, prefix, "articles", second)
    assert {one: flat(one) for one in ("a", "b")} == before


def test_the_first_way_to_the_index_is_kept_when_a_page_is_fetched_again(
    store: ElasticStore, prefix: str, second: Path
) -> None:
    now = [AT + timedelta(seconds=7)]
    live = stack.open_store(prefix, create=False, clock=lambda: now[0])

    def fetched(one: str, hours: int) -> Doc:
        again = article(one).model_copy(update={"fetched_at": AT + timedelta(hours=hours)})
        return flagged(again, version=5 + hours)

    def seconds(one: str) -> float | None:
        source = store.client.get(index=f"{prefix}articles", id=one).body["_source"]
        found: float | None = source.get("seconds_to_index")
        return found

    live.put_newer([fetched("a", 0)])
    assert seconds("a") == 7
    now[0] = AT + timedelta(hours=6, seconds=3)
    live.put_newer([fetched("a", 6), fetched("b", 6)])
    assert seconds("a") == 7
    assert seconds("b") is None, "a store that never had it can't say"
    migrate(store.client, prefix, "articles", second)
    assert seconds("a") == 7
    live.close()
