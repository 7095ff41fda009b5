"""The demo's web: served over HTTP, seen as of a moment, every kind of feed and markup readable."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib.resources import as_file, files

import feedparser
import pytest
from lxml import etree, html

from crawlers.sources import SHIPPED, load_sources
from newswatch.demo.day import TICKS, play
from newswatch.demo.feeds import feed_of, links
from newswatch.demo.server import DemoWeb, answer
from newswatch.demo.templates import french_date
from newswatch.demo.web import Site, load_web

SITES = load_web()
BY_HOST = {site.host: site for site in SITES}
END = TICKS[-1]


class Clock:
    def __init__(self) -> None:
        self.now = TICKS[0]

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def web(clock: Clock) -> Iterator[DemoWeb]:
    with DemoWeb(clock) as running:
        yield running


def get(web: DemoWeb, url: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    host, _, path = url.removeprefix("http://").partition("/")
    connection = http.client.HTTPConnection("127.0.0.1", web.port, timeout=5)
    try:
        connection.request("GET", f"/{path}", headers={"Host": host, **headers})
        response = connection.getresponse()
        return response.status, {k.lower(): v for k, v in response.getheaders()}, response.read()
    finally:
        connection.close()


def site_of(id_: str) -> Site:
    return next(site for site in SITES if site.id == id_)


def test_the_web_is_as_large_and_varied_as_it_should_be() -> None:
    assert len(SITES) >= 8
    assert sum(len(site.pages) for site in SITES) >= 64
    assert {site.language for site in SITES} == {"fr", "en"}
    assert {site.feed.kind for site in SITES} == {"rss", "atom", "rdf", "json", "sitemap", "broken", "html"}
    assert len({site.template for site in SITES}) >= 7
    assert all(site.host.endswith(".example") for site in SITES)
    addresses = [site.url(path) for site in SITES for page in site.pages for path in links(site, page)]
    assert len(addresses) == len(set(addresses))


def test_every_page_is_a_whole_html_document() -> None:
    for site in SITES:
        for page in site.pages:
            if page.missing or page.template == "pdf":
                continue
            response = answer(BY_HOST, site.host, page.path, END)
            assert response.status == 200, page.path
            tree = html.document_fromstring(response.body.decode())
            assert tree.get("lang") == site.language
            assert len(tree.xpath("//title")) == 1, page.path
            if page.template == "script":
                continue
            headline = " ".join(tree.xpath("string(//h1)").split())
            assert headline == " ".join(page.as_of(END).title.split()), page.path
            for block in tree.xpath("//script[@type='application/ld+json']/text()"):
                assert json.loads(block)["@context"] == "https://schema.org"


def test_markup_in_texts_is_escaped() -> None:
    response = answer(BY_HOST, "www.wirewatch.example", "/2023/01/23/nvidia-bastion-chip/", END)
    assert b"<script>alert" not in response.body
    assert b"<!channel>" not in response.body


@pytest.mark.parametrize(
    "site", [s for s in SITES if s.feed.kind in ("rss", "atom", "rdf")], ids=lambda s: s.id
)
@pytest.mark.parametrize("now", [TICKS[0], TICKS[4], END], ids=str)
def test_xml_feeds_parse_with_the_entries_of_the_moment(site: Site, now: datetime) -> None:
    parsed = feedparser.parse(feed_of(site, now)[1])
    assert not parsed.bozo
    expected = [link for page in site.listed(now) for link in links(site, page)]
    assert [entry.link for entry in parsed.entries] == expected
    assert all(entry.get("published_parsed") or entry.get("updated_parsed") for entry in parsed.entries)


def test_json_feeds_and_the_news_sitemap_list_the_entries_of_the_moment() -> None:
    for site in SITES:
        expected = [link for page in site.listed(END) for link in links(site, page)]
        kind, body = feed_of(site, END)
        if site.feed.kind == "json":
            assert kind == "application/feed+json"
            assert [entry["url"] for entry in json.loads(body)["items"]] == expected
        if site.feed.kind == "sitemap":
            names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
            assert etree.fromstring(body).xpath("//s:loc/text()", namespaces=names) == expected


def test_the_broken_feed_is_no_xml_and_yet_its_whole_entries_can_be_read() -> None:
    site = site_of("fil-casse")
    body = feed_of(site, END)[1]
    with pytest.raises(etree.XMLSyntaxError):
        etree.fromstring(body)
    found = [entry.link for entry in feedparser.parse(body).entries if entry.get("link")]
    assert found == [site.url(page.path) for page in site.listed(END)]


def test_the_html_feed_is_no_feed() -> None:
    kind, body = feed_of(site_of("portail-logiciel"), END)
    assert kind.startswith("text/html")
    assert feedparser.parse(body).entries == []


def test_before_the_day_there_is_only_the_archive() -> None:
    archive = {page.path for site in SITES for page in site.listed(TICKS[0])}
    assert 8 <= len(archive) <= 16
    assert all(
        page.published <= TICKS[0] - timedelta(hours=6)
        for site in SITES
        for page in site.pages
        if page.path in archive
    )


def test_time_moves_the_web(web: DemoWeb, clock: Clock) -> None:
    page = "http://www.siliconledger.example/stories/amazon-spain-data-centres"
    assert get(web, page)[0] == 404, "it is not out yet"
    clock.now = datetime(2023, 1, 23, 11, 30, tzinfo=UTC)
    first = get(web, page)
    assert b"$4.2 billion" in first[2]
    assert get(web, page, **{"If-None-Match": first[1]["etag"]})[0] == 304
    clock.now = datetime(2023, 1, 23, 13, 0, tzinfo=UTC)
    status, _, body = get(web, page, **{"If-None-Match": first[1]["etag"]})
    assert status == 200
    assert b"$2.4 billion" in body
    assert b"$4.2 billion" not in body


def test_a_feed_answers_304_until_something_new_is_out(web: DemoWeb, clock: Clock) -> None:
    feed = "http://www.lagazette-numerique.example/flux/une.xml"
    tag = get(web, feed)[1]["etag"]
    status, headers, body = get(web, feed, **{"If-None-Match": tag})
    assert (status, body, headers["etag"]) == (304, b"", tag)
    clock.now = TICKS[1]
    assert get(web, feed, **{"If-None-Match": tag})[0] == 200


def test_redirect_twin_outage_missing_and_robots(web: DemoWeb, clock: Clock) -> None:
    clock.now = datetime(2023, 1, 23, 14, 30, tzinfo=UTC)
    status, headers, _ = get(web, "http://www.siliconledger.example/r/48213")
    assert status == 301
    assert headers["location"].startswith("http://www.siliconledger.example/stories/google-halcyon-2?utm_")
    apple = "http://www.bureau-informatique.example/actualites/lire-apple-voxpilot"
    assert get(web, apple)[0] == 503
    assert get(web, "http://www.siliconledger.example/stories/correction-of-the-week")[0] == 404
    assert b"Disallow: /prive/" in get(web, "http://www.bureau-informatique.example/robots.txt")[2]
    clock.now = END
    assert get(web, apple)[0] == 200
    twin = get(
        web, "http://www.bureau-informatique.example/amp/actualites/lire-microsoft-openai-investissement"
    )[2]
    assert b'<html lang="fr" amp>' in twin
    assert b'rel="canonical"' in twin
    assert b'rel="canonical"' in get(web, "http://inference-daily.example/?p=318")[2]


def test_connect_to_names_every_host_and_a_browser_finds_them_by_the_address(web: DemoWeb) -> None:
    assert web.connect_to.split(",") == [f"{site.host}=127.0.0.1:{web.port}" for site in SITES]
    status, _, body = get(web, f"http://127.0.0.1:{web.port}/")
    assert status == 200
    assert all(f"/{site.host}/".encode() in body for site in SITES)
    assert get(web, f"http://127.0.0.1:{web.port}/blog.google.example/tidier-inbox/")[0] == 200
    assert get(web, f"http://127.0.0.1:{web.port}/nowhere.example/")[0] == 404


def test_dates_are_written_as_french_outlets_do() -> None:
    assert french_date(datetime(2023, 1, 23, 9, 5, tzinfo=UTC)) == "lundi 23 janvier 2023 à 10h05"
    assert french_date(datetime(2023, 7, 31, 22, 0, tzinfo=UTC)) == "mardi 1er août 2023 à 00h00"


def test_play_sets_the_clock_then_crawls_then_drains() -> None:
    done: list[str] = []
    play(
        TICKS[:2],
        lambda now: done.append(f"{now:%H:%M}"),
        lambda: done.append("crawl"),
        lambda: done.append("drain"),
    )
    assert done == ["05:00", "crawl", "drain", "08:30", "crawl", "drain"]


def test_each_site_has_a_source_file_that_the_crawler_accepts() -> None:
    with as_file(files("newswatch.demo") / "sources") as folder:
        sources = load_sources([folder])
    assert {id_.removeprefix("demo-") for id_ in sources} == {site.id for site in SITES}
    for site in SITES:
        source = sources[f"demo-{site.id}"]
        assert source.allow_private
        assert source.organisation == site.organisation
        assert source.publisher == site.publisher
        assert [address.url for address in source.lists] == [site.url(site.feed.path)]
        assert bool(source.sitemaps) == (site.feed.kind == "sitemap")


def test_no_demo_source_lies_over_a_shipped_one() -> None:
    assert not [id_ for id_ in load_sources([SHIPPED]) if id_.startswith("demo-")]
