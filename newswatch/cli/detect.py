"""`try`, `eval` and `rules`: what detection says, and how well."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from newswatch.cli.usage import Command

JSON = Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")]
LINES = Annotated[bool, typer.Option("--json", help="JSON lines on stdout, one for each input.")]

rules_app = typer.Typer(help="The rules by which articles are flagged.", no_args_is_help=True)


def try_(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="FILE",
            help="Pages, feeds, sitemaps or plain texts; - is stdin. With --title, none will do.",
        ),
    ] = None,
    url: Annotated[str, typer.Option("--url", help="The address of a single page or text.")] = "",
    title: Annotated[
        str, typer.Option("--title", help="The headline of a single plain text, or a headline alone.")
    ] = "",
    date: Annotated[str, typer.Option("--date", help="When it was published: 2023-01-24T09:00.")] = "",
    source: Annotated[str, typer.Option("--source", help="A source's id, or a publisher's name.")] = "",
    json: LINES = False,
) -> None:
    """Say what would become of pages, feeds or plain texts. Stores nothing."""
    from newswatch.cli.look import when
    from newswatch.cli.output import document, err, out, progress
    from newswatch.cli.pipeline import with_own_folder
    from newswatch.cli.trying import TITLE, Asked, lines_of, tried
    from newswatch.errors import NewswatchError
    from newswatch.settings import load_settings

    if not files and not title.strip():
        raise typer.BadParameter("name a FILE, or give a headline with --title.")
    files = files or [TITLE]
    if len(files) > 1 and (url or title or date):
        raise typer.BadParameter(
            "--url, --title and --date describe a single input; give one FILE with them."
        )
    asked = Asked(url=url, title=title, date=when(date), source=source)
    unread = 0
    for result in progress(
        tried(with_own_folder(load_settings()), files, asked), "reading files", len(files)
    ):
        if json:
            document(result)
        else:
            for line in lines_of(result):
                out(line)
        if result["kind"] == "unreadable":
            unread += 1
            err(f"{result['input']}: {result['rejected']['text']}")
    if unread:
        raise NewswatchError(f"{unread} of {len(files)} inputs could not be read; the lines above say why.")


def eval_(
    path: Annotated[
        Path,
        typer.Argument(help="Rows as JSON lines, labelled or not; or a folder of them but stories.jsonl."),
    ],
    predictions: Annotated[
        Path | None, typer.Option("--predictions", help="Write the prediction for each row to this file.")
    ] = None,
    clusters: Annotated[
        Path | None, typer.Option("--clusters", help="Write the story of each row to this file.")
    ] = None,
    stories: Annotated[
        Path | None, typer.Option("--stories", help="Labelled groups to score --clusters with.")
    ] = None,
    diff: Annotated[
        Path | None,
        typer.Option("--diff", help="A folder of other rules: list the rows whose labels they change."),
    ] = None,
    json: JSON = False,
) -> None:
    """Score detection on labelled rows; write what is predicted for them."""
    from newswatch.cli.measuring import measured
    from newswatch.cli.output import document, out
    from newswatch.cli.pipeline import with_own_folder
    from newswatch.settings import load_settings

    report = measured(with_own_folder(load_settings()), path, predictions, clusters, stories, diff)
    if json:
        document(report["scores"])
    else:
        for line in report["lines"]:
            out(line)


def backtest(
    rules: Annotated[Path, typer.Option("--rules", help="A folder of rules, laid over the shipped ones.")],
    since: Annotated[
        str | None, typer.Option("--from", help="What was flagged from this date on: 2023-01-23.")
    ] = None,
    until: Annotated[str | None, typer.Option("--to", help="Before this date.")] = None,
    json: JSON = False,
) -> None:
    """Tell what other rules would have alerted, over the stored log. Changes nothing."""
    from newswatch.cli.look import span
    from newswatch.cli.output import document, out
    from newswatch.cli.pipeline import with_own_folder
    from newswatch.cli.shadow import as_json, lines, run_backtest
    from newswatch.logs import configure_logs
    from newswatch.settings import load_settings

    settings = with_own_folder(load_settings())
    configure_logs(settings.log_format, settings.log_level)
    found = run_backtest(settings, rules, *span(since, until))
    if json:
        document(as_json(found))
    else:
        for line in lines(found):
            out(line)


@rules_app.command("check", cls=Command)
def rules_check(json: JSON = False) -> None:
    """Read the rules and run each one's own examples."""
    from newswatch.cli.assemble import tried_rules
    from newswatch.cli.opening import rule_dirs
    from newswatch.cli.output import document, err, out
    from newswatch.cli.pipeline import with_own_folder
    from newswatch.settings import load_settings
    from processors.detect.check import check_rules, meant, slips
    from processors.detect.words.files import disables_nothing, place
    from processors.detect.words.load import load_rules, unread_names

    settings = with_own_folder(load_settings())
    in_force = tried_rules(settings)
    shipped, *own = rule_dirs(settings)
    for name in unread_names(own[0]) if own else ():
        err(f"{own[0] / name} is not read: a file of rules is NAME.yml")
    found = check_rules(in_force)
    held = meant(found, in_force, load_rules([shipped])) if found and own else found
    problems = [f"{place([shipped, *own], one.section, one.rule, *one.key)}: {one}" for one in held]
    placed = ((place(own, one.section, one.id, *one.key), one) for one in slips(in_force))
    notes = [f"{where}: {one}" for where, one in placed if where]  # (of the shipped ones each is meant)
    for where, section, id_ in disables_nothing([shipped, *own]):
        notes.append(f"{where}: {section} {id_}: there is none with this id that it could take out")
    if len(held) < len(found):
        notes.append(
            f"{len(found) - len(held)} examples of shipped rules come out otherwise by a company that your files take "
            "out or change: they are not counted"
        )
    if json:
        document({"problems": problems, "notes": notes})
    for line in (*problems, *notes):
        err(line)
    if problems:
        raise typer.Exit(1)
    if not json:
        whose = f"the shipped ones and those in {own[0]}" if own else "the shipped ones alone"
        if settings.config_dir and not own:
            whose += f", for there is no folder {settings.config_dir / 'rules'}"
        out(f"All examples of all rules hold: {whose}.")


@rules_app.command("learn", cls=Command)
def rules_learn(
    files: Annotated[list[Path], typer.Argument(metavar="ROWS", help="Labelled rows as JSON lines.")],
    to: Annotated[Path, typer.Option("--to", help="The rule file to write: second-opinion.yml, say.")],
    keep: Annotated[
        float, typer.Option("--keep", min=0.5, max=1.0, help="The share of right alerts that must stay.")
    ] = 0.975,
    afresh: Annotated[
        bool, typer.Option("--afresh", help="Start from nothing, not from the shipped weights.")
    ] = False,
    wording: Annotated[
        bool, typer.Option("--wording", help="How launches are worded, in place of the second opinion.")
    ] = False,
    json: JSON = False,
) -> None:
    """Learn the second opinion, or the wording, from labelled rows."""
    from newswatch.cli.learning import learned
    from newswatch.cli.output import document, out
    from newswatch.cli.pipeline import with_own_folder
    from newswatch.cli.wording import wording_learned
    from newswatch.settings import load_settings

    settings = with_own_folder(load_settings())
    report = (
        wording_learned(settings, files, to, afresh)
        if wording
        else learned(settings, files, to, keep, afresh)
    )
    if json:
        document(report["scores"])
    else:
        for line in report["lines"]:
            out(line)
