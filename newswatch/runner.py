"""Runs a stage: read a batch, process it, make every output safe, and only then commit.

That order is the whole promise. A crash anywhere repeats at most one batch, and since ids are
deterministic and writes idempotent, the repetition changes nothing.
"""

from __future__ import annotations

import hashlib
import time
import traceback
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Event
from typing import Generic, TypeVar

import structlog
from pydantic import ValidationError
from tenacity import RetryCallState, Retrying, retry_if_exception, wait_random_exponential

from newswatch.errors import Conflict, DiskFull, DlqLimitExceeded, NewswatchError, Reject, Transient
from newswatch.messages import DEAD_RECORD_LIMIT, DeadLetter, Message, decode, digest
from newswatch.ports import Clock, Collection, Consumer, Log, Record, Store, Stored
from newswatch.stage import Found, Needs, Outcome, Output, Process, Put, Stage, Swap, Wanted

T = TypeVar("T")
log_ = structlog.get_logger("newswatch.runner")

SWAP_TRIES = 20
"""Compare-and-sets that one message may lose before it counts as a fault of the store."""
MAX_WAIT = 30.0
"""Seconds between two tries at most, unless the other side asked for more."""


class Stopped(NewswatchError):
    """The stage was told to stop while it waited: nothing of its batch was committed."""


@dataclass(frozen=True, slots=True)
class DlqLimit:
    """When a stage stops instead of dead-lettering on: over `share` of the last `window` records,
    once at least `least` of them were rejected."""

    share: float = 0.5
    least: int = 50
    window: int = 500


@dataclass(frozen=True, slots=True)
class Step:
    """What one step did. `lag` counts the records that wait behind it, `seconds` is wall clock."""

    stage: str
    read: int = 0
    written: int = 0
    rejected: int = 0
    retried: int = 0
    lag: int = 0
    seconds: float = 0.0


@dataclass(slots=True)
class Running(Generic[Needs]):
    """A stage at work: its row, its function, its place in the log, and what it is observed by."""

    stage: Stage[Needs]
    needs: Needs
    process: Process
    consumer: Consumer
    log: Log
    store: Store
    clock: Clock
    stop: Event
    mark: Callable[[str], None]
    dlq: DlqLimit = field(default_factory=DlqLimit)
    recent: deque[bool] = field(default_factory=deque)
    retried: int = 0

    def close(self) -> None:
        """Leave the group."""
        self.consumer.close()


def start(
    stage: Stage[Needs],
    needs: Needs,
    *,
    log: Log,
    store: Store,
    clock: Clock,
    stop: Event,
    mark: Callable[[str], None] = lambda _: None,
    dlq: DlqLimit | None = None,
) -> Running[Needs]:
    """Join the stage's group and make its function ready. The caller closes what it returns."""
    consumer = log.consumer(
        stage.name,
        stage.topics,
        transactional=stage.transactional,
        outputs=sorted({DeadLetter.topic, *(kind.topic for kind in stage.writes)}),
    )
    try:
        process = stage.start(needs)
    except BaseException:
        consumer.close()
        raise
    return Running(
        stage=stage,
        needs=needs,
        process=process,
        consumer=consumer,
        log=log,
        store=store,
        clock=clock,
        stop=stop,
        mark=mark,
        dlq=dlq or DlqLimit(),
    )


def step(running: Running[Needs], timeout: float, limit: int | None = None) -> Step:
    """Read one batch, process it, write, commit. Raises Stopped, Lost, DiskFull, DlqLimitExceeded, a bug's error."""
    name = running.stage.name
    began = time.monotonic()
    running.retried = 0
    records = _patiently(running, lambda: running.consumer.read(limit or running.stage.batch, timeout))
    if not records:
        return Step(name)
    running.mark(f"{name}:read")
    outputs, rejected = _work(running, records)
    _check_limit(running, len(records), rejected)
    running.mark(f"{name}:before-commit")
    _patiently(running, lambda: running.consumer.commit(records, outputs))
    running.mark(f"{name}:after-commit")
    ends = _patiently(running, lambda: running.log.end_offsets(running.stage.topics))
    positions = running.consumer.positions()
    return Step(
        name,
        read=len(records),
        written=len(outputs),
        rejected=rejected,
        retried=running.retried,
        lag=sum(max(0, ends.get(p, at) - at) for p, at in positions.items()),
        seconds=time.monotonic() - began,
    )


def drain(
    runnings: Sequence[Running[Needs]],
    observe: Callable[[Step], None],
    *,
    between: Callable[[], int] = lambda: 0,
) -> int:
    """Work every stage, in the table's order, to the end that it saw; again until a pass reads nothing.

    `between` is called after each pass and returns what it did (alerts delivered, say); a pass
    counts as idle only when it did nothing either. Returns the records read.
    """
    total = 0
    while True:
        done = 0
        for running in runnings:
            done += _to_end(running, observe)
        done += between()
        total += done
        if not done or (runnings and runnings[0].stop.is_set()):
            return total


def _to_end(running: Running[Needs], observe: Callable[[Step], None]) -> int:
    ends = _patiently(running, lambda: running.log.end_offsets(running.stage.topics))
    at = _patiently(running, lambda: running.log.committed(running.stage.name, running.stage.topics))
    behind = sum(max(0, end - at.get(p, 0)) for p, end in ends.items())
    done = 0
    while behind > 0 and not running.stop.is_set():
        report = step(running, timeout=1.0)
        observe(report)
        done += report.read
        positions = _patiently(
            running, lambda: running.log.committed(running.stage.name, running.stage.topics)
        )
        behind = sum(max(0, end - positions.get(p, 0)) for p, end in ends.items())
    return done


def serve(running: Running[Needs], observe: Callable[[Step], None], timeout: float = 0.5) -> None:
    """Step until told to stop. Returns after the batch in hand is committed."""
    while not running.stop.is_set():
        report = step(running, timeout)
        if report.read:
            observe(report)


# --- the middle of a step ---------------------------------------------------------------------------


def _work(running: Running[Needs], records: Sequence[Record]) -> tuple[list[Message], int]:
    """Process the batch and write what goes to the store; returns what goes to the log, dead letters last."""
    dead: list[DeadLetter] = []
    good: list[tuple[Record, Message]] = []
    for record in records:
        try:
            good.append((record, decode(record.partition.topic, record.value)))
        except (ValidationError, KeyError, ValueError) as error:
            dead.append(
                _dead(running, record, None, "unreadable", f"it is no {record.partition.topic}: {error}")
            )
    messages = [message for _, message in good if isinstance(message, running.stage.reads)]
    good = [(record, message) for record, message in good if isinstance(message, running.stage.reads)]
    found = _found(running, messages)
    outcomes = _settled(running, messages, found)
    outputs: list[Message] = []
    puts: list[tuple[Record, Message, Put]] = []
    for (record, message), outcome in zip(good, outcomes, strict=True):
        _tell(running, record, outcome)
        if isinstance(outcome, Exception):
            dead.append(_dead_outcome(running, record, message, outcome))
            continue
        outputs.extend(o for o in outcome if isinstance(o, Message))
        puts.extend((record, message, o) for o in outcome if isinstance(o, Put))
    dead.extend(_put(running, puts))
    running.mark(f"{running.stage.name}:stored")
    for (_, message), outcome in zip(good, outcomes, strict=True):
        if not isinstance(outcome, Exception):
            _swap(running, message, outcome)
    running.mark(f"{running.stage.name}:swapped")
    return [*outputs, *dead], len(dead)


def _tell(running: Running[Needs], record: Record, outcome: Outcome) -> None:
    """One line a record, by the id of its article (of its story, for stories)."""
    known = {"stage": running.stage.name, "article": record.key}
    if isinstance(outcome, Reject):
        log_.info("rejected", reason=outcome.reason, text=outcome.text, **known)
    elif not isinstance(outcome, Exception):
        log_.debug("done", outputs=len(outcome), **known)


def _settled(running: Running[Needs], messages: Sequence[Message], found: Found) -> list[Outcome]:
    """One outcome a message: what looks like a bug is tried once more alone."""
    try:
        outcomes = list(running.process(messages, found)) if messages else []
    except Exception:  # noqa: BLE001 - the batch as a whole failed: find out which message does it
        outcomes = [_alone(running, message, found) for message in messages]
    return [
        _alone(running, message, found)
        if isinstance(outcome, Exception) and not isinstance(outcome, Reject)
        else outcome
        for message, outcome in zip(messages, outcomes, strict=True)
    ]


def _alone(running: Running[Needs], message: Message, found: Found) -> Outcome:
    try:
        return running.process([message], found)[0]
    except Exception as error:  # noqa: BLE001 - becomes a dead letter with its trace
        return error


def _found(running: Running[Needs], messages: Sequence[Message]) -> Found:
    wanted: dict[Collection, dict[str, None]] = {}
    for message in messages:
        for collection, id_ in running.stage.wants(message):
            wanted.setdefault(collection, {})[id_] = None
    found: dict[Wanted, Stored] = {}
    for collection, ids in wanted.items():
        docs = _patiently(running, lambda c=collection, i=ids: running.store.get_many(c, list(i)))  # type: ignore[misc]
        found.update({(collection, id_): doc for id_, doc in docs.items()})
    return found


def _put(running: Running[Needs], puts: Sequence[tuple[Record, Message, Put]]) -> list[DeadLetter]:
    if not puts:
        return []
    errors = _patiently(running, lambda: running.store.put_newer([put.doc for _, _, put in puts]))
    by_id = {error.id: error for error in errors}
    letters = []
    for record, message, put in puts:
        error = by_id.get(put.doc.id)
        if error is None:
            continue
        if isinstance(message, DeadLetter):  # a dead letter about a dead letter would never end
            log_.error("dead letter not indexed", id=message.id, reason=error.reason, text=error.text)
            continue
        letters.append(_dead(running, record, message, error.reason, error.text))
    return letters


def _swap(running: Running[Needs], message: Message, outcome: Sequence[Output]) -> None:
    """Write the compare-and-sets of one message; on a conflict read again, decide again, write again."""
    for _ in range(SWAP_TRIES):
        try:
            for output in outcome:
                if isinstance(output, Swap):
                    _patiently(
                        running,
                        lambda o=output: running.store.swap(o.collection, o.id, o.body, o.keys, o.expected),  # type: ignore[misc]
                    )
            return
        except Conflict:
            again = running.process([message], _found(running, [message]))[0]
            if isinstance(again, Exception):
                raise again from None
            outcome = again
    raise Transient(
        f"{running.stage.name}: a document changed {SWAP_TRIES} times while it was written; try again"
    )


def _patiently(running: Running[Needs], act: Callable[[], T]) -> T:
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


def _check_limit(running: Running[Needs], read: int, rejected: int) -> None:
    running.recent.extend([True] * rejected + [False] * (read - rejected))
    while len(running.recent) > running.dlq.window:
        running.recent.popleft()
    bad = sum(running.recent)
    if bad >= running.dlq.least and bad > running.dlq.share * len(running.recent):
        raise DlqLimitExceeded(
            f"{running.stage.name}: {bad} of its last {len(running.recent)} records were rejected, more than "
            f"{running.dlq.share:.0%}. Nothing of this batch is committed. See `newswatch dead list --stage "
            f"{running.stage.name}` and the log for the reasons; after the mend, start it again."
        )


def _dead_outcome(running: Running[Needs], record: Record, message: Message, error: Exception) -> DeadLetter:
    if isinstance(error, Reject):
        return _dead(running, record, message, error.reason, error.text)
    trace = "".join(traceback.format_exception(error, limit=-8))
    log_.error("bug", stage=running.stage.name, article=record.key, trace=trace)
    return _dead(running, record, message, "bug", trace[-8000:])


def _dead(
    running: Running[Needs], record: Record, message: Message | None, reason: str, text: str
) -> DeadLetter:
    where = f"{record.partition.topic}/{record.partition.number}/{record.offset}"
    source = getattr(message, "source", None)
    return DeadLetter(
        id=digest(running.stage.name, where, hashlib.sha256(record.value).hexdigest()),
        stage=running.stage.name,
        origin=where,
        origin_topic=record.partition.topic,
        record_key=record.key,
        reason=reason,
        text=text,
        record=record.value[:DEAD_RECORD_LIMIT],
        record_bytes=len(record.value),
        record_sha256=hashlib.sha256(record.value).hexdigest(),
        source=getattr(source, "id", None),
        url=getattr(message, "url", None),
        at=running.clock(),
    )
