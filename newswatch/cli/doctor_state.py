"""The doctor's look at what the pipeline does: what waits, which sources fare ill, when a pass was complete."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from newswatch.cli.doctor_checks import Check, ok, some, warning
from newswatch.cli.peace_pass import crawled_at
from newswatch.cli.peace_watch import BEAT, lags_of, watched_sources
from newswatch.cli.sources_config import sources_in_force
from newswatch.ports import Log, Store
from newswatch.settings import Settings
from processors.alerting.watch_state import LAG

OVERDUE = 3
"""Of its own intervals, after which a source that was not looked at is overdue."""


def waiting_checks(log: Log) -> Iterator[Check]:
    """Records that wait behind each stage."""
    lags = lags_of(log)
    behind = {stage: lag for stage, lag in lags.items() if lag >= LAG}
    if behind:
        words = ", ".join(f"{stage} {lag:,}" for stage, lag in behind.items())
        remedy = "Does something serve them (`newswatch run`, the DAG *process*)? `--canary` tells which."
        yield from warning("what waits", f"records behind {words}", remedy)
    else:
        yield from ok("what waits", ", ".join(f"{stage} {lag}" for stage, lag in lags.items()))


def parked_checks(store: Store) -> Iterator[Check]:
    """Alerts that wait for a person."""
    parked = store.find("alerts", state="parked", limit=1000)
    if parked:
        reasons = sorted({str(doc.body.get("reason") or "?").partition(":")[0] for doc in parked})
        remedy = "`newswatch alerts list --state parked`; mend it, then `newswatch alerts retry ID…`."
        yield from warning("alerts", f"{len(parked)} parked: {some(reasons)}", remedy)
    else:
        yield from ok("alerts", "none is parked")


def faring_checks(settings: Settings, store: Store) -> Iterator[Check]:
    """Sources that were not looked at in time, and those that are broken."""
    now = settings.now()
    every = {id_: source.every for id_, source in sources_in_force(settings, store, tell=False).items()}
    watched = watched_sources(settings, store)
    crawled = [one for one in watched if one.state.get("last_try")]
    if not crawled:
        yield from ok(
            "crawl", f"none of {len(watched)} sources was crawled yet: `newswatch crawl`, or `newswatch run`"
        )
        return
    late = [
        one.id
        for one in crawled
        if now - datetime.fromisoformat(str(one.state["last_try"]))
        > max(timedelta(minutes=15), OVERDUE * timedelta(seconds=every.get(one.id, 900.0)))
    ]
    ill = [one.id for one in crawled if (one.state.get("health") or {}).get("word") in ("broken", "changed")]
    unread = [one for one in crawled if not one.state.get("last_success") and one.id not in ill]
    last = max(datetime.fromisoformat(str(one.state["last_try"])) for one in crawled)
    if late:
        remedy = "Does a crawl run (`newswatch run`, the DAG *crawl*)? `newswatch crawl --due` makes one."
        yield from warning(
            "crawl", f"overdue: {some(late)}; the last look was at {last:%Y-%m-%d %H:%M} UTC", remedy
        )
    if ill:
        remedy = f"`newswatch sources list` says why; `newswatch sources check {ill[0]}` tries again."
        yield from warning("crawl", f"broken or changed: {some(ill)}", remedy)
    if unread:
        remedy = f"`newswatch sources check {unread[0].id}` tries one now."
        if len(unread) == len(crawled) > 1:
            remedy = f"None can be reached: is there a way out (a proxy, a firewall)? {remedy}"
        why = str(unread[0].state.get("last_error") or "no word why")
        yield from warning(
            "crawl", f"never read: {some([one.id for one in unread])}; the first: {why}", remedy
        )
    if not late and not ill and not unread:
        yield from ok(
            "crawl",
            f"{len(crawled)} of {len(watched)} sources fare well; last look {last:%Y-%m-%d %H:%M} UTC",
        )


def heartbeat_checks(settings: Settings, store: Store) -> Iterator[Check]:
    """When a pass was last complete, and told to the outside."""
    if not settings.heartbeat_url.get_secret_value():
        yield from ok("heartbeat", "NEWSWATCH_HEARTBEAT_URL is not set: nothing outside would miss newswatch")
        return
    crawled, beaten = crawled_at(store), store.get("alerts", BEAT)
    if crawled is None or beaten is None:
        remedy = "It comes after the first crawl that left nothing waiting; later, look at the lines above."
        yield from warning("heartbeat", "none was sent yet", remedy)
        return
    at = datetime.fromisoformat(str(beaten.body["at"]))
    found = f"the last complete pass that was told is of {at:%Y-%m-%d %H:%M} UTC"
    if settings.now() - at > timedelta(hours=1):
        remedy = "A crawl does not end, something waits, or the address does not answer: see above."
        yield from warning("heartbeat", found, remedy)
    else:
        yield from ok("heartbeat", found)
