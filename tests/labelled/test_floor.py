"""Detection does not fall: every class of every labelled set stays within noise of what floor.yml records.

The margin is half the width of the recorded share's 95 % Wilson interval: a few rows, not a change of kind.
After a gain that is meant to stay, or a loss that is the price of one, record them, and say in the message which:
python tests/labelled/test_floor.py prints the figures of the rules as they are.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
import yaml

from newswatch.messages import LABELS
from processors.flag import SHIPPED, Rules, load_rules
from processors.measure.detection import Count, Report, predict, rows, score, wilson

HERE = Path(__file__).parent
BESIDE = HERE.parents[2] / "shared" / "eval" / "headlines.jsonl"
SETS = {
    name: HERE / f"{name}.jsonl" for name in ("open", "check", "practice", "forecast", "year", "second")
} | {"public": BESIDE}
BACKGROUND = HERE / "background.jsonl"
"""Ordinary tech news, none of which is an alert."""
FLOOR: dict[str, dict[str, dict[str, float]]] = yaml.safe_load(
    (HERE / "floor.yml").read_text(encoding="utf-8")
)


@lru_cache(maxsize=1)
def _rules() -> Rules:
    return load_rules([SHIPPED])


@lru_cache(maxsize=8)
def _report(name: str) -> Report:
    labelled = [row for row in rows(SETS[name]) if "label" in row or "labels" in row]
    return score(labelled, predict(labelled, _rules()))


def _cases() -> Iterator[tuple[str, str]]:
    for name, classes in FLOOR.items():
        for label in classes:
            yield name, label


def _count(name: str, label: str) -> Count:
    counted = _report(name).count("strict", label)
    assert counted is not None, (name, label)
    return counted


def _margin(share: float, of: int) -> float:
    """Half the width of the interval, in the share's own unit."""
    low, high = wilson(round(share * of), of)
    return (high - low) / 2


@pytest.mark.parametrize(("name", "label"), list(_cases()))
def test_no_class_falls_below_what_was_recorded(name: str, label: str) -> None:
    if not SETS[name].exists():
        pytest.skip(f"{SETS[name].name} is not here")
    recorded, now = FLOOR[name][label], _count(name, label)
    for what, share, of in (
        ("precision", now.precision, now.hit + now.false),
        ("recall", now.recall, now.hit + now.missed),
    ):
        least = recorded[what] - _margin(recorded[what], of)
        assert share >= least, (
            f"{name} {label} {what}: {share:.3f}, recorded {recorded[what]:.3f}, least {least:.3f}"
        )


def test_every_own_set_and_class_is_recorded() -> None:
    assert {name: set(classes) for name, classes in FLOOR.items()} == {name: set(LABELS) for name in SETS}


def test_ordinary_tech_news_rings_nobody() -> None:
    told = rows(BACKGROUND)
    assert len(told) >= 400
    titles = {row["id"]: row["title"] for row in told}
    rung = {titles[one["id"]]: one["labels"] for one in predict(told, _rules()) if one["labels"]}
    assert rung == {}


if __name__ == "__main__":
    for one in (name for name in SETS if SETS[name].exists()):
        sys.stdout.write(f"{one}:\n")
        for label in LABELS:
            now = _count(one, label)
            sys.stdout.write(f"  {label}: {{precision: {now.precision:.3f}, recall: {now.recall:.3f}}}\n")
