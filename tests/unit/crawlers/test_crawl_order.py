"""The order of writes: a crash at any point loses no entry, and the ETag is saved after the entries."""

from __future__ import annotations

from datetime import timedelta
from time import monotonic

import pytest

from crawlers.crawl import CRASH_POINTS, due, revisit
from crawlers.frontier import NOT_YET_TRIES, REVISITS, add_entries
from crawlers.states import save_list
from newswatch.addresses import article_id
from newswatch.messages import Entry
from processors.extract import read_article
from tests.unit.crawlers.crawl_web import Answer, Place, news

LINKS = [f"http://news.example/a{n}" for n in range(4)]


class CrashError(Exception):
    """Stands for the end of the process."""


def serve(place: Place) -> None:
    place.web.feed("/feed", LINKS, etag='"1"')
    for n in range(4):
        place.web.page(f"/a{n}", f"Title {n}")


def test_a_feed_becomes_pages(place: Place) -> None:
    serve(place)
    summary = place.crawl(news())
    assert (summary.entries, summary.new, summary.pages, summary.failed, summary.errors) == (4, 4, 4, 0, 0)
    assert sorted(page.url for page in place.pages()) == LINKS
    assert {body["state"] for body in place.urls().values()} == {"done"}
    page = next(p for p in place.pages() if p.url.endswith("a1"))
    assert page.entry == Entry(url=LINKS[1], title="1")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert b"Title 1" in page.body
    assert page.source.id == "news"
    assert page.discovered_at == page.fetched_at == place.time.now


def test_an_unchanged_feed_is_not_read_again(place: Place) -> None:
    serve(place)
    place.crawl(news())
    place.time.go(hours=1)
    summary = place.crawl(news())
    assert (summary.sources["news"].unchanged, summary.entries, summary.pages) == (1, 0, 0)
    assert place.source()["last_success"] == place.time.now.isoformat()


def test_a_server_that_says_unchanged_for_ever_is_believed_for_a_day(place: Place) -> None:
    """A cache that knows one ETag alone: what is new on the list would never be seen."""
    serve(place)
    place.crawl(news())
    place.web.feed("/feed", [*LINKS, "http://news.example/new"], etag='"1"')
    place.web.page("/new")
    for _ in range(3):
        place.time.go(hours=7)
        assert place.crawl(news()).sources["news"].unchanged == 1
    place.time.go(hours=7)
    assert place.crawl(news()).pages == 1
    place.time.go(hours=7)
    assert place.crawl(news()).sources["news"].unchanged == 1


@pytest.mark.parametrize("point", CRASH_POINTS)
@pytest.mark.parametrize("nth", [1, 2])
def test_a_crash_loses_nothing(place: Place, point: str, nth: int) -> None:
    serve(place)
    left = [nth]

    def mark(name: str) -> None:
        if name == point:
            left[0] -= 1
            if left[0] == 0:
                raise CrashError(point)

    crashes = nth == 1 or point in CRASH_POINTS[2:]
    if crashes:
        with pytest.raises(CrashError):
            place.crawl(news(), mark=mark)
        if point == CRASH_POINTS[0]:
            assert "lists" not in place.source()
            assert {body["state"] for body in place.urls().values()} == {"pending"}
    place.time.go(minutes=30)
    place.crawl(news())
    assert {page.url for page in place.pages()} == set(LINKS)
    assert {body["state"] for body in place.urls().values()} == {"done"}
    assert place.source()["lists"]["http://news.example/feed"]["etag"] == '"1"'
    assert all(page.silent for page in place.pages())
    before = len(place.pages())
    assert place.crawl(news()).pages == 0
    assert len(place.pages()) == before


def test_the_first_crawl_is_silent_and_the_next_is_not(place: Place) -> None:
    serve(place)
    place.crawl(news())
    place.web.feed("/feed", ["http://news.example/new", *LINKS], etag='"2"')
    place.web.page("/new")
    place.time.go(hours=1)
    place.crawl(news())
    silent = {page.url: page.silent for page in place.pages()}
    assert silent.pop("http://news.example/new") is False
    assert set(silent.values()) == {True}
    assert place.source()["first_crawl_done"] is True


def test_a_source_that_is_marked_as_crawled_is_never_silent(place: Place) -> None:
    from newswatch.ports import Keys

    serve(place)
    place.store.swap("sources", "news", {"first_crawl_done": True}, Keys(), None)
    place.crawl(news())
    assert {page.silent for page in place.pages()} == {False}


def test_a_failed_page_is_tried_again_when_its_time_has_come(place: Place) -> None:
    serve(place)
    place.web.routes["/a2"] = Answer(status=503)
    assert place.crawl(news()).sources["news"].failed == {"http-503": 1}
    body = place.urls()[LINKS[2]]
    assert (body["state"], body["reason"], body["tries"]) == ("pending", "http-503", 1)
    place.web.page("/a2")
    assert place.crawl(news()).pages == 0
    place.time.go(seconds=61)
    assert place.crawl(news()).pages == 1
    assert place.urls()[LINKS[2]]["state"] == "done"


def test_a_page_that_fails_for_ever_is_given_up(place: Place) -> None:
    place.web.feed("/feed", LINKS[:1], etag='"1"')
    place.web.routes["/a0"] = Answer(status=500)
    tries = 0
    while place.crawl(news()).sources["news"].failed:
        tries += 1
        place.time.go(days=2)
    body = place.urls()[LINKS[0]]
    assert (tries, body["state"], body["reason"]) == (7, "failed", "http-500")


@pytest.mark.parametrize("status", [404, 403])
def test_a_page_that_is_not_there_yet_is_waited_for(place: Place, status: int) -> None:
    """Its feed lists it before all of the publisher's servers have it."""
    place.web.feed("/feed", [])
    place.crawl(news())
    place.web.feed("/feed", LINKS[:2])
    place.web.routes["/a0"] = place.web.routes["/a1"] = Answer(status=status)
    assert place.crawl(news()).failed == 0
    body = place.urls()[LINKS[0]]
    assert (body["state"], body["reason"]) == ("pending", f"http-{status}")
    place.web.page("/a0")
    for _ in range(5):
        place.time.go(hours=1)
        place.crawl(news())
    assert place.urls()[LINKS[0]]["state"] == "done"
    assert place.urls()[LINKS[1]]["state"] == "failed"
    assert [place.web.asked.count(f"news.example/a{n}") for n in range(2)] == [2, 4]
    days = place.source()["days"].values()
    assert [day.get("failed") for day in days if "failed" in day] == [{f"http-{status}": 1}]


def test_a_page_that_was_given_up_is_fetched_once_its_list_says_that_it_changed(place: Place) -> None:
    def feed(day: int) -> None:
        item = f"<entry><title>A</title><link href='{LINKS[0]}'/><updated>2023-01-{day}T08:00:00Z</updated></entry>"
        place.web.routes["/feed"] = Answer(
            f'<feed xmlns="http://www.w3.org/2005/Atom">{item}</feed>'.encode()
        )

    feed(23)
    place.web.routes["/a0"] = Answer(status=410)
    place.crawl(news())
    assert place.urls()[LINKS[0]]["state"] == "failed"
    feed(24)
    place.web.page("/a0")
    place.time.go(hours=1)
    place.crawl(news())
    assert place.urls()[LINKS[0]]["state"] == "done"


@pytest.mark.parametrize("status", [404, 403, 451])
def test_a_page_that_its_list_dates_anew_each_time_is_left_in_peace(place: Place, status: int) -> None:
    """Some feeds say of all entries that they changed when the feed was made."""
    place.web.routes["/a0"] = Answer(status=status)
    place.web.feed("/feed", [])
    place.crawl(news())
    for _ in range(24):
        place.time.go(minutes=15)
        updated = place.time.now.isoformat()
        item = f"<entry><title>A</title><link href='{LINKS[0]}'/><updated>{updated}</updated></entry>"
        place.web.routes["/feed"] = Answer(
            f'<feed xmlns="http://www.w3.org/2005/Atom">{item}</feed>'.encode()
        )
        place.crawl(news())
    first = 1 if status == 451 else NOT_YET_TRIES
    assert place.web.asked.count("news.example/a0") == first + 2


def test_an_alerted_article_that_is_gone_is_asked_for_once_at_each_look(place: Place) -> None:
    place.web.feed("/feed", [])
    place.crawl(news())
    place.web.feed("/feed", LINKS[:1])
    place.web.page("/a0")
    place.crawl(news())
    revisit(place.store, LINKS[0], "news", place.time.now)
    place.web.routes["/a0"] = Answer(status=404)
    for _ in range(26):
        place.time.go(hours=1)
        place.crawl(news())
    assert place.web.asked.count("news.example/a0") == 1 + len(REVISITS)
    assert place.urls()[LINKS[0]]["state"] == "failed"


def test_a_page_that_is_kept_from_us_for_a_while_is_told_at_once_and_then_read(place: Place) -> None:
    """A bot wall answers 403 for ever: what its feed says is news now, and not after four tries."""
    place.web.feed("/feed", [])
    place.crawl(news())
    place.web.feed("/feed", LINKS[:1])
    place.web.routes["/a0"] = Answer(status=403)
    place.crawl(news())
    for _ in range(2):
        place.time.go(minutes=10)
        place.crawl(news())
    (closed,) = place.pages()
    place.web.page("/a0")
    place.time.go(hours=1)
    place.crawl(news())
    _, read = place.pages()
    assert (closed.status, read.status, closed.id) == (403, 200, read.id)
    assert closed.fetched_at == closed.discovered_at


@pytest.mark.parametrize("status", [401, 402, 403, 451])
def test_of_a_page_that_is_kept_from_us_the_feeds_words_are_had(place: Place, status: int) -> None:
    """As of a wall that is told with status 200; but not of a page that is gone, or that was read before."""
    place.web.feed("/feed", LINKS[2:3])
    place.web.page("/a2")
    place.crawl(news())
    revisit(place.store, LINKS[2], "news", place.time.now)
    place.web.feed("/feed", LINKS[:3])
    place.web.routes["/a0"] = place.web.routes["/a2"] = Answer(b"Subscribe!", status=status)
    place.web.routes["/a1"] = Answer(status=410)
    for _ in range(6):
        place.time.go(hours=1)
        place.crawl(news())
    (read, closed) = place.pages()
    assert (read.url, closed.url, closed.status, closed.body) == (LINKS[2], LINKS[0], status, b"")
    article = read_article(closed)
    assert (article.headline, article.body, article.silent) == ("0", "", False)
    assert "soft-404" in article.problems
    assert place.urls()[LINKS[0]]["state"] == "failed"


@pytest.mark.parametrize("status", [404, 410, 403])
def test_what_is_gone_is_not_asked_for_again(place: Place, status: int) -> None:
    place.web.feed("/feed", LINKS[:1], etag='"1"')
    place.web.routes["/a0"] = Answer(status=status)
    place.crawl(news())
    place.time.go(days=30)
    place.crawl(news())
    assert place.urls()[LINKS[0]]["state"] == "failed"
    assert place.web.asked.count("news.example/a0") == 1


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        ("Tue, 24 Jan 2023 09:10:00 GMT", 600),
        ("Tue, 24 Jan 2023 08:00:00 GMT", 1),
        ("99999999999999", 86_400),
        ("-5", 60),
        ("soon", 60),
        ("\u00b2", 60),
    ],
)
def test_retry_after_is_kept(place: Place, value: str, seconds: int) -> None:
    place.web.feed("/feed", LINKS[:1])
    place.web.routes["/a0"] = Answer(status=429, headers={"Retry-After": value})
    place.crawl(news())
    wait = place.urls()[LINKS[0]]["next_try"] - place.time.now.timestamp() * 1000
    assert wait == seconds * 1000


def test_a_changed_entry_is_fetched_again(place: Place) -> None:
    def atom(updated: str) -> Answer:
        return Answer(
            b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>T</title>'
            b'<link href="http://news.example/a0"/><updated>'
            + updated.encode()
            + b"</updated></entry></feed>"
        )

    place.web.page("/a0")
    place.web.routes["/feed"] = atom("2023-01-24T08:00:00Z")
    place.crawl(news())
    assert place.crawl(news()).pages == 0
    place.web.routes["/feed"] = atom("2023-01-24T08:30:00Z")
    assert place.crawl(news()).pages == 1
    assert len(place.pages()) == 2


def test_an_alerted_article_is_looked_at_again(place: Place) -> None:
    serve(place)
    place.crawl(news())
    revisit(place.store, LINKS[0], "news", place.time.now)
    revisit(place.store, LINKS[0], "news", place.time.now)
    start = place.time.now
    for after in REVISITS:
        place.time.now = start + after - timedelta(seconds=1)
        assert place.crawl(news()).pages == 0
        place.time.now = start + after + timedelta(seconds=1)
        assert place.crawl(news()).pages == 1
    place.time.go(days=3)
    assert place.crawl(news()).pages == 0
    assert place.urls()[LINKS[0]]["state"] == "done"


@pytest.mark.parametrize("status", [403, 410])
def test_a_look_that_fails_does_not_end_those_to_come(place: Place, status: int) -> None:
    serve(place)
    place.crawl(news())
    revisit(place.store, LINKS[0], "news", place.time.now)
    place.web.routes["/a0"] = Answer(status=status)
    for _ in range(5):
        place.time.go(hours=1)
        place.crawl(news())
    place.web.page("/a0", "It was denied")
    place.time.go(hours=2)
    assert place.crawl(news()).pages == 1
    place.web.routes["/a0"] = Answer(status=status)
    for _ in range(5):
        place.time.go(hours=20)
        place.crawl(news())
    assert place.urls()[LINKS[0]]["state"] == "failed"
    assert len(place.pages()) == len(LINKS) + 1


def test_a_source_is_due_by_its_interval_or_by_a_pending_url(place: Place) -> None:
    source = news(every="15m")
    assert due([source, news(id="off", enabled=False)], place.store, place.time.now) == [source]
    serve(place)
    place.web.routes["/a2"] = Answer(status=503)
    place.crawl(source)
    assert due([source], place.store, place.time.now) == []
    place.time.go(minutes=2)
    assert due([source], place.store, place.time.now) == [source]
    place.crawl(source, only_due=True)
    assert place.web.asked.count("news.example/feed") == 1
    assert due([source], place.store, place.time.now) == []
    place.time.go(minutes=14)
    assert due([source], place.store, place.time.now) == [source]


def test_skipped_paths_and_repeated_entries_are_left_out(place: Place) -> None:
    place.web.feed("/feed", [*LINKS[:2], LINKS[0] + "?utm_source=rss", "http://news.example/podcast/1"])
    place.web.page("/a0")
    place.web.page("/a1")
    summary = place.crawl(news(skip=["/podcast/"]))
    assert (summary.entries, summary.new, summary.pages) == (4, 2, 2)


def test_a_redirect_is_recorded_and_a_canonical_address_identifies(place: Place) -> None:
    place.web.feed("/feed", ["http://news.example/old?utm_source=x"])
    place.web.routes["/old?utm_source=x"] = Answer(status=301, headers={"Location": "/middle"})
    place.web.routes["/middle"] = Answer(status=302, headers={"Location": "http://www.news.example/a0?s=1"})
    place.web.page("/a0?s=1", head='<link href="/a0" rel="canonical">')
    place.crawl(news())
    (page,) = place.pages()
    assert page.requested_url == "http://news.example/old?utm_source=x"
    assert page.redirects == ("http://news.example/middle",)
    assert page.url == "http://www.news.example/a0?s=1"
    assert page.id == article_id("http://www.news.example/a0")


@pytest.mark.parametrize(
    "wall", ["http://consent.example/collect", "http://news.example/", "http://news.example"]
)
def test_pages_that_lead_to_one_wall_are_not_one_article(place: Place, wall: str) -> None:
    """Each replaced the one before it: of a site that asks for consent elsewhere one article was left."""
    place.web.feed("/feed", LINKS)
    place.web.page(
        "consent.example/collect", head="<link rel=canonical href='http://consent.example/collect'>"
    )
    place.web.page("/")
    for n in range(4):
        place.web.routes[f"/a{n}"] = Answer(status=302, headers={"Location": wall})
    place.crawl(news())
    assert {page.id for page in place.pages()} == set(map(article_id, LINKS))


def test_addresses_that_differ_in_their_query_alone_and_lead_to_the_front_page_are_not_one_article(
    place: Place,
) -> None:
    """So a blog numbers its posts, and leads to its front page once one is gone."""
    links = [f"http://news.example/?p={n}" for n in range(3)]
    place.web.feed("/feed", links)
    place.web.page("/")
    for n in range(3):
        place.web.routes[f"/?p={n}"] = Answer(status=302, headers={"Location": "/"})
    place.crawl(news())
    assert {page.id for page in place.pages()} == set(map(article_id, links))


def test_links_of_another_host_than_the_source_s_lead_to_the_article(place: Place) -> None:
    """A feed's own redirects, which count its readers."""
    place.web.feed("/feed", ["http://counts.example/1"])
    place.web.routes["/1"] = Answer(status=302, headers={"Location": LINKS[0]})
    place.web.page("/a0")
    place.crawl(news())
    assert [page.id for page in place.pages()] == [article_id(LINKS[0])]


def test_a_failed_feed_is_told_and_waits(place: Place) -> None:
    place.web.routes["/feed"] = Answer(status=503, headers={"Retry-After": "7200"})
    summary = place.crawl(news(every="1m"))
    assert summary.errors == 1
    assert place.source()["last_error"].startswith("http-503: http://news.example/feed")
    place.time.go(minutes=30)
    assert due([news(every="1m")], place.store, place.time.now) == []
    place.time.go(minutes=91)
    serve(place)
    place.crawl(news(every="1m"), only_due=True)
    assert place.source()["last_error"] is None
    assert len(place.pages()) == 4


def test_a_304_that_nobody_asked_for_is_a_failure(place: Place) -> None:
    place.web.routes["/feed"] = Answer(status=304)
    place.crawl(news())
    assert place.source()["last_error"].startswith("http-304")


def test_an_error_page_with_status_200_is_no_feed(place: Place) -> None:
    place.web.page("/feed", "Sorry")
    summary = place.crawl(news())
    assert summary.sources["news"].errors[0].startswith("not-a-feed")


def test_a_sitemap_index_leads_to_pages(place: Place) -> None:
    source = news(
        feeds=[], sitemaps=[{"url": "http://news.example/map.xml", "seen": "tests"}], only=["/news/"]
    )
    place.web.routes["/map.xml"] = Answer(
        b"<sitemapindex><sitemap><loc>http://news.example/one.xml</loc></sitemap></sitemapindex>",
        headers={"ETag": '"index"'},
    )
    place.web.routes["/one.xml"] = Answer(
        b"<urlset><url><loc>/news/a</loc></url><url><loc>/about</loc></url></urlset>",
        headers={"ETag": '"one"'},
    )
    place.web.page("/news/a")
    summary = place.crawl(source)
    assert (summary.sources["news"].lists, summary.pages) == (2, 1)
    assert place.source()["lists"]["http://news.example/map.xml"]["etag"] is None
    assert place.source()["lists"]["http://news.example/one.xml"]["etag"] == '"one"'


def test_a_log_that_is_away_ends_the_crawl_and_leaves_all_pending(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    from newswatch.errors import Transient

    def away(messages: object) -> None:
        raise Transient("the log is away")

    serve(place)
    with monkeypatch.context() as patch:
        patch.setattr(place.log, "append", away)
        with pytest.raises(Transient):
            place.crawl(news())
    assert {body["state"] for body in place.urls().values()} == {"pending"}
    place.crawl(news())
    assert len(place.pages()) == 4


def test_a_crawl_that_is_out_of_time_leaves_the_rest_pending(place: Place) -> None:
    serve(place)
    summary = place.crawl(news(politeness={"delay": 1}), time_limit=0.1)
    assert summary.stopped
    assert summary.errors == summary.failed == 0
    place.time.go(minutes=1)
    assert place.crawl(news()).stopped is False
    assert len(place.pages()) == 4


def test_the_end_of_a_crawl_waits_for_no_delay(place: Place) -> None:
    """Else it would take a site's whole delay, and be killed for hanging: nothing would be noted of any crawl."""
    serve(place)
    began = monotonic()
    assert place.crawl(news(politeness={"delay": 50}), time_limit=0.5).stopped
    assert monotonic() - began < 20
    assert len(place.pages()) == 0
    place.time.go(minutes=1)
    assert place.crawl(news()).pages == 4


def test_a_slow_site_with_much_left_keeps_no_list_from_being_read(place: Place) -> None:
    """Its pages that wait for their turn take the places of all requests at once, until the first has come."""
    where = {
        "homepage": "http://slow.example/",
        "feeds": [{"url": "http://slow.example/feed", "seen": "tests"}],
    }
    slow = news(id="slow", politeness={"delay": 1}, **where)
    links = [Entry(url=f"http://slow.example/a{n}") for n in range(40)]
    add_entries(place.store, slow, links, now=place.time.now, silent=False, first=False)
    save_list(
        place.store, slow, slow.lists[0].url, place.time.now, etag=None, last_modified=None, entries=0, new=0
    )
    serve(place)
    place.web.routes.update({f"slow.example/a{n}": Answer(b"<p>x") for n in range(40)})
    place.crawl(slow, news(), only_due=True, time_limit=3)
    before = place.web.asked[: place.web.asked.index("news.example/feed")]
    assert "slow.example/robots.txt" in place.web.asked
    assert not [path for path in before if path.startswith("slow.example/a")]
