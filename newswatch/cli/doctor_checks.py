"""What a check of the doctor is: what was looked at, how it fares, what was found, and what to do.

No look ends the doctor: it is bounded in time, what it raises is what it found, and no secret is in its words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from threading import Thread
from typing import Literal, TypeVar

from pydantic import SecretStr

from newswatch.errors import ConfigError, NewswatchError, NotInstalled, Transient
from newswatch.logs import one_line
from newswatch.settings import Settings

T = TypeVar("T")
State = Literal["ok", "warning", "failure"]
SECONDS = 10.0
"""What one look may take."""
BUSY = 120.0
"""What a look may take that waits for nobody but the processor: a busy machine is no fault of the rules."""
_IN_ADDRESS = re.compile(r"(?<=://)[^/\s@]+@")


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the doctor. `remedy` says what to do; empty where nothing is to be done."""

    what: str
    state: State
    found: str
    remedy: str = ""


Look = Callable[[], Iterable[Check]]


def ok(what: str, found: str) -> list[Check]:
    """All is well."""
    return [Check(what, "ok", found)]


def warning(what: str, found: str, remedy: str) -> list[Check]:
    """It works, and somebody should know."""
    return [Check(what, "warning", found, remedy)]


def failure(what: str, found: str, remedy: str) -> list[Check]:
    """It does not work."""
    return [Check(what, "failure", found, remedy)]


def looked(what: str, look: Look, remedy: str, *, seconds: float = SECONDS) -> list[Check]:
    """What a look finds within its time. What it raises is a failure; `remedy`: what to do then."""
    outcome: list[list[Check] | Exception] = []

    def run() -> None:
        try:
            outcome.append(list(look()))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what was found
            outcome.append(error)

    thread = Thread(target=run, daemon=True, name=f"doctor: {what}")
    thread.start()
    thread.join(seconds)
    if not outcome:
        return failure(what, f"no answer within {seconds:g} s", remedy)
    (found,) = outcome
    if isinstance(found, NotInstalled):
        return failure(what, str(found).partition(":")[0], found.remedy)
    return found if isinstance(found, list) else failure(what, said(found), remedy)


def reached(what: str, open_: Callable[[], T], remedy: str) -> tuple[T | None, list[Check]]:
    """What was opened within the time, or None and why not."""
    opened: list[T] = []

    def look() -> list[Check]:
        opened.append(open_())
        return []

    checks = looked(what, look, remedy)
    return (opened[0] if opened else None), checks


def seen(look: Look) -> Look:
    """A look at what this user may not be meant to see: rights and missing parts are told by checks of their own."""

    def quietly() -> Iterable[Check]:
        try:
            return list(look())
        except ConfigError:
            return []

    return quietly


def said(error: Exception) -> str:
    """The error's own words where it is one of ours, and of what kind it is where it is a bug."""
    if isinstance(error, ConfigError | Transient | NewswatchError):
        return str(error)
    return f"the look itself failed: {type(error).__name__}: {error}"


def without_secrets(checks: Iterable[Check], settings: Settings | None) -> list[Check]:
    """The checks on one line each, without what is secret: in the settings, or before an address's @."""
    secrets = sorted(_secrets(settings), key=len, reverse=True)

    def clean(text: str) -> str:
        for secret in secrets:
            text = text.replace(secret, "********")
        return one_line(_IN_ADDRESS.sub("********@", " ".join(text.split())))

    return [replace(c, what=clean(c.what), found=clean(c.found), remedy=clean(c.remedy)) for c in checks]


def _secrets(settings: Settings | None) -> Iterable[str]:
    for name in type(settings).model_fields if settings is not None else ():
        value = getattr(settings, name)
        if isinstance(value, SecretStr) and value.get_secret_value():
            yield value.get_secret_value()


def some(names: Sequence[str], most: int = 5) -> str:
    """The first names, and how many more there are."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
