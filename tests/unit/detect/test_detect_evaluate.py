"""Scoring: rows are read as they come, predictions have the documented shape, counts are right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from newswatch.errors import ConfigError
from processors.evaluate import article_of, labels_of, predict, rows, score, wilson
from processors.evaluate_facts import same_name
from processors.flag import Rules

ROWS: list[dict[str, Any]] = [
    {
        "id": "1",
        "title": "Google invests $1 billion in Anthropic",
        "summary": None,
        "lang": "en",
        "label": "ai_investment",
        "deal": {
            "investors": ["Google"],
            "target": "Anthropic",
            "amount_value": 1e9,
            "amount_currency": "USD",
            "valuation": None,
            "valuation_currency": None,
            "status": "confirmed",
            "stage": None,
        },
        "launch": None,
    },
    {
        "id": "2",
        "title": "OpenAI launches GPT-9",
        "lang": "en",
        "label": "competitor_launch",
        "launch": {"company": "OpenAI", "product": "GPT-9"},
    },
    {"id": "3", "title": "A mild week", "lang": "en", "label": "none"},
    {"id": "4", "title": "Rain again", "lang": "fr", "label": "ai_investment", "borderline": True},
    {"id": "5", "title": "No label here"},
]


def test_predictions_have_the_documented_shape(rules: Rules) -> None:
    first, second, *_ = predict(ROWS, rules)
    assert first == {
        "id": "1",
        "labels": ["ai_investment"],
        "deal": {
            "investors": ["Google"],
            "target": "Anthropic",
            "amount_value": 1e9,
            "amount_currency": "USD",
            "valuation": None,
            "valuation_currency": None,
            "status": "confirmed",
            "stage": "strategic investment",
        },
        "launch": None,
    }
    assert second["launch"] == {"organisation": "OpenAI", "product": "GPT-9"}


def test_counts_leave_out_rows_without_label_and_strict_ones_the_borderline(rules: Rules) -> None:
    report = score(ROWS, predict(ROWS, rules))
    every, strict = report.count("all", "ai_investment"), report.count("strict", "ai_investment")
    assert every is not None
    assert strict is not None
    assert (every.hit, every.false, every.missed) == (1, 0, 1)
    assert (strict.hit, strict.false, strict.missed) == (1, 0, 0)
    assert report.wrong == ()
    assert report.lines()[0].startswith("slice")


def test_rows_are_read_with_entities_unescaped(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps({"id": 7, "title": "Meta&#8217;s  deal"}) + "\n\n", encoding="utf-8")
    assert article_of(rows(path)[0]).headline == "Meta’s deal"


@pytest.mark.parametrize("line", ["{", '{"id": 1}', "[]"])
def test_a_wrong_row_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(f'{{"id": 1, "title": "x"}}\n{line}\n', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"rows\.jsonl:2"):
        rows(path)


def test_the_wilson_interval_holds_the_share() -> None:
    low, high = wilson(9, 10)
    assert 0.59 < low < 0.9 < high < 0.99
    assert wilson(0, 0) == (0.0, 1.0)


def test_described_targets_match_by_words() -> None:
    assert same_name("data centre in Sweden", "data center in Sweden")
    assert same_name("Mistral AI", "Mistral")
    assert not same_name("Koyeb", "Nebius")
    assert not same_name("Koyeb", None)


@pytest.mark.parametrize(
    ("row", "labels"),
    [
        ({"label": "both"}, {"ai_investment", "competitor_launch"}),
        ({"label": ["ai_investment", "competitor_launch"]}, {"ai_investment", "competitor_launch"}),
        ({"labels": ["ai_investment"]}, {"ai_investment"}),
        ({"label": "none"}, set()),
    ],
)
def test_a_row_says_its_labels_in_one_word_or_a_list(row: dict[str, Any], labels: set[str]) -> None:
    assert labels_of(row) == labels
