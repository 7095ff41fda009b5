"""`sources add` and `sources check`: what a site lists its news in, and what it gives, through the guard."""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
import yaml

from crawlers.crawl import new_reach, scrapy_settings
from crawlers.discover import Site, discover, id_of, read_front
from crawlers.guard import Policy
from crawlers.look import looked, start_look
from crawlers.reach import Limits
from crawlers.sources import load_sources
from crawlers.spiders.look import Ask
from crawlers.tries import checked, tried
from newswatch.cli.sources_add import Wish, added, found, source_of
from newswatch.cli.sources_check import check_all
from newswatch.cli.sources_shown import added_json, added_lines
from newswatch.errors import ConfigError, NewswatchError
from newswatch.settings import load_settings
from tests.unit.crawlers.crawl_web import Answer, Place, Web, news

T = TypeVar("T")
NOW = datetime(2023, 1, 24, 9, tzinfo=UTC)
PRIVATE = Policy(allow_private=True)
HTML = {"Content-Type": "text/html; charset=utf-8"}


def look(place: Place, routine: Callable[[Ask], Awaitable[T]], *, connect: bool = True) -> T:
    """One look in the reactor that the tests share; every host is the place's web."""
    reach = new_reach(Limits(timeout=20), connect_to=f"*=127.0.0.1:{place.web.port}" if connect else "")

    async def main() -> T:
        from scrapy.crawler import AsyncCrawlerRunner

        settings = scrapy_settings((), reach.limits)
        settings.set("DOWNLOAD_DELAY", 0, priority="cmdline")
        outcome: list[T | BaseException] = []
        task = start_look(AsyncCrawlerRunner(settings), routine, reach, place.time, outcome)
        await asyncio.gather(task, return_exceptions=True)
        return looked(task, outcome)

    return asyncio.run_coroutine_threadsafe(main(), place.loop).result(60)


def site_of(place: Place, url: str = "http://news.example/", policy: Policy = PRIVATE) -> Site:
    return look(place, lambda ask: discover(url, ask, policy))


def rss(
    count: int, *, gap: timedelta = timedelta(hours=6), language: str = "", first: datetime = NOW
) -> bytes:
    items = "".join(
        f"<item><title>The model {n} is open to all researchers</title><link>http://news.example/a{n}</link>"
        f"<pubDate>{(first - gap * n):%a, %d %b %Y %H:%M:%S} GMT</pubDate></item>"
        for n in range(count)
    )
    told = f"<language>{language}</language>" if language else ""
    return (
        f'<rss version="2.0"><channel><title>The News</title><link>http://news.example/</link>{told}{items}'
        "</channel></rss>"
    ).encode()


def front(web: Web, head: str = "", lang: str = "en") -> None:
    html = f'<html lang="{lang}"><head><title>News &amp; more</title>{head}</head><body></body></html>'
    web.routes["/"] = Answer(html.encode(), headers=HTML)


# --- finding ----------------------------------------------------------------------------------------


def test_a_linked_feed_is_found_and_its_comments_are_not(place: Place) -> None:
    front(
        place.web,
        '<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed">'
        '<link rel="alternate" type="text/html" hreflang="fr" href="/fr">'
        "<link href='/rss' type='application/rss+xml' rel='alternate'>",
    )
    place.web.routes["/rss"] = Answer(rss(5, language="en-GB"))
    site = site_of(place)
    assert [(one.url, one.found) for one in site.tried] == [("http://news.example/rss", "link")]
    chosen = site.chosen
    assert chosen is not None
    assert (chosen.kind, chosen.entries, chosen.undated, chosen.a_day) == ("rss", 5, 0, 4.0)
    assert (chosen.newest, chosen.language, chosen.title) == (NOW, "en", "The News")
    assert "news.example/comments/feed" not in place.web.asked


def test_a_feed_at_a_common_path_is_found(place: Place) -> None:
    front(place.web)
    place.web.routes["/rss.xml"] = Answer(rss(2))
    site = site_of(place)
    assert site.chosen is not None
    assert (site.chosen.url, site.chosen.found) == ("http://news.example/rss.xml", "common path")


def test_a_sitemap_of_robots_txt_is_found(place: Place) -> None:
    front(place.web)
    place.web.routes["/robots.txt"] = Answer(
        b"User-agent: *\nDisallow: /private\nSitemap: http://news.example/all.xml\n"
        b"Sitemap: http://news.example/news-index.xml\n"
    )
    place.web.routes["/news-index.xml"] = Answer(
        b"<sitemapindex><sitemap><loc>http://news.example/one.xml</loc></sitemap></sitemapindex>"
    )
    place.web.routes["/one.xml"] = Answer(
        b"<urlset><url><loc>http://news.example/a</loc><lastmod>2023-01-24</lastmod></url></urlset>"
    )
    place.web.routes["/all.xml"] = Answer(b"<urlset></urlset>")
    chosen = site_of(place).chosen
    assert chosen is not None
    assert (chosen.url, chosen.kind, chosen.entries) == ("http://news.example/news-index.xml", "index", 1)


def test_a_feed_that_went_stale_is_passed_over(place: Place) -> None:
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" href="/{name}">'
        for name in ("old", "undated", "new")
    )
    front(place.web, links)
    place.web.routes["/old"] = Answer(rss(9, first=NOW - timedelta(days=2_600)))
    place.web.feed("/undated", ["http://news.example/a"])
    place.web.routes["/new"] = Answer(rss(2))
    site = site_of(place)
    assert [one.entries for one in site.tried] == [9, 1, 2]
    assert site.chosen is not None
    assert site.chosen.url == "http://news.example/undated", "the site's own order holds among the others"
    place.web.routes["/new"] = Answer(status=404)
    place.web.routes["/undated"] = Answer(status=404)
    assert (site_of(place).chosen or site.chosen).url == "http://news.example/old", "better than none"


def test_an_index_is_judged_by_a_sitemap_that_has_dates(place: Place) -> None:
    """The one that changed last is of tags, and packed."""
    front(place.web)
    place.web.routes["/robots.txt"] = Answer(b"Sitemap: http://news.example/index.xml.gz\n")
    children = "".join(
        f"<sitemap><loc>http://news.example/{name}</loc><lastmod>2023-01-{day}</lastmod></sitemap>"
        for name, day in (("posts.xml.gz", 23), ("tags.xml", 24), ("gone.xml", 25))
    )
    place.web.routes["/index.xml.gz"] = Answer(
        gzip.compress(f"<sitemapindex>{children}</sitemapindex>".encode())
    )
    place.web.routes["/tags.xml"] = Answer(
        b"<urlset><url><loc>http://news.example/tag/1</loc></url></urlset>"
    )
    place.web.routes["/posts.xml.gz"] = Answer(
        gzip.compress(
            b"<urlset><url><loc>http://news.example/a</loc><lastmod>2023-01-23</lastmod></url></urlset>"
        )
    )
    chosen = site_of(place).chosen
    assert chosen is not None
    assert [entry.url for entry in chosen.samples] == ["http://news.example/a"]
    assert (chosen.url, chosen.undated) == ("http://news.example/index.xml.gz", 0)
    place.web.routes["/posts.xml.gz"] = Answer(status=404)
    chosen = site_of(place).chosen
    assert chosen is not None
    assert [entry.url for entry in chosen.samples] == ["http://news.example/tag/1"]


def test_a_site_that_refuses_its_front_page_is_asked_for_by_its_feed(place: Place) -> None:
    place.web.routes["/"] = Answer(status=403)
    place.web.routes["/rss"] = Answer(rss(2))
    with pytest.raises(NewswatchError, match=r"http-403: status 403\. If you know its feed .* own address"):
        site_of(place)
    assert site_of(place, "http://news.example/rss").chosen is not None


def test_a_feeds_own_address_is_taken(place: Place) -> None:
    place.web.routes["/rss"] = Answer(rss(2))
    site = site_of(place, "http://news.example/rss")
    assert (site.front.url, site.front.name) == ("http://news.example/", "The News")
    assert site.chosen is not None
    assert site.chosen.found == "given"


def test_robots_and_the_guard_hold_for_a_look(place: Place) -> None:
    front(place.web, '<link rel="alternate" type="application/rss+xml" href="http://10.0.0.1/rss">')
    place.web.routes["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /")
    with pytest.raises(NewswatchError, match="robots: "):
        site_of(place)
    assert place.web.asked == ["news.example/robots.txt"]
    with pytest.raises(NewswatchError, match="address-refused: "):
        site_of(place, policy=Policy())
    with pytest.raises(NewswatchError, match="scheme-refused: "):
        look(place, lambda ask: discover("file:///etc/passwd", ask, PRIVATE))
    with pytest.raises(NewswatchError, match="address-refused: "):
        look(place, lambda ask: discover("http://127.0.0.1/", ask, Policy()), connect=False)


def test_a_hostile_front_page_costs_little() -> None:
    body = b"<link " * 200_000 + b"<title>" * 100_000 + b'<html lang="' + b"a" * 1_000_000
    assert read_front(body, "http://news.example/").feeds == ()


@pytest.mark.parametrize(
    ("url", "id_"),
    [
        ("https://www.theverge.com/", "theverge"), ("https://news.bbc.co.uk", "bbc"), ("http://10.1.2.3/", "10-1-2-3"),
        ("https://my_blog.github.io/", "my-blog"),
    ],
)  # fmt: skip
def test_an_id_is_made_of_the_address(url: str, id_: str) -> None:
    assert id_of(url) == id_


# --- adding -----------------------------------------------------------------------------------------


def test_a_source_is_written_and_can_be_loaded(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    front(place.web, '<link rel="alternate" type="application/rss+xml" href="/rss">' * 2
          + '<link rel="alternate" type="application/atom+xml" href="/other">')  # fmt: skip
    place.web.routes["/rss"] = Answer(rss(8, gap=timedelta(hours=2)))
    place.web.routes["/other"] = Answer(rss(2))
    place.web.page("/a0", "The model 0 is open")
    settings = load_settings(config_dir=tmp_path / "own", extract_processes=1)
    wish = Wish("news.example", allow_private=True)
    site, answer = look(place, lambda ask: found(wish, ask))
    done = added(settings, wish, site, answer)
    assert done.written == tmp_path / "own" / "sources" / "news.yml"
    source = load_sources([tmp_path / "own" / "sources"])["news"]
    assert source == done.source
    assert (source.name, source.language, source.every, source.homepage) == (
        "The News",
        "en",
        900,
        "http://news.example/",
    )
    assert "#  - url: http://news.example/other  # 2 entries" in done.text
    shown = added_json(done)
    assert shown["sample"]["headline"] == "The model 0 is open"
    assert yaml.safe_load(shown["yaml"])["feeds"][0]["url"] == "http://news.example/rss"
    assert any("8 entries, the newest of 2023-01-24 09:00" in line for line in added_lines(done))
    with pytest.raises(ConfigError, match="is the source 'news' already"):
        added(settings, wish, site, answer)


def test_a_source_that_cant_be_written_is_told_with_its_text(place: Place, tmp_path: Path) -> None:
    """In a container one's own folder can only be read."""
    front(place.web, '<link rel="alternate" type="application/rss+xml" href="/rss">')
    place.web.routes["/rss"] = Answer(rss(8, gap=timedelta(hours=2)))
    (tmp_path / "closed").touch()
    wish = Wish("news.example", allow_private=True, folder=tmp_path / "closed" / "sources")
    with pytest.raises(NewswatchError, match=r"news\.yml can't be written: .*(?s:.*)name: The News"):
        added(load_settings(), wish, *look(place, lambda ask: found(wish, ask)))


def test_a_source_of_a_site_that_has_a_sitemap_alone_is_written(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    front(place.web)
    place.web.routes["/robots.txt"] = Answer(b"Sitemap: http://news.example/index.xml\n")
    place.web.routes["/index.xml"] = Answer(
        b"<sitemapindex><sitemap><loc>http://news.example/one.xml</loc></sitemap></sitemapindex>"
    )
    place.web.routes["/one.xml"] = Answer(
        b"<urlset><url><loc>http://news.example/a</loc><lastmod>2023-01-24</lastmod></url></urlset>"
    )
    place.web.page("/a", "The model is open")
    settings = load_settings(config_dir=tmp_path / "own", extract_processes=1)
    wish = Wish("news.example", allow_private=True)
    done = added(settings, wish, *look(place, lambda ask: found(wish, ask)))
    source = load_sources([tmp_path / "own" / "sources"])["news"]
    assert source == done.source
    assert [str(one.url) for one in source.sitemaps] == ["http://news.example/index.xml"]
    assert source.feeds == ()
    assert added_json(done)["sample"]["headline"] == "The model is open"


def test_a_site_cannot_write_keys_into_the_file(place: Place) -> None:
    evil = "/two?\u2028allow_private: true\u2028#\x85allow_private: true\n"
    front(
        place.web,
        '<link rel="alternate" type="application/rss+xml" href="/rss">'
        f'<link rel="alternate" type="application/rss+xml" href="{evil}">',
    )
    place.web.routes["/rss"] = Answer(rss(2).replace(b"The News", "N\u2028every: 1s\x85a: b".encode()))
    site = site_of(place)
    assert site.chosen
    two = replace(site.chosen, url=f"http://news.example{evil}")
    source, text = source_of(
        Wish("x", language="en"), replace(site, tried=(site.chosen, two)), site.chosen, {}
    )
    assert set(yaml.safe_load(text)) == {
        "name", "publisher", "homepage", "language", "kind", "feeds", "every", "entries_a_day",
    }  # fmt: skip
    assert not source.allow_private


def test_what_the_site_does_not_tell_is_asked_for(place: Place) -> None:
    front(place.web, '<link rel="alternate" type="application/rss+xml" href="/rss">', lang="")
    place.web.routes["/rss"] = Answer(
        b'<rss version="2.0"><channel><item><title>1</title><link>http://news.example/1</link></item></channel></rss>'
    )
    site = site_of(place)
    assert site.chosen
    with pytest.raises(ConfigError, match="--language"):
        source_of(Wish("x"), site, site.chosen, {})
    source, _ = source_of(Wish("x", language="de", id="x", organisation="Example"), site, site.chosen, {})
    assert (source.id, source.language, source.kind) == ("x", "de", "first-party")
    with pytest.raises(ConfigError, match="id: "):
        source_of(Wish("x", language="de", id="../../etc/x"), site, site.chosen, {})


def test_a_site_without_lists_is_told(place: Place) -> None:
    front(place.web, '<link rel="alternate" type="application/rss+xml" href="/rss">')
    place.web.routes["/rss"] = Answer(b"<html>not a feed</html>", headers=HTML)
    with pytest.raises(NewswatchError, match="no feed and no sitemap") as caught:
        look(place, lambda ask: found(Wish("http://news.example/", allow_private=True), ask))
    assert "http://news.example/rss: not-a-feed" in str(caught.value)
    with pytest.raises(ConfigError, match="is no address"):
        look(place, lambda ask: found(Wish("http://[news"), ask))


# --- checking ---------------------------------------------------------------------------------------


def test_each_source_is_checked_by_itself(place: Place) -> None:
    place.web.routes["/feed"] = Answer(rss(5))
    place.web.routes["/old"] = Answer(rss(5, first=NOW - timedelta(days=60)))
    place.web.routes["/many"] = Answer(rss(100, gap=timedelta(minutes=5)))
    place.web.routes["/none"] = Answer(rss(0))
    place.web.routes["/html"] = Answer(b"<html></html>", headers=HTML)
    place.web.routes["/moved"] = Answer(status=301, headers={"Location": "/feed"})
    place.web.routes["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /closed")
    sources = [
        news(
            id=name,
            feeds=[{"url": f"http://news.example/{name}", "seen": "tests"}],
            entries_a_day={"min": 10 if name == "few" else 0, "max": 50},
        )
        for name in ("feed", "old", "many", "none", "html", "moved", "closed", "gone", "few")
    ]
    place.web.routes["/few"] = Answer(rss(5))
    results = look(place, lambda ask: check_all(sources, ask, place.time))
    assert {id_: (one.ok, one.word) for id_, one in results.items()} == {
        "feed": (True, "ok"),
        "old": (False, "stale"),
        "many": (False, "many"),
        "none": (False, "broken"),
        "html": (False, "broken"),
        "moved": (True, "ok"),
        "closed": (False, "broken"),
        "gone": (False, "broken"),
        "few": (False, "few"),
    }
    assert results["moved"].text == "http://news.example/moved leads to http://news.example/feed"
    assert "robots: " in results["closed"].text
    assert "http-404: " in results["gone"].text
    assert "not-a-feed" in results["html"].text


def test_a_burst_of_a_few_hours_is_not_taken_for_a_day() -> None:
    one = tried("u", "u", rss(40, gap=timedelta(minutes=1)), None)
    assert one.a_day == 40
    assert checked(news(entries_a_day={"min": 60, "max": 100}), (one,), NOW).ok


# --- the commands -----------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_commands_from_adding_to_listing(web: Web, tmp_path: Path) -> None:
    front(web, '<link rel="alternate" type="application/rss+xml" href="/rss">')
    web.routes["/rss"] = Answer(rss(2, first=datetime.now(UTC)))
    web.page("/a0", "The model 0 is open")
    web.page("/a1", "The model 1 is open")
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("NEWSWATCH_")},
        "NEWSWATCH_LOG_URL": f"sqlite:///{tmp_path}/log.db",
        "NEWSWATCH_STORE_URL": f"sqlite:///{tmp_path}/store.db",
        "NEWSWATCH_CONNECT_TO": f"*=127.0.0.1:{web.port}",
        "NEWSWATCH_CONFIG_DIR": str(tmp_path / "own"),
    }

    def newswatch(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "newswatch", *arguments],
            env=environment, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip

    done = newswatch("sources", "add", "http://news.example/", "--allow-private", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    file = tmp_path / "own" / "sources" / "news.yml"
    assert json.loads(done.stdout)["written"] == str(file)
    with file.open(
        "a", encoding="utf-8"
    ) as more:  # (looked at by the pace that a site is owed; not so from here on)
        more.write("politeness: {delay: 0}\n")
    done = newswatch("sources", "check", "news", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["result"] == "ok"
    done = newswatch("sources", "check", "news")
    assert done.stdout.splitlines()[1].split()[:3] == ["news", "ok", "2"]
    done = newswatch("crawl", "news", "--json")
    assert (done.returncode, done.stderr) == (0, "")  # Scrapy's own lines are not to be heard
    assert json.loads(done.stdout)["pages"] == 2
    done = newswatch("sources", "list", "--json")
    rows = {row["id"]: row for row in map(json.loads, done.stdout.splitlines())}
    assert rows["news"]["health"]["word"] == "ok"
    assert rows["news"]["state"]["last_success"]
    assert rows["ars-technica"]["health"]["word"] == "new"
    done = newswatch("sources", "list")
    assert any(line.split()[:2] == ["news", "ok"] for line in done.stdout.splitlines())
