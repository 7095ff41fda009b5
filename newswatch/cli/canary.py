"""`doctor --canary`: sends a made-up story through the real stages; how long each took, or which did not take it up.

It writes one Page, waits for what each stage makes of it, and ends at the decision of `notify`. It takes its
alert documents away when it has reported; a call that was killed or gave up leaves them to `upkeep`.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Event, Thread
from time import monotonic

from newswatch.cli.doctor_checks import SECONDS, Check, failure, looked, ok, reached, said, warning
from newswatch.cli.opening import Opened
from newswatch.cli.readable import messages_in
from newswatch.cli.serving import draining
from newswatch.connect import embedded_file, open_log, open_store
from newswatch.errors import NewswatchError
from newswatch.messages import Article, DeadLetter, Flagged, Page, Story
from newswatch.ports import Log, Record
from newswatch.settings import Settings
from processors.alerting.alerts import UNSURE, Alert, alert_id
from processors.alerting.routes import SLOTS
from processors.canary import CANARY, canary_page
from processors.matching.strength import SURE, strength
from processors.pipeline import STAGES

BEFORE = timedelta(minutes=2)
"""How far the clocks of two machines may be apart for the canary to be found."""
POLL = 0.2
"""Seconds between two looks."""
RIGHTS = "Ask as a user that may do what all stages do: `operator` (docs/operating.md)."
SERVE = (
    "Nothing serves it: start `newswatch run {stage}`, or the DAG that drains it; `--drain` works it here."
)


@dataclass
class Flight:
    """One canary on its way: when each stage was through with it, and what each wrote."""

    ports: Opened
    page: Page
    wait: float
    at: dict[str, datetime] = field(default_factory=dict)
    flagged: Record | None = None
    faults: list[Exception] = field(default_factory=list)
    """What the drain of this process raised."""


def canary_checks(settings: Settings, *, wait: float, drain: bool) -> Iterator[Check]:
    """A line for each stage, in order, until one does not take the canary up within `wait` seconds."""
    log, no_log = reached("canary", lambda: open_log(settings), "`newswatch doctor` tells more.")
    store, no_store = reached("canary", lambda: open_store(settings), "`newswatch doctor` tells more.")
    if log is None or store is None:
        yield from (*no_log, *no_store)
        return
    flight = Flight(
        Opened(settings, store, lambda: log), canary_page(uuid.uuid4().hex[:10], settings.now()), wait
    )
    with closing(log), closing(store):
        alone = embedded_file(settings.log_url) is not None and not _served(log)
        yield from looked("canary", lambda: _sent(flight, drain, alone), RIGHTS)
        if "page" not in flight.at:
            return
        with _drained(flight, settings) if drain or alone else _waited():
            yield from _followed(flight)
        yield from looked("canary", lambda: _taken_away(flight), "`newswatch upkeep` takes it away in time.")


def _served(log: Log) -> bool:
    """Whether some process serves a stage of this embedded log: its consumer then lets nobody else in."""
    for stage in STAGES:
        with closing(log.consumer(stage.name, stage.topics)) as consumer:
            consumer.read(0, 0.0)
            if not consumer.positions():
                return True
    return False


def _sent(flight: Flight, drain: bool, alone: bool) -> Iterator[Check]:
    flight.ports.log.append([flight.page])
    flight.at["page"] = flight.ports.settings.now()
    who = (
        "worked here, as --drain asks"
        if drain
        else "worked here, as nobody serves"
        if alone
        else "served by others"
    )
    yield from ok("canary", f"{flight.page.url} is in the topic pages; the stages are {who}")


@contextmanager
def _waited() -> Iterator[None]:
    yield


@contextmanager
def _drained(flight: Flight, settings: Settings) -> Iterator[None]:
    """Drain all stages but `deliver` beside the looks, again and again."""
    stop = Event()

    def work() -> None:
        try:
            with draining(settings, [stage.name for stage in STAGES], stop, settings.now) as drain_once:
                while not stop.is_set():
                    drain_once()
                    stop.wait(POLL)
        except Exception as error:  # noqa: BLE001 - told by the stage that it kept from working
            flight.faults.append(error)

    thread = Thread(target=work, name="canary: drain", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(SECONDS)


def _followed(flight: Flight) -> Iterator[Check]:
    steps: tuple[tuple[str, str, Callable[[], datetime | None]], ...] = (
        ("extract", "page", lambda: _written(flight, Article.topic)),
        ("flag", "extract", lambda: _written(flight, Flagged.topic)),
        ("index", "flag", lambda: _indexed(flight)),
        ("cluster", "flag", lambda: _written(flight, Story.topic)),
        ("notify", "cluster", lambda: _decided(flight)),
    )
    for stage, after, look in steps:
        what = f"canary: {stage}"
        if stage == "cluster" and not _labels(flight):
            remedy = "Your own rules flag no plain investment: look at them, then `newswatch rules check`."
            yield from failure(
                "canary: flag", "it was flagged with no label, so no story comes of it", remedy
            )
            return
        try:
            found, why = _awaited(flight, look)
        except NewswatchError as error:
            yield from failure(what, said(error), RIGHTS)
            return
        if found is None:
            yield from failure(
                what,
                why,
                SERVE.format(stage=stage) if "within" in why else "The words say what; its log has more.",
            )
            return
        flight.at[stage] = found
        seconds = max(0.0, (found - flight.at[after]).total_seconds())
        if stage == "notify":
            yield from _told(flight, seconds)
        else:
            yield from ok(what, f"{seconds:.2f} s")


def _awaited(flight: Flight, look: Callable[[], datetime | None]) -> tuple[datetime | None, str]:
    """When the look found it, or why it does not. Raises what the look raises but for passing faults."""
    until, pause = monotonic() + flight.wait, Event()
    while True:
        if (found := look()) is not None:
            return found, ""
        if (dead := _dead(flight)) is not None:
            return None, f"{dead.stage} rejected it: {dead.reason}: {dead.text[:300]}"
        if flight.faults:
            return None, f"the drain ended: {said(flight.faults[0])}"
        if monotonic() > until:
            return None, f"did not take it up within {flight.wait:g} s"
        pause.wait(POLL)


def _record(flight: Flight, topic: str) -> Record | None:
    since = flight.page.fetched_at - BEFORE
    found = (r for r in flight.ports.log.scan(topic, since) if r.key == flight.page.id)
    return next(found, None)


def _written(flight: Flight, topic: str) -> datetime | None:
    """When a stage wrote the canary into its topic."""
    record = _record(flight, topic)
    if topic == Flagged.topic:
        flight.flagged = record
    return (
        None
        if record is None
        else datetime.fromtimestamp(record.timestamp / 1000, flight.page.fetched_at.tzinfo)
    )


def _labels(flight: Flight) -> bool:
    return flight.flagged is not None and bool(Flagged.decode(flight.flagged.value).labels)


def _indexed(flight: Flight) -> datetime | None:
    """When `index` was seen to be past it; it leaves no document."""
    assert flight.flagged is not None
    done = flight.ports.log.committed("index", [Flagged.topic])
    past = done.get(flight.flagged.partition, 0) > flight.flagged.offset
    return flight.ports.settings.now() if past else None


def _decided(flight: Flight) -> datetime | None:
    """When `notify` was seen to be past it: its own alert is written first, and those elsewhere a moment later."""
    if not flight.ports.store.get("alerts", alert_id(flight.page.id)):
        return None
    story = _record(flight, Story.topic)
    done = flight.ports.log.committed("notify", [Story.topic])
    past = story is not None and done.get(story.partition, 0) > story.offset
    return flight.ports.settings.now() if past else None


def _dead(flight: Flight) -> DeadLetter | None:
    since = flight.page.fetched_at - BEFORE
    letters = (letter for _, letter in messages_in(flight.ports.log, DeadLetter.topic, since))
    return next((a for a in letters if isinstance(a, DeadLetter) and a.record_key == flight.page.id), None)


def _ids(flight: Flight) -> list[str]:
    return [alert_id(flight.page.id, slot) for slot in SLOTS]


def _told(flight: Flight, seconds: float) -> Iterator[Check]:
    what = "canary: notify"
    found = flight.ports.store.get_many("alerts", _ids(flight))
    alerts = [Alert.model_validate(doc.body) for doc in found.values()]
    own = next(alert for alert in alerts if alert.id == flight.page.id)
    whole = (flight.at["notify"] - flight.page.fetched_at).total_seconds()
    places = ", ".join(sorted(alert.channel for alert in alerts if alert.reason == CANARY))
    if own.reason == CANARY:
        yield from ok(what, f"{seconds:.2f} s; news of this kind would be told now, in {places}")
        yield from ok("canary", f"{whole:.2f} s from the page to the decision; nobody was told")
    elif own.reason == "no-route":
        yield from warning(
            what,
            f"{seconds:.2f} s; no route leads anywhere for it",
            "If that is not meant, look at routes.yml.",
        )
    elif own.reason == UNSURE:
        yield from _held_back(flight, what, seconds, places)
    else:
        remedy = "Only your own rules and routes keep news back so: `newswatch rules check`, then routes.yml."
        if own.reason == "old-news":
            remedy = "News of now should be told: do clocks agree, and what does NEWSWATCH_MAX_AGE_HOURS say?"
        yield from failure(what, f"would tell nobody: {own.reason}", remedy)


def _held_back(flight: Flight, what: str, seconds: float, places: str) -> Iterator[Check]:
    """It is told, but late: its score is low by one's own rules, and one's own routes hold back what is unsure."""
    assert flight.flagged is not None
    flagged = Flagged.decode(flight.flagged.value)
    score = strength(flagged.labels, flagged.score)
    yield from warning(
        what,
        f"{seconds:.2f} s; score {score}: unsure, so {f'{places} alone' if places else 'nobody'} hears of it until it "
        "is sure",
        f"By your own rules a plain investment scores below {SURE}: `newswatch try FILE`, with the line "
        f"“{flagged.article.headline}” in FILE, names what takes from it. If it may be unsure and should be told, see "
        "`unsure` in routes.yml.",
    )


def _taken_away(flight: Flight) -> Iterator[Check]:
    if "notify" not in flight.at:
        yield from warning(
            "canary",
            "it is still under way, and will be told nobody",
            "Nothing need be done: `newswatch upkeep` takes away what it leaves among the alerts.",
        )
        return
    flight.ports.store.remove("alerts", _ids(flight))
    yield from ok(
        "canary", "taken away; its records stay in the log for as long as others, and no stage shows them"
    )
