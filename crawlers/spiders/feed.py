"""Reads feeds, and fetches the pages of their new entries."""

from __future__ import annotations

from crawlers.feeds import read_feed
from crawlers.spiders.lists import Listing, ListSpider


class FeedSpider(ListSpider):
    """RSS, Atom, RDF and JSON Feed."""

    name = "feed"

    def listing(self, body: bytes, content_type: str | None, url: str) -> Listing:
        """The entries of a feed."""
        feed = read_feed(body, content_type, url)
        return Listing(feed.kind != "none", feed.entries, problems=feed.problems)
