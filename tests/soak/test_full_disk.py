"""A full disk: what runs stops and says so, nothing is damaged, and once there is space nothing is missing.

The disk is a small one of memory, mounted for the test. Where nobody may mount, the product's files may not grow
past a size instead (RLIMIT_FSIZE), which its process meets as a failing write.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sqlite3
import subprocess
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from newswatch.adapters.console import ConsoleNotifier
from newswatch.adapters.sqlite_log import SqliteLog
from newswatch.errors import DiskFull
from newswatch.messages import Page
from tests.soak.living import Living
from tests.soak.made_pages import pages

pytestmark = pytest.mark.slow
DISK_MB = 24
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
TRY_AGAIN = 75


def made(count: int) -> list[Page]:
    """Pages fetched within the hour before NOW; the first 84 tell one story in four outlets."""
    return list(pages(count, first=0, at=NOW - timedelta(hours=1), span=timedelta(hours=1), seed=3))


class Disk:
    """A place that can be filled, so that only so many bytes are left, and emptied again."""

    def __init__(self, folder: Path, mounted: bool) -> None:
        self.folder = folder
        self.mounted = mounted
        self.limit: int | None = None

    def leave(self, free: int) -> None:
        """Fill it but for so many bytes."""
        if not self.mounted:
            self.limit = max(p.stat().st_size for p in self.folder.rglob("*.db*")) + free
            return
        here = os.statvfs(self.folder)
        ballast = self.folder / "ballast"
        with ballast.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, here.f_bavail * here.f_frsize - free)

    def empty(self) -> None:
        """Give the space back."""
        self.limit = None
        (self.folder / "ballast").unlink(missing_ok=True)

    @property
    def before(self) -> Callable[[], None] | None:
        """What a process does first, where its limit stands for the disk's."""
        limit = self.limit
        if limit is None:
            return None

        def limited() -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        return limited


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK_MB}m", "newswatch-test", str(folder)]
    mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    try:
        yield Disk(folder, mounted)
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)


def living_on(folder: Path) -> Living:
    """An installation whose clock stands at NOW."""
    living = Living(folder, {"NEWSWATCH_EXTRACT_PROCESSES": "1"}, aside=folder.parent.parent)
    living.set_clock(NOW)
    return living


def outcome(living: Living) -> Mapping[str, Any]:
    """All that a person can see of it."""
    articles = {id_: (b["article"]["content_hash"], b["labels"]) for id_, b in living.documents("articles")}
    stories = {id_: json.dumps(body, sort_keys=True) for id_, body in living.documents("stories")}
    dead = [body["reason"] for _, body in living.documents("dead")]
    return {"articles": articles, "stories": stories, "dead": dead, "cards": living.cards()}


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """What comes of the same pages where there is space enough."""
    living = living_on(tmp_path_factory.mktemp("undisturbed") / "var")
    living.feed(made(90), urls=False)
    living.command("drain")
    found = outcome(living)
    assert len(found["articles"]) == 88
    assert len(found["stories"]) == sum(found["cards"].values()) == 1
    return found


@pytest.mark.parametrize("free", [60_000, 700_000, 1_800_000])
def test_run_stops_says_so_and_goes_on_when_there_is_space(
    free: int, disk: Disk, undisturbed: Mapping[str, Any]
) -> None:
    living = living_on(disk.folder / "var")
    living.command("upkeep")  # (makes both files)
    living.feed(made(90), urls=False)
    disk.leave(free)
    living.start(before=disk.before)
    assert living.ended() == TRY_AGAIN
    last = living.told.strip().splitlines()[-1]
    assert last.startswith(f"newswatch: {living.folder}/"), living.told
    assert "ree some space" in last or "its free space" in last
    assert "Traceback" not in living.told

    disk.empty()
    for name in ("log.db", "store.db"):
        with sqlite3.connect(living.folder / name) as file:
            assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        file.close()
    living.start()
    living.wait_until_read()
    assert living.stop() == 0
    assert outcome(living) == undisturbed


def test_drain_and_the_crawl_s_append_stop_too(disk: Disk, undisturbed: Mapping[str, Any]) -> None:
    if not disk.mounted:
        pytest.skip("nobody may mount a small disk here; `run` above is tried with a limit of a file's size")
    living = living_on(disk.folder / "var")
    living.feed(made(90)[:60], urls=False)
    living.command("upkeep")
    disk.leave(300_000)
    done = living.command("drain", expect=(TRY_AGAIN,))
    assert done.stderr.startswith(f"newswatch: {living.folder}/")
    assert "Free some space" in done.stderr
    appended = 60
    with SqliteLog(living.folder / "log.db", clock=lambda: NOW) as log:
        for page in made(90)[60:]:
            try:
                log.append([page])
            except DiskFull:
                break
            appended += 1
        assert 60 <= appended < 90
        assert sum(1 for _ in log.scan("pages")) == appended
    disk.empty()
    living.feed(made(90)[appended:], urls=False)  # its URL was not done: the next crawl fetches it
    living.command("drain")
    assert outcome(living) == undisturbed


def test_a_card_that_did_not_fit_is_no_card(disk: Disk) -> None:
    if not disk.mounted:
        pytest.skip("nobody may mount a small disk here")
    from rich.console import Console

    sent = disk.folder / "store.sent.jsonl"
    notifier = ConsoleNotifier(Console(quiet=True), sent)
    notifier.post("news", "one", {"title": "x" * 100})
    disk.leave(8192)
    with pytest.raises(DiskFull, match="free some space"):
        notifier.post("news", "two", {"title": "x" * 100_000})
    disk.empty()
    assert notifier.find("news", "two", NOW) is None
    with sent.open("ab") as file:
        file.write(b'{"kind": "post", "alert": "torn by a crash"')
    notifier.post("news", "three", {"title": "y"})
    assert notifier.find("news", "one", NOW) == "0"
    assert notifier.find("news", "three", NOW) is not None
    assert all(json.loads(line) for line in sent.read_text(encoding="utf-8").splitlines())
