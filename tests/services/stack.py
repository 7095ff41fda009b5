"""The local stack for tests: started once a session where it is wanted, or used where it runs already.

NEWSWATCH_TEST_SERVICES decides: `required` (CI) or `auto` start it, and with `required` its absence is a
failure; unset, the tests skip with a reason unless the stack runs. NEWSWATCH_TEST_STACK is its name.
"""

from __future__ import annotations

import atexit
import multiprocessing
import os
import shlex
import subprocess
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import pytest

from newswatch.adapters.elastic_indices import create_indices
from newswatch.adapters.elastic_store import ElasticStore
from newswatch.adapters.kafka_access import grant_access
from newswatch.adapters.kafka_log import KafkaLog
from newswatch.adapters.kafka_topics import KafkaPlan, compare_topics, create_topics, load_plan
from newswatch.ports import Clock

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "infra/local/stack.sh"
NAME = os.environ.get("NEWSWATCH_TEST_STACK", "test")
MODE = os.environ.get("NEWSWATCH_TEST_SERVICES", "")
START_SECONDS = 280
QUICK = {"ES_JAVA_OPTS": "-XX:TieredStopAtLevel=1", "JDK_JAVA_OPTIONS": "-XX:TieredStopAtLevel=1"}
"""The servers of tests live for minutes and are killed often: what makes a long-lived Java fast is half the work of
a start (25 s of a core for Elasticsearch, 13 without), so they do without it."""


def script(command: str, *options: str, name: str = NAME) -> subprocess.CompletedProcess[str]:
    """Run stack.sh."""
    return subprocess.run(
        ["bash", str(SCRIPT), command, "--name", name, *options],
        env={**os.environ, **QUICK},
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        check=False,
    )


@lru_cache
def started(name: str = NAME) -> Mapping[str, str]:
    """The stack's settings for the user admin. Skips, or fails, where there is no stack."""
    runs = script("status", name=name).returncode == 0
    if not runs and MODE not in ("required", "auto"):
        pytest.skip(
            "needs the local stack: infra/local/stack.sh up --name test, or NEWSWATCH_TEST_SERVICES=auto"
        )
    if not runs:
        up = script("up", name=name)
        if up.returncode:
            message = f"the local stack did not start:\n{up.stderr}"
            if MODE == "required":
                pytest.fail(message)
            pytest.skip(message)
        atexit.register(script, "down", name=name)
    atexit.register(_forget_earlier, "-")
    return settings("admin", name=name)


def settings(user: str, name: str = NAME) -> Mapping[str, str]:
    """The settings that stack.sh prints for a user."""
    lines = script("env", "--user", user, name=name).stdout.splitlines()
    pairs = (line.partition("=") for line in lines if "=" in line)
    return {key: shlex.split(value)[0] for key, _, value in pairs}


def password(service: str, user: str) -> str:
    """A user's password; the service is `kafka` or `elasticsearch`."""
    folder = Path(started()["NEWSWATCH_STACK_STATE"]) / "secrets"
    return (folder / f"{service}-{user}").read_text(encoding="utf-8")


def kafka_plan() -> KafkaPlan:
    """The shipped topics, kept for ever: tests write in 2023, which any retention would forget at once."""
    plan = load_plan()
    topics = {
        name: topic.model_copy(update={"retention_days": -1, "partitions": min(2, topic.partitions)})
        for name, topic in plan.topics.items()
    }
    return plan.model_copy(update={"topics": topics})


_made: list[str] = []
"""Prefixes of topics and indices that this process made and that may still lie there."""


def _forget_earlier(prefix: str) -> None:
    """Delete what the tests before left: a server of this size is slow with a thousand indices.

    A test's own child processes leave that to it.
    """
    if multiprocessing.parent_process() is not None:
        return
    for earlier in list(_made):
        if not prefix.startswith(earlier):
            _made.remove(earlier)
            sweep(earlier)
    if not any(prefix.startswith(earlier) for earlier in _made):
        _made.append(prefix)


def open_log(
    prefix: str,
    clock: Clock,
    *,
    user: str = "admin",
    instance: str = "1",
    session_seconds: float = 6.0,
    create: bool = True,
) -> KafkaLog:
    """A log on the stack's Kafka, its topics made."""
    log = KafkaLog(
        started()["NEWSWATCH_LOG_URL"],
        clock=clock,
        user=user,
        password=password("kafka", user),
        prefix=prefix,
        instance=instance,
        session_seconds=session_seconds,
    )
    if create:
        _forget_earlier(prefix)
        create_topics(log.admin, kafka_plan(), prefix)
    return log


def grant(log: KafkaLog, prefix: str) -> None:
    """Give every user its rights, and return when the broker, a moment later, knows them."""
    assert grant_access(log.admin, kafka_plan(), prefix)
    operator = open_log(prefix, lambda: datetime.now(UTC), user="operator", create=False)
    deadline = time.monotonic() + 30
    while compare_topics(operator.admin, kafka_plan(), prefix):
        assert time.monotonic() < deadline, "the rights never came to be"
        time.sleep(0.02)
    operator.close()


def open_store(
    prefix: str, *, user: str = "admin", create: bool = True, clock: Clock | None = None
) -> ElasticStore:
    """A store on the stack's Elasticsearch, its indices made."""
    env = started()
    store = ElasticStore(
        env["NEWSWATCH_STORE_URL"],
        user=user,
        password=password("elasticsearch", user),
        ca=Path(env["NEWSWATCH_ELASTICSEARCH_CA"]),
        prefix=prefix,
        clock=clock,
    )
    if create:
        _forget_earlier(prefix)
        create_indices(store.client, prefix)
    return store


def sweep(prefix: str) -> None:
    """Delete what tests with this prefix left behind."""
    if not prefix:
        raise ValueError("an empty prefix would delete everything")
    log = open_log("", lambda: datetime.now(UTC), create=False)
    names = [name for name in log.admin.list_topics() if name.startswith(prefix)]
    if names:
        log.admin.delete_topics(names)
    log.close()
    store = open_store("", create=False)
    indices = list(store.client.indices.get(index=f"{prefix}*", filter_path="*.aliases").body)
    for start in range(0, len(indices), 50):  # a request's line has a limit
        store.client.indices.delete(index=",".join(indices[start : start + 50]))
    store.close()
