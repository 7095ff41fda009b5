"""What the chaos runs read: a day of the demo's web, in two acts, with pages that were fetched again after a change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache

from newswatch.addresses import article_id
from newswatch.demo.server import answer
from newswatch.demo.web import DAY, Site, WebPage, load_web
from newswatch.messages import Page, SourceRef

NOON = datetime(2023, 1, 23, 14, 30, tzinfo=UTC)
"""What was published before is the first act's."""
CLOCK = datetime(2023, 1, 23, 22, tzinfo=UTC)
PORTION = 8
SOON = timedelta(minutes=10)
"""After this most changed pages are fetched again: in the same batch, so that both come again together."""
LATER = timedelta(minutes=90)
"""Then it comes in a later portion, while what is stopped may still hold the first."""
CHANGED = (
    # (page, what it said, what it says now, when); the first says the same again
    ("/stories/google-halcyon-2", b"Halcyon 2", b"Halcyon 2", SOON),
    ("/stories/kaleido-series-b", b"120", b"125", SOON),
    ("/2023/01/23/nvidia-lumenor-talks/", b"talks", b"late talks", SOON),
    ("/stories/nvidia-buys-lumenor", b"850", b"870", LATER),
    ("/2023/01/23/google-invests-anthropic/", b"300", b"320", LATER),
    ("/stories/microsoft-openai-investment", b"10 billion", b"11 billion", SOON),
)
"""Pages that are fetched a second time."""


def _fetched(site: Site, page: WebPage, at: datetime, old: bytes = b"", new: bytes = b"") -> Page:
    url = f"https://{site.host}{page.path}"
    got = answer({site.host: site}, site.host, page.path, at)
    kind = {name.lower(): value for name, value in got.headers.items()}.get("content-type", "text/html")
    return Page(
        id=article_id(url),
        requested_url=url,
        url=url,
        status=200,
        headers={"content-type": kind},
        body=got.body.replace(old, new) if old else got.body,
        source=SourceRef(id=site.id, publisher=site.publisher, language=site.language),
        discovered_at=page.published + timedelta(minutes=5),
        fetched_at=at,
    )


@cache
def acts() -> tuple[tuple[tuple[Page, ...], ...], ...]:
    """Two acts of portions of pages, in order of fetching. What can't be read is in the first portion."""
    pages = []
    for site in load_web():
        for page in site.pages:
            if page.published.date() != DAY:
                continue
            at = page.published + timedelta(minutes=5)
            pages.append(_fetched(site, page, at))
            pages.extend(
                _fetched(site, page, at + after, old, new)
                for path, old, new, after in CHANGED
                if page.path == path
            )
    pages.sort(key=lambda page: (page.fetched_at, page.id))
    bad = [page for page in pages if page.headers["content-type"] == "application/pdf"]
    early = [page for page in pages if page.fetched_at < NOON and page not in bad]
    late = [page for page in pages if page.fetched_at >= NOON]
    return (_portions([*bad, *early]), _portions(late))


def _portions(pages: list[Page]) -> tuple[tuple[Page, ...], ...]:
    return tuple(tuple(pages[at : at + PORTION]) for at in range(0, len(pages), PORTION))
