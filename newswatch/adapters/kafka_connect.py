"""How to reach Kafka: the address, the client's settings, and errors said in plain words.

An address is `kafka://host:9092[,host2:9092]?security=SASL_SSL&mechanism=SCRAM-SHA-512`; user, password and
CA certificate come separately, so that no address holds a secret.
"""

from __future__ import annotations

import logging
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import parse_qs, urlsplit

import kafka
from kafka import errors as kafka_errors

from newswatch.errors import ConfigError, Lost, NewswatchError, Reject, Transient

T = TypeVar("T")
ClientSettings = dict[str, Any]
"""Keyword arguments of the kafka-python clients."""

SECURITY = ("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL")
MECHANISMS = ("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512")
START_SECONDS = 8.0
"""A start that can't work says so within this time and a bit."""
ASKED_BROKERS = 5
_PATIENCE = 5.0
"""Seconds that a question to the cluster is asked again for before it is Transient."""


@dataclass(frozen=True, slots=True)
class KafkaAddress:
    """Where the cluster is and who we are there. The password never shows in a repr or a message."""

    servers: tuple[tuple[str, int], ...]
    security: str = "PLAINTEXT"
    mechanism: str = "SCRAM-SHA-512"
    user: str = ""
    ca: Path | None = None

    @property
    def named(self) -> str:
        """The servers as a person would write them."""
        return ",".join(map(_written, self.servers))


def parse_address(url: str, *, user: str = "", ca: Path | None = None) -> KafkaAddress:
    """Read a `kafka://` address. Raises ConfigError that says what is wrong in it."""
    if "@" in url:  # asked first: with a `/` in the password its first part would stand where a server does
        raise ConfigError(
            "a Kafka address holds no user or password: take them out of NEWSWATCH_LOG_URL, "
            "set NEWSWATCH_KAFKA_USER and _PASSWORD"
        )
    parts = urlsplit(url)
    if parts.scheme != "kafka" or not parts.netloc:
        raise ConfigError("NEWSWATCH_LOG_URL is no Kafka address: write kafka://host:9092")
    query = {name: values[-1] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
    security = query.pop("security", "SASL_SSL" if user else "PLAINTEXT").upper()
    mechanism = query.pop("mechanism", "SCRAM-SHA-512").upper()
    if query:
        raise ConfigError(f"a Kafka address knows `security` and `mechanism`, not `{next(iter(query))}`")
    if security not in SECURITY:
        raise ConfigError(f"security={security} is none of {', '.join(SECURITY)}")
    if mechanism not in MECHANISMS:
        raise ConfigError(f"mechanism={mechanism} is none of {', '.join(MECHANISMS)}")
    if security.startswith("SASL") and not user:
        raise ConfigError(f"security={security} needs NEWSWATCH_KAFKA_USER and NEWSWATCH_KAFKA_PASSWORD")
    if ca is not None and not ca.is_file():
        raise ConfigError(f"NEWSWATCH_KAFKA_CA names {ca}, which is not there")
    return KafkaAddress(
        tuple(_server(part) for part in parts.netloc.split(",")), security, mechanism, user, ca
    )


def _server(text: str) -> tuple[str, int]:
    text = text.strip()
    host, _, port = text.rpartition(":")
    if not host or text.endswith("]"):
        host, port = text, "9092"
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise ConfigError(f"{text!r} is no server: write host:9092")
    return host.strip("[]"), int(port)


def _written(server: tuple[str, int]) -> str:
    host, port = server
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def client_settings(address: KafkaAddress, password: str) -> ClientSettings:
    """What every client of this cluster is built with."""
    settings: ClientSettings = {
        "bootstrap_servers": list(map(_written, address.servers)),
        "client_id": "newswatch",
        "security_protocol": address.security,
        # Without these a wrong password is a time-out after 30 s, and a broker is found as late again.
        "bootstrap_timeout_ms": 5000,
        "reconnect_backoff_max_ms": 1000,
        "request_timeout_ms": 10_000,
    }
    if address.security.endswith("SSL"):
        settings["ssl_context"] = ssl.create_default_context(cafile=address.ca)
    if address.security.startswith("SASL"):
        settings |= {
            "sasl_mechanism": address.mechanism,
            "sasl_plain_username": address.user,
            "sasl_plain_password": password,
        }
    return settings


def connect(address: KafkaAddress, password: str) -> Any:
    """An admin client of the cluster, after looking at what may be wrong first.

    Raises within START_SECONDS: Transient when nobody answers, ConfigError when the certificate, the
    password or the mechanism is refused.
    """
    _reach(address)
    # What it logs reaches us as errors and time-outs, and is told once: it would log each reconnection, and
    # with SASL_PLAINTEXT a warning for each connection.
    logging.getLogger("kafka").setLevel(logging.CRITICAL)
    with _listening() as overheard:
        try:
            admin = kafka.KafkaAdminClient(**client_settings(address, password))
        except kafka_errors.KafkaError as error:
            raise _refusal(address, overheard) from error
    try:
        _reach_brokers(address, [(each.host, each.port) for each in admin._manager.cluster.brokers()])
    except NewswatchError:
        admin.close()
        raise
    return admin


class _Overheard(logging.Handler):
    """Keeps what the client library logs while it starts: all that it raises is that time is up."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.errors: list[BaseException] = []
        self.greeted = False

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the exceptions among a line's arguments, and whether a broker said its version."""
        self.greeted |= "version identified" in str(record.msg)
        if isinstance(record.args, tuple):
            self.errors.extend(each for each in record.args if isinstance(each, BaseException))


_listeners: list[_Overheard] = []
_lock = threading.Lock()


@contextmanager
def _listening() -> Iterator[_Overheard]:
    """Hear what the library logs meanwhile. Several threads may connect at once: the last one to end stops it."""
    logger, overheard = logging.getLogger("kafka.net"), _Overheard()
    with _lock:
        _listeners.append(overheard)
        logger.addHandler(overheard)
        logger.setLevel(logging.INFO)
        logger.propagate = False
    try:
        yield overheard
    finally:
        with _lock:
            logger.removeHandler(overheard)
            _listeners.remove(overheard)
            if not _listeners:
                logger.propagate = True
                logger.setLevel(logging.NOTSET)  # that of `kafka`, which is silent


def _reach(address: KafkaAddress) -> None:
    """Open a connection by hand, for the client library hides why it can't. One server is enough."""
    problems: list[str] = []
    for host, port in address.servers:
        try:
            with socket.create_connection(
                (host, port), timeout=START_SECONDS / 2 / len(address.servers)
            ) as plain:
                if address.security.endswith("SSL"):
                    context = ssl.create_default_context(cafile=address.ca)
                    with context.wrap_socket(plain, server_hostname=host):
                        return
                return
        except ssl.SSLCertVerificationError as error:
            raise ConfigError(
                f"Kafka at {host}:{port} shows a certificate that we don't trust ({error.verify_message}): "
                "set NEWSWATCH_KAFKA_CA to the file of the CA that signed it"
            ) from error
        except ssl.SSLError as error:
            raise ConfigError(
                f"Kafka at {host}:{port} does not speak TLS there ({error.reason}): "
                f"look at the port, or at security={address.security} in NEWSWATCH_LOG_URL"
            ) from error
        except OSError as error:
            problems.append(f"{host}:{port} ({error.strerror or error})")
    raise Transient(
        f"Kafka does not answer at {', '.join(problems)}: is it running, and is NEWSWATCH_LOG_URL right?"
    )


def _reach_brokers(address: KafkaAddress, named: Sequence[tuple[str, int]]) -> None:
    """Look at where the cluster says that its brokers are: all that follows goes there, and would only time out.

    At some of them: each has its share of the time, and of a hundred none would have the time to answer.
    """
    if not named or set(named) & set(address.servers):
        return
    named = named[:ASKED_BROKERS]
    try:
        _reach(replace(address, servers=tuple(named)))
    except Transient as error:
        raise Transient(
            f"Kafka at {address.named} sends its clients on to {', '.join(map(_written, named))}, and there nobody "
            "answers this machine: look at advertised.listeners of the brokers, and at what their names are here"
        ) from error


def _refusal(address: KafkaAddress, overheard: _Overheard) -> NewswatchError:
    """Why a reachable cluster did not let us in. Raised as ConfigError where waiting would not help."""
    at = f"Kafka at {address.named}"
    if any(isinstance(error, kafka_errors.UnsupportedSaslMechanismError) for error in overheard.errors):
        return ConfigError(f"{at} has no {address.mechanism}: set mechanism= in NEWSWATCH_LOG_URL")
    if address.security.startswith("SASL") and overheard.greeted:
        # A broker says "authentication failed" and closes, and the library often sees only that it closed.
        return ConfigError(
            f"{at} refuses the login of {address.user!r} by {address.mechanism}: look at NEWSWATCH_KAFKA_USER, "
            "NEWSWATCH_KAFKA_PASSWORD, and mechanism= in NEWSWATCH_LOG_URL"
        )
    if overheard.greeted:
        return ConfigError(
            f"{at} closes the connection of a client without a login: "
            "set security=SASL_SSL (or SASL_PLAINTEXT) in NEWSWATCH_LOG_URL and NEWSWATCH_KAFKA_USER"
        )
    return Transient(
        f"{at} accepts connections, but does not answer as {address.security}: "
        "is it Kafka, and is `security` in NEWSWATCH_LOG_URL that of its port?"
    )


def said(error: kafka_errors.KafkaError, doing: str) -> NewswatchError:
    """The error as one of ours: Lost, Reject, ConfigError, or Transient for whatever may pass."""
    text = f"Kafka, {doing}: {type(error).__name__} {error}".rstrip()
    if isinstance(
        error,
        kafka_errors.ProducerFencedError
        | kafka_errors.InvalidProducerEpochError
        | kafka_errors.FencedInstanceIdError
        | kafka_errors.CommitFailedError
        | kafka_errors.IllegalGenerationError
        | kafka_errors.UnknownMemberIdError,
    ):
        return Lost(f"{text}: another consumer has taken over")
    if isinstance(error, kafka_errors.MessageSizeTooLargeError | kafka_errors.RecordListTooLargeError):
        return Reject(
            "too-large", f"{text}: its topic takes less than topics.yml says; run `newswatch init --mend`"
        )
    if isinstance(error, kafka_errors.InvalidTimestampError):
        return Transient(f"{text}: this machine's clock is ahead of the broker's; see `newswatch doctor`")
    if isinstance(error, kafka_errors.UnsupportedCodecError):
        return ConfigError(
            f"{text}: somebody else wrote records so, or the topic's compression.type is not `producer`; install the "
            "library to read them"
        )
    if isinstance(error, kafka_errors.AuthorizationError):
        return ConfigError(
            f"{text}: this user may not; an administrator's `newswatch init` grants what infra/kafka/topics.yml lists"
        )
    if isinstance(error, kafka_errors.SaslAuthenticationFailedError):
        return ConfigError(f"{text}: the user or its password is no longer accepted")
    return Transient(text)


def ask(question: Callable[[], T], doing: str) -> T:
    """Ask the cluster something harmless to ask twice: again for some seconds while a broker is away.

    Raises what `said` makes of the last error.
    """
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            return question()
        except kafka_errors.KafkaError as error:
            if not error.retriable or time.monotonic() > until:
                raise said(error, doing) from error
            time.sleep(0.1)
