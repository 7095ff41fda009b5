"""The indices of infra/elasticsearch/*.json: created behind aliases, compared, and moved to a new version.

`articles` is an alias of `articles-v1`; every reader and writer uses the alias. A new version is filled
while the old one serves, the alias moves at one stroke, and what was written meanwhile is copied after.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from elasticsearch import BadRequestError, Elasticsearch, NotFoundError

from newswatch.adapters.elastic_bulk import Action, run_bulk
from newswatch.adapters.elastic_connect import said_of
from newswatch.adapters.elastic_documents import render
from newswatch.adapters.infra_files import infra_file
from newswatch.errors import ConfigError, NewswatchError, Transient
from newswatch.ports import Collection, Doc, ItemError, Versioned

COLLECTIONS: tuple[Collection, ...] = get_args(Collection)
MIGRATED: tuple[Versioned, ...] = ("articles", "stories")
"""Alerts and sources gain fields where they are (elastic_widen); the others have no reason to change."""
_PAGE = 500


@dataclass(frozen=True, slots=True)
class IndexDifference:
    """What is not as the JSON files want it. `is_now` and `wanted` are index versions, or short texts."""

    alias: str
    what: str
    is_now: str = ""
    wanted: str = ""

    def __str__(self) -> str:
        return f"{self.alias}: {self.what}" + (f" ({self.is_now}, {self.wanted})" if self.is_now else "")


def load_index(collection: Collection, folder: Path | None = None) -> Mapping[str, Any]:
    """The settings and mappings of a collection's index. Raises ConfigError."""
    name = f"{collection}.json"
    path = folder / name if folder else infra_file(f"elasticsearch/{name}")
    try:
        loaded: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path} can't be read: {error}") from error
    return loaded


def version_of(index: Mapping[str, Any]) -> int:
    """The version that an index's JSON gives itself."""
    return int(index["mappings"]["_meta"]["version"])


def create_indices(client: Elasticsearch, prefix: str, folder: Path | None = None) -> list[str]:
    """Create each missing index with its alias; the names created. Touches no other."""
    created = []
    for collection, alias in _without_index(client, prefix):
        wanted = load_index(collection, folder)
        name = f"{alias}-v{version_of(wanted)}"
        _create(client, name, wanted, {alias: {"is_write_index": True}})
        created.append(name)
    return created


def give_aliases_back(client: Elasticsearch, prefix: str) -> list[str]:
    """Put each alias that somebody took away on its index again; those indices.

    Raises ConfigError where several could be meant: one may be the half of a migration, or what one left behind.
    """
    given = []
    for _, alias in _without_index(client, prefix):
        found = _versions(client, alias)
        if len(found) > 1:
            raise ConfigError(
                f"the alias {alias} is gone, and {' or '.join(found)} may be what it meant: "
                "give it to the one that serves (POST _aliases), then run `newswatch init` again"
            )
        if found:
            _move(client, alias, [], found[0])
            given += found
    return given


def _without_index(client: Elasticsearch, prefix: str) -> Iterator[tuple[Collection, str]]:
    """The collections whose alias leads nowhere, with it."""
    for collection in COLLECTIONS:
        if not behind(client, alias := f"{prefix}{collection}"):
            yield collection, alias


def _create(client: Elasticsearch, name: str, wanted: Mapping[str, Any], aliases: Mapping[str, Any]) -> None:
    try:
        said_of(
            lambda: client.indices.create(
                index=name, settings=wanted["settings"], mappings=wanted["mappings"], aliases=aliases
            ),
            f"creating {name}",
        )
    except NewswatchError as error:
        # Another `init` was faster: that is what was wanted.
        if not (isinstance(error.__cause__, BadRequestError) and "already_exists" in str(error.__cause__)):
            raise


def behind(client: Elasticsearch, alias: str) -> list[str]:
    """The indices behind an alias; [] when there is no such alias."""
    try:
        return list(client.indices.get_alias(name=alias).body)
    except NotFoundError:
        return []


def compare_indices(
    client: Elasticsearch,
    prefix: str,
    folder: Path | None = None,
    collections: Iterable[Collection] = COLLECTIONS,
) -> list[IndexDifference]:
    """What differs; empty when all is as wanted. Needs no administrator's right."""
    differences = []
    for collection in collections:
        alias = f"{prefix}{collection}"
        indices = said_of(lambda alias=alias: behind(client, alias), f"looking at {alias}")  # type: ignore[misc]
        wanted = load_index(collection, folder)
        if not indices:
            taken = said_of(lambda alias=alias: client.indices.exists(index=alias), f"looking at {alias}")  # type: ignore[misc]
            what = "is an index of its own, and must be an alias" if taken else "does not exist"
            differences.append(IndexDifference(alias, what))
        elif len(indices) > 1:
            differences.append(IndexDifference(alias, f"has several indices behind it: {', '.join(indices)}"))
        else:
            differences += _mapping_difference(client, alias, indices[0], wanted)
    return differences


def _mapping_difference(
    client: Elasticsearch, alias: str, index: str, wanted: Mapping[str, Any]
) -> list[IndexDifference]:
    answer = said_of(lambda: client.indices.get_mapping(index=index), f"looking at {index}")
    there = answer.body[index]["mappings"]
    version, new = int(there.get("_meta", {}).get("version", 0)), version_of(wanted)
    if version != new:
        return [
            IndexDifference(alias, "needs `newswatch init --migrate`", f"is v{version}", f"wanted v{new}")
        ]
    if _plain(there["properties"]) != _plain(wanted["mappings"]["properties"]):
        return [IndexDifference(alias, "has another mapping than the file of the same version")]
    return []


def _plain(properties: Mapping[str, Any]) -> Mapping[str, Any]:
    """A mapping without what the server adds or leaves out by itself."""
    return {
        name: {key: value for key, value in field.items() if not (key == "type" and value == "object")}
        for name, field in properties.items()
    }


def migrate(
    client: Elasticsearch, prefix: str, collection: Versioned, folder: Path | None = None
) -> tuple[str, int, list[ItemError]]:
    """Move a collection to the version of its file; the new index, documents copied, and those refused.

    No write is lost: documents carry external versions, so a copy never overwrites a newer one, and what came
    to the old index while it was copied is copied after the alias has moved. The old index stays, for
    a person to delete. Interrupted, it can be run again. What is deleted meanwhile may come back until
    the next `upkeep`. Bodies are rendered anew, so new fields are filled from them.
    """
    if collection not in MIGRATED:
        raise ConfigError(f"{collection} never migrates")
    alias = f"{prefix}{collection}"
    wanted = load_index(collection, folder)
    new = f"{alias}-v{version_of(wanted)}"
    serving = said_of(lambda: behind(client, alias), f"looking at {alias}")
    old = [index for index in serving if index != new]
    if not serving:
        raise ConfigError(f"{alias} does not exist: run `newswatch init`")
    if not said_of(lambda: client.indices.exists(index=new), f"looking at {new}"):
        # An alias of its own lets the copy say require_alias, as every write does, and tells that it is open.
        _create(client, new, wanted, {f"{new}-copy": {}})
    elif not said_of(lambda: client.indices.exists_alias(name=f"{new}-copy"), f"looking at {new}"):
        return new, 0, []  # all was done before
    copied, refused = 0, list[ItemError]()
    marks = dict.fromkeys(old or _older(client, alias, new), -1)
    for index in marks:
        count, bad, marks[index] = _copy(client, index, f"{new}-copy", collection, marks[index])
        copied, refused = copied + count, refused + bad
    if old:
        _move(client, alias, old, new)
    idle = 0
    while idle < 2:  # a write on its way while the alias moved may still reach the old index
        moved = 0
        for index in marks:
            count, bad, marks[index] = _copy(client, index, f"{new}-copy", collection, marks[index])
            moved, refused = moved + count, refused + bad
        copied += moved
        idle = 0 if moved else idle + 1
    said_of(lambda: client.indices.delete_alias(index=new, name=f"{new}-copy"), f"finishing {new}")
    return new, copied, refused


def _older(client: Elasticsearch, alias: str, new: str) -> list[str]:
    """The versions before, where the alias moved already but an interrupted copy is to be finished."""
    return [index for index in _versions(client, alias) if index != new]


def _versions(client: Elasticsearch, alias: str) -> list[str]:
    """All indices that are named as a version of the alias, whether it leads to them or not."""
    return sorted(said_of(lambda: client.indices.get_alias(index=f"{alias}-v*"), f"looking at {alias}").body)


def _move(client: Elasticsearch, alias: str, old: list[str], new: str) -> None:
    actions: list[Mapping[str, Any]] = [{"remove": {"index": index, "alias": alias}} for index in old]
    actions.append({"add": {"index": new, "alias": alias, "is_write_index": True}})
    said_of(lambda: client.indices.update_aliases(actions=actions), f"moving {alias} to {new}")


def _copy(
    client: Elasticsearch, index: str, target: str, collection: Versioned, after: int
) -> tuple[int, list[ItemError], int]:
    """Copy what came to an index after a sequence number; how many, those refused, and the last number.

    An index here has one shard: its sequence numbers are one row.
    """
    said_of(lambda: client.indices.refresh(index=index), f"copying {index}")
    copied, refused = 0, list[ItemError]()
    actions: list[Action] = []
    for hit in _written_after(client, index, after):
        after = max(after, int(hit["_seq_no"]))
        doc = Doc(collection, hit["_id"], int(hit["_version"]), hit["_source"]["document"])
        source = render(doc, hit["_source"].get("indexed_at"), hit["_source"].get("seconds_to_index"))
        if isinstance(source, ItemError):
            refused.append(source)
            continue
        actions.append(Action(target, doc.id, doc.version, source))
        if len(actions) >= _PAGE:
            copied, refused = copied + len(actions), refused + run_bulk(client, actions)[1]
            actions = []
    copied, refused = copied + len(actions), refused + run_bulk(client, actions)[1]
    return copied, refused, after


def _written_after(client: Elasticsearch, index: str, after: int) -> Iterator[Mapping[str, Any]]:
    """Documents in the order in which they were last written, each once."""
    while True:
        answer = said_of(
            lambda after=after: client.search(  # type: ignore[misc]
                index=index,
                query={"range": {"_seq_no": {"gt": after}}},
                sort=[{"_seq_no": "asc"}],
                size=_PAGE,
                source_includes=["document", "indexed_at", "seconds_to_index"],
                version=True,
                seq_no_primary_term=True,
            ),
            f"copying {index}",
        )
        if answer.body.get("timed_out") or answer.body["_shards"]["failed"]:
            raise Transient(f"Elasticsearch, copying {index}: not all of it answered")
        hits = answer.body["hits"]["hits"]
        yield from hits
        if len(hits) < _PAGE:
            return
        after = int(hits[-1]["_seq_no"])
