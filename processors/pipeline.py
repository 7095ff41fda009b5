"""The pipeline as one table. A row is a stage: its name, what it reads and writes, and its function.

To add a stage, write a function in a module of its own and add its row; to see what a stage needs,
look at Needs. `deliver` is no row: it serves the store's due alerts and never touches the log.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newswatch.messages import Article, DeadLetter, Flagged, Page, Ruling, Story
from newswatch.stage import Process, Stage, each
from processors.extract_stage import ReadArticles, start_extract
from processors.index import index
from processors.notify import Policy, start_notify, wanted_documents

if TYPE_CHECKING:
    from processors.flag import Rules


@dataclass(frozen=True, slots=True)
class Needs:
    """What the stages receive from outside: no stage reaches for anything else."""

    reader: Callable[[], ReadArticles]
    """What reads articles out of pages, in processes that can be killed; they begin to load when it is asked for."""
    rules: Callable[[], Callable[[], Rules]]
    """Reads the rules, and gives those in force: before each batch, since a user's files are read again when they
    change."""
    stories: Callable[[], Iterable[Story | bytes]]
    """The stories told so far, from the log, or their records: the window of `cluster` at its start."""
    policy: Policy
    """What may be told to whom, and how late."""


# What detects and what compares takes a sixth of a second to load: only where it is at work.


def _flag(needs: Needs) -> Process:
    from processors.flag import start_flag

    return start_flag(needs.rules())


def _cluster(needs: Needs) -> Process:
    from processors.cluster import start_cluster

    return start_cluster(needs.stories())


STAGES: tuple[Stage[Needs], ...] = (
    Stage(
        "extract",
        reads=(Page,),
        writes=(Article,),
        start=lambda n: start_extract(n.reader()),
        batch=32,
    ),
    Stage("flag", reads=(Article,), writes=(Flagged,), start=_flag),
    Stage(
        "cluster",
        reads=(Flagged, Ruling),
        writes=(Story,),
        start=_cluster,
        transactional=True,
    ),
    Stage(
        "index",
        reads=(Flagged, Ruling, Story, DeadLetter),
        writes=(),
        start=lambda _: each(index),
        batch=200,
    ),
    Stage(
        "notify", reads=(Story,), writes=(), start=lambda n: start_notify(n.policy), wants=wanted_documents
    ),
)

DELIVER = "deliver"
NAMES: tuple[str, ...] = (*(stage.name for stage in STAGES), DELIVER)


def stages(names: Sequence[str]) -> tuple[Stage[Needs], ...]:
    """The rows of these names in the table's order; all of them for none. Raises KeyError."""
    for name in names:
        if name not in NAMES:
            raise KeyError(name)
    return tuple(stage for stage in STAGES if not names or stage.name in names)
