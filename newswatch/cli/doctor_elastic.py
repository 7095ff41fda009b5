"""The doctor's look at Elasticsearch: reached, its version, health, indices, this user's rights, clock, disks."""

from __future__ import annotations

from collections.abc import Iterator

from elasticsearch import Elasticsearch

from newswatch.adapters import elastic_rights
from newswatch.adapters.elastic_connect import OPEN_IT
from newswatch.adapters.elastic_indices import COLLECTIONS, compare_indices
from newswatch.cli.doctor_checks import Check, failure, looked, ok, some, warning
from newswatch.cli.doctor_time import clock_check
from newswatch.settings import Settings

FULL, FLOOD = 0.15, 0.05
"""Shares of a disk that are free: below, Elasticsearch puts no shard there, and then writes no more."""
FULL_DISK = "index.blocks.read_only_allow_delete"
"""The block that Elasticsearch sets, and lifts, itself."""
GRANT = "An administrator gives it its role of infra/elasticsearch/roles.yml (docs/operating.md)."


def elastic_checks(settings: Settings, client: Elasticsearch) -> Iterator[Check]:
    """All that is looked at on an Elasticsearch that was reached."""
    yield from looked("store", lambda: _server(settings, client), "Look at the server's log.")
    rights: list[elastic_rights.Rights] = []

    def of_rights() -> list[Check]:
        rights.append(elastic_rights.rights_of(client, settings.prefix))
        return _rights(rights[0])

    yield from looked("rights on Elasticsearch", of_rights, GRANT)
    seen = rights[0].visible if rights else COLLECTIONS
    yield from looked(
        "indices", lambda: _indices(settings, client, seen), "`newswatch init --check` compares again."
    )
    yield from looked("nodes", lambda: _nodes(settings, client), GRANT)


def _server(settings: Settings, client: Elasticsearch) -> list[Check]:
    status, nodes = elastic_rights.health_of(client)
    version = elastic_rights.server_version(client) or "9 or newer"
    found = (
        f"Elasticsearch {version} at {settings.store_url}, {status}, {nodes} node{'s' if nodes > 1 else ''}"
    )
    if status == "red":
        return failure("store", found, "Some data can't be read: look at `GET _cluster/allocation/explain`.")
    if status == "yellow" and nodes > 1:
        return warning(
            "store", found, "A copy of some data is missing: look at `GET _cluster/allocation/explain`."
        )
    return ok("store", found)


def _rights(rights: elastic_rights.Rights) -> list[Check]:
    what = "rights on Elasticsearch"
    words = some([f"{', '.join(lacking)} on {index}" for index, lacking in rights.missing.items()], 6)
    if words and rights.known:
        return failure(what, f"{rights.user}, of role {rights.role}, lacks {words}", GRANT)
    if words:
        remedy = f"No matter, if this process needs none of it; else: {GRANT}"
        return warning(what, f"{rights.user}, who has no role of roles.yml, lacks {words}", remedy)
    return ok(what, f"{rights.user} has all that roles.yml gives to {rights.role}")


def _indices(settings: Settings, client: Elasticsearch, seen: tuple[str, ...]) -> Iterator[Check]:
    collections = tuple(c for c in COLLECTIONS if c in seen)
    differences = compare_indices(client, settings.prefix, collections=collections)
    for one in differences:
        if one.what == "does not exist":
            remedy = "Run `newswatch init` as a user that may create indices."
        elif "--migrate" in one.what:
            remedy = (
                "Run `newswatch init --migrate` as a user that may create indices; it copies while all runs."
            )
        elif "several" in one.what:
            remedy = (
                "`newswatch init --migrate` goes on where it stopped; else take the alias from all but one."
            )
        else:
            remedy = (
                "It was changed by hand: make the index anew; `newswatch rebuild` fills articles and stories."
            )
        yield from failure("indices", str(one), remedy)
    if not differences:
        rest = "" if len(collections) == len(COLLECTIONS) else "; the others are none of this user's"
        yield from ok("indices", f"{len(collections)} are as their files have them{rest}")
    blocked = elastic_rights.blocked_indices(client, [f"{settings.prefix}{c}" for c in collections])
    closed = [index for index, blocks in blocked.items() if elastic_rights.CLOSED in blocks]
    full = [index for index, blocks in blocked.items() if blocks == [FULL_DISK]]
    by_hand = [f"{i} ({', '.join(blocks)})" for i, blocks in blocked.items() if i not in {*closed, *full}]
    if closed:
        yield from failure("indices", f"are closed: {some(closed)}", f"{OPEN_IT[0].upper()}{OPEN_IT[1:]}.")
    if full:
        remedy = (
            "Free disk space; Elasticsearch lifts the block itself. (Till then `upkeep` can delete nothing.)"
        )
        yield from failure("indices", f"take no writes: {some(full)}", remedy)
    if by_hand:
        remedy = (
            "Somebody set that by hand: when what it is for is over, set it to null (PUT INDEX/_settings)."
        )
        yield from failure("indices", f"take no writes: {some(by_hand)}", remedy)


def _nodes(settings: Settings, client: Elasticsearch) -> Iterator[Check]:
    before = settings.now()
    nodes = elastic_rights.nodes_of(client)
    after = settings.now()
    for node in nodes:
        yield from clock_check(f"clock of Elasticsearch {node.name}", before, node.clock / 1000, after)
        what, free = f"disk of Elasticsearch {node.name}", node.free / max(1, node.total)
        found = f"{node.free / 1e9:,.1f} GB of {node.total / 1e9:,.0f} GB are free ({free:.0%})"
        remedy = "Add disk, or keep less: NEWSWATCH_KEEP_…_DAYS, then `newswatch upkeep`."
        if free < FLOOD:
            yield from failure(
                what, found, "Add disk, or delete an index that is not needed: no write is taken."
            )
        elif free < FULL:
            yield from warning(what, found, remedy)
        else:
            yield from ok(what, found)
