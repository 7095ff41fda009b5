"""What the text of a setting may be. Each function gives the value back, or raises ValueError with what to write."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import SecretStr

_OF_DAY = r"([01]\d|2[0-3]):[0-5]\d"


def zone(value: str) -> str:
    """A time zone's name."""
    try:
        ZoneInfo(value)
    except (KeyError, OSError, ValueError) as error:  # ZoneInfoNotFoundError is a KeyError
        raise ValueError("no such time zone; write one such as Europe/Paris") from error
    return value


def quiet(value: str) -> str:
    """The quiet hours, or none."""
    if value.strip() and not re.fullmatch(rf"{_OF_DAY}\s*-\s*{_OF_DAY}", value.strip()):
        raise ValueError("write quiet hours as 22:00-07:00")
    return value.strip()


def hour(value: str) -> str:
    """A time of day, or none."""
    if value.strip() and not re.fullmatch(_OF_DAY, value.strip()):
        raise ValueError("write a time of day as 08:00")
    return value.strip()


def web(value: str) -> str:
    """An address of the web, or none."""
    try:
        parts = urlsplit(value)
        whole = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        whole = False
    if value and not whole:
        raise ValueError("write a whole address, from http:// or https:// on")
    return value


def secret_web(value: SecretStr) -> SecretStr:
    """The same, of one that is not to be shown."""
    web(value.get_secret_value())
    return value


def place(value: str) -> str:
    """The address of a log, a store or a notifier: which there are is known where they are opened."""
    try:
        urlsplit(value)
    except ValueError:  # its words would show the whole address
        raise ValueError("it is no address: look at its brackets and odd signs") from None
    return value


def name(value: str) -> str:
    """A part of names that Kafka takes."""
    if not re.fullmatch(r"[A-Za-z0-9._-]*", value):
        raise ValueError("write it with letters from a to z, digits, dots, hyphens and underscores alone")
    return value


def line(value: str) -> str:
    """A text that a header takes."""
    if re.search(r"[\x00-\x1f\x7f]", value):
        raise ValueError("write it in one line, without control characters")
    return value


def clock(value: str) -> str:
    """`system`, a time that UTC has, or `file:PATH`."""
    told = "write `system`, a time such as 2023-01-23T14:00:00Z, or `file:PATH`"
    if value == "system" or (value.startswith("file:") and value != "file:"):
        return value
    try:
        datetime.fromisoformat(value).astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError(told) from None
    return value


def proxy(value: str) -> str:
    """With its scheme a proxy's is an address, and its password is masked as any address's is."""
    return value if value in ("", "off", "environment") or "://" in value else f"http://{value}"
