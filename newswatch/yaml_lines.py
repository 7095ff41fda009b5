"""Reading YAML so that a mistake can be told as `file:line: key: what is wrong`."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args

import yaml
from pydantic import BaseModel, ValidationError
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
    text = ""
    try:
        text = text_of(path)
        return yaml.safe_load(text), yaml.compose(text, Loader=yaml.SafeLoader)
    except UNREADABLE as error:
        raise ConfigError(why_unread(path, text, error)) from error


def why_unread(path: Path, text: str, error: Exception) -> str:
    """Why a file can't be read (UNREADABLE), as `file:line: what is wrong`. `text`: what was read of it."""
    if isinstance(error, UnicodeDecodeError):
        line = error.object.count(b"\n", 0, error.start) + 1
        return f"{path}:{line}: can't be read as UTF-8 text: {error.reason}; save it as UTF-8"
    if not isinstance(error, yaml.MarkedYAMLError):
        return f"{path}:1: can't be read: {' '.join(str(error).split())}"
    mark = error.problem_mark
    begins = text.splitlines()[mark.line][: mark.column + 1] if mark and mark.line < text.count("\n") else ""
    hint = "; indent with spaces, a tab is none" if "\t" in begins and not begins.strip() else ""
    if "mapping values are not allowed" in (error.problem or ""):
        hint = "; a text with a colon and a space in it goes in quotes"
    return f"{path}:{mark.line + 1 if mark else 1}: no valid YAML: {error.problem}{hint}"


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


def mistakes_of(
    path: Path, node: yaml.Node, error: ValidationError, model: type[BaseModel] | None = None
) -> list[str]:
    """Each mistake that pydantic found, as `file:line: key: what is wrong`. `model`: what the file was read as."""
    return [
        f"{path}:{line_of(node, one['loc'])}: {'.'.join(map(str, one['loc'])) or 'the file'}: "
        + said_of(one, keys_at(model, one["loc"]))
        for one in error.errors(include_input=False, include_url=False)
    ]


_IN_WORDS = {
    "missing": "it is missing, and has to be given",
    "tuple_type": "a list is expected: [one, another], or a line for each behind `- `",
    "model_type": "a mapping is expected, of the kind {id: …}",
    "string_type": "a text is expected; what YAML takes for a number or for yes and no goes in quotes",
    "bool_type": "true or false is expected",
}


def keys_at(model: Any, loc: Sequence[str | int]) -> Collection[str]:
    """The keys that may stand where one does: in the file, in an entry of it, in a part of that."""
    for part in loc[:-1]:
        found = model.model_fields.get(part) if model is not None and isinstance(part, str) else None
        if found is not None:
            kinds = (found.annotation, *get_args(found.annotation))
            model = next((one for one in kinds if hasattr(one, "model_fields")), model)
    return () if model is None else tuple(model.model_fields)


def said_of(error: ErrorDetails, keys: Collection[str] = ()) -> str:
    """What pydantic found, in words that say what to do. `keys`: those that may stand where the wrong one does."""
    if error["type"] == "extra_forbidden":
        near = get_close_matches(str(error["loc"][-1]), keys, n=1)
        hint = f"; did you mean `{near[0]}`?" if near else f"; there are {', '.join(keys)}" if keys else ""
        return f"there is no such key{hint}"
    if error["type"] == "string_pattern_mismatch" and error["loc"][-1] == "id":
        signs = ". _ -" if "." in error["ctx"]["pattern"] else "-"
        return f"an id is of small letters, digits and {signs}, with a letter or digit first"
    if error["type"] == "string_pattern_mismatch" and "language" in str(error["loc"]):
        return "a language's code is expected, of two or three small letters: fr"
    if error["type"] == "string_pattern_mismatch" and "sites" in error["loc"]:
        return "a host is expected, with a path at most: no https://, no www. and no slash at the end"
    return _IN_WORDS.get(error["type"], error["msg"].removeprefix("Value error, "))
