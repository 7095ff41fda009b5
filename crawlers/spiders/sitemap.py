"""Reads sitemaps and their indexes, and fetches the new pages that they list."""

from __future__ import annotations

from crawlers.sitemaps import read_sitemap
from crawlers.spiders.lists import Listing, ListSpider

CHILDREN = 20
"""Sitemaps of an index that are read, the latest changed first."""


class SitemapSpider(ListSpider):
    """News sitemaps, plain ones, and indexes of either."""

    name = "sitemap"

    def listing(self, body: bytes, content_type: str | None, url: str) -> Listing:
        """The entries of a sitemap, or the sitemaps of an index."""
        del content_type
        found = read_sitemap(body, url)
        return Listing(found.kind != "none", found.entries, found.children[:CHILDREN], found.problems)
