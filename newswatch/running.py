"""A stage at work, and when it gives up on its input: what a step and all its parts are handed."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event
from typing import Generic

from newswatch.ports import Clock, Consumer, Log, Store
from newswatch.stage import Needs, Process, Stage


@dataclass(frozen=True, slots=True)
class DlqLimit:
    """When a stage stops instead of dead-lettering on: over `share` of the last `window` records,
    once at least `least` of them were rejected."""

    share: float = 0.5
    least: int = 50
    window: int = 500


@dataclass(slots=True)
class Running(Generic[Needs]):
    """A stage at work: its row, its function, its place in the log, and what it is observed by."""

    stage: Stage[Needs]
    needs: Needs
    consumer: Consumer
    log: Log
    store: Store
    clock: Clock
    stop: Event
    mark: Callable[[str], None]
    dlq: DlqLimit = field(default_factory=DlqLimit)
    recent: deque[bool] = field(default_factory=deque)
    retried: int = 0
    made: Process | None = None

    def make_ready(self) -> None:
        """Make the stage's function, unless it is made: what it needs is read. Raises ConfigError for wrong files."""
        if self.made is None:
            self.made = self.stage.start(self.needs)

    @property
    def process(self) -> Process:
        """The stage's function, once it is ready."""
        assert self.made is not None, f"{self.stage.name} was not made ready"
        return self.made

    def close(self) -> None:
        """Leave the group."""
        self.consumer.close()
