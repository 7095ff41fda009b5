"""`newswatch init` as an administrator runs it, on the real servers."""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
import yaml
from elasticsearch import BadRequestError, Elasticsearch
from kafka.admin import ConfigResource, ConfigResourceType
from typer.testing import CliRunner

from newswatch.adapters.elastic_indices import compare_indices, load_index
from newswatch.adapters.elastic_store import ElasticStore
from newswatch.adapters.kafka_log import KafkaLog
from newswatch.cli.app import app
from newswatch.errors import ConfigError
from tests.contract.samples import article, flagged

from . import stack
from .conftest import now

pytestmark = pytest.mark.services
ASKED = re.compile(r"^PUT (/\S+)\n(\{.*\})$", re.MULTILINE)
"""A request that `init --print` writes, as Kibana's console takes it."""
CAN_NOT_KEEP = "pattern_capture"
"""The test server looks at a role, and can't keep it: it lacks a token filter of the index for roles."""


@pytest.fixture
def init(prefix: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Runs the command as a user; what it made is deleted at the end."""
    for name in [one for one in os.environ if one.startswith("NEWSWATCH_") and "TEST" not in one]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NEWSWATCH_PREFIX", prefix)

    def run(*arguments: str, user: str = "admin") -> Any:
        for name, value in stack.settings(user).items():
            monkeypatch.setenv(name, value)
        return CliRunner().invoke(app, ["init", *arguments])

    yield run
    stack.sweep(prefix)


@pytest.fixture
def bare(prefix: str) -> Iterator[KafkaLog]:
    """A log as admin, its topics not made."""
    log = stack.open_log(prefix, now, create=False)
    yield log
    log.close()


@pytest.fixture
def client(prefix: str) -> Iterator[Elasticsearch]:
    """Elasticsearch as admin, no index made."""
    store = stack.open_store(prefix, create=False)
    yield store.client
    store.close()


def put(client: Elasticsearch, path: str, body: str) -> None:
    headers = {"content-type": "application/json", "accept": "application/json"}
    client.perform_request("PUT", path, headers=headers, body=json.loads(body))


def test_what_is_printed_for_elasticsearch_makes_what_init_would(
    init: Callable[..., Any], client: Elasticsearch, prefix: str
) -> None:
    printed = ASKED.findall(init("--print").stdout)
    indices = [(path, body) for path, body in printed if not path.startswith("/_")]
    assert len(compare_indices(client, prefix)) == len(indices) == 6
    for path, body in indices:
        put(client, path, body)
    assert compare_indices(client, prefix) == []


def test_what_is_printed_of_roles_is_roles_yml_and_what_the_server_takes(
    init: Callable[..., Any], client: Elasticsearch
) -> None:
    roles = {
        path.removeprefix("/_security/role/"): body
        for path, body in ASKED.findall(init("--print").stdout)
        if path.startswith("/_security/")
    }
    file = stack.ROOT / "infra/elasticsearch/roles.yml"
    assert {name: json.loads(body) for name, body in roles.items()} == yaml.safe_load(file.read_text())
    for name, body in roles.items():
        with pytest.raises(BadRequestError, match=CAN_NOT_KEEP):
            put(client, f"/_security/role/{name}", body)
    wrong = roles["newswatch_reader"].replace('"read"', '"reed"')
    with pytest.raises(BadRequestError, match="unknown index privilege"):
        put(client, "/_security/role/newswatch_reader", wrong)


def test_a_difference_is_told_and_changed_only_when_asked(
    init: Callable[..., Any], bare: KafkaLog, prefix: str
) -> None:
    made = init()
    assert made.exit_code == 0, made.output
    assert f"created topic {prefix}pages\n" in made.stdout
    assert f"created index {prefix}articles-v2\n" in made.stdout

    def hours(new: int | None = None) -> int:
        topic = ConfigResource(ConfigResourceType.TOPIC, f"{prefix}pages", {"retention.ms": f"{new}"})
        if new is not None:
            bare.admin.alter_configs([topic])
        found = bare.admin.describe_configs([ConfigResource(ConfigResourceType.TOPIC, f"{prefix}pages")])
        return int(found["topic"][f"{prefix}pages"]["retention.ms"]["value"])

    wanted = hours()
    assert hours(60_000) == 60_000
    told = init()
    assert told.exit_code == 1
    assert f"differs: {prefix}pages: retention.ms is 60000, topics.yml says {wanted}\n" in told.stdout
    assert hours() == 60_000
    assert init("--check", "--mend").exit_code == 2, "to compare and to change are two things"
    assert hours() == 60_000
    mended = init("--mend")
    assert mended.exit_code == 0, mended.output
    assert f"changed {prefix}pages: retention.ms to {wanted}\n" in mended.stdout
    assert hours() == wanted


def test_operator_checks_and_needs_no_administrator(
    init: Callable[..., Any], client: Elasticsearch, prefix: str
) -> None:
    assert init().exit_code == 0
    deadline = time.monotonic() + 30
    while (checked := init("--check", user="operator")).exit_code:  # a right is known a moment later
        assert time.monotonic() < deadline, checked.output
        Event().wait(0.1)
    assert checked.stdout == "All is as it must be.\n"
    client.indices.put_mapping(index=f"{prefix}dead", properties={"extra": {"type": "keyword"}})
    checked = init("--check", user="operator")
    assert checked.exit_code == 1
    assert f"differs: {prefix}dead: has another mapping" in checked.stdout


def test_operator_is_told_of_a_retention_that_differs_and_may_not_change_it(
    init: Callable[..., Any], bare: KafkaLog, prefix: str
) -> None:
    assert init().exit_code == 0
    topic = ConfigResource(ConfigResourceType.TOPIC, f"{prefix}pages", {"retention.ms": "60000"})
    bare.admin.alter_configs([topic])
    deadline = time.monotonic() + 30
    while "retention.ms is 60000" not in (checked := init("--check", user="operator")).stdout:
        assert time.monotonic() < deadline, checked.output
        Event().wait(0.1)
    assert checked.stdout.count("differs") == 1
    refused = init("--mend", user="operator")
    assert refused.exit_code == 1
    assert isinstance(refused.exception, ConfigError), refused
    assert "granting access" in str(refused.exception)


def test_what_is_stored_moves_to_new_mappings(
    init: Callable[..., Any], client: Elasticsearch, prefix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert init().exit_code == 0
    old = json.loads(json.dumps(load_index("articles")))
    old["mappings"]["_meta"]["version"] = 1
    client.indices.delete(index=f"{prefix}articles-v2")
    alias = {f"{prefix}articles": {"is_write_index": True}}
    client.indices.create(
        index=f"{prefix}articles-v1", mappings=old["mappings"], settings=old["settings"], aliases=alias
    )
    store = stack.open_store(prefix, create=False)
    assert store.put_newer([flagged(article("a")), flagged(article("b"))]) == []
    assert init("--check").exit_code == 1
    moved = init("--migrate", "--json")
    assert moved.exit_code == 0, moved.output
    assert f"articles is {prefix}articles-v2: 2 documents copied" in json.loads(moved.stdout)["done"]
    assert init("--check").exit_code == 0
    assert list(client.indices.get_alias(name=f"{prefix}articles").body) == [f"{prefix}articles-v2"]
    assert set(store.get_many("articles", ["a", "b"])) == {"a", "b"}
    store.close()


def test_a_document_that_can_not_move_is_told(
    init: Callable[..., Any], client: Elasticsearch, prefix: str
) -> None:
    assert init().exit_code == 0
    client.indices.delete(index=f"{prefix}articles-v2")
    client.indices.create(
        index=f"{prefix}articles-v1",
        mappings={"_meta": {"version": 1}, "dynamic": False},
        aliases={f"{prefix}articles": {"is_write_index": True}},
    )
    store: ElasticStore = stack.open_store(prefix, create=False)
    bad = flagged(article("bad"), companies=["x" * 40_000])  # a term has at most 32,766 bytes
    assert store.put_newer([flagged(article("a")), bad]) == []
    moved = init("--migrate")
    assert moved.exit_code == 1
    assert "differs: bad not copied: not-indexable" in moved.stdout
    assert set(store.get_many("articles", ["a", "bad"])) == {"a"}
    store.close()


def test_files_have_nothing_to_migrate(init: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    init("--print")
    monkeypatch.setattr(stack, "settings", lambda user: {"NEWSWATCH_STORE_URL": "sqlite:///store.db"})
    refused = init("--migrate")
    assert isinstance(refused.exception, ConfigError)
    assert "Only an Elasticsearch store has mappings to migrate" in str(refused.exception)
