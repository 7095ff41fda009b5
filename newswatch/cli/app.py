"""The newswatch command: every subcommand is a function in one of the modules of this package.

They import what they need when they run, so that `newswatch --help` answers at once.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from newswatch.cli import (
    backfill,
    dead,
    detect,
    digest,
    doctor,
    init,
    look,
    mend,
    peace,
    peace_upkeep,
    pipeline,
    rulings,
    serve,
    watch,
)

app = typer.Typer(
    name="newswatch",
    help="Watches tech news and tells, once, when big-tech money moves into AI and when a rival ships AI.",
    no_args_is_help=True,
    rich_markup_mode=None,  # plain help answers in half the time
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def told_version(asked: bool) -> None:
    """Print the version and end."""
    if asked:
        from importlib.metadata import version

        sys.stdout.write(f"newswatch {version('newswatch')}\n")
        raise typer.Exit


@app.callback()
def newswatch(
    version: Annotated[
        bool, typer.Option("--version", callback=told_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    del version


REFUSED, TRY_AGAIN, NOTHING_TO_DO = 1, 75, 99

app.command("demo")(watch.demo)
app.command("run")(pipeline.run)
app.command("drain")(pipeline.drain)
app.command("crawl")(pipeline.crawl)
app.command("backfill")(backfill.backfill)
app.add_typer(watch.sources_app, name="sources")
app.command("search")(look.search)
app.command("stories")(look.stories)
app.command("show")(look.show)
app.command("explain")(look.explain)
app.command("try")(detect.try_)
app.command("eval")(detect.eval_)
app.command("backtest")(detect.backtest)
app.add_typer(detect.rules_app, name="rules")
app.add_typer(dead.dead_app, name="dead")
app.add_typer(mend.alerts_app, name="alerts")
mend.alerts_app.command("retry")(peace.alerts_retry)
app.command("silence")(peace.silence)
app.command("feedback")(peace.feedback)
app.command("join")(rulings.join)
app.command("split")(rulings.split)
app.command("digest")(digest.digest)
app.command("upkeep")(peace_upkeep.upkeep)
app.command("rebuild")(mend.rebuild)
app.command("init")(init.init)
app.command("doctor")(doctor.doctor)
app.command("serve")(serve.serve)
app.command("config")(mend.config)


TOLD = "NEWSWATCH_TOLD"
"""In the environment of what this process starts: what is amiss with the settings' names was told."""


def tell_unknown_settings() -> None:
    """Warn on stderr of each NEWSWATCH_… name that is no setting: a slip would change nothing, and say nothing."""
    named = Path(".env").is_file() or any(name.upper().startswith("NEWSWATCH_") for name in os.environ)
    if not named or TOLD in os.environ or {"-h", "--help", "--version"} & set(sys.argv):
        return
    from newswatch.settings import unknown_settings

    for line in unknown_settings():
        sys.stderr.write(f"newswatch: warning: {line}\n")
    os.environ[TOLD] = "1"


def main() -> None:
    """Run the command; an error that newswatch raised on purpose is one readable line and an exit code."""
    from newswatch.errors import NewswatchError, Transient

    try:
        tell_unknown_settings()
        app()
    except Transient as error:
        sys.stderr.write(f"newswatch: {error}\n")
        sys.exit(TRY_AGAIN)
    except NewswatchError as error:
        sys.stderr.write(f"newswatch: {error}\n")
        sys.exit(REFUSED)
    except BrokenPipeError:
        sys.exit(0)
