"""From the log to the card and back: the real command on files, Slack's fake over HTTP, people who react."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from newswatch.adapters.sqlite_log import SqliteLog
from newswatch.adapters.sqlite_store import SqliteStore
from newswatch.messages import DealStatus, Flagged
from processors.alerting.feedback import judgements_of
from processors.alerting.silences import silences_of
from tests.unit.stories.made import article, deal

from .chaos import CHANNEL
from .command import newswatch
from .fake import FakeSlack
from .fake_http import served
from .fake_model import TOKEN, Posted

STAGES = ("cluster", "index", "notify", "deliver")
FOOTER = "🔕 silence this story"


def buys(
    outlet: str, minutes: float, amount: float, status: DealStatus = "rumoured", headline: str = ""
) -> Flagged:
    """One more article of the one story: Nebulon and Koralis."""
    headline = headline or "Nebulon in talks to buy Koralis"
    told = article(headline, minutes, outlet=outlet, first_party=outlet == "Nebulon")
    return deal(told, ["Nebulon"], "Koralis", amount, status=status)


RUMOUR = buys("The Gazette", 0, 9e8)
ECHO = buys("Wire & Sons", 9, 9e8)
CONFIRMED = buys("Nebulon", 95, 9e8, "confirmed", "Nebulon will buy Koralis")
CLOSED = buys("Nebulon", 240, 9e8, "closed", "Nebulon has bought Koralis")


@dataclass
class Desk:
    """A newswatch on files and the channel that it tells."""

    folder: Path
    api_url: str
    slack: FakeSlack
    settings: dict[str, str] = field(
        default_factory=lambda: {"NEWSWATCH_POST_INTERVAL": "0", "NEWSWATCH_EDIT_INTERVAL": "0"}
    )
    printed: list[str] = field(default_factory=list)

    def drain(self, *messages: Flagged) -> dict[str, Any]:
        """Append these to the log and drain it once; what the command says of it."""
        if messages:
            log = SqliteLog(self.folder / "log.db", clock=lambda: datetime.now(UTC))
            log.append(messages)
            log.close()
        done = newswatch(self.folder, self.api_url, TOKEN, "drain", *STAGES, "--json", **self.settings)
        self.printed += [done.stdout, done.stderr]
        assert done.returncode == 0, done.stderr
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer

    @property
    def card(self) -> Posted:
        """The only card."""
        (card,) = [m for m in self.slack.channels[CHANNEL].messages if m.thread_ts is None]
        assert not card.deleted
        return card

    @property
    def replies(self) -> list[str]:
        """What was said below it, in order."""
        return [m.text for m in self.slack.channels[CHANNEL].messages if m.thread_ts == self.card.ts]

    def said(self) -> tuple[dict[str, str], list[str]]:
        """Verdicts by who gave them, and who silenced a story."""
        store = SqliteStore(self.folder / "store.db", clock=lambda: datetime.now(UTC))
        try:
            return {j.by: j.state for j in judgements_of(store)}, [s.by for s in silences_of(store)]
        finally:
            store.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    slack = FakeSlack(post_interval=0.0)
    slack.add(CHANNEL, "deals")
    with served(slack) as api_url:
        made = Desk(tmp_path, api_url, slack)
        yield made
    assert TOKEN not in "".join(made.printed)


def test_one_card_is_edited_and_a_material_change_is_replied(desk: Desk) -> None:
    done = desk.drain(RUMOUR)
    assert done["read"] == {"cluster": 1, "index": 2, "notify": 1, "deliver": 1}
    assert (desk.card.edits, desk.card.payload["version"], desk.replies) == (0, 1, [])
    assert "Nebulon → Koralis" in desk.card.text
    assert FOOTER in json.dumps(desk.card.blocks, ensure_ascii=False)
    desk.drain(ECHO)
    assert (desk.card.edits, desk.card.payload["version"], desk.replies) == (1, 2, [])
    desk.drain(CONFIRMED)
    assert (desk.card.edits, desk.card.payload["version"]) == (2, 3)
    assert len(desk.replies) == 1
    assert desk.replies[0].startswith("Confirmed: Nebulon → Koralis, until now rumoured")
    desk.drain()
    assert (desk.card.edits, len(desk.replies)) == (2, 1)


def test_reactions_are_stored_and_silence_and_are_unsaid_when_taken_back(desk: Desk) -> None:
    desk.drain(RUMOUR)
    desk.card.reactions = {"white_check_mark": ["U1"], "x": ["U2"], "no_bell": ["U3"], "eyes": ["U4"]}
    desk.drain()
    assert desk.said() == ({"slack:U1": "right", "slack:U2": "wrong"}, ["slack:U3"])
    desk.drain(CONFIRMED)
    assert (desk.card.edits, desk.replies) == (1, [])  # the card stays right, and nobody is told
    desk.card.reactions = {"white_check_mark": ["U1"]}  # the others took back what they had said
    desk.drain()
    assert desk.said() == ({"slack:U1": "right"}, [])
    desk.drain(CLOSED)
    assert desk.card.edits == 2
    assert len(desk.replies) == 1
    assert desk.replies[0].startswith("Closed: Nebulon → Koralis")


def test_without_reactions_the_card_does_not_ask_for_them(desk: Desk) -> None:
    desk.settings["NEWSWATCH_REACTIONS"] = "false"
    desk.drain(RUMOUR)
    desk.card.reactions = {"no_bell": ["U3"]}
    desk.drain()
    assert FOOTER not in json.dumps(desk.card.blocks, ensure_ascii=False)
    assert desk.said() == ({}, [])
    assert "reactions.get" not in desk.slack.calls
