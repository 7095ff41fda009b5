"""Plays the demo's day: serves its web, crawls it, drains the stages, and compares what came of it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import datetime
from importlib.resources import as_file, files
from pathlib import Path
from threading import Event
from typing import Any

from newswatch.cli.opening import opened
from newswatch.cli.output import document, err, out
from newswatch.cli.serving import draining
from newswatch.demo.actual import read_day
from newswatch.demo.compare import differences, load_expected
from newswatch.demo.day import TICKS, play
from newswatch.demo.server import DemoWeb
from newswatch.demo.summary import print_summary, summary
from newswatch.errors import NewswatchError
from newswatch.settings import Settings, load_settings


def play_demo(*, serve: bool, json: bool) -> bool:
    """Play the day in an empty folder of its own; True when all is as expected."""
    began = time.monotonic()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="newswatch-demo-")))
        home = stack.enter_context(as_file(files("newswatch.demo")))
        now = [TICKS[0]]
        web = stack.enter_context(DemoWeb(lambda: now[0]))
        environment = _environment(folder, home, web.connect_to)
        settings = _settings(environment)
        sources = sorted(path.stem for path in (home / "sources").glob("*.yml"))
        notifier = _silent_notifier(folder) if json else None
        drain_once = stack.enter_context(draining(settings, [], Event(), lambda: now[0], notifier))

        def set_now(tick: datetime) -> None:
            now[0] = tick
            if not json:
                out(f"\n── {tick:%H:%M} ──")

        def crawl() -> None:
            _crawl({**environment, "NEWSWATCH_CLOCK": now[0].isoformat()}, sources)

        play(TICKS, set_now, crawl, lambda: _ignored(drain_once()))
        with opened(settings) as ports:
            ports.store.refresh()
            actual = read_day(ports.store)
        wrong = differences(load_expected(), actual)
        figures = summary(actual, seconds=time.monotonic() - began)
        if json:
            document({"summary": figures, "differences": wrong})
        else:
            print_summary(figures)
        for line in wrong:
            err(f"not as expected: {line}")
        if serve:
            _leave_standing(web, folder, environment)
        elif not json and not wrong:
            out("\nNext: `newswatch demo --serve` leaves such a day standing, to look around in;")
            out("`newswatch try --title HEADLINE` says what becomes of a headline of your own;")
            out("`newswatch doctor`, then `newswatch run`, watches the real sources.")
    return not wrong


def _environment(folder: Path, home: Path, connect_to: str) -> dict[str, str]:
    """The demo's settings: nothing of the user's own gets into it."""
    clean = {name: value for name, value in os.environ.items() if not name.upper().startswith("NEWSWATCH_")}
    return {
        **clean,
        "NEWSWATCH_LOG_URL": f"sqlite:///{folder}/log.db",
        "NEWSWATCH_STORE_URL": f"sqlite:///{folder}/store.db",
        "NEWSWATCH_NOTIFY_URL": "console:",
        "NEWSWATCH_CONFIG_DIR": str(home),
        "NEWSWATCH_CONNECT_TO": connect_to,
        "NEWSWATCH_CONTACT": "demo",
        "NEWSWATCH_LOG_LEVEL": "error",
    }


def _settings(environment: Mapping[str, str]) -> Settings:
    given = {
        name.removeprefix("NEWSWATCH_").lower(): value
        for name, value in environment.items()
        if name.startswith("NEWSWATCH_")
    }
    return load_settings(_env_file=None, **given)


def _crawl(environment: Mapping[str, str], sources: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "newswatch", "crawl", "--due", "--json", *sources],
        env=dict(environment),
        cwd=Path(environment["NEWSWATCH_CONFIG_DIR"]),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise NewswatchError(f"The demo's crawl failed with {done.returncode}:\n{done.stderr[-2000:]}")


def _silent_notifier(folder: Path) -> Any:
    from rich.console import Console

    from newswatch.adapters.console import ConsoleNotifier

    return ConsoleNotifier(Console(file=io.StringIO()), folder / "store.sent.jsonl")


def _leave_standing(web: DemoWeb, folder: Path, environment: Mapping[str, str]) -> None:
    out(
        f"\nThe small web stands at {web.address} until you press Ctrl-C. Look into its store from another terminal:"
    )
    out(
        f"  export NEWSWATCH_LOG_URL={environment['NEWSWATCH_LOG_URL']} "
        f"NEWSWATCH_STORE_URL={environment['NEWSWATCH_STORE_URL']} "
        f"NEWSWATCH_CONFIG_DIR={environment['NEWSWATCH_CONFIG_DIR']}"
    )
    out("  newswatch stories; newswatch search investissement; newswatch explain URL; newswatch serve")
    try:
        Event().wait()
    except KeyboardInterrupt:
        out(f"The demo's folder {folder} is removed.")


def _ignored(_: object) -> None:
    return None
