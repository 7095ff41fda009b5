"""The routes in force: read again when a file changes; a wrong file is told once and changes nothing."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import structlog

from newswatch.cli.last_good import remember, started, texts_of
from newswatch.errors import ConfigError
from newswatch.logs import one_line
from processors.routes import Route, load_routes

log = structlog.get_logger("newswatch.routes")
INTERVAL = 2.0
"""Seconds between two looks at the files, at least."""


def current_routes(
    paths: Callable[[], Sequence[Path]],
    *,
    kept: Path | None = None,
    monotonic: Callable[[], float] = time.monotonic,
) -> Callable[[], Sequence[Route]]:
    """A function that returns the routes in force. Later readings never raise.

    The first one raises ConfigError, unless `kept` has a copy of the last good file.
    """

    def read() -> Sequence[Route]:
        found = load_routes(paths())
        if kept:
            remember(kept, texts_of(paths()[1:]))
        return found

    def read_with(folder: Path) -> Sequence[Route]:
        return load_routes([paths()[0], *sorted(folder.iterdir())])

    in_force = started(kept, read, read_with, "routes") if kept else read()
    looked_at, seen, told = monotonic(), _look(paths()), ""

    def routes() -> Sequence[Route]:
        nonlocal in_force, looked_at, seen, told
        if monotonic() - looked_at < INTERVAL:
            return in_force
        looked_at, look = monotonic(), _look(paths())
        if look == seen:
            return in_force
        seen = look
        try:
            in_force, told = read(), ""
            log.info("routes read again")
        except ConfigError as error:
            if str(error) != told:
                log.error(  # noqa: TRY400 - the words say it all
                    "wrong routes, the last good ones stay in force", problem=one_line(str(error))
                )
            told = str(error)
        return in_force

    return routes


def _look(paths: Sequence[Path]) -> tuple[tuple[str, int, int], ...]:
    """What tells that a file was changed, added or removed."""
    stats = [(path, path.stat()) for path in paths if path.is_file()]
    return tuple((str(path), stat.st_mtime_ns, stat.st_size) for path, stat in stats)
