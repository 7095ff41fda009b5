"""The DAGs played with the real newswatch command on the embedded profile: from source to card."""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from newswatch.demo.server import DemoWeb
from tests.dags.conftest import Player, demo_settings

ARCHIVE, AFTERNOON = (datetime(2023, 1, 23, hour, tzinfo=UTC) for hour in (5, 16))


def test_crawl_process_and_alert_bring_the_demo_to_cards(player: Player, tmp_path: Path) -> None:
    now = [ARCHIVE]
    fetched = 0
    with DemoWeb(lambda: now[0]) as web:
        env = demo_settings(tmp_path, web.connect_to)
        env["NEWSWATCH_COMMAND"] = f"{sys.executable} -m newswatch"
        for now[0] in (ARCHIVE, AFTERNOON):  # what a source has at the first visit is no news
            env["NEWSWATCH_CLOCK"] = now[0].isoformat()
            crawl = player.play("crawl", env=env)
            assert "failed" not in crawl.states["crawl"]
            fetched += sum(summary["pages"] for name, summary in crawl.returned.items() if name != "due[-1]")
    process = player.play("process", env=env)
    assert process.state == "success"
    assert process.returned["drain[-1]"]["read"]["extract"] == fetched > 0
    assert player.play("alert", env=env).states["drain"] == ["success"]
    sent = [json.loads(line) for line in (tmp_path / "store.sent.jsonl").read_text().splitlines()]
    posted = Counter(card["alert"] for card in sent if card["kind"] == "post")
    assert posted
    assert set(posted.values()) == {1}
    assert player.play("alert", env=env).states["drain"] == ["skipped"]
    refused = player.play("retry", env=env, conf={"ids": ["00000000"]})
    assert refused.state == "failed"
    assert refused.tries("retry") == 1
