"""`upkeep`: forgets what is older than each setting says."""

from __future__ import annotations

from typing import Annotated

import typer


def upkeep(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only count; nothing is forgotten.")] = False,
    sure: Annotated[
        bool,
        typer.Option("--sure", help="Believe the clock, also where it went on by weeks since the last one."),
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")] = False,
) -> None:
    """Forget what is older than NEWSWATCH_KEEP_…_DAYS: records, documents, addresses, alerts that are done."""
    from newswatch.cli.opening import opened
    from newswatch.cli.output import document, err, out, tell_list
    from newswatch.cli.upkeep_day import upkeep_now
    from newswatch.settings import load_settings

    settings = load_settings()
    with opened(settings) as ports:
        reason, done = upkeep_now(settings, ports, dry_run=dry_run, sure=sure)
    if reason:
        err(
            f"Nothing was forgotten: {reason}. Where {settings.now():%Y-%m-%d} is right, tomorrow's upkeep forgets, or "
            "`newswatch upkeep --sure` now; else set the clock."
        )
    if json:
        document({"dry_run": dry_run, "doubt": reason, "kept": [kept.as_json() for kept in done]})
        return
    out("Would be forgotten" if dry_run or reason else "Forgotten")
    rows = [((kept.what, f"{kept.days} days", kept.count, kept.note), ()) for kept in done]
    tell_list(("what", "older than", "count", ""), rows, "Nothing.")
