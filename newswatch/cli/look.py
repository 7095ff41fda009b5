"""`search`, `stories`, `show` and `explain`: looking into the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from newswatch.settings import Settings

JSON = Annotated[bool, typer.Option("--json", help="JSON lines on stdout.")]
LABEL = Annotated[list[str] | None, typer.Option("--label", help="ai_investment or competitor_launch.")]
COMPANY = Annotated[
    list[str] | None, typer.Option("--company", help="A watched company, as the rules name it.")
]
SOURCE = Annotated[list[str] | None, typer.Option("--source", help="A source's id.")]
LANGUAGE = Annotated[list[str] | None, typer.Option("--language", help="fr, en …")]
SINCE = Annotated[
    str | None, typer.Option("--since", help="From this date on: 2023-01-23 or 2023-01-23T14:00.")
]
UNTIL = Annotated[str | None, typer.Option("--until", help="Before this date.")]
AMOUNT = Annotated[
    float | None,
    typer.Option("--min-amount", min=0, help="Deals of at least this amount, each in its own currency."),
]
SHORTEST = 4
"""Letters of an id below which it is no id: `show 7` would show whatever begins so."""
LIMIT = Annotated[int, typer.Option("--limit", min=1, max=1000, help="How many at most.")]


def search(
    query: Annotated[
        str, typer.Argument(help='Words; a "phrase" in double quotes. Default: everything, newest first.')
    ] = "",
    label: LABEL = None,
    company: COMPANY = None,
    source: SOURCE = None,
    language: LANGUAGE = None,
    since: SINCE = None,
    until: UNTIL = None,
    min_amount: AMOUNT = None,
    limit: LIMIT = 20,
    cursor: Annotated[
        str | None, typer.Option("--cursor", help="Go on where the last page of results ended.")
    ] = None,
    json: JSON = False,
) -> None:
    """Search all coverage, flagged or not."""
    from newswatch.cli.opening import opened
    from newswatch.cli.output import document, err, out, tell_list
    from newswatch.cli.telling import hit_row
    from newswatch.ports import Query
    from newswatch.settings import load_settings

    first, end = span(since, until)
    asked = Query(
        text=query,
        labels=labels_of(label),
        companies=tuple(company or ()),
        sources=tuple(source or ()),
        languages=tuple(language or ()),
        since=first,
        until=end,
        min_amount=min_amount,
        limit=limit,
        cursor=cursor,
    )
    settings = load_settings()
    with opened(settings) as ports:
        found = ports.store.search("articles", asked)
    if json:
        for hit in found.hits:
            document({"id": hit.id, "score": hit.score, "highlights": hit.highlights, **hit.body})
    else:
        rows = [hit_row(hit) for hit in found.hits]
        tell_list(("published", "outlet", "labels"), rows, f"Nothing found in {where(settings)}.")
        if found.suggestion:
            out(f"Did you mean: {found.suggestion}")
    if found.cursor:
        err(f"{len(found.hits)} of {found.total} found; more with --cursor {found.cursor}")


def stories(
    label: LABEL = None,
    company: COMPANY = None,
    since: SINCE = None,
    until: UNTIL = None,
    limit: LIMIT = 20,
    json: JSON = False,
) -> None:
    """List the stories, newest first."""
    from newswatch.cli.opening import opened
    from newswatch.cli.output import document, err, tell_list
    from newswatch.cli.telling import story_row
    from newswatch.ports import Query
    from newswatch.settings import load_settings

    first, end = span(since, until)
    asked = Query(
        labels=labels_of(label),
        companies=tuple(company or ()),
        since=first,
        until=end,
        limit=limit,
        newest_first=True,
    )
    settings = load_settings()
    with opened(settings) as ports:
        found = ports.store.search("stories", asked)
    if json:
        for hit in found.hits:
            document(hit.body)
        return
    rows = [story_row(hit.body) for hit in found.hits]
    tell_list(("id", "first told", "outlets", "labels"), rows, f"No stories in {where(settings)}.")
    if found.total > len(rows):
        err(f"{len(rows)} of {found.total} stories; --limit shows more.")


def show(
    id_: Annotated[
        str, typer.Argument(metavar="ID", help="A story's or an article's id, or its first letters.")
    ],
    json: JSON = False,
) -> None:
    """Show a story: its facts with the words that prove them, its articles, and its alert."""
    from newswatch.cli.opening import opened
    from newswatch.cli.output import document
    from newswatch.cli.telling import tell_article, tell_story
    from newswatch.errors import NewswatchError
    from newswatch.settings import load_settings

    with opened(load_settings()) as ports:
        for collection in ("stories", "articles"):
            stored = ports.store.get(collection, id_) or starting_with(ports.store, collection, id_)
            if stored and collection == "stories":
                alerts = ports.store.find("alerts", group=stored.id)
                if json:
                    document({"story": stored.body, "alerts": [alert.body for alert in alerts]})
                else:
                    members = [member["id"] for member in stored.body.get("members", ())]
                    articles = {id_: a.body for id_, a in ports.store.get_many("articles", members).items()}
                    tell_story(stored.body, [alert.body for alert in alerts], articles)
                return
            if stored:
                if json:
                    document({"article": stored.body})
                else:
                    tell_article(stored.body)
                return
    raise NewswatchError(f"There is no story and no article {id_!r}. `newswatch stories` lists the stories.")


def explain(
    url: Annotated[str, typer.Argument(help="The address of a page, as a feed or a reader has it.")],
    json: JSON = False,
) -> None:
    """Tell the fate of a URL through every stage, and why it did or did not alert."""
    from newswatch.addresses import normalise, strip_credentials
    from newswatch.cli.fates import watcher
    from newswatch.cli.opening import opened
    from newswatch.cli.output import document, out
    from newswatch.cli.sources_config import sources_in_force
    from newswatch.cli.telling import fate, fate_lines
    from newswatch.errors import NewswatchError
    from newswatch.settings import load_settings

    settings = load_settings()
    try:
        normalise(url)
    except ValueError:  # (not quoted: where it is torn, a password in it can't be told from the rest)
        raise typer.BadParameter("That is no web address: write it whole, from https:// on.") from None
    url = strip_credentials(url)
    with opened(settings) as ports:
        watched = sources_in_force(settings, ports.store, tell=False)
        told = {**fate(ports.store, url), "source": watcher(ports.store, watched, url)}
    if json:
        document(told)
    else:
        from newswatch.cli.reasons import with_otherwise

        for line in fate_lines({**told, "flagged": with_otherwise(told["flagged"], settings)}):
            out(line)
    if not told["known"]:
        raise NewswatchError(
            f"Nothing is known of {url}: no source listed it. `newswatch sources list` shows what is watched."
        )


def starting_with(store: Any, collection: Any, start: str) -> Any:
    """The one document whose id starts so: people copy the short ids of the lists. Raises where it is several."""
    from newswatch.errors import NewswatchError

    if len(start) < SHORTEST or not start.isascii():  # (no id has other signs)
        return None
    after = start[:-1] + chr(ord(start[-1]) - 1) + "\uffff"
    found = [doc for doc in store.find(collection, after=after, limit=2) if doc.id.startswith(start)]
    if len(found) > 1:
        raise NewswatchError(f"{start!r} begins several ids: write more of it.")
    return found[0] if found else None


def where(settings: Settings) -> str:
    """Which store was looked at: an embedded one belongs to the folder that one stands in."""
    from newswatch.connect import embedded_file

    file = embedded_file(settings.store_url)
    return str(file.resolve()) if file else "the store of NEWSWATCH_STORE_URL"


def labels_of(names: list[str] | None) -> tuple[str, ...]:
    """The labels asked for; a usage error (2) for one that there is not."""
    from newswatch.messages import LABELS

    for name in names or ():
        if name not in LABELS:
            raise typer.BadParameter(f"{name!r} is no label. The labels are: {', '.join(LABELS)}.")
    return tuple(names or ())


def span(since: str | None, until: str | None) -> tuple[Any, Any]:
    """Both ends as times. An end that is not after the beginning would find nothing, and look like silence."""
    first, end = when(since), when(until)
    if first is not None and end is not None and end <= first:
        raise typer.BadParameter(
            f"The end {until!r} is not after the beginning {since!r}: nothing lies between."
        )
    return first, end


def when(text: str | None) -> Any:
    """A date or time; without a zone it is UTC."""
    from datetime import UTC, datetime

    if not text:
        return None
    try:
        value = datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no date. Write 2023-01-23 or 2023-01-23T14:00.") from None
    try:
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    except OverflowError:
        raise typer.BadParameter(f"{text!r} is beyond the times of UTC, years 1 to 9999.") from None
