"""Two stories, a person's word on them, and what stands in log, store and channel afterwards.

The command itself runs, on whatever log and store the settings name, and tells the fake Slack.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from newswatch.connect import open_log, open_store
from newswatch.messages import Message, Story
from newswatch.settings import Settings
from tests.unit.stories.made import NOON, article, at, deal

from .chaos import CHANNEL
from .command import newswatch
from .fake import FakeSlack
from .fake_model import TOKEN

BUYS = deal(article("Nebulon buys cloud startup Koralis", 0, outlet="The Gazette"), ["Nebulon"], "Koralis")
SWALLOWS = deal(article("Orvane Systems finds a new owner", 4, outlet="Wire"), [], "Orvane Systems")
ECHO = deal(article("Nebulon buys Koralis, a cloud startup", 6, outlet="Post"), ["Nebulon"], "Koralis")
STAGES = ("cluster", "index", "notify", "deliver")


@dataclass
class Desk:
    """The command on one log and store. `kill_at`: crash points at which it dies when it obeys a ruling: a join edits
    cards, a split posts one."""

    folder: Path
    api_url: str
    slack: FakeSlack
    settings: Settings
    env: Mapping[str, str]
    now: datetime = NOON
    kill_at: Sequence[str] = ()
    killed: set[str] = field(default_factory=set)

    def newswatch(self, *given: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run it at the desk's time."""
        env = {
            **self.env,
            "NEWSWATCH_POST_INTERVAL": "0",
            "NEWSWATCH_EDIT_INTERVAL": "0",
            "NEWSWATCH_CLOCK": self.now.isoformat(),
            **more,
        }
        return newswatch(self.folder, self.api_url, TOKEN, *given, **env)

    def append(self, *messages: Message) -> None:
        """Write these to the log."""
        log = open_log(self.settings)
        log.append(messages)
        log.close()

    def drain(self, minutes: float, kill_at: Sequence[str] = ()) -> None:
        """Drain the stages at a time, killed first at each of these points in turn."""
        self.now = at(minutes)
        for point in kill_at:
            if self.newswatch("drain", *STAGES, NEWSWATCH_CRASH_AT=point).returncode == -9:
                self.killed.add(point)
            # what a killed one had under way is taken for dead when its lease is over
            self.now += timedelta(minutes=5)
        done = self.newswatch("drain", *STAGES)
        assert done.returncode == 0, done.stderr[-3000:]

    def say(self, *given: str, minutes: float | None = None) -> dict[str, Any]:
        """`join` or `split`, now or at a time; what the command says of it.

        A split's id is made of the ruling's time: it must not depend on how long kills kept the stages.
        """
        if minutes is not None:
            assert at(minutes) >= self.now, "a word before what it is about"
            self.now = at(minutes)
        done = self.newswatch(*given, "--by", "ann", "--json")
        assert done.returncode == 0, done.stderr
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer

    def stories(self) -> dict[str, Story]:
        """The stories in the store, by id."""
        store = open_store(self.settings)
        try:
            return {doc.id: Story.model_validate(doc.body) for doc in store.find("stories", limit=1000)}
        finally:
            store.close()

    def cards(self) -> dict[str, str]:
        """The text of each card by the story that it is of; fails where a story has two."""
        posted = [m for m in self.slack.channels[CHANNEL].messages if m.thread_ts is None and not m.deleted]
        by_story = {str(m.payload["alert_id"]): json.dumps(m.blocks, ensure_ascii=False) for m in posted}
        assert len(by_story) == len(posted), "a story has two cards"
        return by_story


def ruled(desk: Desk, after: Callable[[str], None] = lambda _: None) -> dict[str, Any]:
    """Two stories are joined by a person, an article is split off, and the word is taken back; what stands then.

    `after`: called with the name of each step when it is done.
    """
    first, second = BUYS.article, SWALLOWS.article
    desk.append(BUYS, SWALLOWS, ECHO)
    desk.drain(10)
    after("told")
    desk.say("join", first.id[:12], second.url, minutes=20)
    desk.drain(30, [point for point in desk.kill_at if "post" not in point])
    after("joined")
    desk.say("split", first.id, ECHO.article.url, minutes=150)
    desk.drain(200, [point for point in desk.kill_at if "update" not in point])
    after("split")
    desk.say("join", first.id, ECHO.article.url, minutes=350)
    desk.drain(400)
    after("joined again")
    return {
        "stories": {
            s.id: (s.version, s.merged_into, sorted(m.id for m in s.members), s.apart)
            for s in desk.stories().values()
        },
        "cards": sorted(desk.cards()),
    }
