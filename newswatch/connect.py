"""Builds the adapters that the settings' addresses name. Nothing else knows which ones there are."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from newswatch.errors import ConfigError
from newswatch.ports import Log, Notifier, Store
from newswatch.settings import Settings


def open_log(settings: Settings) -> Log:
    """The log at NEWSWATCH_LOG_URL. Raises ConfigError, or Transient when its server is away."""
    scheme = urlsplit(settings.log_url).scheme
    if scheme == "sqlite":
        from newswatch.adapters.sqlite_log import SqliteLog

        return SqliteLog(
            _path(settings.log_url, "NEWSWATCH_LOG_URL"), prefix=settings.prefix, clock=settings.now
        )
    raise ConfigError(f"NEWSWATCH_LOG_URL starts with {scheme!r}. It must be `sqlite:///FILE`.")


def open_store(settings: Settings) -> Store:
    """The store at NEWSWATCH_STORE_URL. Raises ConfigError, or Transient when its server is away."""
    scheme = urlsplit(settings.store_url).scheme
    if scheme == "sqlite":
        from newswatch.adapters.sqlite_store import SqliteStore

        return SqliteStore(
            _path(settings.store_url, "NEWSWATCH_STORE_URL"), prefix=settings.prefix, clock=settings.now
        )
    raise ConfigError(f"NEWSWATCH_STORE_URL starts with {scheme!r}. It must be `sqlite:///FILE`.")


def open_notifier(settings: Settings) -> Notifier:
    """The notifier at NEWSWATCH_NOTIFY_URL. Raises ConfigError."""
    scheme = urlsplit(settings.notify_url).scheme
    if scheme == "console":
        from rich.console import Console

        from newswatch.adapters.console import ConsoleNotifier

        sent = None
        if settings.store_url.startswith("sqlite:"):
            sent = _path(settings.store_url, "NEWSWATCH_STORE_URL").with_suffix(".sent.jsonl")
        return ConsoleNotifier(Console(), sent)
    raise ConfigError(f"NEWSWATCH_NOTIFY_URL starts with {scheme!r}. It must be `console:`.")


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
