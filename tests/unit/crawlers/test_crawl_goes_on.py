"""What one list, entry or page holds can't end the crawl of all the others, nor take long."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from html import escape

import pytest
from scrapy.http import Response

from crawlers.discover import read_front
from crawlers.feeds import read_feed
from crawlers.frontier import Pending, add_entries
from crawlers.pages import canonical_of, page_of
from crawlers.sitemaps import read_sitemap
from crawlers.sources import Source
from crawlers.spiders.feed import FeedSpider
from crawlers.spiders.lists import Listing
from newswatch.messages import Entry, Page
from tests.unit.crawlers.crawl_web import Answer, Place, news

GOOD = "http://news.example/good"
BAD_ADDRESSES = (
    "http://news.example:99999/a",
    "http://news.example:-1/a",
    "http://[::1]\u00ad/a",
    'http://":-1/a',
)


def feed_of(*links: str, title: str = "A title") -> Answer:
    items = "".join(f"<item><title>{title}</title><link>{escape(link)}</link></item>" for link in links)
    body = f'<rss version="2.0"><channel><title>T</title>{items}</channel></rss>'
    return Answer(body.encode(), headers={"Content-Type": "application/rss+xml"})


@pytest.mark.parametrize("link", BAD_ADDRESSES)
def test_a_link_that_is_no_address_is_left_out(place: Place, link: str) -> None:
    place.web.routes["/feed"] = feed_of(link, GOOD)
    place.web.page("/good")
    summary = place.crawl(news())
    assert (summary.pages, list(place.urls())) == (1, [GOOD])
    assert summary.sources["news"].problems == ["no-link: an entry has no web address"]


@pytest.mark.parametrize("link", BAD_ADDRESSES[:2])
def test_one_that_is_stored_already_is_given_up(place: Place, link: str) -> None:
    """An earlier version stored them as pending, and ended each crawl at its beginning."""
    add_entries(place.store, news(), [Entry(url=link)], now=place.time.now, silent=False, first=False)
    place.web.routes["/feed"] = feed_of(GOOD)
    place.web.page("/good")
    assert place.crawl(news()).pages == 1
    told = place.urls()[link]
    assert (told["state"], told["reason"]) == ("failed", "bad-address")


def test_a_wait_that_is_no_number_is_none(place: Place) -> None:
    """`\u00b2` is a digit to Python, and no number: it ended the crawl of all."""
    place.web.routes["bad.example/feed"] = Answer(status=503, headers={"Retry-After": "\u00b2"})
    place.web.routes["/feed"] = feed_of(GOOD)
    place.web.page("/good")
    where = {
        "homepage": "http://bad.example/",
        "feeds": [{"url": "http://bad.example/feed", "seen": "tests"}],
    }
    summary = place.crawl(news(id="bad", **where), news())
    assert (summary.pages, summary.errors) == (1, 1)


def test_an_index_that_names_what_is_no_address_is_read(place: Place) -> None:
    place.web.routes["/map"] = Answer(
        b"<sitemapindex><sitemap><loc>http://news.example:99999/x</loc></sitemap>"
        b"<sitemap><loc>http://news.example/below</loc></sitemap></sitemapindex>"
    )
    place.web.routes["/below"] = Answer(f"<urlset><url><loc>{GOOD}</loc></url></urlset>".encode())
    place.web.page("/good")
    source = news(feeds=[], sitemaps=[{"url": "http://news.example/map", "seen": "tests"}])
    assert place.crawl(source).pages == 1


@pytest.mark.parametrize("number", ["#xD83D", "#55357", "#x110000", "#99999999999999", "#" + "9" * 5_000])
def test_half_an_emoji_and_a_number_beyond_all_characters(number: str) -> None:
    (entry,) = read_feed(feed_of(GOOD, title=f"A title &{number};").body).entries  # type: ignore[arg-type]
    assert (entry.url, entry.title and entry.title[:9]) == (GOOD, "A title \ufffd")
    located = f"<urlset><url><loc>{GOOD}</loc><title>A title &{number};</title></url></urlset>"
    (entry,) = read_sitemap(located.encode()).entries
    assert (entry.url, entry.title and entry.title[:9]) == (GOOD, "A title \ufffd")


def test_a_parser_that_raises_makes_no_feed(monkeypatch: pytest.MonkeyPatch) -> None:
    def parse(*_: object, **__: object) -> None:
        raise AssertionError("expected a name")

    monkeypatch.setattr("crawlers.xml_feed.feedparser.parse", parse)
    feed = read_feed(b"<rss/>")
    assert (feed.kind, feed.problems) == ("none", ("malformed: AssertionError: expected a name",))


def two_sources(place: Place) -> Callable[[], list[str]]:
    """A crawl of `bad` and `news`; what became of `bad` is returned, and of `news` asserted."""
    place.web.routes["/feed"] = feed_of(GOOD)
    place.web.routes["bad.example/feed"] = feed_of("http://bad.example/a")
    place.web.page("/good")
    place.web.page("bad.example/a")
    where = {
        "homepage": "http://bad.example/",
        "feeds": [{"url": "http://bad.example/feed", "seen": "tests"}],
    }
    bad = news(id="bad", **where)

    def crawl() -> list[str]:
        summary = place.crawl(bad, news())
        assert [page.url for page in place.pages() if page.source.id == "news"] == [GOOD]
        return [*summary.sources["bad"].errors, *summary.sources["bad"].failed]

    return crawl


def test_a_reader_that_fails_is_the_fault_of_its_list(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    read = FeedSpider.listing

    def listing(self: FeedSpider, body: bytes, content_type: str | None, url: str) -> Listing:
        if "bad.example" in url:
            raise KeyError("a bug")
        return read(self, body, content_type, url)

    monkeypatch.setattr(FeedSpider, "listing", listing)
    assert two_sources(place)() == ["bug: http://bad.example/feed: KeyError: 'a bug'"]
    assert place.source("bad")["lists"]["http://bad.example/feed"]["faults"] == 1


def test_a_page_that_can_not_be_made_waits_like_one_that_can_not_be_had(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def make(response: Response, pending: Pending, source: Source, now: datetime) -> Page:
        if source.id == "bad":
            raise KeyError("a bug")
        return page_of(response, pending, source, now)

    monkeypatch.setattr("crawlers.spiders.lists.page_of", make)
    assert two_sources(place)() == ["bug"]
    told = place.urls()["http://bad.example/a"]
    assert (told["state"], told["reason"], told["tries"]) == ("pending", "bug", 1)
    assert told["next_try"] > place.time.now.timestamp() * 1000


@pytest.mark.parametrize(
    "body",
    [b"<!--" * 32_768, b"<script " * 16_384, b"<style>" * 18_724, (b"<link " + b"a" * 1_990 + b">") * 65],
)
def test_a_head_that_is_shaped_to_hurt_takes_no_time(body: bytes) -> None:
    start = time.process_time()
    assert canonical_of(body, "http://a.example/") is None
    assert time.process_time() - start < 1


def test_a_canonical_address_is_read_around_scripts_and_comments() -> None:
    head = (
        b"<script>var a = '<link rel=canonical href=/no>'</script><!-- <link rel=canonical href=/nor-this> -->"
        b"<STYLE>a{}</style ><link rel='canonical' href='/yes'><!-- no end <link rel=alternate href=/x>"
    )
    assert canonical_of(head, "http://a.example/") == "http://a.example/yes"


def test_a_flood_of_comments_in_a_feed_takes_no_long_time() -> None:
    flood = "&lt;!--" * 5_700
    items = "".join(
        f"<item><link>http://a.example/{n}</link><description>{flood}</description></item>" for n in range(70)
    )
    start = time.process_time()
    feed = read_feed(f'<rss version="2.0"><channel>{items}</channel></rss>'.encode())
    assert len(feed.entries) == 70
    assert time.process_time() - start < 4


RUN = "2023-" * 200_000


def of_author(markup: str, head: str = "") -> str:
    return (
        f'{head}<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><item><title>Été</title>'
        f"<link>http://a.example/x</link>{markup}</item></channel></rss>"
    )


@pytest.mark.parametrize(
    "markup",
    [
        f"<author>{RUN}</author>",
        f"<dc:creator><![CDATA[{RUN}]]></dc:creator>",
        "<author>" + "<![CDATA[2023-2023-]]>" * 50_000 + "</author>",
        "<author>" + "2023-2023<b></b>" * 50_000 + "</author>",
        "<author>" + "&#50;&#45;" * 100_000 + "</author>",
        f"<author><author>x</author>{RUN}</author>",
        f"<author/><managingEditor>{RUN}</managingEditor>",
        f"</author><webMaster>{RUN}</webMaster>",
    ],
)
def test_an_author_without_end_takes_no_time(markup: str) -> None:
    """feedparser looks for a mail address from each of its characters: 20 KB took two seconds, 3 MB days."""
    start = time.process_time()
    (entry,) = read_feed(of_author(markup).encode()).entries
    assert time.process_time() - start < 2
    assert (entry.title, entry.url, entry.author) == ("Été", "http://a.example/x", ())


def test_authors_are_read_all_the_same() -> None:
    many = ", ".join(f"Ann Li{n}" for n in range(200))
    markup = f"<dc:creator>Jo Doe</dc:creator><dc:creator><![CDATA[{many}]]></dc:creator>"
    (entry,) = read_feed(of_author(markup).encode()).entries
    assert entry.author[0] == "Jo Doe"
    assert entry.author[1].startswith("Ann Li0, Ann Li1")


@pytest.mark.parametrize("encoding", ["iso-8859-1", "windows-1252", "utf-8", "cp037", "utf-16"])
def test_a_declared_character_set_is_read(encoding: str) -> None:
    body = of_author("", f'<?xml version="1.0" encoding="{encoding}"?>').encode(encoding)
    (entry,) = read_feed(body).entries
    assert entry.title == "Été"


@pytest.mark.parametrize("name", ["utf-7", "utf----7", "unicode_escape", "punycode"])
@pytest.mark.parametrize("in_header", [True, False])
def test_tags_can_not_be_hidden_in_a_character_set(name: str, in_header: bool) -> None:
    """What is looked at for its shape must be what the parser sees."""
    hidden = "+ADw-author+AD4-" + "\\x3cauthor\\x3e" + RUN
    head = "" if in_header else f"<?xml version='1.0' encoding='{name}'?>"
    start = time.process_time()
    (entry,) = read_feed(
        of_author(hidden, head).encode(), f"text/xml; charset={name}" if in_header else None
    ).entries
    assert time.process_time() - start < 2
    assert (entry.url, entry.author) == ("http://a.example/x", ())


@pytest.mark.parametrize("end", [b"", b"?>"])
def test_a_declaration_without_end_takes_no_time(end: bytes) -> None:
    start = time.process_time()
    read_feed(b"<?xml " + b"encoding='" * 100_000 + end + of_author("").encode())
    assert time.process_time() - start < 2


def test_a_front_page_of_long_links_takes_no_time() -> None:
    start = time.process_time()
    assert read_front((b"<link " + b"a" * 1_990 + b">") * 260, "http://a.example/").feeds == ()
    assert time.process_time() - start < 2
