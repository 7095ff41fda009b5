"""A copy of one's own files as they were when they were last right: in force after a start with wrong ones.

It lies beside the embedded store (`var/last-good/`), so that a restart, or a drain by a scheduler, goes on
where a process that had served all along would have gone on (docs/adr/0019). Where no copy can be kept, a
start with wrong files is refused.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar
from urllib.parse import urlsplit

import structlog

from newswatch.errors import ConfigError
from newswatch.logs import one_line
from newswatch.settings import Settings

log = structlog.get_logger("newswatch.config")
T = TypeVar("T")


def place_of(settings: Settings, name: str) -> Path:
    """Where the copy of `rules` or `routes` is kept: beside the embedded store, else in `var/`."""
    parts = urlsplit(settings.store_url)
    folder = Path(parts.path[1:]).parent if parts.scheme == "sqlite" else Path("var")
    return folder / "last-good" / f"{name}.json"


def texts_of(files: Iterable[Path]) -> dict[str, str]:
    """Files that can be read, by their names."""
    found = {}
    for file in files:
        try:
            found[file.name] = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            continue  # it was taken away, or is wrong: then it is no part of what was read well
    return found


def remember(place: Path, own: Mapping[str, str]) -> None:
    """Keep the files that are right now, and forget what was told of wrong ones."""
    kept = _kept(place)
    if kept.get("files", {}) == own and not kept.get("told"):
        return
    _write(place, {"files": dict(own), "told": ""})


def started(place: Path, read: Callable[[], T], read_with: Callable[[Path], T], what: str) -> tuple[T, str]:
    """What `read` gives; where it raises ConfigError, what the last good files give to `read_with` in their folder.

    With it comes the mistake that was told, or nothing. It is told once, over all starts, with its line.
    Raises ConfigError where there is no copy.
    """
    try:
        return read(), ""
    except ConfigError as error:
        kept = _kept(place)
        if not kept:
            raise
        with _restored(kept["files"]) as folder:
            found = read_with(folder)
        problem = str(error)
        tell = log.info if kept.get("told") == problem else log.error
        tell(f"wrong {what}: the last good ones stay in force", problem=one_line(problem))
        if kept.get("told") != problem:
            _write(place, {**kept, "told": problem})
        return found, problem


@contextmanager
def _restored(files: Mapping[str, str]) -> Iterator[Path]:
    with TemporaryDirectory(prefix="newswatch-last-good-") as folder:
        for name, text in files.items():
            (Path(folder) / Path(name).name).write_text(text, encoding="utf-8")
        yield Path(folder)


def _kept(place: Path) -> dict[str, Any]:
    try:
        kept = json.loads(place.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) and isinstance(kept.get("files"), dict) else {}


def _write(place: Path, kept: Mapping[str, Any]) -> None:
    new = place.with_name(f"{place.name}.{os.getpid()}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        new.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
        new.replace(place)
    except OSError as error:
        log.warning("no copy of one's own good files can be kept", place=str(place), error=error.strerror)
