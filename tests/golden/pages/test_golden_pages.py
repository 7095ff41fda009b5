"""Stored pages of our own writing and what is read of them.

Each NAME.html holds the bytes as a server would send them, each NAME.json what it is about, how it was
fetched, and the expected reading. After a change that is meant, write the expectations anew and read the
difference before it is committed:

    NEWSWATCH_GOLDEN=write pytest tests/golden/pages && git diff tests/golden/pages
"""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from newswatch.errors import Reject
from newswatch.messages import Entry, Page, SourceRef, digest, json_of
from processors.extract import read_article

HERE = Path(__file__).parent
NAMES = sorted(path.stem for path in HERE.glob("*.html"))
NOW = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)
SHOWN = (
    "headline",
    "description",
    "body",
    "author",
    "inLanguage",
    "datePublished",
    "dateModified",
    "problems",
)


def reading(name: str, told: dict[str, Any]) -> dict[str, Any]:
    """What is read of a stored page: the article's own fields, or why there is none."""
    page = Page(
        id=digest(told["url"]),
        requested_url=told["url"],
        url=told["url"],
        status=200,
        headers={"Content-Type": told["content_type"]},
        body=(HERE / f"{name}.html").read_bytes(),
        entry=Entry.model_validate(told["entry"]) if "entry" in told else None,
        source=SourceRef.model_validate(told["source"]),
        discovered_at=NOW,
        fetched_at=NOW,
    )
    try:
        article = json_of(read_article(page))
    except Reject as reject:
        return {"reject": reject.reason}
    return {field: article[field] for field in SHOWN if field in article}


@pytest.mark.parametrize("name", NAMES)
def test_a_stored_page_reads_as_expected(name: str) -> None:
    path = HERE / f"{name}.json"
    golden = json.loads(path.read_text("utf-8"))
    found = reading(name, golden["page"])
    if os.environ.get("NEWSWATCH_GOLDEN") == "write":
        path.write_text(
            json.dumps({**golden, "expected": found}, ensure_ascii=False, indent=2) + "\n", "utf-8"
        )
    assert found == json.loads(path.read_text("utf-8"))["expected"]


def test_there_are_pages_enough() -> None:
    assert len(NAMES) >= 12
