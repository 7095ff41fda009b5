"""What watches over the watching: the operators' channel and the heartbeat, off the way of the alerts."""

from __future__ import annotations

import urllib.request
from datetime import UTC, datetime, timedelta
from http.client import HTTPException
from threading import Event

import structlog

from crawlers.sources import read_sources
from crawlers.states import next_look
from newswatch.cli.opening import Opened, opened, source_dirs
from newswatch.cli.peace_pass import GROUP, crawled_at
from newswatch.errors import Transient
from newswatch.ports import Clock, Log, Store, ms
from newswatch.settings import Settings
from processors.alerting.alerts import Alert
from processors.alerting.digest import Watched
from processors.alerting.kept import change_kept
from processors.alerting.silences import watching
from processors.alerting.watch_state import NOTICE, complete, look_after, sampled, seen
from processors.alerting.watch_still import standing
from processors.deliver import deliver_due
from processors.pipeline import STAGES

log = structlog.get_logger("newswatch.watch")
BEAT = "pass:heartbeat"
TIMEOUT = 5.0
"""Seconds that the heartbeat's address may take."""
EVERY = 5.0
"""Seconds between two looks at whether a pass is complete, in `run`."""
RETRIES = timedelta(minutes=10)
"""Longer than `deliver` waits between two tries."""
AGAIN = 60.0
"""Seconds between two tries of a heartbeat that failed."""
DAY = timedelta(days=1)
LOOK = timedelta(minutes=1)
"""Between two looks for troubles, in `run`."""


def watched_sources(settings: Settings, store: Store) -> list[Watched]:
    """The enabled sources with what the store remembers of each; a file that is wrong is left out."""
    known = read_sources(source_dirs(settings)).sources
    enabled = {id_: source for id_, source in known.items() if source.enabled}
    states = store.get_many("sources", list(enabled))
    watched = []
    for id_, source in enabled.items():
        state = states[id_].body if id_ in states else {}
        at = next_look(state, source)
        due = datetime.fromtimestamp(at / 1000, UTC) if at else None
        watched.append(Watched(id_, source.entries_a_day.min, state, due))
    return watched


def lags_of(messages: Log) -> dict[str, int]:
    """Records that wait behind each stage."""
    lags = {}
    for stage in STAGES:
        done = messages.committed(stage.name, stage.topics)
        ends = messages.end_offsets(stage.topics)
        lags[stage.name] = sum(max(0, end - done.get(part, 0)) for part, end in ends.items())
    return lags


def read_by(messages: Log) -> dict[str, int]:
    """How far each stage is, in records."""
    return {stage.name: sum(messages.committed(stage.name, stage.topics).values()) for stage in STAGES}


def look_once(settings: Settings, ports: Opened) -> int:
    """Look for troubles, and plan what the operators are told; the number of notices."""
    if not settings.operators_channel:
        return 0
    store, now = ports.store, settings.now()
    sources = watched_sources(settings, store)
    tries = [str(s.state["last_try"]) for s in sources if s.state.get("last_try")]
    parked = [Alert.model_validate(doc.body) for doc in store.find("alerts", state="parked", limit=1000)]
    lags = lags_of(ports.log)
    look = seen(
        sources,
        parked,
        sampled(store, lags, now),
        max(map(datetime.fromisoformat, tries), default=None),
        now,
        _within(settings),
        standing(store, read_by(ports.log), lags, now),
    )
    return look_after(store, look, settings.operators_channel, now)


def _within(settings: Settings) -> timedelta:
    """How long ago the last crawl may be: three rounds, and a quarter of an hour at least."""
    return max(timedelta(minutes=15), 3 * timedelta(seconds=settings.crawl_every))


def beat_once(settings: Settings, ports: Opened) -> bool | None:
    """Ask the heartbeat's address when a pass is complete that it was not asked for yet. None: there is none.

    False when it failed: then it is asked again at the next look.
    """
    url = settings.heartbeat_url.get_secret_value()
    if not url:
        return None
    store, now = ports.store, settings.now()
    crawled, beaten = crawled_at(store), _beaten_at(store)
    untold = _untold(store, now) + _unheard(settings, store, now)
    if not complete(crawled, beaten, lags_of(ports.log), untold, now, _within(settings)):
        return None
    if not ping(url):
        return False
    assert crawled is not None
    for_ = crawled.isoformat()
    change_kept(store, BEAT, GROUP, lambda _: {"state": "pass", "at": for_})
    return True


def _untold(store: Store, now: datetime) -> int:
    """Alerts that should have been told by now: due, under way, or to be tried again."""
    soon = store.find("alerts", due_before=ms(now + RETRIES), limit=200)
    alerts = [Alert.model_validate(doc.body) for doc in soon]
    return sum(a.tries > 0 or a.state == "intent" or (a.not_before or now) <= now for a in alerts)


def _unheard(settings: Settings, store: Store, now: datetime) -> int:
    """What Slack refused for good and nobody was told of: words to the operators themselves, or where they have no
    channel the alerts of a day. Else a token that was taken away would leave all silent, this beat excepted.
    """
    parked = [Alert.model_validate(doc.body) for doc in store.find("alerts", state="parked", limit=1000)]
    if place := settings.operators_channel:
        return sum(alert.id.startswith(NOTICE) and alert.channel == place for alert in parked)
    return sum(now - alert.history[-1].at <= DAY for alert in parked if alert.history)


def _beaten_at(store: Store) -> datetime | None:
    stored = store.get("alerts", BEAT)
    return datetime.fromisoformat(str(stored.body["at"])) if stored is not None else None


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """The address was checked for its scheme; where it would lead to was not."""

    def redirect_request(self, *args: object, **kwargs: object) -> None:
        """Follow none: the answer counts as a failure."""


def ping(url: str, timeout: float = TIMEOUT) -> bool:
    """GET the address; whether the answer was a success. Never raises, and never tells the address."""
    if not url.startswith(("http://", "https://")):
        return False
    opener = urllib.request.build_opener(_NoRedirects)
    try:
        asked = urllib.request.Request(url, headers={"User-Agent": "newswatch"})  # noqa: S310 - checked above
        with opener.open(asked, timeout=timeout) as answer:
            answer.read(1024)
    except (OSError, ValueError, HTTPException):
        return False
    return True


def serve_watch(settings: Settings, stop: Event) -> None:
    """Look for troubles and complete passes until told to stop. A failing heartbeat is told once."""
    failing = False
    looked: datetime | None = None
    with opened(settings) as ports:
        while not stop.wait(AGAIN if failing else EVERY):
            now = settings.now()
            try:
                if looked is None or not looked <= now < looked + LOOK:
                    looked = now
                    look_once(settings, ports)
                failing = told_beat(beat_once(settings, ports), failing)
            except Transient as error:
                log.warning("watch: try again", error=str(error))


def told_beat(beaten: bool | None, failing: bool) -> bool:
    """Log a heartbeat's failure once, and its recovery; whether it is failing."""
    if beaten is None:
        return failing
    if not beaten and not failing:
        log.warning("the heartbeat's address did not answer; it is asked again")
    if beaten and failing:
        log.info("the heartbeat's address answers again")
    return not beaten


def watch_once(settings: Settings, ports: Opened) -> None:
    """One look, after a drain."""
    look_once(settings, ports)
    told_beat(beat_once(settings, ports), False)


def deliver_once(settings: Settings, ports: Opened) -> None:
    """Serve what is due once, the silences kept."""
    from newswatch.cli.assemble import limits

    notifier = ports.notifier()
    clock: Clock = settings.now
    try:
        pace: dict[str, datetime] = {}
        deliver_due(
            ports.store, notifier, clock, limits=limits(settings), pace=pace, silences=watching(ports.store)
        )
    finally:
        notifier.close()
