"""The crawls of `run`: one after another, each a process of its own, and none of them for ever."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from threading import Event

import structlog

from newswatch import metrics
from newswatch.cli.opening import opened
from newswatch.settings import Settings

log = structlog.get_logger("newswatch.run")
CRAWL = (sys.executable, "-m", "newswatch", "crawl", "--due")
HELD_UP = 420.0
"""Seconds after which a crawl hangs: it ends by itself after DUE_SECONDS (newswatch/cli/crawling.py), but for what is
under way then."""
TO_END = 5.0
"""Seconds that one which is told to end has for what is under way; then it is killed, which loses nothing."""


def serve_crawl(settings: Settings, name: str, pool: object, read: Counter[str], stop: Event) -> None:
    """Crawl what is due, again and again, until told to stop.

    A process each: Scrapy's reactor starts once a process, and a crawl may be killed.
    """
    del pool
    every = timedelta(seconds=settings.crawl_every).total_seconds()
    while not stop.is_set():
        began = time.monotonic()
        code = crawled(CRAWL, stop)
        if code not in (0, -15) and not stop.is_set():
            log.warning("crawl failed", returncode=code)
        read[name] += 1
        with opened(settings) as ports:
            for source in ports.store.find("sources", limit=10_000):
                if success := source.body.get("last_success"):
                    metrics.LAST_SUCCESS.labels(source.id).set(datetime.fromisoformat(success).timestamp())
        stop.wait(max(1.0, every - (time.monotonic() - began)))


def crawled(command: Sequence[str], stop: Event, *, held_up: float = HELD_UP, to_end: float = TO_END) -> int:
    """Run one crawl to its end; one that is held up, or in the way of a stop, is told to end, then killed. Its code."""
    child = subprocess.Popen(command)
    until = time.monotonic() + held_up
    while child.poll() is None and time.monotonic() < until and not stop.wait(0.2):
        pass
    if child.poll() is None:
        if not stop.is_set():
            log.warning("a crawl is held up, and is ended", seconds=held_up)
        child.terminate()  # once: for Scrapy a second time means to drop what is under way
        try:
            child.wait(to_end)
        except subprocess.TimeoutExpired:
            child.kill()
    return child.wait()
