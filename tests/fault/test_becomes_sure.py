"""kill -9 while a story that was told elsewhere becomes sure: one card in each channel, also after a rebuild."""

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

ROUTES = "routes:\n  - {id: unsure, unsure: true, channel: maybe}\n"
POINTS = [
    *(f"notify:{step}" for step in ("read", "stored", "swapped", "before-commit", "after-commit")),
    *(f"deliver:{what}-{step}" for what in ("post", "update") for step in ("intent", "done", "sent")),
]


def weak(headline: str, minutes: float, outlet: str) -> Flagged:
    told = deal(article(headline, minutes, outlet=outlet), ["Nebulon"], "Koralis")
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
    lines = (folder / "var" / "store.sent.jsonl").read_text(encoding="utf-8").splitlines()
    return Counter(line["channel"] for line in map(json.loads, lines) if line["kind"] == "post")


def stories(folder: Path) -> dict[str, object]:
    with SqliteStore(folder / "var" / "store.db", clock=lambda: at(0)) as store:
        return {doc.id: doc.body for doc in store.find("stories")}


STAGES = ("cluster", "index", "notify", "deliver")


@pytest.mark.parametrize("point", POINTS)
def test_a_kill_while_it_becomes_sure_makes_no_second_card(tmp_path: Path, point: str) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "routes.yml").write_text(ROUTES, encoding="utf-8")
    append(tmp_path, weak("Nebulon buys Koralis", 0, "The Gazette"))
    newswatch(tmp_path, at(1), "drain", *STAGES)
    assert posts(tmp_path) == {"maybe": 1}
    append(tmp_path, weak("Koralis is bought by Nebulon", 5, "Wire"))
    newswatch(tmp_path, at(6), "drain", *STAGES, crash_at=point, expect=-9)
    for later in (12, 80):
        newswatch(tmp_path, at(later), "drain", *STAGES)
    assert posts(tmp_path) == {"maybe": 1, "console": 1}
    before = stories(tmp_path)
    assert [story["unsure"] for story in before.values()] == [False]  # type: ignore[index]
    for file in (tmp_path / "var").glob("store.db*"):
        file.unlink()
    newswatch(tmp_path, at(81), "rebuild")
    newswatch(tmp_path, at(82) + timedelta(seconds=1), "drain", *STAGES)
    assert stories(tmp_path) == before
    assert posts(tmp_path) == {"maybe": 1, "console": 1}
