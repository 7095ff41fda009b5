"""Reading YAML so that a mistake can be told as `file:line: key: what is wrong`."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

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


_IN_WORDS = {
    "missing": "it is missing, and has to be given",
    "tuple_type": "a list is expected: [one, another], or a line for each behind `- `",
    "model_type": "a mapping is expected, of the kind {id: …}",
    "string_type": "a text is expected; what YAML takes for a number or for yes and no goes in quotes",
    "bool_type": "true or false is expected",
}


def said_of(error: ErrorDetails, keys: Collection[str] = ()) -> str:
    """What pydantic found, in words that say what to do. `keys`: those that may stand where the wrong one does."""
    if error["type"] == "extra_forbidden":
        near = get_close_matches(str(error["loc"][-1]), keys, n=1)
        hint = f"; did you mean `{near[0]}`?" if near else f"; there are {', '.join(keys)}" if keys else ""
        return f"there is no such key{hint}"
    if error["type"] == "string_pattern_mismatch" and error["loc"][-1] == "id":
        return "an id is of small letters, digits and . _ -, with a letter or digit first"
    if error["type"] == "string_pattern_mismatch" and "sites" in error["loc"]:
        return "a host is expected, with a path at most: no https://, no www. and no slash at the end"
    return _IN_WORDS.get(error["type"], error["msg"].removeprefix("Value error, "))
