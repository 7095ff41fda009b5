"""The commands over a store and a log with one of everything in it."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from newswatch.adapters.sqlite_log import SqliteLog
from newswatch.adapters.sqlite_store import SqliteStore
from newswatch.addresses import article_id, normalise
from newswatch.cli.app import app
from newswatch.cli.telling import in_its_sentence
from newswatch.errors import NewswatchError
from newswatch.messages import (
    DEAD_RECORD_LIMIT,
    DeadLetter,
    Evidence,
    Flagged,
    Message,
    Page,
    Story,
    decode,
    digest,
)
from newswatch.ports import Keys
from newswatch.stage import Put
from processors.index import index

GOLDEN = Path(__file__).parents[2] / "golden" / "messages"
NOW = datetime(2023, 1, 23, 15, tzinfo=UTC)


def golden(name: str) -> Message:
    topic = {"Page": "pages", "Flagged": "flagged", "Story": "stories", "DeadLetter": "dead"}[name]
    return decode(topic, (GOLDEN / f"{name}-1.json").read_bytes())


@pytest.fixture
def _filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    for name in ("LOG_URL", "STORE_URL"):
        monkeypatch.delenv(f"NEWSWATCH_{name}", raising=False)
    flagged, story, dead = golden("Flagged"), golden("Story"), golden("DeadLetter")
    assert isinstance(flagged, Flagged)
    url = flagged.article.url
    id_ = article_id(url)
    flagged = flagged.model_copy(update={"article": flagged.article.model_copy(update={"id": id_})})
    assert isinstance(story, Story)
    story = story.model_copy(
        update={
            "id": id_,
            "members": tuple(m.model_copy(update={"id": id_}) for m in story.members),
            "facts": tuple(f.model_copy(update={"group": f"deal:{f.group}"}) for f in story.facts),
        }
    )
    assert isinstance(dead, DeadLetter)
    page = golden("Page").model_copy(update={"id": id_})
    letter = dead.model_copy(update={"record": page.encode(), "record_bytes": len(page.encode())})
    log = SqliteLog(tmp_path / "var" / "log.db", clock=lambda: NOW)
    log.append([flagged, story, letter])
    log.close()
    store = SqliteStore(tmp_path / "var" / "store.db", clock=lambda: NOW)
    for message in (flagged, story, letter):
        store.put_newer([o.doc for o in index(message, {}) if isinstance(o, Put)])
    store.swap("urls", digest(normalise(url)), {"url": url, "state": "done", "tries": 1}, Keys("done"), None)
    store.refresh()
    store.close()


def newswatch(*args: str) -> Result:
    result = CliRunner().invoke(app, list(args))
    if result.exception and not isinstance(result.exception, SystemExit | NewswatchError):
        raise result.exception
    return result


def lines(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


pytestmark = pytest.mark.usefixtures("_filled")


def test_search_finds_by_stem_and_shows_the_words() -> None:
    (hit,) = lines(newswatch("search", "acheter", "--json"))
    assert "\x02" in json.dumps(hit["highlights"]) or "\\u0002" in json.dumps(hit["highlights"])
    assert "Exemplia achète »Modelia«" in newswatch("search", "modelia").stdout
    nothing = newswatch("search", "nothing-like-it").stdout
    assert nothing == f"Nothing found in {Path('var/store.db').resolve()}.\n"


def test_lists_break_no_line_so_that_ids_and_addresses_can_be_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    (story,) = lines(newswatch("stories", "--json"))
    assert newswatch("stories").stdout.splitlines()[1].startswith(str(story["id"])[:12] + "  ")
    found = newswatch("search", "modelia").stdout.splitlines()
    assert "    https://gazette.example/a" in found
    (letter,) = lines(newswatch("dead", "list", "--json"))
    dead = newswatch("dead", "list").stdout.splitlines()
    assert dead[1].startswith(str(letter["id"])[:12] + "  ")
    assert f"    {letter['url']}" in dead
    assert "NEWSWATCH_OPERATORS_CHANNEL=" in newswatch("config").stdout.splitlines()


def test_stories_and_show_tell_facts_with_their_words() -> None:
    (story,) = lines(newswatch("stories", "--json"))
    assert "Exemplia achète Modelia" in newswatch("stories").stdout
    shown = newswatch("show", str(story["id"])[:8]).stdout
    assert "2 Md" in shown
    assert "La Gazette" in shown
    assert shown.splitlines()[0] == "Exemplia → Modelia"
    assert f"{'':<20}https://gazette.example/a" in shown.splitlines()
    assert lines(newswatch("show", str(story["id"]), "--json"))[0]["story"] == story


def test_the_words_that_prove_stand_in_their_sentence() -> None:
    flagged = golden("Flagged")
    assert isinstance(flagged, Flagged)
    article = flagged.article.model_copy(
        update={"body": "It was a quiet day. Exemplia buys Modelia. So it goes."}
    )
    proof = Evidence(field="body", start=34, end=41, quote="Modelia")
    assert in_its_sentence(proof, article) == "Exemplia buys »Modelia«."
    assert in_its_sentence(proof, article.model_copy(update={"body": "It was rewritten."})) == "Modelia"
    assert in_its_sentence(proof, None) == "Modelia"


def test_show_of_an_unknown_id_is_refused() -> None:
    result = newswatch("show", "ffff")
    assert result.exit_code == 1
    assert "ffff" in str(result.exception)


def test_explain_tells_every_stage() -> None:
    told = newswatch("explain", "https://gazette.example/a?utm_source=x#top").stdout
    assert [word for word in ("crawl ", "extract ", "flag ", "cluster ") if word not in told] == []
    assert "match ai_investment acquire" in told


def test_explain_and_show_say_that_a_story_is_unsure(tmp_path: Path) -> None:
    (body,) = lines(newswatch("stories", "--json"))
    assert "nsure" not in newswatch("show", str(body["id"])).stdout
    story = Story.model_validate(body).model_copy(update={"unsure": True, "version": 99})
    with SqliteStore(tmp_path / "var" / "store.db", clock=lambda: NOW) as store:
        store.put_newer([o.doc for o in index(story, {}) if isinstance(o, Put)])
        store.refresh()
    told = newswatch("explain", "https://gazette.example/a").stdout
    assert [line for line in told.splitlines() if line.startswith("cluster") and line.endswith("(unsure)")]
    assert "Unsure: one outlet, weak signs" in newswatch("show", story.id).stdout


def test_explain_of_an_unknown_url_says_so_and_fails() -> None:
    result = newswatch("explain", "https://elsewhere.example/")
    assert result.exit_code == 1
    assert "no source listed it" in str(result.exception)


def test_dead_letters_are_listed_by_reason_shown_and_retried(tmp_path: Path) -> None:
    assert "not-html" in newswatch("dead", "list").stdout
    assert lines(newswatch("dead", "list", "--reason", "bug", "--json")) == []
    (letter,) = lines(newswatch("dead", "list", "--source", "gazette", "--json"))
    assert "record" not in letter
    assert "record" in lines(newswatch("dead", "show", str(letter["id"])))[0]
    assert newswatch("dead", "retry", str(letter["id"])).exit_code == 0
    assert newswatch("dead", "list").stdout == "No dead letters.\n"
    log = SqliteLog(tmp_path / "var" / "log.db", clock=lambda: NOW)
    (record,) = log.scan("pages")
    assert Page.decode(record.value).url == "https://gazette.example/a"
    log.close()


def dead_of(origin: str, record: bytes, at: datetime = NOW) -> DeadLetter:
    """A letter about a record of `pages`."""
    letter = golden("DeadLetter")
    assert isinstance(letter, DeadLetter)
    return letter.model_copy(
        update={
            "id": digest(origin), "origin": origin, "origin_topic": "pages", "reason": "bug", "at": at,
            "record": record[:DEAD_RECORD_LIMIT], "record_bytes": len(record),
            "record_sha256": hashlib.sha256(record).hexdigest(),
        }
    )  # fmt: skip


def test_one_that_can_not_be_retried_keeps_none_of_the_others(tmp_path: Path) -> None:
    """Most pages are larger than what a letter keeps: theirs is taken from the log."""
    page = golden("Page")
    assert isinstance(page, Page)
    large = page.model_copy(update={"body": b"x" * 200_000})
    with SqliteLog(tmp_path / "var" / "log.db", clock=lambda: NOW) as log:
        log.append([page, large])
    gone = dead_of("pages/0/7", b"y" * 200_000, NOW - timedelta(days=9))
    unreadable = dead_of("pages/0/8", b"no page", NOW - timedelta(days=8))
    kept = [dead_of("pages/0/1", large.encode()), dead_of("pages/0/0", page.encode())]
    with SqliteStore(tmp_path / "var" / "store.db", clock=lambda: NOW) as store:
        for letter in (gone, unreadable, *kept):
            store.put_newer([o.doc for o in index(letter, {}) if isinstance(o, Put)])
    result = newswatch("dead", "retry", "--reason", "bug", "--json")
    (told,) = lines(result)
    assert set(told["retried"]) == {letter.id for letter in kept}  # type: ignore[call-overload]
    assert set(told["left"]) == {gone.id, unreadable.id}  # type: ignore[call-overload]
    assert result.exit_code == 1
    assert "2 can't be retried" in str(result.exception)
    left = lines(newswatch("dead", "list", "--reason", "bug", "--json"))
    assert [letter["id"] for letter in left] == [gone.id, unreadable.id]
    with SqliteLog(tmp_path / "var" / "log.db", clock=lambda: NOW) as log:
        again = [Page.decode(record.value) for record in log.scan("pages")][2:]
    assert again == [page, large]


def test_a_stage_or_state_that_there_is_not_is_no_empty_list() -> None:
    for args, known in (
        (("dead", "list", "--stage", "reading"), "crawl"),
        (("alerts", "list", "--state", "new"), "parked"),
    ):
        result = newswatch(*args)
        assert result.exit_code == 2
        assert known in result.output


@pytest.mark.parametrize(
    "command",
    [
        ("search", "--since", "2023-02-01", "--until", "2023-01-01"),
        ("stories", "--since", "2023-02-01", "--until", "2023-02-01"),
        ("dead", "list", "--since", "2023-02-01", "--until", "2023-01-31T23:00"),
        ("backtest", "--rules", ".", "--from", "2023-02-01", "--to", "2023-01-01"),
    ],
    ids=lambda command: command[0],
)
def test_an_end_before_the_beginning_is_no_silence(command: tuple[str, ...]) -> None:
    result = newswatch(*command)
    assert result.exit_code == 2
    assert "is not after the beginning" in result.output


def test_rebuild_fills_an_empty_store_from_the_log(tmp_path: Path) -> None:
    before = newswatch("stories", "--json").stdout, newswatch("search", "--json").stdout
    for file in (tmp_path / "var").glob("store.db*"):
        file.unlink()
    assert lines(newswatch("rebuild", "--json")) == [{"articles": 1, "stories": 1, "dead": 1}]
    assert (newswatch("stories", "--json").stdout, newswatch("search", "--json").stdout) == before
    assert newswatch("alerts", "list").stdout == "No alerts.\n"


def test_config_masks_what_is_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSWATCH_KAFKA_PASSWORD", "hunter2")
    for result in (newswatch("config"), newswatch("config", "--json")):
        assert "hunter2" not in result.output


def test_an_unknown_stage_is_a_usage_error() -> None:
    result = newswatch("drain", "nosuchstage")
    assert result.exit_code == 2
    assert "extract" in result.output


@pytest.mark.parametrize(
    "command", ["search nvidia", "stories", "dead list", "alerts list", "sources list", "silence", "digest"]
)
def test_who_looks_at_the_store_needs_no_log(monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.setenv("NEWSWATCH_LOG_URL", "kafka://127.0.0.1:1")  # nobody answers there
    result = newswatch(*command.split())
    assert (result.exit_code, result.exception) == (0, None)


def test_deliver_needs_no_log(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSWATCH_LOG_URL", "kafka://127.0.0.1:1")
    result = newswatch("run", "deliver", "--for", "0.1s")
    assert (result.exit_code, result.exception) == (0, None)
