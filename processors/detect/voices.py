"""Whose own voice an article is: a vendor's source, a page on a vendor's site, a publisher of a vendor's name."""

from __future__ import annotations

from newswatch.messages import Article
from processors.detect.lexicon import Rules, Sites
from processors.detect.model import Company
from processors.detect.text import fold


def speaker(article: Article, rules: Rules) -> Company | None:
    """The watched company that speaks for itself, if any.

    A first-party source says so outright; else the page's address, since an aggregator that links to a vendor's own
    site gives the vendor's words; else the publisher's name.
    """
    source = article.source
    if source.first_party and source.organisation:
        return _named(source.organisation, rules)
    return site_owner(article.url, rules.sites) or _named(article.publisher, rules)


def site_owner(url: str, sites: Sites) -> Company | None:
    """The company whose site an address is on; `www.` makes no difference, another subdomain does."""
    host, _, path = url.partition("://")[2].partition("/")
    places = sites.get(host.lower().removeprefix("www."))
    if places is None:
        return None
    path = path.partition("?")[0].partition("#")[0].rstrip("/") + "/"
    return next((company for prefix, company in places if path.startswith(prefix)), None)


def _named(name: str, rules: Rules) -> Company | None:
    low = (
        fold(name)
        .removeprefix("the ")
        .removeprefix("ai at ")
        .removeprefix("@")
        .removesuffix(" blog")
        .removesuffix(" news")
        .removesuffix("ai")
        .strip()
    )
    return rules.voices.get(low) if low else None
