"""New flat fields for alerts and sources: added to their index where it is, and filled from the bodies.

Their bodies never change shape for the index, so nothing has to be copied: a mapping can gain fields in place.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from elasticsearch import Elasticsearch

from newswatch.adapters.elastic_connect import said_of
from newswatch.adapters.elastic_indices import behind, load_index, version_of
from newswatch.adapters.elastic_keyed import flat_fields
from newswatch.errors import ConfigError, Transient

Widened = Literal["alerts", "sources"]
WIDENED: tuple[Widened, ...] = ("alerts", "sources")
_PAGE = 200


def widen(
    client: Elasticsearch, prefix: str, collection: Widened, folder: Path | None = None
) -> tuple[str, int]:
    """Bring a collection's index to the version of its file; its name, and how many documents were filled.

    A document that somebody writes meanwhile is left to that writer, who fills it himself. The version is set
    last: interrupted, it can be run again. Raises ConfigError where the index does not exist.
    """
    alias = f"{prefix}{collection}"
    wanted = load_index(collection, folder)
    indices = said_of(lambda: behind(client, alias), f"looking at {alias}")
    if len(indices) != 1:
        raise ConfigError(f"{alias} has {len(indices)} indices behind it: run `newswatch init`")
    index = indices[0]
    there = said_of(lambda: client.indices.get_mapping(index=index), f"looking at {index}").body
    if int(there[index]["mappings"].get("_meta", {}).get("version", 0)) == version_of(wanted):
        return index, 0
    properties = wanted["mappings"]["properties"]
    said_of(lambda: client.indices.put_mapping(index=index, properties=properties), f"widening {index}")
    filled = 0
    for hits in _pages(client, index):
        lines = [line for hit in hits for line in _filling(alias, collection, hit)]
        if lines:
            answer = said_of(lambda lines=lines: client.bulk(operations=lines), f"filling {index}").body  # type: ignore[misc]
            statuses = [result["index"]["status"] for result in answer["items"]]
            if any(status >= 300 and status != 409 for status in statuses):
                raise Transient(f"Elasticsearch, filling {index}: not all of it was written; try again")
            filled += sum(status < 300 for status in statuses)
    meta = wanted["mappings"]["_meta"]
    said_of(lambda: client.indices.put_mapping(index=index, meta=meta), f"finishing {index}")
    return index, filled


def _pages(client: Elasticsearch, index: str) -> Iterator[list[Mapping[str, Any]]]:
    said_of(lambda: client.indices.refresh(index=index), f"reading {index}")
    after: dict[str, Any] = {}
    while True:
        answer = said_of(
            lambda after=after: client.search(  # type: ignore[misc]
                index=index, sort=[{"id": "asc"}], size=_PAGE, seq_no_primary_term=True, **after
            ),
            f"reading {index}",
        ).body
        if answer["timed_out"] or answer["_shards"]["failed"]:
            raise Transient(f"Elasticsearch, reading {index}: not all of it answered")
        hits: list[Mapping[str, Any]] = answer["hits"]["hits"]
        if hits:
            yield hits
        if len(hits) < _PAGE:
            return
        after = {"search_after": hits[-1]["sort"]}


def _filling(alias: str, collection: Widened, hit: Mapping[str, Any]) -> list[str]:
    """The lines of a bulk request that fill one document, if nobody wrote it since; [] where all is there."""
    source = hit["_source"]
    filled = source | flat_fields(collection, source["document"])
    if filled == source:
        return []
    target = {
        "_index": alias,
        "_id": hit["_id"],
        "if_seq_no": hit["_seq_no"],
        "if_primary_term": hit["_primary_term"],
        "require_alias": True,
    }
    return [json.dumps({"index": target}), json.dumps(filled, ensure_ascii=False)]
