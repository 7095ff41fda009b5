"""Kibana's saved objects, made from the definitions: data views, searches, Lens charts, dashboards.

Their ids are ours (`newswatch-…`, with the prefix of the installation in them) and never change, so that an
import overwrites what the import before made, and nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from newswatch.kibana.definitions import Dashboard, Definitions, Format, Panel, Search, View
from newswatch.kibana.lens import Json, lens_of

OURS = "newswatch-"
"""What every id begins with."""
CORE_VERSION = "8.8.0"
TYPE_VERSIONS = {"index-pattern": "8.0.0", "search": "10.5.0", "lens": "8.9.0", "dashboard": "10.2.0"}
"""The shapes are those of Kibana 9.0, and every later one migrates them; an older one refuses what is newer."""
_SOURCE = "kibanaSavedObjectMeta.searchSourceJSON.index"


def saved_objects(definitions: Definitions, prefix: str = "", story_url: str = "") -> list[Json]:
    """All objects, each after those that it refers to.

    `prefix` is NEWSWATCH_PREFIX; `story_url` is where a story's id leads to, `{id}` replaced.
    """
    objects = [_view(name, view, prefix, story_url) for name, view in definitions.views.items()]
    objects += [_search(name, search, prefix) for name, search in definitions.searches.items()]
    for name, board in definitions.dashboards.items():
        charts = [panel for panel in board.panels if panel.search is None]
        objects += [_chart(panel, board, definitions.views[panel.view], prefix) for panel in charts]
        objects.append(_dashboard(name, board, prefix))
    return objects


def ndjson(objects: list[Json]) -> str:
    """The objects as a file that Kibana imports: a line each."""
    return "".join(f"{_packed(one)}\n" for one in objects)


def titled(title: str, prefix: str) -> str:
    """A title as analysts see it, with the installation that it belongs to."""
    return f"{' '.join(filter(None, ('newswatch', prefix.strip('-._'))))}: {title}"


def _id(name: str, prefix: str) -> str:
    return f"{OURS}{prefix}{name}"


def _object(kind: str, id_: str, attributes: Json, references: list[Json]) -> Json:
    return {
        "type": kind,
        "id": id_,
        "attributes": attributes,
        "references": references,
        "managed": False,
        "coreMigrationVersion": CORE_VERSION,
        "typeMigrationVersion": TYPE_VERSIONS[kind],
    }


def _view(name: str, view: View, prefix: str, story_url: str) -> Json:
    formats = {field: _format(how, story_url) for field, how in view.formats.items()}
    attributes = {
        "title": f"{prefix}{name}",
        "name": titled(view.name, prefix),
        "fieldFormatMap": _packed({field: how for field, how in formats.items() if how}),
        "fieldAttrs": "{}",
        "fields": "[]",
        "runtimeFieldMap": "{}",
        "sourceFilters": "[]",
        "typeMeta": "{}",
    }
    if view.time is not None:
        attributes["timeFieldName"] = view.time
    return _object("index-pattern", _id(name, prefix), attributes, [])


def _format(how: Format, story_url: str) -> Json | None:
    """How a field's values are shown; None where nothing is to be said."""
    link = {"type": "a", "openLinkInCurrentTab": False}
    if how == "link":
        return {"id": "url", "params": link}
    if how == "story":
        template = story_url.replace("{id}", "{{value}}")
        return {"id": "url", "params": {**link, "urlTemplate": template}} if template else None
    if how == "seconds":
        params = {"inputFormat": "seconds", "outputFormat": "humanizePrecise", "outputPrecision": 1}
        return {"id": "duration", "params": {**params, "useShortSuffix": True}}
    return {"id": "number", "params": {"pattern": "$0,0" if how == "dollars" else "0,0"}}


def _search(name: str, search: Search, prefix: str) -> Json:
    attributes = {
        "title": titled(search.title, prefix),
        "description": search.says,
        "columns": list(search.columns),
        "sort": [line.split(" ") for line in search.sort],
        "grid": {},
        "hideChart": True,
        "isTextBasedQuery": False,
        "timeRestore": False,
        "kibanaSavedObjectMeta": {
            "searchSourceJSON": _packed(_source(search.query) | {"indexRefName": _SOURCE})
        },
    }
    return _object("search", _id(name, prefix), attributes, [_view_reference(search.view, prefix, _SOURCE)])


def _source(query: str) -> Json:
    return {"query": {"query": query, "language": "lucene"}, "filter": []}


def _view_reference(view: str, prefix: str, name: str) -> Json:
    return {"type": "index-pattern", "id": _id(view, prefix), "name": name}


def _chart(panel: Panel, board: Dashboard, view: View, prefix: str) -> Json:
    attributes = lens_of(panel, titled(f"{board.title}, {panel.title}", prefix), view.time)
    reference = _view_reference(panel.view, prefix, f"indexpattern-datasource-layer-{panel.id}")
    return _object("lens", _id(panel.id, prefix), attributes, [reference])


def _dashboard(name: str, board: Dashboard, prefix: str) -> Json:
    panels, references = [], []
    for panel, kind, target in _placed(board):
        x, y, width, height = panel.at
        placed: Json = {
            "type": kind,
            "panelIndex": panel.id,
            "gridData": {"x": x, "y": y, "w": width, "h": height, "i": panel.id},
            "embeddableConfig": {"enhancements": {}},
            "panelRefName": f"panel_{panel.id}",
        }
        if panel.title:
            placed["title"] = panel.title
        panels.append(placed)
        references.append({"type": kind, "id": _id(target, prefix), "name": f"{panel.id}:panel_{panel.id}"})
    options = {"useMargins": True, "syncColors": True, "syncCursor": True, "syncTooltips": False}
    attributes = {
        "title": titled(board.title, prefix),
        "description": board.says,
        "timeRestore": True,
        "timeFrom": board.from_,
        "timeTo": "now",
        "refreshInterval": {"pause": False, "value": board.refresh * 1000},
        "optionsJSON": _packed({**options, "hidePanelTitles": False}),
        "panelsJSON": _packed(panels),
        "kibanaSavedObjectMeta": {"searchSourceJSON": _packed(_source(""))},
        "version": 1,
    }
    return _object("dashboard", _id(name, prefix), attributes, references)


def _placed(board: Dashboard) -> Iterator[tuple[Panel, str, str]]:
    """Each panel with the type and the name of what it shows."""
    for panel in board.panels:
        yield (panel, "lens", panel.id) if panel.search is None else (panel, "search", panel.search)


def _packed(value: Mapping[str, Any] | list[Json]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
