"""The digest and the operators' notices in Slack, by the real command and over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newswatch.adapters.sqlite_store import SqliteStore
from newswatch.messages import json_of
from newswatch.ports import Keys
from processors.alerting.alerts import Alert

from .chaos import CHANNEL
from .command import newswatch
from .fake import FakeSlack
from .fake_http import served
from .fake_model import TOKEN


@pytest.fixture
def slack() -> Iterator[tuple[FakeSlack, str]]:
    fake = FakeSlack(post_interval=0.0)
    fake.add(CHANNEL, "desk")
    with served(fake) as url:
        yield fake, url


def test_the_digest_of_an_empty_day_is_posted_once(slack: tuple[FakeSlack, str], tmp_path: Path) -> None:
    fake, url = slack
    for _ in range(2):
        done = newswatch(tmp_path, url, TOKEN, "digest", "--day", "2023-01-23", "--post")
        assert done.returncode == 0, done.stderr
        assert TOKEN not in done.stdout + done.stderr
    (message,) = fake.channels[CHANNEL].messages
    assert "2023-01-23" in message.text


def test_a_parked_alert_is_told_the_operators_once(slack: tuple[FakeSlack, str], tmp_path: Path) -> None:
    fake, url = slack
    parked = Alert(id="a", story="a", channel="C0GONE", state="parked", reason="channel_not_found")
    store = SqliteStore(tmp_path / "store.db", clock=lambda: datetime.now(UTC))
    store.swap("alerts", "a", json_of(parked), parked.keys, None)
    store.swap("sources", "none", {}, Keys(), None)
    store.close()
    for minute in ("00", "05", "10", "15"):  # a trouble that is gone in two minutes is none
        settings = {"NEWSWATCH_OPERATORS_CHANNEL": CHANNEL, "NEWSWATCH_CLOCK": f"2023-01-23T12:{minute}:00Z"}
        done = newswatch(tmp_path, url, TOKEN, "drain", "deliver", "--json", **settings)
        assert done.returncode == 0, done.stderr
    told = [message.text for message in fake.channels[CHANNEL].messages]
    assert len([text for text in told if "parked" in text.lower()]) == 1, told
