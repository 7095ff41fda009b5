"""The skeleton of saved objects: which keys lie where and of what type, without a word of what they say.

`python -m tests.kibana.skeleton EXPORT.ndjson…` prints that of files which a real Kibana exported, for the kinds that
we write. exports.json holds two, of a Kibana 9 and of a Kibana 8; docs/adr/0018-kibana.md says of which files.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from .shown import objects_of

Skeleton = Mapping[str, Mapping[str, str]]
"""Kind of a thing → path in it → the types found there, as `null|string`."""
NAMED = ("layers", "columns", "fieldFormatMap", "fieldAttrs", "runtimeFieldMap")
"""Under these lie keys that a person or Kibana chose: `*` stands for them."""
PACKED = ("fieldAttrs", "fieldFormatMap", "fields", "runtimeFieldMap", "sourceFilters", "typeMeta")
CONTENT = ("filters", "filter", "controlGroupInput")
"""What a person filtered by: not looked into."""
SAVED = ("dashboard", "index-pattern", "lens", "search")
TYPES = {dict: "object", list: "array", str: "string", bool: "boolean", int: "number", float: "number"}


def things(saved: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """A saved object, and apart from it what may lie in another one or alone: panels, charts and columns."""
    attributes = dict(saved["attributes"])
    if saved["type"] == "lens":
        yield from charts(attributes)
        attributes = {name: value for name, value in attributes.items() if name not in ("state", "type")}
    if saved["type"] == "dashboard":
        for panel in json.loads(attributes.pop("panelsJSON")):
            if panel["type"] not in ("lens", "search"):
                continue
            inside = dict(panel["embeddableConfig"])
            if "attributes" in inside:
                yield from charts(inside.pop("attributes"))
            yield "panel", {**panel, "embeddableConfig": inside}
    yield saved["type"], {**saved, "attributes": attributes}


def charts(attributes: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """A Lens chart: its state, what it looks like, and its columns, each by its kind."""
    state = json.loads(json.dumps(attributes["state"]))
    for layer in state["datasourceStates"].get("formBased", {}).get("layers", {}).values():
        for column in layer.pop("columns").values():
            yield f"column {column['operationType']}", column
    yield f"look {attributes['visualizationType']}", state.pop("visualization")
    yield "chart", state


def paths(value: Any, at: str = "") -> Iterator[tuple[str, str]]:
    """Each path in a value with its type; JSON that lies in a string is looked into, and its path says so."""
    name = at.rpartition(".")[2]
    if isinstance(value, str) and (name.endswith("JSON") or name in PACKED):
        yield at, "packed"
        yield from paths(json.loads(value), f"{at}!")
        return
    if at:
        yield at, TYPES.get(type(value), "null")
    if name in CONTENT:
        return
    if isinstance(value, Mapping):
        for key, inner in value.items():
            step = "*" if name.removesuffix("!") in NAMED else key
            yield from paths(inner, f"{at}.{step}" if at else step)
    elif isinstance(value, list):
        for inner in value:
            yield from paths(inner, f"{at}[]")


def skeleton(objects: Iterable[Mapping[str, Any]]) -> Skeleton:
    """Of all of them together."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for saved in objects:
        for kind, thing in things(saved):
            for path, type_ in paths(thing):
                found[kind][path].add(type_)
    return {
        kind: {path: "|".join(sorted(types)) for path, types in sorted(held.items())}
        for kind, held in sorted(found.items())
    }


def main() -> None:
    """Print the skeleton of exports."""
    lines = [line for name in sys.argv[1:] for line in Path(name).read_text(encoding="utf-8").splitlines()]
    real = skeleton(one for one in map(json.loads, lines) if one.get("type") in SAVED)
    ours = skeleton(objects_of(""))
    sys.stdout.write(json.dumps({kind: real[kind] for kind in ours if kind in real}, indent=1) + "\n")


if __name__ == "__main__":
    main()
