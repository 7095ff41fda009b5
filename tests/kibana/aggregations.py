"""What Kibana asks Elasticsearch for a saved object: the request is read off the object itself.

Lens makes a bucket aggregation of each group in the layer's order, a date histogram of the time, and a metric
aggregation of each measure; a query in Lucene's syntax becomes a query_string; the dashboard's time range is a
filter on the data view's time field, where it has one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from elasticsearch import Elasticsearch

Json = Mapping[str, Any]
Row = tuple[tuple[object, ...], tuple[float | None, ...]]
"""The groups of a row, then its measures."""
INTERVAL = 30 * 60 * 1000
"""Ms of a histogram's bucket, where Kibana would choose one by the range."""


@dataclass(frozen=True)
class Asked:
    """A saved object as a request: on which index, and what."""

    index: str
    body: Json


def by_reference(objects: Sequence[Json]) -> dict[tuple[str, str], Json]:
    """The objects by type and id."""
    return {(one["type"], one["id"]): one for one in objects}


def panels(objects: Sequence[Json]) -> Iterator[tuple[str, Json]]:
    """Every panel of every dashboard: its id on the dashboard, and the object that it shows."""
    known = by_reference(objects)
    for board in (one for one in objects if one["type"] == "dashboard"):
        names = {ref["name"]: ref for ref in board["references"]}
        for panel in json.loads(board["attributes"]["panelsJSON"]):
            ref = names[f"{panel['panelIndex']}:{panel['panelRefName']}"]
            yield panel["panelIndex"], known[panel["type"], ref["id"]]


def view_of(one: Json, objects: Sequence[Json]) -> Json:
    """The data view that an object looks into."""
    ids = {ref["id"] for ref in one["references"] if ref["type"] == "index-pattern"}
    assert len(ids) == 1
    found = by_reference(objects)["index-pattern", ids.pop()]
    attributes: Json = found["attributes"]
    return attributes


def asked(one: Json, objects: Sequence[Json], since: datetime, until: datetime) -> Asked:
    """What a Lens object or a saved search asks for, in a time range."""
    view = view_of(one, objects)
    if one["type"] == "search":
        source = json.loads(one["attributes"]["kibanaSavedObjectMeta"]["searchSourceJSON"])
        sort = [
            {field: {"order": order, "unmapped_type": "boolean"}}
            for field, order in one["attributes"]["sort"]
        ]
        body: dict[str, Any] = {
            "query": _query(source["query"], view, since, until),
            "sort": sort,
            "size": 500,
        }
        return Asked(view["title"], body)
    state = one["attributes"]["state"]
    (layer,) = state["datasourceStates"]["formBased"]["layers"].values()
    query = _query(state["query"], view, since, until)
    body = {"query": query, "size": 0, "track_total_hits": True, "aggs": _aggregations(layer)}
    return Asked(view["title"], body)


def _query(query: Json, view: Json, since: datetime, until: datetime) -> Json:
    assert query["language"] == "lucene"
    filters: list[Json] = [{"query_string": {"query": query["query"], "analyze_wildcard": True}}]
    if time := view.get("timeFieldName"):
        span = {"gte": since.isoformat(), "lte": until.isoformat(), "format": "strict_date_optional_time"}
        filters.append({"range": {time: span}})
    return {"bool": {"filter": filters}}


def _ordered(layer: Json) -> tuple[list[tuple[str, Json]], list[tuple[str, Json]]]:
    columns = [(id_, layer["columns"][id_]) for id_ in layer["columnOrder"]]
    return [one for one in columns if one[1]["isBucketed"]], [
        one for one in columns if not one[1]["isBucketed"]
    ]


def _aggregations(layer: Json) -> dict[str, Any]:
    groups, measures = _ordered(layer)
    metrics = {id_: _metric(column) for id_, column in measures if column["operationType"] != "count"}
    built: dict[str, Any] = metrics
    for id_, column in reversed(groups):
        # (the measures that order a group stand beside what is below it)
        built = {id_: {**_bucket(column, layer), "aggs": {**metrics, **built}}}
    return built


def _bucket(column: Json, layer: Json) -> dict[str, Any]:
    if column["operationType"] == "date_histogram":
        wanted = {"field": column["sourceField"], "fixed_interval": f"{INTERVAL}ms", "min_doc_count": 1}
        return {"date_histogram": wanted}
    params = column["params"]
    by = layer["columns"][params["orderBy"]["columnId"]]
    key = "_count" if by["operationType"] == "count" else params["orderBy"]["columnId"]
    order = [{key: params["orderDirection"]}, {"_key": "asc"}]
    return {"terms": {"field": column["sourceField"], "size": params["size"], "order": order}}


def _metric(column: Json) -> dict[str, Any]:
    operation, field = column["operationType"], column["sourceField"]
    if operation == "percentile":
        return {"percentiles": {"field": field, "percents": [column["params"]["percentile"]]}}
    assert operation in ("sum", "max"), operation
    return {operation: {"field": field}}


def rows(
    client: Elasticsearch, one: Json, objects: Sequence[Json], since: datetime, until: datetime
) -> list[Row]:
    """The rows that a Lens object shows, as Elasticsearch answers."""
    request = asked(one, objects, since, until)
    answer = client.search(index=request.index, **request.body).body
    assert not answer["_shards"]["failed"]
    (layer,) = one["attributes"]["state"]["datasourceStates"]["formBased"]["layers"].values()
    groups, measures = _ordered(layer)
    total = answer["hits"]["total"]["value"]
    return list(_read(answer.get("aggregations", {}), total, [id_ for id_, _ in groups], measures, ()))


def _read(
    answer: Json, count: int, groups: list[str], measures: list[tuple[str, Json]], above: tuple[object, ...]
) -> Iterator[Row]:
    if not groups:
        yield above, tuple(_value(answer, count, id_, column) for id_, column in measures)
        return
    for bucket in answer[groups[0]]["buckets"]:
        yield from _read(bucket, bucket["doc_count"], groups[1:], measures, (*above, bucket["key"]))


def _value(answer: Json, count: int, id_: str, column: Json) -> float | None:
    if column["operationType"] == "count":
        return float(count)
    if column["operationType"] == "percentile":
        (value,) = answer[id_]["values"].values()
    else:
        value = answer[id_]["value"]
    return None if value is None else float(value)
