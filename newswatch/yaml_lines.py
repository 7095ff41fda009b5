"""Reading YAML so that a mistake can be told as `file:line: key: what is wrong`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from newswatch.errors import ConfigError

UNREADABLE = (yaml.YAMLError, ValueError, LookupError, AttributeError, TypeError, RecursionError, OSError)
"""What reading a file raises: PyYAML stumbles over values too (a day 45, `!!int ""`, `!!timestamp x`)."""


def text_of(path: Path) -> str:
    """A file's text. Raises OSError, for what is no file too (a pipe would never end), and UnicodeDecodeError."""
    if path.exists() and not path.is_file():
        raise OSError("it is no file")
    return path.read_text(encoding="utf-8")


def files_of(folder: Path) -> list[Path]:
    """The `*.yml` of a folder, by name. Raises OSError, where a glob of one that is closed finds nothing."""
    return sorted(path for path in folder.iterdir() if path.suffix == ".yml")


def read_yaml(path: Path) -> tuple[Any, yaml.Node | None]:
    """A file's values with the nodes that tell their lines. Raises ConfigError with file and line."""
    try:
        text = text_of(path)
        return yaml.safe_load(text), yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ConfigError(f"{path}:{line}: {error.problem}") from error
    except UNREADABLE as error:
        raise ConfigError(f"{path}:1: can't be read: {error}") from error


def line_of(node: yaml.Node, loc: Sequence[str | int]) -> int:
    """The line of the deepest part of a location that is in the file; the first where none is."""
    line: int = node.start_mark.line + 1
    for part in loc:
        if isinstance(node, yaml.MappingNode):
            found = next(((k, v) for k, v in node.value if k.value == str(part)), None)
            if found is None:
                break
            line, node = found[0].start_mark.line + 1, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
        else:
            break
    return line


def mistakes_of(path: Path, node: yaml.Node, error: ValidationError) -> list[str]:
    """Each mistake that pydantic found, as `file:line: key: what is wrong`."""
    return [
        f"{path}:{line_of(node, one['loc'])}: {'.'.join(map(str, one['loc'])) or 'the file'}: "
        + one["msg"].removeprefix("Value error, ")
        for one in error.errors(include_input=False, include_url=False)
    ]
