"""A start that can't work says why, in plain words and within 10 seconds."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from newswatch import runner
from newswatch.adapters import kafka_log
from newswatch.adapters.kafka_log import KafkaLog
from newswatch.errors import ConfigError, NewswatchError, Transient
from newswatch.messages import Article, Page
from newswatch.stage import Stage, each
from tests.contract.samples import article

from . import stack
from .conftest import now

pytestmark = pytest.mark.services


@contextmanager
def says(kind: type[NewswatchError], *words: str) -> Iterator[pytest.ExceptionInfo[NewswatchError]]:
    """What it does fails with these words in the message, in time, and tells no password."""
    began = time.monotonic()
    with pytest.raises(kind) as raised:
        yield raised
    assert time.monotonic() - began < 10
    for word in words:
        assert word in str(raised.value)
    assert stack.password("kafka", "admin") not in str(raised.value)


def opened(
    url: str, *, user: str = "admin", password: str | None = None, ca: bool = False, prefix: str = ""
) -> KafkaLog:
    env = stack.started()
    given = stack.password("kafka", user) if password is None else password
    return KafkaLog(
        url,
        clock=now,
        user=user,
        password=given,
        ca=Path(env["NEWSWATCH_KAFKA_CA"]) if ca else None,
        prefix=prefix,
    )


def start(url: str, **given: Any) -> None:
    opened(url, **given).close()


@pytest.fixture
def url() -> str:
    return stack.started()["NEWSWATCH_LOG_URL"]


@pytest.fixture
def tls_url() -> str:
    return stack.started()["NEWSWATCH_STACK_KAFKA_TLS_URL"]


@pytest.mark.parametrize("mechanism", ["SCRAM-SHA-512", "PLAIN"])
def test_records_go_and_come_over_tls(log: KafkaLog, tls_url: str, prefix: str, mechanism: str) -> None:
    del log  # made the topics
    with closing(opened(tls_url.replace("SCRAM-SHA-512", mechanism), ca=True, prefix=prefix)) as secret:
        secret.append([article("a")])
        assert [record.key for record in secret.scan("articles")] == ["a"]
        with closing(secret.consumer("cluster", ["articles"], transactional=True)) as consumer:
            records = consumer.read(1, 20)
            consumer.commit(records, [article("b")])
        assert sorted(record.key for record in secret.scan("articles")) == ["a", "b"]


def test_a_wrong_password_over_tls(tls_url: str) -> None:
    with says(ConfigError, "'admin'", "NEWSWATCH_KAFKA_PASSWORD"):
        start(tls_url, password="wrong", ca=True)


def test_nobody_listens() -> None:
    stack.started()
    with says(Transient, "127.0.0.1:1", "refused", "is it running"):
        start("kafka://127.0.0.1:1?security=SASL_PLAINTEXT")


def test_a_wrong_password(url: str) -> None:
    with says(ConfigError, "'admin'", "NEWSWATCH_KAFKA_PASSWORD"):
        start(url, password="wrong")


def test_no_login_where_one_is_wanted(url: str) -> None:
    with says(ConfigError, "without a login"):
        start(url.partition("?")[0], user="", password="")


def test_a_certificate_of_somebody_else(tls_url: str) -> None:
    with says(ConfigError, "certificate", "NEWSWATCH_KAFKA_CA"):
        start(tls_url)


def test_no_tls_where_it_is_wanted(url: str) -> None:
    with says(ConfigError, "does not speak TLS"):
        start(url.replace("SASL_PLAINTEXT", "SASL_SSL"), ca=True)


def test_a_missing_topic(prefix: str) -> None:
    log = stack.open_log(prefix, now, create=False)
    with says(ConfigError, f"{prefix}articles", "newswatch init"):
        log.consumer("g", ["articles"])
    with says(ConfigError, f"{prefix}articles", "newswatch init"):
        log.append([article("a")])
    log.close()


@pytest.mark.parametrize("topic", ["articles", "dead"])
def test_a_missing_topic_that_a_stage_will_write(log: KafkaLog, prefix: str, topic: str) -> None:
    """Told at the start, and not when the first page comes."""
    log.admin.delete_topics([f"{prefix}{topic}"])
    deadline = time.monotonic() + 30
    while f"{prefix}{topic}" in log.admin.list_topics():
        assert time.monotonic() < deadline
        Event().wait(0.05)
    stage: Stage[None] = Stage(
        "extract", reads=(Page,), writes=(Article,), start=lambda _: each(lambda message, found: ())
    )
    store: Any = None
    with says(ConfigError, f"{prefix}{topic}", "newswatch init"):
        runner.start(stage, None, log=log, store=store, clock=now, stop=Event())


def test_a_topic_that_was_deleted_while_a_stage_works(
    log: KafkaLog, prefix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read, it only gave nothing; written, it was tried again for ever."""
    monkeypatch.setattr(kafka_log, "_CHECKED_SECONDS", 1.0)
    log.append([article("a")])
    consumer = log.consumer("flag", ["articles"])
    consumer.commit(consumer.read(1, 10))
    log.admin.delete_topics([f"{prefix}articles"])
    with pytest.raises(ConfigError, match=f"{prefix}articles: run `newswatch init`"):
        consumer.read(1, 30)
    with pytest.raises(ConfigError, match=f"{prefix}articles: run `newswatch init`"):
        log.append([article("b")])
    consumer.close()


def test_a_topic_that_this_user_may_not_use(open_log: Callable[..., KafkaLog], prefix: str) -> None:
    maker = open_log()  # makes the topics, and grants nobody anything
    log = open_log(user="reader", create=False)
    for act in (lambda: log.consumer("g", ["articles"]), lambda: log.append([article("a")])):
        with says(ConfigError, f"{prefix}articles", "may not", "`newswatch init` grants") as raised:
            act()
        assert "no topic" not in str(raised.value)
    stack.grant(maker, prefix)  # it may read now, and not write
    reader = open_log(user="reader", create=False)
    assert list(reader.scan("articles")) == []
    with says(ConfigError, f"may not write the topic {prefix}articles"):
        reader.append([article("a")])


NO_SERVER = "kafka://127.0.0.1:1?security=SASL_PLAINTEXT"


@pytest.mark.parametrize(
    ("word", "url_of", "code", "says_"),
    [
        ("hunter2-wrong", None, 1, "refuses the login of 'processor'"),
        ("hunter2-right", NO_SERVER, 75, "does not answer at 127.0.0.1:1"),
    ],
    ids=["password", "port"],
)
def test_a_command_ends_with_one_line_and_its_code(
    url: str, prefix: str, tmp_path: Path, word: str, url_of: str | None, code: int, says_: str
) -> None:
    bare = {name: value for name, value in os.environ.items() if not name.startswith("NEWSWATCH_")}
    env = {
        "NEWSWATCH_LOG_URL": url_of or url,
        "NEWSWATCH_KAFKA_USER": "processor",
        "NEWSWATCH_KAFKA_PASSWORD": word,
        "NEWSWATCH_PREFIX": prefix,
    }
    command = [sys.executable, "-m", "newswatch", "drain", "flag"]
    done = subprocess.run(
        command, cwd=tmp_path, env=bare | env, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == code, done.stderr
    assert done.stderr.startswith("newswatch: Kafka ")
    assert done.stderr.count("\n") == 1
    assert says_ in done.stderr
    assert word not in done.stdout + done.stderr


def test_addresses_are_checked() -> None:
    for url, word in (
        ("kafka://", "kafka://host:9092"),
        ("kafka://u:p@h:9092", "NEWSWATCH_KAFKA_USER"),
        ("kafka://h:port", "host:9092"),
        ("kafka://h?security=TLS", "SASL_SSL"),
        ("kafka://h?security=SASL_SSL&mechanism=MD5", "SCRAM-SHA-512"),
        ("kafka://h?retries=3", "retries"),
    ):
        with says(ConfigError, word):
            start(url)
