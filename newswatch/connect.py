"""Builds the adapters that the settings' addresses name. Nothing else knows which ones there are."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newswatch.errors import ConfigError, NotInstalled
from newswatch.lean import without
from newswatch.ports import Log, Notifier, Store
from newswatch.settings import Settings

if TYPE_CHECKING:
    from newswatch.adapters.elastic_store import ElasticStore
    from newswatch.adapters.kafka_log import KafkaLog


def open_log(settings: Settings) -> Log:
    """The log at NEWSWATCH_LOG_URL. Raises ConfigError, or Transient when its server is away."""
    scheme = urlsplit(settings.log_url).scheme
    if scheme == "sqlite":
        from newswatch.adapters.sqlite_log import SqliteLog

        return SqliteLog(
            _path(settings.log_url, "NEWSWATCH_LOG_URL"), prefix=settings.prefix, clock=settings.now
        )
    if scheme == "kafka":
        return open_kafka(settings)
    raise ConfigError(
        f"NEWSWATCH_LOG_URL starts with {scheme!r}. It must be `sqlite:///FILE` or `kafka://HOST:PORT`."
    )


def open_kafka(settings: Settings) -> KafkaLog:
    """The Kafka log; `init` needs its administrator's client too."""
    with extra("kafka"):
        from newswatch.adapters.kafka_log import KafkaLog

    return KafkaLog(
        settings.log_url,
        clock=settings.now,
        user=settings.kafka_user,
        password=settings.kafka_password.get_secret_value(),
        ca=settings.kafka_ca,
        prefix=settings.prefix,
        instance=settings.instance,
    )


def open_store(settings: Settings, *, live: bool = True) -> Store:
    """The store at NEWSWATCH_STORE_URL. Raises ConfigError, or Transient when its server is away.

    `live`: articles are written as they come, so that their time on the way says something.
    """
    scheme = urlsplit(settings.store_url).scheme
    if scheme == "sqlite":
        from newswatch.adapters.sqlite_store import SqliteStore

        return SqliteStore(
            _path(settings.store_url, "NEWSWATCH_STORE_URL"), prefix=settings.prefix, clock=settings.now
        )
    if scheme in ("https", "http"):
        return open_elasticsearch(settings, live=live)
    raise ConfigError(
        f"NEWSWATCH_STORE_URL starts with {scheme!r}. It must be `sqlite:///FILE` or `https://HOST:9200`."
    )


def open_elasticsearch(settings: Settings, *, live: bool = False) -> ElasticStore:
    """The Elasticsearch store; `init` needs its client too."""
    # its client would load each HTTP library that there is, and speaks through urllib3
    with extra("elasticsearch"), without("aiohttp", "httpx", "requests"):
        from newswatch.adapters.elastic_store import ElasticStore

    return ElasticStore(
        settings.store_url,
        user=settings.elasticsearch_user,
        password=settings.elasticsearch_password.get_secret_value(),
        api_key=settings.elasticsearch_api_key.get_secret_value(),
        ca=settings.elasticsearch_ca,
        prefix=settings.prefix,
        clock=settings.now if live else None,
    )


def console_cards(settings: Settings) -> Path | None:
    """The file that remembers the console's cards, beside the store; None where the store is a server."""
    if not settings.store_url.startswith("sqlite:"):
        return None
    return _path(settings.store_url, "NEWSWATCH_STORE_URL").with_suffix(".sent.jsonl")


def open_notifier(settings: Settings) -> Notifier:
    """The notifier at NEWSWATCH_NOTIFY_URL. Raises ConfigError."""
    scheme = urlsplit(settings.notify_url).scheme
    if scheme == "console":
        from rich.console import Console

        from newswatch.adapters.console import ConsoleNotifier

        return ConsoleNotifier(
            Console(stderr=settings.notify_url == "console:stderr"), console_cards(settings)
        )
    if scheme == "slack":
        if not settings.slack_bot_token.get_secret_value():
            raise ConfigError("NEWSWATCH_NOTIFY_URL is slack://, but SLACK_BOT_TOKEN is not set.")
        with extra("slack"):
            from newswatch.adapters.slack import SlackNotifier

        return SlackNotifier(
            settings.slack_bot_token.get_secret_value(),
            api_url=settings.slack_api_url,
            instance=settings.prefix,
            feedback=settings.reactions,
        )
    raise ConfigError(
        f"NEWSWATCH_NOTIFY_URL starts with {scheme!r}. It must be `console:` or `slack://CHANNEL`."
    )


OWN = ("newswatch", "processors", "crawlers")
"""A module of these that is missing is a fault of the installation, which no extra mends."""


@contextmanager
def extra(name: str) -> Iterator[None]:
    """Around the import of what needs an extra's libraries. Raises NotInstalled, which says how to install them."""
    try:
        yield
    except ModuleNotFoundError as error:
        missing = (error.name or name).partition(".")[0]
        if missing in OWN:
            raise
        raise NotInstalled(missing, name) from error


def embedded_file(url: str) -> Path | None:
    """The file of an embedded log or store; None for a server."""
    parts = urlsplit(url)
    return Path(parts.path.removeprefix("/")) if parts.scheme == "sqlite" and len(parts.path) > 1 else None


def channel(settings: Settings) -> str:
    """The channel that NEWSWATCH_NOTIFY_URL names; `console` where there is none."""
    return urlsplit(settings.notify_url).netloc or "console"


def crash_point(settings: Settings) -> Callable[[str], None]:
    """What marks a crash point: nothing, unless NEWSWATCH_CRASH_AT names it; then a kill -9 of itself."""
    if not settings.crash_at:
        return _pass_by
    name, _, nth = settings.crash_at.partition("#")
    left = [int(nth or "1")]

    def mark(point: str) -> None:
        if point != name:
            return
        left[0] -= 1
        if left[0] <= 0:
            os.kill(os.getpid(), signal.SIGKILL)

    return mark


def _pass_by(point: str) -> None:
    del point


def _path(url: str, name: str) -> Path:
    """`sqlite:///var/log.db` is relative, `sqlite:////srv/log.db` absolute."""
    path = urlsplit(url).path.removeprefix("/")
    if not path:
        raise ConfigError(f"{name} is {url!r}, which names no file. Write `sqlite:///var/FILE.db`.")
    return Path(path)
