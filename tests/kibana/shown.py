"""The shipped definitions, the objects made of them, and the fields that these look at."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from newswatch.kibana.definitions import load_definitions
from newswatch.kibana.objects import OURS, saved_objects
from newswatch.ports import Collection

ROOT = Path(__file__).parents[2]
DEFINITIONS = load_definitions(ROOT / "infra/kibana")
_FIELD = re.compile(r"(?:_exists_:(\w+))|(?:\b(\w+):)")


def objects_of(prefix: str) -> list[dict[str, Any]]:
    """The saved objects of an installation."""
    return saved_objects(DEFINITIONS, prefix, "https://newswatch.example/stories/{id}")


def charts_of(objects: Sequence[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """The Lens objects by panel."""
    found = {}
    for one in objects:
        if one["type"] == "lens":
            (panel,) = one["attributes"]["state"]["datasourceStates"]["formBased"]["layers"]
            found[panel] = one
    return found


def queried(query: str) -> set[str]:
    """The fields that a Lucene query names."""
    return {one or other for one, other in _FIELD.findall(query)} - {"_exists_"}


def fields_of(one: Mapping[str, Any]) -> tuple[Collection, set[str], set[str]]:
    """The view of an object (without prefix), the fields that it charts or sorts by, and those that it lists."""
    (reference,) = one["references"]
    view: Collection = reference["id"].removeprefix(OURS)
    if one["type"] == "search":
        source = json.loads(one["attributes"]["kibanaSavedObjectMeta"]["searchSourceJSON"])
        charted = {field for field, _ in one["attributes"]["sort"]} | queried(source["query"]["query"])
        return view, charted, set(one["attributes"]["columns"])
    state = one["attributes"]["state"]
    (layer,) = state["datasourceStates"]["formBased"]["layers"].values()
    fields = {column["sourceField"] for column in layer["columns"].values()} - {"___records___"}
    return view, fields | queried(state["query"]["query"]), set()
