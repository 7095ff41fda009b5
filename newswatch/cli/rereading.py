"""One's own files, read again while a process runs: what is changed is in force with the next batch."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import TypeVar

import structlog

from newswatch.cli.last_good import remember, started, texts_of
from newswatch.errors import ConfigError
from newswatch.logs import one_line

log = structlog.get_logger("newswatch.config")
T = TypeVar("T")
INTERVAL = 2.0
"""Seconds between two looks at the files, at least."""

Look = tuple[tuple[str, int, int], ...]
"""Path, time of last change in ns, and size of each file."""


def current(
    what: str,
    paths: Callable[[], Sequence[Path]],
    load: Callable[[Sequence[Path]], T],
    *,
    kept: Path | None = None,
    details: Callable[[T], Mapping[str, object]] = lambda _: {},
    monotonic: Callable[[], float] = time.monotonic,
) -> Callable[[], T]:
    """A function that returns what is in force; it reads the files again when one of them was changed.

    `paths` names the shipped file or folder first, then one's own, anew at each look, so that they may come and
    go. The first reading raises ConfigError, unless `kept` has a copy of the last good files. Later ones never
    raise: a wrong file is told once, with its line, and the last good one stays in force until it is right.
    What is read again and is the same replaces nothing. The function may be called by several threads.
    """
    looked_at, seen = monotonic(), _look(paths())
    in_force, told = _first(what, paths, load, kept)
    lock = Lock()

    def now_in_force() -> T:
        nonlocal looked_at, seen, in_force, told
        with lock:
            if monotonic() - looked_at < INTERVAL:
                return in_force
            looked_at, look = monotonic(), _look(paths())
            if look == seen:
                return in_force
            seen = look
            try:
                found = _read(paths, load, kept)
            except ConfigError as error:
                if str(error) != told:
                    log.error(  # noqa: TRY400 - the words say it all
                        f"wrong {what}: the last good ones stay in force", problem=one_line(str(error))
                    )
                told = str(error)
                return in_force
            told = ""
            if found != in_force:
                log.info(f"{what} read again", **details(found))
                in_force = found
            return in_force

    return now_in_force


def _first(
    what: str, paths: Callable[[], Sequence[Path]], load: Callable[[Sequence[Path]], T], kept: Path | None
) -> tuple[T, str]:
    """What is in force at the start of a process, and what was told of wrong files then."""
    if kept is None:
        return _read(paths, load, None), ""

    def load_copy(folder: Path) -> T:
        shipped = paths()[0]
        return load([shipped, folder] if shipped.is_dir() else [shipped, *_files([folder])])

    return started(kept, lambda: _read(paths, load, kept), load_copy, what)


def _read(paths: Callable[[], Sequence[Path]], load: Callable[[Sequence[Path]], T], kept: Path | None) -> T:
    named = paths()
    found = load(named)
    if kept:
        remember(kept, texts_of(_files(named[1:])))
    return found


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files among the paths, and those in the folders among them."""
    for path in paths:
        try:
            inside = sorted(path.iterdir()) if path.is_dir() else [path]
        except OSError:
            continue  # it was taken away meanwhile
        yield from (file for file in inside if file.is_file())


def _look(paths: Iterable[Path]) -> Look:
    """What tells that a file was changed, added or removed, without reading any."""
    found = []
    for file in _files(paths):
        try:
            stat = file.stat()
        except OSError:
            continue  # it was removed between the two looks
        found.append((str(file), stat.st_mtime_ns, stat.st_size))
    return tuple(found)
