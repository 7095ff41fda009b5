"""The shipped rules, read once, and a way to flag a headline: by the rules alone, which most tests here are of, or
with the second opinion, whose weights are learned and may change what an odd headline comes to.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from newswatch.messages import Article, Flagged, SourceRef
from processors.flag import SHIPPED, Rules, flag, load_rules

Flag = Callable[..., Flagged]


_DAY = datetime(2025, 6, 1, tzinfo=UTC)


def article_of(
    headline: str,
    description: str | None = None,
    body: str = "",
    publisher: str = "The Press",
    own: str = "",
    url: str = "https://example.org/a",
) -> Article:
    """`own`: the organisation whose own page it is."""
    return Article(
        id="0" * 32,
        url=url,
        headline=headline,
        description=description,
        body=body,
        publisher=publisher,
        source=SourceRef(id="s", publisher=publisher, first_party=bool(own), organisation=own or None),
        datePublished=_DAY,
        discovered_at=_DAY,
        fetched_at=_DAY,
    )


@pytest.fixture(scope="session")
def rules() -> Rules:
    return load_rules([SHIPPED])


@pytest.fixture(scope="session")
def flagged(rules: Rules) -> Flag:
    """By the rules alone."""
    return flagging(dataclasses.replace(rules, opinions={}, wording=None))


@pytest.fixture(scope="session")
def flagged_twice(rules: Rules) -> Flag:
    """By the rules, and what a second opinion thinks of that."""
    return flagging(dataclasses.replace(rules, wording=None))


@pytest.fixture(scope="session")
def flagged_as_shipped(rules: Rules) -> Flag:
    """By the rules, the second opinion and the wording."""
    return flagging(rules)


def flagging(rules: Rules) -> Flag:
    def one(
        headline: str,
        description: str | None = None,
        body: str = "",
        publisher: str = "The Press",
        own: str = "",
        url: str = "https://example.org/a",
    ) -> Flagged:
        return flag(article_of(headline, description, body, publisher, own, url), rules)

    return one
