"""What other rules would have alerted: the stored log is flagged and told anew, in the shadow.

Pure: nothing is written. Both sides go through the same clustering and the same policy, so that a
difference between them is the rules' own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from newswatch.errors import Reject
from newswatch.messages import Flagged, Ruling, Story
from processors.cluster import start_cluster
from processors.flag import Rules, flag
from processors.notify import Policy, silent_reason

Verdict = Literal["right", "wrong"]
Kept = Flagged | Ruling


@dataclass(frozen=True, slots=True)
class Flip:
    """An article whose labels the other rules change."""

    article: str
    headline: str
    url: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Precision:
    """Alerts that people judged: `right` of `judged`, and of the right ones known, how many are alerted."""

    right: int
    judged: int
    known_right: int


@dataclass(frozen=True, slots=True)
class Backtest:
    """The alerts that the other rules bring, lose and change, and the articles that they flip."""

    read: int
    new: tuple[Story, ...]
    lost: tuple[Story, ...]
    changed: tuple[tuple[Story, Story], ...]
    flips: tuple[Flip, ...]
    before: Precision
    after: Precision


def backtest(
    log: Iterable[Kept], other: Rules, policy: Policy, feedback: Mapping[str, Verdict] | None = None
) -> Backtest:
    """Run other rules over the records of `flagged`, in their order.

    `feedback`: what people said of an article's alert, by article id.
    """
    kept = list(log)
    shadow = [flag(m.article, other) if isinstance(m, Flagged) else m for m in kept]
    before, after = alerted(kept, policy), alerted(shadow, policy)
    pairs = list(_paired(before, after))
    matched_before = {a.id for a, _ in pairs}
    matched_after = {b.id for _, b in pairs}
    verdicts = feedback or {}
    return Backtest(
        read=len(kept),
        new=tuple(story for story in after if story.id not in matched_after),
        lost=tuple(story for story in before if story.id not in matched_before),
        changed=tuple((a, b) for a, b in pairs if told_as(a) != told_as(b)),
        flips=tuple(_flips(kept, shadow)),
        before=_precision(before, verdicts),
        after=_precision(after, verdicts),
    )


def alerted(messages: Sequence[Kept], policy: Policy) -> list[Story]:
    """The stories that would have been posted, each in its last version, in the order of first telling."""
    process = start_cluster(())
    posted: set[str] = set()
    last: dict[str, Story] = {}
    for message in messages:
        for outcome in process([message], {}):
            if isinstance(message, Ruling) and isinstance(outcome, Reject):
                continue  # it speaks of an article that these rules make no story of
            if isinstance(outcome, Exception):
                raise outcome
            for story in outcome:
                assert isinstance(story, Story)
                last[story.id] = story
                if silent_reason(story, story.updated_at, policy) is None:
                    posted.add(story.id)
    live = [story for id_, story in last.items() if id_ in posted and story.merged_into is None]
    return sorted(live, key=lambda story: (story.first_seen, story.id))


def told_as(story: Story) -> tuple[object, ...]:
    """What a reader would see of it: labels and the values of facts, without who reports them."""
    facts = sorted((fact.group, fact.name, fact.value) for fact in story.facts if fact.chosen)
    return (*sorted(story.labels), *((name, value) for _, name, value in facts))


def _paired(before: Sequence[Story], after: Sequence[Story]) -> Iterator[tuple[Story, Story]]:
    """Stories that share an article tell one event; each is paired once, the earliest first."""
    by_article = {member.id: story for story in after for member in story.members}
    taken: set[str] = set()
    for story in before:
        for member in story.members:
            other = by_article.get(member.id)
            if other is not None and other.id not in taken:
                taken.add(other.id)
                yield story, other
                break


def _flips(kept: Sequence[Kept], shadow: Sequence[Kept]) -> Iterator[Flip]:
    for was, now in zip(kept, shadow, strict=True):
        if isinstance(was, Flagged) and isinstance(now, Flagged) and set(was.labels) != set(now.labels):
            article = was.article
            yield Flip(article.id, article.headline, article.url, was.labels, now.labels)


def _precision(stories: Sequence[Story], verdicts: Mapping[str, Verdict]) -> Precision:
    told = {member.id for story in stories for member in story.members}
    right = {id_ for id_, verdict in verdicts.items() if verdict == "right"}
    judged = told & verdicts.keys()
    return Precision(right=len(judged & right), judged=len(judged), known_right=len(right))
