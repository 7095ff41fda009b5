"""`init`: what the servers must hold before newswatch can run on them."""

from __future__ import annotations

from typing import Annotated

import typer

JSON = Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")]


def init(
    check: Annotated[
        bool, typer.Option("--check", help="Only compare; needs no administrator's right.")
    ] = False,
    mend: Annotated[bool, typer.Option("--mend", help="Change what differs and can be changed.")] = False,
    print_: Annotated[bool, typer.Option("--print", help="Write what an administrator must create.")] = False,
    migrate: Annotated[
        bool, typer.Option("--migrate", help="Move articles and stories to new mappings.")
    ] = False,
    slack: Annotated[bool, typer.Option("--slack", help="Check the token, scopes and channels.")] = False,
    test: Annotated[bool, typer.Option("--test", help="Post one card marked TEST to each channel.")] = False,
    json: JSON = False,
) -> None:
    """Create the topics and indices that are missing, compare the rest, and say what differs."""
    from newswatch.cli import preparing
    from newswatch.cli.output import document, out
    from newswatch.settings import load_settings

    settings = load_settings()
    if slack or test:
        if not preparing.slack_ready(settings, post=test, json=json):
            raise typer.Exit(1)
        return
    if print_:
        out(preparing.for_an_administrator(settings))
        return
    done = preparing.migrated(settings) if migrate else preparing.prepared(settings, check=check, mend=mend)
    if json:
        document({"done": done.done, "differences": done.differences})
    else:
        for line in done.done:
            out(line)
        for line in done.differences:
            out(f"differs: {line}")
        if not done.done and not done.differences:
            out("All is as it must be.")
    if done.differences:
        raise typer.Exit(1)
