"""Rows 25 to 38 and their like: feeds and sitemaps that are shaped to hurt, or broken."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Mapping

from tests.hostile.row import PARAGRAPHS, TEXT, Body, Row, feed, html, rss
from tests.hostile.server import flood, http

XML = "application/rss+xml"
PAGE = html(PARAGRAPHS)


def _item(title: str, path: str, more: str = "") -> str:
    return f"<item><title>{title}</title><link>http://{{host}}/{path}</link>{more}</item>"


def _rss(inside: str, head: str = "") -> str:
    return f'{head}<rss version="2.0"><channel><title>T</title>{inside}</channel></rss>'


LAUGHS = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
)
READ = {"/bad": PAGE}


def quine_like(layers: int = 40) -> bytes:
    """Gzip within gzip within gzip: what is unpacked is packed again, as deep as anybody will look."""
    body = b"<rss/>"
    for _ in range(layers):
        body = gzip.compress(body)
    return body


def dated(date: str, kind: str = "pubDate") -> str:
    """One entry with such a date."""
    return _rss(_item("Dated", "bad", f"<{kind}>{date}</{kind}>"))


def said(date: str | None) -> Callable[[Mapping[str, Body]], bool]:
    """The date that the entry of `/bad` has."""
    return lambda urls: (urls["/bad"]["entry"].get("date_published") or None) == date


ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><title>Undated</title><id>1</id>'
    '<link href="http://{host}/bad"/></entry></feed>'
)
RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
    "<channel><title>T</title></channel><item><title>Undated</title><link>http://{host}/bad</link></item></rdf:RDF>"
)
JSON = '{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [{"id": "1", "url": "http://{host}/bad"}]}'


def _named(name: str) -> Callable[[Mapping[str, Body]], bool]:
    return lambda urls: bool(urls["/bad"]["entry"]["title"] == name)


ROWS: list[Row] = [
    Row("25", "billion laughs", {"/feed": http(LAUGHS + "]>" + _rss("<item><title>&j;</title></item>"), XML)},
        list="entities"),
    Row("26", "an external entity that names a file",
        {"/feed": http('<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/passwd">]>' +
        _rss("<item><title>&f;</title></item>"),
                       XML)}, list="entities"),
    Row("27", "an external DTD over HTTP: never asked for",
        {"/feed": http(_rss(_item("Read", "bad"), '<!DOCTYPE rss SYSTEM "http://127.0.0.1:{canary}/x.dtd">'), XML),
        **READ},
        entries=_named("Read")),
    Row("28", "200,000 entries", {"/feed": http(_rss("<item/>" * 200_000), XML)}, problem="too-many-entries",
        alone=True),
    Row("28.2", "200,000 entries with links", {"/feed": http(_rss(_item("T", "bad") * 200_000), XML)},
        list="too-large"),
    Row("29", "an entry of 50 MB", {"/feed": flood(http("", XML, length=None) + b"<rss><channel><item><title>",
                                                   b"x" * 65_536, 800)}, list="too-large"),
    Row("30", "depth 100,000", {"/feed": http("<rss><channel>" + "<a>" * 100_000, XML)}, list="too-deep"),
    Row("30.2", "JSON of depth 500,000", {"/feed": http('{"items":' + "[" * 500_000, "application/json")},
        list="not-a-feed"),
    Row("31", "UTF-8 said, latin-1 sent",
        {"/feed": http(_rss(_item("Société générale", "bad"),
        '<?xml version="1.0" encoding="utf-8"?>').encode("latin-1"),
                       XML), **READ}, problem="encoding", entries=_named("Société générale")),
    Row("32", "UTF-16 with a byte order mark",
        {"/feed": http(_rss(_item("Société", "bad")).replace("{host}", "row-32.example").encode("utf-16"), XML),
        **READ}, entries=_named("Société")),
    Row("32.2", "UTF-16 without one",
        {"/feed": http(_rss(_item("Société", "bad")).replace("{host}", "row-32-2.example").encode("utf-16-le"),
        XML), **READ}, entries=_named("Société")),
    Row("33", "control characters", {"/feed": http(_rss(_item("a\x01b\x0cc", "bad")), XML), **READ},
        problem="malformed", entries=lambda urls: "\x01" not in urls["/bad"]["entry"]["title"]),
    Row("34", "an HTML error page with status 200",
        {"/feed": http("<!DOCTYPE html><html><body><h1>502 Bad Gateway</h1></body></html>")}, list="not-a-feed"),
    Row("35", "an empty body", {"/feed": http(b"", XML)}, list="empty"),
    Row("36", "truncated", {"/feed": http((_rss(_item("Whole", "bad") + _item("Cut", "cut"))).encode()[:-70], XML),
        **READ},
        problem="malformed", entries=_named("Whole")),
    Row("37", "a body that is itself an address", {"/feed": http("http://127.0.0.1:{canary}/feed.xml", XML)},
        list="not-a-feed"),
    Row("37.2", "a body that is the name of a file", {"/feed": http("/etc/passwd", XML)}, list="not-a-feed"),
    Row("38", "RSS without dates", {"/feed": http(_rss(_item("Undated", "bad")), XML), **READ}, entries=said(None)),
    Row("38.2", "Atom without dates", {"/feed": http(ATOM, "application/atom+xml"), **READ}, entries=said(None)),
    Row("38.3", "RDF without dates", {"/feed": http(RDF, "application/rdf+xml"), **READ}, entries=said(None)),
    Row("38.4", "JSON Feed without dates", {"/feed": http(JSON, "application/feed+json"), **READ}, entries=said(None)),
    Row("38.5", "a date in French", {"/feed": http(dated("mardi 24 janvier 2023 à 8h30"), XML), **READ},
        entries=said("2023-01-24T08:30:00Z")),
    Row("38.6", "a date in 1970", {"/feed": http(dated("Thu, 01 Jan 1970 00:00:00 GMT"), XML), **READ},
        problem="date", entries=said(None)),
    Row("38.7", "a date in 2099", {"/feed": http(dated("Thu, 01 Jan 2099 00:00:00 GMT"), XML), **READ},
        problem="date", entries=said(None)),
    # --- added
    Row("A1", "gzip in gzip, forty deep", {"/feed": http(quine_like(), XML, "200 OK", -1,
                                                         "Content-Encoding: " + ", ".join(["gzip"] * 40))},
        entries=lambda urls: set(urls) == {"/good"}),
    Row("A2", "an index of sitemaps that lists itself, and another that lists it",
        {"/sitemap.xml": http(
            '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
            "<sitemap><loc>http://{host}/sitemap.xml</loc></sitemap><sitemap><loc>http://{host}/other.xml</loc></sitemap>"
            "</sitemapindex>", "text/xml"),
         "/other.xml": http("<sitemapindex><sitemap><loc>http://{host}/sitemap.xml</loc></sitemap></sitemapindex>",
                            "text/xml")}, sitemap=True, entries=lambda urls: set(urls) == {"/good"}),
    Row("A3", "a sitemap in gzip of 1 GB",
        {"/sitemap.xml": http(zlib.compress(b"<urlset>" + b" " * 20_000_000, wbits=31), "application/gzip")},
        list="too-large", sitemap=True),
    Row("A4", "a feed whose entries are feeds, of which it is one",
        {"/feed": feed(("Itself", "http://{host}/feed"), ("A page", "http://{host}/bad")), **READ},
        dead="not-html", entries=lambda urls: urls["/feed"]["state"] == "done" and urls["/bad"]["state"] == "done"),
    Row("A5", "a date in the year 9999, one in the year 0, one of a billion digits",
        {"/feed": http(dated("Fri, 31 Dec 9999 23:59:59 -2359") .replace("</channel>", "")
                       + _item("Zero", "zero", "<pubDate>0000-00-00T00:00:00Z</pubDate>")
                       + _item("Digits", "digits", f"<pubDate>{'9' * 100_000}</pubDate>") + "</channel></rss>", XML),
         "/bad": PAGE, "/zero": PAGE, "/digits": PAGE},
        problem="date", entries=lambda urls: all(not u["entry"].get("date_published") for u in urls.values())),
    Row("A6", "an address of 100 KB, one with bidi overrides, one of control characters",
        {"/feed": http(rss(("Long", "http://{host}/" + "a" * 100_000), ("Bidi", "http://{host}/\u202egpj.bad"),
                           ("Read", "http://{host}/bad"), ("Lines", "http://{host}/x\r\nHost: evil.example"),
                           ("Script", "javascript:alert(1)"), ("None", "")), XML), **READ},
        problem="no-link",
        entries=lambda urls: urls["/bad"]["state"] == "done" and not any("\u202e" in path for path in urls)),
    Row("A7", "UTF-7 said: `+ADw-script+AD4-` stays what it is",
        {"/feed": http(_rss(_item("A +ADw-script+AD4- title", "bad"), '<?xml version="1.0" encoding="utf-7"?>'),
                       "text/xml; charset=utf-7"), **READ},
        entries=lambda urls: "<script" not in str(urls["/bad"]["entry"]["title"])),
    Row("A8", "200,000 attributes", {"/feed": http("<rss " + " ".join(f'a{n}=""' for n in range(200_000)) + "/>", XML)},
        list="too-complex"),
    Row("A9", "a flood of half tags", {"/feed": http("<rss><channel><item><title>" + "<a " * 700_000, XML)},
        list="too-complex"),
    Row("A10", "titles of nothing but zero-width characters and none at all",
        {"/feed": feed(("\u200b\u200c\ufeff", "http://{host}/bad"), (None, "http://{host}/bare")),
         "/bad": html(PARAGRAPHS, "\u200b\u2060"), "/bare": html(f"<p>{TEXT}</p>", "")},
        article=lambda a: "no-title" in a["problems"] and not a["headline"].strip("\u200b\u2060\ufeff")),
    Row("A11", "links to ports and hosts that are none",
        {"/feed": feed(("Port", "http://{host}:99999/a"), ("Host", "http://[::1]\u00ad/a"), ("Read", "http://{host}/bad")),
         **READ}, problem="no-link", entries=lambda urls: urls["/bad"]["state"] == "done"),
    Row("A12", "half an emoji, and a number beyond all characters",
        {"/feed": http(_rss(_item("A &#xD83D; b &#x110000;", "bad")), XML), **READ},
        entries=_named("A \ufffd b \ufffd")),
    Row("A13", "an author of 2 MB",
        {"/feed": http(_rss(_item("Read", "bad", f"<author>{'2023-' * 400_000}</author>")), XML), **READ},
        entries=_named("Read")),
]  # fmt: skip
