"""A backfill: which days, which lists and pages, at what pace; what it leaves alone; and that it tells nobody."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import date, datetime
from threading import Event
from typing import Any

import pytest
import typer

from crawlers.archive import Span, may_hold, take, told_on, within
from crawlers.backfill import backfilled, slower, start_backfill
from crawlers.crawl import new_run, scrapy_settings
from crawlers.guard import system_resolve
from crawlers.reach import Limits
from crawlers.run import CrawlSummary
from crawlers.sources import Source
from newswatch.cli.backfill import span_of
from newswatch.cli.serving import draining
from newswatch.messages import Entry
from newswatch.ports import Query
from newswatch.settings import Settings
from processors.alerting.alerts import Alert
from tests.unit.crawlers.crawl_web import Answer, Place, news

YESTERDAY = Span(date(2023, 1, 23), date(2023, 1, 23))
DEAL = "Microsoft invests $10 billion in OpenAI"


def run_backfill(place: Place, *sources: Source, span: Span = YESTERDAY, limit: int = 100) -> CrawlSummary:
    """One backfill in the tests' reactor."""
    run = new_run(
        sources, log=place.log, store=place.store, clock=place.time,
        connect_to=f"*=127.0.0.1:{place.web.port}", mark=lambda _: None, only_due=False,
        limits=Limits(timeout=20), resolve=system_resolve,
    )  # fmt: skip

    async def main() -> CrawlSummary:
        from scrapy.crawler import AsyncCrawlerRunner

        runner = AsyncCrawlerRunner(scrapy_settings(sources, run.reach.limits))
        runner.settings.set("DOWNLOAD_DELAY", 0, priority="cmdline")
        task = start_backfill(runner, run, span, limit)
        await asyncio.gather(task, return_exceptions=True)
        return backfilled(run, task)

    try:
        return asyncio.run_coroutine_threadsafe(main(), place.loop).result(60)
    finally:
        run.thread.shutdown()


def sitemap(place: Place, path: str, entries: Mapping[str, str]) -> None:
    """Serve a sitemap of paths with their times."""
    urls = "".join(
        f"<url><loc>http://news.example{p}</loc><lastmod>{when}</lastmod></url>"
        for p, when in entries.items()
    )
    place.web.routes[path] = Answer(
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'.encode()
    )


def index(place: Place, path: str, children: Mapping[str, str]) -> None:
    """Serve an index of sitemaps."""
    maps = "".join(
        f"<sitemap><loc>http://news.example{p}</loc><lastmod>{when}</lastmod></sitemap>"
        for p, when in children.items()
    )
    place.web.routes[path] = Answer(f"<sitemapindex>{maps}</sitemapindex>".encode())


def robots(place: Place, text: str) -> None:
    place.web.routes["/robots.txt"] = Answer(text.encode(), headers={"Content-Type": "text/plain"})


def article(place: Place, path: str, title: str, published: str) -> None:
    """Serve a page as an outlet would."""
    head = f'<meta property="article:published_time" content="{published}">'
    words = f"{title}, the company said. {'The start-up makes large language models. ' * 9}"
    text = f"<article><h1>{title}</h1><p>{words}</p></article>"
    body = f"<html><head><title>{title}</title>{head}</head><body>{text}</body></html>"
    place.web.routes[path] = Answer(body.encode(), headers={"Content-Type": "text/html; charset=utf-8"})


def asked(place: Place) -> list[str]:
    return [path.partition("/")[2] for path in place.web.asked]


def test_the_days_of_a_site_by_its_robots_txt(place: Place) -> None:
    none = "Sitemap: http://news.example:99999/x.xml\nSitemap: http://[x/\n"
    robots(place, f"User-agent: *\nDisallow: /secret/\n{none}Sitemap: http://news.example/index.xml\n")
    index(place, "/index.xml", {
        "/map-2023-01.xml": "2023-01-24T00:00:00Z", "/map-2022-12.xml": "2023-01-24T00:00:00Z",
        "/old.xml": "2023-01-20T00:00:00Z", "/other.xml": "2023-01-23T12:00:00Z",
    })  # fmt: skip
    sitemap(place, "/map-2023-01.xml", {
        "/a": "2023-01-23T00:00:01Z", "/b": "2023-01-23T23:59:59Z", "/before": "2023-01-22T23:59:59Z",
        "/today": "2023-01-24T08:00:00Z", "/secret/c": "2023-01-23T10:00:00Z", "/skipped/d": "2023-01-23T10:00:00Z",
    })  # fmt: skip
    sitemap(place, "/other.xml", {"/2023/01/23/e": "2023-01-24T08:00:00Z", "/undated": ""})
    for path in ("/a", "/b", "/2023/01/23/e", "/secret/c", "/skipped/d"):
        place.web.page(path, path)
    summary = run_backfill(place, news(skip=["/skipped/"]))
    done = summary.sources["news"]
    assert sorted(page.url for page in place.pages()) == [
        "http://news.example/2023/01/23/e", "http://news.example/a", "http://news.example/b",
    ]  # fmt: skip
    assert all(page.silent for page in place.pages())
    assert (done.pages, done.new, done.failed) == (3, 4, {"robots": 1})
    assert any("undated: 1" in problem for problem in done.problems)
    assert {"secret/c", "skipped/d", "map-2022-12.xml", "old.xml", "today", "before"} & set(
        asked(place)
    ) == set()
    assert place.source() == {}, "how the source fares is no matter of the past"


def test_feeds_count_too_and_a_limit_takes_the_newest(place: Place) -> None:
    entries = "".join(
        f"<item><title>{n}</title><link>http://news.example/f{n}</link>"
        f"<pubDate>Mon, 23 Jan 2023 0{n}:00:00 GMT</pubDate></item>" for n in range(5)
    )  # fmt: skip
    place.web.routes["/feed"] = Answer(f'<rss version="2.0"><channel>{entries}</channel></rss>'.encode())
    for n in range(5):
        place.web.page(f"/f{n}", str(n))
    first = run_backfill(place, news(), limit=2)
    assert {page.url[-2:] for page in place.pages()} == {"f4", "f3"}
    assert [e.partition(":")[0] for e in first.sources["news"].errors] == ["http-404"] * 3, (
        "the usual sitemaps"
    )
    run_backfill(place, news())
    assert len(place.pages()) == 5
    assert run_backfill(place, news()).pages == 0


def test_it_leaves_what_the_usual_crawl_has_found_and_takes_what_that_passed_by(place: Place) -> None:
    found = [f"http://news.example/a{n}" for n in range(3)]
    place.web.feed("/feed", ["http://news.example/x"])
    place.web.page("/x")
    place.crawl(news())
    place.web.feed("/feed", ["http://news.example/x", *found[:1]])
    place.web.routes["/a0"] = Answer(status=503)
    place.crawl(news())
    assert place.urls()[found[0]]["state"] == "pending"
    robots(place, "Sitemap: http://news.example/s.xml")
    sitemap(place, "/s.xml", {f"/a{n}": "2023-01-23T10:00:00Z" for n in range(3)})
    place.web.page("/a1")
    place.web.routes["/a2"] = Answer(status=503)
    run_backfill(place, news())
    states = {url: (body["state"], body["silent"]) for url, body in place.urls().items()}
    assert states[found[0]] == ("pending", False), "it is news: the usual crawl tells of it"
    assert states[found[1]] == ("done", True)
    assert states[found[2]] == ("pending", True)
    for n in (0, 2):
        place.web.page(f"/a{n}")
    place.time.go(days=2)
    place.crawl(news())
    assert {page.url[-2:]: page.silent for page in place.pages()} == {
        "/x": True,
        "a0": False,
        "a1": True,
        "a2": True,
    }


def test_the_usual_crawl_leaves_a_backfills_pages_alone_for_a_day_and_then_takes_what_is_left(
    place: Place,
) -> None:
    place.web.feed("/feed", [])
    place.web.page("/a")
    entry = Entry(url="http://news.example/a", date_modified=place.time.now)
    assert len(take(place.store, news(), [entry], place.time.now, 10)) == 1  # and killed before it is fetched
    place.crawl(news())
    assert place.pages() == []
    place.time.go(hours=25)
    place.crawl(news())
    assert [page.silent for page in place.pages()] == [True]


def test_a_backfill_goes_at_half_the_pace() -> None:
    source = news(politeness={"delay": 3, "concurrency": 4})
    slots = scrapy_settings(slower([source]), Limits())["DOWNLOAD_SLOTS"]
    assert slots["news.example"] == {"delay": 6, "concurrency": 1}


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2023-01-23", "2023-01-24", "not over yet"),
        ("2023-01-23", "2023-01-22", "before"),
        ("yesterday", "2023-01-22", "2026-01-31"),
        ("2020-01-01", "2023-01-22", "more than a year"),
    ],
)
def test_days_that_will_not_do(first: str, last: str, words: str) -> None:
    with pytest.raises(typer.BadParameter, match=words):
        span_of(first, last, "2023-01-24")


def test_when_an_entry_was_told() -> None:
    when = datetime.fromisoformat("2023-01-23T10:00:00+00:00")
    assert told_on(Entry(url="https://x.example/a", date_published=when)) == when
    assert told_on(Entry(url="https://x.example/2023/01/22/a", date_modified=when)) == when.replace(
        day=22, hour=12
    )
    assert told_on(Entry(url="https://x.example/a", date_modified=when)) == when
    assert told_on(Entry(url="https://x.example/a-2023-02-31")) is None
    entries, undated = within(
        [Entry(url="https://x.example/a"), Entry(url="https://x.example/20230123-b")], YESTERDAY
    )
    assert ([e.url[-1] for e in entries], undated) == (["b"], 1)


@pytest.mark.parametrize(
    ("address", "held"),
    [
        ("https://x.example/sitemap-2023-01.xml", True),
        ("https://x.example/sitemap-2023-02.xml", False),
        ("https://x.example/sitemap?yyyy=2022", False),
        ("https://x.example/2023/sitemap.xml", True),
        ("https://x.example/2023/01/23/sitemap.xml", True),
        ("https://x.example/sitemap_20230122.xml", False),
        ("https://x.example/post-sitemap7.xml", True),
    ],
)
def test_sitemaps_that_may_hold_a_day(address: str, held: bool) -> None:
    assert may_hold(address, None, YESTERDAY) is held


# --- and nobody is told -----------------------------------------------------------------------------


def processed(place: Place, tmp: str) -> list[Alert]:
    """All stages but `deliver`, to the end; the alert documents."""
    settings = Settings(
        _env_file=None,
        log_url=f"sqlite:///{tmp}/log.db",
        store_url=f"sqlite:///{tmp}/store.db",
        extract_processes=1,
    )
    names = ["extract", "flag", "cluster", "index", "notify"]
    with draining(settings, names, Event(), place.time) as drain:
        drain()
    return [Alert.model_validate(doc.body) for doc in place.store.find("alerts")]


def filled(place: Place, published: str, day: str, span: Span) -> None:
    """A backfill of one deal."""
    robots(place, "Sitemap: http://news.example/s.xml")
    sitemap(place, "/s.xml", {f"/{day}/deal": published})
    article(place, f"/{day}/deal", DEAL, published)
    run_backfill(place, news(), span=span)


def live(place: Place, published: str) -> None:
    """Another outlet's crawl: its first, which tells nobody, then one with the news."""
    other: Any = {"id": "herald", "name": "Herald", "publisher": "Herald", "homepage": "http://herald.example/",
                  "feeds": [{"url": "http://herald.example/feed", "seen": "tests"}]}  # fmt: skip
    place.web.feed("herald.example/feed", ["http://herald.example/old"])
    place.web.page("herald.example/old", "Nothing much")
    place.crawl(news(**other))
    place.web.feed("herald.example/feed", ["http://herald.example/old", "http://herald.example/deal"])
    article(place, "herald.example/deal", f"{DEAL}, its biggest bet on AI", published)
    place.crawl(news(**other))


def test_a_backfilled_fresh_deal_never_alerts_and_is_found(place: Place, tmp_path: Any) -> None:
    filled(place, "2023-01-23T20:00:00Z", "2023/01/23", YESTERDAY)
    (alert,) = processed(place, str(tmp_path))
    assert (alert.state, alert.reason, alert.not_before) == ("silent", "silent", None)
    place.store.refresh()
    assert place.store.search("stories", Query("OpenAI")).total == 1
    assert place.store.search("articles", Query(labels=("ai_investment",))).total == 1


def test_a_live_article_of_that_story_tells_it_whole(place: Place, tmp_path: Any) -> None:
    filled(place, "2023-01-23T20:00:00Z", "2023/01/23", YESTERDAY)
    processed(place, str(tmp_path))
    live(place, "2023-01-24T08:30:00Z")
    (alert,) = processed(place, str(tmp_path))
    assert (alert.state, alert.history[-1].what, alert.reason) == ("planned", "post", "now-due")
    assert alert.planned is not None
    assert alert.planned.outlets == ("Herald", "News")


def test_a_live_article_of_a_story_that_was_told_long_ago_is_old_news(place: Place, tmp_path: Any) -> None:
    filled(place, "2023-01-20T20:00:00Z", "2023/01/20", Span(date(2023, 1, 20), date(2023, 1, 20)))
    processed(place, str(tmp_path))
    live(place, "2023-01-24T08:30:00Z")
    (alert,) = processed(place, str(tmp_path))
    assert (alert.state, alert.reason) == ("silent", "old-news")
