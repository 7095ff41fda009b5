"""What came of a source's newest pages: read, behind a wall, empty, or refused. Pure.

A page behind a wall is an article where its list gave a title, as feeds do, and a dead letter where it did not,
as sitemaps do: both count alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from newswatch.messages import Article

PAGES = 20
"""Pages of a source that are looked at, the newest."""
WALLS = ("consent-wall", "soft-404", "paywall", "script-only")
UNREAD = frozenset({"consent-wall", "soft-404", "script-only", "short"})
"""Problems of an article whose text was not had."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A page of which `extract` made no article but a dead letter. `page`: the id that the article would have."""

    page: str
    reason: str
    at: datetime


class Page(NamedTuple):
    """What came of a page: when, what stood before its text, and whether the text was had."""

    at: datetime
    troubles: frozenset[str]
    read: bool


def recent_pages(articles: Sequence[Article], refused: Sequence[Refused]) -> list[Page]:
    """The newest PAGES, whatever became of them."""
    pages = [
        Page(
            article.fetched_at,
            frozenset(article.problems).intersection(WALLS) or frozenset(() if article.body else ("empty",)),
            UNREAD.isdisjoint(article.problems),
        )
        for article in articles
    ]
    pages += [Page(one.at, frozenset({one.reason}), False) for one in refused]
    return sorted(pages, key=lambda page: page.at, reverse=True)[:PAGES]
