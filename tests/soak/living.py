"""The real `newswatch run` on a folder of its own: started, fed, measured, killed, stopped."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import Any

from crawlers.frontier import Pending, add_entries, mark_done
from crawlers.sources import FeedAddress, Source
from newswatch.adapters.sqlite_log import SqliteLog
from newswatch.adapters.sqlite_store import SqliteStore
from newswatch.messages import Page
from newswatch.ports import Collection, every
from newswatch.settings import Settings, load_settings
from processors.pipeline import NAMES, STAGES

WAIT = 240.0
"""Seconds that a condition may take on a machine that is busy."""


@dataclass
class Living:
    """An installation: its folder, its settings, the process that serves it now."""

    folder: Path
    extra: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    started: int = 0
    aside: Path | None = None
    """Folder of what the process writes on stderr; beside its own for none."""

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)

    @property
    def environment(self) -> dict[str, str]:
        """What the command is run with."""
        clean = {k: v for k, v in os.environ.items() if not k.upper().startswith("NEWSWATCH_")}
        return clean | {
            "NEWSWATCH_LOG_URL": f"sqlite:///{self.folder}/log.db",
            "NEWSWATCH_STORE_URL": f"sqlite:///{self.folder}/store.db",
            "NEWSWATCH_NOTIFY_URL": "console:",
            "NEWSWATCH_CLOCK": f"file:{self.folder}/clock",
            "NEWSWATCH_LOG_LEVEL": "warning",
            "NEWSWATCH_CATCH_UP": "1000",
            **self.extra,
        }

    @property
    def settings(self) -> Settings:
        """The same as settings, for the ports of this process."""
        names = ("NEWSWATCH_LOG_URL", "NEWSWATCH_STORE_URL", "NEWSWATCH_CLOCK")
        given = {name.removeprefix("NEWSWATCH_").lower(): self.environment[name] for name in names}
        return load_settings(_env_file=None, **given)

    def set_clock(self, told: datetime | str) -> None:
        """Let the product's clock show a time, or run so many seconds (`+86400`) beside the system's."""
        told = told if isinstance(told, str) else told.isoformat()
        new = self.folder / "clock.new"
        new.write_text(told, encoding="ascii")
        new.replace(self.folder / "clock")

    def command(self, *args: str, expect: Sequence[int] = (0,)) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        done = subprocess.run(
            [sys.executable, "-m", "newswatch", *args],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=WAIT,
        )
        assert done.returncode in expect, f"{args} ended with {done.returncode}:\n{done.stderr[-3000:]}"
        return done

    def start(self, *names: str, before: Callable[[], None] | None = None) -> None:
        """Serve stages; every one, and no crawl, for none. `before`: what the process does first."""
        self.started += 1
        with self._stderr.open("wb") as told:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "newswatch", "run", *(names or NAMES)],
                cwd=self.folder,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=told,
                preexec_fn=before,
            )

    def ended(self) -> int:
        """Wait until the process ends by itself; its exit status."""
        assert self.process is not None
        code = self.process.wait(WAIT)
        self.process = None
        return code

    @property
    def told(self) -> str:
        """What the last process wrote on stderr."""
        return self._stderr.read_text(encoding="utf-8", errors="replace")

    @property
    def _stderr(self) -> Path:
        return (self.aside or self.folder.parent) / f"{self.folder.name}.{self.started}.stderr"

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Stop the process, cleanly or by kill -9; its exit status."""
        if self.process is None:
            return 0
        with suppress(ProcessLookupError):
            self.process.send_signal(number)
        code = self.process.wait(WAIT)
        self.process = None
        return code

    def wait_until_read(self, memory: Memory | None = None) -> None:
        """Return when every stage has read all there is, and every card that is due is told."""
        log = SqliteLog(self.folder / "log.db", clock=self.settings.now)
        store = SqliteStore(self.folder / "store.db", clock=self.settings.now)
        try:
            deadline = time.monotonic() + WAIT * 5
            while behind(log) or store.find("alerts", due_before=now_ms(self.settings), limit=1):
                assert time.monotonic() < deadline, f"still behind: {behind(log)}\n{self.told[-3000:]}"
                assert self.process is None or self.process.poll() is None, self.told[-3000:]
                if memory is not None:
                    memory.sample(self)
                Event().wait(0.2)
        finally:
            log.close()
            store.close()

    def feed(self, pages: Sequence[Page], *, urls: bool = True) -> None:
        """Write pages as the crawler does: their URLs pending, the pages in the log, the URLs done."""
        settings = self.settings
        with (
            SqliteLog(self.folder / "log.db", clock=settings.now) as log,
            SqliteStore(self.folder / "store.db", clock=settings.now) as store,
        ):
            for start in range(0, len(pages), 20):
                some = pages[start : start + 20]
                pending = [one for page in some if urls for one in _pending(store, page)]
                log.append(some)
                for page, one in pending:
                    mark_done(store, one, article=page.id, url=page.url, status=200, now=page.fetched_at)

    def documents(self, collection: Collection) -> Iterator[tuple[str, dict[str, Any]]]:
        """All documents of a collection, by id."""
        with SqliteStore(self.folder / "store.db", clock=self.settings.now) as store:
            yield from ((doc.id, dict(doc.body)) for doc in every(store, collection))

    def cards(self) -> Counter[str]:
        """How often each alert was posted."""
        path = self.folder / "store.sent.jsonl"
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        records = [json.loads(line) for line in lines]
        return Counter(record["alert"] for record in records if record["kind"] == "post")

    def sizes(self) -> dict[str, int]:
        """Bytes of each file of the folder."""
        return {path.name: path.stat().st_size for path in sorted(self.folder.iterdir()) if path.is_file()}

    def pages(self, name: str) -> tuple[int, int]:
        """Bytes of a database as it will be once all of it is in its file; and those of them that are unused."""
        with closing(sqlite3.connect(self.folder / name)) as file:
            size, count, unused = (
                int(file.execute(f"PRAGMA {what}").fetchone()[0])
                for what in ("page_size", "page_count", "freelist_count")
            )
        return size * count, size * unused


@dataclass
class Memory:
    """Resident memory, in MB, of a process and of its children, sampled while it serves."""

    own: list[float] = field(default_factory=list)
    children: list[float] = field(default_factory=list)

    def sample(self, living: Living) -> None:
        """Look once."""
        if living.process is not None and (own := resident(living.process.pid)):
            self.own.append(own)
            self.children.append(sum(map(resident, children_of(living.process.pid))))


def _pending(store: SqliteStore, page: Page) -> list[tuple[Page, Pending]]:
    """The page's address, made pending where it is new."""
    entries = [page.entry] if page.entry else []
    new = add_entries(store, source_of(page), entries, now=page.fetched_at, silent=False, first=False)
    return [(page, one) for one in new]


def behind(log: SqliteLog) -> dict[str, int]:
    """Records that wait, by stage; those with none left out."""
    lags = {}
    for stage in STAGES:
        done = log.committed(stage.name, stage.topics)
        if lag := sum(end - done[part] for part, end in log.end_offsets(stage.topics).items()):
            lags[stage.name] = lag
    return lags


def now_ms(settings: Settings) -> int:
    """The settings' time in ms since 1970."""
    return int(settings.now().timestamp() * 1000)


def source_of(page: Page) -> Source:
    """The source that a made page comes from."""
    home = f"https://{page.source.id}.example/"
    return Source(
        id=page.source.id,
        name=page.source.publisher,
        publisher=page.source.publisher,
        homepage=home,
        language=page.source.language or "en",
        kind="press",
        feeds=(FeedAddress(url=f"{home}feed", seen="invented"),),
    )


def resident(pid: int) -> float:
    """MB of resident memory; 0 for a process that is gone."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
    return 0.0


def children_of(pid: int) -> list[int]:
    """The processes that a process started, by any of its threads."""
    found: list[int] = []
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            with suppress(OSError):
                found += map(int, (task / "children").read_text(encoding="ascii").split())
    return found
