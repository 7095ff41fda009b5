"""Articles that deny, call off or close a deal that a live story told: the last word on it, and no story to be told.

Such a headline tells no deal, so it has no label and would never reach the card of those who told one. It is known by
the deal's parties alone; none that comes later is compared with it, for it says the opposite of what they do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from newswatch.messages import Deal, Flagged, Member, Story, StoryFact
from processors.matching.amounts import same_money
from processors.matching.keys import member_of
from processors.matching.match import Vector, vector_of
from processors.matching.named import name_key
from processors.stories.choice import CAME, one_firm
from processors.stories.facts import claims_of, value_key
from processors.stories.found import candidates
from processors.stories.outlets import family
from processors.stories.snapshot import bare, compose
from processors.stories.window import DAYS, Window, story_of

EARLY = timedelta(days=1)
"""So long before the first telling that is known a closing may be dated: clocks and time zones."""
SOON = timedelta(days=4)
"""So long after its last telling a denial is one of it, and not of what the parties might do next; and so long after a
denial or an end an outlet may tell the dead deal still."""
SAID = frozenset({"status", "told", "target", "investor"})
"""What such an article says of a deal: its sums are theirs who told it."""


def answered(window: Window, flagged: Flagged) -> list[Story]:
    """The next version of the story with the deal that an article undoes or closes; none where no live one told it."""
    if not flagged.undone or flagged.article.silent:
        return []
    member = member_of(with_undone(flagged))
    vector = replace(vector_of(member), dated=False)  # a deal may fall through weeks after it was told
    told = [story_of(window, live.id) for live in candidates(window, vector)]
    found = [story for story in told if any(as_told(deal, story, member) for deal in flagged.undone)]
    if (story := _latest(found)) is None:
        return []
    sided = (as_told(deal, story, member) for deal in flagged.undone)
    deals = tuple(deal for deal in sided if deal is not None)
    claims = claims_undone(window, story, flagged.model_copy(update={"undone": deals}), member)
    return [_taken_in(window, story, member, claims, flagged)]


def closed(window: Window, flagged: Flagged, member: Member, vector: Vector) -> list[Story]:
    """The next version of the story of the purchase that an article says to be done; none where no live story told it.

    It comes weeks later in words of its own, and is known by its parties, on both sides, and its sum where both give
    one. None that comes later is compared with it: told so late it would be drawn out of the story, or divide it.
    """
    deals = [deal for deal in flagged.deals if deal.tense == "current"]
    if len(deals) != 1 or deals[0].status != "closed" or not deals[0].investors or flagged.article.silent:
        return []
    (deal,) = deals
    told = [story_of(window, live.id) for live in candidates(window, replace(vector, dated=False))]
    found = [story for story in told if _is_of(deal, story, member) and _is_purchase(deal, story)]
    if (story := _latest(found)) is None:
        return []
    claims = claims_of(flagged, family(window.families, flagged.article.publisher), member.told_at)
    return [_taken_in(window, story, member, claims, flagged)]


def _latest(told: Sequence[Story]) -> Story | None:
    """Of those who told the deal the one that was reported last."""
    return max(told, key=lambda one: (one.first_reported, one.id), default=None)


def _taken_in(
    window: Window, story: Story, member: Member, claims: Iterable[StoryFact], flagged: Flagged
) -> Story:
    """The story's next version, with an article that none that comes later is compared with."""
    at = flagged.article.fetched_at
    return compose(window.families, story, [*story.members, bare(member)], [*story.facts, *claims], at)


def _is_purchase(deal: Deal, story: Story) -> bool:
    """Whether a story tells of the firm that it is bought, and for this sum as far as both give one."""
    groups = _groups(deal, story)
    facts = [f for f in story.facts if f.group in groups]
    paid = [f for f in facts if f.name == "amount" and f.per is None]
    sums = [(f.currency or "", f.number) for f in paid if f.number is not None]
    ours = deal.amount
    same = ours is None or not sums or any(same_money((ours.currency or "", ours.value), s) for s in sums)
    return same and any(f.name == "stage" and f.value == "acquisition" for f in facts)


def with_undone(flagged: Flagged) -> Flagged:
    """An article without a label, with the deals that it undoes in the place of those that it tells."""
    return flagged if flagged.labels else flagged.model_copy(update={"deals": flagged.undone})


def claims_undone(window: Window, story: Story, flagged: Flagged, member: Member) -> list[StoryFact]:
    """What it claims of the deals that the story tells: it names no new one, and no new party."""
    outlet = family(window.families, flagged.article.publisher)
    both = ((deal, _turned(deal)) for deal in flagged.undone)
    sided = (next((one for one in sides if _groups(one, story)), None) for sides in both)
    deals = tuple(deal for deal in sided if deal is not None)
    claims = claims_of(with_undone(flagged.model_copy(update={"undone": deals})), outlet, member.told_at)
    return claims_of_payers(story, claims)


def claims_of_payers(story: Story, claims: Iterable[StoryFact]) -> list[StoryFact]:
    """What is taken of such claims: of the payers those that the story names."""
    known = {(f.name, value_key(f)) for f in story.facts}
    return [c for c in claims if c.name in SAID and (c.name != "investor" or (c.name, value_key(c)) in known)]


def as_told(deal: Deal, story: Story, member: Member) -> Deal | None:
    """The deal that an article undoes, with the sides that the story gives it; None where it tells no such deal.

    `report of an Apple takeover is false, X says` is of Apple's purchase of X, and reads like X's of Apple.
    """
    sided = next((one for one in (deal, _turned(deal)) if _is_of(one, story, member)), None)
    if sided is not None and sided.status == "closed" and not _is_purchase(sided, story):
        return None  # `X and Y close deal`: of a round, it is the deal itself
    return sided


def _turned(deal: Deal) -> Deal:
    """The deal with its two sides changed; as it is, where it has not two."""
    if len(deal.investors) != 1 or deal.target is None:
        return deal
    return deal.model_copy(update={"investors": (deal.target,), "target": deal.investors[0]})


def _groups(deal: Deal, story: Story) -> set[str]:
    """The names under which a story tells of a deal with this firm."""
    firm = deal.target.value if deal.target is not None else ""
    return {f.group for f in story.facts if f.name == "target" and one_firm(f.value, firm)}


def _is_of(deal: Deal, story: Story, member: Member) -> bool:
    """Whether a story tells this deal of these parties, about then."""
    groups = _groups(deal, story)
    facts = [f for f in story.facts if f.group in groups]
    theirs = {name_key(f.value) for f in facts if f.name == "investor"}
    ours = {name_key(fact.value) for fact in deal.investors}
    if (ours and theirs and not ours & theirs) or (ours and not theirs):
        return False
    told = [r.at for f in facts if f.name == "status" and f.value not in CAME for r in f.reports]
    if not told:
        return False
    early = EARLY if deal.status == "closed" else SOON
    late = SOON if deal.status == "denied" else DAYS
    return min(told) - early <= member.told_at <= max(told) + late
