"""`backfill`: crawls the past of chosen sources; it is indexed and flagged, and never told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from crawlers.archive import Span
    from newswatch.settings import Settings

LONGEST = 366
"""Days of one call."""


def backfill(
    sources: Annotated[list[str], typer.Argument(help="Ids of sources.")],
    first: Annotated[str, typer.Option("--from", metavar="DAY", help="The first day (UTC): 2026-01-31.")],
    last: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="DAY",
            help="The last day (UTC), yesterday at the latest. Default: that of --from.",
        ),
    ] = "",
    limit: Annotated[
        int, typer.Option("--limit", min=1, max=5000, help="Pages at most, the newest first.")
    ] = 200,
    skip_empty: Annotated[
        bool, typer.Option("--skip-empty", help="Exit with 99 when there was nothing to do.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")] = False,
) -> None:
    """Crawl sitemaps and feeds for pages of past days. They are indexed and flagged, and told nobody."""
    from newswatch.cli import crawling
    from newswatch.cli.output import document, err
    from newswatch.cli.pipeline import with_own_folder
    from newswatch.logs import configure_logs
    from newswatch.settings import load_settings

    settings = with_own_folder(load_settings())
    span = span_of(first, last or first, settings.now().date().isoformat())
    configure_logs(settings.log_format, settings.log_level)
    summary = backfill_once(settings, sources, span, limit)
    if json:
        document(summary)
    else:
        err(
            f"{summary['pages']} pages of {summary['entries']} entries of these days, {summary['failed']} failed"
        )
        err("They go through the stages that are served; else: newswatch drain extract flag cluster index")
    for id_, one in summary["sources"].items():
        for problem in one["problems"]:
            err(f"{id_}: {problem}")
    crawling.end(summary, skip_empty)


def backfill_once(settings: Settings, ids: list[str], span: Span, limit: int) -> dict[str, Any]:
    """Crawl these days; what was listed, fetched and refused. Raises ConfigError for an unknown source."""
    from dataclasses import asdict

    from crawlers.backfill import backfill as crawl_past
    from newswatch.cli.crawling import chosen, reach
    from newswatch.cli.opening import opened

    with opened(settings) as ports:
        wanted = chosen(settings, list(dict.fromkeys(ids)), ports.store)
        summary = crawl_past(wanted, span, limit, **reach(settings, ports))
    return asdict(summary)


def span_of(first: str, last: str, today: str) -> Span:
    """The days, whole ones that are over. A usage error (2) names what is wrong with them.

    Today is the usual crawl's: what a backfill took of it would be told nobody.
    """
    from datetime import date

    from crawlers.archive import Span

    try:
        span = Span(date.fromisoformat(first), date.fromisoformat(last))
    except ValueError:
        raise typer.BadParameter("Write the days as 2026-01-31.") from None
    if span.last < span.first:
        raise typer.BadParameter(f"--to {last} is before --from {first}.")
    if span.last >= date.fromisoformat(today):
        raise typer.BadParameter(
            f"--to {last} is not over yet (UTC): today's news is the usual crawl's, to be told."
        )
    if (span.last - span.first).days >= LONGEST:
        raise typer.BadParameter(f"{first} to {last} is more than a year: take it in parts.")
    return span
