"""Learning a second opinion's weights: what it learns from, what it learns, and how `rules learn` tells it."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from processors.detect.second.opinion import chance
from processors.flag import SHIPPED, Rules, flag, load_rules
from processors.measure.detection import article_of
from processors.measure.learning import Example, examples_of, fitted, learn
from tests.unit.cli.test_commands import newswatch

LABS = ("Quorvel", "Zelmar", "Brintano", "Ostelle", "Pavrik", "Lumeda")


@pytest.fixture(scope="module")
def rules() -> Rules:
    return load_rules([SHIPPED])


def _made(number: int, seed: int = 1) -> list[Example]:
    """Examples of three traits: `good` is right nine times in ten, `bad` one time in ten, `idle` says nothing."""
    rng = random.Random(seed)
    found = []
    for n in range(number):
        good = n % 2 == 0
        traits = ["good" if good else "bad", *(["idle"] if rng.random() < 0.5 else [])]
        found.append(Example(tuple(traits), rng.random() < (0.9 if good else 0.1), 1.0, f"week {n % 40}"))
    return found


def test_weights_come_to_the_shares_that_were_right() -> None:
    bias, weights = fitted(_made(2000))
    assert chance(bias, weights, ["good"]) == pytest.approx(0.9, abs=0.03)
    assert chance(bias, weights, ["bad"]) == pytest.approx(0.1, abs=0.03)


def test_a_trait_that_says_nothing_has_no_weight_and_a_rare_one_neither() -> None:
    rare = [Example(("rare", "good"), False, 1.0, "week 1")] * 3
    _, weights = fitted([*_made(2000), *rare])
    assert "rare" not in weights
    assert abs(weights.get("idle", 0.0)) < 0.25 < abs(weights["good"] - weights.get("bad", 0.0))


def test_an_example_counts_by_its_weight() -> None:
    light = [Example(("good",), False, 0.01, "week 9")] * 500
    bias, weights = fitted([*_made(1000), *light])
    assert chance(bias, weights, ["good"]) > 0.85


def test_the_floor_keeps_the_share_that_was_asked_for_on_rows_not_seen() -> None:
    examples = _made(2000)
    strict, mild = learn(examples, 0.9), learn(examples, 0.999)
    assert strict.kept >= 0.9 * strict.right
    assert mild.kept >= 0.999 * mild.right
    assert strict.wrong_left < mild.wrong_left
    assert strict == learn(examples, 0.9)


def _rows(number: int) -> list[dict[str, object]]:
    """Investments as press tells them, and pledges in a state's name that a desk calls wrong."""
    found: list[dict[str, object]] = []
    for n in range(number):
        lab = LABS[n % len(LABS)]
        date = f"2025-{n % 12 + 1:02}-{n % 28 + 1:02}"
        found.append(
            {
                "id": f"r{n}",
                "title": f"Microsoft invests ${n + 2} billion in {lab} AI",
                "date": date,
                "label": "ai_investment",
            }
        )
        found.append(
            {
                "id": f"w{n}",
                "title": f"{lab} AI gets ${n + 200} million in funding round, so what?",
                "date": date,
                "label": "none",
            }
        )
    return found


def test_only_what_the_rules_tell_teaches_and_no_row_that_is_open(rules: Rules) -> None:
    rows = [
        {"id": 1, "title": "Google launches Gemini 9", "label": "competitor_launch", "weight": 0.5},
        {"id": 2, "title": "Google launches Gemini 9", "label": "none", "borderline": True},
        {"id": 3, "title": "Google launches Gemini 9", "label": "none", "needs_body": True},
        {"id": 4, "title": "Google launches Gemini 9"},
        {"id": 5, "title": "Rain is expected in Lyon", "label": "competitor_launch"},
    ]
    found = examples_of(rows, rules)
    assert found["ai_investment"] == []
    [example] = found["competitor_launch"]
    assert (example.right, example.weight, example.group) == (True, 0.5, "1")
    assert "rule launch" in example.traits


def test_what_is_learned_is_a_rule_file_that_changes_decisions(rules: Rules, tmp_path: Path) -> None:
    given, to = tmp_path / "rows.jsonl", tmp_path / "rules" / "second-opinion.yml"
    to.parent.mkdir()
    given.write_text("".join(json.dumps(row) + "\n" for row in _rows(60)), encoding="utf-8")
    done = newswatch("rules", "learn", str(given), "--to", str(to))
    assert done.exit_code == 0, done.output
    assert "competitor_launch: nothing learned from 0 right and 0 wrong alerts" in done.output
    assert f"written to {to}" in done.output
    mine = load_rules([SHIPPED, to.parent])
    wrong, right = (
        article_of({"id": "x", "title": title})
        for title in (
            "Ostelle AI gets $340 million in funding round, so what?",
            "Microsoft invests $9 billion in Pavrik AI",
        )
    )
    assert flag(wrong, mine).labels == ()
    assert flag(right, mine).labels == ("ai_investment",)


@pytest.mark.parametrize(
    ("rows", "to", "says"),
    [
        ("", "no/second.yml", "there is no folder"),
        ("", "second.txt", "its name must end in .yml"),
        (
            '{"id": 1, "title": "Google launches Gemini 9", "label": "none"}\n',
            "second.yml",
            "40 each are needed",
        ),
        ("{}\n", "second.yml", "a row needs `id` and `title`"),
    ],
)
def test_what_can_not_be_learned_is_said(rows: str, to: str, says: str, tmp_path: Path) -> None:
    given = tmp_path / "rows.jsonl"
    given.write_text(rows, encoding="utf-8")
    done = newswatch("rules", "learn", str(given), "--to", str(tmp_path / to))
    assert done.exit_code != 0
    assert says in str(done.exception)
    assert not (tmp_path / to).exists()
