"""The newswatch command: every subcommand is a function in one of the modules of this package.

They import what they need when they run, so that `newswatch --help` answers at once.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Sequence
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
from newswatch.cli.streams import steady_streams
from newswatch.cli.usage import Command

app = typer.Typer(
    name="newswatch",
    help="Watches tech news and tells, once, when big-tech money moves into AI and when a rival ships AI.",
    epilog="Begin with `newswatch demo`. Then `newswatch doctor`, `newswatch run` and `newswatch sources list`; "
    "`newswatch COMMAND --help` tells more.",
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


REFUSED, USAGE, TRY_AGAIN, NOTHING_TO_DO = 1, 2, 75, 99

SHORT = {
    "demo": "Play a day of a small news web, offline, from crawl to alert.",
    "run": "Crawl, process and alert until told to stop.",
    "crawl": "Read the lists of sources, and fetch their new pages.",
    "show": "Show a story with its facts and alert, or an article.",
    "explain": "Tell what became of a URL, and why it did or did not alert.",
    "eval": "Score detection on labelled rows.",
    "backtest": "Tell what other rules would have alerted.",
    "feedback": "Say that an alert was right, wrong or late, or missing.",
    "digest": "Tell what a day held, also when nothing happened.",
    "upkeep": "Forget what is older than NEWSWATCH_KEEP_…_DAYS.",
    "rebuild": "Fill a lost store from the log. Posts nothing.",
    "init": "Create and compare topics and indices; Slack; Kibana.",
    "doctor": "Check servers, rights, files and settings; say what to do.",
    "serve": "Show the store as web pages.",
}
"""What `newswatch --help` says of a command whose own first sentence does not fit into a line there."""


def add(name: str, command: Callable[..., None]) -> None:
    """Add a command to the list, in the order of the list."""
    app.command(name, cls=Command, short_help=SHORT.get(name))(command)


add("demo", watch.demo)
add("run", pipeline.run)
add("drain", pipeline.drain)
add("crawl", pipeline.crawl)
add("backfill", backfill.backfill)
app.add_typer(watch.sources_app, name="sources")
add("search", look.search)
add("stories", look.stories)
add("show", look.show)
add("explain", look.explain)
add("try", detect.try_)
add("eval", detect.eval_)
add("backtest", detect.backtest)
app.add_typer(detect.rules_app, name="rules")
app.add_typer(dead.dead_app, name="dead")
app.add_typer(mend.alerts_app, name="alerts")
mend.alerts_app.command("retry", cls=Command)(peace.alerts_retry)
add("silence", peace.silence)
add("feedback", peace.feedback)
add("join", rulings.join)
add("split", rulings.split)
add("digest", digest.digest)
add("upkeep", peace_upkeep.upkeep)
add("rebuild", mend.rebuild)
add("init", init.init)
add("doctor", doctor.doctor)
add("serve", serve.serve)
add("config", mend.config)


TOLD = "NEWSWATCH_TOLD"
"""In the environment of what this process starts: what is amiss with the settings' names was told."""


def tell_unknown_settings() -> None:
    """Warn on stderr of each NEWSWATCH_… name that is no setting: a slip would change nothing, and say nothing."""
    named = Path(".env").is_file() or any(name.upper().startswith("NEWSWATCH_") for name in os.environ)
    if not named or TOLD in os.environ:
        return
    from newswatch.settings import unknown_settings

    for line in unknown_settings():
        sys.stderr.write(f"newswatch: warning: {line}\n")
    os.environ[TOLD] = "1"


def load_the_log() -> None:
    """Import structlog without what it would draw coloured tracebacks with: logs.py asks for plain ones."""
    from newswatch.lean import without

    with without("rich", "twisted"):
        import structlog  # noqa: F401


def main() -> None:
    """Run the command; an error that newswatch raised on purpose is one readable line and an exit code."""
    from newswatch.errors import NewswatchError, Transient

    steady_streams()
    try:
        if not {"-h", "--help", "--version"} & set(sys.argv):
            load_the_log()
            tell_unknown_settings()
        try:
            app()
        finally:
            sys.stdout.flush()  # a full disk shows here at the latest, and not in Python's own words at the end
    except Transient as error:
        sys.stderr.write(f"newswatch: {error}\n")
        sys.exit(TRY_AGAIN)
    except NewswatchError as error:
        sys.stderr.write(f"newswatch: {error}\n")
        sys.exit(REFUSED)
    except BrokenPipeError:
        sys.exit(0)
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        os.dup2(
            os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno()
        )  # what is left of it has no place to go
        sys.stderr.write("newswatch: the output can't be written: the disk that it goes to is full\n")
        sys.exit(TRY_AGAIN)
    except UnicodeEncodeError:
        if not (bad := no_text(sys.argv[1:])):
            raise
        sys.stderr.write(f"newswatch: {bad} is no text in UTF-8: write it again.\n")
        sys.exit(USAGE)


def no_text(arguments: Sequence[str]) -> str:
    """The first argument with bytes that are no UTF-8, as a terminal shows it: a path may have them, a search can't."""
    return next((ascii(one) for one in arguments if one != one.encode("utf-8", "replace").decode()), "")
