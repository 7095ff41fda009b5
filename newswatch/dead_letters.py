"""What becomes of input that a stage rejects: a dead letter, and a stop where too much of it is rejected.

A letter's id is a hash of its stage, its place in the log and its bytes: a record that is read again dies once.
"""

from __future__ import annotations

import hashlib
import traceback
from collections import Counter
from collections.abc import Sequence

import structlog

from newswatch.errors import DlqLimitExceeded, Reject
from newswatch.messages import DEAD_RECORD_LIMIT, DeadLetter, Message, digest
from newswatch.ports import Record
from newswatch.running import Running
from newswatch.stage import Needs

TEXT_LIMIT, KEY_LIMIT = 8000, 1000
"""Characters of a letter's text and of its record's key: a record that is wrong in each of its places would make a
letter that no topic takes, and its stage would end on it at each start."""

log_ = structlog.get_logger("newswatch.dead_letters")


def check_limit(running: Running[Needs], read: int, dead: Sequence[DeadLetter]) -> None:
    """Count a batch of `read` records. Raises DlqLimitExceeded where too many of the last ones were rejected."""
    running.recent.extend([True] * len(dead) + [False] * (read - len(dead)))
    while len(running.recent) > running.dlq.window:
        running.recent.popleft()
    bad = sum(running.recent)
    if dead and bad >= running.dlq.least and bad > running.dlq.share * len(running.recent):
        # (letters that are not written are in no list: their reasons are said here, or nowhere)
        reasons = Counter(letter.reason for letter in dead).most_common(3)
        first = " ".join(dead[0].text.split())[:200]
        raise DlqLimitExceeded(
            f"{running.stage.name}: {bad} of its last {len(running.recent)} records were rejected, more than "
            f"{running.dlq.share:.0%}. Nothing of this batch is committed. In it: "
            f"{', '.join(f'{reason} {count}' for reason, count in reasons)}; the first, {dead[0].origin}: {first}. "
            f"`newswatch dead list --stage {running.stage.name}` has those before; after the mend, start it again."
        )


def letter_of(running: Running[Needs], record: Record, message: Message, error: Exception) -> DeadLetter:
    """The letter of a message that was rejected, or that showed a bug: then with its trace."""
    if isinstance(error, Reject):
        return dead_letter(running, record, message, error.reason, error.text)
    trace = "".join(traceback.format_exception(error, limit=-8))
    log_.error("bug", stage=running.stage.name, article=record.key, trace=trace)
    return dead_letter(running, record, message, "bug", trace[-TEXT_LIMIT:])


def dead_letter(
    running: Running[Needs], record: Record, message: Message | None, reason: str, text: str
) -> DeadLetter:
    """The letter of a record. `reason` is stable; `message` is None where the record could not be read as one."""
    where = f"{record.partition.topic}/{record.partition.number}/{record.offset}"
    source = getattr(message, "source", None)
    return DeadLetter(
        id=digest(running.stage.name, where, hashlib.sha256(record.value).hexdigest()),
        stage=running.stage.name,
        origin=where,
        origin_topic=record.partition.topic,
        record_key=record.key[:KEY_LIMIT],
        reason=reason,
        text=text[:TEXT_LIMIT],
        record=record.value[:DEAD_RECORD_LIMIT],
        record_bytes=len(record.value),
        record_sha256=hashlib.sha256(record.value).hexdigest(),
        source=getattr(source, "id", None),
        url=getattr(message, "url", None),
        at=running.clock(),
    )
