"""A lost store is filled from the log: the same stories, and nobody hears of them again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from newswatch.adapters.sqlite_log import SqliteLog
from newswatch.adapters.sqlite_store import SqliteStore
from newswatch.cli.app import app

from .made import article, at, deal

TOLD = [
    deal(article("Nebulon in talks to buy Koralis"), ["Nebulon"], "Koralis", status="rumoured"),
    deal(article("Nebulon buys Koralis for $80m", 3, outlet="Wire"), ["Nebulon"], "Koralis", 8e7),
    deal(article("Zurvan raises $200m", 4, outlet="Post"), [], "Zurvan", 2e8),
]


def newswatch(*args: str) -> None:
    """Run the command."""
    result = CliRunner().invoke(app, args)
    assert result.exit_code == 0, result.output


def sent(folder: Path) -> list[str]:
    """What was said on the console, by kind."""
    path = folder / "var" / "store.sent.jsonl"
    return [json.loads(line)["kind"] for line in path.read_text().splitlines()] if path.exists() else []


def test_a_rebuilt_store_is_the_same_and_posts_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NEWSWATCH_CLOCK", at(10).isoformat())
    monkeypatch.setenv("NEWSWATCH_LOG_LEVEL", "error")
    monkeypatch.setenv("NEWSWATCH_POST_INTERVAL", "0")

    def standing() -> tuple[dict[str, object], list[object]]:
        """The stories in the store, and the states of their alerts."""
        store = SqliteStore(tmp_path / "var" / "store.db", clock=lambda: at(10))
        stories: dict[str, object] = {doc.id: doc.body for doc in store.find("stories")}
        alerts: list[object] = [doc.body["state"] for doc in store.find("alerts") if "story" in doc.body]
        store.close()
        return stories, alerts

    log = SqliteLog(tmp_path / "var" / "log.db", clock=lambda: at(10))
    log.append(TOLD)
    log.close()
    newswatch("drain", "cluster", "index", "notify", "deliver")
    before, alerts = standing()
    said = sent(tmp_path)
    assert (len(before), alerts, said.count("post")) == (2, ["sent"] * 2, 2)
    for file in (tmp_path / "var").glob("store.db*"):
        file.unlink()
    newswatch("rebuild")
    assert standing() == (before, ["silent"] * 2)
    newswatch("drain", "cluster", "index", "notify", "deliver")
    assert standing() == (before, ["silent"] * 2)
    assert sent(tmp_path) == said
