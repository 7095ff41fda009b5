"""Which channel is told of a story: ordered routes, the first that fits decides. See routes.yml.

`load_routes` reads the files once; `route` is pure.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from newswatch.errors import ConfigError
from newswatch.messages import Label, Story
from newswatch.yaml_lines import mistakes_of, read_yaml
from processors.matching.amounts import RATES, yearly
from processors.stories.tellers import tellers

SHIPPED = Path(__file__).parent / "routes.yml"
DEFAULT, NOBODY = "default", "nobody"
ALSO = 3
"""Cards that a story may have beside its own."""
UNTIL_SURE = ALSO + 1
"""The number of the card that it has elsewhere until it is sure; its own is 0, and then come those besides."""
SLOTS = range(UNTIL_SURE + 1)


class Route(BaseModel):
    """One route. A list that is left out fits everything."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    labels: tuple[Label, ...] = ()
    companies: tuple[str, ...] = ()
    languages: tuple[Annotated[str, Field(pattern=r"^[a-z]{2,3}$")], ...] = ()
    sources: tuple[str, ...] = ()
    min_amount: Annotated[float, Field(gt=0)] | None = None
    """Dollars, roughly (fixed rates); a story of unknown amount does not fit."""
    unsure: Annotated[bool, Field(strict=True)] | None = None
    """Only unsure stories, or only sure ones."""
    channel: Annotated[str, Field(pattern=r"^\S+$")] | None = None
    also: bool = False
    disable: bool = False

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Route:
        if self.channel is None and not self.disable:
            raise ValueError(f"a route names its channel (or `{DEFAULT}`, or `{NOBODY}`)")
        if self.also and self.channel == NOBODY:
            raise ValueError(f"`also` adds a card; it can't go to `{NOBODY}`")
        return self


class RouteFile(BaseModel):
    """A routes.yml."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    routes: tuple[Route, ...] = ()

    @model_validator(mode="after")
    def _once_each(self) -> RouteFile:
        ids = [route.id for route in self.routes]
        for id_ in ids:
            if ids.count(id_) > 1:
                raise ValueError(f"two routes have the id {id_!r}")
        return self


@dataclass(frozen=True, slots=True)
class Routed:
    """Where a story's own card goes (None: nowhere), and where cards go besides."""

    channel: str | None
    also: tuple[str, ...] = ()
    waits: bool = False
    """Its own card goes nowhere only as long as it is unsure: once it is sure, it is told in a channel of its own."""
    meanwhile: str | None = None
    """Where it has a card until then, if anywhere."""
    later: tuple[str, ...] = ()
    """Where cards go besides once it is sure."""


def load_routes(paths: Sequence[Path]) -> tuple[Route, ...]:
    """The routes of some files, the shipped one first; a later file goes before an earlier one.

    Raises ConfigError that tells each mistake as `file:line: key: what is wrong`.
    """
    routes: list[Route] = []
    for path in paths:
        own = _read(path)
        replaced = {route.id: route for route in own}
        known = {route.id for route in routes}
        kept = [replaced.get(route.id, route) for route in routes]
        routes = [*(route for route in own if route.id not in known), *kept]
    return tuple(route for route in routes if not route.disable)


def _read(path: Path) -> tuple[Route, ...]:
    values, node = read_yaml(path)
    if values is None or node is None:
        return ()
    if not isinstance(values, dict):
        raise ConfigError(f"{path}:1: the file is a mapping with one key, `routes:`")
    try:
        return RouteFile.model_validate(values).routes
    except ValidationError as error:
        raise ConfigError("\n".join(mistakes_of(path, node, error, RouteFile))) from None


def route(routes: Iterable[Route], story: Story, default: str) -> Routed:
    """Where a story goes. The first route without `also` that fits is the last one that is looked at.

    An unsure story that would go elsewhere if it were sure waits for that with its own card, and with those besides.
    """
    known = tuple(routes)
    there = _route(known, story, default)
    if not story.unsure:
        return there
    sure = _route(known, story.model_copy(update={"unsure": False}), default)
    later = tuple(channel for channel in sure.also if channel not in (there.channel, *there.also))
    if sure.channel in (None, there.channel):
        return replace(there, later=later)
    return Routed(None, there.also, waits=True, meanwhile=there.channel, later=later)


def _route(routes: Iterable[Route], story: Story, default: str) -> Routed:
    also: list[str] = []
    for one in routes:
        if not fits(one, story):
            continue
        channel = default if one.channel == DEFAULT else one.channel or ""
        if one.also:
            also.append(channel)
            continue
        return Routed(None if channel == NOBODY else channel, _others(also, channel))
    return Routed(None, _others(also, None))


def _others(also: Iterable[str], main: str | None) -> tuple[str, ...]:
    return tuple(channel for channel in dict.fromkeys(also) if channel != main)[:ALSO]


def fits(one: Route, story: Story) -> bool:
    """Whether a route is meant for a story: each list that it has must name something of the story's."""
    told = tellers(story.members, story.facts)
    wanted: tuple[tuple[Sequence[str], Iterable[str | None]], ...] = (
        (one.labels, story.labels),
        (one.companies, parties(story)),
        (one.languages, {_primary(m.in_language) for m in told} | {_primary(story.in_language)}),
        (one.sources, (m.source for m in told)),
    )
    if one.unsure is not None and one.unsure != story.unsure:
        return False
    if any(names and not {key(n) for n in names} & {key(v) for v in values} for names, values in wanted):
        return False
    return one.min_amount is None or dollars(story) >= one.min_amount


def parties(story: Story) -> set[str]:
    """The companies of a story: those watched, and the parties of its deals and launches."""
    named = {f.value for d in story.deals for f in (*d.investors, *((d.target,) if d.target else ()))}
    return {*story.companies, *named, *(launch.organisation.value for launch in story.launches)}


def dollars(story: Story) -> float:
    """The largest amount of its deals in dollars, at fixed rates, or a year of it; 0 where none is known."""
    sums = [d.amount for d in story.deals if d.amount is not None]
    return max((yearly(s.value, s.per) * RATES.get(s.currency or "USD", 1.0) for s in sums), default=0.0)


def _primary(language: str | None) -> str:
    """`fr` of `fr-CA`."""
    return (language or "").lower().partition("-")[0]


def key(name: str | None) -> str:
    """A name as it is compared: case, accents and spaces don't matter."""
    plain = unicodedata.normalize("NFKD", name or "")
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().split())
