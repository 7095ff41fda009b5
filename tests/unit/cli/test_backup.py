"""Backup and restore as docs/operating.md has them: its own commands, while all runs, and every count compared."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread
from typing import get_args

from newswatch.cli.assemble import policy
from newswatch.cli.opening import Opened, opened
from newswatch.cli.rebuilding import rebuild_store
from newswatch.cli.redeciding import decide_again
from newswatch.cli.serving import draining
from newswatch.messages import TOPICS, Flagged, Page, SourceRef, digest
from newswatch.ports import Collection, Keys
from newswatch.settings import Settings
from tests.unit.cli.test_doctor import embedded

ROOT = Path(__file__).parents[3]
NOW = datetime.now(UTC)
STAGES = ["extract", "flag", "cluster", "index", "notify"]
PLANETS = ("Mercury", "Venus", "Mars", "Saturn", "Uranus", "Neptune")


def documented() -> list[str]:
    """The lines of the guide's first block of commands under *Backup and restore*."""
    guide = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8").partition("## Backup and restore")[2]
    (block,) = re.findall(r"```sh\n(.*?)```", guide, re.DOTALL)[:1]
    return [line.partition("#")[0].strip() for line in block.splitlines() if line.strip()]


def backed_up(folder: Path) -> None:
    """Run the guide's commands for it, word for word but for the name of the interpreter."""
    for line in documented():
        command = line.replace("python3 ", f"{sys.executable} ", 1)
        subprocess.run(["bash", "-euc", command], cwd=folder, check=True, timeout=60)


def page(n: int) -> Page:
    """News of a deal, another each time."""
    url = f"https://gazette.example/{n}"
    title = f"Microsoft invests ${n + 3} billion in AI start-up {PLANETS[n % 6]} {n}"
    when = (NOW - timedelta(minutes=5)).isoformat()
    head = f'<title>{title}</title><meta property="article:published_time" content="{when}">'
    text = f"{title}, both companies said. It trains large language models for number {n}. " * 4
    body = f"<html><head>{head}</head><body><article><h1>{title}</h1><p>{text}</p></article></body></html>"
    return Page(
        id=digest(url), requested_url=url, url=url, status=200, headers={"content-type": "text/html"},
        body=body.encode(), source=SourceRef(id="gazette", publisher="Gazette", language="en"),
        discovered_at=NOW, fetched_at=NOW,
    )  # fmt: skip


def fetched(ports: Opened, n: int) -> None:
    """As the crawl does: pending in the store, the page in the log, done in the store."""
    url = f"u{n}"
    revision = ports.store.swap("urls", url, {"state": "pending"}, Keys("pending"), None)
    ports.log.append([page(n)])
    ports.store.swap("urls", url, {"state": "done", "article": page(n).id}, Keys("done"), revision)


def counts(ports: Opened) -> Mapping[str, int]:
    """Every collection of the store and every topic of the log."""
    collections: tuple[Collection, ...] = get_args(Collection)
    found = {name: len(ports.store.find(name, limit=100_000)) for name in collections}
    return found | {f"log {topic}": sum(1 for _ in ports.log.scan(topic)) for topic in TOPICS}


def alerts_of(ports: Opened) -> set[str]:
    """The stories that have an alert."""
    return {doc.id for doc in ports.store.find("alerts", limit=100_000) if "story" in doc.body}


def restored(folder: Path, to: Path) -> Settings:
    """The copies in place of the files, in a new folder."""
    (to / "var").mkdir(parents=True)
    for name in ("log.db", "store.db"):
        shutil.copy(folder / "backup" / name, to / "var" / name)
    # a minute later, when the leases of what ran are over: a start waits for them
    (to / "clock").write_text("+60")
    return embedded(to / "var", extract_processes=1, clock=f"file:{to}/clock")


def test_a_copy_of_what_rests_has_every_count(tmp_path: Path) -> None:
    settings = embedded(tmp_path / "var", extract_processes=1)
    with opened(settings) as ports:
        for n in range(6):
            fetched(ports, n)
        ports.store.swap("sources", "gazette", {"last_success": NOW.isoformat()}, Keys("ok"), None)
    with draining(settings, STAGES, Event(), settings.now) as drain:
        drain()
    backed_up(tmp_path)
    with opened(settings) as ports, opened(restored(tmp_path, tmp_path / "new")) as again:
        before = counts(ports)
        assert counts(again) == before
        assert before["alerts"] == before["stories"] > 1
        assert before["articles"] == before["urls"] == 6


def test_a_copy_made_while_all_runs_loses_no_page_no_story_and_no_alert(tmp_path: Path) -> None:
    settings = embedded(tmp_path / "var", extract_processes=1)
    stop, going = Event(), Event()

    def crawl() -> None:
        with opened(settings) as ports:
            for n in range(100_000):
                if stop.is_set():
                    return
                fetched(ports, n)
                if n == 10:
                    going.set()
                stop.wait(0.02)

    def serve() -> None:
        with draining(settings, STAGES, stop, settings.now) as drain:
            while not stop.is_set():
                drain()

    threads = [Thread(target=crawl), Thread(target=serve)]
    for thread in threads:
        thread.start()
    try:
        assert going.wait(120)
        backed_up(tmp_path)
    finally:
        stop.set()
        for thread in threads:
            thread.join(120)
    new = restored(tmp_path, tmp_path / "new")
    with opened(new) as ports:
        rebuild_store(ports.log, ports.store)
        decide_again(ports.log, ports.store, policy(new), new.now())
        in_log = {record.key for record in ports.log.scan("pages")}
        done = [doc.body["article"] for doc in ports.store.find("urls", state="done", limit=100_000)]
        assert len(done) >= 10
        assert set(done) <= in_log, "the store says that a page was fetched, and the log has it"
    with draining(new, STAGES, Event(), new.now) as drain:
        drain()
    with opened(new) as ports:
        found = counts(ports)
        flagged = {record.key for record in ports.log.scan(Flagged.topic)}
        assert flagged == in_log
        assert found["articles"] == len(in_log)
        stories = {record.key for record in ports.log.scan("stories")}
        assert found["stories"] == len(stories)
        assert alerts_of(ports) == stories
