"""`init`: what the servers must hold before newswatch can run on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from newswatch.settings import Settings

JSON = Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")]


def init(
    check: Annotated[
        bool, typer.Option("--check", help="Only compare; needs no administrator's right.")
    ] = False,
    mend: Annotated[bool, typer.Option("--mend", help="Change what differs and can be changed.")] = False,
    print_: Annotated[bool, typer.Option("--print", help="Write what an administrator must create.")] = False,
    migrate: Annotated[bool, typer.Option("--migrate", help="Move what is stored to new mappings.")] = False,
    slack: Annotated[bool, typer.Option("--slack", help="Check the token, scopes and channels.")] = False,
    test: Annotated[bool, typer.Option("--test", help="Post one card marked TEST to each channel.")] = False,
    kibana: Annotated[
        str,
        typer.Option("--kibana", metavar="URL", help="Import the dashboards there; --print writes the file."),
    ] = "",
    space: Annotated[
        str | None, typer.Option("--space", help="The space of Kibana; it must exist. Default: default.")
    ] = None,
    json: JSON = False,
) -> None:
    """Create the topics and indices that are missing, compare the rest, and say what differs."""
    from newswatch.cli import preparing
    from newswatch.cli.output import document, out
    from newswatch.cli.usage import single, unused
    from newswatch.settings import load_settings

    if kibana:
        others = {"--check": check, "--mend": mend, "--migrate": migrate, "--slack": slack, "--test": test}
        unused(others, "does not go with --kibana, which takes --space, --print and --json only")
    if not kibana or print_:  # (a file belongs to no space)
        unused({"--space": space is not None}, "goes with --kibana, where it imports")
    single(
        {
            "--check": check,
            "--mend": mend,
            "--print": print_,
            "--migrate": migrate,
            "--slack": slack,
            "--test": test,
        }
    )
    settings = load_settings()
    if kibana:
        _to_kibana(settings, kibana, space or "default", print_=print_, json=json)
        return
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


def _to_kibana(settings: Settings, url: str, space: str, *, print_: bool, json: bool) -> None:
    from newswatch.cli import kibana
    from newswatch.cli.output import document, out

    if print_:
        out(kibana.printed(settings).rstrip("\n"))
        return
    done = kibana.imported(settings, url, space)
    if json:
        document(done)
        return
    out(
        f"imported {done['objects']} objects into the space {space}, {done['replaced']} of them were there before"
    )
    for title, link in done["dashboards"].items():
        out(f"{title}: {link}")
