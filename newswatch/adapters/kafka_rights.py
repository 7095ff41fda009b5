"""What this user may do on Kafka, asked of the cluster itself: no list of ACLs is needed, nor the right to one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from kafka import errors as kafka_errors
from kafka.admin import MemberToRemove

from newswatch.adapters.kafka_access import Grant, grants
from newswatch.adapters.kafka_connect import ask, said
from newswatch.adapters.kafka_topics import KafkaPlan

NOBODY = "newswatch-doctor-is-no-member"
WHOLE = "operator"
"""The user that may do all that the stages do: what one that topics.yml does not know is compared with."""


def wanted_of(plan: KafkaPlan, prefix: str, user: str) -> tuple[list[Grant], bool]:
    """The rights that topics.yml lists for a user; those of `operator`, and False, for one that it does not know."""
    known = user in plan.access
    wanted = user if known else WHOLE
    return [grant for grant in grants(plan, prefix) if grant.user == wanted], known


def missing_rights(admin: Any, wanted: Iterable[Grant]) -> list[Grant]:
    """Those of the wanted rights that this user has not. A topic that is missing counts as none.

    Raises Transient, or ConfigError where the cluster refuses to answer at all.
    """
    asked = list(wanted)
    topics = _operations(admin, sorted({grant.name for grant in asked if grant.kind == "topic"}))
    return [grant for grant in asked if not _may(admin, grant, topics)]


def _operations(admin: Any, names: Sequence[str]) -> dict[str, set[str] | None]:
    """Topic → what this user may do there; None where the topic is missing or the cluster does not tell."""
    if not names:
        return {}
    found: dict[str, set[str] | None] = {}
    for topic in ask(lambda: admin.describe_topics(list(names)), "looking at the topics"):
        error = kafka_errors.for_code(topic["error_code"])
        told = topic.get("authorized_operations")
        if issubclass(error, kafka_errors.TopicAuthorizationFailedError):
            found[topic["name"]] = set()
        else:
            found[topic["name"]] = set(told) if told is not None and error is kafka_errors.NoError else None
    return found


def _may(admin: Any, grant: Grant, topics: dict[str, set[str] | None]) -> bool:
    if grant.kind == "topic":
        operations = topics.get(grant.name)
        return operations is None or grant.operation in operations
    if grant.kind == "group" and grant.operation == "READ":
        return _is_allowed(lambda: admin.remove_group_members(grant.name, [MemberToRemove(NOBODY)]))
    if grant.kind == "group":
        return _is_allowed(lambda: admin.describe_groups([grant.name]))
    # To write with a transactional id implies to describe it, and it can't be asked for in another harmless way.
    return _is_allowed(lambda: admin.describe_transactions([grant.name]))


def _is_allowed(question: Any) -> bool:
    """Whether the cluster answers, be it that there is no such group, member or transaction."""

    def answered() -> bool:
        try:
            question()
        except kafka_errors.AuthorizationError:
            return False
        except (
            kafka_errors.UnknownMemberIdError,
            kafka_errors.GroupIdNotFoundError,
            kafka_errors.TransactionalIdNotFoundError,
        ):
            return True
        return True

    return ask(answered, "asking what this user may do")


def version_of_broker(admin: Any) -> tuple[int, ...]:
    """The release that a broker's answers show, such as (4, 3)."""
    try:
        broker = admin.describe_cluster()["brokers"][0]["broker_id"]
        return tuple(admin.get_broker_version_data(broker).broker_version)
    except kafka_errors.KafkaError as error:
        raise said(error, "asking a broker for its version") from error


def clock_of_leader(admin: Any) -> int | None:
    """The time of the controllers' leader in ms since 1970; None where this user may not ask."""
    try:
        quorum = admin.describe_metadata_quorum()["topics"][0]["partitions"][0]
    except kafka_errors.KafkaError:
        return None
    leader = quorum["leader_id"]
    times = [
        int(v["last_caught_up_timestamp"]) for v in quorum["current_voters"] if v["replica_id"] == leader
    ]
    return times[0] if times and times[0] > 0 else None


def disks_of(admin: Any) -> list[tuple[str, int, int]]:
    """Folder, bytes free and bytes in all of each broker's disk, where this user may see them."""
    try:
        brokers = admin.describe_log_dirs()
    except kafka_errors.KafkaError:
        return []
    return [
        (
            f"broker {broker['broker']} {folder['log_dir']}",
            int(folder["usable_bytes"]),
            int(folder["total_bytes"]),
        )
        for broker in brokers
        for folder in broker["log_dirs"]
        if int(folder.get("total_bytes") or -1) > 0
    ]
