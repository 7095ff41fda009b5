"""What never became a page: found by `dead list` with reason, source and time, told by `explain`, tried once more."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from crawlers.fate import fate_of
from crawlers.frontier import FIRST_CRAWL, Fault, add_entries, due_urls, mark_done, mark_failed
from crawlers.sources import load_sources
from newswatch.adapters.sqlite_store import SqliteStore
from newswatch.cli.fates import crawl_lines
from newswatch.messages import DeadLetter, Entry, digest
from newswatch.stage import Put
from processors.index import index
from tests.unit.cli.test_commands import lines, newswatch

NOW = datetime(2023, 1, 23, 15, tzinfo=UTC)
HOME = "https://gazette.example"
FILE = f"""name: The Gazette
publisher: The Gazette
homepage: {HOME}/
language: en
kind: press
skip: [/podcast/]
feeds:
  - url: {HOME}/feed
    seen: ours
"""
FAULTS = {
    "robots": Fault("robots", f"{HOME}/robots.txt does not allow it"),
    "private": Fault("address-refused", "gazette.example: 10.0.0.1 is a private address"),
    "gone": Fault("http-410", "status 410", status=410),
    "missing": Fault("http-451", "status 451", status=451),
    "large": Fault("too-large", "more than 3145728 bytes"),
    "slow": Fault("timeout", "no whole answer within 30 s"),
    "busy": Fault("http-429", "status 429", retry_after=3_600, status=429),
}
GIVEN_UP = {"robots", "private", "gone", "missing", "large"}


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SqliteStore]:
    """A store in which each of the faults happened, an hour after the other."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "220")
    monkeypatch.setenv("NEWSWATCH_CONFIG_DIR", str(tmp_path / "own"))
    monkeypatch.setenv("NEWSWATCH_CLOCK", (NOW + timedelta(days=1)).isoformat())
    own = tmp_path / "own" / "sources"
    own.mkdir(parents=True)
    (own / "gazette.yml").write_text(FILE)
    (own / "asleep.yml").write_text(FILE.replace("gazette.example", "asleep.example") + "enabled: false\n")
    source = load_sources([own])["gazette"]
    made = SqliteStore(tmp_path / "var" / "store.db", clock=lambda: NOW)
    entries = [Entry(url=f"{HOME}/{name}") for name in FAULTS]
    pending = add_entries(made, source, entries, now=NOW, silent=False, first=False)
    for hour, (one, fault) in enumerate(zip(pending, FAULTS.values(), strict=True)):
        mark_failed(made, one, fault, NOW + timedelta(hours=hour))
    (waits, done) = add_entries(
        made,
        source,
        [Entry(url=f"{HOME}/waits"), Entry(url=f"{HOME}/read")],
        now=NOW,
        silent=True,
        first=False,
    )
    assert waits.url.endswith("waits")
    mark_done(made, done, article=done.id, url=f"{HOME}/moved", status=200, now=NOW)
    old = [
        Entry(url=f"{HOME}/old/{n}", date_published=NOW - timedelta(days=n)) for n in range(FIRST_CRAWL + 1)
    ]
    add_entries(made, source, old, now=NOW, silent=True, first=True)
    letter = DeadLetter(
        id=digest("dead"), stage="extract", origin="pages/0/7", origin_topic="pages", reason="not-html", text="a PDF",
        record=b"{}", record_bytes=2, record_sha256="", source="gazette", url=f"{HOME}/pdf", at=NOW,
    )  # fmt: skip
    made.put_newer([o.doc for o in index(letter, {}) if isinstance(o, Put)])
    yield made
    made.close()


def listed(*args: str) -> list[dict[str, Any]]:
    return [json.loads(json.dumps(one)) for one in lines(newswatch("dead", "list", "--json", *args))]


def explained(path: str, *, known: bool = True) -> str:
    result = newswatch("explain", f"{HOME}/{path}")
    assert result.exit_code == (0 if known else 1)
    return result.stdout


@pytest.mark.parametrize("name", FAULTS)
def test_a_failed_fetch_is_found_by_its_reason_and_told(name: str) -> None:
    fault = FAULTS[name]
    (one,) = listed("--reason", fault.reason)
    assert (one["stage"], one["url"], one["source"]) == ("crawl", f"{HOME}/{name}", "gazette")
    assert fault.text in one["text"]
    assert (one["next_try"] is None) is (name in GIVEN_UP)
    told = explained(name)
    assert f"{fault.reason}: {fault.text}" in told
    assert ("given up" in told) is (name in GIVEN_UP)
    assert ("tried again 2023-01-23T" in told) is (name not in GIVEN_UP)
    assert "by the source gazette" in told
    assert "extract" not in told


def test_they_are_found_by_source_stage_and_time() -> None:
    assert len(listed()) == len(FAULTS) + 1
    assert listed("--source", "elsewhere") == []
    assert len(listed("--source", "gazette", "--stage", "crawl")) == len(FAULTS)
    assert [one["reason"] for one in listed("--stage", "extract")] == ["not-html"]
    assert {one["reason"] for one in listed("--reason", "http")} == {"http-410", "http-451", "http-429"}
    since = listed("--since", "2023-01-23T17:00", "--until", "2023-01-23T19:00")
    assert [one["reason"] for one in since] == ["http-410", "http-451"]
    assert [one["at"] for one in listed()] == sorted(one["at"] for one in listed())
    shown = newswatch("dead", "list", "--reason", "timeout").stdout
    assert "tried again 2023-01-23T18:01" not in shown
    assert "tried again 2023-01-23T20:01" in shown
    assert newswatch("dead", "list", "--since", "soon").exit_code == 2


def test_one_is_shown_by_the_first_letters_of_its_id() -> None:
    (one,) = listed("--reason", "robots")
    assert json.loads(newswatch("dead", "show", one["id"][:8]).stdout)["url"] == f"{HOME}/robots"
    assert newswatch("dead", "show", "zzzz").exit_code == 1


def test_those_that_fit_are_fetched_again(store: SqliteStore) -> None:
    def due() -> set[str]:
        found = due_urls(store, "gazette", NOW + timedelta(days=1))
        return {one.url.removeprefix(HOME) for one in found if "/old/" not in one.url}

    assert due() == {"/waits", "/slow", "/busy"}
    assert newswatch("dead", "retry").exit_code == 2
    assert newswatch("dead", "retry", "--reason", "no-such").exit_code == 1
    done = lines(newswatch("dead", "retry", "--reason", "http", "--until", "2023-01-23T19:00", "--json"))
    assert len(done[0]["retried"]) == 2  # type: ignore[arg-type]
    assert due() == {"/waits", "/slow", "/busy", "/gone", "/missing"}
    assert {one["reason"] for one in listed("--reason", "http")} == {"http-429"}


def test_what_waits_was_read_or_passed_over_is_told() -> None:
    assert "pending: `newswatch crawl --due` fetches it" in explained("waits")
    read = explained("read")
    assert "done: fetched 2023-01-23T15:00, status 200" in read
    assert f"it led to {HOME}/moved" in read
    assert "such pages never alert" in read
    assert "extract   not read yet" in read
    assert "seen, and never fetched" in explained(f"old/{FIRST_CRAWL}")
    assert "rejected: not-html: a PDF" in explained("pdf")


@pytest.mark.parametrize(
    ("body", "fate", "told"),
    [
        ({"state": "seen"}, "seen", "seen, and never fetched"),
        ({"state": "failed", "reason": "robots"}, "given-up", "failed: robots  (tries 0; given up"),
        (
            {"state": "pending", "reason": "http-503", "next_try": 1},
            "fails",
            "pending: http-503  (tries 0, tried again 1970-01-01T00:00:00Z)",
        ),
        ({"state": "pending"}, "waits", "pending: `newswatch crawl --due`"),
        (
            {"state": "pending", "done_at": "2023-01-23T14:00:00Z", "next_try": 1},
            "looked-at-again",
            "done: fetched 2023-01-23T14:00; looked at once more 1970-01-01T00:00:00Z",
        ),
        ({"state": "done", "done_at": "2023-01-23T14:00:00Z"}, "fetched", "done: fetched 2023-01-23T14:00"),
        ({}, "fetched", "done: fetched"),
    ],
)
def test_every_fate_has_its_line(body: dict[str, object], fate: str, told: str) -> None:
    assert fate_of(body) == fate
    said = next(crawl_lines({"fetch": body}))
    assert said.startswith(f"crawl     {told}"), said


def test_what_no_list_named_is_told_by_its_source(store: SqliteStore) -> None:
    assert "watched by gazette, which was never read" in explained("unheard-of", known=False)
    from newswatch.ports import Keys

    store.swap("sources", "gazette", {"last_success": "2023-01-23T14:00:00+00:00"}, Keys(), None)
    told = explained("unheard-of", known=False)
    assert "gazette, which did not name it when it was last read, 2023-01-23T14:00" in told
    assert "leaves such addresses out" in explained("podcast/1", known=False)
    assert "which is switched off" in newswatch("explain", "https://asleep.example/a").stdout
    nobody = newswatch("explain", "https://nobody.example/a")
    assert "none watches its site: `newswatch sources add https://nobody.example/`" in nobody.stdout
    assert nobody.exit_code == 1


def test_what_is_no_address_is_a_usage_error() -> None:
    assert newswatch("explain", "gazette").exit_code == 2
