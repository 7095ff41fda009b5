"""The labelled set is sound: schema, unique ids, disjoint halves, resolvable story groups, spread.

A measurement on this set means something only while these hold; see README.md for what the fields mean.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PARTS = ("open", "check")
LABELS = {"ai_investment", "competitor_launch", "both", "none"}
LANGS = {"fr", "en", "de", "es"}
STATUSES = {"confirmed", "rumoured"}
ROW_KEYS = {
    "id",
    "title",
    "summary",
    "source",
    "date",
    "lang",
    "label",
    "form",
    "hard",
    "borderline",
    "deal",
    "launch",
    "why",
}
DEAL_KEYS = {
    "investors",
    "target",
    "amount_value",
    "amount_currency",
    "valuation",
    "valuation_currency",
    "status",
    "stage",
}
STORY_KEYS = {"id", "type", "items", "langs", "loose", "part", "note"}

Row = Mapping[str, object]


def _read(name: str) -> list[Row]:
    lines = (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


OPEN, CHECK, STORIES = _read("open"), _read("check"), _read("stories")
TELLINGS = _read("tellings")
"""Rows that are there for the stories alone: nobody labelled them for detection."""
ROWS = OPEN + CHECK
BESIDE = {name: _read(name) for name in ("practice", "forecast", "year", "second", "background")}
"""Parts beside the halves: of the same schema, never of a story."""
FURTHER = [row for rows in BESIDE.values() for row in rows]
PARTS_OF_ROWS = {"open": OPEN, "check": CHECK, **BESIDE}


def _text(row: Row, key: str) -> str:
    value = row[key]
    assert isinstance(value, str), (row["id"], key)
    return value


def _names(row: Row, key: str) -> Sequence[str]:
    value = row[key]
    assert isinstance(value, list), (row["id"], key)
    return value


def _stories(kind: str) -> Iterator[Row]:
    return (story for story in STORIES if story["type"] == kind)


def _all(rows: Iterable[Row], hold: Callable[[Row], None]) -> None:
    """Whether each row holds, and which do not: five thousand tests of a line each would take pytest half a minute."""
    wrong = []
    for row in rows:
        try:
            hold(row)
        except (AssertionError, LookupError, TypeError, ValueError) as error:
            wrong.append(f"{row.get('id')}: {error!r}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("part", PARTS_OF_ROWS)
def test_rows_have_the_schema(part: str) -> None:
    _all(PARTS_OF_ROWS[part], _has_the_schema)


def _has_the_schema(row: Row) -> None:
    assert set(row) == ROW_KEYS
    assert _text(row, "title").strip() == row["title"]
    assert all(_text(row, key) for key in ("title", "source", "form", "why"))
    assert row["summary"] is None or _text(row, "summary").strip()
    assert row["lang"] in LANGS
    assert row["label"] in LABELS
    assert all(isinstance(row[key], bool) for key in ("hard", "borderline"))
    assert date(2014, 1, 1) <= date.fromisoformat(_text(row, "date")) <= date(2026, 12, 31)
    assert _text(row, "form").startswith(("near-miss:", "background")) == (row["label"] == "none")


@pytest.mark.parametrize("part", PARTS_OF_ROWS)
def test_facts_go_with_the_label(part: str) -> None:
    _all(PARTS_OF_ROWS[part], _facts_go_with_the_label)


def _facts_go_with_the_label(row: Row) -> None:
    deal, launch = row["deal"], row["launch"]
    assert (deal is not None) == (row["label"] in {"ai_investment", "both"})
    assert (launch is not None) == (row["label"] in {"competitor_launch", "both"})
    if isinstance(deal, dict):
        assert set(deal) == DEAL_KEYS
        assert deal["status"] in STATUSES
        assert deal["target"]
        assert deal["amount_value"] is not None or deal["amount_currency"] is None
        assert deal["valuation"] is not None or deal["valuation_currency"] is None
    if isinstance(launch, dict):
        assert set(launch) == {"company", "product"}
        assert launch["company"]


def test_ids_and_titles_are_unique_over_both_halves() -> None:
    rows = [*ROWS, *FURTHER, *TELLINGS]
    assert len({_text(row, "id") for row in rows}) == len(rows)
    assert len({_text(row, "title").casefold() for row in rows}) == len(rows)


def test_tellings_have_their_schema() -> None:
    def holds(row: Row) -> None:
        assert set(row) == {"id", "title", "summary", "source", "date", "lang", "part"}
        assert row["part"] in PARTS
        assert row["lang"] in {"fr", "en"}
        assert date(2026, 1, 1) <= date.fromisoformat(_text(row, "date")) <= date(2026, 12, 31)

    _all(TELLINGS, holds)


def test_halves_are_large_and_alike() -> None:
    assert len(ROWS) >= 640
    assert abs(len(OPEN) - len(CHECK)) <= 0.05 * len(ROWS)
    for key in ("label", "lang"):
        counts = [Counter(_text(row, key) for row in half) for half in (OPEN, CHECK)]
        for value in set(counts[0]) | set(counts[1]):
            assert abs(counts[0][value] - counts[1][value]) <= 0.1 * len(OPEN), (key, value)


@pytest.mark.parametrize("half", [OPEN, CHECK], ids=PARTS)
def test_shares_stay_in_their_spans(half: Sequence[Row]) -> None:
    label = Counter(_text(row, "label") for row in half)
    lang = Counter(_text(row, "lang") for row in half)
    without_summary = sum(row["summary"] is None for row in half)
    assert 0.25 <= label["ai_investment"] / len(half) <= 0.35
    assert 0.24 <= label["competitor_launch"] / len(half) <= 0.35
    assert 0.36 <= label["none"] / len(half) <= 0.45
    assert label["both"] >= 5
    assert 0.40 <= lang["fr"] / len(half) <= 0.50
    assert 0.48 <= lang["en"] / len(half) <= 0.58
    assert 0.28 <= without_summary / len(half) <= 0.42


@pytest.mark.parametrize("half", [OPEN, CHECK], ids=PARTS)
def test_both_languages_carry_every_label(half: Sequence[Row]) -> None:
    count = Counter((_text(row, "label"), _text(row, "lang")) for row in half)
    for lang in ("fr", "en"):
        for label in LABELS - {"both"}:
            assert count[label, lang] >= 35, (label, lang)


def test_there_are_enough_groups_and_pairs() -> None:
    groups = list(_stories("same_event"))
    assert len(groups) >= 100
    assert sum({"fr", "en"} <= set(_names(story, "langs")) for story in groups) >= 55
    assert len(list(_stories("near_miss"))) >= 114
    for kind in ("same_event", "near_miss"):
        parts = Counter(story["part"] for story in _stories(kind))
        assert min(parts[part] for part in PARTS) >= 40


@pytest.mark.parametrize(("part", "labelled"), [("open", OPEN), ("check", CHECK)], ids=PARTS)
def test_stories_resolve_within_their_half(part: str, labelled: Sequence[Row]) -> None:
    tellings = [row for row in TELLINGS if row["part"] == part]
    half = {_text(row, "id"): row for row in (*labelled, *tellings)}

    def resolves(story: Row) -> None:
        assert set(story) == STORY_KEYS
        ids = _names(story, "items")
        assert len(set(ids)) == len(ids)
        assert (len(ids) == 2) if story["type"] == "near_miss" else (2 <= len(ids) <= 6)
        assert set(ids) <= set(half), "a group or pair must lie in one half"
        assert sorted({_text(half[i], "lang") for i in ids}) == list(_names(story, "langs"))

    _all((story for story in STORIES if story["part"] == part), resolves)


def test_groups_are_a_partition_and_pairs_cross_them() -> None:
    group = {i: _text(story, "id") for story in _stories("same_event") for i in _names(story, "items")}
    assert len(group) == sum(len(_names(story, "items")) for story in _stories("same_event"))
    for story in _stories("near_miss"):
        first, second = _names(story, "items")
        assert group.get(first, first) != group.get(second, second), story["id"]
    assert len({_text(story, "id") for story in STORIES}) == len(STORIES)
    assert {story["part"] for story in STORIES} == set(PARTS)


def test_each_row_that_is_wrong_is_named() -> None:
    rows: list[Row] = [{"id": f"made-{n}", "label": "none"} for n in range(40)]
    with pytest.raises(AssertionError, match=r"(?s)made-0: .*made-39: "):
        _all(rows, _has_the_schema)
