"""Learning a second opinion's weights: what it learns from, what it learns, and how `rules learn` tells it."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from typer.testing import Result

from newswatch.cli.learning import SURE_FROM
from newswatch.errors import NewswatchError
from processors.detect.second.opinion import chance
from processors.flag import SHIPPED, Rules, flag, load_rules
from processors.measure.detection import article_of
from processors.measure.learning import (
    FEWEST,
    LARGEST,
    Example,
    Start,
    examples_of,
    fitted,
    learn,
    mistake_of,
)
from tests.unit.cli.test_commands import newswatch

LABS = ("Quorvel", "Zelmar", "Brintano", "Ostelle", "Pavrik", "Lumeda")


@pytest.fixture(scope="module")
def rules() -> Rules:
    return load_rules([SHIPPED])


def _made(number: int, seed: int = 1) -> list[Example]:
    """Examples of three traits: `good` is right three times in four, `bad` one time in four, `idle` says nothing."""
    rng = random.Random(seed)
    found = []
    for n in range(number):
        good = n % 2 == 0
        traits = ["good" if good else "bad", *(["idle"] if rng.random() < 0.5 else [])]
        found.append(Example(tuple(traits), rng.random() < (0.75 if good else 0.25), 1.0, f"week {n % 40}"))
    return found


def test_weights_come_to_the_shares_that_were_right() -> None:
    bias, weights = fitted(_made(2000))
    assert chance(bias, weights, ["good"]) == pytest.approx(0.75, abs=0.03)
    assert chance(bias, weights, ["bad"]) == pytest.approx(0.25, abs=0.03)


def test_no_trait_decides_alone_though_it_was_never_wrong() -> None:
    plain = [Example(("good",) if n % 2 else ("bad",), n % 2 == 1, 1.0, f"week {n % 40}") for n in range(400)]
    _, weights = fitted(plain)
    assert max(map(abs, weights.values())) == LARGEST


def test_a_trait_that_says_nothing_has_no_weight_and_a_rare_one_neither() -> None:
    rare = [Example(("rare", "good"), False, 1.0, "week 1")] * 3
    _, weights = fitted([*_made(2000), *rare])
    assert "rare" not in weights
    assert abs(weights.get("idle", 0.0)) < 0.25 < abs(weights["good"] - weights.get("bad", 0.0))


def test_an_example_counts_by_its_weight() -> None:
    light = [Example(("good",), False, 0.01, "week 9")] * 500
    bias, weights = fitted([*_made(1000), *light])
    assert chance(bias, weights, ["good"]) > 0.7


def test_the_floor_keeps_the_share_that_was_asked_for_on_rows_not_seen() -> None:
    examples = _made(2000)
    strict, mild = learn(examples, 0.9), learn(examples, 0.999)
    assert strict.kept >= 0.9 * strict.right
    assert mild.kept >= 0.999 * mild.right
    assert strict.wrong_left < mild.wrong_left
    assert strict == learn(examples, 0.9)


KNOWN = Start(0.25, {"good": 1.0, "bad": -1.0, "elsewhere": 0.7}, 0.4)


def test_few_rows_move_few_of_the_weights_that_were_there() -> None:
    bias, weights = fitted([Example(("good", "new"), False, 1.0, "week 1")] * 2, KNOWN)
    assert (bias, weights) == (KNOWN.bias, KNOWN.weights)
    bias, weights = fitted([Example(("good", "new"), False, 1.0, "week 1")] * 9, KNOWN)
    assert weights["elsewhere"] == 0.7
    assert weights["bad"] == -1.0
    assert chance(bias, weights, ["good", "new"]) < chance(KNOWN.bias, KNOWN.weights, ["good"])


def test_what_agrees_with_the_weights_that_were_there_moves_none() -> None:
    right, wrong = (round(100 * chance(KNOWN.bias, KNOWN.weights, ["good"])), 100)
    agreeing = [Example(("good",), n < right, 1.0, f"week {n}") for n in range(wrong)]
    assert fitted(agreeing, KNOWN) == (KNOWN.bias, KNOWN.weights)


def test_many_rows_outweigh_the_weights_that_were_there() -> None:
    bias, weights = fitted(_made(4000), Start(0.0, {"good": -1.0, "bad": 1.0}))
    assert chance(bias, weights, ["good"]) == pytest.approx(0.75, abs=0.04)
    assert chance(bias, weights, ["bad"]) == pytest.approx(0.25, abs=0.04)


def test_the_floor_stays_where_few_rows_could_not_tell_one() -> None:
    assert learn(_made(FEWEST), 0.9, KNOWN).floor == KNOWN.floor
    assert learn(_made(20 * FEWEST), 0.9, KNOWN).floor != KNOWN.floor


def test_a_desks_few_rows_teach_from_the_shipped_weights_and_keep_the_rest(
    rules: Rules, tmp_path: Path
) -> None:
    to = tmp_path / "rules" / "second-opinion.yml"
    to.parent.mkdir()
    done = _learn(tmp_path, _rows(12), to)
    assert done.exit_code == 0, done.output
    assert (
        "weights moved from the shipped ones, floor 0.40 as shipped, with fewer than 40 each" in done.output
    )
    assert "competitor_launch: nothing learned, no row is one that the rules tell" in done.output
    mine = load_rules([SHIPPED, to.parent])
    old, new = rules.opinions["ai_investment"], mine.opinions["ai_investment"]
    moved = {
        trait for trait in {*old.weights, *new.weights} if old.weights.get(trait) != new.weights.get(trait)
    }
    assert 0 < len(moved) < len(old.weights) / 4
    asked = {"id": "x", "title": "Ostelle AI gets $340 million in funding round, so what?", "label": "none"}
    [example] = examples_of([asked], rules)["ai_investment"]
    assert chance(new.bias, new.weights, example.traits) < chance(old.bias, old.weights, example.traits)
    assert mine.opinions["competitor_launch"] == rules.opinions["competitor_launch"]


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


def _learn(folder: Path, rows: list[dict[str, object]], to: Path, *options: str) -> Result:
    given = folder / "rows.jsonl"
    given.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return newswatch("rules", "learn", str(given), "--to", str(to), *options)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"weight": "x"}, "`weight` must be a number above 0"),
        ({"weight": "0.5"}, "`weight` must be a number above 0"),
        ({"weight": [1]}, "`weight` must be a number above 0"),
        ({"weight": -3}, "`weight` must be a number above 0"),
        ({"weight": 0}, "`weight` must be a number above 0"),
        ({"weight": True}, "`weight` must be a number above 0"),
        ({"weight": float("nan")}, "`weight` must be a number above 0"),
        ({"weight": float("inf")}, "`weight` must be a number above 0"),
        (
            {"label": "launch"},
            "'launch' is no label, and would teach that an alert is wrong: use ai_investment, ",
        ),
        ({"label": 5}, "5 is no label"),
        (
            {"labels": ["both"]},
            "'both' is no label, and would teach that an alert is wrong: a list may have ",
        ),
        ({"lang": 7}, "`lang` must be a text"),
        ({"id": "\ud800"}, "`id` has half a sign in it"),
    ],
)
def test_a_row_that_would_teach_something_else_is_told_by_its_line(
    more: dict[str, object], says: str, tmp_path: Path
) -> None:
    rows = _rows(1)
    rows.append({**rows[0], **more})
    done = _learn(tmp_path, rows, tmp_path / "second.yml")
    assert isinstance(done.exception, NewswatchError)
    assert f"rows.jsonl:3: {says}" in str(done.exception)


@pytest.mark.parametrize("line", ["[" * 100_000, '{"id": 1, "title": "a", "weight": ' + "9" * 5000 + "}"])
def test_json_that_python_can_not_hold_is_told_by_its_line(line: str, tmp_path: Path) -> None:
    given = tmp_path / "rows.jsonl"
    given.write_text(f"\n{line}\n", encoding="utf-8")
    done = newswatch("rules", "learn", str(given), "--to", str(tmp_path / "second.yml"))
    assert isinstance(done.exception, NewswatchError)
    assert "rows.jsonl:2: JSON that can't be read" in str(done.exception)


def test_a_weight_or_label_that_is_null_is_as_if_left_out(rules: Rules) -> None:
    row = {"id": 1, "title": "Google launches Gemini 9", "label": None, "weight": None}
    assert mistake_of(row) is None
    [example] = examples_of([row], rules)["competitor_launch"]
    assert (example.right, example.weight) == (False, 1.0)


def test_rules_of_ones_own_are_not_overwritten_and_what_was_learned_is(tmp_path: Path) -> None:
    own, learned = tmp_path / "mine.yml", tmp_path / "second-opinion.yml"
    own.write_text("companies:\n  - {id: quorvel, name: Quorvel, level: watched}\n", encoding="utf-8")
    refused = _learn(tmp_path, _rows(60), own)
    assert isinstance(refused.exception, NewswatchError)
    assert f"{own} has something else in it" in str(refused.exception)
    assert own.read_text(encoding="utf-8").startswith("companies:")
    learned.write_bytes((SHIPPED / "second-opinion.yml").read_bytes())
    for _ in range(2):
        done = _learn(tmp_path, _rows(60), learned)
        assert done.exit_code == 0, done.output


def test_a_floor_that_is_learned_is_never_above_what_is_sure(tmp_path: Path) -> None:
    to = tmp_path / "rules" / "second-opinion.yml"
    to.parent.mkdir()
    assert _learn(tmp_path, _rows(60), to, "--afresh").exit_code == 0
    one = load_rules([SHIPPED, to.parent]).opinions["ai_investment"]
    assert one.floor > SURE_FROM
    assert one.sure == one.floor


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


def test_what_only_a_body_tells_teaches_nothing_as_it_is_not_asked(rules: Rules) -> None:
    text = "Microsoft invests $3 billion in Quorvel, an AI lab."
    rows = [
        {"id": 1, "title": "", "body": text, "label": "none"},
        {"id": 2, "title": "", "summary": text, "label": "none"},
    ]
    assert all(flag(article_of(row), rules).labels == ("ai_investment",) for row in rows)
    assert examples_of(rows, rules)["ai_investment"] == []


def test_what_is_learned_is_a_rule_file_that_changes_decisions(rules: Rules, tmp_path: Path) -> None:
    to = tmp_path / "rules" / "second-opinion.yml"
    to.parent.mkdir()
    done = _learn(tmp_path, _rows(60), to, "--afresh")
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
        ("", "outlets.yml", "and not be outlets.yml"),
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
    done = newswatch("rules", "learn", str(given), "--to", str(tmp_path / to), "--afresh")
    assert done.exit_code != 0
    assert says in str(done.exception)
    assert not (tmp_path / to).exists()
