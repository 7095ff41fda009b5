"""Reads sitemaps (https://www.sitemaps.org/protocol.html), their indexes, and news sitemaps. Pure.

A news sitemap carries title, date and language (the `news:` namespace); a plain one only addresses
and the time of their last change.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from lxml import etree

from crawlers.dates import read_date
from crawlers.limits import MAX_BODY, TooComplex, as_utf8, checked_markup
from crawlers.listed import MAX_TITLE, language_of, plain, some, web
from newswatch.messages import Entry

SITEMAP_PATHS = ("/news-sitemap.xml", "/sitemap-news.xml", "/sitemap.xml")
"""Where a site that names none keeps it."""
MAX_ENTRIES = 5_000
"""Entries that are read, the latest: many sitemaps list the oldest first, and what is new at their end."""
MAX_CHILDREN = 500
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What a sitemap lists: entries (`urlset`), or further sitemaps (`sitemapindex`)."""

    kind: Literal["urlset", "index", "none"]
    entries: tuple[Entry, ...] = ()
    children: tuple[str, ...] = ()
    """Addresses of further sitemaps, the latest changed first where that is told."""
    changed: tuple[datetime | None, ...] = ()
    """When each of them was last changed, where that is told."""
    problems: tuple[str, ...] = ()
    """`class: text`, as for feeds."""


def read_sitemap(body: bytes, base_url: str | None = None) -> Sitemap:
    """Read a sitemap or an index, gzipped or not; never raises."""
    try:
        data = as_utf8(_unzipped(body))
        if not data.strip():
            return Sitemap("none", problems=("empty: the sitemap has no content",))
        return _read(checked_markup(data), base_url)
    except TooComplex as error:
        return Sitemap("none", problems=(str(error),))
    except Exception as error:  # noqa: BLE001 - lxml raises what it does not tell of where text is none
        return Sitemap("none", problems=(f"malformed: {type(error).__name__}: {plain(str(error), 200)}",))


def _unzipped(body: bytes) -> bytes:
    """The body, gunzipped to no more than MAX_BODY bytes."""
    if not body.startswith(_GZIP):
        data = body
    else:
        try:
            data = zlib.decompressobj(wbits=31).decompress(body, MAX_BODY + 1)
        except zlib.error as error:
            raise TooComplex(f"malformed: not gzip: {error}") from error
    if len(data) > MAX_BODY:
        raise TooComplex(f"too-large: more than {MAX_BODY} bytes")
    return data


def _read(data: bytes, base_url: str | None) -> Sitemap:
    urls: list[dict[str, str]] = []
    children: list[dict[str, str]] = []
    problems: list[str] = []
    kind: Literal["urlset", "index", "none"] = "none"
    try:
        events = etree.iterparse(
            io.BytesIO(data), events=("end",), resolve_entities=False, huge_tree=False, no_network=True,
            load_dtd=False, remove_comments=True, remove_pis=True, recover=True,
        )  # fmt: skip
        for _, element in events:
            name = _local(element)
            if name == "urlset":
                kind = "urlset"
            elif name == "sitemapindex":
                kind = "index"
            elif name == "url":
                urls.append(_texts(element))
            elif name == "sitemap":
                children.append(_texts(element))
            if name in ("url", "sitemap"):
                element.clear()
    except etree.XMLSyntaxError as error:
        problems.append(f"malformed: line {error.lineno}: {plain(error.msg, 200)}")
    if kind == "none":
        kind = "urlset" if urls else "index" if children else "none"
    if kind == "none":
        problems.insert(0, "not-a-sitemap: neither urlset nor sitemapindex")
    if len(urls) > MAX_ENTRIES:
        urls = sorted(urls, key=_told, reverse=True)[:MAX_ENTRIES]
        problems.append(f"too-many-entries: only the latest {MAX_ENTRIES} are read")
    entries = [_entry(url, base_url, problems) for url in urls]
    below: dict[str, datetime | None] = {}
    for child in sorted(children, key=_told, reverse=True)[:MAX_CHILDREN]:
        if address := web(child.get("loc"), base_url):
            below.setdefault(address, read_date(child.get("lastmod"), []))
    return Sitemap(
        kind, tuple(e for e in entries if e.url), tuple(below), tuple(below.values()), some(problems)
    )


def _told(listed: Mapping[str, str]) -> str:
    """When it was published or last changed, as written (ISO 8601, which sorts as it stands)."""
    return listed.get("publication_date") or listed.get("lastmod") or ""


def _entry(told: Mapping[str, str], base_url: str | None, problems: list[str]) -> Entry:
    url = web(told.get("loc"), base_url)
    if url is None:
        problems.append("no-link: an entry has no web address")
    return Entry(
        url=url or "",
        title=plain(told.get("title"), MAX_TITLE),
        date_published=read_date(told.get("publication_date"), problems),
        date_modified=read_date(told.get("lastmod"), problems),
        language=language_of(told.get("language")),
    )


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _texts(element: etree._Element) -> dict[str, str]:
    """The first text by each name inside, in whatever namespace; images' and films' are others."""
    found: dict[str, str] = {}
    for child in element.iter():
        if child.text and "image" not in str(child.tag) and "video" not in str(child.tag):
            found.setdefault(_local(child), child.text.strip())
    return found
