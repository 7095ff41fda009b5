"""What became of an address at the crawl, by its `urls` document. Each surface has its own words for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

Fate = Literal["seen", "given-up", "fails", "waits", "looked-at-again", "fetched"]
"""`seen`: passed over at a first crawl. `fails`: it is tried again. `looked-at-again`: fetched, and asked for anew."""


def fate_of(fetched: Mapping[str, Any]) -> Fate:
    """The fate that the document of an address tells. A fault at a later look counts before the earlier success."""
    match fetched.get("state", "done"):
        case "seen":
            return "seen"
        case "failed":
            return "given-up"
        case "pending" if fetched.get("reason"):
            return "fails"
        case "pending":
            return "looked-at-again" if fetched.get("done_at") else "waits"
    return "fetched"
