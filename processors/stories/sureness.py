"""Whether a story is sure: one strong sign is enough, or a second outlet that has its news from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from newswatch.messages import Member, Story
from processors.matching.strength import is_sure
from processors.stories.outlets import Families, family


def is_unsure(families: Families, before: Story, members: Iterable[Member], found: Mapping[str, str]) -> bool:
    """Whether these articles leave a story unsure: weak signs in all of them, and one outlet that has it by itself.

    `found`: where each has its news from (`origins`). What is sure stays so while it keeps its articles: one that comes
    late may be where two others have it from, and a page may be rewritten.
    """
    told = tuple(members)
    if any(is_sure(m.score) for m in told):
        return False
    kept = {m.id for m in told}
    if before.members and not before.unsure and all(m.id in kept for m in before.members):
        return False
    return len({family(families, m.publisher) for m in told if m.labels and found[m.id] == m.id}) < 2
