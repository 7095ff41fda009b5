"""What an article says, without what its feed adds: headline, description, and when it says that it was told."""

from __future__ import annotations

import html
import re
from datetime import datetime, timedelta

from newswatch.messages import Article
from processors.dressing import NOTE, behind_herald, undressed

LEAD = 400
"""Characters of a description or a body that are looked at."""
_PUBLISHER_TAIL = re.compile(r"\s+[-–—|]\s+(?!(?:or|and|but|ou|et|mais)\s)[^-–—|?]{2,40}$")
"""No question, and no `— or …`, is a publisher."""
_SIGNED = re.compile(
    r" [-|] (?P<outlet>[A-Z0-9@][^\s|]*(?: (?:[A-Z0-9&][^\s|]*|of|the|de|du|la|et|and)){0,3}|[a-z-]+\.[a-z]{2,4})$"
)
"""The same where it is written like a name: whose article an aggregator passes on."""
_TAG = re.compile(
    r"^(?:(?:Show|Launch|Ask|Tell) HN: *|RT [^:]{1,60}: *)?(?:\[[^\]]{2,20}\] *)?"
    r"(?:(?:now )?(?:generally available|(?:public|private) preview) ?: *)?",
    re.IGNORECASE,
)
"""What a maker's list of news puts before each: `[Launched] Generally Available: `; a forum, a repeated post."""
_NOTE = re.compile(rf" *{NOTE}(?= *$| [–—-] )", re.IGNORECASE)
_ADDED = re.compile(
    r"(?:(?:Article|Comments) URL: *)?https?://\S+|\bPoints: \d+|# Comments: \d+"
    r"|\bThis (?:is an excerpt (?:of|from)|(?:story|article|post) (?:was )?(?:originally|first) (?:appeared|published))"
    r"[^.]*"
    r"|\b(?:The post|L[’']article|Cet article) .{0,200}?(?:appeared first on|est apparu en premier sur)\b.*"
)
"""Addresses, counts, and the line that says where the text stood first."""
_ADDS = ("http", "first on", "premier sur", "excerpt", "originally", "first appeared", "first published")
"""Without one of these in it no description has such: most have none, which is seen sooner."""


def headline_of(article: Article) -> str:
    """The headline without entities, the tags before it, and the publisher that an aggregator hangs on its end."""
    text = html.unescape(article.headline)
    begin, end = undressed(text, behind_herald(text), len(text))
    text = text[begin:end]
    told = _TAG.sub("", text, count=1)
    if len(told.split()) >= 2:
        text = told
    if "(" in text or "[" in text:
        text = _NOTE.sub("", text)
    cut = _PUBLISHER_TAIL.sub("", text)
    return cut if len(cut.split()) >= 3 else text


def signed_by(headline: str) -> str | None:
    """The publisher that an aggregator hangs on a headline's end."""
    found = _SIGNED.search(headline)
    return found["outlet"] if found else None


def summary_of(article: Article) -> str:
    """The beginning of the description, without what a feed adds to each: else two of one feed are alike by it."""
    text = html.unescape((article.description or "")[:LEAD])
    if "(" in text:
        text = _NOTE.sub("", text)
    return _ADDED.sub(" ", text) if any(map(text.__contains__, _ADDS)) else text


def told_at(article: Article) -> datetime | None:
    """When it says it was published; None where it does not, or names a day after it was found.

    A time of the day to come, mostly a local one taken for UTC, is when it was found: nothing was told later than that,
    and its values are no newer than those of others by half a day.
    """
    told = article.date_published
    if told is None or told > article.discovered_at + timedelta(days=1):
        return None
    return min(told, article.discovered_at)
