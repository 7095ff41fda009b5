"""Rows 39 to 59 and their like: answers that break HTTP, and pages that are shaped to hurt."""

from __future__ import annotations

import gzip
import json
import zlib

import brotli  # type: ignore[import-untyped]
from backports import zstd

from tests.hostile.row import PARAGRAPHS, TEXT, Row, feed, html
from tests.hostile.server import drip, flood, http, reset_after


def bomb() -> bytes:
    """A gigabyte in gzip: one block of 10 MB of zeros, sent a hundred times. What is after it nobody reads."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    head = packer.compress(b"\0" * 10_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(b"\0" * 10_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    return gzip.compress(b"")[:10] + head + block * 99


def encoded(body: bytes, encoding: str) -> bytes:
    """A page in some Content-Encoding."""
    return http(body, "text/html", "200 OK", -1, f"Content-Encoding: {encoding}")


def chain(length: int) -> dict[str, bytes]:
    """Redirects one after another, and a page at the end."""
    hops = {f"/hop{n}": _to(f"/hop{n + 1}") for n in range(length)}
    return {"/bad": _to("/hop0"), **hops, f"/hop{length}": html(PARAGRAPHS)}


def _to(where: str) -> bytes:
    return http("", "text/html", "302 Found", -1, f"Location: {where}")


def busy(status: str, *more: str) -> dict[str, bytes]:
    """A page that is not to be had now."""
    return {"/bad": http("", "text/plain", status, -1, *more)}


def on(body: str, title: str = "A plain title", head: str = "") -> dict[str, bytes]:
    """A page's answer at `/bad`."""
    return {"/bad": html(body, title, head)}


OK = http("ok", "text/plain")
LATER = ("pending", "http-429")
ELSEWHERE = "http://other.{host}/bad"
"""A second site of the row, whose robots.txt is its own."""

HTTP: list[Row] = [
    Row("39", "a gzip bomb: 1 GB from 1 MB", {"/bad": encoded(bomb(), "gzip")}, url=("failed", "too-large"),
        alone=True),
    Row("40", "a brotli bomb", {"/bad": encoded(brotli.compress(b"0" * 30_000_000), "br")}, url=("failed",
        "too-large")),
    Row("40.2", "a zstd bomb", {"/bad": encoded(zstd.compress(b"0" * 30_000_000), "zstd")}, url=("failed",
        "too-large")),
    Row("41", "a body without end, a byte at a time", {"/bad": drip(http("", length=None))}, url=("pending",
        "timeout")),
    Row("42", "headers without end", {"/bad": flood(b"HTTP/1.1 200 OK\r\n", b"X-Header: " + b"y" * 1_000 + b"\r\n",
        100_000)},
        url=("pending", "connection")),
    Row("42.2", "headers without end, a byte at a time", {"/bad": drip(b"HTTP/1.1 200 OK\r\nX-Header: ")},
        url=("pending", "timeout")),
    Row("43", "a redirect loop", {"/bad": _to("/other"), "/other": _to("/bad")}, url=("failed", "redirects")),
    Row("44", "fifty redirects", chain(50), url=("failed", "redirects")),
    Row("45", "a Content-Length that is too large", {"/bad": http("<html>short", length=10_000)},
        url=("pending", "connection")),
    Row("45.2", "a Content-Length that is too small: what it says is read", {"/bad": http(f"<p>{TEXT}</p>",
        length=100)}),
    Row("45.3", "a Content-Length that is no number", {"/bad": http("<p>x</p>", "text/html", "200 OK", None,
                                                                    "Content-Length: -1")}, url=("pending", "*")),
    Row("46", "a reset in the middle", {"/bad": reset_after(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<html>")},
        url=("pending", "connection")),
    Row("47", "429 with seconds", busy("429 Too Many", "Retry-After: 120"), url=LATER,
        entries=lambda u: u["/bad"]["next_try"] == 1_674_550_920_000),
    Row("47.2", "429 with a date", busy("429 Too Many", "Retry-After: Tue, 24 Jan 2023 09:05:00 GMT"), url=LATER,
        entries=lambda u: u["/bad"]["next_try"] == 1_674_551_100_000),
    Row("47.3", "429 with an absurd wait: a day at most", busy("429 Too Many", f"Retry-After: {'9' * 4_000}"),
        url=LATER,
        entries=lambda u: u["/bad"]["next_try"] == 1_674_637_200_000),
    Row("47.4", "429 with nonsense", busy("429 Too Many", "Retry-After: -1; \x01 DROP"), url=LATER),
    Row("48", "503 for a day", busy("503 Away", "Retry-After: 86400"), url=("pending", "http-503"),
        entries=lambda u: u["/bad"]["next_try"] == 1_674_637_200_000),
    Row("49", "robots.txt 5xx closes", {"other./robots.txt": http("", status="503 Away"), "other./bad": OK},
        url=("pending", "robots-unreachable"), bad=ELSEWHERE),
    Row("49.2", "robots.txt 4xx opens", {"/robots.txt": http("User-agent: *\nDisallow: /", "text/plain", "403 No"),
                                         **on(PARAGRAPHS)}),
    Row("49.3", "robots.txt of 10 MB: its first half megabyte counts",
        {"/robots.txt": http("User-agent: *\nDisallow: /bad\n" + "#" * 10_000_000, "text/plain"), "/bad": OK},
        url=("failed", "robots")),
    Row("49.4", "robots.txt that is HTML opens", {"/robots.txt": http("<html>" + "<p>Disallow: /</p>" * 99),
        **on(PARAGRAPHS)}),
    Row("49.5", "robots.txt that redirects to itself closes",
        {"other./robots.txt": _to("/robots.txt"), "other./bad": OK}, url=("pending", "robots-unreachable"),
        bad=ELSEWHERE),
    Row("49.6", "robots.txt that never ends closes",
        {"other./robots.txt": drip(http("User-agent: *\n", "text/plain", length=None)), "other./bad": OK},
        url=("pending", "robots-unreachable"), bad=ELSEWHERE),
    Row("50", "304 without an ETag that was sent", {"/bad": http("", status="304 Not Modified")}, url=("pending",
        "http-304")),
    Row("51", "410 for ever", busy("410 Gone"), url=("failed", "http-410")),
    Row("52", "a PDF that calls itself HTML", {"/bad": http(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + b"\0" * 2_000)},
        dead="not-html"),
    Row("52.2", "an image that calls itself HTML", {"/bad": http(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)},
        dead="not-html"),
    Row("52.3", "HTML that calls itself octet-stream", {"/bad": http(f"<html><title>Read</title><p>{TEXT}</p>",
                                                                   "application/octet-stream")},
        article=lambda a: a["headline"] == "Read"),
    # --- added
    Row("B1", "HTTP/0.9: a body and no head", {"/bad": b"<html><p>No head at all</p></html>\r\n\r\n"},
        url=("pending", "*")),
    Row("B2", "chunks of absurd sizes", {"/bad": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                         + b"F" * 400 + b"\r\nxxxx"}, url=("pending", "connection")),
    Row("B3", "a chunk of negative size",
        {"/bad": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\nx\r\n0\r\n\r\n"},
        url=("pending", "connection")),
    Row("B4", "zero bytes and line feeds in headers",
        {"/bad": b"HTTP/1.1 200 OK\r\nX-A: a\0b\x0bc\r\nContent-Type: text/html\0"
                                                       b"; charset=utf-8\r\n\r\n" + f"<p>{TEXT}</p>".encode()},
                                                       url=("*", "*")),
    Row("B5", "100,000 cookies", {"/bad": b"HTTP/1.1 200 OK\r\n" + b"Set-Cookie: a=b\r\n" * 100_000 + b"\r\n<p>x</p>"}),
    Row("B6", "a thousand interim answers", {"/bad": b"HTTP/1.1 103 Early Hints\r\n\r\n" * 1_000 + http("<p>x</p>",
        length=8)},
        url=("*", "*")),
    Row("B7", "a redirect to a private address, one to a file, one to the canary",
        {"/bad": _to("http://169.254.169.254/latest/meta-data/"), "/file": _to("file:///etc/passwd"),
         "/canary": _to("http://127.0.0.1:{canary}/"), "/feed": feed(*((p, f"http://{{host}}/{p}") for p in (
             "bad", "file", "canary")))},
        url=("failed", "address-refused"),
        entries=lambda u: (u["/file"]["reason"], u["/canary"]["reason"]) == ("scheme-refused", "port-refused")),
    Row("B8", "a redirect that carries a password along, and one to nowhere",
        {"/bad": _to("http://user:hunter2-in-a-redirect@{host}/real"), "/real": html(PARAGRAPHS),
        "/void": _to("http://"),
         "/feed": feed(("B", "http://{host}/bad"), ("V", "http://{host}/void"))},
        entries=lambda u: u["/bad"]["final_url"].endswith("example/real") and u["/void"]["state"] != "done"),
    Row("B9", "a status of 999, one of 1000000", {"/bad": http("x", status="999 Nonsense"),
                                                  "/more": http("x", status="1000000 More"),
                                                  "/feed": feed(("B", "http://{host}/bad"), ("M",
                                                  "http://{host}/more"))},
        url=("pending", "http-999"), entries=lambda u: u["/more"]["state"] == "pending"),
    Row("B10", "a homoglyph host and a private one in a feed",
        {"/feed": feed(("B", "http://{host}/bad"), ("H", "http://аррӏе.example:{canary}/x"),
                       ("P", "http://127.0.0.1:{canary}/p"), ("M", "http://169.254.169.254/m")), **on(PARAGRAPHS)},
        entries=lambda u: {b["reason"] for b in u.values()} - {None} == {"port-refused", "address-refused"}),
]  # fmt: skip

PAGES: list[Row] = [
    Row("53", "40 KB of tags that some parsers read in cubic time",
        on("<b><i><a><p><div><font>" * 1_700 + PARAGRAPHS), dead="too-deep"),
    Row("53.2", "misnested tables and forms", on("<table><form><tr><b></table>" * 1_500 + PARAGRAPHS),
        article=lambda a: TEXT[:60] in a["body"]),
    Row("54", "nested 100,000 deep", on("<div>" * 100_000 + PARAGRAPHS + "</div>" * 100_000), dead="too-deep"),
    Row("55", "a line of 10 MB", on("word " * 2_000_000), url=("failed", "too-large")),
    Row("55.2", "a line of 2.9 MB", on("<p>" + "word " * 580_000), article=lambda a: len(a["body"]) == 200_000,
        alone=True),
    Row("56", "a title of 1 MB", on(PARAGRAPHS, "Title " * 170_000), article=lambda a: len(a["headline"]) <= 1_000),
    Row("57", "texts that drive patterns back and forth",
        on(f"<p>{'a' * 50_000}!</p><p>{'1,' * 50_000}</p><p>{' ' * 100_000}x</p>{PARAGRAPHS}<p>published " * 2),
        article=lambda a: TEXT[:60] in a["body"]),
    Row("57.2", "sums, dates and names that do not end",
        on(f"<p>{'$1,' * 20_000}</p><p>{'Microsoft invests ' * 5_000}</p><p>{'2019-' * 50_000}</p>{PARAGRAPHS}",
           "Microsoft " * 90 + "invests " + "$1 billion " * 40 + "in " + "OpenAI, " * 40),
        article=lambda a: a["headline"].startswith("Microsoft"), alone=True),
    Row("58", "a page that is only script", {"/bad": http("<html><head></head><body><script>1</script></body></html>")},
        dead="script-only"),
    Row("58.2", "the same, with a title in the feed", on("<script>1</script>", ""), title="Told by the feed",
        article=lambda a: a["headline"] == "Told by the feed" and "script-only" in a["problems"]),
    Row("59", "a paywall stub", on("<p>A first line.</p><p>Subscribe to continue reading.</p>", "Behind a wall"),
        article=lambda a: a["headline"] == "Behind a wall" and "paywall" in a["problems"]),
    # --- added
    Row("C1", "a refresh to a private address, images, frames and a canonical link to one: none is followed",
        on(PARAGRAPHS + '<img src="http://127.0.0.1:{canary}/i"><iframe src="http://127.0.0.1:{canary}/f"></iframe>',
           "Read",
           '<meta http-equiv="refresh" content="0; url=http://127.0.0.1:{canary}/"><base href="http://127.0.0.1:{canary}/">'
           '<link rel="canonical" href="http://127.0.0.1:{canary}/c"><link rel="stylesheet" href="http://127.0.0.1:{canary}/">'),
        article=lambda a: a["headline"] == "Read" and "127.0.0.1" not in a["url"]),
    Row("C2", "JSON-LD of 2.5 MB, nested", on(PARAGRAPHS, "Read", '<script type="application/ld+json">' +
        '{"@graph":[' * 100_000
                                             + "1" + "]}" * 100_000 + "</script>"),
                                             article=lambda a: a["headline"] == "Read"),
    Row("C3", "JSON-LD whose every field is of another type",
        on(PARAGRAPHS, "Read", '<script type="application/ld+json">' + json.dumps(
            [{"@type": ["NewsArticle", 3, None], "headline": {"a": [1]}, "author": [[["x"]], 7, {"name": {"name": 1}}],
              "datePublished": [10**400], "isAccessibleForFree": {}, "articleBody": [None, {"@value": 1}], "url": 3}])
           + "</script>"), article=lambda a: "Read" in a["headline"]),
    Row("C4", "UTF-7 said: no script appears", {"/bad": http(f"<title>+ADw-script+AD4-alert(1)</title><p>{TEXT}</p>",
                                                            "text/html; charset=utf-7")},
        article=lambda a: "<script" not in a["headline"]),
    Row("C5", "an encoding that is none, and bytes of many", {"/bad": http(
        b"<title>Read</title><meta charset='x-no-such'><p>" + TEXT.encode() + bytes(range(128, 256)) * 40,
        "text/html; charset='../../etc'")}, article=lambda a: TEXT[:40] in a["body"]),
    Row("C6", "a date in the year 9999, a modified one in the year 0", {"/bad": http(
        '<html><head><title>Read</title><meta property="article:published_time" content="9999-12-31T23:59:59-23:59">'
        '<meta property="article:modified_time" content="0000-00-00">'
        f'<meta name="date" content="{"9" * 50_000}"></head><body>{PARAGRAPHS}')},
        article=lambda a: a.get("datePublished") is None or a["datePublished"] < "2023-01-26"),
    Row("C7", "a plugin's archive: a zip", {"/bad": http(b"PK\x03\x04" + bytes(range(256)) * 40)}, dead="not-html"),
    Row("C8", "nothing but NUL", {"/bad": http(b"\0" * 500_000)}, dead="empty"),
    Row("C9", "a consent wall, and a page that says it is not there",
        {**on("<h1>Page not found</h1><p>Sorry, the page does not exist.</p>", "404 - Page not found")},
        dead="soft-404"),
    Row("C10", "a head of comments that have no end",
        {"/bad": http(f"<title>Read</title><p>{TEXT}</p>" + "<!--" * 29_000)},
        article=lambda a: "Read" in a["headline"]),
]  # fmt: skip
