"""Waits out what is Transient: the stage tries again, stays a member of its group, and stops when it is told to."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

import structlog
from tenacity import RetryCallState, Retrying, retry_if_exception, wait_random_exponential

from newswatch.errors import DiskFull, NewswatchError, Transient
from newswatch.running import Running
from newswatch.stage import Needs

T = TypeVar("T")
log_ = structlog.get_logger("newswatch.patience")

MAX_WAIT = 30.0
"""Seconds between two tries at most, unless the other side asked for more."""


class Stopped(NewswatchError):
    """The stage was told to stop while it waited: nothing of its batch was committed."""


def patiently(running: Running[Needs], act: Callable[[], T]) -> T:
    """Do it, and again while it is Transient, staying a member of the group. Raises Stopped on stop, DiskFull."""

    def wait(state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = error.retry_after if isinstance(error, Transient) else None
        return asked if asked is not None else wait_random_exponential(multiplier=0.2, max=MAX_WAIT)(state)

    def sleep(seconds: float) -> None:
        running.retried += 1
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if running.stop.wait(min(left, 0.5)):
                raise Stopped(
                    f"{running.stage.name}: stopped while it waited; its batch is read again at start"
                )
            with suppress(Transient):  # what we wait for, most likely
                running.consumer.keep_alive()

    def tell(state: RetryCallState) -> None:
        error = state.outcome.exception() if state.outcome else None
        log_.warning("try again", stage=running.stage.name, tries=state.attempt_number, error=str(error))

    retrying = Retrying(
        retry=retry_if_exception(lambda e: isinstance(e, Transient) and not isinstance(e, DiskFull)),
        wait=wait,
        sleep=sleep,
        before_sleep=tell,
        reraise=True,
    )
    return retrying(act)
