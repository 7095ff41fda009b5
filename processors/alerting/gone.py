"""Where a story went that was merged: its last version has no articles, and its id stays on cards and in lists."""

from __future__ import annotations

from newswatch.messages import Story
from newswatch.ports import Store


def gone_into(store: Store, story: Story) -> Story:
    """The story that this one is part of by now, however often it was merged; itself, where it was not."""
    seen: set[str] = set()
    while (into := story.merged_into) is not None and into not in seen:
        seen.add(into)
        stored = store.get("stories", into)
        if stored is None:
            break
        story = Story.model_validate(stored.body)
    return story
