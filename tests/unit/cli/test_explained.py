"""What `explain --json` writes is documented, key by key."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from crawlers.frontier import Fault, add_entries, mark_done, mark_failed, revisit
from crawlers.sources import load_sources
from newswatch.adapters.sqlite_store import SqliteStore
from newswatch.messages import DeadLetter, Entry, Flagged, Message, digest, json_of
from newswatch.stage import Put
from processors.alerting.alerts import Alert
from processors.flag import SHIPPED, flag, load_rules
from processors.index import index
from tests.unit.cli.test_commands import newswatch
from tests.unit.cli.test_never_a_page import FILE, HOME
from tests.unit.stories.made import article, deal
from tests.unit.stories.test_alerts import versions

NOW = datetime(2023, 1, 23, 15, tzinfo=UTC)
REFERENCE = (Path(__file__).parents[3] / "docs" / "reference.md").read_text(encoding="utf-8")
SECTION = REFERENCE.partition("`newswatch explain URL --json`")[2].partition("\n`newswatch ")[0]
ROWS: dict[str, str] = dict(re.findall(r"^\| (`[^|]+`) \| (.+) \|$", SECTION, re.MULTILINE))
"""The documented keys of the document, and what is said of each."""
FETCHED, FAILED = f"{HOME}/read", f"{HOME}/gone"


def documented(key: str) -> str:
    """What is said of a key; fails where nothing is."""
    (said,) = [text for keys, text in ROWS.items() if f"`{key}`" in keys]
    return said


def flagged() -> Flagged:
    made = deal(article("Nebulon buys Koralis", id=digest(FETCHED)), ["Nebulon"], "Koralis")
    return made.model_copy(update={"article": made.article.model_copy(update={"url": FETCHED})})


@pytest.fixture(autouse=True)
def _filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One address with all that there can be of one, and one that was never fetched."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NEWSWATCH_CONFIG_DIR", str(tmp_path / "own"))
    own = tmp_path / "own" / "sources"
    own.mkdir(parents=True)
    (own / "gazette.yml").write_text(FILE)
    source = load_sources([own])["gazette"]
    store = SqliteStore(tmp_path / "var" / "store.db", clock=lambda: NOW)
    entries = [Entry(url=FETCHED, date_modified=NOW), Entry(url=FAILED)]
    read, gone = add_entries(store, source, entries, now=NOW, silent=False, first=False)
    mark_failed(store, gone, Fault("http-410", "status 410", status=410), NOW)
    mark_failed(store, read, Fault("timeout", "no answer"), NOW)
    told = flagged()
    mark_done(store, read, article=told.article.id, url=FETCHED, status=200, now=NOW)
    revisit(store, FETCHED, "gazette", NOW + timedelta(minutes=1))
    (story,) = versions(told)
    letter = DeadLetter(
        id=digest("dead"), stage="extract", origin="pages/0/7", origin_topic="pages", reason="not-html", text="a PDF",
        record=b"{}", record_bytes=2, record_sha256="", source="gazette", url=FETCHED, at=NOW,
    )  # fmt: skip
    messages: tuple[Message, ...] = (told, story, letter)
    store.put_newer([o.doc for m in messages for o in index(m, {}) if isinstance(o, Put)])
    alert = Alert(id=story.id, story=story.id, channel="console", state="sent", sent=story)
    store.swap("alerts", alert.id, json_of(alert), alert.keys, None)
    store.refresh()
    store.close()


def explained(url: str) -> dict[str, Any]:
    found = newswatch("explain", url, "--json")
    document: dict[str, Any] = json.loads(found.stdout)
    assert (found.exit_code == 0) is document["known"]
    return document


def test_every_key_is_documented() -> None:
    told = explained(FETCHED)
    assert [key for key, value in told.items() if not value] == [], "else there is nothing to look at"
    assert sorted(key for keys in ROWS for key in re.findall(r"`(\w+)`", keys)) == sorted(told)
    below = {key: (*told[key], *explained(FAILED)[key]) for key in ("source", "fetch")}
    below |= {key: tuple(told[key][0]) for key in ("stories", "dead", "alerts")} | {
        "flagged": (*told["flagged"], *Flagged.model_fields)
    }
    below["alerts"] += tuple(Alert.model_fields)
    missing = {
        key: [name for name in names if f"`{name}`" not in documented(key)] for key, names in below.items()
    }
    assert missing == {key: [] for key in missing}


def test_no_key_is_documented_that_is_not_there() -> None:
    told = explained(FETCHED)
    fetched = {**told["fetch"], **explained(FAILED)["fetch"]}
    for key, there in (
        ("source", told["source"]),
        ("fetch", fetched),
        ("stories", told["stories"][0]),
        ("dead", told["dead"][0]),
    ):
        named = re.findall(r"`(\w+)`", re.sub(r"\([^)]*\)", "", documented(key)))
        assert [name for name in named if name not in there] == []


def test_what_is_not_known_is_null_or_empty() -> None:
    told = explained("https://elsewhere.example/x")
    assert {key: told[key] for key in ("known", "source", "fetch", "flagged")} == {
        "known": False,
        "source": None,
        "fetch": None,
        "flagged": None,
    }
    assert told["dead"] == told["stories"] == told["alerts"] == []


@pytest.mark.parametrize(
    ("of_now", "said"),
    [(True, "the score is 0.95: the label"), (False, "note rules: other ones are in force now")],
)
def test_a_veto_is_told_with_what_would_be_told_without_it(tmp_path: Path, of_now: bool, said: str) -> None:
    in_force = load_rules([SHIPPED])
    made = article("Review: Google launches Gemini 9", id=digest(FETCHED))
    told = flag(made.model_copy(update={"url": FETCHED, "body": "", "description": None}), in_force)
    if not of_now:
        told = told.model_copy(update={"rules_version": "another"})
    store = SqliteStore(tmp_path / "var" / "store.db", clock=lambda: NOW)
    store.put_newer([one.doc for one in index(told, {}) if isinstance(one, Put)])
    store.close()
    assert said in newswatch("explain", FETCHED).stdout
