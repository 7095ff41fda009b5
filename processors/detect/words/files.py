"""A rule file as nodes, which know their lines, and where an entry stands that only all files together make wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from newswatch.errors import ConfigError
from newswatch.yaml_lines import UNREADABLE, files_of, line_of, text_of, why_unread

_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def text_of_rules(path: Path) -> str:
    """A file's text. Raises ConfigError with file and line for what is no UTF-8, and what can't be read."""
    try:
        return text_of(path)
    except UnicodeDecodeError as error:
        raise ConfigError(why_unread(path, "", error)) from error
    except OSError as error:
        raise ConfigError(f"{path}: can't be read as UTF-8 text: {error}") from error


def place(folders: Sequence[Path], section: str, id: str, *key: str | int) -> str:
    """`file:line` where the last of these folders' files that say an entry's key does, or else name the entry.

    Empty where none does. Reads the files again: it is asked for a mistake alone.
    """
    entry = ""
    files = [path for folder in folders for path in files_of(folder)]
    for path, root, named, at, one in _entries(reversed(files)):
        if named != section or one.get("id") != id:
            continue
        if key and key[0] in one:
            return f"{path}:{line_of(root, (section, at, *key))}"
        entry = entry or f"{path}:{line_of(root, (section, at))}"
    return entry


def disables_nothing(folders: Sequence[Path]) -> Iterator[tuple[str, str, str]]:
    """`file:line`, section and id of each entry that takes out what no file of these folders has: a slip in the id."""
    there: set[tuple[str, str]] = set()
    for path, root, section, at, entry in _entries(path for folder in folders for path in files_of(folder)):
        if set(entry) != {"id", "disable"}:
            there.add((section, str(entry.get("id"))))
        elif (section, str(entry["id"])) not in there:
            yield f"{path}:{line_of(root, (section, at))}", section, str(entry["id"])


def _entries(files: Iterable[Path]) -> Iterator[tuple[Path, yaml.Node, str, int, dict[str, Any]]]:
    """Each entry of the files that can be read: its file, the file's nodes, its section, its place there, itself."""
    for path in files:
        try:
            root, values, _ = read_nodes(text_of_rules(path))
        except (ConfigError, *UNREADABLE):
            continue
        if root is None or not isinstance(values, dict):
            continue
        for section, entries in values.items():
            for at, entry in enumerate(entries if isinstance(entries, list) else ()):
                if isinstance(entry, dict):
                    yield path, root, section, at, entry


def read_nodes(text: str) -> tuple[yaml.Node | None, Any, list[tuple[int, str]]]:
    """A file's nodes, which know their lines, its values, and what stands twice in it, with the line."""
    loader = _LOADER(text)
    try:
        root = loader.get_single_node()
        twice = list(_twice(root))  # before its values are made, which lays `<<` into the nodes
        return root, None if root is None else loader.construct_document(root), twice
    finally:
        loader.dispose()


def _twice(root: yaml.Node | None) -> Iterator[tuple[int, str]]:
    """A key of the file or of an entry, or an id of a section, that stands there twice: YAML takes the last one."""
    if not isinstance(root, yaml.MappingNode):
        return
    yield from _again("", [key for key, _ in root.value])
    for section, entries in root.value:
        if not isinstance(entries, yaml.SequenceNode):
            continue
        own = [entry for entry in entries.value if isinstance(entry, yaml.MappingNode)]
        for at, entry in enumerate(own):
            yield from _again(f"{section.value}.{at}.", [key for key, _ in entry.value])
        ids = [value for entry in own for key, value in entry.value if key.value == "id"]
        yield from _again(f"{section.value} ", ids)


def _again(where: str, nodes: Iterable[yaml.Node]) -> Iterator[tuple[int, str]]:
    first: dict[str, yaml.Node] = {}
    for node in nodes:
        if isinstance(node, yaml.ScalarNode) and (other := first.setdefault(node.value, node)) is not node:
            line = other.start_mark.line + 1
            yield node.start_mark.line + 1, f"{where}{node.value}: is there twice, first in line {line}"
