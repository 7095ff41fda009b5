"""What became of an address at the crawl, in the words of somebody who does not know the pipeline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def fetch_text(fetched: Mapping[str, Any]) -> tuple[str, str]:
    """The state of an address in a few words, and what follows from it; from its `urls` document."""
    state, again = fetched.get("state", "done"), "It is tried again by itself."
    if state == "seen":
        return (
            "Never fetched",
            "Its list was read for the first time then, and named many pages that were newer: "
            "those were fetched, and this one was only noted, so that it is not taken for new later.",
        )
    if state == "failed":
        return "Could not be fetched", "It is given up; newswatch dead retry asks for it once more."
    if state == "pending" and fetched.get("reason"):
        return "Could not be fetched yet", again
    if state == "pending" and not fetched.get("done_at"):
        return "Waits to be fetched", "The next crawl that is due does it."
    if state == "pending":
        return "Fetched", "It is looked at once more later, since it was told of: was it changed?"
    return "Fetched", ""
