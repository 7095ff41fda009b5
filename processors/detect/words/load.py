"""Reading rule files: shipped ones first, then a user's over them. Errors name file, line and key."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from newswatch.errors import ConfigError
from newswatch.yaml_lines import UNREADABLE, files_of, line_of, text_of
from processors.detect.words.lexicon import Rules, entities_of, thresholds_of
from processors.detect.words.model import TRUSTED, Company, RuleFile
from processors.detect.words.patterns import check_patterns

SHIPPED = Path(__file__).parents[2] / "rules"
"""The rules that come with newswatch; a user's folder is read over them."""
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
COMMON_WORDS = "common-words.txt"
"""One word a line; `#` begins a comment."""
OF_STORIES = frozenset({"outlets.yml"})
"""Files in the same folder that another part reads."""


def load_rules(dirs: Sequence[Path], *, trusted: Sequence[Path] = (SHIPPED,)) -> Rules:
    """Read `*.yml` of each folder in turn; an entry of a later one with the same id overrides field by field.

    Raises ConfigError, with file, line and key, for a file that can't be read or is not valid. Patterns of `trusted`
    folders are not tried but where entries of others lie over them: tests try them, and here it would take a second
    at each start.
    """
    sections: dict[str, dict[str, dict[str, Any]]] = {name: {} for name in RuleFile.model_fields}
    common: set[str] = set()
    digest = hashlib.sha256()
    wrong: list[str] = []
    for folder in dirs:
        if not folder.is_dir():
            raise ConfigError(f"{folder}: no such folder of rules")
        try:
            files = files_of(folder)
        except OSError as error:
            wrong.append(f"{folder}: can't be read: {error.strerror}")
            continue
        for path in files:
            if path.name in OF_STORIES:
                continue
            try:
                text = _text(path)
                found = _entries(path, text, sections, TRUSTED if folder in trusted else None)
            except ConfigError as error:  # the other files' mistakes are told with these
                wrong.append(str(error))
                continue
            digest.update(text.encode())
            for section, entries in found.items():
                for entry in entries:
                    sections[section][entry["id"]] = sections[section].get(entry["id"], {}) | entry
        words = folder / COMMON_WORDS
        if words.is_file():
            text = _text(words)
            digest.update(text.encode())
            common.update(
                line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")
            )
    if wrong:
        raise ConfigError("\n".join(wrong))
    made = _rules(sections, frozenset(common), digest.hexdigest()[:16])
    if not set(dirs) <= set(trusted):
        try:
            check_patterns(made.vetoes, made.lists)
        except ValueError as error:
            raise ConfigError(f"rules: {error}") from error
    return made


def unread_names(folder: Path) -> list[str]:
    """Names in a folder of rules that nothing reads: `mine.yaml`, a folder in it."""
    return sorted(
        path.name
        for path in folder.iterdir()
        if not path.name.startswith(".") and path.suffix != ".yml" and path.name != COMMON_WORDS
    )


def _rules(sections: Mapping[str, Mapping[str, Any]], common: frozenset[str], version: str) -> Rules:
    kept = {name: [e for e in entries.values() if not e.get("disable")] for name, entries in sections.items()}
    try:
        rules = RuleFile.model_validate(kept, context=TRUSTED)  # each file's patterns were tried with it
    except ValidationError as error:
        raise ConfigError("\n".join(_unfinished(kept, one) for one in error.errors())) from error
    _claimed_twice(rules.companies)
    try:
        companies, entities = entities_of(rules.companies, rules.names, rules.products, rules.families)
    except KeyError as missing:
        raise ConfigError(f"rules: no company has the id {missing}, which a product names") from missing
    return Rules(
        version=version,
        companies=companies,
        entities=tuple(entities),
        verbs=rules.verbs,
        cues=rules.cues,
        ways=rules.ways,
        lists=rules.lists,
        vetoes=rules.vetoes,
        thresholds=thresholds_of(rules.thresholds),
        opinions={opinion.id: opinion for opinion in rules.opinions},
        common=common,
    )


def _claimed_twice(companies: Iterable[Company]) -> None:
    """An address speaks for one company; raises ConfigError where two have it."""
    owners: dict[str, str] = {}
    for company in companies:
        for site in company.sites:
            other = owners.setdefault(site, company.id)
            if other != company.id:
                raise ConfigError(
                    f"rules: companies {other} and {company.id} both have the site {site}, and it speaks for one: "
                    f"give {other} its `sites` without it"
                )


def _unfinished(kept: Mapping[str, Sequence[Mapping[str, Any]]], error: Any) -> str:
    """A mistake of an entry as all files make it: of one that is switched on again and was never there, say."""
    section, at, *key = error["loc"]
    where = " ".join((section, kept[section][at]["id"], *map(str, key)))
    return f"rules: {where}: {error['msg']}; no rule file completes it"


def _text(path: Path) -> str:
    try:
        return text_of(path)
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: can't be read as UTF-8 text: {error}") from error


def _entries(
    path: Path, text: str, known: Mapping[str, Mapping[str, Any]], context: str | None
) -> dict[str, list[dict[str, Any]]]:
    """The file's entries, validated; an entry that overrides a known one may leave fields out."""
    try:
        root, values, twice = _read(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ConfigError(f"{path}:{line}: no valid YAML: {error.problem}") from error
    except UNREADABLE as error:
        raise ConfigError(f"{path}:1: can't be read: {' '.join(str(error).split())}") from error
    if values is None:
        return {}
    if not isinstance(values, dict):
        raise ConfigError(f"{path}:1: a rule file is a mapping of lists, such as `companies:`")
    if twice:
        raise ConfigError("\n".join(f"{path}:{line}: {what}" for line, what in twice))
    whole = {
        section: [
            known.get(section, {}).get(e["id"], {}) | e
            if isinstance(e, dict) and isinstance(e.get("id"), str)
            else e
            for e in entries
        ]
        if isinstance(entries, list)
        else entries
        for section, entries in values.items()
    }
    for section, entries in list(whole.items()):
        if isinstance(entries, list):
            whole[section] = [e for e in entries if not _only_disables(e)]
    try:
        RuleFile.model_validate(whole, context=context)
    except ValidationError as error:
        assert root is not None
        raise ConfigError("\n".join(_problem(path, root, one) for one in error.errors())) from error
    return {section: list(entries or ()) for section, entries in values.items()}


def _read(text: str) -> tuple[yaml.Node | None, Any, list[tuple[int, str]]]:
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


def _only_disables(entry: Any) -> bool:
    """Whether it takes out an entry that is not there, which does no harm."""
    return isinstance(entry, dict) and set(entry) == {"id", "disable"} and isinstance(entry["id"], str)


def _problem(path: Path, node: yaml.Node, error: Any) -> str:
    key = ".".join(str(part) for part in error["loc"])
    return f"{path}:{line_of(node, error['loc'])}: {key}: {error['msg']}"
