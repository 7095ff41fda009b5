"""The addresses elsewhere that an article's paragraphs point to: what it may have its news from."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from newswatch.addresses import strip_credentials

LINKS = 12
"""Addresses that are kept, the first ones."""
LOOKED_AT = 300
LONG = 500
"""Characters of an address beyond which it is none to be cited."""


def cited(tree: HtmlElement, url: str) -> tuple[str, ...]:
    """Absolute http addresses in paragraphs that lead to other sites, in their order, without fragments.

    https://schema.org/citation. A sister site below the same last two labels counts as the same one.
    """
    try:
        own = ".".join((urlsplit(url).hostname or "").split(".")[-2:])
    except ValueError:
        return ()  # the page's own word for its address is none, and nothing is relative to it
    found: dict[str, None] = {}
    seen = 0
    for paragraph in tree.iter("p"):
        for link in paragraph.iter("a"):
            seen += 1
            if seen > LOOKED_AT:
                return tuple(found)
            href = (link.get("href") or "").strip()
            if not href or len(href) > LONG or href[0] == "#":
                continue
            try:
                parts = urlsplit(urljoin(url, href))
                host = parts.hostname or ""
            except ValueError:
                continue
            if parts.scheme not in ("http", "https") or "." not in host or f".{host}".endswith(f".{own}"):
                continue
            found.setdefault(strip_credentials(parts._replace(fragment="").geturl()))
            if len(found) >= LINKS:
                return tuple(found)
    return tuple(found)
