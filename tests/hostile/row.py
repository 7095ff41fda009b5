"""What a row of the table is: what a hostile site serves, and what must become of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from tests.hostile.server import Answer, http

DAY = "2023-01-24T08:00:00Z"
"""When the hostile pages were published; the clock stands at 09:00 of that day."""
Body = Mapping[str, Any]


@dataclass(frozen=True)
class Row:
    """One row. A site of its own serves `pages`; a good page beside them must arrive whatever they are.

    `/feed` (or `/sitemap.xml`, with `sitemap`) lists `/bad` unless the row serves its own.
    """

    number: str
    """Of bad-inputs.md, or a letter and a number for those that were added."""
    what: str
    pages: Mapping[str, Answer]
    list: str = ""
    """The class of the fault that the list must show; empty: it was read."""
    problem: str = ""
    """A problem that the list, though read, must show."""
    url: tuple[str, str] = ("done", "")
    """State and reason of `/bad`, where the row has one."""
    dead: str = ""
    """The dead letter's reason, where the page was fetched and can't be read."""
    article: Callable[[Body], bool] | None = None
    """What must be true of the article; None: nothing is said of it."""
    entries: Callable[[Mapping[str, Body]], bool] | None = None
    """What must be true of the site's `urls` documents, by path."""
    title: str | None = None
    """The feed's title for `/bad`."""
    sitemap: bool = False
    alone: bool = False
    """It is given a crawl of its own, so that its two seconds of processor time are its own."""
    more: Mapping[str, Any] = field(default_factory=dict)
    """Keys of the source's file."""
    bad: str = "http://{host}/bad"
    """What the feed links to; `{host}` is the row's, `{canary}` the port that must stay silent."""
    kind: Literal["input", "output"] = "input"

    @property
    def id(self) -> str:
        """The source's id."""
        return f"row-{self.number.lower().replace('.', '-')}"

    @property
    def host(self) -> str:
        """The site's name."""
        return f"{self.id}.example"


def html(body: str, title: str = "A plain title", head: str = "") -> bytes:
    """A page's answer, published on the day."""
    meta = f'<meta property="article:published_time" content="{DAY}">'
    return http(
        f"<!DOCTYPE html><html><head><title>{title}</title>{meta}{head}</head><body>{body}</body></html>"
    )


TEXT = (
    "The laboratory said on Tuesday that its new reading room is open to everybody who wishes to look into the "
    "old papers. The papers were kept in a cellar for years, and nobody had read them since they were written. "
    "Visitors may come each day but Monday, and those who come early are shown the cellar as well. "
)
PARAGRAPHS = f"<article><p>{TEXT}</p><p>{TEXT}</p></article>"


def rss(*entries: tuple[str | None, str], more: str = "") -> bytes:
    """A feed's body of titles and links."""
    shown = "".join(
        f"<item>{'' if title is None else f'<title>{_x(title)}</title>'}<link>{_x(link)}</link></item>"
        for title, link in entries
    )
    return f'<rss version="2.0"><channel><title>T</title>{shown}{more}</channel></rss>'.encode()


def feed(*entries: tuple[str | None, str], more: str = "") -> bytes:
    """A feed's answer."""
    return http(rss(*entries, more=more), "application/rss+xml")


def _x(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
