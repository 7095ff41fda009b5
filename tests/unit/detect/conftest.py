"""The shipped rules, read once, and a way to flag a headline."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from newswatch.messages import Article, Flagged, SourceRef
from processors.flag import SHIPPED, Rules, flag, load_rules

Flag = Callable[..., Flagged]


_DAY = datetime(2025, 6, 1, tzinfo=UTC)


@pytest.fixture(scope="session")
def rules() -> Rules:
    return load_rules([SHIPPED])


@pytest.fixture(scope="session")
def flagged(rules: Rules) -> Flag:
    def one(
        headline: str,
        description: str | None = None,
        body: str = "",
        publisher: str = "The Press",
        own: str = "",
        url: str = "https://example.org/a",
    ) -> Flagged:
        source = SourceRef(id="s", publisher=publisher, first_party=bool(own), organisation=own or None)
        article = Article(
            id="0" * 32,
            url=url,
            headline=headline,
            description=description,
            body=body,
            publisher=publisher,
            source=source,
            datePublished=_DAY,
            discovered_at=_DAY,
            fetched_at=_DAY,
        )
        return flag(article, rules)

    return one
