"""Reads feeds: RSS, Atom, RDF (by feedparser) and JSON Feed. Pure: bytes in, entries and problems out.

feedparser opens what looks like a file name or an address, so it is given a stream of bytes and
nothing else. Its cost grows badly with a few hostile shapes (200,000 attributes: six minutes), so
`crawlers/limits.py` looks at the bytes first.
"""

from __future__ import annotations

import html
import io
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal
from urllib.parse import quote, urljoin, urlsplit
from xml.sax import SAXParseException

import feedparser
from pydantic import BaseModel, ConfigDict, ValidationError
from w3lib.url import safe_url_string

from crawlers.dates import read_date, usable
from crawlers.limits import MAX_BODY, TooComplex, as_utf8, checked_xml, is_ascii_like
from newswatch.addresses import strip_credentials
from newswatch.messages import Entry

Kind = Literal["rss", "atom", "rdf", "json", "none"]
MAX_TITLE = 1_000
MAX_SUMMARY = 2_000
MAX_ENTRIES = 2_000
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


def read_feed(body: bytes, content_type: str | None = None, base_url: str | None = None) -> Feed:
    """Read a feed of any kind; never raises. What is none has the kind `none` and says why.

    `content_type` is the HTTP header (its charset is one hint of several), `base_url` the address
    that relative links are taken from.
    """
    if len(body) > MAX_BODY:
        return Feed("none", problems=(f"too-large: {len(body)} bytes, the limit is {MAX_BODY}",))
    if not body.strip(b"\x00\t\r\n \xef\xbb\xbf"):
        return Feed("none", problems=("empty: the feed has no content",))
    try:
        if _is_json(body):
            return _read_json(body, base_url)
        return _read_xml(body, content_type, base_url)
    except TooComplex as error:
        return Feed("none", problems=(str(error),))
    except RecursionError:
        return Feed("none", problems=("too-deep: nested deeper than can be read",))
    except Exception as error:  # noqa: BLE001 - feedparser promises to raise nothing, and raises this and that
        return Feed("none", problems=(f"malformed: {type(error).__name__}: {plain(str(error), 200)}",))


def plain(text: str | None, limit: int, *, markup: bool = False) -> str | None:
    """Text as a reader sees it: unescaped, one line, without tags where it has any; None when empty."""
    if not text:
        return None
    text = text[: limit * 20]
    if markup or _INLINE.search(text):
        text = _MARKUP.sub(" " if "\n" in text or "<p" in text or "<br" in text else "", text)
    text = _SPACE.sub(" ", html.unescape(text)).strip()
    return text[:limit] or None


def _is_json(body: bytes) -> bool:
    return as_utf8(body[:64]).lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{"


# --- RSS, Atom, RDF ---------------------------------------------------------------------------------


def _read_xml(body: bytes, content_type: str | None, base_url: str | None) -> Feed:
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
    url = web(item.get("link"), base_url)
    if url is None:
        problems.append("no-link: an entry has no web address")
    return Entry(
        url=url or "",
        title=plain(item.get("title"), MAX_TITLE, markup="html" in str(title.get("type"))),
        summary=plain(summary, MAX_SUMMARY, markup=True),
        author=tuple(dict.fromkeys(a for a in authors if a))[:20],
        date_published=_xml_date(item, ("published", "created"), problems)
        or _xml_date(item, ("updated",), problems),
        date_modified=_xml_date(item, ("updated",), problems),
        language=language_of((item.get("title_detail") or {}).get("language")) or language,
    )


def _xml_date(item: dict[str, Any], names: tuple[str, ...], problems: list[str]) -> datetime | None:
    for name in names:
        # feedparser's mapping answers `updated` with `published`: only what is really there counts.
        text = dict.get(item, name)
        if not text:
            continue
        parsed = dict.get(item, f"{name}_parsed")
        if parsed:
            try:
                year, month, day, hour, minute, second = parsed[:6]
                when = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
                return usable(when, str(text), problems)
            except (ValueError, OverflowError, TypeError):
                pass
        return read_date(str(text), problems)
    return None


# --- JSON Feed --------------------------------------------------------------------------------------


class _Json(BaseModel):
    """JSON Feed 1 and 1.1 (https://www.jsonfeed.org/version/1.1/), read leniently."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)


class _JsonAuthor(_Json):
    name: str | None = None


class _JsonItem(_Json):
    id: str | None = None
    url: str | None = None
    external_url: str | None = None
    title: str | None = None
    summary: str | None = None
    content_text: str | None = None
    content_html: str | None = None
    date_published: str | None = None
    date_modified: str | None = None
    language: str | None = None
    author: _JsonAuthor | None = None
    authors: list[_JsonAuthor] | None = None


class _JsonFeed(_Json):
    version: str = ""
    title: str | None = None
    home_page_url: str | None = None
    feed_url: str | None = None
    language: str | None = None
    items: list[Any]


_ESCAPE = re.compile(
    rb"(\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|(\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\.",
    re.DOTALL,
)
"""A pair of surrogates (RFC 8259, section 7), half of one, or any other escape."""


def _whole(body: bytes) -> bytes:
    """The JSON with a replacement character for each half of a pair: a title cut within an emoji has one."""
    return _ESCAPE.sub(lambda found: b"\\ufffd" if found[2] else found[0], body)


def _read_json(body: bytes, base_url: str | None) -> Feed:
    try:
        feed = _JsonFeed.model_validate_json(_whole(as_utf8(body).removeprefix(b"\xef\xbb\xbf")))
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        return Feed("none", problems=(f"not-a-feed: {where or 'JSON'}: {plain(first['msg'], 200)}",))
    problems: list[str] = []
    if "jsonfeed.org" not in feed.version:
        problems.append("no-version: the JSON does not say that it is a JSON Feed")
    if len(feed.items) > MAX_ENTRIES:
        problems.append(f"too-many-entries: only the first {MAX_ENTRIES} are read")
    language = language_of(feed.language)
    entries = tuple(_json_entry(item, base_url, language, problems) for item in feed.items[:MAX_ENTRIES])
    return Feed(
        kind="json",
        entries=entries,
        problems=some(problems),
        title=plain(feed.title, MAX_TITLE),
        link=web(feed.home_page_url, base_url),
        address=web(feed.feed_url, base_url),
        language=language,
    )


def _json_entry(raw: object, base_url: str | None, language: str | None, problems: list[str]) -> Entry:
    try:
        item = _JsonItem.model_validate(raw)
    except ValidationError as error:
        problems.append(f"malformed: an item: {error.errors(include_url=False)[0]['msg']}")
        return Entry(url="")
    url = web(item.url, base_url) or web(item.external_url, base_url)
    if url is None and item.id and item.id.startswith(("http://", "https://")):
        url = web(item.id, base_url)
    if url is None:
        problems.append("no-link: an entry has no web address")
    summary = plain(item.summary, MAX_SUMMARY) or plain(item.content_text, MAX_SUMMARY)
    names = [plain(a.name, 200) for a in (item.authors or ([item.author] if item.author else []))]
    return Entry(
        url=url or "",
        title=plain(item.title, MAX_TITLE),
        summary=summary or plain(item.content_html, MAX_SUMMARY, markup=True),
        author=tuple(dict.fromkeys(n for n in names if n))[:20],
        date_published=read_date(item.date_published, problems),
        date_modified=read_date(item.date_modified, problems),
        language=language_of(item.language) or language,
    )


# --- both -------------------------------------------------------------------------------------------


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
