"""Pages for the tests of extract."""

from __future__ import annotations

from datetime import UTC, datetime

from newswatch.messages import Entry, Page, SourceRef, digest

NOW = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)
SOURCE = SourceRef(id="courrier-numerique", publisher="Le Courrier numérique", language="fr")
ENGLISH = SourceRef(id="harbour-tech", publisher="Harbour Tech", language="en")


def page_of(
    body: bytes | str,
    *,
    url: str = "https://news.example/a-page",
    content_type: str | None = "text/html; charset=utf-8",
    status: int = 200,
    entry: Entry | None = None,
    source: SourceRef = SOURCE,
    headers: dict[str, str] | None = None,
) -> Page:
    """A page fetched at NOW. A str body is sent as UTF-8."""
    sent = {"content-type": content_type} if content_type else {}
    return Page(
        id=digest(url),
        requested_url=url,
        url=url,
        status=status,
        headers={**sent, **(headers or {})},
        body=body.encode() if isinstance(body, str) else body,
        entry=entry,
        source=source,
        discovered_at=NOW,
        fetched_at=NOW,
    )
