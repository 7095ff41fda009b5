"""robots.txt, sizes, times and broken answers: rows 39 to 52 of the bad inputs."""

from __future__ import annotations

import gzip
import socket
import threading

import brotli  # type: ignore[import-untyped]
import pytest

from crawlers.crawl import user_agent
from crawlers.frontier import add_entries
from crawlers.reach import Limits
from crawlers.states import save_list
from newswatch.messages import Entry
from tests.unit.crawlers.crawl_web import Answer, Place, names, news

LINK = "http://news.example/a"


def crawl_page(place: Place, answer: Answer, limits: Limits | None = None) -> tuple[str, str | None]:
    """State and reason of a page that a feed lists."""
    place.web.feed("/feed", [LINK])
    place.web.routes["/a"] = answer
    place.crawl(news(), limits=limits or Limits(timeout=20, max_body=200_000))
    (body,) = place.urls().values()
    return body["state"], body["reason"]


# --- robots.txt (row 49) ----------------------------------------------------------------------------


@pytest.mark.parametrize("status", [500, 503, 429, 302])
def test_robots_that_cannot_be_had_closes(place: Place, status: int) -> None:
    place.web.routes["/robots.txt"] = Answer(status=status)
    place.web.feed("/feed", [LINK])
    summary = place.crawl(news())
    assert summary.sources["news"].errors[0].startswith("robots-unreachable")
    assert "news.example/feed" not in place.web.asked


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_robots_that_is_not_there_opens(place: Place, status: int) -> None:
    place.web.routes["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /", status=status)
    place.web.feed("/feed", [])
    assert place.crawl(news()).errors == 0


def test_robots_is_obeyed_by_our_name(place: Place) -> None:
    place.web.routes["/robots.txt"] = Answer(
        b"User-agent: newswatch\nDisallow: /a\n\nUser-agent: *\nDisallow: /"
    )
    place.web.feed("/feed", [LINK, "http://news.example/b"])
    place.web.page("/b")
    summary = place.crawl(news())
    assert (summary.pages, summary.sources["news"].failed) == (1, {"robots": 1})
    assert place.urls()[LINK]["state"] == "failed"
    assert "news.example/a" not in place.web.asked
    assert place.web.asked.count("news.example/robots.txt") == 1


@pytest.mark.parametrize(
    "body", [b"<html>" + b"<p>Not found</p>" * 99, b"#" * 10_000_000, b"\xff\xfe\x00" * 99, b""]
)
def test_robots_that_says_nothing_opens(place: Place, body: bytes) -> None:
    place.web.routes["/robots.txt"] = Answer(body)
    place.web.feed("/feed", [])
    assert place.crawl(news()).errors == 0


def test_robots_is_obeyed_behind_a_byte_order_mark(place: Place) -> None:
    place.web.routes["/robots.txt"] = Answer(b"\xef\xbb\xbfUser-agent: *\nDisallow: /a")
    place.web.feed("/feed", [LINK])
    assert place.crawl(news()).sources["news"].failed == {"robots": 1}
    assert "news.example/a" not in place.web.asked


def test_a_site_that_is_refused_to_one_source_is_open_to_its_own(place: Place) -> None:
    """A feed of the web that names a page of the own network can't have that network's source given up."""
    links = [f"http://own.example:{place.web.port}/{n}" for n in "ab"]
    feeds = [{"url": "http://own.example/feed", "seen": "tests"}]
    of_the_web = news(id="a", homepage=links[0], feeds=feeds, allow_private=False)
    own = news(id="b", homepage=links[0], feeds=feeds)
    for source, link in ((of_the_web, links[0]), (own, links[1])):
        add_entries(place.store, source, [Entry(url=link)], now=place.time.now, silent=False, first=False)
        save_list(place.store, source, feeds[0]["url"], place.time.now,
                  etag=None, last_modified=None, entries=0, new=0)  # fmt: skip
    place.web.page("/b")
    where = names({"own.example": ["127.0.0.1"]})
    place.crawl(of_the_web, own, resolve=where, connect=False, only_due=True)
    told = place.urls()
    assert (told[links[0]]["reason"], told[links[1]]["state"]) == ("address-refused", "done")


def test_robots_counts_on_the_host_of_a_redirect(place: Place) -> None:
    place.web.routes["other.example/robots.txt"] = Answer(b"User-agent: *\nDisallow: /")
    answer = Answer(status=302, headers={"Location": "http://other.example/b"})
    assert crawl_page(place, answer) == ("failed", "robots")
    assert "other.example/b" not in place.web.asked


def test_the_user_agent_names_a_contact() -> None:
    assert user_agent("mailto:desk@example.org").endswith(" (+mailto:desk@example.org)")
    assert user_agent().startswith("newswatch/")
    assert "\n" not in user_agent("a\r\nEvil: 1")


# --- sizes ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("length", [True, False])
def test_a_body_that_is_too_large(place: Place, length: bool) -> None:
    assert crawl_page(place, Answer(b"x" * 300_000, length=length)) == ("failed", "too-large")


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(b"0" * 30_000_000)),
        ("br", brotli.compress(b"0" * 30_000_000)),
        ("gzip, gzip", gzip.compress(gzip.compress(b"0" * 300_000_000))),
    ],
)
def test_bombs(place: Place, encoding: str, body: bytes) -> None:
    assert len(body) < 200_000
    assert crawl_page(place, Answer(body, headers={"Content-Encoding": encoding})) == ("failed", "too-large")


def test_a_zstd_bomb(place: Place) -> None:
    zstd = pytest.importorskip("backports.zstd")
    body = zstd.compress(b"0" * 30_000_000)
    assert crawl_page(place, Answer(body, headers={"Content-Encoding": "zstd"})) == ("failed", "too-large")


def test_a_compressed_page_is_read(place: Place) -> None:
    body = gzip.compress(b"<html>hello</html>")
    assert crawl_page(place, Answer(body, headers={"Content-Encoding": "gzip"})) == ("done", None)
    assert place.pages()[0].body == b"<html>hello</html>"


def test_a_body_that_is_not_what_its_encoding_says(place: Place) -> None:
    state, _ = crawl_page(place, Answer(b"not gzip at all", headers={"Content-Encoding": "gzip"}))
    assert state in ("pending", "done")


# --- time and breakage ------------------------------------------------------------------------------


def drip(connection: socket.socket, closing: threading.Event) -> None:
    while not closing.wait(0.02):
        try:
            connection.sendall(b"x")
        except OSError:
            return


def test_a_body_without_end(place: Place) -> None:
    assert crawl_page(place, Answer(drip), Limits(timeout=0.6)) == ("pending", "timeout")


def test_headers_without_end(place: Place) -> None:
    def flood(connection: socket.socket, closing: threading.Event) -> None:
        try:
            while not closing.is_set():
                connection.sendall(b"X-Header: " + b"y" * 1000 + b"\r\n")
        except OSError:
            return

    def raw(request: object) -> Answer:
        connection: socket.socket = request.connection  # type: ignore[attr-defined]
        connection.sendall(b"HTTP/1.1 200 OK\r\n")
        flood(connection, place.web.closing)
        return Answer(b"")

    place.web.feed("/feed", [LINK])
    place.web.routes["/a"] = raw
    place.crawl(news(), limits=Limits(timeout=20, max_body=200_000))
    (body,) = place.urls().values()
    assert (body["state"], body["reason"]) == ("pending", "connection")


@pytest.mark.parametrize("announced", [10_000, 1])
def test_a_wrong_content_length(place: Place, announced: int) -> None:
    answer = Answer(b"<html>hello</html>", headers={"Content-Length": str(announced)}, length=False)
    state, reason = crawl_page(place, answer)
    assert (state, reason) == (("pending", "connection") if announced > 18 else ("done", None))


def test_a_connection_that_is_reset(place: Place) -> None:
    import struct

    def reset(connection: socket.socket, closing: threading.Event) -> None:
        del closing
        connection.sendall(b"<html>")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()

    state, reason = crawl_page(place, Answer(reset, headers={"Content-Length": "100"}))
    assert (state, reason) == ("pending", "connection")


def test_a_redirect_loop(place: Place) -> None:
    assert crawl_page(place, Answer(status=302, headers={"Location": "/a"})) == ("failed", "redirects")


def test_a_chain_of_fifty_redirects(place: Place) -> None:
    for n in range(50):
        place.web.routes[f"/hop{n}"] = Answer(status=302, headers={"Location": f"/hop{n + 1}"})
    assert crawl_page(place, Answer(status=302, headers={"Location": "/hop0"})) == ("failed", "redirects")
    assert sum("/hop" in asked for asked in place.web.asked) <= 10


def test_what_a_page_is_not_is_left_to_the_reader(place: Place) -> None:
    """Row 52: the type that is told is kept; `extract` looks at the bytes."""
    answer = Answer(b"%PDF-1.7", headers={"Content-Type": "text/html"})
    assert crawl_page(place, answer) == ("done", None)
    assert place.pages()[0].headers["content-type"] == "text/html"


def test_no_cookies(place: Place) -> None:
    seen: list[str | None] = []

    def answer(request: object) -> Answer:
        seen.append(request.headers.get("Cookie"))  # type: ignore[attr-defined]
        return Answer(b"<html></html>", headers={"Set-Cookie": "a=b"})

    place.web.feed("/feed", [LINK, "http://news.example/b"])
    place.web.routes["/a"] = place.web.routes["/b"] = answer
    place.crawl(news())
    assert seen == [None, None]
