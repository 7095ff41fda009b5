"""Other rules in the shadow: what they bring, lose and change."""

import json
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from newswatch.adapters.sqlite_log import SqliteLog
from newswatch.adapters.sqlite_store import SqliteStore
from newswatch.cli.app import app
from newswatch.messages import Article, Flagged, Label, SourceRef
from processors.alerting.feedback import Word, on_missed, on_story, put_judgement
from processors.flag import SHIPPED, Rules, flag, load_rules
from processors.measure.backtest import Precision, backtest
from processors.notify import Policy

AT = datetime(2023, 1, 23, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def rules() -> Rules:
    return load_rules([SHIPPED])


def told(rules: Rules, headline: str, minutes: int, labels: tuple[Label, ...] | None = None) -> Flagged:
    at = AT + timedelta(minutes=minutes)
    article = Article(
        id=f"a{minutes}",
        url=f"https://s.example/{minutes}",
        headline=headline,
        publisher="S",
        in_language="en",
        date_published=at,
        source=SourceRef(id="s", publisher="S"),
        content_hash=headline,
        discovered_at=at,
        fetched_at=at,
    )
    flagged = flag(article, rules)
    return (
        flagged
        if labels is None
        else flagged.model_copy(update={"labels": labels, "deals": (), "launches": ()})
    )


def test_the_same_rules_change_nothing(rules: Rules) -> None:
    log = [
        told(rules, "Microsoft invests $10 billion in OpenAI", 0),
        told(rules, "Meta faces a lawsuit over teenagers", 5),
    ]
    found = backtest(log, rules, Policy())
    assert (found.read, found.new, found.lost, found.changed, found.flips) == (2, (), (), (), ())


def test_what_the_log_missed_is_new_and_what_it_told_wrongly_is_lost(rules: Rules) -> None:
    log = [
        told(rules, "Microsoft invests $10 billion in OpenAI", 0, labels=()),
        told(rules, "A recipe for leek soup", 5, labels=("competitor_launch",)),
    ]
    found = backtest(log, rules, Policy(), {"a0": Word("right", "a0"), "a5": Word("wrong", "a5")})
    assert [story.headline for story in found.new] == ["Microsoft invests $10 billion in OpenAI"]
    assert [story.headline for story in found.lost] == ["A recipe for leek soup"]
    assert [(flip.article, flip.before, flip.after) for flip in found.flips] == [
        ("a0", (), ("ai_investment",)),
        ("a5", ("competitor_launch",), ()),
    ]
    assert found.before == Precision(right=0, judged=1, found=0, known_right=1)
    assert found.after == Precision(right=1, judged=1, found=1, known_right=1)
    assert (found.before.precision, found.before.recall) == (0, 0)
    assert (found.after.precision, found.after.recall) == (1, 1)


def test_another_fact_is_a_changed_alert(rules: Rules) -> None:
    log = [told(rules, "Microsoft invests $10 billion in OpenAI", 0, labels=("ai_investment",))]
    found = backtest(log, rules, Policy())
    assert [(a.id, b.id) for a, b in found.changed] == [("a0", "a0")]
    assert not found.new
    assert not found.lost


def test_a_judged_story_counts_once_however_many_tell_it(rules: Rules) -> None:
    log = [
        *(told(rules, f"Microsoft invests $10 billion in OpenAI, says outlet {n}", n) for n in range(5)),
        told(rules, "Mistral raises 2 billion euros at a valuation of 12 billion", 60),
        told(rules, "Meta faces a lawsuit over teenagers", 70),
    ]
    said = {f"a{n}": Word("right", "microsoft") for n in range(5)}
    said |= {"a60": Word("wrong", "mistral"), "a70": Word("right", "missed")}
    found = backtest(log, rules, Policy(), said)
    assert found.after == found.before == Precision(right=1, judged=2, found=1, known_right=2)


def test_words_on_what_was_not_read_count_nowhere(rules: Rules) -> None:
    log = [told(rules, "Microsoft invests $10 billion in OpenAI", 0)]
    found = backtest(
        log, rules, Policy(), {"of another month": Word("right", "x"), "a0": Word("right", "a0")}
    )
    assert found.after == Precision(right=1, judged=1, found=1, known_right=1)
    nobody = backtest(log, rules, Policy()).after
    assert (nobody.precision, nobody.recall) == (None, None)


# --- the command ------------------------------------------------------------------------------------

DEAL, SOUP, RAISE, MISSED = (
    "Microsoft invests $10 billion in OpenAI",
    "A recipe for leek soup",
    "Mistral raises 2 billion euros at a valuation of 12 billion euros",
    "Nvidia buys AI startup Gretel for $2 billion",
)
OTHER_RULES = """
vetoes:
  - id: my-veto
    labels: [ai_investment, competitor_launch]
    scope: clause
    weight: 1.0
    words: [openai]
    examples:
      fires: [Microsoft invests $10 billion in OpenAI]
      silent: [Microsoft invests $10 billion in Mistral]
"""


@pytest.fixture
def logged(rules: Rules, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A log of four days and a store with feedback, made as the product makes them."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NEWSWATCH_LOG_LEVEL", "error")
    monkeypatch.setenv("COLUMNS", "200")
    day = 24 * 60
    days = [
        told(rules, DEAL, 0),
        told(rules, SOUP, day, labels=("competitor_launch",)),
        told(rules, RAISE, 2 * day, labels=("ai_investment",)),
        told(rules, MISSED, 3 * day, labels=()),
    ]
    now = [AT]
    log = SqliteLog(tmp_path / "var" / "log.db", clock=lambda: now[0])
    for flagged in days:
        now[0] = flagged.article.fetched_at
        log.append([flagged])
    log.close()
    store = SqliteStore(tmp_path / "var" / "store.db", clock=lambda: AT)
    soup = backtest([days[1]], rules, Policy()).lost[0]
    put_judgement(store, on_story(soup, "wrong", "ada", AT))
    missed = days[3].article
    put_judgement(store, on_missed(missed.url, missed.id, ("ai_investment",), "ada", AT))
    store.close()
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "vetoes.yml").write_text(OTHER_RULES)
    return tmp_path


def run(*args: str) -> str:
    """What `backtest` with the other rules prints."""
    result = CliRunner().invoke(app, ["backtest", "--rules", "rules", *args])
    assert result.exit_code == 0, result.output
    return result.stdout


def headlines(found: dict[str, Any], kind: str) -> list[str]:
    """Those of the alerts of a kind."""
    return [story["headline"] for story in found[kind]]


def test_the_command_tells_new_lost_and_changed_alerts_with_precision_and_recall(logged: Path) -> None:
    found = json.loads(run("--json"))
    assert found["read"] == 4
    assert headlines(found, "new") == [MISSED]
    assert headlines(found, "lost") == [DEAL, SOUP]
    assert [(c["before"]["headline"], c["after"]["headline"]) for c in found["changed"]] == [(RAISE, RAISE)]
    assert found["feedback"]["before"] == {
        "right": 0, "judged": 1, "precision": 0.0, "found": 0, "known_right": 1, "recall": 0.0
    }  # fmt: skip
    assert found["feedback"]["after"] == {
        "right": 1, "judged": 1, "precision": 1.0, "found": 1, "known_right": 1, "recall": 1.0
    }  # fmt: skip
    text = run()
    assert "1 new alerts, 2 lost, 1 changed" in text
    assert [line for line in text.splitlines() if line.startswith("  lost") and DEAL in line]
    assert [line for line in text.splitlines() if line.startswith("  new") and MISSED in line]
    (changed,) = [line for line in text.splitlines() if line.startswith("  changed") and RAISE in line]
    assert "+ amount 2000000000" in changed.partition(RAISE)[2]
    flips = [line for line in text.splitlines() if line.startswith("  flagged")]
    assert len(flips) == len(found["flips"])
    assert any("ai_investment → none" in line and DEAL in line for line in flips)
    assert any("none → ai_investment" in line and MISSED in line for line in flips)
    assert "after: precision 1.00 (1/1) of the judged alerts, recall 1.00 (1/1)" in text


def test_the_command_reads_the_days_that_it_is_given(logged: Path) -> None:
    found = json.loads(run("--from", "2023-01-24", "--to", "2023-01-26", "--json"))
    assert found["read"] == 2
    assert headlines(found, "lost") == [SOUP]
    assert headlines(found, "new") == []
    assert found["feedback"]["after"]["known_right"] == 0, "the missed one is of another day"


def test_the_command_changes_nothing(logged: Path) -> None:
    def content() -> dict[str, list[str]]:
        found = {}
        for name in ("log", "store"):
            with sqlite3.connect(logged / "var" / f"{name}.db") as file:
                found[name] = list(file.iterdump())
            file.close()
        return found

    run()
    before, files = content(), {p.name for p in (logged / "var").iterdir() if p.suffix == ".db"}
    run()
    assert content() == before
    assert {p.name for p in (logged / "var").iterdir() if p.suffix == ".db"} == files
