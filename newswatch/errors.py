"""The exceptions of newswatch: one small tree. A message says what happened, where, and what to do."""

from __future__ import annotations


class NewswatchError(Exception):
    """Anything that newswatch raises on purpose. The command line prints it and exits with 1."""


class ConfigError(NewswatchError):
    """A setting, source file or rule file is wrong; the message names file, line and key."""


class NotInstalled(ConfigError):
    """A library that comes with an extra is missing; `remedy` says how to install it."""

    def __init__(self, library: str, extra: str) -> None:
        self.remedy = (
            f"pip install 'newswatch[{extra}]'; in a checkout `uv sync --inexact --no-dev --extra {extra}`"
        )
        super().__init__(f"{library} is not installed: {self.remedy}")


class Transient(NewswatchError):
    """It failed now and may work later: a server is away, busy or full. Raised by adapters; retried."""

    def __init__(self, message: str, retry_after: float | None = None, *, untouched: bool = False) -> None:
        super().__init__(message)
        self.retry_after = retry_after
        """Seconds that the other side asked us to wait, if it did."""
        self.untouched = untouched
        """Whether nothing was done for sure: no connection came about."""


class DiskFull(Transient):
    """Our own disk takes no more: full, over its quota, or failing. What runs stops and says so.

    Waiting does not mend it, a person does; nothing is half written, and a start afterwards goes on from there.
    """


class Conflict(NewswatchError):
    """A compare-and-set found another value than the expected one: read again and decide anew."""


class Reject(NewswatchError):
    """This input can never work. The runner writes it to the dead letters and goes on."""

    def __init__(self, reason: str, text: str) -> None:
        super().__init__(f"{reason}: {text}")
        self.reason = reason
        self.text = text


class Permanent(NewswatchError):
    """The other side refused for good (a channel that does not exist): the alert is parked."""

    def __init__(self, reason: str, text: str) -> None:
        super().__init__(f"{reason}: {text}")
        self.reason = reason
        self.text = text


class DlqLimitExceeded(NewswatchError):
    """Too large a share of a stage's input became dead letters: the stage stopped."""


class Lost(NewswatchError):
    """A partition, a lease or a transaction went to another consumer: this one must stop or start anew."""
