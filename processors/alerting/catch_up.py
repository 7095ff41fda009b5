"""Many stories in one message: what quiet hours held back, and what waited through an outage.

The message is a document of its own. It names its alerts first, then each of them is marked as told by
it, then it is posted: whatever crashes in between, each story is told once. What changes in a story that
was listed is told in the message's thread; it gets no card of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta

from newswatch.errors import Conflict
from newswatch.messages import Story, digest, json_of
from newswatch.ports import Store
from processors.alerting.alerts import LISTED, Alert, notice_of
from processors.alerting.card import MARK, Card, Link, deal_details, title_of
from processors.alerting.delivery import Limits, news_below, outdated

Hushed = Callable[[Story], bool]
"""Whether nobody is to be told of a story now."""
SWAPS = 8
EVER = datetime(1970, 1, 1, tzinfo=UTC)
HELD, LATE = "held", "late"
MOST = 25
"""Stories of one message. Slack shows so many with their links, and of many more it would not even show the names."""
TITLES = {HELD: "from the quiet hours", LATE: "that waited"}


def _nobody_hushed(story: Story) -> bool:
    """No silences."""
    del story
    return False


def gathered(alerts: Sequence[Alert], now: datetime, limits: Limits) -> list[Alert]:
    """The messages that tell of several of these due alerts at once, no more than MOST each, in order of time."""
    listed = {id_ for alert in alerts for id_ in alert.lists}
    by_channel: dict[str, list[Alert]] = {}
    for alert in alerts:
        if _unposted(alert) and alert.id not in listed and not outdated(alert, now, limits):
            by_channel.setdefault(alert.channel, []).append(alert)
    notices = []
    for channel, waiting in by_channel.items():
        held = [a for a in waiting if a.held is not None]
        late = [a for a in waiting if a.held is None and _is_late(a, now, limits)]
        told = held if len(held) > 1 else []
        if limits.catch_up is not None and len(late) > limits.catch_up:
            told = [*held, *late]
        why = HELD if held else LATE
        parts = _shared_out(told)
        notices += [_catch_up(channel, part, now, why, len(parts) - n) for n, part in enumerate(parts)]
    return notices


def _shared_out(alerts: Sequence[Alert]) -> list[Sequence[Alert]]:
    """In as few parts as hold them, of one size but for one more, in order of time."""
    ordered = sorted(alerts, key=lambda a: (a.news_of or EVER, a.id))
    parts, size = -(-len(ordered) // MOST), len(ordered)
    return [ordered[n * size // parts : (n + 1) * size // parts] for n in range(parts)]


def _is_late(alert: Alert, now: datetime, limits: Limits) -> bool:
    """Whether its story is no fresh news: it waited somewhere on its way."""
    return alert.news_of is not None and now - alert.news_of > limits.late


def _unposted(alert: Alert) -> bool:
    return (
        alert.state == "planned"
        and alert.ts is None
        and alert.listed is None
        and not alert.seek
        and alert.notice is None
        and alert.planned is not None
    )


def _catch_up(channel: str, alerts: Sequence[Alert], now: datetime, why: str, place: int) -> Alert:
    """Before all that it lists, so that it is served first after a crash. `place`: from the last of them, 1."""
    ids = tuple(sorted(alert.id for alert in alerts))
    first = min((alert.not_before for alert in alerts if alert.not_before is not None), default=now)
    notice = notice_of(f"catch-up:{digest(channel, *ids)}", channel, _card(why, ()), now, f"catch-up {why}")
    return notice.model_copy(update={"lists": ids, "not_before": first - timedelta(milliseconds=place)})


def taken_in(store: Store, notice: Alert, now: datetime, hushed: Hushed = _nobody_hushed) -> Alert:
    """Mark its alerts as told by it; the message with those that are. Raises Conflict where all write at once.

    An alert that was posted, silenced or outdated meanwhile is left out. Done again, it changes nothing.
    """
    stories = [s for id_ in notice.lists if (s := _take(store, id_, notice, now, hushed)) is not None]
    why = HELD if notice.reason.endswith(HELD) else LATE
    card = _card(why, sorted(stories, key=lambda s: (s.first_reported, s.id)))
    empty: dict[str, object] = {"state": "silent", "reason": "empty", "not_before": None}
    return notice.model_copy(update={"notice": card} | ({} if stories else empty))


def _take(store: Store, id_: str, notice: Alert, now: datetime, hushed: Hushed) -> Story | None:
    for _ in range(SWAPS):
        stored = store.get("alerts", id_)
        alert = Alert.model_validate(stored.body) if stored is not None else None
        if stored is None or alert is None:
            return None
        if alert.listed == notice.id:
            return alert.sent
        if not _unposted(alert) or alert.planned is None or hushed(alert.planned):
            return None
        told: dict[str, object] = {
            "state": "sent", "reason": LISTED, "listed": notice.id, "closed": LISTED, "sent": alert.planned,
            "planned": None, "not_before": None, "posted_at": now,
        }  # fmt: skip
        after = alert.model_copy(update=told).noted(now, LISTED, notice.id, alert.planned.version)
        try:
            store.swap("alerts", id_, json_of(after), after.keys, stored.revision)
        except Conflict:
            continue
        return alert.planned
    raise Conflict(f"alert {id_} changed {SWAPS} times while it was listed")


def _card(why: str, stories: Iterable[Story]) -> Card:
    links = tuple(_link(story) for story in stories)
    title = f"{len(links)} {'story' if len(links) == 1 else 'stories'} {TITLES[why]}"
    fallback = "; ".join([title, *(link.headline for link in links[:5])])
    return Card(
        story="", version=0, title=title, links=links, links_title="Stories", fallback=fallback[:240],
        coverage="What changes in one of them is told in this thread.",
    )  # fmt: skip


def _link(story: Story) -> Link:
    """`Microsoft → OpenAI: rumoured · ~10 bn USD`, at its first article."""
    title = f"{MARK}: {title_of(story)}" if story.unsure else title_of(story)
    details = deal_details(story.deals[0]) if story.deals else ""
    first = min(story.members, key=lambda m: (not m.first_party, m.told_at, m.id), default=None)
    return Link(
        outlet=first.publisher if first else "",
        headline=f"{title}: {details}" if details else title,
        url=first.url if first else "",
    )


def below(store: Store, alert: Alert, now: datetime, wait: timedelta = timedelta(seconds=30)) -> Alert:
    """A listed alert with something to tell: a reply in the thread of the message that lists it.

    While that message is not posted yet, it waits.
    """
    stored = store.get("alerts", alert.listed or "")
    ts = Alert.model_validate(stored.body).ts if stored is not None else None
    if ts is None:
        return alert.model_copy(update={"not_before": now + wait})
    return news_below(alert.model_copy(update={"ts": ts}), now)
