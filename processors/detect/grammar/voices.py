"""Whose own voice an article is: a vendor's source, a page on a vendor's site, a publisher of a vendor's name."""

from __future__ import annotations

import re

from newswatch.messages import Article
from processors.detect.words.lexicon import Rules, Sites
from processors.detect.words.model import Company
from processors.detect.words.text import fold


def speaker(article: Article, rules: Rules) -> Company | None:
    """The watched company that speaks for itself, if any.

    A first-party source says so outright; else the page's address, since an aggregator that links to a vendor's own
    site gives the vendor's words; else the publisher's name.
    """
    source = article.source
    if source.first_party and source.organisation:
        return vendor_named(source.organisation, rules)
    owner = site_owner(article.url, rules.sites) or _own_page(article, rules) or _posted(article.url, rules)
    if owner is not None and owner.guests and (folder := _folder(article.url)):
        return vendor_named(folder, rules)  # `huggingface.co/blog/allenai/…`: whose page it is
    return owner or vendor_named(article.publisher, rules)


def _folder(url: str) -> str:
    """The folder of a guest's page below a blog: `allenai` of `/blog/allenai/embeddings`."""
    path = url.partition("://")[2].partition("/")[2].partition("?")[0].partition("#")[0].strip("/").split("/")
    return path[1].replace("-", " ") if len(path) == 3 else ""


def site_owner(url: str, sites: Sites) -> Company | None:
    """The company whose site an address is on; `www.` makes no difference.

    Below a host that is the vendor's as a whole (`openai.com`) its other subdomains count too, but for those where
    others write or nothing is told.
    """
    host, _, path = url.partition("://")[2].partition("/")
    host = host.lower().removeprefix("www.")
    places = sites.get(host)
    if places is None:
        return _above(host, sites)
    path = path.partition("?")[0].partition("#")[0].rstrip("/") + "/"
    return next((company for prefix, company in places if path.startswith(prefix)), None)


_NO_NEWS = frozenset(
    {
        "community",
        "forum",
        "forums",
        "status",
        "jobs",
        "careers",
        "support",
        "shop",
        "store",
        "discuss",
        "trust",
        "learn",
    }
)
"""Subdomains where customers write, or a vendor hires, sells and answers."""


def _above(host: str, sites: Sites) -> Company | None:
    """`platform.openai.com` is OpenAI's, as the whole of `openai.com` is."""
    label, _, parent = host.partition(".")
    if label in _NO_NEWS or "." not in parent:
        return None
    return next((company for prefix, company in sites.get(parent, ()) if not prefix), None)


def _own_page(article: Article, rules: Rules) -> Company | None:
    """A page at the top of a vendor's host, outside its news, whose title opens with the vendor's name."""
    host, _, path = article.url.partition("://")[2].partition("/")
    places = rules.sites.get(host.lower().removeprefix("www."))
    if places is None or "/" in path.partition("?")[0].rstrip("/"):
        return None
    headline = fold(article.headline[:40])
    for _, company in places:
        if any(headline.startswith(fold(name) + " ") for name in company.names):
            return company
    return None


_X = frozenset({"x.com", "twitter.com", "nitter.net", "xcancel.com"})
_TITLED = re.compile(r"(?:ai|app|devs?|developers|official|cloud)\Z")


def _posted(url: str, rules: Rules) -> Company | None:
    """Whose account on X an address is below: `x.com/claudeai/status/…`."""
    host, _, path = url.partition("://")[2].partition("/")
    handle, _, rest = path.partition("/")
    return _account(handle, rules) if host.lower().removeprefix("www.") in _X and rest else None


def _account(handle: str, rules: Rules) -> Company | None:
    """A vendor by its account: its name or an AI product's, maybe with a title behind (`claudeai`, `OpenAIDevs`)."""
    low = re.sub(r"[^a-z0-9]", "", fold(handle)).removeprefix("aiat")
    bare = _TITLED.sub("", low)
    return rules.handles.get(low) or (
        rules.handles.get(bare) or rules.handles.get(bare + "ai") if bare else None
    )


def vendor_named(name: str, rules: Rules) -> Company | None:
    """The company that speaks under a name: a publisher's, an organisation's, an account's. None for all others."""
    if name.startswith("@") and (owner := _account(name, rules)) is not None:
        return owner
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
