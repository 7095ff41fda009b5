"""Whom to tell what: a story and its alert document give the next alert document, with a reason.

Pure: time is the story's `updated_at`. It compares with the version last sent; versions in between may
be skipped, for nothing is lost with them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from newswatch.messages import LABELS, Label, Member, Message, Story, json_of
from newswatch.stage import Found, Outcome, Output, Process, Swap, Wanted, each
from processors.alerting.alerts import RESTORED, UNSURE, Alert, alert_id, slim
from processors.alerting.card import card_of
from processors.alerting.changes import material_changes
from processors.alerting.quiet_hours import at_once
from processors.alerting.routes import ALSO, SLOTS, UNTIL_SURE, Route, Routed, dollars, route
from processors.canary import CANARY, is_canary
from processors.matching.match import MAX_GAP

ANYWHERE = ""
"""No word about the channel: the policy's, or the one that the alert has."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What may be told, where, and how late."""

    channel: str = "console"
    """Where a story goes that no route sends elsewhere."""
    routes: Callable[[], Sequence[Route]] | None = None
    """The routes in force; None: everything goes to `channel`."""
    max_age: timedelta = timedelta(hours=24)
    """A story first reported longer ago than this never posts."""
    labels: tuple[Label, ...] = LABELS
    min_amount: float = 0.0
    """Dollars, roughly: a deal whose known amount is below is not told."""
    edit_interval: timedelta = timedelta(seconds=60)
    """A card is edited at most once in this time."""
    hold: Callable[[datetime], datetime] = at_once
    """Moves a time out of the quiet hours."""
    restored: datetime | None = None
    """When the store was restored or rebuilt: of a story first reported before, another one may have told."""

    def routed(self, story: Story) -> Routed:
        """The channels of a story."""
        return Routed(self.channel) if self.routes is None else route(self.routes(), story, self.channel)


def wanted_alerts(message: Message) -> Sequence[Wanted]:
    """The alert documents that the decision about a story needs: its own, and those that routes added."""
    if not isinstance(message, Story):
        return ()
    return tuple(("alerts", alert_id(message.id, slot)) for slot in SLOTS)


def wanted_documents(message: Message) -> Sequence[Wanted]:
    """All that the decision about a story needs: its alerts, and whether the store was restored."""
    return (*wanted_alerts(message), ("alerts", RESTORED)) if isinstance(message, Story) else ()


def start_notify(policy: Policy) -> Process:
    """The stage's function: of several versions of one story in a batch, the last decides."""

    def one(message: Message, found: Found) -> Sequence[Output]:
        if not isinstance(message, Story):
            return ()
        stored = {id_: doc for _, id_ in wanted_alerts(message) if (doc := found.get(("alerts", id_)))}
        known = {id_: Alert.model_validate(doc.body) for id_, doc in stored.items()}
        return [
            Swap("alerts", a.id, json_of(a), a.keys, stored[a.id].revision if a.id in stored else None)
            for a in notify_all(message, known, _since(policy, found))
        ]

    decide = each(one)

    def process(batch: Sequence[Message], found: Found) -> Sequence[Outcome]:
        last = {m.id: m.version for m in batch if isinstance(m, Story)}
        for message in batch:
            if isinstance(message, Story):
                last[message.id] = max(last[message.id], message.version)
        return [
            () if isinstance(m, Story) and m.version < last[m.id] else decide([m], found)[0] for m in batch
        ]

    return process


def _since(policy: Policy, found: Found) -> Policy:
    """With the time of a restored store."""
    noted = found.get(("alerts", RESTORED))
    return policy if noted is None else replace(policy, restored=datetime.fromisoformat(noted.body["at"]))


def notify_all(story: Story, known: Mapping[str, Alert], policy: Policy) -> list[Alert]:
    """The next documents of a story's own card, and of those that routes add (`known`: by id).

    A card that is posted stays where it is, wherever the routes point now; what is not posted yet moves. No channel
    gets two. While a story's own card waits for it to be sure, it may have one elsewhere, which is edited on after.
    """
    routed, now = policy.routed(story), story.updated_at
    own, early = known.get(alert_id(story.id)), known.get(alert_id(story.id, UNTIL_SURE))
    channel = _free(routed.channel, known, own)
    told = [notify(story, own, now, policy, channel, alert_id(story.id), waits=routed.waits)]
    taken = {own.channel if own is not None and own.there else channel}
    if early is not None or (routed.meanwhile and not (own is not None and own.there)):
        channel = _free(routed.meanwhile, known, early)
        told.append(notify(story, early, now, policy, channel, alert_id(story.id, UNTIL_SURE)))
        taken.add(early.channel if early is not None and early.there else channel)
    free = []
    for id_ in (alert_id(story.id, slot) for slot in range(1, ALSO + 1)):
        alert = known.get(id_)
        if alert is None:
            free.append(id_)
            continue
        waits = alert.channel in routed.later
        wanted = (waits or alert.channel in routed.also) and alert.channel not in taken
        told.append(notify(story, alert, now, policy, alert.channel if wanted else None, id_, waits=waits))
        taken.add(alert.channel)
    wanted_too = [channel for channel in (*routed.also, *routed.later) if channel not in taken]
    told += [
        notify(story, None, now, policy, channel, id_, waits=channel in routed.later)
        for channel, id_ in zip(wanted_too, free, strict=False)
    ]
    # what gives a channel up is written first: where `deliver` posts it meanwhile, all is decided anew
    return sorted((alert for alert in told if alert is not None), key=_begins)


def _begins(alert: Alert) -> bool:
    """Whether it is to get a card."""
    return alert.state == "planned" and not alert.there


def _free(channel: str | None, known: Mapping[str, Alert], own: Alert | None) -> str | None:
    """The channel, unless another of the story's cards is there."""
    others = {alert.channel for alert in known.values() if alert is not own and alert.there}
    return None if channel in others else channel


def notify(
    story: Story,
    alert: Alert | None,
    now: datetime,
    policy: Policy,
    channel: str | None = ANYWHERE,
    id_: str = "",
    *,
    waits: bool = False,
) -> Alert | None:
    """The next alert document, or None where the one that is there says it all.

    Post, update, reply or stay silent: the last line of its history names what, and why.
    `channel`: where a card that is not posted yet goes; None where the routes lead nowhere; `waits`: as long as the
    story is unsure.
    """
    if channel == ANYWHERE:
        channel = policy.channel if alert is None else alert.channel
    seen = max((s.version for s in (alert.planned, alert.sent) if s is not None), default=0) if alert else 0
    if alert is not None and story.version <= seen:
        return None
    if alert is None:
        alert = Alert(
            id=id_ or alert_id(story.id),
            story=story.id,
            channel=channel or policy.channel,
            state="silent",
            seek=policy.restored is not None and story.first_reported < policy.restored,
        )
        return _first(story, alert, now, policy, channel, waits=waits)
    if policy.restored is not None and all(member.told_at < policy.restored for member in story.members):
        alert = alert.model_copy(update={"seek": True})  # the reply may be there, too
    if alert.only_replied_to:
        return _below(story, alert, now, policy)
    if alert.ts is None and alert.state in ("silent", "planned"):
        return _first(story, alert, now, policy, channel, waits=waits)
    if alert.ts is None:  # a post is under way, or parked: the newest version is what counts then
        return alert.model_copy(update={"planned": slim(story)}).noted(now, "newer", "", story.version)
    return _next(story, alert, now, policy)


def _first(
    story: Story, alert: Alert, now: datetime, policy: Policy, channel: str | None, *, waits: bool
) -> Alert:
    """Nothing is posted yet: post, or stay silent."""
    waited = alert.reason == UNSURE
    if waited and not story.unsure:
        alert = alert.model_copy(update={"sure_since": _sure_since(story, alert, now)})
    age = policy.max_age + alert.held_for(policy.hold)
    reason = silent_reason(story, now, replace(policy, max_age=age), alert.sure_since)
    # it is news once it is sure, and waits for that even if its route is taken away when it is old
    if (waits and reason is None) or (waited and story.unsure and reason == "old-news"):
        reason = UNSURE
    elif channel is None:
        reason = reason or "no-route"
    if reason is None and is_canary(story):
        reason = CANARY  # the last of all: a canary that is silent for another reason tells of that
    if reason is not None:
        quiet = {"state": "silent", "reason": reason, "not_before": None, "planned": slim(story)}
        return alert.model_copy(update=quiet).noted(now, "silent", reason, story.version)
    reason = "new-story" if alert.planned is None else "newer" if alert.state == "planned" else "now-due"
    due = policy.hold(now) if alert.not_before is None else alert.not_before
    told = {
        "state": "planned",
        "reason": reason,
        "planned": slim(story),
        "not_before": due,
        "channel": channel,
    }
    if alert.not_before is None:
        told["held"] = now if due > now else None
    return alert.model_copy(update=told).noted(now, "post", reason, story.version)


def _sure_since(story: Story, alert: Alert, now: datetime) -> datetime:
    """Since when it is news. When the last of what came since it waited was told; a page that was rewritten, and a
    person's join, tell now. It was news when it was held back: an older page that makes it sure leaves it news of then.
    """
    before = alert.planned
    if before is None:
        return now
    known, parts = {m.id for m in before.members}, {m.part for m in before.members}
    if any(m.part is not None and m.part not in parts for m in story.members):
        return now
    came = [m for m in story.members if m.id not in known]
    told = max((m.told_at for m in came), default=now)
    held = before.first_seen if any(_confirms(m, before) for m in came) else told
    return min(now, max(told, held))


def _confirms(page: Member, story: Story) -> bool:
    """Whether a page is one more telling of what was seen then: none of an archive, no old text printed again."""
    return not page.silent and story.first_seen - page.told_at <= MAX_GAP


def silent_reason(story: Story, now: datetime, policy: Policy, since: datetime | None = None) -> str | None:
    """Why nobody is told of a story, or None. `since`: when it was news, if not when it was first reported."""
    if story.merged_into is not None:
        return "merged"
    if story.silent:
        return "silent" if story.labels or not story.deals else "denies"
    if not set(story.labels) & set(policy.labels):
        return "no-label"
    if now - max(since or story.first_reported, story.first_reported) > policy.max_age:
        return "old-news"
    if story.labels == ("ai_investment",) and 0 < dollars(story) < policy.min_amount:
        return "below-amount"
    return None


def _below(story: Story, alert: Alert, now: datetime, policy: Policy) -> Alert | None:
    """It was told in a catch-up, or by a card that stays as it is: what changes is told in the thread, nothing else."""
    changes = material_changes(alert.sent, story, told=alert.told)
    if not changes and alert.planned is None:
        return None
    reason = ",".join(dict.fromkeys(c.name for c in changes)) or "more"  # what was planned is no longer so
    planned: dict[str, object] = {"planned": slim(story), "reason": reason}
    if alert.state == "sent":
        planned |= {"state": "planned", "not_before": policy.hold(now)}
    return alert.model_copy(update=planned).noted(
        now, "thread" if changes else "newer", reason, story.version
    )


def _next(story: Story, alert: Alert, now: datetime, policy: Policy) -> Alert | None:
    """There is a card: edit it, with a reply where the change is material."""
    if alert.closed is not None:
        return None
    changes = material_changes(alert.sent, story, told=alert.told)
    if not changes and alert.sent is not None and alert.state == "sent" and _same_card(alert.sent, story):
        return None
    what = "reply" if changes else "update"
    reason = ",".join(dict.fromkeys(c.name for c in changes)) or "more"
    if story.merged_into is not None:
        reason = "merged"
    edited = alert.edited_at or alert.posted_at
    due = max(now, edited + policy.edit_interval) if edited is not None else now
    planned: dict[str, object] = {"planned": slim(story), "reason": reason}
    if alert.state == "sent":  # one that is planned, under way or parked keeps its times
        planned |= {"state": "planned", "not_before": policy.hold(due)}
    return alert.model_copy(update=planned).noted(now, what, reason, story.version)


def _same_card(sent: Story, story: Story) -> bool:
    """Whether a person would see the same card."""
    return card_of(sent).model_copy(update={"version": 0}) == card_of(story).model_copy(update={"version": 0})
