"""kill -9 while a story that was held back becomes sure: one card in each channel, also after a rebuild."""

from __future__ import annotations

import json
import os
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from newswatch.adapters.sqlite_log import SqliteLog
from newswatch.adapters.sqlite_store import SqliteStore
from newswatch.messages import Flagged
from tests import forked
from tests.unit.stories.made import article, at, deal

ROUTES = "routes:\n  - {{id: unsure, unsure: true, channel: {channel}}}\n"
POINTS = [
    *(f"notify:{step}" for step in ("read", "stored", "swapped", "before-commit", "after-commit")),
    *(f"deliver:{what}-{step}" for what in ("post", "update") for step in ("intent", "done", "sent")),
]


SOON, OLD = timedelta(seconds=41), timedelta(hours=29)


def weak(headline: str, minutes: float, outlet: str, age: timedelta = SOON) -> Flagged:
    told = deal(article(headline, minutes, outlet=outlet, age=age), ["Nebulon"], "Koralis")
    return told.model_copy(update={"score": {"ai_investment": 0.6}})


def append(folder: Path, message: Flagged) -> None:
    with_log = SqliteLog(folder / "var" / "log.db", clock=lambda: at(0))
    with_log.append([message])
    with_log.close()


def newswatch(folder: Path, now: datetime, *args: str, crash_at: str = "", expect: int = 0) -> None:
    clean = {k: v for k, v in os.environ.items() if not k.upper().startswith("NEWSWATCH_")}
    env = clean | {
        "NEWSWATCH_CONFIG_DIR": str(folder / "config"),
        "NEWSWATCH_CLOCK": now.isoformat(),
        "NEWSWATCH_CRASH_AT": crash_at,
        "NEWSWATCH_LOG_LEVEL": "warning",
        "NEWSWATCH_POST_INTERVAL": "0",
    }
    done = forked.newswatch(args, env, folder, 120)
    assert done.returncode == expect, done.stderr[-3000:]


def posts(folder: Path) -> Counter[str]:
    """Cards by channel."""
    sent = folder / "var" / "store.sent.jsonl"
    lines = sent.read_text(encoding="utf-8").splitlines() if sent.exists() else []
    return Counter(line["channel"] for line in map(json.loads, lines) if line["kind"] == "post")


def stories(folder: Path) -> dict[str, object]:
    with SqliteStore(folder / "var" / "store.db", clock=lambda: at(0)) as store:
        return {doc.id: doc.body for doc in store.find("stories")}


STAGES = ("cluster", "index", "notify", "deliver")


@pytest.mark.parametrize("point", POINTS)
def test_a_kill_while_it_becomes_sure_makes_no_second_card(tmp_path: Path, point: str) -> None:
    held_back(tmp_path, "maybe", {"maybe": 1})
    becomes_sure(tmp_path, point, {"maybe": 1, "console": 1}, SOON)


@pytest.mark.parametrize("point", [point for point in POINTS if "update" not in point])
def test_nor_where_an_older_page_makes_it_sure(tmp_path: Path, point: str) -> None:
    """Told to nobody until then, and once by then."""
    held_back(tmp_path, "nobody", {})
    becomes_sure(tmp_path, point, {"console": 1}, OLD)


def held_back(tmp_path: Path, channel: str, cards: dict[str, int]) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "routes.yml").write_text(ROUTES.format(channel=channel), encoding="utf-8")
    append(tmp_path, weak("Nebulon buys Koralis", 0, "The Gazette"))
    newswatch(tmp_path, at(1), "drain", *STAGES)
    assert posts(tmp_path) == cards


def becomes_sure(tmp_path: Path, point: str, cards: dict[str, int], age: timedelta) -> None:
    append(tmp_path, weak("Koralis is bought by Nebulon", 5, "Wire", age))
    newswatch(tmp_path, at(6), "drain", *STAGES, crash_at=point, expect=-9)
    for later in (12, 80):
        newswatch(tmp_path, at(later), "drain", *STAGES)
    assert posts(tmp_path) == cards
    before = stories(tmp_path)
    assert [story["unsure"] for story in before.values()] == [False]  # type: ignore[index]
    for file in (tmp_path / "var").glob("store.db*"):
        file.unlink()
    newswatch(tmp_path, at(81), "rebuild")
    newswatch(tmp_path, at(82) + timedelta(seconds=1), "drain", *STAGES)
    assert stories(tmp_path) == before
    assert posts(tmp_path) == cards
