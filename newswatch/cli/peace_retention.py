"""What is kept how long, and the forgetting of the rest. Run at any time, beside everything else.

A topic is only trimmed of what each of its readers has read. Alerts that wait, are under way or parked are
never forgotten, nor are silences that hold, feedback, and what is known of troubles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from newswatch.adapters.console import forget
from newswatch.connect import console_cards
from newswatch.ports import Log, Query, Store, Swapped, Versioned, every
from newswatch.settings import Settings
from processors.alerting.alerts import Alert
from processors.alerting.silences import silences_of
from processors.pipeline import STAGES

DONE_URLS = ("done", "failed", "seen")
DONE_ALERTS = ("sent", "silent")
BATCH = 500


@dataclass(frozen=True, slots=True)
class Kept:
    """One line of the table: how long it is kept, and how much of it was older."""

    what: str
    days: int
    count: int
    note: str = ""

    def as_json(self) -> dict[str, Any]:
        """As JSON values."""
        return asdict(self)


def keep_up(settings: Settings, log: Log, store: Store, now: datetime, *, dry_run: bool) -> list[Kept]:
    """Forget what is too old; with `dry_run` only count it."""
    topics = {
        "pages": settings.keep_log_pages_days,
        "articles": settings.keep_log_articles_days,
        "flagged": settings.keep_log_flagged_days,
        "stories": settings.keep_log_stories_days,
        "dead": settings.keep_log_dead_days,
    }
    done = [_topic(log, topic, days, now, dry_run) for topic, days in topics.items()]
    collections: dict[Versioned, int] = {
        "articles": settings.keep_articles_days,
        "stories": settings.keep_stories_days,
        "dead": settings.keep_dead_days,
    }
    for collection, days in collections.items():
        before = now - timedelta(days=days)
        count = _count(store, collection, before) if dry_run else store.expire(collection, before)
        done.append(Kept(f"store: {collection}", days, count))
    days = settings.keep_urls_days
    old = _old_urls(store, now - timedelta(days=days))
    done.append(Kept("store: urls", days, _forget(store, "urls", old, dry_run)))
    days = settings.keep_alerts_days
    old = _old_alerts(store, now - timedelta(days=days))
    done.append(Kept("store: alerts", days, _forget(store, "alerts", old, dry_run)))
    if (cards := console_cards(settings)) is not None:
        lines = forget(cards, lambda id_: store.get("alerts", id_) is not None, dry_run=dry_run)
        done.append(Kept("the console's cards, with their alerts", days, lines))
    bygone = (
        s.id for s in silences_of(store) if s.until is not None and s.until < now - timedelta(days=days)
    )
    done.append(Kept("store: silences that are over", days, _forget(store, "alerts", bygone, dry_run)))
    return done


def _topic(log: Log, topic: str, days: int, now: datetime, dry_run: bool) -> Kept:
    before = now - timedelta(days=days)
    what = f"log: {topic}"
    behind = [
        stage.name for stage in STAGES if topic in stage.topics and not _read(log, stage.name, topic, before)
    ]
    if behind:
        return Kept(what, days, 0, f"left alone: {', '.join(behind)} has not read all of it")
    if not dry_run:
        return Kept(what, days, log.trim(topic, before))
    count = 0
    for record in log.scan(topic):
        if record.timestamp >= before.timestamp() * 1000:
            break
        count += 1
    return Kept(what, days, count)


def _read(log: Log, group: str, topic: str, before: datetime) -> bool:
    """Whether a group has read every record that is older."""
    ends = {p: end for p, end in log.end_offsets([topic]).items() if p.topic == topic}
    done = {p: at for p, at in log.committed(group, [topic]).items() if p.topic == topic}
    behind = {p for p, end in ends.items() if done.get(p, 0) < end}
    if not behind:
        return True
    for record in log.scan(topic, before):
        if record.partition in behind and done.get(record.partition, 0) >= record.offset:
            behind.discard(record.partition)  # it stands at a younger record at least
        elif record.partition in behind:
            return False
        if not behind:
            return True
    return False


def _count(store: Store, collection: Versioned, before: datetime) -> int:
    if collection == "articles":
        return store.search("articles", Query(until=before, limit=1, newest_first=True)).total
    name = "at" if collection == "dead" else "updated_at"
    return sum(datetime.fromisoformat(doc.body[name]) < before for doc in every(store, collection))


def _forget(store: Store, collection: Swapped, ids: Iterable[str], dry_run: bool) -> int:
    wanted = list(ids)
    if dry_run:
        return len(wanted)
    return sum(store.remove(collection, wanted[at : at + BATCH]) for at in range(0, len(wanted), BATCH))


def _old(
    store: Store, collection: Swapped, states: Iterable[str], is_old: Callable[[Mapping[str, Any]], bool]
) -> Iterator[str]:
    for state in states:
        yield from (doc.id for doc in every(store, collection, state=state) if is_old(doc.body))


def _old_urls(store: Store, before: datetime) -> Iterator[str]:
    def is_old(body: Mapping[str, Any]) -> bool:
        last = max(str(body.get(name) or "") for name in ("done_at", "failed_at", "discovered_at"))
        return not body.get("revisit") and datetime.fromisoformat(last) < before

    return _old(store, "urls", DONE_URLS, is_old)


def _old_alerts(store: Store, before: datetime) -> Iterator[str]:
    def is_old(body: Mapping[str, Any]) -> bool:
        alert = Alert.model_validate(body)
        return all(line.at < before for line in alert.history)

    return _old(store, "alerts", DONE_ALERTS, is_old)
