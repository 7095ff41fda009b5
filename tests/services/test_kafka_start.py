"""A start that can't work says why, in plain words and within 10 seconds."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from newswatch.adapters.kafka_log import KafkaLog
from newswatch.errors import ConfigError, NewswatchError, Transient
from tests.contract.samples import article

from . import stack
from .conftest import now

pytestmark = pytest.mark.services


@contextmanager
def says(kind: type[NewswatchError], *words: str) -> Iterator[None]:
    """What it does fails with these words in the message, in time, and tells no password."""
    began = time.monotonic()
    with pytest.raises(kind) as raised:
        yield
    assert time.monotonic() - began < 10
    for word in words:
        assert word in str(raised.value)
    assert stack.password("kafka", "admin") not in str(raised.value)


def start(url: str, *, user: str = "admin", password: str | None = None, ca: bool = False) -> None:
    env = stack.started()
    given = stack.password("kafka", user) if password is None else password
    KafkaLog(
        url,
        clock=now,
        user=user,
        password=given,
        ca=Path(env["NEWSWATCH_KAFKA_CA"]) if ca else None,
    ).close()


@pytest.fixture
def url() -> str:
    return stack.started()["NEWSWATCH_LOG_URL"]


@pytest.fixture
def tls_url() -> str:
    return stack.started()["NEWSWATCH_STACK_KAFKA_TLS_URL"]


def test_tls_with_scram_and_with_plain(tls_url: str) -> None:
    start(tls_url, ca=True)
    start(tls_url.replace("SCRAM-SHA-512", "PLAIN"), ca=True)


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


def test_a_topic_that_this_user_may_not_use(open_log: Callable[..., KafkaLog]) -> None:
    open_log()  # makes the topics, and grants nobody anything
    log = open_log(user="reader", create=False)
    with says(ConfigError, "articles"):
        log.consumer("g", ["articles"])
    with says(ConfigError, "articles"):
        log.append([article("a")])


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
