"""What a Notifier promises, on each adapter: the console with and without its file, and Slack."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from newswatch.adapters.console import ConsoleNotifier
from newswatch.adapters.slack import SlackNotifier
from newswatch.errors import Permanent
from newswatch.ports import Notifier

from .fake import FakeSlack
from .fake_http import served
from .fake_model import TOKEN

CHANNEL = "C0000DEALS"
CARD: dict[str, Any] = {"title": "A → B", "version": 1, "fallback": "A → B: confirmed"}
Open = Callable[[], Notifier]
"""Opens the adapter, each time as a new process would."""


@pytest.fixture(params=["console", "memory", "slack"])
def open_(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Open]:
    with ExitStack() as stack:
        if request.param == "slack":
            slack = FakeSlack(post_interval=0.0)
            slack.add(CHANNEL, "deals")
            url = stack.enter_context(served(slack))
            yield lambda: SlackNotifier(TOKEN, api_url=url)
        elif request.param == "console":
            yield lambda: ConsoleNotifier(Console(file=io.StringIO()), tmp_path / "sent.jsonl")
        else:
            only = ConsoleNotifier(Console(file=io.StringIO()))
            yield lambda: only


def since() -> datetime:
    return datetime.now(UTC) - timedelta(minutes=5)


def test_a_card_is_found_by_its_alert_by_any_process(open_: Open) -> None:
    ts = open_().post(CHANNEL, "a1", CARD)
    assert open_().find(CHANNEL, "a1", since()) == ts
    assert open_().find(CHANNEL, "a2", since()) is None


def test_an_edit_keeps_the_id(open_: Open) -> None:
    ts = open_().post(CHANNEL, "a1", CARD)
    assert open_().update(CHANNEL, ts, "a1", CARD | {"version": 2}) == ts
    assert open_().find(CHANNEL, "a1", since()) == ts


def test_a_reply_is_found_in_its_thread_alone(open_: Open) -> None:
    ts, other = open_().post(CHANNEL, "a1", CARD), open_().post(CHANNEL, "a2", CARD)
    reply = open_().reply(CHANNEL, ts, "r1", "Confirmed: A → B")
    assert len({ts, other, reply}) == 3
    assert open_().find(CHANNEL, "r1", since(), thread=ts) == reply
    assert open_().find(CHANNEL, "r1", since(), thread=other) is None
    assert open_().find(CHANNEL, "r1", since()) is None


def test_an_edit_of_what_was_never_posted_is_permanent(open_: Open) -> None:
    with pytest.raises(Permanent) as refusal:
        open_().update(CHANNEL, f"{CHANNEL}:1.000000", "a9", CARD)
    assert refusal.value.reason == "message_not_found"
