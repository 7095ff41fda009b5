"""The time, and when not to believe it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from newswatch.errors import ConfigError, Transient

EARLIEST = datetime(2020, 1, 1, tzinfo=UTC)
"""A clock that shows an earlier time was never set: a machine without a battery starts in 1970."""


def told_now(told: str) -> datetime:
    """The time, aware and in UTC, that NEWSWATCH_CLOCK asks for: `system`, a time, or `file:PATH`.

    Raises Transient while the clock shows a time before EARLIEST, since records of 1970 would be forgotten as
    soon as it is set; ConfigError for a file that tells no time.
    """
    if told == "system":
        return _believed(datetime.now(UTC))
    if told.startswith("file:"):
        return _believed(_of_file(Path(told.removeprefix("file:"))))
    return _aware(datetime.fromisoformat(told))


def goes_on(told: str) -> bool:
    """Whether it is worth while to wait by this clock: the system's goes on, and a file's that is set beside it."""
    return told == "system" or (told.startswith("file:") and _beside(_read(Path(told.removeprefix("file:")))))


def _believed(now: datetime) -> datetime:
    if now < EARLIEST:
        raise Transient(f"this machine's clock shows {now:%Y-%m-%d}: set it; nothing is written until then")
    return now


def _of_file(path: Path) -> datetime:
    """What a clock's file says: a time, or seconds beside the system's clock (`+86400`, `-60`)."""
    try:
        told = _read(path)
        if _beside(told):
            return datetime.now(UTC) + timedelta(seconds=float(told))
        return _aware(datetime.fromisoformat(told))
    except (OSError, ValueError, OverflowError) as error:
        raise ConfigError(f"NEWSWATCH_CLOCK: {path} tells no time: {error}") from error


def _read(path: Path) -> str:
    return path.read_text(encoding="ascii").strip()


def _beside(told: str) -> bool:
    return told[:1] in ("+", "-")


def _aware(time: datetime) -> datetime:
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
