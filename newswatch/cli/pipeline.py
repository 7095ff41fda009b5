"""`run`, `drain` and `crawl`: the pipeline at work."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from newswatch.settings import Settings

SHOWN_STAGES = "extract, flag, cluster, index, notify, deliver"
"""Those of processors/pipeline.py that are shipped; the help does not import it."""
LONGEST = 36_500 * 86_400
"""Seconds: what no clock of a machine can wait for is a slip."""
JSON = Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")]
SKIP_EMPTY = Annotated[bool, typer.Option("--skip-empty", help="Exit with 99 when there was nothing to do.")]


def run(
    stages: Annotated[
        list[str] | None,
        typer.Argument(help=f"Of {SHOWN_STAGES}. Default: all of them, and the crawl."),
    ] = None,
    for_: Annotated[
        str, typer.Option("--for", metavar="TIME", help="Stop after so long: 55s, 10m, 2h.")
    ] = "",
    json: JSON = False,
) -> None:
    """Crawl, process and alert until told to stop; or serve the named stages alone."""
    from newswatch.cli import serving
    from newswatch.cli.output import document
    from newswatch.logs import configure_logs
    from newswatch.settings import load_settings

    settings = cards_aside(with_own_folder(load_settings()), json)
    configure_logs(settings.log_format, settings.log_level)
    names = checked(stages or [])
    with stopping() as stop:
        done = serving.serve_all(settings, names, stop, seconds=seconds_of(for_), crawl=not names)
    if json:
        document(done)


def drain(
    stages: Annotated[list[str] | None, typer.Argument(help=f"Of {SHOWN_STAGES}. Default: all.")] = None,
    skip_empty: SKIP_EMPTY = False,
    json: JSON = False,
) -> None:
    """Work what is there to its end, and stop."""
    from newswatch.cli import serving
    from newswatch.cli.output import document, err
    from newswatch.logs import configure_logs
    from newswatch.settings import load_settings

    settings = cards_aside(with_own_folder(load_settings()), json)
    configure_logs(settings.log_format, settings.log_level)
    names = checked(stages or [])
    with stopping() as stop:
        done = serving.drain_all(settings, names, stop)
    if json:
        document(done)
    else:
        told = [f"{name} {count}" for name, count in done["read"].items()]
        if fault := done.get("fault"):
            told.append(f"cards wait, and are sent again: {fault}")
        err(", ".join(told) or "nothing to do")
    if skip_empty and not sum(done["read"].values()) and "fault" not in done:
        raise typer.Exit(99)


def crawl(
    sources: Annotated[
        list[str] | None, typer.Argument(help="Ids of sources. Default: all that are enabled.")
    ] = None,
    due: Annotated[bool, typer.Option("--due", help="Only those whose time has come.")] = False,
    skip_empty: SKIP_EMPTY = False,
    json: JSON = False,
) -> None:
    """Read the feeds and sitemaps of sources, and fetch the pages that are new."""
    from newswatch.cli import crawling
    from newswatch.cli.output import document, err
    from newswatch.logs import configure_logs
    from newswatch.settings import load_settings

    settings = with_own_folder(load_settings())
    configure_logs(settings.log_format, settings.log_level)
    summary = crawling.crawl_once(settings, sources or [], only_due=due)
    if json:
        document(summary)
    else:
        err(
            ", ".join(
                f"{name} {value}" for name, value in summary.items() if not isinstance(value, list | dict)
            )
        )
    for line in crawling.mistakes_in(settings, sources) if sources else ():
        err(f"wrong file, the last good one was read: {line}")
    crawling.end(summary, skip_empty)


def with_own_folder(settings: Settings) -> Settings:
    """The settings, when the folder that they name for one's own files is there. Raises ConfigError."""
    from newswatch.errors import ConfigError

    if own := settings.config_dir:
        try:
            there = own.is_dir()
        except PermissionError:
            there = True  # as far as this user may know
        if not there:
            raise ConfigError(f"NEWSWATCH_CONFIG_DIR is {own}, and there is no such folder.")
        if not os.access(own, os.R_OK | os.X_OK):
            raise ConfigError(f"NEWSWATCH_CONFIG_DIR is {own}, and this user may not look into it.")
    return settings


def cards_aside(settings: Settings, json: bool) -> Settings:
    """With --json stdout is the document's alone: a console's cards go to stderr."""
    if json and settings.notify_url == "console:":
        return settings.model_copy(update={"notify_url": "console:stderr"})
    return settings


def checked(names: list[str]) -> list[str]:
    """The names, when each is a stage; a usage error (2) otherwise."""
    from processors.pipeline import NAMES

    for name in names:
        if name not in NAMES:
            raise typer.BadParameter(f"{name!r} is no stage. The stages are: {', '.join(NAMES)}.")
    return names


def seconds_of(text: str) -> float | None:
    """`55s`, `10m`, `2h` or a bare number of seconds; None for an empty text."""
    if not text:
        return None
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([smh]?)", text.strip())
    if not match:
        raise typer.BadParameter(f"{text!r} is no length of time. Write 55s, 10m or 2h.")
    seconds = float(match[1]) * {"": 1, "s": 1, "m": 60, "h": 3600}[match[2]]
    if seconds > LONGEST:
        raise typer.BadParameter(f"{text!r} is too long: {LONGEST // 86_400} days are the most.")
    return seconds


@contextmanager
def stopping() -> Iterator[Event]:
    """An event that SIGTERM and SIGINT set: the batch in hand is finished, then all stop."""
    stop = Event()
    before = {s: signal.signal(s, lambda *_: stop.set()) for s in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        for number, old in before.items():
            signal.signal(number, old)
