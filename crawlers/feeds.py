"""Reads a feed of any kind: XML by `xml_feed.py`, JSON by `json_feed.py`. Pure: bytes in, entries and problems out."""

from __future__ import annotations

from crawlers.json_feed import is_json, read_json
from crawlers.limits import MAX_BODY, TooComplex
from crawlers.listed import Feed, plain
from crawlers.xml_feed import read_xml


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
        if is_json(body):
            return read_json(body, base_url)
        return read_xml(body, content_type, base_url)
    except TooComplex as error:
        return Feed("none", problems=(str(error),))
    except RecursionError:
        return Feed("none", problems=("too-deep: nested deeper than can be read",))
    except Exception as error:  # noqa: BLE001 - feedparser promises to raise nothing, and raises this and that
        return Feed("none", problems=(f"malformed: {type(error).__name__}: {plain(str(error), 200)}",))
