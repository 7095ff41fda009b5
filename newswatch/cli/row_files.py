"""Files of JSON lines that a command reads or writes for a person: a fault is one line, and nothing else's is lost."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from newswatch.errors import NewswatchError


def spared(path: Path, is_own: Callable[[Mapping[str, Any]], bool], hint: str) -> None:
    """Nothing, where `path` can be written without a loss. `is_own`: whether a file that begins so is the command's.

    Raises NewswatchError where the folder is not there, or the file holds something else; it ends with `hint`.
    """
    if not path.parent.is_dir():
        raise NewswatchError(f"{path} can't be written: there is no folder {path.parent}")
    if not path.exists():
        return
    first = (
        next((line for line in text_of(path).splitlines() if line.strip()), "") if path.is_file() else "{}"
    )
    try:
        row = json.loads(first) if first else None
    except ValueError:
        row = {}
    if row is not None and not (isinstance(row, dict) and is_own(row)):
        raise NewswatchError(f"{path} is there and is nothing that {hint}")


def write_rows(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """One JSON document a line. Raises NewswatchError where it can't be written."""
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise NewswatchError(f"{path} can't be written: {error.strerror}") from error


def rows_of(
    path: Path, mistake_of: Callable[[Mapping[str, Any]], str | None] = lambda row: None
) -> list[dict[str, Any]]:
    """The documents of JSON lines. Raises NewswatchError that names the line which is none, or has a mistake."""
    found: list[dict[str, Any]] = []
    for number, line in enumerate(text_of(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise NewswatchError(f"{path}:{number}: no JSON: {error}") from None
        if not isinstance(row, dict):
            raise NewswatchError(f"{path}:{number}: no JSON object")
        if (mistake := mistake_of(row)) is not None:
            raise NewswatchError(f"{path}:{number}: {mistake}")
        found.append(row)
    return found


def labelled_rows_of(
    path: Path, mistake_of: Callable[[Mapping[str, Any]], str | None] | None = None
) -> list[dict[str, Any]]:
    """Labelled rows, as processors/measure/detection.py reads them. Raises NewswatchError where they can't be read."""
    from processors.measure.detection import rows

    try:
        return rows(path, mistake_of)
    except OSError as error:
        raise NewswatchError(f"{path} can't be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise NewswatchError(f"{path} can't be read: it is no UTF-8 text") from error


def text_of(path: Path) -> str:
    """A file's text. Raises NewswatchError where it can't be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise NewswatchError(f"{path} can't be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise NewswatchError(f"{path} can't be read: it is no UTF-8 text") from error
