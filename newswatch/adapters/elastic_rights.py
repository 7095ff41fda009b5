"""What this user may do on Elasticsearch, asked of the server itself, and how the server fares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

import yaml
from elasticsearch import ApiError, Elasticsearch

from newswatch.adapters.elastic_connect import said_of
from newswatch.adapters.elastic_indices import COLLECTIONS
from newswatch.adapters.infra_files import infra_file
from newswatch.errors import ConfigError
from newswatch.ports import Collection

WHOLE = "newswatch_operator"
"""The role of every stage in one process: what a user with a role of another name is compared with."""
SEEN = "view_index_metadata"


@dataclass(frozen=True, slots=True)
class Rights:
    """Who we are to the server, and what we may not though roles.yml says so."""

    user: str
    role: str
    known: bool
    """Whether the user has a role of roles.yml; else it is compared with WHOLE."""
    missing: Mapping[str, Sequence[str]]
    """Index → privileges that are wanted and not there."""
    visible: tuple[Collection, ...]
    """Collections whose mappings this user may look at."""


def load_roles() -> Mapping[str, Any]:
    """The roles of infra/elasticsearch/roles.yml. Raises ConfigError."""
    path = infra_file("elasticsearch/roles.yml")
    try:
        loaded: Mapping[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise ConfigError(f"{path} can't be read: {error}") from error
    return loaded


def wanted_of(role: Mapping[str, Any]) -> dict[Collection, list[str]]:
    """Collection → the privileges that a role has on its index."""
    wanted: dict[Collection, list[str]] = {}
    for part in role.get("indices", ()):
        for collection in COLLECTIONS:
            if any(fnmatchcase(collection, name) for name in part["names"]):
                wanted.setdefault(collection, []).extend(part["privileges"])
    return wanted


def rights_of(client: Elasticsearch, prefix: str) -> Rights:
    """Compare what this user may do with its role. Raises Transient or ConfigError."""
    roles = load_roles()
    who = said_of(client.security.authenticate, "asking who we are").body
    ours = [role for role in who.get("roles", ()) if role in roles]
    role = ours[0] if ours else WHOLE
    wanted = wanted_of(roles[role])
    # Each is asked for all that any role wants, so that what may be seen is known too.
    asked = [
        {"names": [f"{prefix}{c}"], "privileges": sorted({SEEN, *wanted.get(c, ())})} for c in COLLECTIONS
    ]
    found = said_of(lambda: client.security.has_privileges(index=asked), "asking what this user may do").body[
        "index"
    ]
    missing = {
        f"{prefix}{c}": lacking
        for c, privileges in wanted.items()
        if (lacking := [p for p in privileges if not found[f"{prefix}{c}"].get(p)])
    }
    visible = tuple(c for c in COLLECTIONS if found[f"{prefix}{c}"].get(SEEN))
    return Rights(str(who.get("username")), role, bool(ours), missing, visible)


def server_version(client: Elasticsearch) -> str:
    """The version that the nodes tell, the oldest first; "" where this user may not ask."""
    try:
        nodes = client.nodes.info(filter_path="nodes.*.version").body.get("nodes", {}).values()
    except ApiError:
        return ""
    return ", ".join(sorted({str(node["version"]) for node in nodes}))


@dataclass(frozen=True, slots=True)
class Node:
    """A node's clock in ms since 1970, and its disk in bytes."""

    name: str
    clock: int
    free: int
    total: int


def nodes_of(client: Elasticsearch) -> list[Node]:
    """The nodes that have data. Raises Transient or ConfigError."""
    stats = said_of(
        lambda: client.nodes.stats(
            metric="fs", filter_path="nodes.*.name,nodes.*.timestamp,nodes.*.fs.total"
        ),
        "asking the nodes for their disks",
    )
    return [
        Node(
            str(node["name"]),
            int(node["timestamp"]),
            int(total["available_in_bytes"]),
            int(total["total_in_bytes"]),
        )
        for node in stats.body.get("nodes", {}).values()
        if (total := node.get("fs", {}).get("total"))
    ]


CLOSED = "index.verified_before_close"
"""A setting that closed indices alone have."""


def blocked_indices(client: Elasticsearch, names: Sequence[str]) -> dict[str, list[str]]:
    """Those of the indices behind the names that take no writes, with their blocks: of a full disk, above all."""
    if not names:
        return {}
    found = said_of(
        lambda: client.indices.get_settings(
            index=",".join(names),
            name=["index.blocks.*", CLOSED],
            ignore_unavailable=True,
            expand_wildcards=["open", "closed"],
            flat_settings=True,
        ),
        "looking at the indices' blocks",
    )
    blocks = {
        index: [name for name, value in one.get("settings", {}).items() if str(value) == "true"]
        for index, one in sorted(found.body.items())
    }
    return {index: names for index, names in blocks.items() if names}


def health_of(client: Elasticsearch) -> tuple[str, int]:
    """`green`, `yellow` or `red`, and the number of nodes. Raises Transient or ConfigError."""
    health = said_of(client.cluster.health, "asking for the cluster's health").body
    return str(health["status"]), int(health["number_of_nodes"])
