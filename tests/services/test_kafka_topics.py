"""topics.yml against the cluster: created, compared, changed when asked, printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from kafka import errors
from kafka.admin import ACL

from newswatch.adapters.kafka_access import grant_access, print_access
from newswatch.adapters.kafka_log import KafkaLog
from newswatch.adapters.kafka_topics import (
    KafkaPlan,
    compare_topics,
    create_topics,
    load_plan,
    mend_topics,
    print_topics,
)
from newswatch.errors import ConfigError

from . import stack
from .conftest import now

pytestmark = pytest.mark.services


@pytest.fixture
def bare(prefix: str) -> Iterator[KafkaLog]:
    """A log whose topics were not made."""
    log = stack.open_log(prefix, now, create=False)
    yield log
    stack.sweep(prefix)
    log.close()


def changed(plan: KafkaPlan, topic: str, **update: object) -> KafkaPlan:
    return plan.model_copy(
        update={"topics": {**plan.topics, topic: plan.topics[topic].model_copy(update=update)}}
    )


def test_what_is_missing_is_made_once(bare: KafkaLog, prefix: str) -> None:
    plan = load_plan()
    assert {each.setting for each in compare_topics(bare.admin, plan, prefix)} == {"missing"}
    assert create_topics(bare.admin, plan, prefix) == [f"{prefix}{name}" for name in plan.topics]
    assert compare_topics(bare.admin, plan, prefix) == []
    assert create_topics(bare.admin, plan, prefix) == []


def test_a_difference_is_shown_and_changed_only_when_asked(bare: KafkaLog, prefix: str) -> None:
    plan = load_plan()
    create_topics(bare.admin, plan, prefix)
    other = changed(changed(plan, "pages", retention_days=2, partitions=5), "articles", partitions=2)
    told = [str(each) for each in compare_topics(bare.admin, other, prefix)]
    assert told == [
        f"{prefix}pages: partitions is 4, topics.yml says 5",
        f"{prefix}pages: retention.ms is 604800000, topics.yml says 172800000",
        f"{prefix}articles: partitions is 4, topics.yml says 2 (Kafka can't change this)",
    ]
    assert create_topics(bare.admin, other, prefix) == []
    assert len(compare_topics(bare.admin, other, prefix)) == 3
    assert len(mend_topics(bare.admin, other, prefix)) == 2
    assert [each.mendable for each in compare_topics(bare.admin, other, prefix)] == [False]


def test_a_check_needs_no_administrator(
    open_log: Callable[..., KafkaLog], bare: KafkaLog, prefix: str
) -> None:
    plan = stack.kafka_plan()
    create_topics(bare.admin, plan, prefix)
    stack.grant(bare, prefix)
    assert compare_topics(open_log(user="processor", create=False).admin, plan, prefix) == []
    hidden = compare_topics(open_log(user="crawler", create=False).admin, plan, prefix)
    assert {each.topic for each in hidden} == {
        f"{prefix}{name}" for name in ("articles", "flagged", "stories")
    }
    with pytest.raises(ConfigError, match="neither create nor see"):
        create_topics(open_log(user="operator", create=False).admin, load_plan(), f"{prefix}new-")


class Brokers:
    """An admin client whose cluster answers to each right with the same error."""

    def __init__(self, error: type[errors.KafkaError]) -> None:
        self.error = error

    def create_acls(self, acls: Sequence[ACL]) -> dict[str, list[Any]]:
        return {"succeeded": [], "failed": [self.error for _ in acls]}


def test_a_cluster_without_an_authorizer_has_no_rights_to_give() -> None:
    assert grant_access(Brokers(errors.SecurityDisabledError), load_plan(), "p-") is False
    with pytest.raises(
        ConfigError, match=r"granting access: ClusterAuth.* an administrator's `newswatch init`"
    ):
        grant_access(Brokers(errors.ClusterAuthorizationFailedError), load_plan(), "p-")


def test_what_an_administrator_must_do_is_printed() -> None:
    plan = load_plan()
    topics = print_topics(plan, "p-")
    assert topics.count("\n") == len(plan.topics)
    assert "--topic p-flagged --partitions 1 " in topics
    assert "--config cleanup.policy=compact,delete --config retention.ms=7776000000" in topics
    assert "--allow-principal User:crawler --operation Write --topic p-pages\n" in print_access(plan, "p-")
    settings = "--allow-principal User:operator --operation DescribeConfigs --topic p-pages\n"
    assert settings in print_access(plan, "p-")


def test_a_wrong_file_is_named_with_its_key(tmp_path: Path) -> None:
    wrong = tmp_path / "topics.yml"
    wrong.write_text("topics: {pages: {partitions: 0, retention_days: 1, max_message_bytes: 100000}}")
    with pytest.raises(ConfigError, match=r"topics\.pages\.partitions"):
        load_plan(wrong)
    with pytest.raises(ConfigError, match="can't be read"):
        load_plan(tmp_path / "none.yml")
