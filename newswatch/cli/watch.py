"""`demo` and `sources`: the first look, and what is watched."""

from __future__ import annotations

from typing import Annotated

import typer

JSON = Annotated[bool, typer.Option("--json", help="JSON on stdout.")]

sources_app = typer.Typer(help="The sites that are watched, one YAML file each.", no_args_is_help=True)


def demo(
    serve: Annotated[
        bool, typer.Option("--serve", help="Leave the small web and the store standing afterwards.")
    ] = False,
    json: JSON = False,
) -> None:
    """Play a day of a small news web, offline, from crawl to alert; exits 1 unless all is as expected."""
    from newswatch.cli.playing import play_demo
    from newswatch.logs import configure_logs

    configure_logs("console", "error")
    if not play_demo(serve=serve, json=json):
        raise typer.Exit(1)


@sources_app.command("list")
def sources_list(json: JSON = False) -> None:
    """List the sources with their last success."""
    from crawlers.sources import load_sources
    from newswatch.cli.opening import opened, source_dirs
    from newswatch.cli.output import document, table
    from newswatch.settings import load_settings

    settings = load_settings()
    known = load_sources(source_dirs(settings))
    with opened(settings) as ports:
        states = ports.store.get_many("sources", list(known))
    rows = []
    for id_, source in sorted(known.items()):
        state = states[id_].body if id_ in states else {}
        if json:
            document({**source.model_dump(mode="json"), "state": dict(state)})
        rows.append(
            (
                id_ if source.enabled else f"{id_} (off)",
                source.publisher,
                source.language,
                "first party" if source.first_party else "press",
                (state.get("last_success") or "never")[:19],
                state.get("last_error") or "",
            )
        )
    if not json:
        table(
            f"Sources: {len(rows)}",
            ("id", "publisher", "language", "kind", "last success", "last error"),
            rows,
        )


@sources_app.command("due")
def sources_due(json: JSON = False) -> None:
    """List the sources whose time has come."""
    from crawlers.crawl import due
    from newswatch.cli.crawling import chosen
    from newswatch.cli.opening import opened
    from newswatch.cli.output import document, out
    from newswatch.settings import load_settings

    settings = load_settings()
    with opened(settings) as ports:
        ids = [source.id for source in due(chosen(settings, [], ports.store), ports.store, settings.now())]
    if json:
        document(ids)
    else:
        out("\n".join(ids) or "none")
