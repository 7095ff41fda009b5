"""NEWSWATCH_FETCH_SECONDS bounds one answer, whichever command asks for it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.crawlers.crawl_web import Answer, Web
from tests.unit.crawlers.test_fetching import drip

SOURCE = """name: News
publisher: News
homepage: http://news.example/
language: en
kind: press
allow_private: true
politeness: {delay: 0, concurrency: 4}
feeds:
  - {url: http://news.example/feed, seen: tests}
"""


@pytest.mark.parametrize("command", [["crawl", "news"], ["backfill", "news", "--from", "2023-01-23"]])
def test_an_answer_without_end_is_given_up_by_then(web: Web, tmp_path: Path, command: list[str]) -> None:
    web.routes["/feed"] = Answer(drip, headers={"Content-Type": "application/rss+xml"})
    (tmp_path / "own" / "sources").mkdir(parents=True)
    (tmp_path / "own" / "sources" / "news.yml").write_text(SOURCE, encoding="utf-8")
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("NEWSWATCH_")},
        "NEWSWATCH_LOG_URL": f"sqlite:///{tmp_path}/log.db",
        "NEWSWATCH_STORE_URL": f"sqlite:///{tmp_path}/store.db",
        "NEWSWATCH_CONNECT_TO": f"*=127.0.0.1:{web.port}",
        "NEWSWATCH_CONFIG_DIR": str(tmp_path / "own"),
        "NEWSWATCH_CLOCK": "2023-01-24T09:00:00Z",
        "NEWSWATCH_FETCH_SECONDS": "1",
    }
    done = subprocess.run(
        [sys.executable, "-m", "newswatch", *command, "--json"],
        env=environment, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    errors = json.loads(done.stdout)["sources"]["news"]["errors"]
    assert errors[0] == "timeout: http://news.example/feed: no whole answer within 1 s"
