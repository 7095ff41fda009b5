"""What a stage is: a function from messages to outputs, and the row that names what it reads and writes.

processors/pipeline.py is the table of all stages; newswatch/runner.py runs a row of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from newswatch.messages import Message
from newswatch.ports import Collection, Doc, Keys, Stored, Swapped

Needs = TypeVar("Needs")


@dataclass(frozen=True, slots=True)
class Put:
    """Write a document to a versioned collection."""

    doc: Doc


@dataclass(frozen=True, slots=True)
class Swap:
    """Write a document by compare-and-set; on a Conflict the runner reads `wants` again and decides anew."""

    collection: Swapped
    id: str
    body: Mapping[str, object]
    keys: Keys
    expected: str | None


Output = Message | Put | Swap
Outcome = Sequence[Output] | Exception
"""What became of one message: its outputs, a Reject, or the exception that shows a bug."""
Wanted = tuple[Collection, str]
Found = Mapping[Wanted, Stored]
Process = Callable[[Sequence[Message], Found], Sequence[Outcome]]
"""From a batch to one outcome a message, in order. It never raises for one message's sake."""


def nothing_wanted(message: Message) -> Sequence[Wanted]:
    """Most stages decide on the message alone."""
    return ()


def each(one: Callable[[Message, Found], Sequence[Output]]) -> Process:
    """Make a batch function of a function of one message: what it raises is that message's outcome."""

    def process(batch: Sequence[Message], found: Found) -> Sequence[Outcome]:
        outcomes: list[Outcome] = []
        for message in batch:
            try:
                outcomes.append(one(message, found))
            except Exception as error:  # noqa: BLE001 - a bug is that message's outcome, tried alone later
                outcomes.append(error)
        return outcomes

    return process


@dataclass(frozen=True, slots=True)
class Stage(Generic[Needs]):
    """A row of the pipeline. `start` receives what the stage needs and returns its function."""

    name: str
    reads: tuple[type[Message], ...]
    writes: tuple[type[Message], ...]
    start: Callable[[Needs], Process]
    wants: Callable[[Message], Sequence[Wanted]] = nothing_wanted
    """Documents of the store that the decision needs: read anew before each batch."""
    batch: int = 100
    """Records a step at most."""
    transactional: bool = False
    """Its outputs and offsets become visible together: needed where outputs depend on all before."""

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics that it reads, each once."""
        return tuple(dict.fromkeys(message.topic for message in self.reads))
