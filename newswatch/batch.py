"""The middle of a step: processes a batch and writes what goes to the store, so that only the log is left to write."""

from __future__ import annotations

from collections.abc import Sequence

import structlog
from pydantic import ValidationError

from newswatch.dead_letters import dead_letter, letter_of
from newswatch.errors import Conflict, Reject, Transient
from newswatch.messages import DeadLetter, Message, decode
from newswatch.patience import patiently
from newswatch.ports import Collection, Record, Stored
from newswatch.running import Running
from newswatch.stage import Found, Needs, Outcome, Output, Put, Swap, Wanted

log_ = structlog.get_logger("newswatch.batch")

SWAP_TRIES = 20
"""Compare-and-sets that one message may lose before it counts as a fault of the store."""


def work(running: Running[Needs], records: Sequence[Record]) -> tuple[list[Message], list[DeadLetter]]:
    """Process the batch and write what goes to the store; returns what goes to the log, and the dead letters in it."""
    dead: list[DeadLetter] = []
    good: list[tuple[Record, Message]] = []
    for record in records:
        try:
            good.append((record, decode(record.partition.topic, record.value)))
        except (ValidationError, KeyError, ValueError) as error:
            dead.append(
                dead_letter(
                    running, record, None, "unreadable", f"it is no {record.partition.topic}: {error}"
                )
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
            dead.append(letter_of(running, record, message, outcome))
            continue
        outputs.extend(o for o in outcome if isinstance(o, Message))
        puts.extend((record, message, o) for o in outcome if isinstance(o, Put))
    dead.extend(_put(running, puts))
    running.mark(f"{running.stage.name}:stored")
    for (_, message), outcome in zip(good, outcomes, strict=True):
        if not isinstance(outcome, Exception):
            _swap(running, message, outcome)
    running.mark(f"{running.stage.name}:swapped")
    return [*outputs, *dead], dead


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
        docs = patiently(running, lambda c=collection, i=ids: running.store.get_many(c, list(i)))  # type: ignore[misc]
        found.update({(collection, id_): doc for id_, doc in docs.items()})
    return found


def _put(running: Running[Needs], puts: Sequence[tuple[Record, Message, Put]]) -> list[DeadLetter]:
    if not puts:
        return []
    errors = patiently(running, lambda: running.store.put_newer([put.doc for _, _, put in puts]))
    by_id = {error.id: error for error in errors}
    letters = []
    for record, message, put in puts:
        error = by_id.get(put.doc.id)
        if error is None:
            continue
        if isinstance(message, DeadLetter):  # a dead letter about a dead letter would never end
            log_.error("dead letter not indexed", id=message.id, reason=error.reason, text=error.text)
            continue
        letters.append(dead_letter(running, record, message, error.reason, error.text))
    return letters


def _swap(running: Running[Needs], message: Message, outcome: Sequence[Output]) -> None:
    """Write the compare-and-sets of one message; on a conflict read again, decide again, write again."""
    for _ in range(SWAP_TRIES):
        try:
            for output in outcome:
                if isinstance(output, Swap):
                    patiently(
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
