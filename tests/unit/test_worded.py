"""Learning how launches are worded: what is learned, from where it starts, and how `rules learn --wording` tells it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from processors.detect.second.opinion import chance
from processors.flag import SHIPPED, Rules, load_rules
from processors.measure.learning import Start
from processors.measure.worded import SEEN_BY, Worded, fitted, unseen, worded_rows
from tests.unit.cli.test_commands import newswatch


@pytest.fixture(scope="module")
def rules() -> Rules:
    return load_rules([SHIPPED])


def _made(number: int, good: float = 0.9) -> list[Worded]:
    """`title good` tells a launch nine times in ten, `title bad` one time in ten; `in en` stands everywhere."""
    found = []
    for n in range(number):
        word = "title good" if n % 2 else "title bad"
        share = good if n % 2 else 1 - good
        found.append(Worded(("in en", word), (n // 2) % 10 < round(share * 10), 1.0, f"week {n % 40}"))
    return found


def test_weights_come_to_the_shares_that_told() -> None:
    bias, weights = fitted(_made(2000))
    assert chance(bias, weights, ["in en", "title good"]) == pytest.approx(0.9, abs=0.02)
    assert chance(bias, weights, ["in en", "title bad"]) == pytest.approx(0.1, abs=0.02)


def test_the_same_rows_give_the_same_weights() -> None:
    assert fitted(_made(300)) == fitted(_made(300))


def test_a_row_of_more_weight_counts_for_more() -> None:
    rows = [row._replace(weight=5.0 if row.tells else 1.0) for row in _made(400, 0.5)]
    bias, weights = fitted(rows)
    assert chance(bias, weights, ["in en", "title good"]) == pytest.approx(5 / 6, abs=0.03)


def test_a_rare_phrase_has_no_weight() -> None:
    rows = [*_made(200), *[Worded(("title rare",), True, 1.0, "w")] * (SEEN_BY - 1)]
    assert "title rare" not in fitted(rows)[1]


def test_few_rows_leave_what_they_do_not_speak_of() -> None:
    start = Start(-0.5, {"title good": -1.0, "title else": 2.0}, 0.1)
    _, weights = fitted([Worded(("title good",), True, 1.0, "w")] * 30, start)
    assert weights["title else"] == 2.0
    assert weights["title good"] > 0


def test_what_it_says_of_a_week_it_has_not_seen_there() -> None:
    tried = unseen(_made(800))
    assert len(tried) == 800
    right = sum((one.chance > 0.5) == one.tells for one in tried)
    assert right == pytest.approx(720, abs=20)


def _row(number: int, title: str, label: str, **more: object) -> dict[str, object]:
    day = f"2025-{1 + number % 12:02}-{1 + number % 28:02}"
    return {"id": f"r{number}", "title": title, "date": day, "lang": "en", "label": label, **more}


def test_borderline_rows_and_rows_without_a_headline_teach_nothing(rules: Rules) -> None:
    rows = [
        _row(1, "Google launches Gemini 9", "competitor_launch"),
        _row(2, "Google launches Gemini 9", "competitor_launch", borderline=True),
        _row(3, "", "none", body="Google launches Gemini 9."),
        _row(4, "Google sells a barn", "none", weight=2),
    ]
    found = worded_rows(rows, rules)
    assert [(row.tells, row.weight) for row in found] == [(True, 1.0), (False, 2.0)]
    assert "title launches" in found[0].phrases


def test_the_command_writes_a_file_that_is_read_as_rules_and_says_how_it_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    rows = [_row(n, f"Anthropic unveils Claude {n}", "competitor_launch") for n in range(60)]
    rows += [_row(n, f"Anthropic court filing number {n}", "none") for n in range(60, 120)]
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    folder = tmp_path / "mine"
    folder.mkdir()
    to = folder / "wording.yml"
    done = newswatch("rules", "learn", "rows.jsonl", "--wording", "--afresh", "--to", str(to))
    assert done.exit_code == 0, done.output
    assert "60 of 60 launches reach 0.92, with 0 of 60 others" in " ".join(done.stdout.split())
    learned = load_rules([SHIPPED, folder]).wording
    assert learned is not None
    assert learned.weights["title unveils"] > 0
    again = newswatch("rules", "learn", "rows.jsonl", "--wording", "--to", str(to), "--json")
    assert again.exit_code == 0, again.output
    assert json.loads(again.stdout)["weights"] > 5000  # it went on from the shipped ones


def test_too_few_rows_and_a_file_of_other_rules_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rows.jsonl").write_text(
        json.dumps(_row(1, "Anthropic unveils Claude 9", "competitor_launch")) + "\n", encoding="utf-8"
    )
    few = newswatch("rules", "learn", "rows.jsonl", "--wording", "--afresh", "--to", "wording.yml")
    assert "40 each are needed to learn afresh" in str(few.exception)
    (tmp_path / "own.yml").write_text("companies: []\n", encoding="utf-8")
    own = newswatch("rules", "learn", "rows.jsonl", "--wording", "--to", "own.yml")
    assert "own.yml has something else in it" in str(own.exception)
