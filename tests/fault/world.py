"""A small world to break: the demo's web, a folder of state, and the newswatch command as a process."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from newswatch.adapters.sqlite_store import SqliteStore
from newswatch.demo.server import DemoWeb
from newswatch.ports import Collection, every
from tests import forked

DEMO = Path(sys.modules["newswatch.demo"].__path__[0])
MORNING = datetime(2023, 1, 23, 10, tzinfo=UTC)
AFTERNOON = datetime(2023, 1, 23, 16, tzinfo=UTC)
ARCHIVE = datetime(2023, 1, 23, 5, tzinfo=UTC)


@dataclass(frozen=True)
class World:
    """State in a folder; the web is shared, since it has none."""

    folder: Path
    connect_to: str

    def copy(self, folder: Path) -> World:
        """The same state in another folder, to break that one."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        return World(folder, self.connect_to)

    def newswatch(
        self, now: datetime, *args: str, crash_at: str = "", expect: Sequence[int] = (0,)
    ) -> subprocess.CompletedProcess[str]:
        """Run the command at a time; killed by itself (-9) at a crash point."""
        clean = {k: v for k, v in os.environ.items() if not k.upper().startswith("NEWSWATCH_")}
        env = {
            **clean,
            "NEWSWATCH_CONFIG_DIR": str(DEMO),
            "NEWSWATCH_CONNECT_TO": self.connect_to,
            "NEWSWATCH_CONTACT": "tests",
            "NEWSWATCH_CLOCK": now.isoformat(),
            "NEWSWATCH_CRASH_AT": crash_at,
            "NEWSWATCH_EXTRACT_PROCESSES": "1",
            "NEWSWATCH_LOG_LEVEL": "warning",
        }
        if args[0] == "crawl":
            command = [sys.executable, "-m", "newswatch", *args]
            done = subprocess.run(
                command, cwd=self.folder, env=env, capture_output=True, text=True, check=False, timeout=120
            )
        else:
            done = forked.newswatch(args, env, self.folder, 120)
        assert done.returncode in expect, f"{args} ended with {done.returncode}:\n{done.stderr[-3000:]}"
        return done

    def crawl(self, now: datetime, **given: Any) -> subprocess.CompletedProcess[str]:
        """Crawl the demo's sources, due or not."""
        sources = sorted(path.stem for path in (DEMO / "sources").glob("*.yml"))
        return self.newswatch(now, "crawl", *sources, **given)

    def outcome(self, *, exact: bool = True) -> dict[str, Any]:
        """What the store tells in the end, and how often each card was posted.

        `exact`: with the stories' ids and versions, which depend on the order of arrival.
        """
        store = SqliteStore(self.folder / "var" / "store.db", clock=lambda: AFTERNOON)
        try:
            articles = {
                id_: (body["article"]["content_hash"], tuple(body["labels"]))
                for id_, body in _all(store, "articles")
            }
            stories = [
                (
                    (id_, body["version"], json.dumps(body["facts"], sort_keys=True)) if exact else (),
                    tuple(sorted(member["id"] for member in body["members"])),
                    tuple(body["labels"]),
                )
                for id_, body in _all(store, "stories")
                if not body.get("merged_into")
            ]
            alerts = Counter(body["state"] for _, body in _all(store, "alerts"))
            urls = {body["url"]: body["state"] for _, body in _all(store, "urls")}
        finally:
            store.close()
        sent = self.folder / "var" / "store.sent.jsonl"
        shown = (
            [json.loads(line) for line in sent.read_text(encoding="utf-8").splitlines()]
            if sent.exists()
            else []
        )
        return {
            "articles": articles,
            "stories": sorted(stories),
            "alerts": dict(alerts),
            "urls": urls,
            "cards": Counter(
                (card["kind"], card["alert"] if exact else "") for card in shown if card["kind"] != "update"
            ),
        }

    def cards(self) -> Counter[tuple[str, str]]:
        """How often each card and each reply was shown."""
        return Counter(self.outcome()["cards"])


def _all(store: SqliteStore, collection: Collection) -> list[tuple[str, dict[str, Any]]]:
    return [(doc.id, dict(doc.body)) for doc in every(store, collection)]


def prepared(folder: Path, web: DemoWeb, set_now: Any) -> World:
    """The archive and the morning are told; the afternoon is fetched and waits in the log."""
    folder.mkdir(parents=True, exist_ok=True)
    world = World(folder, web.connect_to)
    for now in (ARCHIVE, MORNING):
        set_now(now)
        world.crawl(now)
        world.newswatch(now, "drain")
    world.copy(folder.with_name("before-the-crawl"))
    set_now(AFTERNOON)
    world.crawl(AFTERNOON)
    return world
