"""`demo` and `sources`: the first look, and what is watched."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from newswatch.cli.usage import Command

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


@sources_app.command("list", cls=Command, short_help="List the sources, and how each fares.")
def sources_list(json: JSON = False) -> None:
    """List the sources: how each fares, its last success, entries a day, text read, delay, errors."""
    from newswatch.cli.opening import opened
    from newswatch.cli.output import document, listing, out
    from newswatch.cli.pipeline import with_own_folder
    from newswatch.cli.sources_shown import COLUMNS, listed, row
    from newswatch.settings import load_settings

    settings = with_own_folder(load_settings())
    with opened(settings) as ports:
        found = listed(settings, ports.store)
    if json:
        for one in found:
            document(one)
    else:
        for line in listing(COLUMNS, [(cells, (remark,)) for cells, remark in map(row, found)]):
            out(line)


@sources_app.command("due", cls=Command)
def sources_due(json: JSON = False) -> None:
    """List the sources whose time has come."""
    from crawlers.crawl import due
    from newswatch.cli.crawling import chosen
    from newswatch.cli.opening import opened
    from newswatch.cli.output import document, out
    from newswatch.cli.pipeline import with_own_folder
    from newswatch.settings import load_settings

    settings = with_own_folder(load_settings())
    with opened(settings) as ports:
        wanted = chosen(settings, [], ports.store, tell=False)
        ids = [source.id for source in due(wanted, ports.store, settings.now())]
    if json:
        document(ids)
    else:
        out("\n".join(ids) or "none")


@sources_app.command(
    "add", cls=Command, short_help="Find a site's feeds and sitemaps, and write a source's file."
)
def sources_add(
    site: Annotated[str, typer.Argument(help="The site's address, or that of its feed or sitemap.")],
    write: Annotated[
        Path | None, typer.Option(help="Folder for the file; NEWSWATCH_CONFIG_DIR/sources if not given.")
    ] = None,
    id_: Annotated[
        str, typer.Option("--id", help="The source's id; made from its address if not given.")
    ] = "",
    name: Annotated[str, typer.Option(help="The publisher's name.")] = "",
    language: Annotated[str, typer.Option(help="Two letters, where the site does not tell.")] = "",
    first_party: Annotated[
        str, typer.Option(metavar="COMPANY", help="The watched company that speaks of itself here.")
    ] = "",
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="It may be at a private address (an intranet).")
    ] = False,
    json: JSON = False,
) -> None:
    """Find a site's feeds and sitemaps, show what they give, and write the source's file.

    Without a folder to write to, the file's text alone is on stdout.
    """
    from newswatch.cli.output import document, err, out
    from newswatch.cli.sources_add import Wish, add
    from newswatch.cli.sources_shown import added_json, added_lines
    from newswatch.logs import configure_logs
    from newswatch.settings import load_settings

    settings = load_settings()
    configure_logs(settings.log_format, "error")
    wish = Wish(site, id_, name, language, first_party, allow_private, write)
    done = add(settings, wish)
    if json:
        document(added_json(done))
        return
    tell = out if done.written else err
    for line in added_lines(done):
        tell(line)
    if not done.written:
        out(done.text.rstrip("\n"))


@sources_app.command("check", cls=Command, short_help="Try sources once, and say what is amiss.")
def sources_check(
    sources: Annotated[
        list[str] | None, typer.Argument(help="Ids of sources. Default: all that are enabled.")
    ] = None,
    json: JSON = False,
) -> None:
    """Try every source once: robots.txt, list, entries, dates, freshness; exits 1 where one is amiss."""
    from newswatch.cli.crawling import chosen, mistakes_in
    from newswatch.cli.opening import opened
    from newswatch.cli.output import document, err, listing, out
    from newswatch.cli.pipeline import with_own_folder
    from newswatch.cli.sources_check import check, hint
    from newswatch.cli.sources_shown import CHECK_COLUMNS, check_json, check_row
    from newswatch.logs import configure_logs, one_line
    from newswatch.settings import load_settings

    settings = with_own_folder(load_settings())
    configure_logs(settings.log_format, "error")
    with opened(settings) as ports:
        wanted = chosen(settings, sources or [], ports.store, tell=False)
    wrong = mistakes_in(settings, sources or [])
    found = check(settings, wanted)
    if json:
        for id_, one in found.items():
            document(check_json(id_, one))
    else:
        rows = [(cells, (remark,)) for cells, remark in (check_row(*one) for one in found.items())]
        for line in listing(CHECK_COLUMNS, rows):
            out(line)
    for line in wrong:
        err(f"wrong file: {one_line(line)}")
    if text := hint(settings, found):
        err(text)
    if wrong or not all(one.ok for one in found.values()):
        raise typer.Exit(1)
