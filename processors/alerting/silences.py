"""Silences: told not to alert of a story, a company or a source, until a time or until taken away.

They lie in the store beside the alerts. `deliver` reads them at a bounded rate (`watching`): a story that
is silenced before its card is posted gets none, and a card that is there stays right, without replies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Literal

from newswatch.messages import Instant, Model, Story, digest, json_of
from newswatch.ports import Store
from processors.alerting.kept import Body, change_kept, kept
from processors.alerting.routes import key, parties

GROUP = "silence"
Kind = Literal["story", "company", "source"]


class Silence(Model):
    """What is silenced, until when, by whom and why."""

    schema_version: int = 1
    id: str
    state: Literal["on"] = "on"
    kind: Kind
    value: str
    """A story's id, a company's name, a source's id."""
    article: str | None = None
    """Of a story whose id is no article's (it left another one): the first one, by which it is known once merged."""
    title: str = ""
    """Of the story, for a person."""
    until: Instant | None = None
    """None: until it is taken away."""
    reason: str = ""
    by: str = ""
    at: Instant
    heard: tuple[str, ...] = ()
    """Who says the same by reaction. Their word was there before this one is over, and does not outlive it."""


def silence_id(kind: Kind, value: str) -> str:
    """One silence a story, company or source: a second one replaces the first."""
    return f"silence:{digest(kind, key(value))}"


def known_by(story: Story) -> str | None:
    """The article by which a story is known that went into another; None where it is the one with the story's id."""
    if any(member.id == story.id for member in story.members):
        return None
    return min(story.members, key=lambda m: (m.discovered_at, m.id)).id if story.members else None


def put_silence(store: Store, silence: Silence) -> None:
    """Write it, in place of the one that was there; whose reactions were heard stays known."""

    def heard(before: Body | None) -> Body:
        known = before.get("heard", ()) if before is not None else ()
        return json_of(silence.model_copy(update={"heard": silence.heard or tuple(known)}))

    change_kept(store, silence.id, GROUP, heard)


def silences_of(store: Store) -> list[Silence]:
    """All silences, bygone ones too."""
    return [Silence.model_validate(stored.body) for stored in kept(store, GROUP)]


def silenced_by(silences: Iterable[Silence], story: Story, now: datetime) -> Silence | None:
    """The silence that holds for a story now, or None.

    A story's holds for those that it is merged into; a source's where all of the articles are its own, but for those
    that only deny the story, or were rewritten and tell it no longer.
    """
    ids = {story.id, *(member.id for member in story.members)}
    sources = {m.source for m in story.members if m.labels} or {m.source for m in story.members}
    companies: set[str] | None = None
    for silence in silences:
        if silence.until is not None and silence.until <= now:
            continue
        if silence.kind == "story" and not ids.isdisjoint((silence.value, silence.article)):
            return silence
        if silence.kind == "source" and sources == {silence.value}:
            return silence
        if silence.kind == "company":
            companies = {key(name) for name in parties(story)} if companies is None else companies
            if key(silence.value) in companies:
                return silence
    return None


def watching(
    store: Store, every: timedelta = timedelta(seconds=5)
) -> Callable[[Story, datetime], str | None]:
    """Why nobody is to be told of a story, or None: the silences, read anew when `every` is over."""
    known: list[Silence] = []
    read_at: datetime | None = None

    def silenced(story: Story, now: datetime) -> str | None:
        nonlocal known, read_at
        if read_at is None or not read_at <= now < read_at + every:  # a clock may be set back
            known, read_at = silences_of(store), now
        found = silenced_by(known, story, now)
        return None if found is None else found.reason or found.kind

    return silenced
