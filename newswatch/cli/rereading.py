"""One's own rules, read again while `run` serves: what is changed is in force with the next batch."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock

import structlog
from pydantic import ValidationError

from newswatch.cli.last_good import remember, started, texts_of
from newswatch.errors import ConfigError
from newswatch.logs import one_line
from processors.flag import Rules, load_rules

log = structlog.get_logger("newswatch.rules")
INTERVAL = 2.0
"""Seconds between two looks at the files, at least."""

Look = tuple[tuple[str, int, int], ...]
"""Path, time of last change in ns, and size of each file."""


def current_rules(
    dirs: Callable[[], Sequence[Path]],
    *,
    kept: Path | None = None,
    monotonic: Callable[[], float] = time.monotonic,
    interval: float = INTERVAL,
) -> Callable[[], Rules]:
    """A function that returns the rules in force; it reads the files again when one of them was changed.

    `dirs` names the folders anew at each look, so that a folder may come and go. The first reading raises
    ConfigError, unless `kept` has a copy of the last good files. Later ones never raise: a wrong file is told
    once, with its line, and the last good rules stay in force until it is right.
    """
    looked_at = monotonic()
    seen = _look(dirs())
    in_force, told = _first(dirs, kept), ""
    lock = Lock()

    def rules() -> Rules:
        nonlocal looked_at, seen, in_force, told
        with lock:
            if monotonic() - looked_at < interval:
                return in_force
            looked_at = monotonic()
            folders = dirs()
            look = _look(folders)
            if look == seen:
                return in_force
            seen = look
            try:
                found = load_rules(folders)
            except (ConfigError, ValidationError) as error:
                problem, found = str(error), in_force
            else:
                problem = ""
            if problem and problem != told:
                log.error("wrong rules: the last good ones stay in force", problem=one_line(problem))
            if kept and not problem:
                remember(kept, _own(folders))
            told = problem
            if found.version != in_force.version:
                log.info("rules read again", version=found.version, before=in_force.version)
                in_force = found
            return in_force

    return rules


def _first(dirs: Callable[[], Sequence[Path]], kept: Path | None) -> Rules:
    """The rules at the start of a process."""
    if kept is None:
        return load_rules(dirs())

    def read() -> Rules:
        folders = dirs()
        try:
            found = load_rules(folders)
        except ValidationError as error:
            raise ConfigError(str(error)) from error
        remember(kept, _own(folders))
        return found

    return started(kept, read, lambda folder: load_rules([dirs()[0], folder]), "rules")


def _own(folders: Sequence[Path]) -> dict[str, str]:
    return texts_of(file for folder in folders[1:] for file in sorted(folder.iterdir()) if file.is_file())


def _look(dirs: Sequence[Path]) -> Look:
    """What tells that a file was changed, added or removed, without reading any."""
    files = []
    for folder in dirs:
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            try:
                stat = path.stat()
            except OSError:
                continue  # it was removed between the two looks
            files.append((str(path), stat.st_mtime_ns, stat.st_size))
    return tuple(files)
