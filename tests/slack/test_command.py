"""The newswatch command delivers to Slack by its settings, and tells the token to nobody (row 74)."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newswatch.adapters.sqlite_store import SqliteStore

from .chaos import CHANNEL, put, version
from .fake import FakeSlack
from .fake_http import served
from .fake_model import TOKEN


def newswatch(folder: Path, api_url: str, token: str, *given: str) -> subprocess.CompletedProcess[str]:
    env = {
        **os.environ,
        "NEWSWATCH_LOG_URL": f"sqlite:///{folder / 'log.db'}",
        "NEWSWATCH_STORE_URL": f"sqlite:///{folder / 'store.db'}",
        "NEWSWATCH_NOTIFY_URL": f"slack://{CHANNEL}",
        "NEWSWATCH_SLACK_API_URL": api_url,
        "SLACK_BOT_TOKEN": token,
        "NEWSWATCH_MAX_AGE_HOURS": "1000000",
        "NEWSWATCH_LOG_LEVEL": "debug",
    }
    command = [sys.executable, "-m", "newswatch", *given]
    return subprocess.run(
        command, env=env, cwd=folder, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.mark.parametrize(("token", "posts"), [(TOKEN, 1), ("xoxb-revoked-token", 0)])
def test_drain_deliver(tmp_path: Path, token: str, posts: int) -> None:
    slack = FakeSlack()
    slack.add(CHANNEL, "deals")
    store = SqliteStore(tmp_path / "store.db", clock=lambda: datetime.now(UTC))
    put(store, version(0, 1))
    store.close()
    with served(slack) as api_url:
        drained = newswatch(tmp_path, api_url, token, "drain", "deliver")
        told = [
            newswatch(tmp_path, api_url, token, *given)
            for given in (("config",), ("alerts", "list", "--json"))
        ]
    assert drained.returncode == 0, drained.stderr
    assert len(slack.channels[CHANNEL].messages) == posts
    assert ("invalid_auth" in told[1].stdout) == (posts == 0)
    assert token not in "".join(run.stdout + run.stderr for run in (drained, *told))
