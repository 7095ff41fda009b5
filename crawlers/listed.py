"""What a list says: a `Feed`, and how a text, an address, a language of any feed or sitemap is taken. Pure.

Feeds of every kind and sitemaps share this, so that an entry reads the same whichever list told of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote, urljoin, urlsplit

from w3lib.url import safe_url_string

from newswatch.addresses import strip_credentials
from newswatch.messages import Entry
from newswatch.references import unescaped

Kind = Literal["rss", "atom", "rdf", "json", "none"]
MAX_TITLE = 1_000
MAX_SUMMARY = 2_000
MAX_ENTRIES = 2_000
"""Entries of a feed that are read."""
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>|<!--(?:(?!<!--).){0,2000}?-->", re.DOTALL)
"""Tags and comments. None reaches over the beginning of the next, so that a flood of beginnings is read once."""
_INLINE = re.compile(r"</?(?:a|abbr|b|br|code|div|em|font|i|img|p|q|s|small|span|strong|sub|sup|u)\b", re.I)
_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
"""Characters that show an address otherwise than it is: escaped, as they are when it is asked for (RFC 3987, 4.1)."""
_SPACE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says. Entries without a link have the url `""`; there is one for each item."""

    kind: Kind
    entries: tuple[Entry, ...] = ()
    problems: tuple[str, ...] = ()
    """`class: text`: what a person should know of it; `class` is stable."""
    title: str | None = None
    link: str | None = None
    """The address of the site that the feed belongs to."""
    address: str | None = None
    """The address that the feed says is its own."""
    language: str | None = None


def plain(text: str | None, limit: int, *, markup: bool = False) -> str | None:
    """Text as a reader sees it: unescaped, one line, without tags where it has any; None when empty."""
    if not text:
        return None
    text = text[: limit * 20]
    if markup or _INLINE.search(text):
        text = _MARKUP.sub(" " if "\n" in text or "<p" in text or "<br" in text else "", text)
    text = _SPACE.sub(" ", unescaped(text)).strip()
    return text[:limit] or None


def some(problems: list[str]) -> tuple[str, ...]:
    """Each problem once, and no more than a person reads."""
    unlike = list(dict.fromkeys(problems))
    more = [f"more: {len(unlike) - 20} further problems"] if len(unlike) > 20 else []
    return (*unlike[:20], *more)


def web(address: object, base_url: str | None) -> str | None:
    """An absolute http or https address without credentials, or None."""
    if not isinstance(address, str) or not address.strip():
        return None
    try:
        url = urljoin(base_url or "", _SPACE.sub("", address.strip()))
        parts = urlsplit(url)
        if parts.scheme.lower() not in ("http", "https") or not parts.hostname or len(url) > 2_000:
            return None
        url = strip_credentials(_HIDDEN.sub(lambda found: quote(found[0]), url))
        safe_url_string(url)  # what it is asked for by: a port or host that is none is no address either
    except ValueError:
        return None
    return url


def language_of(tag: object) -> str | None:
    """The primary subtag (RFC 5646) of a language tag: `fr` of `fr-FR`."""
    found = re.match(r"[a-zA-Z]{2,3}(?=$|[-_])", tag.strip()) if isinstance(tag, str) else None
    return found[0].lower() if found else None
