"""A chart's definition as the state of a Kibana Lens object.

A layer has columns: groups first (the split, then the time), then measures. Column ids are words, not random
ids, so that an import changes nothing that has not changed. See docs/adr for the exports that this follows.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from newswatch.kibana.definitions import Group, Measure, Panel

Json = dict[str, Any]
TIME = "time"
RECORDS = "___records___"
"""Kibana's name for the documents themselves, where they are counted."""
_PERCENTILES = {"p50": 50, "p95": 95}
_TYPES = {
    "columns": "lnsXY",
    "bars": "lnsXY",
    "lines": "lnsXY",
    "number": "lnsMetric",
    "table": "lnsDatatable",
}
_SERIES = {"columns": "bar_stacked", "bars": "bar_horizontal", "lines": "line"}


def lens_of(panel: Panel, title: str, time: str | None) -> Json:
    """The attributes of a Lens object. `time`: the data view's time field."""
    columns = columns_of(panel, time)
    layer = {
        "columns": columns,
        "columnOrder": list(columns),
        "incompleteColumns": {},
        "sampling": 1,
        "ignoreGlobalFilters": False,
    }
    return {
        "title": title,
        "description": panel.says,
        "visualizationType": _TYPES[str(panel.chart)],
        "state": {
            "visualization": _visualization(panel),
            "query": {"query": panel.query, "language": "lucene"},
            "filters": [],
            "datasourceStates": {"formBased": {"layers": {panel.id: layer}}, "textBased": {"layers": {}}},
            "internalReferences": [],
            "adHocDataViews": {},
        },
    }


def columns_of(panel: Panel, time: str | None) -> dict[str, Json]:
    """A layer's columns by id, in order."""
    columns = {_group_id(number): _terms(group) for number, group in enumerate(panel.by)}
    if panel.over is not None and time is not None:
        columns[TIME] = {
            "label": "time",
            "dataType": "date",
            "operationType": "date_histogram",
            "sourceField": time,
            "isBucketed": True,
            "scale": "interval",
            "params": {"interval": "auto", "includeEmptyRows": True, "dropPartials": False},
            "customLabel": True,
        }
    for number, measure in enumerate(panel.measures):
        columns[_measure_id(number)] = _measured(measure)
    return columns


def _group_id(number: int) -> str:
    return f"group-{number + 1}"


def _measure_id(number: int) -> str:
    return f"measure-{number + 1}"


def _terms(group: Group) -> Json:
    return {
        "label": group.name,
        "dataType": "string",
        "operationType": "terms",
        "scale": "ordinal",
        "sourceField": group.field,
        "isBucketed": True,
        "params": {
            "size": group.top,
            "orderBy": {"type": "column", "columnId": _measure_id(0)},
            "orderDirection": "desc",
            "otherBucket": False,
            "missingBucket": False,
            "parentFormat": {"id": "terms"},
            "include": [],
            "exclude": [],
            "includeIsRegex": False,
            "excludeIsRegex": False,
        },
        "customLabel": True,
    }


def _measured(measure: Measure) -> Json:
    params: Mapping[str, Any] = {"emptyAsNull": measure.of == "sum"} if measure.of in ("count", "sum") else {}
    operation: str = measure.of
    if measure.of in _PERCENTILES:
        operation, params = "percentile", {"percentile": _PERCENTILES[measure.of]}
    return {
        "label": measure.name,
        "dataType": "number",
        "operationType": operation,
        "sourceField": measure.field or RECORDS,
        "isBucketed": False,
        "scale": "ratio",
        "params": dict(params),
        "customLabel": True,
    }


def _visualization(panel: Panel) -> Json:
    measures = [_measure_id(number) for number in range(len(panel.measures))]
    groups = [_group_id(number) for number in range(len(panel.by))]
    if panel.chart == "number":
        return {"layerId": panel.id, "layerType": "data", "metricAccessor": measures[0]}
    if panel.chart == "table":
        return {
            "layerId": panel.id,
            "layerType": "data",
            "columns": [{"columnId": id_, "isTransposed": False} for id_ in (*groups, *measures)],
        }
    layer: Json = {
        "layerId": panel.id,
        "layerType": "data",
        "seriesType": _SERIES[str(panel.chart)],
        "accessors": measures,
        "position": "top",
        "showGridlines": False,
        "xAccessor": TIME if panel.over else groups[0],
    }
    if panel.over and groups:
        layer["splitAccessor"] = groups[0]
    shown = {"x": True, "yLeft": True, "yRight": True}
    return {
        "legend": {"isVisible": bool(panel.over), "position": "right", "showSingleSeries": True},
        "valueLabels": "show" if panel.chart == "bars" else "hide",
        "fittingFunction": "None",
        "axisTitlesVisibilitySettings": {**shown, "x": False},
        "tickLabelsVisibilitySettings": shown,
        "labelsOrientation": {"x": 0, "yLeft": 0, "yRight": 0},
        "gridlinesVisibilitySettings": shown,
        "preferredSeriesType": _SERIES[str(panel.chart)],
        "layers": [layer],
    }
