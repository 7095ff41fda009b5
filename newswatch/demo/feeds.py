"""The demo sites' feeds: RSS 2.0, Atom, RSS 1.0 (RDF), JSON Feed, a news sitemap, and two that are wrong.

Each is a function of a site and a moment and returns the content type and the bytes.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from email.utils import format_datetime
from xml.sax.saxutils import escape, quoteattr

from newswatch.demo.web import FeedKind, Site, WebPage

Answer = tuple[str, bytes]
"""A content type and a body."""


def feed_of(site: Site, now: datetime) -> Answer:
    """The site's feed as it is at `now`."""
    return _FEEDS[site.feed.kind](site, now)


def links(site: Site, page: WebPage) -> list[str]:
    """The addresses under which the feed lists a page: the page's own or its redirect, and its twin."""
    paths = [page.via or page.path, *([page.twin] if page.twin else [])]
    return [site.url(path) for path in paths]


def _entries(site: Site, now: datetime) -> list[tuple[WebPage, str]]:
    return [(page, link) for page in site.listed(now) for link in links(site, page)]


def _text(value: str) -> str:
    """XML text: escaped, without the control characters that XML 1.0 (section 2.2) does not allow."""
    return escape("".join(char for char in value if char in "\t\n" or ord(char) >= 0x20))


def _iso(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _rss(site: Site, now: datetime) -> Answer:
    """RSS 2.0, https://www.rssboard.org/rss-specification."""
    rows = "".join(
        f"<item><title>{_text(page.title)}</title><link>{_text(link)}</link>"
        f'<guid isPermaLink="false">{_text(site.id + link)}</guid>'
        f"<pubDate>{format_datetime(page.listed_at(), usegmt=True)}</pubDate>"
        + (f"<dc:creator>{_text(page.author)}</dc:creator>" if page.author else "")
        + f"<description>{_text(f'<p>{_text(page.lead)}</p>')}</description></item>\n"
        for page, link in _entries(site, now)
    )
    body = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>\n'
        f"<title>{_text(site.publisher)}</title><link>{site.url('/')}</link>"
        f"<description>{_text(site.tagline)}</description><language>{site.language}</language>\n"
        f"{rows}</channel></rss>\n"
    )
    return "application/rss+xml; charset=utf-8", body.encode()


def _atom(site: Site, now: datetime) -> Answer:
    """Atom, RFC 4287."""
    rows = "".join(
        f'<entry><title>{_text(page.title)}</title><link rel="alternate" href={quoteattr(link)}/>'
        f"<id>{_text(link)}</id><published>{_iso(page.listed_at())}</published>"
        f"<updated>{_iso(page.modified(now))}</updated>"
        + (f"<author><name>{_text(page.author)}</name></author>" if page.author else "")
        + f"<summary>{_text(page.lead)}</summary></entry>\n"
        for page, link in _entries(site, now)
    )
    newest = max((page.modified(now) for page in site.listed(now)), default=now)
    body = (
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" '
        f'xml:lang="{site.language}"><title>{_text(site.publisher)}</title><id>{site.url("/")}</id>'
        f'<link rel="self" href="{site.url(site.feed.path)}"/><author><name>{_text(site.publisher)}</name>'
        f"</author><updated>{_iso(newest)}</updated>\n{rows}</feed>\n"
    )
    return "application/atom+xml; charset=utf-8", body.encode()


def _rdf(site: Site, now: datetime) -> Answer:
    """RSS 1.0, https://web.resource.org/rss/1.0/spec, in ISO 8859-15 as old sites send it."""
    entries = _entries(site, now)
    index = "".join(f"<rdf:li rdf:resource={quoteattr(link)}/>" for _, link in entries)
    rows = "".join(
        f"<item rdf:about={quoteattr(link)}><title>{_text(page.title)}</title><link>{_text(link)}</link>"
        f"<description>{_text(page.lead)}</description><dc:date>{_iso(page.listed_at())}</dc:date>"
        + (f"<dc:creator>{_text(page.author)}</dc:creator>" if page.author else "")
        + "</item>\n"
        for page, link in entries
    )
    body = (
        '<?xml version="1.0" encoding="ISO-8859-15"?>\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f'<channel rdf:about="{site.url(site.feed.path)}"><title>{_text(site.publisher)}</title>'
        f"<link>{site.url('/')}</link><description>{_text(site.tagline)}</description>"
        f"<items><rdf:Seq>{index}</rdf:Seq></items></channel>\n{rows}</rdf:RDF>\n"
    )
    return "application/rdf+xml", body.encode("iso-8859-15", "xmlcharrefreplace")


def _json(site: Site, now: datetime) -> Answer:
    """JSON Feed 1.1, https://www.jsonfeed.org/version/1.1/."""
    rows = [
        {
            "id": link,
            "url": link,
            **({"title": page.title, "summary": page.lead} if page.title else {}),
            "content_text": page.lead,
            "date_published": _iso(page.listed_at()),
            "date_modified": _iso(page.modified(now)),
            "authors": [{"name": page.author}] if page.author else [],
            "language": site.language,
        }
        for page, link in _entries(site, now)
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": site.publisher,
        "home_page_url": site.url("/"),
        "feed_url": site.url(site.feed.path),
        "language": site.language,
        "items": rows,
    }
    return "application/feed+json", json.dumps(feed, ensure_ascii=True).encode()


def _sitemap(site: Site, now: datetime) -> Answer:
    """A news sitemap, https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap."""
    rows = "".join(
        f"<url><loc>{_text(link)}</loc><news:news><news:publication><news:name>{_text(site.publisher)}</news:name>"
        f"<news:language>{site.language}</news:language></news:publication>"
        f"<news:publication_date>{_iso(page.listed_at())}</news:publication_date>"
        f"<news:title>{_text(page.title)}</news:title></news:news></url>\n"
        for page, link in _entries(site, now)
    )
    body = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">\n{rows}</urlset>\n'
    )
    return "application/xml", body.encode()


def _broken(site: Site, now: datetime) -> Answer:
    """RSS with a bare ampersand in its title, cut off in the middle of one entry more."""
    kind, body = _rss(site, now)
    text = body.decode().replace("<title>", "<title>Infos & vie locale - ", 1)
    return kind, text.replace("</channel></rss>", "<item><title>Le marché de No").strip().encode()


def _html(site: Site, now: datetime) -> Answer:
    """A maintenance page with status 200 where the feed should be."""
    body = (
        f'<!doctype html><html lang="fr"><head><title>Maintenance</title></head><body><h1>{_text(site.publisher)}'
        "</h1><p>Le flux est en maintenance, merci de revenir plus tard.</p></body></html>"
    )
    return "text/html; charset=utf-8", body.encode()


_FEEDS: dict[FeedKind, Callable[[Site, datetime], Answer]] = {
    "rss": _rss,
    "atom": _atom,
    "rdf": _rdf,
    "json": _json,
    "sitemap": _sitemap,
    "broken": _broken,
    "html": _html,
}
