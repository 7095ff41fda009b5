"""A source whose pages stand behind walls is told once, whether its list gives titles (a feed) or not (a sitemap).

The pages are crawled and go through the real stage `extract`. Of a feed's entry an article remains, of a
sitemap's a dead letter: health must not know the difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from threading import Event

import pytest

from crawlers.frontier import keys_of_url
from crawlers.newest_pages import PAGES
from crawlers.sources import Source
from newswatch.cli import sources_refused
from newswatch.cli.failing import Wanted, failures
from newswatch.cli.sources_health import note_health
from newswatch.cli.sources_shown import row
from newswatch.errors import ConfigError
from newswatch.messages import Article, DeadLetter, Flagged, json_of
from newswatch.ports import Doc, Record
from newswatch.runner import drain, start
from newswatch.stage import Stage
from processors.extract import read_articles_inline
from processors.extract_stage import start_extract
from processors.index import index
from processors.pipeline import STAGES
from tests.unit.crawlers.crawl_web import Answer, Place, news

SITEMAP = "http://news.example/sitemap.xml"
CONSENT = (
    "<p>We value your privacy. We and our 812 partners use cookies and personal data. Your consent can be "
    "withdrawn. Cookies are small files.</p><button>Accept all</button><button>Reject all</button>"
)
STUB = (
    "<p>The mayor of a town on the coast said that the bridge stays.</p><p>Subscribe to continue reading.</p>"
)
WALLS = {
    "consent-wall": f"<html><head><title>Before you continue</title></head><body>{CONSENT}</body></html>",
    "soft-404": "<html><head><title>Page not found</title></head><body><p>Sorry.</p></body></html>",
    "paywall": f"<html><head><title>The bridge stays</title></head><body><article>{STUB}</article></body></html>",
    "empty": "<html><head></head><body><div></div></body></html>",
}
TEXT = "The council of the harbour town decided on Monday to keep the old bridge for another year. " * 9
KINDS = {
    "feed": news(),
    "sitemap": news(feeds=[], sitemaps=[{"url": SITEMAP, "seen": "tests"}]),
}


class Site:
    """A source that publishes, and a crawl of it each half hour with its pages worked before the next."""

    def __init__(self, place: Place, source: Source) -> None:
        self.place = place
        self.source = source
        self.links: list[str] = []

    def publish(self, count: int, body: str) -> None:
        """So many new pages, the list's newest."""
        for n in range(len(self.links), len(self.links) + count):
            self.links.append(f"http://news.example/{n}")
            path = f"/{n}"
            self.place.web.routes[path] = Answer(body.encode(), headers={"Content-Type": "text/html"})
        self.place.web.feed("/feed", self.links)
        urls = "".join(f"<url><loc>{link}</loc></url>" for link in self.links)
        self.place.web.routes["/sitemap.xml"] = Answer(
            f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'.encode(),
            headers={"Content-Type": "application/xml"},
        )

    def round(self) -> list[str]:
        """Crawl, note how the source fares by what was worked before, and work the new pages. What is told."""
        self.place.time.go(minutes=30)
        self.place.crawl(self.source)
        told = note_health(self.place.log, self.place.store, [self.source], self.place.time())
        self.work()
        return [one.kind for one in told]

    def work(self) -> None:
        """The real `extract`; what it read is stored without a look at it, its dead letters as `index` does."""
        extract: Stage[None] = Stage(
            "extract", STAGES[0].reads, STAGES[0].writes, lambda _: start_extract(read_articles_inline)
        )
        running = start(
            extract, None, log=self.place.log, store=self.place.store, clock=self.place.time, stop=Event()
        )
        try:
            drain([running], lambda _: None)
        finally:
            running.close()
        articles = [Article.decode(record.value) for record in self.place.log.scan("articles")]
        letters = [DeadLetter.decode(record.value) for record in self.place.log.scan("dead")]
        puts = [each.doc for letter in letters for each in index(letter, {}) if hasattr(each, "doc")]
        self.place.store.put_newer(
            [
                *(Doc("articles", one.id, _ms(one), json_of(Flagged(article=one))) for one in articles),
                *puts,
            ]
        )

    @property
    def shown(self) -> Sequence[str]:
        """The source's line in `sources list`, and the remark below it."""
        state = self.place.source()
        cells, remark = row({"id": "news", "state": state, "health": state["health"], "problem": None})
        return [*cells, remark]


def _ms(article: Article) -> int:
    return int(article.fetched_at.timestamp() * 1000)


@pytest.fixture(params=KINDS)
def site(place: Place, request: pytest.FixtureRequest) -> Site:
    return Site(place, KINDS[request.param])


def page(n: int) -> str:
    head = f"<title>The bridge stays, {n}</title>"
    return f"<html><head>{head}</head><body><article><p>{TEXT}</p></article></body></html>"


@pytest.mark.parametrize("wall", WALLS)
def test_a_source_behind_a_wall_is_broken_told_once_and_once_when_it_recovers(site: Site, wall: str) -> None:
    site.publish(6, page(1))
    told = [site.round(), site.round()]
    assert site.shown[1] == "ok"
    site.publish(PAGES, WALLS[wall])
    told += [site.round(), site.round()]
    assert site.shown[1] == f"broken: {wall}"
    assert site.shown[4] == "0%"
    assert site.shown[-1] == f"none of its last {PAGES} pages could be read: {PAGES} {wall}"
    told += [site.round()]
    site.publish(PAGES, page(2))
    told += [site.round(), site.round(), site.round()]
    assert site.shown[1] == "ok"
    assert told == [[], [], [], ["broken"], [], [], ["recovered"], []]


def test_a_retry_that_makes_articles_of_refused_pages_is_a_recovery(place: Place) -> None:
    site = Site(place, KINDS["sitemap"])
    site.publish(6, WALLS["soft-404"])
    told = [site.round(), site.round()]
    for letter in failures(place.store, Wanted(stage="extract")):
        page_ = next(one for one in place.pages() if one.url == letter["url"])
        place.log.append([page_.model_copy(update={"body": page(3).encode()})])
    site.work()
    told.append(site.round())
    assert told == [[], ["broken"], ["recovered"]]
    assert site.shown[4] == "100%"


def test_the_pages_of_a_backfill_say_nothing_of_today(place: Place) -> None:
    site = Site(place, KINDS["sitemap"])
    site.publish(6, page(1))
    assert site.round() == []
    place.time.go(days=3)
    site.publish(PAGES, WALLS["soft-404"])
    place.crawl(site.source)
    for stored in place.store.find("urls", limit=100):
        if (
            stored.body["state"] == "done" and stored.body["url"] in site.links[6:]
        ):  # as a backfill marks them
            body = {**stored.body, "silent": True}
            place.store.swap("urls", stored.id, body, keys_of_url(body), stored.revision)
    site.work()
    assert site.round() == []
    assert site.shown[1] == "ok"


def test_dead_letters_are_read_once_and_those_of_other_stages_are_none(place: Place) -> None:
    site = Site(place, KINDS["sitemap"])
    site.publish(6, WALLS["empty"])
    site.round()
    (first, *_) = [DeadLetter.decode(record.value) for record in place.log.scan("dead")]
    other = first.model_copy(update={"id": "0" * 32, "stage": "flag", "record_key": "f" * 32})
    place.log.append([other])
    found = sources_refused.refused_pages(place.log, place.store, place.time())
    assert [len(found["news"]), {one.reason for one in found["news"]}] == [6, {"empty"}]
    noted = place.store.get("sources", sources_refused.REFUSED)
    assert sources_refused.refused_pages(place.log, place.store, place.time()) == found
    assert place.store.get("sources", sources_refused.REFUSED) == noted, "nothing new is nothing written"
    asked = []

    class Scanned:
        def scan(self, topic: str, since: object) -> list[Record]:
            asked.append((topic, since))
            return []

    place.time.go(days=2)
    sources_refused.refused_pages(Scanned(), place.store, place.time())  # type: ignore[arg-type]
    assert asked == [("dead", first.at - sources_refused.OVERLAP)]


def test_who_may_not_read_dead_letters_goes_by_what_another_noted(place: Place) -> None:
    class Closed:
        def scan(self, topic: str, since: object) -> list[Record]:
            raise ConfigError(f"{topic}: this user may not read it")

    site = Site(place, KINDS["sitemap"])
    site.publish(6, WALLS["empty"])
    assert [site.round(), site.round()] == [[], ["broken"]]
    place.time.go(hours=1)
    assert note_health(Closed(), place.store, [site.source], place.time()) == ()  # type: ignore[arg-type]
    assert place.source()["health"]["at"] == place.time().isoformat(), "it was looked at"
    assert site.shown[1] == "broken: empty", "what another user noted counts"
