"""The topics of infra/kafka/topics.yml: read, compared with a cluster's, created, and changed when asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from kafka import errors as kafka_errors
from kafka.admin import ConfigResource, ConfigResourceType
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from newswatch.adapters.infra_files import infra_file
from newswatch.adapters.kafka_connect import ask, said
from newswatch.errors import ConfigError

DAY_MS = 24 * 3600 * 1000


class TopicPlan(BaseModel):
    """A topic as topics.yml wants it."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    partitions: int = Field(ge=1)
    retention_days: float = Field(description="Days that a record is kept; -1 for ever.")
    retention_bytes: int = Field(-1, description="Bytes of a partition that are kept; -1 for no limit.")
    max_message_bytes: int = Field(ge=64 * 1024)
    cleanup: str = Field("delete", pattern="^(delete|compact|compact,delete)$")

    def settings(self) -> dict[str, str]:
        """The topic settings of Kafka that say the same."""
        kept = -1 if self.retention_days < 0 else int(self.retention_days * DAY_MS)
        return {
            "cleanup.policy": self.cleanup,
            "retention.ms": str(kept),
            "retention.bytes": str(self.retention_bytes),
            # What a record adds to its message: key, headers and the batch around it.
            "max.message.bytes": str(self.max_message_bytes + 4096),
        }


class Access(BaseModel):
    """What one user may do; topics, groups and transactional ids are named without the prefix.

    `see` and `see_groups`: to learn how far they are, which a lag needs, and not what they hold.
    `settings`: to see how the topics are set, which a check compares.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    read: tuple[str, ...] = ()
    write: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    see_groups: tuple[str, ...] = ()
    transactions: tuple[str, ...] = ()


class KafkaPlan(BaseModel):
    """topics.yml as a whole."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    topics: dict[str, TopicPlan]
    access: dict[str, Access] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Difference:
    """What is not as topics.yml wants it. `setting` is `missing`, `hidden` (this user may not look),
    `partitions`, or one of Kafka's settings."""

    topic: str
    setting: str
    is_now: str
    wanted: str
    mendable: bool = True
    """False for what Kafka can't change: fewer partitions."""

    def __str__(self) -> str:
        if self.setting == "missing":
            return f"{self.topic}: does not exist"
        if self.setting == "hidden":
            return f"{self.topic}: this user may not look at it"
        note = "" if self.mendable else " (Kafka can't change this)"
        return f"{self.topic}: {self.setting} is {self.is_now}, topics.yml says {self.wanted}{note}"


def load_plan(path: Path | None = None) -> KafkaPlan:
    """Read topics.yml; the shipped one when no path is given. Raises ConfigError with file and key."""
    path = path or infra_file("kafka/topics.yml")
    try:
        return KafkaPlan.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise ConfigError(f"{path} can't be read: {error.strerror}") from error
    except yaml.YAMLError as error:
        raise ConfigError(f"{path} is no YAML: {error}") from error
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        raise ConfigError(f"{path}: {'.'.join(str(key) for key in first['loc'])}: {first['msg']}") from None


def compare_topics(admin: Any, plan: KafkaPlan, prefix: str) -> list[Difference]:
    """What differs, by topic; empty when all is as planned. Needs the right to describe only.

    Settings that this user may not see are not compared. Raises Transient or ConfigError.
    """
    names = {f"{prefix}{topic}": topic for topic in plan.topics}
    described = ask(lambda: admin.describe_topics(list(names)), "looking at the topics")
    found = {each["name"]: each for each in described}
    differences: list[Difference] = []
    for name, topic in names.items():
        wanted = plan.topics[topic]
        error = kafka_errors.for_code(found[name]["error_code"])
        if issubclass(error, kafka_errors.UnknownTopicOrPartitionError):
            differences.append(Difference(name, "missing", "", ""))
            continue
        if issubclass(error, kafka_errors.TopicAuthorizationFailedError):
            differences.append(Difference(name, "hidden", "", "", False))
            continue
        if error is not kafka_errors.NoError:
            raise said(error(name), f"looking at topic {name}")
        partitions = len(found[name]["partitions"])
        if partitions != wanted.partitions:
            grows = partitions < wanted.partitions
            differences.append(Difference(name, "partitions", str(partitions), str(wanted.partitions), grows))
        differences.extend(
            Difference(name, setting, is_now, wanted.settings()[setting])
            for setting, is_now in _settings(admin, name, list(wanted.settings())).items()
            if is_now != wanted.settings()[setting]
        )
    return differences


def _settings(admin: Any, name: str, keys: Sequence[str]) -> dict[str, str]:
    resource = ConfigResource(ConfigResourceType.TOPIC, name, list(keys))
    try:
        answer = admin.describe_configs([resource], config_filter="all")
    except kafka_errors.AuthorizationError:
        return {}
    except kafka_errors.KafkaError as error:
        raise said(error, f"looking at the settings of topic {name}") from error
    return {key: str(found["value"]) for key, found in answer["topic"][name].items() if key in keys}


def create_topics(admin: Any, plan: KafkaPlan, prefix: str, *, replicas: int = -1) -> list[str]:
    """Create the topics that are missing and touch no other; the names created.

    `replicas` of -1 leaves their number to the cluster. Raises ConfigError when this user may not.
    """
    differences = compare_topics(admin, plan, prefix)
    hidden = [each.topic for each in differences if each.setting == "hidden"]
    if hidden:
        raise ConfigError(f"Kafka: this user may neither create nor see {', '.join(hidden)}")
    missing = [each.topic for each in differences if each.setting == "missing"]
    if not missing:
        return []
    wanted = {name: plan.topics[name.removeprefix(prefix)] for name in missing}
    request = {
        name: {
            "num_partitions": topic.partitions,
            "replication_factor": replicas,
            "configs": topic.settings(),
        }
        for name, topic in wanted.items()
    }
    try:
        admin.create_topics(request, wait_for_metadata=True)
    except kafka_errors.TopicAlreadyExistsError:
        return create_topics(admin, plan, prefix, replicas=replicas)  # somebody else's `init` was faster
    except kafka_errors.KafkaError as error:
        raise said(error, f"creating {', '.join(missing)}") from error
    return missing


def mend_topics(admin: Any, plan: KafkaPlan, prefix: str) -> list[Difference]:
    """Change what differs and can be changed; what was changed. More partitions move keys: see ADR 0008."""
    mended = []
    for difference in compare_topics(admin, plan, prefix):
        if difference.setting == "missing" or not difference.mendable:
            continue
        try:
            if difference.setting == "partitions":
                admin.create_partitions({difference.topic: int(difference.wanted)})
            else:
                change = {difference.setting: difference.wanted}
                admin.alter_configs([ConfigResource(ConfigResourceType.TOPIC, difference.topic, change)])
        except kafka_errors.KafkaError as error:
            raise said(error, f"changing {difference.setting} of {difference.topic}") from error
        mended.append(difference)
    return mended


def print_topics(plan: KafkaPlan, prefix: str) -> str:
    """What an administrator must create, as calls of Kafka's own tool, one topic a line."""
    lines = []
    for topic, wanted in plan.topics.items():
        settings = " ".join(f"--config {key}={value}" for key, value in wanted.settings().items())
        lines.append(
            f"kafka-topics.sh --bootstrap-server SERVER --create --if-not-exists --topic {prefix}{topic} "
            f"--partitions {wanted.partitions} {settings}"
        )
    return "\n".join(lines) + "\n"
