"""Which addresses are connected to: rows 1 to 24 of the bad inputs, on the wire."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from twisted.internet.endpoints import TCP4ClientEndpoint

import crawlers.download
from crawlers.guard import Policy, Refused, check_url, judge, parse_connect_to
from newswatch.messages import json_of
from tests.unit.crawlers.crawl_web import PUBLIC, Answer, Place, names, news

FORBIDDEN = [
    "127.0.0.1", "127.8.9.10", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
    "169.254.169.254", "100.64.0.1", "100.127.255.255", "192.0.0.1", "192.0.2.1", "198.18.0.1", "203.0.113.9",
    "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "::127.0.0.1", "fd00::1", "fc00::1", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "2001:db8::1",
    "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::a00:1", "2002:7f00:1::", "2002:a00:1::",
    "2001:0:4136:e378:8000:63bf:f5ff:fffe", "100::1", "localhost", "",
]  # fmt: skip
PUBLIC_ONES = [
    PUBLIC,
    "8.8.8.8",
    "1.1.1.1",
    "2606:4700:4700::1111",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
    "2a00:1450::1",
]


@pytest.mark.parametrize("address", FORBIDDEN)
def test_forbidden_addresses(address: str) -> None:
    assert judge(address, Policy()) is not None


@pytest.mark.parametrize("address", PUBLIC_ONES)
def test_public_addresses(address: str) -> None:
    assert judge(address, Policy()) is None


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.0.0.1", "192.168.1.1", "::1", "fd00::1", "::ffff:127.0.0.1"]
)
def test_private_addresses_where_the_source_allows_them(address: str) -> None:
    assert judge(address, Policy(allow_private=True)) is None


@pytest.mark.parametrize(
    "address", ["169.254.169.254", "0.0.0.0", "224.0.0.1", "fe80::1", "100.64.0.1", "::"]
)
def test_what_no_source_may_reach(address: str) -> None:
    assert judge(address, Policy(allow_private=True)) is not None


@pytest.fixture
def connections(place: Place, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Every IP address that is connected to; the wire leads each of them to the loopback web."""
    made: list[tuple[str, int]] = []
    real = TCP4ClientEndpoint

    def wire(reactor: object, host: str, port: int, timeout: float) -> object:
        made.append((host, port))
        return real(reactor, "127.0.0.1", place.web.port, timeout)

    monkeypatch.setattr(crawlers.download, "TCP4ClientEndpoint", wire)
    monkeypatch.setattr(crawlers.download, "TCP6ClientEndpoint", wire)
    return made


KNOWN = {"news.example": [PUBLIC], "www.news.example": [PUBLIC]}


def crawl_link(
    place: Place, link: str, table: dict[str, Sequence[str]] | None = None
) -> tuple[str, str | None]:
    """State and reason of a link that a public feed lists."""
    place.web.feed("/feed", [link])
    place.web.page("/x", "Secret")
    place.crawl(news(allow_private=False), resolve=names({**KNOWN, **(table or {})}), connect=False)
    (body,) = place.urls().values()
    return body["state"], body["reason"]


ROWS = {
    "1": "http://127.0.0.1/x",
    "2": "http://localhost/x",
    "3": "http://0/x",
    "4": "http://2130706433/x",
    "5": "http://0x7f.1/x",
    "6": "http://0177.0.0.1/x",
    "7": "http://[::1]/x",
    "8": "http://[::ffff:127.0.0.1]/x",
    "9": "http://[::]/x",
    "10": "http://10.1.2.3/x",
    "11": "http://172.20.0.1/x",
    "12": "http://192.168.0.1/x",
    "13": "http://169.254.169.254/latest/meta-data/",
    "14": "http://[fd00::1]/x",
    "15": "http://[fe80::1]/x",
    "16": "http://100.64.1.1/x",
    "21": "https://10.0.0.8/x",
}


@pytest.mark.parametrize("row", ROWS)
def test_a_link_to_a_private_address(place: Place, connections: list[tuple[str, int]], row: str) -> None:
    assert crawl_link(place, ROWS[row]) == ("failed", "address-refused")
    assert set(connections) == {(PUBLIC, 80)}
    assert place.pages() == []


def test_row_17_a_public_name_of_a_private_address(place: Place, connections: list[tuple[str, int]]) -> None:
    state = crawl_link(place, "http://inside.example/x", {"inside.example": ["10.0.0.9"]})
    assert state == ("failed", "address-refused")
    assert set(connections) == {(PUBLIC, 80)}


def test_row_17_a_private_address_among_public_ones(place: Place, connections: list[tuple[str, int]]) -> None:
    state = crawl_link(place, "http://both.example/x", {"both.example": [PUBLIC, "10.0.0.9"]})
    assert state == ("failed", "address-refused")
    assert set(connections) == {(PUBLIC, 80)}


@pytest.mark.parametrize(("public_answers", "state"), [(1, "failed"), (2, "done")])
def test_row_18_rebinding(
    place: Place, connections: list[tuple[str, int]], public_answers: int, state: str
) -> None:
    """One look-up a request, and the connection goes to what it answered: robots.txt, then the page."""
    answers = [*[[PUBLIC]] * public_answers, *[["127.0.0.1"]] * 9]
    asked = []

    async def resolve(host: str, port: int) -> Sequence[str]:
        if host != "rebind.example":
            return [PUBLIC]
        asked.append(host)
        return answers.pop(0)

    place.web.feed("/feed", ["http://rebind.example/x"])
    place.web.page("/x")
    place.crawl(news(allow_private=False), resolve=resolve, connect=False)
    (body,) = place.urls().values()
    assert body["state"] == state
    assert len(asked) == 2
    assert set(connections) == {(PUBLIC, 80)}


@pytest.mark.parametrize(
    ("row", "location", "reason"),
    [
        ("19", "http://10.0.0.5/x", "address-refused"),
        ("19", "http://localhost/x", "address-refused"),
        ("19", "//127.0.0.1/x", "address-refused"),
        ("20", "file:///etc/passwd", "scheme-refused"),
        ("20", "ftp://news.example/x", "scheme-refused"),
        ("20", "data:text/html,hello", "scheme-refused"),
        ("20", "gopher://127.0.0.1:70/x", "scheme-refused"),
        ("24", "http://news.example:8080/x", "port-refused"),
        ("-", "http://[bad/", "bad-address"),
    ],
)
def test_rows_19_and_20_redirects(
    place: Place, connections: list[tuple[str, int]], row: str, location: str, reason: str
) -> None:
    place.web.routes["/moved"] = Answer(status=302, headers={"Location": location})
    assert crawl_link(place, "http://news.example/moved") == ("failed", reason), row
    assert set(connections) == {(PUBLIC, 80)}


def test_row_22_a_sitemap_of_private_links(place: Place, connections: list[tuple[str, int]]) -> None:
    source = news(
        allow_private=False, feeds=[], sitemaps=[{"url": "http://news.example/m.xml", "seen": "tests"}]
    )
    place.web.routes["/m.xml"] = Answer(
        b"<sitemapindex><sitemap><loc>http://192.168.0.9/n.xml</loc></sitemap>"
        b"<sitemap><loc>http://news.example/n.xml</loc></sitemap></sitemapindex>"
    )
    place.web.routes["/n.xml"] = Answer(b"<urlset><url><loc>http://10.0.0.2/x</loc></url></urlset>")
    summary = place.crawl(source, resolve=names(KNOWN), connect=False)
    assert [e.partition(":")[0] for e in summary.sources["news"].errors] == ["address-refused"]
    assert summary.sources["news"].failed == {"address-refused": 1}
    assert set(connections) == {(PUBLIC, 80)}


def test_row_22_images_and_a_canonical_link(place: Place, connections: list[tuple[str, int]]) -> None:
    from newswatch.addresses import article_id

    place.web.feed("/feed", ["http://news.example/a"])
    place.web.page(
        "/a",
        head='<link rel="canonical" href="http://10.0.0.3/x"><meta property="og:image" content="http://10.0.0.4/i.png">',
    )
    place.crawl(news(allow_private=False), resolve=names(KNOWN), connect=False)
    (page,) = place.pages()
    assert page.id == article_id("http://news.example/a")
    assert set(connections) == {(PUBLIC, 80)}


def test_row_23_user_and_password(place: Place, connections: list[tuple[str, int]]) -> None:
    place.web.feed("/feed", ["http://user:hunter2@news.example/moved"])
    place.web.routes["/moved"] = Answer(
        status=302, headers={"Location": "http://user:hunter2@news.example/x"}
    )
    place.web.page("/x")
    summary = place.crawl(news(allow_private=False), resolve=names(KNOWN), connect=False)
    (page,) = place.pages()
    assert page.url == "http://news.example/x"
    assert "hunter2" not in str(json_of(page)) + str(place.urls()) + str(place.source()) + str(summary)


@pytest.mark.parametrize("port", [22, 25, 8080, 6379])
def test_row_24_a_port_that_is_none_of_the_source(
    place: Place, connections: list[tuple[str, int]], port: int
) -> None:
    assert crawl_link(place, f"http://news.example:{port}/x") == ("failed", "port-refused")
    assert set(connections) == {(PUBLIC, 80)}


def test_row_24_a_port_of_the_source(place: Place, connections: list[tuple[str, int]]) -> None:
    place.web.feed("/feed", ["http://news.example:8080/x"])
    place.web.page("/x")
    source = news(allow_private=False, homepage="http://news.example:8080/")
    assert place.crawl(source, resolve=names(KNOWN), connect=False).pages == 1
    assert (PUBLIC, 8080) in connections


def test_robots_txt_behind_a_private_redirect_closes(
    place: Place, connections: list[tuple[str, int]]
) -> None:
    place.web.routes["/robots.txt"] = Answer(status=302, headers={"Location": "http://10.0.0.5/robots.txt"})
    place.web.feed("/feed", [])
    summary = place.crawl(news(allow_private=False), resolve=names(KNOWN), connect=False)
    assert summary.errors == 1
    assert set(connections) == {(PUBLIC, 80)}


def test_connect_to_is_judged_too(place: Place) -> None:
    place.web.feed("/feed", ["http://news.example/x"])
    summary = place.crawl(news(allow_private=False))
    assert summary.sources["news"].errors[0].startswith("address-refused")
    assert place.web.asked == []


def test_a_host_without_an_address(place: Place, connections: list[tuple[str, int]]) -> None:
    async def resolve(host: str, port: int) -> Sequence[str]:
        if host == "news.example":
            return [PUBLIC]
        raise OSError("Name or service not known")

    place.web.feed("/feed", ["http://nowhere.example/x"])
    place.crawl(news(allow_private=False), resolve=resolve, connect=False)
    (body,) = place.urls().values()
    assert (body["state"], body["reason"]) == ("pending", "dns")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {}),
        ("a.example=127.0.0.1:80", {"a.example": ("127.0.0.1", 80)}),
        (
            "A.example=[::1]:8080, b.example=10.0.0.1:81",
            {"a.example": ("::1", 8080), "b.example": ("10.0.0.1", 81)},
        ),
        ("*=127.0.0.1:8123", {"*": ("127.0.0.1", 8123)}),
    ],
)
def test_connect_to(text: str, expected: dict[str, tuple[str, int]]) -> None:
    assert parse_connect_to(text) == expected


@pytest.mark.parametrize("text", ["a", "a=b", "a=b:x", "=b:80", "a=:80", "a=b:99999"])
def test_connect_to_that_is_wrong(text: str) -> None:
    with pytest.raises(ValueError, match="host=address:port"):
        parse_connect_to(text)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://a.example/", "scheme-refused"),
        ("file:///etc/passwd", "scheme-refused"),
        ("a.example", "scheme-refused"),
        ("http://", "bad-address"),
        ("http://a.example:99999/", "bad-address"),
        ("http://a.example:81/", "port-refused"),
    ],
)
def test_addresses_that_are_refused(url: str, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        check_url(url, Policy())
    assert refused.value.reason == reason
