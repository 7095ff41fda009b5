"""A crawl that is held up holds nothing else up: it ends after a while, and `run` ends one that does not."""

import os
import signal
import sys
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from crawlers.crawl import CrawlSummary
from newswatch.cli import crawling
from newswatch.cli.serving_crawl import HELD_UP, crawled
from newswatch.settings import load_settings

WAITS = ("sleep", "60")
DEAF = ("sh", "-c", "trap '' TERM; exec sleep 60")
COUNTS = """
import pathlib, signal, sys
told = []
signal.signal(signal.SIGTERM, lambda *_: (told.append(1), pathlib.Path(sys.argv[1]).write_text(str(len(told)))))
open(sys.argv[2], "w").close()
while not told:
    signal.pause()
signal.sigtimedwait([signal.SIGUSR1], 1)
"""


@pytest.mark.parametrize("due", [True, False])
def test_a_crawl_of_what_is_due_ends_after_a_while(
    due: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: dict[str, Any] = {}

    def crawl(_: object, **how: Any) -> CrawlSummary:
        given.update(how)
        return CrawlSummary()

    monkeypatch.setattr(crawling, "crawl", crawl)
    files = {"log_url": f"sqlite:///{tmp_path}/log.db", "store_url": f"sqlite:///{tmp_path}/store.db"}
    crawling.crawl_once(load_settings(**files), [], only_due=due)
    assert given["time_limit"] == (crawling.DUE_SECONDS if due else 0)
    assert 0 < crawling.DUE_SECONDS < HELD_UP


@pytest.mark.parametrize(("command", "code"), [(WAITS, -signal.SIGTERM), (DEAF, -signal.SIGKILL)])
def test_one_that_hangs_is_ended(command: tuple[str, ...], code: int) -> None:
    assert crawled(command, Event(), held_up=1, to_end=0.5) == code


def test_one_that_ends_is_waited_for() -> None:
    assert crawled([sys.executable, "-c", "raise SystemExit(3)"], Event(), held_up=60) == 3


def test_it_is_told_to_end_once(tmp_path: Path) -> None:
    """A second SIGTERM is for Scrapy a word to drop what is under way."""
    stop, ready = Event(), tmp_path / "ready"
    os.mkfifo(ready)

    def wait() -> None:
        ready.read_bytes()
        stop.set()

    waiter = Thread(target=wait)
    waiter.start()
    assert crawled([sys.executable, "-c", COUNTS, str(tmp_path / "told"), str(ready)], stop, to_end=30) == 0
    waiter.join()
    assert (tmp_path / "told").read_text() == "1"
