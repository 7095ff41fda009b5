"""`join` and `split`: a person's word on which articles tell one story, appended to `flagged`.

`cluster` obeys it where it stands in the order of the log, so that reading the log again gives the same stories;
the opposite word takes it back, and the last one holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from datetime import datetime

    from newswatch.messages import Member, Ruling, Story
    from newswatch.ports import Store

JSON = Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")]
BY = Annotated[str, typer.Option("--by", help="Who says so. Default: your user name.")]
LETTERS = 6
"""Of an article's id, how many tell it."""
STORY = typer.Argument(metavar="STORY", help="A story's id, or its first letters.")


def join(
    story: Annotated[str, STORY],
    other: Annotated[str, typer.Argument(metavar="STORY|URL", help="The other story, or an article of it.")],
    by: BY = "",
    json: JSON = False,
) -> None:
    """Say that two stories are one. The card that goes says where it went."""
    from newswatch.cli.opening import opened
    from newswatch.cli.peace import user_here
    from newswatch.settings import load_settings

    settings = load_settings()
    with opened(settings) as ports:
        stays = live_story(ports.store, story, settings.now())
        goes = live_story(ports.store, other, settings.now())
        ruling = joining(stays, goes, by or user_here(), settings.now())
        ports.log.append([ruling])
    _tell(json, ruling, f"One story from now on: {stays.headline} | {goes.headline}", stays, goes)


def split(
    story: Annotated[str, STORY],
    urls: Annotated[
        list[str],
        typer.Argument(metavar="URL", help="The articles that tell another story, by address or id."),
    ],
    by: BY = "",
    json: JSON = False,
) -> None:
    """Say that articles do not belong to a story. They and the rest are two; the first article keeps the card."""
    from newswatch.cli.opening import opened
    from newswatch.cli.peace import user_here
    from newswatch.settings import load_settings
    from processors.stories.snapshot import keeper

    settings = load_settings()
    with opened(settings) as ports:
        told = live_story(ports.store, story, settings.now())
        ruling = splitting(ports.store, told, urls, by or user_here(), settings.now())
        ports.log.append([ruling])
    count = len(ruling.leaving)
    words = (
        f"{count} article{'s' if count != 1 else ''} will leave: {told.headline}"
        if count
        else f"They are two stories already, and will stay two: {told.headline}"
    )
    if keeper(told).id in ruling.leaving:
        words += " (and take the card along: the story's first article is among them)"
    _tell(json, ruling, words, told)


def joining(stays: Story, goes: Story, by: str, at: datetime) -> Ruling:
    """The ruling that two stories are one. Raises NewswatchError where they are one already."""
    from newswatch.errors import NewswatchError
    from newswatch.messages import Ruling

    if stays.id == goes.id:
        raise NewswatchError(f"Both are story {stays.id} already: there is nothing to join.")
    return Ruling(decision="join", article=_first(goes).id, other=_first(stays).id, by=by, at=at)


def splitting(store: Store, story: Story, named: Sequence[str], by: str, at: datetime) -> Ruling:
    """The ruling that articles leave a story, or that an article of another story never joins it.

    Raises NewswatchError where it names no article that could leave, or all of them.
    """
    from newswatch.errors import NewswatchError
    from newswatch.messages import Ruling

    here = [(name, _member(store, story, name)) for name in named]
    strangers = [name for name, member in here if member is None]
    leaving = list(dict.fromkeys(member.id for _, member in here if member is not None))
    if strangers and (leaving or len(strangers) > 1):
        raise NewswatchError(
            f"{', '.join(strangers)}: not in story {story.id}. `newswatch show {story.id[:12]}` lists its articles."
        )
    if strangers:  # an article of another story: the two are never to become one
        where = live_story(store, strangers[0], at)
        article = _member(store, where, strangers[0]) or _first(where)
        if article.id in story.apart:
            raise NewswatchError(f"{strangers[0]} is kept out of story {story.id} already.")
        return Ruling(decision="split", article=article.id, other=_first(story).id, by=by, at=at)
    rest = [m for m in story.members if m.id not in leaving]
    if not rest:
        raise NewswatchError(f"These are all the articles of story {story.id}: leave one in it at least.")
    first = min(rest, key=lambda m: (m.discovered_at, m.id))
    return Ruling(decision="split", article=leaving[0], other=first.id, leaving=tuple(leaving), by=by, at=at)


def live_story(store: Store, name: str, now: datetime) -> Story:
    """The story of this id, its first letters, or with an article of this address: where it went, if it was merged.

    Raises NewswatchError where there is none, and for one that is too old to change.
    """
    from newswatch.cli.look import starting_with
    from newswatch.errors import NewswatchError
    from newswatch.messages import Story
    from newswatch.ports import every
    from processors.alerting.gone import gone_into
    from processors.stories.window import DAYS

    stored = store.get("stories", name) or starting_with(store, "stories", name)
    if stored is None:
        ids = set(_ids(store, name))
        stories = (Story.model_validate(doc.body) for doc in every(store, "stories"))
        story = next((s for s in stories if _among(s, name, ids) is not None), None)
        stored = store.get("stories", story.id) if story else None
        if stored is None and any(store.get("articles", id_) for id_ in ids):
            raise NewswatchError(
                f"{name} is in no story: neither a deal nor a launch was found in it. "
                f"`newswatch explain {name}` says why."
            )
    if stored is None:
        raise NewswatchError(f"There is no story {name!r}. `newswatch stories` lists them.")
    story = gone_into(store, Story.model_validate(stored.body))
    if now - story.updated_at > DAYS:
        raise NewswatchError(
            f"Story {story.id} last changed on {story.updated_at:%Y-%m-%d}: after {DAYS.days} days a story is closed."
        )
    return story


def _member(store: Store, story: Story, name: str) -> Member | None:
    """The story's article of this address or id."""
    return _among(story, name, set(_ids(store, name)))


def _among(story: Story, name: str, ids: set[str]) -> Member | None:
    return next(
        (
            m
            for m in story.members
            if m.id in ids or m.url == name or (len(name) >= LETTERS and m.id.startswith(name))
        ),
        None,
    )


def _ids(store: Store, url: str) -> Iterator[str]:
    """The ids that the article at an address may have: that of the address, and that of where it led to."""
    from newswatch.addresses import article_id, normalise, strip_credentials
    from newswatch.messages import digest

    try:
        address = normalise(strip_credentials(url))
    except ValueError:
        return
    yield article_id(address)
    listed = store.get("urls", digest(address))
    if listed is not None and listed.body.get("article"):
        yield str(listed.body["article"])


def _first(story: Story) -> Member:
    return min(story.members, key=lambda m: (m.discovered_at, m.id))


def _tell(json: bool, ruling: Ruling, words: str, *stories: Story) -> None:
    from newswatch.cli.output import document, err, out
    from newswatch.logs import one_line
    from newswatch.messages import json_of

    if json:
        document({"ruling": json_of(ruling), "stories": [story.id for story in stories]})
        return
    out(one_line(words))
    err("The services that run apply it at once; without them, `newswatch drain` does.")
