"""Scoring: rows are read as they come, predictions have the documented shape, counts are right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from newswatch.errors import ConfigError
from processors.flag import Rules
from processors.measure.detection import Count, article_of, labels_of, predict, rows, score, wilson
from processors.measure.facts import FactCount, facts, same_name

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
        "sure": ["ai_investment"],
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


@pytest.mark.parametrize(
    ("title", "investors", "target"),
    [
        # as the text names them, where it does not say the rules' name too
        ("SSI raises $2 billion from a16z", ["a16z"], "SSI"),
        ("Microsoft buys AI startup Cursor for $9 billion", ["Microsoft"], "Cursor"),
        ("Microsoft buys Cursor's parent Anysphere for $9 billion", ["Microsoft"], "Anysphere"),
        (
            "Andreessen Horowitz (a16z) puts $2 billion into AI lab Mistral",
            ["Andreessen Horowitz"],
            "Mistral",
        ),
        # a product or a phrase stands for its firm
        ("The maker of ChatGPT raises $9 billion from Nvidia", ["Nvidia"], "OpenAI"),
    ],
)
def test_sides_are_foretold_by_the_names_of_the_text(
    rules: Rules, title: str, investors: list[str], target: str
) -> None:
    deal = predict([{"id": "1", "title": title}], rules)[0]["deal"]
    assert (deal["investors"], deal["target"]) == (investors, target)


def test_counts_leave_out_rows_without_label_and_strict_ones_the_borderline(rules: Rules) -> None:
    report = score(ROWS, predict(ROWS, rules))
    every, strict = report.count("all", "ai_investment"), report.count("strict", "ai_investment")
    assert every is not None
    assert strict is not None
    assert (every.hit, every.false, every.missed) == (1, 0, 1)
    assert (strict.hit, strict.false, strict.missed) == (1, 0, 0)
    assert report.wrong == ()
    assert report.lines()[0].startswith("slice")


def test_those_that_are_sure_alone_are_counted_apart(rules: Rules) -> None:
    predicted = predict(ROWS, rules)
    weak = [{**one, "sure": [] if one["id"] == "2" else one["sure"]} for one in predicted]
    for said, hit in ((predicted, 1), (weak, 0)):
        report = score(ROWS, said)
        whole, sure = (
            report.count("strict", "competitor_launch"),
            report.count("strict sure", "competitor_launch"),
        )
        assert whole is not None
        assert sure is not None
        assert (whole.hit, sure.hit, sure.missed, sure.false) == (1, hit, 1 - hit, 0)
        assert sum(line.startswith("strict sure") for line in report.lines()) == 2


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


def test_targets_that_the_text_names_are_counted_apart() -> None:
    deal: dict[str, Any] = {"investors": [], "amount_value": None, "valuation": None, "status": "confirmed"}
    said = {**deal, "target": "IA au Japon"}
    pairs = [
        ({"title": "Koyeb est rachetée", "deal": {**deal, "target": "Koyeb"}}, {"deal": {**deal, "target": "Koyeb"}}),
        ({"title": "Des milliards pour l'IA au Japon", "deal": {**deal, "target": "AI in Japan"}}, {"deal": said}),
    ]  # fmt: skip
    told = {one.name: f"{one.right:g} of {one.of}" for one in facts(pairs)}
    assert told["deal target"] == "1 of 2"
    assert told["deal target, of those named"] == "1 of 1"


def test_described_targets_match_by_words() -> None:
    assert same_name("data centre in Sweden", "data center in Sweden")
    assert same_name("Mistral AI", "Mistral")
    assert not same_name("Koyeb", "Nebius")
    assert not same_name("Koyeb", None)


@pytest.mark.parametrize(
    ("said", "exact", "loose"),
    [
        ("Ostrel", 1, 1),
        ("Ostrel 4", 0, 1),  # the row has the version apart
        ("Google Ostrel 4", 0, 1),
        ("Ostrel 5", 0, 0),
        ("Ostrel Pro", 0, 0),
    ],
)
def test_a_product_is_exact_or_but_for_maker_and_version(said: str, exact: int, loose: int) -> None:
    launch = {"organisation": "Google", "product": "Ostrel", "version": "4"}
    row = {"title": "Google dévoile Ostrel 4", "launch": launch}
    told = {
        one.name: one.right for one in facts([(row, {"launch": {"organisation": "Google", "product": said}})])
    }
    assert told["launch product, exact, of those named"] == exact
    assert told["launch product, but for maker and version"] == loose


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


def test_the_tables_columns_stand_apart_and_nothing_counted_is_no_success() -> None:
    long = Count("form near-miss:country-programme", "competitor_launch", 0, 1, 0).line()
    assert long.split("  ")[:2] == ["form near-miss:country-programme", "competitor_launch"]
    assert Count("all", "ai_investment", 0, 0, 0).line().split()[-1] == "–"
    assert (
        FactCount("launch product, but for maker and version", 2, 4)
        .line()
        .endswith("version  0.50  (2 of 4)")
    )
    assert FactCount("deal status", 0, 0).line().split() == ["deal", "status", "–"]
    (investors, *_) = facts([])
    assert investors.line().split() == ["deal", "investors", "F1", "–"]
