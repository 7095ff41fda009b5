"""The doctor on the real Kafka and Elasticsearch: faults made on purpose, each named with what to do."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from kafka.admin import ConfigResource, ConfigResourceType
from kafka.structs import TopicPartition

from newswatch.adapters.elastic_indices import create_indices, load_index
from newswatch.adapters.kafka_access import Grant, grant_access, grants
from newswatch.adapters.kafka_log import KafkaLog
from newswatch.adapters.kafka_rights import missing_rights
from newswatch.adapters.kafka_topics import create_topics, load_plan
from newswatch.cli.doctor import log_checks, store_checks
from newswatch.cli.doctor_checks import SECONDS, Check
from newswatch.settings import Settings
from tests.contract.samples import article

from . import stack

pytestmark = pytest.mark.services
USERS = ("operator", "crawler", "processor", "alerter", "reader")


def settings_of(user: str, prefix: str, **more: Any) -> Settings:
    """The settings of a user on the stack."""
    env = stack.started()
    given = {
        "log_url": env["NEWSWATCH_LOG_URL"],
        "store_url": env["NEWSWATCH_STORE_URL"],
        "kafka_user": user,
        "kafka_password": stack.password("kafka", user),
        "elasticsearch_user": user,
        "elasticsearch_password": stack.password("elasticsearch", user),
        "elasticsearch_ca": Path(env["NEWSWATCH_ELASTICSEARCH_CA"]),
        "prefix": prefix,
        "contact": "me@example.org",
        "extract_processes": 1,
    }
    return Settings(_env_file=None, **{**given, **more})


def looked_at(settings: Settings) -> list[Check]:
    """What is looked at on the servers."""
    return [*log_checks(settings), *store_checks(settings)]


def wrong(checks: Iterable[Check]) -> dict[str, Check]:
    return {check.what: check for check in checks if check.state != "ok"}


def may(prefix: str, user: str, wanted: Iterable[Grant]) -> bool:
    """Whether the broker knows that a user has these rights."""
    log = stack.open_log(prefix, lambda: datetime.now(UTC), user=user, create=False)
    try:
        return not missing_rights(log.admin, wanted)
    finally:
        log.close()


def until(true: Callable[[], bool]) -> None:
    """Wait until it is true; a right that is given or taken is known a moment later."""
    deadline = time.monotonic() + 60
    while not true():
        assert time.monotonic() < deadline
        Event().wait(0.05)


@pytest.fixture
def admin(prefix: str) -> Iterator[KafkaLog]:
    """The servers as `newswatch init` leaves them, and the administrator's log."""
    log = stack.open_log(prefix, lambda: datetime.now(UTC))
    log.admin.delete_topics([name for name in log.admin.list_topics() if name.startswith(prefix)])
    until(lambda: not [name for name in log.admin.list_topics() if name.startswith(prefix)])
    create_topics(log.admin, load_plan(), prefix)
    assert grant_access(log.admin, load_plan(), prefix)
    stack.open_store(prefix).close()
    until(lambda: may(prefix, "operator", (g for g in grants(load_plan(), prefix) if g.user == "operator")))
    yield log
    log.close()


def test_each_component_has_what_it_needs_and_is_told_so(admin: KafkaLog, prefix: str) -> None:
    del admin
    for user in USERS:
        until(lambda user=user: may(prefix, user, (g for g in grants(load_plan(), prefix) if g.user == user)))  # type: ignore[misc]
        checks = looked_at(settings_of(user, prefix))
        assert wrong(checks) == {}
        found = {check.what: check.found for check in checks}
        assert f"{user} has all that topics.yml gives to {user}" in found["rights on Kafka"]
        assert f"{user} has all that roles.yml gives to newswatch_{user}" in found["rights on Elasticsearch"]
        assert found["log"].startswith("Kafka 4.")
        assert found["store"].startswith("Elasticsearch 9.")
        assert "as this machine's" in next(
            c.found for c in checks if c.what.startswith("clock of Elasticsearch")
        )


def test_an_administrator_is_told_of_clock_and_disk_of_the_brokers_too(admin: KafkaLog, prefix: str) -> None:
    del admin
    checks = {check.what: check for check in looked_at(settings_of("admin", prefix))}
    assert wrong(checks.values()) == {}
    assert checks["clock of Kafka"].found == "as this machine's"
    assert any(what.startswith("disk of broker 1") for what in checks)


def test_a_topic_that_is_missing_and_one_that_differs(admin: KafkaLog, prefix: str) -> None:
    admin.admin.delete_topics([f"{prefix}dead"])
    admin.admin.alter_configs(
        [ConfigResource(ConfigResourceType.TOPIC, f"{prefix}pages", {"retention.ms": "60000"})]
    )
    until(lambda: f"{prefix}dead" not in admin.admin.list_topics())
    found = [check for check in log_checks(settings_of("admin", prefix)) if check.what == "topics"]
    missing = next(check for check in found if check.state == "failure")
    assert missing.found == f"{prefix}dead: does not exist"
    assert "newswatch init" in missing.remedy
    differs = next(check for check in found if check.state == "warning")
    assert "retention.ms is 60000" in differs.found
    assert "--mend" in differs.remedy


def test_rights_that_are_missing_are_named_one_by_one(admin: KafkaLog, prefix: str) -> None:
    from kafka.admin import (
        ACLFilter,
        ACLOperation,
        ACLPermissionType,
        ACLResourcePatternType,
        ResourcePatternFilter,
        ResourceType,
    )

    taken = {
        (ResourceType.TOPIC, "stories", ACLOperation.WRITE),
        (ResourceType.GROUP, "flag", ACLOperation.READ),
        (ResourceType.TRANSACTIONAL_ID, "cluster", ACLOperation.WRITE),
    }
    admin.admin.delete_acls(
        [
            ACLFilter(
                "User:processor", "*", operation, ACLPermissionType.ALLOW,
                ResourcePatternFilter(kind, f"{prefix}{name}", ACLResourcePatternType.LITERAL),
            )
            for kind, name, operation in taken
        ]
    )  # fmt: skip
    write = [Grant("processor", "topic", f"{prefix}stories", "WRITE")]
    until(lambda: not may(prefix, "processor", write))
    found = wrong(log_checks(settings_of("processor", prefix)))["rights on Kafka"]
    assert found.state == "failure"
    for words in (
        f"write topic {prefix}stories",
        f"read group {prefix}flag",
        f"write transactional-id {prefix}cluster",
    ):
        assert words in found.found
    assert "read topic" not in found.found
    assert "newswatch init" in found.remedy


def test_to_ask_for_rights_disturbs_no_group(admin: KafkaLog, prefix: str) -> None:
    from tests.contract.test_log import page

    admin.append([page("p"), page("q")])
    consumer = admin.consumer("extract", ["pages"])
    assert consumer.read(1, 30)
    assert wrong(log_checks(settings_of("operator", prefix))) == {}
    records = consumer.read(10, 30)
    consumer.commit(records)
    consumer.close()


def test_a_wrong_password_and_a_server_that_is_away_are_told_in_time_and_without_secrets(
    prefix: str, tmp_path: Path
) -> None:
    env = stack.started()
    bare = {
        name: value for name, value in os.environ.items() if not name.startswith(("NEWSWATCH_", "SLACK_"))
    }
    told = subprocess.run(
        [sys.executable, "-m", "newswatch", "doctor", "--json"],
        cwd=tmp_path,
        env={
            **bare,
            "NEWSWATCH_LOG_URL": env["NEWSWATCH_LOG_URL"],
            "NEWSWATCH_KAFKA_USER": "operator",
            "NEWSWATCH_KAFKA_PASSWORD": "hunter2-wrong",
            "NEWSWATCH_STORE_URL": env["NEWSWATCH_STORE_URL"],
            "NEWSWATCH_ELASTICSEARCH_CA": env["NEWSWATCH_ELASTICSEARCH_CA"],
            "NEWSWATCH_ELASTICSEARCH_USER": "operator",
            "NEWSWATCH_ELASTICSEARCH_PASSWORD": "hunter2-wrong",
            "NEWSWATCH_PREFIX": prefix,
        },
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert told.returncode == 1
    assert "hunter2" not in told.stdout + told.stderr
    assert "Traceback" not in told.stderr
    found = {c["what"]: c for c in json.loads(told.stdout)["checks"] if c["state"] == "failure"}
    assert "NEWSWATCH_KAFKA_PASSWORD" in found["log"]["found"]
    assert "NEWSWATCH_ELASTICSEARCH_PASSWORD" in found["store"]["found"]
    began = time.monotonic()
    away = settings_of("operator", prefix, log_url="kafka://127.0.0.1:1", store_url="https://127.0.0.1:2")
    assert [check.state for check in looked_at(away)] == ["failure", "failure"]
    assert time.monotonic() - began < 2 * SECONDS + 5


def test_indices_that_are_missing_changed_by_hand_or_of_an_older_version(prefix: str) -> None:
    store = stack.open_store(prefix)
    client, settings = store.client, settings_of("admin", prefix)
    client.indices.delete(index=",".join(client.indices.get_alias(name=f"{prefix}dead").body))
    (old,) = client.indices.get_alias(name=f"{prefix}stories").body
    meta = {**load_index("stories")["mappings"]["_meta"], "version": 0}
    client.indices.put_mapping(index=old, meta=meta)
    client.indices.put_mapping(index=f"{prefix}articles", properties={"mood": {"type": "keyword"}})
    found = {check.found.split(":")[0]: check for check in store_checks(settings) if check.what == "indices"}
    assert {check.state for check in found.values()} == {"failure"}
    assert "`newswatch init`" in found[f"{prefix}dead"].remedy
    assert "--migrate" in found[f"{prefix}stories"].remedy
    assert "changed by hand" in found[f"{prefix}articles"].remedy
    client.indices.put_settings(index=old, settings={"index.blocks.read_only_allow_delete": True})
    blocked = [check for check in store_checks(settings) if "take no writes" in check.found]
    assert [old in check.found for check in blocked] == [True]
    assert "lifts the block itself" in blocked[0].remedy
    by_hand = {"index.blocks.read_only_allow_delete": None, "index.blocks.write": True}
    client.indices.put_settings(index=old, settings=by_hand)
    blocked = [check for check in store_checks(settings) if "take no writes" in check.found]
    assert f"{old} (index.blocks.write)" in blocked[0].found
    assert "set it to null" in blocked[0].remedy
    client.indices.put_settings(index=old, settings={"index.blocks.write": None})
    client.indices.close(index=old)
    closed = [check for check in store_checks(settings) if "closed" in check.found]
    assert [(check.found, "_open" in check.remedy) for check in closed] == [(f"are closed: {old}", True)]
    store.close()


def test_a_user_whose_role_lost_a_right_and_one_without_any_of_ours(prefix: str) -> None:
    stack.open_store(prefix).close()
    # The test server's roles are a file: what it lacks is shown by rights on other names than the role's.
    odd = wrong(store_checks(settings_of("alerter", f"x{prefix.replace('-', '_')}")))
    assert odd["rights on Elasticsearch"].state == "failure"
    assert "read" in odd["rights on Elasticsearch"].found
    assert "roles.yml" in odd["rights on Elasticsearch"].remedy


def test_init_mends_what_the_doctor_told(admin: KafkaLog, prefix: str) -> None:
    settings = settings_of("admin", prefix)
    admin.admin.delete_topics([f"{prefix}stories"])
    until(lambda: f"{prefix}stories" not in admin.admin.list_topics())
    assert wrong(log_checks(settings))
    create_topics(admin.admin, load_plan(), prefix)
    store = stack.open_store(prefix, create=False)
    create_indices(store.client, prefix)
    store.close()
    assert wrong(looked_at(settings)) == {}


def test_records_that_no_stage_can_read_any_more(log: KafkaLog, prefix: str) -> None:
    log.append([article(f"a{n}") for n in range(20)])
    consumer = log.consumer("flag", ["articles"])
    consumer.commit(consumer.read(5, 20))
    consumer.close()
    kept = log.end_offsets(["articles"])
    cut = {TopicPartition(f"{prefix}articles", at.number): end for at, end in kept.items()}
    log.admin.delete_records(cut)
    checks = wrong(log_checks(settings_of("admin", prefix)))
    assert "Kafka forgot records before these stages read them: flag " in checks["what waits"].found
    assert "retention_" in checks["what waits"].remedy
