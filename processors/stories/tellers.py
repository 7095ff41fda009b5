"""Who tells what a story is about: all but those who only deny or end it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from newswatch.messages import Member, StoryFact
from processors.stories.choice import UNDONE


def tellers(members: Sequence[Member], facts: Iterable[StoryFact]) -> Sequence[Member]:
    """The members without those that have no label and only say that the deal is none; all, where none else is left."""
    undoing = {r.article for f in facts if f.name == "status" and f.value in UNDONE for r in f.reports}
    return [m for m in members if m.labels or m.id not in undoing] or members


def ever_told(members: Sequence[Member], facts: Iterable[StoryFact]) -> Sequence[Member]:
    """Who tells it, or told it before the page was rewritten: the story is as old as the first of them."""
    return [m for m in members if m.labels or m.has_told] or tellers(members, facts)
