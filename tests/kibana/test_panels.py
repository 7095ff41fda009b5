"""Every panel and saved search, asked of the real Elasticsearch as Kibana would, shows what the store holds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from newswatch.adapters.elastic_indices import load_index
from newswatch.demo.compare import load_expected
from tests.services import stack

from . import expected
from .aggregations import asked, panels, rows
from .day import UNDATED, Day
from .shown import DEFINITIONS, charts_of, fields_of, objects_of

SINCE = datetime(2023, 1, 23, tzinfo=UTC)
UNTIL = SINCE + timedelta(days=1)
pytestmark = pytest.mark.timeout(1500)  # the first to ask plays the day: half a minute on a quiet machine
CHARTS = [panel.id for board in DEFINITIONS.dashboards.values() for panel in board.panels if not panel.search]


@pytest.mark.services
@pytest.mark.slow
def test_the_day_is_the_demo_s(day: Day) -> None:
    assert day.wrong == []
    wanted = load_expected()
    silent = sum(story.silent == "silent" for story in wanted.stories)
    assert len(expected.live(day)) == len(wanted.stories) - silent
    objects = objects_of(day.prefix)
    (((), (count,)),) = rows(day.store.client, charts_of(objects)["stories"], objects, SINCE, UNTIL)
    assert count == len(wanted.stories) - silent


@pytest.mark.services
@pytest.mark.slow
@pytest.mark.parametrize("panel", CHARTS)
def test_a_chart_shows_what_the_store_holds(day: Day, panel: str) -> None:
    objects = objects_of(day.prefix)
    one = dict(panels(objects))[panel]
    shown = rows(day.store.client, one, objects, SINCE, UNTIL)
    wanted = expected.charts(day)[panel]()
    assert len(shown) == len({key for key, _ in shown})
    assert {key for key, _ in shown} == set(wanted), panel
    for key, values in shown:
        for value, right in zip(values, wanted[key], strict=True):
            if isinstance(right, tuple):
                assert value is not None
                assert right[0] - 0.001 <= value <= right[1] + 0.001, (panel, key)
            else:
                assert value == right, (panel, key)
    assert any(any(values) for _, values in shown), f"{panel} shows nothing of the demo's day"


@pytest.mark.services
@pytest.mark.slow
def test_an_article_without_a_date_appears(day: Day) -> None:
    """The time axis is when it was first seen; nothing else would place it."""
    (undated,) = [one.article for one in day.articles if one.article.date_published is None]
    objects = objects_of(day.prefix)
    shown = rows(day.store.client, charts_of(objects)["articles-by-source"], objects, SINCE, UNTIL)
    at = expected.half_hour(undated.discovered_at)
    assert dict(shown)[UNDATED, at] == (1.0,)


@pytest.mark.services
@pytest.mark.slow
@pytest.mark.parametrize("search", DEFINITIONS.searches)
def test_a_table_shows_what_the_store_holds(day: Day, search: str) -> None:
    objects = objects_of(day.prefix)
    (one,) = [o for o in objects if o["type"] == "search" and o["id"] == f"newswatch-{day.prefix}{search}"]
    request = asked(one, objects, SINCE, UNTIL)
    hits = day.store.client.search(index=request.index, **request.body).body["hits"]["hits"]
    wanted = dict(expected.tables(day)[search]())
    assert {hit["_id"] for hit in hits} == set(wanted)
    assert len(hits) == len(wanted)
    orders = [order for _, order in one["attributes"]["sort"]]

    def place(id_: str) -> list[tuple[bool, Any]]:
        """What is missing comes last, whichever way the rest is sorted."""
        values = zip(wanted[id_], orders, strict=True)
        return [
            (value is None, 0 if value is None else _turned(value, order == "desc"))
            for value, order in values
        ]

    shown = [place(hit["_id"]) for hit in hits]
    assert shown == sorted(shown), search
    columns = set(one["attributes"]["columns"])
    held = {name for hit in hits for name in hit["_source"]}
    assert columns - held - {"last_error", "text"} == set(), f"{search}: no document has these columns"


def _turned(value: Any, descending: bool) -> Any:
    if isinstance(value, str):
        assert not descending
        return value
    return -value if descending else value


@pytest.mark.services
@pytest.mark.slow
def test_who_only_reads_may_ask_all_of_it(day: Day) -> None:
    """The role `newswatch_reader` is enough for every panel."""
    reader = stack.open_store(day.prefix, user="reader", create=False)
    objects = objects_of(day.prefix)
    for name, one in panels(objects):
        request = asked(one, objects, SINCE, UNTIL)
        answer = reader.client.search(index=request.index, **request.body).body
        assert not answer["_shards"]["failed"], name
    reader.close()


def test_no_panel_s_field_is_nested_or_missing() -> None:
    """A chart counts, groups and measures flat fields that have doc values; a table's columns are in the mapping."""
    for name, one in panels(objects_of("")):
        _check_fields(name, one)
    for view, definition in DEFINITIONS.views.items():
        properties = load_index(view)["mappings"]["properties"]  # type: ignore[arg-type]
        times = [definition.time] if definition.time else []
        assert set(definition.formats) <= set(properties)
        assert all(properties[time]["type"] == "date" for time in times)


def _check_fields(name: str, one: Mapping[str, Any], folder: Any = None) -> None:
    view, charted, listed = fields_of(one)
    properties = load_index(view, folder)["mappings"]["properties"]
    for field in (*charted, *listed):
        assert field in properties, f"{name}: {view} has no field {field}"
        kind = properties[field].get("type", "object")
        assert kind not in ("nested", "object", "text", "flattened"), f"{name}: {field} is {kind}"
    for field in charted:
        assert properties[field].get("doc_values", True), f"{name}: {field} can't be charted"


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ({"type": "nested", "properties": {}}, "is nested"),
        ({"type": "text"}, "is text"),
        (None, "has no field"),
    ],
)
def test_a_nested_or_missing_field_is_seen(mapping: Any, said: str, tmp_path: Any) -> None:
    index = json.loads(json.dumps(load_index("stories")))
    if mapping is None:
        del index["mappings"]["properties"]["target"]
    else:
        index["mappings"]["properties"]["target"] = mapping
    (tmp_path / "stories.json").write_text(json.dumps(index))
    with pytest.raises(AssertionError, match=said):
        _check_fields("p", charts_of(objects_of(""))["dollars-by-target"], tmp_path)


@pytest.mark.services
@pytest.mark.slow
def test_a_wrong_field_or_query_is_seen(day: Day) -> None:
    objects = objects_of(day.prefix)
    one = json.loads(json.dumps(charts_of(objects)["articles-by-source"]))
    (layer,) = one["attributes"]["state"]["datasourceStates"]["formBased"]["layers"].values()
    layer["columns"]["group-1"]["sourceField"] = "publisher"
    wrong = rows(day.store.client, one, objects, SINCE, UNTIL)
    assert dict(wrong) != dict(expected.charts(day)["articles-by-source"]())
    one = json.loads(json.dumps(charts_of(objects)["launches"]))
    one["attributes"]["state"]["query"]["query"] = "labels:competitor_launch"
    assert dict(rows(day.store.client, one, objects, SINCE, UNTIL)) != dict(
        expected.charts(day)["launches"]()
    )
