"""`dead`: what came to nothing, by reason, source and time; and once more, please."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from newswatch.cli.usage import Command

if TYPE_CHECKING:
    from newswatch.cli.failing import Wanted

JSON = Annotated[bool, typer.Option("--json", help="JSON lines on stdout.")]
STAGE = Annotated[
    str | None, typer.Option("--stage", help="Only this stage's; `crawl`: what could not be fetched.")
]
REASON = Annotated[
    str | None,
    typer.Option(
        "--reason", help="Only this reason's: not-html, http-404, robots, bug …; `http` is all of http-…."
    ),
]
SOURCE = Annotated[str | None, typer.Option("--source", help="Only this source's.")]
SINCE = Annotated[
    str | None, typer.Option("--since", help="From this time on: 2023-01-23 or 2023-01-23T14:00.")
]
UNTIL = Annotated[str | None, typer.Option("--until", help="Before this time.")]

dead_app = typer.Typer(help="Input that could not be used or fetched, and why.", no_args_is_help=True)


@dead_app.command("list", cls=Command, short_help="List what could not be used or fetched, and why.")
def dead_list(
    stage: STAGE = None,
    reason: REASON = None,
    source: SOURCE = None,
    since: SINCE = None,
    until: UNTIL = None,
    json: JSON = False,
) -> None:
    """List what could not be used (dead letters) or fetched (addresses), the oldest first."""
    from newswatch.cli.failing import failures
    from newswatch.cli.output import document, minute, tell_list

    with _opened() as ports:
        found = failures(ports.store, _wanted((), stage, reason, source, since, until))
    if json:
        for one in found:
            document({key: value for key, value in one.items() if key != "record"})
        return
    rows = [
        ((b["id"][:12], minute(b["at"]), b["stage"], b["reason"]), (b.get("url") or b["origin"], _why(b)))
        for b in found
    ]
    tell_list(("id", "at", "stage", "reason"), rows, "No dead letters.")


def _why(one: dict[str, Any]) -> str:
    again = f"tried again {one['next_try'][:16]}: " if one.get("next_try") else ""
    return f"{again}{one['text'][:120]}"


@dead_app.command("show", cls=Command)
def dead_show(
    id_: Annotated[str, typer.Argument(metavar="ID", help="Its id, or the first letters.")],
    json: Annotated[bool, typer.Option("--json", help="As it is without.")] = False,
) -> None:
    """Show one of them, the original record included, as JSON."""
    from newswatch.cli.failing import Wanted, failures, one_of
    from newswatch.cli.output import document

    del json  # a record is for programs: there is no other form of it
    with _opened() as ports:
        document(one_of(failures(ports.store, Wanted(ids=(id_,))), id_))


@dead_app.command("retry", cls=Command, short_help="Try them again, by id or all that fit.")
def dead_retry(
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="ID", help="Ids, or their first letters.")
    ] = None,
    stage: STAGE = None,
    reason: REASON = None,
    source: SOURCE = None,
    since: SINCE = None,
    until: UNTIL = None,
    json: JSON = False,
) -> None:
    """Try them again, by id or all that fit: a record goes back to its topic, an address to the next crawl."""
    from newswatch.cli.failing import retry
    from newswatch.cli.output import document, out
    from newswatch.errors import NewswatchError

    wanted = _wanted(tuple(ids or ()), stage, reason, source, since, until)
    if not wanted.is_limited:
        raise typer.BadParameter("Say which: ids, or --stage, --reason, --source, --since or --until.")
    with _opened() as ports:
        result = retry(ports.log, ports.store, wanted, ports.settings.now())
    if not result.done and not result.left:
        raise NewswatchError("None of these is a dead letter. `newswatch dead list` shows those there are.")
    if json:
        document({"retried": result.done, "left": result.left})
    else:
        out(f"{len(result.done)} retried; `newswatch crawl --due` and `newswatch drain` work them.")
    if result.left:
        told = "; ".join(f"{id_[:12]}: {why}" for id_, why in list(result.left.items())[:5])
        raise NewswatchError(f"{len(result.left)} can't be retried: {told}")


def _wanted(
    ids: tuple[str, ...],
    stage: str | None,
    reason: str | None,
    source: str | None,
    since: str | None,
    until: str | None,
) -> Wanted:
    from newswatch.cli.failing import Wanted
    from newswatch.cli.look import span
    from processors.pipeline import STAGES

    stages = ["crawl", *(one.name for one in STAGES)]
    if stage and stage not in stages:
        raise typer.BadParameter(f"{stage!r} is no stage. They are: {', '.join(stages)}.")
    return Wanted(ids, stage, reason, source, *span(since, until))


def _opened() -> Any:
    from newswatch.cli.opening import opened
    from newswatch.settings import load_settings

    return opened(load_settings())
