"""The alerts of a store that was restored or lost: what the log shows as decided, and the store does not know of.

A copy of the store is older than that of the log, and both are older than the cards. Nothing is posted here: what
is written says so, and `deliver` looks for a card, or a reply, before it posts one. The time is kept, since the
crawl brings again what was told between the copies and their return.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from newswatch.cli.readable import messages_in
from newswatch.errors import Conflict
from newswatch.messages import Story, decode, json_of
from newswatch.ports import Log, Store, every
from processors.alerting.alerts import REBUILT, RESTORED, Alert, slim
from processors.alerting.kept import change_kept
from processors.canary import is_canary
from processors.notify import Policy, notify_all, wanted_alerts
from processors.stories.packed import heading_of

CHUNK = 200
"""Stories whose alerts are read at once."""


@dataclass(frozen=True, slots=True)
class Redecided:
    """What was written. `lost`: the store had no alert, though stories were decided."""

    decided: int
    """Stories' alerts that were missing, or told of an older version."""
    waited: int
    """Alerts that wait, whose cards or replies are looked for now."""
    lost: bool
    ahead: int = 0
    """Stories that were told and that the log does not know so far: its copy is older than the store's."""


def decide_again(log: Log, store: Store, policy: Policy, now: datetime) -> Redecided:
    """Decide the stories that `notify` has read and whose latest version has no decision in the store.

    A story without an alert that was first reported longer ago than `max_age` is left alone: it is old news. Where
    all alerts are lost, nobody is told of a story until it changes. Done again, or beside a `notify` at work, it
    changes nothing more.
    """
    change_kept(store, RESTORED, RESTORED, lambda _: {"state": "on", "at": now.isoformat()})
    records = _read(log)
    lost = bool(records) and all(  # (what is there, a rebuild that was cut short has written)
        doc.body.get("seek", doc.body.get("unsure")) and doc.body.get("state") == "silent"
        for doc in every(store, "alerts")
        if doc.body.get("story")
    )
    decided = sum(
        _written(store, alert, revision)
        for story, known, revisions in _with_alerts(store, records)
        for alert in _next(story, known, policy, now, lost=lost)
        for revision in (revisions.get(alert.id),)
    )
    return Redecided(decided, 0 if lost else _doubted(store), lost, _ahead(log, store))


def told_of(done: Redecided) -> list[str]:
    """What a person must know of it."""
    return [*_told_of_log(done), *_told_of_store(done)]


def _told_of_log(done: Redecided) -> list[str]:
    if not done.ahead:
        return []
    return [
        f"The log is older than the store: {done.ahead} stories that were told are not in it, or not as they are now. "
        "What tells one of them further begins another story with a card of its own. Put back a log that is as new."
    ]


def _told_of_store(done: Redecided) -> list[str]:
    if done.lost:
        return [
            "The store has no alerts. Silences, feedback, what was parked and where the cards are went with them: only "
            "a backup brings those back.",
            f"Stories of late, decided before: {done.decided}. Nobody is told of one until it changes; its card is "
            "looked for then.",
        ]
    if not done.decided and not done.waited:
        return []
    return [
        f"Decided again, as the store did not know: {done.decided} alerts. Waited already: {done.waited}. "
        "`deliver` looks for the card of each before it posts one."
    ]


def _read(log: Log) -> list[bytes]:
    """The record of the latest version that `notify` has read of each story."""
    read = log.committed("notify", [Story.topic])
    latest: dict[str, bytes] = {}
    for record, _ in messages_in(log, Story.topic):
        if record.offset < read.get(record.partition, 0):
            latest[record.key] = record.value
    return list(latest.values())


def _ahead(log: Log, store: Store) -> int:
    """Stories of which an alert knows a version that is later than all that the log has."""
    versions: dict[str, int] = {}
    newest = datetime.min.replace(tzinfo=UTC)
    for record in log.scan(Story.topic):
        if (heading := heading_of(record.value)) is not None:
            versions[heading.id] = max(versions.get(heading.id, 0), heading.version)
            newest = max(newest, heading.updated_at)
    ahead = set()
    for doc in every(store, "alerts"):
        story = (doc.body.get("planned") or doc.body.get("sent")) if doc.body.get("story") else None
        if story is None or story["version"] <= versions.get(story["id"], 0):
            continue
        told = Story.model_validate(story)
        if told.updated_at > newest and not is_canary(told):  # (what the log has forgotten is older)
            ahead.add(told.id)
    return len(ahead)


def _with_alerts(
    store: Store, records: list[bytes]
) -> Iterator[tuple[Story, Mapping[str, Alert], Mapping[str, str]]]:
    """Each story with all alerts that may be about it, by id, and their revisions."""
    for at in range(0, len(records), CHUNK):
        messages = [decode(Story.topic, record) for record in records[at : at + CHUNK]]
        stories = [m for m in messages if isinstance(m, Story) and not is_canary(m)]
        stored = store.get_many("alerts", [id_ for story in stories for _, id_ in wanted_alerts(story)])
        revisions = {id_: doc.revision for id_, doc in stored.items()}
        for story in stories:
            own = [id_ for _, id_ in wanted_alerts(story) if id_ in stored]
            yield story, {id_: Alert.model_validate(stored[id_].body) for id_ in own}, revisions


def _next(
    story: Story, known: Mapping[str, Alert], policy: Policy, now: datetime, *, lost: bool
) -> list[Alert]:
    """The alerts as they are to be written; none where the store knows of this version."""
    if not known and now - story.first_reported > policy.max_age:
        return []
    told = [alert.model_copy(update={"seek": True}) for alert in notify_all(story, known, policy)]
    if known:  # (routes of today add no card to a story that was decided in its time)
        return [alert for alert in told if alert.id in known]
    return [_kept_silent(alert, story, now) if lost and alert.state == "planned" else alert for alert in told]


def _kept_silent(alert: Alert, story: Story, now: datetime) -> Alert:
    """As told before, by nobody knows which card: a change looks for it."""
    bare = Alert(id=alert.id, story=alert.story, channel=alert.channel, state="silent", reason=REBUILT)
    return bare.model_copy(update={"sent": slim(story), "seek": True}).noted(
        now, "silent", REBUILT, story.version
    )


def _doubted(store: Store) -> int:
    """What waited when the copy was made is to be looked for: it may have been posted since."""
    count = 0
    for doc in (doc for state in ("planned", "intent") for doc in every(store, "alerts", state=state)):
        if not doc.body.get("story") or (alert := Alert.model_validate(doc.body)).seek:
            continue
        alert = alert.model_copy(update={"seek": True})
        count += _written(store, alert, doc.revision)
    return count


def _written(store: Store, alert: Alert, revision: str | None) -> bool:
    """False where somebody at work was quicker: what he wrote is newer."""
    try:
        store.swap("alerts", alert.id, json_of(alert), alert.keys, revision)
    except Conflict:
        return False
    return True
