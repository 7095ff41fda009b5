"""The shape of Kibana 9's saved objects, as real exports and Kibana's own schemas have it.

Our own reading (docs/adr says of which exports and which versions). Every model forbids what it does not
know: a wrong nesting, a name that Kibana's schema for `create` would refuse, a column id that nothing defines.
"""

# ruff: noqa: N815 (the names are Kibana's)

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, TypeAdapter, model_validator

from .format_lens import LensAttributes, Query, Strict


def _parsed(value: object) -> object:
    """What Kibana keeps as JSON in a string; anything else there is a wrong nesting."""
    if not isinstance(value, str):
        raise ValueError("must be JSON in a string")  # noqa: TRY004
    return json.loads(value)


Packed = BeforeValidator(_parsed)


class Reference(Strict):
    """Another object that this one needs, under the name that its attributes use."""

    type: Literal["index-pattern", "search", "lens"]
    id: str
    name: str


class Source(Strict):
    """searchSourceJSON."""

    query: Query
    filter: tuple[()] | list[Any]
    indexRefName: str | None = None


class Meta(Strict):
    """kibanaSavedObjectMeta."""

    searchSourceJSON: Annotated[Source, Packed]


class FieldFormat(Strict):
    """How a field is shown."""

    id: Literal["url", "number", "duration"]
    params: dict[str, Any]


class ViewAttributes(Strict):
    """A data view (type index-pattern, 8.0.0)."""

    title: str = Field(min_length=1)
    name: str
    timeFieldName: str | None = None
    fieldFormatMap: Annotated[dict[str, FieldFormat], Packed]
    fieldAttrs: Annotated[dict[str, Any], Packed]
    fields: Annotated[list[Any], Packed]
    runtimeFieldMap: Annotated[dict[str, Any], Packed]
    sourceFilters: Annotated[list[Any], Packed]
    typeMeta: Annotated[dict[str, Any], Packed]


class SearchAttributes(Strict):
    """A saved search (10.5.0)."""

    title: str
    description: str = Field(min_length=1)
    columns: list[str] = Field(min_length=1)
    sort: list[Annotated[list[str], Field(min_length=2, max_length=2)]]
    grid: dict[str, Any]
    hideChart: bool
    isTextBasedQuery: Literal[False]
    timeRestore: bool
    kibanaSavedObjectMeta: Meta


class Grid(Strict):
    """Where a panel lies, of 48 columns."""

    x: int = Field(ge=0, lt=48)
    y: int = Field(ge=0)
    w: int = Field(ge=1, le=48)
    h: int = Field(ge=1)
    i: str


class Embedded(Strict):
    """embeddableConfig of a panel by reference."""

    enhancements: dict[str, Any]


class DashboardPanel(Strict):
    """A panel by reference."""

    type: Literal["lens", "search"]
    panelIndex: str
    gridData: Grid
    embeddableConfig: Embedded
    panelRefName: str
    title: str | None = None

    @model_validator(mode="after")
    def _is_one(self) -> DashboardPanel:
        if not self.panelIndex == self.gridData.i == self.panelRefName.removeprefix("panel_"):
            raise ValueError(
                f"{self.panelIndex}, {self.gridData.i} and {self.panelRefName} are not one panel"
            )
        if self.gridData.x + self.gridData.w > 48:
            raise ValueError("a panel juts out of the grid")
        return self


class Refresh(Strict):
    """refreshInterval, in ms."""

    pause: bool
    value: int = Field(ge=1000)


class DashboardAttributes(Strict):
    """A dashboard (10.2.0), whose schema forbids what it does not know."""

    title: str
    description: str = Field(min_length=1)
    timeRestore: Literal[True]
    timeFrom: str
    timeTo: str
    refreshInterval: Refresh
    optionsJSON: Annotated[dict[str, bool], Packed]
    panelsJSON: Annotated[list[DashboardPanel], Packed, Field(min_length=1)]
    kibanaSavedObjectMeta: Meta
    version: int


class SavedObject(Strict):
    """What a line of an export has, less what the server adds (updated_at, version, created_by …)."""

    id: Annotated[str, Field(pattern=r"^newswatch-[a-z0-9._-]+$")]
    references: list[Reference]
    managed: Literal[False]
    coreMigrationVersion: Literal["8.8.0"]


class DataView(SavedObject):
    type: Literal["index-pattern"]
    typeMigrationVersion: Literal["8.0.0"]
    attributes: ViewAttributes


class SavedSearch(SavedObject):
    type: Literal["search"]
    typeMigrationVersion: Literal["10.5.0"]
    attributes: SearchAttributes


class Lens(SavedObject):
    type: Literal["lens"]
    typeMigrationVersion: Literal["8.9.0"]
    attributes: LensAttributes


class Board(SavedObject):
    type: Literal["dashboard"]
    typeMigrationVersion: Literal["10.2.0"]
    attributes: DashboardAttributes


Any_ = Annotated[DataView | SavedSearch | Lens | Board, Field(discriminator="type")]


def _whole(objects: list[Any_]) -> list[Any_]:
    """Every reference leads to an object of the file that stands before it, and every need has its reference."""
    known: set[tuple[str, str]] = set()
    for one in objects:
        if (one.type, one.id) in known:
            raise ValueError(f"two objects are {one.type} {one.id}")
        for ref in one.references:
            if (ref.type, ref.id) not in known:
                raise ValueError(f"{one.id} refers to {ref.type} {ref.id}, which is not there")
        names = sorted(ref.name for ref in one.references)
        if names != sorted(_needed(one)):
            raise ValueError(f"{one.id} has the references {names} and needs {sorted(_needed(one))}")
        known.add((one.type, one.id))
    return objects


def _needed(one: Any_) -> list[str]:
    if isinstance(one, SavedSearch):
        return [str(one.attributes.kibanaSavedObjectMeta.searchSourceJSON.indexRefName)]
    if isinstance(one, Lens):
        layers = one.attributes.state.datasourceStates.formBased.layers
        return [f"indexpattern-datasource-layer-{id_}" for id_ in layers]
    if isinstance(one, Board):
        return [f"{panel.panelIndex}:{panel.panelRefName}" for panel in one.attributes.panelsJSON]
    return []


Export = TypeAdapter(Annotated[list[Any_], Field(min_length=1), AfterValidator(_whole)])


def read_export(file: str) -> Sequence[Any_]:
    """Check an NDJSON file. Raises pydantic.ValidationError."""
    return Export.validate_python([json.loads(line) for line in file.splitlines()])
