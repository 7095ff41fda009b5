"""`digest`: a day in one message, printed or posted."""

from __future__ import annotations

from typing import Annotated

import typer

JSON = Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")]


def digest(
    day: Annotated[
        str,
        typer.Option(
            "--day", metavar="YYYY-MM-DD", help="The day, in NEWSWATCH_TIMEZONE. Default: yesterday."
        ),
    ] = "",
    post: Annotated[bool, typer.Option("--post", help="Send it to the channel, once a day.")] = False,
    json: JSON = False,
) -> None:
    """Tell what a day held, also when nothing happened: watched, told, held back and why, what is broken."""
    from newswatch.cli.digest_day import asked_day, digest_of_day, lines, post_digest
    from newswatch.cli.opening import opened
    from newswatch.cli.output import document, err, out
    from newswatch.logs import configure_logs
    from newswatch.messages import json_of
    from newswatch.settings import load_settings

    settings = load_settings()
    configure_logs(settings.log_format, settings.log_level)
    asked = asked_day(settings, day)
    if post and asked > asked_day(settings, ""):  # once a day: its whole would never be told
        raise typer.BadParameter(
            f"{asked} is not over yet: --post would tell a part of it, and the rest never."
        )
    with opened(settings) as ports:
        found = digest_of_day(settings, ports.store, asked)
        if json:
            document(json_of(found))
        elif not post:
            for line in lines(found):
                out(line)
        if post:
            state = post_digest(settings, ports, found)
            err(f"digest of {found.day}: {state}")
