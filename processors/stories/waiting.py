"""Denials and ends of deals that nobody has told so far: each waits as a silent story without a label until one tells
its deal.

Outlets are read in no order: a denial is often found before the report that it denies, and an end before who tells the
dead deal late: it would be lost, and the deal told as if it were alive. It is a story since the window is nothing but
stories: so it outlives a restart, and reading again gives the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from newswatch.messages import Flagged, Story, StoryFact
from processors.matching.keys import member_of
from processors.matching.named import name_key
from processors.matching.told import told_at
from processors.stories.again import went
from processors.stories.answers import SAID, as_told, claims_of_payers, with_undone
from processors.stories.facts import claims_of
from processors.stories.outlets import family
from processors.stories.snapshot import bare, compose
from processors.stories.window import Window, fresh_id, party_words, story_of


def waiting(window: Window, flagged: Flagged) -> list[Story]:
    """The story as which what an article undoes waits; none where it undoes nothing, or comes from an archive."""
    article = flagged.article
    if article.silent or not (claims := undoing(window, flagged)):
        return []
    member = bare(member_of(with_undone(flagged))).model_copy(update={"silent": True})
    new = Story(
        id=fresh_id(window, article), version=0, headline="", first_seen=article.discovered_at,
        first_reported=member.told_at, updated_at=article.fetched_at,
    )  # fmt: skip
    return [compose(window.families, new, [member], claims, article.fetched_at)]


def undoing(window: Window, flagged: Flagged) -> list[StoryFact]:
    """What an article claims of the deals that it denies or ends, whoever told them."""
    article = flagged.article
    at = told_at(article) or article.discovered_at
    claims = claims_of(with_undone(flagged), family(window.families, article.publisher), at)
    return [claim for claim in claims if claim.name in SAID]


def with_undoing(window: Window, stories: Sequence[Story], at: datetime) -> list[Story]:
    """New versions of stories, with the denials and ends that waited for them; what waited goes into them."""
    if not window.waiting:
        return list(stories)
    made: list[Story] = []
    gone: set[str] = set()
    for story in stories:
        words = party_words(story) if story.labels else frozenset()
        others = (one for one in window.waiting if one not in gone and one != story.id)
        for id_ in sorted(one for one in others if window.waiting[one] & words):
            denial = story_of(window, id_)
            if _ruled_apart(story, denial):
                continue
            if (whole := _answered(window, story, denial, at)) is not None:
                story = whole
                made.append(went(denial, story.id, at))
                gone.add(id_)
        made.append(story)
    return sorted(
        made, key=lambda one: one.merged_into is not None
    )  # who takes something in is written first


def _ruled_apart(a: Story, b: Story) -> bool:
    """Whether a person split an article of one from the other."""
    return any(m.id in one.apart for one, other in ((a, b), (b, a)) for m in other.members)


def _turned(fact: StoryFact, target: str) -> StoryFact:
    """What is claimed of a deal, as claimed of the one with its sides changed."""
    names = {"target": "investor", "investor": "target"}
    return fact.model_copy(
        update={"group": f"deal:{name_key(target)}", "name": names.get(fact.name, fact.name)}
    )


def _answered(window: Window, story: Story, denial: Story, at: datetime) -> Story | None:
    """The same version of the story with a denial or an end that waited, if that is of its deal."""
    claims: list[StoryFact] = []
    for deal in denial.deals:
        # a person may have joined several that wait: what one of them undoes, they all do
        sided = next(filter(None, (as_told(deal, story, member) for member in denial.members)), None)
        if sided is not None and deal.target is not None and sided.target is not None:
            group = f"deal:{name_key(deal.target.value)}"
            facts = [fact for fact in denial.facts if fact.group == group]
            claims += facts if sided == deal else [_turned(fact, sided.target.value) for fact in facts]
    if not claims:
        return None
    claims = claims_of_payers(story, claims)
    before = story.model_copy(update={"version": story.version - 1})
    members = (member.model_copy(update={"part": None}) for member in denial.members)
    return compose(window.families, before, [*story.members, *members], [*story.facts, *claims], at,
                   apart=(*story.apart, *denial.apart))  # fmt: skip
