"""Finds what a site lists its news in: feeds that its page links, sitemaps of robots.txt, common paths."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from protego import Protego

from crawlers.guard import Policy
from crawlers.sitemaps import SITEMAP_PATHS
from crawlers.tries import Tried, tried
from newswatch.addresses import normalise, registrable_domain
from newswatch.errors import NewswatchError

if TYPE_CHECKING:
    from crawlers.spiders.look import Ask

FEED_PATHS = (
    "/feed", "/rss", "/feed.xml", "/rss.xml", "/atom.xml", "/index.xml", "/feed.json", "/feeds/posts/default",
    "/blog/feed", "/news/rss",
)  # fmt: skip
FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json")
MOST = 8
"""Linked feeds, and sitemaps, that are tried at most."""
CHILDREN = 3
"""Sitemaps of an index that are looked into, until one tells when its entries were published."""
STALE = timedelta(days=30)
"""A list whose newest entry is so much older than another's is not the one to watch."""
HEAD = 512 * 1024
_TAG = re.compile(r"<(link|html|meta|title)\b([^<>]{0,2000})>(?:([^<]{0,500})</title)?", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"(?<![a-zA-Z:-])([a-zA-Z:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")


@dataclass(frozen=True, slots=True)
class Front:
    """What a site's page says of it."""

    url: str
    name: str | None = None
    language: str | None = None
    feeds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """A site with all that was tried of it, and the lists among them that are worth watching."""

    front: Front
    tried: tuple[Tried, ...]
    chosen: Tried | None


def read_front(body: bytes, url: str) -> Front:
    """The feeds that a page links (`rel=alternate`, without those of comments), its name and language."""
    text = body[:HEAD].decode("utf-8", errors="replace")
    feeds: list[str] = []
    name = site_name = language = None
    for tag in _TAG.finditer(text):
        values = {m[1].lower(): unescape(next(v for v in m.groups()[1:] if v is not None)).strip()
                  for m in _ATTRIBUTE.finditer(tag[2])}  # fmt: skip
        kind = tag[1].lower()
        if kind == "html" and language is None:
            language = values.get("lang") or values.get("xml:lang")
        elif kind == "title" and name is None:
            name = unescape(tag[3] or "").strip() or None
        elif kind == "meta" and values.get("property", "").lower() == "og:site_name":
            site_name = values.get("content") or None
        elif kind == "link" and _is_feed(values):
            feeds.append(values["href"])
    found = re.match(r"[a-zA-Z]{2,3}", language or "")
    return Front(url, site_name or name, found[0].lower() if found else None, _absolute(feeds, url))


def _is_feed(link: dict[str, str]) -> bool:
    rels, kind = link.get("rel", "").lower().split(), link.get("type", "").lower().partition(";")[0].strip()
    about = f"{link.get('href', '')} {link.get('title', '')}".lower()
    return "alternate" in rels and kind in FEED_TYPES and bool(link.get("href")) and "comment" not in about


def _absolute(addresses: Iterable[str], base: str) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for address in addresses:
        try:
            whole = urljoin(base, address)
            found.setdefault(normalise(whole), whole)
        except ValueError:
            continue
    return tuple(found.values())


async def discover(site: str, ask: Ask, policy: Policy) -> Site:
    """Look at a site. Raises NewswatchError where its own address can't be had.

    A feed is better than a sitemap (it has titles and summaries), what the site names itself better than
    what is guessed, and guessing ends with the first hit.
    """
    answer = await ask(site, policy)
    if answer.fault:
        known = " If you know its feed or sitemap, add it by its own address."
        more = known if answer.fault.reason.startswith("http-") else ""
        raise NewswatchError(
            f"{site} can't be had: {answer.fault.reason}: {answer.fault.text.rstrip('.')}.{more}"
        )
    given = tried(site, answer.url, answer.body, answer.content_type, found="given")
    if given.kind != "none":
        home = given.link or urljoin(answer.url, "/")
        return Site(Front(home, given.title, given.language), (given,), given if _lists(given) else None)
    front = read_front(answer.body, urljoin(answer.url, urlsplit(answer.url).path or "/"))
    all_tried = [await _try(url, "link", ask, policy) for url in front.feeds[:MOST]]
    if not any(map(_lists, all_tried)):
        paths = (urljoin(front.url, path) for path in FEED_PATHS)
        all_tried += await _until_one(paths, "common path", ask, policy)
    if not any(map(_lists, all_tried)):
        all_tried += await _sitemaps(front, ask, policy)
    return Site(front, tuple(all_tried), best_of(all_tried))


def best_of(lists: Iterable[Tried]) -> Tried | None:
    """The first that lists something, as the site orders them; one that has gone stale is passed over."""
    listing = [one for one in lists if _lists(one)]
    newest = max((one.newest for one in listing if one.newest), default=None)
    return next(
        (one for one in listing if one.newest is None or newest is None or newest - one.newest < STALE), None
    )


async def _sitemaps(front: Front, ask: Ask, policy: Policy) -> list[Tried]:
    robots = await ask(urljoin(front.url, "/robots.txt"), policy)
    text = "" if robots.fault else robots.body.decode("utf-8", errors="replace")
    named = sorted(_absolute(Protego.parse(text).sitemaps, front.url), key=lambda url: "news" not in url)
    found = [await _try(url, "robots.txt", ask, policy, sitemap=True) for url in named[:MOST]]
    if not any(map(_lists, found)):
        paths = (urljoin(front.url, path) for path in SITEMAP_PATHS)
        found += await _until_one(paths, "common path", ask, policy, sitemap=True)
    return found


async def _until_one(
    addresses: Iterable[str], found: str, ask: Ask, policy: Policy, *, sitemap: bool = False
) -> list[Tried]:
    """Try one after another; only what lists something is kept, since the rest was only guessed."""
    for url in addresses:
        one = await _try(url, found, ask, policy, sitemap=sitemap)
        if _lists(one):
            return [one]
    return []


async def _try(url: str, found: str, ask: Ask, policy: Policy, *, sitemap: bool = False) -> Tried:
    answer = await ask(url, policy)
    if answer.fault:
        return Tried(url, found=found, final_url=answer.url, fault=answer.fault)
    one = tried(url, answer.url, answer.body, answer.content_type, found=found, sitemap=sitemap)
    return await with_child(one, ask, policy)


async def with_child(one: Tried, ask: Ask, policy: Policy) -> Tried:
    """An index of sitemaps, with the entries of the one that changed last and dates its entries."""
    best: Tried | None = None
    for url in one.children[:CHILDREN] if one.kind == "index" else ():
        answer = await ask(url, policy)
        if answer.fault:
            continue
        child = tried(url, answer.url, answer.body, answer.content_type, sitemap=True)
        if best is None or (child.newest and not best.newest):
            best = child
        if best.newest:
            break
    if best is None:
        return one
    return replace(
        best,
        url=one.url,
        kind="index",
        found=one.found,
        final_url=one.final_url,
        children=one.children,
    )


def _lists(one: Tried) -> bool:
    return one.entries > 0


def id_of(url: str) -> str:
    """A source's id from its address: `example` of https://www.example.co.uk/."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    label = registrable_domain(host).partition(".")[0] if not host.replace(".", "").isdigit() else host
    return re.sub(r"[^a-z0-9]+", "-", label.lower()).strip("-") or "source"
