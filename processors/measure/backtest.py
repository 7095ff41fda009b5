"""What other rules would have alerted: the stored log is flagged and told anew, in the shadow.

Pure: nothing is written. Both sides go through the same clustering and the same policy, so that a
difference between them is the rules' own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from newswatch.errors import Reject
from newswatch.messages import Flagged, Ruling, Story
from processors.alerting.feedback import Word
from processors.cluster import start_cluster
from processors.flag import Rules, flag
from processors.notify import Policy, silent_reason

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
    """Of `judged` alerts `right` ones are right; of `known_right` stories that are right to tell `found` are alerted.

    Each alert counts once, however many outlets tell it.
    """

    right: int
    judged: int
    found: int
    known_right: int

    @property
    def precision(self) -> float | None:
        """From 0 to 1; None where nobody judged."""
        return self.right / self.judged if self.judged else None

    @property
    def recall(self) -> float | None:
        """From 0 to 1; None where no right one is known."""
        return self.found / self.known_right if self.known_right else None


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
    log: Iterable[Kept], other: Rules, policy: Policy, feedback: Mapping[str, Word] | None = None
) -> Backtest:
    """Run other rules over the records of `flagged`, in their order.

    `feedback`: what people said of an article's alert, by article id; only of what is in these records it counts.
    """
    kept = list(log)
    shadow = [flag(m.article, other) if isinstance(m, Flagged) else m for m in kept]
    before, after = _alerted(kept, policy), _alerted(shadow, policy)
    pairs = list(_paired(before, after))
    matched_before = {a.id for a, _ in pairs}
    matched_after = {b.id for _, b in pairs}
    read = {m.article.id for m in kept if isinstance(m, Flagged)}
    said = {article: word for article, word in (feedback or {}).items() if article in read}
    return Backtest(
        read=len(kept),
        new=tuple(story for story in after if story.id not in matched_after),
        lost=tuple(story for story in before if story.id not in matched_before),
        changed=tuple((a, b) for a, b in pairs if told_as(a) != told_as(b)),
        flips=tuple(_flips(kept, shadow)),
        before=_precision(before, said),
        after=_precision(after, said),
    )


def _alerted(messages: Sequence[Kept], policy: Policy) -> list[Story]:
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


def _precision(stories: Sequence[Story], said: Mapping[str, Word]) -> Precision:
    """The word on a story is that on the first of its articles that has one."""
    words = [next((said[m.id] for m in story.members if m.id in said), None) for story in stories]
    judged = [word for word in words if word is not None]
    right = {word.about for word in said.values() if word.verdict == "right"}
    found = {said[m.id].about for story in stories for m in story.members if m.id in said}
    return Precision(
        right=sum(word.verdict == "right" for word in judged),
        judged=len(judged),
        found=len(found & right),
        known_right=len(right),
    )
