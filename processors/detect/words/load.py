"""Reading rule files: shipped ones first, then a user's over them. Errors name file, line and key."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from newswatch.errors import ConfigError
from newswatch.yaml_lines import UNREADABLE, files_of, keys_at, line_of, said_of, why_unread
from processors.detect.words.amiss import Amiss, amiss
from processors.detect.words.entities import entities_of
from processors.detect.words.files import place, read_nodes, text_of_rules
from processors.detect.words.lexicon import Rules, thresholds_of
from processors.detect.words.model import TRUSTED, RuleFile
from processors.detect.words.patterns import wrong_patterns

SHIPPED = Path(__file__).parents[2] / "rules"
"""The rules that come with newswatch; a user's folder is read over them."""
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
                text = text_of_rules(path)
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
            text = text_of_rules(words)
            digest.update(text.encode())
            common.update(
                line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")
            )
    if wrong:
        raise ConfigError("\n".join(wrong))
    tried = not set(dirs) <= set(trusted)
    return _rules(dirs, sections, frozenset(common), digest.hexdigest()[:16], tried)


def unread_names(folder: Path) -> list[str]:
    """Names in a folder of rules that nothing reads: `mine.yaml`, a folder in it."""
    return sorted(
        path.name
        for path in folder.iterdir()
        if not path.name.startswith(".") and path.suffix != ".yml" and path.name != COMMON_WORDS
    )


def _rules(
    dirs: Sequence[Path],
    sections: Mapping[str, Mapping[str, Any]],
    common: frozenset[str],
    version: str,
    tried: bool,
) -> Rules:
    kept = {name: [e for e in entries.values() if not e.get("disable")] for name, entries in sections.items()}
    gone = {company["id"] for company in sections["companies"].values() if company.get("disable")}
    for name in ("products", "families"):  # a company is taken out with what it makes
        kept[name] = [entry for entry in kept[name] if entry.get("company") not in gone]
    try:
        rules = RuleFile.model_validate(kept, context=TRUSTED)  # each file's patterns were tried with it
    except ValidationError as error:
        raise _told(dirs, [_unfinished(kept, one) for one in error.errors()]) from error
    known, _ = entities_of(rules.companies, rules.names, (), ())
    wrong = [*amiss(rules, known.keys() | gone, sections["verbs"].keys())]
    if tried:
        wrong += wrong_patterns(rules.vetoes, rules.lists)
    if wrong:
        raise _told(dirs, wrong)
    companies, entities = entities_of(rules.companies, rules.names, rules.products, rules.families)
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
        wording=next(iter(rules.wordings), None),
        common=common,
    )


def _told(dirs: Sequence[Path], wrong: Sequence[Amiss]) -> ConfigError:
    """Each with its file and line."""
    places = (place(dirs, one.section, one.id, *one.key) or "rules" for one in wrong)
    return ConfigError("\n".join(f"{where}: {one}" for where, one in zip(places, wrong, strict=True)))


def _unfinished(kept: Mapping[str, Sequence[Mapping[str, Any]]], error: Any) -> Amiss:
    """A mistake of an entry as all files make it: of one that is switched on again and was never there, say."""
    section, at, *key = error["loc"]
    said = f"{'.'.join(map(str, key))}: {said_of(error)}, and no rule file completes it"
    return Amiss(section, kept[section][at]["id"], tuple(key), said)


def _entries(
    path: Path, text: str, known: Mapping[str, Mapping[str, Any]], context: str | None
) -> dict[str, list[dict[str, Any]]]:
    """The file's entries, validated; an entry that overrides a known one may leave fields out."""
    try:
        root, values, twice = read_nodes(text)
    except UNREADABLE as error:
        raise ConfigError(why_unread(path, text, error)) from error
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
    places: dict[str, list[int]] = {}
    for section, entries in list(whole.items()):
        if isinstance(entries, list):
            places[section] = [at for at, entry in enumerate(entries) if not _only_disables(entry)]
            whole[section] = [entries[at] for at in places[section]]
    try:
        RuleFile.model_validate(whole, context=context)
    except ValidationError as error:
        assert root is not None
        raise ConfigError("\n".join(_problem(path, root, places, one) for one in error.errors())) from error
    return {section: list(entries or ()) for section, entries in values.items()}


def _only_disables(entry: Any) -> bool:
    """Whether it takes out an entry that is not there, which does no harm."""
    return isinstance(entry, dict) and set(entry) == {"id", "disable"} and isinstance(entry["id"], str)


def _problem(path: Path, node: yaml.Node, places: Mapping[str, Sequence[int]], error: Any) -> str:
    section, *key = error["loc"]
    if key and section in places:  # (entries that only disable were not tried)
        key[0] = places[section][key[0]]
    loc = (section, *key)
    said = said_of(error, keys_at(RuleFile, loc))
    return f"{path}:{line_of(node, loc)}: {'.'.join(map(str, loc))}: {said}"
