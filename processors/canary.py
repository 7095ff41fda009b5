"""The canary: a made-up article that `newswatch doctor --canary` sends through the real stages.

It is known by its host, a name under `.invalid` that can't exist (RFC 6761, section 6.4), so that no message
needs a mark and no page of the web can pretend to be one. It makes a story of its own that meets no other,
is in no index, and ends at the decision of `notify`: silent, `canary` (docs/adr/0017-canary-and-backfill.md).
"""

from __future__ import annotations

from datetime import datetime
from html import escape
from urllib.parse import urlsplit

from newswatch.addresses import article_id
from newswatch.messages import Article, DeadLetter, Flagged, Message, Page, SourceRef, Story

HOST = "canary.newswatch.invalid"
CANARY = "canary"
"""Its source's id, and the reason why nobody is told of it: whatever else had silenced it comes first."""
_TEXT = (
    "Microsoft said it has invested $5 million in the artificial intelligence start-up {name}, which trains large "
    "language models on the songs of birds. This is a test of newswatch's own pipeline, and nothing of it happened. "
    "No person reads this article: it goes through the stages that real news goes through, and what becomes of it "
    "is compared with what should."
)


def canary_page(call: str, now: datetime) -> Page:
    """The page of one call of the doctor. `call`: what tells it from others, letters and digits."""
    url = f"https://{HOST}/{call}"
    name = f"Testbird {call.upper()}"
    headline = f"Microsoft invests $5 million in AI start-up {name}"
    body = (
        f'<!doctype html><html lang="en"><head><title>{escape(headline)}</title>'
        f'<meta property="article:published_time" content="{now.isoformat()}"></head>'
        f"<body><article><h1>{escape(headline)}</h1><p>{escape(_TEXT.format(name=name))}</p></article></body></html>"
    )
    return Page(
        id=article_id(url),
        requested_url=url,
        url=url,
        status=200,
        headers={"content-type": "text/html; charset=utf-8"},
        body=body.encode(),
        source=SourceRef(id=CANARY, publisher="newswatch doctor", language="en"),
        discovered_at=now,
        fetched_at=now,
    )


def is_canary(message: Message) -> bool:
    """Whether a message is of a canary: a story is one when all its articles are."""
    if isinstance(message, Flagged):
        return _of_canary(message.article.url)
    if isinstance(message, Story):
        return bool(message.members) and all(_of_canary(member.url) for member in message.members)
    if isinstance(message, Page | Article):
        return _of_canary(message.url)
    return isinstance(message, DeadLetter) and _of_canary(message.url or "")


def _of_canary(url: str) -> bool:
    return HOST in url and urlsplit(url).hostname == HOST
