"""The newswatch command delivers to Slack by its settings, and tells the token to nobody (row 74)."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from newswatch.adapters.sqlite_store import SqliteStore

from .chaos import CHANNEL, put, version
from .command import newswatch
from .fake import FakeSlack
from .fake_http import served
from .fake_model import TOKEN


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


def test_a_drain_says_that_a_card_waits_where_slack_is_away(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "store.db", clock=lambda: datetime.now(UTC))
    put(store, version(0, 1))
    store.close()
    drained = newswatch(tmp_path, "http://127.0.0.1:9/api/", TOKEN, "drain", "deliver", "--skip-empty")
    assert drained.returncode == 0, "something is to be done: the task is not one to be skipped"
    assert "cards wait, and are sent again" in drained.stderr
    assert "nothing to do" not in drained.stderr
