"""What an administrator must create on Elasticsearch, as requests that its console takes as they are."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from newswatch.adapters.elastic_indices import COLLECTIONS, load_index, version_of
from newswatch.adapters.elastic_rights import load_roles


def print_indices(prefix: str) -> str:
    """A request an index, its alias in it: what `create_indices` would make."""
    requests = []
    for collection in COLLECTIONS:
        wanted = load_index(collection)
        alias = f"{prefix}{collection}"
        body = {
            "settings": wanted["settings"],
            "mappings": wanted["mappings"],
            "aliases": {alias: {"is_write_index": True}},
        }
        requests.append(_put(f"{alias}-v{version_of(wanted)}", body))
    return "\n".join(requests)


def print_roles() -> str:
    """A request a role of roles.yml: what each component's user must be allowed."""
    return "\n".join(_put(f"_security/role/{name}", role) for name, role in load_roles().items())


def _put(path: str, body: Mapping[str, Any]) -> str:
    return f"PUT /{path}\n{json.dumps(body, ensure_ascii=False)}\n"
