"""The generated saved objects have the shape of real exports; each fault that we can think of is seen."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from newswatch.errors import ConfigError
from newswatch.kibana.definitions import load_definitions
from newswatch.kibana.objects import ndjson, saved_objects

from .format import read_export
from .shown import DEFINITIONS, ROOT, objects_of

Json = dict[str, Any]


@pytest.mark.parametrize("prefix", ["", "staging-"])
def test_the_file_is_what_kibana_imports(prefix: str) -> None:
    file = ndjson(objects_of(prefix))
    objects = read_export(file)
    kinds = [one.type for one in objects]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "index-pattern": 5,
        "search": 6,
        "lens": 22,
        "dashboard": 2,
    }
    assert all(one.id.startswith(f"newswatch-{prefix}") for one in objects)
    assert ndjson(objects_of(prefix)) == file, "an import without a change changes nothing"
    assert "\n\n" not in file
    assert file.endswith("\n")


def test_two_prefixes_share_no_id_and_no_title() -> None:
    def names(prefix: str) -> set[tuple[str, str]]:
        objects = objects_of(prefix)
        ids = {(one["type"], one["id"]) for one in objects}
        return ids | {("title", one["attributes"].get("name", one["attributes"]["title"])) for one in objects}

    assert names("") & names("staging-") == set()
    assert names("staging-") & names("live-") == set()


def test_dashboards_restore_their_time_and_say_what_they_are_for() -> None:
    boards = {one["id"]: one["attributes"] for one in objects_of("") if one["type"] == "dashboard"}
    assert set(boards) == {"newswatch-coverage", "newswatch-operations"}
    coverage = boards["newswatch-coverage"]
    assert (coverage["timeRestore"], coverage["timeFrom"], coverage["timeTo"]) == (True, "now-7d", "now")
    assert "Money and launches are counted as stories" in coverage["description"]


def test_money_and_launches_are_counted_as_stories() -> None:
    for board in DEFINITIONS.dashboards.values():
        for panel in board.panels:
            view = panel.view if panel.search is None else DEFINITIONS.searches[panel.search].view
            fields = {measure.field for measure in panel.measures} | {group.field for group in panel.by}
            told = f"{panel.title} {panel.id}".lower()
            if fields & {"amount", "amount_usd", "valuation_usd", "target", "organisation", "product"} or any(
                word in told for word in ("deal", "money", "dollar", "launch")
            ):
                assert view == "stories", panel.id


def test_time_is_first_seen() -> None:
    times = {name: view.time for name, view in DEFINITIONS.views.items()}
    assert times == {
        "stories": "first_seen",
        "articles": "first_seen",
        "alerts": "first_seen",
        "dead": "seen",
        "sources": None,
    }


def test_a_story_s_id_leads_to_its_page_where_there_is_one() -> None:
    def formats(story_url: str) -> Json:
        view = saved_objects(DEFINITIONS, "", story_url)[0]
        read: Json = json.loads(view["attributes"]["fieldFormatMap"])
        return read

    assert "id" not in formats("")
    assert formats("https://n/{id}")["id"]["params"]["urlTemplate"] == "https://n/{{value}}"
    assert formats("")["url"]["id"] == "url"


# --- faults, each of which the format must see ---------------------------------------------------------------


def of_type(objects: list[Json], kind: str) -> Json:
    return next(one for one in objects if one["type"] == kind)


def dangling(objects: list[Json]) -> None:
    of_type(objects, "lens")["references"][0]["id"] = "newswatch-nothing"


def forgotten(objects: list[Json]) -> None:
    of_type(objects, "dashboard")["references"].pop()


def too_many(objects: list[Json]) -> None:
    one = of_type(objects, "search")
    one["references"].append({**one["references"][0], "name": "more"})


def out_of_order(objects: list[Json]) -> None:
    objects.reverse()


def panels_not_packed(objects: list[Json]) -> None:
    one = of_type(objects, "dashboard")["attributes"]
    one["panelsJSON"] = json.loads(one["panelsJSON"])


def state_packed(objects: list[Json]) -> None:
    one = of_type(objects, "lens")["attributes"]
    one["state"] = json.dumps(one["state"])


def in_panels(change: Callable[[Json], object]) -> Callable[[list[Json]], None]:
    def planted(objects: list[Json]) -> None:
        one = of_type(objects, "dashboard")["attributes"]
        panels = json.loads(one["panelsJSON"])
        change(panels[0])
        one["panelsJSON"] = json.dumps(panels)

    return planted


def in_layer(kind: str, change: Callable[[Json, Json], object]) -> Callable[[list[Json]], None]:
    def planted(objects: list[Json]) -> None:
        one = next(o for o in objects if o["attributes"].get("visualizationType") == kind)
        state = one["attributes"]["state"]
        (layer,) = state["datasourceStates"]["formBased"]["layers"].values()
        change(layer, state["visualization"])

    return planted


FAULTS: dict[str, Callable[[list[Json]], object]] = {
    "a dangling reference": dangling,
    "a reference that is missing": forgotten,
    "a reference that nothing uses": too_many,
    "a reference to what stands below": out_of_order,
    "panels that are not in a string": panels_not_packed,
    "a state that is in a string": state_packed,
    "a panel without a place": in_panels(lambda panel: panel.pop("gridData")),
    "a panel outside of the grid": in_panels(lambda panel: panel["gridData"].update(x=40, w=12)),
    "a panel whose place is another's": in_panels(lambda panel: panel["gridData"].update(i="other")),
    "a panel of another reference": in_panels(lambda panel: panel.update(panelRefName="panel_other")),
    "a column shown that is not there": in_layer(
        "lnsXY", lambda _, shown: shown["layers"][0].update(splitAccessor="nothing")
    ),
    "a number of no column": in_layer("lnsMetric", lambda _, shown: shown.update(metricAccessor="x")),
    "a table that leaves a column out": in_layer("lnsDatatable", lambda _, shown: shown["columns"].pop()),
    "a layer of another name": in_layer("lnsMetric", lambda _, shown: shown.update(layerId="other")),
    "columns that are in no order": in_layer("lnsXY", lambda layer, _: layer["columnOrder"].pop()),
    "a measure before its group": in_layer("lnsXY", lambda layer, _: layer["columnOrder"].reverse()),
    "a group ordered by nothing": in_layer(
        "lnsXY", lambda layer, _: layer["columns"]["group-1"]["params"]["orderBy"].update(columnId="x")
    ),
    "a count of a field": in_layer(
        "lnsMetric", lambda layer, _: layer["columns"]["measure-1"].update(sourceField="amount_usd")
    ),
    "an operation that Lens lacks": in_layer(
        "lnsMetric", lambda layer, _: layer["columns"]["measure-1"].update(operationType="total")
    ),
    "a dashboard's attribute that Kibana forbids": lambda objects: of_type(objects, "dashboard")[
        "attributes"
    ].update(tags=[]),
    "a version of a later Kibana": lambda objects: of_type(objects, "lens").update(
        typeMigrationVersion="10.1.0"
    ),
    "an id that is not ours": lambda objects: of_type(objects, "dashboard").update(id="coverage"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_form_is_seen(fault: str) -> None:
    objects = json.loads(json.dumps(objects_of("")))
    FAULTS[fault](objects)
    with pytest.raises(ValidationError):
        read_export(ndjson(objects))


# --- faults of the definitions, said with file and line ------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("coverage.yml", "at: [0, 0, 12, 5]", "at: [40, 0, 12, 5]", "within 48 columns"),
        ("coverage.yml", "at: [12, 0, 12, 5]", "at: [11, 0, 12, 5]", "lie on each other"),
        ("coverage.yml", "of: sum, field: amount_usd, name", "of: sum, name", "count takes no field"),
        ("coverage.yml", "chart: number", "chart: pie", "coverage.yml:"),
        ("coverage.yml", "search: top-stories", "search: nothing", "no search is called nothing"),
        ("coverage.yml", "view: articles", "view: pages", "no view is called pages"),
        ("coverage.yml", "id: money", "id: stories", "two panels are called stories"),
        ("operations.yml", "chart: lines\n    over: time", "chart: lines", "lines needs over: time"),
        (
            "operations.yml",
            "{of: count, name: articles}",
            "{of: p50, field: seconds_to_index, name: a}",
            "orders",
        ),
        ("searches.yml", "view: alerts", "view: cards", "no view is called cards"),
        ("searches.yml", "seen desc", "seen downwards", r"searches.yml:\d+: top-stories.sort.2"),
        ("views.yml", "time: seen", "time: seen\n  tiem: seen", r"views.yml:\d+: dead.tiem"),
    ],
)
def test_a_wrong_definition_is_said(file: str, old: str, new: str, said: str, tmp_path: Path) -> None:
    for path in (ROOT / "infra/kibana").glob("*.yml"):
        text = path.read_text(encoding="utf-8")
        if path.name == file:
            assert old in text
            text = text.replace(old, new, 1)
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=said):
        load_definitions(tmp_path)
