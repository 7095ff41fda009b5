"""Makes a Page, or the reason why there is none, of what Scrapy brings back."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html import unescape
from urllib.parse import urljoin, urlsplit

from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawlers.frontier import Fault, Pending
from crawlers.guard import Refused
from crawlers.sources import Source
from newswatch.addresses import (
    article_id,
    canonical_counts,
    is_front_page,
    registrable_domain,
    strip_credentials,
)
from newswatch.messages import Page

KEPT_HEADERS = ("content-type", "last-modified", "etag", "content-language", "link")
HEAD = 128 * 1024
"""Bytes at the start of a page that rel=canonical is looked for in."""
_OPENING = re.compile(rb"<(?:!--|script\b|style\b)", re.IGNORECASE)
_CLOSING = {
    b"<!--": re.compile(rb"-->"),
    b"<script": re.compile(rb"</script\s*>", re.IGNORECASE),
    b"<style": re.compile(rb"</style\s*>", re.IGNORECASE),
}
_END = re.compile(rb"</head\s*>|<body\b", re.IGNORECASE)
_LINK = re.compile(rb"<link\b([^<>]{1,2000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(rb"(?<![a-zA-Z-])([a-zA-Z-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")


def page_of(response: Response, pending: Pending, source: Source, now: datetime) -> Page:
    """The page that answers a URL. Its id is its canonical address's, where that counts."""
    final = strip_credentials(response.url)
    identity = final
    if is_led_away(pending.url, final, source):
        identity = pending.url
    elif (canonical := canonical_of(response.body, final)) and canonical_counts(final, canonical):
        identity = canonical
    hops = response.request.meta.get("redirect_urls", []) if response.request else []
    return Page(
        id=article_id(identity),
        requested_url=pending.url,
        url=final,
        redirects=tuple(strip_credentials(hop) for hop in hops[1:]),
        status=response.status,
        headers={name: value for name in KEPT_HEADERS if (value := header(response, name))},
        body=response.body,
        entry=pending.entry,
        source=source.ref(),
        silent=pending.silent,
        discovered_at=pending.discovered_at,
        fetched_at=now,
    )


def closed_page(status: int, pending: Pending, source: Source, now: datetime) -> Page:
    """A page that is kept from us (CLOSED), of which the words of the list that named it are all there is."""
    return Page(
        id=article_id(pending.url),
        requested_url=pending.url,
        url=pending.url,
        status=status,
        body=b"",
        entry=pending.entry,
        source=source.ref(),
        silent=pending.silent,
        discovered_at=pending.discovered_at,
        fetched_at=now,
    )


def is_led_away(asked: str, final: str, source: Source) -> bool:
    """Whether one of the source's own pages led to its front page, or to another site.

    That is a wall, a log-in or the end of a page, and many pages lead to the same: its address identifies none of them.
    """
    here, there = urlsplit(asked), urlsplit(final)
    if is_front_page(final) and not is_front_page(asked):
        return True
    own = {registrable_domain(host) for host in source.hosts}
    return (
        registrable_domain(here.hostname or "") in own and registrable_domain(there.hostname or "") not in own
    )


def header(response: Response, name: str) -> str | None:
    """A header's value, printable and no longer than 2,000 characters."""
    value = response.headers.get(name)
    text = value.decode("latin-1") if isinstance(value, bytes) else str(value or "")
    return re.sub(r"[^\x20-\x7e\xa0-\xff]", "", text)[:2_000] or None


def canonical_of(body: bytes, base: str) -> str | None:
    """The address that a page's head names as canonical, absolute; None where it names none or two."""
    head = _END.split(_without_scripts(body[:HEAD]), maxsplit=1)[0]
    found: set[str] = set()
    for link in _LINK.finditer(head):
        values = {
            m[1].lower(): next((v for v in m.groups()[1:] if v is not None), b"")
            for m in _ATTRIBUTE.finditer(link[1])
        }
        if b"canonical" in values.get(b"rel", b"").lower().split() and values.get(b"href"):
            href = unescape(values[b"href"].decode("utf-8", errors="replace")).strip()
            try:
                found.add(urljoin(base, href))
            except ValueError:
                continue
    return found.pop() if len(found) == 1 else None


def _without_scripts(head: bytes) -> bytes:
    """Without comments, scripts and styles, each looked for once: one pattern for all took 37 s of `<!--` alone."""
    kept, position, endless = [], 0, set[bytes]()
    for found in _OPENING.finditer(head):
        kind = found[0].lower()
        if found.start() < position or kind in endless:
            continue
        end = _CLOSING[kind].search(head, found.end())
        if end is None:
            endless.add(kind)  # nor has any later one an end
            continue
        kept.append(head[position : found.start()])
        position = end.end()
    return b"".join((*kept, head[position:]))


def fault_of_response(response: Response, now: datetime) -> Fault | None:
    """Why an answer is no page: its status, or a redirect that is not followed; None when it is one."""
    status = response.status
    if 200 <= status < 300:
        return None
    if status in (301, 302, 303, 307, 308):
        scheme = urlsplit(header(response, "location") or "").scheme.lower()
        if scheme not in ("", "http", "https"):
            return Fault("scheme-refused", f"a redirect to {scheme}: is not followed", status=status)
    return Fault(f"http-{status}", f"status {status}", retry_after(response, now), status)


def retry_after(response: Response, now: datetime) -> float | None:
    """Seconds that a 429 or 503 asks to wait (RFC 9110, section 10.2.3), or None."""
    text = (header(response, "retry-after") or "").strip()
    if response.status not in (429, 503) or not text:
        return None
    if text.isascii() and text.isdigit():  # (`²` is a digit too, and no number)
        return float(text[:9])
    try:
        when = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max((when - now).total_seconds(), 0.0)


def fault_of_exception(error: BaseException) -> Fault:
    """Why there is no answer."""
    if isinstance(error, Refused):
        return Fault(error.reason, error.text)
    if isinstance(error, IgnoreRequest):
        text = str(error)
        if "redirect" in text:
            return Fault("redirects", "more redirects than are followed")
        return Fault("too-large", text) if "DOWNLOAD_MAXSIZE" in text else Fault("ignored", text)
    if isinstance(error, ValueError):
        return Fault("bad-address", str(error))
    return Fault("fetch-failed", f"{type(error).__name__}: {error}")
