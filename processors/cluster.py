"""Stories: an article joins the story that it tells, or begins one. Two that prove to be one are merged, and
what was in a wrong one moves to its own.

The window is nothing but the live stories, so that it can be rebuilt from the topic `stories`. Time comes
from the input alone and members are sorted: reading `flagged` again gives the same stories and versions.
Each input is computed first and applied last: what raises has changed nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from heapq import heappop, heappush

from newswatch.errors import Reject
from newswatch.messages import Flagged, Member, Message, Ruling, Story, StoryFact
from newswatch.stage import Found, Outcome, Process
from processors.canary import is_canary
from processors.matching.keys import member_of
from processors.matching.match import APART, Vector, vector_of
from processors.stories.again import Group, judged_again, like, moved, stay, untold, went
from processors.stories.answers import answered, claims_undone, closed
from processors.stories.compared import compared, parts_of
from processors.stories.facts import claims_of, retold, without
from processors.stories.found import candidates
from processors.stories.order import THRESHOLD, TWINS, joins_late, proves_one
from processors.stories.outlets import Families, family, load_outlets, shipped_outlets
from processors.stories.packed import Heading, Live, heading_of, unpacked
from processors.stories.parts import as_one_part, in_parts, likest_part
from processors.stories.snapshot import as_before, bare, compose, split_of
from processors.stories.waiting import undoing, waiting, with_undoing
from processors.stories.window import (
    DAYS,
    Window,
    apply,
    fresh_id,
    leave,
    remembered,
    restore,
    story_of,
    tick,
)

LATE = 3
"""Stories that a late article is compared with once more."""
Scored = tuple[float, str, str | None]
"""How like an article is to a story, its id, and the part of it that a person joined, if any."""


def start_cluster(stories: Iterable[Story | bytes], families: Families | None = None) -> Process:
    """The stage's function, its window rebuilt from the stories told so far (any versions, in order)."""
    window = rebuilt(stories, load_outlets(shipped_outlets()) if families is None else families)

    def process(batch: Sequence[Message], found: Found) -> Sequence[Outcome]:
        return [_outcome(window, message) for message in batch]

    return process


def rebuilt(stories: Iterable[Story | bytes], families: Families) -> Window:
    """The window that these versions leave: what `apply` makes of them, one by one.

    `stories`: records of the topic, or what they say. Of a record no more is read than which story it is of and when
    it was written: nearly all are followed by a later version.
    """
    latest: dict[str, tuple[Heading, Story | bytes]] = {}
    passing: list[tuple[datetime, str]] = []
    window = Window(families)
    for story in stories:
        heading = heading_of(story)
        if heading is None:
            continue
        id_ = heading.id
        tick(window, heading.updated_at)
        if id_ not in latest or heading.version >= latest[id_][0].version:
            latest[id_] = (heading, story)
            heappush(passing, (heading.updated_at, id_))
        if latest[id_][0].merged_into is not None:
            leave(window, id_, (), latest.pop(id_)[0].updated_at)
        # As in `apply`, record by record: what left while a clock was ahead is gone, whoever reads of it.
        while passing and passing[0][0] < window.clock - window.days:
            updated_at, id_ = heappop(passing)
            if id_ in latest and latest[id_][0].updated_at == updated_at:
                leave(window, id_, _articles(latest.pop(id_)[1]), updated_at)
    # Each is let go as it is taken over: a start needs no more memory than what comes after it.
    for id_ in list(latest):
        with suppress(ValueError):  # it only begins like a story
            restore(window, unpacked(latest.pop(id_)[1]))
    return window


def _articles(story: Story | bytes) -> list[str]:
    """The articles of a version, or of its record; none of what only begins like a story."""
    try:
        return [m.id for m in unpacked(story).members]
    except ValueError:
        return []


def _outcome(window: Window, message: Message) -> Outcome:
    try:
        if isinstance(message, Ruling):
            return apply(window, _rule(window, message))
        if isinstance(message, Flagged) and is_canary(message):
            return [begun(window.families, message)] if message.labels else []  # in no window, meeting none
        if isinstance(message, Flagged) and (message.labels or message.article.id in window.where):
            return admit(window, message)
        if isinstance(message, Flagged) and message.undone:
            return apply(window, answered(window, message) or waiting(window, message))
    except Exception as error:  # noqa: BLE001 - a bug is this message's outcome; the window is as before
        return error
    return []


def admit(window: Window, flagged: Flagged) -> list[Story]:
    """Take in an article; the story versions that it makes (none where it changes nothing)."""
    member = member_of(flagged)
    vector = vector_of(member)
    made = _admitted(window, flagged, member, vector)
    if [story.version for story in made] == [1]:  # it begins a story, unless it closes one of weeks ago
        made = closed(window, flagged, member, vector) or made
    made = with_undoing(window, made, flagged.article.fetched_at)
    return apply(window, made, {id(member): vector})


def _admitted(window: Window, flagged: Flagged, member: Member, vector: Vector) -> list[Story]:
    """What `admit` would write, without writing it."""
    article = flagged.article
    claims = _claims(window.families, flagged, member)
    known = window.where.get(article.id)
    if known is not None:
        return _revised(window, story_of(window, known), flagged, member, claims)
    found = candidates(window, vector)
    hood = like(vector, found)
    if again := judged_again(vector, hood, found):
        return _judged(window, *again, flagged, member, claims)
    scored = _scored(hood, vector)
    place = next((one for one in scored if one[0] >= THRESHOLD), None) or _bordered(window, scored, vector)
    if place is None:
        return [
            begun(window.families, flagged, _told(window, member), claims, fresh_id(window, flagged.article))
        ]
    _, id_, part = place
    before = story_of(window, id_)
    if part is not None:
        member = member.model_copy(update={"part": part})
    joined = _joined(window, before, member, claims, article.fetched_at)
    others = [one for _, one, _ in scored if one != id_][:TWINS]
    twins = ((one, of) for one in others for of in _one_story(window, id_, part, one, vector))
    twin = next(twins, None)
    if twin is None:
        return [joined]
    joined = joined.model_copy(update={"version": before.version})  # one version an input: the merged one
    whole = as_one_part(joined, part, story_of(window, twin[0]), twin[1])
    return _merge(window.families, *whole, article.fetched_at)


def _revised(
    window: Window, story: Story, flagged: Flagged, member: Member, claims: Sequence[StoryFact]
) -> list[Story]:
    """A story's article again: a new version where its text changed."""
    article = flagged.article
    before = next(m for m in story.members if m.id == article.id)
    # An older one comes again where a stage repeats a batch that holds both: it is no news either.
    if before.content_hash == article.content_hash or article.fetched_at < before.fetched_at:
        return []
    if not flagged.labels and flagged.undone:
        waits = story.id in window.waiting
        claims = undoing(window, flagged) if waits else claims_undone(window, story, flagged, member)
    member = as_before(before, member)
    if (
        flagged.labels and not before.labels and not before.words
    ):  # a denial that waited, and tells the deal now
        member = member.model_copy(update={"silent": article.silent})
    if not before.words and (story.labels or not flagged.labels):
        member = bare(member)
    members = [*(m for m in story.members if m.id != article.id), member]
    new = retold(claims, story.facts, article.id, article.fetched_at)
    facts = [*without(story.facts, frozenset({article.id})), *new]
    return [compose(window.families, story, members, facts, article.fetched_at)]


def _judged(
    window: Window,
    hood: Sequence[Live],
    groups: Sequence[Group],
    flagged: Flagged,
    member: Member,
    claims: Sequence[StoryFact],
) -> list[Story]:
    """What an article makes of the stories that it was judged with: it joins one, begins one, or several move."""
    article = flagged.article
    if frozenset({article.id}) in groups:
        member = _told(window, member)
    kept = stay(hood, groups)
    if len(kept) < len(hood):
        return moved(window, hood, groups, member, claims, article.fetched_at)
    joins = next((id_ for id_, group in kept.items() if article.id in group), None)
    if joins is None:
        return [begun(window.families, flagged, member, claims, fresh_id(window, flagged.article))]
    return [_joined(window, story_of(window, joins), member, claims, article.fetched_at)]


def _told(window: Window, member: Member) -> Member:
    """The article as it begins a story: silent where it was told before, however new the date that it bears now."""
    return member.model_copy(update={"silent": True}) if remembered(window, member.id) else member


def _joined(window: Window, story: Story, member: Member, claims: Sequence[StoryFact], at: datetime) -> Story:
    """The story with one article more."""
    return compose(window.families, story, [*story.members, member], [*story.facts, *claims], at)


def _claims(families: Families, flagged: Flagged, member: Member) -> list[StoryFact]:
    """What the article claims, in the name of its publisher's family."""
    return claims_of(flagged, family(families, flagged.article.publisher), member.told_at)


def begun(
    families: Families,
    flagged: Flagged,
    member: Member | None = None,
    claims: Sequence[StoryFact] | None = None,
    id_: str = "",
) -> Story:
    """The story that an article begins: its first version. `id_`: the article's, where none is given."""
    article, member = flagged.article, member or member_of(flagged)
    new = Story(
        id=id_ or article.id, version=0, headline="", first_seen=article.discovered_at,
        first_reported=member.told_at, updated_at=article.fetched_at,
    )  # fmt: skip
    claims = _claims(families, flagged, member) if claims is None else claims
    return compose(families, new, [member], claims, article.fetched_at)


def _scored(found: Sequence[Live], vector: Vector) -> list[Scored]:
    """Candidate stories with their likeness, the likest first."""
    scored: list[Scored] = []
    for live in found:
        score, part = likest_part(vector, live)
        if score > APART:
            scored.append((score, live.id, part))
    return sorted(scored, key=lambda one: (-one[0], one[1]))


def _bordered(window: Window, scored: Sequence[Scored], vector: Vector) -> Scored | None:
    """Of stories that are not judged again: the one near the border that a late article would have joined."""
    for score, id_, part in scored[:LATE]:
        if joins_late(vector, list(parts_of(window.stories[id_])[part]), score):
            return score, id_, part
    return None


def _one_story(window: Window, a: str, part: str | None, b: str, vector: Vector) -> Iterator[str | None]:
    """The parts of another story, mostly one, that are one with the part of a story that an article tells."""
    left, right = window.stories[a], window.stories[b]
    if not set(left.members).isdisjoint(right.apart) or not set(right.members).isdisjoint(left.apart):
        return
    mine = compared([*parts_of(left)[part], vector])
    for other, theirs in parts_of(right).items():
        if proves_one(mine, theirs):
            yield other


def _merge(families: Families, a: Story, b: Story, at: datetime) -> list[Story]:
    """Two stories as one. The one that surely has a card stays, then the one first seen, then by id."""
    stays, goes = sorted((a, b), key=lambda s: (untold(s), s.first_seen, s.id))
    whole = compose(families, stays, [*a.members, *b.members], [*a.facts, *b.facts], at,
                    apart=(*a.apart, *b.apart))  # fmt: skip
    return [whole, went(goes, stays.id, at)]


def _rule(window: Window, ruling: Ruling) -> list[Story]:
    """What a person's ruling makes of the stories. Raises Reject for articles that no live story tells."""
    for article in (ruling.article, ruling.other):
        if article not in window.where:
            raise Reject("unknown-article", f"{article} is in no story of the last {DAYS.days} days")
    a, b = (story_of(window, window.where[article]) for article in (ruling.article, ruling.other))
    if ruling.decision == "join":
        return (
            _merge(window.families, in_parts(a), in_parts(b), ruling.at)
            if a.id != b.id
            else _kept(window, a, ruling)
        )
    if a.id != b.id:
        return [
            compose(window.families, s, s.members, s.facts, ruling.at, apart=(*s.apart, *out))
            for s, out in ((a, [m.id for m in b.members]), (b, [m.id for m in a.members]))
            if not set(out) <= set(s.apart)
        ]
    return split_of(window.families, a, ruling, {m.id: vector_of(m) for m in a.members})


def _kept(window: Window, story: Story, ruling: Ruling) -> list[Story]:
    """What is one story already, and stays it by a person's word; of one article that is no word at all."""
    named = in_parts(story) if ruling.article != ruling.other else story
    return [] if named is story else [compose(window.families, named, named.members, named.facts, ruling.at)]
