"""The commands over a store with a story, an article and alerts in it."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from newswatch.adapters.sqlite_log import SqliteLog
from newswatch.adapters.sqlite_store import SqliteStore
from newswatch.addresses import article_id
from newswatch.cli.app import app
from newswatch.cli.assemble import policy
from newswatch.errors import ConfigError, NewswatchError
from newswatch.messages import Flagged, json_of
from newswatch.settings import load_settings
from newswatch.stage import Put
from processors.alerting.alerts import Alert
from processors.index import index
from tests.unit.peace.test_catch_up import alerts, plan
from tests.unit.stories.made import NOON, article, deal
from tests.unit.stories.test_alerts import versions

FLAGGED = deal(article("Nebulon invests in Koralis"), ["Nebulon"], "Koralis", 2e9)
_WEATHER = article("Weather in Koralis", outlet="Wire")
PLAIN = Flagged(
    article=_WEATHER.model_copy(update={"id": article_id(_WEATHER.url)}), score={"ai_investment": 0.4}
)
STORY = versions(FLAGGED)[0]
LATER = NOON + timedelta(minutes=2)


@pytest.fixture(autouse=True)
def _filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("NEWSWATCH_CLOCK", LATER.isoformat())
    monkeypatch.setenv("NEWSWATCH_LOG_LEVEL", "error")
    log = SqliteLog(tmp_path / "var" / "log.db", clock=lambda: NOON)
    log.append([FLAGGED, PLAIN, STORY])
    log.close()
    with opened() as store:
        for message in (FLAGGED, PLAIN, STORY):
            store.put_newer([o.doc for o in index(message, {}) if isinstance(o, Put)])


def opened() -> SqliteStore:
    return SqliteStore(Path("var") / "store.db", clock=lambda: LATER)


def newswatch(*args: str) -> Result:
    result = CliRunner().invoke(app, list(args))
    if result.exception and not isinstance(result.exception, SystemExit | NewswatchError):
        raise result.exception
    return result


def lines(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines() if line.startswith("{")]


def cards() -> list[dict[str, Any]]:
    """What was posted on the console."""
    path = Path("var") / "store.sent.jsonl"
    sent = [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []
    return [record["card"] for record in sent if record["kind"] == "post"]


def test_silence_of_a_story_by_the_first_letters_and_its_removal() -> None:
    result = newswatch("silence", STORY.id[:8], "--until", "3d", "--reason", "known", "--by", "ada", "--json")
    (made,) = lines(result)
    assert (made["value"], made["reason"], made["by"]) == (STORY.id, "known", "ada")
    assert datetime.fromisoformat(made["until"]) == LATER + timedelta(days=3)
    assert "Nebulon invests in Koralis" in newswatch("silence").stdout
    with opened() as store:
        plan(store, [STORY])
    assert newswatch("drain", "deliver").exit_code == 0
    assert cards() == []
    assert "silenced" in newswatch("alerts", "list", "--state", "SILENT").stdout
    assert newswatch("silence", "--remove", STORY.id).exit_code == 0
    assert newswatch("silence").stdout == "Nothing is silenced.\n"


def test_silence_of_a_company_and_what_is_refused() -> None:
    assert newswatch("silence", "--company", "Nebulon", "--until", "2026-04-01").exit_code == 0
    assert lines(newswatch("silence", "--json"))[0]["until"].startswith("2026-04-01T00:00")
    assert newswatch("silence", "--company", "A", "--source", "b").exit_code == 2
    slip = newswatch("silence", "--source", "no-such-source")
    assert (slip.exit_code, str(slip.exception)) == (
        1, "There is no source 'no-such-source'. `newswatch sources list` shows those there are.",
    )  # fmt: skip
    assert "No story names Nebolun so far" in newswatch("silence", "--company", "Nebolun").stderr
    assert newswatch("silence", "--company", "Nebulon").stderr == ""
    for until in ("soon", "0d", "2026-03-02", "99999999999d"):  # the clock stands at noon of that day
        assert newswatch("silence", "--company", "A", "--until", until).exit_code == 2
    assert newswatch("silence", "ffff").exit_code == 1
    assert newswatch("silence", "--remove", "ffff").exit_code == 1


def test_one_silence_is_taken_away_and_never_all_of_them() -> None:
    for company in ("Nebulon", "Koralis"):
        assert newswatch("silence", "--company", company).exit_code == 0
    refused = newswatch("silence", "--remove", "silence")
    assert (refused.exit_code, "means 2 silences" in str(refused.exception)) == (1, True)
    first, second = (str(one["id"]) for one in lines(newswatch("silence", "--json")))
    assert newswatch("silence", "--remove", first[:16]).exit_code == 0
    assert [one["id"] for one in lines(newswatch("silence", "--json"))] == [second]


def test_a_headline_that_a_terminal_would_obey_is_shown_and_not_obeyed() -> None:
    odd = STORY.model_copy(update={"headline": "Nebulon \x1b[31m invests\nin Koralis", "version": 99})
    with opened() as store:
        store.put_newer([o.doc for o in index(odd, {}) if isinstance(o, Put)])
    for line in (["silence", STORY.id], ["feedback", STORY.id, "right"]):
        (told,) = newswatch(*line).stdout.splitlines()
        assert r"Nebulon \x1b[31m invests\x0ain Koralis" in told


def test_an_id_of_odd_signs_is_none() -> None:
    for command in (["show"], ["silence"], ["split", STORY.id]):
        refused = newswatch(*command, "aaaa\ue000")
        assert (refused.exit_code, "There is no" in str(refused.exception)) == (1, True)


def test_feedback_is_listed_exported_and_read_by_backtest(tmp_path: Path) -> None:
    assert newswatch("feedback", STORY.id[:8], "wrong", "--by", "ada").exit_code == 0
    missed = newswatch("feedback", "missed", PLAIN.article.url, "--label", "ai_investment", "--json")
    assert lines(missed)[0]["state"] == "missed"
    told = newswatch("feedback").stdout
    assert "Nebulon invests in Koralis" in told
    assert PLAIN.article.url in told
    out = tmp_path / "rows.jsonl"
    assert newswatch("feedback", "--export", str(out)).exit_code == 0
    assert newswatch("feedback", "--export", str(out)).exit_code == 0  # its own is written anew
    (tmp_path / "notes.txt").write_text("to do\n", encoding="utf-8")
    assert "it would be lost" in str(newswatch("feedback", "--export", str(tmp_path / "notes.txt")).exception)
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "to do\n"
    rows = {row["title"]: row for row in map(json.loads, out.read_text().splitlines())}
    assert rows["Nebulon invests in Koralis"]["label"] == "none"
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "own.yml").write_text("companies: []\n", encoding="utf-8")
    found = lines(newswatch("backtest", "--rules", str(tmp_path / "rules"), "--json"))[0]
    before = found["feedback"]["before"]
    assert (before["right"], before["judged"], before["known_right"]) == (0, 1, 1)


@pytest.mark.parametrize(
    ("word", "label"), [("right", "ai_investment"), ("late", "ai_investment"), ("wrong", "none")]
)
def test_each_word_is_counted_in_the_digest_and_a_row_that_eval_scores(word: str, label: str) -> None:
    assert newswatch("feedback", STORY.id[:8], word, "--by", "ada").exit_code == 0
    assert f"1 {word}" in newswatch("digest", "--day", "2026-03-02").stdout
    assert newswatch("feedback", "--export", "rows.jsonl").exit_code == 0
    (row,) = map(json.loads, Path("rows.jsonl").read_text().splitlines())
    assert (row["title"], row["verdict"], row["label"]) == (FLAGGED.article.headline, word, label)
    scored = newswatch("eval", "rows.jsonl")
    assert scored.exit_code == 0, scored.output


def test_a_word_on_a_story_that_was_merged_is_on_the_one_that_it_went_into() -> None:
    """It was kept without an article: no row was exported, and no backtest knew it."""
    gone = STORY.model_copy(update={"id": "b" * 32, "merged_into": "c" * 32, "members": (), "version": 2})
    on = gone.model_copy(update={"id": "c" * 32, "merged_into": STORY.id})
    with opened() as store:
        for one in (gone, on):
            store.put_newer([o.doc for o in index(one, {}) if isinstance(o, Put)])
    (word,) = lines(newswatch("feedback", "bbbbbb", "wrong", "--json"))
    assert (word["story"], word["articles"]) == (STORY.id, [FLAGGED.article.id])
    assert newswatch("feedback", "--export", "rows.jsonl").exit_code == 0
    (row,) = map(json.loads, Path("rows.jsonl").read_text().splitlines())
    assert row["label"] == "none"
    assert [one["value"] for one in lines(newswatch("silence", gone.id, "--json"))] == [STORY.id]
    assert newswatch("silence", "--remove", gone.id).exit_code == 0
    assert newswatch("silence").stdout == "Nothing is silenced.\n"


@pytest.mark.parametrize(
    "words",
    [
        ["missed"],
        ["missed", "no address"],
        ["missed", "https://a.example/", "--label", "x"],
        [STORY.id, "good"],
    ],
)
def test_other_feedback_is_a_usage_error(words: list[str]) -> None:
    assert newswatch("feedback", *words).exit_code == 2


def test_parked_alerts_are_listed_and_retried() -> None:
    with opened() as store:
        plan(store, [STORY])
        (planned,) = alerts(store)
        doc = store.get("alerts", planned.id)
        assert doc is not None
        update = {"state": "parked", "reason": "is_archived: gone", "not_before": None}
        parked = planned.model_copy(update=update)
        store.swap("alerts", parked.id, json_of(parked), parked.keys, doc.revision)
    newswatch("silence", "--company", "Altomare")
    listed = newswatch("alerts", "list", "--parked").stdout
    assert "is_archived" in listed
    assert "Nebulon invests in Koralis" in listed
    assert [a["id"] for a in lines(newswatch("alerts", "list", "--json"))] == [STORY.id]
    assert newswatch("alerts", "retry", STORY.id[:8]).exit_code == 0
    assert newswatch("drain", "deliver").exit_code == 0
    assert [card["title"] for card in cards()] == ["Nebulon → Koralis"]
    assert newswatch("alerts", "retry", STORY.id[:8]).exit_code == 1


@pytest.mark.parametrize(
    ("days", "change", "reason"), [(2, {}, "old-news"), (0, {"merged_into": "x", "members": ()}, "merged")]
)
def test_what_is_no_news_any_more_is_named_and_told_nobody(
    monkeypatch: pytest.MonkeyPatch, days: int, change: dict[str, Any], reason: str
) -> None:
    """The token was bad over a weekend, or the story went into another one while it was parked."""
    with opened() as store:
        plan(store, [STORY])
        (planned,) = alerts(store)
        doc = store.get("alerts", planned.id)
        assert doc is not None
        story = STORY.model_copy(update={"version": 2, **change})
        update = {"state": "parked", "reason": "invalid_auth: gone", "not_before": None, "planned": story}
        parked = planned.model_copy(update=update)
        store.swap("alerts", parked.id, json_of(parked), parked.keys, doc.revision)
    monkeypatch.setenv("NEWSWATCH_CLOCK", (LATER + timedelta(days=days)).isoformat())
    said = newswatch("alerts", "retry", STORY.id)
    assert "1 planned again" in said.stdout
    assert "1 of them will be told nobody" in said.stderr
    assert STORY.id in said.stderr
    assert newswatch("drain", "deliver").exit_code == 0
    assert cards() == []
    (after,) = lines(newswatch("alerts", "list", "--json"))
    assert (after["state"], after["reason"]) == ("silent", reason)


def test_digest_of_a_day_and_of_an_empty_one() -> None:
    found = lines(newswatch("digest", "--day", str(NOON.date()), "--json"))[0]
    assert (found["articles"], found["flagged"]) == (2, 1)
    assert found["nearest"][0]["headline"] == "Weather in Koralis"
    assert found["sources"] > 10
    told = newswatch("digest", "--day", "2020-01-01").stdout
    assert "0 articles" in told
    assert "nothing" in told
    for day in ("yesterday", "9999-12-31"):
        assert newswatch("digest", "--day", day).exit_code == 2


def test_digest_is_posted_once_a_day() -> None:
    for _ in range(3):
        assert newswatch("digest", "--post").exit_code == 0
    assert [card["title"] for card in cards()] == [f"Digest of {NOON.date() - timedelta(days=1)}"]
    newswatch("digest", "--post", "--day", str(NOON.date() - timedelta(days=2)))
    assert len(cards()) == 2


@pytest.mark.parametrize("ahead", [0, 1, 400])
def test_a_day_that_is_not_over_is_shown_and_not_posted(ahead: int) -> None:
    day = str(NOON.date() + timedelta(days=ahead))
    assert newswatch("digest", "--day", day).exit_code == 0
    refused = newswatch("digest", "--post", "--day", day)
    assert (refused.exit_code, cards()) == (2, [])
    assert f"{day} is not over yet" in refused.stderr


@pytest.mark.parametrize(
    "given",
    [
        ("https://ada:pastime@gazette.example/x",),
        ("https://ada:pastime@gazette.example/x", "--json"),
        ("https://ada:pa/stime@gazette.example/x",),
        ("ada:pastime@gazette.example/x",),
    ],
)
def test_what_is_unknown_is_told_without_the_password_in_its_address(given: tuple[str, ...]) -> None:
    told = newswatch("explain", *given)
    assert told.exit_code in (1, 2)
    assert "stime" not in told.output
    assert "pastime" not in told.output + str(told.exception)


def test_ones_own_routes_are_in_force_and_a_wrong_file_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "routes.yml").write_text("routes: [{id: big, min_amount: 1.0e+9, channel: big-deals}]")
    monkeypatch.setenv("NEWSWATCH_CONFIG_DIR", str(own))
    assert policy(load_settings()).routed(STORY).channel == "big-deals"
    (own / "routes.yml").write_text("routes:\n  - id: big\n    channels: [x]\n")
    with pytest.raises(ConfigError, match=r"routes\.yml:3: routes\.0\.channels"):
        policy(load_settings())


@pytest.mark.parametrize(
    ("name", "value"), [("QUIET_HOURS", "10pm"), ("HEARTBEAT_URL", "file:///etc/passwd")]
)
def test_wrong_settings_are_refused(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"NEWSWATCH_{name}", value)
    with pytest.raises(ConfigError, match=f"NEWSWATCH_{name}") as raised:
        load_settings()
    assert "passwd" not in str(raised.value)


def test_operators_are_told_by_drain_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSWATCH_OPERATORS_CHANNEL", "C-OPS")
    with opened() as store:
        parked = Alert(id="p", story="p", channel="c", state="parked", reason="is_archived: gone")
        store.swap("alerts", "p", json_of(parked), parked.keys, None)
    for minutes in range(6):
        monkeypatch.setenv("NEWSWATCH_CLOCK", (LATER + timedelta(minutes=minutes)).isoformat())
        assert newswatch("drain", "deliver").exit_code == 0
    assert [card["title"] for card in cards()] == ["⚠ Parked: 1 alert, is_archived"]


def test_nothing_is_written_down_where_nobody_wants_to_know() -> None:
    newswatch("drain", "deliver")
    with opened() as store:
        assert store.find("alerts") == []


def test_explain_of_a_denial_says_which_story_has_it_or_that_none_has() -> None:
    """It has no label, and words that its story has not."""
    denial = deal(
        article("Nebulon denies it buys Koralis", 1, outlet="Wire"), ["Nebulon"], "Koralis", status="denied"
    )
    page = denial.article.model_copy(update={"id": article_id(denial.article.url)})
    denial = Flagged(article=page, undone=denial.deals)
    *_, told = versions(FLAGGED, denial)
    assert len(told.members) == 2
    with opened() as store:
        store.put_newer([o.doc for o in index(denial, {}) if isinstance(o, Put)])
        assert "denies or ends, no live story tells" in newswatch("explain", page.url).stdout
        store.put_newer([o.doc for o in index(told, {}) if isinstance(o, Put)])
    assert f"cluster   story {STORY.id} version 2" in newswatch("explain", page.url).stdout
