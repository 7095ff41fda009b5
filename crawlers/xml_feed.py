"""Reads RSS, Atom and RDF, by feedparser. Pure: bytes in, entries and problems out.

feedparser opens what looks like a file name or an address, so it is given a stream of bytes and
nothing else. Its cost grows badly with a few hostile shapes (200,000 attributes: six minutes), so
`crawlers/limits.py` looks at the bytes first.
"""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from typing import Any
from xml.sax import SAXParseException

import feedparser

from crawlers.dates import read_date, usable, zoned_date
from crawlers.limits import as_utf8, checked_xml, is_ascii_like
from crawlers.listed import MAX_ENTRIES, MAX_SUMMARY, MAX_TITLE, Feed, Kind, language_of, plain, some, web
from newswatch.messages import Entry


def read_xml(body: bytes, content_type: str | None, base_url: str | None) -> Feed:
    """Read RSS, Atom or RDF; arguments as for `read_feed`. Raises TooComplex, and whatever feedparser raises."""
    data, cut = checked_xml(body, MAX_ENTRIES)
    headers = {}
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", content_type or "", re.I)
    if charset and as_utf8(body) is body and is_ascii_like(charset[1]):
        headers["content-type"] = f"application/xml; charset={charset[1]}"
    if base_url:
        headers["content-location"] = base_url
        headers.setdefault("content-type", "application/xml")
    parsed = feedparser.parse(
        io.BytesIO(data), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    kind = _kind(str(parsed.get("version") or ""))
    problems: list[str] = []
    if cut:
        problems.append(f"too-many-entries: only the first {MAX_ENTRIES} are read")
    elif parsed.get("bozo") and parsed.get("bozo_exception") is not None:
        error = parsed["bozo_exception"]
        problems.append(_complaint(error))
    if kind == "none" and not parsed.entries:
        return Feed("none", problems=("not-a-feed: no RSS, Atom, RDF or JSON Feed", *problems))
    language = language_of(parsed.feed.get("language"))
    entries = tuple(_xml_entry(item, base_url, language, problems) for item in parsed.entries[:MAX_ENTRIES])
    own = next((x.get("href") for x in parsed.feed.get("links", []) if x.get("rel") == "self"), None)
    return Feed(
        kind=kind if kind != "none" else "rss",
        entries=entries,
        problems=some(problems),
        title=plain(parsed.feed.get("title"), MAX_TITLE),
        link=web(parsed.feed.get("link"), base_url),
        address=web(own, base_url),
        language=language,
    )


def _complaint(error: Exception) -> str:
    """What the parser had to look past."""
    if isinstance(error, SAXParseException):
        return f"malformed: line {error.getLineNumber()}: {plain(error.getMessage(), 200)}"
    overridden = isinstance(error, feedparser.CharacterEncodingOverride)
    return f"{'encoding' if overridden else 'malformed'}: {plain(str(error), 200)}"


def _kind(version: str) -> Kind:
    if version in ("rss10", "rss090"):
        return "rdf"
    if version.startswith("atom"):
        return "atom"
    return "rss" if version.startswith(("rss", "cdf")) else "none"


def _xml_entry(
    item: dict[str, Any], base_url: str | None, language: str | None, problems: list[str]
) -> Entry:
    title = item.get("title_detail") or {}
    summary = item.get("summary") or next((c.get("value") for c in item.get("content") or ()), None)
    authors = [plain(a.get("name"), 200) for a in item.get("authors") or ()]
    url = web(item.get("link"), base_url) or web(item.get("id"), None)
    if url is None:
        problems.append("no-link: an entry has no web address")
    return Entry(
        url=url or "",
        title=plain(item.get("title"), MAX_TITLE, markup="html" in str(title.get("type"))),
        summary=plain(summary, MAX_SUMMARY, markup=True),
        author=tuple(dict.fromkeys(a for a in authors if a))[:20],
        date_published=_xml_date(item, ("published", "created"), language, problems)
        or _xml_date(item, ("updated",), language, problems),
        date_modified=_xml_date(item, ("updated",), language, problems),
        language=language_of((item.get("title_detail") or {}).get("language")) or language,
    )


def _xml_date(
    item: dict[str, Any], names: tuple[str, ...], language: str | None, problems: list[str]
) -> datetime | None:
    for name in names:
        # feedparser's mapping answers `updated` with `published`: only what is really there counts.
        text = dict.get(item, name)
        if not text:
            continue
        if zoned := zoned_date(str(text)):  # (feedparser takes the zones of Europe for Greenwich's)
            return usable(zoned, str(text), problems)
        parsed = dict.get(item, f"{name}_parsed")
        if parsed:
            try:
                year, month, day, hour, minute, second = parsed[:6]
                when = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
                return usable(when, str(text), problems)
            except (ValueError, OverflowError, TypeError):
                pass
        return read_date(str(text), problems, language)
    return None
