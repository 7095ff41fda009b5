"""Material changes: what between the version last sent and the current one is worth a word of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from typing import Literal, TypeVar

from newswatch.messages import Deal, Launch, Model, Money, Report, Story, StoryFact
from processors.alerting.headings import deal_text, launch_text
from processors.alerting.money_text import money_text, sum_text
from processors.matching.amounts import same_money, yearly
from processors.matching.named import name_key
from processors.stories.choice import (
    LATER,
    RELEASED,
    STATUS_RANK,
    is_described,
    is_other_kind,
    one_firm,
    one_sum,
)
from processors.stories.facts import value_key
from processors.stories.facts_view import money_of

T = TypeVar("T")
ChangeName = Literal[
    "confirmed", "denied", "abandoned", "closed", "amount-set", "amount-changed", "valuation-set",
    "valuation-changed", "new-party", "available", "edited", "retracted", "unsaid",
]  # fmt: skip
_WATCHED = ("status", "investor", "target", "amount", "valuation", "product", "availability")
"""Facts that an outlet can't take back or rewrite without a word of it in the thread."""
_CORRECTED = frozenset({"amount", "valuation"})
"""What a page can't change to another value unseen, even where others have copied the first."""
_TOLD_BY: dict[str, frozenset[ChangeName]] = {
    "status": frozenset({"confirmed", "denied", "abandoned", "closed"}),
    "amount": frozenset({"amount-changed"}),
    "valuation": frozenset({"valuation-changed"}),
    "availability": frozenset({"available"}),
}
"""Changes with a name of their own, which say before and after already."""
_SUMS: dict[ChangeName, str] = {"amount-changed": "amount", "valuation-changed": "valuation"}
_TALK = frozenset({"rumoured", "reported"})
_NOT_SURE = frozenset({"rumoured", "reported", "denied", "abandoned"})
"""From these a deal is confirmed: an abandoned one by being taken up again."""


class Change(Model):
    """One material change, by its name, with what was there before and what is now, in words."""

    name: ChangeName
    subject: str
    before: str = ""
    after: str = ""

    @property
    def text(self) -> str:
        """The change as a sentence of the thread."""
        words = _SENTENCES[self.name]
        return words.format(subject=self.subject, before=self.before, after=self.after)


_SENTENCES: dict[ChangeName, str] = {
    "confirmed": "Confirmed: {subject}, until now {before}",
    "denied": "Denied: {subject}, until now {before}",
    "abandoned": "Abandoned: {subject}",
    "closed": "Closed: {subject}",
    "amount-set": "Amount now known: {subject}, {after}",
    "amount-changed": "Amount changed: {subject}, {before} → {after}",
    "valuation-set": "Valuation now known: {subject}, {after}",
    "valuation-changed": "Valuation changed: {subject}, {before} → {after}",
    "new-party": "New party: {after} joins {subject}",
    "available": "Now available: {subject} ({before} → {after})",
    "edited": "Rewritten: {subject}, {before} → {after}; who reported it changed the page",
    "unsaid": "No longer {before}: {subject}, {after}",
    "retracted": "Withdrawn: {subject}, {before}; who reported it does no longer",
}


def material_changes(sent: Story | None, now: Story, *, told: Sequence[Change] = ()) -> tuple[Change, ...]:
    """The changes from the version last sent to this one; none for a first or a merged version.

    `told`: what the thread has told before. Where outlets differ on a sum, each one more makes the other the majority:
    that it is back is no news while both are said and nobody surer says it.
    """
    if sent is None or now.merged_into is not None:
        return ()
    changes: list[Change] = []
    news = _without_back(sent, now, told)
    deals = _paired(sent.deals, now.deals, _named_deal, _same_deal)
    for before, deal in deals:
        changes.extend(filter(news, _deal_changes(before, deal)))
    for earlier, launch in _paired(sent.launches, now.launches, _named_launch, _same_launch):
        if (less := _step_from(sent, now, earlier, launch)) is not None:
            steps = {"before": less, "after": launch.availability}
            changes.append(Change(name="available", subject=launch_text(launch), **steps))
    edits = _edits(sent, now, {c.name for c in changes})
    if (sent.deals or sent.launches) and not now.deals and not now.launches and edits:
        what = deal_text(sent.deals[0]) if sent.deals else launch_text(sent.launches[0])
        return (Change(name="retracted", subject=what, before="all that was told of it"),)
    if not any(edit.before.startswith("status ") for edit in edits):  # (that says so itself)
        changes += [_no_longer(before, deal) for before, deal in deals if _is_unsaid(before, deal, now)]
    swapped = {c.after for c in edits}
    return (*(c for c in changes if c.name != "new-party" or c.after not in swapped), *edits)


def _step_from(sent: Story, now: Story, before: Launch, after: Launch) -> str | None:
    """From what a launch went on; None where outlets only word one news in two ways: `unveils X`, `launches X`.

    It went on where words say so (`available`, and not a verb of launch alone), LATER than it was first told of, or by
    an outlet that had told less. The card may have it by such a verb already.
    """
    if RELEASED[after.availability] < RELEASED[before.availability]:
        return None
    more = _told(now, after, after.availability)
    said = [r for r in more if not r.by_verb]
    if more and not said:
        return None
    step: str = before.availability
    if RELEASED[after.availability] == RELEASED[step]:
        known = _told(sent, before, step)
        lesser = [
            how
            for how in ("preview", "announced")
            if RELEASED[how] < RELEASED[step] and _told(sent, before, how)
        ]
        if not lesser or not known or not all(r.by_verb for r in known):
            return None
        step = lesser[0]
    less = _told(sent, before, step)
    if not less or not said or said[0].at - less[0].at >= LATER:
        return step
    return step if any(m.outlet == one.outlet and m.at > one.at for m in said for one in less) else None


def _told(story: Story, launch: Launch, how: str) -> list[Report]:
    """The reports that a launch can be had so, in order of time."""
    product = launch.product.value if launch.product is not None else None
    groups = {f.group for f in story.facts if f.name == "product" and f.value == product}
    said = (f for f in story.facts if f.name == "availability" and f.value == how)
    reports = (r for f in said if f.group in groups or not groups for r in f.reports)
    return sorted(reports, key=lambda r: (r.at, r.article))


def _is_unsaid(before: Deal, now: Deal, story: Story) -> bool:
    """Whether it is a rumour again, or open: who had said more was moved to another story, or taken out by a person."""
    if now.status == "confirmed":
        return before.status == "closed" and all(
            f.value != "closed" for f in story.facts if f.name == "status"
        )
    return now.status in _TALK and before.status not in _TALK


def _no_longer(before: Deal, now: Deal) -> Change:
    return Change(name="unsaid", subject=deal_text(now), before=before.status, after=now.status)


def _edits(sent: Story, now: Story, named: Set[str]) -> list[Change]:
    """Values that a page reported when the card was sent and reports no longer, and nobody else does; of a sum that it
    has changed, whoever else says it.

    What the page says in its place is told with it. A value that left with its article (a split) is not
    taken back. `named`: changes that are told already.
    """
    hashes = {m.id: m.content_hash for m in sent.members}
    rewritten = {m.id for m in now.members if hashes.get(m.id, m.content_hash) != m.content_hash}
    before = {(f.name, value_key(f)) for f in sent.facts}
    still = {(f.name, value_key(f)) for f in now.facts}
    changes = []
    for name in _WATCHED:
        if named & _TOLD_BY.get(name, frozenset()):
            continue
        for fact in sent.facts:
            takers = rewritten & {r.article for r in fact.reports}
            if fact.name != name or not fact.chosen or not takers:
                continue
            kept = (name, value_key(fact)) in still
            if kept and name not in _CORRECTED:
                continue
            there = [f for f in now.facts if f.name == name and takers & {r.article for r in f.reports}]
            others = [other for other in (there if kept else now.facts) if other.name == name]
            if any(one_sum(fact, one) or ((kept or fact.per) and is_other_kind(fact, one)) for one in others):
                continue
            new = [_said(f) for f in there if (name, value_key(f)) not in before]
            if kept and new:
                new.append(f"while others still say {_said(fact)}")
            elif kept:
                continue
            words = {"subject": now.headline, "before": f"{name} {_said(fact)}"}
            changes.append(
                Change(name="edited", **words, after=", ".join(new))
                if new
                else Change(name="retracted", **words)
            )
    return changes


def _said(fact: StoryFact) -> str:
    return sum_text(money_of(fact)) if fact.number is not None else fact.value


def _without_back(sent: Story, now: Story, told: Sequence[Change]) -> Callable[[Change], bool]:
    """What tells whether a change is more than the return of a sum that the thread has told."""
    shown = {(one.name, one.subject, text) for one in told for text in (one.before, one.after)}

    def is_news(change: Change) -> bool:
        what = _SUMS.get(change.name)
        if what is None or (change.name, change.subject, change.after) not in shown:
            return True
        was, is_ = (_sureness(story, what, change.after) for story in (sent, now))
        return was is None or is_ is None or is_ > was or _sureness(now, what, change.before) is None

    return is_news


def _sureness(story: Story, what: str, text: str) -> tuple[bool, int] | None:
    """How sure those are who say a sum, as a change words it; None where nobody does."""
    said = (f.reports for f in story.facts if f.name == what and money_text(money_of(f)) == text)
    return max(((r.first_party, STATUS_RANK[r.status]) for reports in said for r in reports), default=None)


def _paired(
    before: Sequence[T], now: Sequence[T], named: Callable[[T], str], same: Callable[[T, T], bool]
) -> list[tuple[T, T]]:
    """What was told with what it is now, each once: those of one name first, then what had none or another form of it.

    Else a deal told without its target seems to have become each of those that are told by now.
    """
    left = list(before)
    pairs: list[tuple[T, T]] = []
    for by_name in (True, False):
        for one in now:
            if any(one is later for _, later in pairs):
                continue
            found = (b for b in left if ((named(b) == named(one) != "") if by_name else same(b, one)))
            if (earlier := next(found, None)) is not None:
                left.remove(earlier)
                pairs.append((earlier, one))
    return sorted(pairs, key=lambda pair: next(at for at, one in enumerate(now) if one is pair[1]))


def _named_deal(deal: Deal) -> str:
    return name_key(deal.target.value) if deal.target is not None else ""


def _named_launch(launch: Launch) -> str:
    product = name_key(launch.product.value) if launch.product is not None else ""
    return product and f"{name_key(launch.organisation.value)}|{product}"


def _same_deal(a: Deal, b: Deal) -> bool:
    parties = {name_key(f.value) for f in a.investors} & {name_key(f.value) for f in b.investors}
    if a.target is None or b.target is None:
        return bool(parties) or not a.investors or not b.investors
    if is_described(a.target.value) != is_described(b.target.value):
        return bool(parties)
    return one_firm(a.target.value, b.target.value)


def _same_launch(a: Launch, b: Launch) -> bool:
    if name_key(a.organisation.value) != name_key(b.organisation.value):
        return False
    if a.product is None or b.product is None:
        return True
    left, right = ({name_key(w) for w in x.product.value.split()} for x in (a, b) if x.product)
    return left <= right or right <= left


def _deal_changes(before: Deal, now: Deal) -> list[Change]:
    subject = deal_text(now)
    changes: list[Change] = []
    if now.status != before.status:
        if now.status == "confirmed" and before.status in _NOT_SURE:
            changes.append(Change(name="confirmed", subject=subject, before=before.status))
        elif now.status in ("denied", "abandoned", "closed"):
            changes.append(Change(name=now.status, subject=subject, before=before.status, after=now.status))
    known = {name_key(f.value) for f in before.investors}
    new = [f.value for f in now.investors if name_key(f.value) not in known]
    if new and known:
        changes.append(Change(name="new-party", subject=subject, after=", ".join(new)))
    changes.extend(_money_changes("amount", subject, before.amount, now.amount))
    changes.extend(_money_changes("valuation", subject, before.valuation, now.valuation))
    return changes


def _money_changes(
    what: Literal["amount", "valuation"], subject: str, before: Money | None, now: Money | None
) -> Sequence[Change]:
    if now is None or (now.per is not None and before is not None and before.per is None):
        return ()  # (what is paid by the month: no other sum than all that was told)
    if before is None or (before.per is not None and now.per is None):
        return (Change(name="amount-set" if what == "amount" else "valuation-set", subject=subject,
                       after=money_text(now)),)  # fmt: skip
    same = same_money(
        (before.currency or "", yearly(before.value, before.per)),
        (now.currency or "", yearly(now.value, now.per)),
    )
    if same and (now.status == before.status or now.status == "rumoured"):
        return ()
    if same and before.status != "rumoured":
        return ()
    after = f"{money_text(now)}, confirmed" if same else money_text(now)
    name: ChangeName = "amount-changed" if what == "amount" else "valuation-changed"
    return (Change(name=name, subject=subject, before=money_text(before), after=after),)
