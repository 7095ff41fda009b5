"""A story's snapshot, composed of its members and claims; and a story divided by a person's ruling."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from newswatch.messages import LABELS, Member, Ruling, Story, StoryFact, digest
from processors.matching.match import Vector, likeness
from processors.stories.facts import chosen, merged, without
from processors.stories.facts_view import companies_of, deals_of, launches_of
from processors.stories.outlets import Families, family, origins
from processors.stories.sureness import is_unsure
from processors.stories.tellers import ever_told, tellers

KEYED = 40
RECENT = 10
"""Members with match keys, and how many of these are the last ones told: by those a late member is known."""
_BARE: dict[str, object] = {"words": {}, "names": (), "numbers": (), "versions": ()}


def bare(member: Member) -> Member:
    """A member without match keys: nothing that comes is compared with it."""
    return member.model_copy(update=_BARE | {"kinds": ()})


def as_before(before: Member, member: Member) -> Member:
    """A revised page's member: it keeps its part, when it was found and first dated, and whether it was news: no date
    that is bumped, and no later crawl, makes news of it or takes that away. What it told before it denies that is
    still what the story was first told by.
    """
    dates = [m.date_published for m in (before, member) if m.date_published is not None]
    found = min(before.discovered_at, member.discovered_at)
    kept: dict[str, object] = {"date_published": min(dates, default=None), "discovered_at": found}
    kept["has_told"] = not member.labels and (before.has_told or bool(before.labels))
    return member.model_copy(update=kept | {"part": before.part, "silent": before.silent})


def compose(
    families: Families,
    before: Story,
    members: Iterable[Member],
    claims: Iterable[StoryFact],
    at: datetime,
    apart: Sequence[str] | None = None,
) -> Story:
    """The next version of `before` with these members and claims. `at`: the time of the input."""
    ordered = _bounded(sorted(members, key=lambda m: (m.told_at, m.id)))
    found = origins(ordered)
    facts = chosen(merged(claims), found)
    shown = min(ordered, key=lambda m: (not m.labels, not m.first_party, m.told_at, m.id))
    inside = {m.id for m in ordered}
    told, once = tellers(ordered, facts), ever_told(ordered, facts)
    dated = [m.date_published for m in once if m.date_published is not None]
    return Story(
        id=before.id,
        version=before.version + 1,
        labels=tuple(label for label in LABELS if any(label in m.labels for m in ordered)),
        headline=shown.headline,
        summary=shown.description,
        in_language=shown.in_language,
        members=ordered,
        deals=deals_of(facts),
        launches=launches_of(facts),
        facts=facts,
        companies=companies_of(facts),
        outlets=tuple(sorted({family(families, m.publisher) for m in told})),
        first_seen=min(m.discovered_at for m in once),
        # an undated page is judged by its story: its discovery counts only where no member has a date
        first_reported=min(dated) if dated else min(m.discovered_at for m in once),
        updated_at=max(at, before.updated_at),
        apart=tuple(sorted(set(before.apart if apart is None else apart) - inside)),
        silent=all(m.silent for m in ordered),
        unsure=is_unsure(families, before, ordered, found),
    )


def _bounded(members: Sequence[Member]) -> tuple[Member, ...]:
    """Only KEYED members, first and last ones, keep their match keys: 400 articles must fit a record of 1 MB."""
    if len(members) <= KEYED:
        return tuple(members)
    first, last = KEYED - RECENT, len(members) - RECENT
    between = (m if not m.words else m.model_copy(update=_BARE) for m in members[first:last])
    return (*members[:first], *between, *members[last:])


def keeper(story: Story) -> Member:
    """The article whose part keeps the story's id, and so the card, where the story is divided."""
    own = next((m for m in story.members if m.id == story.id), None)
    return own or min(story.members, key=lambda m: (m.discovered_at, m.id))


def split_of(families: Families, story: Story, ruling: Ruling, vectors: Mapping[str, Vector]) -> list[Story]:
    """The story in two: the named articles leave together, or each goes with the one that it is liker to.

    The part with the story's first article keeps its id and thus the card; the other's id is the hash of its earliest
    member, the ruling and the version that was divided. Neither ever takes in an article that the other one has now.
    One that is named twice leaves as if it were named once; where that is all there is, nothing does.
    """
    a, b = vectors[ruling.article], vectors[ruling.other]
    others = {ruling.other} - {ruling.article}
    if ruling.leaving or not others:
        gone = {ruling.article, *ruling.leaving} - others
        left = [m for m in story.members if m.id in gone]
    else:
        left = _left(story.members, vectors, a, b)
    right = [m for m in story.members if m not in left]
    if not right:
        return []
    stays, goes = (left, right) if keeper(story) in left else (right, left)
    earliest = min(goes, key=lambda m: (m.discovered_at, m.id)).id
    said = (ruling.article, ruling.other, ruling.at.isoformat())
    new_id = digest(
        earliest, *said, story.id, str(story.version)
    )  # the same word once more makes another story
    base = Story(
        id=new_id, version=0, headline="", first_seen=story.first_seen, first_reported=story.first_reported,
        updated_at=ruling.at,
    )  # fmt: skip
    stay_ids, go_ids = frozenset(m.id for m in stays), frozenset(m.id for m in goes)
    # all of them, not the two that the ruling names: any of their pages may come back when its story is over
    return [
        compose(
            families, story, stays, without(story.facts, go_ids), ruling.at, apart=(*story.apart, *go_ids)
        ),
        compose(
            families, base, goes, without(story.facts, stay_ids), ruling.at, apart=(*story.apart, *stay_ids)
        ),
    ]


def _left(members: Sequence[Member], vectors: Mapping[str, Vector], a: Vector, b: Vector) -> list[Member]:
    """The members that go with `a`: the liker ones, but what a person joined goes as a whole."""
    parts: dict[str, list[Member]] = {}
    for member in members:
        parts.setdefault(member.part or member.id, []).append(member)
    left: set[str] = set()
    for part in parts.values():
        ids = [m.id for m in part]
        if a.id in ids and b.id in ids:
            left.update(id_ for id_ in ids if id_ == a.id or (id_ != b.id and _liker([vectors[id_]], a, b)))
        elif a.id in ids or (b.id not in ids and _liker([vectors[id_] for id_ in ids], a, b)):
            left.update(ids)
    return [m for m in members if m.id in left]


def _liker(part: Sequence[Vector], a: Vector, b: Vector) -> bool:
    return sum(likeness(one, a) for one in part) >= sum(likeness(one, b) for one in part)
