"""The doctor's look at Kafka: reached, its version, the topics, this user's rights, its clock and disks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from newswatch.adapters import kafka_rights, kafka_topics
from newswatch.adapters.kafka_connect import parse_address
from newswatch.adapters.kafka_log import KafkaLog
from newswatch.cli.doctor_checks import Check, failure, looked, ok, seen, some, warning
from newswatch.cli.doctor_files import disk_check
from newswatch.cli.doctor_time import clock_check
from newswatch.messages import TOPICS
from newswatch.settings import Settings
from processors.pipeline import STAGES

TRIED = (4, 0)
"""Brokers from this release on; 4.3 is the one that the tests run on."""
GRANT = "An administrator runs `newswatch init`, or what `newswatch init --print` writes."


def kafka_checks(settings: Settings, log: KafkaLog) -> Iterator[Check]:
    """All that is looked at on a Kafka that was reached; `log` is open."""

    admin = log.admin
    at = parse_address(settings.log_url, user=settings.kafka_user).named
    yield from looked("log", lambda: _version(admin, at, settings.kafka_user), "Look at the brokers.")
    yield from looked("rights on Kafka", lambda: _rights(settings, admin), GRANT)
    yield from looked("topics", lambda: _topics(settings, admin), "`newswatch init --check` compares again.")

    yield from looked("what waits", seen(lambda: _forgotten(log)), "Look at the brokers.")

    def clock() -> list[Check]:
        before = settings.now()
        told = kafka_rights.clock_of_leader(admin)
        return [] if told is None else clock_check("clock of Kafka", before, told / 1000, settings.now())

    yield from looked("clock of Kafka", clock, "Look at the brokers.")

    def disks() -> Iterator[Check]:
        for name, free, total in kafka_rights.disks_of(admin):
            yield from disk_check(f"disk of {name}", free, total)

    yield from looked("disks of Kafka", disks, "Look at the brokers.")


def _forgotten(log: KafkaLog) -> Iterator[Check]:
    """Records that nobody can read any more. Told while their stage has not gone on past them."""
    lost = {stage.name: log.forgotten(stage.name, stage.topics) for stage in STAGES}
    if any(lost.values()):
        words = ", ".join(f"{stage} {count:,}" for stage, count in lost.items() if count)
        yield from warning(
            "what waits",
            f"Kafka forgot records before these stages read them: {words}",
            "Serve them, or keep more: retention_… in infra/kafka/topics.yml, then `newswatch init --mend`.",
        )


def _version(admin: Any, at: str, user: str) -> list[Check]:

    version = kafka_rights.version_of_broker(admin)
    shown = ".".join(map(str, version))
    found = f"Kafka {shown} at {at}, as {user or 'nobody (no login)'}"
    if version < TRIED:
        return warning(
            "log", found, f"Newswatch was tried with Kafka 4.3; upgrade the brokers to {TRIED[0]}.0 or newer."
        )
    return ok("log", found)


def _topics(settings: Settings, admin: Any) -> Iterator[Check]:

    plan = kafka_topics.load_plan()
    wanted, _ = kafka_rights.wanted_of(plan, settings.prefix, settings.kafka_user)
    ours = {grant.name for grant in wanted if grant.kind == "topic"}
    differences = kafka_topics.compare_topics(admin, plan, settings.prefix)
    told = [d for d in differences if d.setting != "hidden"]
    for one in told:
        if one.setting == "missing":
            yield from failure("topics", str(one), "Run `newswatch init` as a user that may create topics.")
        else:
            change = (
                "`newswatch init --mend` changes it"
                if one.mendable
                else "Kafka can't change it: see docs/operating.md"
            )
            yield from warning(
                "topics", str(one), f"{change}; or put your own number into infra/kafka/topics.yml."
            )
    hidden = [d.topic for d in differences if d.setting == "hidden" and d.topic in ours]
    if not told and not hidden:
        seen = len(plan.topics) - sum(d.setting == "hidden" for d in differences)
        yield from ok(
            "topics",
            f"{seen} are as topics.yml has them"
            + (
                ""
                if seen == len(plan.topics)
                else f"; the {len(plan.topics) - seen} others are none of this user's"
            ),
        )


def _rights(settings: Settings, admin: Any) -> list[Check]:

    what = "rights on Kafka"
    wanted, known = kafka_rights.wanted_of(kafka_topics.load_plan(), settings.prefix, settings.kafka_user)
    missing = kafka_rights.missing_rights(admin, wanted)
    words = some(
        [f"{grant.operation.lower().replace('_', ' ')} {grant.kind} {grant.name}" for grant in missing], 8
    )
    who = settings.kafka_user or "this user"
    if missing and known:
        return failure(what, f"{who} may not {words}", GRANT)
    if missing:
        return warning(
            what,
            f"{who}, a user that topics.yml does not name, may not {words}",
            f"No matter, if this process needs none of it; else: {GRANT}",
        )
    return ok(what, f"{who} has all that topics.yml gives to {settings.kafka_user if known else 'operator'}")


def readable(settings: Settings) -> tuple[str, ...]:
    """The topics that this user is meant to read."""
    wanted, _ = kafka_rights.wanted_of(kafka_topics.load_plan(), settings.prefix, settings.kafka_user)
    names = {grant.name for grant in wanted if grant.kind == "topic" and grant.operation == "READ"}
    return tuple(topic for topic in TOPICS if f"{settings.prefix}{topic}" in names)
