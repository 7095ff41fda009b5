"""The reactor that the crawls of these tests share, and the place that each works in."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from newswatch.adapters.sqlite_log import SqliteLog
from newswatch.adapters.sqlite_store import SqliteStore
from tests.unit.crawlers.crawl_web import Answer, Place, Time, Web


@pytest.fixture(scope="session")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    """The loop of Twisted's reactor, which runs in a thread of its own: it can be started only once."""
    started = threading.Event()
    held: list[asyncio.AbstractEventLoop] = []

    def run() -> None:
        from scrapy.utils.reactor import install_reactor

        install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
        from twisted.internet import reactor

        held.append(asyncio.get_event_loop())
        running = cast("Any", reactor)  # its interface is zope.interface's
        running.callWhenRunning(started.set)
        running.run(installSignalHandlers=False)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    started.wait(30)
    for name in ("scrapy", "twisted", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    yield held[0]
    from twisted.internet import reactor

    running = cast("Any", reactor)
    running.callFromThread(running.stop)
    thread.join(10)


@pytest.fixture
def web() -> Iterator[Web]:
    server = Web()
    server.routes["/robots.txt"] = Answer(status=404)
    yield server
    server.close()


@pytest.fixture
def place(loop: asyncio.AbstractEventLoop, web: Web, tmp_path: Path) -> Iterator[Place]:
    time = Time()
    log = SqliteLog(tmp_path / "log.db", prefix="", clock=time)
    store = SqliteStore(tmp_path / "store.db", prefix="", clock=time)
    yield Place(web, log, store, time, loop)
    log.close()
    store.close()
