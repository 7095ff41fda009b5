"""How a source fares: quiet, broken or changed, from its document, its pages and what is expected."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from crawlers.health import Health, changes, health, health_of
from crawlers.newest_pages import Refused
from crawlers.states import counted
from newswatch.messages import Article, SourceRef
from tests.unit.crawlers.crawl_web import Answer, Place, news

NOW = datetime(2023, 1, 24, 9, tzinfo=UTC)  # a Tuesday
FEED = "http://news.example/feed"
SOURCE = news(entries_a_day={"min": 0, "max": 100})


def state(
    counts: list[int], *, silent: timedelta = timedelta(hours=1), age: float | None = None, **more: Any
) -> dict[str, Any]:
    """A document with new entries by day, today last, and the last of them `silent` ago."""
    days = {
        (NOW - timedelta(days=n)).date().isoformat(): {"new": count}
        for n, count in enumerate(reversed(counts))
        if count
    }
    return {
        "since": (NOW - timedelta(days=len(counts) - 1 if age is None else age)).isoformat(),
        "days": days,
        "last_new": (NOW - silent).isoformat(),
        "last_success": NOW.isoformat(),
        "lists": {FEED: {"faults": 0, "entries": 20, "had_entries": True, "read": True}},
        **more,
    }


def article(n: int = 0, *problems: str, body: str = "Text. " * 99, **changed: Any) -> Article:
    values: dict[str, Any] = {
        "id": f"{n:032x}",
        "url": f"http://news.example/{n}",
        "headline": "Title",
        "body": body,
        "publisher": "News",
        "in_language": "en",
        "date_published": NOW - timedelta(minutes=n + 5),
        "problems": problems,
        "source": SourceRef(id="news", publisher="News"),
        "discovered_at": NOW,
        "fetched_at": NOW,
    }
    return Article(**{**values, **changed})


def verdict(found: Health) -> tuple[str, str]:
    return found.word, found.reason


def test_a_source_that_fares_well_tells_its_figures() -> None:
    found = health(state([12] * 15), [article(n) for n in range(5)], SOURCE, NOW)
    assert verdict(found) == ("ok", "")
    assert found.entries_a_day == pytest.approx(12.857, abs=0.01)
    assert (found.extracted, found.delay, found.errors) == (1.0, 420.0, 0)


def test_a_source_that_was_never_read_is_new() -> None:
    assert verdict(health({}, [], SOURCE, NOW)) == ("new", "")
    assert verdict(health({}, [], news(enabled=False), NOW)) == ("off", "")


# --- too few ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("a_day", "silent", "word"),
    [
        (12, timedelta(hours=30), "ok"),
        (12, timedelta(hours=40), "quiet"),
        (12, timedelta(days=8), "broken"),
        (1, timedelta(days=5), "ok"),
        (1, timedelta(days=9), "quiet"),
        (1, timedelta(days=41), "broken"),
    ],
)
def test_silence_is_measured_by_what_is_usual(a_day: int, silent: timedelta, word: str) -> None:
    found = health(state([a_day] * 29 + [0] * silent.days, silent=silent), [], SOURCE, NOW)
    assert found.word == word


def test_a_paper_that_rests_on_weekends_is_not_quiet_on_monday() -> None:
    monday = NOW - timedelta(days=1)
    week = [20, 20, 20, 20, 20, 0, 0]  # from Monday on
    history = state([])
    for n in range(3, 24):
        when = monday - timedelta(days=n)
        history["days"][when.date().isoformat()] = {"new": week[when.weekday()]}
    history |= {
        "since": (monday - timedelta(days=28)).isoformat(),
        "last_new": (monday - timedelta(days=2, hours=16)).isoformat(),
    }
    assert health(history, [], SOURCE, monday).word == "ok"
    history["last_new"] = (monday - timedelta(days=4)).isoformat()
    assert verdict(health(history, [], SOURCE, monday)) == ("quiet", "silent")


def test_less_than_expected_is_quiet_whatever_is_usual() -> None:
    source = news(entries_a_day={"min": 5, "max": 100})
    assert verdict(health(state([2] * 10), [], source, NOW)) == ("quiet", "few")
    assert health(state([2, 2]), [], source, NOW).word == "ok"  # too young to tell


# --- too many ---------------------------------------------------------------------------------------


def test_more_than_expected_is_a_change() -> None:
    assert verdict(health(state([12] * 5 + [101]), [], SOURCE, NOW)) == ("changed", "too-many")
    assert verdict(health(state([12] * 20 + [90]), [], SOURCE, NOW)) == ("changed", "flood")
    assert health(state([12] * 5 + [90]), [], SOURCE, NOW).word == "ok"


# --- broken -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "faults", "word"),
    [
        ("dns: no such name", 2, "ok"),
        ("dns: no such name", 3, "broken"),
        ("http-404: status 404", 2, "broken"),
    ],
)
def test_a_list_that_fails_again_and_again_is_broken(error: str, faults: int, word: str) -> None:
    lists = {FEED: {"faults": faults, "error": error}}
    found = health(state([12] * 9, lists=lists), [], SOURCE, NOW)
    assert (found.word, found.errors) == (word, faults)
    assert found.reason == (error.partition(":")[0] if word == "broken" else "")


def test_a_list_that_lists_nothing_any_more_is_broken() -> None:
    lists = {FEED: {"faults": 0, "entries": 0, "had_entries": True}}
    assert verdict(health(state([12] * 9, lists=lists), [], SOURCE, NOW)) == ("broken", "empty-list")
    lists[FEED]["had_entries"] = False
    assert health(state([0] * 9, lists=lists), [], SOURCE, NOW).word == "ok"


def test_pages_that_cannot_be_fetched_break_a_source() -> None:
    bad = state([12] * 9)
    bad["days"] = counted(bad, NOW, {"pages": 2}, {"http-403": 9, "timeout": 1})
    found = health(bad, [], SOURCE, NOW)
    assert verdict(found) == ("broken", "http-403")
    bad["days"] = counted(bad, NOW, {"pages": 9})
    assert health(bad, [], SOURCE, NOW).word == "ok"


# --- changed ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("problem", ["paywall", "consent-wall", "soft-404", "script-only"])
def test_a_wall_before_the_text_is_a_change(problem: str) -> None:
    seen = [article(n, problem) for n in range(4)] + [article(n) for n in range(4, 6)]
    found = health(state([12] * 9), seen, SOURCE, NOW)
    assert verdict(found) == ("changed", problem)
    assert health(state([12] * 9), seen[2:], SOURCE, NOW).word == "ok"


def test_nothing_but_walls_is_broken() -> None:
    found = health(state([12] * 9), [article(n, "short", body="") for n in range(5)], SOURCE, NOW)
    assert (*verdict(found), found.extracted) == ("broken", "empty", 0.0)
    walled = [article(n, "consent-wall" if n % 2 else "soft-404") for n in range(5)]
    found = health(state([12] * 9), walled, SOURCE, NOW)
    assert verdict(found) == ("broken", "soft-404")
    assert found.text == "none of its last 5 pages could be read: 3 soft-404, 2 consent-wall"
    assert health(state([12] * 9), [*walled, article(5)], SOURCE, NOW).word == "ok", "no trouble is of most"


def test_a_stub_behind_a_paywall_is_read_and_short_texts_alone_are_no_wall() -> None:
    stubs = [article(n, "paywall") for n in range(5)]
    assert verdict(health(state([12] * 9), stubs, SOURCE, NOW)) == ("changed", "paywall")
    assert health(state([12] * 9), [article(n, "short") for n in range(9)], SOURCE, NOW).word == "ok"


def test_a_page_that_made_no_article_counts_as_one_that_made_one() -> None:
    gone = [Refused(f"{n:032x}", "consent-wall", NOW - timedelta(minutes=n)) for n in range(30)]
    found = health(state([12] * 9), [], SOURCE, NOW, gone[:4])
    assert (found.word, found.extracted) == ("ok", 0.0), "too few to tell"
    assert verdict(health(state([12] * 9), [], SOURCE, NOW, gone)) == ("broken", "consent-wall")
    fine = [article(n, fetched_at=NOW + timedelta(minutes=1)) for n in range(8)]
    assert verdict(health(state([12] * 9), fine, SOURCE, NOW, gone)) == ("changed", "consent-wall")
    found = health(
        state([12] * 9), [*fine, article(8, fetched_at=NOW + timedelta(minutes=1))], SOURCE, NOW, gone
    )
    assert (found.word, found.extracted) == ("ok", 0.45), "9 of the newest 20"
    old = [article(n, fetched_at=NOW - timedelta(hours=1)) for n in range(20)]
    assert verdict(health(state([12] * 9), old, SOURCE, NOW, gone)) == ("broken", "consent-wall")


def test_another_language_is_a_change() -> None:
    seen = [article(n, in_language="de") for n in range(4)] + [article(4)]
    assert verdict(health(state([12] * 9), seen, SOURCE, NOW)) == ("changed", "language")
    both = news(feeds=[{"url": FEED, "seen": "tests", "language": "de"}])
    assert health(state([12] * 9), seen, both, NOW).word == "ok"


# --- told once --------------------------------------------------------------------------------------


def test_a_source_is_told_when_it_breaks_and_when_it_recovers() -> None:
    words = ["new", "ok", "broken", "broken", "changed", "quiet", "ok", "changed", "off", "ok"]
    before: dict[str, Health] = {}
    told = []
    for word in words:
        after = {"news": Health(word)}  # type: ignore[arg-type]
        told.append([one.kind for one in changes(before, after)])
        before = after
    assert told == [[], [], ["broken"], [], [], ["recovered"], [], ["broken"], [], []]


# --- the document -----------------------------------------------------------------------------------


def test_a_crawl_keeps_the_history(place: Place) -> None:
    links = [f"http://news.example/a{n}" for n in range(3)]
    place.web.feed("/feed", links[:2])
    for n in range(3):
        place.web.page(f"/a{n}")
    place.crawl(news())
    place.time.go(days=1)
    place.web.feed("/feed", [*links, "http://news.example/gone"])
    place.web.routes["/gone"] = Answer(status=410)
    place.crawl(news())
    place.web.routes["/feed"] = Answer(status=503)
    place.crawl(news())
    document = place.source()
    assert document["days"] == {
        "2023-01-24": {"first": 2, "pages": 2},
        "2023-01-25": {"new": 2, "pages": 1, "failed": {"http-410": 1}, "errors": 1},
    }
    assert document["lists"][FEED]["error"] == "http-503: status 503"
    assert health(document, [], news(), place.time()).entries_a_day == 2.0


def test_an_unchanged_list_keeps_its_count_of_entries(place: Place) -> None:
    place.web.feed("/feed", ["http://news.example/a"], etag='"1"')
    place.web.page("/a")
    place.crawl(news())
    place.crawl(news())
    assert place.source()["lists"][FEED]["entries"] == 1


def test_old_days_are_forgotten() -> None:
    old = {"days": {"2022-10-01": {"new": 3}, "2023-01-01": {"new": 1}}}
    assert counted(old, NOW, {"new": 0}) == {"2023-01-01": {"new": 1}}


def test_a_noted_health_is_read_again() -> None:
    from dataclasses import asdict

    found = Health("broken", "dns", "no such name", errors=3)
    assert health_of({"health": {**asdict(found), "at": NOW.isoformat()}}) == found
    assert health_of({}) is None
