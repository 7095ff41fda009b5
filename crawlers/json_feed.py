"""Reads JSON Feed 1 and 1.1 leniently. Pure: bytes in, entries and problems out."""

from __future__ import annotations

import re
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from crawlers.dates import read_date
from crawlers.limits import as_utf8
from crawlers.listed import MAX_ENTRIES, MAX_SUMMARY, MAX_TITLE, Feed, language_of, plain, some, web
from newswatch.messages import Entry


def is_json(body: bytes) -> bool:
    """Whether it begins as a JSON object does, in UTF-8, 16 or 32."""
    return as_utf8(body[:64]).lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{"


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


def read_json(body: bytes, base_url: str | None) -> Feed:
    """Read a JSON Feed; `base_url` as for `read_feed`. What is none has the kind `none` and says why."""
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
        date_published=read_date(item.date_published, problems, language),
        date_modified=read_date(item.date_modified, problems, language),
        language=language_of(item.language) or language,
    )
