"""What becomes of each answer of Elasticsearch: done, refused for good, to be tried again, or a person's to mend."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import SimpleNamespace
from typing import Any

import pytest
from elastic_transport import ApiResponseMeta, ConnectionTimeout, HttpHeaders, NodeConfig, TlsError
from elasticsearch import ApiError

from newswatch.adapters.elastic_bulk import Action, run_bulk
from newswatch.adapters.elastic_connect import said
from newswatch.adapters.elastic_store import ElasticStore
from newswatch.errors import ConfigError, NewswatchError, Transient
from newswatch.ports import Keys
from tests.contract.samples import article, flagged

BUSY = (408, 429, 500, 502, 503, 504)
BLOCK = {
    "type": "cluster_block_exception",
    "reason": "index [articles-v2] blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded flood-stage watermark];",
}
MAPPING = {
    "type": "document_parsing_exception",
    "reason": "failed to parse field [amount_usd]",
    "caused_by": {"type": "number_format_exception", "reason": "not a number"},
}


def item(status: int, error: Mapping[str, Any] | None = None, id_: str = "a") -> dict[str, Any]:
    """A bulk's word on one document."""
    done: dict[str, Any] = {"_id": id_, "status": status}
    return {"index": done | ({"error": error} if error else {"result": "updated"})}


def bulk(*items: Mapping[str, Any]) -> tuple[int, list[tuple[str, str]]]:
    """How many documents changed, and which were refused why, when the server says this of each."""
    answer = SimpleNamespace(body={"errors": True, "items": items})
    client: Any = SimpleNamespace(bulk=lambda **_: answer)
    changed, refused = run_bulk(client, [Action("articles", str(n), 1, b"{}") for n in range(len(items))])
    return changed, [(error.id, error.reason) for error in refused]


@pytest.mark.parametrize("status", BUSY)
def test_a_document_that_a_busy_server_left_is_tried_again(status: int) -> None:
    with pytest.raises(Transient, match=str(status)):
        bulk(item(200), item(status, {"type": "es_rejected_execution_exception", "reason": "queue"}))


@pytest.mark.parametrize("status", [403, 429])
def test_a_full_disk_is_waited_for_whatever_its_status(status: int) -> None:
    with pytest.raises(Transient, match="flood-stage"):
        bulk(item(status, BLOCK))


def test_a_document_that_does_not_fit_the_mapping_is_refused_alone() -> None:
    assert bulk(item(201), item(400, MAPPING, "bad"), item(200)) == (2, [("bad", "not-indexable")])


def test_nothing_is_refused_for_good_while_others_are_to_be_tried_again() -> None:
    with pytest.raises(Transient):
        bulk(item(400, MAPPING, "bad"), item(503, {"type": "unavailable_shards_exception", "reason": "-"}))


def test_an_older_version_is_success_and_so_is_a_delete_of_nothing() -> None:
    older = {"type": "version_conflict_engine_exception", "reason": "current version [7] is higher"}
    assert bulk(item(409, older), item(404), item(201)) == (1, [])


@pytest.mark.parametrize(
    ("status", "type_", "word"),
    [
        (401, "security_exception", "roles.yml"),
        (403, "security_exception", "roles.yml"),
        (404, "index_not_found_exception", "newswatch init"),
        (400, "index_closed_exception", "_open"),
    ],
)
def test_what_a_person_must_mend_stops_the_stage(status: int, type_: str, word: str) -> None:
    with pytest.raises(ConfigError, match=word):
        bulk(item(status, {"type": type_, "reason": "no"}))


def api_error(status: int, type_: str = "some_exception", reason: str = "why") -> ApiError:
    """An answer to a request as a whole."""
    meta = ApiResponseMeta(status, "1.1", HttpHeaders(), 0.1, NodeConfig("https", "host", 9200))
    return ApiError(type_, meta, {"error": {"type": type_, "reason": reason}, "status": status})


@pytest.mark.parametrize("status", BUSY)
def test_a_busy_server_may_be_asked_again(status: int) -> None:
    error = said(api_error(status), "reading")
    assert type(error) is Transient
    assert f"reading: {status} some_exception why" in str(error)


@pytest.mark.parametrize(
    ("error", "kind", "word"),
    [
        (api_error(400), NewswatchError, "400 some_exception why"),
        (api_error(400, "index_closed_exception"), ConfigError, "_open"),
        (api_error(401), ConfigError, "NEWSWATCH_ELASTICSEARCH_PASSWORD"),
        (api_error(403, "security_exception"), ConfigError, "may not"),
        (api_error(403, "cluster_block_exception"), Transient, "cluster_block_exception"),
        (api_error(429, "cluster_block_exception"), Transient, "cluster_block_exception"),
        (api_error(404, "index_not_found_exception"), ConfigError, "newswatch init"),
        (api_error(404, "resource_not_found_exception"), NewswatchError, "404"),
        (ConnectionTimeout("timed out"), Transient, "in time"),
        (TlsError("CERTIFICATE_VERIFY_FAILED"), ConfigError, "NEWSWATCH_ELASTICSEARCH_CA"),
    ],
)
def test_an_answer_is_one_of_our_errors(error: Any, kind: type[NewswatchError], word: str) -> None:
    ours = said(error, "reading")
    assert type(ours) is kind
    assert word in str(ours)


def test_a_bulk_that_a_proxy_finds_too_large_is_sent_in_parts() -> None:
    sent: list[list[str]] = []

    def bulk_of(operations: list[bytes], filter_path: str) -> Any:
        ids = [json.loads(head)["index"]["_id"] for head in operations[::2]]
        if sum(map(len, operations)) > 1000:
            raise api_error(413)
        sent.append(ids)
        return SimpleNamespace(body={"items": [item(201, id_=id_) for id_ in ids]})

    client: Any = SimpleNamespace(bulk=bulk_of)
    sources = {str(n): b"{}" for n in range(12)} | {"large": b" " * 2000}
    changed, refused = run_bulk(client, [Action("articles", id_, 1, s) for id_, s in sources.items()])
    assert changed == sum(map(len, sent)) == 12
    assert [(error.id, error.reason) for error in refused] == [("large", "too-large")]


class Overloaded(BaseHTTPRequestHandler):
    """Answers as Elasticsearch 9 where it is asked who it is, and 503 to everything else."""

    asked: list[str]

    def do_GET(self) -> None:
        """Say who it is."""
        self._answer(*((200, {"version": {"number": "9.5.3"}}) if self.path == "/" else self._away()))

    def do_POST(self) -> None:
        """Refuse."""
        self.rfile.read(int(self.headers["Content-Length"]))
        self._answer(*self._away())

    do_PUT = do_POST  # noqa: N815 - http.server calls it so

    def _away(self) -> tuple[int, Mapping[str, Any]]:
        self.asked.append(self.path.partition("?")[0])
        return 503, {"error": {"type": "no_shard_available", "reason": "restarting"}, "status": 503}

    def _answer(self, status: int, body: Mapping[str, Any]) -> None:
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("X-Elastic-Product", "Elasticsearch")
        self.send_header("Content-Type", "application/vnd.elasticsearch+json;compatible-with=9")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def overloaded() -> Iterator[tuple[ElasticStore, list[str]]]:
    """A store on a server that is away behind its proxy, and what it was asked."""
    asked: list[str] = []
    server = HTTPServer(("127.0.0.1", 0), type("Server", (Overloaded,), {"asked": asked}))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    store = ElasticStore(f"http://127.0.0.1:{server.server_port}")
    try:
        yield store, asked
    finally:
        store.close()
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize(
    ("act", "path"),
    [
        (lambda store: store.put_newer([flagged(article("a"))]), "/_bulk"),
        (lambda store: store.swap("alerts", "a", {}, Keys(), None), "/alerts/_doc/a"),
        (lambda store: store.get("articles", "a"), "/articles/_mget"),
        (lambda store: store.find("urls"), "/urls/_refresh"),
    ],
    ids=["put_newer", "swap", "get", "find"],
)
def test_a_server_that_is_away_is_asked_once_and_is_transient(
    overloaded: tuple[ElasticStore, list[str]], act: Callable[[ElasticStore], object], path: str
) -> None:
    store, asked = overloaded
    with pytest.raises(Transient, match="503"):
        act(store)
    assert asked[-1] == path
    assert len(asked) == len(set(asked)), "the client tries nothing again: the runner does, and stays alive"
