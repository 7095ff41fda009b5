"""The sources in force: the shipped ones, and the user's own over them, read anew each time.

A file that is wrong is told once, with its line. The last good one stays in force meanwhile: it is kept
in the source's document, so that it does so across processes and restarts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import structlog
from pydantic import ValidationError

from crawlers.sources import Source, read_sources
from crawlers.states import amend
from newswatch.cli.opening import source_dirs
from newswatch.logs import one_line
from newswatch.ports import Store
from newswatch.settings import Settings

log = structlog.get_logger("newswatch.sources")

Body = Mapping[str, Any]


def sources_in_force(settings: Settings, store: Store, *, tell: bool = True) -> dict[str, Source]:
    """The sources by id, disabled ones too. Never raises for a wrong file: it logs it, once a mistake.

    Without `tell` it neither logs nor writes: a command that a person looks around with must not use up
    the one line that is for the operator.
    """
    dirs = source_dirs(settings)
    reading = read_sources(dirs)
    own = {path.stem for folder in dirs[1:] for path in folder.glob("*.yml")}
    ids = sorted({*reading.sources, *reading.mistakes})
    bodies = {id_: stored.body for id_, stored in store.get_many("sources", ids).items()}
    found = dict(reading.sources)
    for id_ in ids:
        body = bodies.get(id_, {})
        if id_ in reading.mistakes:
            last_good = _last_good(body) if id_ in own else None
            if last_good is not None:
                found[id_] = last_good
            if tell:
                _tell(store, id_, body, found.get(id_), reading.mistakes[id_])
        elif tell:
            _keep(store, body, found[id_], own=id_ in own)
    return found


def _last_good(body: Body) -> Source | None:
    try:
        return Source.model_validate(body["config"]) if body.get("config") else None
    except ValidationError:
        return None  # an older newswatch kept it, by other rules


def _tell(store: Store, id_: str, body: Body, in_force: Source | None, mistakes: Sequence[str]) -> None:
    problem = "; ".join(mistakes)[:2_000]
    if body.get("config_problem") == problem:
        return
    told = False

    def change(now: Body) -> Body | None:
        nonlocal told
        told = now.get("config_problem") != problem
        return {**now, "config_problem": problem} if told else None

    amend(store, id_, in_force, change)
    if told:
        stays = "the last good one stays in force" if in_force else "it is left out"
        log.error(f"a source's file is wrong: {stays}", source=one_line(id_), problem=one_line(problem))


def _keep(store: Store, body: Body, source: Source, *, own: bool) -> None:
    """Keep a good file of the user's as the last good one, and forget what was wrong with it."""
    config = _plain(source) if own else None
    if body.get("config") == config and not body.get("config_problem"):
        return

    def change(now: Body) -> Body | None:
        return {**now, "config": config, "config_problem": None}

    amend(store, source.id, source, change)
    if body.get("config_problem"):
        log.info("a source's file is right again", source=source.id)


def _plain(source: Source) -> dict[str, Any]:
    """The source as YAML would give it: `every` is written with its unit."""
    values = source.model_dump(mode="json", exclude_defaults=True)
    return {**values, "every": f"{source.every:.3f}s"}
