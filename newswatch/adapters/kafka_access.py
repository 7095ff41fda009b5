"""Who may do what on Kafka: the `access` of topics.yml as ACLs, one user a component."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from kafka import errors as kafka_errors
from kafka.admin import (
    ACL,
    ACLOperation,
    ACLPermissionType,
    ResourcePattern,
    ResourceType,
)

from newswatch.adapters.kafka_connect import said
from newswatch.adapters.kafka_topics import KafkaPlan

Kind = Literal["topic", "group", "transactional-id"]
_TYPES = {
    "topic": ResourceType.TOPIC,
    "group": ResourceType.GROUP,
    "transactional-id": ResourceType.TRANSACTIONAL_ID,
}


@dataclass(frozen=True, slots=True)
class Grant:
    """One user's right on one named thing."""

    user: str
    kind: Kind
    name: str
    operation: Literal["READ", "WRITE", "DESCRIBE", "DESCRIBE_CONFIGS"]


def grants(plan: KafkaPlan, prefix: str) -> Iterator[Grant]:
    """Every right that the plan lists. To read or write implies to describe."""
    for user, access in plan.access.items():
        for topic in access.read:
            yield Grant(user, "topic", f"{prefix}{topic}", "READ")
        for topic in access.write:
            yield Grant(user, "topic", f"{prefix}{topic}", "WRITE")
        for topic in access.see:
            yield Grant(user, "topic", f"{prefix}{topic}", "DESCRIBE")
        for topic in access.settings:
            yield Grant(user, "topic", f"{prefix}{topic}", "DESCRIBE_CONFIGS")
        for group in access.groups:
            yield Grant(user, "group", f"{prefix}{group}", "READ")
        for group in access.see_groups:
            yield Grant(user, "group", f"{prefix}{group}", "DESCRIBE")
        for transaction in access.transactions:
            yield Grant(user, "transactional-id", f"{prefix}{transaction}", "WRITE")


def grant_access(admin: Any, plan: KafkaPlan, prefix: str) -> bool:
    """Give every right that the plan lists; giving it again changes nothing. False: no authorizer there.

    Takes no right away. Raises ConfigError when this user may not.
    """
    acls = [
        ACL(
            f"User:{each.user}",
            "*",
            ACLOperation[each.operation],
            ACLPermissionType.ALLOW,
            ResourcePattern(_TYPES[each.kind], each.name),
        )
        for each in grants(plan, prefix)
    ]
    try:
        answer = admin.create_acls(acls)
    except kafka_errors.SecurityDisabledError:
        return False
    except kafka_errors.KafkaError as error:
        raise said(error, "granting access") from error
    for failure in answer["failed"]:  # a class of error for each right that was refused
        if issubclass(failure, kafka_errors.SecurityDisabledError):
            return False
        raise said(failure(), "granting access")
    return True


def print_access(plan: KafkaPlan, prefix: str) -> str:
    """What an administrator must grant, as calls of Kafka's own tool, one right a line."""
    return "".join(
        f"kafka-acls.sh --bootstrap-server SERVER --add --allow-principal User:{each.user} "
        f"--operation {each.operation.title().replace('_', '')} --{each.kind} {each.name}\n"
        for each in grants(plan, prefix)
    )
