"""What an article says, without what its feed adds: headline, description, and when it says that it was told."""

from __future__ import annotations

import html
import re
from datetime import datetime, timedelta

from newswatch.messages import Article

LEAD = 400
"""Characters of a description or a body that are looked at."""
_PUBLISHER_TAIL = re.compile(r"\s+[-–—|]\s+[^-–—|]{2,40}$")
_TAG = re.compile(
    r"^(?:\[[^\]]{2,20}\] *)?(?:(?:now )?(?:generally available|(?:public|private) preview) ?: *)?",
    re.IGNORECASE,
)
"""What a maker's list of news puts before each: `[Launched] Generally Available: `."""
_ADDED = re.compile(
    r"(?:(?:Article|Comments) URL: *)?https?://\S+|\bPoints: \d+|# Comments: \d+"
    r"|\b(?:The post|L[’']article|Cet article) .{0,200}?(?:appeared first on|est apparu en premier sur)\b.*"
)
"""Addresses, counts, and the line that says where the text stood first."""


def headline_of(article: Article) -> str:
    """The headline without entities, the tags before it, and the publisher that an aggregator hangs on its end."""
    text = html.unescape(article.headline)
    told = _TAG.sub("", text, count=1)
    if len(told.split()) >= 2:
        text = told
    cut = _PUBLISHER_TAIL.sub("", text)
    return cut if len(cut.split()) >= 3 else text


def summary_of(article: Article) -> str:
    """The beginning of the description, without what a feed adds to each: else two of one feed are alike by it."""
    text = html.unescape((article.description or "")[:LEAD])
    return _ADDED.sub(" ", text) if "http" in text or "first on" in text or "premier sur" in text else text


def told_at(article: Article) -> datetime | None:
    """When it says it was published; None where it does not, or names a day after it was found.

    A time of the day to come, mostly a local one taken for UTC, is when it was found: nothing was told later than that,
    and its values are no newer than those of others by half a day.
    """
    told = article.date_published
    if told is None or told > article.discovered_at + timedelta(days=1):
        return None
    return min(told, article.discovered_at)
