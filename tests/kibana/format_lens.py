"""The shape of a Lens object's attributes; see format.py."""

# ruff: noqa: N815 (the names are Kibana's)

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Strict(BaseModel):
    """Knows all of its names."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Query(Strict):
    """What is searched for."""

    query: str
    language: Literal["lucene", "kuery"]


class OrderBy(Strict):
    """What orders the values of a group."""

    type: Literal["column"]
    columnId: str


class TermsParams(Strict):
    """Of a group."""

    size: int = Field(ge=1)
    orderBy: OrderBy
    orderDirection: Literal["asc", "desc"]
    otherBucket: bool
    missingBucket: bool
    parentFormat: Mapping[Literal["id"], Literal["terms"]]
    include: list[str]
    exclude: list[str]
    includeIsRegex: bool
    excludeIsRegex: bool


class HistogramParams(Strict):
    """Of a time axis."""

    interval: str
    includeEmptyRows: bool
    dropPartials: bool


class NumberParams(Strict):
    """Of a measure."""

    emptyAsNull: bool | None = None


class PercentileParams(Strict):
    """Of a percentile."""

    percentile: int = Field(ge=1, le=99)


class Named(Strict):
    """What every column has."""

    label: str
    sourceField: str
    customLabel: bool


class Terms(Named):
    """A group."""

    operationType: Literal["terms"]
    dataType: Literal["string"]
    isBucketed: Literal[True]
    scale: Literal["ordinal"]
    params: TermsParams


class Histogram(Named):
    """A time axis."""

    operationType: Literal["date_histogram"]
    dataType: Literal["date"]
    isBucketed: Literal[True]
    scale: Literal["interval"]
    params: HistogramParams


class Number(Named):
    """A measure."""

    operationType: Literal["count", "sum", "max"]
    dataType: Literal["number"]
    isBucketed: Literal[False]
    scale: Literal["ratio"]
    params: NumberParams

    @model_validator(mode="after")
    def _counts_records(self) -> Number:
        if (self.operationType == "count") != (self.sourceField == "___records___"):
            raise ValueError("count, and only count, is of ___records___")
        return self


class Percentile(Named):
    """A percentile."""

    operationType: Literal["percentile"]
    dataType: Literal["number"]
    isBucketed: Literal[False]
    scale: Literal["ratio"]
    params: PercentileParams


Column = Annotated[Terms | Histogram | Number | Percentile, Field(discriminator="operationType")]


class Layer(Strict):
    """A layer of a chart."""

    columns: dict[str, Column]
    columnOrder: list[str]
    incompleteColumns: dict[str, Any]
    sampling: int
    ignoreGlobalFilters: bool

    @model_validator(mode="after")
    def _hangs_together(self) -> Layer:
        if sorted(self.columnOrder) != sorted(self.columns):
            raise ValueError("columnOrder and columns name different columns")
        bucketed = [self.columns[id_].isBucketed for id_ in self.columnOrder]
        if bucketed != sorted(bucketed, reverse=True):
            raise ValueError("groups come before measures")
        for column in self.columns.values():
            if isinstance(column, Terms) and column.params.orderBy.columnId not in self.columns:
                raise ValueError(f"{column.label} is ordered by a column that is not there")
        return self


class FormBased(Strict):
    """Layers that are built in the editor."""

    layers: Annotated[dict[str, Layer], Field(min_length=1)]


class TextBased(Strict):
    """Layers of ES|QL: none."""

    layers: Annotated[dict[str, Any], Field(max_length=0)]


class Layers(Strict):
    """datasourceStates."""

    formBased: FormBased
    textBased: TextBased


class XyLayer(Strict):
    """Which columns stand where."""

    layerId: str
    layerType: Literal["data"]
    seriesType: Literal["bar_stacked", "bar_horizontal", "line"]
    accessors: list[str] = Field(min_length=1)
    position: Literal["top"]
    showGridlines: bool
    xAccessor: str
    splitAccessor: str | None = None


class Xy(Strict):
    """Bars and lines."""

    legend: dict[str, Any]
    valueLabels: Literal["show", "hide"]
    fittingFunction: Literal["None"]
    axisTitlesVisibilitySettings: dict[str, bool]
    tickLabelsVisibilitySettings: dict[str, bool]
    labelsOrientation: dict[str, int]
    gridlinesVisibilitySettings: dict[str, bool]
    preferredSeriesType: str
    layers: list[XyLayer] = Field(min_length=1, max_length=1)


class Metric(Strict):
    """A number."""

    layerId: str
    layerType: Literal["data"]
    metricAccessor: str


class TableColumn(Strict):
    """A column of a table."""

    columnId: str
    isTransposed: bool


class Table(Strict):
    """A table."""

    layerId: str
    layerType: Literal["data"]
    columns: list[TableColumn] = Field(min_length=1)


class State(Strict):
    """state."""

    visualization: dict[str, Any]
    query: Query
    filters: list[Any]
    datasourceStates: Layers
    internalReferences: list[Any]
    adHocDataViews: dict[str, Any]


SHAPES: Mapping[str, type[Xy] | type[Metric] | type[Table]] = {
    "lnsXY": Xy,
    "lnsMetric": Metric,
    "lnsDatatable": Table,
}


class LensAttributes(Strict):
    """A chart (8.9.0)."""

    title: str
    description: str = Field(min_length=1)
    visualizationType: Literal["lnsXY", "lnsMetric", "lnsDatatable"]
    state: State

    @model_validator(mode="after")
    def _shows_what_is_there(self) -> LensAttributes:
        seen = SHAPES[self.visualizationType].model_validate(self.state.visualization)
        layers = self.state.datasourceStates.formBased.layers
        if isinstance(seen, Xy):
            (layer,) = seen.layers
            used, id_ = (
                [*layer.accessors, layer.xAccessor, *filter(None, [layer.splitAccessor])],
                layer.layerId,
            )
        elif isinstance(seen, Metric):
            used, id_ = [seen.metricAccessor], seen.layerId
        else:
            used, id_ = [column.columnId for column in seen.columns], seen.layerId
        if list(layers) != [id_]:
            raise ValueError(f"no layer is called {id_}")
        if sorted(used) != sorted(layers[id_].columns):
            raise ValueError(
                f"columns shown and defined differ: {sorted(used)}, {sorted(layers[id_].columns)}"
            )
        return self
