"""From settings to stages that run: opens what the addresses name and hands each stage what it needs."""

from __future__ import annotations

import gc
import os
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from newswatch import metrics
from newswatch.adapters.extract_pool import ExtractPool
from newswatch.cli.last_good import place_of
from newswatch.cli.opening import Opened, opened, route_files, rule_dirs
from newswatch.cli.rereading import current
from newswatch.connect import channel, crash_point
from newswatch.messages import Story
from newswatch.ports import Clock, Log
from newswatch.runner import Step, start
from newswatch.running import DlqLimit, Running
from newswatch.settings import Settings
from processors.alerting.delivery import Limits
from processors.alerting.quiet_hours import quiet_hours
from processors.alerting.routes import load_routes
from processors.extract_stage import READER, ReadArticles
from processors.notify import Policy
from processors.pipeline import Needs, stages

if TYPE_CHECKING:
    from processors.flag import Rules


YOUNG = 10_000
"""Objects more than before, after which a process that serves looks for garbage."""


def collect_seldom() -> None:
    """Look for garbage less often than after every 700 objects: a stage makes next to none that needs a look.

    Each look walks through every table that grew since the last one, and in `cluster` that is the whole index.
    """
    gc.set_threshold(YOUNG, *gc.get_threshold()[1:])


def rules(settings: Settings) -> Rules:
    """The rules in force. Raises ConfigError with file, line and key."""
    from processors.flag import load_rules

    return load_rules(rule_dirs(settings))


def tried_rules(settings: Settings) -> Rules:
    """The same, and each pattern was tried. Raises ConfigError for one of the shipped ones, too."""
    from processors.flag import load_rules

    return load_rules(rule_dirs(settings), trusted=())


def settled_rules(folders: Sequence[Path]) -> Rules:
    """The rules, compiled and kept out of the collector's sight: for a process that goes on with them.

    To look for garbage among their hundreds of thousands of objects stops a process for 50 ms now and then.
    """
    from processors.flag import load_rules

    found = load_rules(folders)
    _ = found.automaton  # compiled now, not with the first article
    gc.unfreeze()  # those before, read again
    gc.collect()
    gc.freeze()
    return found


def _rules_in_force(settings: Settings) -> Callable[[], Rules]:
    return current(
        "rules",
        lambda: rule_dirs(settings),
        settled_rules,
        kept=place_of(settings, "rules"),
        details=lambda rules: {"version": rules.version},
    )


def policy(settings: Settings, *, serves: bool = False) -> Policy:
    """What may be told, where to, and how late.

    Raises ConfigError for wrong routes; not for a stage that `serves` and has a copy of the last good ones.
    """
    kept = place_of(settings, "routes") if serves else None
    return Policy(
        channel=channel(settings),
        max_age=timedelta(hours=settings.max_age_hours),
        edit_interval=timedelta(seconds=settings.edit_interval),
        routes=current("routes", lambda: route_files(settings), load_routes, kept=kept),
        hold=quiet_hours(settings.quiet_hours, ZoneInfo(settings.timezone)),
    )


def limits(settings: Settings) -> Limits:
    """How fast and as whom this process delivers."""
    console = settings.notify_url.startswith("console:")
    return Limits(
        owner=f"{socket.gethostname()}:{os.getpid()}",
        post_interval=timedelta(seconds=0 if console else settings.post_interval),
        edit_interval=timedelta(seconds=settings.edit_interval),
        max_age=timedelta(hours=settings.max_age_hours),
        hold=quiet_hours(settings.quiet_hours, ZoneInfo(settings.timezone)),
        catch_up=settings.catch_up,
        story_url=settings.story_url,
        zone=ZoneInfo(settings.timezone),
    )


def told_stories(log: Log) -> Iterator[bytes]:
    """The record of every version of every story in the log, in order."""
    for record in log.scan(Story.topic):
        yield record.value


@contextmanager
def running(
    settings: Settings,
    names: Sequence[str],
    stop: Event,
    pool: ExtractPool | None,
    *,
    clock: Clock | None = None,
    dlq: DlqLimit | None = None,
    ready: bool = True,
) -> Iterator[tuple[Opened, list[Running[Needs]]]]:
    """The named stages, joined to their groups, on a log and a store of their own. `ready`: see runner.start."""
    collect_seldom()
    with ExitStack() as stack:
        ports = stack.enter_context(opened(settings))
        needs = Needs(
            reader=partial(_reader, pool),
            rules=lambda: _rules_in_force(settings),
            stories=lambda: told_stories(ports.log),
            policy=policy(settings, serves=True),
        )
        at_work = []
        for stage in stages(names):
            at_work.append(
                start(
                    stage,
                    needs,
                    log=ports.log,
                    store=ports.store,
                    clock=clock or settings.now,
                    stop=stop,
                    mark=crash_point(settings),
                    dlq=dlq,
                    ready=ready,
                )
            )
            stack.callback(at_work[-1].close)
        yield ports, at_work


def extract_pool(settings: Settings, names: Sequence[str]) -> ExtractPool | None:
    """The processes that read articles, where `extract` is among the stages (or all of them are)."""
    if names and "extract" not in names:
        return None
    return ExtractPool(READER, processes=settings.extract_processes, seconds=settings.extract_seconds)


def _reader(pool: ExtractPool | None) -> ReadArticles:
    assert pool is not None, "a stage that was started without the pool asks for it"
    pool.warm(1)  # it loads while the other stages do; a second one pays only where many pages wait
    return pool.read_articles


def observer(tell: Callable[[Step], None] = lambda _: None) -> Callable[[Step], None]:
    """What is told of each step: the metrics, and whoever else asks."""

    def observe(step: Step) -> None:
        metrics.step_done(
            step.stage, step.read, step.written, step.rejected, step.retried, step.lag, step.seconds
        )
        tell(step)

    return observe
