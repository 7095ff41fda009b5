"""What became of an address at the crawl, in the words of somebody who does not know the pipeline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crawlers.fate import Fate, fate_of

_WORDS: Mapping[Fate, tuple[str, str]] = {
    "seen": (
        "Never fetched",
        "Its list was read for the first time then, and named many pages that were newer: "
        "those were fetched, and this one was only noted, so that it is not taken for new later.",
    ),
    "given-up": ("Could not be fetched", "It is given up; newswatch dead retry asks for it once more."),
    "fails": ("Could not be fetched yet", "It is tried again by itself."),
    "waits": ("Waits to be fetched", "The next crawl that is due does it."),
    "looked-at-again": ("Fetched", "It is looked at once more later, since it was told of: was it changed?"),
    "fetched": ("Fetched", ""),
}


def fetch_text(fetched: Mapping[str, Any]) -> tuple[str, str]:
    """The state of an address in a few words, and what follows from it; from its `urls` document."""
    return _WORDS[fate_of(fetched)]
