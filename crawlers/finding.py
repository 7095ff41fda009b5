"""Which source a feed or a page belongs to: `try` and `explain` ask, since they have only a file or an address."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from crawlers.listed import Feed
from crawlers.sources import Source
from newswatch.addresses import normalise, registrable_domain


def source_of(sources: Mapping[str, Source], feed: Feed) -> Source | None:
    """The source whose feed this is: by the feed's own address, else by its site, else by its entries.

    Disabled sources count: a feed can be read without being watched.
    """
    own = {_same(address.url): source for source in sources.values() for address in source.lists}
    for address in (feed.address, feed.link):
        if address and _same(address) in own:
            return own[_same(address)]
    for address in (feed.link, *(entry.url for entry in feed.entries[:5]), feed.address):
        if address and (found := source_of_page(sources, address)):
            return found
    return None


def source_of_page(sources: Mapping[str, Source], url: str) -> Source | None:
    """The source whose site a page is on: of several on one domain the one with the closest homepage."""
    try:
        parts = urlsplit(url)
        domain = registrable_domain(parts.hostname or "")
    except ValueError:
        return None
    best: tuple[tuple[bool, int, bool], Source] | None = None
    for source in sources.values():
        home = urlsplit(source.homepage)
        if not domain or registrable_domain(home.hostname or "") != domain:
            continue
        folder = home.path.rstrip("/")
        inside = parts.path == folder or parts.path.startswith(folder + "/")
        if folder and not inside and home.hostname != parts.hostname:
            continue
        rank = (home.hostname == parts.hostname, len(folder) if inside else -len(folder), source.enabled)
        if best is None or rank > best[0]:
            best = (rank, source)
    return best[1] if best else None


def _same(url: str) -> str:
    """An address in the form that two ways of writing it share."""
    try:
        return normalise(url).partition("://")[2].removeprefix("www.").rstrip("/")
    except ValueError:
        return url
