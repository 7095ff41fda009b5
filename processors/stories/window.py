"""The live stories, and what finds them. Only `apply` and `restore` write it.

It is nothing but the stories, so that it can be rebuilt from the topic `stories`, and its end is counted from
their own times: it holds nothing of older ones but the ids of REMEMBERED.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from itertools import islice

from newswatch.messages import Article, Member, Story, digest
from processors.matching.match import Vector, vector_of
from processors.matching.words import fold, words_of
from processors.stories.compared import compared_members, vectors_of
from processors.stories.index import Index, list_under, unlist_from
from processors.stories.listed import entries_of, listed_under
from processors.stories.outlets import Families
from processors.stories.packed import Live, packed, packed_vector, unpacked, unpacked_vector

DAYS = timedelta(days=30)
"""A story that nothing was added to for so long leaves the window."""
LEAP = timedelta(days=90)
"""So much later than all before, a time may be that of a machine whose clock was wrong: it would empty the window."""
LEAPS = 50
"""Versions in a row after which a leap is believed: news did stop for so long."""
BACK = 5
"""Versions in a row, all older than the window, after which it is believed that the clock was ahead."""
REMEMBERED = timedelta(days=80)
"""How long an article counts as told, from its story's last change: less than the topic `stories` is kept."""
IN_USE = 16
"""Stories that are kept as they are, the latest used: the outlets that tell one come within the hour, mostly."""
_ONE_PART: Mapping[str, str | None] = {}
BEGINNING = datetime.min.replace(tzinfo=UTC)


@dataclass
class Window:
    """The live stories, and what finds them."""

    families: Families = field(default_factory=dict)
    stories: dict[str, Live] = field(default_factory=dict)
    numbers: dict[int, Live] = field(default_factory=dict)
    """The same by the number that the index calls them by."""
    in_use: dict[str, dict[int, Vector]] = field(default_factory=dict)
    """Stories whose last version is kept as it is, the latest used last: their members' vectors, by the member's
    identity, as far as they were asked for."""
    where: dict[str, str] = field(default_factory=dict)
    """Article → its story."""
    bygone: dict[str, datetime] = field(default_factory=dict)
    """Article of a story that left the window, or story that went into another → its story's last change, in the
    order of leaving."""
    waiting: dict[str, frozenset[str]] = field(default_factory=dict)
    """Story that only denies or ends what nobody told so far (waiting.py) → the first words of its parties' names."""
    index: Index = field(default_factory=dict)
    """Epoch → token → the stories with a member of that time that has it."""
    ages: list[tuple[datetime, str]] = field(default_factory=list)
    """A heap of (updated_at, story), with older versions' entries left in it."""
    days: timedelta = DAYS
    clock: datetime = BEGINNING
    """What the window's end is counted from: the latest `updated_at` of any story, as far as it is believed."""
    leaps: int = 0
    """Versions in a row that are LEAP later than the clock; less than none: that are older than the window."""
    numbered: int = 0
    """The last number that a story got."""


def story_of(window: Window, id_: str) -> Story:
    """A live story's last version."""
    live = window.stories[id_]
    live.whole = story = unpacked(live.whole)
    _use(window, live, window.in_use.get(id_, {}))
    return story


@dataclass(slots=True)
class _Change:
    """A new version of a story, and what it changes in the index."""

    story: Story
    gone: list[Vector] = field(default_factory=list)
    still: set[tuple[int, str]] = field(default_factory=set)
    """What the story stays listed under, of what those that are gone are listed under."""
    come: list[Vector] = field(default_factory=list)
    compared: dict[str, bytes] = field(default_factory=dict)
    parts: Mapping[str, str | None] = field(default_factory=dict)
    known: dict[int, Vector] = field(default_factory=dict)
    """Its members' vectors, by the member's identity, as far as they are known."""


def apply(window: Window, stories: Sequence[Story], ready: Mapping[int, Vector] | None = None) -> list[Story]:
    """Put new versions into the window and let bygone stories go; returns the stories.

    `ready`: vectors that are known already, by their member's identity.
    """
    before = {s.id: story_of(window, s.id) for s in stories if s.id in window.stories}
    vectors = _Vectors(ready or {})
    for story in before.values():
        vectors.learn(story, window.stories[story.id], window.in_use[story.id])
    changes = [_change(story, before.get(story.id), vectors) for story in stories]
    for change in changes:
        story = change.story
        tick(window, story.updated_at)
        if (live := window.stories.get(story.id)) is not None:
            _unlist(window, live, change.gone, change.still)
        elif story.id in before:  # the version before this one moved the clock: it left, and comes again
            change = _change(story, None, vectors)
        if story.merged_into is None:
            _put(window, change)
        else:
            leave(window, story.id, (), story.updated_at)
            _forget(window, story.id)
        let_go(window)
    return list(stories)


def let_go(window: Window) -> None:
    """Forget the stories that nothing was added to for so long; their articles' ids are remembered."""
    while window.ages and window.ages[0][0] < window.clock - window.days:
        updated_at, id_ = heappop(window.ages)
        if id_ in window.stories and window.stories[id_].updated_at == updated_at:
            live = window.stories[id_]
            leave(window, id_, live.members, updated_at)
            _unlist(window, live, _all_vectors(live))
            _forget(window, id_)


class _Vectors:
    """Members' vectors by the member's identity: known ones, and others as they are asked for."""

    def __init__(self, ready: Mapping[int, Vector]) -> None:
        self.known = dict(ready)
        self._rows: dict[int, bytes] = {}

    def learn(self, story: Story, live: Live, known: Mapping[int, Vector]) -> None:
        """Take over what the window has of the story's members."""
        self.known.update(known)
        self._rows.update((id(m), live.compared[m.id]) for m in story.members if m.id in live.compared)

    def of(self, member: Member) -> Vector:
        """The member's vector."""
        found = self.known.get(id(member))
        if found is None:
            row = self._rows.get(id(member))
            found = self.known[id(member)] = unpacked_vector(row) if row else vector_of(member)
        return found

    def is_keyed(self, member: Member) -> bool:
        """Whether it has match keys: what is packed has."""
        return id(member) in self._rows or bool(self.of(member).own)

    def packed(self, member: Member) -> bytes:
        """The member's vector, packed."""
        return self._rows.get(id(member)) or packed_vector(self.of(member))


def _change(story: Story, before: Story | None, vectors: _Vectors) -> _Change:
    """What a version changes, without changing it."""
    there = {id(m): m for m in before.members} if before else {}
    here = {id(m): m for m in story.members} if story.merged_into is None else {}
    gone = [vectors.of(m) for key, m in there.items() if key not in here]
    leaving = {entry for vector in gone for entry in entries_of(vector)}
    stay = [vectors.of(m) for key, m in here.items() if key in there] if leaving else []
    compared = {m.id: m for part in _parts(here.values()) for m in compared_members(part, vectors.is_keyed)}
    return _Change(
        story,
        gone=gone,
        still={entry for vector in stay for entry in entries_of(vector) if entry in leaving},
        come=[vectors.of(m) for key, m in here.items() if key not in there],
        compared={id_: vectors.packed(m) for id_, m in compared.items()},
        parts={m.id: m.part for m in compared.values()}
        if any(m.part for m in compared.values())
        else _ONE_PART,
        known={key: vectors.known[key] for key in here if key in vectors.known},
    )


def _parts(members: Iterable[Member]) -> Iterable[list[Member]]:
    """The members by the parts that a person joined, in the order of their first ones."""
    parts: dict[str | None, list[Member]] = {}
    for member in members:
        parts.setdefault(member.part, []).append(member)
    return parts.values()


def _all_vectors(live: Live) -> list[Vector]:
    """The vectors of all its members."""
    found = list(vectors_of(live))
    if len(found) == len(live.members):
        return found
    known = {vector.id for vector in found}
    return found + [vector_of(m) for m in unpacked(live.whole).members if m.id not in known]


def tick(window: Window, at: datetime) -> None:
    """Move the window's clock on; not by a single leap, and not back by a single page that was fetched long ago."""
    leap = timedelta(0) if window.clock == BEGINNING else at - window.clock
    far = 1 if leap > LEAP else -1 if leap < -window.days else 0
    window.leaps = far + (window.leaps if far * window.leaps > 0 else 0)
    if window.clock == BEGINNING or timedelta(0) < leap <= LEAP or window.leaps in (LEAPS, -BACK):
        window.clock, window.leaps = at, 0


def leave(window: Window, id_: str, articles: Iterable[str], updated_at: datetime) -> None:
    """Remember that the story and its articles were told, and forget those of long ago."""
    ids = dict.fromkeys((id_, *articles))
    for one in ids:
        window.bygone.pop(one, None)
        window.bygone[one] = updated_at
    for one, left in list(
        islice(window.bygone.items(), 2 * len(ids))
    ):  # two for one: it never grows for long
        if left < window.clock - REMEMBERED:
            del window.bygone[one]


def remembered(window: Window, id_: str) -> bool:
    """Whether an article's story left the window within REMEMBERED."""
    left = window.bygone.get(id_)
    return left is not None and left >= window.clock - REMEMBERED


def was_story(window: Window, id_: str, found: datetime) -> bool:
    """Whether a story may have had this id, of an article found then: one that is live, remembered or forgotten.

    What began at version 1 once more would be taken for old by the store and the alerts.
    """
    return id_ in window.stories or remembered(window, id_) or window.clock - found > REMEMBERED


def fresh_id(window: Window, article: Article) -> str:
    """A new story's id: its first article's, or where that was a story's before, a hash of it and the time."""
    id_, found = article.id, article.discovered_at
    while was_story(window, id_, found):
        id_, found = digest(id_, "again", article.fetched_at.isoformat()), window.clock
    return id_


def party_words(story: Story) -> frozenset[str]:
    """The first word of each party's name: two that may be one firm's (`choice.one_firm`) have it in common."""
    names = (fact.value for fact in story.facts if fact.name in ("target", "investor"))
    return frozenset(word for name in names for word in words_of(fold(name))[:1])


def restore(window: Window, story: Story) -> None:
    """Write a version of a story that is not in the window."""
    _put(window, _change(story, None, _Vectors({})))


def _put(window: Window, change: _Change) -> None:
    """Write a version, and list those of its members that are new."""
    story, live = change.story, window.stories.get(change.story.id)
    if live is None:
        window.numbered += 1
        live = Live(story.id, (window.numbered, 1, 1), story.updated_at, (), (), {}, _ONE_PART, story)
        window.stories[story.id] = window.numbers[live.only[0]] = live
    spelled = {id_: id_ for id_ in live.members}  # one string for one id: a version read again has its own
    live.updated_at, live.apart, live.whole = story.updated_at, story.apart, story
    live.compared, live.parts = change.compared, change.parts
    if not (story.labels or change.compared) and story.deals:
        window.waiting[live.id] = party_words(story)
    else:
        window.waiting.pop(live.id, None)
    live.members = tuple(spelled.get(m.id, m.id) for m in story.members)
    heappush(window.ages, (story.updated_at, live.id))
    _use(window, live, change.known)
    for vector in change.come:
        window.where[vector.id] = live.id
        for part, tokens in listed_under(vector):
            list_under(window.index, part, tokens, live.only)


def _use(window: Window, live: Live, known: dict[int, Vector]) -> None:
    """Note that its last version is in use; the one that was longest not is packed."""
    window.in_use.pop(live.id, None)
    window.in_use[live.id] = known
    if len(window.in_use) > IN_USE:
        oldest = window.stories[next(iter(window.in_use))]
        del window.in_use[oldest.id]
        if isinstance(oldest.whole, Story):
            oldest.whole = packed(oldest.whole)


def _unlist(
    window: Window, live: Live, gone: Sequence[Vector], still: AbstractSet[tuple[int, str]] = frozenset()
) -> None:
    """Take members of a story out of what finds it."""
    leaving: dict[int, dict[str, None]] = {}
    for vector in gone:
        if window.where.get(vector.id) == live.id:
            del window.where[vector.id]
        for part, token in entries_of(vector):
            if (part, token) not in still:
                leaving.setdefault(part, {})[token] = None
    for part, tokens in leaving.items():
        unlist_from(window.index, part, tokens, live.only)


def _forget(window: Window, id_: str) -> None:
    """Forget a story that left."""
    if (live := window.stories.pop(id_, None)) is not None:
        del window.numbers[live.only[0]]
    window.in_use.pop(id_, None)
    window.waiting.pop(id_, None)
