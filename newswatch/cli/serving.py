"""Stages at work in one process: a thread each in `run`, one after the other in `drain`."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from threading import Event, Thread
from typing import Any

import structlog

from newswatch import metrics
from newswatch.adapters.extract_pool import ExtractPool
from newswatch.cli.assemble import extract_pool, limits, observer, running
from newswatch.cli.digest_day import serve_digest
from newswatch.cli.opening import opened
from newswatch.cli.peace_pass import is_watched
from newswatch.cli.peace_reactions import look_at_reactions, reads_reactions, serve_reactions
from newswatch.cli.peace_watch import serve_watch, watch_once
from newswatch.cli.revisits import ask_for_revisits
from newswatch.cli.serving_crawl import serve_crawl
from newswatch.cli.upkeep_day import serve_upkeep
from newswatch.clock import goes_on
from newswatch.connect import crash_point
from newswatch.errors import DiskFull, Lost, NewswatchError, Transient
from newswatch.messages import Story
from newswatch.patience import Stopped
from newswatch.ports import Clock, Notifier, Store
from newswatch.runner import Step, drain, serve
from newswatch.settings import Settings, shown
from processors.alerting.reactions import Seen
from processors.alerting.silences import watching
from processors.deliver import Delivered, deliver_due
from processors.pipeline import DELIVER, STAGES

log = structlog.get_logger("newswatch.run")
DRAIN_SECONDS = 50.0
"""How long a drain goes on posting at the channel's pace; what is left, the next one posts."""

Serve = Callable[[Settings, str, ExtractPool | None, Counter[str], Event], None]
"""A thread's work: settings, its name, the pool of readers, what was read so far, and when to stop."""

ASKED_SECONDS = 2.0
"""What Slack asks a channel to wait that posts too fast: its Retry-After is in whole seconds, and mostly one."""


def drain_all(settings: Settings, names: Sequence[str], stop: Event) -> dict[str, Any]:
    """Drain the named stages (all for none), deliver included; counts by stage of what was read."""
    with draining(settings, names, stop, settings.now) as drain_once:
        return drain_once()


@contextmanager
def draining(
    settings: Settings, names: Sequence[str], stop: Event, clock: Clock, notifier: Notifier | None = None
) -> Iterator[Callable[[], dict[str, Any]]]:
    """The named stages, ready to be drained as often as the caller likes."""
    with ExitStack() as stack:
        pool = extract_pool(settings, names)
        if pool:
            stack.callback(pool.close)
        ports, at_work = stack.enter_context(running(settings, names, stop, pool, clock=clock, ready=False))
        delivers = not names or DELIVER in names
        if delivers and notifier is None:
            notifier = ports.notifier()
            stack.callback(notifier.close)

        pace: dict[str, datetime] = {}
        silences = watching(ports.store)
        said = Seen()

        def drain_once() -> dict[str, Any]:
            read: Counter[str] = Counter()
            rejected: Counter[str] = Counter()
            told: dict[str, None] = {}
            faults: list[str] = []

            def count(step: Step) -> None:
                read[step.stage] += step.read
                rejected[step.stage] += step.rejected

            def deliver() -> int:
                if not delivers or not notifier:
                    return 0
                delivered = _deliver(settings, ports.store, notifier, clock, pace, silences)
                while not delivered.done and (wait := soon_due(settings, delivered, clock())) is not None:
                    if time.monotonic() - began > DRAIN_SECONDS or stop.wait(wait):
                        break
                    delivered = _deliver(settings, ports.store, notifier, clock, pace, silences)
                read[DELIVER] += delivered.done
                faults[:] = [delivered.fault] if delivered.fault else [] if delivered.done else faults
                told.update(dict.fromkeys(delivered.stories))
                return delivered.done

            began = time.monotonic()
            try:
                drain(at_work, observer(count), between=deliver)
            except Stopped as error:
                log.info(str(error))
            if notifier and delivers and reads_reactions(settings):
                look_at_reactions(ports.store, notifier, clock(), said)
            if delivers:
                ask_for_revisits(ports.store, clock())
            if delivers and is_watched(settings):
                watch_once(settings, ports)
                deliver()
            return {
                "read": {name: n for name, n in read.items() if n},
                "rejected": {name: n for name, n in rejected.items() if n},
                **({"stories": list(told)} if delivers else {}),
                **({"fault": faults[-1]} if faults else {}),
                "seconds": round(time.monotonic() - began, 3),
            }

        yield drain_once


def serve_all(
    settings: Settings, names: Sequence[str], stop: Event, *, seconds: float | None, crawl: bool
) -> dict[str, Any]:
    """Serve the named stages in a thread each until told to stop or the time is over."""
    metrics.serve_metrics(settings.metrics_port)
    if crawl and not settings.contact:
        log.warning("NEWSWATCH_CONTACT is not set: sites can't tell whom to write to")
    read: Counter[str] = Counter()
    faults: list[BaseException] = []
    with ExitStack() as stack:
        pool = extract_pool(settings, names)
        if pool:
            stack.callback(pool.close)
            pool.warm(settings.extract_processes)  # else the first story waits for libraries to load
        jobs: list[tuple[str, Serve]] = [(name, _serve_stage) for name in _rows(names)]
        if not names or DELIVER in names:
            jobs.append((DELIVER, _serve_deliver))
            if settings.digest_at:
                jobs.append(("digest", _aside(serve_digest)))
            if is_watched(settings):
                jobs.append(("watch", _aside(serve_watch)))
            if reads_reactions(settings):
                jobs.append(("reactions", _aside(serve_reactions)))
        if not names and settings.upkeep_at:
            jobs.append(("upkeep", _aside(serve_upkeep)))
        if crawl:
            jobs.append(("crawl", serve_crawl))
        threads = [
            Thread(target=_guarded, args=(job, settings, name, pool, read, stop, faults), name=name)
            for name, job in jobs
        ]
        log.info("running", **_addresses(settings), jobs=" ".join(name for name, _ in jobs))
        for thread in threads:
            thread.start()
        stop.wait(seconds)
        stop.set()
        for thread in threads:
            thread.join()
    if faults:
        raise faults[0]
    return {"read": {name: n for name, n in read.items() if n}}


def _addresses(settings: Settings) -> dict[str, str]:
    """Where the log and the store are and where cards go: who sees nothing happen sees where it would."""
    told = shown(settings)
    return {name: told[f"NEWSWATCH_{name.upper()}_URL"] for name in ("log", "store", "notify")}


def _rows(names: Sequence[str]) -> list[str]:
    return [stage.name for stage in STAGES if not names or stage.name in names]


def _guarded(
    serve_: Serve,
    settings: Settings,
    name: str,
    pool: ExtractPool | None,
    read: Counter[str],
    stop: Event,
    faults: list[BaseException],
) -> None:
    """A thread's whole life: one that fails stops all, so that a service manager sees it and starts anew."""
    structlog.contextvars.bind_contextvars(stage=name)
    try:
        serve_(settings, name, pool, read, stop)
    except Stopped as error:
        log.info(str(error))
    except BaseException as error:  # it is raised again in the main thread
        faults.append(error)  # before it is told: where the log lies on a full disk, telling fails too
        stop.set()
        log.exception("stage failed", exc_info=not isinstance(error, NewswatchError), error=str(error))


def _serve_stage(
    settings: Settings, name: str, pool: ExtractPool | None, read: Counter[str], stop: Event
) -> None:
    def count(step: Step) -> None:
        read[step.stage] += step.read

    while not stop.is_set():
        try:
            with running(settings, [name], stop, pool) as (_, at_work):
                serve(at_work[0], observer(count))
        except Lost as error:  # another member has the partition: start anew from what is committed
            log.warning("start anew", stage=name, error=str(error))
            stop.wait(1.0)


def _serve_deliver(settings: Settings, name: str, pool: object, read: Counter[str], stop: Event) -> None:
    del pool
    with opened(settings) as ports, ExitStack() as stack:
        notifier = ports.notifier()
        stack.callback(notifier.close)
        pause = 0.2
        pace: dict[str, datetime] = {}
        silences = watching(ports.store)
        done, failing = 1, False  # at the start the last process may have left some unasked for
        while not stop.is_set():
            try:
                if done:
                    ask_for_revisits(ports.store, settings.now())
                delivered = _deliver(settings, ports.store, notifier, settings.now, pace, silences)
                done, failing = delivered.done, told_fault(delivered, failing)
                read[name] += done
                pause = min(0.2, soon_due(settings, delivered, settings.now()) or 0.2)
            except DiskFull:
                raise
            except Transient as error:
                log.warning("deliver: try again", error=str(error))
                pause = min(30.0, error.retry_after or pause * 2)
            stop.wait(pause)


def _aside(serve_: Callable[[Settings, Event], None]) -> Serve:
    """What is served beside the stages, and needs nothing of theirs."""
    return lambda settings, _name, _pool, _read, stop: serve_(settings, stop)


def _deliver(
    settings: Settings,
    store: Store,
    notifier: Notifier,
    clock: Clock,
    pace: dict[str, datetime],
    silences: Callable[[Story, datetime], str | None],
) -> Delivered:
    delivered = deliver_due(
        store,
        notifier,
        clock,
        limits=limits(settings),
        mark=crash_point(settings),
        pace=pace,
        silences=silences,
    )
    for action in ("posted", "updated", "replied", "adopted", "parked"):
        metrics.DELIVERED.labels(action).inc(getattr(delivered, action))
    return delivered


def told_fault(delivered: Delivered, failing: bool) -> bool:
    """Log once that cards find nobody who takes them, and once that they go again; whether they still fail."""
    if delivered.fault and not failing:
        log.warning("cards wait, and are sent again", error=delivered.fault)
    if failing and delivered.done and not delivered.fault:
        log.info("cards are taken again")
    return bool(delivered.fault) or (failing and not delivered.done)


def soon_due(settings: Settings, delivered: Delivered, now: datetime) -> float | None:
    """Seconds until a card that waits for its channel's pace alone may go; None where none does.

    The pace is ours, or what Slack asks for where ours is quicker: a second or two. Without it a drain would post
    one card a channel and leave the rest to the next drain, a minute later. A clock that stands (tests, the demo)
    is never waited for.
    """
    if delivered.next_due is None or not goes_on(settings.clock):
        return None
    wait = (delivered.next_due - now).total_seconds()
    return max(wait, 0.01) if wait <= max(2 * settings.post_interval, ASKED_SECONDS) else None
