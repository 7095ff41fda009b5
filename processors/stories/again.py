"""An article is judged together with the stories that it is like, as if all of them came at once.

Joined one by one, articles were kept where they had come first: an early one had drawn to itself what belonged
elsewhere, a later one showed that two stories are one, or one is two. So it is asked what it and the articles of the
stories that it is like make; those that this puts elsewhere move. Stories that a person has spoken of are not asked:
what was joined or split stays so.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from newswatch.messages import Member, Story, StoryFact, digest
from processors.matching.match import Vector, reaches, stands
from processors.stories.compared import vectors_of
from processors.stories.facts import without
from processors.stories.groups import grouped
from processors.stories.order import BORDER, THRESHOLD
from processors.stories.packed import Live, unpacked_vector
from processors.stories.snapshot import compose
from processors.stories.window import Window, story_of, was_story

SEEN_TWICE = 3
"""Stories that share most with an article: one that its first article tells it apart from is asked by its last, too."""
NEWS = timedelta(hours=24)
"""A page that is older when it is found tells no news, unless NEWSWATCH_MAX_AGE_HOURS says else: stories are the same
whatever that is.
"""
Group = frozenset[str]
"""The ids of the articles that make one story."""


def like(vector: Vector, found: Sequence[Live]) -> list[Live]:
    """Of the stories that an article is compared with (`found`, those that share most with it first): those that it may
    tell, or that it shows to be several.
    """
    return [live for at, live in enumerate(found) if _is_like(vector, live, at < SEEN_TWICE)]


def _is_like(vector: Vector, live: Live, twice: bool) -> bool:
    """Whether it is like one of a story's articles, as far as none tells it apart; or like the last one (`twice`).

    A story whose first article belongs elsewhere is known by its last one. Most are told apart by both.
    """
    *before, last = live.compared.values()
    for row in before:
        alike = stands(vector, unpacked_vector(row), BORDER)
        if alike:
            return True
        if alike is False:
            if not twice:
                return False
            break
    return reaches(vector, unpacked_vector(last), BORDER)


def judged_again(
    vector: Vector, hood: Sequence[Live], found: Sequence[Live]
) -> tuple[list[Live], list[Group]] | None:
    """An article and the stories that it is like judged together: which these are, and what they make with it.

    None where a person has spoken of one. Where anything moves, all that the article is compared with (`found`) are
    asked: what leaves one story may belong to another.
    """
    if not hood or any(map(_is_spoken_of, hood)):
        return None
    groups = _made(vector, hood)
    if len(stay(hood, groups)) < len(hood):
        hood = [live for live in found if not _is_spoken_of(live)]
        groups = _made(vector, hood)
    return list(hood), groups


def _is_spoken_of(live: Live) -> bool:
    return bool(live.parts or live.apart)


def _made(vector: Vector, hood: Sequence[Live]) -> list[Group]:
    """The stories that an article and these make, as far as their articles are compared with any."""
    if len(hood) == 1 and all(reaches(vector, other, THRESHOLD) for other in vectors_of(hood[0])):
        # it is like all of the one story's articles: most are, and this is sooner seen
        return [frozenset((vector.id, *hood[0].compared))]
    told = grouped([vector, *(other for live in hood for other in vectors_of(live))])
    return [frozenset(one.id for one in story) for story in told]


def stay(hood: Sequence[Live], groups: Sequence[Group]) -> dict[str, Group]:
    """The stories that keep their articles, with what they are told by from now on: at most a late one more."""
    return {
        live.id: group
        for live in hood
        for group in groups
        if group.issuperset(live.compared) and len(group) <= len(live.compared) + 1
    }


def moved(
    window: Window,
    hood: Sequence[Live],
    groups: Sequence[Group],
    member: Member,
    claims: Sequence[StoryFact],
    at: datetime,
) -> list[Story]:
    """The stories of which articles move when this one comes, as they are then; unchanged ones are not among them.

    Of a large story those in the middle are compared with nobody: they go with most of the others, and so does its id.
    """
    same = {live.id for live in hood if frozenset(live.compared) in groups}
    before = [story_of(window, live.id) for live in hood if live.id not in same]
    known = {m.id: m for story in before for m in story.members} | {member.id: member}
    changed = [set(group) for group in groups if known.keys() >= group]
    names, home = _named(before, changed, {live.id: live.compared for live in hood})
    for story in before:
        changed[home[story.id]].update(
            m.id for m in story.members if not any(m.id in group for group in changed)
        )
    facts = [*(fact for story in before for fact in story.facts), *claims]
    by_id = {story.id: story for story in before}
    written: list[Story] = []
    for number, ids in enumerate(changed):
        members = [known[id_] for id_ in sorted(ids)]
        if (name := names.get(number)) is not None:
            base = by_id[name]
        else:
            base = _blank(window, min(members, key=lambda m: (m.discovered_at, m.id)), member.id, at)
        others = frozenset(known.keys() - ids)
        written.append(compose(window.families, base, members, without(facts, others), at))
    gone = [story for story in before if story.id not in names.values()]
    return [*written, *(went(story, names[home[story.id]], at) for story in gone)]


def _named(
    stories: Sequence[Story], groups: Sequence[Collection[str]], asked: Mapping[str, Collection[str]]
) -> tuple[dict[int, str], dict[str, int]]:
    """Which group keeps which story's id, and so its card; and for each story the group that it goes to.

    That which is its heir keeps it; of several such stories the one that surely has a card, then the one that most
    of is there, then first seen, then by id. One whose heir is now another's keeps it for most of the others.
    `asked`: for each story the articles that were compared.
    """
    ranked = sorted(
        (number != heir, untold(s), -len(own.intersection(group)) / len(own), s.first_seen, s.id, number)
        for s in stories
        for own in [{m.id for m in s.members}]
        for heir in [_heir(s, groups, asked[s.id])]
        for number, group in enumerate(groups)
        if not own.isdisjoint(group)
    )
    names: dict[int, str] = {}
    home: dict[str, int] = {}
    for *_, id_, number in ranked:
        home.setdefault(id_, number)
        if number not in names and id_ not in names.values():
            names[number] = id_
    return names, home | {id_: number for number, id_ in names.items()}


def _heir(story: Story, groups: Sequence[Collection[str]], asked: Collection[str]) -> int | None:
    """The group with a story's first article; where not all articles were asked, that with most of those.

    Else a large one's card would stay with a single article that proves to be of another event, and the rest begin one.
    """
    if len(story.members) == len(asked):
        return next((number for number, group in enumerate(groups) if story.id in group), None)
    return max(range(len(groups)), key=lambda number: (sum(id_ in groups[number] for id_ in asked), -number))


def untold(story: Story) -> tuple[bool, bool, bool]:
    """What speaks against a card of a story, the surest first: it is silent, its first page was old when it was found,
    it may wait to be sure. What came to it later takes no card away.
    """
    first = min(story.members, key=lambda m: (m.discovered_at, m.id))
    return story.silent, first.discovered_at - first.told_at > NEWS, story.unsure


def _blank(window: Window, first: Member, late: str, at: datetime) -> Story:
    """What a story that moved articles begin is made of. Its id: its first one's, where that never was a story's."""
    taken = was_story(window, first.id, first.discovered_at)
    return Story(
        id=digest(first.id, "moved", late, at.isoformat()) if taken else first.id, version=0, headline="",
        first_seen=first.discovered_at, first_reported=first.told_at, updated_at=at,
    )  # fmt: skip


def went(story: Story, into: str, at: datetime) -> Story:
    """The last version of a story that went into another."""
    return story.model_copy(
        update={"version": story.version + 1, "merged_into": into, "members": (), "facts": (), "apart": (),
                "unsure": False, "updated_at": max(at, story.updated_at)}
    )  # fmt: skip
