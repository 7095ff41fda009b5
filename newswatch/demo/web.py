"""The demo's web as plain values: sites and their pages, read from newswatch/demo/web/*.yml.

A page has a time of publication and may have revisions, so that the web can be seen as of any moment.
Nothing here knows HTTP (server.py) or markup (templates.py, feeds.py).
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Annotated, Literal

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

FeedKind = Literal["rss", "atom", "rdf", "json", "sitemap", "broken", "html"]
# fmt: off
TemplateName = Literal[
    "graph", "opengraph", "visible_date", "microdata", "url_date", "dublin", "corporate", "script", "paywall", "pdf",
]
# fmt: on

DAY = date(2023, 1, 23)
"""The day that the demo plays, in UTC."""


def _aware(value: datetime) -> datetime:
    """Times in the files end with Z; one without is a slip that would shift a page by an hour."""
    if value.tzinfo is None:
        raise ValueError("write the time with its zone, as in 2023-01-23T09:00Z")
    return value.astimezone(UTC)


Moment = Annotated[datetime, AfterValidator(_aware)]


class _Strict(BaseModel):
    """The files are ours: an unknown key is a slip."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Revision(_Strict):
    """What a page says from a moment on; a text that is left out stays as it was."""

    at: Moment
    title: str | None = None
    lead: str | None = None
    body: str | None = None


class WebPage(_Strict):
    """One page. `body` holds paragraphs apart by blank lines; `## ` starts a subheading."""

    path: str
    published: Moment
    title: str
    lead: str = ""
    body: str = ""
    author: str | None = None
    section: str | None = None
    template: TemplateName | None = None
    revisions: tuple[Revision, ...] = ()
    bumped: Moment | None = None
    """The feed shows this time instead of the one of publication: an old article pushed up again."""
    via: str | None = None
    """The feed links to this path, which redirects to the page with tracking parameters."""
    twin: str | None = None
    """A second path that shows the page too, says so by rel=canonical, and is in the feed as well."""
    amp: bool = False
    """The twin is an AMP page, and the page links to it."""
    missing: bool = False
    """The feed lists it and the site answers 404."""
    unavailable_until: Moment | None = None
    """Until then the site answers 503."""

    def listed_at(self) -> datetime:
        """When a feed starts to list it."""
        return self.bumped or self.published

    def as_of(self, now: datetime) -> WebPage:
        """The page with every revision made until `now`."""
        page = self
        for revision in sorted(self.revisions, key=lambda one: one.at):
            if revision.at <= now:
                page = page.model_copy(update=revision.model_dump(exclude_none=True, exclude={"at"}))
        return page

    def modified(self, now: datetime) -> datetime:
        """When it last changed, as seen at `now`."""
        changes = [revision.at for revision in self.revisions if revision.at <= now]
        return max([self.listed_at(), *changes])

    def paragraphs(self) -> list[str]:
        """The body's paragraphs, each on one line."""
        return [" ".join(block.split()) for block in self.body.split("\n\n") if block.strip()]


class Feed(_Strict):
    """The site's feed: its kind, where it is, and how many entries it shows."""

    kind: FeedKind
    path: str
    size: int = 20


class Site(_Strict):
    """A site: one host, one publisher, one way of writing markup."""

    id: str
    host: str
    publisher: str
    language: Literal["fr", "en"]
    tagline: str
    template: TemplateName
    feed: Feed
    disallow: tuple[str, ...] = ()
    organisation: str | None = None
    """Set on the sites that speak for a watched company."""
    pages: tuple[WebPage, ...] = Field(min_length=1)

    def url(self, path: str) -> str:
        """The absolute address of a path on this site."""
        return f"http://{self.host}{path}"

    def listed(self, now: datetime) -> list[WebPage]:
        """The pages that its feed shows at `now`, the newest first, as they read then."""
        visible = [page.as_of(now) for page in self.pages if page.listed_at() <= now]
        return sorted(visible, key=lambda page: (page.listed_at(), page.path), reverse=True)[: self.feed.size]


def load_web(folder: Traversable | None = None) -> tuple[Site, ...]:
    """Every site, by id. Raises pydantic.ValidationError when a file is wrong (they ship with the package)."""
    folder = folder or resources.files("newswatch.demo") / "web"
    sites = [
        Site.model_validate({"id": file.name.removesuffix(".yml"), **yaml.safe_load(file.read_text("utf-8"))})
        for file in folder.iterdir()
        if file.name.endswith(".yml")
    ]
    return tuple(sorted(sites, key=lambda site: site.id))
