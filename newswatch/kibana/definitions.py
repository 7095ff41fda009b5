"""The definitions of infra/kibana/*.yml: what a person writes, checked as a whole before anything is made of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

from newswatch.errors import ConfigError
from newswatch.yaml_lines import mistakes_of, read_yaml

Format = Literal["link", "story", "dollars", "money", "seconds"]
Chart = Literal["columns", "bars", "lines", "number", "table"]
Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
GRID_WIDTH = 48
"""Columns of a dashboard's grid."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class View(_Part):
    """A data view: a collection, its time field, and how some fields are shown."""

    name: str
    time: str | None = None
    formats: Mapping[str, Format] = Field(default_factory=dict)


class Search(_Part):
    """A saved search: a table of single documents. `sort` lines are `FIELD asc` or `FIELD desc`."""

    title: str
    says: str
    view: str
    query: str
    columns: tuple[str, ...] = Field(min_length=1)
    sort: tuple[Annotated[str, Field(pattern=r"^\w+ (asc|desc)$")], ...] = Field(min_length=1)


class Group(_Part):
    """The values of a field, the `top` ones by the first measure."""

    field: str
    top: int = Field(ge=1, le=100)
    name: str


class Measure(_Part):
    """A number of each group: documents counted, or a figure of a field."""

    of: Literal["count", "sum", "max", "p50", "p95"]
    field: str | None = None
    name: str

    @model_validator(mode="after")
    def _has_what_it_needs(self) -> Measure:
        if (self.of == "count") == (self.field is not None):
            raise ValueError("count takes no field, every other measure takes one")
        return self


class Panel(_Part):
    """A place on a dashboard: a chart of its own, or a saved search. `at` is column, row, width, height."""

    id: Id
    at: tuple[int, int, int, int]
    search: str | None = None
    title: str = ""
    says: str = ""
    view: str = ""
    query: str = ""
    chart: Chart | None = None
    over: Literal["time"] | None = None
    by: tuple[Group, ...] = ()
    measures: tuple[Measure, ...] = ()

    @model_validator(mode="after")
    def _is_one_of_both(self) -> Panel:
        x, y, width, height = self.at
        if min(x, y) < 0 or min(width, height) < 1 or x + width > GRID_WIDTH:
            raise ValueError(f"at: it must lie within {GRID_WIDTH} columns")
        own = (self.title, self.says, self.view, self.query, self.chart, self.measures)
        if self.search is not None and (any(own) or self.over or self.by):
            raise ValueError("a panel of a saved search says nothing else but where it is")
        if self.search is None and not all(own):
            raise ValueError("a chart needs title, says, view, query, chart and measures")
        _fits(self)
        return self


def _fits(panel: Panel) -> None:
    """Whether a chart has the parts that it can show. Raises ValueError."""
    wanted = {
        "number": (not panel.over and not panel.by and len(panel.measures) == 1, "one measure and no groups"),
        "bars": (
            not panel.over and len(panel.by) == 1 and len(panel.measures) == 1,
            "one group, one measure",
        ),
        "columns": (bool(panel.over) and len(panel.by) <= 1 and len(panel.measures) == 1, "over: time"),
        "lines": (bool(panel.over) and not panel.by, "over: time, and no groups"),
        "table": (not panel.over and bool(panel.by), "groups, and not over time"),
    }
    if panel.chart is not None and not wanted[panel.chart][0]:
        raise ValueError(f"{panel.chart} needs {wanted[panel.chart][1]}")
    if panel.by and panel.measures[0].of in ("p50", "p95"):
        raise ValueError("the first measure orders the groups: count, sum or max")


class Dashboard(_Part):
    """Panels under a title, with the time range that it opens with. `refresh`: seconds."""

    title: str
    says: str
    from_: str = Field(alias="from")
    refresh: int = Field(ge=10)
    panels: tuple[Panel, ...] = Field(min_length=1)


class Definitions(_Part):
    """All of infra/kibana."""

    views: Mapping[str, View]
    searches: Mapping[Id, Search]
    dashboards: Mapping[Id, Dashboard]

    @model_validator(mode="after")
    def _hangs_together(self) -> Definitions:
        panels = [panel for board in self.dashboards.values() for panel in board.panels]
        ids = [panel.id for panel in panels]
        if twice := {id_ for id_ in ids if ids.count(id_) > 1}:
            raise ValueError(f"two panels are called {', '.join(sorted(twice))}")
        for panel in panels:
            if panel.search is not None and panel.search not in self.searches:
                raise ValueError(f"panel {panel.id}: no search is called {panel.search}")
            if panel.search is None and panel.view not in self.views:
                raise ValueError(f"panel {panel.id}: no view is called {panel.view}")
            if panel.over and self.views[panel.view].time is None:
                raise ValueError(f"panel {panel.id}: {panel.view} has no time")
        for name, search in self.searches.items():
            if search.view not in self.views:
                raise ValueError(f"search {name}: no view is called {search.view}")
        for board in self.dashboards.values():
            _do_not_overlap(board)
        return self


def _do_not_overlap(board: Dashboard) -> None:
    taken: dict[tuple[int, int], str] = {}
    for panel in board.panels:
        x, y, width, height = panel.at
        for place in ((column, row) for column in range(x, x + width) for row in range(y, y + height)):
            if place in taken:
                raise ValueError(f"panels {taken[place]} and {panel.id} lie on each other")
            taken[place] = panel.id


def load_definitions(folder: Path) -> Definitions:
    """Read views.yml, searches.yml, and every other file as a dashboard. Raises ConfigError with file and line."""
    parts: dict[str, TypeAdapter[Any]] = {
        "views": TypeAdapter(dict[str, View]),
        "searches": TypeAdapter(dict[Id, Search]),
    }
    read: dict[str, Any] = {"views": {}, "searches": {}, "dashboards": {}}
    for path in sorted(folder.glob("*.yml")):
        values, node = read_yaml(path)
        try:
            part = parts.get(path.stem, TypeAdapter(Dashboard)).validate_python(values)
        except ValidationError as error:
            if node is None:
                raise ConfigError(f"{path}:1: the file is empty") from None
            raise ConfigError("\n  ".join(mistakes_of(path, node, error))) from None
        if path.stem in parts:
            read[path.stem] = part
        else:
            read["dashboards"][path.stem] = part
    try:
        return Definitions.model_validate(read)
    except ValidationError as error:
        said = [one["msg"].removeprefix("Value error, ") for one in error.errors()]
        raise ConfigError(f"{folder}: " + "\n  ".join(said)) from None
