"""At the end a story has one card, whatever fails on the way; and the planted mistakes are caught."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .chaos import LONG, POINTS, Plan, run

AT_ONCE: dict[str, Any] = {"points": (), "lease": LONG, "post_interval": 0.0, "own_interval": 0.0}


@pytest.mark.slow
def test_300_alerts_with_faults_and_kills(tmp_path: Path) -> None:
    outcome = run(Plan(alerts=300, seed=7, points=POINTS * 2, outage_every=5.0), tmp_path)
    assert outcome.killed == len(POINTS) * 2
    assert sum(outcome.faults.values()) > 200
    assert {k: v for k, v in outcome.violations.items() if k != "early"} == {}
    assert outcome.early <= outcome.killed  # a new process does not know what the killed one was asked


def test_two_deliverers_by_mistake(tmp_path: Path) -> None:
    outcome = run(Plan(alerts=40, twins=2, **AT_ONCE), tmp_path)
    assert outcome.violations == {}


def test_retry_after_is_obeyed(tmp_path: Path) -> None:
    outcome = run(Plan(alerts=20, points=(), share=0.0, post_interval=0.05, own_interval=0.0), tmp_path)
    assert outcome.violations == {}


CALM: dict[str, Any] = {"points": (), "share": 0.0}
SLOW_POSTS: dict[str, Any] = {"share": 1.0, "kinds": ("slow",), "only": "chat.postMessage", "slow": 0.1}


@pytest.mark.parametrize(
    ("bug", "plan", "shows"),
    [
        ("default-retries", {"points": ()}, "double"),
        ("commit-before-post", {"points": POINTS[:1] * 2}, "missing"),
        ("no-look-up", {"points": ()}, "double"),
        ("no-lease", AT_ONCE | SLOW_POSTS | {"alerts": 5, "twins": 2, "ahead": 1}, "withdrawn"),
        ("update-before-post", {"points": ()}, "missing"),
        ("no-retry-after", CALM | {"post_interval": 0.05, "own_interval": 0.0}, "early"),
        ("stale-edit", {"points": ()}, "stale"),
    ],
)
def test_a_planted_mistake_is_caught(bug: str, plan: dict[str, Any], shows: str, tmp_path: Path) -> None:
    outcome = run(Plan(bug=bug, **({"alerts": 30} | plan)), tmp_path)
    assert shows in outcome.violations, outcome.violations


def test_two_deliverers_on_slow_posts_without_a_mistake(tmp_path: Path) -> None:
    outcome = run(Plan(alerts=10, **(AT_ONCE | SLOW_POSTS | {"twins": 2})), tmp_path)
    assert outcome.violations == {}


def test_a_post_that_outlives_its_lease_ends_as_one_card(tmp_path: Path) -> None:
    """Slack stores a post long after its caller was killed or gave up, and another has posted meanwhile."""
    late: dict[str, Any] = {"share": 0.5, "kinds": ("late",), "only": "chat.postMessage", "late": 2.0}
    outcome = run(Plan(alerts=8, seed=3, points=(), timeout=0.4, recheck=6.0, **late), tmp_path)
    assert outcome.withdrawn > 0
    seen = set(outcome.violations) - {"withdrawn", "repeated"}  # a reply is text: its copy is let stand
    assert seen == set()
