"""Addresses of servers as people write them: what is wrong is said in one line, and never with the password in it."""

from __future__ import annotations

import logging
import socket
from contextlib import ExitStack

import pytest
from kafka import errors as kafka_errors

from newswatch.adapters.elastic_connect import connect
from newswatch.adapters.kafka_connect import _listening, _reach_brokers, client_settings, parse_address, said
from newswatch.errors import ConfigError, NewswatchError, Reject, Transient
from newswatch.settings import Settings, load_settings, shown


@pytest.mark.parametrize("host", ["[::1]:9093", "[::1]", "broker.example:9093", "broker.example"])
def test_a_kafka_server_with_and_without_port_and_brackets(host: str) -> None:
    address = parse_address(f"kafka://{host}")
    port = host.rpartition(":")[2] if host.endswith("9093") else "9092"
    name = "[::1]" if host.startswith("[") else "broker.example"
    assert address.servers == ((name.strip("[]"), int(port)),)
    assert client_settings(address, "")["bootstrap_servers"] == [address.named] == [f"{name}:{port}"]


@pytest.mark.parametrize("slash", ["", "/"])
def test_a_slip_shows_no_password(slash: str) -> None:
    with pytest.raises(ConfigError, match="NEWSWATCH_LOG_URL") as kafka:
        parse_address(f"kafka:{slash}me:hunter2@h:9092")
    with pytest.raises(ConfigError, match="NEWSWATCH_STORE_URL") as elastic:
        connect(f"https:{slash}me:hunter2@h:9200")
    settings = Settings(_env_file=None, store_url="https:/me:hunter2@h:9200")
    assert "hunter2" not in f"{kafka.value}{elastic.value}{shown(settings)}"


@pytest.mark.parametrize("sign", ["/", "?", "#", "／"])
def test_a_sign_in_a_password_that_cuts_the_address_short_shows_none_of_it(sign: str) -> None:
    address = f"me:hun{sign}ter2@h:9200"
    with pytest.raises(ConfigError, match="NEWSWATCH_LOG_URL") as kafka:
        parse_address(f"kafka://{address}")
    with pytest.raises(ConfigError, match="NEWSWATCH_STORE_URL") as elastic:
        connect(f"https://{address}")
    told = f"{kafka.value}{elastic.value}"
    try:
        told += str(shown(load_settings(_env_file=None, store_url=f"https://{address}")))
    except ConfigError as error:  # of a sign that no host has
        told += str(error)
    assert "hun" not in told
    assert "ter2" not in told


@pytest.mark.parametrize(
    "slip", ["me:hunter2@h:9200", "https:me:hunter2@h:9200", "kafka://me:a/hunter2@h,b:9092"]
)
def test_an_address_is_shown_without_its_password_whatever_else_is_wrong(slip: str) -> None:
    assert "hunter2" not in str(shown(Settings(_env_file=None, store_url=slip)))


@pytest.mark.parametrize("url", ["https://h:99999", "https://h:port", "https://[::1"])
def test_an_elasticsearch_address_that_is_none(url: str) -> None:
    with pytest.raises(ConfigError, match="NEWSWATCH_STORE_URL is no Elasticsearch address"):
        connect(url)


def test_an_elasticsearch_on_ipv6_is_asked_where_it_is() -> None:
    with pytest.raises(Transient, match=r"http://\[::1\]:1: "):
        connect("http://[::1]:1?token=hunter2")


@pytest.mark.parametrize("name", ["log_url", "store_url", "notify_url"])
def test_a_setting_that_no_address_can_be_read_from_is_named(name: str) -> None:
    with pytest.raises(ConfigError, match=f"NEWSWATCH_{name.upper()}: it is no address"):
        load_settings(_env_file=None, **{name: "kafka://[::1:9092"})


def test_brokers_that_are_advertised_where_nobody_answers() -> None:
    address = parse_address("kafka://bootstrap.example:9092")
    _reach_brokers(address, [("bootstrap.example", 9092), ("127.0.0.1", 1)])  # (reached already)
    with pytest.raises(
        Transient, match=r"bootstrap.example:9092 sends its clients on to 127.0.0.1:1, .*advertised"
    ):
        _reach_brokers(address, [("127.0.0.1", 1)])


def test_of_a_large_clusters_brokers_some_are_asked_for_they_share_the_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[float] = []

    def connects(_server: tuple[str, int], timeout: float) -> socket.socket:
        asked.append(timeout)
        raise TimeoutError

    monkeypatch.setattr(socket, "create_connection", connects)
    with pytest.raises(Transient):
        _reach_brokers(parse_address("kafka://bootstrap.example"), [("10.0.0.1", n) for n in range(1, 101)])
    assert min(asked) >= 0.5


def test_two_threads_that_connect_at_once_leave_the_librarys_log_silent(
    capsys: pytest.CaptureFixture[str],
) -> None:
    logging.getLogger("kafka").setLevel(logging.CRITICAL)
    net = logging.getLogger("kafka.net")
    first, second = _listening(), _listening()
    with first as overheard, ExitStack() as stack:
        stack.enter_context(second)
        rest = stack.pop_all()
        net.info("%s", kafka_errors.RequestTimedOutError())
        assert len(overheard.errors) == 1
    net.info("the second one still hears this")
    rest.close()
    net.error("nobody is told")
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("error", "kind", "word"),
    [
        (kafka_errors.InvalidTimestampError("out of range"), Transient, "clock is ahead"),
        (kafka_errors.UnsupportedCodecError("snappy"), ConfigError, "compression.type"),
        (kafka_errors.MessageSizeTooLargeError(), Reject, "init --mend"),
    ],
)
def test_what_the_broker_refuses_says_what_to_do(
    error: kafka_errors.KafkaError, kind: type[NewswatchError], word: str
) -> None:
    assert type(said(error, "writing")) is kind
    assert word in str(said(error, "writing"))
