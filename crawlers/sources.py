"""Sources: one YAML file each, checked with messages that name file, line and key.

A file's name is the source's id. A user's file of the same name lies over the shipped one key by
key, so `enabled: false` alone switches a source off.
"""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from newswatch.addresses import normalise
from newswatch.errors import ConfigError
from newswatch.messages import SourceRef
from newswatch.yaml_lines import UNREADABLE, files_of, keys_at, line_of, said_of, text_of, why_unread

SHIPPED = Path(__file__).parent / "sources"
"""The folder of the sources that come with newswatch."""
_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*(s|m|h|d)")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_MONTH = 31 * 86400
"""Seconds. What is looked at less often is not watched; and of a million years no store takes the next time."""


def _seconds(value: object) -> object:
    """`90s`, `15m`, `2h`, `1d` as seconds."""
    found = _DURATION.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise ValueError("write a duration such as 90s, 15m, 2h or 1d")
    return float(found[1]) * _SECONDS[found[2]]


def _at_most_a_month(value: float) -> float:
    if value > _MONTH:
        raise ValueError("31d is the longest")
    return value


def _web(value: str) -> str:
    try:
        normalise(value)
    except ValueError:
        raise ValueError("write a whole address, from http:// or https:// on") from None
    if "@" in urlsplit(value).netloc:
        raise ValueError("write the address without user and password")
    return value


Duration = Annotated[float, BeforeValidator(_seconds), Field(gt=0), AfterValidator(_at_most_a_month)]
WebAddress = Annotated[str, AfterValidator(_web)]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FeedAddress(_Part):
    """An address that lists entries, and where it was found: a source invents none."""

    url: WebAddress
    seen: str = Field(min_length=3)
    """The public list that it stands in: `owner/repository path`."""
    language: Language | None = None


class Politeness(_Part):
    """How hard a site is leant on."""

    delay: float = Field(2.0, ge=0, le=3600)
    """Seconds between two requests to one of its hosts; an hour at most, or its pages never come."""
    concurrency: int = Field(1, ge=1, le=8)


class EntriesADay(_Part):
    """How many new entries a day are sane: fewer or more is shown by `sources check`."""

    min: float = Field(0, ge=0)
    max: float = Field(500, gt=0)

    @model_validator(mode="after")
    def _min_first(self) -> Self:
        if self.min > self.max:
            raise ValueError(f"min is {self.min:g}, which is more than max, {self.max:g}")
        return self


class Source(_Part):
    """A site that is watched."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    name: str = Field(min_length=1)
    publisher: str = Field(min_length=1)
    homepage: WebAddress
    language: Language
    kind: Literal["press", "first-party"]
    organisation: str | None = None
    """The watched company that a first-party source speaks for, by its name in the rules."""
    feeds: tuple[FeedAddress, ...] = ()
    sitemaps: tuple[FeedAddress, ...] = ()
    every: Duration = 900.0
    """Seconds between two looks at its lists."""
    politeness: Politeness = Politeness()
    entries_a_day: EntriesADay = EntriesADay()
    only: tuple[str, ...] = ()
    """Paths that alone are news, where a list names others too: prefixes or patterns, as in `skip`."""
    skip: tuple[str, ...] = ()
    """Paths that are no news: a prefix (`/podcast/`), or with `*` a pattern for the whole path."""
    allow_private: bool = False
    """May reach loopback and private addresses (the demo, an intranet); never link-local ones."""
    enabled: bool = True
    note: str | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if bool(self.feeds) == bool(self.sitemaps):
            raise ValueError("give feeds or sitemaps, and not both")
        if self.kind == "first-party" and not self.organisation:
            raise ValueError("a first-party source names its organisation")
        return self

    @property
    def lists(self) -> tuple[FeedAddress, ...]:
        """The addresses that list entries: its feeds, or its sitemaps."""
        return self.feeds or self.sitemaps

    @property
    def ports(self) -> frozenset[int]:
        """The ports that its pages may be on: 80, 443 and those of its own addresses."""
        own = (urlsplit(url).port for url in (self.homepage, *(a.url for a in self.lists)))
        return frozenset({80, 443, *(port for port in own if port)})

    @property
    def hosts(self) -> frozenset[str]:
        """The hosts of its own addresses: what its politeness is owed to."""
        return frozenset(
            urlsplit(url).hostname or "" for url in (self.homepage, *(a.url for a in self.lists))
        )

    @property
    def first_party(self) -> bool:
        """Whether a company speaks of itself here."""
        return self.kind == "first-party"

    def ref(self) -> SourceRef:
        """What a Page says of its source."""
        return SourceRef(
            id=self.id,
            publisher=self.publisher,
            language=self.language,
            first_party=self.first_party,
            organisation=self.organisation,
        )

    def skips(self, url: str) -> bool:
        """Whether an entry's address is one of those that are no news."""
        path = urlsplit(url).path or "/"
        return _matches(path, self.skip) or bool(self.only and not _matches(path, self.only))


def _matches(path: str, patterns: Sequence[str]) -> bool:
    return any(fnmatch.fnmatchcase(path, p) if "*" in p else path.startswith(p) for p in patterns)


# --- loading ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Raw:
    """A file's values, with the file and the nodes that tell their lines."""

    path: Path
    values: Mapping[str, object]
    node: yaml.MappingNode


@dataclass(frozen=True, slots=True)
class Reading:
    """What some folders hold."""

    sources: dict[str, Source]
    """By id, disabled ones too. Where a file is wrong and the one that it lies over is not, the latter."""
    mistakes: dict[str, list[str]]
    """By the id that a file's name says: `file:line: key: what is wrong`."""


def read_sources(dirs: Sequence[Path]) -> Reading:
    """Read every file of some folders; a later folder lies over an earlier one. Never raises."""
    reading = Reading({}, {})
    raws: dict[str, list[_Raw]] = {}
    for folder in dirs:
        try:
            files = files_of(folder) if folder.is_dir() else []
        except OSError as error:
            reading.mistakes.setdefault(folder.name, []).append(f"{folder}: can't be read: {error.strerror}")
            continue
        for path in files:
            mistakes: list[str] = []
            raw = _read(path, mistakes)
            if raw is None:
                reading.mistakes.setdefault(path.stem, []).extend(mistakes)
            else:
                raws.setdefault(path.stem, []).append(raw)
    for name, layers in sorted(raws.items()):
        for layer in range(len(layers)):
            mistakes = []
            source = _build(name, layers[: layer + 1], mistakes)
            if source is not None:
                reading.sources[name] = source
            else:
                reading.mistakes.setdefault(name, []).extend(mistakes)
    return reading


def load_sources(dirs: Sequence[Path]) -> dict[str, Source]:
    """The sources of some folders by id, disabled ones too.

    Raises ConfigError that tells every mistake as `file:line: key: what is wrong`.
    """
    reading = read_sources(dirs)
    if reading.mistakes:
        raise ConfigError("\n".join(line for lines in reading.mistakes.values() for line in lines))
    return reading.sources


def _read(path: Path, mistakes: list[str]) -> _Raw | None:
    text = ""
    try:
        text = text_of(path)
        node, values = _parsed(text)
    except UNREADABLE as error:
        mistakes.append(why_unread(path, text, error))
        return None
    if not isinstance(node, yaml.MappingNode) or not isinstance(values, dict):
        mistakes.append(f"{path}:1: a source is a mapping of keys, such as `name: The Verge`")
        return None
    seen: set[str] = set()
    for key, _ in node.value:
        if key.value in seen:
            mistakes.append(f"{path}:{key.start_mark.line + 1}: {key.value}: is there twice")
            return None
        seen.add(key.value)
    return _Raw(path, values, node)


def _parsed(text: str) -> tuple[yaml.Node | None, object]:
    """A document's nodes, which know their lines, and its values: read once, and by libyaml where it is there."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    try:
        node = loader.get_single_node()
        return node, None if node is None else loader.construct_document(node)
    finally:
        loader.dispose()


def _build(name: str, layers: Sequence[_Raw], mistakes: list[str]) -> Source | None:
    merged: dict[str, object] = {}
    for layer in layers:
        merged.update(layer.values)
    try:
        return Source.model_validate({"id": name, **merged})
    except ValidationError as error:
        for mistake in error.errors(include_input=False, include_url=False):
            loc = mistake["loc"]
            layer = next((a for a in reversed(layers) if loc and loc[0] in a.values), layers[-1])
            key = ".".join(str(part) for part in loc) or "the source"
            if loc == ("id",) and "id" not in merged:
                key = "the file's name"
            said = said_of(mistake, keys_at(Source, loc))
            mistakes.append(f"{layer.path}:{line_of(layer.node, loc)}: {key}: {said}")
        return None
